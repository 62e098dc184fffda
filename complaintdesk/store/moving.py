"""A store taken over into another place, a file or a server: all of it or nothing, and held against what it was.

Nobody writes to the old one while it is read, and nothing in it is changed. The new one is seen only when it is whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from complaintdesk.errors import StoreReadOnly, StoreUnreadable
from complaintdesk.paths import Place, Server
from complaintdesk.store import copying, derived, faults, keys, schema
from complaintdesk.store.connection import Connection, Error, connect, start_log
from complaintdesk.store.ddl import INDEXES
from complaintdesk.store.derived_tables import METADATA
from complaintdesk.store.verifying import ChainReport, verify_chain

_STEP = 2000


def move(source: Place, target: Place, passphrase: str = "") -> ChainReport:
    """Take the store at ``source`` over to ``target``; what both of them hold then.

    ``target`` is a file that is not there yet (encrypted with ``passphrase``, where one is given) or an empty database.
    Raises a StoreError, and then there is nothing new.
    """
    source, target = source.absolute(), target.absolute()
    if isinstance(target, Path) and target.exists():
        raise faults.exists(target)
    db = connect(source, write=True)
    try:
        if getattr(db, "person", ""):
            raise StoreReadOnly("A shared store is moved by its owner.", "Other logins do not see everybody's drafts.")
        _unhurried(db)
        db.execute("BEGIN IMMEDIATE")
        before = verify_chain(db)
        if before.breaks:
            first = before.breaks[0]
            raise StoreUnreadable(
                f"The store does not hold: {first}.",
                "Nothing was moved. `complaintdesk verify` names each case.",
            )
        with _made(target, passphrase) as new:
            _copy(db, new)
            if verify_chain(new) != before or _counted(new) != _counted(db):
                raise StoreUnreadable("What arrived is not what was sent.", "Nothing was moved. Try again.")
        db.execute("ROLLBACK")
    except Error as error:
        raise faults.translate(error, source) from None
    finally:
        db.close()
    return before


def _copy(db: Connection, new: Connection) -> None:
    for table in METADATA.sorted_tables:
        columns = ", ".join(column.name for column in table.columns)
        if table.name == "store_clock":
            new.execute("UPDATE store_clock SET pos = ?, edits = ?", db.execute(_CLOCK).fetchone())
            continue
        marks = ", ".join("?" * len(table.columns))
        insert = f"INSERT INTO {table.name} ({columns}) VALUES ({marks})"
        _pour(db, f"SELECT {columns} FROM {table.name}", new, insert)
    for status in ("open", "closed"):
        texts = f"SELECT rowid, ref, resident, address, subject, words FROM ft_{status}"
        _pour(db, texts, new, derived.FT_INSERT[status])


_CLOCK = "SELECT pos, edits FROM store_clock"


def _pour(db: Connection, select: str, new: Connection, insert: str) -> None:
    stream: Callable[[str], Any] = getattr(db, "stream", db.execute)  # a server hands out all at once otherwise
    rows = iter(stream(select))
    while step := list(islice(rows, _STEP)):
        new.executemany(insert, step)


def _counted(db: Connection) -> list[int]:
    names = (*(table.name for table in METADATA.sorted_tables), *INDEXES)
    return [db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names]


def _unhurried(db: Connection) -> None:
    """A server would hang up on whoever holds its clock and is silent for a minute."""
    patient = getattr(db, "unhurried", None)
    if patient is not None:
        patient()


@contextmanager
def _made(target: Place, passphrase: str) -> Iterator[Connection]:
    """A new store to be filled in one transaction; given its place where that ends well."""
    if isinstance(target, Server):
        from complaintdesk.store.postgres.making import in_one

        with in_one(target) as link:
            yield link
        return
    partial = target.with_name(f"{target.name}.moving")
    _away(partial)
    schema.create(partial, passphrase)
    try:
        db = connect(partial, write=True)
        try:
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")
        finally:
            db.close()
        copying.flush(partial)
        keys.share(partial, target)
        partial.rename(target)
        if os.name == "posix":
            copying.flush(target.parent)
    except OSError as error:
        raise faults.from_os(error, target) from None
    finally:
        _away(partial)
        keys.forget(partial)
    start_log(target)


def _away(partial: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{partial}{suffix}").unlink(missing_ok=True)
