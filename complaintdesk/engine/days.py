"""How days are written for people: 'Thu 28 Mar', 'Thu 28 Mar 2024', and the hour beside them.

English names are spelt out here, because a desk reads the same on every machine whatever its locale.
"""

from datetime import date, datetime
from functools import lru_cache

from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.moments import london

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS = tuple(name[:3] for name in MONTH_NAMES)


def short(day: date) -> str:
    """'Thu 28': weekday and day.

    >>> short(date(2024, 3, 28))
    'Thu 28'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day}"


@lru_cache(maxsize=4_096)
def medium(day: date) -> str:
    """'Thu 28 Mar'."""
    return f"{short(day)} {MONTHS[day.month - 1]}"


def long(day: date) -> str:
    """'Thu 28 Mar 2024'."""
    return f"{medium(day)} {day.year}"


def moment(at: datetime) -> str:
    """'Thu 28 Mar 2024 18:10', London time."""
    local = london(at)
    return f"{long(local.date())} {local:%H:%M}"


def marked(day: date, calendar: Calendar) -> str:
    """``long``, with the word unconfirmed where the official bank holiday list does not reach.

    >>> marked(date(2030, 1, 7), Calendar("test", {}, confirmed_to=date(2028, 12, 31)))
    'Mon 7 Jan 2030 (unconfirmed)'
    """
    return long(day) if calendar.is_confirmed(day) else f"{long(day)} (unconfirmed)"
