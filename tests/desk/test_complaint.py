"""One complaint after another, from the first call to the end of stage 2, under every policy."""

import pytest

from complaintdesk import policies
from complaintdesk.engine.fields import FIELDS
from complaintdesk.models.acting import Refused
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


def test_an_extension_made_in_time_may_be_written_down_after_the_answer_was_due(officer):
    """Received 2 March 2026, acknowledged on the 9th: the answer is due on the 23rd (Code 6.3), 12 days ago."""
    desk = officer("code-2024")
    ref = desk.receive("code-2024", when="2/3/2026 11:00")
    desk.at = london("2026-03-09 15:00")
    desk.do(ref, "acknowledge")
    desk.at = london("2026-04-04 10:00")
    late = "The answer was due Mon 23 Mar 2026; an extension made after that day cures nothing."
    instead = "Answer all the same, and tell the resident: Answer (r) or Update the resident (I)."
    choice = next(one for one in desk.desk.acts(ref) if one.key == "extend")
    assert choice.allowed
    assert any(warning.startswith(late) for warning in desk.desk.form(ref, "extend").warnings)
    said = {"until": "7/4/2026", "reason": "The surveyor's report is still to come.", "progress": "The roof was seen."}
    for when, words in (("", None), ("24/3/2026", late), ("23/3/2026", ""), ("6/3/2026", "is before the case was")):
        note = desk.desk.check_field(FIELDS["when"], when, ref, "extend")
        if words is not None:
            assert (words in note.words, note.ok) == (True, not words), when
        refused = desk.desk.preview(ref, "extend", desk.filled(ref, "extend", when=when, **said)).missing
        assert [check.field for check in refused if check.field == "when"] == ([] if words == "" else ["when"]), when
    refused = desk.try_to(ref, "extend", when="24/3/2026", **said)
    assert isinstance(refused, Refused)
    assert (refused.field, refused.sentence) == ("when", f"{late} {instead}")
    desk.do(ref, "extend", when="23/3/2026", **said)
    after = next(clock for clock in desk.desk.case(ref).clocks if clock.name == "respond")
    assert (after.base_due.isoformat(), after.due.isoformat()) == ("2026-03-23", "2026-04-07")


def test_an_extension_that_cannot_have_been_in_time_is_not_offered(officer):
    """The case was reopened on 26 March, after the answer was due on the 23rd, and no act may be dated before that."""
    desk = officer("code-2024")
    ref = desk.receive("code-2024", when="2/3/2026 11:00")
    desk.at = london("2026-03-09 15:00")
    desk.do(ref, "acknowledge")
    desk.at = london("2026-03-20 15:00")
    other = desk.receive("code-2024")
    desk.do(ref, "close", why="duplicate", linked=other, reason="The same leak.", lessons="none")
    desk.at = london("2026-03-26 15:00")
    desk.do(ref, "reopen", reason="It is another leak.")
    choice = next(one for one in desk.desk.acts(ref) if one.key == "extend")
    assert (choice.allowed, choice.clause) == (False, "Code 6.4")
    assert choice.reason.startswith(
        "The answer was due Mon 23 Mar 2026; an extension made after that day cures nothing."
    )


def test_the_form_says_which_acts_ask_before_they_happen(officer):
    desk = officer("code-2024")
    ref = desk.receive("code-2024")
    desk.do(ref, "acknowledge")
    ask = {act: desk.desk.form(ref, act).needs_yes for act in ("close", "withdraw", "escalate", "note", "assign")}
    assert ask == {"close": True, "withdraw": True, "escalate": True, "note": False, "assign": False}
    assert {one.key for one in desk.desk.acts(ref) if one.is_reply} == {"acknowledge", "respond"}
