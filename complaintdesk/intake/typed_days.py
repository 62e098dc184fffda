"""The grammar of days as people type them: numbers in British order, names of months and weekdays, so many days on.

``read_day`` takes small letters and single spaces and is called through ``intake.dates``, which is where the range
of years is kept and what cannot be read at all is refused.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from complaintdesk.engine.days import MONTH_NAMES, long
from complaintdesk.engine.working_days import Calendar, months_after
from complaintdesk.errors import BadInput
from complaintdesk.models.moments import FIRST, LAST

MONTHS: Final = tuple(map(str.lower, MONTH_NAMES))
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = "(?P<name>[a-z]{3,9})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:[ ./,-]+'?(?P<year>\d{4}|\d\d))?"
_NAMED = (
    re.compile(rf"{_DAY}(?:[ ./-]*|\s+of\s+){_MONTH}\.?{_YEAR}"),
    re.compile(rf"{_MONTH}\.?[ ./-]*{_DAY}{_YEAR}"),
)
_NUMBERS = re.compile(r"(\d{1,2})([./ -])(\d{1,2})(?:\2(\d{4}|\d\d))?")
_YEAR_FIRST = re.compile(r"(\d{4})([./ -]?)(\d{1,2})\2(\d{1,2})")
_EIGHT = re.compile(r"\d{8}")
_STEP = re.compile(r"(?P<sign>[+-]|in )?\s*(?P<count>\d{1,5}|an?)\s*(?P<unit>[a-z ]+?)(?P<ago> ago)?")
_UNITS: Final = {
    "wd": "working",
    "d": "days",
    "day": "days",
    "w": "weeks",
    "wk": "weeks",
    "week": "weeks",
    "m": "months",
    "month": "months",
    "working day": "working",
}
_FAR: Final = timedelta(days=3653)
_NEAR: Final = timedelta(days=731)


def read_day(typed: str, today: date, calendar: Calendar | None, *, ahead: bool) -> date | None:
    """The day, or None where ``typed`` has no form known here. Raises BadInput where it has one but cannot be."""
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(typed)
    if near is not None:
        return _moved(today, near, typed)
    first, _, rest = typed.partition(" ")
    weekday = _weekday(first.rstrip(","))
    if weekday is not None and rest:
        day = read_day(rest, today, calendar, ahead=ahead) if rest[0].isalnum() else None
        if day is not None and day.weekday() != weekday:
            raise BadInput(
                f"'{typed}' is no day: the date is {long(day)}.", "Type the date without the weekday, or another one."
            )
        return day
    weekday = _weekday(rest) if first in ("last", "next", "this") else weekday
    if weekday is not None:
        return _on_weekday(first if rest else "", weekday, today, ahead)
    return _by_number(typed, today) or _by_name(typed, today) or _by_step(typed, today, calendar)


def _weekday(word: str) -> int | None:
    """0 for Monday; any beginning of at least three letters counts."""
    if len(word) < 3:
        return None
    return next((place for place, name in enumerate(WEEKDAYS) if name.startswith(word)), None)


def _on_weekday(which: str, weekday: int, today: date, ahead: bool) -> date:
    name = WEEKDAYS[weekday].title()
    back = (today.weekday() - weekday) % 7
    if which == "this":
        return _moved(today, weekday - today.weekday(), name)
    if not which and not back:
        raise BadInput(f"Today is a {name}, so '{name}' has two readings.", f"Type today, or last or next {name}.")
    if which == "last" or (not which and not ahead):
        return _moved(today, -(back or 7), name)
    coming = _moved(today, (7 - back) if back else 7, name)
    if which == "next" and weekday > today.weekday():
        raise BadInput(f"'Next {name}' may be {long(coming)} or a week later.", f"Type the date, or this {name}.")
    return coming


def _by_number(typed: str, today: date) -> date | None:
    if found := _YEAR_FIRST.fullmatch(typed):
        year, separator, month, day = found.groups()
        if separator:
            return _date(int(year), int(month), int(day))
    if _EIGHT.fullmatch(typed):
        if 1 <= int(typed[2:4]) <= 12 and typed[4:6] == "20":
            return _date(int(typed[4:]), int(typed[2:4]), int(typed[:2]))
        return _date(int(typed[:4]), int(typed[4:6]), int(typed[6:]))
    found = _NUMBERS.fullmatch(typed)
    if not found:
        return None
    day, _, month, year = found.groups()
    if not year:
        return _date(today.year, int(month), int(day))
    read = _date(_full(year), int(month), int(day))
    if len(year) == len(day) == len(month) == 2 and abs(read - today) > _FAR:
        _refuse_turned(typed, read, (2000 + int(day), int(month), int(year)), today)
    return read


def _refuse_turned(typed: str, read: date, turned: tuple[int, int, int], today: date) -> None:
    """Refuse 26/03/07 in 2026: day first is long ago, and year first is close by."""
    try:
        other = date(*turned)
    except ValueError:
        return
    if abs(other - today) <= _NEAR:
        raise BadInput(f"'{typed}' may be {long(read)} or {long(other)}.", "Type the year with four digits.")


def _by_name(typed: str, today: date) -> date | None:
    for form in _NAMED:
        found = form.fullmatch(typed)
        month = _month(found["name"]) if found else 0
        if found and month:
            if found["year"]:
                return _date(_full(found["year"]), month, int(found["day"]))
            return _date(today.year, month, int(found["day"]))
    return None


def _by_step(typed: str, today: date, calendar: Calendar | None) -> date | None:
    found = _STEP.fullmatch(typed)
    if not found or bool(found["sign"]) == bool(found["ago"]):
        return None
    unit = _UNITS.get(found["unit"]) or _UNITS.get(found["unit"].removesuffix("s"))
    if unit is None:
        return None
    count = int(found["count"]) if found["count"].isdigit() else 1
    back = bool(found["ago"]) or found["sign"] == "-"
    if unit == "working":
        return _working(today, count, back, calendar)
    if unit == "months":
        if count > 1200:
            raise BadInput(f"'{typed}' is too far away.", "Type a date between 2000 and 2099.")
        return months_after(today, -count if back else count)
    days = count * (7 if unit == "weeks" else 1)
    return _moved(today, -days if back else days, typed)


def _working(today: date, count: int, back: bool, calendar: Calendar | None) -> date:
    if calendar is None:
        raise BadInput("Working days can only be counted with a landlord's calendar.", "Type the date.")
    if back:
        raise BadInput("Working days are counted forwards only.", "Type the date.")
    if count > 1000:
        raise BadInput(f"{count} working days are more than the desk counts.", "Type the date.")
    return calendar.add(today, count)


def _month(name: str) -> int:
    """1 for January, from any beginning of at least three letters, and for 'sept'; 0 where it is none."""
    return next((place for place, month in enumerate(MONTHS, 1) if month.startswith(name)), 0)


def _full(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _date(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise BadInput(f"There is no month {month}: a date is day, month, year.", "Type 28/3/2026 or 28 Mar 2026.")
    if not FIRST.year <= year <= LAST.year:
        raise BadInput(f"The year {year} is outside those the desk takes, {FIRST.year} to {LAST.year}.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise BadInput(f"There is no day {day} in {MONTHS[month - 1].title()} {year}, which has {last} days.")
    return date(year, month, day)


def _moved(day: date, days: int, typed: str) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise BadInput(f"'{typed}' is too far away.", "Type a date between 2000 and 2099.") from None
