"""Figures as values: what can be measured, and one figure with the cases behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from complaintdesk.models.lists import Counts

GROUPINGS: Final = ("area", "theme", "value", "month", "stage", "finding", "feedback")
"""What a figure may be broken down by."""


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """One way to measure, as a policy file names it."""

    says: str
    """What comes out, in a sentence."""
    of: str = ""
    """What ``of`` names: ``feedback``, ``clock``, ``finding`` or ``record``; empty: it takes no ``of``."""
    days: tuple[str, ...] = ()
    """The days that may put something into a period, the first where the file names none."""
    stage: bool = False
    """Whether it must be told the stage."""
    where: str = ""
    """What ``where`` narrows by; empty: it takes no ``where``."""
    length: bool = False
    """Whether it takes a ``length``."""
    may_stage: bool = False
    """Whether it can be told the stage, and need not be."""
    feedback: bool = False
    """Whether it counts the cases of some kinds of feedback alone."""
    done_words: bool = False
    """Whether it says beside the count how many are done."""
    by: tuple[str, ...] = GROUPINGS
    """What it can be broken down by."""

    def takes(self, key: str) -> bool:
        """Whether a figure of this measure may be told ``key``."""
        return bool(self.may_stage or self.stage if key == "stage" else getattr(self, key))


_WORD: Final = "the word they are counted by"
MEASURES: Final = {
    "cases": MeasureKind(
        *("how many cases", "feedback", ("received", "escalated", "closed")),
        where="why they were closed",
        feedback=True,
    ),
    "per_1000": MeasureKind(
        *("complaints taken on, for each 1,000 homes at the period's end", "", ("received",), True), feedback=True
    ),
    "on_time": MeasureKind(
        "share of clocks kept within the period of the policy, and beside it within agreed extensions",
        *("clock", ("due", "received", "answered"), True),
        where="`extended`: an agreed extension counts in the share itself",
        feedback=True,
    ),
    "not_escalated": MeasureKind(
        "share of answers whose time to ask for the next stage has ended and was not used", stage=True
    ),
    "parts": MeasureKind("share of the parts answered that have one of the findings", "finding", may_stage=True),
    "overturned": MeasureKind("share of reviews that overturned all or part of the first answer"),
    "records": MeasureKind(
        "how many entries of these kinds, and how many of them are done",
        *("record", ("said", "due", "settled")),
        where=_WORD,
        done_words=True,
    ),
    "cases_with": MeasureKind(
        "share of cases of a kind of feedback that have an entry of these kinds", "record", feedback=True
    ),
    "in_time": MeasureKind("share of what fell due that was done by its day", "record", where=_WORD, feedback=True),
    "sum": MeasureKind("the money of these entries together", "record", where=_WORD),
    "done": MeasureKind(
        "whether it was done: in the period, in the year after it, or within a length of time",
        *("record", ("in", "after")),
        where=_WORD,
        length=True,
        by=("value",),
    ),
    "trend": MeasureKind(
        "kinds of feedback and entries side by side, month by month",
        "feedback or record",
        feedback=True,
        by=("area", "theme", "month"),
    ),
}
"""Everything a policy's ``[[figure]]`` may measure; ``complaintdesk.reports`` says how each is worked out."""


class Bar(NamedTuple):
    """One line of a breakdown."""

    group: str
    """'service area', 'theme', 'ground' ..."""
    label: str
    value: int
    words: str
    """'18', '3 of 4', '£650.00'."""


class Behind(NamedTuple):
    """One case or entry behind a figure."""

    ref: str
    case_id: int
    day: date | None
    words: str
    counts: bool
    """Whether it counts in the share, or only in what the share is of."""
    mark: str = ""
    """'late', 'within an extension', 'overturned in part'."""


class Figure(NamedTuple):
    """One figure of a landlord for a period."""

    key: str
    title: str
    says: str
    """Its definition in words."""
    clause: str
    reading: str
    unit: str
    """``number``, ``percent``, ``per_1000``, ``pence`` or ``yes_no``."""
    value: float | None
    """None: there was nothing to measure."""
    words: str
    """The value for people: '95.0%'."""
    numerator: int
    denominator: int | None
    """None where it is no share."""
    note: str = ""
    """What stands beside it: '90.0% with agreed extensions'."""
    bars: tuple[Bar, ...] = ()
    behind: tuple[Behind, ...] = ()
    benchmark: str = ""
    """What others reach, as the landlord's book has it: '40 (sector, 2023/24)'; empty: none."""


class FiguresView(NamedTuple):
    """A landlord's figures for a period."""

    landlord: str
    landlord_name: str
    period: str
    """As it is typed."""
    period_words: str
    size: str
    as_at: date
    figures: tuple[Figure, ...]
    open_cases: Counts = Counts()
    """The landlord's open cases by band, now; by the function that queue and board take theirs from."""
