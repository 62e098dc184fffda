"""The Code, section 2, what is not taken on: tried at Salix's desk with the dates of its own examples."""

from datetime import date

import pytest

from complaintdesk.errors import BadInput
from complaintdesk.models.acting import Refused
from complaintdesk.models.lists import QueueQuery
from tests.desk.code.doing import WHY, at, due, of_kind


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


@pytest.mark.clause("code-2.2b")
def test_a_letter_of_claim_is_no_court_claim_which_has_a_day_and_a_reference(desk):
    ref = desk.receive("salix")
    desk.do(ref, "evidence", item="Letter of claim", source="The resident's solicitor")
    claim = {"ground": "legal", **WHY}
    assert desk.try_to(ref, "exclude", **claim).field == "filed_on"
    refused = desk.try_to(ref, "exclude", **claim, filed_on="28/3/2024")
    assert (refused.field, refused.clause) == ("court_reference", "Code 2.2")
    assert desk.desk.case(ref).status == "open"
    desk.do(ref, "exclude", **claim, filed_on="28/3/2024", court_reference="K01MA123")
    assert "K01MA123" in of_kind(desk, ref, "exclusion")[0].line


@pytest.mark.clause("code-2.4c")
def test_at_the_ombudsmans_word_stage_1_begins_anew_and_the_refusal_stays_in_the_history(desk):
    ref = desk.receive("salix")
    at(desk, "2024-04-08")
    desk.do(ref, "exclude", ground="not_our_service", **WHY)
    at(desk, "2024-06-05")
    desk.do(ref, "reopen", reason="The Ombudsman tells us to take it on.", instructed=True)
    seen = desk.desk.case(ref)
    assert (seen.status, seen.stage, due(desk, ref)) == ("open", 1, date(2024, 6, 12))
    assert due(desk, ref, "respond") == date(2024, 6, 26)
    assert [one.at.date() for one in seen.timeline if one.kind in ("received", "closed")] == [
        date(2024, 4, 2),
        date(2024, 4, 8),
    ]
    assert desk.desk.figures("salix", "2024-04", "complaints_received").figures[0].words == "1"
    assert desk.desk.explain(ref) is not None
    desk.do(ref, "acknowledge")
    assert due(desk, ref, "respond") == date(2024, 6, 19)
