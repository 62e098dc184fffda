"""Stores to measure on, made by the desk's own writer: the same tables, hashes, tallies and search index as in use.

Every case is open and has five events; the most urgent one has thirty. Made once a day (bands move with time) and kept
in the system's folder for temporary files until the desk's code or the day changes.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

import complaintdesk
from complaintdesk.desk.deriving import derive
from complaintdesk.desk.setting_up import make_store
from complaintdesk.models.events import Event
from complaintdesk.store.rows import NewCase
from complaintdesk.store.writing import Writer

WHO: Final = "Jo Smith"
LANDLORDS: Final = ("salix", "slh", "his", "calico", "saha")
TINY, SMALL, BIG = 20, 150, 100_000
_TEXT: Final = """
late refund damaged rude staff billing error meter reading wrong letter never arrived appointment cancelled noise damp
repair boiler parking permit bins missed delay phone website form lost rent service charge lift broken window roof leak
mould heating door lock fence rubbish neighbour transfer visit
"""
WORDS: Final = _TEXT.split()


@cache
def folder() -> Path:
    """Where the stores lie: a folder for this day and this code; those of days gone by are taken away."""
    place = Path(tempfile.gettempdir()) / f"complaintdesk-bench-{os.getuid()}"
    place.mkdir(mode=0o700, exist_ok=True)
    for other in place.iterdir():
        if other.stat().st_mtime < time.time() - 86_400:
            shutil.rmtree(other, ignore_errors=True)
    mine = place / _print()
    mine.mkdir(exist_ok=True)
    return mine


@cache
def scratch(parent: Path | None = None) -> Path:
    """A folder of this process alone, gone when it ends."""
    mine = Path(tempfile.mkdtemp(prefix="run-", dir=parent or folder()))
    atexit.register(shutil.rmtree, mine, ignore_errors=True)
    return mine


def _print() -> str:
    """A short name for the day and the code that decides what a store holds."""
    package = Path(complaintdesk.__file__).parent
    sources = sorted(path for part in ("store", "engine", "models", "desk") for path in (package / part).glob("*.py"))
    code = hashlib.sha256(b"".join(path.read_bytes() for path in (*sources, Path(__file__))))
    return f"{datetime.now(UTC):%Y-%m-%d}-{code.hexdigest()[:12]}"


def store(count: int) -> Path:
    """A store of ``count`` open cases, made if it is not there."""
    path = folder() / f"{count}.db"
    if not path.exists():
        made = scratch() / path.name
        make_store(made, LANDLORDS, WHO)
        writer = Writer(made)
        try:
            writer.append_many(cases(count), derive)
        finally:
            writer.close()
        made.rename(path)  # whole or not at all: another bench may look for it, too
    return path


def copy(count: int, name: str, parent: Path | None = None) -> Path:
    """A copy of such a store to write to, in a folder of this process."""
    path = scratch(parent) / f"{name}.db"
    remove(path)
    shutil.copyfile(store(count), path)
    return path


def remove(path: Path) -> None:
    """Take a store away with what lies beside it."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def cases(count: int, seed: int = 7) -> Iterator[NewCase]:
    """``count`` cases of five events, the first with thirty, received within the last 26 days."""
    chance = Random(seed)
    today = datetime.now(UTC).replace(hour=9, minute=30, second=0, microsecond=0)
    for i in range(count):
        landlord = LANDLORDS[i % len(LANDLORDS)]
        received = today - timedelta(days=chance.randrange(1, 26) if i else 60, minutes=chance.randrange(600))
        said = {
            "resident": f"{chance.choice(WORDS).title()} {chance.choice(WORDS).title()}",
            "address": f"{i % 200 + 1} Larch Walk",
            "subject": " ".join(chance.choices(WORDS, k=5)) + f" {i}",
            "words": " ".join(chance.choices(WORDS, k=12)),
            "feedback": "complaint",
            "policy": landlord,
        }
        told: list[tuple[str, int, dict[str, object]]] = [
            ("received", 0, said),
            ("assigned", 20, {"to": f"Officer {chance.randrange(40)}"}),
            ("contacted", 60, {"how": "telephone", "said": "Spoke about the visit.", "attempt": False}),
            ("acknowledged" if i % 3 else "noted", 90, {} if i % 3 else {"text": "Rang twice."}),
            ("noted", 100, {"text": "Called the contractor."}),
            *(("noted", 110 + n, {"text": f"Called again, number {n}."}) for n in range(0 if i else 25)),
        ]
        at = [received + timedelta(minutes=later) for _, later, _ in told]
        yield NewCase(
            landlord,
            tuple(
                Event(kind, when, body, who=WHO, recorded_at=when)
                for (kind, _, body), when in zip(told, at, strict=True)
            ),
        )
