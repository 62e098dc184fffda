"""What a landlord does again and again (a publication, an area's plan, a review): how it stands on a day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from complaintdesk.engine.days import MONTH_NAMES, long
from complaintdesk.engine.fields import word
from complaintdesk.engine.periods import months_after, whole
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.house import Standing
from complaintdesk.models.policy import Policy, Publication, Role, Window
from complaintdesk.models.staff import Member

_NO_LEAP_YEAR = 2023
_QUARTER, _YEAR = 3, 12
"""Months."""
LEADS = {"days": 1, "weeks": 7}
"""Days in the units that a reminder may lead by."""


def year_end(words: str, year: int) -> date:
    """'31 March' in that year. Raises ValueError for anything else."""
    day, _, month = words.partition(" ")
    return date(year, MONTH_NAMES.index(month) + 1, int(day))


def last_day_before(month: int) -> str:
    """The last day of the month before that one, in words.

    >>> last_day_before(4), last_day_before(3)
    ('31 March', '28 February')
    """
    last = date(_NO_LEAP_YEAR, month, 1) - timedelta(1)
    return f"{last.day} {MONTH_NAMES[last.month - 1]}"


def last_year(words: str, today: date) -> tuple[str, date]:
    """The business year that ended last, as '2024/25', and its last day.

    >>> last_year("31 March", date(2025, 4, 1))
    ('2024/25', datetime.date(2025, 3, 31))
    >>> last_year("31 March", date(2025, 3, 31))[0]
    '2023/24'
    """
    end = year_end(words, today.year)
    if end >= today:
        end = year_end(words, today.year - 1)
    start = end.year - 1 if (end.month, end.day) != (12, 31) else end.year
    return (f"{start}/{end.year % 100:02}" if start != end.year else str(start)), end


def is_for(label: str, end: date, said: str, day: date) -> bool:
    """Whether what was published on ``day`` is for the year called ``label`` that ended on ``end``.

    Where no period was said with it, or a bare year that may be two, it is for the year that ended before its day.

    >>> is_for("2024/25", date(2025, 3, 31), "2024/25", date(2027, 1, 4))
    True
    >>> is_for("2024/25", date(2025, 3, 31), "2025", date(2025, 9, 1))
    True
    """
    if said and not (said.isdecimal() and "/" in label):
        return said == label
    return end < day <= months_after(end, 12)


def last_period(rule: Publication, today: date) -> tuple[str, date]:
    """The year, or part of a year, that ended last, as it is called, and its last day.

    Parts are as long as ``every``: with 3 months the quarters counted from the year's end, '2024-Q1'.
    """
    label, end = last_year(rule.year_ends, today)
    if rule.every is None or is_yearly(rule):
        return label, end
    steps = range(_YEAR // rule.every.count, -1, -1)
    end = next(one for step in steps if (one := _last_of_month(end, step * rule.every.count)) < today)
    return _called(rule, end), end


def is_yearly(rule: Publication) -> bool:
    """Whether it is owed once for a whole year, and not for parts of it."""
    return rule.every is None or rule.every.count >= _YEAR or rule.every.unit != "months"


def _called(rule: Publication, end: date) -> str:
    if rule.every is not None and rule.every.count == _QUARTER:
        return whole("quarter", end, year_end(rule.year_ends, end.year).month % 12 + 1).key
    return f"period to {long(end)}"


def _last_of_month(day: date, months: int) -> date:
    """The last day of the month so many months on."""
    return _first(day.year * 12 + day.month + months) - timedelta(1)


class Entries(NamedTuple):
    """What a landlord's book holds that a publication's standing depends on."""

    done: Sequence[tuple[date, str]] = ()
    """Each day it was published or checked, with the year it was for."""
    occasions: Sequence[tuple[date, str]] = ()
    """The days of what may ask for one."""
    homes: float = 0
    """How many homes there are; 0: not known."""
    begun: date = date.min
    """The day the desk began: what a time before it asked for is none of its business."""


def publication(policy: Policy, rule: Publication, book: Entries, today: date, calendar: Calendar) -> Standing:
    """How a publication stands."""
    stands = _standing(policy, rule, book, today, calendar)
    title = next((role.title for role in policy.roles if role.key == rule.role), "")
    if title and stands.is_owed:
        stands = stands._replace(state=f"{stands.state}, for {title}")
    return stands._replace(times=_times(policy, rule, book, today))


def _times(policy: Policy, rule: Publication, book: Entries, today: date) -> str:
    """'1 of 2': what is to be done several times a year, and how often it was in this one."""
    if rule.every is None or rule.every.unit != "months" or rule.year_ends or rule.every.count >= _YEAR:
        return ""
    begins = date(today.year - (today.month < policy.year_starts), policy.year_starts, 1)
    return f"{sum(begins <= day <= today for day, _ in book.done)} of {_YEAR // rule.every.count} this year"


def _standing(policy: Policy, rule: Publication, book: Entries, today: date, calendar: Calendar) -> Standing:
    clause, done = rule.source.clause, book.done
    last = max((day for day, _ in done), default=None)
    asked = min(
        (one for one in book.occasions if one[1] in rule.after and (last is None or last <= one[0])), default=None
    )
    if asked is not None and asked[0] <= today:
        day, what = asked
        return Standing(
            rule.name, f"{word('occasion', what, policy)}: outstanding since {long(day)}", True, last, clause, day
        )
    if not rule.year_ends:
        return _by_length(rule, last, today, calendar)
    label, end = last_period(rule, today)
    on = max((day for day, said in done if _serves(rule, label, end, said, day)), default=None)
    if on is not None:
        return Standing(rule.name, f"{label}: published {long(on)}", False, on, clause)
    if end < book.begun:
        nth = _YEAR if rule.every is None or is_yearly(rule) else rule.every.count
        label, end = last_period(rule, _last_of_month(end, nth) + timedelta(1))
        return Standing(rule.name, f"{label}: from {long(end + timedelta(1))}", False, None, clause, end)
    due = _time_for(rule, end, book.homes, calendar)
    if due is None:
        return Standing(rule.name, f"{label}: outstanding since {long(end + timedelta(1))}", True, None, clause, end)
    state = f"overdue since {long(due)}" if due < today else f"due by {long(due)}"
    return Standing(rule.name, f"{label}: {state}", True, None, clause, due)


def _serves(rule: Publication, label: str, end: date, said: str, day: date) -> bool:
    """Whether what was published on ``day`` is for the period called ``label``; of parts of a year the day may say."""
    return is_for(label, end, said, day) if is_yearly(rule) else said == label or day > end


def _time_for(rule: Publication, end: date, homes: float, calendar: Calendar) -> date | None:
    """The last day there is for what is owed since ``end``; of two that may hold the earlier one."""
    days = {}
    if rule.within is not None:
        days["small"] = calendar.count(end, rule.within).due
    if rule.large_by:
        by = year_end(rule.large_by, end.year)
        days["large"] = by if by > end else year_end(rule.large_by, end.year + 1)
    known = "large" if homes > rule.large_over else "small" if 0 < homes < rule.large_over else ""
    return days.get(known) or min(days.values(), default=None)


def _by_length(rule: Publication, last: date | None, today: date, calendar: Calendar) -> Standing:
    """How one stands that is owed so long after the last time; one without a length waits for an occasion."""
    clause = rule.source.clause
    if rule.every is None:
        return Standing(rule.name, f"done {long(last)}" if last else "nothing asked for one yet", False, last, clause)
    if last is None:
        return Standing(rule.name, "outstanding: never done", True, None, clause)
    due = calendar.count(last, rule.every).due
    if due < today:
        return Standing(
            rule.name, f"outstanding: done {long(last)}, overdue since {long(due)}", True, last, clause, due
        )
    return Standing(rule.name, f"done {long(last)}, next by {long(due)}", False, last, clause)


def vacancy(role: Role, holders: Sequence[Member], before: Sequence[Member]) -> Standing:
    """Whether somebody holds a role that must always be held; ``before`` are those who did."""
    if holders:
        names = " and ".join(one.name for one in holders)
        return Standing(role.title, f"held by {names}", False, None, role.source.clause)
    last = max((one for one in before if one.until), key=lambda one: one.until or date.min, default=None)
    gone = f"; {last.name} had it until {long(last.until)}" if last and last.until else ""
    return Standing(role.title, f"nobody has this role{gone}", True, None, role.source.clause)


def plan(rule: Window, area: str, last: date | None, today: date, begun: date) -> Standing:
    """How the plan of a service area stands: reviewed within the period that ended last, or since.

    The first is owed for the period in which the desk has ``begun``.
    """
    months = rule.length.count if rule.length else 3
    number = (today.year * 12 + today.month - 1) // months
    begins, ends = (_first((number - 1) * months), _first(number * months) - timedelta(1))
    if last is not None and last >= begins:
        return Standing(area, f"reviewed {long(last)}", False, last, rule.source.clause)
    was = f"last reviewed {long(last)}, " if last else ""
    if ends < begun:
        by = _first((number + 1) * months) - timedelta(1)
        return Standing(area, f"{was}next by {long(by)}", False, last, rule.source.clause, by)
    return Standing(area, f"{was}overdue since {long(ends)}", True, last, rule.source.clause, ends)


def _first(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def review(policy: Policy, today: date) -> Standing:
    """Whether the policy itself is to be reviewed: its owner is reminded some time ahead."""
    if policy.review_on is None:
        return Standing("Policy", "no review date is known", False, None, "")
    lead = policy.review_lead
    starts = policy.review_on - timedelta(lead.count * LEADS[lead.unit] if lead else 0)
    title = next((role.title for role in policy.roles if role.key == policy.owner), "")
    if today < starts:
        return Standing("Policy", f"review by {long(policy.review_on)}", False, None, "")
    who = f", for {title}" if title else ""
    return Standing("Policy", f"policy review due by {long(policy.review_on)}{who}", True, None, "", policy.review_on)
