"""When the resident is next to hear from us: an interval agreed with them, counted from the last word they had."""

import re
from datetime import date
from typing import NamedTuple

from complaintdesk.engine.history import Course
from complaintdesk.engine.records import open_records
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.case import Case
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Length, Policy, Source

_UPDATES = frozenset({"acknowledged", "updated", "extended", "responded"})
"""Events by which the resident hears how things stand."""
_WRITTEN = re.compile(r"(?<!\d)([1-9]\d?)\s*(working day|day|week|month)?", re.IGNORECASE)
_SAID = (("fortnight", Length(2, "weeks")), ("week", Length(1, "weeks")), ("month", Length(1, "months")))


class Update(NamedTuple):
    """An update that is owed: the day, the interval, the day of the last one, and the clause."""

    due: date
    every: Length
    since: date
    source: Source


def interval(words: str) -> Length | None:
    """The period that ``words`` name, a bare number in working days; None where they name none.

    >>> str(interval("every 5 working days")), str(interval("weekly")), str(interval("7")), interval("now and then")
    ('5 working days', '1 week', '7 working days', None)
    """
    found = _WRITTEN.search(words)
    if found:
        unit = (found[2] or "working day").lower().replace(" ", "_") + "s"
        return Length(int(found[1]), unit)
    return next((length for word, length in _SAID if word in words.casefold()), None)


def next_update(policy: Policy, case: Case, course: Course, calendar: Calendar) -> Update | None:
    """The update owed next: until the answer, and after it while an action is open. None: none is owed.

    A policy owes updates where it has a window ``update``; its length holds until an interval is agreed.
    """
    window = policy.window("update")
    heard = [event for event in case.events if event.kind in _UPDATES]
    if window is None or window.length is None or not heard:
        return None
    stage = course.stages[course.stage]
    answered = "responded" in stage.first or (course.refused is not None and course.stage == 2)
    if (answered or case.status != "open") and not open_records(case, ("action", "remedy")):
        return None
    agreed = (interval(str(event.body.get("update_interval") or "")) for event in reversed(case.events))
    every = next((length for length in agreed if length is not None), window.length)
    since = max(london(event.at).date() for event in heard)
    return Update(calendar.count(since, every).due, every, since, window.source)
