"""What all measures share: one tally of rows into a figure, with its breakdown and the cases behind it."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from complaintdesk.engine.days import MONTHS
from complaintdesk.models.figures import Bar, Behind
from complaintdesk.models.policy import FigureRule
from complaintdesk.models.terms import FINDINGS, feedback_words
from complaintdesk.reports.rows import CaseLine

NOT_SAID = "not said"
GROUPS = {
    "area": "service area",
    "theme": "theme",
    "value": "kind",
    "month": "month",
    "stage": "stage",
    "finding": "finding",
    "feedback": "kind of feedback",
}


OUTCOMES = {"parts": "finding", "on_time": "value", "overturned": "value", "not_escalated": "value"}
"""Measure -> the breakdown that tells how each of its rows came out: each word is a share of all of them."""


class Found(NamedTuple):
    """One row that is measured: where it belongs, when, and whether it counts in the share."""

    case: CaseLine
    day: date | None
    words: str
    counts: bool = True
    mark: str = ""
    value: str = ""
    """The word it is counted by."""
    stage: int = 1
    finding: str = ""
    pence: int = 0


class Outcome(NamedTuple):
    """What a measure found, before it is put into words."""

    unit: str
    value: float | None
    numerator: int
    denominator: int | None
    note: str = ""
    words: str = ""
    """What to say in place of the value."""
    bars: tuple[Bar, ...] = ()
    behind: tuple[Behind, ...] = ()


def percent(part: int, of: int) -> float | None:
    """A share in percent with one decimal, halves rounded up; None of nothing.

    >>> percent(3, 7), percent(1, 16), percent(0, 0)
    (42.9, 6.3, None)
    """
    return (part * 2000 + of) // (2 * of) / 10 if of else None


def not_yet(n: int) -> str:
    """'3 whose day has not passed are left out': so that nobody counts what may still go either way."""
    return f"{n:,} whose day has not passed {'is' if n == 1 else 'are'} left out" if n else ""


def counted(rule: FigureRule, rows: Iterable[Found], note: str = "") -> Outcome:
    """How many rows count."""
    found = tuple(rows)
    n = sum(one.counts for one in found)
    return Outcome("number", n, n, None, note, "", bars(rule, found, share=False), behind(found))


def share(rule: FigureRule, rows: Iterable[Found], note: str = "") -> Outcome:
    """Which share of the rows counts, in percent."""
    found = tuple(rows)
    part, of = sum(one.counts for one in found), len(found)
    return Outcome("percent", percent(part, of), part, of, note, "", bars(rule, found, share=True), behind(found))


def bars(
    rule: FigureRule, rows: tuple[Found, ...], *, share: bool, worth: Callable[[Found], int] = lambda one: 1
) -> tuple[Bar, ...]:
    """The breakdown the rule asks for, the most first (months in order); a theme stands below its area."""
    made: list[Bar] = []
    for by in rule.by:
        total: Counter[str] = Counter()
        part: Counter[str] = Counter()
        outcome = share and OUTCOMES.get(rule.measure) == by
        for one in rows:
            label = label_of(one, by, beneath="area" in rule.by)
            total[label] += worth(one)
            part[label] += worth(one) if one.counts or outcome else 0
        if outcome:
            total = Counter(dict.fromkeys(total, total.total()))
        order = sorted(total) if by in ("month", "stage") else sorted(total, key=lambda one: (-part[one], one))
        for label in order:
            shown = month_words(label) if by == "month" else label
            words = f"{part[label]:,} of {total[label]:,}" if share else f"{part[label]:,}"
            if share or part[label]:
                made.append(Bar(GROUPS[by], shown, part[label], words))
    return tuple(made)


def label_of(one: Found, by: str, *, beneath: bool = False) -> str:
    """What a row is called in a breakdown; ``beneath``: a theme says its area too."""
    if by == "month":
        return f"{one.day:%Y-%m}" if one.day else NOT_SAID
    if by == "theme":
        theme = one.case.theme or NOT_SAID
        return f"{one.case.area or NOT_SAID}: {theme}" if beneath else theme
    if by == "finding":
        return FINDINGS.get(one.finding, one.finding)
    if by == "stage":
        return f"stage {one.stage}"
    if by == "feedback":
        return feedback_words(one.case.feedback)
    said = one.value if by == "value" else one.case.area
    return said.replace("_", " ") or NOT_SAID


def month_words(key: str) -> str:
    """'2024-04' as 'Apr 2024'."""
    year, _, month = key.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else key


def behind(rows: Iterable[Found]) -> tuple[Behind, ...]:
    """The rows as a list to go through: those that do not count first, then by day and reference."""
    listed = [Behind(one.case.ref, one.case.case_id, one.day, one.words, one.counts, one.mark) for one in rows]
    return tuple(sorted(listed, key=lambda one: (one.counts, one.day or date.max, one.ref)))
