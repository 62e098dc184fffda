"""What is on a case's file: made, changed and settled by acts, weighed by the policy's duties, never lost."""

import pytest

from complaintdesk.errors import NotFound
from complaintdesk.models.acting import Refused
from tests.desk.officer import EARLY, london


def of_kind(desk, ref, kind):
    return [one for one in desk.desk.case(ref).records if one.kind == kind]


def staff(desk, name, **said):
    book = desk.desk.book("salix")
    return desk.do(book, "staff_add", name=name, **said)


@pytest.mark.clause("salix-4.7.3a")
def test_an_answer_without_an_investigation_step_warns_and_one_step_ends_the_warning(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    assert "No investigation step is on record at stage 1. (Salix 4.7.3)" in desk.desk.form(ref, "respond").warnings
    desk.do(ref, "step", step="visited", with_whom="the caretaker", what="Looked at the ceiling.")
    (step,) = of_kind(desk, ref, "step")
    assert step.line == "Visited the home, a communal area or the estate; the caretaker; Looked at the ceiling."
    assert not step.is_open
    assert not any("No investigation step is" in one for one in desk.desk.form(ref, "respond").warnings)


@pytest.mark.clause("salix-4.2.11c")
def test_of_three_pieces_of_evidence_the_one_not_considered_is_named(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    for item, seen in (("job sheet", True), ("photographs", False), ("call log", True)):
        desk.do(ref, "evidence", item=item, source="Repairs", dated="3/3/2026", considered=seen)
    warnings = desk.desk.form(ref, "respond").warnings
    assert [one for one in warnings if one.startswith("Evidence")] == [
        "Evidence 2, photographs: considered is not said. (Salix 4.2.11)"
    ]
    desk.do(ref, "consider", which="evidence-2", considered=True)
    assert not any("Evidence" in one for one in desk.desk.form(ref, "respond").warnings)


@pytest.mark.clause("salix-4.2.12", "salix-8.5")
def test_an_adjustment_waits_for_a_decision_and_is_refused_with_a_reason_only(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "adjust", need="an interpreter for Dari")
    (asked,) = of_kind(desk, ref, "adjustment")
    assert (asked.state, asked.is_open) == ("to be decided", True)
    assert any("Reasonable adjustment 1" in one for one in desk.desk.case(ref).reminders)
    refused = desk.try_to(ref, "decide_adjustment", decision="refused")
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 8.5", "reason")
    assert of_kind(desk, ref, "adjustment")[0].is_open
    desk.do(ref, "decide_adjustment", decision="granted", reason="Booked for every call.")
    (decided,) = of_kind(desk, ref, "adjustment")
    assert (decided.line, decided.is_open) == ("an interpreter for Dari; Granted; Booked for every call.", False)
    desk.do(ref, "evidence", item="The repairs log", considered=True)
    dimmed = {act.key: act.reason for act in desk.desk.acts(ref)}
    assert dimmed["consider"] == (
        "No evidence is open on this file. Evidence 1 was settled Thu 12 Mar 2026. Record one first: Evidence (2)."
    )
    assert dimmed["decide_adjustment"] == "", "what was agreed may be looked at again"


@pytest.mark.clause("salix-4.1.5c")
def test_an_action_lives_on_after_the_answer_and_the_closing(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    desk.do(ref, "promise", what="Paint the ceiling", owner="Repairs", due_on="31/3/2026")
    desk.do(ref, "respond")
    desk.do(ref, "close", **EARLY)
    desk.at = london("2026-04-02 10:00")
    action = of_kind(desk, ref, "action")[0]
    assert action.state == "to be done by Tue 31 Mar 2026, 2 working days late"
    remedy = of_kind(desk, ref, "remedy")[0]
    assert remedy.state == "to be done by Wed 30 Sep 2026"
    desk.do(ref, "action_late", which="action-1", due_on="10/4/2026", reason="The painter is ill.")
    assert of_kind(desk, ref, "action")[0].state == "to be done by Fri 10 Apr 2026"
    desk.do(ref, "action_done", which="action-1", what_was_done="Painted.")
    assert of_kind(desk, ref, "action")[0].state == "settled Thu 2 Apr 2026"
    desk.undo(ref)
    assert of_kind(desk, ref, "action")[0].is_open


@pytest.mark.clause("salix-4.7.1c", "salix-4.2.14", "salix-4.2.11a")
def test_who_may_review_is_told_by_role_training_and_whom_it_is_about(officer):
    desk = officer("salix")
    staff(desk, "Tia Lund", roles="team_leader", trained_complaints="1/12/2025")
    staff(desk, "Sol Archer", roles="senior_manager", trained_vulnerability="20/2/2025")
    ref = desk.receive("salix", about_people="Sol Archer")
    desk.do(ref, "acknowledge")
    desk.do(ref, "respond")
    desk.do(ref, "escalate")
    refused = desk.try_to(ref, "assign", to="Tia Lund")
    assert isinstance(refused, Refused)
    assert refused.sentence.startswith("Tia Lund has the role team leader; this is for: senior manager,")
    assert refused.clause == "Salix 4.7.1"
    refused = desk.try_to(ref, "assign", to="Sol Archer")
    assert isinstance(refused, Refused)
    assert (refused.sentence, refused.clause) == (
        "Sol Archer stands on this case as: complained about.",
        "Salix 4.2.11",
    )
    other = desk.receive("salix", resident="Nadia Bell")
    done = desk.do(other, "assign", to="Sol Archer")
    assert done.warnings == (
        "Sol Archer's training in vulnerability ran out Fri 20 Feb 2026."
        " A day of training is entered in BOOK-SALIX: Change somebody's entry (c). (Salix 4.2.14)",
    )


def test_a_record_says_beyond_its_line_what_else_was_said_and_a_remedy_its_kind_in_words(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    desk.do(ref, "evidence", item="job sheet", source="Repairs", dated="3/3/2026", considered=True)
    desk.do(ref, "respond")
    (sheet,), (remedy,) = of_kind(desk, ref, "evidence"), of_kind(desk, ref, "remedy")
    assert sheet.more == (("Considered", "yes"),)
    assert remedy.line.startswith("Mend the roof; Action or repair; Repairs")
    assert remedy.more == (("Why", "Rain comes in"),)


def test_a_landlords_book_is_found_by_its_reference_however_it_is_typed_and_opened_at_need(officer):
    desk = officer("salix")
    assert desk.desk.case("book-salix").subject == "The book of Salix Homes"
    staff(desk, "Tia Lund", roles="team_leader")
    (tia,) = desk.desk.case("BOOK-SALIX").records
    assert (tia.group, tia.line.split(";")[0]) == ("staff", "Tia Lund")
    assert desk.desk.find("Book-Salix") == desk.desk.case("BOOK-SALIX").case_id
    with pytest.raises(NotFound, match="There is no complaint BOOK-NOBODY"):
        desk.desk.case("BOOK-NOBODY")


def test_a_record_that_is_dated_back_takes_no_decision_from_another(officer):
    desk = officer("salix")
    ref = desk.receive("salix", when="2/3/2026 10:00")
    desk.do(ref, "adjust", need="large print", when="10/3/2026 10:00")
    desk.do(ref, "decide_adjustment", which="adjustment-1", decision="granted", reason="Agreed.", when="11/3/2026 9:00")
    desk.do(ref, "adjust", need="an interpreter", when="5/3/2026 10:00")
    told = {one.key: (one.line, one.is_open) for one in of_kind(desk, ref, "adjustment")}
    assert told == {
        "adjustment-1": ("large print; Granted; Agreed.", False),
        "adjustment-2": ("an interpreter", True),
    }
    (then,) = (one for one in desk.desk.case(ref, london("2026-03-06 10:00")).records if one.kind == "adjustment")
    assert (then.key, then.line) == ("adjustment-2", "an interpreter")


def test_a_promise_with_a_day_to_come_is_open_whatever_its_kind(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    promised = {
        "kind": "apology",
        "what": "Say sorry at the visit",
        "due_on": "20/3/2026",
        "owner": "Repairs",
        "why": "Late",
    }
    desk.do(ref, "respond", remedies=(promised,))
    (remedy,) = of_kind(desk, ref, "remedy")
    assert (remedy.is_open, remedy.state) == (True, "to be done by Fri 20 Mar 2026")
    assert any("Say sorry at the visit" in row.what for row in desk.desk.owed())


def test_a_definition_without_a_word_is_refused_and_nothing_is_recorded(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    before = desk.desk.case(ref).seq
    refused = desk.try_to(ref, "define", definition="", wanted="", parts=(), unclear="")
    assert isinstance(refused, Refused)
    assert refused.sentence == "Nothing is filled in: say what the complaint is, what is wanted, or its parts."
    assert desk.desk.case(ref).seq == before


def test_somebody_who_is_on_no_list_is_warned_of(officer):
    desk = officer("salix")
    done = desk.do(desk.receive("salix"), "assign", to="Nobody Known")
    assert any("Nobody Known is not on the staff list" in one and "4.7.1" in one for one in done.warnings)
