"""Driver errors into sentences, by number and never by text.

``translate`` is the only place that looks at a driver's error. The sentence names the file or its
folder and what to do; never a statement, a parameter or a value.
"""

import errno
import os
import stat
from pathlib import Path

from complaintdesk.errors import (
    DiskRefused,
    StoreBusy,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreMoved,
    StoreReadOnly,
    StoreUnreadable,
)
from complaintdesk.paths import Place, Server
from complaintdesk.store import keys

ERROR, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, CONSTRAINT, NOTADB = 1, 5, 6, 8, 10, 11, 13, 14, 19, 26

_DOCTOR = "Run `complaintdesk doctor` for details."
_BACKUP = "Leave it as it is and go back to the newest good backup."
_BUSY_SAID = (StoreBusy, "Another window is saving. Nothing was lost.", "Try again.")
_SAID: dict[int, tuple[type[StoreError], str, str]] = {
    BUSY: _BUSY_SAID,
    LOCKED: _BUSY_SAID,
    IOERR: (DiskRefused, "The disk refused the write. Nothing was saved.", f"Check the disk. {_DOCTOR}"),
    CORRUPT: (StoreUnreadable, "The store at {path} is damaged at a page we needed. Stop using it.", _BACKUP),
    FULL: (
        DiskRefused,
        "The disk is full. Nothing was saved; your words are kept on this screen.",
        "Free some space and save again.",
    ),
    CONSTRAINT: (StoreError, "The store refused a row that does not fit. Nothing was saved.", _DOCTOR),
}


class SchemaOlder(StoreUnreadable):
    """The store was made by an older version and must be upgraded first (``schema.upgrade``)."""

    def __init__(self, path: Path, schema: int) -> None:
        super().__init__(
            f"The store at {path} was made by an older version of complaintdesk.",
            "It is upgraded, after a backup, when it is next opened for writing.",
        )
        self.schema = schema


def code_of(error: BaseException) -> int:
    """SQLite's primary result code of a driver error; 0 where it has none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def translate(error: BaseException, path: Place) -> StoreError:
    """The error a person can put right, for what the driver raised while using the store at ``path``.

    What has no number of SQLite's is a slip of ours (a value no column takes) and is raised as it is.
    """
    said: StoreError | None = getattr(error, "said", None)
    if said is not None:  # a server's errors bring their sentence
        return said
    code = code_of(error)
    if code == 0 or isinstance(path, Server):
        raise error
    if code in (CANTOPEN, IOERR, READONLY, ERROR):
        looked = _look(path)
        if looked is not None:
            return looked
    if code in (READONLY, CANTOPEN):
        return _unwritable(path)
    if code == NOTADB:
        return _unreadable(path)
    kind, sentence, hint = _SAID.get(
        code, (StoreError, "The store at {path} could not be used. Nothing was saved.", _DOCTOR)
    )
    return kind(sentence.format(path=path), hint)


def _unreadable(path: Path) -> StoreError:
    if keys.of(path):  # it opened before, so the passphrase was right
        return StoreUnreadable(_SAID[CORRUPT][1].format(path=path), _BACKUP)
    return StoreLocked(str(path)) if seems_encrypted(path) else not_a_store(path)


def seems_encrypted(path: Path) -> bool:
    """Whether the file has an encrypted store's shape: whole pages that begin with no words and no SQLite header.

    Opens the file, which would drop the locks this process has on it: asked only where no connection could be made.
    """
    page = 4096
    if _size(path) <= 0 or _size(path) % page:
        return False
    try:
        with path.open("rb") as file:
            head = file.read(page)
    except OSError:
        return False
    return not head.startswith(b"SQLite format 3") and len(set(head)) > 200


def no_cipher(path: Path) -> StoreError:
    """For an encrypted store on a computer whose SQLite has no cipher."""
    return StoreError(f"The store at {path} is encrypted.", "Install the sqlcipher3 package to open it.")


def closed() -> StoreError:
    """For a question to a store that was closed meanwhile."""
    return StoreError("The complaint store is closed.")


def not_a_store(path: Path) -> StoreUnreadable:
    """For an empty file, a text file, another program's database, an encrypted or ruined store."""
    if _size(path) == 0:
        return StoreUnreadable(
            f"{path} is an empty file, not a complaint store.",
            "Nothing was changed. If a store stood here, go back to its newest good backup.",
        )
    return StoreUnreadable(
        f"{path} is not a complaint store, or it is damaged.",
        "Nothing was changed. Check the path; if it is the right one, go back to its newest good backup.",
    )


def newer(path: Path) -> StoreUnreadable:
    """For a schema this program does not know."""
    return StoreUnreadable(
        f"The store at {path} was made by a newer version of complaintdesk.", "Update complaintdesk, then open it."
    )


def moved() -> StoreMoved:
    """For a path behind which another file stands than the one that was opened."""
    return StoreMoved(
        "The complaint store was moved or replaced while it was open. Nothing was saved.",
        "Close this window and open the desk again.",
    )


def upgraded() -> StoreMoved:
    """For a store another window upgraded while this one had it open."""
    return StoreMoved(
        "The complaint store was upgraded by a newer version while it was open. Nothing was saved.",
        "Close this window and start complaintdesk again.",
    )


def exists(path: Path) -> StoreError:
    """For ``create`` where something stands already."""
    return StoreError(f"There is already a file at {path}.", "Choose another path, or open that store.")


def from_os(error: OSError, path: Path) -> StoreError:
    """For what the operating system refused while the store's file or folder was made."""
    if error.errno == errno.EEXIST:
        return exists(path)
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return DiskRefused("The disk is full. Nothing was made.", "Free some space and try again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreReadOnly(f"This folder cannot be written: {path.parent}.", "Choose another folder.")
    return StoreError(f"No store could be made at {path}.", "Check that its folder can be used.")


def _look(path: Path) -> StoreError | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return StoreMissing(
            f"There is no store at {path}.", "Check the path, or make a new store with `complaintdesk init`."
        )
    except NotADirectoryError:
        return StoreMissing(f"There is no store at {path}.", f"{path.parent} is not a folder.")
    except OSError:
        return StoreReadOnly(f"You may not open {path}.", "Ask for access to its folder.")
    if not stat.S_ISREG(found.st_mode):
        what = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or device"
        return StoreUnreadable(f"{path} is {what}, not a store.", "Name the store's own file.")
    if not os.access(path, os.R_OK):
        return StoreReadOnly(f"You may not open {path}.", "Ask for access to it.")
    return None


def _unwritable(path: Path) -> StoreReadOnly:
    if os.access(path.parent, os.W_OK) and not os.access(path, os.W_OK):
        return StoreReadOnly(f"This file cannot be written: {path}.", "Allow writing to it, then try again.")
    return StoreReadOnly(f"This folder cannot be written: {path.parent}.", "Allow writing to it, then try again.")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
