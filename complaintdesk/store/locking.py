"""Encrypted stores: opened by a passphrase, given another one, made from a plain store.

SQLCipher writes every page, the write-ahead log and each copy encrypted. Without the passphrase nothing can be read
again, by nobody.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from complaintdesk.errors import BadInput, StoreBusy, StoreError, StoreLocked, StoreUnreadable
from complaintdesk.store import copying, faults, keys
from complaintdesk.store.connection import LIBRARY, Connection, Error, bare, schema_of, start_log
from complaintdesk.store.locks import alone

SHORTEST, LONGEST = 12, 200
"""Characters of a new passphrase."""
_HELD_OPEN = "Another window has the store open. Nothing was changed."


def can_encrypt() -> bool:
    """Whether the SQLite of this process can open encrypted stores."""
    return LIBRARY == "sqlcipher3"


def check_new(passphrase: str) -> None:
    """BadInput for a passphrase that is too short, too long, or cannot be typed again; it is not repeated."""
    if not SHORTEST <= len(passphrase) <= LONGEST:
        raise BadInput(
            f"A passphrase has {SHORTEST} to {LONGEST} characters.",
            "Four or five words that belong together to nobody.",
        )
    if not passphrase.isprintable() or passphrase != passphrase.strip():
        raise BadInput(
            "A passphrase holds no control characters and neither begins nor ends with a blank.", "Choose another one."
        )
    if not can_encrypt():
        raise StoreError("This computer cannot make encrypted stores.", "Install the sqlcipher3 package.")


def unlock(path: Path, passphrase: str) -> None:
    """Hold the key of the encrypted store at ``path``. StoreLocked where the passphrase does not open it."""
    path = path.absolute()
    if not can_encrypt():
        raise faults.no_cipher(path)
    db: Connection | None = None
    try:
        db = bare(path, key=keys.spoken(passphrase))
        schema_of(db, path)
        keys.hold(path, stretched(db, passphrase))
    except Error as error:
        if faults.code_of(error) == faults.NOTADB:
            raise StoreLocked(
                str(path), "That passphrase does not open this store, or the file is damaged.", "Nothing was changed."
            ) from None
        raise faults.translate(error, path) from None
    finally:
        if db is not None:
            db.close()


def change(path: Path, passphrase: str) -> None:
    """Give the unlocked store at ``path`` another passphrase: wholly the old or wholly the new after a kill.

    Raises StoreBusy while another window has it open. Older backups keep the passphrase of their day.
    """
    check_new(passphrase)
    path = path.absolute()

    def rekey(db: Connection) -> None:
        db.execute("PRAGMA synchronous=FULL")
        db.execute(f"PRAGMA rekey={keys.spoken(passphrase)}")
        keys.hold(path, stretched(db, passphrase))

    _with_nobody_else(path, rekey)
    start_log(path)


def encrypt(path: Path, passphrase: str) -> None:
    """Put an encrypted store in the place of the plain one at ``path``; the plain file is taken away.

    The new one is written beside it, checked, and only then given its name; a kill before leaves the plain store.
    Raises StoreBusy while another window has it open.
    """
    check_new(passphrase)
    path = path.absolute()
    partial = path.with_name(f"{path.name}.encrypting")

    def export(db: Connection) -> None:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        schema = schema_of(db, path)
        (application,) = db.execute("PRAGMA application_id").fetchone()
        held = db.execute(_COUNTED).fetchone()
        db.execute(f"ATTACH ? AS locked KEY {keys.spoken(passphrase)}", (str(partial),))
        db.execute("SELECT sqlcipher_export('locked')")
        db.execute(f"PRAGMA locked.user_version={schema}")
        db.execute(f"PRAGMA locked.application_id={application}")
        db.execute("DETACH locked")
        _look_through(partial, passphrase, held)
        copying.flush(partial)
        if os.name == "posix":  # while the plain one is still held, so that nobody writes to it in between
            partial.replace(path)
            copying.flush(path.parent)

    try:
        _with_nobody_else(path, export)
        if partial.exists():
            partial.replace(path)
    except OSError as error:
        raise faults.from_os(error, path) from None
    finally:
        partial.unlink(missing_ok=True)
    unlock(path, passphrase)
    start_log(path)


_COUNTED = (
    "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM words), (SELECT count(*) FROM register),"
    " (SELECT hash FROM event ORDER BY pos DESC LIMIT 1)"
)


def _look_through(path: Path, passphrase: str, held: tuple[object, ...]) -> None:
    db = bare(path, key=keys.spoken(passphrase))
    try:
        whole = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        whole = whole and not db.execute("PRAGMA cipher_integrity_check").fetchall()
        same = db.execute(_COUNTED).fetchone() == held
    finally:
        db.close()
    if not (whole and same):
        raise StoreUnreadable("The encrypted copy does not hold what the store holds.", "Nothing was changed.")


def _with_nobody_else(path: Path, use: Callable[[Connection], None]) -> None:
    """Use the store while no window has it open: only then may it leave its write-ahead log; it is held from there."""
    with alone(path):
        db: Connection | None = None
        try:
            db = bare(path, busy_ms=500)
            schema_of(db, path)
            db.execute("PRAGMA journal_mode=DELETE")
            db.execute("PRAGMA locking_mode=EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            db.execute("COMMIT")
            use(db)
        except Error as error:
            if faults.code_of(error) in (faults.BUSY, faults.LOCKED):
                raise StoreBusy(_HELD_OPEN, "Close the other windows, then try again.") from None
            raise faults.translate(error, path) from None
        finally:
            if db is not None:
                db.close()


def stretched(db: Connection, passphrase: str) -> str:
    """The key of the store behind ``db``, which ``passphrase`` opened, for ``keys.hold``."""
    (salt,) = db.execute("PRAGMA cipher_salt").fetchone()
    (rounds,) = db.execute("PRAGMA kdf_iter").fetchone()
    return keys.stretched(passphrase, salt, int(rounds))
