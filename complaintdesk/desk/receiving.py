"""Intake: what came in, as it is typed, and what logging it would start."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from complaintdesk.desk.acting import held, objection, warned
from complaintdesk.desk.acting import said as in_words
from complaintdesk.desk.intake_fields import INTAKE
from complaintdesk.desk.landlords import Landlord
from complaintdesk.desk.looking import Look, look
from complaintdesk.desk.people import agreed, alerts, carried
from complaintdesk.desk.typed import Typed, Values
from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.clocks import case_clocks
from complaintdesk.engine.days import long, moment
from complaintdesk.engine.explain import clock_title
from complaintdesk.engine.fields import FIELDS, kind_words, kinds
from complaintdesk.engine.gates import weigh
from complaintdesk.engine.lateness import last_day_to_complain
from complaintdesk.errors import NotFound
from complaintdesk.intake.context import Before, in_context
from complaintdesk.intake.dates import words
from complaintdesk.intake.guess import grounds
from complaintdesk.models.acting import FieldNote, IntakeView, Refused
from complaintdesk.models.events import Event
from complaintdesk.models.lists import QueueQuery
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Policy
from complaintdesk.models.staff import Staff
from complaintdesk.models.terms import FEEDBACK_KINDS
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import CaseRow

EARLIER = 5
"""How many earlier cases stand beside the form."""
_ROUTED = ("comment", "suggestion", "compliment")
"""Kinds that go to whoever answers for the service area at every landlord."""


class Counter(NamedTuple):
    """Where something comes in: the landlord, what is on file, who takes it in, and when that is."""

    landlord: Landlord
    reader: Reader
    staff: Staff
    find: Callable[[str], Look]
    """A case by its reference; NotFound."""
    who: str
    now: datetime


class Draft(NamedTuple):
    """What was typed as the receipt it would make."""

    body: dict[str, Any]
    when: datetime
    why: str
    """Why it is of its kind."""
    earlier: tuple[CaseRow, ...]
    person: Look | None
    linked: Look | None
    routed: str = ""
    """Whom it goes to by itself."""

    def event(self, counter: Counter) -> Event:
        """The receipt."""
        return Event("received", self.when, self.body, who=counter.who, recorded_at=counter.now)


def beside(counter: Counter, given: Values) -> IntakeView:
    """What stands beside the form: the kind it looks like and why, the dates, earlier cases, what to take care of."""
    landlord, now = counter.landlord, counter.now
    typed = Typed(INTAKE, given, None, now)
    notes = list(typed.problems)
    if "when" in typed.values:
        notes.append(_moment_note(landlord, typed.values["when"], now))
    try:
        draft = _draft(counter, typed.values)
    except NotFound as error:
        notes.append(FieldNote("person", ok=False, words=str(error)))
        draft = _draft(counter, {**typed.values, "person": "", "linked": ""})
    kind, policy = draft.body["feedback"], governing(landlord, draft.when)
    return IntakeView(
        kind=kind,
        kind_words=kind_words(kind, policy),
        why=draft.why,
        dates=_dates(landlord, policy, draft.when, kind),
        cases=tuple((row.ref, f"{row.ref} {row.status}, {row.resident}: {row.subject}") for row in draft.earlier),
        notes=tuple(notes),
        known=alerts(draft.person) if draft.person else (),
        care=_care(counter, draft, policy),
        kinds=kinds(policy),
    )


def received(counter: Counter, given: Values) -> Event | Refused:
    """The event that logs what was typed, or the one thing that stands against it."""
    typed = Typed(INTAKE, given, None, counter.now)
    if typed.problems:
        return Refused(typed.problems[0].words, field=typed.problems[0].field)
    said = typed.values
    try:
        draft = _draft(counter, said)
    except NotFound as error:
        return Refused(str(error), field="person" if said.get("person") else "linked")
    if draft.when > counter.now:
        return Refused(f"{moment(draft.when)} is still to come; log it once it has come in.", field="when")
    return _missing(counter, draft, said) or _objected(counter, draft, said) or draft.event(counter)


def _missing(counter: Counter, draft: Draft, said: Mapping[str, Any]) -> Refused | None:
    """What has to be said before anything can be logged."""
    if not said.get("words") and not said.get("subject"):
        return Refused("Nothing is said about what it is about.", field="words")
    if not said.get("resident"):
        return Refused("Nobody is named who it is for; write 'not given' if so.", field="resident")
    policy = governing(counter.landlord, draft.when)
    known = dict(kinds(policy))
    if draft.body["feedback"] not in known:
        kind = kind_words(draft.body["feedback"], policy)
        sentence = f"{policy.landlord} has no kind '{kind}'; it has: {', '.join(known.values())}."
        return Refused(sentence, field="feedback")
    for name in ("happened_on", "known_on"):
        if said.get(name) and said[name] > london(draft.when).date():
            return Refused(f"{FIELDS[name].label}: {long(said[name])} is after the day we were told.", field=name)
    for name, one in (("person", draft.person), ("linked", draft.linked)):
        if one is not None and one.landlord.key != counter.landlord.key:
            return Refused(f"{one.case.ref} is a case of {one.landlord.name}.", field=name)
    return None


def _objected(counter: Counter, draft: Draft, said: Mapping[str, Any]) -> Refused | None:
    """What the policy asks of a receipt, and of giving it to somebody."""
    seen = _supposed(counter, draft)
    refused = objection(seen, ACTS["receive"], dict(said))
    if refused is None and draft.body.get("owner"):
        refused = objection(seen, ACTS["assign"], {"to": draft.body["owner"], "reason": ""})
        return refused._replace(field="owner") if refused else None
    return refused


def cautions(counter: Counter, event: Event) -> tuple[str, ...]:
    """What should be seen once it is logged, each with the clause it rests on; to be asked before it is on file."""
    seen = _supposed(counter, Draft(dict(event.body), event.at, "", (), None, None))
    to = event.body.get("owner")
    earlier = _earlier(counter, str(event.body.get("resident", "")), str(event.body.get("address", "")))
    return (
        *_unlinked(counter, event.body, earlier),
        *warned(seen, ACTS["receive"], dict(event.body)),
        *(warned(seen, ACTS["assign"], {"to": to, "reason": ""}) if to else ()),
    )


def governing(landlord: Landlord, when: datetime) -> Policy:
    """The version of the landlord's policy in force on receipt, the earliest one for an older case."""
    from complaintdesk import policies

    return policies.version_for(landlord.row.policy, london(when).date())


def _draft(counter: Counter, values: Mapping[str, Any]) -> Draft:
    """The receipt that the typed values make. Raises NotFound for a case that is named and is not there."""
    said: dict[str, Any] = {
        name: held(value) for name, value in values.items() if value not in ("", None, (), [], False)
    }
    when = values.get("when") or counter.now
    said.pop("when", None)
    if when > counter.now and london(when).date() == london(counter.now).date() and london(when).hour == 12:
        when = counter.now  # a bare 'today' means noon, which may be still to come
    person = counter.find(str(said["person"])) if said.get("person") else None
    linked = counter.find(str(said["linked"])) if said.get("linked") else None
    if person is not None:
        known = carried(person)
        said |= {name: "; ".join(filter(None, (said.get(name), known[name]))) for name in _JOINED if name in known}
        said |= {name: words for name, words in known.items() if name == "person" or name not in said}
    if linked is not None:
        said["linked"] = linked.case.ref
        said.setdefault("link", "from_service_request" if linked.case.feedback == "service_request" else "related")
    earlier = _earlier(counter, str(said.get("resident", "")), str(said.get("address", "")))
    text = f"{said.get('subject', '')}\n{said.get('words', '')}"
    why = "Chosen here."
    if not said.get("feedback"):
        found = in_context(
            text,
            survey=said.get("channel") == "survey",
            asked=said.get("express_request", ""),
            enquirer=str(said.get("enquirer", "")),
            before=_before(str(said.get("address", "")), earlier),
            leave_out=set(FEEDBACK_KINDS) - {kind for kind, _ in kinds(governing(counter.landlord, when))},
        )
        said["feedback"], why = found.kind, found.why
    said.setdefault("subject", _subject(str(said.get("words", ""))))
    said.setdefault("taken_by", counter.who)
    policy = governing(counter.landlord, when)
    if not said.get("owner"):
        said["owner"] = _goes_to(counter, policy, said["feedback"], str(said.get("area") or ""))
    body = {name: value for name, value in said.items() if value} | {"policy": Path(policy.path).stem or policy.key}
    routed = "" if values.get("owner") else str(said["owner"])
    return Draft(body, when, why, earlier, person, linked, routed)


_JOINED = ("adjustments",)
"""What is typed and what was known stand together; elsewhere what is typed now holds."""


def _supposed(counter: Counter, draft: Draft) -> Look:
    """The case as it would stand once logged."""
    seen = look(0, "", counter.landlord, (draft.event(counter),), max(counter.now, draft.when))
    if seen is None:  # pragma: no cover - a receipt at that moment is there at that moment
        raise NotFound("Nothing was received.")
    return replace(seen, staff=counter.staff, who=counter.who)


def _goes_to(counter: Counter, policy: Policy, kind: str, area: str) -> str:
    """Whoever answers for the service area, else who holds the role that gets this kind; '' where nobody does."""
    roles = [role.key for role in policy.roles if kind in role.gets]
    if not roles and kind not in _ROUTED:
        return ""
    staff, today = counter.staff, london(counter.now).date()
    heads = staff.answering_for(area, today) if area else ()
    found = (*heads, *(one for key in roles for one in staff.holders(key, today)))
    return found[0].name if found else ""


def _moment_note(landlord: Landlord, when: datetime, now: datetime) -> FieldNote:
    if when > now:
        return FieldNote("when", ok=False, words=f"{moment(when)} is still to come.")
    return FieldNote("when", ok=True, words=words(when, landlord.calendar))


def _dates(landlord: Landlord, policy: Policy, when: datetime, kind: str) -> tuple[str, ...]:
    """The clocks that logging it would start."""
    clocks = case_clocks(policy, [Event("received", when)], landlord.calendar, when, kind).clocks
    if not clocks:
        return ("No clock runs for this kind of feedback.",)
    return tuple(
        f"{clock_title(clock)}: {long(clock.due)} ({policy.cited_as} {clock.rule.source.clause})" for clock in clocks
    )


def _care(counter: Counter, draft: Draft, policy: Policy) -> tuple[str, ...]:
    """What the policy asks of what is typed so far, and the exclusions that may apply. Nothing here is a bar."""
    seen = _supposed(counter, draft)
    asked = [
        in_words(seen, one)
        for one in weigh(seen.ground("receive", draft.body))
        if not one.met and one.duty.level != "off"
    ]
    routed = [f"Goes to {draft.routed}."] if draft.routed else []
    return (*routed, *_unlinked(counter, draft.body, draft.earlier), *asked, *_exclusions(counter, draft, policy))


def _unlinked(counter: Counter, body: Mapping[str, Any], earlier: Sequence[CaseRow]) -> Iterator[str]:
    """That somebody of this name at this property is known, and what is agreed there does not come along as it is."""
    name, address = (str(body.get(one) or "").casefold() for one in ("resident", "address"))
    if body.get("person") or not address or name == "not given":
        return
    for row in earlier:
        if (row.resident.casefold(), row.address.casefold()) != (name, address):
            continue
        try:
            known = agreed(counter.find(row.ref))
        except NotFound:  # received later than this moment
            continue
        if known:
            goes = f"{'; '.join(known)} {'goes' if len(known) == 1 else 'go'} with them"
            yield f"{row.ref} has the same name and property: choose it under 'Same person as', so that {goes}."
            return


def _exclusions(counter: Counter, draft: Draft, policy: Policy) -> tuple[str, ...]:
    """Grounds on which it may not be taken on later: none of them bars logging."""
    found = []
    window = policy.window("complain")
    days = [
        date.fromisoformat(said) if (said := draft.body.get(name)) else None for name in ("happened_on", "known_on")
    ]
    last = last_day_to_complain(policy, counter.landlord.calendar, *days)
    if window is not None and last is not None:
        cited = f"({policy.cited_as} {window.source.clause})"
        if london(draft.when).date() <= last:
            found.append(f"In time: the {window.length} end {long(last)} {cited}.")
        else:
            found.append(
                f"Late: the {window.length} ended {long(last)}. Log it all the same; whether discretion is used"
                f" is decided on the case before anything is refused {cited}."
            )
    if draft.body.get("legal"):
        found.append("Court papers are filed: it may be excluded. Log it all the same, and decide it on the case.")
    for key, named in grounds(str(draft.body.get("words") or "")).items():
        ground = policy.exclusion(key)
        if ground is not None and not (key == "legal" and draft.body.get("legal")):
            said = ", ".join(f'"{word}"' for word in named)
            found.append(
                f"May be excluded: {said}. {ground.title} ({policy.cited_as} {ground.source.clause})."
                " Log it all the same, and decide it on the case."
            )
    spent = [
        row.ref for row in draft.earlier if row.feedback == "complaint" and row.stage == 2 and row.status == "closed"
    ]
    if spent and draft.body["feedback"] == "complaint":
        found.append(f"{', '.join(spent)} went through stage 2: if this is the same matter, it may be exhausted.")
    return tuple(found)


def _earlier(counter: Counter, resident: str, address: str) -> tuple[CaseRow, ...]:
    """Earlier cases of the same person or property, newest first."""
    found: dict[str, CaseRow] = {}
    for text in (resident, address):
        if len(text.strip()) < 4:
            continue
        for row in counter.reader.page(QueueQuery(counter.landlord.key, text, "all"), 0, EARLIER):
            if text.casefold() in (row.resident.casefold(), row.address.casefold()) or text == resident:
                found.setdefault(row.ref, row)
    return tuple(list(found.values())[:EARLIER])


def _before(address: str, earlier: Sequence[CaseRow]) -> Before | None:
    """The service requests on file for the property; None where no property is named."""
    if not address:
        return None
    there = [row for row in earlier if row.address.casefold() == address.casefold()]
    return tuple((row.ref, row.subject) for row in there if row.feedback == "service_request")


def _subject(text: str) -> str:
    """The first sentence as a subject; where it is longer than 80 characters, its first words."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    sentence = re.split(r"(?<=[.!?]) ", first, maxsplit=1)[0].rstrip(".")
    return sentence if len(sentence) <= 80 else sentence[:79].rsplit(" ", 1)[0] + "…"
