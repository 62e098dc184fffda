"""Deciding at the desk, with the dates of the policy's own examples: who, when, how long, and what stops it."""

from datetime import date

import pytest

from complaintdesk.models.acting import Refused
from tests.desk.officer import EARLY, london

ABC = ("A: the leak was not mended.", "B: two visits were missed.", "C: nobody called back.")
EARLY_CLOSE = {"lessons": "none", "decided_by": "Ada Bell"}


def at(desk, when):
    desk.at = london(when)


def logged(desk, when, **said):
    at(desk, when)
    return desk.receive("salix", **said)


def acknowledged(desk, received, when, **said):
    ref = logged(desk, received)
    at(desk, when)
    desk.do(ref, "acknowledge", **said)
    return ref


def answered(desk, received="2024-04-02 10:00", acked="2024-04-08 10:00", when="2024-04-22 10:00", parts=ABC, **said):
    ref = logged(desk, received, **said)
    at(desk, acked)
    desk.do(ref, "acknowledge", parts=parts)
    at(desk, when)
    desk.do(ref, "respond", findings=found(*range(1, len(parts) + 1)), outcome="upheld")
    return ref


def found(*numbers, overturned=""):
    return [
        {"number": n, "finding": "upheld", "reason": "The log shows it.", "overturned": overturned} for n in numbers
    ]


def staff(desk, name, **said):
    desk.do(desk.desk.book("salix"), "staff_add", name=name, **said)


def clock(desk, ref, name, stage=1):
    return next(one for one in desk.desk.case(ref).clocks if (one.name, one.stage) == (name, stage))


def stopped(done, clause, field=""):
    assert isinstance(done, Refused), done
    assert done.clause == clause
    assert not field or done.field == field
    return done.sentence


def warned(desk, ref, act):
    return desk.desk.form(ref, act).warnings


# Time limits


@pytest.mark.clause("salix-4.7.2a")
def test_acknowledged_defined_and_logged_within_five_working_days(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-03-28 11:00")
    assert clock(desk, ref, "acknowledge").due == date(2024, 4, 8)
    at(desk, "2024-04-09 10:00")
    said = stopped(desk.try_to(ref, "acknowledge", parts=()), "Salix 4.7.2", "parts")
    assert said.startswith("The parts of the complaint are not set out yet")
    desk.do(ref, "acknowledge")
    assert (clock(desk, ref, "acknowledge").state, desk.desk.case(ref).definition != "") == ("late", True)


@pytest.mark.clause("salix-4.7.2b")
@pytest.mark.parametrize("when", ["2024-03-28 19:30", "2024-03-30 10:00", "2024-04-02 07:30"])
def test_what_comes_out_of_hours_is_received_on_the_next_working_day(officer, when):
    desk = officer("salix")
    told = clock(desk, logged(desk, when), "acknowledge")
    assert (told.day_zero, told.due) == (date(2024, 4, 2), date(2024, 4, 9))


@pytest.mark.clause("salix-4.7.2c")
def test_bank_holidays_do_not_count_and_any_hour_of_the_due_date_is_in_time(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-12-20 10:00")
    assert clock(desk, ref, "acknowledge").due == date(2024, 12, 31)
    at(desk, "2024-12-31 21:00")
    desk.do(ref, "acknowledge")
    assert clock(desk, ref, "acknowledge").state == "met"


@pytest.mark.clause("salix-4.7.5a")
def test_the_answer_is_due_ten_working_days_from_the_acknowledgement_provisional_until_then(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-03-28 11:00")
    told = clock(desk, ref, "respond")
    assert (told.due, told.provisional) == (date(2024, 4, 22), True)
    same_day = acknowledged(desk, "2024-03-28 11:00", "2024-03-28 12:00")
    assert clock(desk, same_day, "respond").due == date(2024, 4, 15)
    late = acknowledged(desk, "2024-03-28 11:00", "2024-04-10 10:00")
    told = clock(desk, late, "respond")
    assert (told.due, told.backstop) == (date(2024, 4, 24), date(2024, 4, 22))
    assert clock(desk, late, "acknowledge").state == "late"
    assert clock(desk, same_day, "respond").backstop is None
    why = " ".join(" ".join(desk.desk.explain(late, "respond").lines).split())
    assert "Mon 22 Apr 2024 was the last day had the acknowledgement been sent in time" in why


@pytest.mark.clause("salix-4.7.5a")
@pytest.mark.parametrize("as_at", [None, "2024-04-23 09:00"])
def test_the_board_keeps_the_day_that_a_late_acknowledgement_put_off(officer, as_at):
    desk = officer("salix")
    same_day = acknowledged(desk, "2024-03-28 11:00", "2024-03-28 12:00")
    late = acknowledged(desk, "2024-03-28 11:00", "2024-04-10 10:00")
    at(desk, "2024-04-23 09:00")
    board = desk.desk.board("salix", london(as_at) if as_at else None)
    kept = {one.ref: one.backstop for one in (*board.late, *board.coming)}
    assert kept == {same_day: None, late: date(2024, 4, 22)}


@pytest.mark.clause("salix-4.11.1e")
def test_the_ten_days_are_working_days(officer):
    desk = officer("salix")
    ref = acknowledged(desk, "2024-04-29 10:00", "2024-04-30 10:00")
    assert clock(desk, ref, "respond").due == date(2024, 5, 15)


@pytest.mark.clause("salix-4.8.2a")
def test_the_window_to_ask_for_a_review_is_ten_working_days_from_the_letter(officer):
    desk = officer("salix")
    told = clock(desk, answered(desk), "escalate")
    assert (told.day_zero, told.due) == (date(2024, 4, 22), date(2024, 5, 7))


@pytest.mark.clause("salix-4.8.6a", "salix-4.8.7a", "salix-4.8.7b")
def test_stage_2_is_acknowledged_in_five_and_answered_in_twenty_working_days(officer):
    desk = officer("salix")
    ref = answered(desk)
    at(desk, "2024-05-02 14:00")
    desk.do(ref, "escalate")
    assert clock(desk, ref, "acknowledge", 2).due == date(2024, 5, 10)
    at(desk, "2024-05-10 10:00")
    desk.do(ref, "acknowledge", handler="Cy Lee", signatory="Cy Lee", parts=ABC)
    assert clock(desk, ref, "respond", 2).due == date(2024, 6, 10)
    at(desk, "2024-06-05 10:00")
    more = {"ground": "complex investigation", "reason": "The survey is to come.", "progress": "Visited."}
    too_far = desk.try_to(ref, "extend", until="9/7/2024", **more)
    assert "the latest is Mon 8 Jul 2024" in stopped(too_far, "Code 6.15", "good_reason")
    desk.do(ref, "extend", until="8/7/2024", **more)
    assert clock(desk, ref, "respond", 2).due == date(2024, 7, 8)


@pytest.mark.clause("salix-4.8.6b")
def test_a_review_asked_for_on_a_saturday_is_received_on_the_next_working_day(officer):
    desk = officer("salix")
    ref = answered(desk)
    at(desk, "2024-05-04 09:00")
    desk.do(ref, "escalate")
    told = clock(desk, ref, "acknowledge", 2)
    assert (told.day_zero, told.due) == (date(2024, 5, 7), date(2024, 5, 14))


# Who


@pytest.mark.clause("salix-4.7.1b")
def test_one_investigator_and_the_service_areas_it_touches_are_kept(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00", area="Repairs")
    desk.do(ref, "assign", to="Ida Fox", areas_affected="Repairs, Income")
    seen = desk.desk.case(ref)
    assert (seen.owner, seen.areas_affected) == ("Ida Fox", ("Repairs", "Income"))


@pytest.mark.clause("salix-4.7.1c", "salix-4.8.5")
def test_the_main_areas_director_is_suggested_another_warns_and_a_team_leader_or_the_investigator_is_barred(officer):
    desk = officer("salix")
    at(desk, "2024-04-01 10:00")
    staff(desk, "Rae Dunn", roles="area_director", areas="Repairs")
    staff(desk, "Ivo Carr", roles="area_director", areas="Income")
    staff(desk, "Tia Lund", roles="team_leader")
    ref = answered(desk, area="repairs")
    desk.do(ref, "escalate")
    assert next(one.value for one in desk.desk.form(ref, "assign").fields if one.name == "to") == "Rae Dunn"
    assert "handled stage 1" in stopped(desk.try_to(ref, "assign", to="Jo Smith"), "Salix 4.7.1")
    assert "has the role team leader" in stopped(desk.try_to(ref, "assign", to="Tia Lund"), "Salix 4.7.1")
    named = {"handler": "Tia Lund", "signatory": "Tia Lund", "parts": ABC}
    assert "has the role team leader" in stopped(desk.try_to(ref, "acknowledge", **named), "Salix 4.7.1", "handler")
    other = desk.do(ref, "assign", to="Ivo Carr")
    assert "Ivo Carr does not answer for repairs; Rae Dunn does. (Salix 4.7.1, 4.8.5)" in other.warnings
    desk.undo(ref)
    assert not any("does not answer" in one for one in desk.do(ref, "assign", to="Rae Dunn").warnings)
    assert desk.desk.case(ref).owner == "Rae Dunn"


@pytest.mark.clause("salix-4.2.14")
def test_training_older_than_twelve_months_warns_when_the_case_is_assigned(officer):
    desk = officer("salix")
    at(desk, "2024-04-01 10:00")
    fresh = {"trained_customer_service": "1/12/2023", "trained_complaints": "1/12/2023"}
    staff(desk, "Hal Grey", roles="investigating_manager", trained_vulnerability="20/3/2023", **fresh)
    done = desk.do(logged(desk, "2024-04-02 10:00"), "assign", to="Hal Grey")
    assert done.warnings == (
        "Hal Grey's training in vulnerability ran out Wed 20 Mar 2024."
        " A day of training is entered in BOOK-SALIX: Change somebody's entry (c). (Salix 4.2.14)",
    )


@pytest.mark.clause("salix-4.2.11a")
def test_who_is_complained_about_is_barred_and_a_conflict_needs_a_measure(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00", about_people="Hal Grey")
    assert stopped(desk.try_to(ref, "assign", to="Hal Grey"), "Salix 4.2.11", "to")
    named = {"handler": "Hal Grey", "signatory": "Hal Grey"}
    assert stopped(desk.try_to(ref, "acknowledge", **named), "Salix 4.2.11", "handler")
    desk.do(ref, "acknowledge")
    assert stopped(desk.try_to(ref, "respond", **named), "Salix 4.2.11", "handler")
    unsaid = "No conflict of interest is on record at stage 1. (Salix 4.2.11)"
    assert unsaid in warned(desk, ref, "respond")
    for kind in ("perceived", "actual"):
        stopped(desk.try_to(ref, "declare_conflict", conflict=kind), "Salix 4.2.11", "measure")
    desk.do(ref, "declare_conflict", conflict="perceived", declared_by="Ida Fox", measure="Cy Lee takes the case.")
    (one,) = (one for one in desk.desk.case(ref).records if one.kind == "conflict")
    assert one.line == "Perceived; Ida Fox; Cy Lee takes the case."
    assert unsaid not in warned(desk, ref, "respond")
    desk.do(ref, "respond")
    desk.do(ref, "escalate")
    assert "No conflict of interest is on record at stage 2. (Salix 4.2.11)" in warned(desk, ref, "respond")
    desk.do(ref, "declare_conflict", conflict="none")
    assert not any("conflict" in one for one in warned(desk, ref, "respond"))


@pytest.mark.clause("salix-4.7.5m")
def test_somebody_else_signs_the_answer_only_with_a_reason(officer):
    desk = officer("salix")
    ref = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00")
    form = {one.name: one.value for one in desk.desk.form(ref, "respond").fields}
    assert form["signatory"] == desk.desk.case(ref).owner == "Jo Smith"
    other = {"signatory": "Cy Lee", "handler": "Jo Smith"}
    letter = desk.desk.preview(ref, "respond", desk.filled(ref, "respond", **other))
    assert any("somebody else signs" in one.where for one in letter.checks if not one.met)
    stopped(desk.try_to(ref, "respond", **other), "Salix 4.7.5", "signed_why")
    desk.do(ref, "respond", **other, signed_why="Jo Smith is on leave.")
    assert "Why somebody else signs: Jo Smith is on leave." in desk.desk.case(ref).timeline[-1].lines


@pytest.mark.clause("salix-4.13.1")
def test_a_blocked_step_goes_on_with_a_senior_managers_reason_and_the_history_says_so(officer):
    desk = officer("salix")
    at(desk, "2024-04-01 10:00")
    staff(desk, "Tia Lund", roles="team_leader")
    ref = answered(desk)
    desk.do(ref, "escalate")
    said = desk.try_to(ref, "assign", to="Tia Lund")
    assert (said.clause, said.override) == ("Salix 4.7.1", "senior_manager")
    why = "Everybody above has left, and the customer wants no delay."
    assert isinstance(desk.try_to(ref, "assign", to="Tia Lund", override=why), Refused), "Jo has no such role"
    staff(desk, "Jo Smith", roles="senior_manager")
    assert isinstance(desk.try_to(ref, "assign", to="Tia Lund", override="  "), Refused)
    assert isinstance(desk.try_to(ref, "assign", to="Jo Smith", override=why), Refused), "independence has no way past"
    desk.do(ref, "assign", to="Tia Lund", override=why)
    entry = desk.desk.case(ref).timeline[-1]
    (line,) = (line for line in entry.lines if line.startswith("Went on in spite of"))
    assert "Salix 4.7.1" in line
    assert line.endswith(why)
    assert entry.who == "Jo Smith"
    desk.do(ref, "acknowledge", handler="Tia Lund", signatory="Tia Lund", parts=ABC)


# Before the answer


@pytest.mark.clause("salix-4.2.11b")
def test_an_answer_at_stage_2_without_any_contact_there_warns(officer):
    desk = officer("salix")
    ref = answered(desk)
    desk.do(ref, "contact", how="telephone", said="What happened in her words.")
    desk.do(ref, "escalate")
    unheard = "No contact with the resident is on record at stage 2. (Salix 4.2.11)"
    assert unheard in warned(desk, ref, "respond")
    letter = desk.desk.preview(ref, "respond", desk.filled(ref, "respond", unheard_why=""))
    (check,) = (one for one in letter.missing if one.field == "unheard_why")
    assert (check.where, check.clause) == ("Why nobody was contacted first: nothing is given.", "4.2.11")
    desk.do(ref, "contact", how="telephone", attempt=True)
    assert unheard not in warned(desk, ref, "respond")
    assert "unheard_why" not in {one.name for one in desk.desk.form(ref, "respond").fields}
    assert desk.desk.case(ref).timeline[-1].lines[-1] == "An attempt; nobody was reached."


@pytest.mark.clause("salix-4.7.3b")
def test_the_question_of_vulnerability_and_risk_is_cleared_by_none_identified(officer):
    desk = officer("salix")
    ref = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00")
    desk.do(ref, "step", step="searched", what="Repairs log")
    asked = "No investigation step (looked at vulnerability or risk) is on record at stage 1. (Salix 4.7.3)"
    assert asked in warned(desk, ref, "respond")
    desk.do(ref, "step", step="risk", what="none identified")
    assert asked not in warned(desk, ref, "respond")


@pytest.mark.clause("salix-4.7.4a")
def test_more_than_ten_working_days_need_a_good_reason_and_a_managers_approval(officer):
    desk = officer("salix")
    at(desk, "2024-04-01 10:00")
    staff(desk, "Sol Archer", roles="senior_manager")
    staff(desk, "Tia Lund", roles="team_leader")
    ref = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00")
    at(desk, "2024-04-18 10:00")
    more = {"ground": "complex investigation", "reason": "The survey is to come.", "progress": "Visited."}
    far = {**more, "until": "8/5/2024"}
    assert "the latest is Tue 7 May 2024" in stopped(desk.try_to(ref, "extend", **far), "Salix 4.7.4", "good_reason")
    far["good_reason"] = "The only surveyor is back on 7 May."
    stopped(desk.try_to(ref, "extend", **far), "Salix 4.7.4", "approved_by")
    stopped(desk.try_to(ref, "extend", **far, approved_by="Tia Lund"), "Salix 4.7.4", "approved_by")
    other = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00")
    at(desk, "2024-04-18 10:00")
    desk.do(other, "extend", **more, until="7/5/2024")
    assert clock(desk, other, "respond").due == date(2024, 5, 7)
    desk.do(ref, "extend", **far, approved_by="Sol Archer")
    assert clock(desk, ref, "respond").due == date(2024, 5, 8)
    twice = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00")
    at(desk, "2024-04-18 10:00")
    desk.do(twice, "extend", **more, until="30/4/2024")
    at(desk, "2024-04-29 10:00")
    said = stopped(desk.try_to(twice, "extend", **more, until="8/5/2024"), "Salix 4.7.4", "good_reason")
    assert "the latest is Tue 7 May 2024" in said, "both extensions share the ten days"
    desk.do(twice, "extend", **more, until="7/5/2024")


@pytest.mark.clause("salix-4.11.1a", "salix-4.11.1b", "salix-4.11.1d")
def test_an_extension_has_one_of_two_grounds_never_workload_and_comes_before_the_last_day(officer):
    desk = officer("salix")
    ref = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00")
    at(desk, "2024-04-18 10:00")
    more = {"until": "30/4/2024", "reason": "The survey is to come.", "progress": "Visited."}
    stopped(desk.try_to(ref, "extend", **more), "Salix 4.11.1", "ground")
    busy = {**more, "reason": "Our workload is heavy.", "ground": "complex investigation"}
    assert (
        stopped(desk.try_to(ref, "extend", **busy), "Salix 4.11.1") == "'workload' is never a valid ground for a delay."
    )
    for words, named in (
        ("We are very busy and have a backlog.", "backlog"),
        ("The team is\nshort of staff.", "short of staff"),
        ("Our caseload has grown.", "caseload"),
    ):
        heavy = {**more, "reason": words, "ground": "complex investigation"}
        never = f"'{named}' is never a valid ground for a delay."
        assert stopped(desk.try_to(ref, "extend", **heavy), "Salix 4.11.1", "reason") == never
        beyond = {**more, "ground": "complex investigation", "good_reason": words}
        assert stopped(desk.try_to(ref, "extend", **beyond), "Salix 4.11.1", "good_reason") == never
    for typed, sentence in (
        ("workload", "'workload' is never a valid ground for a delay."),
        ("the weather", "No ground is chosen: complex investigation or key staff unavailable."),
    ):
        assert stopped(desk.try_to(ref, "extend", **more, ground=typed), "Salix 4.11.1", "ground") == sentence
    (ground,) = (one for one in desk.desk.form(ref, "extend").fields if one.name == "ground")
    assert [key for key, _ in ground.choices] == ["complex investigation", "key staff unavailable"]
    assert ground.hint == "workload is never a ground (4.7.4, 4.11.1)"
    assert not any("last day" in one for one in warned(desk, ref, "extend"))
    at(desk, "2024-04-22 10:00")
    assert any("is the last day" in one for one in warned(desk, ref, "extend"))
    at(desk, "2024-04-23 10:00")
    stopped(desk.try_to(ref, "extend", **more, ground="complex investigation"), "Salix 4.11.1", "when")
    assert clock(desk, ref, "respond").state == "breached"
    for ground in ("complex investigation", "key staff unavailable"):
        one = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00")
        at(desk, "2024-04-18 10:00")
        desk.do(one, "extend", **more, ground=ground)


@pytest.mark.clause("salix-4.7.6")
def test_the_next_update_is_owed_on_its_day_and_after_the_answer_while_an_action_is_open(officer):
    desk = officer("salix")
    ref = acknowledged(desk, "2024-04-24 10:00", "2024-04-29 10:00", update_interval="every 5 working days")
    at(desk, "2024-05-03 10:00")
    desk.do(ref, "update", how="telephone", said="The roofer is booked.", update_interval="every 5 working days")

    def owed():
        return [(row.what, row.due) for row in desk.desk.owed() if row.what.startswith("Update")]

    def reminded(when):
        at(desk, when)
        return [one for one in desk.desk.case(ref).reminders if one.startswith("Update")]

    assert owed() == [("Update the resident, every 5 working days", date(2024, 5, 13))]
    assert reminded("2024-05-13 10:00") == [
        "Update the resident, every 5 working days: due Mon 13 May 2024 (Salix 4.7.6)"
    ]
    assert reminded("2024-05-14 10:00") == [
        "Update the resident, every 5 working days: due Mon 13 May 2024, 1 working day late (Salix 4.7.6)"
    ]
    at(desk, "2024-05-13 10:00")
    desk.do(ref, "respond")
    desk.do(ref, "close", **EARLY)
    assert owed() == [("Update the resident, every 5 working days", date(2024, 5, 20))]
    assert len(reminded("2024-05-20 10:00")) == 1
    desk.do(ref, "action_done", which="remedy-1", what_was_done="The roof is mended.")
    assert (owed(), reminded("2024-06-20 10:00")) == ([], [])


@pytest.mark.clause("salix-4.7.6")
def test_ten_working_days_hold_until_an_interval_is_agreed(officer):
    desk = officer("salix")
    ref = acknowledged(desk, "2024-04-24 10:00", "2024-04-29 10:00", update_interval="")
    assert [row.due for row in desk.desk.owed() if row.what.startswith("Update")] == [date(2024, 5, 14)]
    desk.do(ref, "update", how="telephone", said="Agreed.", update_interval="weekly")
    assert [row.due for row in desk.desk.owed() if row.what.startswith("Update")] == [date(2024, 5, 6)]


# How it is sent


@pytest.mark.clause("salix-4.7.2d")
def test_an_acknowledgement_by_post_alone_is_still_to_be_put_into_the_online_account(officer):
    desk = officer("salix")
    ref = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00", sent_by="letter", account=True)
    (sent,) = (one for one in desk.desk.case(ref).records if one.kind == "sending")
    assert (sent.is_open, sent.state) == (True, "to be put into the online account")
    assert any("to be put into the online account" in one for one in desk.desk.case(ref).reminders)
    desk.do(ref, "into_account", which="sending-1")
    assert not any("online account" in one for one in desk.desk.case(ref).reminders)
    both = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00", sent_by="online account", account=True)
    assert not any(one.is_open for one in desk.desk.case(both).records)
    asked = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00", sent_by="email")
    assert not any(one.is_open for one in desk.desk.case(asked).records)


@pytest.mark.clause("salix-4.8.6c")
def test_an_acknowledgement_by_telephone_needs_the_customers_own_request(officer):
    desk = officer("salix")
    ref = answered(desk)
    desk.do(ref, "escalate")
    by = {"handler": "Cy Lee", "signatory": "Cy Lee", "sent_by": "telephone", "parts": ABC}
    stopped(desk.try_to(ref, "acknowledge", **by), "Salix 4.7.2, 4.8.6", "channel_asked")
    desk.do(ref, "acknowledge", **by, channel_asked="She asked for a call on 22 April.")
    (sent,) = (one for one in desk.desk.case(ref).records if one.kind == "sending")
    assert sent.line == "Telephone, as they asked; the letter follows; She asked for a call on 22 April."


# Stage 2


@pytest.mark.clause("salix-4.7.1a")
def test_after_the_review_only_the_ombudsman_is_left(officer):
    desk = officer("salix")
    ref = answered(desk)
    desk.do(ref, "escalate")
    desk.do(ref, "respond", handler="Cy Lee", signatory="Cy Lee", findings=found(1, 2, 3, overturned="upheld"))
    acts = {act.key: act for act in desk.desk.acts(ref)}
    assert not acts["escalate"].allowed
    assert acts["escalate"].reason.endswith("there is no third stage. After stage 2 comes Referred to Ombudsman (Q).")
    assert (acts["escalate"].clause, acts["refer"].allowed) == ("Salix 4.7.1", True)
    assert {one.key for one in acts.values() if one.group == "stage" and one.allowed} == {
        *("refer", "receive", "close", "withdraw"),
    }


@pytest.mark.clause("salix-4.8.1")
def test_stage_2_holds_the_disputed_part_and_the_others_stay_as_decided(officer):
    desk = officer("salix")
    ref = answered(desk)
    desk.do(ref, "escalate", disputed=(ABC[1],))
    seen = desk.desk.case(ref)
    assert [one.state for one in seen.elements] == ["not taken to stage 2", "", "not taken to stage 2"]
    asked = next(one for one in desk.desk.form(ref, "respond").fields if one.name == "findings").value
    assert [one["text"] for one in asked] == [ABC[1]]
    overturned = [{"number": 2, "finding": "not_upheld", "reason": "The log was wrong.", "overturned": "overturned"}]
    desk.do(ref, "respond", handler="Cy Lee", signatory="Cy Lee", findings=overturned, outcome="not_upheld")
    first, second, _ = desk.desk.case(ref).elements
    assert first.findings == ("Stage 1: Upheld. The log shows it.",)
    assert second.findings[1:] == ("Stage 2: Not upheld. The log was wrong.", "Stage 1 decision overturned")


@pytest.mark.clause("salix-4.8.2b")
def test_a_late_request_for_a_review_waits_for_a_decision_and_is_not_closed(officer):
    desk = officer("salix")
    ref = answered(desk)
    at(desk, "2024-05-08 10:00")
    assert any("ended Tue 7 May 2024; the request is late" in one for one in warned(desk, ref, "escalate"))
    desk.do(ref, "escalate")
    waiting = "No decision on lateness is on record at stage 2. (Salix 4.8.2)"
    seen = desk.desk.case(ref)
    assert (seen.stage, seen.status, waiting in seen.reminders) == (2, "open", True)
    stopped(desk.try_to(ref, "decide_late", decision="granted", decided_by="Ada Bell"), "Salix 4.4.1, 4.8.2", "reason")
    stopped(
        desk.try_to(ref, "decide_late", decision="granted", reason="In hospital.", decided_by=""),
        "Salix 4.4.1, 4.8.2",
        "decided_by",
    )
    desk.do(ref, "decide_late", decision="granted", late_for="illness", reason="In hospital.", decided_by="Ada Bell")
    assert waiting not in desk.desk.case(ref).reminders
    in_time = answered(desk)
    at(desk, "2024-05-07 10:00")
    desk.do(in_time, "escalate")
    at(desk, "2024-05-09 10:00")
    assert waiting not in desk.desk.case(in_time).reminders


@pytest.mark.clause("salix-4.8.2b")
def test_the_time_to_ask_for_a_review_is_lengthened_while_it_runs_and_a_request_in_it_is_not_late(officer):
    desk = officer("salix")
    ref = answered(desk)
    more = {"until": "21/5/2024", "reason": "She is in hospital.", "decided_by": "Ada Bell"}
    at(desk, "2024-05-07 16:00")  # the last day: Tue 7 May 2024
    stopped(desk.try_to(ref, "extend_window", **{**more, "reason": ""}), "Salix 4.8.2", "reason")
    stopped(desk.try_to(ref, "extend_window", **{**more, "decided_by": ""}), "Salix 4.8.2", "decided_by")
    shorter = stopped(desk.try_to(ref, "extend_window", **{**more, "until": "7/5/2024"}), "", "until")
    assert shorter == "Tue 7 May 2024 gives no more time: it runs to Tue 7 May 2024 already."
    desk.do(ref, "extend_window", **more)
    told = clock(desk, ref, "escalate")
    assert (told.base_due, told.due, told.state) == (date(2024, 5, 7), date(2024, 5, 21), "running")
    (kept,) = (one for one in desk.desk.case(ref).records if one.kind == "more_time")
    assert kept.line == "Tue 21 May 2024; She is in hospital.; Ada Bell"
    at(desk, "2024-05-08 10:00")
    assert not any("late" in one for one in warned(desk, ref, "escalate"))
    assert clock(desk, ref, "escalate").due == date(2024, 5, 21)
    before = desk.desk.case(ref, london("2024-05-07 15:00"))
    assert next(one for one in before.clocks if one.name == "escalate").due == date(2024, 5, 7)
    desk.do(ref, "escalate")
    assert clock(desk, ref, "escalate").state == "met"
    late_waits = "Nothing is on record as decision on lateness at stage 2. (Salix 4.8.2)"
    assert late_waits not in desk.desk.case(ref).reminders


@pytest.mark.clause("salix-4.8.2b")
def test_time_that_is_over_is_not_lengthened_a_closed_case_still_can_be_and_undo_takes_it_back(officer):
    desk = officer("salix")
    over, closed, open_ = answered(desk), answered(desk), logged(desk, "2024-04-30 10:00")
    more = {"until": "21/5/2024", "reason": "She is in hospital.", "decided_by": "Ada Bell"}
    at(desk, "2024-05-01 10:00")
    assert "stage 1 has no answer yet" in stopped(desk.try_to(open_, "extend_window", **more), "")
    desk.do(closed, "close", why="answered", lessons="none")
    desk.do(closed, "extend_window", **more)
    assert clock(desk, closed, "escalate").due == date(2024, 5, 21)
    desk.undo(closed)
    assert clock(desk, closed, "escalate").due == date(2024, 5, 7)
    at(desk, "2024-05-08 10:00")
    said = stopped(desk.try_to(over, "extend_window", **more), "")
    assert said.startswith("The time to ask for stage 2 ended Tue 7 May 2024; a later request is decided on")
    assert not next(one for one in desk.desk.acts(over) if one.key == "extend_window").allowed


@pytest.mark.clause("salix-4.8.2c")
def test_a_request_counts_from_the_day_it_was_told_to_anybody_here(officer):
    desk = officer("salix")
    ref = answered(desk)
    at(desk, "2024-05-01 15:00")
    desk.do(ref, "escalate", when="29/4/2024", told_to="Reception")
    assert clock(desk, ref, "acknowledge", 2).day_zero == date(2024, 4, 29)
    assert "Who was told first: Reception" in desk.desk.case(ref).timeline[-1].lines


@pytest.mark.clause("salix-4.8.4a")
def test_a_new_issue_is_offered_as_a_complaint_of_its_own_and_stage_2_keeps_its_parts(officer):
    desk = officer("salix")
    ref = answered(desk)
    desk.do(ref, "escalate", new_issue="D: the bill is wrong.")
    assert any(
        "D: the bill is wrong. is open: to be logged as a complaint of its own" in one
        for one in desk.desk.case(ref).reminders
    )
    assert [one.text for one in desk.desk.look(ref).case.open_elements] == [*ABC]
    more = desk.try_to(ref, "define", parts=(*ABC, "D: the bill is wrong."))
    assert stopped(more, "Salix 4.8.4", "parts") == "No part of this complaint is called 'D: the bill is wrong.'."
    at(desk, "2024-04-25 10:00")
    page = {one.name: one.value for one in desk.desk.intake_fields(ref)}
    assert (page["words"], page["link"], page["linked"]) == ("D: the bill is wrong.", "new_issue", ref)
    own = desk.receive("salix", **{**page, "feedback": "complaint"})
    assert clock(desk, own, "acknowledge").due == date(2024, 4, 29), "it counts from the day it was raised"
    assert [one.ref for one in desk.desk.case(own).links] == [ref]
    desk.do(ref, "log_issue", which="new_issue-1", logged_as=own)
    (issue,) = (one for one in desk.desk.case(ref).records if one.kind == "new_issue")
    assert (issue.is_open, own in issue.line) == (False, True)
    assert not any("of its own" in one for one in desk.desk.case(ref).reminders)


@pytest.mark.clause("salix-4.8.4b")
def test_no_reason_is_needed_to_ask_for_a_review(officer):
    desk = officer("salix")
    ref = answered(desk)
    at(desk, "2024-04-25 10:00")
    desk.do(ref, "escalate", words="")
    assert clock(desk, ref, "acknowledge", 2).due == date(2024, 5, 2)


# Closing early


@pytest.mark.clause("salix-4.12.1a")
def test_closed_early_is_what_was_answered_before_its_target_and_a_review_can_still_be_asked_for(officer):
    desk = officer("salix")
    ref = answered(desk, when="2024-04-15 10:00")
    early = {"why": "early", **EARLY_CLOSE}
    stopped(desk.try_to(ref, "close", **early), "Salix 4.12.1", "reason")
    stopped(desk.try_to(ref, "close", **{**early, "decided_by": ""}, reason="Mended."), "Salix 4.12.1", "decided_by")
    for day in ("2024-04-15 11:00", "2024-04-19 17:00"):  # not even on the day of the answer: the target is the 22nd
        at(desk, day)
        said = stopped(desk.try_to(ref, "close", why="answered", lessons="none"), "Salix 4.12.1", "why")
        assert said == "Why it is closed: Closed early: answered before its target date."
    at(desk, "2024-04-15 10:00")
    desk.do(ref, "close", **early, reason="All is mended.")
    assert {"Reason: All is mended.", f"Decided by: {early['decided_by']}"} <= {*desk.desk.timeline(ref)[-1].lines}
    seen = desk.desk.case(ref)
    assert (seen.status, seen.closed_why) == ("closed", "Closed early: answered before its target date")
    at(desk, "2024-04-24 10:00")
    desk.do(ref, "escalate")
    seen = desk.desk.case(ref)
    assert (seen.stage, seen.status) == (2, "open")
    assert any(one.kind == "remedy" and one.is_open for one in seen.records)
    on_the_day = answered(desk)
    said = stopped(desk.try_to(on_the_day, "close", **early, reason="Mended."), "Salix 4.12.1")
    assert said == "The answer went out Mon 22 Apr 2024, its target date being Mon 22 Apr 2024: that is not early."
    desk.do(on_the_day, "close", why="answered", lessons="none")


@pytest.mark.clause("salix-4.12.1b")
def test_silence_closes_a_case_from_the_day_after_ten_working_days_and_the_breach_shows(officer):
    desk = officer("salix")
    ref = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00")
    silent = {"why": "no_contact", "reason": "Only she can say which room it is.", **EARLY_CLOSE}
    at(desk, "2024-04-30 10:00")
    said = stopped(desk.try_to(ref, "close", **silent), "Salix 4.12.1")
    assert said.startswith("Not on record yet at this stage: contacted. First: Contact made (h).")
    desk.do(ref, "contact", when="10/4/2024", how="telephone", attempt=True)
    at(desk, "2024-04-24 10:00")
    said = stopped(desk.try_to(ref, "close", **silent), "Salix 4.12.1")
    assert said.startswith("10 working days from Wed 10 Apr 2024 end Wed 24 Apr; possible from the day after.")
    at(desk, "2024-04-25 10:00")
    late = desk.desk.board("salix")
    assert [row.ref for row in late.late] == [ref]
    assert clock(desk, ref, "respond").due == date(2024, 4, 22)
    stopped(desk.try_to(ref, "close", **{**silent, "reason": ""}), "Salix 4.12.1", "reason")
    desk.do(ref, "close", **silent)
    assert clock(desk, ref, "respond").state == "breached"


@pytest.mark.clause("salix-4.12.1b")
def test_the_later_of_attempt_and_acknowledgement_counts_and_whoever_got_in_touch_is_not_silent(officer):
    desk = officer("salix")
    silent = {"why": "no_contact", "reason": "Only she can say which room it is.", **EARLY_CLOSE}
    ref = logged(desk, "2024-04-02 10:00")
    at(desk, "2024-04-05 10:00")
    desk.do(ref, "contact", how="telephone", attempt=True)
    at(desk, "2024-04-08 10:00")
    desk.do(ref, "acknowledge")
    at(desk, "2024-04-22 10:00")
    said = stopped(desk.try_to(ref, "close", **silent), "Salix 4.12.1")
    assert said.startswith("10 working days from Mon 8 Apr 2024 end Mon 22 Apr; possible from the day after.")
    at(desk, "2024-04-23 10:00")
    desk.do(ref, "close", **silent)
    other = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00")
    at(desk, "2024-04-10 10:00")
    desk.do(other, "contact", how="telephone", attempt=True)
    at(desk, "2024-04-16 10:00")
    desk.do(other, "contact", how="telephone", said="She rang and told us which room.")
    at(desk, "2024-05-10 10:00")
    stopped(desk.try_to(other, "close", **silent), "Salix 4.12.1", "why")
    desk.do(other, "contact", how="telephone", attempt=True)
    at(desk, "2024-05-28 10:00")
    desk.do(other, "close", **silent)


@pytest.mark.clause("salix-4.12.1c")
def test_an_agreed_resolution_closes_a_case_only_with_a_dated_action(officer):
    desk = officer("salix")
    ref = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00")
    agreed = {"why": "resolved", "reason": "She is content.", **EARLY_CLOSE}
    stopped(desk.try_to(ref, "close", **agreed), "Salix 4.12.1", "agreed")
    agreed |= {"agreed": "The roof is mended by Friday.", "agreed_by": "Amara Okafor and Jo Smith"}
    said = stopped(desk.try_to(ref, "close", **agreed), "Salix 4.12.1")
    assert said == "No action is on record at stage 1. First: Action or promise (6)."
    undated = desk.try_to(ref, "promise", what="Mend the roof", owner="Repairs")
    assert isinstance(undated, Refused)
    assert undated.field == "due_on"
    desk.do(ref, "promise", what="Mend the roof", owner="Repairs", due_on="12/4/2024")
    done = desk.do(ref, "close", **agreed)
    assert any("has not been answered" in one for one in done.warnings)


@pytest.mark.clause("salix-4.2.11b")
def test_an_answer_without_a_contact_goes_with_its_reason_which_is_kept(officer):
    desk = officer("salix")
    ref = acknowledged(desk, "2024-04-02 10:00", "2024-04-08 10:00")
    stopped(desk.try_to(ref, "respond", unheard_why="  "), "Salix 4.2.11", "unheard_why")
    desk.do(ref, "respond", unheard_why="She asked us only to write.")
    assert "Why nobody was contacted first: She asked us only to write." in desk.desk.timeline(ref)[-1].lines


@pytest.mark.clause("salix-4.7.5e")
@pytest.mark.parametrize(
    ("each", "outcome", "said"),
    [
        (("upheld", "partly_upheld", "not_upheld"), "partly_upheld", ""),
        (("upheld", "partly_upheld", "not_upheld"), "not_upheld", "so the outcome as a whole is partly upheld, not"),
        (("upheld", "upheld", "upheld"), "upheld", ""),
        (("not_upheld",) * 3, "upheld", "Every part is not upheld, so the outcome as a whole is not upheld"),
    ],
)
def test_the_overall_outcome_is_what_the_findings_of_the_parts_come_to(officer, each, outcome, said):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    at(desk, "2024-04-08 10:00")
    desk.do(ref, "acknowledge", parts=ABC)
    findings = [{**one, "finding": finding} for one, finding in zip(found(1, 2, 3), each, strict=True)]
    done = desk.try_to(ref, "respond", findings=findings, outcome=outcome)
    if not said:
        assert not isinstance(done, Refused), done
        return
    assert (said in done.sentence, done.clause, done.field) == (True, "Salix 4.7.5", "outcome")


def test_whoever_signed_the_answer_does_not_review_it(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    at(desk, "2024-04-08 10:00")
    desk.do(ref, "acknowledge", parts=ABC)
    signed = {"signatory": "Sig Two", "signed_why": "Jo Smith is on leave."}
    desk.do(ref, "respond", findings=found(1, 2, 3), outcome="upheld", **signed)
    desk.do(ref, "escalate", words="Not settled.")
    refused = desk.try_to(ref, "assign", to="Sig Two")
    assert refused.sentence.startswith("Sig Two handled stage 1, and may not review it.")
