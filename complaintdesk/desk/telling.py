"""The timeline: every event as recorded, in words, with what a later correction did to it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from complaintdesk.desk.looking import Look
from complaintdesk.desk.words import event_title, money
from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.days import long, moment
from complaintdesk.engine.fields import FIELDS, kind_within, word
from complaintdesk.models.case_view import TimelineEntry
from complaintdesk.models.events import Event
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Policy
from complaintdesk.models.terms import CHARACTERISTICS, EQUALITY, FINDINGS, LETTER_KINDS

_LABELS = {
    "resident": "Resident",
    "address": "Property",
    "contact": "Reached by",
    "representative": "Representative",
    "subject": "Subject",
    "words": "In their words",
    "wanted": "Wanted",
    "channel": "Came in by",
    "taken_by": "Taken by",
    "area": "Service area",
    "theme": "Theme",
    "adjustments": "Adjustments",
    "vulnerability": "Vulnerability",
    "contact_preference": "Contact preference",
    "restriction": "Restriction",
    "feedback": "Kind",
    "kind_why": "Kind judged",
    "definition": "Definition",
    "parts": "Parts",
    "disputed": "Parts disputed",
    "handler": "Handled by",
    "until": "Until",
    "ground": "Ground",
    "reason": "Reason",
    "good_reason": "Good reason",
    "progress": "Progress",
    "outcome": "Outcome",
    "apology": "Apology",
    "steps": "To put it right",
    "lessons": "Learnt",
    "how": "How",
    "said": "Said",
    "why": "Why",
    "to": "To",
    "text": "Note",
    "what": "What",
    "answer": "Answer",
    "advocate": "Advocate",
    "source": "Source",
    "owner": "Given to",
    "person": "Same person as",
    "about_people": "Staff complained about",
    "overridden": "Went on in spite of",
}


_ELSEWHERE = frozenset({"findings", "remedies", "remedies_none", "actions_none", "attempt"})
"""Fields told in words of their own, or by the letter."""


_CHOSEN = ("how", "why", "outcome")
"""Among those, what is one of a field's choices."""


def label(name: str) -> str:
    """What a value is called in the timeline and on the file."""
    return _LABELS.get(name) or ("Amount" if name == "pence" else FIELDS[name].label)


def _said(name: str, value: Any, policy: Policy) -> str:
    if value is True:
        return "yes"
    if isinstance(value, list | tuple):
        return "; ".join(word(name, str(one), policy) for one in value)
    if FIELDS[name].kind == "date":
        return long(date.fromisoformat(str(value)))
    return word(name, str(value), policy)


SENSITIVE = frozenset({"vulnerability", *(EQUALITY + key for key in CHARACTERISTICS)})
"""Fields whose words are told only to whoever asked for them."""


def timeline(seen: Look, *, reads: bool = False) -> tuple[TimelineEntry, ...]:
    """Every event recorded, oldest happening first; what a correction took back says so and stays.

    Looked at as at a moment, it tells what had happened by then.
    """
    corrections = {int(event.body["corrects"]): event for event in seen.recorded if event.kind == "corrected"}
    told = [event for event in seen.recorded if event.at <= seen.now]
    told = told if reads else [_veiled(event) for event in told]
    told = [replace(event, body=titled(event.body, seen)) if "roles" in event.body else event for event in told]
    titles = {event.seq: event_title(event.kind) for event in seen.recorded}
    return tuple(
        entry(event, corrections.get(event.seq), titles, seen.policy) for event in sorted(told, key=lambda one: one.at)
    )


def titled(said: Mapping[str, Any], seen: Look) -> dict[str, Any]:
    """What was said, with the policy's titles in place of the keys of roles."""
    titles = {role.key: role.title for role in seen.policy.roles}
    return {**said, "roles": [titles.get(str(one), str(one)) for one in said.get("roles") or ()]}


def _veiled(event: Event) -> Event:
    """The event with a marker in the place of what is sensitive."""
    if SENSITIVE.isdisjoint(event.body):
        return event
    return replace(event, body={name: "on file" if name in SENSITIVE else value for name, value in event.body.items()})


def entry(event: Event, correction: Event | None, titles: Mapping[int, str], policy: Policy) -> TimelineEntry:
    """One event in words; ``titles`` are those of all events of the case, by their numbers."""
    title = event_title(event.kind)
    letter = event.body.get("letter")
    if letter:
        title += f": {LETTER_KINDS.get(letter['kind'], letter['kind']).lower()} sent"
    if event.body.get("inferred"):
        title += " (day inferred)"
    undone = ""
    if correction is not None:
        undone = f"taken back {moment(correction.at)} by {correction.who}"
    return TimelineEntry(
        seq=event.seq,
        kind=event.kind,
        at=london(event.at),
        recorded_at=london(event.recorded_at or event.at),
        who=event.who,
        title=title,
        lines=tuple(_lines(event, titles, policy)),
        letter=letter["text"] if letter else "",
        undone=undone,
    )


def _asked(event: Event) -> Collection[str]:
    """What the acts that make such an event ask besides what its letter says."""
    acts = [act for act in ACTS.values() if act.event == event.kind]
    also = {name for act in acts for _, names in act.also for name in names}
    return {*also, *(name for act in acts for name in (*act.fields, *act.last))}


def _lines(event: Event, titles: Mapping[int, str], policy: Policy) -> Iterator[str]:
    body = event.body
    if event.kind == "corrected":
        taken = int(body["corrects"])
        yield f"Takes back entry {taken}, {titles.get(taken, 'which is not here')}" + (
            f": {body['why']}" if body.get("why") else ""
        )
        return
    for name, label in _LABELS.items():
        value = body.get(name)
        if value in (None, "", (), [], False):
            continue
        yield f"{label}: {_labelled(name, value, event, policy)}"
    # What a letter says stands in the letter; beside it only what its act asked is told.
    own = _asked(event) if "letter" in body else body.keys()
    for name, value in body.items():
        told = name in _LABELS or name in _ELSEWHERE or name not in own
        if name in FIELDS and not told and value not in (None, "", (), [], False):
            yield f"{FIELDS[name].label}: {_said(name, value, policy)}"
    for one in body.get("findings", ()):
        yield _finding(one)
    for one in body.get("remedies", ()):
        yield _remedy(one, policy)
    if body.get("attempt"):
        yield "An attempt; nobody was reached."


def _labelled(name: str, value: Any, event: Event, policy: Policy) -> Any:
    if name == "until":
        return long(event.until) if event.until else value
    if name == "ground":
        return event.body.get("ground_said") or value
    if name == "feedback":
        return kind_within(str(value), policy)
    if name in _CHOSEN:
        return word(name, str(value), policy)
    if isinstance(value, list | tuple):
        return "; ".join(f"{n} {one}" for n, one in enumerate(value, 1))
    return value


def _finding(one: Mapping[str, Any]) -> str:
    return f"Part {one.get('number')}: {FINDINGS.get(one.get('finding', ''), '')}. {one.get('reason', '')}".strip()


def _remedy(one: Mapping[str, Any], policy: Policy) -> str:
    said = [
        word("remedies", str(one.get("kind") or ""), policy),
        str(one.get("what", "")),
        money(int(one.get("pence") or 0)),
    ]
    if one.get("due_on"):
        said.append(f"by {one['due_on']}")
    return "Remedy: " + ", ".join(part for part in said if part)
