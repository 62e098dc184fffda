"""The demo desk's texts and names, read once from ``data/demo``: landlords, staff, people, situations, plots."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from complaintdesk.errors import BadDataFile
from complaintdesk.models.terms import BANDS, FEEDBACK_KINDS
from complaintdesk.resources import shipped

Told = Mapping[str, Any]
"""A table of a TOML file: texts and lists that go into events as they are."""

_SITUATIONS: Final = ("situations-repairs", "situations-neighbourhood", "situations-money", "situations-living")
_STEP = re.compile(
    r"(?P<event>[a-z_]+)(?: (?P<low>\d+)-(?P<high>\d+))?(?: \+(?P<add>\d+)-(?P<most>\d+))?(?: (?P<how>[a-z]+))?"
)


@dataclass(frozen=True, slots=True)
class DemoLandlord:
    """A landlord of the demo desk, as a store keeps one."""

    key: str
    name: str
    policy: str
    nation: str = "england-and-wales"
    opens: str = "09:00"
    closes: str = "17:00"


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """Somebody who works there. ``role`` is officer, leader or director."""

    name: str
    landlord: str
    initials: str
    role: str
    team: str


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a plot: so many working days after the one before."""

    event: str
    low: int = 0
    high: int = 0
    add: int = 0
    """For an extension: how many working days past the date due, at least."""
    most: int = 0
    how: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """How a case runs, and in which bands how many of it are wanted."""

    name: str
    steps: tuple[Step, ...]
    bands: Mapping[str, int]
    feedback: str = "complaint"
    only: tuple[str, ...] = ()
    since: tuple[int, int] | None = None
    plain: bool = False
    any_day: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A landlord's made-up streets and what its procedure asks for at once."""

    landlord: DemoLandlord
    town: str
    postcode: str
    streets: tuple[str, ...]
    staff: tuple[DemoStaff, ...]
    first: tuple[Step, ...] = ()
    first_at_stage_2: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Resident:
    """A made-up resident: always at the same address, with the same needs."""

    name: str
    address: str
    contact: str
    adjustments: str = ""
    vulnerability: str = ""
    contact_preference: str = ""


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """The five landlords with their streets and staff, in the order of the file."""
    told = _read("landlords")
    staff = [
        DemoStaff(one["name"], one["landlord"], one["initials"], one["role"], one["team"]) for one in told["staff"]
    ]
    return tuple(
        Place(
            landlord=DemoLandlord(one["key"], one["name"], one["policy"]),
            town=one["town"],
            postcode=one["postcode"],
            streets=tuple(one["streets"]),
            staff=tuple(person for person in staff if person.landlord == one["key"]),
            first=tuple(map(step, one.get("first", ()))),
            first_at_stage_2=tuple(map(step, one.get("first_at_stage_2", ()))),
        )
        for one in told["landlord"]
    )


@lru_cache(maxsize=1)
def people() -> Told:
    """Names, needs, and sentences that any case may use."""
    return _read("people")


@lru_cache(maxsize=1)
def situations() -> tuple[Told, ...]:
    """What is complained about, with what was found and done."""
    return tuple(one for name in _SITUATIONS for one in _read(name)["situation"])


@lru_cache(maxsize=1)
def feedback() -> tuple[Told, ...]:
    """What else comes in."""
    return tuple(_read("feedback")["feedback"])


@lru_cache(maxsize=1)
def plots() -> tuple[Plot, ...]:
    """How cases run."""
    told = _read("plots")
    return tuple(_plot(one, told["begin"]) for one in told["plot"])


@lru_cache(maxsize=1)
def stories() -> tuple[Told, ...]:
    """What is played through the desk's own acts, the same at each landlord in other words."""
    return tuple(_read("stories")["story"])


@lru_cache(maxsize=1)
def books() -> Told:
    """What stands in each landlord's book, by landlord."""
    return _read("books")


def step(text: str) -> Step:
    """'extended 1-3 +5-10 good' as a :class:`Step`."""
    found = _STEP.fullmatch(text)
    if not found:
        raise BadDataFile(f"plots.toml: {text!r} is no step.", "Write it as 'extended 1-3 +5-10 good'.")
    low, high, add, most = (int(found[name] or 0) for name in ("low", "high", "add", "most"))
    return Step(found["event"], low, high, add, most, found["how"] or "")


def _plot(told: Told, begins: Told) -> Plot:
    kind, bands = told.get("feedback", "complaint"), told["bands"]
    if kind not in FEEDBACK_KINDS or not set(bands) <= set(BANDS):
        raise BadDataFile(f"plots.toml: {told['name']!r} has a kind or a band that there is not.")
    steps = [*begins[told["begins"]], *told["steps"]] if "begins" in told else told["steps"]
    since = told.get("since")
    return Plot(
        name=told["name"],
        steps=tuple(map(step, steps)),
        bands=bands,
        feedback=kind,
        only=tuple(told.get("only", ())),
        since=(since[0], since[1]) if since else None,
        plain=told.get("plain", False),
        any_day=told.get("any_day", False),
    )


def _read(name: str) -> Told:
    path = shipped("demo", f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadDataFile(f"{path.name} cannot be read: {error}.", "Install complaintdesk again.") from None
