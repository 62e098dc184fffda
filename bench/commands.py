"""What one command costs: fresh processes in turn, beside a Python that does nothing and one that only asks SQLite.

The store has 20 open cases, so that a listing is 20 lines.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from bench import program, stores
from bench.figures import Line, interleaved, ratio, spread, told
from complaintdesk.store.connection import DRIVER

QUERY = "SELECT ref, next_due, stage, subject FROM case_row WHERE status = 'open' ORDER BY next_due, ref LIMIT 20"


def measure(rounds: int) -> Iterator[Line]:
    """The lines of the report about commands."""
    path = stores.store(stores.TINY)
    env = {**program.surroundings(), "COMPLAINTDESK_STORE": str(path)}
    plain = f"import {DRIVER.__name__} as d\nfor r in d.connect({str(path)!r}).execute({QUERY!r}): print(*r)"
    nothing = (sys.executable, "-c", "pass")
    commands = {
        "nothing": nothing,
        "again": nothing,
        "sqlite": (sys.executable, "-c", plain),
        "version": (*program.DESK, "--version"),
        "help": (*program.DESK, "--help"),
        "queue": (*program.DESK, "queue"),
        "json": (*program.DESK, "queue", "--json"),
    }
    taken = interleaved({name: _once(command, env) for name, command in commands.items()}, 2 * rounds)
    base, noise = taken["nothing"], spread(taken["nothing"], taken["again"])
    yield Line("A/A python -c pass", told(taken["again"]), told(base), ratio(taken["again"], base), spread=noise)
    for name, words, goals in (
        ("version", "--version", (2.5, 7)),
        ("help", "--help", (7, 9)),
    ):
        yield Line(
            f"complaintdesk {words} to python -c pass",
            told(taken[name]),
            told(base),
            ratio(taken[name], base),
            *goals,
            noise,
        )
    for name, words in (("queue", "queue"), ("json", "queue --json")):
        yield Line(f"complaintdesk {words} to python -c pass", told(taken[name]), told(base), ratio(taken[name], base))
        asked = taken["sqlite"]
        sides = told(taken[name]), told(asked)
        yield Line("  to the same 20 rows by the driver alone", *sides, ratio(taken[name], asked), 4.5, 6, noise)


def _once(command: Sequence[str], env: Mapping[str, str]) -> Callable[[], float]:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run(command, env=dict(env), stdout=subprocess.DEVNULL, check=True, cwd=os.fspath(stores.folder()))
        return (time.perf_counter() - start) * 1e3

    return once
