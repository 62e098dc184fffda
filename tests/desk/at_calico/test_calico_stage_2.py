"""Calico: stage 2. Its rows at the desk with the dates of their own examples."""

from datetime import date

import pytest

from tests.desk.at_calico.doing import (
    ABC,
    GROUND,
    acknowledged,
    answered,
    at,
    at_stage_2,
    due,
    found,
    of_kind,
    reminded,
    staff,
    stopped,
)


@pytest.mark.clause("calico-10.1a")
def test_stage_2_holds_the_disputed_point_and_exhausts_the_process(desk):
    ref = at_stage_2(desk, disputed=(ABC[1],))
    assert [one.text for one in desk.desk.look(ref).case.open_elements] == [ABC[1]]
    by = {"handler": "Rae Dunn", "signatory": "Rae Dunn"}
    desk.do(ref, "respond", **by, findings=found(2, overturned="upheld"), outcome="upheld")
    escalate = next(act for act in desk.desk.acts(ref) if act.key == "escalate")
    assert (escalate.allowed, "there is no third stage." in escalate.reason) == (False, True)
    assert not any(one.state in ("running", "breached") for one in desk.desk.case(ref).clocks)


@pytest.mark.clause("calico-10.1b", "calico-10.1c")
def test_a_request_after_the_fifth_of_june_is_late_and_waits_for_a_decision(desk):
    staff(desk, "Cora Bell", roles="complaints_officer")
    ref = answered(desk)
    assert due(desk, ref, "escalate") == date(2024, 6, 5)
    at(desk, "2024-06-06")
    desk.do(ref, "escalate", words="")
    assert reminded(desk, ref, "No decision on lateness is on record at stage 2. (Calico 10.1)")
    late = {"ground": "late_request", **GROUND}
    stopped(desk.try_to(ref, "refuse_escalation", **late), "10.1")
    desk.do(ref, "decide_late", decision="granted", late_for="illness", **GROUND)
    assert reminded(desk, ref, "lateness") == []
    assert desk.desk.case(ref).stage == 2


@pytest.mark.clause("calico-10.2", "calico-10.5")
def test_stage_2_is_acknowledged_in_five_and_answered_in_twenty_working_days(desk):
    ref = at_stage_2(desk)
    assert due(desk, ref, "acknowledge", 2) == date(2024, 5, 10)
    at(desk, "2024-05-10")
    desk.do(ref, "acknowledge", handler="Rae Dunn", signatory="Rae Dunn", parts=ABC)
    assert due(desk, ref, "respond", 2) == date(2024, 6, 10)


@pytest.mark.clause("calico-10.3", "calico-glossary-f")
def test_neither_investigator_nor_signatory_reviews_and_only_a_senior_manager_does(desk):
    for name, role in (("Ida Fox", "investigating_manager"), ("Rae Dunn", "reviewing_manager")):
        staff(desk, name, roles=role)
    staff(desk, "Op Lane", roles="investigating_manager")
    ref = acknowledged(desk, handler="Ida Fox", parts=ABC)
    at(desk, "2024-04-22")
    desk.do(ref, "respond", findings=found(1, 2, 3), handler="Ida Fox", signatory="Jo Smith")
    desk.do(ref, "escalate")
    for who in ("Ida Fox", "Jo Smith"):
        stopped(desk.try_to(ref, "assign", to=who), "10.3")
    assert "reviewing manager" in stopped(desk.try_to(ref, "assign", to="Op Lane"), "Glossary, 10.3", "to")
    desk.do(ref, "assign", to="Rae Dunn")


@pytest.mark.clause("calico-10.4")
def test_an_answer_at_stage_2_without_contact_there_warns(desk):
    ref = answered(desk)
    desk.do(ref, "contact", how="telephone", said="Listened.")
    at(desk, "2024-05-02")
    desk.do(ref, "escalate")
    unheard = "No contact with the resident is on record at stage 2. (Calico 10.4)"
    assert unheard in desk.desk.form(ref, "respond").warnings
    desk.do(ref, "contact", how="telephone", said="Why she is still unhappy.")
    assert unheard not in desk.desk.form(ref, "respond").warnings


@pytest.mark.clause("calico-10.6a", "calico-10.6b", "calico-10.8")
def test_the_reviewing_manager_alone_extends_stage_2_and_the_update_is_owed_as_agreed(desk):
    for name, role in (("Ida Fox", "investigating_manager"), ("Rae Dunn", "reviewing_manager")):
        staff(desk, name, roles=role)
    ref = at_stage_2(desk)
    at(desk, "2024-05-10")
    desk.do(ref, "acknowledge", handler="Rae Dunn", signatory="Rae Dunn", parts=ABC)
    at(desk, "2024-06-10")
    more = {"reason": "Three surveys are to be compared.", "progress": "Two are here.", "signatory": "Rae Dunn"}
    far = {**more, "until": "8/7/2024"}
    stopped(desk.try_to(ref, "extend", **far), "10.6", "approved_by")
    stopped(desk.try_to(ref, "extend", **far, approved_by="Ida Fox"), "10.6", "approved_by")
    by = {"approved_by": "Rae Dunn", "update_interval": "every 10 working days"}
    beyond = desk.try_to(ref, "extend", **{**more, "until": "9/7/2024"}, **by)
    assert "the latest is Mon 8 Jul 2024" in stopped(beyond, "10.6", "good_reason")
    desk.do(ref, "extend", **far, **by)
    assert due(desk, ref, "respond", 2) == date(2024, 7, 8)
    at(desk, "2024-06-24")
    assert reminded(desk, ref, "Update the resident, every 10 working days: due Mon 24 Jun 2024")


@pytest.mark.clause("calico-10.11")
def test_whoever_contributed_shows_on_the_case_and_the_letter_names_the_landlord(desk):
    ref = at_stage_2(desk)
    for who in ("Al Dean", "Op Lane", "Bo Ray"):
        desk.do(ref, "step", step="spoke", with_whom=who, what="What they know.")
    assert [one.line.split("; ")[1] for one in of_kind(desk, ref, "step")] == ["Al Dean", "Op Lane", "Bo Ray"]
    by = {"handler": "Rae Dunn", "signatory": "Rae Dunn"}
    desk.do(ref, "respond", **by, findings=found(1, 2, 3, overturned="upheld"))
    assert "Calico Homes" in desk.desk.look(ref).case.letters[-1].text


@pytest.mark.clause("calico-13.2d")
def test_a_request_of_the_ombudsmans_is_a_task_of_the_complaints_officer_until_it_is_met(desk):
    staff(desk, "Cora Bell", roles="complaints_officer")
    ref = answered(desk, when="2024-04-22")
    desk.do(ref, "assign", to="Ola Finn")
    at(desk, "2024-05-08")
    desk.do(ref, "request_evidence", what="The repairs log.")
    (task,) = (one for one in desk.desk.owed("calico", "Cora Bell") if one.ref == ref)
    assert (task.ref, task.due, task.owner) == (ref, date(2024, 5, 30), "Cora Bell")
    assert task.what.startswith("Ombudsman's request for evidence 1, The repairs log.: to be sent")
    assert task.clause and due(desk, ref, "evidence", None) == task.due
    assert [one.what for one in desk.desk.owed("calico") if one.due == task.due] == [task.what]
    at(desk, "2024-05-20")
    desk.do(ref, "send_evidence", what="The repairs log.")
    assert not any(one.ref == ref for one in desk.desk.owed("calico", "Cora Bell"))
    assert [one.is_open for one in of_kind(desk, ref, "ombudsman_request")] == [False]


def test_where_nobody_deals_with_the_ombudsman_the_request_is_owed_once_by_whoever_has_the_case(desk):
    ref = answered(desk, when="2024-04-22")
    desk.do(ref, "assign", to="Ola Finn")
    at(desk, "2024-05-08")
    desk.do(ref, "request_evidence", what="The repairs log.")
    mine = [one.what for one in desk.desk.owed("calico", "Ola Finn") if one.due == date(2024, 5, 30)]
    assert mine == ["Send evidence"]
    assert of_kind(desk, ref, "ombudsman_request") == []
