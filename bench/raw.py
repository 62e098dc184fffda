"""The least that SQLite could do: a plain table for cases and one for events, by the library the desk uses.

WAL and synchronous=FULL, as the desk has it; no triggers, no hashes, no tallies, no search.
"""

from pathlib import Path
from typing import Any

from bench import stores
from complaintdesk.store.connection import DRIVER

FRESH = """
CREATE TABLE cases(id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, status TEXT NOT NULL, stage TEXT NOT NULL,
  opened INTEGER NOT NULL, next_due INTEGER, owner TEXT NOT NULL, complainant TEXT NOT NULL, subject TEXT NOT NULL);
CREATE TABLE events(id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases(id), seq INTEGER NOT NULL,
  at TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, data TEXT NOT NULL);
"""
INDEXES = """
CREATE INDEX case_due ON cases(next_due, id) WHERE status = 'open';
CREATE UNIQUE INDEX event_case ON events(case_id, seq);
"""
CASE = "INSERT INTO cases VALUES(?,?,?,?,?,?,?,?,?)"
EVENT = "INSERT INTO events VALUES(?,?,?,?,?,?,?)"


def store(name: str, parent: Path | None = None) -> Any:
    path = (parent or stores.scratch()) / f"{name}.db"
    stores.remove(path)
    db = DRIVER.connect(str(path), isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32000"):
        db.execute(f"PRAGMA {pragma}")
    db.executescript(FRESH)
    return db


def case_rows(n: int) -> list[tuple[object, ...]]:
    return [
        (
            i,
            f"C-{i:07d}",
            "open",
            "ack",
            739_000,
            739_010 + i % 40,
            f"user{i % 40}",
            f"Person {i}",
            f"Subject of case {i}",
        )
        for i in range(1, n + 1)
    ]


def event_rows(n: int) -> list[tuple[object, ...]]:
    said = '{"text":"Called the contractor, who comes on Thursday."}'
    return [
        (i * 5 + s, i, s, "2026-03-01T09:30:00.000000Z", "noted", "Jo Smith", said)
        for i in range(1, n + 1)
        for s in range(1, 6)
    ]
