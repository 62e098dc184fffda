"""What to do first where an act is not possible now: computed from the acts there are and from where the case stands.

A refusal says why (``gates``); this room says the way out of it. It names acts by their title and key in the menu, so
that nobody has to know the policy, and where there is no way out it says that too.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from complaintdesk.engine import placing
from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.conditions import is_done_with
from complaintdesk.engine.days import long
from complaintdesk.engine.entitled import book_act, holders
from complaintdesk.engine.fields import FIELDS
from complaintdesk.engine.gates import Weighed, blocked
from complaintdesk.engine.ground import Ground
from complaintdesk.engine.kinds import Act, a_kind, named
from complaintdesk.engine.placing import misplaced
from complaintdesk.engine.records import RECORDS
from complaintdesk.engine.retention import erased, stopping, windows
from complaintdesk.models.events import DISPOSED
from complaintdesk.models.policy import Duty
from complaintdesk.models.record import Record
from complaintdesk.models.terms import CLOCK_MET_BY, CUSTOMER_CLOCKS

_Way = Callable[[Ground, Duty], str]


def told(ground: Ground, one: Weighed) -> str:
    """Why not, and what to do first: one sentence each."""
    return " ".join(filter(None, (one.sentence, way(ground, one))))


def way(ground: Ground, one: Weighed) -> str:
    """What to do first; '' where the refusal itself says it: a field to fill in, a role, a day."""
    found = _WAYS.get(one.duty.needs)
    if found is not None:
        return found(ground, one.duty)
    misfit = misplaced(ground) if not one.duty.needs else None
    return _INTO_PLACE[misfit.why](ground, ACTS[ground.act]) if misfit and misfit.sentence == one.sentence else ""


def _end_first(ground: Ground) -> str:
    """What ends first before the words of a case are erased."""
    if erased(ground.case):
        return ""
    if ground.case.status == "open":
        return f"First: {named(ACTS['close'])}."
    there, clock = stopping(ground.case), ground.clocks.next
    if there:
        return f"First: {' or '.join(map(named, _moving(ground, (there[0].kind,))))}."
    if clock is not None:
        return f"First: {acts_of(ground, CLOCK_MET_BY[clock.name])}."
    if windows(ground.clocks):
        return f"Should they ask: {acts_of(ground, 'escalated')}."
    return f"First, on that case: {named(ACTS['close'])}."


def next_step(ground: Ground) -> str:
    """What comes next on the case, with its day where it has one."""
    case = ground.case
    if ground.course.closed is not None:
        return f"The case is closed; to go on with it: {acts_of(ground, 'reopened')}."
    clock = ground.clocks.next
    if clock is not None and clock.name not in CUSTOMER_CLOCKS:
        return f"Next: {acts_of(ground, CLOCK_MET_BY[clock.name])}, due {long(clock.due)}."
    owed = [one for one in case.records if one.is_open and one.due_on is not None]
    if owed:
        first = min(owed, key=lambda one: (str(one.due_on), one.key))
        done = "".join(f": {named(act)}" for act in _moving(ground, (first.kind,))[:1])
        day = first.due_on or ground.today
        return f"Next: {RECORDS[first.kind].title} {first.number}, due {long(day)}{done}."
    if is_done_with(ground):
        after = acts_of(ground, "escalated") if ground.course.stage == 1 else acts_of(ground, "referred")
        asked = f"{after} if the resident asks for it, else " if after and case.feedback == "complaint" else ""
        return f"Next: {asked}{named(ACTS['close'])}."
    return f"No day is set here: {named(ACTS['update'])} or {named(ACTS['close'])}."


def acts_of(ground: Ground, *events: str) -> str:
    """The acts of this kind of feedback that record one of these events: 'Close (C)'."""
    return " or ".join(named(act) for act in _belonging(ground) if act.event in events)


def _belonging(ground: Ground) -> Iterable[Act]:
    return (act for act in ACTS.values() if act.belongs(ground.case.feedback) and not act.opens)


def _moving(ground: Ground, kinds: Iterable[str]) -> tuple[Act, ...]:
    """The acts that change records of these kinds."""
    wanted = set(kinds)
    return tuple(act for act in _belonging(ground) if wanted & {*act.moves})


def openers(ground: Ground, kind: str) -> tuple[Act, ...]:
    """The acts that put a record of that kind on a file of this kind of feedback."""
    one = RECORDS[kind]
    events = {*one.opened_by, *one.made_by}
    brings, *fields = one.comes_with or ("",)
    return tuple(
        act
        for act in _belonging(ground)
        if act.adds == kind
        or act.event in events
        or (act.event == brings and ({*fields} & {*act.asks(ground.case.feedback), *act.last} or brings != "closed"))
    )


def _open_one(ground: Ground, kinds: Iterable[str]) -> str:
    """How one of these records comes to be open on this file."""
    kinds = tuple(kinds)
    there = [one for one in ground.case.records if one.kind in kinds]
    said = _done_with(there[-1]) if there else ""
    acts = tuple(dict.fromkeys(act for kind in kinds for act in openers(ground, kind)))
    if not acts:
        return f"{said} One comes only with what was said when the case came in, so it can never be done here.".strip()
    stopped = {act: stop for act in acts if (stop := blocked(replace(ground, act=act.key, values=None)))}
    open_to = [act for act in acts if act not in stopped]
    if open_to:
        begins = "Record one first" if open_to[0].adds else "One comes with"
        return f"{said} {begins}: {' or '.join(map(named, open_to))}{_stays_open(kinds)}.".strip()
    there_first = replace(ground, act=acts[0].key, values=None)
    deeper = way(there_first, stopped[acts[0]])
    before = f"{stopped[acts[0]].sentence} {deeper if deeper.startswith('First') else ''}".strip()
    return f"{said} One comes with {named(acts[0])}, not possible: {before}".strip()


def _done_with(one: Record) -> str:
    which = f"{RECORDS[one.kind].title} {one.number}"
    return f"{which} was settled {long(one.settled_on or one.at.date())}."


def _stays_open(kinds: Iterable[str]) -> str:
    """', where 'Look at it again on' is given': what a record of such a kind must say to be open."""
    labels = [FIELDS[name].label for kind in kinds for name, words in RECORDS[kind].open_when if "" not in words]
    return f", where '{labels[0]}' is given" if labels else ""


def _record_first(ground: Ground, duty: Duty) -> str:
    acts: list[Act] = []
    for one in duty.of:
        kind, _, word = one.partition(":")
        waits = word and any(record.is_open for record in ground.case.records if record.kind == kind)
        saying = [act for act in _moving(ground, (kind,)) if RECORDS[kind].value in act.fields] if waits else []
        acts += saying or openers(ground, kind)
    return f"First: {' or '.join(map(named, dict.fromkeys(acts)))}." if acts else ""


def _approve_first(ground: Ground, duty: Duty) -> str:
    waiting = [one for one in ground.case.records if one.kind in duty.of and one.is_open]
    acts = _moving(ground, duty.of) if waiting else [act for kind in duty.of for act in openers(ground, kind)]
    after = "" if waiting else "".join(f", then {named(act)}" for act in _moving(ground, duty.of)[:1])
    return f"First: {' or '.join(map(named, acts))}{after}." if acts else ""


def _complete_first(ground: Ground, duty: Duty) -> str:
    asked = [one.partition(".") for one in duty.of]
    acts = [act for kind, _, name in asked for act in _moving(ground, (kind,)) if name in act.fields]
    return f"First: {' or '.join(map(named, dict.fromkeys(acts)))}." if acts else ""


def _settle_first(ground: Ground, duty: Duty) -> str:
    open_kinds = {one.kind for one in ground.case.records if one.kind in duty.of and one.is_open}
    acts = _moving(ground, open_kinds)
    return f"First: {' or '.join(map(named, acts))}." if acts else ""


def _other_kind() -> str:
    return f"Such a thing is logged apart: {named(ACTS['receive'])}."


def _complaint_only(ground: Ground, duty: Duty) -> str:
    if ground.act == "receive":
        return "Choose complaint as its kind."
    return f"If the resident is dissatisfied, log a complaint from it: {named(ACTS['receive'])}."


def _clock_there(name: str) -> _Way:
    """Where the policy sets such a time at all, and what comes next instead."""

    def found(ground: Ground, duty: Duty) -> str:
        clock, policy, kind, stage = ground.clock(name), ground.policy, ground.case.feedback, ground.course.stage
        if clock is not None:
            return next_step(ground)
        rules = [rule for rule in policy.clocks if rule.name == name]
        here = [rule for rule in rules if kind in rule.feedback and rule.stage in (None, stage)]
        if here:
            return f"It starts with {acts_of(ground, here[0].runs_from)}."
        kinds = dict.fromkeys(one for rule in rules for one in rule.feedback if one != kind)
        only = f"Only {' or '.join(map(a_kind, kinds))} has one. " if kinds else ""
        return f"{only}{next_step(ground)}"

    return found


def _by(words: str, *events: str) -> _Way:
    """The acts that record these events, in a sentence."""
    return lambda ground, duty: f"{words} {acts_of(ground, *events)}."


def _next(ground: Ground, duty: Duty) -> str:
    return next_step(ground)


def _decide_late(ground: Ground, duty: Duty) -> str:
    decided = any(one.kind == "discretion" and one.stage == ground.course.stage for one in ground.case.records)
    return "" if decided else f"Somebody decides on it: {acts_of(ground, 'lateness_decided')}."


def _elapse_first(ground: Ground, duty: Duty) -> str:
    here = {one.kind for one in ground.case.events if one.at >= ground.stage.start.at}
    acts = " or ".join(filter(None, (acts_of(ground, kind) for kind in duty.of if kind not in here)))
    return f"First: {acts}." if acts else ""


_INTO_PLACE: Mapping[str, Callable[[Ground, Act], str]] = {
    placing.COMPLAINT: lambda ground, _: next_step(ground),
    placing.KIND: lambda _, __: _other_kind(),
    placing.WINDOW: lambda ground, _: next_step(ground),
    placing.BEFORE: lambda ground, act: f"First: {acts_of(ground, *act.after[1])}.",
    placing.NOTHING: lambda ground, act: _open_one(ground, act.moves),
    DISPOSED: lambda ground, _: _end_first(ground),
}
"""Why an act does not belong to the file as it stands -> what to do first."""
_WAYS: Mapping[str, _Way] = {
    "open": _by("First:", "reopened"),
    "closed": _by("There is nothing to reopen before it is closed:", "closed", "withdrawn"),
    "not_acknowledged": _next,
    "not_answered": _next,
    "answered": _by("First:", "responded"),
    "not_escalated": _by("After stage 2 comes", "referred"),
    "escalated": _by("First:", "escalated"),
    "not_refused": _by("What is left is", "referred", "withdrawn"),
    "has_stage_2": _complaint_only,
    "runs_acknowledge_clock": _clock_there("acknowledge"),
    "runs_respond_clock": _clock_there("respond"),
    "runs_mediation_clock": _clock_there("mediation"),
    "runs_advocate_clock": _clock_there("advocate"),
    "runs_action_clock": _clock_there("action"),
    "no_evidence_open": _by("First:", "evidence_sent"),
    "evidence_open": _by("Once it asks:", "evidence_requested"),
    "within_due": _by("Answer all the same, and tell the resident:", "responded", "updated"),
    "held_by": lambda ground, duty: holders(ground, duty.of[1:]),
    "in_window": _decide_late,
    "trained": lambda ground, duty: f"A day of training is entered in {book_act(ground, 'staff_change')}.",
    "on_the_list": lambda ground, duty: f"They are entered in {book_act(ground, 'staff_add')}.",
    "at_stage_1": _by("For the whole of it:", "escalation_refused"),
    "contacted_first": _by("First:", "contacted"),
    "elapsed": _elapse_first,
    "recorded": _record_first,
    "approved": _approve_first,
    "complete": _complete_first,
    "settled": _settle_first,
    "on_time": _settle_first,
    "within_restriction": _by("See it, or review it:", "restriction_reviewed"),
}
"""Condition -> the way out of it. Those that look at the form alone say in their sentence what to fill in."""
