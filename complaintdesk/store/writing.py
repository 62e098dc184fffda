"""The write side: one act, one transaction, one commit.

Every transaction is BEGIN IMMEDIATE from its first statement and begins by looking whether the file
behind the path is still the one that was opened. Events and the rows derived from them are saved
together or not at all. Blocking (a commit waits for the disk): call it from a worker thread.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from complaintdesk.errors import Conflict, NotFound
from complaintdesk.models.events import Event
from complaintdesk.models.moments import london
from complaintdesk.paths import Place, Server
from complaintdesk.store import bulk, chain, derived, disposing, faults, rebuilding, schema, upgrading, write_reference
from complaintdesk.store import statements as sql
from complaintdesk.store.canon import instant, moment
from complaintdesk.store.connection import BUSY_MS, SCHEMA, Connection, Error, connect, identity
from complaintdesk.store.history import events_of, known_key, landlord_of
from complaintdesk.store.rows import Appended, Derive, Erasure, LandlordRow, NewCase, Rebuilt

create = schema.create
upgrade = upgrading.upgrade

_TICK = "UPDATE store_clock SET pos = pos + ? WHERE id = 1 RETURNING pos"
_LAST = "SELECT seq, hash, who, kind, recorded_at FROM event WHERE case_id = ? ORDER BY seq DESC LIMIT 1"
_CASE = "SELECT ref, landlord FROM register WHERE case_id = ?"


class _Place(NamedTuple):
    """Where a case's next event goes."""

    case_id: int
    ref: str
    owner: LandlordRow
    seq: int
    prev: str


class Writer(write_reference.ReferenceWrites):
    """Writes to one store. Methods may be called from any thread; one at a time goes through."""

    def __init__(self, path: Place, derive: Derive | None = None) -> None:
        """Open the store at ``path``; with ``derive``, which makes its rows anew, an older one is upgraded first.

        Raises a ``StoreError`` (``faults.SchemaOlder`` where nobody can upgrade it); nothing is created.
        """
        self.path: Place = path.absolute()
        self._lock = threading.Lock()
        try:
            self._db = connect(self.path, write=True)
        except faults.SchemaOlder:
            if derive is None or isinstance(self.path, Server):
                raise
            upgrade(self.path, derive)
            self._db = connect(self.path, write=True)
        self._identity = identity(self.path)

    def close(self) -> None:
        """Fold the write-ahead log in and let go of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One write transaction: commits at the end, rolls back on any error.

        Raises StoreMoved before anything is written when the store was replaced or upgraded meanwhile,
        StoreBusy when another writer held it too long, DiskRefused when the disk is full or faulty.
        """
        with self._lock:
            db = self._db
            try:
                _begin(db)
                if identity(self.path) != self._identity:
                    raise faults.moved()
                if db.execute("PRAGMA user_version").fetchone()[0] != SCHEMA:
                    raise faults.upgraded()
                yield db
                db.execute("COMMIT")
            except Error as error:
                _roll_back(db)
                raise faults.translate(error, self.path) from None
            except BaseException:
                _roll_back(db)
                raise

    def append(
        self,
        case_id: int | None,
        expected_seq: int,
        events: Sequence[Event],
        derive: Derive,
        *,
        key: str,
        landlord: str = "",
    ) -> Appended:
        """Store what happened and what follows from it; returns after it is on the disk.

        ``case_id`` None opens a new case of ``landlord`` (expected_seq 0) and gives it its id and its
        reference, numbered within the year its first event happened. Events bring ``who``, ``at`` and
        ``recorded_at``; their ``seq`` is given here. ``key`` is the caller's idempotency key: a key
        seen before writes nothing and returns what was stored then. Raises Conflict when the case has
        moved past ``expected_seq``, NotFound for an unknown case or landlord; then nothing is written.
        """
        if not events or not key:
            raise ValueError("an act needs at least one event and a key")
        with self.transaction() as db:
            known = known_key(db, key)
            if known is not None:
                if case_id not in (None, known.case_id):
                    raise ValueError("an idempotency key was used for another case")
                return known
            place = self._place(db, case_id, expected_seq, landlord, events[0])
            pos = _insert(db, place, events, key)
            return _follow(db, place, pos, derive)

    def dispose(self, erasures: Sequence[Erasure], derive: Derive) -> tuple[tuple[Appended, ...], bool]:
        """Erase the words of cases for good: all or none; what happened, when and by whom stays, and the chain holds.

        Each event says what is kept (``history.events`` reads it); words in rows, drafts and the indexes go in the
        same transaction, and then from the log. False beside what was stored: another window still reads the old
        log, which then goes when the last one closes. Raises as ``append`` does.
        """
        done = []
        with self.transaction() as db:
            for one in erasures:
                known = known_key(db, one.key)
                if known is None:
                    place = self._place(db, one.case_id, one.expected_seq, "", one.event)
                    pos = _insert(db, place, (one.event,), one.key)
                    disposing.erase(db, place.case_id, place.ref)
                    known = _follow(db, place, pos, derive)
                done.append(known)
            disposing.forget(db)
        return tuple(done), self.sweep()

    def sweep(self) -> bool:
        """Write every page of the file anew and empty the log, so that nothing erased is left in either.

        False where another window reads an older state, or saves: what is left goes when the last one closes.
        A server does it by itself, in its own time.
        """
        if isinstance(self.path, Server):
            return True
        with self._lock:
            try:
                return disposing.sweep(self._db)
            except Error as error:
                raise faults.translate(error, self.path) from None

    def _place(self, db: Connection, case_id: int | None, expected_seq: int, landlord: str, first: Event) -> _Place:
        """Where the next event of the case goes; None: a new case of ``landlord``. Raises Conflict and NotFound."""
        if case_id is None:
            owner = self._landlord(db, landlord)
            case_id, ref = write_reference.next_case(db, owner.key, first)
            return _Place(case_id, ref, owner, 0, chain.genesis(case_id, ref, owner.key))
        found = db.execute(_CASE, (case_id,)).fetchone()
        if found is None:
            raise NotFound("There is no such complaint.", "It may belong to another store.")
        ref, owner = found[0], self._landlord(db, found[1])
        seq, prev, *by = db.execute(_LAST, (case_id,)).fetchone()
        if seq != expected_seq:
            raise conflict(ref, seq, *by)
        return _Place(case_id, ref, owner, seq, prev)

    def append_many(self, cases: Iterable[NewCase], derive: Derive) -> list[Appended]:
        """Store many new cases with their histories in one transaction: all or nothing (see ``bulk``)."""
        with self.transaction() as db:
            return bulk.append(db, cases, derive)

    def rebuild(self, derive: Derive) -> Rebuilt:
        """Make all derived rows anew from the events, in one transaction, and say what differed."""
        with self.transaction() as db:
            return rebuilding.rebuild(db, derive)

    @staticmethod
    def _landlord(db: Connection, key: str) -> LandlordRow:
        found = landlord_of(db, key)
        if found is None:
            raise NotFound(f"There is no landlord {key!r} in this store.")
        return found


def _insert(db: Connection, place: _Place, events: Sequence[Event], key: str) -> int:
    """Write events and their words; the place of the last one among all events of the store."""
    (pos,) = db.execute(_TICK, (len(events),)).fetchone()
    rows, words = chain.rows(place.case_id, place.seq, pos - len(events), place.prev, tuple(events), key)
    db.executemany(sql.EVENT, rows)
    db.executemany(sql.WORDS, words)
    return int(pos)


def _follow(db: Connection, place: _Place, pos: int, derive: Derive) -> Appended:
    """Write what follows from the case's events."""
    history = events_of(db, place.case_id)
    derived.write(
        *(db, place.case_id, place.ref, place.owner.key, derive(place.owner, place.case_id, place.ref, history)),
        *(history[-1].seq, instant(max(e.at for e in history))),
    )
    return Appended(place.case_id, place.ref, history[-1].seq, pos)


def conflict(ref: str, seq: int, who: str, kind: str, recorded_at: str) -> Conflict:
    """Who was faster, with what and when."""
    when = london(moment(recorded_at))
    return Conflict(
        f'{who or "Somebody"} added "{kind.replace("_", " ")}" to {ref} at {when:%H:%M} on {when.day} {when:%B}.',
        "Look, then decide again.",
        seq=seq,
        who=who,
        kind=kind,
    )


def _begin(db: Connection) -> None:
    """Take the file's lock, or raise BUSY after ``BUSY_MS``.

    SQLite's own waiting grows to a tenth of a second a time, so that in a crowd the unlucky wait again and again;
    short pauses of chance length let everybody through in turn.
    """
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            db.execute("BEGIN IMMEDIATE")
        except Error as error:
            if faults.code_of(error) != faults.BUSY or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0.0005, 0.004))  # noqa: S311 - no secret
        else:
            return


def _roll_back(db: Connection) -> None:
    try:
        if db.in_transaction:
            db.execute("ROLLBACK")
    except Error:
        db.close()
