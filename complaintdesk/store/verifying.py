"""Every hash of the store computed anew, to see that nothing was changed behind our back."""

import json
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from complaintdesk.models.events import DISPOSED
from complaintdesk.store.chain import digest, genesis, link
from complaintdesk.store.connection import Connection

_STEP = 500
_CASES = "SELECT case_id, ref, landlord FROM register WHERE case_id > ? ORDER BY case_id LIMIT ?"
_EVENTS = """SELECT e.case_id, e.seq, e.kind, e.at, e.recorded_at, e.who, e.digest, e.prev, e.hash,
 w.seq IS NOT NULL, w.salt, w.body
 FROM event e LEFT JOIN words w ON w.case_id = e.case_id AND w.seq = e.seq
 WHERE e.case_id BETWEEN ? AND ? ORDER BY e.case_id, e.seq"""


_UNREGISTERED = """SELECT e.case_id, coalesce(min(c.ref), ''), count(*) FROM event e
 LEFT JOIN case_row c ON c.id = e.case_id
 WHERE e.case_id NOT IN (SELECT case_id FROM register) GROUP BY e.case_id ORDER BY e.case_id"""


class Break(NamedTuple):
    """Where a case's chain of events does not hold, and how."""

    ref: str
    seq: int
    """0: it is about the case, or with no ``ref`` the store, as a whole."""
    why: str
    derived: bool = False
    """Whether it is about rows that ``rebuild`` makes anew from the events."""

    def __str__(self) -> str:
        """It as a sentence begins: reference and event, then how."""
        where = f"{self.ref} event {self.seq}" if self.seq else self.ref
        return f"{where}: {self.why}" if where else self.why


class ChainReport(NamedTuple):
    """What ``verify_chain`` found. ``seal`` is a hash over all cases' last hashes."""

    cases: int
    events: int
    erased: int
    breaks: tuple[Break, ...]
    seal: str


class _Link(NamedTuple):
    case_id: int
    seq: int
    kind: str
    at: str
    recorded_at: str
    who: str
    digest: str
    prev: str
    hash: str
    has_words: int
    salt: str | None
    body: str | None


def verify_chain(db: Connection) -> ChainReport:
    """Compute every hash anew. Reads in steps, so that no read transaction lasts.

    Of a case only the first break is named, not those that follow from it.
    """
    breaks: list[Break] = []
    cases = events = erased = last = 0
    heads = sha256()
    breaks.extend(_unregistered(db))
    while step := db.execute(_CASES, (last, _STEP)).fetchall():
        links: defaultdict[int, list[_Link]] = defaultdict(list)
        first, last = step[0][0], step[-1][0]
        for row in db.execute(_EVENTS, (first, last)).fetchall():
            links[row[0]].append(_Link._make(row))
        for case_id, ref, landlord in step:
            found = links[case_id]
            cases, events = cases + 1, events + len(found)
            erased += sum(one.body is None for one in found)
            breaks.extend(_breaks(ref, genesis(case_id, ref, landlord), found))
            heads.update(f"{ref} {found[-1].hash if found else ''}\n".encode())
    breaks.extend(_holes(db))
    breaks.extend(_policy_texts(db))
    return ChainReport(cases, events, erased, tuple(breaks), heads.hexdigest())


def unregistered(db: Connection) -> list[tuple[int, str, int]]:
    """The cases whose events are there and whose row in the register is not: number, reference (''), events."""
    found: list[tuple[int, str, int]] = db.execute(_UNREGISTERED).fetchall()
    return found


def _unregistered(db: Connection) -> Iterator[Break]:
    for case_id, ref, events in unregistered(db):
        yield Break(ref, 0, f"case number {case_id}, with {events} events, is gone from the register")


def _policy_texts(db: Connection) -> Iterator[Break]:
    for key, day, kept, text in db.execute("SELECT key, in_force_from, sha256, text FROM policy_text").fetchall():
        if sha256(text.encode()).hexdigest() != kept:
            yield Break("", 0, f"the text kept of the policy {key} in force from {day} was changed")


def _breaks(ref: str, prev: str, links: list[_Link]) -> Iterator[Break]:
    if not links:
        yield Break(ref, 0, "the case has no events")
    disposed = _disposed(links)
    for seq, one in enumerate(links, 1):
        why = _fault(seq, prev, one)
        if not why and one.body is None and one.seq not in disposed:
            why = "its words were erased, and no disposal says so"
        if why:
            yield Break(ref, one.seq, why)
            return
        prev = one.hash


def _disposed(links: list[_Link]) -> frozenset[int]:
    """The events of a case whose words a disposal erased. One that was changed is a fault of its own."""
    told = (one.body for one in links if one.kind == DISPOSED and one.body and one.salt)
    return frozenset(int(seq) for body in told for seq in json.loads(body).get("kept", {}) if seq.isdigit())


def _fault(seq: int, prev: str, one: _Link) -> str:
    hashed = link(one.case_id, one.seq, one.kind, one.at, one.recorded_at, one.who, one.digest, one.prev)
    if one.seq != seq:
        why = f"event {seq} is missing"
    elif one.prev != prev:
        why = "it does not follow from what stands before it"
    elif one.hash != hashed:
        why = "its record was changed"
    elif not one.has_words:
        why = "its words are missing"
    elif one.salt is None and one.body is None:
        why = ""
    elif one.salt is None or one.body is None or one.digest != digest(one.salt, one.body):
        why = "its words were changed"
    else:
        why = ""
    return why


def _holes(db: Connection) -> Iterator[Break]:
    clock, last, count = db.execute(
        "SELECT (SELECT pos FROM store_clock WHERE id = 1), (SELECT coalesce(max(pos), 0) FROM event),"
        " (SELECT count(*) FROM event)"
    ).fetchone()
    if not clock == last == count:
        yield Break("", 0, f"the store's clock says {clock} events, the last is number {last}, and there are {count}")
