"""A letter for an act on a case: the facts it may use, gathered from case, clocks and what was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from complaintdesk import letters
from complaintdesk.desk.looking import Look, cited
from complaintdesk.desk.people import adjustments
from complaintdesk.engine.clocks import Clock
from complaintdesk.engine.fields import word
from complaintdesk.engine.kinds import Act
from complaintdesk.engine.records import in_words, open_records, recorded
from complaintdesk.engine.what_if import what_if
from complaintdesk.models.case import Case, Element, Remedy
from complaintdesk.models.events import Event
from complaintdesk.models.letter import Exclusion, Letter, LetterFacts, Promise
from complaintdesk.models.moments import london
from complaintdesk.models.record import Record
from complaintdesk.models.terms import DONE_BY_LETTER, LETTER_KINDS

_TYPED = {field.name for field in fields(LetterFacts)} - {"elements", "remedies", "parts", "stage", "kind"}
_FORMATS = ("large print", "braille", "easy read", "audio", "translat", "language", "british sign")
_PROMISED = ("action", "remedy")
"""The kinds of record that are something promised for a day."""


def written(seen: Look, act: Act, values: Mapping[str, Any]) -> Letter:
    """The letter that ``act`` sends, as it will print with ``values``, and its checklist."""
    return letters.write(seen.policy, facts(seen, act, values))


def unsent(act: Act, seen: Look) -> Letter:
    """What stands in the place of a letter that cannot be sent."""
    kind = act.letter_kind(seen.case.stage, seen.case.feedback)
    return Letter(kind, LETTER_KINDS.get(kind, kind), "No letter goes out. The case keeps the reason.", ())


def facts(seen: Look, act: Act, values: Mapping[str, Any]) -> LetterFacts:
    """What the letter may say. The dates it names are those that recording it at that moment would start."""
    when = values.get("when") or seen.now
    supposed = Event(act.event, when, {name: value for name, value in values.items() if name != "when"})
    kind = act.letter_kind(seen.case.stage, seen.case.feedback)
    known = known_facts(seen, kind, values, recorded(seen.case, supposed))
    return replace(known, **_dates(seen, act.event, values))


def known_facts(seen: Look, kind: str, values: Mapping[str, Any], after: Case | None = None) -> LetterFacts:
    """What a letter of ``kind`` may say of this case and of what was typed; ``after`` is the case with that on file."""
    case, after = seen.case, after or seen.case
    day, agreed = london(values.get("when") or seen.now).date(), adjustments(seen)
    known = LetterFacts(
        kind=kind,
        written_on=day,
        landlord=seen.landlord.name,
        contacts=seen.landlord.contacts(seen.policy),
        ombudsman=letters.contact_on(day),
        reference=case.ref,
        resident=case.resident,
        addressee=_addressee(seen, values),
        address=case.address,
        stage=case.stage,
        feedback=case.feedback,
        subject=case.subject,
        received_on=london(seen.course.stages[case.stage].start.at).date(),
        begun_by_us=case.trigger == "landlord" and case.stage == 1,
        definition=case.definition,
        wanted=case.wanted,
        representative=_representative(seen),
        handler=case.handler(case.stage),
        parts=tuple(values.get("parts") or (element.text for element in case.open_elements)),
        elements=_elements(seen, values),
        exclusions=tuple(_exclusions(seen, after)),
        promises=tuple(_promise(seen, one) for one in open_records(after, _PROMISED)),
        remedies=tuple(_remedy(seen, one, values) for one in values.get("remedies") or ()),
        awarded_before_pence=sum(one.pence for one in case.remedies if one.stage < case.stage),
        respond_due=next((clock.due for clock in seen.clocks.clocks if _awaits_answer(clock, case.stage)), None),
        print_format=agreed if any(word in agreed.casefold() for word in _FORMATS) else "",
    )
    said = {name: value for name, value in values.items() if name in _TYPED}
    if ground := seen.policy.exclusion(str(values.get("ground") or "")):
        said["ground"] = f"{ground.title} ({cited(seen, ground.source.clause)})"
    return replace(known, **said, **_of_record(seen, values))


def _of_record(seen: Look, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a letter says of the record it is about: the point that is unclear, or a restriction.

    A restriction is told with its meaning, its exception and its next review.
    """
    which = str(values.get("which") or "")
    found = next((one for one in seen.case.records if one.key == which), None)
    if found is not None and found.kind == "unclear":
        return {"unclear": in_words(found, "unclear", seen.policy)}
    if found is None or found.kind != "restriction":
        return {}
    means = {one.key: f"{one.label}: {one.says}" for one in seen.policy.offers("restrictions") if one.says}
    kept = map(str, found.said.get("restrictions", ()))
    named = [means.get(key) or word("restrictions", key, seen.policy) for key in kept]
    return {
        "restrictions": "\n".join(f"- {one}" for one in named),
        "exception": str(found.said.get("exception") or ""),
        "review_on": values.get("due_on"),
    }


def _addressee(seen: Look, values: Mapping[str, Any]) -> str:
    """Who is written to in the resident's place: whoever acts for them, or the MP or councillor whose enquiry it is."""
    if values.get("send_to") == "representative":
        return _acting(seen)
    return seen.case.enquirer if seen.case.feedback == "mp_enquiry" else ""


def _acting(seen: Look) -> str:
    """Who acts for the resident."""
    acting = [str(one.said["advocate"]) for one in seen.case.records if one.kind == "representative"]
    return acting[-1] if acting else ""


def _awaits_answer(clock: Clock, stage: int) -> bool:
    return (clock.name, clock.stage) == ("respond", stage) and clock.is_live and not clock.provisional


def _exclusions(seen: Look, case: Case) -> Iterator[Exclusion]:
    """Each part whose exclusion is on file, with its ground and why."""
    for record in case.records:
        if record.kind == "exclusion" and not record.has("taken_on"):
            ground = in_words(record, "ground_said", seen.policy) or in_words(record, "ground", seen.policy)
            left_out = record.said.get("excluded_parts") or record.said.get("parts") or ()
            yield from (Exclusion(str(part), ground, in_words(record, "reason", seen.policy)) for part in left_out)


def _representative(seen: Look) -> str:
    """Who says that they act for the resident: 'Ada Begum, daughter'."""
    last = next((one for one in reversed(seen.case.records) if one.kind == "representative"), None)
    if last is None:
        return seen.case.representative
    return ", ".join(filter(None, (in_words(last, "advocate", seen.policy), in_words(last, "relation", seen.policy))))


def _promise(seen: Look, record: Record) -> Promise:
    what = in_words(record, "what", seen.policy) or in_words(record, "kind", seen.policy)
    return Promise(what, record.due_on, in_words(record, "owner", seen.policy), in_words(record, "reason", seen.policy))


def _dates(seen: Look, event: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The dates that would follow if the act happened at that moment, by the engine's own reckoning."""
    stage = seen.case.stage
    if event == "extended":
        due = {(clock.name, clock.stage): clock.due for clock in seen.clocks.clocks}
        return {"original_due": due.get(("respond", stage))}
    if event not in ("acknowledged", "responded"):
        return {}
    supposed = Event(event, values.get("when") or seen.now)
    after = what_if(seen.policy, seen.case.events, seen.calendar, supposed, seen.case.feedback)
    due = {(clock.name, clock.stage): clock.due for clock in after.clocks}
    if event == "acknowledged":
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


def _remedy(seen: Look, one: Mapping[str, Any], values: Mapping[str, Any]) -> Remedy:
    due, done = one.get("due_on"), one.get("done_on")
    waits = not due and not done and one["kind"] not in DONE_BY_LETTER
    return Remedy(
        one["kind"],
        one["what"],
        date.fromisoformat(due) if due else None,
        int(one.get("pence") or 0),
        one.get("why", ""),
        one.get("owner", ""),
        seen.case.stage,
        date.fromisoformat(done) if done else None,
        one.get("part", ""),
        str(values.get("undated_why") or "").strip() if waits else "",
        word("remedies", one["kind"], seen.policy),
    )
