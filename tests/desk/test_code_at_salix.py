"""Rules of the Code about handling a complaint, tried at Salix's desk with the dates of their own examples."""

from datetime import date

import pytest

from complaintdesk.errors import BadInput
from complaintdesk.models.acting import Done, Refused
from complaintdesk.models.lists import QueueQuery
from tests.desk.officer import ANSWER, EARLY, SAID, london

PARTS = SAID["parts"]
WHY = {"reason": "It is so in this case.", "decided_by": "Ada Bell"}


@pytest.fixture
def desk(officer):
    """An officer at Salix on Tuesday 2 April 2024 at ten."""
    one = officer("salix")
    one.at = london("2024-04-02 10:00")
    return one


def at(desk, when):
    desk.at = london(f"{when} 10:00" if " " not in when else when)


def due(desk, ref, name="acknowledge", stage=1):
    return next(one.due for one in desk.desk.case(ref).clocks if (one.name, one.stage) == (name, stage))


def state(desk, ref, name="acknowledge", stage=1):
    return next(one.state for one in desk.desk.case(ref).clocks if (one.name, one.stage) == (name, stage))


def of_kind(desk, ref, kind):
    return [one for one in desk.desk.case(ref).records if one.kind == kind]


def grown_from(desk, ref, **said):
    opened = {one.name: one.value for one in desk.desk.intake_fields(ref)}
    done = desk.desk.receive("salix", {**opened, **said}, key=desk.key())
    assert isinstance(done, Done), done
    return done.ref


def acknowledged(desk, received, when, **said):
    at(desk, received)
    ref = desk.receive("salix", **said)
    at(desk, when)
    desk.do(ref, "acknowledge", parts=PARTS)
    return ref


def answered(desk, received="2024-04-02", acked="2024-04-09", when="2024-04-18"):
    ref = acknowledged(desk, received, acked)
    at(desk, when)
    desk.do(ref, "respond")
    return ref


# What comes in


@pytest.mark.clause("code-1.2")
def test_nine_residents_about_one_contractor_are_one_case_and_one_complaint(desk):
    ref = desk.receive("salix", concerns="contractor", members=tuple(f"Flat {number}" for number in range(2, 10)))
    assert 1 + len(of_kind(desk, ref, "member")) == 9
    assert desk.desk.figures("salix", "2024-04", "complaints_received").figures[0].words == "1"


@pytest.mark.clause("code-1.3a")
def test_nobody_has_to_say_the_word(desk):
    view = desk.desk.intake("salix", {"resident": "A", "words": "third time nobody turned up"})
    assert "complaint" in dict(view.kinds)
    ref = desk.receive("salix", words="third time nobody turned up", feedback="complaint")
    assert due(desk, ref) == date(2024, 4, 9)


@pytest.mark.clause("code-1.3b")
def test_a_choice_taken_up_counts_from_the_dissatisfaction_and_after_a_no_from_the_change_of_mind(desk):
    request = {"feedback": "service_request", "words": "The tap drips."}
    at_once = desk.receive("salix", **request)
    desk.do(at_once, "dissatisfied", how="telephone", said="Two visits for nothing.")
    assert any("Dissatisfaction 1" in one for one in desk.desk.case(at_once).reminders)
    at(desk, "2024-04-04")
    desk.do(at_once, "offer_complaint", complaint_offered="accepted", told_how=True)
    assert due(desk, grown_from(desk, at_once)) == date(2024, 4, 9)
    for recorded in (True, False):
        at(desk, "2024-04-02")
        ref = desk.receive("salix", resident="Nadia Bell", **request)
        desk.do(ref, "dissatisfied", how="telephone", said="It drips on.", complaint_offered="declined")
        at(desk, "2024-04-25")
        if recorded:
            desk.do(ref, "offer_complaint", complaint_offered="accepted", told_how=True)
        complaint = grown_from(desk, ref)
        assert (due(desk, complaint), desk.desk.case(complaint).words) == (date(2024, 5, 2), "It drips on.")


@pytest.mark.clause("code-1.3c")
def test_through_a_representative_the_same_clock_runs(desk):
    said = {"representative": "Ann Lee", "relation": "councillor", "channel": "through a representative"}
    ref = desk.receive("salix", feedback="complaint", words="His roof leaks on.", **said, express_request="yes")
    assert due(desk, ref) == date(2024, 4, 9)


@pytest.mark.clause("code-1.4a", "code-1.5a", "code-1.5b")
def test_a_request_runs_no_clock_and_dissatisfaction_with_it_begins_at_stage_1_beside_it(desk):
    view = desk.desk.intake("salix", {"resident": "A", "words": "My tap leaks, can someone come?"})
    ref = desk.receive("salix", words="My tap leaks, can someone come?")
    assert (desk.desk.case(ref).feedback, desk.desk.case(ref).clocks, bool(view.why)) == ("service_request", (), True)
    at(desk, "2024-04-10")
    complaint = grown_from(desk, ref, words="Nobody came, not good enough.")
    seen = desk.desk.case(complaint)
    assert (seen.stage, due(desk, complaint), seen.links[0].ref) == (1, date(2024, 4, 17), ref)
    desk.do(ref, "promise", what="Mend the tap", owner="Repairs", due_on="12/4/2024")
    desk.do(ref, "action_done", which="action-1", what_was_done="Mended.")
    assert desk.desk.case(ref).status == "open"


@pytest.mark.clause("code-1.6a")
def test_a_comment_in_a_survey_stays_listed_until_they_are_told_how_to_complain(desk):
    at(desk, "2024-05-13")
    ref = desk.receive("salix", channel="survey", words="repairs are useless", dissatisfied=True)
    assert desk.desk.case(ref).clocks == ()
    assert of_kind(desk, ref, "dissatisfaction")[0].is_open
    desk.do(ref, "offer_complaint", told_how=True)
    assert not of_kind(desk, ref, "dissatisfaction")[0].is_open


@pytest.mark.clause("code-3.1a", "code-3.2a", "code-3.2b", "code-5.5")
def test_a_plumber_told_on_tuesday_starts_the_clock_and_few_fields_log_it(desk):
    book = desk.desk.book("salix")
    desk.do(book, "staff_add", name="Jo Smith", roles="any_staff")
    at(desk, "2024-04-05")
    values = {"resident": "A Lee", "words": "Rude men.", "feedback": "complaint", "when": "2/4/2024"}
    refused = desk.desk.receive("salix", {**values, "channel": ""}, key="none")
    assert (isinstance(refused, Refused), refused.field) == (True, "channel")
    for channel in ("in person", "telephone", "letter", "email", "web form", "social media", "told to a contractor"):
        done = desk.desk.receive("salix", {**values, "channel": channel}, key=channel)
        assert due(desk, done.ref) == date(2024, 4, 9)
    at(desk, "2024-04-11")
    desk.do(done.ref, "acknowledge", handler="The managing agent", signatory="The managing agent")
    assert state(desk, done.ref) == "late"
    assert len(desk.desk.queue_page(QueueQuery(), 0, 99)) == 7


@pytest.mark.clause("code-3.1b", "code-5.10a")
def test_a_need_on_file_shows_at_logging_and_the_letter_is_printed_so(desk):
    first = desk.receive("salix", vulnerability="Deaf")
    at(desk, "2024-04-03")
    desk.do(first, "adjust", need="large print", noticed_by="asked for", decision="granted", reason="Agreed.")
    assert "Adjustment: large print" in desk.desk.intake("salix", {"resident": "A", "person": first}).known
    second = desk.receive("salix", person=first)
    shown = desk.desk.preview(second, "acknowledge", desk.filled(second, "acknowledge"))
    assert shown.print_format == "large print"
    assert any(one.startswith("Vulnerability: on file") for one in desk.desk.case(second).alerts)


# What is not taken on


@pytest.mark.clause("code-2.1a", "code-2.2", "code-2.5")
def test_a_refusal_is_decided_singly_on_one_of_the_policys_grounds_with_a_reason(desk):
    ref, other = desk.receive("salix"), desk.receive("salix", resident="Nadia Bell")
    for missing in ("reason", "decided_by", "ground"):
        said = {"ground": "not_our_service", **WHY, missing: ""}
        refused = desk.try_to(ref, "exclude", **said)
        assert (isinstance(refused, Refused), refused.field) == (True, missing)
    assert "not one of the choices" in desk.try_to(ref, "exclude", ground="too busy", **WHY).sentence
    assert (desk.desk.case(ref).status, due(desk, ref)) == ("open", date(2024, 4, 9))
    ids = [row.case_id for row in desk.desk.queue_page(QueueQuery(), 0, 9)]
    for act in ("exclude", "close", "respond"):
        with pytest.raises(BadInput, match="each case is judged on its own merits"):
            desk.desk.form_many(act, ids)
        with pytest.raises(BadInput, match="each case is judged on its own merits"):
            desk.desk.do_many(act, ids, {"ground": "not_our_service", **WHY}, key="many")
    assert {desk.desk.case(one).status for one in (ref, other)} == {"open"}


@pytest.mark.clause("code-2.2a", "code-2.3a", "code-2.3b")
def test_out_of_time_is_told_and_discretion_considered_before_the_refusal(desk):
    late = desk.receive("salix", known_on="1/3/2023", happened_on="1/3/2023")
    assert any("decision on lateness" in one for one in desk.desk.case(late).reminders)
    refused = desk.try_to(late, "exclude", ground="out_of_time", **WHY)
    assert "decision on lateness" in refused.sentence
    desk.do(late, "decide_late", decision="refused", late_for="none", **WHY)
    desk.do(late, "exclude", ground="out_of_time", **WHY)
    at(desk, "2024-05-15")
    said = {"words": "Damp", "feedback": "complaint", "happened_on": "16/1/2023", "known_on": "15/5/2023"}
    assert "In time: the 12 months end Wed 15 May 2024 (Salix 4.5.1)." in desk.desk.intake("salix", said).care


@pytest.mark.clause("code-2.2c")
def test_what_was_heard_before_names_the_earlier_case(desk):
    at(desk, "2023-11-06")
    earlier = desk.receive("salix")
    for act in ("acknowledge", "respond", "escalate"):
        desk.do(earlier, act)
    for act in ("acknowledge", "respond"):
        desk.do(earlier, act, handler="Cy Lee", signatory="Cy Lee")
    at(desk, "2024-04-05")
    ref = desk.receive("salix", person=earlier)
    assert desk.try_to(ref, "exclude", ground="exhausted", **WHY).field == "earlier"
    desk.do(ref, "exclude", ground="exhausted", earlier=earlier, **WHY)


# Stage 1


@pytest.mark.clause("code-6.2", "code-6.3a", "code-6.3b")
def test_stage_1_runs_five_working_days_and_ten_from_the_acknowledgement_however_late(desk):
    at(desk, "2024-03-28")
    assert due(desk, desk.receive("salix")) == date(2024, 4, 8)
    for acked, answer in (("2024-04-03", date(2024, 4, 17)), ("2024-04-09", date(2024, 4, 23))):
        assert due(desk, acknowledged(desk, "2024-04-02", acked), "respond") == answer
    at(desk, "2024-04-02")
    ref = desk.receive("salix")
    at(desk, "2024-04-11")
    assert due(desk, ref, "respond") == date(2024, 4, 23)
    at(desk, "2024-04-12")
    undefined = desk.try_to(ref, "acknowledge", parts=())
    assert isinstance(undefined, Refused), "acknowledged without a definition the step is still open"
    desk.do(ref, "acknowledge")
    assert (due(desk, ref, "respond"), state(desk, ref)) == (date(2024, 4, 26), "late")


@pytest.mark.clause("code-6.4b")
def test_ten_working_days_more_and_beyond_them_a_reason_and_an_approver(desk):
    ref = acknowledged(desk, "2024-04-02", "2024-04-09")
    at(desk, "2024-04-18")
    more = {"ground": "complex investigation", "reason": "The survey is to come.", "progress": "Visited."}
    assert desk.try_to(ref, "extend", until="9/5/2024", **more).field == "good_reason"
    beyond = desk.try_to(ref, "extend", until="9/5/2024", **more, good_reason="The surveyor is ill.")
    assert beyond.field == "approved_by"
    desk.do(ref, "extend", until="8/5/2024", **more)
    assert due(desk, ref, "respond") == date(2024, 5, 8)


@pytest.mark.clause("code-5.4")
def test_an_answer_of_a_contractor_is_stage_1_and_the_next_request_is_stage_2(desk):
    at(desk, "2024-04-16")
    ref = desk.receive("salix", when="2/4/2024 10:00", concerns="contractor")
    desk.do(ref, "acknowledge", when="2/4/2024 11:00")
    desk.do(ref, "respond", when="15/4/2024 10:00", handler="Roofers Ltd", signatory="Roofers Ltd")
    assert state(desk, ref, "respond") == "met"
    desk.do(ref, "escalate")
    assert desk.desk.case(ref).stage == 2


@pytest.mark.clause("code-5.8a", "code-5.8b")
def test_the_residents_account_is_asked_for_and_whoever_it_is_about_does_not_handle_it(desk):
    ref = desk.receive("salix", about_people="Hal Grey")
    assert desk.try_to(ref, "assign", to="Hal Grey").field == "to"
    desk.do(ref, "acknowledge")
    letter = desk.desk.preview(ref, "respond", desk.filled(ref, "respond", unheard_why=""))
    assert "unheard_why" in [check.field for check in letter.missing]
    desk.do(ref, "contact", how="telephone", said="She tells how it was.")
    letter = desk.desk.preview(ref, "respond", desk.filled(ref, "respond"))
    assert "unheard_why" not in [check.field for check in letter.missing]


@pytest.mark.clause("code-6.8a", "code-6.8b")
def test_a_related_point_joins_before_the_answer_and_is_a_complaint_of_its_own_after_it(desk):
    ref = acknowledged(desk, "2024-04-02", "2024-04-09")
    at(desk, "2024-04-15")
    desk.do(ref, "define", parts=(*PARTS, "C: nobody called back."))
    assert due(desk, ref, "respond") == date(2024, 4, 23)
    assert [one.text for one in desk.desk.case(ref).elements][-1] == "C: nobody called back."
    assert "C: nobody called back." in str(desk.desk.timeline(ref)[-1].lines)
    at(desk, "2024-04-18")
    found = [{**ANSWER["findings"][0], "number": number} for number in (1, 2, 3)]
    desk.do(ref, "respond", findings=found, outcome=found[0]["finding"])
    at(desk, "2024-04-22")
    assert isinstance(desk.try_to(ref, "define", parts=(*PARTS, "D: the bill.")), Refused)
    own = grown_from(desk, ref, words="The bill is wrong, not good enough.")
    assert (desk.desk.case(own).stage, due(desk, own)) == (1, date(2024, 4, 29))
    assert desk.desk.case(own).links[0].ref == ref


@pytest.mark.clause("code-6.6b", "code-6.17", "code-7.3b")
def test_what_was_promised_is_owed_after_the_answer_until_it_is_done(desk, officer):
    ref = acknowledged(desk, "2024-04-02", "2024-04-09")
    at(desk, "2024-04-18")
    promised = {**ANSWER["remedies"][0], "due_on": "12/6/2024"}
    desk.do(ref, "respond", remedies=(promised,))
    assert state(desk, ref, "respond") == "met"
    at(desk, "2024-06-12")
    assert not of_kind(desk, ref, "remedy")[0].is_late
    at(desk, "2024-06-13")
    assert of_kind(desk, ref, "remedy")[0].is_late
    assert any(one.startswith("Update the resident") for one in desk.desk.case(ref).reminders)
    assert {"Remedy 1", "Update the resident"} <= {
        row.what.partition(":")[0].partition(",")[0] for row in desk.desk.owed() if row.ref == ref and row.is_late
    }
    desk.do(ref, "action_done", which="remedy-1", what_was_done="Mended.")
    assert not any(row.ref == ref for row in desk.desk.owed() if row.is_late)
    desk.do(ref, "escalate")
    reviewer = officer(name="Sam Reed")
    reviewer.at = desk.at
    reviewer.do(ref, "acknowledge")
    reviewer.do(ref, "respond", remedies=({**promised, "due_on": "15/7/2024"},))
    assert state(reviewer, ref, "respond", 2) == "met"
    assert [one.is_open for one in of_kind(reviewer, ref, "remedy")] == [False, True]


@pytest.mark.clause("code-9.1")
def test_closing_asks_what_can_be_learnt_and_none_is_an_answer(desk):
    ref = desk.receive("salix")
    other = desk.receive("salix", resident="Nadia Bell")
    same = {"why": "duplicate", "linked": other, "reason": "Told twice."}
    refused = desk.try_to(ref, "close", **same, lessons="")
    assert (refused.clause, refused.field) == ("Salix 4.10.1, 4.10.2", "lessons")
    desk.do(ref, "close", **same, lessons="none")


# Stage 2


@pytest.mark.clause("code-6.10a", "code-6.11", "code-6.12b", "code-6.14")
def test_one_disputed_point_goes_to_stage_2_and_its_clocks_wait_for_nobody(desk):
    first = answered(desk)
    at(desk, "2024-04-25")
    desk.do(first, "escalate", disputed=(PARTS[0],))
    assert due(desk, first, "acknowledge", 2) == date(2024, 5, 2)
    assert [one.state for one in desk.desk.case(first).elements] == ["", "not taken to stage 2"]
    ref = answered(desk)
    at(desk, "2024-05-02")
    desk.do(ref, "escalate")
    for day in ("2024-05-08", "2024-05-09"):
        at(desk, day)
        desk.do(ref, "contact", how="telephone", attempt=True)
    assert due(desk, ref, "acknowledge", 2) == date(2024, 5, 10)
    tried = [one for one in desk.desk.timeline(ref) if "An attempt; nobody was reached." in one.lines]
    assert len(tried) == 2
    desk.do(ref, "acknowledge", handler="Cy Lee", signatory="Cy Lee")
    assert due(desk, ref, "respond", 2) == date(2024, 6, 7)


@pytest.mark.clause("code-6.13")
def test_whoever_considered_stage_1_neither_reviews_nor_signs_stage_2(desk):
    ref = answered(desk)
    desk.do(ref, "escalate")
    for act, said in (
        ("assign", {"to": "Jo Smith"}),
        ("acknowledge", {"handler": "Jo Smith", "signatory": "Cy Lee"}),
        ("acknowledge", {"handler": "Cy Lee", "signatory": "Jo Smith"}),
    ):
        refused = desk.try_to(ref, act, **said)
        assert isinstance(refused, Refused)
        assert "Jo Smith handled stage 1" in refused.sentence
    desk.do(ref, "acknowledge", handler="Cy Lee", signatory="Cy Lee")
    for said in ({"handler": "Jo Smith", "signatory": "Cy Lee"}, {"handler": "Cy Lee", "signatory": "Jo Smith"}):
        assert isinstance(desk.try_to(ref, "respond", **said), Refused)


@pytest.mark.clause("code-5.11a", "code-5.12a")
def test_stage_2_is_refused_on_a_ground_only_and_both_outcomes_stay_on_record(desk, officer):
    ref = answered(desk)
    at(desk, "2024-04-25")
    desk.do(ref, "escalate")
    assert "not one of the choices" in desk.try_to(ref, "refuse_escalation", ground="nothing new", **WHY).sentence
    reviewer = officer(name="Sam Reed")
    reviewer.at = desk.at
    reviewer.do(ref, "acknowledge")
    changed = [{"number": 2, "finding": "upheld", "reason": "The log was wrong.", "overturned": "overturned"}]
    found = [ANSWER["findings"][0], *changed]
    reviewer.do(ref, "respond", findings=found, outcome="upheld")
    second = reviewer.desk.case(ref).elements[1].findings
    assert second[0].startswith("Stage 1: Not upheld")
    assert second[1].startswith("Stage 2: Upheld")
    told = [(one.who, one.at.date().isoformat()) for one in reviewer.desk.timeline(ref) if one.kind == "responded"]
    assert told == [("Jo Smith", "2024-04-18"), ("Sam Reed", "2024-04-25")]


@pytest.mark.clause("code-7.1")
def test_what_is_upheld_asks_for_a_remedy_and_several_may_be_given(desk):
    ref = acknowledged(desk, "2024-04-02", "2024-04-09")
    refused = desk.try_to(ref, "respond", remedies=())
    assert isinstance(refused, Refused)
    assert refused.field in ("remedies", "remedies_none")
    sorry = {"kind": "apology", "what": "In person"}
    both = desk.try_to(ref, "respond", remedies=(sorry,), remedies_none=True)
    assert isinstance(both, Refused)
    assert (both.sentence, both.field) == (
        "A remedy is given, and 'No remedy is offered' is said as well: take back one of the two.",
        "remedies_none",
    )
    desk.do(ref, "respond", remedies=(sorry, {**ANSWER["remedies"][0], "due_on": "12/6/2024"}))
    assert len(desk.desk.case(ref).remedies) == 2


@pytest.mark.clause("code-9.6")
def test_the_member_responsible_reads_and_changes_nothing(desk, officer):
    desk.do(desk.desk.book("salix"), "staff_add", name="Ann Lee", roles="member_responsible")
    ref = desk.receive("salix")
    chair = officer(name="Ann Lee")
    chair.at = desk.at
    assert chair.desk.case(ref).resident == "Amara Okafor"
    assert chair.desk.figures("salix", "2024-04").figures
    for act, said in (("note", {"text": "Hurry."}), ("close", EARLY)):
        assert isinstance(chair.try_to(ref, act, **said), Refused)
