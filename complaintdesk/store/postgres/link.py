"""A link to a server with the face of the bare SQLite driver: the sides of the store do not see which they have.

The store's statements are common SQL; what SQLite says otherwise, ``wording`` says in the server's words. A link that
was lost comes back at the next question by itself; a transaction that it took with it is an error, and nothing of it is
stored.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.types.string import StrDumper

from complaintdesk.paths import Server
from complaintdesk.store import keys
from complaintdesk.store.connection import SCHEMA
from complaintdesk.store.postgres import refusals, wording

logging.getLogger("psycopg").setLevel(logging.CRITICAL + 1)  # what it has to say would stand on the screen
PATIENCE, GLANCE = 3.0, 0.5
"""Seconds for which a server that did not answer is let alone, and for which somebody waits for it to come back."""
_SETTINGS = (
    "SET search_path = public; SET lock_timeout = 5000; SET client_min_messages = warning;"
    " SET idle_in_transaction_session_timeout = 60000; SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') IN ('off', 'local')"
)
_KEEPING: dict[str, Any] = {
    "connect_timeout": 4,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 5_000,
    "application_name": "complaintdesk",
}
_NO_STORE = ("42P01", "42883", "3F000")
_WHOSE = "SELECT (SELECT version_num FROM alembic_version), (SELECT mark FROM store_mark), desk_name()"


class _Whole(psycopg.adapt.Dumper):
    """A truth value as the number that SQLite makes of it."""

    oid = psycopg.postgres.types["int4"].oid

    def dump(self, obj: Any) -> bytes:
        return b"1" if obj else b"0"


class _Sum(psycopg.adapt.Loader):
    """A sum of numbers is a number: the store has none with decimals behind this type."""

    def load(self, data: Any) -> int:
        return int(bytes(data))


class Link:
    """One connection in autocommit mode. One caller at a time."""

    def __init__(self, server: Server, *, write: bool, over: psycopg.Connection[Any] | None = None) -> None:
        self.server = server
        self.person = ""
        """The name that belongs to the login; '' for whoever runs the store."""
        self._write = write
        self._mark = ""
        self._wait_until = 0.0
        self._next: Future[psycopg.Connection[Any]] | None = None
        self._db = over or self._open()

    @property
    def in_transaction(self) -> bool:
        """Whether something was begun and not ended."""
        return not self._db.closed and self._db.info.transaction_status != TransactionStatus.IDLE

    def close(self) -> None:
        """Hang up."""
        self._db.close()
        if self._next is not None:
            self._next.add_done_callback(_hang_up)

    def execute(self, sql: str, params: wording.Params = ()) -> Any:
        """The cursor of one statement. Raises ``refusals.Fault``."""
        if hook := wording.HOOKS.get(sql):
            return hook(self)
        if sql in wording.OTHERWISE:
            return self._ask(sql, lambda: self._db.execute(wording.OTHERWISE[sql]))
        said, values = wording.say(sql, params)
        return self._ask(sql, lambda: self._db.execute(said, values))

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Any:
        """One statement for many rows."""
        said = wording.translated(sql)
        values = [wording.with_index(row) for row in rows] if said.indexed else list(rows)

        def run() -> Any:
            cursor = self._db.cursor()
            cursor.executemany(said.sql, values)
            return cursor

        return self._ask(sql, run)

    def stream(self, sql: str) -> Iterator[Any]:
        """The rows of a question inside a transaction, fetched by and by."""
        try:
            with self._db.cursor(name="streamed") as cursor:
                cursor.itersize = 2000
                yield from cursor.execute(wording.translated(sql).sql)
        except psycopg.Error as error:
            raise self._fault(error, sql) from None

    def unhurried(self) -> None:
        """Let a transaction of this link be silent as long as it takes."""
        self._db.execute("SET idle_in_transaction_session_timeout = 0")

    def _ask(self, sql: str, run: Callable[[], Any]) -> Any:
        inside = self.in_transaction
        if self._db.closed:
            self._come_back()
        try:
            return run()
        except psycopg.Error as error:
            if inside or not self._gone(error):
                raise self._fault(error, sql) from None
        self._db.close()
        self._come_back()  # nothing was begun on the link that was lost: the question is asked anew, once
        try:
            return run()
        except psycopg.Error as error:
            raise self._fault(error, sql) from None

    def _gone(self, error: psycopg.Error) -> bool:
        return self._db.closed or (isinstance(error, psycopg.OperationalError) and refusals.lost(error.sqlstate))

    def _fault(self, error: psycopg.Error, sql: str) -> Exception:
        if error.sqlstate is None and not self._gone(error):
            if isinstance(error, psycopg.DataError):
                return refusals.fault("22", self.server)
            return error  # a value that no column takes: a slip of ours
        return refusals.fault("" if self._gone(error) else error.sqlstate, self.server, committing=sql == "COMMIT")

    def _come_back(self) -> None:
        """Put a new link in the place of the lost one; a Fault where there is none yet.

        It is dialled in a thread, since a network that swallows everything keeps one waiting, and a screen may not.
        """
        if self._next is None:
            if time.monotonic() < self._wait_until:
                raise refusals.Fault(refusals.away(self.server))
            self._next = Future()
            threading.Thread(target=self._dial, args=(self._next,), daemon=True).start()
            wait([self._next], GLANCE)
        if not self._next.done():
            raise refusals.Fault(refusals.away(self.server))
        made, self._next = self._next, None
        if fault := made.exception():
            self._wait_until = time.monotonic() + PATIENCE
            raise fault
        self._db = made.result()

    def _dial(self, made: Future[psycopg.Connection[Any]]) -> None:
        try:
            made.set_result(self._open())
        except BaseException as error:  # noqa: BLE001 - handed to whoever asks next
            made.set_exception(error)

    def _open(self) -> psycopg.Connection[Any]:
        """A new link to the same store, or a Fault."""
        db = dial(self.server)
        try:
            if not self._write:
                db.execute("SET default_transaction_read_only = on")
            schema, mark, person = db.execute(_WHOSE).fetchall()[0]
            if int(schema) != SCHEMA:
                raise refusals.Fault(refusals.another_schema(self.server, newer=int(schema) > SCHEMA))
            if mark != (self._mark or mark):
                raise refusals.Fault(refusals.moved(self.server))
        except psycopg.Error as error:
            if error.sqlstate in _NO_STORE and not is_store(db):
                db.close()
                raise refusals.Fault(refusals.missing(self.server)) from None
            db.close()
            raise refusals.fault(error.sqlstate, self.server) from None
        except BaseException:
            db.close()
            raise
        self._mark, self.person = mark, person or ""
        return db


def _hang_up(made: Future[psycopg.Connection[Any]]) -> None:
    if made.exception() is None:
        made.result().close()


def is_store(db: psycopg.Connection[Any]) -> bool:
    """Whether there is a store, or what is left of one, in the database behind ``db``."""
    found = "SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace('public') AND relname = ANY(%s)"
    return bool(db.execute(found, (["store_mark", "store_clock", "case_row", "ft_open"],)).fetchall()[0][0])


def _sealing(server: Server) -> dict[str, Any]:
    """Over a network nothing goes in the clear, unless the address itself says so or leaves it to a service file."""
    said = server.near or "sslmode=" in server.url or "service=" in server.url or "PGSSLMODE" in os.environ
    return {} if said else {"sslmode": "require"}


def dial(server: Server) -> psycopg.Connection[Any]:
    """An unchecked connection with the settings every use needs. Raises a Fault."""
    try:
        db: psycopg.Connection[Any] = psycopg.connect(
            server.url, **_KEEPING, **_sealing(server), password=keys.of(server) or None, autocommit=True
        )
        db.execute(_SETTINGS)
    except psycopg.OperationalError as error:
        link = error.pgconn
        if link is not None and (link.needs_password or link.used_password):
            raise refusals.Fault(refusals.locked(server, again=not link.needs_password)) from None
        raise refusals.Fault(refusals.away(server)) from None
    except psycopg.Error:
        raise refusals.Fault(refusals.no_address(server)) from None
    db.adapters.register_dumper(str, StrDumper)
    db.adapters.register_dumper(bool, _Whole)
    db.adapters.register_loader("numeric", _Sum)
    return db
