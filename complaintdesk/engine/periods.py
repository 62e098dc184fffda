"""The periods figures are for: a month, a quarter, a year that may begin in any month, or from one day to another."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from complaintdesk.engine.days import MONTHS, long
from complaintdesk.errors import BadInput
from complaintdesk.models.moments import quoted, read_day

APRIL = 4
SIZES = {"month": 1, "quarter": 3, "year": 12}
"""Months of each size."""


class Period(NamedTuple):
    """From ``first`` to ``last``, both in it. ``size``: ``month``, ``quarter``, ``year``, or ``days``."""

    first: date
    last: date
    size: str
    key: str
    """As it is typed: ``2024-Q1``."""
    words: str
    """'April to June 2024'."""

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in it."""
        return day is not None and self.first <= day <= self.last


def whole(size: str, day: date, starts: int = APRIL) -> Period:
    """The month, quarter or year that ``day`` lies in; years begin in the month ``starts``.

    >>> whole("quarter", date(2024, 5, 2)).key
    '2024-Q1'
    """
    months = SIZES[size]
    # Months since the first month of the year that began in the year 0.
    count = day.year * 12 + day.month - starts
    begins = count - count % months
    first = _month(begins + starts - 1)
    last = _month(begins + starts - 1 + months) - timedelta(1)
    began, place = divmod(begins, 12)
    if size == "month":
        return Period(first, last, size, f"{first:%Y-%m}", f"{_name(first)} {first.year}")
    if size == "quarter":
        words = f"{_name(first)} to {_name(last)} {last.year}"
        return Period(first, last, size, f"{began:04}-Q{place // 3 + 1}", words)
    key = year_key(first)
    return Period(first, last, size, key, f"the year {key}")


def year_key(first: date) -> str:
    """'2024/25' for a year that begins on ``first``; '2024' where it is a calendar year."""
    return str(first.year) if first.month == 1 else f"{first.year}/{(first.year + 1) % 100:02}"


def read_period(text: str, today: date, starts: int = APRIL) -> Period:
    """The period somebody typed; nothing typed is the year that ``today`` lies in. Raises BadInput."""
    typed = text.strip()
    if not typed:
        return whole("year", today, starts)
    try:
        if ".." in typed:
            return _days(typed)
        if found := re.fullmatch(r"(\d{4})-(0?[1-9]|1[0-2])", typed, re.ASCII):
            return whole("month", date(int(found[1]), int(found[2]), 1), starts)
        if found := re.fullmatch(r"(\d{4})-?[Qq]([1-4])", typed, re.ASCII):
            return whole("quarter", _month(int(found[1]) * 12 + starts - 1 + 3 * (int(found[2]) - 1)), starts)
        if found := re.fullmatch(r"(\d{4})(?:[/-](?:20)?(\d{2}))?", typed, re.ASCII):
            first = date(int(found[1]), starts, 1)
            if not found[2] or (starts != 1 and (first.year + 1) % 100 == int(found[2])):
                return whole("year", first, starts)
    except (ValueError, OverflowError):
        pass
    raise BadInput(f"The period {quoted(typed)} is none the desk knows.", _allowed(starts))


def read_said(text: str, starts: int = APRIL) -> Period:
    """The year, quarter or month that something is said to be for. Raises BadInput, for a year that may be two as well.

    >>> read_said("2024-25").key, read_said("2026q3").words
    ('2024/25', 'Oct to Dec 2026')
    """
    typed = "".join(text.split())
    try:
        found = read_period(typed or "none", date.min, starts)
    except BadInput:
        found = None
    if found is None or found.size == "days" or not 1900 < found.first.year < 2100:
        year = whole("year", date(2024, starts, 1), starts).key
        raise BadInput(f"{quoted(text)} is no year or quarter.", f"Write it as {year} or {_quarter(starts)}.")
    if starts != 1 and found.size == "year" and typed.isdecimal():
        before = step(found, -1, starts).key
        raise BadInput(f"{quoted(text)} may be {before} or {found.key}.", "Write which of the two it is.")
    return found


def reaches(period: Period) -> str:
    """'2024/25: Mon 1 Apr 2024 to Mon 31 Mar 2025': a period with its first and last day."""
    return f"{period.key}: {long(period.first)} to {long(period.last)}"


def _allowed(starts: int) -> str:
    year = whole("year", date(2024, starts, 1), starts).key
    years = year if starts == 1 else f"{year}, or 2024"
    return (
        f"Write a month (2024-04), a quarter ({_quarter(starts)}), a year ({years}) or days (2024-03-01..2024-04-30)."
    )


def _quarter(starts: int) -> str:
    """'2024-Q1 for Apr to Jun 2024': quarters are those of the reporting year."""
    first = whole("quarter", date(2024, starts, 1), starts)
    return f"{first.key} for {first.words}"


def step(period: Period, by: int, starts: int = APRIL) -> Period:
    """The period ``by`` places later (earlier where negative), of the same size."""
    if period.size == "days":
        length = (period.last - period.first).days + 1
        return _from_to(period.first + timedelta(length * by), period.last + timedelta(length * by))
    months = SIZES[period.size] * by
    return whole(period.size, _month(period.first.year * 12 + period.first.month - 1 + months), starts)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of that month.

    >>> months_after(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    count = day.year * 12 + day.month - 1 + months
    last = _month(count + 1) - timedelta(1)
    return last.replace(day=min(day.day, last.day))


def _month(count: int) -> date:
    """The first day of a month counted from the year 0."""
    return date(count // 12, count % 12 + 1, 1)


def _name(day: date) -> str:
    return MONTHS[day.month - 1]


def _days(typed: str) -> Period:
    first, _, last = typed.partition("..")
    found = _from_to(read_day(first.strip(), "the first day"), read_day(last.strip(), "the last day"))
    if found.last < found.first:
        raise BadInput(f"The period {quoted(typed)} ends before it begins.", "Give the first day first.")
    return found


def _from_to(first: date, last: date) -> Period:
    return Period(first, last, "days", f"{first}..{last}", f"{long(first)} to {long(last)}")
