"""Whether the store still says what it said: its own chains, its guards, and what a backup sealed.

Somebody with the file and a tool can change anything in it. What they cannot do is change it so that this does not
see it, unless they change every backup as well: a seal that was printed or sent away tells even then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from complaintdesk.paths import Place, Server
from complaintdesk.store import backups, ddl, keys, rebuilding
from complaintdesk.store.backups import Backup
from complaintdesk.store.connection import Connection, bare
from complaintdesk.store.rows import Derive
from complaintdesk.store.verifying import Break, verify_chain


def audit(db: Connection, path: Place, newest: Backup | None, derive: Derive | None = None) -> Iterator[Break]:
    """Everything wrong with the store behind ``db``; ``newest``: the newest good backup, where there is one.

    With ``derive`` also every row that lists are read from is held against what the events make of it.
    """
    if isinstance(path, Server):
        from complaintdesk.store.postgres.checks import guards as guards_there

        yield from guards_there(db)
        yield from _rows(db, derive)
        return
    if keys.of(path) and db.execute("PRAGMA cipher_integrity_check").fetchone():
        yield Break("", 0, "an encrypted page was changed")
    found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        yield Break("", 0, "a page is damaged")
    yield from guards(db)
    yield from _rows(db, derive)
    if newest is not None and newest.manifest is not None:
        yield from against(db, path, newest)


def _rows(db: Connection, derive: Derive | None) -> Iterator[Break]:
    broken = verify_chain(db).breaks
    yield from broken
    if derive is not None:
        yield from rebuilding.differing(db, derive, {one.ref for one in broken})


def guards(db: Connection) -> Iterator[Break]:
    """The triggers that keep events as they are: which are missing, say something else, or are none of ours."""
    there = {name: _bare(sql) for name, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")}
    for statement in ddl.TRIGGERS:
        sql = _bare(statement)
        name = sql.split(" ")[2]
        if name not in there:
            yield Break("", 0, f"the guard {name} was taken away")
        elif there[name] != sql:
            yield Break("", 0, f"the guard {name} was changed")
    ours = {_bare(statement).split(" ")[2] for statement in ddl.TRIGGERS}
    for name in sorted(there.keys() - ours):
        yield Break("", 0, f"the trigger {ascii(name)[1:-1]} was added, which is none of the store's")


def _bare(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace("IF NOT EXISTS ", "")).strip()


def against(db: Connection, path: Path, newest: Backup) -> Iterator[Break]:
    """What the backup's seal says and the store does not; the case and event, where the backup is still at hand."""
    sealed = newest.manifest
    if sealed is None:
        return
    (pos,) = db.execute("SELECT pos FROM store_clock WHERE id = 1").fetchone()
    if backups.seal_at(db, sealed.pos) == sealed.seal and pos >= sealed.pos:
        return
    named = False
    for one in differing(db, newest.path, keys.of(path)):
        named = True
        yield one
    if not named:
        yield Break("", 0, f"the seal of {sealed.made_at[:16]} over {sealed.pos} events does not hold")


def differing(db: Connection, copy: Path, key: str = "") -> Iterator[Break]:
    """The first event of each case that a backup, or another copy in a file, holds and the store does not."""
    old = bare(copy, mode="ro&immutable=1", key=key)
    try:
        cases = old.execute("SELECT case_id, ref FROM register ORDER BY case_id").fetchall()
        for case_id, ref in cases:
            now = dict(db.execute(_CHAIN, (case_id,)).fetchall())
            for seq, hashed in old.execute(_CHAIN, (case_id,)):
                if seq not in now:
                    yield Break(ref, seq, "the backup holds this event, the store does not")
                    break
                if now[seq] != hashed:
                    yield Break(ref, seq, "the backup holds another event in this place")
                    break
    finally:
        old.close()


_CHAIN = "SELECT seq, hash FROM event WHERE case_id = ? ORDER BY seq"
