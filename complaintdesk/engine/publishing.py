"""What a landlord does again and again (a publication, an area's plan, a review): how it stands on a day."""

from collections.abc import Sequence
from datetime import date, timedelta

from complaintdesk.engine.days import long
from complaintdesk.engine.fields import word
from complaintdesk.engine.periods import months_after
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.house import Standing
from complaintdesk.models.policy import Length, Policy, Publication, Window

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LEADS = {"days": 1, "weeks": 7}
"""Days in the units that a reminder may lead by."""


def year_end(words: str, year: int) -> date:
    """'31 March' in that year. Raises ValueError for anything else."""
    day, _, month = words.partition(" ")
    return date(year, _MONTHS.index(month) + 1, int(day))


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


def publication(
    policy: Policy,
    rule: Publication,
    done: Sequence[tuple[date, str]],
    occasions: Sequence[tuple[date, str]],
    today: date,
    calendar: Calendar,
    begun: date,
) -> Standing:
    """How a publication stands.

    ``done`` holds each day it was published or checked, with the year it was for; ``occasions`` the days of what may
    ask for one. A year that ended before the desk had ``begun`` is none of its business.
    """
    clause = rule.source.clause
    last = max((day for day, _ in done), default=None)
    asked = min((one for one in occasions if one[1] in rule.after and (last is None or last <= one[0])), default=None)
    if asked is not None and asked[0] <= today:
        day, what = asked
        return Standing(
            rule.name, f"{word('occasion', what, policy)}: outstanding since {long(day)}", True, last, clause, day
        )
    if rule.year_ends:
        label, end = last_year(rule.year_ends, today)
        on = max((day for day, said in done if is_for(label, end, said, day)), default=None)
        if on is not None:
            return Standing(rule.name, f"{label}: published {long(on)}", False, on, clause)
        if end < begun:
            label, end = last_year(rule.year_ends, year_end(rule.year_ends, end.year + 1) + timedelta(1))
            return Standing(rule.name, f"{label}: from {long(end + timedelta(1))}", False, None, clause, end)
        return Standing(rule.name, f"{label}: outstanding since {long(end + timedelta(1))}", True, None, clause, end)
    if rule.every is not None and rule.within is not None:
        return _by_period(rule, rule.every.count, rule.within, done, today, calendar)
    return _by_length(rule, last, today, calendar)


def _by_period(
    rule: Publication, months: int, within: Length, done: Sequence[tuple[date, str]], today: date, calendar: Calendar
) -> Standing:
    """How one stands that is owed for each calendar period of so many months, so long after its end."""
    ended = (today.year * 12 + today.month - 1) // months
    last = max((day for day, _ in done), default=None)
    for number in (ended, ended - 1):
        end = _first(number * months) - timedelta(1)
        label = f"{end.year}-Q{end.month // 3}" if months == _QUARTER else f"the period to {long(end)}"
        due = calendar.count(end, within).due
        if on := max((day for day, period in done if day > end or period == label), default=None):
            return Standing(rule.name, f"{label}: done {long(on)}", False, last, rule.source.clause)
        if due < today:
            return Standing(rule.name, f"{label}: outstanding since {long(due)}", True, last, rule.source.clause, due)
    return Standing(rule.name, f"due by {long(due)}", False, last, rule.source.clause)


_QUARTER = 3
"""Months."""


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
