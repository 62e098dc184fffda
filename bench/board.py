"""The board on the wall: how soon a commit of another process is on the screen.

The desk stands on the board of 100,000 cases; this process, which is another one, appoints an owner to the case that
is latest, at moments drawn by lot, and waits until the new name shows. The clock starts when the commit has returned.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

from bench import program, stores
from bench.figures import Line, median, p95
from bench.running import now
from bench.session import Session
from complaintdesk.desk.deriving import derive
from complaintdesk.models.events import Event
from complaintdesk.store.reading import Reader
from complaintdesk.store.writing import Writer


def measure(rounds: int) -> Iterator[Line]:
    """The lines of the report about news on the screen."""
    for screen, key, shows in (("board", "f3", "F2 Queue"), ("queue", "", r"sort: clock")):
        took = _watch(key, shows, 4 * rounds)
        goals = (120, 250) if screen == "board" else (None, None)
        what = f"another process's commit on the {screen}, p95 ({len(took)} commits)"
        yield Line(what, f"{p95(took):.0f} ms", "", p95(took), *goals, unit="ms")
        yield Line("  p50", f"{median(took):.0f} ms", "", median(took), unit="ms")


def _watch(key: str, shows: str, times: int) -> list[float]:
    path, chance = stores.copy(stores.BIG, "board"), Random(5)
    reader = Reader(path)
    latest = reader.due_from(0, limit=1)[0]
    reader.close()
    writer, seq, took = Writer(path), latest.seq, []
    with Session(program.desk_on(path), program.surroundings()) as run:
        run.wait_for("sort: clock")
        run.rest()
        if key:
            run.press(key)
        run.wait_for(shows, latest.ref)
        run.rest()
        for n in range(times):
            run.settle()
            time.sleep(chance.random() * 0.3)
            name, at = f"Zoe{n:03d}", datetime.now(UTC)
            event = Event("assigned", at, {"to": name}, who=stores.WHO, recorded_at=at)
            seq = writer.append(latest.id, seq, [event], derive, key=f"board/{n}").seq
            committed = now()
            took.append((run.wait_for(name, seconds=5) - committed) * 1e3)
    writer.close()
    return took
