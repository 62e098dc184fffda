"""One process at a time, by a lock on a file beside the store that the system lets go when we die."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from complaintdesk.store import faults


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the upgrade lock of the store at ``path``; waits for whoever holds it.

    The lock file stays: taking it away could hand two processes two different files.
    """
    try:
        handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise faults.from_os(error, path) from None
    try:
        _take(handle)
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # tries for ten seconds
            except OSError:
                continue
            return
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
