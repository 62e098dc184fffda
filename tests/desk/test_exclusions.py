"""What is not taken on: each ground with its test, whole or in part, on the register, and what follows."""

import json
from datetime import date

import pytest

from complaintdesk.cli import twins
from complaintdesk.desk.correspondence import facts
from complaintdesk.engine.acts import ACTS
from complaintdesk.models.acting import Refused
from tests.desk.officer import EARLY, london

REASON = {"reason": "The roof leak was known then, and nothing kept the customer from telling us."}
ON_A_GROUND = {**REASON, "decided_by": "Ada Bell"}


def logged(desk, when, **said):
    desk.at = london(when)
    return desk.receive("salix", **said)


def refused(done, clause):
    assert isinstance(done, Refused), done
    assert done.clause == clause
    return done


def dates_beside(desk, **said):
    values = {"words": "Damp", "feedback": "complaint", **said}
    return [line for line in desk.desk.intake("salix", values).care if line.startswith(("In time", "Late"))]


def closed_after(desk, stage):
    """A case of January 2024 that ended after ``stage``."""
    ref = logged(desk, "2024-01-08 10:00")
    desk.do(ref, "acknowledge")
    desk.at = london("2024-01-15 10:00")
    desk.do(ref, "respond")
    if stage == 2:
        desk.do(ref, "escalate")
        desk.do(ref, "acknowledge", handler="Cy Lee", signatory="Cy Lee")
        desk.do(ref, "respond", handler="Cy Lee", signatory="Cy Lee")
    desk.do(ref, "close", **(EARLY if stage == 1 else EARLY | {"why": "answered"}))
    return ref


@pytest.mark.clause("salix-4.4.1a")
def test_a_ground_without_a_rationale_a_decider_or_a_ground_is_refused(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    legal = {"ground": "legal", "filed_on": "1/4/2024", "court_reference": "K01MA123"}
    assert refused(desk.try_to(ref, "exclude", **legal), "Salix 4.4.1").field == "reason"
    assert refused(desk.try_to(ref, "exclude", **legal, **REASON, decided_by=""), "Salix 4.4.1").field == "decided_by"
    assert refused(desk.try_to(ref, "exclude", **ON_A_GROUND), "Salix 4.4.1").field == "ground"
    assert desk.desk.case(ref).status == "open"
    desk.do(ref, "exclude", **legal, **ON_A_GROUND)
    seen = desk.desk.case(ref)
    assert (seen.status, seen.closed_why) == ("closed", "Not taken under the policy")
    (one,) = (one for one in seen.records if one.kind == "exclusion")
    assert "Legal proceedings have started, or a court or tribunal has made an order (Salix 4.4.1)" in one.line
    assert "Ada Bell" in one.line
    assert (one.at.isoformat(), one.who) == ("2024-04-02", "Jo Smith")


@pytest.mark.clause("salix-4.4.1b")
def test_out_of_time_begins_after_the_anniversary_of_the_later_of_event_and_knowledge(officer):
    desk = officer("salix")
    known = {"happened_on": "1/11/2022", "known_on": "12/6/2023"}
    desk.at = london("2024-06-13 10:00")
    assert dates_beside(desk, when="12/6/2024", **known) == [
        "In time: the 12 months end Wed 12 Jun 2024 (Salix 4.5.1)."
    ]
    assert dates_beside(desk, when="13/6/2024", **known)[0].startswith("Late: the 12 months ended Wed 12 Jun 2024.")
    late = {"ground": "out_of_time", **ON_A_GROUND}
    in_time = logged(desk, "2024-06-12 10:00", **known)
    said = refused(desk.try_to(in_time, "exclude", **late), "Salix 4.4.1")
    assert said.sentence == "It came Wed 12 Jun 2024, and the time to complain ran to Wed 12 Jun 2024: it is in time."
    out = logged(desk, "2024-06-13 10:00", **known)
    assert any("No decision on lateness is on record" in one for one in desk.desk.case(out).reminders)
    assert not any("decision on lateness" in one for one in desk.desk.case(in_time).reminders)


@pytest.mark.clause("salix-4.5.1")
def test_the_anniversary_is_in_time_and_a_leap_day_runs_to_the_28th(officer):
    desk = officer("salix")
    desk.at = london("2025-03-01 10:00")
    assert "In time" in dates_beside(desk, when="15/3/2024", known_on="15/3/2023")[0]
    assert (
        "whether discretion is used is decided on the case"
        in dates_beside(desk, when="16/3/2024", known_on="15/3/2023")[0]
    )
    assert dates_beside(desk, when="28/2/2025", known_on="29/2/2024")[0].startswith(
        "In time: the 12 months end Fri 28 Feb 2025"
    )
    ref = logged(desk, "2024-03-16 10:00", known_on="15/3/2023")
    late = {"ground": "out_of_time", **ON_A_GROUND}
    said = refused(desk.try_to(ref, "exclude", **late), "Salix 4.5.1")
    assert said.sentence == "No decision on lateness (refused) is on record at stage 1. First: Decide on lateness (s)."
    desk.do(ref, "decide_late", decision="refused", late_for="none", **ON_A_GROUND)
    desk.do(ref, "exclude", **late)
    assert desk.desk.case(ref).status == "closed"


@pytest.mark.clause("salix-4.4.1c")
def test_a_late_complaint_is_accepted_for_a_good_reason_and_goes_on_as_any_other(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-06-13 10:00", known_on="12/6/2023")
    asked = next(field for field in desk.desk.form(ref, "decide_late").fields if field.name == "late_for")
    assert {"bereavement", "illness", "vulnerability", "not_known", "other"} <= {key for key, _ in asked.choices}
    accepted = {"decision": "granted", "late_for": "bereavement"}
    assert refused(desk.try_to(ref, "decide_late", **accepted), "Salix 4.4.1, 4.8.2").field == "reason"
    said = {"reason": "Her mother died in May.", "decided_by": "Ada Bell"}
    desk.do(ref, "decide_late", **accepted, **said)
    seen = desk.desk.case(ref)
    assert (seen.stage, seen.status) == (1, "open")
    assert not any("lateness" in one for one in seen.reminders)
    entry = seen.timeline[-1]
    assert {"Reason: Her mother died in May.", "What speaks for it: Bereavement", "Decided by: Ada Bell"} <= {
        *entry.lines
    }
    desk.do(ref, "acknowledge")
    assert any(clock.words.startswith("Respond") for clock in desk.desk.case(ref).clocks)


@pytest.mark.clause("salix-4.4.1d")
def test_what_was_closed_after_stage_1_is_not_exhausted_and_what_has_a_stage_2_answer_is(officer):
    desk = officer("salix")
    once, twice = closed_after(desk, 1), closed_after(desk, 2)
    for earlier, sentence in (
        (once, f"{once} has no stage 2 answer, so it has not been through both stages."),
        (twice, ""),
    ):
        desk.at = london("2024-04-02 10:00")
        ref = desk.receive("salix", words="The ceiling leaks again.", person=earlier)
        asked = next(field for field in desk.desk.form(ref, "exclude").fields if field.name == "earlier")
        assert [key for key, _ in asked.choices] == [earlier]
        assert refused(desk.try_to(ref, "exclude", ground="exhausted", **ON_A_GROUND), "Salix 4.4.1").field == "earlier"
        done = desk.try_to(ref, "exclude", ground="exhausted", earlier=earlier, **ON_A_GROUND)
        assert (done.sentence if isinstance(done, Refused) else "") == sentence
        assert desk.desk.case(ref).status == ("open" if sentence else "closed")


@pytest.mark.clause("salix-4.4.1e")
def test_a_letter_before_claim_is_no_proceedings_and_a_filed_claim_is(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    letter = {
        "ground": "legal",
        "reason": "A solicitor's letter before claim of 2 April 2024.",
        "decided_by": "Ada Bell",
    }
    said = refused(desk.try_to(ref, "exclude", **letter), "Salix 4.4.1")
    assert (said.sentence, said.field) == ("Filed at court, or ordered, on: nothing is given.", "filed_on")
    desk.at = london("2024-05-15 10:00")
    desk.do(ref, "exclude", **{**letter, "filed_on": "14/5/2024", "court_reference": "K01MA123"})
    assert [one for one in desk.desk.look(ref).case.records if one.kind == "exclusion"][-1].said[
        "filed_on"
    ] == "2024-05-14"


@pytest.mark.clause("salix-4.4.1f")
def test_a_fraud_investigation_is_looked_at_again_on_its_day_and_can_be_reopened(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    fraud = {"ground": "investigation", **ON_A_GROUND}
    assert refused(desk.try_to(ref, "exclude", **fraud), "Salix 4.4.1").field == "review_on"
    desk.do(ref, "exclude", review_on="2/9/2024", **fraud)
    (row,) = desk.desk.reader.execute("SELECT due, settled_on FROM record_row WHERE kind = 'exclusion'")
    assert row[0] == london("2024-09-02 12:00").date().toordinal()
    assert row[1] > row[0]
    desk.at = london("2024-09-02 10:00")
    (reminder,) = (one for one in desk.desk.case(ref).reminders if "looked at again" in one)
    assert reminder.endswith("to be looked at again, due Mon 2 Sep 2024")
    assert any(one.ref == ref and one.due == date(2024, 9, 2) for one in desk.desk.owed())
    desk.do(ref, "review_exclusion", which="exclusion-1", reason="The police have closed it.", decided_by="Cy Lee")
    (row,) = desk.desk.register()
    assert (row.reason, row.decided_by) == (REASON["reason"], "Ada Bell")
    assert {"Reason: The police have closed it.", "Decided by: Cy Lee"} <= {*desk.desk.timeline(ref)[-1].lines}
    desk.do(ref, "reopen", reason="The police have closed it.")
    assert desk.desk.case(ref).status == "open"
    assert not any("looked at again" in one for one in desk.desk.case(ref).reminders)


@pytest.mark.clause("salix-4.4.1g")
def test_an_anonymous_complaint_is_kept_and_counted_without_a_letter(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00", resident="not given", address="")
    written = desk.try_to(ref, "exclude", ground="anonymous", **ON_A_GROUND)
    assert refused(written, "Salix 4.4.1").field == "no_letter"
    without = {"no_letter": "no_contact_details", **ON_A_GROUND}
    named = logged(desk, "2024-04-02 11:00", resident="Amara Okafor")
    said = refused(desk.try_to(named, "exclude", ground="anonymous", **without), "Salix 4.4.1")
    assert (said.sentence, said.field) == (
        "The case names Amara Okafor, so it did not come from somebody unknown.",
        "ground",
    )
    other = desk.try_to(ref, "exclude", ground="not_our_service", **without)
    assert refused(other, "Salix 4.4.1").sentence == "Ground: anonymous."
    values = desk.filled(ref, "exclude", ground="anonymous", **without)
    shown = desk.desk.preview(ref, "exclude", values)
    assert (shown.text, shown.missing) == ("No letter goes out. The case keeps the reason.", ())
    desk.do(ref, "exclude", ground="anonymous", **without)
    seen = desk.desk.case(ref)
    assert not any(entry.letter for entry in seen.timeline)
    assert "Why no letter goes out: No contact details: nobody can be written to" in seen.timeline[-1].lines
    assert [(row.ground, row.letter) for row in desk.desk.register()] == [("anonymous", False)]
    assert desk.desk.figures("salix", "2024/25", "refused").figures[0].words == "1"


@pytest.mark.clause("salix-4.4.1h")
def test_a_service_that_is_not_ours_asks_who_else_can_help(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00", words="The street light is out.")
    lights = {"ground": "not_our_service", **ON_A_GROUND}
    assert "signposting" in {field.name for field in desk.desk.form(ref, "exclude").fields}
    seen = desk.desk.look(ref)
    values = {"signposting": "County highways department", "ground": "not_our_service"}
    assert facts(seen, ACTS["exclude"], values).ground == "It is about a service we do not provide (Salix 4.4.1)"
    done = desk.do(ref, "exclude", **lights)
    assert done.warnings == ("Who else may be able to help: nothing is given. (Salix 4.4.1)",)
    desk.undo(ref)
    other = logged(desk, "2024-04-02 11:00", words="The street light is out.")
    assert desk.do(other, "exclude", signposting="County highways department", **lights).warnings == ()
    assert "Who else may be able to help: County highways department" in desk.desk.timeline(other)[-1].lines


@pytest.mark.clause("salix-4.4.1i")
def test_malice_is_no_ground_before_the_senior_management_team_has_decided(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    said = refused(desk.try_to(ref, "exclude", ground="malicious", **ON_A_GROUND), "Salix 4.4.1, 4.16.6")
    assert said.sentence == (
        "No classification has been approved. First: Propose a class (P), then Decide on a class (Y)."
    )
    for name, role in (("Dee Marsh", "area_director"), ("Max Stone", "senior_management_team")):
        desk.do(desk.desk.book("salix"), "staff_add", name=name, roles=role)
    desk.do(ref, "classify", classification="malicious", evidence_seen="Two letters.", proposed_by="Dee Marsh")
    said = refused(desk.try_to(ref, "exclude", ground="malicious", **ON_A_GROUND), "Salix 4.4.1, 4.16.6")
    assert "awaiting Senior Management Team" in said.sentence
    decision = {"decided_by": "Max Stone", "equality_note": "None known."}
    desk.do(ref, "decide_class", approval="not_approved", **decision)
    refused(desk.try_to(ref, "exclude", ground="malicious", **ON_A_GROUND), "Salix 4.4.1, 4.16.6")
    desk.do(ref, "classify", classification="malicious", evidence_seen="Three letters.", proposed_by="Dee Marsh")
    desk.do(ref, "decide_class", approval="approved", **decision)
    later, other = desk.receive("salix", person=ref), desk.receive("salix", resident="Nadia Bell")
    desk.do(later, "exclude", ground="malicious", **ON_A_GROUND)
    refused(desk.try_to(other, "exclude", ground="malicious", **ON_A_GROUND), "Salix 4.4.1, 4.16.6")


@pytest.mark.clause("salix-4.4.1j")
def test_a_customer_who_wants_no_complaint_is_kept_with_reasons_and_is_no_refusal(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00", feedback="service_request")
    said = refused(desk.try_to(ref, "not_logged", asked_by="Ada Bell"), "Salix 4.4.1")
    assert said.field == "reason"
    done = desk.do(ref, "not_logged", reason="Only wants the tap mended.", asked_by="Ada Bell")
    assert done.warnings == ("Told how to complain all the same: nothing is given. (Salix 4.4.1)",)
    entry = desk.desk.case(ref).timeline[-1]
    assert {"Reason: Only wants the tap mended.", "Who took the request: Ada Bell"} <= {*entry.lines}
    assert desk.desk.register() == ()


@pytest.mark.clause("salix-4.4.2a")
def test_a_refusal_takes_the_place_of_the_acknowledgement_and_its_date(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    assert desk.desk.form(ref, "exclude").effect.endswith("The refusal is due Tue 9 Apr 2024.")
    no_ground = desk.try_to(ref, "exclude", **ON_A_GROUND)
    assert refused(no_ground, "Salix 4.4.1").field == "ground"
    desk.at = london("2024-04-10 10:00")
    desk.do(ref, "exclude", ground="not_our_service", signposting="The council", **ON_A_GROUND)
    (clock,) = (one for one in desk.desk.case(ref).clocks if one.name == "acknowledge")
    assert (clock.due.isoformat(), clock.state) == ("2024-04-09", "breached")


@pytest.mark.clause("salix-4.4.3b", "salix-4.4.3a")
def test_of_three_parts_the_excluded_one_needs_no_finding_and_the_letters_know_its_ground(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    desk.do(ref, "define", parts=("Damp in the hall", "The court case", "No call back"))
    part = {"ground": "legal", "filed_on": "1/3/2024", "court_reference": "K01MA123", **ON_A_GROUND}
    unknown = desk.try_to(ref, "exclude_part", excluded_parts=("The boiler",), **part)
    assert isinstance(unknown, Refused)
    assert unknown.sentence == "No part of this complaint is called 'The boiler'."
    no_date = desk.try_to(
        ref,
        "exclude_part",
        excluded_parts=("The court case",),
        **{**part, "filed_on": "", "court_reference": "K01MA123"},
    )
    assert refused(no_date, "Salix 4.4.1").field == "filed_on"
    desk.do(ref, "exclude_part", excluded_parts=("The court case",), **part)
    seen = desk.desk.case(ref)
    assert (seen.status, [one.state for one in seen.elements]) == ("open", ["", "not taken on", ""])
    for act in ("acknowledge", "respond"):
        (left_out,) = facts(desk.desk.look(ref), ACTS[act], {}).exclusions
        assert (left_out.part, left_out.reason) == ("The court case", REASON["reason"])
        assert left_out.ground.endswith("(Salix 4.4.1)")
    parts = next(field for field in desk.desk.form(ref, "acknowledge").fields if field.name == "parts").value
    desk.do(ref, "acknowledge", parts=parts)
    asked = next(field for field in desk.desk.form(ref, "respond").fields if field.name == "findings").value
    assert [one["number"] for one in asked] == [1, 3]
    found = [{"number": n, "finding": "upheld", "reason": "The log shows it.", "overturned": ""} for n in (1, 3)]
    desk.do(ref, "respond", findings=found, outcome="upheld")
    assert [bool(one.findings) for one in desk.desk.case(ref).elements] == [True, False, True]
    assert desk.desk.case(ref).status == "open"


def test_a_part_is_taken_on_after_all_when_its_exclusion_is_looked_at_again(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    desk.do(ref, "define", parts=("Damp in the hall", "The fraud"))
    part = {"excluded_parts": ("The fraud",), "ground": "investigation", "review_on": "2/9/2024", **ON_A_GROUND}
    desk.do(ref, "exclude_part", **part)
    assert [one.state for one in desk.desk.case(ref).elements] == ["", "not taken on"]
    desk.do(ref, "review_exclusion", which="exclusion-1", taken_on=True, reason="Closed.", decided_by="Ada Bell")
    assert [one.state for one in desk.desk.case(ref).elements] == ["", ""]


@pytest.mark.clause("salix-4.4.4a")
def test_the_register_shows_each_refusal_with_ground_and_scope(officer, capsys):
    desk = officer("salix")
    assert desk.desk.register("salix") == ()
    legal = {"ground": "legal", "filed_on": "1/3/2024", "court_reference": "K01MA123", **ON_A_GROUND}
    one = logged(desk, "2024-04-02 10:00", area="Repairs", theme="Damp")
    desk.do(one, "exclude", **legal)
    two = logged(desk, "2024-05-02 10:00", area="Income")
    desk.do(two, "exclude", ground="not_our_service", signposting="The council", **ON_A_GROUND)
    three = logged(desk, "2024-06-03 10:00", area="Repairs")
    desk.do(three, "define", parts=("Damp in the hall", "The court case"))
    desk.do(three, "exclude_part", excluded_parts=("The court case",), **legal)
    rows = desk.desk.register("salix")
    assert [(row.on.isoformat(), row.ref, row.ground, row.area, row.scope) for row in rows] == [
        ("2024-06-03", three, "legal", "Repairs", "part"),
        ("2024-05-02", two, "not_our_service", "Income", "whole"),
        ("2024-04-02", one, "legal", "Repairs", "whole"),
    ]
    assert (rows[2].theme, rows[0].parts) == ("Damp", ("The court case",))
    twins.register(desk.desk, "salix")
    assert len(capsys.readouterr().out.splitlines()) == 4
    twins.register(desk.desk, "salix", json=True)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["ground"], line["scope"]) for line in told] == [(row.ground, row.scope) for row in rows]


@pytest.mark.clause("salix-4.8.3")
def test_a_review_is_refused_on_a_ground_only_and_lateness_only_after_a_decision(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    desk.do(ref, "acknowledge")
    desk.at = london("2024-04-22 10:00")
    desk.do(ref, "respond")
    desk.at = london("2024-05-08 10:00")
    desk.do(ref, "escalate")
    assert refused(desk.try_to(ref, "refuse_escalation", **ON_A_GROUND), "Salix 4.8.3").field == "ground"
    late = {"ground": "late_request", **ON_A_GROUND}
    said = refused(desk.try_to(ref, "refuse_escalation", **late), "Salix 4.8.3")
    assert said.sentence == "No decision on lateness (refused) is on record at stage 2. First: Decide on lateness (s)."
    desk.do(ref, "decide_late", decision="refused", late_for="none", **ON_A_GROUND)
    desk.do(ref, "refuse_escalation", **late)
    (row,) = desk.desk.register()
    assert (row.scope, row.ground_words) == (
        "stage 2",
        "The review was asked for after the time to ask for it (Salix 4.8.3)",
    )


@pytest.mark.clause("salix-4.8.3")
def test_a_ground_keeps_its_test_when_a_review_is_refused_on_it(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    for act in ("acknowledge", "respond", "escalate"):
        desk.do(ref, act)
    for ground, field in (("legal", "filed_on"), ("investigation", "review_on"), ("exhausted", "earlier")):
        assert (
            refused(desk.try_to(ref, "refuse_escalation", ground=ground, **ON_A_GROUND), "Salix 4.8.3").field == field
        )
    malice = desk.try_to(ref, "refuse_escalation", ground="malicious", **ON_A_GROUND)
    assert refused(malice, "Salix 4.8.3").sentence.startswith("No classification has been approved.")
    desk.do(ref, "refuse_escalation", ground="investigation", review_on="2/9/2024", **ON_A_GROUND)
    desk.at = london("2024-09-02 10:00")
    assert any(one.endswith("to be looked at again, due Mon 2 Sep 2024") for one in desk.desk.case(ref).reminders)
    desk.do(ref, "review_exclusion", which="review_refusal-1", reason="It goes on.", decided_by="Ada Bell")
    assert not any("looked at again" in one for one in desk.desk.case(ref).reminders)


@pytest.mark.clause("salix-4.4.1e")
def test_closing_for_legal_proceedings_or_as_a_request_does_not_go_round_the_grounds(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    said = desk.try_to(ref, "close", why="legal", reason="A solicitor's letter before claim.", lessons="none")
    assert refused(said, "Code 2.1").sentence == (
        "No exclusion is on record at stage 1. First: Not take it on (q) or Not take on a part (z)."
    )
    said = desk.try_to(ref, "close", why="cannot_resolve", reason="It cannot be settled.", lessons="none")
    assert "has not been answered" in refused(said, "Salix 4.12.1").sentence
    assert desk.desk.case(ref).status == "open"


def test_closing_as_excluded_does_not_go_round_the_grounds(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    said = desk.try_to(ref, "close", why="excluded", reason="Not ours.", lessons="none")
    assert refused(said, "Code 2.1").sentence == (
        "No exclusion is on record at stage 1. First: Not take it on (q) or Not take on a part (z)."
    )


def test_a_matter_known_after_it_was_told_is_a_slip(officer):
    desk = officer("salix")
    desk.at = london("2024-04-02 10:00")
    values = {"resident": "Amara Okafor", "words": "Damp", "known_on": "3/4/2024"}
    said = desk.desk.receive("salix", values, key="a")
    assert isinstance(said, Refused)
    assert said.sentence == "They knew of it on: Wed 3 Apr 2024 is after the day we were told."


@pytest.mark.clause("salix-4.4.2a", "salix-4.4.2b")
def test_the_refusal_goes_out_with_its_ground_and_the_right_to_challenge_it_and_names_who_can_help(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02 10:00")
    lights = {"ground": "not_our_service", **ON_A_GROUND}
    silent = desk.try_to(ref, "exclude", ombudsman_text="", **lights)
    assert isinstance(silent, Refused)
    assert silent.field == "ombudsman_text"
    assert desk.desk.case(ref).status == "open"
    plain = desk.desk.preview(ref, "exclude", desk.filled(ref, "exclude", **lights))
    assert "county highways department" not in plain.text
    desk.do(ref, "exclude", signposting="Please ask the county highways department.", **lights)
    letter = desk.desk.case(ref).timeline[-1].letter
    text = " ".join(letter.split())
    assert "It is about a service we do not provide (Salix 4.4.1)" in text
    assert "You can ask the Housing Ombudsman to look at our decision not to take on your complaint." in text
    assert "Please ask the county highways department." in text


def test_words_that_point_to_a_ground_are_shown_beside_the_page_and_bar_nothing(officer):
    desk = officer("salix")
    words = "My solicitor has sent a letter of claim, and my neighbour's dog barks."
    care = desk.desk.intake("salix", {"words": words}).care
    pointing = [line for line in care if line.startswith("May be excluded")]
    assert len(pointing) == 1, "the policy has a ground for the claim, and none for neighbours"
    assert '"my solicitor", "letter of claim"' in pointing[0] and "4.4.1" in pointing[0]
    assert not any(line.startswith("May be") for line in desk.desk.intake("salix", {"words": "Courtesy, no."}).care)
    assert logged(desk, "2024-04-02 10:00", words=words)
