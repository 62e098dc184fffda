"""The store: one durable act beside the least that SQLite could do for the same (``raw.py``), and an import.

That an act is one commit is read from the write-ahead log, by another process, after the fact.
"""

import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from bench import imports, raw, stores
from bench.figures import Line, Reduce, Wrong, interleaved, median, p95, spread
from complaintdesk.desk import Desk
from complaintdesk.desk.deriving import derive
from complaintdesk.models.acting import Done
from complaintdesk.models.events import Event
from complaintdesk.models.lists import QueueQuery

CASES = 10_000
READ_LOG = """
import struct, sys
log = open(sys.argv[1], 'rb').read()
page, = struct.unpack('>I', log[8:12])
salt, commits, frames = log[16:24], 0, 0
for at in range(32, len(log) - 23, 24 + page):
    if log[at + 8:at + 16] != salt:
        break
    frames += 1
    commits += struct.unpack('>I', log[at + 4:at + 8])[0] != 0
print(commits, frames)
"""


def measure(rounds: int) -> Iterator[Line]:
    """All lines of the report about the store."""
    yield from _acts(40 * rounds)
    yield from _log()
    yield from imports.measure(rounds)


class _Acts:
    """The ways to write one thing down for good, each returning its seconds; ``spent`` keeps the processor's."""

    def __init__(self, parent: Path | None) -> None:
        path = stores.copy(CASES, "acts", parent)
        self.plain = raw.store("raw", parent)
        self.plain.executescript(raw.INDEXES)
        self.plain.execute("BEGIN")
        self.plain.executemany(raw.CASE, raw.case_rows(CASES))
        self.plain.execute("COMMIT")
        self.desk = Desk.open(path, stores.WHO)
        self.desk.warm()
        self.cases = [(row.id, row.ref) for row in self.desk.reader.page(QueueQuery(), 0, 1000)]
        self.seqs = {row.id: row.seq for row in self.desk.reader.page(QueueQuery(), 0, 1000)}
        self.turn = count(1)
        self.spent: defaultdict[str, list[float]] = defaultdict(list)

    def clocked(self, what: str, work: Callable[[int], None]) -> Callable[[], float]:
        def once() -> float:
            n = next(self.turn)
            used, start = time.process_time(), time.perf_counter()
            work(n)
            took = time.perf_counter() - start
            self.spent[what].append(time.process_time() - used)
            return took

        return once

    def plainly(self, n: int) -> None:
        """An event and the case's new date in one transaction."""
        db, case = self.plain, n % CASES + 1
        db.execute("BEGIN IMMEDIATE")
        db.execute(
            "INSERT INTO events(case_id, seq, at, kind, actor, data) VALUES(?,?,?,?,?,?)",
            (case, n, "2026-03-01T09:30:00.000000Z", "noted", "Jo Smith", '{"text":"Called back."}'),
        )
        db.execute("UPDATE cases SET next_due = next_due + 1 WHERE id = ?", (case,))
        db.execute("COMMIT")

    def append(self, kind: str, n: int, body: dict[str, Any]) -> None:
        """The store alone: event, hash, derived rows, tallies, search index."""
        (case_id, _), at = self.cases[n % len(self.cases)], datetime.now(UTC)
        event = Event(kind, at, body, who=stores.WHO, recorded_at=at)
        done = self.desk.writer.append(case_id, self.seqs[case_id], [event], derive, key=f"bench/{n}")
        self.seqs[case_id] = done.seq

    def act(self, n: int) -> None:
        """The desk's own act: reading the case, its gates and its form come first."""
        case_id, ref = self.cases[n % len(self.cases)]
        done = self.desk.do(ref, "note", {"text": "Called back."}, seq=self.seqs[case_id], key=f"bench/{n}")
        assert isinstance(done, Done), done
        self.seqs[case_id] = done.seq

    def close(self) -> None:
        self.desk.close()
        self.plain.close()


def _acts(times: int) -> Iterator[Line]:
    """Judged with the disk, as somebody waits for it; told without, since a slow disk flatters: both sides wait."""
    words = {"note": "a note", "assigned": "an owner"}
    taken, _ = _taken(times, None)
    noise = spread([[x] for x in taken["raw"]], [[x] for x in taken["again"]])
    yield _beside("A/A raw durable append", taken["again"], taken["raw"], median, None, noise)
    for name, what in words.items():
        yield _beside(f"one durable act ({what}), p50", taken[name], taken["raw"], median, (5, 7), noise)
        yield _beside("  p95", taken[name], taken["raw"], p95)
    yield _beside("  a note through the desk: case, gates and form read, too", taken["desk"], taken["raw"])
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    if memory.is_dir():
        taken, spent = _taken(times, memory)
        for name, what in words.items():
            yield _beside(f"  {what} in a memory file system: no disk in it, p50", taken[name], taken["raw"])
            yield _beside(f"  {what}, processor time alone, p50", spent[name], spent["raw"])


def _taken(times: int, parent: Path | None) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """(seconds, processor seconds) of each way in turns, on stores under ``parent``."""
    acts = _Acts(parent)
    ways = {
        "raw": acts.clocked("raw", acts.plainly),
        "again": acts.clocked("again", acts.plainly),
        "note": acts.clocked("note", lambda n: acts.append("noted", n, {"text": "Called back."})),
        "assigned": acts.clocked("assigned", lambda n: acts.append("assigned", n, {"to": f"Officer {n % 40}"})),
        "desk": acts.clocked("desk", acts.act),
    }
    taken = {name: [x for one in found for x in one] for name, found in interleaved(ways, times, warmup=20).items()}
    acts.close()
    return taken, acts.spent


def _beside(
    what: str,
    mine: list[float],
    base: list[float],
    reduce: Reduce = median,
    goals: tuple[float, float] | None = None,
    noise: float = 0.0,
) -> Line:
    ours, theirs = reduce(mine), reduce(base)
    return Line(what, f"{ours * 1e6:.0f} µs", f"{theirs * 1e6:.0f} µs", ours / theirs, *(goals or (None, None)), noise)


def _log() -> Iterator[Line]:
    """What acts leave in the log. Few of them: a log that grows long begins anew."""
    acts = 10
    commits, _ = _written(stores.SMALL, acts)
    if commits < acts:
        raise Wrong(f"{acts} acts left {commits} commits in the log")
    yield Line("commits of ten acts, from the log", str(commits), str(acts), commits / acts, 1, 1)
    _, pages = _written(CASES, 2)
    yield Line("  pages of 4 kB a note writes, 10,000 cases", f"{pages / 2:.0f}", "", pages / 2, unit="")


def _written(cases: int, acts: int) -> tuple[int, int]:
    """(commits, pages) in the log after so many notes by the desk."""
    path = stores.copy(cases, "log")
    desk = Desk.open(path, stores.WHO)
    desk.warm()
    for n, row in enumerate(desk.reader.page(QueueQuery(), 1, acts)):
        done = desk.do(row.ref, "note", {"text": "Called back."}, seq=row.seq, key=f"log/{n}")
        assert isinstance(done, Done), done
    command = [sys.executable, "-c", READ_LOG, f"{path}-wal"]
    commits, pages = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    desk.close()
    return int(commits), int(pages)
