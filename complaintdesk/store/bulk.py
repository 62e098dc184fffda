"""Many new cases at once, for imports and the demo: rows gathered in steps and written by executemany."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC
from itertools import islice
from typing import Any

from complaintdesk.errors import NotFound
from complaintdesk.models.events import Event
from complaintdesk.store import chain, derived, history
from complaintdesk.store import statements as sql
from complaintdesk.store.connection import Connection
from complaintdesk.store.history import known_key, landlord_of
from complaintdesk.store.naming import reference, year_of
from complaintdesk.store.rows import Appended, Derive, LandlordRow, NewCase

_STEP = 2000
_PLAIN = frozenset({str, int, bool, type(None)})


def append(db: Connection, cases: Iterable[NewCase], derive: Derive) -> list[Appended]:
    """Write ``cases`` in order inside the caller's transaction; a case whose key is known is left as it is.

    NotFound for an unknown landlord, ValueError for a case without events; the caller then rolls back.
    """
    state = _State(db)
    done: list[Appended] = []
    source = iter(cases)
    while step := list(islice(source, _STEP)):
        done.extend(state.write(step, derive))
    derived.add_all_to_tally(db, state.tally)
    return done


def _as_stored(given: Sequence[Event], events: list[chain.EventRow], words: list[chain.WordsRow]) -> tuple[Event, ...]:
    """What reading the rows back would give: the desk derives the same from both.

    A body of plain words and numbers is what JSON would give back, and is not read again; a test holds the two equal.
    """
    return tuple(
        Event(e[3], one.at, dict(sorted(one.body.items())), e[2], e[6], one.recorded_at)
        if one.at.tzinfo is UTC and one.recorded_at.tzinfo is UTC and _PLAIN.issuperset(map(type, one.body.values()))
        else history.events([(*e[2:7], w[3])])[0]
        for one, e, w in zip(given, events, words, strict=True)
        if one.recorded_at is not None
    )


class _State:
    """Counters that live as long as one bulk append."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        (self.case_id,) = db.execute("SELECT coalesce(max(case_id), 0) FROM register").fetchone()
        (self.pos,) = db.execute("SELECT pos FROM store_clock WHERE id = 1").fetchone()
        self.numbers: dict[int, int] = {}
        self.landlords: dict[str, LandlordRow] = {}
        self.tally: Counter[tuple[str, str, str, int]] = Counter()
        self.keys: dict[str, Appended] = {}

    def write(self, cases: list[NewCase], derive: Derive) -> list[Appended]:
        """Write one step; the same key twice in one import counts once."""
        done: list[Appended] = []
        register: list[tuple[Any, ...]] = []
        events: list[tuple[Any, ...]] = []
        words: list[tuple[Any, ...]] = []
        rows: list[tuple[Any, ...]] = []
        search: dict[str, list[tuple[Any, ...]]] = {"open": [], "closed": []}
        parts: tuple[list[tuple[Any, ...]], ...] = ([], [], [], [])
        for case in cases:
            known = self.known(case.key)
            if known is not None:
                done.append(known)
                continue
            if not case.events:
                raise ValueError("a case needs at least one event")
            self.case_id += 1
            case_id, landlord = self.case_id, self.landlord(case.landlord)
            year = year_of(case.events[0])
            n = self.number(year)
            ref = reference(year, n, landlord.key)
            register.append((case_id, ref, landlord.key, year, n))
            first = chain.genesis(case_id, ref, landlord.key)
            own, said = chain.rows(case_id, 0, self.pos, first, tuple(case.events), case.key or None)
            events += own
            words += said
            self.pos += len(own)
            made = derive(landlord, case_id, ref, _as_stored(case.events, own, said))
            last_at = max(row[4] for row in own)
            if made.case is not None:
                rows.append(derived.case_values(case_id, ref, landlord.key, made.case, len(own), last_at))
                search[made.case.status].append((case_id, *derived.search_values(ref, made.case)))
                self.tally[made.case.status, made.case.owner, landlord.key, made.case.next_due] += 1
            for kept, found in zip(parts, derived.part_values(made), strict=True):
                kept += [(case_id, number, *row) for number, row in enumerate(found, 1)]
            done.append(Appended(case_id, ref, len(own), self.pos))
            if case.key:
                self.keys[case.key] = done[-1]._replace(repeated=True)
        self.db.execute("UPDATE store_clock SET pos = ? WHERE id = 1", (self.pos,))
        for statement, values in (
            (sql.REGISTER, register),
            (sql.EVENT, events),
            (sql.WORDS, words),
            (sql.CASE, rows),
            (sql.CLOCK, parts[0]),
            (sql.ELEMENT, parts[1]),
            (sql.RECORD, parts[2]),
            (sql.OWED, parts[3]),
            *((derived.FT_INSERT[status], found) for status, found in search.items()),
        ):
            self.db.executemany(statement, values)
        return done

    def known(self, key: str) -> Appended | None:
        """What was stored under ``key`` before, in this import or an earlier one."""
        if not key:
            return None
        if key in self.keys:
            return self.keys[key]
        return known_key(self.db, key)

    def landlord(self, key: str) -> LandlordRow:
        """The landlord by key, read once."""
        if key not in self.landlords:
            found = landlord_of(self.db, key)
            if found is None:
                raise NotFound(f"There is no landlord {key!r} in this store.")
            self.landlords[key] = found
        return self.landlords[key]

    def number(self, year: int) -> int:
        """The next number of a year."""
        if year not in self.numbers:
            (top,) = self.db.execute("SELECT coalesce(max(n), 0) FROM register WHERE year = ?", (year,)).fetchone()
            self.numbers[year] = top
        self.numbers[year] += 1
        return self.numbers[year]
