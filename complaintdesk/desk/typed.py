"""What was typed into a form as values the record can hold: text cleaned, days and sums read as people write them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from complaintdesk.desk.looking import Look
from complaintdesk.desk.staffing import NAMING, described, matched
from complaintdesk.engine.days import long, moment
from complaintdesk.engine.periods import APRIL, reaches, read_said
from complaintdesk.errors import BadInput
from complaintdesk.intake.clean import clean
from complaintdesk.intake.dates import parse_day, parse_moment, words
from complaintdesk.intake.limits import fitted
from complaintdesk.models.acting import FieldNote
from complaintdesk.models.forms import Field
from complaintdesk.models.moments import london, quoted
from complaintdesk.models.terms import FINDINGS

Values = Mapping[str, object]
_PAST = frozenset({"filed_on", "happened_on", "known_on", "dated", "done_on", "since", "thanked_on"})
"""Days that have been: a bare weekday is the last one."""


_ME = "me"
"""Whoever is typing, as in the filter."""


class Typed:
    """What was typed, field by field: ``values`` that can be used, ``problems`` for those that cannot."""

    def __init__(self, fields: Iterable[Field], given: Values, seen: Look | None, now: datetime) -> None:
        self.values: dict[str, Any] = {}
        self.problems: list[FieldNote] = []
        for field in fields:
            try:
                self.values[field.name] = read(field, given.get(field.name, field.value), seen, now)
            except BadInput as error:
                self.problems.append(FieldNote(field.name, ok=False, words=f"{field.label}: {error}"))


def read(field: Field, value: object, seen: Look | None, now: datetime) -> Any:
    """One typed value: text cleaned, dates read as people type them, money in pence. Raises BadInput."""
    reader = _READERS.get(field.kind)
    if reader is not None:
        found = reader(field, value, seen, now)
    else:
        found = fitted(field.name, clean(str(value or "")).strip())
        if field.kind == "line":
            found = " ".join(found.split())
        if found.casefold() == _ME and field.name in (*NAMING, "owner") and seen is not None and seen.who:
            found = seen.who
        if field.name in NAMING and seen is not None:
            owners = (who for one in (seen.case, *seen.kin) for _, who in one.handlers)
            found = matched(found, seen.staff, owners, london(now).date())
    if field.required and found in ("", None, (), []):
        raise BadInput("nothing is given.", field.hint and f"Try {field.hint}.")
    return found


def note(field: Field, value: object, seen: Look | None, now: datetime) -> FieldNote:
    """What the desk makes of a typed value, to stand beside its field; no words where there is nothing to say."""
    try:
        found = read(field, value, seen, now)
    except BadInput as error:
        return FieldNote(field.name, ok=False, words=str(error))
    if isinstance(found, datetime) and seen is not None:
        received = seen.course.stages[1].start.at
        if found > now and not (found.hour == 12 and london(found).date() == london(now).date()):
            return FieldNote(field.name, ok=False, words=f"{moment(found)} is still to come.")
        if found < received and london(found).date() != london(received).date():
            return FieldNote(field.name, ok=False, words=f"That is before the receipt, {moment(received)}.")
        return FieldNote(field.name, ok=True, words=words(found, seen.calendar))
    return FieldNote(field.name, ok=True, words=_told(field, found, seen, now))


def _told(field: Field, found: object, seen: Look | None, now: datetime) -> str:
    """What is read in a value that can be used: its day, its period, whose name it is."""
    if isinstance(found, date):
        return long(found)
    if seen is None or not found:
        return ""
    if field.kind == "period":
        return reaches(read_said(str(found), seen.policy.year_starts))
    return described(str(found), seen.staff, london(now).date()) if field.name in NAMING else ""


def _moment(field: Field, value: object, seen: Look | None, now: datetime) -> datetime:
    text = clean(str(value or "")).strip()
    return parse_moment(text, now, seen.calendar if seen else None) if text else now


def _date(field: Field, value: object, seen: Look | None, now: datetime) -> date | None:
    text = clean(str(value or "")).strip()
    if not text:
        return None
    today = london(now if seen is None else seen.now).date()
    due = extended_from(seen) if field.name == "until" and text.startswith("+") else None
    ahead = field.name not in _PAST
    return parse_day(text, due or today, seen.calendar if seen else None, ahead=ahead)


def extended_from(seen: Look | None) -> date | None:
    """The due date that an extension puts off: '+5wd' as its new date counts from there."""
    clock = seen.ground("").clock("respond") if seen is not None else None
    return clock.due if clock is not None else None


def _period(field: Field, value: object, seen: Look | None, now: datetime) -> str:
    """A year, quarter or month as the landlord's reports name it."""
    text = clean(str(value or "")).strip()
    return read_said(text, seen.policy.year_starts if seen else APRIL).key if text else ""


def _case(field: Field, value: object, seen: Look | None, now: datetime) -> str:
    return "".join(clean(str(value or "")).split()).upper()[:60]


def _choice(field: Field, value: object, seen: Look | None, now: datetime) -> str:
    text = str(value or "")
    if text and text not in {key for key, _ in field.choices}:
        raise BadInput("that is not one of the choices.", f"Allowed: {', '.join(words for _, words in field.choices)}.")
    return text


def _flag(field: Field, value: object, seen: Look | None, now: datetime) -> bool:
    return value is True


def _parts(field: Field, value: object, seen: Look | None, now: datetime) -> list[str]:
    lines = value.splitlines() if isinstance(value, str) else [str(one) for one in _list(value)]
    return [fitted(field.name, " ".join(clean(line).split())) for line in lines if clean(line).strip()]


def _findings(field: Field, value: object, seen: Look | None, now: datetime) -> list[dict[str, Any]]:
    found = []
    for one in _rows(value):
        finding = str(one.get("finding") or "")
        if finding and finding not in FINDINGS:
            raise BadInput(
                f"part {one.get('number')} has an unknown finding.", f"Allowed: {', '.join(FINDINGS.values())}."
            )
        reason = fitted("reason", clean(str(one.get("reason") or "")).strip())
        overturned = str(one.get("overturned") or "")
        found.append(
            {"number": int(str(one["number"])), "finding": finding, "reason": reason, "overturned": overturned}
        )
    return found


def _remedies(field: Field, value: object, seen: Look | None, now: datetime) -> list[dict[str, Any]]:
    found = []
    for number, one in enumerate(_rows(value), 1):
        said = {
            name: clean(str(one.get(name) or "")).strip()
            for name in ("kind", "what", "due_on", "done_on", "part", "pounds", "why", "owner")
        }
        if not any(value for name, value in said.items() if name != "kind"):
            continue
        where = f"remedy {number}"
        if said["kind"] not in dict(field.choices):
            raise BadInput(f"{where} has no kind.", f"Allowed: {', '.join(words for _, words in field.choices)}.")
        due = _date(Field("due_on", "By", "date"), said["due_on"], seen, now)
        done = _date(Field("done_on", "Done on", "date"), said["done_on"], seen, now)
        if done is not None and done > london(now if seen is None else seen.now).date():
            raise BadInput(
                f"{where}: {long(done)} is still to come, so it is not done.", "Give it as the day by which."
            )
        found.append(
            {
                "kind": said["kind"],
                "what": fitted("what", said["what"]),
                "due_on": due.isoformat() if due else None,
                **({"done_on": done.isoformat()} if done else {}),
                **({"part": fitted("handler", said["part"])} if said["part"] else {}),
                "pence": pence(said["pounds"], where),
                "why": fitted("why", said["why"]),
                "owner": fitted("handler", said["owner"]),
            }
        )
    return found


def pence(text: str, where: str) -> int:
    """'150', '£1,250.50' as whole pence; 0 for nothing. Raises BadInput."""
    plain = text.replace("£", "").strip()
    if not plain:
        return 0
    plain = _ungrouped(plain)
    whole, _, part = plain.partition(".")
    if not (
        whole.isascii() and whole.isdigit() and len(whole) <= 7 and (not part or (part.isascii() and part.isdigit()))
    ):
        raise BadInput(f"{where}: {quoted(text)} is no sum of money.", "Write it as 150 or 150.50.")
    if len(part) > 2:
        raise BadInput(f"{where}: {quoted(text)} has parts of a penny.", "Write it as 150 or 150.50.")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def _several(field: Field, value: object, seen: Look | None, now: datetime) -> list[str]:
    """Any of the choices, by key or by what is shown; typed they have commas between."""
    given = value.split(",") if isinstance(value, str) else map(str, _list(value))
    named = {
        word.casefold(): key
        for key, words in field.choices
        for word in (key, key.replace("_", " "), words, words.partition(":")[0])
    }
    found = []
    for one in filter(None, (" ".join(clean(part).split()) for part in given)):
        if field.choices and one.casefold() not in named:
            allowed = ", ".join(key for key, _ in field.choices)
            raise BadInput(f"{quoted(one)} is not one of the choices.", f"Allowed: {allowed}.")
        found.append(named.get(one.casefold(), one))
    return list(dict.fromkeys(found))


def _money(field: Field, value: object, seen: Look | None, now: datetime) -> int:
    return pence(clean(str(value or "")).strip(), field.label)


def _number(field: Field, value: object, seen: Look | None, now: datetime) -> str:
    """Digits as the record holds them, without commas: an event holds no float."""
    text = clean(str(value or "")).strip()
    plain = _ungrouped(text)
    if plain and not re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,3})?", plain):
        raise BadInput(f"{quoted(text)} is no number of up to seven digits.", field.hint and f"Try {field.hint}.")
    return plain


def _ungrouped(text: str) -> str:
    """Digits without the commas between groups of three; any other comma stays, and is refused with what holds it."""
    return text.replace(",", "") if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?", text) else text


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _rows(value: object) -> list[Mapping[str, Any]]:
    return [one for one in _list(value) if isinstance(one, Mapping)]


_READERS = {
    "moment": _moment,
    "number": _number,
    "date": _date,
    "choice": _choice,
    "case": _case,
    "flag": _flag,
    "parts": _parts,
    "findings": _findings,
    "remedies": _remedies,
    "several": _several,
    "money": _money,
    "period": _period,
}
