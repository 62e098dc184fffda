"""A demo desk: five real landlords and about 150 made-up cases, in every band on whichever day is asked for.

Decision: the same day and seed give the same cases, byte for byte, and nothing in them happens on that day itself or
later, so that the bands hold from its first minute to its last. The texts are data (``data/demo``); the dates are
found with the engine (``intake.demo_course``).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from random import Random
from typing import Any, Final, TypeVar

from complaintdesk.engine.working_days import Calendar
from complaintdesk.errors import BadInput
from complaintdesk.intake import demo_data
from complaintdesk.intake.demo_course import Stage, course, steps_of
from complaintdesk.intake.demo_data import DemoLandlord, DemoStaff, Place, Plot, Resident, Told
from complaintdesk.intake.demo_words import Letters, Telling
from complaintdesk.models.events import Event
from complaintdesk.models.policy import Policy

FIRST_DAY: Final = date(2001, 1, 1)
"""The first day a demo may be looked from: its cases begin up to half a year before."""
LAST_DAY: Final = date(2099, 10, 31)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class DemoCase:
    """One made-up case: whose it is, and its events in order, numbered from 1. ``plot`` names how it runs."""

    landlord_key: str
    events: tuple[Event, ...]
    plot: str = ""


def landlords() -> tuple[DemoLandlord, ...]:
    """The landlords of the demo desk."""
    return tuple(place.landlord for place in demo_data.places())


def staff() -> tuple[DemoStaff, ...]:
    """Who works there; whoever handles stage 1 never reviews at stage 2."""
    return tuple(person for place in demo_data.places() for person in place.staff)


def cases(
    day: date,
    seed: int,
    policies: Mapping[str, Policy],
    calendar: Calendar,
    write_letter: Letters | None = None,
) -> Iterator[DemoCase]:
    """The demo desk's cases as they stand on ``day``, in order of receipt.

    ``policies`` by key, one for each landlord; ``calendar`` counts for all of them. With ``write_letter`` the events
    that send a letter carry its text, otherwise none does. Raises BadInput for a day before 2001 or after October 2099.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadInput(
            f"The demo desk cannot stand on {day.isoformat()}.", f"Take a day from {FIRST_DAY} to {LAST_DAY}."
        )
    cast = _Cast(Random(f"{seed}/{day.isoformat()}"))  # noqa: S311  made-up cases, no secret
    staged = []
    for plot, band in _wanted(is_working=calendar.is_working(day)):
        for place in cast.by_turns(plot):
            stage = Stage(policies[place.landlord.policy], calendar, day)
            bare = course(plot, band, place, stage, cast.chance)
            if bare is not None:
                telling = cast.telling(plot, place, stage)
                events = telling.events(steps_of(plot, place), bare, write_letter)
                staged.append(DemoCase(place.landlord.key, events, plot.name))
                break
    yield from sorted(staged, key=lambda case: case.events[0].at)


def _wanted(*, is_working: bool) -> Iterator[tuple[Plot, str]]:
    """Each case that is wanted, as (plot, band).

    On a day that is no working day nothing counted in working days is due; only an extension may end on it.
    """
    any_day = cycle(plot for plot in demo_data.plots() if plot.any_day)
    for plot in demo_data.plots():
        for band, count in plot.bands.items():
            for _ in range(count):
                yield (plot if is_working or band != "today" else next(any_day)), band


class _Cast:
    """Who and what comes next: landlords in turn, residents and situations from shuffled lists."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.used: Counter[str] = Counter()
        places = demo_data.places()
        names = list(demo_data.people()["residents"])
        chance.shuffle(names)
        self.residents = {
            place.landlord.key: [resident(name, place, chance) for name in names[n :: len(places)]]
            for n, place in enumerate(places)
        }
        self.texts: dict[str, list[Told]] = {"complaint": _shuffled(demo_data.situations(), chance)}
        for told in _shuffled(demo_data.feedback(), chance):
            self.texts.setdefault(told["kind"], []).append(told)

    def by_turns(self, plot: Plot) -> list[Place]:
        """The landlords this plot may happen at, the one with the fewest cases first."""
        allowed = [place for place in demo_data.places() if not plot.only or place.landlord.key in plot.only]
        self.chance.shuffle(allowed)
        return sorted(allowed, key=lambda place: self.used[place.landlord.key])

    def telling(self, plot: Plot, place: Place, stage: Stage) -> Telling:
        """The people and the texts of the next case at ``place``."""
        key = place.landlord.key
        self.used[key] += 1
        officers = [person for person in place.staff if person.role == "officer"]
        above = [person for person in place.staff if person.role != "officer"]
        leaders = [person for person in above if person.role == "leader"]
        text = filled(self._next_text(plot.feedback, key), self.chance)
        representative = text.get("representative", "")
        if plot.feedback == "complaint" and self.chance.random() < 0.08:
            acting = self.chance.choice(demo_data.people()["representatives"])
            representative = f"{acting['name']}. {acting['authority']}"
        return Telling(
            place=place,
            policy=stage.policy,
            calendar=stage.calendar,
            feedback=plot.feedback,
            resident=_taken(self.residents[key], 0),
            text=text,
            handler=self.chance.choice(officers),
            reviewer=self.chance.choice(above),
            leader=self.chance.choice(leaders),
            chance=self.chance,
            representative=representative,
        )

    def _next_text(self, kind: str, landlord: str) -> Told:
        texts = self.texts[kind]
        fits = (n for n, told in enumerate(texts) if landlord in told.get("only", (landlord,)))
        return _taken(texts, next(fits, 0))


def _shuffled(texts: Iterable[Told], chance: Random) -> list[Told]:
    mixed = list(texts)
    chance.shuffle(mixed)
    return mixed


def _taken(queue: list[_T], place: int) -> _T:
    """The entry at ``place``, which goes to the end of its queue."""
    entry = queue.pop(place)
    queue.append(entry)
    return entry


def filled(told: Told, chance: Random) -> Told:
    """``told`` with each word in braces replaced by one of its choices, the same one throughout."""
    picked = {name: chance.choice(choices) for name, choices in told.get("slots", {}).items()}

    def fill(value: Any) -> Any:
        if isinstance(value, str):
            text = value.format_map(picked)
            return text[:1].upper() + text[1:] if value.startswith("{") else text
        if isinstance(value, list):
            return [fill(one) for one in value]
        return {name: fill(one) for name, one in value.items()} if isinstance(value, dict) else value

    return {name: fill(value) for name, value in told.items() if name not in ("slots", "only")}


def resident(name: str, place: Place, chance: Random) -> Resident:
    """Somebody of that name in one of the place's streets."""
    people = demo_data.people()
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    box = ".".join(re.findall(r"[a-z]+", plain)[:2]) or f"tenant{chance.randint(100, 999)}"
    house, flat = chance.randint(1, 148), chance.randint(1, 40)
    street = chance.choice(place.streets)
    where = f"Flat {flat}, {street}" if chance.random() < 0.35 else f"{house} {street}"
    postcode = f"{place.postcode} {chance.randint(1, 9)}{chance.choice('ABDEFGH')}{chance.choice('JLNPQRST')}"

    def perhaps(what: str, share: float) -> str:
        chosen = chance.choice(people[what])
        return str(chosen) if chance.random() < share else ""

    return Resident(
        name=name,
        address=f"{where}\n{place.town}\n{postcode}",
        contact=f"07700 900{chance.randint(0, 999):03}, {box}@example.org",
        adjustments=perhaps("adjustments", 0.2),
        vulnerability=perhaps("vulnerability", 0.2),
        contact_preference=perhaps("contact_preference", 0.3),
    )
