"""What is owed on one file: the landlord's clocks, what is open on it, the next update, what the policy reminds of.

One function says it for the case, the list of what is owed, the counts and the assurance report.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.clocks import Clock
from complaintdesk.engine.explain import clock_title
from complaintdesk.engine.gates import reminders
from complaintdesk.engine.ground import Ground
from complaintdesk.engine.records import RECORDS, is_gone, open_words, title
from complaintdesk.engine.updates import next_update
from complaintdesk.engine.vocabulary import renewals
from complaintdesk.models.moments import LONDON
from complaintdesk.models.record import Record
from complaintdesk.models.terms import CLOCK_MET_BY

_LIVES_ON = "actions"
"""The group of records that are owed on a closed case as well, even without a day: those somebody wrote down, and those
that opened by themselves where the policy has a rule about them."""
_TIMELY = frozenset({"on_time", "elapsed", "within_due", "not_last_day", "in_window"})
"""Conditions that a day may change though nobody does anything."""
_LATE = frozenset({"late"})
"""Facts of the same sort."""


class Owed(NamedTuple):
    """One thing owed on a file."""

    what: str
    due: date | None
    """None: no day is set for it."""
    owner: str
    clause: str = ""
    """As the policy numbers it; empty: it rests on nothing but the file."""
    unless: tuple[str, ...] = ()
    """Kinds of record that take it away where another case of the same person has one; ``kind:value`` where its word
    is that one, ``kind:value:feedback`` where that case is of that kind as well."""


class Lasting(NamedTuple):
    """Something owed, with the first day on which it stands and the first on which it does not; None: no such day."""

    owed: Owed
    since: date | None
    until: date | None


def owed(ground: Ground) -> tuple[Owed, ...]:
    """Everything owed on the file at that moment, soonest first, what has no day last."""
    reminded = tuple(_reminded(ground))
    told = {record.key for _, record in reminded if record is not None}
    on_file = (one for one in ground.case.records if one.key not in told and _is_owed(ground, one))
    found = (
        *_clocks(ground),
        *(_entry(ground, one) for one in on_file),
        *_updates(ground),
        *(one for one, _ in reminded),
    )
    return tuple(sorted(found, key=lambda one: one.due or date.max))


def lasting(ground: Ground) -> tuple[Lasting, ...]:
    """Everything owed on the file on whichever day it is looked at, if nobody does anything more."""
    days = sorted(_turning_days(ground))
    moments = [days[0] - timedelta(1), *days] if days else []
    stands = [owed(_at(ground, day)) for day in moments] or [owed(ground)]
    found: list[Lasting] = []
    for place, (now, since) in enumerate(zip(stands, (None, *days), strict=True)):
        before = stands[place - 1] if place else ()
        for one in now:
            if one not in before:
                gone = next(
                    (day for day, then in zip(days[place:], stands[place + 1 :], strict=True) if one not in then), None
                )
                found.append(Lasting(one, since, gone))
    return tuple(sorted(found, key=lambda one: one.owed.due or date.max))


def _at(ground: Ground, day: date) -> Ground:
    return replace(ground, now=datetime.combine(day, time(12), LONDON))


def _turning_days(ground: Ground) -> set[date]:
    """The days on which the policy may begin or stop to remind of something, though nothing happens."""
    at = (ground.course.stage, ground.case.feedback)
    duties = [one for one in ground.policy.reminding if one.is_for(*at)]
    again = {due for one in duties if one.needs == "renewed" for _, due in renewals(ground, one)}
    if not any(one.needs in _TIMELY or not _LATE.isdisjoint(name for name, _ in one.when) for one in duties):
        return again
    due = [clock.due for clock in ground.clocks.clocks]
    due += [one.due_on for one in ground.case.records if one.is_open and one.due_on is not None]
    return again | {day + timedelta(n) for day in due for n in (0, 1)}


def _clocks(ground: Ground) -> Iterator[Owed]:
    for clock in ground.clocks.clocks:
        if clock.is_live and not any(_is_task_of(one, clock) for one in ground.case.records):
            yield Owed(clock_title(clock), clock.due, ground.case.owner, clock.rule.source.clause)


def _is_task_of(one: Record, clock: Clock) -> bool:
    """Whether what meets the clock settles the record as well, which has an owner of its own: the two are one task."""
    done_by = RECORDS[one.kind].settled_by
    return one.is_open and one.due_on == clock.due and bool(done_by) and CLOCK_MET_BY[clock.name] in done_by


def _is_owed(ground: Ground, one: Record) -> bool:
    kind = RECORDS[one.kind]
    if not one.is_open or is_gone(one, ground.case, ground.kin):
        return False
    if one.due_on is not None or ground.case.status == "open":
        return True
    return kind.group == _LIVES_ON and (not kind.opened_by or _is_asked_for(ground, one.kind))


def _is_asked_for(ground: Ground, kind: str) -> bool:
    """Whether the policy has a rule about what opened by itself: else nobody is waited for after the case."""
    return any(kind in ACTS[one.at].moves for one in ground.policy.duties if one.at in ACTS)


def _entry(ground: Ground, one: Record) -> Owed:
    kind = RECORDS[one.kind]
    name = f"{kind.title} {one.number}" if kind.sensitive else title(one, ground.policy)
    clocks = (clock for clock in ground.clocks.clocks if clock.is_live and _is_task_of(one, clock))
    clause = next((clock.rule.source.clause for clock in clocks), "")
    return Owed(
        f"{name}: {open_words(one, ground.policy)}",
        one.due_on,
        _owner(ground, one),
        clause,
        _gone_with(ground, one.kind),
    )


def _owner(ground: Ground, one: Record | None) -> str:
    return str((one.said.get("owner") if one is not None else "") or ground.case.owner)


def _updates(ground: Ground) -> Iterator[Owed]:
    """The update owed next, though nobody wrote it down."""
    update = next_update(ground.policy, ground.case, ground.course, ground.calendar)
    if update is not None:
        what = f"Update the resident, every {update.every}"
        yield Owed(what, update.due, ground.case.owner, update.source.clause)


def _reminded(ground: Ground) -> Iterator[tuple[Owed, Record | None]]:
    """What the policy reminds of on an open file, each with the open record that it is about.

    What is open on another case of the same person is owed there, not here; what was done there need not be done again.
    """
    if ground.case.status != "open":
        return
    kindred = {id(one.duty) for one in reminders(ground)} if ground.kin else set()
    for one in reminders(replace(ground, kin=()) if ground.kin else ground):
        if ground.kin and id(one.duty) not in kindred:
            continue
        about = one.duty.of if one.duty.needs == "settled" else ()
        record = next((it for kind in about for it in ground.case.records if it.kind == kind and it.is_open), None)
        unless = tuple(kind for kind in one.duty.of if one.duty.needs == "recorded" and _of_person(kind))
        unless += _gone_with(ground, record.kind) if record is not None else ()
        day = record.due_on if record is not None else None
        yield Owed(one.sentence, day, _owner(ground, record), one.duty.source.clause, unless), record


def _gone_with(ground: Ground, kind: str) -> tuple[str, ...]:
    """What takes it away, as ``Owed.unless`` says it: 'link:CD-26001:complaint'."""
    wanted = RECORDS[kind].gone_with
    return (f"link:{ground.case.ref}:{wanted}",) if wanted else ()


def _of_person(kind: str) -> bool:
    return RECORDS[kind.partition(":")[0]].of_person
