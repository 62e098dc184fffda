"""Where a passphrase comes from: a key file, the system's keyring, or the person at the terminal.

Never from an argument or a variable's own value: both can be read by others while the program runs.
"""

import contextlib
import importlib
import os
import sys
from pathlib import Path
from shlex import quote
from typing import Any

from complaintdesk.cli.output import say
from complaintdesk.desk import safeguarding
from complaintdesk.errors import BadInput, StoreLocked
from complaintdesk.paths import Place, Server, place

FILE_VARIABLE = "COMPLAINTDESK_KEY_FILE"
SERVICE = "complaintdesk"
WARNING = "Without its passphrase nobody can read it again: `complaintdesk key sheet` prints one to keep."
_TRIES = 3
SHORTEST = safeguarding.SHORTEST


def unlock(locked: StoreLocked) -> None:
    """Open an encrypted store for this process, asking where there is somebody to ask. StoreLocked otherwise."""
    store = place(locked.path)
    shared = isinstance(store, Server)  # its driver has read the password file already
    kept = "" if isinstance(store, Server) else from_file(store) or from_keyring(store)
    if kept:
        safeguarding.unlock(store, kept)
        return
    if not can_ask():
        raise locked
    for left in reversed(range(_TRIES)):
        try:
            safeguarding.unlock(store, ask(f"{'Password' if shared else 'Passphrase'} for {store}: "))
        except StoreLocked as refused:
            if not left:
                raise
            print(refused.sentence, file=sys.stderr)
        else:
            return


def open_if_locked(store: Place) -> None:
    """Open the store for this process where it is encrypted. StoreLocked where it stays shut."""
    try:
        safeguarding.is_encrypted(store)
    except StoreLocked as locked:
        unlock(locked)


def can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str) -> str:
    """What is typed, without showing it. The prompt's end by Ctrl+D is no passphrase: KeyboardInterrupt."""
    import getpass

    try:
        return getpass.getpass(question)
    except EOFError:
        raise KeyboardInterrupt from None


def confirm(store: Path) -> str:
    """The passphrase of an encrypted store, asked for again and tried. BadInput for another one, or a plain store."""
    try:
        locked = safeguarding.is_encrypted(store)
    except StoreLocked:
        locked = True
    if not locked:
        raise BadInput("The store is not encrypted.", "`complaintdesk key encrypt` encrypts it.")
    if not can_ask():
        raise BadInput("There is nobody to ask for the passphrase.", "Run it in a terminal.")
    passphrase = ask(f"Passphrase for {store}: ")
    try:
        safeguarding.unlock(store, passphrase)
    except StoreLocked as refused:
        raise BadInput(refused.sentence, refused.hint) from None
    return passphrase


def ask_new() -> str:
    """A new passphrase: from the key file, else typed twice. BadInput where it will not do."""
    kept = from_file(None)
    if kept:
        safeguarding.check_new(kept)
        return kept
    if not can_ask():
        raise BadInput(
            "There is nobody to ask for a passphrase.",
            f"Run it in a terminal, or name a file with it: {FILE_VARIABLE}.",
        )
    first = ask("New passphrase: ")
    safeguarding.check_new(first)
    if ask("The same again: ") != first:
        raise BadInput("The two passphrases differ. Nothing was changed.", "Try again.")
    return first


def ask_password(who: str) -> str:
    """A password for somebody's login, typed twice; '' where none is wanted or nobody can be asked."""
    if not can_ask():
        return ""
    first = ask(f"Password for {who} (none: the server knows the login by other means): ")
    if first and len(first) < SHORTEST:
        raise BadInput(f"A password has at least {SHORTEST} characters.", "Nothing was changed. Try again.")
    if first and ask("The same again: ") != first:
        raise BadInput("The two passwords differ. Nothing was changed.", "Try again.")
    return first


def for_new_store(path: Place) -> str:
    """The passphrase of a store to be made; '' for a plain one: turned down, nobody to ask, or no cipher here."""
    if isinstance(path, Server) or path.exists() or not safeguarding.can_encrypt():
        return ""
    if from_file(None):
        return ask_new()
    if not can_ask():
        return ""
    print("Residents' words, addresses and needs will stand in this store. It can be encrypted with a passphrase.")
    if input("Encrypt it? [Y/n] ").strip().casefold() in ("n", "no"):
        return ""
    return ask_new()


def say_whether_encrypted(made: Place, passphrase: str) -> None:
    """Of a store just made: how it is kept from others, in one line; nothing of a shared one."""
    if passphrase:
        say(f"It is encrypted. {WARNING}")
    elif not isinstance(made, Server):
        how = f"`complaintdesk key encrypt --store {quote(str(made))}` does it"
        say(f"It is not encrypted: whoever has the file can read it. {how}.")


def from_file(store: Path | None) -> str:
    """The first line of the key file that COMPLAINTDESK_KEY_FILE names; '' where it names none.

    BadInput where others can read it, or where it lies beside the store it opens.
    """
    named = os.environ.get(FILE_VARIABLE, "").strip()
    if not named:
        return ""
    path = Path(named).expanduser()
    try:
        found = path.stat()
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        raise BadInput(f"The key file {path} cannot be read.", f"Mend or unset {FILE_VARIABLE}.") from None
    if os.name == "posix" and found.st_mode & 0o077:
        raise BadInput(f"Others on this computer may read the key file {path}.", f"chmod 600 {path}")
    if store is not None and path.resolve().parent == store.resolve().parent:
        raise BadInput(f"The key file {path} lies beside the store it opens.", "Move it to another folder.")
    if not lines or not lines[0]:
        raise BadInput(f"The key file {path} is empty.", "Its first line is the passphrase.")
    return lines[0]


def from_keyring(store: Path) -> str:
    """What the system's keyring holds for this store; '' where there is no keyring or nothing in it."""
    try:
        keyring, refusals = _keyring()
    except BadInput:
        return ""
    try:
        return str(keyring.get_password(SERVICE, str(store.resolve())) or "")
    except refusals:
        return ""


def remember(store: Path, passphrase: str) -> None:
    """Put the passphrase into the system's keyring. BadInput where there is none that works."""
    keyring, refusals = _keyring()
    try:
        keyring.set_password(SERVICE, str(store.resolve()), passphrase)
    except refusals:
        raise BadInput(
            "This computer has no keyring that works.", "The passphrase is asked for at each start."
        ) from None


def forget(store: Path) -> None:
    """Take the passphrase out of the system's keyring again; nothing where it was not in it."""
    keyring, refusals = _keyring()
    with contextlib.suppress(*refusals):
        keyring.delete_password(SERVICE, str(store.resolve()))


def _keyring() -> tuple[Any, tuple[type[Exception], ...]]:
    """The package, imported only now because it is slow to, and what it raises. BadInput where it is missing."""
    try:
        keyring, errors = importlib.import_module("keyring"), importlib.import_module("keyring.errors")
    except ImportError:
        raise BadInput(
            "The package keyring is not installed.", "Install complaintdesk with it: complaintdesk[keyring]."
        ) from None
    return keyring, (errors.KeyringError, OSError)
