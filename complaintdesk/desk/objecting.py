"""What stands against an act, and what should be seen before it: values, dates, the policy's duties, the letter."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from complaintdesk.desk.looking import Look, cited
from complaintdesk.desk.typed import Typed, Values, note, read
from complaintdesk.desk.words import event_title
from complaintdesk.engine.days import moment
from complaintdesk.engine.entitled import liftable, may_lift
from complaintdesk.engine.gates import Weighed, blocked, stops, warnings, weigh
from complaintdesk.engine.kinds import Act
from complaintdesk.engine.ways import told, way
from complaintdesk.models.acting import FieldNote, Refused
from complaintdesk.models.forms import Field
from complaintdesk.models.letter import Check, Letter
from complaintdesk.models.moments import london

_MENDED = ("in_window", "trained", "on_the_list")
"""Conditions whose caution says what to do about it elsewhere; what a form mends by itself needs no other way."""


def said(seen: Look, one: Weighed, mended: str = "") -> str:
    """What was weighed as a sentence, with how it is mended, and its clause where it rests on one."""
    clause = cited(seen, one.duty.source.clause)
    return " ".join(filter(None, (one.sentence, mended, f"({clause})" if clause else "")))


def warned(seen: Look, act: Act, values: dict[str, Any] | None = None) -> tuple[str, ...]:
    """What should be seen before the act, each with its clause, and how it is mended where that is another's act."""
    ground = seen.ground(act.key, values)
    return tuple(said(seen, one, way(ground, one) if one.duty.needs in _MENDED else "") for one in warnings(ground))


def objection(seen: Look, act: Act, values: dict[str, Any]) -> Refused | None:
    """What stops the act with these values, or None."""
    ground = seen.ground(act.key, values)
    stop = blocked(ground)
    if stop is None:
        return None
    return Refused(told(ground, stop), cited(seen, stop.duty.source.clause), stop.field, stop.duty.override)


def unusable(seen: Look, act: Act, found: Typed, given: Values) -> Refused:
    """What is wrong with the first value that cannot be used; of a ground the policy may say so with its clause."""
    name, value = found.problems[0].field, str(given.get(found.problems[0].field) or "")
    ground = seen.ground(act.key, {**found.values, name: value})
    for stop in stops(ground) if name == "ground" and value else ():
        if stop.field == name:
            return Refused(told(ground, stop), cited(seen, stop.duty.source.clause), name)
    return Refused(found.problems[0].words, field=name)


def barred(seen: Look, act: Act, values: dict[str, Any]) -> Refused | None:
    """What stops the act with these values whatever reason is given, or None; who may lift it, where a role may."""
    if act.opens:
        return Refused(f"{act.label}: this is done on the {act.opens} page.")
    ground = seen.ground(act.key, values)
    stop = next((one for one in stops(ground) if not liftable(ground, one)), None)
    if stop is None:
        return None
    words = " ".join(filter(None, (told(ground, stop), may_lift(ground, stop.duty))))
    return Refused(words, cited(seen, stop.duty.source.clause), stop.field, stop.duty.override)


def lifted(seen: Look, act: Act, values: dict[str, Any], why: str) -> Refused | None:
    """What this person may go on in spite of, with a reason; with ``why`` it goes into the values instead."""
    ground = seen.ground(act.key, values)
    met = [one for one in stops(ground) if liftable(ground, one)]
    if not met:
        return None
    words = " ".join(said(seen, one) for one in met)
    if why.strip():
        values["overridden"] = f"{words}: {why.strip()}"
        return None
    first = met[0]
    sentence = told(ground, first) if len(met) == 1 else words
    clause = cited(seen, first.duty.source.clause) if len(met) == 1 else ""
    return Refused(sentence, clause, first.field, first.duty.override, may_lift=True)


def settled(seen: Look, act: Act, when: datetime) -> datetime:
    """A bare day means noon; where that is still to come, or before what the act follows, the nearer moment."""
    last = seen.turn(act.key)
    if when > seen.now and same_day(when, seen.now) and london(when).hour == 12:
        when = seen.now
    if last is not None and when < last.at and same_day(when, last.at) and london(when).hour == 12:
        when = last.at
    return when


def same_day(one: datetime, other: datetime) -> bool:
    """Whether both are on one London day."""
    return london(one).date() == london(other).date()


def misdated(seen: Look, act: Act, values: Mapping[str, Any]) -> Refused | None:
    """Why the act cannot have happened when it is said to have: in the future, or before what it follows."""
    when = values.get("when")
    if when is None:
        return None
    if when > seen.now:
        return Refused(f"{moment(when)} is still to come; an act is recorded once it has happened.", field="when")
    last = seen.turn(act.key)
    if last is not None and when < last.at:
        title = event_title(last.kind).lower()
        return Refused(
            f"{moment(when)} is before the case was last moved on: {title}, {moment(last.at)}.", field="when"
        )
    return None


def too_late(seen: Look, act: Act, when: datetime) -> list[Weighed]:
    """The duties that stop the act because of the day it is said to have happened on."""
    ground = seen.ground(act.key, {"when": when})
    return [one for one in weigh(ground) if not one.met and one.duty.level == "block" and one.field == "when"]


def dated(seen: Look, act: Act, field: Field, value: object) -> FieldNote:
    """What the desk makes of a value in the act's form; a ``when`` also has to be a day the act may happen on."""
    found = note(field, value, seen, seen.now)
    if not found.ok or field.name != "when":
        return found
    when = settled(seen, act, read(field, value, seen, seen.now))
    stop = misdated(seen, act, {"when": when})
    words = [stop.sentence] if stop else [said(seen, one) for one in too_late(seen, act, when)]
    return FieldNote(field.name, ok=False, words=words[0]) if words else found


def objections(seen: Look, act: Act, found: Typed, letter: Letter) -> tuple[Check, ...]:
    """What besides the letter's own contents stands against recording it: values, dates, duties.

    They stand in the checklist as missing, so that nobody records a whole letter and is refused then. What the
    letter's contents name already is not said twice.
    """
    said_already = {check.field for check in letter.missing} - {""}
    checks = [Check("value", note.words, "", False, note.words, note.field) for note in found.problems]
    dated = misdated(seen, act, found.values)
    if dated is not None:
        checks.append(Check("when", "The day it happened.", "", False, dated.sentence, dated.field))
    ground = seen.ground(act.key, found.values)
    checks += (
        Check(one.duty.needs, one.duty.says or one.sentence, one.duty.source.clause, False, one.sentence, one.field)
        for one in stops(ground)
        if not liftable(ground, one) and one.field not in said_already
    )
    return tuple(checks)


def lacking(seen: Look, letter: Letter) -> Refused | None:
    """The first content the letter lacks, as a refusal; None when it may be recorded as sent."""
    if not letter.missing:
        return None
    first = letter.missing[0]
    more = len(letter.missing) - 1
    rest = f" {more} more {'item is' if more == 1 else 'items are'} missing." if more else ""
    return Refused(f"{letter.title}: {first.where}{rest}", cited(seen, first.clause), first.field)
