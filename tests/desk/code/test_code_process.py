"""The Code, section 5, the process: tried at Salix's desk with the dates of its own examples."""

import pytest

from complaintdesk.desk.setting_up import set_own
from tests.desk.code.doing import WHY, acknowledged, answered, at, book, of_kind, state
from tests.desk.officer import ANSWER


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


@pytest.mark.clause("code-5.10b")
def test_an_agreed_adjustment_is_looked_at_again_at_stage_2_and_after_a_year(desk):
    at(desk, "2024-04-03")
    escalated, ref = answered(desk, "2024-04-03", "2024-04-03", "2024-04-03"), desk.receive("salix", resident="B")
    agreed = {"need": "large print", "noticed_by": "asked for", "decision": "granted", "reason": "Agreed."}
    for one in (escalated, ref):
        desk.do(one, "adjust", **agreed)
    desk.do(escalated, "escalate")
    (task,) = (one for one in desk.desk.case(escalated).reminders if "adjustment decided" in one)
    assert task.endswith("(Code 5.10)")
    desk.do(escalated, "decide_adjustment", which="adjustment-1", decision="granted", reason="It helps.")
    assert not any("adjustment decided" in one for one in desk.desk.case(escalated).reminders)
    again = "Reasonable adjustment 1, large print is to be looked at again since Thu 3 Apr 2025."
    for day, there in (("2025-04-02", False), ("2025-04-03", True)):
        at(desk, day)
        assert any(again in one for one in desk.desk.case(ref).reminders) == there
        assert any(row.what == again for row in desk.desk.owed("salix")) == there
    desk.do(ref, "decide_adjustment", which="adjustment-1", decision="granted", reason="It helps still.")
    assert not any("looked at again" in one for one in desk.desk.case(ref).reminders)


@pytest.mark.clause("code-5.13")
def test_at_stage_1_every_remedy_is_there_and_a_sum_beyond_the_limit_asks_for_an_approver(desk, officer):
    book(desk, "staff_add", name="Jo Smith", roles=("investigating_manager",))
    desk.desk.changed()
    set_own(desk.store, "salix", {"award_up_to": {"investigating_manager": 25_000}})
    assert desk.desk.changed()
    ref = acknowledged(desk, "2024-04-02", "2024-04-09")
    kinds = ({"kind": "apology", "what": "In person"}, {**ANSWER["remedies"][0], "due_on": "12/6/2024"})
    sum_ = {"kind": "compensation", "what": "For the ceiling", "due_on": "12/6/2024", "why": "Six weeks of damp"}
    refused = desk.try_to(ref, "respond", remedies=(*kinds, {**sum_, "pounds": "300"}))
    assert (refused.field, refused.override) == ("remedies", "customer_service_manager")
    assert "£300.00 is more than Jo Smith may award: £250.00." in refused.sentence
    assert desk.desk.case(ref).stage == 1
    desk.do(ref, "respond", remedies=(*kinds, {**sum_, "pounds": "250"}))
    assert [one.kind for one in desk.desk.case(ref).remedies] == ["Apology", "Action or repair", "Compensation"]


@pytest.mark.clause("code-5.14b")
def test_a_restriction_is_overdue_for_review_from_the_day_after_three_months(desk):
    at(desk, "2024-05-13")
    book(desk, "staff_add", name="Ada Bell", roles=("area_director",))
    book(desk, "staff_add", name="Sue Main", roles=("senior_management_team",))
    ref = desk.receive("salix")
    desk.do(
        ref,
        "classify",
        classification="nuisance_to_landlord",
        evidence_seen="40 calls in a week",
        proposed_by="Ada Bell",
    )
    said = {"decided_by": "Sue Main", "reason": "As seen.", "equality_note": "None known."}
    desk.do(ref, "decide_class", which="classification-1", approval="approved", **said)
    limits = {"restrictions": "email_or_letter_only", "proportionate": "One a week is enough.", **said}
    desk.do(ref, "restrict", **limits)
    desk.do(ref, "restriction_letter", which="restriction-1", due_on="13/8/2024", reason="40 calls in a week.")
    for day, late in (("2024-08-13", False), ("2024-08-14", True)):
        at(desk, day)
        assert of_kind(desk, ref, "restriction")[0].is_late == late
