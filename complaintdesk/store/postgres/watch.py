"""What changed on a server, looked up by a thread, so that no screen waits for the network while it is asked.

Polling, since nothing else works on every engine that speaks PostgreSQL's protocol: a look costs the server some
hundredths of a millisecond.
"""

from __future__ import annotations

import threading
from typing import Any

from complaintdesk.paths import Server
from complaintdesk.store.postgres.link import Link
from complaintdesk.store.postgres.refusals import Fault, away

EVERY = 0.5
"""Seconds between two looks."""
_POSITION = "SELECT pos, edits FROM store_clock WHERE id = 1"


class Watch:
    """Has the face of a connection for the two questions of ``reading.Reader.changed``."""

    def __init__(self, server: Server) -> None:
        self._link = Link(server, write=False)
        self._seen: tuple[int, int] = self._link.execute(_POSITION).fetchone()
        self._fault: Fault | None = None
        self._left = threading.Event()
        threading.Thread(target=self._look, name="watch", daemon=True).start()

    def close(self) -> None:
        """Look no more."""
        self._left.set()

    def execute(self, sql: str, params: Any = ()) -> Watch:
        """What was seen last, be it that the server is away."""
        if self._fault is not None:
            raise Fault(self._fault.said)
        self._asked = self._seen if sql == _POSITION else (sum(self._seen),)
        return self

    def fetchone(self) -> tuple[int, ...]:
        """The one row of it."""
        return self._asked

    def _look(self) -> None:
        while not self._left.wait(EVERY):
            try:
                self._seen = self._link.execute(_POSITION).fetchone()
                self._fault = None
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look may be better
                self._fault = error if isinstance(error, Fault) else Fault(away(self._link.server))
        self._link.close()
