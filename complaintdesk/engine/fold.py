"""The fold: a history into the case it leaves. Each event's effect stands in one small function, by kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from complaintdesk.engine.records import added, numbers, on_receipt, recorded, represented
from complaintdesk.models.case import Case, Element, SentLetter
from complaintdesk.models.events import Event
from complaintdesk.models.moments import london
from complaintdesk.models.terms import CLOSED_EARLY, DONE_BY_LETTER
from complaintdesk.models.values import replace

_SAID_ON_RECEIPT = (
    "resident",
    "address",
    "contact",
    "representative",
    "enquirer",
    "subject",
    "words",
    "wanted",
    "channel",
    "taken_by",
    "area",
    "happened_on",
    "known_on",
    "theme",
    "adjustments",
    "contact_preference",
    "restriction",
    "about_people",
    "concerns",
    "complainant",
    "trigger",
    "prefers",
    "vulnerable",
    "person",
    "feedback",
    "policy",
)


_DEFINES = frozenset({"parts", "unclear", "definition", "wanted"})


def fold(ref: str, landlord: str, events: Sequence[Event], written: Sequence[Event] = ()) -> Case:
    """The case that ``events`` (effective, in order) leave behind.

    Acts on a closed case change what is known about it, but not its stage; ``engine.clocks`` decides about clocks.
    ``written`` holds the effective events as they were written down: records are numbered in that order, so that
    one that is dated back takes no number that an act has named already.
    """
    case = Case(ref=ref, landlord=landlord, events=tuple(events))
    if sorted(written, key=lambda event: event.at) != list(written):
        as_written = _walked(replace(case, events=tuple(written)), written)
        case = replace(case, numbers=numbers(as_written))
    return _walked(case, events)


def _walked(case: Case, events: Iterable[Event]) -> Case:
    for event in events:
        if "letter" in event.body:
            case = _letter(case, event)
        change = _CHANGES.get(event.kind)
        if change is not None:
            case = change(case, event)
        case = recorded(case, event)
    return case


def _letter(case: Case, event: Event) -> Case:
    letter = event.body["letter"]
    return replace(case, letters=(*case.letters, SentLetter(letter["kind"], event.at, letter["text"], event.seq)))


def _received(case: Case, event: Event) -> Case:
    if any(earlier.kind == "received" for earlier in case.events[: case.events.index(event)]):
        return case
    said: dict[str, Any] = {name: str(event.body[name]) for name in _SAID_ON_RECEIPT if event.body.get(name)}
    case = _defined(replace(case, **said), event)
    owner = str(event.body.get("owner") or "")
    return on_receipt(_assign(case, 1, owner) if owner else case, event)


def _defined(case: Case, event: Event) -> Case:
    """Sets out the landlord's understanding: the definition, the outcomes sought, the parts."""
    body = event.body
    if body.keys().isdisjoint(_DEFINES):  # most letters say none of it, and a changed case costs
        return case
    elements = case.elements
    if "parts" in body:
        known = {element.text: element for element in case.elements}
        texts = [str(text) for text in body["parts"]]
        if case.stage == 2:
            # What is not named is no part of the review; it stays on the case with its stage 1 finding.
            kept = [replace(element, reviewed=element.text in texts) for element in elements]
            new = [Element(len(kept) + n, text) for n, text in enumerate((t for t in texts if t not in known), 1)]
            elements = (*kept, *new)
        else:
            # A part that is not taken on stays on the case, whether or not a later letter names it.
            texts += [one.text for one in case.elements if one.excluded and one.text not in texts]
            elements = tuple(
                replace(known[text], number=n) if text in known else Element(n, text) for n, text in enumerate(texts, 1)
            )
    known_to_be = {one.said.get("unclear") for one in case.records}
    for point in str(body.get("unclear") or "").splitlines():
        if point.strip() and point.strip() not in known_to_be:
            case = added(case, event, "unclear", {"unclear": point.strip()})
    return replace(
        case,
        definition=str(body.get("definition") or case.definition),
        wanted=str(body.get("wanted") or case.wanted),
        elements=elements,
    )


def _acknowledged(case: Case, event: Event) -> Case:
    case = _defined(case, event)
    handler = str(event.body.get("handler", ""))
    return _assign(case, case.stage, handler) if handler and handler != case.handler(case.stage) else case


def _assign(case: Case, stage: int, who: str) -> Case:
    return replace(case, handlers=(*case.handlers, (stage, who)))


def _assigned(case: Case, event: Event) -> Case:
    areas = tuple(one.strip() for one in str(event.body.get("areas_affected") or "").split(",") if one.strip())
    if areas:
        case = replace(case, areas_affected=areas)
    return _assign(case, int(event.body.get("stage") or case.stage), str(event.body.get("to", "")))


def _responded(case: Case, event: Event) -> Case:
    return _decided(_defined(case, event), event)


def _decided(case: Case, event: Event) -> Case:
    """What a letter found on each part, in all, and promised."""
    body, stage = event.body, case.stage
    findings: dict[int, Mapping[str, Any]] = {int(one["number"]): one for one in body.get("findings", ())}
    elements = tuple(_found(element, findings.get(element.number), stage) for element in case.elements)
    outcome = (*case.outcome, (stage, str(body["outcome"]))) if body.get("outcome") else case.outcome
    case = replace(case, elements=elements, outcome=outcome, lessons=_learnt(case, event))
    for one in body.get("remedies", ()):
        case = added(case, event, "remedy", _remedy(one, event))
    return case


def _learnt(case: Case, event: Event) -> str:
    return "\n".join(part for part in (case.lessons, str(event.body.get("lessons") or "")) if part)


def _found(element: Element, one: Mapping[str, Any] | None, stage: int) -> Element:
    if one is None:
        return element
    found = (stage, str(one.get("finding", "")), str(one.get("reason", "")))
    overturned = str(one.get("overturned") or element.overturned)
    return replace(element, findings=(*element.findings, found), overturned=overturned)


def _remedy(one: Mapping[str, Any], event: Event) -> Mapping[str, Any]:
    """What was promised; done with the letter itself where it needs no day, open where none can be given yet."""
    if one.get("done_on") or one.get("due_on"):
        return one
    if event.body.get("undated_why") and one.get("kind") not in DONE_BY_LETTER:
        return {**one, "undated_why": event.body["undated_why"]}
    return {**one, "done_on": london(event.at).date().isoformat()}


def _escalated(case: Case, event: Event) -> Case:
    if case.stage == 2 or case.feedback != "complaint":
        return case
    disputed = {str(text).casefold() for text in event.body.get("disputed", ())}
    elements = case.elements
    if any(one.text.casefold() in disputed for one in elements):
        elements = tuple(replace(one, reviewed=one.text.casefold() in disputed) for one in elements)
    return replace(case, stage=2, status="open", closed_why="", elements=elements)


def _closed(case: Case, event: Event) -> Case:
    if case.status != "open":
        return case
    why = str(event.body.get("why") or event.body.get("how") or "")
    if "letter" in event.body and why in CLOSED_EARLY:
        case = _decided(case, event)
    else:
        case = replace(case, lessons=_learnt(case, event))
    status = "withdrawn" if event.kind == "withdrawn" else "closed"
    return replace(case, status=status, closed_why=why)


def _reopened(case: Case, event: Event) -> Case:
    return replace(case, status="open", closed_why="")


def _part_excluded(case: Case, event: Event) -> Case:
    return _taken(case, event.body.get("excluded_parts", ()), excluded=True)


def _exclusion_reviewed(case: Case, event: Event) -> Case:
    if not event.body.get("taken_on"):
        return case
    record = next((one for one in case.records if one.key == event.body.get("which")), None)
    return _taken(case, record.said.get("excluded_parts", ()) if record else (), excluded=False)


def _lateness_decided(case: Case, event: Event) -> Case:
    days = {name: str(event.body[name]) for name in ("happened_on", "known_on") if event.body.get(name)}
    return replace(
        case, happened_on=days.get("happened_on", case.happened_on), known_on=days.get("known_on", case.known_on)
    )


def _taken(case: Case, parts: Iterable[object], *, excluded: bool) -> Case:
    named = {str(text).casefold() for text in parts}
    return replace(
        case,
        elements=tuple(
            replace(one, excluded=excluded) if one.text.casefold() in named else one for one in case.elements
        ),
    )


_CHANGES: dict[str, Callable[[Case, Event], Case]] = {
    "received": _received,
    "defined": _defined,
    "acknowledged": _acknowledged,
    "assigned": _assigned,
    "advocate_clarified": represented,
    "responded": _responded,
    "escalated": _escalated,
    "closed": _closed,
    "withdrawn": _closed,
    "reopened": _reopened,
    "lateness_decided": _lateness_decided,
    "part_excluded": _part_excluded,
    "exclusion_reviewed": _exclusion_reviewed,
}
