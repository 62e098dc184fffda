"""What would follow: the clocks if one more thing happened. The same reckoning as the real ones, nothing beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

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
    """The clocks of a case if ``event`` happened beside its history, looked at from the later of its moment and the
    history's last."""
    seen_from = max([event.at, *(one.at for one in history)])
    return case_clocks(policy, [*history, event], calendar, seen_from, feedback)


def next_working_noon(calendar: Calendar, now: datetime) -> datetime:
    """Noon in London on the working day after today."""
    return datetime.combine(calendar.next_working(london(now).date()), time(12), LONDON).astimezone(UTC)


def follows(
    policy: Policy, history: Sequence[Event], calendar: Calendar, clock: Clock, now: datetime, feedback: str
) -> tuple[str, ...]:
    """What meeting ``clock`` today or on the next working day would start: one line, or none where nothing follows."""
    kind = CLOCK_MET_BY[clock.name]
    if not clock.is_live or not kind:
        return ()
    said = []
    for when, at in (("today", now), ("on the next working day", next_working_noon(calendar, now))):
        words = ", ".join(moved(policy, history, calendar, Event(kind, at), feedback))
        if words:
            said.append(f"If {_DONE[kind]} {when} ({medium(london(at).date())}): {words}.")
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


def moved(
    policy: Policy,
    history: Sequence[Event],
    calendar: Calendar,
    event: Event,
    feedback: str,
    told: Callable[[date], str] = long,
) -> Iterator[str]:
    """What ``event`` would do to the clocks, in words: what starts, moves, ends or runs again. ``told`` writes days."""
    after = what_if(policy, history, calendar, event, feedback)
    seen_from = max([event.at, *(one.at for one in history)])
    before = case_clocks(policy, history, calendar, seen_from, feedback)
    known = {_which(one): one for one in before.clocks}
    for one in after.clocks:
        was, name = known.get(_which(one)), CLOCK_WORDS[one.name].lower()
        if one.stage not in (None, before.stage):
            name += f" at stage {one.stage}"
        by = f"{name} {'from' if one.name == 'refer' else 'by'} {told(one.due)}"
        settled = was is not None and was.provisional and not one.provisional
        if was is None or was.due != one.due or settled:
            yield by
        elif was.is_live and one.ended:
            yield f"{name} ends" + (", in breach" if one.state == "breached" else "")
        elif was.ended and one.is_live:
            yield f"{by} again"


def _which(clock: Clock) -> tuple[str, int | None, datetime | None]:
    """Which clock it is: of those without a stage there may be several, one for each request."""
    return clock.name, clock.stage, clock.start.at if clock.start and clock.stage is None else None


def amiss(
    policy: Policy,
    history: Sequence[Event],
    calendar: Calendar,
    event: Event,
    feedback: str,
    told: Callable[[date], str] = long,
) -> Iterator[str]:
    """What would be late about ``event``, or count for less than it says."""
    for one in what_if(policy, history, calendar, event, feedback).clocks:
        if one.state == "late" and event.kind == CLOCK_MET_BY[one.name] and one.met_on == london(event.at).date():
            yield f"late, {CLOCK_WORDS[one.name].lower()} was due {told(one.due)}"
        for extension in one.extensions:
            if extension.event is event and not extension.accepted:
                what = "the answer" if one.rule.party == "landlord" else "the time to ask"
                yield f"too late to move {what}, due {told(extension.due_then)}"
            elif extension.event is event and extension.limited and extension.counts_to:
                yield f"counts up to {told(extension.counts_to)}, the policy's limit"
