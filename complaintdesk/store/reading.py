"""The read side: the bare driver, plain SQL with named parameters, and named tuples.

Quick to import and to open, because the first screen waits for it: no SQLAlchemy, SQLModel or
pydantic here, and a test says so. One connection serves one caller at a time; no transaction and no
cursor outlives the method that opened it. A second connection is kept for asking what changed.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

from complaintdesk.paths import Place
from complaintdesk.store import faults
from complaintdesk.store.connection import Connection, Error, connect, identity, watch
from complaintdesk.store.read_cases import CaseReads
from complaintdesk.store.read_figures import FigureReads
from complaintdesk.store.read_lists import ListReads
from complaintdesk.store.read_owed import OwedReads
from complaintdesk.store.read_reference import ReferenceReads
from complaintdesk.store.read_registers import RegisterReads

_POSITION = "SELECT pos, edits FROM store_clock WHERE id = 1"


class Reader(ListReads, OwedReads, RegisterReads, CaseReads, FigureReads, ReferenceReads):
    """Reads one store. Methods may be called from any thread; they raise the store's own errors."""

    def __init__(self, path: Place) -> None:
        """Open the store at ``path``. Raises a ``StoreError`` (``faults.SchemaOlder`` where it must be upgraded)."""
        self.path: Place = path.absolute()
        self._lock = threading.Lock()
        self._watch_lock = threading.Lock()
        self._db = connect(self.path)
        self.person: str = getattr(self._db, "person", "")
        """Whose login it is, as a shared store knows; '' where the store knows nobody."""
        self._identity = identity(self.path)
        self._watch: Connection | None = None
        self._seen = (0, (0, 0))
        self._closed = False

    def close(self) -> None:
        """Let go of the file; a later question is a StoreError."""
        with self._lock, self._watch_lock:
            self._closed = True
            self._db.close()
            if self._watch is not None:
                self._watch.close()

    def execute(self, sql: str, params: Mapping[str, Any] | Sequence[Any] = ()) -> list[Any]:
        """All rows of one statement, as plain tuples."""
        with self._lock:
            if self._closed:
                raise faults.closed()
            try:
                return list(self._db.execute(sql, params).fetchall())
            except Error as error:
                raise faults.translate(error, self.path) from None

    def changed(self) -> bool:
        """True when any other connection added events or changed landlords, staff or policies since last asked.

        The first call starts the watch and returns False. A few microseconds when nothing happened;
        drafts and settings do not count. Of a server it is known half a second later. StoreMoved when the path now
        leads to another file.
        """
        with self._watch_lock:
            if self._closed:
                raise faults.closed()
            try:
                if self._watch is None:
                    self._watch = watch(self.path)
                    self._seen = self._look(self._watch)
                    return False
                if identity(self.path) != self._identity:
                    raise faults.moved()
                (version,) = self._watch.execute("PRAGMA data_version").fetchone()
                if version == self._seen[0]:
                    return False
                before, self._seen = self._seen, self._look(self._watch)
                return before[1] != self._seen[1]
            except Error as error:
                raise faults.translate(error, self.path) from None

    @staticmethod
    def _look(db: Connection) -> tuple[int, tuple[int, int]]:
        (version,) = db.execute("PRAGMA data_version").fetchone()
        pos, edits = db.execute(_POSITION).fetchone()
        return version, (pos, edits)
