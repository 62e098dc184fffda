"""Calico: stage 1. Its rows at the desk with the dates of their own examples."""

from datetime import date

import pytest

from tests.desk.at_calico.doing import (
    ABC,
    acknowledged,
    answered,
    at,
    at_stage_2,
    clock,
    due,
    found,
    grown_from,
    log,
    of_kind,
    reminded,
    staff,
    stopped,
)
from tests.desk.officer import ANSWER


@pytest.mark.clause("calico-8.1a")
def test_after_stage_2_only_the_ombudsman_is_left(desk):
    ref = at_stage_2(desk)
    by = {"handler": "Rae Dunn", "signatory": "Rae Dunn"}
    desk.do(ref, "respond", **by, findings=found(1, 2, 3, overturned="upheld"))
    acts = {act.key: act for act in desk.desk.acts(ref)}
    assert (acts["escalate"].allowed, acts["escalate"].clause, acts["refer"].allowed) == (False, "Calico 8.1", True)


@pytest.mark.clause("calico-8.1b", "calico-8.6a")
def test_early_resolution_is_triaged_and_has_the_times_of_any_complaint(desk):
    ref = log(desk)
    asked = [one for one in desk.desk.form(ref, "acknowledge").warnings if "as soon as possible" in one]
    assert asked
    assert asked[0].endswith("(Calico 8.6)")
    desk.do(ref, "step", step="as_soon_as_possible", what="A call will settle it.")
    assert not [one for one in desk.desk.form(ref, "acknowledge").warnings if "as soon as possible" in one]
    (kept,) = of_kind(desk, ref, "step")
    assert (kept.who, kept.at) == ("Jo Smith", date(2024, 4, 2))
    desk.do(ref, "acknowledge")
    assert due(desk, ref, "respond") == date(2024, 4, 16)


@pytest.mark.clause("calico-glossary-i")
def test_an_early_resolution_of_the_end_of_april_is_answered_by_the_middle_of_may(desk):
    ref = acknowledged(desk, "2024-04-29", "2024-04-30")
    desk.do(ref, "step", step="as_soon_as_possible", what="A call will settle it.")
    assert due(desk, ref, "respond") == date(2024, 5, 15)


@pytest.mark.clause("calico-8.2a")
def test_who_is_complained_about_is_barred_and_a_perceived_conflict_needs_a_measure(desk):
    ref = log(desk, about_people="Hal Grey")
    stopped(desk.try_to(ref, "assign", to="Hal Grey"), "8.2", "to")
    stopped(desk.try_to(ref, "declare_conflict", conflict="perceived"), "8.2", "measure")
    desk.do(ref, "declare_conflict", conflict="perceived", measure="Ida Fox takes it.")


@pytest.mark.clause("calico-8.2b")
def test_a_decision_without_any_contact_warns_at_each_stage_and_an_attempt_is_enough(desk):
    ref = acknowledged(desk)
    unheard = "No contact with the resident is on record at stage"
    assert any(unheard in one for one in desk.desk.form(ref, "respond").warnings)
    desk.do(ref, "contact", how="telephone", attempt=True)
    assert not any(unheard in one for one in desk.desk.form(ref, "respond").warnings)


@pytest.mark.clause("calico-8.2c")
def test_of_four_items_the_one_not_weighed_is_named(desk):
    ref = acknowledged(desk)
    for item in ("Repairs log", "Photographs", "Call record", "Survey"):
        desk.do(ref, "evidence", item=item, source="files", dated="1/3/2024", considered=item != "Survey")
    listed = [one for one in desk.desk.form(ref, "respond").warnings if "considered" in one]
    assert len(listed) == 1
    assert "Survey" in listed[0]


@pytest.mark.clause("calico-8.3")
def test_a_contractor_who_handles_a_complaint_has_our_clock_and_our_breach(desk):
    ref = acknowledged(desk, handler="Bolt Roofing Ltd")
    assert (desk.desk.case(ref).owner, due(desk, ref, "respond")) == ("Bolt Roofing Ltd", date(2024, 4, 22))
    at(desk, "2024-04-23")
    assert [row.ref for row in desk.desk.board("calico").late] == [ref]


@pytest.mark.clause("calico-8.4b")
def test_no_clock_waits_for_what_is_unclear(desk):
    ref = log(desk, unclear="Which visits are meant")
    at(desk, "2024-04-04")
    desk.do(ref, "clarify", which="unclear-1", how="telephone", said="No answer.")
    assert reminded(desk, ref, "to be clarified. (Calico 8.4)")
    assert due(desk, ref) == date(2024, 4, 9)


@pytest.mark.clause("calico-8.6b", "calico-9.3a")
def test_stage_1_over_easter(desk):
    ref = log(desk, "2024-03-28 11:00")
    provisional = clock(desk, ref, "respond")
    assert (due(desk, ref), provisional.due, provisional.provisional) == (date(2024, 4, 8), date(2024, 4, 22), True)
    at(desk, "2024-04-03")
    desk.do(ref, "acknowledge")
    assert due(desk, ref, "respond") == date(2024, 4, 17)


@pytest.mark.clause("calico-8.6c")
@pytest.mark.parametrize(
    ("when", "zero", "last"),
    [("2024-03-30 10:00", (2024, 3, 30), (2024, 4, 8)), ("2024-04-02 20:00", (2024, 4, 2), (2024, 4, 9))],
)
def test_the_day_of_receipt_is_day_zero_at_any_hour(desk, when, zero, last):
    told = clock(desk, log(desk, when), "acknowledge")
    assert (told.day_zero, told.due) == (date(*zero), date(*last))


@pytest.mark.clause("calico-9.1b")
def test_an_explanation_an_apology_and_a_resolution_are_offered_and_print_as_remedies(desk):
    ref = acknowledged(desk)
    offered = dict(next(one for one in desk.desk.form(ref, "respond").fields if one.name == "remedies").choices)
    assert {"explanation", "apology", "resolution", "other"} <= {*offered}
    remedies = (
        {"kind": "apology", "what": "For the missed visits"},
        {"kind": "resolution", "what": "The roof is mended", "due_on": "31/5/2024", "why": "It leaks"},
        {"kind": "other", "what": "A key safe", "due_on": "31/5/2024", "why": "She cannot come to the door"},
    )
    ref = answered(desk, remedies=remedies)
    text = " ".join(desk.desk.look(ref).case.letters[-1].text.split())
    for words in ("Apology: For the missed visits.", "Resolution: The roof is mended. By 31 May 2024.", "A key safe."):
        assert words in text
    assert [one.kind for one in desk.desk.case(ref).remedies] == ["Apology", "Resolution", "Other"]
    (kept,) = (one for one in desk.desk.case(ref).records if "roof" in one.line)
    assert kept.line.startswith("The roof is mended; Resolution")
    said = desk.desk.timeline(ref)[-1].lines
    assert "Remedy: Resolution, The roof is mended, by 2024-05-31" in said


def test_a_word_of_one_landlord_is_offered_at_no_other(officer):
    desk = officer("salix", "calico")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    said = desk.try_to(ref, "respond", remedies=({"kind": "resolution", "what": "Mended"},))
    assert "has no kind" in said.sentence


@pytest.mark.clause("calico-9.2a")
def test_an_adviser_does_not_investigate_and_an_operational_manager_does(desk):
    staff(desk, "Al Dean", roles="any_staff", job="Adviser")
    staff(desk, "Ida Fox", roles="investigating_manager")
    ref = log(desk)
    assert "investigating manager" in stopped(desk.try_to(ref, "assign", to="Al Dean"), "9.2", "to")
    desk.do(ref, "assign", to="Ida Fox")


@pytest.mark.clause("calico-9.3b")
def test_a_late_extension_leaves_the_breach(desk):
    ref = acknowledged(desk)
    at(desk, "2024-04-18")
    more = {"reason": "The survey is to come.", "progress": "Visited."}
    assert "Tue 7 May 2024" in stopped(desk.try_to(ref, "extend", until="8/5/2024", **more), "9.3", "good_reason")
    at(desk, "2024-04-23")
    stopped(desk.try_to(ref, "extend", until="7/5/2024", **more), "9.3")
    assert clock(desk, ref, "respond").state == "breached"


@pytest.mark.clause("calico-9.5")
def test_an_interval_of_five_working_days_agreed_on_friday_owes_an_update_on_friday(desk):
    ref = acknowledged(desk)
    at(desk, "2024-04-19")
    more = {"reason": "The survey is to come.", "progress": "Visited.", "until": "3/5/2024"}
    desk.do(ref, "extend", **more, update_interval="every 5 working days")
    at(desk, "2024-04-26")
    assert reminded(desk, ref, "Update the resident, every 5 working days: due Fri 26 Apr 2024")


@pytest.mark.clause("calico-9.6b")
def test_a_visit_stands_in_the_history_with_its_place_and_result(desk):
    ref = acknowledged(desk)
    at(desk, "2024-04-11 14:00")
    desk.do(ref, "step", step="visited", with_whom="Mrs Okafor", what="12 Larch Walk: the roof is open.")
    told = desk.desk.timeline(ref)[-1]
    assert told.at.date() == date(2024, 4, 11)
    assert any("12 Larch Walk: the roof is open." in line for line in told.lines)
    at(desk, "2024-04-22")
    reason = "We saw on our visit of 11 April that the roof is open."
    desk.do(ref, "respond", findings=[{**one, "reason": reason} for one in ANSWER["findings"]])
    assert "visit of 11 April" in desk.desk.look(ref).case.letters[-1].text


@pytest.mark.clause("calico-9.7a", "calico-9.7b")
def test_a_new_issue_joins_before_the_answer_and_is_a_case_of_its_own_after_it(desk):
    ref = acknowledged(desk, parts=ABC[:2])
    at(desk, "2024-04-15")
    desk.do(ref, "define", parts=ABC)
    assert [one.text for one in desk.desk.case(ref).elements] == [*ABC]
    assert due(desk, ref, "respond") == date(2024, 4, 22)
    at(desk, "2024-04-22")
    desk.do(ref, "respond", findings=found(1, 2, 3))
    at(desk, "2024-04-24")
    stopped(desk.try_to(ref, "define", parts=(*ABC, "D: the bill.")), "9.7")
    own = grown_from(desk, ref, words="The bill is wrong; it came after the answer, so it does not join it.")
    assert (desk.desk.case(own).stage, due(desk, own)) == (1, date(2024, 5, 1))
    assert [one.ref for one in desk.desk.case(own).links] == [ref]


@pytest.mark.clause("calico-9.6a")
def test_without_an_attempt_after_the_assignment_the_answer_asks_for_a_reason_and_goes_with_it(desk):
    ref = acknowledged(desk, parts=ABC)
    at(desk, "2024-04-22")
    said = {"findings": found(1, 2, 3)}
    asked = stopped(desk.try_to(ref, "respond", **said, unheard_why=""), "9.6", "unheard_why")
    assert asked == "Why nobody was contacted first: nothing is given."
    done = desk.do(ref, "respond", **said, unheard_why="No number is known, and letters came back.")
    assert any("No contact with the resident is on record" in one for one in done.warnings), "a warning, and no block"
    kept = "Why nobody was contacted first: No number is known, and letters came back."
    assert kept in desk.desk.timeline(ref)[-1].lines
    other = acknowledged(desk, parts=ABC)
    desk.do(other, "contact", how="telephone", attempt=True)
    at(desk, "2024-04-22")
    assert "unheard_why" not in {one.name for one in desk.desk.form(other, "respond").fields}
    desk.do(other, "respond", **said)
