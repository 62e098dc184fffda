"""What is owed beside the cases: learning, surveys, compliments, plans, publications, the policy's own review."""

from datetime import date

import pytest

from complaintdesk.desk import house
from complaintdesk.desk.setting_up import set_own
from complaintdesk.models.acting import Refused
from tests.desk.officer import ANSWER, EARLY, london

NOT_UPHELD = tuple({**one, "finding": "not_upheld"} for one in ANSWER["findings"])


def answered(desk, received="2024-05-01 10:00", **said):
    """A complaint acknowledged and answered on the day it came."""
    desk.at = london(received)
    ref = desk.receive("salix", **said)
    desk.do(ref, "acknowledge")
    desk.do(ref, "respond", remedies=(), remedies_none=True, actions_none=True)
    return ref


def lesson(desk, ref, what="Book roofers on the first call", due="28/6/2024", **said):
    desk.do(ref, "learn", what=what, area="repairs", owner="Ola Finn", due_on=due, **said)


def book(desk, act, **said):
    return desk.do(desk.desk.book("salix"), act, **said)


@pytest.mark.clause("salix-4.10.1a")
def test_a_learning_action_past_its_day_is_late_in_the_list(officer):
    desk = officer("salix")
    ref = answered(desk)
    lesson(desk, ref)
    desk.at = london("2024-06-28 17:00")
    (one,) = house.register(desk.desk, "salix", "lesson")
    assert (one.ref, one.owner, one.area, one.record.is_late) == (ref, "Ola Finn", "repairs", False)
    desk.at = london("2024-07-01 09:00")
    (one,) = house.register(desk.desk, "salix", "lesson", open_only=True)
    assert one.record.is_late
    assert one.record.state == "to be acted on by Fri 28 Jun 2024, 1 working day late"
    desk.do(ref, "improve", improvement="Roofers are booked at once.", done_on="1/7/2024")
    assert house.register(desk.desk, "salix", "lesson", open_only=True) == ()


@pytest.mark.clause("salix-4.10.1a")
def test_an_upheld_case_reminds_of_its_lesson_until_there_is_one(officer):
    desk = officer("salix")
    ref = answered(desk)
    reminder = "No lesson is on record at stage 1. (Salix 4.10.1)"
    assert reminder in desk.desk.case(ref).reminders
    lesson(desk, ref)
    assert reminder not in desk.desk.case(ref).reminders


@pytest.mark.clause("salix-4.10.1a")
@pytest.mark.parametrize("said", ["none", "No lesson.", "None"])
def test_that_there_is_no_lesson_is_an_answer_to_the_reminder(officer, said):
    desk = officer("salix")
    desk.at = london("2024-05-01 10:00")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    desk.do(ref, "respond", remedies=(), remedies_none=True, actions_none=True, lessons=said)
    assert not any("lesson" in one for one in desk.desk.case(ref).reminders)
    assert not any("lesson" in one.what for one in desk.desk.owed("salix"))


@pytest.mark.clause("salix-4.10.1b")
def test_of_four_improvements_three_are_told_outside_without_a_name(officer):
    desk = officer("salix")
    ref = answered(desk)
    for number in range(1, 5):
        lesson(desk, ref, f"Lesson {number}")
        said = {"improvement": f"Since Amara Okafor wrote: change {number}.", "may_publish": number > 1}
        desk.do(ref, "improve", which=f"lesson-{number}", done_on=f"{number}/5/2024" if number < 2 else "", **said)
    inside = house.improvements(desk.desk, "salix")
    assert [one.words for one in inside] == [f"Since Amara Okafor wrote: change {n}." for n in (1, 2, 3, 4)]
    outside = house.improvements(desk.desk, "salix", public=True)
    assert [one.words for one in outside] == [f"Since [name] wrote: change {n}." for n in (2, 3, 4)]
    assert {one.ref for one in outside} == {""}
    assert all(one.what.startswith("Lesson") and one.on for one in outside)


@pytest.mark.clause("salix-4.10.2")
def test_a_complaint_that_is_not_upheld_teaches_as_well(officer):
    desk = officer("salix")
    desk.at = london("2024-05-01 10:00")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    desk.do(
        ref, "respond", findings=NOT_UPHELD, outcome="not_upheld", remedies=(), remedies_none=True, actions_none=True
    )
    assert not any("lesson" in one for one in desk.desk.case(ref).reminders)
    upheld = answered(desk, resident="Nadia Bell")
    lesson(desk, upheld)
    lesson(desk, ref, "Say sooner when visits are on the log")
    assert {one.ref for one in house.register(desk.desk, "salix", "lesson")} == {ref, upheld}


@pytest.mark.clause("salix-4.18.1c")
def test_a_lesson_worth_sharing_stays_listed_until_it_is_shared_with_somebody(officer):
    desk = officer("salix")
    ref = answered(desk)
    lesson(desk, ref, to_share=True)
    lesson(desk, ref, "Nothing for others")
    (waiting,) = house.to_share(desk.desk, "salix")
    assert waiting.record.key == "lesson-1"
    desk.do(ref, "improve", which="lesson-1", improvement="Done.")
    assert len(house.to_share(desk.desk, "salix")) == 1
    desk.do(ref, "share_lesson", which="lesson-1", shared_with="Lettings and repairs", shared_on="1/5/2024")
    assert house.to_share(desk.desk, "salix") == ()
    assert "Lettings and repairs" in house.register(desk.desk, "salix", "lesson")[0].record.line


@pytest.mark.clause("salix-4.19.1a")
def test_closing_makes_a_survey_task_and_a_dissatisfied_answer_stays_until_the_route_is_told(officer):
    desk = officer("salix")
    ref = answered(desk)
    assert house.register(desk.desk, "salix", "survey") == ()
    desk.at = london("2024-05-08 10:00")
    desk.do(ref, "close", **EARLY)
    (task,) = house.register(desk.desk, "salix", "survey", open_only=True)
    assert (task.ref, task.record.at.isoformat()) == (ref, "2024-05-08")
    done = desk.do(ref, "survey", satisfied="dissatisfied", said="Nobody rang back.")
    assert done.warnings == ("Told how to complain: nothing is given. (Salix 4.19.1)",)
    assert len(house.register(desk.desk, "salix", "survey", open_only=True)) == 1
    desk.do(ref, "survey", satisfied="dissatisfied", route_sent=True)
    assert house.register(desk.desk, "salix", "survey", open_only=True) == ()


@pytest.mark.clause("salix-4.19.1a")
@pytest.mark.parametrize(
    ("why", "resident", "contact", "opens"),
    [
        ("early", "Amara Okafor", "", 1),
        ("early", "Not given", "", 0),
        ("early", "anonymous", "", 0),
        ("early", "Anonymous caller", "", 0),
        ("early", "Nobody", "", 0),
        ("early", "not given", "07700 900123", 1),
        ("duplicate", "Amara Okafor", "", 0),
    ],
)
def test_a_survey_is_owed_only_where_a_complaint_was_handled_and_there_is_somebody_to_ask(
    officer, why, resident, contact, opens
):
    desk = officer("salix")
    other = answered(desk, resident="Nadia Bell")
    ref = answered(desk, resident=resident, contact=contact)
    desk.at = london("2024-05-08 10:00")
    desk.do(ref, "close", **{**EARLY, "why": why, "linked": other if why == "duplicate" else ""})
    assert len(house.register(desk.desk, "salix", "survey", open_only=True)) == opens


@pytest.mark.clause("salix-4.19.1a")
def test_nobody_is_asked_about_a_complaint_that_was_not_taken_on(officer):
    desk = officer("salix")
    desk.at = london("2024-05-01 10:00")
    ref = desk.receive("salix")
    desk.do(ref, "exclude", ground="not_our_service", reason="It is the council's road.", decided_by="Ada Bell")
    assert desk.desk.case(ref).status == "closed"
    assert house.register(desk.desk, "salix", "survey") == ()


@pytest.mark.clause("salix-4.19.1a")
def test_a_satisfied_answer_ends_the_survey(officer):
    desk = officer("salix")
    ref = answered(desk)
    desk.do(ref, "close", **EARLY)
    desk.do(ref, "survey", satisfied="satisfied")
    assert house.register(desk.desk, "salix", "survey", open_only=True) == ()
    assert house.assurance(desk.desk, "salix").satisfaction == (("Satisfied", 1),)


def compliment(desk, words="Thank you.", **said):
    desk.at = london("2024-04-02 10:00")
    return desk.receive("salix", feedback="compliment", words=words, **said)


@pytest.mark.clause("salix-4.17.1a")
def test_a_compliment_stays_in_the_service_managers_list_until_it_is_passed_on(officer):
    desk = officer("salix")
    ref = compliment(desk, "The lettings team found us a home in a week.")
    assert desk.desk.case(ref).clocks == ()
    desk.do(ref, "share_compliment", about_whom="The lettings team", owner="Ola Finn")
    desk.at = london("2024-07-01 10:00")
    (waiting,) = house.register(desk.desk, "salix", "compliment", open_only=True)
    assert (waiting.ref, waiting.owner, waiting.record.state) == (ref, "Ola Finn", "to be passed on")
    desk.do(ref, "share_compliment", about_whom="The lettings team", owner="Ola Finn", shared_on="1/7/2024")
    assert house.register(desk.desk, "salix", "compliment", open_only=True) == ()
    dimmed = {one.key: one.reason for one in desk.desk.acts(answered(desk))}
    assert dimmed["share_compliment"] == (
        "This is for a compliment, never for a complaint."
        " Such a thing is logged apart: Log as another kind, linked (c)."
    )


@pytest.mark.clause("salix-4.17.1a")
def test_a_compliment_stands_with_whoever_answers_for_its_area_before_anybody_touches_it(officer):
    desk = officer("salix")
    desk.at = london("2024-04-01 10:00")
    book(desk, "staff_add", name="Ola Finn", roles="", areas="Lettings")
    ref = compliment(desk, "The lettings team found us a home in a week.", area="Lettings")
    (waiting,) = house.register(desk.desk, "salix", "compliment", open_only=True)
    assert (waiting.ref, waiting.owner, desk.desk.case(ref).owner) == (ref, "Ola Finn", "Ola Finn")


@pytest.mark.clause("salix-4.17.1b")
def test_a_compliment_is_publicised_without_the_name_unless_there_is_consent(officer):
    desk = officer("salix")
    wrote = "Signed, Amara Okafor, amara@example.org, 01632 960123. Mrs OKAFOR says thanks! Ola Finn was kind."
    ref = compliment(desk, wrote)
    assert house.bulletin(desk.desk, "salix") == ()
    desk.do(ref, "use_compliment", publish_in="The staff bulletin")
    (told,) = house.bulletin(desk.desk, "salix")
    assert (told.name, told.words) == (
        "",
        "Signed, [name], [email], [telephone]. [name] says thanks! Ola Finn was kind.",
    )
    agreed = compliment(desk, resident="Nadia Bell")
    desk.do(agreed, "use_compliment", publish_in="The staff bulletin", consent=True)
    assert [one.name for one in house.bulletin(desk.desk, "salix")] == ["", "Nadia Bell"]


@pytest.mark.clause("salix-4.18.1e")
def test_of_eight_compliments_the_three_of_good_practice_are_found_by_area(officer):
    desk = officer("salix")
    for number in range(8):
        ref = compliment(desk, area="repairs" if number % 2 else "lettings")
        if number < 3:
            desk.do(ref, "use_compliment", good_practice=True)
    found = [one.area for one in house.register(desk.desk, "salix", "compliment") if "good_practice" in one.marked]
    assert sorted(found) == ["lettings", "lettings", "repairs"]


@pytest.mark.clause("salix-4.18.1b")
def test_an_areas_plan_is_reviewed_in_every_quarter(officer):
    desk = officer("salix")
    desk.at = london("2024-03-28 10:00")
    book(desk, "plan", area="repairs", done_on="28/3/2024", what="Plan of spring.")
    desk.at = london("2024-06-30 23:00")
    (plan,) = house.plans(desk.desk, "salix")
    assert (plan.is_owed, plan.state) == (False, "reviewed Thu 28 Mar 2024")
    desk.at = london("2024-07-01 08:00")
    (plan,) = house.plans(desk.desk, "salix")
    assert (plan.is_owed, plan.state) == (True, "last reviewed Thu 28 Mar 2024, overdue since Sun 30 Jun 2024")
    book(desk, "plan", area="repairs", done_on="1/7/2024")
    assert not house.plans(desk.desk, "salix")[0].is_owed


def standing(desk, name):
    return next(one for one in house.publications(desk.desk, "salix") if one.what == name)


@pytest.mark.clause("salix-4.2.7b")
def test_what_nobody_checked_for_a_year_is_outstanding(officer):
    desk = officer("salix")
    desk.at = london("2024-04-02 10:00")
    assert standing(desk, "Code link on website").state == "outstanding: never done"
    book(desk, "publish", publication="Code link on website", done_on="2/4/2024")
    desk.at = london("2025-04-02 10:00")
    assert standing(desk, "Code link on website").is_owed is False
    desk.at = london("2025-04-03 10:00")
    assert standing(desk, "Code link on website").is_owed
    assert standing(desk, "Code link on website").clause == "4.2.7"
    refused = desk.try_to(desk.desk.book("salix"), "publish", publication="A page nobody knows")
    assert isinstance(refused, Refused)
    assert "not one of the choices" in refused.sentence


@pytest.mark.clause("salix-4.1.4b")
def test_the_patterns_in_dissatisfaction_are_looked_at_each_month(officer):
    desk, name = officer("salix"), "Patterns in dissatisfaction with service requests"
    desk.at = london("2024-04-30 10:00")
    assert standing(desk, name).state == "outstanding: never done"
    book(desk, "publish", publication=name, done_on="30/4/2024", what="Plumbing tops the list with 7 of 9.")
    desk.at = london("2024-05-30 10:00")
    assert not standing(desk, name).is_owed
    desk.at = london("2024-05-31 10:00")
    assert standing(desk, name).is_owed
    assert standing(desk, name).clause == "4.1.4"


@pytest.mark.clause("salix-4.15.4", "salix-5.1l")
def test_the_yearly_report_is_outstanding_until_its_day_of_publication_is_stored(officer):
    desk, report = officer("salix"), "Yearly performance and service improvement report"
    desk.at = london("2025-03-31 10:00")
    desk.desk.book("salix")
    desk.at = london("2025-04-01 10:00")
    assert standing(desk, report).state == "2024/25: outstanding since Tue 1 Apr 2025"
    book(desk, "publish", publication=report, for_year="2023/24", done_on="1/4/2025")
    assert standing(desk, report).is_owed
    desk.at = london("2025-09-01 10:00")
    book(desk, "publish", publication=report, for_year="2024/25", done_on="29/8/2025")
    now = standing(desk, report)
    assert (now.is_owed, now.state) == (False, "2024/25: published Fri 29 Aug 2025")
    desk.at = london("2026-04-01 10:00")
    assert standing(desk, report).state == "2025/26: outstanding since Wed 1 Apr 2026"


@pytest.mark.clause("salix-4.15.4")
@pytest.mark.parametrize("begins", ["the book", "a case"])
def test_a_new_desk_owes_no_report_and_no_plan_of_a_time_before_it_began(officer, begins):
    desk, report = officer("salix"), "Yearly performance and service improvement report"
    desk.at = london("2025-11-03 10:00")
    first = "2025/26: from Wed 1 Apr 2026"
    assert (standing(desk, report).is_owed, standing(desk, report).state) == (False, first)
    if begins == "a case":
        desk.receive("salix")
        desk.at = london("2025-11-04 10:00")
    book(desk, "staff_add", name="Dee Marsh", areas="Repairs")
    assert (standing(desk, report).is_owed, standing(desk, report).state) == (False, first)
    assert standing(desk, report).due == date(2026, 3, 31)
    (plan,) = house.plans(desk.desk, "salix")
    assert (plan.is_owed, plan.state) == (False, "next by Wed 31 Dec 2025")
    assert not any(row.is_late for row in desk.desk.owed("salix") if row.ref == "BOOK-SALIX")
    desk.at = london("2026-01-01 10:00")
    (plan,) = house.plans(desk.desk, "salix")
    assert (plan.is_owed, plan.state) == (True, "overdue since Wed 31 Dec 2025")
    (then,) = house.plans(desk.desk, "salix", london("2025-12-31 10:00"))
    assert (then.is_owed, then.state) == (False, "next by Wed 31 Dec 2025")
    desk.at = london("2026-04-01 10:00")
    assert standing(desk, report).state == "2025/26: outstanding since Wed 1 Apr 2026"


@pytest.mark.parametrize(
    ("typed", "key", "note"),
    [
        ("2024/25", "2024/25", "2024/25: Mon 1 Apr 2024 to Mon 31 Mar 2025"),
        ("2024-25", "2024/25", "2024/25: Mon 1 Apr 2024 to Mon 31 Mar 2025"),
        (" 2024 / 2025 ", "2024/25", "2024/25: Mon 1 Apr 2024 to Mon 31 Mar 2025"),
        ("2026q3", "2026-Q3", "2026-Q3: Thu 1 Oct 2026 to Thu 31 Dec 2026"),
    ],
)
def test_the_year_of_a_publication_is_kept_as_the_reports_name_it(officer, typed, key, note):
    desk = officer("salix")
    ref = desk.desk.book("salix")
    field = next(one for one in desk.desk.form(ref, "publish").fields if one.name == "for_year")
    assert field.hint == "2024/25, or 2025-Q3 for Oct to Dec 2025"
    told = desk.desk.check_field(field, typed, ref, "publish")
    assert (told.words, told.ok) == (note, True)
    book(desk, "publish", publication="Patterns in dissatisfaction with service requests", for_year=typed)
    (said,) = [one.line for one in desk.desk.case(ref).records if one.kind == "publication"]
    assert said.startswith(f"Patterns in dissatisfaction with service requests; {key}")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2025", "'2025' may be 2024/25 or 2025/26. Write which of the two it is."),
        ("last year", "'last year' is no year or quarter. Write it as 2024/25 or 2024-Q1 for Apr to Jun 2024."),
        ("2024/26", "'2024/26' is no year or quarter. Write it as 2024/25 or 2024-Q1 for Apr to Jun 2024."),
        ("2025-Q2", "'Yearly performance and service improvement report' is for a year: write it as 2024/25."),
    ],
)
def test_a_year_that_may_be_two_is_asked_about(officer, typed, sentence):
    desk = officer("salix")
    report = "Yearly performance and service improvement report"
    refused = desk.try_to(desk.desk.book("salix"), "publish", publication=report, for_year=typed)
    assert isinstance(refused, Refused)
    assert (refused.sentence, refused.field) == (f"For the year or quarter: {sentence}", "for_year")


@pytest.mark.parametrize(("said", "counts"), [("2024/25", True), ("", True), ("2023/24", False), ("2025/26", False)])
def test_the_figure_and_the_list_of_what_is_owed_agree_for_which_year_a_report_is(officer, said, counts):
    desk, report = officer("salix"), "Yearly performance and service improvement report"
    desk.at = london("2025-03-31 10:00")
    desk.desk.book("salix")
    desk.at = london("2025-09-01 10:00")
    book(desk, "publish", publication=report, for_year=said, done_on="1/9/2025")
    (figure,) = desk.desk.figures("salix", "2024/25", "yearly_report").figures
    assert figure.words == ("2024/25: published Mon 1 Sep 2025" if counts else "2024/25: outstanding")
    assert standing(desk, report).is_owed is not counts


@pytest.mark.clause("salix-5.1m")
def test_a_self_assessment_of_fourteen_months_ago_is_overdue(officer):
    desk, name = officer("salix"), "Self-assessment against the Code"
    desk.at = london("2024-01-15 10:00")
    book(desk, "publish", publication=name, done_on="15/1/2024")
    desk.at = london("2025-03-15 10:00")
    assert standing(desk, name).state == "outstanding: done Mon 15 Jan 2024, overdue since Wed 15 Jan 2025"


@pytest.mark.clause("salix-0a")
def test_the_policys_owner_is_reminded_ninety_days_before_its_review(officer):
    desk = officer("salix")
    desk.at = london("2026-11-30 23:00")
    before = house.assurance(desk.desk, "salix")
    assert (before.review.is_owed, before.approval) == (False, "draft")
    desk.at = london("2026-12-01 08:00")
    after = house.assurance(desk.desk, "salix")
    assert after.review.is_owed
    assert after.review.state == ("policy review due by Mon 1 Mar 2027, for Customer service and engagement manager")
    policy = desk.desk.landlord("salix").policy()
    assert (policy.directorate, policy.first_issued, policy.version) == ("Customers", "March 2021", "1")


@pytest.mark.clause("salix-7.1")
def test_nothing_is_listed_without_a_period_and_nothing_is_removed_with_one(officer):
    desk = officer("salix")
    desk.at = london("2019-05-01 10:00")
    ref = desk.receive("salix")
    desk.do(ref, "withdraw", how="telephone")
    still_open = answered(desk, "2019-05-02 10:00", resident="Nadia Bell")
    desk.at = london("2026-05-05 10:00")
    assert house.due_to_go(desk.desk, "salix") == ()
    desk.desk.changed()
    set_own(desk.store, "salix", {"retention": {"years": 6}})
    assert desk.desk.changed()
    assert house.due_to_go(desk.desk, "salix") == (ref,)
    assert desk.desk.case(ref).status == "withdrawn"
    assert desk.desk.case(still_open).status == "open"
    desk.do(ref, "hold", hold_kind="legal", reason="A claim is likely.", decided_by="Ada Bell")
    assert house.due_to_go(desk.desk, "salix") == ()


def test_the_assurance_report_lists_what_the_policy_lets_go_and_not_what_it_keeps_for_good(officer):
    desk = officer("saha")
    desk.at = london("2015-01-05 10:00")
    ref = desk.receive("saha", complainant="tenant")
    desk.do(ref, "withdraw", how="telephone")
    desk.do(ref, "document", item="The agreement", document_class="tenancy_agreement")
    desk.do(ref, "tenancy", tenancy_ended_on="5/1/2015")
    desk.at = london("2018-01-04 10:00")
    assert house.assurance(desk.desk, "saha").due_to_go == ()
    desk.at = london("2018-01-05 10:00")
    assert house.assurance(desk.desk, "saha").due_to_go == (ref,)


def test_a_register_reads_as_many_as_are_asked_for_what_is_late_first_and_counts_them_all(officer):
    desk = officer("salix")
    days = ("20/3/2026", "2/3/2026", "16/3/2026", "")
    desk.at = london("2026-03-01 10:00")
    refs = [desk.receive("salix", resident=f"Resident {n}") for n in range(len(days))]
    for ref, day in zip(refs, days, strict=True):
        desk.do(ref, "learn", what=f"Ring before {ref}.", owner="Repairs", due_on=day or "1/4/2026")
    desk.do(refs[3], "improve", which="lesson-1", improvement="We ring now.", done_on="1/3/2026")
    desk.at = london("2026-03-12 10:00")
    whole = house.register(desk.desk, "salix", "lesson")
    assert [(one.ref, one.record.is_late) for one in whole] == [
        (refs[1], True),
        (refs[2], False),
        (refs[0], False),
        (refs[3], False),
    ]
    assert house.register(desk.desk, "salix", "lesson", most=2) == whole[:2]
    assert house.total(desk.desk, "salix", "lesson") == len(whole)
    assert house.total(desk.desk, "salix", "lesson", open_only=True) == 3
    assert house.assurance(desk.desk, "salix").lessons == (4, 3, 1)
    assert house.assurance(desk.desk, "salix").improvements == len(house.improvements(desk.desk, "salix")) == 1
