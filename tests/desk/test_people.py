"""The people a case is for: who acts for them, what they need, how they like to be reached, what is sensitive."""

from datetime import date

import pytest

from complaintdesk.desk import house
from complaintdesk.models.acting import Refused
from complaintdesk.models.lists import QueueQuery
from complaintdesk.models.terms import CHARACTERISTICS, EQUALITY
from tests.desk.officer import SAID, london

BRAVE = "Fled a violent partner"


def flagged(desk, flag):
    """The cases that the filter finds by a flag."""
    return [row.ref for row in desk.desk.queue_page(QueueQuery(filter=desk.desk.filter(f"flag:{flag}")), 0, 99)]


@pytest.fixture
def desk(officer):
    """An officer at Salix on Tuesday 2 April 2024 at ten."""
    one = officer("salix")
    one.at = london("2024-04-02 10:00")
    return one


def due(desk, ref, name="acknowledge"):
    return next(clock.due for clock in desk.desk.case(ref).clocks if clock.name == name)


def of_kind(desk, ref, kind):
    return [one for one in desk.desk.case(ref).records if one.kind == kind]


# Adjustments and preferences


@pytest.mark.clause("salix-4.2.4c")
def test_an_agreed_adjustment_stands_on_the_cases_head_with_who_decided_and_when(desk):
    ref = desk.receive("salix", need="large print", noticed_by="the caretaker")
    (asked,) = of_kind(desk, ref, "adjustment")
    assert (asked.line, asked.state) == ("large print", "to be decided")
    assert not any("large print" in one for one in desk.desk.case(ref).alerts)
    desk.at = london("2024-04-03 09:30")
    desk.do(ref, "decide_adjustment", which="adjustment-1", decision="granted", reason="Agreed.", decided_by="Ann Reed")
    assert "Adjustment: large print" in desk.desk.case(ref).alerts
    (agreed,) = of_kind(desk, ref, "adjustment")
    assert (agreed.line, agreed.state) == ("large print; Granted; Agreed.", "settled Wed 3 Apr 2024")
    assert "Decided by: Ann Reed" in desk.desk.timeline(ref)[-1].lines


@pytest.mark.clause("salix-4.2.12")
def test_a_request_for_an_interpreter_is_owed_a_decision_until_it_has_one(desk):
    ref = desk.receive("salix")
    desk.at = london("2024-04-03 10:00")
    desk.do(ref, "adjust", need="an interpreter", noticed_by="asked for")
    owed = "Reasonable adjustment 1, an interpreter is open: to be decided. (Salix 4.2.12)"
    assert owed in desk.desk.case(ref).reminders
    desk.do(ref, "decide_adjustment", decision="part", reason="By telephone.")
    assert owed not in desk.desk.case(ref).reminders


@pytest.mark.clause("salix-8.5")
def test_an_adjustment_is_refused_with_a_reason_only_whichever_act_says_so(desk):
    ref = desk.receive("salix")
    refused = desk.try_to(ref, "adjust", need="a lift", decision="refused")
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 8.5", "reason")
    assert of_kind(desk, ref, "adjustment") == []
    desk.do(ref, "adjust", need="a lift", decision="refused", reason="The building cannot bear one.")


@pytest.mark.clause("salix-4.2.13")
def test_what_was_agreed_comes_along_to_a_new_case_of_the_person_and_is_shown_first(desk):
    first = desk.receive("salix", contact_preference="no calls before noon", prefers="email")
    desk.do(first, "adjust", need="large print", decision="granted", reason="Agreed.")
    beside = desk.desk.intake("salix", {"resident": "Amara Okafor", "address": "12 Larch Walk"})
    assert first in dict(beside.cases)
    chosen = desk.desk.intake("salix", {"resident": "A Okafor", "person": first})
    assert chosen.known == ("Adjustment: large print", "Contact: Email; no calls before noon")
    second = desk.receive("salix", resident="A Okafor", person=first)
    assert desk.desk.case(second).alerts == chosen.known
    body = desk.desk.look(second).case
    assert (body.adjustments, body.contact_preference, body.prefers) == ("large print", "no calls before noon", "email")
    stranger = desk.receive("salix", resident="Nadia Bell")
    assert desk.desk.case(stranger).alerts == ()


@pytest.mark.clause("salix-4.2.13")
def test_what_is_agreed_later_reaches_the_other_cases_too_and_what_was_typed_holds(desk):
    first = desk.receive("salix", prefers="email")
    second = desk.receive("salix", person=first, prefers="letter")
    third = desk.receive("salix", person=second)
    assert desk.desk.look(third).case.person == first
    desk.do(third, "adjust", need="an interpreter", decision="granted", reason="Agreed.")
    desk.do(first, "prefer", prefers="telephone", contact_preference="after six")
    for ref in (first, second, third):
        assert desk.desk.case(ref).alerts == ("Adjustment: an interpreter", "Contact: Telephone; after six")


@pytest.mark.clause("salix-4.2.5b")
def test_a_preference_set_aside_needs_a_reason_and_keeps_it(desk):
    ref = desk.receive("salix", prefers="social media", channel="social media")
    refused = desk.try_to(ref, "acknowledge", sent_by="letter")
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 4.2.5", "preference_reason")
    desk.do(ref, "acknowledge", sent_by="letter", preference_reason="The account is closed.")
    assert "Why not as they prefer: The account is closed." in desk.desk.timeline(ref)[-1].lines
    desk.at = london("2024-04-08 10:00")
    more = {"ground": "complex investigation", "reason": "A survey is to come.", "progress": "Visited."}
    holding = {"until": "18/4/2024", "sent_by": "letter", **more}
    refused = desk.try_to(ref, "extend", **holding)
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 4.2.5", "preference_reason")
    desk.do(ref, "extend", **holding, preference_reason="She asked for paper this once.")
    assert "Why not as they prefer: She asked for paper this once." in desk.desk.timeline(ref)[-1].lines
    desk.do(ref, "respond", sent_by="as preferred")
    other = desk.receive("salix", resident="Nadia Bell")
    assert not {"sent_by", "preference_reason", "send_to"} & {
        one.name for one in desk.desk.form(other, "respond").fields
    }


# What is sensitive


@pytest.mark.clause("salix-4.2.4d")
def test_a_disclosure_is_a_marker_until_somebody_asks_and_the_asking_is_on_record(desk, officer):
    ref = desk.receive("salix", vulnerability=BRAVE)
    desk.do(ref, "disclose", vulnerability=f"{BRAVE}; two children")
    desk.do(ref, "note", text="Rang.")
    (row,) = desk.desk.queue_page(QueueQuery(), 0, 9)
    assert BRAVE not in str(row)
    assert flagged(desk, "vulnerable") == [ref]
    assert BRAVE not in str(desk.desk.case(ref)) + str(desk.desk.timeline(ref))
    assert any(one.startswith("Vulnerability: on file") for one in desk.desk.case(ref).alerts)
    assert desk.desk.reader.execute("SELECT what FROM record_row WHERE kind = 'vulnerability'") == [("",), ("",)]
    assert desk.desk.reader.execute("SELECT count(*) FROM ft_open WHERE ft_open MATCH 'violent'") == [(0,)]
    desk.do(ref, "reveal", reason="To plan the visit.")
    assert BRAVE in of_kind(desk, ref, "vulnerability")[0].line
    looked = next(one for one in desk.desk.timeline(ref) if one.kind == "sensitive_viewed")
    assert (looked.who, looked.lines) == ("Jo Smith", ("Reason: To plan the visit.",))
    priya = officer(name="Priya Shah")
    priya.at = desk.at
    assert BRAVE not in str(priya.desk.case(ref))
    then, desk.at = desk.at, london("2024-04-03 10:00")
    assert BRAVE not in str(desk.desk.case(ref))
    assert BRAVE not in str(desk.desk.case(ref, then)) + str(desk.desk.timeline(ref, then))


@pytest.mark.clause("salix-4.2.4d")
def test_the_record_of_a_look_cannot_be_undone_and_hinders_nobody(desk, officer):
    ref = desk.receive("salix", vulnerability=BRAVE)
    desk.do(ref, "note", text="Rang.")
    desk.do(ref, "reveal")
    desk.undo(ref)
    told = {one.kind: one.undone for one in desk.desk.timeline(ref)}
    assert told["sensitive_viewed"] == ""
    assert told["noted"].startswith("taken back")


def test_a_vulnerability_is_flagged_on_the_persons_next_case_without_its_words(desk):
    first = desk.receive("salix", vulnerability=BRAVE)
    second = desk.receive("salix", person=first)
    assert second in flagged(desk, "vulnerable")
    assert BRAVE not in str(desk.desk.look(second).case.events)
    assert any(one.startswith("Vulnerability") for one in desk.desk.case(second).alerts)
    desk.do(second, "reveal")
    assert BRAVE in str(desk.desk.case(second).records)


@pytest.mark.clause("salix-8.2")
def test_nothing_about_equality_is_needed_and_what_is_stated_is_counted_and_kept_apart(desk):
    assert len(CHARACTERISTICS) == 9
    blank = desk.receive("salix", **{EQUALITY + key: "" for key in CHARACTERISTICS})
    assert of_kind(desk, blank, "monitoring") == []
    desk.receive("salix", **{f"{EQUALITY}disability": "Deaf", f"{EQUALITY}age": "71"})
    assert "Deaf" not in str(desk.desk.case("CD-24002"))
    told = house.equality(desk.desk, "salix")
    assert (told["disability"], told["age"]) == ({"Deaf": 1, "not stated": 1}, {"71": 1, "not stated": 1})
    assert told["sex"] == {"not stated": 2}
    assert list(told) == list(CHARACTERISTICS)


# Who acts for somebody


@pytest.mark.clause("salix-4.6.1a")
def test_a_daughter_who_complains_for_her_father_is_on_file_with_her_authority_unverified(desk):
    ref = desk.receive("salix", representative="Ann Lee", relation="daughter", asked_on="2/4/2024", asked_how="letter")
    (acting,) = of_kind(desk, ref, "representative")
    assert acting.line == "Ann Lee; daughter; Tue 2 Apr 2024; Letter"
    assert (acting.state, acting.is_open) == ("authority not confirmed", True)
    assert "Represented by: Ann Lee (authority not confirmed, nothing goes to them)" in desk.desk.case(ref).alerts


@pytest.mark.clause("salix-4.6.1b")
def test_nothing_goes_to_a_representative_before_the_authority_is_confirmed_and_the_clock_runs(desk):
    ref = desk.receive("salix", channel="letter", representative="Ann Lee", relation="daughter")
    assert due(desk, ref) == date(2024, 4, 9)
    desk.at = london("2024-04-08 10:00")
    refused = desk.try_to(ref, "acknowledge", send_to="representative")
    assert isinstance(refused, Refused)
    assert refused.clause == "Salix 4.6.1"
    letter = desk.desk.preview(ref, "acknowledge", desk.filled(ref, "acknowledge", send_to="representative"))
    assert "Salix 4.6.1" in [f"Salix {check.clause}".replace("Salix Salix", "Salix") for check in letter.missing]
    desk.do(ref, "acknowledge", send_to="customer")
    desk.at = london("2024-04-11 10:00")
    desk.do(ref, "authority", which="representative-1", authority="yes", how="telephone", said="He asked her to.")
    assert due(desk, ref) == date(2024, 4, 9)
    assert "Represented by: Ann Lee (authority confirmed)" in desk.desk.case(ref).alerts
    desk.at = london("2024-04-18 10:00")
    desk.do(ref, "respond", send_to="representative")
    assert "Sent to: Who acts" in desk.desk.timeline(ref)[-1].lines


@pytest.mark.clause("salix-4.6.1b")
def test_what_the_customer_refutes_is_closed_for_that_reason(desk):
    ref = desk.receive("salix", representative="Ann Lee")
    refused = desk.try_to(ref, "close", why="refuted", reason="He never asked her.", lessons="none")
    assert isinstance(refused, Refused)
    assert (refused.clause, "authority not confirmed" in refused.sentence) == ("Salix 4.6.1", True)
    refused = desk.try_to(ref, "authority", how="telephone", said="I asked him.")
    assert (refused.field, refused.sentence) == ("authority", "What the resident says: nothing is given.")
    assert desk.desk.look(ref).case.records[0].is_open
    desk.do(ref, "authority", which="representative-1", authority="no", how="telephone", said="Never heard of her.")
    assert "Represented by: Ann Lee (refuted by the resident)" in desk.desk.case(ref).alerts
    refused = desk.try_to(ref, "acknowledge", send_to="representative")
    assert isinstance(refused, Refused)
    desk.do(ref, "close", why="refuted", reason="He never asked her.", lessons="none")
    assert desk.desk.look(ref).case.closed_why == "refuted"


@pytest.mark.clause("salix-4.6.1b")
def test_what_nobody_refuted_is_not_closed_as_refuted(desk):
    alone = desk.receive("salix")
    confirmed = desk.receive("salix", representative="Ann Lee")
    desk.do(confirmed, "authority", which="representative-1", authority="yes", how="telephone", said="Yes, she may.")
    for ref in (alone, confirmed):
        refused = desk.try_to(ref, "close", why="refuted", reason="He never asked her.", lessons="none")
        assert isinstance(refused, Refused)
        unsaid = "No representative (authority confirmed: no) is on record at stage 1."
        assert refused.sentence.startswith(f"{unsaid} First: Clarify advocate (b).")
        assert refused.clause == "Salix 4.6.1"


@pytest.mark.clause("salix-4.6.1c")
def test_once_confirmed_a_representative_may_be_written_to_and_come_along_to_a_meeting(desk):
    ref = desk.receive("salix", representative="Ann Lee", relation="daughter")
    desk.do(ref, "authority", authority="yes", how="in person")
    form = {one.name: one for one in desk.desk.form(ref, "meeting").fields}
    assert form["accompanied_by"].value == "Ann Lee"
    desk.do(ref, "meeting", attended="Mr Okafor, Jo Smith", said="Looked at the roof.")
    assert of_kind(desk, ref, "meeting")[0].line == "Mr Okafor, Jo Smith; Ann Lee; Looked at the roof."
    letter = desk.desk.preview(ref, "acknowledge", desk.filled(ref, "acknowledge", send_to="representative"))
    assert "Dear Ann Lee" in letter.text
    assert "Amara Okafor" in letter.text
    own = desk.desk.preview(ref, "acknowledge", desk.filled(ref, "acknowledge", send_to="customer"))
    assert "Dear Amara Okafor" in own.text


# What is unclear, what is wanted, what is promised


@pytest.mark.clause("salix-4.2.8a")
def test_what_is_unclear_stays_a_task_and_prompts_for_an_adjustment(desk):
    ref = desk.receive("salix")
    desk.do(ref, "define", definition="The roof.", parts=SAID["parts"], unclear="Part 2: which visits are meant")
    task = "Unclear point 1, Part 2: which visits are meant is open: to be clarified. (Salix 4.2.8)"
    prompt = "No reasonable adjustment is on record at stage 1. (Salix 4.2.8)"
    assert {task, prompt} <= set(desk.desk.case(ref).reminders)
    desk.do(ref, "adjust", need="a call in Dari", decision="granted", reason="To explain it.")
    desk.do(ref, "clarify", which="unclear-1", how="telephone", said="No answer.")
    assert prompt not in desk.desk.case(ref).reminders
    assert any("to be clarified" in one for one in desk.desk.case(ref).reminders)
    desk.do(ref, "clarify", which="unclear-1", how="email", said="March and May.", clear=True)
    tries = [one.lines for one in desk.desk.timeline(ref) if one.kind == "clarification_sought"]
    assert [("How: telephone" in one, "Said: No answer." in one) for one in tries] == [(True, True), (False, False)]
    assert not any("to be clarified" in one for one in desk.desk.case(ref).reminders)


@pytest.mark.clause("salix-4.2.8c")
def test_no_clock_waits_for_what_is_unclear(desk):
    ref = desk.receive("salix", unclear="Which visits are meant")
    desk.at = london("2024-04-08 10:00")
    assert {one.name: one.value for one in desk.desk.form(ref, "acknowledge").fields}[
        "unclear"
    ] == "Which visits are meant"
    desk.do(ref, "acknowledge")
    assert len(of_kind(desk, ref, "unclear")) == 1
    desk.at = london("2024-04-22 10:00")
    assert of_kind(desk, ref, "unclear")[0].is_open
    assert due(desk, ref, "respond") == date(2024, 4, 22)
    desk.do(ref, "respond")


@pytest.mark.clause("salix-4.2.10a")
def test_the_acknowledgement_asks_for_the_outcome_sought_or_not_stated(desk):
    ref = desk.receive("salix")
    letter = desk.desk.preview(ref, "acknowledge", desk.filled(ref, "acknowledge", wanted=""))
    assert "wanted" in [check.field for check in letter.missing]
    desk.do(ref, "acknowledge", wanted="Not stated.", unclear="Which visits are meant")
    view = desk.desk.case(ref)
    assert view.wanted == "Not stated."
    assert [one.line for one in view.records if one.kind == "unclear"] == ["Which visits are meant"]


@pytest.mark.clause("salix-4.2.10c")
def test_a_promise_needs_an_owner_and_a_day(desk):
    ref = desk.receive("salix")
    for said, missing in (
        ({"owner": "", "due_on": "9/4/2024"}, "owner"),
        ({"owner": "Repairs", "due_on": ""}, "due_on"),
    ):
        refused = desk.try_to(ref, "promise", what="Will inspect the roof", **said)
        assert isinstance(refused, Refused)
        assert refused.field == missing
    desk.do(ref, "promise", what="Will inspect the roof", owner="Repairs", due_on="9/4/2024")
    assert of_kind(desk, ref, "action")[0].line == "Will inspect the roof; Repairs; Tue 9 Apr 2024"
    desk.do(ref, "contact", how="telephone", said="We can mend the roof; we cannot move her before it is done.")
    assert "Said: We can mend the roof; we cannot move her before it is done." in desk.desk.timeline(ref)[-1].lines
