"""Whether an act belongs to a file as it stands at all. That needs no clause: it follows from what the act is."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from complaintdesk.engine import retention
from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.days import long
from complaintdesk.engine.ground import Ground
from complaintdesk.engine.kinds import Act, a_kind, named, small
from complaintdesk.engine.records import RECORDS, movable
from complaintdesk.models.events import DISPOSED
from complaintdesk.models.moments import london

COMPLAINT: Final = "complaint"
KIND: Final = "kind"
BEFORE: Final = "before"
NOTHING: Final = "nothing"
WINDOW: Final = "window_extended"
_NO_COMPLAINT: Final = {"service_request", "enquiry"}
"""Kinds that become a complaint when somebody is dissatisfied: an act about both is about what is none yet."""
_NAMED: Final = 3
"""How many kinds of feedback a sentence names."""


class Misplaced(NamedTuple):
    """Why an act does not belong here, as a word (``engine.ways`` says what to do first) and as a sentence."""

    why: str
    sentence: str


def misplaced(ground: Ground) -> Misplaced | None:
    """Why the act does not belong to this file, or None where it does."""
    act, case = ACTS.get(ground.act), ground.case
    if act is None:
        return None
    sentence, events = act.after
    found = None
    if not act.belongs(case.feedback):
        found = _of_other_kinds(act, case.feedback)
    elif words := _BARS.get(act.event, _nothing)(ground):
        found = Misplaced(act.event, words)
    elif events and not any(one.kind in events for one in case.events):
        found = Misplaced(BEFORE, sentence)
    elif act.moves and not movable(case, act):
        titles = " or ".join(small(RECORDS[kind].title) for kind in act.moves)
        found = Misplaced(NOTHING, f"No {titles} is {'on' if act.even_done else 'open on'} this file.")
    return found


def _of_other_kinds(act: Act, feedback: str) -> Misplaced:
    if feedback == "complaint" and {*act.about} >= _NO_COMPLAINT:
        return Misplaced(COMPLAINT, "This is a complaint already.")
    kinds = " or ".join(map(a_kind, act.about)) or "a case"
    about = f"for {kinds}, " if len(act.about) <= _NAMED else ""
    return Misplaced(KIND, f"This is {about}never for {a_kind(feedback)}.")


def _no_window(ground: Ground) -> str:
    """Why the resident cannot be given more time to ask for stage 2."""
    clock = ground.clock("escalate", 1)
    if ground.course.escalated:
        return f"Stage 2 was asked for {long(london(ground.course.escalated.at).date())} already."
    if clock is None:
        set_at_all = any(rule.name == "escalate" for rule in ground.policy.clocks)
        why = "stage 1 has no answer yet" if set_at_all else f"{ground.policy.cited_as} sets none"
        return f"No time to ask for stage 2 runs: {why}."
    if clock.due < ground.today:
        late = named(ACTS["decide_late"])
        return (
            f"The time to ask for stage 2 ended {long(clock.due)}; a later request is decided on as it comes: {late}."
        )
    return ""


def _not_to_erase(ground: Ground) -> str:
    return next(iter(retention.stops(ground)), "")


def _nothing(_: Ground) -> str:
    return ""


_BARS: Final[Mapping[str, Callable[[Ground], str]]] = {DISPOSED: _not_to_erase, WINDOW: _no_window}
"""Event -> what bars an act that records it, beyond the kind of file and what is on it."""
