"""What `complaintdesk doctor` says about a store: facts in order, each with how it stands."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from complaintdesk.errors import StoreError
from complaintdesk.models.terms import some
from complaintdesk.paths import Place, Server
from complaintdesk.store import faults, places, schema
from complaintdesk.store.auditing import guards
from complaintdesk.store.connection import DRIVER, LIBRARY, SCHEMA, Connection, Error, connect
from complaintdesk.store.verifying import ChainReport, verify_chain

SOUND_SQLITE = (3, 51, 3)
"""Older ones can lose pages of the write-ahead log when two processes write."""
_ROOM = 200_000_000


class Finding(NamedTuple):
    """One fact. ``level``: ``ok``, ``warn`` or ``bad``; ``hint``: what to do, where there is something."""

    name: str
    value: str
    level: str = "ok"
    hint: str = ""


def examine(path: Place) -> tuple[Finding, ...]:
    """Everything the doctor can say about the store at ``path``, most basic first.

    Never raises for a store that is missing or damaged: that is a finding, and the last one. Reads
    everything there is, so it takes about a second for 50,000 events.
    """
    if isinstance(path, Server):
        from complaintdesk.store.postgres.checks import examine as examine_there

        return tuple(examine_there(path))
    path = path.absolute()
    found = [library(), Finding("store", str(path)), *_surroundings(path)]
    try:
        db = connect(path)
    except StoreError as error:
        return (*found, Finding("opens", error.sentence, "bad", error.hint))
    try:
        found += contents(db)
        found += _checks(db)
    except Error as error:
        fault = faults.translate(error, path)
        found.append(Finding("reads", fault.sentence, "bad", fault.hint))
    finally:
        db.close()
    return tuple(found)


def library(version: tuple[int, ...] = DRIVER.sqlite_version_info, name: str = LIBRARY) -> Finding:
    """Which SQLite this is, and whether it is sound."""
    value = f"SQLite {'.'.join(map(str, version))} ({name})"
    if version < SOUND_SQLITE:
        return Finding(
            "library",
            f"{value}, which can lose pages when two windows save at once",
            "warn",
            "Keep one window open at a time, or install the sqlcipher3 package.",
        )
    if name != "sqlcipher3":
        return Finding("library", value, "ok", "The sqlcipher3 package is not installed: no encrypted stores.")
    return Finding("library", value)


def chain_finding(report: ChainReport) -> Finding:
    """The chain check in a sentence; names case and event of the first breaks."""
    if not report.breaks:
        erased = f", {report.erased} erased" if report.erased else ""
        return Finding("chain", f"{some(report.events, 'event holds', 'events hold')}{erased}; seal {report.seal[:16]}")
    said = "; ".join(map(str, report.breaks[:5]))
    more = f"; and {len(report.breaks) - 5} more" if len(report.breaks) > 5 else ""
    return Finding("chain", f"{said}{more}", "bad", "Compare with the newest good backup; change nothing.")


def _surroundings(path: Path) -> Iterator[Finding]:
    trouble = places.trouble_with(path)
    if trouble:
        yield Finding("place", trouble.capitalize(), "warn", places.INSTEAD)
    else:
        yield Finding("place", "on this computer's own disk")
    try:
        free = shutil.disk_usage(path.parent).free
        held = path.stat()
    except OSError:
        return
    size = held.st_size + _size(path.with_name(f"{path.name}-wal"))
    yield Finding("size", _megabytes(size))
    low = free < max(_ROOM, 2 * size)
    yield Finding(
        *("free disk", _megabytes(free), "warn" if low else "ok"),
        "A backup or an upgrade needs as much room as the store has." if low else "",
    )
    if os.name == "posix" and held.st_mode & 0o077:
        yield Finding("access", "others on this computer may read the store", "warn", f"chmod 600 {path}")


def contents(db: Connection) -> Iterator[Finding]:
    """What a store holds."""
    yield Finding("schema", f"{SCHEMA}, the newest this program knows")
    cases, still, events = db.execute(
        "SELECT (SELECT count(*) FROM register), (SELECT coalesce(sum(n), 0) FROM tally_day WHERE status = 'open'),"
        " (SELECT pos FROM store_clock WHERE id = 1)"
    ).fetchone()
    yield Finding("cases", f"{cases}, of them {still} open")
    yield Finding("events", str(events))


def _checks(db: Connection) -> Iterator[Finding]:
    found = [row[0] for row in db.execute("PRAGMA quick_check(5)")]
    if found == ["ok"]:
        yield Finding("pages", "ok")
    else:
        yield Finding("pages", "damaged", "bad", "Stop using the store and go back to the newest good backup.")
    missing = sorted(schema.names() - {row[0] for row in db.execute("SELECT name FROM sqlite_master")})
    if missing:
        yield Finding("tables", f"missing: {', '.join(missing)}", "bad", "Go back to the newest good backup.")
    loose = db.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        tables = ", ".join(sorted({str(row[0]) for row in loose}))
        yield Finding("links", f"{len(loose)} rows point nowhere ({tables})", "bad", "Run `complaintdesk rebuild`.")
    else:
        yield Finding("links", "ok")
    bad = list(guards(db))
    if bad:
        hint = "Compare with the newest good backup; change nothing."
        yield Finding("guards", "; ".join(map(str, bad)), "bad", hint)
    else:
        yield Finding("guards", "all in place")
    yield chain_finding(verify_chain(db))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
