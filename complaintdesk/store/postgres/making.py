"""Making a shared store in an empty database, by the login that is to own it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import psycopg

from complaintdesk.errors import StoreError
from complaintdesk.paths import Server
from complaintdesk.store import faults
from complaintdesk.store.connection import Connection
from complaintdesk.store.postgres import refusals, roles, schema
from complaintdesk.store.postgres.link import Link, dial, is_store


def create(server: Server) -> None:
    """Make an empty store: tables, guards and roles, all or nothing. StoreError where the database holds anything."""
    with in_one(server):
        pass


@contextmanager
def in_one(server: Server) -> Iterator[Connection]:
    """A new store, to be filled in the transaction that makes it."""
    try:
        db = dial(server)
    except refusals.Fault as error:
        raise faults.translate(error, server) from None
    try:
        with db.transaction():
            build(db, server)
            link = Link(server, write=True, over=db)
            link.unhurried()
            yield cast(Connection, link)
            db.execute("ANALYZE")  # what it holds is known to the planner from the first question on
    except psycopg.Error as error:
        raise refusals.fault(error.sqlstate, server).said from None
    finally:
        db.close()


@contextmanager
def owned(server: Server) -> Iterator[Any]:
    """A plain link to a store that is there, to look after its logins; errors of the server become sentences."""
    try:
        Link(server, write=True).close()
        db = dial(server)
    except refusals.Fault as error:
        raise faults.translate(error, server) from None
    try:
        yield db
    except psycopg.Error as error:
        raise refusals.fault(error.sqlstate, server).said from None
    finally:
        db.close()


def build(db: Any, server: Server) -> None:
    """Inside the caller's transaction."""
    found = db.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'p')"
    ).fetchall()
    if found and is_store(db):
        if schema.names() <= {name for (name,) in found}:
            raise StoreError(f"There is a complaint store at {server} already.", "A new one needs an empty database.")
        raise refusals.torn(server)
    if found:
        raise StoreError(f"The database at {server} is not empty.", "Give the store a database of its own.")
    (database,) = db.execute("SELECT current_database()").fetchone()
    for statement in (*schema.statements(), *roles.statements(database)):
        db.execute(statement)
