"""A copy of the store that is whole: written by SQLite itself, checked, and only then given its name."""

from __future__ import annotations

import os
from pathlib import Path

from complaintdesk.errors import StoreUnreadable
from complaintdesk.store import faults
from complaintdesk.store.connection import Connection, Error, bare


def copy_to(db: Connection, path: Path, target: Path) -> None:
    """Copy the store at ``path``, open as ``db`` with no transaction, to ``target``, replacing an older copy there.

    Raises DiskRefused or StoreUnreadable; then there is no new ``target`` and no half of one.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        db.execute("VACUUM INTO ?", (str(partial),))
        partial.chmod(0o600)
        _check(partial)
        _flush(partial)
        partial.replace(target)
        if os.name == "posix":
            _flush(target.parent)
    except Error as error:
        partial.unlink(missing_ok=True)
        raise faults.translate(error, path) from None
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise faults.from_os(error, target) from None


def _check(copy: Path) -> None:
    db = bare(copy, mode="ro&immutable=1")
    try:
        found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        loose = db.execute("PRAGMA foreign_key_check").fetchone()
    finally:
        db.close()
    if found != "ok" or loose is not None:
        copy.unlink(missing_ok=True)
        raise StoreUnreadable("The store is damaged: a copy of it does not hold.", "Run `complaintdesk doctor`.")


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
