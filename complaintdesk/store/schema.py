"""Making a new store, from the tables of today.

Released revisions (``migrations``, run by ``upgrading``) are for older stores; a test holds the two
against each other.
"""

from __future__ import annotations

import os
from pathlib import Path

from complaintdesk.errors import StoreError
from complaintdesk.paths import Place, Server
from complaintdesk.store import ddl, faults, keys, locking, places
from complaintdesk.store.connection import APPLICATION_ID, SCHEMA, Connection, Error, bare

REVISION = f"{SCHEMA:04d}"
"""The alembic revision of ``connection.SCHEMA``."""


def create(path: Place, passphrase: str = "") -> None:
    """Make an empty store at ``path``: a file only its owner may read, in a folder made so where it is new.

    Raises StoreError where anything stands there already or the place is shared or synchronised,
    StoreReadOnly or DiskRefused where it cannot be made, BadInput for a passphrase that will not do; a half-made
    file is taken away again.
    """
    if isinstance(path, Server):
        from complaintdesk.store.postgres.making import create as create_there

        create_there(path)
        return
    path = path.absolute()
    if passphrase:
        locking.check_new(passphrase)
    trouble = places.trouble_with(path)
    if trouble:
        raise StoreError(f"No store is made at {path}: {trouble}", places.INSTEAD)
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700, parents=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise faults.from_os(error, path) from None
    db: Connection | None = None
    try:
        db = bare(path, key=keys.spoken(passphrase) if passphrase else "")
        build(db)
        if passphrase:
            keys.hold(path, locking.stretched(db, passphrase))
        db.close()
    except BaseException as error:
        if db is not None:
            db.close()
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        if isinstance(error, Error):
            raise faults.translate(error, path) from None
        raise


def build(db: Connection) -> None:
    """Write today's schema into an empty database."""
    from sqlalchemy.dialects.sqlite import dialect
    from sqlalchemy.schema import CreateIndex, CreateTable

    from complaintdesk.store.derived_tables import METADATA

    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("PRAGMA secure_delete=ON")
    db.execute("BEGIN IMMEDIATE")
    for found in METADATA.sorted_tables:
        db.execute(str(CreateTable(found).compile(dialect=dialect())))
        for index in sorted(found.indexes, key=lambda i: str(i.name)):
            db.execute(str(CreateIndex(index).compile(dialect=dialect())))
    extras(db)
    db.execute(ddl.REVISION_TABLE)
    db.execute("INSERT INTO alembic_version VALUES (?)", (REVISION,))
    db.execute(f"PRAGMA user_version={SCHEMA}")
    db.execute("COMMIT")


def names() -> set[str]:
    """The names of all tables there are in a whole store."""
    from complaintdesk.store.derived_tables import METADATA

    return {found.name for found in METADATA.sorted_tables} | {*ddl.INDEXES, "alembic_version"}


def extras(db: Connection) -> None:
    """Triggers, the full-text indexes and the clock's row, where they are missing."""
    for statement in (*ddl.SEARCH, *ddl.TRIGGERS, ddl.FIRST_CLOCK):
        db.execute(statement)
