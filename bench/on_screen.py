"""At the desk in a terminal, beside the bare app: keys, the filter, opening a case, idling, leaving.

Each is the whole desk as it is installed: head, view line, list, pane, status, footer. Keys come about ten a second, so
that the pane follows the cursor while they are measured, as it does for a person.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Iterator

from bench import stores
from bench.desks import FIRST_PAGE, Samples, in_turns
from bench.figures import Line, against, median, p95, ratio, spread, told
from bench.session import Press, Session
from complaintdesk.models.lists import QueueQuery
from complaintdesk.store.reading import Reader

VISITS = (
    ("open", "enter", ("Esc Back", r"\[Summary\]", "^ Clocks", "Owed next")),
    ("explain", "x", ("Esc back", "day 0", r"due \w+ \d")),
    ("letter", "R", ("Esc Back", "^ Dear ", "Missing: ")),
)
"""What is opened from the queue, by which key, and what shows once it is there."""
BEFORE = {"letter": ("l", r"\[Letters\]")}
"""What stands between: the next letter is opened from the case's letters."""
SOUGHT = "boiler"


def measure(rounds: int) -> Iterator[Line]:
    """All lines of the report about the screen."""
    taken = in_turns({"bare": _bare, "again": _bare, "small": _small, "big": _big}, rounds)
    bare, again, small, big = taken.values()
    for what, name in (("key in view", "view"), ("key that scrolls", "scroll")):
        for reduce, part in ((median, "p50"), (p95, "p95")):
            yield against(f"A/A {what}, {part}, bare app", again[name], bare[name], again[name], reduce=reduce)
    yield from _keys(bare, again, small, big)
    yield from _rest(bare, again, small, big)


# one run


def _bare(run: Session) -> dict[str, list[float]]:
    return {**_early(run), **_moves(run), **_calm(run), "quit": [run.leave("q")]}


def _small(run: Session) -> dict[str, list[float]]:
    return {**_early(run), **_moves(run), **_visits(run), **_calm(run), **_leave(run)}


def _big(run: Session) -> dict[str, list[float]]:
    return {**_early(run), **_moves(run), **_leaps(run), **_search(run), **_calm(run), **_leave(run)}


def _leave(run: Session) -> dict[str, list[float]]:
    took = run.leave("q")
    if run.exit_code != 0 or run.terminal.alternate:
        raise run.fault(f"left with {run.exit_code}, the screen {'not ' * run.terminal.alternate}given back")
    return {"quit": [took]}


def _early(run: Session) -> dict[str, list[float]]:
    """Keys while the program still loads what its first page did not need; then wait until it has."""
    pressed = [run.press(key) for key in "jjjjjjkkkkkk"]
    run.rest()
    return {"early": _firsts(run, pressed), "memory loaded": [run.memory()]}


def _moves(run: Session) -> dict[str, list[float]]:
    """30 keys in view, 9 about the edge, 10 that scroll; then the key back held, and once more there and back."""
    found: dict[str, list[float]] = {}
    for what, times in (("view", 30), ("edge", 9), ("scroll", 10)):
        used = run.processor()
        pressed = [run.press("j") for _ in range(times)]
        found[f"{what} cpu"] = [(run.processor() - used) / times * 1e3]
        found[what] = _firsts(run, pressed)
        found[f"{what} settled"] = [one.settled or 0 for one in pressed]
        found[f"{what} bytes"] = [one.sent for one in pressed]
    found["held"] = [run.hold(key, 45) for key in "kjk"]
    for _ in range(5):
        run.press("k")
    return found


def _leaps(run: Session) -> dict[str, list[float]]:
    """Pages, and from one end of the list to the other."""
    pages = [run.press(key) for key in ("pagedown",) * 8 + ("pageup",) * 6]
    ends, homes = [], []
    for _ in range(4):
        ends.append(run.press("end"))
        homes.append(run.press("home"))
    return {"page": _firsts(run, pages), "end": _firsts(run, ends), "home": _firsts(run, homes)}


def _search(run: Session) -> dict[str, list[float]]:
    """A word typed into the filter, each letter until the list shows what it finds."""
    reader = Reader(stores.store(stores.BIG))
    run.reach("slash", "Filter: type words")
    took = []
    for end in range(1, len(SOUGHT) + 1):
        found = f"{reader.total(QueueQuery(words=SOUGHT[:end])):,}"
        took.append(run.reach(SOUGHT[end - 1], f"^ Queue {found} ", f"filter: {SOUGHT[:end]} "))
    reader.close()
    run.reach("escape", *FIRST_PAGE)
    return {"search": took}


def _visits(run: Session) -> dict[str, list[float]]:
    """Open the most urgent case (30 events), its explanation and its next letter, and go back each time."""
    found: dict[str, list[float]] = defaultdict(list)
    for what, key, patterns in VISITS:
        for _ in range(6):
            if what in BEFORE:
                run.reach(*BEFORE[what])
            found[what].append(run.reach(key, *patterns))
            if what in BEFORE:
                run.reach("escape", BEFORE[what][1])
            found[f"{what} back"].append(run.reach("escape", *FIRST_PAGE, gone=patterns[:1]))
    return found


def _calm(run: Session) -> dict[str, list[float]]:
    run.rest()
    while time.time() % 60 > 54:  # with the minute the head's clock moves, and that is no idling
        run.settle(0.5)
        time.sleep(0.5)
    used, sent = run.idle(3)
    return {"idle": [used], "idle bytes": [sent]}


def _firsts(run: Session, pressed: list[Press]) -> list[float]:
    firsts = [one.first for one in pressed if one.first is not None]
    if not firsts:
        raise run.fault("no key had any effect")
    return firsts


# the lines


def _keys(bare: Samples, again: Samples, small: Samples, big: Samples) -> Iterator[Line]:
    view, scroll, cases = (0.60, 0.80), (0.50, 0.75), "100,000 cases"
    for name, words, goals in (("view", "cursor key in view", view), ("scroll", "key that scrolls", scroll)):
        for reduce, part in ((median, "p50"), (p95, "p95")):
            yield against(f"{words}, {part}, {cases}", big[name], bare[name], again[name], goals, reduce=reduce)
        done = f"{name} settled"
        yield against(f"  last frame of it, p50, {cases}", big[done], bare[done], again[done])
        cpu = f"{name} cpu"
        yield against(f"  processor time of it, {cases}", big[cpu], bare[cpu], again[cpu], goals)
        size = f"{name} bytes"
        most = (0.5, 1.0) if name == "view" else (0.7, 1.0)
        yield against(f"  bytes sent for it, {cases}", big[size], bare[size], again[size], most, unit="B")
        growth = ratio(big[name], small[name])
        sides = told(big[name]), told(small[name])
        yield Line(f"  {words}, p50, 100,000 to 150", *sides, growth, 1.10, 1.15, spread(bare[name], again[name]))
    noise = again["scroll"]
    yield against(
        "key p95 while the desk still loads, 100,000", big["early"], bare["early"], again["early"], reduce=p95
    )
    yield against("page key, p50 (to a scrolling key)", big["page"], bare["scroll"], noise, scroll)
    yield against("page key, p95 (to a scrolling key)", big["page"], bare["scroll"], noise, scroll, reduce=p95)
    for name, words in (("home", "Home"), ("end", "End")):
        yield against(f"{words} in 100,000, p50 (to a scrolling key)", big[name], bare["scroll"], noise, (0.6, 1.0))
    yield against("j held at 30 Hz: lag after the last", big["held"], bare["held"], again["held"], (0.6, 1.0))
    search = "filter key to its results, p95 (to a scrolling key)"
    yield against(search, big["search"], bare["scroll"], noise, (0.9, 1.3), reduce=p95)


def _rest(bare: Samples, again: Samples, small: Samples, big: Samples) -> Iterator[Line]:
    noise, scroll = again["scroll"], bare["scroll"]
    for what, name, goals in (
        ("case of 30 events opened", "open", (1.0, 1.5)),
        ("  back to the queue", "open back", (0.5, 1.0)),
        ("explanation opened", "explain", (None, None)),
        ("letter preview opened", "letter", (1.5, 2.5)),
    ):
        yield against(f"{what}, p50 (to a scrolling key)", small[name], scroll, noise, goals)
    loaded = "memory loaded"
    yield against("memory once all is loaded, 100,000", big[loaded], bare[loaded], again[loaded], unit="MB")
    yield against("leaving, to the exit", small["quit"], bare["quit"], again["quit"], (1.0, 1.2), by=1e3)
    idle, other = (statistics.median(x for one in samples["idle"] for x in one) for samples in (big, bare))
    sides = f"{idle:.1f} %", f"{other:.1f} %"
    yield Line("idle, per cent of a processor above the bare app's", *sides, idle - other, 0.6, 1.5, unit="%")
    sent = max(x for one in big["idle bytes"] for x in one)
    yield Line("  bytes sent while idle", f"{sent:.0f} B", "", sent, 0, 0, unit="B")
