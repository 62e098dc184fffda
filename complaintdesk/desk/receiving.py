"""Intake: what came in as the receipt it makes, and what stands against logging it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from complaintdesk.desk.acting import held
from complaintdesk.desk.intake_fields import INTAKE
from complaintdesk.desk.landlords import Landlord
from complaintdesk.desk.looking import Look, look
from complaintdesk.desk.objecting import objection, warned
from complaintdesk.desk.people import agreed, carried
from complaintdesk.desk.typed import Typed, Values
from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.days import long, moment
from complaintdesk.engine.fields import FIELDS, kind_words, kinds
from complaintdesk.errors import NotFound
from complaintdesk.intake.context import Before, in_context
from complaintdesk.models.acting import Refused
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


def received(counter: Counter, given: Values) -> Event | Refused:
    """The event that logs what was typed, or the one thing that stands against it."""
    typed = Typed(INTAKE, given, None, counter.now)
    if typed.problems:
        return Refused(typed.problems[0].words, field=typed.problems[0].field)
    said = typed.values
    try:
        draft = drafted(counter, said)
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
    seen = supposed(counter, draft)
    refused = objection(seen, ACTS["receive"], dict(said))
    if refused is None and draft.body.get("owner"):
        refused = objection(seen, ACTS["assign"], {"to": draft.body["owner"], "reason": ""})
        return refused._replace(field="owner") if refused else None
    return refused


def cautions(counter: Counter, event: Event) -> tuple[str, ...]:
    """What should be seen before it is on file, each with the clause it rests on."""
    seen = supposed(counter, Draft(dict(event.body), event.at, "", (), None, None))
    to = event.body.get("owner")
    earlier = _earlier(counter, str(event.body.get("resident", "")), str(event.body.get("address", "")))
    return (
        *_long_ago(counter, event),
        *_open_alike(event.body, earlier),
        *unlinked(counter, event.body, earlier),
        *warned(seen, ACTS["receive"], dict(event.body)),
        *(warned(seen, ACTS["assign"], {"to": to, "reason": ""}) if to else ()),
    )


def _long_ago(counter: Counter, event: Event) -> tuple[str, ...]:
    """A receipt is seldom written down months later; a slip in the year would be a breach for good."""
    days = (london(counter.now).date() - london(event.at).date()).days
    return (f"Told {long(london(event.at).date())}, {days:,} days ago: check the year.",) if days > LONG_AGO else ()


def governing(landlord: Landlord, when: datetime) -> Policy:
    """The version of the landlord's policy in force on receipt, the earliest one for an older case."""
    from complaintdesk import policies

    return policies.version_for(landlord.row.policy, london(when).date())


def drafted(counter: Counter, values: Mapping[str, Any]) -> Draft:
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
    if str(said.get("owner", "")).casefold() == "me":
        said["owner"] = counter.who
    if not said.get("owner"):
        said["owner"] = _goes_to(counter, policy, said["feedback"], str(said.get("area") or ""))
    said["kind_why"] = why
    body = {name: value for name, value in said.items() if value} | {"policy": Path(policy.path).stem or policy.key}
    routed = "" if values.get("owner") else str(said["owner"])
    return Draft(body, when, why, earlier, person, linked, routed)


LONG_AGO = 60
"""Days after which the day we were told is asked about once more."""
_JOINED = ("adjustments",)
"""What is typed and what was known stand together; elsewhere what is typed now holds."""


def supposed(counter: Counter, draft: Draft) -> Look:
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


def _open_alike(body: Mapping[str, Any], earlier: Sequence[CaseRow]) -> Iterator[str]:
    """That a case of the same kind is open for this person or property already: it may be the same one."""
    name, address = (str(body.get(one) or "").casefold() for one in ("resident", "address"))
    grown_from = {str(body.get("linked") or "")}
    for row in earlier:
        here = bool(address) and row.address.casefold() == address
        them = name != "not given" and row.resident.casefold() == name and (here or not (address and row.address))
        if row.status == "open" and row.feedback == body["feedback"] and (here or them) and row.ref not in grown_from:
            whose = "person" if them else "property"
            yield (
                f"{row.ref} is open for the same {whose}: {row.subject}. Log another one only if it is another matter."
            )


def unlinked(counter: Counter, body: Mapping[str, Any], earlier: Sequence[CaseRow]) -> Iterator[str]:
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
