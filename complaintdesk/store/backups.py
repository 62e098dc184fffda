"""Backups of a store: whole copies with a manifest beside each, thinned out with age, and the way back.

A backup counts as good once its pages, its links and every hash in it were checked. Its manifest carries a seal: one
hash over the last hash of every case. Held against it, a store shows that its newest events were cut off, or that a
history was computed anew, which the chains alone cannot.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from complaintdesk.errors import NotFound, StoreBusy, StoreLocked, StoreUnreadable
from complaintdesk.store import copying, faults, keys
from complaintdesk.store.connection import DRIVER, SCHEMA, Connection, Error, bare, schema_of, start_log
from complaintdesk.store.locks import alone
from complaintdesk.store.verifying import verify_chain

HOURS, DAYS, WEEKS = 24, 14, 8
"""How many are kept: the newest of each of the last 24 hours, 14 days and 8 weeks that have one."""
KEPT_DAYS = 90
"""No backup is kept longer, since what was erased from the store lives on in them."""
_STAMP = "%Y%m%dT%H%M%SZ"


class Manifest(NamedTuple):
    """What a backup holds. ``pos``: events; ``seal``: over all cases' last hashes; ``sha256``: of the file.

    ``key``: a mark of the passphrase it opens with, '' for a plain one; it says nothing about the passphrase.
    """

    made_at: str
    schema: int
    pos: int
    cases: int
    seal: str
    sqlite: str
    key: str
    size: int
    sha256: str


class Backup(NamedTuple):
    """A backup and its manifest; None where that is missing or unreadable."""

    path: Path
    made_at: datetime
    manifest: Manifest | None


def folder_of(store: Path) -> Path:
    """Where the backups of the store at ``store`` go unless told otherwise."""
    return store.absolute().parent / "backups"


def make(store: Path, folder: Path, now: datetime, days: int = KEPT_DAYS) -> tuple[Path, Manifest]:
    """Back up the store at ``store`` into ``folder``, check the copy, then thin out the older ones.

    Raises a StoreError, and then there is no new backup; StoreUnreadable names the case whose chain does not hold.
    """
    store = store.absolute()
    made_at = now.astimezone(UTC)
    target = folder / f"{store.stem}-{made_at.strftime(_STAMP)}.db"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.glob(f"{store.stem}-*.partial"):
            left.unlink(missing_ok=True)
    except OSError as error:
        raise faults.from_os(error, target) from None
    db: Connection | None = None
    try:
        db = bare(store)
        schema_of(db, store)
        manifest = copying.copy_to(db, store, target, lambda copy: _described(copy, store, made_at))
    except Error as error:
        raise faults.translate(error, store) from None
    finally:
        if db is not None:
            db.close()
    _write(target.with_suffix(".json"), manifest)
    thin_out(store, folder, now, days)
    return target, manifest


def all_of(store: Path, folder: Path) -> list[Backup]:
    """The backups of ``store`` in ``folder``, newest first. No error where there is no folder."""
    found = []
    for path in folder.glob(f"{store.stem}-*.db"):
        try:
            made_at = datetime.strptime(path.stem[len(store.stem) + 1 :], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(Backup(path, made_at, _read(path.with_suffix(".json"))))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def thin_out(store: Path, folder: Path, now: datetime, days: int = KEPT_DAYS) -> None:
    """Take away the backups that need not be kept; the newest stays whatever its age."""
    backups = all_of(store, folder)
    keep = worth_keeping([one.made_at for one in backups], now, days)
    for one in backups:
        if one.made_at not in keep:
            one.path.unlink(missing_ok=True)
            one.path.with_suffix(".json").unlink(missing_ok=True)


def worth_keeping(made: Iterable[datetime], now: datetime, days: int = KEPT_DAYS) -> set[datetime]:
    """Of the moments backups were ``made``, those that stay: by hour, by day, by week, none older than ``days``.

    >>> quarters = [datetime(2024, 4, 8, 9, minute, tzinfo=UTC) for minute in (0, 15, 30)]
    >>> [one.minute for one in worth_keeping(quarters, datetime(2024, 4, 8, 11, tzinfo=UTC))]
    [30]
    """
    newest_first = sorted(set(made), reverse=True)
    young = [one for one in newest_first if now - one <= timedelta(days=days)]
    keep = set(newest_first[:1])
    for form, many in (("%Y%m%d%H", HOURS), ("%Y%m%d", DAYS), ("%G%V", WEEKS)):
        newest: dict[str, datetime] = {}
        for one in young:
            newest.setdefault(one.strftime(form), one)
        keep.update(list(newest.values())[:many])
    return keep


def restore(source: Path, store: Path) -> Path | None:
    """Put the backup ``source`` in the place of the store; where the replaced one is kept now, None if there was none.

    The backup is copied and checked first, hashes and all; the store that stood there keeps its name with
    ``.before-restore``. StoreBusy while a window has the store open; NotFound for no such backup.
    """
    source, store = source.absolute(), store.absolute()
    if not source.is_file():
        raise NotFound(f"There is no backup at {source}.", "`complaintdesk backup --list` names those there are.")
    fresh = store.with_name(f"{store.name}.restoring")
    with alone(store):
        db: Connection | None = None
        try:
            db = bare(source, mode="ro&immutable=1")
            if schema_of(db, source) > SCHEMA:
                raise faults.newer(source)
            keys.share(source, fresh)
            copying.copy_to(db, source, fresh, lambda copy: _sound(copy, source))
        except Error as error:
            raise faults.translate(error, source) from None
        finally:
            if db is not None:
                db.close()
            keys.forget(fresh)
        try:
            kept = _set_aside(store) if store.exists() else None
            fresh.replace(store)
            if os.name == "posix":
                copying.flush(store.parent)
        except OSError as error:
            raise faults.from_os(error, store) from None
        keys.forget(store)
        keys.share(source, store)
        start_log(store)
    return kept


def _set_aside(store: Path) -> Path:
    """Rename the store that stands there; a damaged one too, but never one that a window has open."""
    db: Connection | None = None
    try:
        db = bare(store, busy_ms=500)
        db.execute("PRAGMA journal_mode=DELETE")  # only the last connection may leave the write-ahead log
    except Error as error:
        if faults.code_of(error) in (faults.BUSY, faults.LOCKED):
            raise StoreBusy(
                "Another window has the store open. Nothing was changed.", "Close the other windows, then try again."
            ) from None
        if faults.code_of(error) == faults.NOTADB and not keys.of(store) and faults.seems_encrypted(store):
            raise StoreLocked(str(store)) from None  # unopened, it cannot be seen whether a window has it
    finally:
        if db is not None:
            db.close()
    names = (f"{store.name}.before-restore{suffix}" for suffix in ("", *(f"-{n}" for n in range(2, 1000))))
    kept = next(one for name in names if not (one := store.with_name(name)).exists())  # an earlier one is kept as well
    for suffix in ("-wal", "-shm"):
        log = store.with_name(f"{store.name}{suffix}")
        if log.exists():
            log.replace(kept.with_name(f"{kept.name}{suffix}"))
    store.replace(kept)
    return kept


def seal_at(db: Connection, pos: int) -> str:
    """The seal of the store behind ``db`` as it was when it held ``pos`` events."""
    heads = sha256()
    for ref, hashed in db.execute(_HEADS, (pos,)):
        heads.update(f"{ref} {hashed}\n".encode())
    return heads.hexdigest()


_HEADS = (
    "SELECT r.ref, e.hash FROM (SELECT case_id, max(seq) AS seq FROM event WHERE pos <= ? GROUP BY case_id) AS last"
    " JOIN event e ON e.case_id = last.case_id AND e.seq = last.seq JOIN register r ON r.case_id = e.case_id"
    " ORDER BY r.case_id"
)


def _described(copy: Path, store: Path, made_at: datetime) -> Manifest:
    """The manifest of a copy whose every hash holds."""
    _sound(copy, store)
    key = keys.of(store)
    db = bare(copy, mode="ro&immutable=1", key=key)
    try:
        pos, cases = db.execute(
            "SELECT (SELECT pos FROM store_clock WHERE id = 1), (SELECT count(*) FROM register)"
        ).fetchone()
        seal = seal_at(db, pos)
    finally:
        db.close()
    with copy.open("rb") as file:
        hashed = sha256()
        while block := file.read(1 << 20):
            hashed.update(block)
    mark = sha256(f"complaintdesk {key}".encode()).hexdigest()[:16] if key else ""
    return Manifest(
        *(made_at.isoformat(), SCHEMA, pos, cases, seal, DRIVER.sqlite_version, mark, copy.stat().st_size),
        hashed.hexdigest(),
    )


def _sound(copy: Path, store: Path) -> None:
    db = bare(copy, mode="ro&immutable=1", key=keys.of(store))
    try:
        report = verify_chain(db)
    finally:
        db.close()
    if report.breaks:
        first = report.breaks[0]
        raise StoreUnreadable(
            f"The copy of {store} does not hold: {first.ref or 'store'} event {first.seq}: {first.why}.",
            "No backup was made of it and nothing was replaced. `complaintdesk verify` names each case.",
        )


def _write(path: Path, manifest: Manifest) -> None:
    partial = path.with_suffix(".json.partial")
    try:
        handle = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(manifest._asdict(), file, indent=1)
        copying.flush(partial)
        partial.replace(path)
    except OSError as error:
        raise faults.from_os(error, path) from None


def _read(path: Path) -> Manifest | None:
    try:
        return Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
