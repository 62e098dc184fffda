"""Events out of the store, for both sides."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from complaintdesk.models.events import DISPOSED, Event
from complaintdesk.store.canon import moment
from complaintdesk.store.connection import Connection
from complaintdesk.store.rows import Appended, LandlordRow

KNOWN = "SELECT e.case_id, r.ref, e.seq, e.pos FROM event e JOIN register r USING (case_id) WHERE e.key = ?"
EVENTS = """SELECT e.seq, e.kind, e.at, e.recorded_at, e.who, w.body
 FROM event e LEFT JOIN words w ON w.case_id = e.case_id AND w.seq = e.seq
 WHERE e.case_id = ? ORDER BY e.seq"""
TEXTS_IN_ORDER = "ORDER BY key, substr(in_force_from, 1, 10), length(in_force_from), in_force_from"
"""Policy texts are never changed: a further one of the same day stands beside the first as '2024-03-01#2'."""
LANDLORD = "SELECT key, name, policy, nation, opens, closes, closures, settings FROM landlord"


EventRow = tuple[int, str, str, str, str, str | None]
"""seq, kind, at, recorded_at, who, body (None: its words are erased)."""


def events(rows: Iterable[EventRow]) -> tuple[Event, ...]:
    """A case's events from its rows; where words are erased stands what the disposal kept of them, or nothing."""
    made, erased = [], set()
    for seq, kind, at, recorded_at, who, body in rows:
        if body is None:
            erased.add(seq)
        made.append(Event(kind, moment(at), json.loads(body or "{}"), seq, who, moment(recorded_at)))
    if not erased:
        return tuple(made)
    kept: dict[str, Any] = {}
    for one in made:
        if one.kind == DISPOSED:
            kept |= one.body.get("kept", {})
    return tuple(replace(one, body=kept.get(str(one.seq), {})) if one.seq in erased else one for one in made)


def events_of(db: Connection, case_id: int) -> tuple[Event, ...]:
    """A case's events as stored, in order; empty where there is no such case."""
    return events(db.execute(EVENTS, (case_id,)).fetchall())


def known_key(db: Connection, key: str) -> Appended | None:
    """What was stored under an idempotency key before."""
    found = db.execute(KNOWN, (key,)).fetchone()
    return None if found is None else Appended(found[0], found[1], found[2], found[3], True)


def landlord_row(row: tuple[Any, ...]) -> LandlordRow:
    """A landlord from a row of ``LANDLORD``."""
    key, name, policy, nation, opens, closes, closures, settings = row
    days = tuple((day, why) for day, why in json.loads(closures))
    return LandlordRow(key, name, policy, nation, opens, closes, days, json.loads(settings))


def landlord_of(db: Connection, key: str) -> LandlordRow | None:
    """The landlord by its key, or None."""
    row = db.execute(f"{LANDLORD} WHERE key = ?", (key,)).fetchone()
    return None if row is None else landlord_row(row)
