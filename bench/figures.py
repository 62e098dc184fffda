"""What is done with samples: medians, ratios, how far a ratio strays by itself, and the word for it all.

The noise is measured, not guessed: the yardstick runs twice in every round, and the ratio of the two says how much a
ratio of nothing to nothing is worth in that hour.
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

Rounds = Sequence[Sequence[float]]
"""Samples by round."""
Reduce = Callable[[Sequence[float]], float]
BROKEN = "MUST BROKEN"
NOISIEST = 0.25
"""Above this spread of the yardstick to itself nothing can be said of a small miss."""


class Wrong(Exception):
    """What was to be measured is not what it should be; no figure is given."""


def median(samples: Sequence[float]) -> float:
    return statistics.median(samples)


def p95(samples: Sequence[float]) -> float:
    """The 95th percentile, between the two samples it falls among."""
    ordered = sorted(samples)
    place = (len(ordered) - 1) * 0.95
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def ratio(mine: Rounds, base: Rounds, reduce: Reduce = median) -> float:
    """One figure a round: the median of the paired ratios. Several: the ratio of what all of them reduce to."""
    if all(len(one) == 1 for one in (*mine, *base)):
        return statistics.median(m[0] / b[0] for m, b in zip(mine, base, strict=True))
    return reduce([x for one in mine for x in one]) / reduce([x for one in base for x in one])


def spread(base: Rounds, again: Rounds, reduce: Reduce = median) -> float:
    """How far from 1 the ratio of the yardstick to itself strays: the worse of where it lies and how it wavers.

    It wavers by half the width of the middle nine tenths of what comes out when rounds are drawn anew.
    """
    chance, n = Random(1), len(base)
    drawn = []
    for _ in range(400):
        rounds = [chance.randrange(n) for _ in range(n)]
        drawn.append(ratio([again[i] for i in rounds], [base[i] for i in rounds], reduce))
    drawn.sort()
    return max(abs(ratio(again, base, reduce) - 1), (drawn[int(len(drawn) * 0.95)] - drawn[int(len(drawn) * 0.05)]) / 2)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: what was measured, against what, and what it should be at most.

    ``goal`` and ``must`` are None where a figure is told and not judged. ``spread`` is that of the A/A.
    """

    what: str
    mine: str
    base: str
    value: float
    goal: float | None = None
    must: float | None = None
    spread: float = 0.0
    unit: str = "x"

    @property
    def verdict(self) -> str:
        """'met', 'within noise' (missed by less than the spread), 'not met'; a broken must is shouted."""
        if self.goal is None:
            return f"±{self.spread:.0%}" if self.spread and self.what.startswith("A/A") else ""
        if self.value <= self.goal:
            return "met"
        if self.value <= self.goal * (1 + self.spread):
            return "within noise" if self.spread <= NOISIEST else "too noisy to say"
        broken = self.must is not None and self.value > self.must * (1 + self.spread)
        return f"not met, {BROKEN}" if broken else "not met"


def shown(value: float | None, unit: str = "x") -> str:
    """'0.83 x', '97 ms', '1/124' for what is far below one."""
    if value is None:
        return ""
    if unit == "x" and 0 < value < 0.2:
        return f"1/{1 / value:.0f}"
    if unit in ("x", "%"):
        return f"{value:.2f}" if unit == "x" else f"{value:.1f} %"
    return f"{value:.0f} {unit}".rstrip()


def told(samples: Rounds, reduce: Reduce = median, unit: str = "ms", by: float = 1.0) -> str:
    """What samples reduce to, with its unit."""
    value = reduce([x for one in samples for x in one]) * by
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}"


def against(
    what: str,
    mine: Rounds,
    base: Rounds,
    noise: Rounds,
    goals: tuple[float | None, float | None] = (None, None),
    *,
    reduce: Reduce = median,
    unit: str = "ms",
    by: float = 1.0,
) -> Line:
    """A line of the report: samples beside those of the yardstick, and beside the yardstick's own once more."""
    sides = told(mine, reduce, unit, by), told(base, reduce, unit, by)
    return Line(what, *sides, ratio(mine, base, reduce), *goals, spread=spread(base, noise, reduce))


def interleaved(ways: Mapping[str, Callable[[], float]], rounds: int, warmup: int = 1) -> dict[str, list[list[float]]]:
    """Each way once a round, each round in an order drawn by lot: a drift of the machine, and what the one before
    leaves in the caches, meets all of them alike."""
    samples: dict[str, list[list[float]]] = {name: [] for name in ways}
    names, chance = list(ways), Random(1)
    for n in range(warmup + rounds):
        chance.shuffle(names)
        for name in names:
            took = ways[name]()
            if n >= warmup:
                samples[name].append([took])
    return samples
