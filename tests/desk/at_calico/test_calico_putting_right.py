"""Calico: people, putting right, the Ombudsman. Its rows at the desk with the dates of their own examples."""

from datetime import date

import pytest

from complaintdesk.desk.setting_up import set_own
from complaintdesk.models.lists import QueueQuery
from tests.desk.at_calico.doing import acknowledged, answered, at, figure, log, of_kind, staff, stopped


@pytest.mark.clause("calico-11.1")
def test_an_additional_step_shows_on_the_case_and_counts(desk):
    ref = log(desk)
    desk.do(ref, "adjust", need="visit with interpreter", decision="granted", reason="She reads no English.")
    assert "Adjustment: visit with interpreter" in desk.desk.case(ref).alerts
    assert "Reason: She reads no English." in desk.desk.timeline(ref)[-1].lines
    assert figure(desk, "additional_steps", "2024-04").words == "1"


@pytest.mark.clause("calico-11.2a", "calico-11.2b")
def test_a_vulnerability_is_a_flag_in_the_queue_and_what_is_known_comes_along(desk):
    first = log(desk, "2023-04-03", contact_preference="prefers text", vulnerability="domestic abuse")
    ref = log(desk, "2024-04-02", person=first)
    rows = desk.desk.queue_page(QueueQuery(filter=desk.desk.filter("flag:vulnerable")), 0, 9)
    assert ref in [row.ref for row in rows]
    assert "domestic abuse" not in str(rows) + str(desk.desk.case(first))
    assert any("prefers text" in one for one in desk.desk.case(ref).alerts)
    assert desk.desk.look(ref).case.contact_preference == "prefers text"
    desk.do(first, "reveal", reason="To plan the visit.")
    assert "domestic abuse" in of_kind(desk, first, "vulnerability")[0].line
    assert [one.who for one in desk.desk.timeline(first) if one.kind == "sensitive_viewed"] == ["Jo Smith"]


@pytest.mark.clause("calico-15")
def test_compensation_prints_and_stands_in_the_total(desk):
    at(desk, "2024-03-27")
    staff(desk, "Ida Fox", roles="investigating_manager")
    paid = {"kind": "compensation", "what": "For the delay", "pounds": "100.00", "due_on": "31/5/2024", "why": "Delay"}
    ref = answered(desk, remedies=(paid,))
    assert "Compensation: For the delay, £100.00." in " ".join(desk.desk.look(ref).case.letters[-1].text.split())
    assert desk.desk.case(ref).awards == ("Stage 1: £100.00",)
    desk.desk.changed()
    set_own(desk.store, "calico", {"award_up_to": {"investigating_manager": 5000}})
    desk.desk.changed()
    other = acknowledged(desk, handler="Ida Fox")
    refused = desk.try_to(other, "respond", handler="Ida Fox", signatory="Ida Fox", remedies=(paid,))
    assert "£100.00 is more than Ida Fox may award" in stopped(refused, "15", "remedies")


@pytest.mark.clause("calico-2.1", "calico-2.2")
def test_a_failure_order_is_late_after_its_day_and_a_referral_to_the_regulator_is_reported(desk):
    ref = log(desk)
    at(desk, "2024-06-03")
    order = {"order_kind": "failure_order", "order_concerns": "matter", "what": "Answer the complaint."}
    desk.do(ref, "ombudsman_contact", who_asked="The Ombudsman", what="No answer was given in time.")
    stopped(desk.try_to(ref, "order", **order), "2.1", "due_on")
    desk.do(ref, "order", **order, due_on="10/6/2024")
    (one,) = of_kind(desk, ref, "order")
    assert (one.at, one.is_late) == (date(2024, 6, 3), False)
    at(desk, "2024-06-11")
    assert of_kind(desk, ref, "order")[0].is_late
    assert [
        row.is_late for row in desk.desk.owed("calico") if row.ref == ref and row.what.startswith("Ombudsman's order 1")
    ] == [True]
    assert figure(desk, "orders", "2024-06").note == "1 not done"
    desk.do(ref, "order", order_kind="referral_to_the_regulator", order_concerns="matter", what="Wider failings.")
    told = figure(desk, "regulator", "2024-06")
    assert (told.words, [one.ref for one in told.behind]) == ("1", [ref])
