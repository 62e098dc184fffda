"""Working days: the desk's calendar beside the library ``holidays`` and beside numpy, in one process and one loop.

What is measured is also checked: both calendars must give the same day 2,000 times out of 2,000.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random

import holidays
import numpy as np

from bench import program, stores
from bench.figures import Line, Wrong, interleaved, median, ratio, spread
from complaintdesk import policies
from complaintdesk.calendars import calendar
from complaintdesk.engine.clocks import case_clocks
from complaintdesk.models.moments import LONDON

MANY = 100_000
SOME = 2_000
FIRST, LAST = date(2015, 1, 1), date(2035, 12, 31)


def measure(rounds: int) -> Iterator[Line]:
    """All lines of the report about deadlines."""
    chance = Random(1)
    ours = calendar("england-and-wales")
    theirs = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST.year, LAST.year + 1))
    days = [FIRST + timedelta(chance.randrange(4000)) for _ in range(MANY)]
    counts = [chance.choice((1, 2, 5, 10, 15, 20, 30, 40)) for _ in range(MANY)]
    some = list(zip(days[:SOME], counts[:SOME], strict=True))
    wrong = [(day, n) for day, n in some if ours.add(day, n) != theirs.get_nth_working_day(day, n)]
    if wrong:
        raise Wrong(f"the desk and holidays differ on {len(wrong)} of {SOME} deadlines, first {wrong[0]}")
    business = np.busdaycalendar(holidays=np.array([d for d in theirs if d.weekday() < 5], dtype="datetime64[D]"))
    np_days, np_counts = np.array(days, dtype="datetime64[D]"), np.array(counts)
    add, nth, case = ours.add, theirs.get_nth_working_day, _all_clocks()
    ways = {
        "holidays": _timed(lambda: [nth(day, n) for day, n in some], SOME),
        "holidays again": _timed(lambda: [nth(day, n) for day, n in some], SOME),
        "desk": _timed(lambda: [[add(day, n) for day, n in some] for _ in range(10)], 10 * SOME),
        "case": _timed(case[0], case[1]),
        "numpy": _timed(lambda: np.busday_offset(np_days, np_counts, roll="preceding", busdaycal=business), 1),
        "numpy again": _timed(lambda: np.busday_offset(np_days, np_counts, roll="preceding", busdaycal=business), 1),
        "desk many": _timed(lambda: [add(day, n) for day, n in zip(days, counts, strict=True)], 1),
    }
    taken = interleaved(ways, 3 * rounds)
    noise = spread(taken["holidays"], taken["holidays again"])
    noise_np = spread(taken["numpy"], taken["numpy again"])
    holiday = f"{_middle(taken['holidays']) * 1e6:.1f} µs"
    yield Line(
        "A/A holidays to itself", holiday, holiday, ratio(taken["holidays again"], taken["holidays"]), spread=noise
    )
    one = ratio(taken["desk"], taken["holidays"])
    ours_takes = f"{_middle(taken['desk']) * 1e6:.2f} µs"
    yield Line("one deadline, dates in and out, to holidays", ours_takes, holiday, one, 1 / 80, 1 / 30, noise)
    clocks = ratio(taken["case"], taken["holidays"])
    takes = f"{_middle(taken['case']) * 1e6:.1f} µs"
    yield Line("all clocks of a case to ONE of holidays' deadlines", takes, holiday, clocks, 1 / 4, 1, noise)
    as_many = f"{_middle(taken['holidays']) * 1e6 * case[2]:.0f} µs"
    yield Line(f"  to as many of them as it has dates ({case[2]:.1f})", takes, as_many, clocks / case[2])
    sides = f"{_middle(taken['desk many']) * 1e3:.1f} ms", f"{_middle(taken['numpy']) * 1e3:.1f} ms"
    many = ratio(taken["desk many"], taken["numpy"])
    yield Line("100,000 deadlines to numpy.busday_offset at once", *sides, many, 6, 20, noise_np)
    yield _ready(rounds)


def _timed(work: Callable[[], object], by: int) -> Callable[[], float]:
    def once() -> float:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) / by

    return once


def _middle(rounds: list[list[float]]) -> float:
    return statistics.median(x for one in rounds for x in one)


def _all_clocks() -> tuple[Callable[[], object], int, float]:
    """(reckoning of all clocks of 200 cases, how many cases, dates reckoned a case): what a look at a case costs."""
    shelf = {key: policies.load(key) for key in stores.LANDLORDS}
    ours = calendar("england-and-wales")
    now = datetime.now(LONDON)
    cases = [(shelf[case.landlord], case.events) for case in stores.cases(200, seed=3)]
    dates = sum(
        1 + (clock.target is not None)
        for policy, events in cases
        for clock in case_clocks(policy, events, ours, now).clocks
    )
    return (
        lambda: [case_clocks(policy, events, ours, now) for policy, events in cases],
        len(cases),
        dates / len(cases),
    )


def _ready(rounds: int) -> Line:
    """The calendar from nothing, beside the import of holidays: fresh processes in turn."""
    reckon = "import time\nfrom complaintdesk import calendars\nt = time.perf_counter()\ncalendars.calendar()\n"
    imports = "import datetime, time\nt = time.perf_counter()\nimport holidays\n"
    ways = {
        name: lambda code=code: _fresh(code)
        for name, code in (("desk", reckon), ("holidays", imports), ("again", imports))
    }
    taken = interleaved(ways, rounds)
    sides = f"{_middle(taken['desk']) * 1e3:.1f} ms", f"{_middle(taken['holidays']) * 1e3:.0f} ms"
    noise = spread(taken["holidays"], taken["again"])
    value = ratio(taken["desk"], taken["holidays"], median)
    return Line("calendar ready, to the import of holidays", *sides, value, 1 / 20, 1 / 5, noise)


def _fresh(code: str) -> float:
    command = [sys.executable, "-c", code + "print(time.perf_counter() - t)"]
    env = {**program.surroundings(), "PYTHONPATH": str(program.ROOT)}
    return float(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)
