"""What opens the encrypted stores of this process: held in memory alone, never in a path, a log or an error.

A passphrase is stretched once (a quarter of a second, on purpose); every further connection uses the key that came
out of it. The salt is the file's own, so that copies made by SQLite open with the passphrase of their day.
"""

from __future__ import annotations

import os
from pathlib import Path

from complaintdesk.paths import Place, Server

_HELD: dict[Place, str] = {}
"""Per store what stands behind ``PRAGMA key=``; for a server its password."""


def _real(path: Place) -> Place:
    """The file behind any links; the path itself where they lead in a circle."""
    return path if isinstance(path, Server) else Path(os.path.realpath(path))


def of(path: Place) -> str:
    """What stands behind ``PRAGMA key=`` for the store at ``path``; empty for a plain store or a locked one."""
    return _HELD.get(_real(path), "")


def hold(path: Place, key: str) -> None:
    """Open the store at ``path`` with ``key`` from now on."""
    _HELD[_real(path)] = key


def forget(path: Place) -> None:
    """Open the store at ``path`` without a key from now on."""
    _HELD.pop(_real(path), None)


def share(path: Place, other: Place) -> None:
    """Open ``other``, a copy of the store at ``path``, with the same key."""
    if of(path):
        hold(other, of(path))


def spoken(passphrase: str) -> str:
    """A passphrase as the words behind ``PRAGMA key=``. Typed composed or decomposed, it is the same."""
    import unicodedata

    return "'" + unicodedata.normalize("NFC", passphrase).replace("'", "''") + "'"


def stretched(passphrase: str, salt: str, rounds: int) -> str:
    """The key that ``passphrase`` gives with a file's ``salt`` (hex), as the words behind ``PRAGMA key=``.

    PBKDF2-HMAC-SHA512 over ``rounds``, 32 bytes: what SQLCipher 4 does itself at each connection.
    """
    import hashlib
    import unicodedata

    made = hashlib.pbkdf2_hmac(
        "sha512", unicodedata.normalize("NFC", passphrase).encode(), bytes.fromhex(salt), rounds, 32
    )
    return f"\"x'{made.hex()}{salt}'\""
