"""Days and moments as people type them, in British order, and how they are shown back.

Decision: day before month before year. What can be read in two ways is not guessed at: it is refused with a
sentence that says how to type it. Nothing here knows what day it is; ``today`` and ``now`` are handed in.
"""

import re
from datetime import UTC, date, datetime, time
from typing import Final

from complaintdesk.engine.days import long
from complaintdesk.engine.working_days import Calendar
from complaintdesk.errors import BadInput
from complaintdesk.intake.clean import clean
from complaintdesk.intake.typed_days import read_day
from complaintdesk.models.moments import FIRST, LAST, LONDON, NOON, read_moment

DAY_HINT: Final = "Type a day like 28/3/2026, 28 Mar, yesterday or +5wd."
MOMENT_HINT: Final = "Type a moment like 28 Mar 18:10, 28/3/2026 6.10pm, yesterday or now."

_LONGEST = 60
_ISO = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d[\d:.]* ?(?:z|[+-]\d\d:?\d\d)?", re.ASCII)
_TIME = re.compile(
    r"(?:(?P<day>.*\S)[ ,]+)?"
    r"(?:(?P<named>noon|midday|midnight)"
    r"|(?P<hour>\d{1,2})(?:(?P<sign>[:.])(?P<minute>\d\d)(?::(?P<second>\d\d))?)? ?(?P<half>[ap]\.?m)?)",
    re.ASCII,
)
_SHOWN_AFTER = re.compile(r",\s*(?:after hours|before opening|not a working day(?: \(.*\))?)\Z")


def parse_day(text: str, today: date, calendar: Calendar | None = None, *, ahead: bool = False) -> date:
    """The day that ``text`` names, seen from ``today``.

    Takes 7/3/26, 07-03-2026, 2026-03-07, 7 Mar, Sat 7 March 2026, today, yesterday, tomorrow, last friday, mon,
    +3d, +2w, 2 weeks ago, and +5wd where a ``calendar`` is given. A day without a year is one of this year;
    a bare weekday is the last one, or the coming one where ``ahead``. Raises BadInput with one sentence for what
    cannot be, for a year outside 2000 to 2099 and for what has two readings.

    >>> parse_day("7 mar", date(2026, 1, 12))
    datetime.date(2026, 3, 7)
    """
    return _day(_typed(text, DAY_HINT), today, calendar, ahead, DAY_HINT)


def parse_moment(
    text: str, now: datetime, calendar: Calendar | None = None, *, ahead: bool = False, bare: time = NOON
) -> datetime:
    """The moment that ``text`` names, in UTC: a day as in :func:`parse_day`, and an hour or not.

    A day without an hour is at ``bare`` in London, an hour without a day is today's. Hours are London time unless an
    offset is written behind an ISO date; one that comes twice in autumn is the earlier one, one skipped in spring
    is read as GMT. ``now`` is aware.
    """
    typed = _typed(text, MOMENT_HINT)
    if typed == "now":
        return now.astimezone(UTC)
    if _ISO.fullmatch(typed):
        return read_moment(typed.replace(" ", "T", 1).replace(" ", ""), "The moment")
    day_words, at = _split(typed)
    at = bare if at is None else at
    today = now.astimezone(LONDON).date()
    day = _day(day_words, today, calendar, ahead, MOMENT_HINT) if day_words else today
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def words(moment: datetime, calendar: Calendar) -> str:
    """How a moment is shown back: 'Thu 28 Mar 2024 18:10, after hours', 'Sat 30 Mar 2024, not a working day'.

    12:00 is the hour of a day given without one and is left out. A bank holiday or closure is named. What is shown
    can be typed again and means the same.
    """
    at = moment.astimezone(LONDON)
    day, hour = at.date(), at.time().replace(second=0, microsecond=0)
    shown = long(day) + ("" if hour == NOON else f" {hour:%H:%M}")
    if not calendar.is_working(day):
        name = calendar.closed.get(day, "")
        return f"{shown}, not a working day" + (f" ({name})" if name else "")
    if hour == NOON or calendar.opens <= hour < calendar.closes:
        return shown
    return f"{shown}, " + ("before opening" if hour < calendar.opens else "after hours")


def _typed(text: str, hint: str) -> str:
    """What was typed in small letters and single spaces, without what ``words`` adds behind a moment."""
    typed = " ".join(clean(text, 1_000).casefold().split())
    typed = _SHOWN_AFTER.sub("", typed).strip(" ,.")
    if not typed:
        raise BadInput("No date was given.", hint)
    if len(typed) > _LONGEST:
        raise BadInput("A date was expected, not a longer text.", hint)
    return typed


def _day(typed: str, today: date, calendar: Calendar | None, ahead: bool, hint: str) -> date:
    day = read_day(typed, today, calendar, ahead=ahead)
    if day is None:
        raise BadInput(f"'{typed}' is not a date that the desk can read.", hint)
    if not FIRST <= day <= LAST:
        raise BadInput(f"'{typed}' is outside the years the desk takes, {FIRST.year} to {LAST.year}.")
    return day


def _split(typed: str) -> tuple[str, time | None]:
    """(the words for the day, which may be none; the hour, None where none is named)."""
    found = _TIME.fullmatch(typed)
    if not found:
        return typed, None
    day = (found["day"] or "").removesuffix(" at").rstrip(" ,")
    if found["named"] == "midnight":
        raise BadInput("'midnight' may be the start or the end of the day.", "Type 00:00 or 23:59.")
    if found["named"]:
        return day, NOON
    if not found["half"]:
        if not found["minute"]:
            return typed, None  # a bare number is no hour: it belongs to the date
        if found["sign"] == "." and not day:
            clock, numbers = typed.replace(".", ":"), typed.replace(".", "/")
            raise BadInput(f"'{typed}' may be a time or a date.", f"Type {clock} or {numbers}.")
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] == "p" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59 or second > 59:
        raise BadInput(f"'{typed}' has no time of day that can be.", "Type 18:10 or 6.10pm.")
    return day, time(hour, minute, second)
