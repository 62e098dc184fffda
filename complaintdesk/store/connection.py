"""The one way a connection to the store is opened, for reading and for writing; a shared one is a link to a server.

One SQLite library serves the whole process (sqlcipher3, or the interpreter's own where its wheel is
missing): two libraries on one file drop each other's locks. Nothing here ever creates a file.
The file is not opened by any other means while the desk runs, for the same reason.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from complaintdesk.paths import Place, Server
from complaintdesk.store import faults, keys

if TYPE_CHECKING:
    import sqlite3 as sqlite
else:
    try:
        import sqlcipher3.dbapi2 as sqlite
    except ImportError:
        import sqlite3 as sqlite

LIBRARY: str = sqlite.__name__.partition(".")[0]
"""``sqlcipher3`` or ``sqlite3``."""

DRIVER: ModuleType = sqlite
Connection = sqlite.Connection
Error = sqlite.Error

APPLICATION_ID = 0x43444B31
"""'CDK1' in the file's header: whose file this is."""

SCHEMA = 3
"""The schema this program reads and writes; ``PRAGMA user_version`` mirrors it."""

BUSY_MS = 5000
_ALWAYS = ("foreign_keys=ON", "trusted_schema=OFF", "recursive_triggers=ON")
_WRITE = ("secure_delete=ON", "journal_mode=WAL", "synchronous=FULL", "cache_size=-32000")
_READ = ("query_only=ON", "cache_size=-16000")

Identity = tuple[tuple[int, int] | None, tuple[int, int] | None]


def connect(path: Place, *, write: bool = False, busy_ms: int = BUSY_MS) -> Connection:
    """A bare connection in autocommit mode to the store at ``path``, checked to be a store of this schema.

    A reading connection cannot write. Raises the store's own errors (``faults``): missing, a folder,
    not a store, damaged, newer; a store of an older schema raises ``faults.SchemaOlder``.
    """
    if isinstance(path, Server):
        return _linked(path, write=write)
    db: Connection | None = None
    try:
        db = bare(path, busy_ms=busy_ms)
        check(db, path)
        for pragma in _WRITE if write else _READ:
            db.execute(f"PRAGMA {pragma}")
        if write and sys.platform == "darwin":
            db.execute("PRAGMA fullfsync=ON")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if write:
            db.execute("PRAGMA busy_timeout=0")  # ``Writer`` waits; nothing inside a transaction has to
    except Error as error:
        if db is not None:
            db.close()
        raise faults.translate(error, path) from None
    except BaseException:
        if db is not None:
            db.close()
        raise
    return db


def watch(path: Place) -> Connection:
    """A connection for asking again and again what changed."""
    if not isinstance(path, Server):
        return connect(path)
    from complaintdesk.store.postgres.watch import Watch

    try:
        return cast(Connection, Watch(path))
    except Error as error:
        raise faults.translate(error, path) from None


def _linked(server: Server, *, write: bool) -> Connection:
    """A link to a server, which has the face of a connection; its errors are of the same family."""
    from complaintdesk.store.postgres.link import Link

    try:
        return cast(Connection, Link(server, write=write))
    except Error as error:
        raise faults.translate(error, server) from None


def bare(path: Path, *, busy_ms: int = BUSY_MS, mode: str = "rw", key: str = "") -> Connection:
    """A connection with the settings every use needs, unchecked. Raises the driver's errors.

    ``key``: what stands behind ``PRAGMA key=``, where it is not the one held for ``path``.
    """
    key = key or keys.of(path)
    db: Connection = sqlite.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        if LIBRARY == "sqlcipher3":
            db.execute("PRAGMA cipher_log_level=NONE")  # first: it logs to stderr, which is the screen
        if key:
            db.execute(f"PRAGMA key={key}")
            db.execute("PRAGMA temp_store=MEMORY")  # nothing is spilt to a file that is not encrypted
        db.execute(f"PRAGMA busy_timeout={busy_ms}")
        for pragma in _ALWAYS:
            db.execute(f"PRAGMA {pragma}")
    except BaseException:
        db.close()
        raise
    return db


def start_log(path: Path) -> None:
    """Give a store that was copied or swapped its write-ahead log back: a window in it is only seen by that."""
    db = bare(path)
    try:
        db.execute("PRAGMA journal_mode=WAL")
    finally:
        db.close()


def check(db: Connection, path: Path) -> None:
    """Raise unless ``db`` is a complaint store of this schema. Reads the header only; changes nothing."""
    schema = schema_of(db, path)
    if schema > SCHEMA:
        raise faults.newer(path)
    if schema < SCHEMA:
        raise faults.SchemaOlder(path, schema)


def schema_of(db: Connection, path: Path) -> int:
    """The schema of the store behind ``db``; StoreUnreadable where it is not a complaint store."""
    (mine,) = db.execute("PRAGMA application_id").fetchone()
    if mine != APPLICATION_ID:
        raise faults.not_a_store(path)
    (schema,) = db.execute("PRAGMA user_version").fetchone()
    return int(schema)


def identity(path: Place) -> Identity:
    """Which file stands at ``path`` and which write-ahead log beside it; None where one is gone.

    A link to a server sees for itself whether it came back to the same store.
    """
    if isinstance(path, Server):
        return None, None
    return _inode(path), _inode(path.with_name(f"{path.name}-wal"))


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
