"""Derived rows, written in the transaction of the event that moves them.

Only what differs is written: most acts leave the parts, the records and the searched text alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from complaintdesk.store import statements as sql
from complaintdesk.store.connection import Connection
from complaintdesk.store.derived_tables import CaseTable
from complaintdesk.store.rows import CaseFacts, Derived
from complaintdesk.store.tables import table

_PARTS = (
    (
        "SELECT name, stage, party, started, day_zero, target, base_due, due, provisional, met_on, ended_on,"
        " backstop, clause"
        " FROM clock_row WHERE case_id = ? ORDER BY n",
        "DELETE FROM clock_row WHERE case_id = ?",
        sql.CLOCK,
    ),
    (
        "SELECT number, text, stage, finding, overturned FROM element_row WHERE case_id = ? ORDER BY n",
        "DELETE FROM element_row WHERE case_id = ?",
        sql.ELEMENT,
    ),
    (
        "SELECT kind, number, stage, what, value, owner, said_on, due, settled_on, pence, amount"
        " FROM record_row WHERE case_id = ? ORDER BY n",
        "DELETE FROM record_row WHERE case_id = ?",
        sql.RECORD,
    ),
    (
        "SELECT what, clause, owner, landlord, due, since, until, unless FROM owed_row WHERE case_id = ? ORDER BY n",
        "DELETE FROM owed_row WHERE case_id = ?",
        sql.OWED,
    ),
)
PARTS = ("clock_row", "element_row", "record_row", "owed_row")
"""The tables that hold several rows of a case, in the order of ``part_values``."""
FT_INSERT = {
    status: f"INSERT INTO ft_{status}(rowid, ref, resident, address, subject, words) VALUES (?, ?, ?, ?, ?, ?)"
    for status in ("open", "closed")
}
_FT_SELECT = "SELECT ref, resident, address, subject, words FROM ft_{} WHERE rowid = ?"
_FT_UPDATE = "UPDATE ft_{} SET ref = ?, resident = ?, address = ?, subject = ?, words = ? WHERE rowid = ?"
_FT_DELETE = "DELETE FROM ft_{} WHERE rowid = ?"
_COLUMNS = tuple(column.name for column in table(CaseTable).columns)
_TALLY_GONE = "DELETE FROM tally WHERE status = ? AND owner = ? AND landlord = ? AND next_due = ? AND n = 0"
_DAY_GONE = "DELETE FROM tally_day WHERE status = ? AND landlord = ? AND next_due = ? AND n = 0"


def case_values(case_id: int, ref: str, landlord: str, facts: CaseFacts, seq: int, last_at: str) -> tuple[Any, ...]:
    """A row of ``case_row`` in the order of its columns."""
    f = facts
    return (
        *(case_id, ref, landlord, f.policy, f.feedback, f.stage, f.status, f.resident, f.address, f.subject, f.owner),
        *(f.area, f.theme, f.next_clock, f.next_stage, f.next_due, int(f.extended), int(f.provisional), seq),
        *(f.received_on, last_at, f.channel, f.person or ref, f.escalated_on, f.closed_on, f.closed_why),
    )


def search_values(ref: str, facts: CaseFacts) -> tuple[str, ...]:
    """What the full-text index holds of a case."""
    return ref, facts.resident, facts.address, facts.subject, facts.words


def part_values(derived: Derived) -> tuple[tuple[tuple[Any, ...], ...], ...]:
    """Clocks, elements, records and what is owed as rows without their keys."""
    return derived.clocks, derived.elements, derived.records, derived.owed


def write(
    db: Connection,
    case_id: int,
    ref: str,
    landlord: str,
    derived: Derived,
    seq: int,
    last_at: str,
    *,
    tally: bool = True,
) -> tuple[str, ...]:
    """Make a case's derived rows what ``derived`` says; returns the names of the tables that were not so.

    ``tally`` False leaves the tallies to the caller, who counts anew.
    """
    changed: list[str] = []
    if derived.case is not None:
        changed += write_case(db, case_id, ref, landlord, derived.case, seq, last_at, tally=tally)
    for name, (select, delete, insert), rows in zip(PARTS, _PARTS, part_values(derived), strict=True):
        stored = db.execute(select, (case_id,)).fetchall()
        if tuple(stored) != rows:
            if stored:
                db.execute(delete, (case_id,))
            db.executemany(insert, [(case_id, n, *row) for n, row in enumerate(rows, 1)])
            changed.append(name)
    if derived.case is not None:
        changed += write_search(db, case_id, derived.case.status, search_values(ref, derived.case))
    return tuple(changed)


def differing(
    db: Connection, case_id: int, ref: str, landlord: str, derived: Derived, seq: int, last_at: str
) -> Iterator[str]:
    """The tables that ``write`` would change; nothing is written."""
    facts = derived.case
    if facts is not None:
        values = case_values(case_id, ref, landlord, facts, seq, last_at)
        if db.execute("SELECT * FROM case_row WHERE id = ?", (case_id,)).fetchone() != values:
            yield "case_row"
    for name, (select, _, _), rows in zip(PARTS, _PARTS, part_values(derived), strict=True):
        if tuple(db.execute(select, (case_id,)).fetchall()) != rows:
            yield name
    for status in ("open", "closed"):
        wanted = search_values(ref, facts) if facts is not None and status == facts.status else None
        if db.execute(_FT_SELECT.format(status), (case_id,)).fetchone() != wanted:
            yield f"ft_{status}"


def write_case(
    db: Connection, case_id: int, ref: str, landlord: str, facts: CaseFacts, seq: int, last_at: str, *, tally: bool
) -> list[str]:
    """Make the case's own row what ``facts`` say, and the tallies with it; names the table where it was not so."""
    changed = []
    values = case_values(case_id, ref, landlord, facts, seq, last_at)
    found = db.execute("SELECT * FROM case_row WHERE id = ?", (case_id,)).fetchone()
    if found is None:
        db.execute(sql.CASE, values)
        changed.append("case_row")
    elif found != values:
        new = [(name, now) for name, was, now in zip(_COLUMNS, found, values, strict=True) if was != now]
        db.execute(sql.case_update(tuple(name for name, _ in new)), (*(now for _, now in new), case_id))
        changed.append("case_row")
    place = (facts.status, facts.owner, landlord, facts.next_due)
    before = None if found is None else (found[6], found[10], found[2], found[15])
    if tally and place != before:
        if before is not None:
            add_to_tally(db, *before, -1)
        add_to_tally(db, *place, 1)
    return changed


def write_search(db: Connection, case_id: int, status: str, values: tuple[str, ...]) -> list[str]:
    """Make the index of ``status`` hold ``values`` for the case, and the other nothing; names those that did not."""
    other = "closed" if status == "open" else "open"
    changed = []
    if db.execute(_FT_SELECT.format(other), (case_id,)).fetchone() is not None:
        db.execute(_FT_DELETE.format(other), (case_id,))
        changed.append(f"ft_{other}")
    found = db.execute(_FT_SELECT.format(status), (case_id,)).fetchone()
    if found is None:
        db.execute(FT_INSERT[status], (case_id, *values))
        changed.append(f"ft_{status}")
    elif found != values:
        db.execute(_FT_UPDATE.format(status), (*values, case_id))
        changed.append(f"ft_{status}")
    return changed


def add_all_to_tally(db: Connection, places: Mapping[tuple[str, str, str, int], int]) -> None:
    """Count more cases at many (status, owner, landlord, due day) at once."""
    days: Counter[tuple[str, str, int]] = Counter()
    for (status, _, landlord, next_due), n in places.items():
        days[status, landlord, next_due] += n
    db.executemany(sql.TALLY, [(*place, n) for place, n in places.items()])
    db.executemany(sql.TALLY_DAY, [(*day, n) for day, n in days.items()])


def add_to_tally(db: Connection, status: str, owner: str, landlord: str, next_due: int, n: int) -> None:
    """Count ``n`` more (or fewer) cases in both tallies; a count of nothing leaves no row."""
    db.execute(sql.TALLY, (status, owner, landlord, next_due, n))
    db.execute(sql.TALLY_DAY, (status, landlord, next_due, n))
    if n < 0:
        db.execute(_TALLY_GONE, (status, owner, landlord, next_due))
        db.execute(_DAY_GONE, (status, landlord, next_due))
