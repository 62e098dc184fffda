"""A letter for an act on a case: the facts it may use, gathered from case, clocks and what was typed."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from complaintdesk import letters
from complaintdesk.desk.looking import Look
from complaintdesk.engine.acts import Act
from complaintdesk.engine.what_if import what_if
from complaintdesk.models.case import Element, Remedy
from complaintdesk.models.events import Event
from complaintdesk.models.letter import Letter, LetterFacts
from complaintdesk.models.moments import london

_TYPED = {field.name for field in fields(LetterFacts)} - {"elements", "remedies", "parts", "stage", "kind"}
_FORMATS = ("large print", "braille", "easy read", "audio", "translat", "language", "british sign")


def written(seen: Look, act: Act, values: Mapping[str, Any]) -> Letter:
    """The letter that ``act`` sends, as it will print with ``values``, and its checklist."""
    return letters.write(seen.policy, facts(seen, act, values))


def facts(seen: Look, act: Act, values: Mapping[str, Any]) -> LetterFacts:
    """What the letter may say. The dates it names are those that recording it at that moment would start."""
    case = seen.case
    when = values.get("when") or seen.now
    day = london(when).date()
    known = LetterFacts(
        kind=act.letter_kind(case.stage),
        written_on=day,
        landlord=seen.landlord.name,
        contacts=seen.landlord.contacts(seen.policy),
        ombudsman=letters.contact_on(day),
        reference=case.ref,
        resident=case.resident,
        address=case.address,
        stage=case.stage,
        subject=case.subject,
        received_on=london(seen.course.stages[case.stage].start.at).date(),
        definition=case.definition,
        wanted=case.wanted,
        handler=case.handler(case.stage),
        parts=tuple(values.get("parts") or (element.text for element in case.open_elements)),
        elements=_elements(seen, values),
        remedies=tuple(_remedy(one, case.stage) for one in values.get("remedies") or ()),
        awarded_before_pence=sum(one.pence for one in case.remedies if one.stage < case.stage),
        print_format=case.adjustments if any(word in case.adjustments.casefold() for word in _FORMATS) else "",
    )
    said = {name: value for name, value in values.items() if name in _TYPED}
    return replace(known, **said, **_dates(seen, act, values))


def _dates(seen: Look, act: Act, values: Mapping[str, Any]) -> dict[str, Any]:
    """The dates that would follow if the act happened at that moment, by the engine's own reckoning."""
    when = values.get("when") or seen.now
    after = (
        what_if(
            seen.policy,
            seen.case.events,
            seen.calendar,
            Event(act.event, when, {"until": values.get("until"), "good_reason": values.get("good_reason")}),
            seen.case.feedback,
        )
        if act.event != "extended"
        else seen.clocks
    )
    due = {(clock.name, clock.stage): clock.due for clock in after.clocks}
    stage = seen.case.stage
    if act.event == "extended":
        return {"original_due": due.get(("respond", stage))}
    if act.event == "acknowledged":
        return {"respond_due": due.get(("respond", stage))}
    return {"escalate_until": due.get(("escalate", 1)) if stage == 1 else None, "refer_from": due.get(("refer", 2))}


def _elements(seen: Look, values: Mapping[str, Any]) -> tuple[Element, ...]:
    found = {one["number"]: one for one in values.get("findings") or ()}
    stage = seen.case.stage
    return tuple(
        replace(
            element,
            findings=(*element.findings, (stage, found[element.number]["finding"], found[element.number]["reason"])),
            overturned=found[element.number]["overturned"],
        )
        if element.number in found
        else element
        for element in seen.case.open_elements
    )


def _remedy(one: Mapping[str, Any], stage: int) -> Remedy:
    due = one.get("due_on")
    return Remedy(
        one["kind"],
        one["what"],
        date.fromisoformat(due) if due else None,
        int(one.get("pence") or 0),
        one.get("why", ""),
        one.get("owner", ""),
        stage,
    )
