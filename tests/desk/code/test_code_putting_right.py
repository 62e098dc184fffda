"""The Code, section 7, putting things right: tried at Salix's desk with the dates of its own examples."""

import pytest

from complaintdesk.models.acting import Refused
from tests.desk.code.doing import acknowledged
from tests.desk.officer import ANSWER


@pytest.mark.clause("code-7.1")
def test_what_is_upheld_asks_for_a_remedy_and_several_may_be_given(desk):
    ref = acknowledged(desk, "2024-04-02", "2024-04-09")
    refused = desk.try_to(ref, "respond", remedies=())
    assert isinstance(refused, Refused)
    assert refused.field in ("remedies", "remedies_none")
    sorry = {"kind": "apology", "what": "In person"}
    both = desk.try_to(ref, "respond", remedies=(sorry,), remedies_none=True)
    assert isinstance(both, Refused)
    assert (both.sentence, both.field) == (
        "A remedy is given, and 'No remedy is offered' is said as well: take back one of the two.",
        "remedies_none",
    )
    desk.do(ref, "respond", remedies=(sorry, {**ANSWER["remedies"][0], "due_on": "12/6/2024"}))
    assert len(desk.desk.case(ref).remedies) == 2


@pytest.mark.clause("code-7.4")
def test_the_ombudsmans_guidance_is_asked_for_with_money_and_its_version_kept(desk):
    ref = acknowledged(desk, "2024-04-02", "2024-04-09")
    sum_ = {"kind": "compensation", "what": "For the ceiling", "due_on": "12/6/2024", "why": "Damp", "pounds": "150"}
    values = desk.filled(ref, "respond", remedies=(sum_,), guidance="")
    asked = "Ombudsman's guidance on remedies considered: nothing is given. (Code 7.4)"
    assert asked in desk.desk.cautions(ref, "respond", values)
    version = "Remedies guidance of March 2024"
    assert asked not in desk.desk.cautions(ref, "respond", {**values, "guidance": version})
    desk.do(ref, "respond", remedies=(sum_,), guidance=version)
    answer = next(one for one in desk.desk.timeline(ref) if one.kind == "responded")
    assert any(version in line for line in answer.lines)
