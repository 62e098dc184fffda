"""Reading written dates and moments: one place that knows London time and the years the desk takes.

Source: "Words" and "The calculator" of ``docs/deadlines.md``.
"""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from complaintdesk.errors import BadInput

LONDON = ZoneInfo("Europe/London")
FIRST = date(2000, 1, 1)
"""The first date the desk takes."""
LAST = date(2099, 12, 31)
"""The last date the desk takes."""
NOON = time(12)
LAST_SECOND = time(23, 59, 59)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,6})?)?(Z|[+-]\d{2}(:?\d{2})?)?", re.ASCII | re.IGNORECASE
)


def london(at: datetime) -> datetime:
    """An instant as London time."""
    return at.astimezone(LONDON)


def read_day(text: object, what: str) -> date:
    """An ISO date between 2000 and 2099. ``what`` names it in the sentence of the BadInput raised otherwise."""
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        raise BadInput(f"{what} is {quoted(text)}, not a date.", "Write it as 2024-03-28.")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{what} is {quoted(text)}, a day that does not exist.", "Write it as 2024-03-28.") from None
    _check_range(day, text, what)
    return day


def read_moment(text: object, what: str, *, bare: time = NOON) -> datetime:
    """An ISO moment as an aware UTC datetime; without an offset it is London time, a bare date is at ``bare``.

    A London time that occurs twice is the earlier one; one skipped in spring is read as GMT. Raises BadInput.
    """
    if isinstance(text, str) and _DATE.fullmatch(text):
        return datetime.combine(read_day(text, what), bare, LONDON).astimezone(UTC)
    if not isinstance(text, str) or not _MOMENT.fullmatch(text):
        raise BadInput(
            f"{what} is {quoted(text)}, not a date or a moment.", "Write it as 2024-03-28 or 2024-03-28T18:10."
        )
    try:
        moment = datetime.fromisoformat(text.replace(",", ".").upper())
        # fold=0 makes the repeated hour the earlier one and reads the skipped hour by the offset before it, GMT.
        at = (moment if moment.tzinfo else moment.replace(tzinfo=LONDON, fold=0)).astimezone(UTC)
        day = at.astimezone(LONDON).date()
    except (ValueError, OverflowError):
        raise BadInput(
            f"{what} is {quoted(text)}, a moment that does not exist.", "Write it as 2024-03-28T18:10."
        ) from None
    _check_range(day, text, what)
    return at


def _check_range(day: date, text: str, what: str) -> None:
    if not FIRST <= day <= LAST:
        raise BadInput(f"{what} is {quoted(text)}, outside 2000-01-01 to 2099-12-31.", "Check the year.")


def quoted(value: object) -> str:
    """A value as a sentence may show it: short, and without anything a terminal would act on."""
    shown = ascii(value) if isinstance(value, str) else type(value).__name__
    return shown if len(shown) <= 40 else shown[:37] + "..."
