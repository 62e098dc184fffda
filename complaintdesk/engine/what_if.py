"""What would follow: the clocks if one more thing happened. The same reckoning as the real ones, nothing beside it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time

from complaintdesk.engine.clocks import CaseClocks, Clock, case_clocks
from complaintdesk.engine.days import long, medium
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.events import Event
from complaintdesk.models.moments import LONDON, london
from complaintdesk.models.policy import Policy
from complaintdesk.models.terms import CLOCK_MET_BY, CLOCK_WORDS


def what_if(
    policy: Policy,
    history: Sequence[Event],
    calendar: Calendar,
    event: Event,
    feedback: str = "complaint",
) -> CaseClocks:
    """The clocks of a case if ``event`` happened after its history, looked at from that very moment."""
    return case_clocks(policy, [*history, event], calendar, event.at, feedback)


def follows(
    policy: Policy, history: Sequence[Event], calendar: Calendar, clock: Clock, now: datetime, feedback: str
) -> tuple[str, ...]:
    """What meeting ``clock`` today or on the next working day would start: one line, or none where nothing follows."""
    kind = CLOCK_MET_BY[clock.name]
    if not clock.is_live or not kind:
        return ()
    today = london(now).date()
    tomorrow = calendar.next_working(today)
    noon = datetime.combine(tomorrow, time(12), LONDON).astimezone(UTC)
    said = [
        f"If {_DONE[kind]} {when} ({medium(at)}): {words}."
        for when, at, moment in (("today", today, now), ("on the next working day", tomorrow, noon))
        if (words := _started(policy, history, calendar, Event(kind, moment), feedback, clock))
    ]
    return tuple(said)


_DONE: Mapping[str, str] = {
    "contacted": "contacted",
    "acknowledged": "acknowledged",
    "responded": "answered",
    "mediation_offered": "offered",
    "advocate_clarified": "clarified",
    "evidence_sent": "sent",
    "actioned": "acted on",
}


def _started(
    policy: Policy, history: Sequence[Event], calendar: Calendar, event: Event, feedback: str, met: Clock
) -> str:
    after = what_if(policy, history, calendar, event, feedback)
    return ", ".join(
        f"{CLOCK_WORDS[one.name].lower()} {'from' if one.name == 'refer' else 'by'} {long(one.due)}"
        for one in _started_by(after, event, met)
    )


def _started_by(after: CaseClocks, event: Event, met: Clock) -> Iterator[Clock]:
    """What the event starts, and the clock it meets where its own date moves by it."""
    for one in after.clocks:
        started = one.start is not None and one.start.at == event.at and one.rule.runs_from == event.kind
        if started or (one.name == met.name and one.stage == met.stage and one.due != met.due):
            yield one
