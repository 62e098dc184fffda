"""Working-day arithmetic: the only place that knows which days count.

A :class:`Calendar` is a nation's bank holidays and a landlord's closures laid out as two tables, so that
adding and counting are look-ups. The tables also hold the days that were counted: :class:`Counted` keeps
the very slice whose last day is the due date, and an explanation reads that slice (it counts nothing anew).
"""

from array import array
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, time, timedelta
from itertools import accumulate, compress
from typing import TYPE_CHECKING, NamedTuple

from complaintdesk.models.moments import LAST

if TYPE_CHECKING:
    from complaintdesk.models.policy import Length

_BASE = date(1999, 12, 1).toordinal()
_END = date(2101, 12, 31).toordinal()
_from = date.fromordinal
_WEEK = bytes((1, 1, 1, 1, 1, 0, 0))


class Calendar:
    """The working days of one nation and landlord between December 1999 and December 2101.

    ``closed`` maps a day to why nobody works on it (bank holidays and the landlord's closures; weekends
    need not be named). ``confirmed_to`` is the last day the official bank holiday list covers.
    """

    __slots__ = ("closed", "closes", "confirmed_to", "nation", "opens", "place", "work")

    def __init__(
        self,
        nation: str,
        closed: Mapping[date, str],
        *,
        confirmed_to: date = LAST,
        opens: time = time(9),
        closes: time = time(17),
    ) -> None:
        self.nation = nation
        self.closed = dict(closed)
        self.confirmed_to = confirmed_to
        self.opens = opens
        self.closes = closes
        first_weekday = date.fromordinal(_BASE).weekday()
        span = _END - _BASE + 1
        flags = bytearray((_WEEK * (span // 7 + 2))[first_weekday : first_weekday + span])
        for day in self.closed:
            place = day.toordinal() - _BASE
            if 0 <= place < span:
                flags[place] = 0
        self.work = array("i", compress(range(_BASE, _END + 1), flags))
        """Ordinals of the working days, in order."""
        self.place = array("i", accumulate(flags, initial=-1))
        """For each day from the base on: where the last working day up to and with it stands in ``work``."""
        del self.place[0]

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is a working day here."""
        place = day.toordinal() - _BASE
        return self.place[place] > self.place[place - 1]

    def why_closed(self, day: date) -> str:
        """Why nobody works on ``day``: the holiday's or closure's name, or the weekday; '' on a working day."""
        if day in self.closed:
            return self.closed[day]
        return ("Saturday", "Sunday")[day.weekday() - 5] if day.weekday() > 4 else ""

    def next_working(self, day: date) -> date:
        """The first working day strictly after ``day``."""
        return _from(self.work[self.place[day.toordinal() - _BASE] + 1])

    def add(self, day: date, working_days: int) -> date:
        """The n-th working day strictly after ``day``; ``day`` itself for 0.

        >>> Calendar("test", {date(2024, 4, 1): "Easter Monday"}).add(date(2024, 3, 28), 2)
        datetime.date(2024, 4, 2)
        """
        if working_days:
            return _from(self.work[self.place[day.toordinal() - _BASE] + working_days])
        return day

    def between(self, after: date, until: date) -> int:
        """The working days in (after, until]; ``until`` must not be earlier than ``after``."""
        return self.place[until.toordinal() - _BASE] - self.place[after.toordinal() - _BASE]

    def days_left(self, due: date, today: date) -> int:
        """Working days in (today, due]; after the due date minus the working days in (due, today]."""
        return self.place[due.toordinal() - _BASE] - self.place[today.toordinal() - _BASE]

    def first_left(self, today: date, left: int) -> date:
        """The first day that counts as ``left`` working days from ``today``: due then or later is that many or more."""
        return _from(self.work[self.place[today.toordinal() - _BASE] + left])

    def is_confirmed(self, day: date) -> bool:
        """Whether the official bank holiday list covers ``day``."""
        return day <= self.confirmed_to

    def count(self, day_zero: date, length: "Length") -> "Counted":
        """Count ``length`` from ``day_zero``, which is not counted itself."""
        if length.unit == "working_days":
            start = self.place[day_zero.toordinal() - _BASE] + 1
            days = self.work[start : start + length.count]
            return Counted(day_zero, length, _from(days[-1]) if days else day_zero, days)
        return Counted(day_zero, length, _calendar_step(day_zero, length), None)


class Counted(NamedTuple):
    """A period as it was counted: ``due`` is its last day, ``days`` the ordinals of the working days in it.

    ``days`` is None for a period in calendar days, weeks or months, where every day counts.
    """

    day_zero: date
    length: "Length"
    due: date
    days: "array[int] | None"


def length_after(day: date, length: "Length") -> date:
    """The end of a period of days, weeks, months or years that no calendar is needed for.

    >>> from complaintdesk.models.policy import Length
    >>> length_after(date(2021, 6, 30), Length(3, "years"))
    datetime.date(2024, 6, 30)
    """
    return months_after(day, 12 * length.count) if length.unit == "years" else _calendar_step(day, length)


def _calendar_step(day: date, length: "Length") -> date:
    if length.unit == "days":
        return day + timedelta(days=length.count)
    if length.unit == "weeks":
        return day + timedelta(weeks=length.count)
    return months_after(day, length.count)


def months_after(day: date, months: int) -> date:
    """The same day ``months`` on, or the last day of that month where it has no such day.

    >>> months_after(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
