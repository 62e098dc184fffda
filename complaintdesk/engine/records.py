"""The kinds of record a case's file holds, and what each act does to them. One line a kind: no code of its own."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.book import RECORDS as BOOK_RECORDS
from complaintdesk.engine.days import long
from complaintdesk.engine.deciding import RECORDS as DECIDING
from complaintdesk.engine.fields import FIELDS, word
from complaintdesk.engine.keeping import RECORDS as KEEPING
from complaintdesk.engine.kinds import Act, RecordKind
from complaintdesk.engine.putting_right import RECORDS as PUTTING_RIGHT
from complaintdesk.models.case import Case
from complaintdesk.models.events import Event
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Policy
from complaintdesk.models.record import Record
from complaintdesk.models.terms import CHARACTERISTICS, EQUALITY
from complaintdesk.models.values import replace

NOT_SAID = frozenset({"letter", "which", "overridden"})
"""What an event carries that is no part of the record."""


RECORDS: dict[str, RecordKind] = {
    one.key: one
    for one in (
        RecordKind("step", "Investigation step", "file", ("step", "with_whom", "what"), value="step"),
        RecordKind("evidence", "Evidence", "file", ("item", "source", "dated"), "not considered yet", ("considered",)),
        RecordKind(
            "adjustment",
            "Reasonable adjustment",
            "people",
            ("need", "decision", "reason"),
            "to be decided",
            ("decision",),
            of_person=True,
        ),
        RecordKind("preference", "Contact preference", "people", ("prefers", "contact_preference"), of_person=True),
        RecordKind("vulnerability", "Vulnerability", "people", ("vulnerability",), of_person=True, sensitive=True),
        RecordKind(
            "monitoring",
            "Equality monitoring",
            "people",
            ("characteristic", "stated"),
            value="counted",
            sensitive=True,
        ),
        RecordKind(
            "representative",
            "Representative",
            "people",
            ("advocate", "relation", "authority", "asked_on", "asked_how"),
            "authority not confirmed",
            ("authority",),
            value="authority",
            made_by=("advocate_clarified",),
        ),
        RecordKind("member", "Also affected", "people", ("member",)),
        RecordKind("meeting", "Meeting", "file", ("attended", "accompanied_by", "said")),
        RecordKind(
            "unclear", "Unclear point", "file", ("unclear", "said"), "to be clarified", ("clear",), made_by=("defined",)
        ),
        RecordKind(
            "dissatisfaction",
            "Dissatisfaction",
            "file",
            ("said", "complaint_offered", "told_how"),
            "how to complain to be told",
            ("told_how",),
            value="complaint_offered",
            gone_with="complaint",
        ),
        RecordKind(
            *("link", "Linked case", "file", ("link", "why", "linked")), value="linked", comes_with=("closed", "linked")
        ),
        RecordKind("same_person", "Same person", "people", ("linked", "reason"), value="linked"),
        RecordKind(
            "remedy",
            "Remedy",
            "actions",
            ("what", "kind", "owner", "due_on"),
            "to be done",
            ("done_on",),
            made_by=("responded",),
        ),
        RecordKind("action", "Action", "actions", ("what", "owner", "due_on", "reason"), "to be done", ("done_on",)),
        *DECIDING,
        *PUTTING_RIGHT,
        *BOOK_RECORDS,
        *KEEPING,
    )
}

ADDED_BY: Mapping[str, str] = {act.event: act.adds for act in ACTS.values() if act.adds}
"""Event kind -> the kind of record it makes."""
COMING = tuple(one for one in RECORDS.values() if one.comes_with)
"""The kinds of record that other events may bring along."""
MOVED_BY: Mapping[str, bool] = {act.event: act.settles for act in ACTS.values() if act.moves}
"""Event kind that changes a record -> whether it settles it."""
STAMPS: Mapping[str, str] = {act.event: act.stamps for act in ACTS.values() if act.stamps}
"""Event kind -> the field of the record it changes that takes its day."""
OPENED_BY: Mapping[str, tuple[RecordKind, ...]] = {
    event: tuple(kind for kind in RECORDS.values() if event in kind.opened_by)
    for event in {event for kind in RECORDS.values() for event in kind.opened_by}
}
"""Event kind -> the kinds of record it opens by itself."""
SETTLED_BY: Mapping[str, tuple[str, ...]] = {
    event: tuple(kind.key for kind in RECORDS.values() if event in kind.settled_by)
    for event in {event for kind in RECORDS.values() for event in kind.settled_by}
}
"""Event kind -> the kinds of record it settles by itself."""


def recorded(case: Case, event: Event) -> Case:
    """The case with what ``event`` puts on its file or changes there."""
    for kind in COMING:
        brings, *fields = kind.comes_with
        if event.kind == brings and any(event.body.get(name) for name in fields):
            names = {*kind.says, kind.value, *(name for name, _ in kind.open_when)}
            case = added(case, event, kind.key, {name: event.body[name] for name in names & event.body.keys()})
    if event.kind in SETTLED_BY:
        ended = open_records(case, SETTLED_BY[event.kind])
        return replace(
            case, records=tuple(replace(one, settled=event.at) if one in ended else one for one in case.records)
        )
    if event.kind in ADDED_BY:
        return added(case, event, ADDED_BY[event.kind], event.body)
    if event.kind in MOVED_BY:
        return _moved(case, event)
    for kind in OPENED_BY.get(event.kind, ()):
        if _opens(kind, case, event):
            case = added(case, event, kind.key, {})
    return case


def _opens(kind: RecordKind, case: Case, event: Event) -> bool:
    """Whether the event, one of those that may, opens a record of the kind."""
    if (kind.about and case.feedback not in kind.about) or open_records(case, (kind.key,)):
        return False
    name, words = kind.but_not
    return event.body.get(name) not in words and (not kind.asks_somebody or case.has_somebody)


def on_receipt(case: Case, event: Event) -> Case:
    """The case with what its receipt puts on file: who acts for somebody, who else is affected, what is unclear ..."""
    body = event.body
    for kind, renamed in _ON_RECEIPT:
        said = {new: body[old] for old, new in renamed.items() if body.get(old) not in (None, "", (), [], False)}
        if next(iter(renamed.values())) in said:
            case = added(case, event, kind, said)
    for name in body.get("members", ()):
        case = added(case, event, "member", {"member": name})
    for key in CHARACTERISTICS:
        if body.get(EQUALITY + key):
            stated = str(body[EQUALITY + key])
            said = {"characteristic": key, "stated": stated, "counted": f"{key}={stated}"}
            case = added(case, event, "monitoring", said)
    return case


_ON_RECEIPT = (
    ("link", {"linked": "linked", "link": "link"}),
    (
        "representative",
        {"representative": "advocate", **{one: one for one in ("relation", "authority", "asked_on", "asked_how")}},
    ),
    ("adjustment", {"need": "need", "noticed_by": "noticed_by"}),
    ("vulnerability", {"vulnerability": "vulnerability"}),
    ("dissatisfaction", {"dissatisfied": "dissatisfied", "words": "said"}),
)
"""Kind of record, and the receipt's fields it is made of; the first one makes it."""


def represented(case: Case, event: Event) -> Case:
    """Who acts for the resident, as somebody noted it; what is on file of that person already is brought up to date."""
    name = str(event.body.get("advocate") or "").strip()
    if not name or name.casefold() in ("nobody", "none", "no one"):
        return case
    known = next((one for one in case.records if one.kind == "representative" and one.said["advocate"] == name), None)
    said = {one: event.body[one] for one in _ON_RECEIPT[1][1].values() if event.body.get(one)}
    return added(case, event, "representative", said) if known is None else _changed(case, event, known.key, said)


def added(case: Case, event: Event, kind: str, said: Mapping[str, Any]) -> Case:
    """The case with one more record of ``kind``."""
    made = {name: value for name, value in said.items() if name not in NOT_SAID}
    number = _number(case, event, kind)
    record = Record(kind, number, case.stage, event.at, event.who, event.seq, made)
    if not RECORDS[kind].open or _is_done(record) or not _is_asked(record):
        record = replace(record, settled=event.at)
    return replace(case, records=(*case.records, record))


def _number(case: Case, event: Event, kind: str) -> int:
    place = sum(one.kind == kind and one.seq == event.seq for one in case.records)
    counted = 1 + sum(one.kind == kind for one in case.records)
    return case.numbers.get((kind, event.seq, place), counted)


def numbers(case: Case) -> dict[tuple[str, int, int], int]:
    """(kind, event, place among what that event made) -> the number of each record of the case."""
    found: dict[tuple[str, int, int], int] = {}
    for one in case.records:
        place = sum((one.kind, one.seq) == key[:2] for key in found)
        found[one.kind, one.seq, place] = one.number
    return found


def _moved(case: Case, event: Event) -> Case:
    more = {name: value for name, value in event.body.items() if name not in NOT_SAID}
    if event.kind in STAMPS:
        more[STAMPS[event.kind]] = london(event.at).date().isoformat()
    return _changed(case, event, str(event.body.get("which", "")), more)


def _changed(case: Case, event: Event, which: str, more: Mapping[str, Any]) -> Case:
    records = list(case.records)
    for place, one in enumerate(records):
        if one.key == which:
            kept = {name: one.said[name] for name in RECORDS[one.kind].keeps if one.has(name)}
            changed = replace(one, said={**one.said, **more, **kept})
            if changed.is_open and (MOVED_BY.get(event.kind) or _is_done(changed)):
                changed = replace(changed, settled=event.at)
            records[place] = changed
    return replace(case, records=tuple(records))


def _is_done(record: Record) -> bool:
    for one in RECORDS[record.kind].done_with:
        name, _, words = one.partition("=")
        if record.has(name) and (not words or str(record.said[name]) in words.split("|")):
            return True
    return False


def open_words(record: Record, policy: Policy) -> str:
    """What is owed on an open record; '{restrict}' in it stands for whoever has that power under the policy."""
    kind = RECORDS[record.kind]
    field, waiting = kind.waits
    words = waiting if field and not record.has(field) else kind.open
    power = words.partition("{")[2].partition("}")[0]
    if not power:
        return words
    titles = [role.title for role in policy.roles if power in role.may]
    return words.replace("{" + power + "}", " or ".join(titles) or "a decision")


def _is_asked(record: Record) -> bool:
    """Whether its kind's ``open_when`` holds."""
    for name, words in RECORDS[record.kind].open_when:
        word = _word(record.said.get(name))
        if not (word in words if words else word):
            return False
    return True


def _word(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value or "")


def value_of(record: Record) -> str:
    """The word a record is counted and looked for by; a flag says yes or no."""
    return _word(record.said.get(RECORDS[record.kind].value))


def open_records(case: Case, kinds: Iterable[str]) -> tuple[Record, ...]:
    """The records of those kinds on which something is still owed."""
    wanted = set(kinds)
    return tuple(one for one in case.records if one.kind in wanted and one.is_open)


def is_gone(record: Record, case: Case, kin: Iterable[Case]) -> bool:
    """Whether another case of the person has taken an open record away: who complains need not be told how to."""
    wanted = RECORDS[record.kind].gone_with
    linked = (one for other in kin if other.feedback == wanted for one in other.records if one.kind == "link")
    return bool(wanted) and any(one.said.get("linked") == case.ref for one in linked)


def movable(case: Case, act: Act) -> tuple[Record, ...]:
    """The records that the act may change."""
    return tuple(one for one in case.records if one.kind in act.moves and (one.is_open or act.even_done))


def line(record: Record, policy: Policy) -> str:
    """A record in one line: 'large print; granted; sent with every letter'."""
    return "; ".join(in_words(record, name, policy) for name in RECORDS[record.kind].says if record.has(name))


def beyond(record: Record, policy: Policy) -> tuple[tuple[str, str], ...]:
    """What the record says beyond its line, as (field, words)."""
    kind = RECORDS[record.kind]
    names = () if kind.sensitive else (name for name in record.said if name in FIELDS or name == "pence")
    told = (name for name in names if name not in kind.says and record.has(name))
    return tuple((name, "yes" if record.said[name] is True else in_words(record, name, policy)) for name in told)


def title(record: Record, policy: Policy) -> str:
    """'Reasonable adjustment 2, large print': a record as a sentence names it."""
    kind = RECORDS[record.kind]
    first = next((in_words(record, name, policy) for name in kind.says if record.has(name)), "")
    return f"{kind.title} {record.number}" + (f", {first}" if first else "")


def in_words(record: Record, name: str, policy: Policy) -> str:
    """What a record says under ``name``, as people read it; '' where it says nothing."""
    if not record.has(name):
        return ""
    value = record.said[name]
    if isinstance(value, bool):
        return FIELDS[name].label.lower()
    if isinstance(value, list | tuple):
        return ", ".join(word(name, str(one), policy) for one in value)
    if name == "pence" or (name in FIELDS and FIELDS[name].kind == "number"):
        return f"£{int(value) / 100:,.2f}" if name == "pence" else f"{Decimal(str(value)):,}"
    if name.endswith("_on") or (name in FIELDS and FIELDS[name].kind == "date"):
        return long(date.fromisoformat(str(value)))
    return word("remedies" if name == "kind" else name, str(value), policy)
