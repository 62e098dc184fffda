"""The Code, section 6, the two stages: tried at Salix's desk with the dates of its own examples."""

from datetime import date

import pytest

from complaintdesk.models.acting import Refused
from tests.desk.code.doing import PARTS, acknowledged, answered, at, due, grown_from, of_kind, state
from tests.desk.officer import ANSWER


@pytest.mark.clause("code-6.2", "code-6.3a", "code-6.3b")
def test_stage_1_runs_five_working_days_and_ten_from_the_acknowledgement_however_late(desk):
    at(desk, "2024-03-28")
    assert due(desk, desk.receive("salix")) == date(2024, 4, 8)
    for acked, answer in (("2024-04-03", date(2024, 4, 17)), ("2024-04-09", date(2024, 4, 23))):
        assert due(desk, acknowledged(desk, "2024-04-02", acked), "respond") == answer
    at(desk, "2024-04-02")
    ref = desk.receive("salix")
    at(desk, "2024-04-11")
    assert due(desk, ref, "respond") == date(2024, 4, 23)
    at(desk, "2024-04-12")
    undefined = desk.try_to(ref, "acknowledge", parts=())
    assert isinstance(undefined, Refused), "acknowledged without a definition the step is still open"
    desk.do(ref, "acknowledge")
    assert (due(desk, ref, "respond"), state(desk, ref)) == (date(2024, 4, 26), "late")


@pytest.mark.clause("code-6.4b")
def test_ten_working_days_more_and_beyond_them_a_reason_and_an_approver(desk):
    ref = acknowledged(desk, "2024-04-02", "2024-04-09")
    at(desk, "2024-04-18")
    more = {"ground": "complex investigation", "reason": "The survey is to come.", "progress": "Visited."}
    assert desk.try_to(ref, "extend", until="9/5/2024", **more).field == "good_reason"
    beyond = desk.try_to(ref, "extend", until="9/5/2024", **more, good_reason="The surveyor is ill.")
    assert beyond.field == "approved_by"
    desk.do(ref, "extend", until="8/5/2024", **more)
    assert due(desk, ref, "respond") == date(2024, 5, 8)


@pytest.mark.clause("code-6.8a", "code-6.8b")
def test_a_related_point_joins_before_the_answer_and_is_a_complaint_of_its_own_after_it(desk):
    ref = acknowledged(desk, "2024-04-02", "2024-04-09")
    at(desk, "2024-04-15")
    desk.do(ref, "define", parts=(*PARTS, "C: nobody called back."))
    assert due(desk, ref, "respond") == date(2024, 4, 23)
    assert [one.text for one in desk.desk.case(ref).elements][-1] == "C: nobody called back."
    assert "C: nobody called back." in str(desk.desk.timeline(ref)[-1].lines)
    at(desk, "2024-04-18")
    found = [{**ANSWER["findings"][0], "number": number} for number in (1, 2, 3)]
    desk.do(ref, "respond", findings=found, outcome=found[0]["finding"])
    at(desk, "2024-04-22")
    assert isinstance(desk.try_to(ref, "define", parts=(*PARTS, "D: the bill.")), Refused)
    own = grown_from(desk, ref, words="The bill is wrong, not good enough.")
    assert (desk.desk.case(own).stage, due(desk, own)) == (1, date(2024, 4, 29))
    assert desk.desk.case(own).links[0].ref == ref


@pytest.mark.clause("code-6.6b", "code-6.17", "code-7.3b")
def test_what_was_promised_is_owed_after_the_answer_until_it_is_done(desk, officer):
    ref = acknowledged(desk, "2024-04-02", "2024-04-09")
    at(desk, "2024-04-18")
    promised = {**ANSWER["remedies"][0], "due_on": "12/6/2024"}
    desk.do(ref, "respond", remedies=(promised,))
    assert state(desk, ref, "respond") == "met"
    at(desk, "2024-06-12")
    assert not of_kind(desk, ref, "remedy")[0].is_late
    at(desk, "2024-06-13")
    assert of_kind(desk, ref, "remedy")[0].is_late
    assert any(one.startswith("Update the resident") for one in desk.desk.case(ref).reminders)
    assert {"Remedy 1", "Update the resident"} <= {
        row.what.partition(":")[0].partition(",")[0] for row in desk.desk.owed() if row.ref == ref and row.is_late
    }
    desk.do(ref, "action_done", which="remedy-1", what_was_done="Mended.")
    assert not any(row.ref == ref for row in desk.desk.owed() if row.is_late)
    desk.do(ref, "escalate")
    reviewer = officer(name="Sam Reed")
    reviewer.at = desk.at
    reviewer.do(ref, "acknowledge")
    reviewer.do(ref, "respond", remedies=({**promised, "due_on": "15/7/2024"},))
    assert state(reviewer, ref, "respond", 2) == "met"
    assert [one.is_open for one in of_kind(reviewer, ref, "remedy")] == [False, True]


@pytest.mark.clause("code-6.10a", "code-6.11", "code-6.12b", "code-6.14")
def test_one_disputed_point_goes_to_stage_2_and_its_clocks_wait_for_nobody(desk):
    first = answered(desk)
    at(desk, "2024-04-25")
    desk.do(first, "escalate", disputed=(PARTS[0],))
    assert due(desk, first, "acknowledge", 2) == date(2024, 5, 2)
    assert [one.state for one in desk.desk.case(first).elements] == ["", "not taken to stage 2"]
    ref = answered(desk)
    at(desk, "2024-05-02")
    desk.do(ref, "escalate")
    for day in ("2024-05-08", "2024-05-09"):
        at(desk, day)
        desk.do(ref, "contact", how="telephone", attempt=True)
    assert due(desk, ref, "acknowledge", 2) == date(2024, 5, 10)
    tried = [one for one in desk.desk.timeline(ref) if "An attempt; nobody was reached." in one.lines]
    assert len(tried) == 2
    desk.do(ref, "acknowledge", handler="Cy Lee", signatory="Cy Lee")
    assert due(desk, ref, "respond", 2) == date(2024, 6, 7)


@pytest.mark.clause("code-6.13")
def test_whoever_considered_stage_1_neither_reviews_nor_signs_stage_2(desk):
    ref = answered(desk)
    desk.do(ref, "escalate")
    for act, said in (
        ("assign", {"to": "Jo Smith"}),
        ("acknowledge", {"handler": "Jo Smith", "signatory": "Cy Lee"}),
        ("acknowledge", {"handler": "Cy Lee", "signatory": "Jo Smith"}),
    ):
        refused = desk.try_to(ref, act, **said)
        assert isinstance(refused, Refused)
        assert "Jo Smith handled stage 1" in refused.sentence
    desk.do(ref, "acknowledge", handler="Cy Lee", signatory="Cy Lee")
    for said in ({"handler": "Jo Smith", "signatory": "Cy Lee"}, {"handler": "Cy Lee", "signatory": "Jo Smith"}):
        assert isinstance(desk.try_to(ref, "respond", **said), Refused)


@pytest.mark.clause("code-6.20")
def test_a_team_that_the_last_answer_needs_and_nobody_asked_is_named(desk, officer):
    ref = answered(desk)
    at(desk, "2024-05-29")
    desk.do(ref, "escalate")
    reviewer = officer(name="Sam Reed")
    at(reviewer, "2024-06-05")
    reviewer.do(ref, "assign", to="Sam Reed", areas_affected="repairs, rent")
    reviewer.do(ref, "acknowledge")
    reviewer.do(ref, "step", step="spoke", with_whom="Ola Finn, repairs", what="When the roof was seen.")
    said = "Not consulted at stage 2: rent."
    assert any(
        said in one
        for one in reviewer.desk.cautions(ref, "respond", reviewer.filled(ref, "respond"))
        + tuple(reviewer.desk.form(ref, "respond").warnings)
    )
    reviewer.do(ref, "step", step="spoke", with_whom="Bo Ray, rent", what="What was charged.")
    assert not any(said in one for one in reviewer.do(ref, "respond").warnings)
    spoken = [one for one in of_kind(reviewer, ref, "step") if one.at == date(2024, 6, 5)]
    assert len(spoken) == 2
