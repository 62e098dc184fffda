"""A copy of the store that is whole: written by SQLite itself, checked, and only then given its name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from complaintdesk.errors import StoreUnreadable
from complaintdesk.store import faults, keys
from complaintdesk.store.connection import Connection, Error, bare

T = TypeVar("T")


def copy_to(db: Connection, path: Path, target: Path, look: Callable[[Path], T]) -> T:
    """Copy the store at ``path``, open as ``db`` with no transaction, to ``target``, replacing an older copy there.

    ``look`` sees the copy before it gets its name, and may refuse it; what it found is handed back.

    Raises DiskRefused or StoreUnreadable; then there is no new ``target`` and no half of one.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        db.execute("VACUUM INTO ?", (str(partial),))
        partial.chmod(0o600)
        _check(partial, keys.of(path))
        found = look(partial)
        flush(partial)
        partial.replace(target)
        if os.name == "posix":
            flush(target.parent)
    except Error as error:
        partial.unlink(missing_ok=True)
        raise faults.translate(error, path) from None
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise faults.from_os(error, target) from None
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return found


def _check(copy: Path, key: str) -> None:
    db = bare(copy, mode="ro&immutable=1", key=key)
    try:
        found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        loose = db.execute("PRAGMA foreign_key_check").fetchone()
        loose = loose or (key and db.execute("PRAGMA cipher_integrity_check").fetchone())
    finally:
        db.close()
    if found != "ok" or loose:
        copy.unlink(missing_ok=True)
        raise StoreUnreadable("The store is damaged: a copy of it does not hold.", "Run `complaintdesk doctor`.")


def flush(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk. OSError."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
