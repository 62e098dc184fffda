"""Calico: what is not taken on. Its rows at the desk with the dates of their own examples."""

from datetime import date

import pytest

from complaintdesk.models.acting import Done
from tests.desk.at_calico.doing import (
    ABC,
    GROUND,
    acknowledged,
    answered,
    at,
    clock,
    due,
    found,
    log,
    of_kind,
    reminded,
    staff,
    stopped,
)


@pytest.mark.clause("calico-7.1a")
def test_what_is_outside_our_control_is_refused_with_a_rationale_and_its_letter(desk):
    ref = log(desk, words="The water company dug up the road.")
    outside = {"ground": "outside_control", "decided_by": "Cora Bell"}
    stopped(desk.try_to(ref, "exclude", **outside, reason=""), "7.1, 7.3", "reason")
    desk.do(ref, "exclude", **outside, reason="The road is the water company's.")
    letter = desk.desk.look(ref).case.letters[-1]
    assert letter.kind == "refusal"
    assert "outside our control" in " ".join(letter.text.split())


@pytest.mark.clause("calico-7.1b")
def test_what_closed_after_stage_1_is_not_exhausted(desk):
    earlier = answered(desk, "2024-01-08", "2024-01-08", "2024-01-15")
    twice = answered(desk, "2024-01-08", "2024-01-08", "2024-01-15")
    desk.do(twice, "escalate")
    by = {"handler": "Rae Dunn", "signatory": "Rae Dunn"}
    desk.do(twice, "acknowledge", **by, parts=ABC)
    desk.do(twice, "respond", **by, findings=found(1, 2, 3, overturned="upheld"))
    for one, ok in ((earlier, False), (twice, True)):
        at(desk, "2024-04-02")
        ref = desk.receive("calico", person=one)
        done = desk.try_to(ref, "exclude", ground="exhausted", earlier=one, **GROUND)
        assert isinstance(done, Done) == ok
        if not ok:
            assert "has no stage 2 answer" in stopped(done, "7.1")


@pytest.mark.clause("calico-7.1c")
def test_the_anniversary_of_the_incident_is_in_time_and_the_day_after_waits_for_a_decision(desk):
    in_time = log(desk, "2024-03-15", happened_on="15/3/2023")
    late = log(desk, "2024-03-16", happened_on="15/3/2023")
    waiting = "No decision on lateness"
    assert reminded(desk, in_time, waiting) == []
    assert reminded(desk, late, waiting)
    said = stopped(desk.try_to(in_time, "exclude", ground="out_of_time", **GROUND), "7.1")
    assert said.endswith("it is in time.")


@pytest.mark.clause("calico-7.1d")
def test_only_the_complaints_officer_accepts_what_came_late(desk):
    staff(desk, "Cora Bell", roles="complaints_officer")
    staff(desk, "Ida Fox", roles="investigating_manager")
    ref = log(desk, "2024-03-16", happened_on="15/3/2023")
    at(desk, "2024-04-03")
    accepted = {"decision": "granted", "late_for": "illness"}
    why = {"reason": "She asked us to, and was in hospital."}
    for who in ("Ida Fox", "Somebody Else"):
        stopped(desk.try_to(ref, "decide_late", **accepted, **why, decided_by=who), "7.1, 10.1", "decided_by")
    stopped(desk.try_to(ref, "decide_late", **accepted, reason="", decided_by="Cora Bell"), "7.1", "reason")
    desk.do(ref, "decide_late", **accepted, **why, decided_by="Cora Bell")
    assert reminded(desk, ref, "lateness") == []


@pytest.mark.clause("calico-7.1e")
def test_a_claim_counts_from_the_day_it_was_filed(desk):
    ref = log(desk)
    legal = {"ground": "legal", **GROUND}
    at(desk, "2024-05-13")
    stopped(desk.try_to(ref, "exclude", **legal), "7.1", "filed_on")
    at(desk, "2024-05-14")
    desk.do(ref, "exclude", **legal, filed_on="14/5/2024", court_reference="K01MA123")


@pytest.mark.clause("calico-7.1f")
def test_a_neighbour_dispute_is_no_ground_where_it_is_about_our_handling(desk):
    ref = log(desk, words="Noise next door.")
    form = {one.name: one for one in desk.desk.form(ref, "exclude").fields}
    assert form["ground_asked"].label == "Is it about our handling of the dispute?"
    given = {**GROUND, "ground": "neighbour_nuisance"}
    assert stopped(desk.try_to(ref, "exclude", **given), "7.1", "ground_asked").endswith("Say yes or no.")
    said = stopped(desk.try_to(ref, "exclude", **given, ground_asked="yes"), "7.1", "ground_asked")
    assert said.startswith("Is it about our handling of the dispute? Yes: then the ground ")
    assert desk.desk.case(ref).status == "open"
    desk.do(ref, "exclude", **given, ground_asked="no")
    assert desk.desk.case(ref).status == "closed"


def test_grounds_that_ask_nothing_put_no_question(officer):
    salix = officer("salix")
    names = {one.name for one in salix.desk.form(salix.receive("salix"), "exclude").fields}
    assert "ground" in names
    assert "ground_asked" not in names


@pytest.mark.clause("calico-7.1g")
def test_what_the_ombudsman_determined_needs_the_day_of_it(desk):
    ref = log(desk)
    determined = {"ground": "ombudsman_determined", **GROUND}
    stopped(desk.try_to(ref, "exclude", **determined), "7.1", "filed_on")
    desk.do(ref, "exclude", **determined, filed_on="1/3/2024", court_reference="K01MA123")


@pytest.mark.clause("calico-7.2a")
def test_once_a_claim_is_filed_nothing_is_late_any_more(desk):
    ref = acknowledged(desk, "2024-04-29", "2024-04-30")
    assert due(desk, ref, "respond") == date(2024, 5, 15)
    at(desk, "2024-05-16")
    assert clock(desk, ref, "respond").state == "breached"
    filed = {"when": "9/5/2024", "filed_on": "9/5/2024", "court_reference": "K01MA123"}
    desk.do(ref, "exclude", ground="legal", **GROUND, **filed)
    assert clock(desk, ref, "respond").state not in ("breached", "late")
    view = desk.desk.case(ref)
    assert view.status == "closed"
    assert "legal representatives deal with it" in of_kind(desk, ref, "exclusion")[0].line
    assert [one.kind for one in view.timeline] == ["received", "acknowledged", "closed"]
