"""Keeping a store safe: its passphrase, its backups, whether it still says what it said."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from complaintdesk import paths
from complaintdesk.desk import policy_texts, today
from complaintdesk.desk.deriving import derive
from complaintdesk.engine.days import moment
from complaintdesk.errors import BadInput, ComplaintDeskError, StoreError, StoreLocked
from complaintdesk.models.moments import london, quoted
from complaintdesk.paths import Place, Server
from complaintdesk.store import auditing, backups, faults, keys, locking, moving
from complaintdesk.store.backups import Backup, Manifest
from complaintdesk.store.connection import Error, connect
from complaintdesk.store.doctor import Finding
from complaintdesk.store.verifying import Break

if TYPE_CHECKING:
    from complaintdesk.store.postgres.roles import Login

EVERY = timedelta(hours=1)
"""How old the newest backup may be before another is made."""

change_passphrase = locking.change
check_new = locking.check_new
SHORTEST = locking.SHORTEST
can_encrypt = locking.can_encrypt
restore = backups.restore
move = moving.move


class Rules(NamedTuple):
    """Where backups go (None: a folder beside the store) and after how many days the last of them is taken away."""

    folder: Path | None = None
    days: int = backups.KEPT_DAYS


def rules() -> Rules:
    """``[backups]`` of the settings file. BadInput where it says something else."""
    path = paths.settings_file()
    if not path.is_file():
        return Rules()
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8")).get("backups", {})
    except (OSError, ValueError) as error:
        raise BadInput(f"The settings file {path} cannot be read: {error}.", "Mend it or move it away.") from None
    if not isinstance(said, dict):
        raise BadInput(f"'backups' in {path} is no table.", "Write [backups] and below it folder and days.")
    folder, days = said.get("folder", ""), said.get("days", backups.KEPT_DAYS)
    if not isinstance(folder, str) or (folder and not Path(folder).expanduser().is_absolute()):
        raise BadInput(f"'folder' under [backups] in {path} is no full path.", 'Write folder = "/full/path".')
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= 3650:
        raise BadInput(f"'days' under [backups] in {path} is {quoted(str(days))}.", "Allowed: 1 to 3650.")
    return Rules(Path(folder).expanduser() if folder else None, days)


def unlock(store: Place, secret: str) -> None:
    """Hold what opens the store: the passphrase of a file, the password of a login. StoreLocked where it does not."""
    if not isinstance(store, Server):
        locking.unlock(store, secret)
        return
    keys.hold(store, secret)
    try:
        connect(store).close()
    except StoreLocked:
        keys.forget(store)
        raise
    except StoreError:
        pass  # let in; there may be no store yet


def logins(store: Server) -> "list[Login]":
    """Everybody who is let into a shared store. Raises a StoreError."""
    from complaintdesk.store.postgres import making, roles

    with making.owned(store) as db:
        return roles.logins(db)


def give_login(store: Server, who: str, role: str | None, login: str, password: str) -> "Login":
    """Let somebody into a shared store in a role (None: as before), or no more (''). BadInput, NotFound, StoreError."""
    from complaintdesk.store.postgres import making, roles

    with making.owned(store) as db:
        return roles.give(db, who, role, login, password)


def is_encrypted(store: Place) -> bool:
    """Whether the store is encrypted. StoreLocked where it is not open yet."""
    connect(store.absolute()).close()
    return bool(keys.of(store))


def back_up(store: Path, folder: Path | None = None) -> tuple[Path, Manifest]:
    """Make a backup now and thin out the older ones. Raises a StoreError."""
    said = rules()
    return backups.make(store, folder or said.folder or backups.folder_of(store), today.now(), said.days)


def backups_of(store: Path, folder: Path | None = None) -> list[Backup]:
    """The backups there are, newest first."""
    return backups.all_of(store.absolute(), folder or rules().folder or backups.folder_of(store))


def newest_backup(store: Path, folder: Path | None = None) -> Backup | None:
    """The newest backup that was checked and found good."""
    return next((one for one in backups_of(store, folder) if one.manifest), None)


def is_due(store: Path, now: datetime) -> bool:
    """Whether the newest good backup is too old, or there is none."""
    newest = newest_backup(store)
    return newest is None or now - newest.made_at >= EVERY


def back_up_beside(store: Place) -> str:
    """Make a backup in a process of its own where one is due, so that nobody waits for it; what went wrong, or ''.

    Blocks until it is done: call it in a thread. The key goes through a pipe, which no list of processes shows.
    """
    if isinstance(store, Server):
        return ""  # whoever runs the server backs it up
    try:
        if not is_due(store, today.now()):
            return ""
        words = [sys.executable, "-m", "complaintdesk", "backup", "--beside", "--store", str(store)]
        done = subprocess.run(  # noqa: S603 - our own program
            words, input=f"{keys.of(store)}\n", capture_output=True, text=True, encoding="utf-8", check=False
        )
    except (ComplaintDeskError, OSError) as error:
        return f"No backup could be made. {error if isinstance(error, ComplaintDeskError) else ''}".strip()
    return "" if done.returncode == 0 else f"No backup could be made. {done.stderr.strip()[:300]}"


def take_key(store: Path, key: str) -> None:
    """Open the store with the key an open desk handed on; nothing for a plain one."""
    if key:
        keys.hold(store, key)


def findings(store: Place) -> Iterator[Finding]:
    """What the doctor says of encryption and backups; those of a shared store are its server's."""
    if isinstance(store, Server):
        return
    try:
        locked = is_encrypted(store)
    except StoreError:
        return
    if locked:
        yield Finding("encryption", "with a passphrase")
    else:
        hint = "`complaintdesk key encrypt` does it, unless the whole disk is encrypted."
        yield Finding("encryption", "none: whoever has the file can read it", "warn", hint)
    newest = newest_backup(store)
    if newest is None:
        yield Finding("backup", "none yet", "warn", "`complaintdesk backup` makes one; an open desk does so each hour.")
        return
    age = today.now() - newest.made_at
    said = f"{moment(london(newest.made_at))}, checked, in {newest.path.parent}"
    yield Finding("backup", said, *(("warn", "Run `complaintdesk backup`.") if age > timedelta(days=2) else ()))


def verify(store: Place, against: Path | None = None) -> tuple[int, Backup | None, tuple[Break, ...]]:
    """Hold the store against its chains, its guards and a backup, the newest if none is named.

    What is named may as well be another copy, made by ``move``. How many events there are, the backup it was held
    against, and what does not hold. Raises a StoreError where it cannot be read at all.
    """
    store = store.absolute()
    newest = None if isinstance(store, Server) else _backup(store, against)
    copy = against.absolute() if against is not None and newest is None else None
    if copy is not None:
        connect(copy).close()  # that it is missing, locked or none of ours is said first
    db = connect(store, write=True)
    try:
        found = tuple(auditing.audit(db, store, newest, derive))
        if copy is not None:
            found += tuple(auditing.differing(db, copy))
        found += tuple(
            Break("", 0, f"{one.sentence}. {one.hint}", derived=True) for one in policy_texts.changed_in(store)
        )
        (events,) = db.execute("SELECT count(*) FROM event").fetchone()
    except Error as error:
        raise faults.translate(error, store) from None
    finally:
        db.close()
    return events, newest, found


def _backup(store: Path, named: Path | None) -> Backup | None:
    """The backup that was named, else the newest; None where there is none."""
    if named is None:
        return newest_backup(store)
    near = backups.all_of(store, named.absolute().parent)
    return next((one for one in near if one.path == named.absolute() and one.manifest), None)


def encrypt(store: Path, passphrase: str) -> Iterator[Path]:
    """Put an encrypted store in the place of a plain one, and take away the plain backups: each as it goes."""
    locking.encrypt(store, passphrase)
    for one in backups_of(store):
        if one.manifest is None or not one.manifest.key:
            one.path.unlink(missing_ok=True)
            one.path.with_suffix(".json").unlink(missing_ok=True)
            yield one.path
    for left in store.absolute().parent.glob(f"{store.name}.schema-*.backup"):
        left.unlink(missing_ok=True)
        yield left
