"""One complaint after another, from the first call to the end of stage 2, under every policy."""

import pytest

from complaintdesk import policies
from complaintdesk.models.views import Refused
from tests.desk.officer import london

KEYS = ("code-2024", "salix", "slh", "his", "calico", "saha")


@pytest.mark.parametrize("key", KEYS)
def test_a_complaint_goes_from_the_first_call_through_both_stages(officer, key):
    desk, reviewer = officer(key), officer(key, name="Priya Shah")
    ref = desk.receive(key, when="11/3/2026 11:00")
    sent = {}
    desk.do(ref, "contact", how="telephone", said="Rang and listened.")
    for act in ("acknowledge", "respond"):
        sent[act, 1] = desk.desk.preview(ref, act, desk.filled(ref, act)).text
        desk.do(ref, act)
    reviewer.at = london("2026-03-16 09:30")
    reviewer.do(ref, "escalate", words="I am not satisfied.")
    reviewer.do(ref, "contact", how="telephone", said="Rang again.")
    for act in ("acknowledge", "respond"):
        sent[act, 2] = reviewer.desk.preview(ref, act, reviewer.filled(ref, act)).text
        reviewer.do(ref, act)
    case = reviewer.desk.case(ref)
    assert case.stage == 2
    kept = [entry.letter for entry in case.timeline if entry.letter]
    assert kept == list(sent.values())
    states = {(clock.name, clock.stage): clock.state for clock in case.clocks if clock.party == "landlord"}
    done = ("contact", "acknowledge", "respond")
    assert {state for (name, _), state in states.items() if name in done} == {"met"}
    reviewer.do(ref, "close", why="answered", lessons="none")
    assert reviewer.desk.case(ref).status == "closed"


@pytest.mark.parametrize("key", KEYS)
def test_every_letter_item_that_a_form_can_fill_blocks_until_it_is_filled(officer, key):
    """Emptied one at a time, each field that an item names stops the letter, and nothing is written."""
    desk = officer(key)
    ref = desk.receive(key)
    for act in ("acknowledge", "respond"):
        whole = desk.filled(ref, act)
        fields = {check.field for check in desk.desk.preview(ref, act, dict.fromkeys(whole, "")).missing} - {""}
        assert fields
        for name in fields:
            before = desk.desk.case(ref).seq
            empty = False if name in ("remedies_none", "actions_none") else ""
            said = {name: empty}
            if name in ("remedies_none", "actions_none"):
                said["remedies"] = ()
            refused = desk.try_to(ref, act, **said)
            assert isinstance(refused, Refused), name
            assert refused.sentence and refused.clause
            assert desk.desk.case(ref).seq == before
        desk.do(ref, act)


@pytest.mark.parametrize("key", KEYS)
def test_an_extension_is_told_in_a_letter_and_moves_the_answer(officer, key):
    desk = officer(key)
    ref = desk.receive(key, when="9/3/2026 11:00")
    desk.do(ref, "acknowledge")
    due = next(clock.due for clock in desk.desk.case(ref).clocks if clock.name == "respond")
    until = policies.load(key).extension(1)
    assert until is not None
    said = {
        "until": "27/3/2026",
        "reason": "The surveyor's report is still to come.",
        "progress": "The roof has been inspected.",
        "ground": "complex investigation",
    }
    desk.do(ref, "extend", **said)
    case = desk.desk.case(ref)
    after = next(clock for clock in case.clocks if clock.name == "respond")
    assert after.base_due == due < after.due
    assert after.due.isoformat() == "2026-03-27"
    assert case.extended
    assert "27 March 2026" in case.timeline[-1].letter
