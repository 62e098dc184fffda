"""The start: from exec to the first page complete, beside the bare app; and the memory it then takes."""

from collections.abc import Iterator

from bench.desks import in_turns
from bench.figures import Line, against, median, ratio, spread, told
from bench.session import Session

TIMES = 4
"""Starts a round: one start says little."""


def measure(rounds: int) -> Iterator[Line]:
    """The lines of the report about the start."""
    plays = {"bare": _stand, "again": _stand, "small": _with_pane, "big": _stand}
    taken = in_turns(plays, TIMES * rounds)
    bare, again, small, big = taken.values()
    noise, goals = again["start"], (0.95, 1.10)
    yield against("A/A start of the bare app", again["start"], bare["start"], noise, by=1e3)
    yield against("first page complete, 150 cases", small["start"], bare["start"], noise, goals, by=1e3)
    yield against("first page complete, 100,000 cases", big["start"], bare["start"], noise, goals, by=1e3)
    sides = told(big["start"], median, "ms", 1e3), told(small["start"], median, "ms", 1e3)
    growth = ratio(big["start"], small["start"])
    yield Line("  100,000 cases to 150", *sides, growth, 1.10, 1.15, spread(bare["start"], noise))
    used = "processor"
    yield against("  processor time until then, 150 cases", small[used], bare[used], again[used], by=1e3)
    yield against("  processor time until then, 100,000 cases", big[used], bare[used], again[used], by=1e3)
    yield against("  with the preview pane filled, 150 cases", small["pane"], bare["start"], noise, by=1e3)
    memory, limits = again["memory"], (1.15, 1.3)
    yield against("memory when ready, 150 cases", small["memory"], bare["memory"], memory, limits, unit="MB")
    yield against("memory when ready, 100,000 cases", big["memory"], bare["memory"], memory, limits, unit="MB")


def _stand(run: Session) -> dict[str, list[float]]:
    return {"processor": [run.processor()], "memory": [run.memory()]}


def _with_pane(run: Session) -> dict[str, list[float]]:
    found = _stand(run)
    return {**found, "pane": [run.wait_for("│ Clocks") - run.started]}
