"""Events out of the store, for both sides."""

import json
from typing import Any

from complaintdesk.models.events import Event
from complaintdesk.store.canon import moment
from complaintdesk.store.connection import Connection
from complaintdesk.store.rows import Appended, LandlordRow

KNOWN = "SELECT e.case_id, r.ref, e.seq, e.pos FROM event e JOIN register r USING (case_id) WHERE e.key = ?"
EVENTS = """SELECT e.seq, e.kind, e.at, e.recorded_at, e.who, w.body
 FROM event e LEFT JOIN words w ON w.case_id = e.case_id AND w.seq = e.seq
 WHERE e.case_id = ? ORDER BY e.seq"""
LANDLORD = "SELECT key, name, policy, nation, opens, closes, closures, settings FROM landlord"


def event(seq: int, kind: str, at: str, recorded_at: str, who: str, body: str | None) -> Event:
    """One event from its row; an erased body reads as empty."""
    return Event(kind, moment(at), {} if body is None else json.loads(body), seq, who, moment(recorded_at))


def events_of(db: Connection, case_id: int) -> tuple[Event, ...]:
    """A case's events as stored, in order; empty where there is no such case."""
    return tuple(event(*row) for row in db.execute(EVENTS, (case_id,)).fetchall())


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
