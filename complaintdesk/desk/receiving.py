"""Intake: what came in, as it is typed, and what logging it would start."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from complaintdesk.desk.filling import Typed, Values
from complaintdesk.desk.landlords import Landlord
from complaintdesk.engine.clocks import case_clocks
from complaintdesk.engine.days import long, moment
from complaintdesk.engine.explain import clock_title
from complaintdesk.intake.dates import words
from complaintdesk.intake.guess import guess
from complaintdesk.models.events import Event
from complaintdesk.models.forms import Field
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Policy
from complaintdesk.models.terms import CHANNELS, FEEDBACK_KINDS
from complaintdesk.models.views import FieldNote, IntakeView, QueueQuery, Refused
from complaintdesk.store.reading import Reader

EARLIER = 5
"""How many earlier cases stand beside the form."""
_KINDS = tuple((kind, kind.replace("_", " ").replace("mp ", "MP ").capitalize()) for kind in FEEDBACK_KINDS)

FIELDS: tuple[Field, ...] = (
    Field("when", "When we were told", "moment", hint="empty is now; or 28/3, yesterday, 28 mar 18:10"),
    Field("channel", "How it came in", "choice", choices=tuple((one, one.capitalize()) for one in CHANNELS)),
    Field("taken_by", "Who took it", "line", hint="any member of staff; empty is you"),
    Field("resident", "Who for", "line", hint="'not given' if unknown"),
    Field("address", "Property", "line"),
    Field("contact", "Telephone or e-mail", "line"),
    Field("representative", "Represented by", "line", hint="and their authority"),
    Field("words", "In their words", "text"),
    Field("subject", "Subject", "line", hint="empty: the first words"),
    Field("wanted", "What they want", "text"),
    Field("feedback", "Kind", "choice", choices=_KINDS, hint="empty: as guessed beside"),
    Field("adjustments", "Reasonable adjustments", "line"),
    Field("vulnerability", "Vulnerability", "line"),
    Field("contact_preference", "How they like to be reached", "line"),
    Field("area", "Service area", "line"),
    Field("theme", "Theme", "line"),
    Field("about_people", "Staff complained about", "line", hint="with commas between"),
)


def beside(landlord: Landlord, reader: Reader, given: Values, now: datetime) -> IntakeView:
    """What stands beside the form: the kind it looks like and why, the dates, earlier cases, notes on fields."""
    typed = Typed(FIELDS, given, None, now)
    said = typed.values
    when = said.get("when") or now
    text = f"{said.get('subject', '')}\n{said.get('words', '')}"
    chosen = said.get("feedback") or ""
    found = guess(text)
    kind = chosen or found.kind
    policy = governing(landlord, when)
    notes = [*typed.problems, _moment_note(landlord, when, now)] if "when" in said else list(typed.problems)
    return IntakeView(
        kind=kind,
        kind_words=dict(_KINDS).get(kind, kind),
        why="Chosen here." if chosen else found.why,
        dates=_dates(landlord, policy, when, kind),
        earlier=_earlier(reader, landlord, str(said.get("resident", "")), str(said.get("address", ""))),
        notes=tuple(notes),
    )


def _moment_note(landlord: Landlord, when: datetime, now: datetime) -> FieldNote:
    if when > now:
        return FieldNote("when", ok=False, words=f"{moment(when)} is still to come.")
    return FieldNote("when", ok=True, words=words(when, landlord.calendar))


def governing(landlord: Landlord, when: datetime) -> Policy:
    """The version of the landlord's policy in force on receipt, the earliest one for an older case."""
    from complaintdesk import policies

    return policies.version_for(landlord.row.policy, london(when).date())


def _dates(landlord: Landlord, policy: Policy, when: datetime, kind: str) -> tuple[str, ...]:
    """The clocks that logging it would start."""
    clocks = case_clocks(policy, [Event("received", when)], landlord.calendar, when, kind).clocks
    if not clocks:
        return ("No clock runs for this kind of feedback.",)
    return tuple(
        f"{clock_title(clock)}: {long(clock.due)} ({policy.cited_as} {clock.rule.source.clause})" for clock in clocks
    )


def _earlier(reader: Reader, landlord: Landlord, resident: str, address: str) -> tuple[str, ...]:
    """Earlier cases of the same person or property, newest first."""
    found: dict[str, str] = {}
    for text in (resident, address):
        if len(text.strip()) < 4:
            continue
        for row in reader.page(QueueQuery(landlord.key, text, "all"), 0, EARLIER):
            if text.casefold() in (row.resident.casefold(), row.address.casefold()) or text == resident:
                found.setdefault(row.ref, f"{row.ref} {row.status}, {row.resident}: {row.subject}")
    return tuple(list(found.values())[:EARLIER])


def received(landlord: Landlord, given: Values, now: datetime, who: str) -> Event | Refused:
    """The event that logs what was typed, or the one thing that stands against it."""
    typed = Typed(FIELDS, given, None, now)
    if typed.problems:
        return Refused(typed.problems[0].words, field=typed.problems[0].field)
    said = {name: value for name, value in typed.values.items() if value not in ("", None, ())}
    when = said.pop("when", None) or now
    if when > now and london(when).date() == london(now).date() and london(when).hour == 12:
        when = now  # a bare 'today' means noon, which may be still to come
    if when > now:
        return Refused(f"{moment(when)} is still to come; log it once it has come in.", field="when")
    if not said.get("words") and not said.get("subject"):
        return Refused("Nothing is said about what it is about.", field="words")
    if not said.get("resident"):
        return Refused("Nobody is named who it is for; write 'not given' if so.", field="resident")
    said.setdefault("subject", _subject(said.get("words", "")))
    said.setdefault("taken_by", who)
    text = f"{said['subject']}\n{said.get('words', '')}"
    said.setdefault("feedback", guess(text).kind)
    policy = governing(landlord, when)
    body: Mapping[str, object] = {**said, "policy": Path(policy.path).stem or policy.key}
    return Event("received", when, body, who=who, recorded_at=now)


def _subject(text: str) -> str:
    """The first sentence as a subject; where it is longer than 80 characters, its first words."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    sentence = re.split(r"(?<=[.!?]) ", first, maxsplit=1)[0].rstrip(".")
    return sentence if len(sentence) <= 80 else sentence[:79].rsplit(" ", 1)[0] + "…"
