"""Derived rows made anew from the events. On a sound store it changes nothing, and a test says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.store import derived, faults
from complaintdesk.store.canon import instant
from complaintdesk.store.connection import Connection, Error
from complaintdesk.store.ddl import INDEXES, SEARCH_FORGETS
from complaintdesk.store.history import events_of, landlord_of
from complaintdesk.store.rows import Derive, LandlordRow, Rebuilt
from complaintdesk.store.verifying import Break, unregistered

_ORPHANS = tuple(
    (name, f"FROM {name} WHERE {column} NOT IN (SELECT case_id FROM event)")
    for name, column in (
        ("case_row", "id"),
        *((name, "case_id") for name in derived.PARTS),
        *((name, "rowid") for name in INDEXES),
    )
)
_NO_CASE = "rows of no case"
_CASE = "SELECT case_id, ref, landlord FROM register"
_CASES = f"{_CASE} ORDER BY case_id"
_COUNTED = "SELECT {0}, count(*) AS n FROM case_row GROUP BY {0}"
_TALLIES = (
    ("tally", "status, owner, landlord, next_due"),
    ("tally_day", "status, landlord, next_due"),
)


def rebuild(db: Connection, derive: Derive) -> Rebuilt:
    """Inside the caller's transaction; differences name reference and table, never a value.

    Words that were erased from the events leave the indexes, too.
    """
    differences: list[str] = []
    left = [f"{ref or f'case number {case_id}'}: gone from the register" for case_id, ref, _ in unregistered(db)]
    _search_whole(db, differences)
    landlords: dict[str, LandlordRow | None] = {}
    cases = db.execute(_CASES).fetchall()
    for case_id, ref, key in cases:
        history = events_of(db, case_id)
        if key not in landlords:
            landlords[key] = landlord_of(db, key)
        owner = landlords[key]
        if not history or owner is None:
            left.append(f"{ref}: no events" if owner else f"{ref}: no landlord")
            continue
        made = derive(owner, case_id, ref, history)
        last_at = instant(max(e.at for e in history))
        changed = derived.write(db, case_id, ref, key, made, history[-1].seq, last_at, tally=False)
        differences += [f"{ref}: {table}" for table in changed]
    for name, rows in _ORPHANS:
        if db.execute(f"DELETE {rows}").rowcount > 0:
            differences.append(f"{name}: {_NO_CASE}")
    for statement in SEARCH_FORGETS:
        db.execute(statement)
    for name, columns in _TALLIES:
        if _count_anew(db, name, columns):
            differences.append(f"{name}: counts")
    return Rebuilt(len(cases), tuple(differences), tuple(left))


def differing(db: Connection, derive: Derive, skipped: Collection[str] = ()) -> Iterator[Break]:
    """What ``rebuild`` would change, case by case; ``skipped``: those whose events do not hold as it is.

    Nothing is written and nobody waits: each case is looked at as it stands at one moment, while others work.
    SQLite checks an index through a statement of writing, so the connection must be one that may write.
    """
    for case_id, ref, _ in db.execute(_CASES).fetchall():
        if ref not in skipped:
            yield from _of_case(db, derive, case_id)
    for name in INDEXES:
        if not _index_holds(db, name):
            yield Break("", 0, f"the index {name} does not find what its rows say", derived=True)
    for name, rows in _ORPHANS:
        if db.execute(f"SELECT EXISTS (SELECT 1 {rows})").fetchone()[0]:
            yield Break("", 0, f"{name} holds {_NO_CASE}", derived=True)
    for name, columns in _TALLIES:
        if db.execute(_miscounted(name, columns)).fetchone()[0]:
            yield Break("", 0, f"{name} does not count what is there", derived=True)


def _of_case(db: Connection, derive: Derive, case_id: int) -> Iterator[Break]:
    db.execute("BEGIN")
    try:
        _, ref, key = db.execute(f"{_CASE} WHERE case_id = ?", (case_id,)).fetchone()
        history, owner = events_of(db, case_id), landlord_of(db, key)
        if owner is None:
            yield Break(ref, 0, f"its landlord {key} is gone")
        elif history:
            made, last_at = derive(owner, case_id, ref, history), instant(max(e.at for e in history))
            for table in derived.differing(db, case_id, ref, key, made, history[-1].seq, last_at):
                yield Break(ref, 0, f"its rows in {table} are not what its events make", derived=True)
    except ComplaintDeskError as error:
        yield Break(ref, 0, f"its rows cannot be compared: {error}")
    finally:
        db.execute("ROLLBACK")


def _search_whole(db: Connection, differences: list[str]) -> None:
    """Compare each full-text index with its own rows; make it anew where it does not hold."""
    for name in INDEXES:
        if not _index_holds(db, name):
            db.execute(f"INSERT INTO {name}({name}) VALUES('rebuild')")
            differences.append(f"{name}: index")


def _index_holds(db: Connection, name: str) -> bool:
    try:
        db.execute(f"INSERT INTO {name}({name}) VALUES('integrity-check')")
    except Error as error:
        if faults.code_of(error) == faults.BUSY:
            raise
        return faults.code_of(error) == faults.READONLY  # nobody may look
    return True


def _count_anew(db: Connection, name: str, columns: str) -> bool:
    if not db.execute(_miscounted(name, columns)).fetchone()[0]:
        return False
    db.execute(f"DELETE FROM {name}")
    db.execute(f"INSERT INTO {name}({columns}, n) {_COUNTED.format(columns)}")
    return True


def _miscounted(name: str, columns: str) -> str:
    counted = _COUNTED.format(columns)
    return (
        f"SELECT EXISTS (SELECT {columns}, n FROM {name} EXCEPT {counted})"
        f" OR EXISTS ({counted} EXCEPT SELECT {columns}, n FROM {name})"
    )
