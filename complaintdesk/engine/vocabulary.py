"""The conditions that a duty tells what to look at (``of``): few words that a policy file combines.

Each says nothing, or one sentence made from what it saw and the field that would mend it.
"""

from collections.abc import Iterator
from datetime import date

from complaintdesk.engine.days import long, medium
from complaintdesk.engine.fields import FIELDS, word
from complaintdesk.engine.ground import MET, Condition, Ground, Unmet
from complaintdesk.engine.history import course
from complaintdesk.engine.kinds import small
from complaintdesk.engine.of_people import OF_PEOPLE
from complaintdesk.engine.records import RECORDS, is_gone, open_words, title, value_of
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Duty
from complaintdesk.models.record import Record

_GRANTED = ("granted", "part", "approved")
"""The words of a decision that gives what was asked for."""


def filled(ground: Ground, duty: Duty) -> Unmet:
    """Every field of ``of`` is filled in."""
    for name in duty.of:
        if not _given(ground.said(name)):
            return f"{FIELDS[name].label}: nothing is given.", name
    return MET


def _given(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def one_of(ground: Ground, duty: Duty) -> Unmet:
    """The field named first in ``of`` has one of the words behind it."""
    name, *allowed = duty.of
    if ground.said(name) in allowed:
        return MET
    return f"{FIELDS[name].label}: {' or '.join(word(name, one, ground.policy) for one in allowed)}.", name


def recorded(ground: Ground, duty: Duty) -> Unmet:
    """A record of one of these kinds is on file, made at the stage the case is at or going with the person.

    ``step:risk`` asks for one whose word to report by is that one.
    """
    titles = []
    for one in duty.of:
        kind, _, key = one.partition(":")
        there = (one for one in ground.records(kind) if not key or value_of(one) == key)
        if any(RECORDS[kind].of_person or record.stage == ground.course.stage for record in there):
            return MET
        field = FIELDS[RECORDS[kind].value] if key else None
        said = "" if field is None else word(field.name, key, ground.policy)
        said = f"{field.label}: {said}" if field is not None and field.kind == "flag" else said
        titles.append(small(RECORDS[kind].title) + (f" ({said.lower()})" if said else ""))
    return f"No {' or '.join(titles)} is on record at stage {ground.course.stage}.", ""


def settled(ground: Ground, duty: Duty) -> Unmet:
    """Nothing is open on any record of these kinds."""
    for record in _of(ground, duty):
        if record.is_open and not is_gone(record, ground.case, ground.kin):
            return f"{title(record, ground.policy)} is open: {open_words(record, ground.policy)}.", ""
    return MET


def on_time(ground: Ground, duty: Duty) -> Unmet:
    """Nothing open on any record of these kinds is past its day."""
    for record in _of(ground, duty):
        if record.is_open and record.due_on is not None and record.due_on < ground.today:
            what = title(record, ground.policy)
            return f"{what} was due {long(record.due_on)}: tell why it is late, and the new day.", "which"
    return MET


def complete(ground: Ground, duty: Duty) -> Unmet:
    """Every record has the values named as ``kind.field``; where there is a length, by the end of it."""
    for one in duty.of:
        kind, _, name = one.partition(".")
        for record in ground.records(kind):
            if record.has(name):
                continue
            until, by = ground.today, ""
            if duty.length is not None:
                until = ground.calendar.count(london(record.at).date(), duty.length).due
                by = f", and was to be by {long(until)}"
            if until <= ground.today:
                return f"{title(record, ground.policy)}: {FIELDS[name].label.lower()} is not said{by}.", ""
    return MET


def renewed(ground: Ground, duty: Duty) -> Unmet:
    """What was granted on each record was looked at again, as ``kind.field`` tells, within the length."""
    for record, due in renewals(ground, duty):
        if due <= ground.today:
            return f"{title(record, ground.policy)} is to be looked at again since {long(due)}.", ""
    return MET


def renewals(ground: Ground, duty: Duty) -> Iterator[tuple[Record, date]]:
    """Each record that ``renewed`` asks about, with the day on which it is to be looked at again."""
    for one in duty.of if duty.length is not None else ():
        kind, _, name = one.partition(".")
        for record in ground.records(kind):
            said = record.said.get("decision") or record.said.get("approval")
            if said in _GRANTED and duty.length is not None:
                yield record, ground.calendar.count(record.day(name) or london(record.at).date(), duty.length).due


def consulted(ground: Ground, duty: Duty) -> Unmet:
    """Each service area that the case touches was spoken to at this stage: an investigation step names it."""
    spoken = " ".join(
        str(record.said.get("with_whom") or "").casefold()
        for record in ground.records("step")
        if record.stage == ground.course.stage
    )
    missing = [area for area in ground.case.areas_affected if area.casefold() not in spoken]
    if not missing:
        return MET
    return f"Not consulted at stage {ground.course.stage}: {', '.join(missing)}.", ""


def approved(ground: Ground, duty: Duty) -> Unmet:
    """A record of one of these kinds was decided with yes."""
    decided = ((record.said.get("decision") or record.said.get("approval")) for record in _of(ground, duty))
    if any(word in _GRANTED for word in decided):
        return MET
    titles = " or ".join(small(RECORDS[kind].title) for kind in duty.of)
    waiting = next((record for record in _of(ground, duty) if record.is_open), None)
    more = f" {title(waiting, ground.policy)} is {open_words(waiting, ground.policy)}." if waiting else ""
    return f"No {titles} has been approved.{more}", ""


def elapsed(ground: Ground, duty: Duty) -> Unmet:
    """Each of these events has happened at this stage, and the length has passed since the last of them."""
    days = []
    for kind in duty.of:
        last = max((one for one in ground.case.events if one.kind == kind), key=lambda one: one.at, default=None)
        if last is None or last.at < ground.stage.start.at:
            return f"Not on record yet at this stage: {kind.replace('_', ' ')}.", ""
        days.append(london(last.at).date())
    if duty.length is None or not days:
        return MET
    until = ground.calendar.count(max(days), duty.length).due
    if until < ground.today:
        return MET
    return f"{duty.length} from {long(max(days))} end {medium(until)}; possible from the day after.", ""


def known_parts(ground: Ground, duty: Duty) -> Unmet:
    """Every part that the field names is one that the complaint was set out in."""
    (name,) = duty.of
    known = {one.text.casefold() for one in ground.case.elements}
    for text in ground.said(name) or ():
        if str(text).casefold() not in known:
            return f"No part of this complaint is called '{text}'.", name
    return MET


def heard_twice(ground: Ground, duty: Duty) -> Unmet:
    """The earlier case that the field names is one of the same person, and was answered at stage 2."""
    (name,) = duty.of
    ref = str(ground.said(name))
    if not ref:
        return f"{FIELDS[name].label}: nothing is given.", name
    earlier = next((one for one in ground.kin if one.ref == ref), None)
    if earlier is None:
        return f"{ref} is no earlier case of the same person.", name
    reached = course(earlier.events, has_stage_2=earlier.feedback == "complaint").stages
    if 2 in reached and "responded" in reached[2].first:
        return MET
    return f"{ref} has no stage 2 answer, so it has not been through both stages.", name


def within_restriction(ground: Ground, duty: Duty) -> Unmet:
    """The way of contact that the field names is one that every restriction in force leaves open."""
    name = duty.of[0]
    way = str(ground.said(name))
    for record in ground.records("restriction"):
        since = record.said.get("active_on")
        if not record.is_open or not since or str(since) > ground.today.isoformat():
            continue
        for choice in ground.policy.offers("restrictions"):
            if choice.key not in record.said.get("restrictions", ()) or not choice.allows:
                continue
            beside = str(record.said.get("exception_how") or "")
            open_ways = (*choice.allows, beside) if beside else choice.allows
            # Before a way is chosen the restriction is seen all the same, unless an exception leaves a way open.
            if way not in open_ways if way else not beside:
                return f"A restriction is in force since {long(date.fromisoformat(str(since)))}: {choice.label}.", name
    return MET


def _of(ground: Ground, duty: Duty) -> Iterator[Record]:
    for kind in duty.of:
        yield from ground.records(kind)


VOCABULARY: dict[str, Condition] = {
    "filled": Condition(None, True, "", filled, ("field*",)),
    "one_of": Condition(None, True, "", one_of, ("field", "word*")),
    "recorded": Condition(None, False, "", recorded, ("record:word*",)),
    "settled": Condition(None, False, "", settled, ("record*",)),
    "on_time": Condition(None, False, "", on_time, ("record*",)),
    "complete": Condition(None, False, "", complete, ("record.field*",), True),
    "renewed": Condition(None, False, "", renewed, ("record.field*",), True),
    "consulted": Condition(None, False, "", consulted),
    "approved": Condition(None, False, "", approved, ("record*",)),
    "elapsed": Condition(None, False, "", elapsed, ("event*",), True),
    "known_parts": Condition(None, True, "", known_parts, ("field",)),
    "heard_twice": Condition(None, True, "", heard_twice, ("field",)),
    **OF_PEOPLE,
    "within_restriction": Condition(None, False, "", within_restriction, ("field",)),
}
"""Name -> condition; ``of`` says what a duty lists for it."""
