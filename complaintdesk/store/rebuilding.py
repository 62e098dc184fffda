"""Derived rows made anew from the events. On a sound store it changes nothing, and a test says so."""

from __future__ import annotations

from complaintdesk.store import derived
from complaintdesk.store.canon import instant
from complaintdesk.store.connection import Connection, Error
from complaintdesk.store.ddl import INDEXES, SEARCH_FORGETS
from complaintdesk.store.history import events_of, landlord_of
from complaintdesk.store.rows import Derive, LandlordRow, Rebuilt

_ORPHANS = (
    ("case_row", "DELETE FROM case_row WHERE id NOT IN (SELECT case_id FROM event)"),
    ("clock_row", "DELETE FROM clock_row WHERE case_id NOT IN (SELECT case_id FROM event)"),
    ("element_row", "DELETE FROM element_row WHERE case_id NOT IN (SELECT case_id FROM event)"),
    ("record_row", "DELETE FROM record_row WHERE case_id NOT IN (SELECT case_id FROM event)"),
    ("owed_row", "DELETE FROM owed_row WHERE case_id NOT IN (SELECT case_id FROM event)"),
    *((name, f"DELETE FROM {name} WHERE rowid NOT IN (SELECT case_id FROM event)") for name in INDEXES),
)
_TALLIES = (
    ("tally", "status, owner, landlord, next_due"),
    ("tally_day", "status, landlord, next_due"),
)


def rebuild(db: Connection, derive: Derive) -> Rebuilt:
    """Inside the caller's transaction; differences name reference and table, never a value.

    Words that were erased from the events leave the indexes, too.
    """
    differences: list[str] = []
    _search_whole(db, differences)
    landlords: dict[str, LandlordRow | None] = {}
    cases = db.execute("SELECT case_id, ref, landlord FROM register ORDER BY case_id").fetchall()
    for case_id, ref, key in cases:
        history = events_of(db, case_id)
        if key not in landlords:
            landlords[key] = landlord_of(db, key)
        owner = landlords[key]
        if not history or owner is None:
            differences.append(f"{ref}: no events" if owner else f"{ref}: no landlord")
            continue
        made = derive(owner, case_id, ref, history)
        last_at = instant(max(e.at for e in history))
        changed = derived.write(db, case_id, ref, key, made, history[-1].seq, last_at, tally=False)
        differences += [f"{ref}: {table}" for table in changed]
    for name, delete in _ORPHANS:
        if db.execute(delete).rowcount > 0:
            differences.append(f"{name}: rows of no case")
    for statement in SEARCH_FORGETS:
        db.execute(statement)
    for name, columns in _TALLIES:
        if _count_anew(db, name, columns):
            differences.append(f"{name}: counts")
    return Rebuilt(len(cases), tuple(differences))


def _search_whole(db: Connection, differences: list[str]) -> None:
    """Compare each full-text index with its own rows; make it anew where it does not hold."""
    for name in INDEXES:
        try:
            db.execute(f"INSERT INTO {name}({name}) VALUES('integrity-check')")
        except Error:
            db.execute(f"INSERT INTO {name}({name}) VALUES('rebuild')")
            differences.append(f"{name}: index")


def _count_anew(db: Connection, name: str, columns: str) -> bool:
    counted = f"SELECT {columns}, count(*) AS n FROM case_row GROUP BY {columns}"
    wrong = (
        f"SELECT EXISTS (SELECT {columns}, n FROM {name} EXCEPT {counted})"
        f" OR EXISTS ({counted} EXCEPT SELECT {columns}, n FROM {name})"
    )
    if not db.execute(wrong).fetchone()[0]:
        return False
    db.execute(f"DELETE FROM {name}")
    db.execute(f"INSERT INTO {name}({columns}, n) {counted}")
    return True
