"""The time in which a complaint is to be made."""

from datetime import date

from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.policy import Policy


def last_day_to_complain(
    policy: Policy, calendar: Calendar, happened_on: date | None, known_on: date | None
) -> date | None:
    """The last day in time, from the later of both days; None where neither is known or the policy sets no time."""
    window = policy.window("complain")
    days = [day for day in (happened_on, known_on) if day is not None]
    if window is None or window.length is None or not days:
        return None
    return calendar.count(max(days), window.length).due
