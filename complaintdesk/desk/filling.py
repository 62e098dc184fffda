"""Forms: which fields an act asks for on this case, and what was typed into them as values the record can hold."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from complaintdesk.desk.looking import Look
from complaintdesk.desk.staffing import NAMING, described, matched
from complaintdesk.engine.days import long, moment
from complaintdesk.engine.facts import prefers
from complaintdesk.engine.fields import FIELDS, choices
from complaintdesk.engine.kinds import Act
from complaintdesk.engine.records import RECORDS, in_words, movable, open_records, title
from complaintdesk.errors import BadInput
from complaintdesk.intake.clean import clean
from complaintdesk.intake.dates import parse_day, parse_moment, words
from complaintdesk.intake.limits import fitted
from complaintdesk.models.forms import Field
from complaintdesk.models.moments import london, quoted
from complaintdesk.models.terms import FINDINGS, REMEDY_KINDS
from complaintdesk.models.views import FieldNote

Values = Mapping[str, object]
_PAST = frozenset({"filed_on", "happened_on", "known_on", "dated", "done_on", "since"})
"""Days that have been: a bare weekday is the last one."""


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
    if isinstance(found, date):
        return FieldNote(field.name, ok=True, words=long(found))
    named = field.name in NAMING and seen is not None
    return FieldNote(
        field.name, ok=True, words=described(str(found), seen.staff, london(now).date()) if named and seen else ""
    )


def _moment(field: Field, value: object, seen: Look | None, now: datetime) -> datetime:
    text = clean(str(value or "")).strip()
    return parse_moment(text, now, seen.calendar if seen else None) if text else now


def _date(field: Field, value: object, seen: Look | None, now: datetime) -> date | None:
    text = clean(str(value or "")).strip()
    today = now if seen is None else seen.now
    ahead = field.name not in _PAST
    return parse_day(text, london(today).date(), seen.calendar if seen else None, ahead=ahead) if text else None


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
        if said["kind"] not in REMEDY_KINDS:
            raise BadInput(f"{where} has no kind.", f"Allowed: {', '.join(REMEDY_KINDS.values())}.")
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
    plain = text.replace("£", "").replace(",", "").strip()
    if not plain:
        return 0
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
    plain = text.replace(",", "")
    if plain and not re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,3})?", plain):
        raise BadInput(f"{quoted(text)} is no number of up to seven digits.", field.hint and f"Try {field.hint}.")
    return plain


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
}


class Me(NamedTuple):
    """Who fills the form in, and the role each person has on the landlord's staff list."""

    name: str
    staff: Mapping[str, str]
    """Name -> role."""

    @property
    def role(self) -> str:
        """My own role; '' where I am not on the list."""
        return self.role_of(self.name)

    def role_of(self, name: str) -> str:
        """The role of whoever is called so; '' where nobody is."""
        return next((role for one, role in self.staff.items() if one.casefold() == name.casefold()), "")


_AT_NEED: Mapping[str, Callable[[Look, Act], bool]] = {
    "send_to": lambda seen, _: any(one.kind == "representative" for one in seen.case.records),
    "sent_by": lambda seen, act: bool(prefers(seen.ground(""))) or "channel_asked" in act.last,
    "unheard_why": lambda seen, _: "contacted" not in seen.course.stages[seen.case.stage].first,
    "undated_why": lambda seen, act: any(
        "undated_why" in one.of and one.at == act.key and one.stage in (None, seen.case.stage)
        for one in seen.policy.duties
    ),
    "preference_reason": lambda seen, _: bool(prefers(seen.ground(""))),
}
"""Fields that are asked only where the case gives reason to."""


def fields_for(act: Act, seen: Look, me: Me, asked: Collection[str], standing: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields of an act's form on this case, filled with what is known.

    ``asked`` names what its letter's checklist may ask to fill; ``standing`` holds the standing paragraphs. What the
    letter prints from the file's records is not asked again.
    """
    known = _known(seen, me) | dict(standing)
    if "lessons" in asked and "lessons" not in act.fields:
        known["lessons"] = _lessons(seen)
    on_file = (name for kind in act.moves for name in RECORDS[kind].says)
    there = {*act.fields, *act.last, *on_file, "representative"}
    printed = [name for name in FIELDS if name in set(asked) and name not in there]
    # What is still to be said comes first; what is known already and the standing paragraphs come behind it.
    own = [name for name in act.asks(seen.case.feedback) if name not in _AT_NEED or _AT_NEED[name](seen, act)]
    last = [name for name in act.last if name not in _AT_NEED or _AT_NEED[name](seen, act)]
    wanted = [*own, *sorted(printed, key=lambda name: bool(known.get(name))), *last]
    fields = []
    for name in wanted:
        field = FIELDS[name]
        if name == "ground":
            field = _ground(field, act, seen)
        if name == "earlier":
            field = field._replace(choices=tuple((one.ref, f"{one.ref}: {one.subject}") for one in seen.kin))
        if name in act.optional:
            field = field._replace(required=False)
        if name == "due_on" and act.window and (usual := seen.policy.window(act.window)):
            field = field._replace(hint=f"empty: {usual.length} after the act")
        if name in act.insists:
            field = field._replace(required=True)
        field = _offered(field, seen)
        if name == "figure":
            field = field._replace(choices=tuple((one.key, one.title) for one in seen.policy.figures))
        if name == "which":
            found = movable(seen.case, act)
            field = field._replace(
                choices=tuple((one.key, f"{title(one, seen.policy)}") for one in found),
                value=found[0].key if len(found) == 1 else "",
            )
        if name == "to" and me.staff:
            field = field._replace(hint="one of " + ", ".join(me.staff))
        value = known.get(name, field.value) if name not in ("reason", "words", "text") else field.value
        fields.append(field._replace(value=value))
    return tuple(fields)


def _ground(field: Field, act: Act, seen: Look) -> Field:
    """The field with the grounds that the policy has for the act, and those it never takes for a delay."""
    rule = seen.policy.extension(seen.case.stage) if act.key == "extend" else None
    if rule is None:
        grounds = (one for one in seen.policy.exclusions if {act.key, act.like} & {*one.acts})
        return field._replace(kind="choice", choices=tuple((one.ground, one.title) for one in grounds))
    if rule.grounds:
        field = field._replace(kind="choice", choices=tuple((one, one.capitalize()) for one in rule.grounds))
    if rule.refuses:
        never = " or ".join(one.replace("_", " ") for one in rule.refuses)
        field = field._replace(hint=f"{never} is never a ground ({rule.source.clause})")
    return field


def _reviewer(seen: Look) -> str:
    """Who is suggested for the review: whoever answers for the main area, may review, and handled no stage 1."""
    may = {role.key for role in seen.policy.roles if "review" in role.may}
    handled = {who.casefold() for stage, who in seen.case.handlers if stage == 1}
    heads = seen.staff.answering_for(seen.case.area, london(seen.now).date()) if seen.case.area else ()
    return next((one.name for one in heads if may & {*one.roles} and one.name.casefold() not in handled), "")


def _lessons(seen: Look) -> str:
    """What was learnt at the stage the case is at, in the words meant for customers where there are any."""
    case = seen.case
    learnt = [one for one in case.records if one.kind == "lesson" and one.stage == case.stage]
    said = ((in_words(one, name, seen.policy) for name in ("public_text", "improvement", "what")) for one in learnt)
    return "\n".join(filter(None, (next(filter(None, words), "") for words in said)))


def _offered(field: Field, seen: Look) -> Field:
    """The field with the words that the policy has for it."""
    policy = seen.policy
    if field.name == "roles":
        return field._replace(choices=tuple((role.key, role.title) for role in policy.roles))
    if field.name == "publication":
        return field._replace(choices=tuple((one.name, one.name) for one in policy.publications))
    means = {one.key: f": {one.says}" for one in policy.offers(field.name) if one.says}
    if not policy.offers(field.name):
        return field
    return field._replace(choices=tuple((key, said + means.get(key, "")) for key, said in choices(field.name, policy)))


def _known(seen: Look, me: Me) -> dict[str, object]:
    case = seen.case
    handler = case.handler(case.stage) or me.name
    return {
        "definition": case.definition,
        "wanted": case.wanted,
        "unclear": "\n".join(str(one.said["unclear"]) for one in open_records(case, ("unclear",))),
        "send_to": "customer",
        "accompanied_by": next(
            (
                str(one.said["advocate"])
                for one in case.records
                if one.kind == "representative" and one.has("authority")
            ),
            "",
        ),
        "parts": tuple(one.text for one in (case.elements if case.stage == 1 else case.open_elements)),
        "to": _reviewer(seen) if case.stage == 2 and not case.handler(2) else "",
        "declared_by": me.name,
        "happened_on": case.happened_on,
        "known_on": case.known_on,
        "areas_affected": ", ".join(case.areas_affected),
        "account": any(one.said.get("account") for held in (case, *seen.kin) for one in held.records),
        "update_interval": next(
            (said for event in reversed(case.events) if (said := event.body.get("update_interval"))), ""
        ),
        "handler": handler,
        "handler_role": me.role_of(handler).replace("_", " ").capitalize(),
        "signatory": handler,
        "contact_method": case.contact_preference,
        "findings": tuple(
            {
                "number": element.number,
                "text": element.text,
                "finding": element.finding(case.stage)[0],
                "reason": element.finding(case.stage)[1],
                "overturned": "",
            }
            for element in case.open_elements
        ),
        "disputed": tuple(element.text for element in case.elements if not element.excluded),
        "area": case.area,
        "proposed_by": me.name,
        "decided_by": me.name,
    }
