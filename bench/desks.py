"""The four programs that take turns in a terminal, and what shows when their first page is complete.

The bare app, the bare app again (the noise), the desk on 150 open cases, the desk on 100,000.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from random import Random

from bench import program, stores
from bench.session import Session

Samples = Mapping[str, list[list[float]]]
"""Rounds of samples by what was measured."""
Play = Callable[[Session], dict[str, list[float]]]
"""One run: what was measured, by name."""
FIRST_PAGE = (
    r"1 of [\d,]+ +sort: clock",
    r"^ Queue [\d,]+ ",
    r"\? Help",
    r"^ 1 Mine",
    r"(?:^.* CD-\d.*\n){30}",
)
"""What stands in the status line, the head, the footer, the view line and the list once the first page is complete."""
BARE_PAGE = (r"^ C-0000038 ",)
"""The last row in view."""


def opened(name: str, seed: int = 1) -> Session:
    """One of the four, not yet started."""
    if name in ("bare", "again"):
        return Session(program.BARE, program.surroundings(), seed=seed)
    store = stores.store(stores.SMALL if name == "small" else stores.BIG)
    return Session(program.desk_on(store), program.surroundings(), seed=seed)


def stands(run: Session, name: str) -> float:
    """Wait for its first page; seconds from exec."""
    return run.wait_for(*(BARE_PAGE if name in ("bare", "again") else FIRST_PAGE)) - run.started


def in_turns(plays: Mapping[str, Play], rounds: int) -> dict[str, Samples]:
    """Play each so often, in an order drawn by lot each round, after a start of each that does not count."""
    for name in plays:
        with opened(name) as run:
            stands(run, name)
    taken: dict[str, defaultdict[str, list[list[float]]]] = {name: defaultdict(list) for name in plays}
    names, chance = list(plays), Random(1)
    for n in range(rounds):
        chance.shuffle(names)
        for name in names:
            with opened(name, seed=n) as run:
                found = {"start": [stands(run, name)], **plays[name](run)}
            for what, samples in found.items():
                taken[name][what].append(samples)
    return dict(taken)
