"""Dates for a plot: the course of a demo case, moved along the calendar until it stands in the band wanted.

Decision: the engine itself says what is due when. A plot is laid out long ago, its next due date is read off, the
whole course is moved by the working days that are missing, and the engine is asked again. So the bands hold on any
day, and a change of a policy needs no change here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from complaintdesk.engine.bands import Bands
from complaintdesk.engine.clocks import CaseClocks, case_clocks
from complaintdesk.engine.history import effective
from complaintdesk.engine.working_days import Calendar
from complaintdesk.intake.demo_data import Place, Plot, Step
from complaintdesk.models.events import Event
from complaintdesk.models.moments import LONDON, NOON, london
from complaintdesk.models.policy import Policy

_ATTEMPTS: Final = 30
_MOVES: Final = 5
_WANTED: Final = {"breached": (-14, -1), "today": (0, 0), "soon": (1, 2), "watch": (3, 5), "clear": (6, 16)}
"""Days left to aim at, per band."""
_CUSTOMER: Final = ("received", "escalated", "withdrawn")
"""Events that come at any hour."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One step with its chances taken: the same whenever the course is laid out anew."""

    step: Step
    gap: int
    minute: int
    """Minutes after midnight; for what follows on the same day, minutes after the step before."""
    weekend: bool
    add: int


@dataclass(frozen=True, slots=True)
class Stage:
    """Whose rules and calendar a course is laid out under, and the day it is looked from."""

    policy: Policy
    calendar: Calendar
    day: date

    def clocks(self, events: Sequence[Event], now: datetime, feedback: str) -> CaseClocks:
        """The clocks of a bare course as seen at ``now``."""
        return case_clocks(self.policy, effective(events), self.calendar, now, feedback, Bands())


def course(plot: Plot, band: str, place: Place, stage: Stage, chance: Random) -> tuple[Event, ...] | None:
    """Events of ``plot`` with dates only, all before ``stage.day``, that stand in ``band`` on it; None where none fit.

    Extensions carry their ``until``, corrections the event they correct; all other bodies are empty.
    """
    steps = steps_of(plot, place)
    turned = band == "today" and not stage.calendar.is_working(stage.day)
    for _ in range(_ATTEMPTS):
        drawn = [_draw(step, chance) for step in steps]
        aim = chance.randint(*(_WANTED.get(band) or plot.since or (1, 10)))
        start = _moved(stage.day, -(sum(one.gap for one in drawn) + 5), stage.calendar)
        for _ in range(_MOVES):
            events = _laid_out(drawn, start, stage, plot.feedback, turned=turned)
            if _fits(events, band, plot, stage):
                return events
            shift = _shift(events, band, aim, plot, stage)
            if not shift:
                break
            start = _moved(start, shift, stage.calendar)
    return None


def steps_of(plot: Plot, place: Place) -> tuple[Step, ...]:
    """The plot's steps, with what the landlord's procedure asks for at once: one for each event of its course."""
    if plot.plain or plot.feedback != "complaint":
        return plot.steps
    more = {"received": place.first, "escalated": place.first_at_stage_2}
    return tuple(one for step in plot.steps for one in (step, *more.get(step.event, ())))


def _draw(step: Step, chance: Random) -> _Drawn:
    gap, add = chance.randint(step.low, step.high), chance.randint(step.add, step.most)
    hours, late, weekend = chance.randint(9 * 60 + 4, 16 * 60 + 40), chance.random(), chance.random()
    follows, evening = chance.randint(6, 34), chance.randint(17 * 60 + 8, 22 * 60 + 40)
    if step.event in _CUSTOMER:
        return _Drawn(step, gap, evening if late < 0.2 else hours, weekend < 0.12, add)
    return _Drawn(step, gap, hours if gap else follows, weekend=False, add=add)


def _laid_out(drawn: Sequence[_Drawn], start: date, stage: Stage, feedback: str, *, turned: bool) -> tuple[Event, ...]:
    events: list[Event] = []
    at = _at(start, NOON)
    for seq, one in enumerate(drawn, 1):
        at = _next(at, one, stage.calendar) if events else _on(start, one, stage.calendar)
        event = Event(one.step.event, at.astimezone(UTC), {}, seq)
        if event.kind == "corrected":
            event = replace(event, body={"corrects": seq - 1, "instead": None})
        elif event.kind == "extended":
            clocks = stage.clocks(events, at, feedback)
            due = next(
                (c.due for c in reversed(clocks.clocks) if c.name == "respond" and c.stage == clocks.stage), None
            )
            until = stage.calendar.add(due or at.date(), one.add)
            if turned and abs((until - stage.day).days) < 12:
                until = stage.day
            event = replace(event, body={"until": until.isoformat(), "good_reason": one.step.how == "good"})
        events.append(event)
    return tuple(events)


def _on(day: date, one: _Drawn, calendar: Calendar) -> datetime:
    """The hour of a first step, or of one that starts a day of its own."""
    if one.weekend:
        day = next((d for d in (day + timedelta(days=n) for n in range(7)) if not calendar.is_working(d)), day)
    return _at(day, time(*divmod(one.minute, 60)))


def _next(before: datetime, one: _Drawn, calendar: Calendar) -> datetime:
    if one.gap or one.step.event in _CUSTOMER:
        at = _on(calendar.add(before.date(), max(one.gap, 1)), one, calendar)
        return at if at > before else before + timedelta(minutes=20)
    if calendar.is_working(before.date()) and before.time() < calendar.closes:
        first = _at(before.date(), calendar.opens)
        return max(before, first) + timedelta(minutes=one.minute)
    return _at(calendar.next_working(before.date()), calendar.opens) + timedelta(minutes=one.minute)


def _fits(events: tuple[Event, ...], band: str, plot: Plot, stage: Stage) -> bool:
    last = london(events[-1].at).date()
    if last >= stage.day:
        return False
    if plot.since and not plot.since[0] <= stage.calendar.between(last, stage.day) <= plot.since[1]:
        return False
    return stage.clocks(events, _at(stage.day, NOON), plot.feedback).band == band


def _shift(events: tuple[Event, ...], band: str, aim: int, plot: Plot, stage: Stage) -> int:
    """By how many working days the course has to be moved for its next due date, or its last step, to be as aimed."""
    calendar = stage.calendar
    last = london(events[-1].at)
    if band == "done":
        return calendar.days_left(stage.day, last.date()) - aim
    # Looked at from its own last step everything has happened, so the next clock is the one that will be due.
    upcoming = stage.clocks(events, max(last, _at(stage.day, NOON)), plot.feedback).next
    if upcoming is None:
        return 0
    wanted = _moved(stage.day, aim, calendar)
    return calendar.days_left(wanted, upcoming.due)


def _moved(day: date, working_days: int, calendar: Calendar) -> date:
    """The working day so many working days after ``day``, or before it."""
    if working_days > 0:
        return calendar.add(day, working_days)
    early = day - timedelta(days=2 * -working_days + 30)
    return calendar.add(early, max(calendar.between(early, day) + working_days, 1))


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LONDON)
