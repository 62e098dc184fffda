"""What puts things right: remedies done and planned, part by part, sums at both stages, and who may award them."""

import pytest

from complaintdesk.desk.setting_up import set_own
from complaintdesk.models.acting import Refused
from tests.desk.officer import ANSWER, london

GOODWILL = {
    "kind": "goodwill",
    "what": "For the missed visits",
    "pounds": "75",
    "due_on": "31/5/2024",
    "why": "Two days",
}


def answered(desk, *remedies, **said):
    """A complaint answered at stage 1 on Thu 18 Apr 2024 with these remedies."""
    desk.at = london("2024-03-28 10:00")
    ref = desk.receive("salix")
    desk.at = london("2024-04-04 10:00")
    desk.do(ref, "acknowledge")
    desk.at = london("2024-04-18 10:00")
    desk.do(ref, "respond", remedies=remedies, **said)
    return ref


def printed(desk, ref):
    return " ".join(desk.desk.look(ref).case.letters[-1].text.split())


@pytest.mark.clause("salix-4.7.5j")
def test_a_goodwill_payment_prints_its_kind_and_sum_and_is_kept_on_the_case(officer):
    desk = officer("salix")
    ref = answered(desk, GOODWILL)
    assert "Goodwill payment: For the missed visits, £75.00." in printed(desk, ref)
    case = desk.desk.case(ref)
    assert [(one.kind, one.money) for one in case.remedies] == [("Goodwill payment", "£75.00")]
    assert case.awards == ("Stage 1: £75.00",)
    bare = {**GOODWILL, "pounds": ""}
    other = desk.receive("salix", resident="Nadia Bell")
    desk.do(other, "acknowledge")
    assert "no amount" in desk.try_to(other, "respond", remedies=(bare,)).sentence


@pytest.mark.clause("salix-4.8.7g")
def test_stage_2_states_the_increase_and_both_sums_are_kept(officer):
    desk, reviewer = officer("salix"), officer(name="Sam Reed")
    ref = answered(desk, GOODWILL)
    desk.at = reviewer.at = london("2024-05-02 10:00")
    desk.do(ref, "escalate")
    reviewer.do(ref, "acknowledge")
    reviewer.at = london("2024-05-20 10:00")
    reviewer.do(ref, "respond", remedies=({**GOODWILL, "pounds": "50.00"},))
    desk.at = reviewer.at
    assert "increase of £50.00, to £125.00 in all" in printed(desk, ref)
    assert desk.desk.case(ref).awards == ("Stage 1: £75.00", "Stage 2: increase of £50.00", "In all: £125.00")


@pytest.mark.clause("salix-4.9.1a")
def test_every_kind_of_remedy_is_there_and_stands_on_its_part(officer):
    desk = officer("salix")
    works = {"kind": "works", "what": "Renew the ceiling", "part": "1", "due_on": "31/5/2024", "why": "It fell"}
    sorry = {"kind": "apology", "what": "For the missed visits", "part": "2"}
    ref = answered(desk, works, sorry)
    kept = [(one.kind, one.part) for one in desk.desk.case(ref).remedies]
    assert kept == [("Works or replacement of goods", "1"), ("Apology", "2")]
    text = printed(desk, ref)
    assert "Works or replacement of goods: Renew the ceiling. For part 1." in text
    assert "Apology: For the missed visits. For part 2." in text


@pytest.mark.parametrize(
    "kind",
    [
        *("apology", "acknowledgement", "explanation", "action", "decision_changed", "record_corrected"),
        *("compensation", "goodwill", "works", "practice_changed", "other"),
    ],
)
@pytest.mark.clause("salix-4.9.1a")
def test_a_remedy_of_each_kind_is_taken(officer, kind):
    desk = officer("salix")
    remedy = {"kind": kind, "what": "As agreed", "due_on": "31/5/2024", "pounds": "10", "why": "It helps"}
    assert len(desk.desk.case(answered(desk, remedy)).remedies) == 1


@pytest.mark.clause("salix-4.9.1b")
def test_what_is_done_and_what_is_planned_print_apart(officer):
    desk = officer("salix")
    sorry = {"kind": "apology", "what": "In person", "done_on": "15/4/2024"}
    works = {"kind": "works", "what": "Renew the ceiling", "due_on": "31/5/2024", "why": "It fell"}
    ref = answered(desk, sorry, works)
    text = printed(desk, ref)
    done, planned = text.index("What we have done"), text.index("What we will do")
    assert done < text.index("Apology: In person. Done 15 April 2024.") < planned
    assert planned < text.index("Works or replacement of goods: Renew the ceiling. By 31 May 2024.")
    records = [one for one in desk.desk.case(ref).records if one.kind == "remedy"]
    assert [(one.state, one.is_open) for one in records] == [
        ("settled Mon 15 Apr 2024", False),
        ("to be done by Fri 31 May 2024", True),
    ]


def test_a_remedy_is_not_done_on_a_day_to_come(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    refused = desk.try_to(ref, "respond", remedies=({"kind": "apology", "what": "By letter", "done_on": "1/1/2099"},))
    assert "is still to come, so it is not done" in refused.sentence


@pytest.mark.clause("salix-4.9.2")
def test_an_award_above_the_roles_limit_asks_for_approval_and_without_limits_none_is_asked(officer):
    desk, approver = officer("salix"), officer(name="Ada North")
    for name, role in (("Jo Smith", "investigating_manager"), ("Ada North", "customer_service_manager")):
        desk.do(desk.desk.book("salix"), "staff_add", name=name, roles=role)
    large = {**GOODWILL, "pounds": "200.00", "due_on": "30/9/2026"}
    free = desk.receive("salix")
    desk.do(free, "acknowledge")
    desk.do(free, "respond", remedies=(large,))
    approver.desk.changed()
    assert not desk.desk.changed()
    set_own(desk.store, "salix", {"award_up_to": {"investigating_manager": 15000}})
    assert desk.desk.changed()
    ref = desk.receive("salix", resident="Nadia Bell")
    desk.do(ref, "acknowledge")
    refused = desk.try_to(ref, "respond", remedies=(large,))
    assert isinstance(refused, Refused)
    assert refused.sentence == (
        "£200.00 is more than Jo Smith may award: £150.00."
        " It may go on with a reason from the customer service manager. Today: Ada North."
    )
    assert (refused.clause, refused.override) == ("Salix 4.9.2", "customer_service_manager")
    assert isinstance(desk.try_to(ref, "respond", remedies=(large,), override="I think so."), Refused)
    approver.desk.changed()
    said = {**ANSWER, "handler": "Jo Smith", "signatory": "Jo Smith", "remedies": (large,)}
    approver.do(ref, "respond", override="Two visits missed.", **said)
    event = desk.desk.look(ref).case.events[-1]
    assert (event.who, event.kind) == ("Ada North", "responded")
    assert event.body["overridden"].endswith("Two visits missed.")


@pytest.mark.clause("salix-4.9.2")
def test_an_award_within_the_limit_is_taken(officer):
    desk = officer("salix")
    desk.do(desk.desk.book("salix"), "staff_add", name="Jo Smith", roles="investigating_manager")
    assert not desk.desk.changed()
    set_own(desk.store, "salix", {"award_up_to": {"investigating_manager": 15000}})
    desk.desk.changed()
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    desk.do(ref, "respond", remedies=({**GOODWILL, "pounds": "150", "due_on": "30/9/2026"},))


def test_a_remedy_to_come_by_a_day_that_is_past_is_refused_unless_it_is_done(officer):
    jo = officer("salix")
    ref = jo.receive("salix")
    jo.do(ref, "acknowledge")
    one = {"kind": "action", "what": "Mend the roof", "due_on": "yesterday", "why": "Rain", "owner": "Repairs"}
    refused = jo.try_to(ref, "respond", remedies=(one,))
    said = "Remedy 1, by when: Wed 11 Mar 2026 is past; give a day to come, or 'Done on' if it is done."
    assert (refused.sentence, refused.field) == (said, "remedies")
    letter = jo.desk.preview(ref, "respond", jo.filled(ref, "respond", remedies=(one,)))
    assert [check.says for check in letter.missing] == [said]
    jo.do(ref, "respond", remedies=({**one, "done_on": "yesterday"},), actions_none=True)


def test_a_promise_is_for_a_day_to_come_counted_from_the_day_it_was_made(officer):
    jo = officer("salix")
    ref = jo.receive("salix", when="2/3/2026 10:00")
    said = {"what": "Mend the roof", "owner": "Repairs", "due_on": "10/3/2026"}
    refused = jo.try_to(ref, "promise", **said)
    assert refused.sentence == "By when: Tue 10 Mar 2026 is past; give a day to come."
    assert refused.field == "due_on"
    jo.do(ref, "promise", **said, when="5/3/2026")
