"""What is due to be disposed of, disposing of it, and who looked at what is sensitive."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from complaintdesk.desk import acting
from complaintdesk.desk.looking import Look, cited, look, of_person
from complaintdesk.engine import erasing, retention
from complaintdesk.engine.days import long
from complaintdesk.errors import NotFound
from complaintdesk.models.acting import Done, Refused
from complaintdesk.models.events import DISPOSED, Event
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Policy, Retention
from complaintdesk.models.retention import Disposed, Kept, Looked, Retained
from complaintdesk.models.terms import BOOK
from complaintdesk.store.rows import Erasure

if TYPE_CHECKING:
    from complaintdesk.desk.browsing import Browsing
    from complaintdesk.desk.desk import Desk

NOT_SET = "Retention is not set by policy: nothing is listed and nothing is disposed of in bulk."
DISPOSE = "dispose"
_SEEN = "sensitive_viewed"
_LATER = " Another window has the store open: the last traces leave the file with the next disposal once it is closed."


def rules(policy: Policy, years: int) -> tuple[Retention, ...]:
    """The policy's rules, and behind them the landlord's own setting where it has one."""
    return (*policy.retention, *((retention.own_rule(years),) if years else ()))


def retained(desk: "Browsing", landlord: str, *, every: bool = False) -> Retained:
    """Closed cases and their documents: what is due, held, for good or without a rule; ``every``: all of them."""
    owner = desk.landlord(landlord)
    years = owner.retention_years
    note = "" if owner.policy().retention else NOT_SET
    if years:
        note = f"{note} By its own setting closed cases are looked at after {years} years.".strip()
    if not rules(owner.policy(), years):
        return Retained(owner.key, note, ())
    seen: dict[int, Look] = {}
    for case_id, ref, key, events in desk.reader.histories(landlord=owner.key):
        one = look(case_id, ref, desk.landlord(key), events, desk.now())
        if one is not None and one.case.feedback != BOOK:
            seen[case_id] = one
    kin = of_person([one.case for one in seen.values()])
    found: list[Kept] = []
    for one in seen.values():
        if one.case.status == "open" or one.clocks.next is not None:
            continue
        if years or one.policy.retention:
            found += _kept(desk, replace(one, kin=kin[one.case.ref]), years)
    if not every:
        found = [one for one in found if one.state != "kept"]
    order = ("due", "held", "unruled", "permanent", "kept")
    return Retained(owner.key, note, tuple(sorted(found, key=lambda one: (order.index(one.state), str(one.due)))))


def _kept(desk: "Browsing", seen: Look, years: int) -> Iterator[Kept]:
    ruled = rules(seen.policy, years)
    for one in retention.retained(seen.ground(""), ruled, _open_links(desk, seen)):
        yield one._replace(clause=cited(seen, one.clause) if not one.clause.startswith("the ") else one.clause)


def _open_links(desk: "Browsing", seen: Look) -> tuple[str, ...]:
    """The open cases that this one is linked with, whichever of the two says so."""
    named = {str(one.said.get("linked") or "") for one in seen.case.records if one.kind == "link"}
    found = []
    for ref in sorted({*named, *desk.reader.linked_to(seen.case.ref)} - {"", seen.case.ref}):
        try:
            status = desk.reader.by_ref(ref).status
        except NotFound:
            continue
        found += [ref] if status == "open" else []
    return tuple(found)


def dispose(desk: "Desk", refs: Sequence[str], said: Mapping[str, object], *, key: str) -> Disposed | Refused:
    """Erase the words of cases for good: all of them or, with the first reason against it, none."""
    erasures = []
    for ref in refs:
        seen = desk.look(ref)
        alone = _only_alone(desk, seen) if len(refs) > 1 else None
        ready = alone or desk.ready(seen, acting.act_of(DISPOSE), said, "")
        if isinstance(ready, Refused):
            return ready._replace(sentence=f"{seen.case.ref}: {ready.sentence}")
        erasures.append(_erasure(desk, seen, ready[0], f"{key}/{seen.case.ref}"))
    done, swept = _erase(desk, erasures)
    told = ", ".join(one.ref for one in done)
    sentence = f"The words of {told} are erased for good.{'' if swept else _LATER}"
    return Disposed(sentence, tuple(one.ref for one in done), swept)


def erase(desk: "Desk", seen: Look, values: Mapping[str, Any], key: str) -> Done:
    """The same as an act on one case, against which nothing stands."""
    (stored,), swept = _erase(desk, [_erasure(desk, seen, values, key)])
    sentence = f"{acting.act_of(DISPOSE).done}: {stored.ref}.{'' if swept else _LATER}"
    return Done(sentence, stored.ref, stored.case_id, stored.seq)


def against(desk: "Desk", seen: Look, values: Mapping[str, Any]) -> Refused | None:
    """Why the case is not disposed of, beyond what stops the act on any case."""
    own = _own(desk, seen)
    if own.state in ("kept", "permanent", "held"):
        due = f" It is due {long(own.due)}." if own.due and own.state == "kept" else ""
        return Refused(f"{own.why}{due}", own.clause)
    reason = str(values.get("reason") or "").casefold()
    if own.state == "unruled" and not reason.strip():
        return Refused(f"{own.why} Say why it goes.", field="reason")
    words = {word for name in erasing.names_of(seen.case) for word in erasing.name_words(name)}
    if words.intersection(re.findall(r"\w{3,}", reason)):
        return Refused("The reason stays on the file: say it without the name or address of anybody.", field="reason")
    return None


def _only_alone(desk: "Desk", seen: Look) -> Refused | None:
    own = _own(desk, seen) if not retention.erased(seen.case) else None
    if own is None or own.state != "unruled":
        return None
    return Refused(f"{own.why} It is disposed of on its own, with a reason.")


def _own(desk: "Desk", seen: Look) -> Kept:
    """How the case itself stands, whose words are not erased yet."""
    return next(one for one in _kept(desk, seen, seen.landlord.retention_years) if not one.which)


def _erase(desk: "Desk", erasures: Sequence[Erasure]) -> tuple[Sequence[Any], bool]:
    from complaintdesk.desk.deriving import derive

    return desk.writer.dispose(erasures, derive)


def _erasure(desk: "Desk", seen: Look, values: Mapping[str, Any], key: str) -> Erasure:
    own, staff = _own(desk, seen), [one.name for one in seen.staff.members]
    body = {
        **acting.body(seen, acting.act_of(DISPOSE), values, None),
        "said": " ".join(filter(None, (own.why, f"({own.clause})" if own.clause else ""))),
        "kept": erasing.kept(seen.recorded, seen.case, seen.policy, staff),
    }
    if own.due:
        body["due_on"] = own.due.isoformat()
    event = Event(DISPOSED, seen.now, body, who=desk.who, recorded_at=seen.now)
    return Erasure(seen.case_id, seen.seq, event, key)


def looks(desk: "Browsing", landlord: str = "") -> tuple[Looked, ...]:
    """Everybody who asked for what is sensitive, the latest first."""
    if landlord:
        desk.landlord(landlord)
    found = []
    for ref in desk.reader.cases_with(("look",), landlord):
        case_id, _, key = desk.reader.registered(ref)
        for event in desk.reader.events(case_id):
            if event.kind == _SEEN:
                told = str(event.body.get("reason") or "")
                found.append(Looked(london(event.at), event.who, ref, key, told))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))
