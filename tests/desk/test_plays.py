"""Random plays of acts: whatever the live desk showed at a moment is what it shows as at that moment later on."""

import random
from datetime import timedelta

import pytest

from complaintdesk.engine.keeping import ACTS as KEEPING
from complaintdesk.models.acting import Done
from complaintdesk.models.lists import QueueQuery
from tests.desk.officer import Officer

STEPS = 14
NOT_PLAYED = {"receive", "reveal", *(act.key for act in KEEPING)}
"""The intake page is played by itself; who may read what is sensitive depends on who asked for it that day; what is
erased is erased from the past as well."""
PAST = {"when", "done_on", "happened_on", "known_on", "dated", "since"}
"""Left as the form has them: what is dated back counts for earlier moments, and so it should."""
COMMON = ("contact", "acknowledge", "respond", "escalate", "refer", "promise", "update", "close", "reopen")
"""Acts drawn more often than others, so that plays get somewhere."""


def shown(desk: Officer, refs: list[str], back_to=None):
    """Every list and every case, live or as at a moment."""
    lists = [QueueQuery("salix", status=status, as_at=back_to) for status in ("open", "all")]
    board = desk.desk.board("salix", back_to)
    return {
        "lists": [desk.desk.queue_page(one, 0, 50) for one in lists],
        "counts": [desk.desk.counts(one) for one in lists],
        "board": board._replace(live=True),
        "owed": desk.desk.owed("salix", as_at=back_to),
        **{ref: desk.desk.case(ref, back_to)._replace(as_at="", seq=0) for ref in refs},
    }


def typed(field, given, dice: random.Random, desk: Officer):
    """Something that may be typed into a field; what is filled in already mostly stays."""
    if field.name in PAST or (given not in ("", (), None) and dice.random() < 0.8):
        return given
    if field.choices:
        return dice.choice(field.choices)[0]
    day = (desk.at + timedelta(days=dice.randint(1, 40))).strftime("%d/%m/%Y")
    words = {"date": day, "number": "12.50", "flag": dice.random() < 0.5, "line": "Jo Smith", "text": "Said so."}
    return words.get(field.kind, given)


def step(desk: Officer, dice: random.Random, ref: str) -> str:
    """One act that the menu offers, with whatever its form is given; '' where that was refused."""
    acts = [one.key for one in desk.desk.acts(ref) if one.allowed and one.key not in NOT_PLAYED]
    act = dice.choice([*acts, *(one for one in COMMON if one in acts)])
    filled = desk.filled(ref, act)
    said = {one.name: typed(one, filled[one.name], dice, desk) for one in desk.desk.form(ref, act).fields}
    return act if isinstance(desk.try_to(ref, act, **said), Done) else ""


@pytest.mark.parametrize("seed", range(12))
def test_what_the_live_desk_showed_is_shown_as_at_that_moment_ever_after(officer, seed):
    dice, desk = random.Random(seed), officer("salix")
    desk.do(desk.desk.book("salix"), "staff_add", name="Sol Archer", roles="senior_manager")
    refs, seen, acts = [], {}, set()
    for number in range(STEPS):
        desk.at += timedelta(minutes=dice.choice((1, 50, 600, 3000, 20_000)))
        if number in (0, 4):
            kind = "complaint" if number == 0 else dice.choice(("service_request", "compliment", "complaint"))
            refs.append(desk.receive("salix", feedback=kind, person=refs[0] if refs else ""))
        else:
            acts.add(step(desk, dice, dice.choice(refs)))
        seen[desk.at] = (shown(desk, refs), tuple(refs))
    assert len(acts - {""}) >= 3, acts
    desk.at += timedelta(days=90)
    for moment, (then, known) in seen.items():
        now = shown(desk, list(known), moment)
        for name, value in then.items():
            assert now[name] == value, (name, moment)
