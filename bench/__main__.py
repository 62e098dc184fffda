"""``python -m bench``: measure, print goal and figure side by side."""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version

from bench import acts, board, commands, deadlines, modules, on_screen, program, starts, stores
from bench.figures import BROKEN, Line, Wrong, shown
from bench.running import Fault

PARTS: dict[str, Callable[[int], Iterator[Line]]] = {
    "modules": modules.measure,
    "start": starts.measure,
    "screen": on_screen.measure,
    "board": board.measure,
    "commands": commands.measure,
    "deadlines": deadlines.measure,
    "store": acts.measure,
}
HEADS = ("", "desk", "yardstick", "ratio", "goal", "must", "")
ROW = "{:<72} {:>13} {:>13} {:>8} {:>7} {:>7}  {}"


def main() -> int:
    """Measure what was asked for; 1 where a must is broken, 2 where something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast the desk is, beside its yardsticks.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all if none is named")
    parser.add_argument("--rounds", type=int, default=7, help="how often each is measured (7)")
    given = parser.parse_args()
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"no such part: {', '.join(unknown)}")
    if sys.platform != "linux":
        parser.error("this measures through /proc and a pseudo-terminal, so it needs Linux")
    _say_where()
    lines, failed = [], False
    for part in given.parts or PARTS:
        print(f"\n{part}\n{ROW.format(*HEADS)}", flush=True)
        try:
            for line in PARTS[part](given.rounds):
                lines.append(line)
                print(_row(line), flush=True)
        except (Fault, Wrong) as fault:
            print(f"could not be measured: {fault}", flush=True)
            failed = True
    _say_how_many(lines)
    return 2 if failed else 1 if any(BROKEN in line.verdict for line in lines) else 0


def _say_where() -> None:
    print(f"complaintdesk {version('complaintdesk') if program.INSTALLED else ''}: {program.HOW}")
    print(
        f"Python {platform.python_version()}, Textual {version('textual')}, {os.cpu_count()} processors,"
        f" load {os.getloadavg()[0]:.1f}; stores in {stores.folder()}"
    )


def _row(line: Line) -> str:
    ratio, goal, must = (shown(value, line.unit) for value in (line.value, line.goal, line.must))
    return ROW.format(line.what[:72], line.mine, line.base, ratio, goal, must, line.verdict).rstrip()


def _say_how_many(lines: list[Line]) -> None:
    judged = [line for line in lines if line.goal is not None]
    print(f"\n{len(judged)} goals: {sum(line.verdict == 'met' for line in judged)} met; not met:")
    above = ""
    for line in lines:
        if not line.what.startswith(" "):
            above = line.what
        if line.verdict.startswith("not met"):
            what = line.what if line.what == above else f"{above}:{line.what.rstrip()[1:]}"
            goal = shown(line.goal, line.unit)
            print(f"  {what}: {shown(line.value, line.unit)} for {goal} ({line.verdict})")


if __name__ == "__main__":
    sys.exit(main())
