"""Which of two periods is longer: told from their numbers where the units allow it, else counted over real days.

Decision: working days and calendar days have no common measure (a bank holiday lies in one of them), so nothing is
converted. Both are counted by the calendar from every day of four years, and what came out is said with its numbers.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from complaintdesk.engine.days import long
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.policy import Length

FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
"""The sample: four years with a leap day, all inside the official list of bank holidays."""
_IN_DAYS = {"days": 1, "weeks": 7}

Pair = tuple[date, date, date]
"""(counted from, last day of the one, last day of the other)."""


class Measured(NamedTuple):
    """How one period compares with another."""

    later: int
    """In how many cases its last day is later; 1 for always where the numbers alone tell."""
    earlier: int
    words: str = ""
    """How this was found, where it had to be counted."""


def sample() -> Iterator[date]:
    """Every day of the sample, in order."""
    return map(date.fromordinal, range(FIRST.toordinal(), LAST.toordinal() + 1))


def told(one: Length, other: Length) -> Measured | None:
    """What the numbers tell; None where the units have no common measure.

    >>> told(Length(2, "weeks"), Length(10, "days"))
    Measured(later=1, earlier=0, words='')
    """
    if one.unit == other.unit:
        mine, yours = one.count, other.count
    elif one.unit in _IN_DAYS and other.unit in _IN_DAYS:
        mine, yours = one.count * _IN_DAYS[one.unit], other.count * _IN_DAYS[other.unit]
    else:
        return None
    return Measured(int(mine > yours), int(mine < yours))


def measured(one: Length, other: Length, calendar: Calendar) -> Measured:
    """``one`` against ``other``, counted from every day of the sample where the numbers cannot tell."""
    found = told(one, other)
    if found is not None:
        return found
    pairs = ((day, calendar.count(day, one).due, calendar.count(day, other).due) for day in sample())
    return counted(pairs, "Working days and calendar days cannot be set day against day. ")


def counted(pairs: Iterable[Pair], lead: str = "", what: str = "starts") -> Measured:
    """What comes out over ``pairs``, in words with the widest gap either way."""
    all_, later, earlier = 0, 0, 0
    widest: dict[bool, Pair] = {}
    for pair in pairs:
        _, mine, yours = pair
        all_ += 1
        later += mine > yours
        earlier += mine < yours
        if mine != yours:
            so_far = widest.setdefault(mine > yours, pair)
            if abs(mine - yours) > abs(so_far[1] - so_far[2]):
                widest[mine > yours] = pair
    same = all_ - later - earlier
    words = (
        f"{lead}Counted over {all_:,} {what} from {long(FIRST)} to {long(LAST)}:"
        f" later in {later:,}, the same in {same:,}, earlier in {earlier:,}."
    )
    for is_later, name in ((True, "later"), (False, "earlier")):
        if is_later in widest:
            start, mine, yours = widest[is_later]
            gap = abs(mine - yours).days
            words += (
                f" At most {gap} {'day' if gap == 1 else 'days'} {name}:"
                f" from {long(start)} to {long(mine)} against {long(yours)}."
            )
    return Measured(later, earlier, words)
