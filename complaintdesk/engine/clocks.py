"""The clocks of a case: a pure function of policy, history, calendar and the moment looked from.

Every clock keeps what it was reckoned from (the event, the counted days, the extensions and what became of
them), so that an explanation shows the very steps that made the date. Rules: ``docs/deadlines.md``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from complaintdesk.engine.bands import USUAL, Bands, band
from complaintdesk.engine.history import Course, StageCourse, course, happened
from complaintdesk.engine.working_days import Calendar, Counted
from complaintdesk.errors import BadInput
from complaintdesk.models.events import Event
from complaintdesk.models.moments import london
from complaintdesk.models.policy import ClockRule, Policy
from complaintdesk.models.terms import CLOCK_MET_BY, CLOCK_ORDER

_STAGELESS = 9
"""Sorts clocks of no stage behind those of a stage."""


@dataclass(frozen=True, slots=True)
class Extension:
    """One ``extended`` event and what became of it."""

    event: Event
    due_then: date
    """The due date as known at that moment."""
    accepted: bool
    counts_to: date | None = None
    """The date it counts up to, from the base due date that holds now; None where it was not accepted."""
    limited: bool = False
    """Whether the policy's limit cut it short."""


class Clock(NamedTuple):
    """One clock of a case. Dates are London dates; see ``docs/deadlines.md`` for the words."""

    rule: ClockRule
    start: Event | None
    """The event it runs from; None while provisional."""
    counted: Counted
    target: date | None
    due: date
    state: str
    met_on: date | None
    days_left: int | None
    ended: bool
    provisional_from: "Clock | None" = None
    """While provisional: the acknowledge clock whose due date is its day zero."""
    extensions: tuple[Extension, ...] = ()
    backstop: date | None = None
    """Where a late acknowledgement put ``base_due`` off: the date that stood while it was provisional."""

    @property
    def name(self) -> str:
        """acknowledge, respond, ..."""
        return self.rule.name

    @property
    def stage(self) -> int | None:
        """1, 2 or None."""
        return self.rule.stage

    @property
    def day_zero(self) -> date:
        """The day it starts from, not counted."""
        return self.counted.day_zero

    @property
    def base_due(self) -> date:
        """The due date without extensions."""
        return self.counted.due

    @property
    def started(self) -> date | None:
        """The local date of the event it runs from; None while provisional."""
        return london(self.start.at).date() if self.start else None

    @property
    def provisional(self) -> bool:
        """Whether it counts from a date that an acknowledgement would still replace (or never did)."""
        return self.provisional_from is not None

    @property
    def is_live(self) -> bool:
        """Whether it may be a case's next clock: the landlord's, not met, not ended."""
        return self.rule.party == "landlord" and self.state in ("running", "breached") and not self.ended


@dataclass(frozen=True, slots=True)
class CaseClocks:
    """All clocks of a case at a moment, in the order they are shown."""

    stage: int
    band: str
    next: Clock | None
    clocks: tuple[Clock, ...]


def case_clocks(
    policy: Policy,
    history: Sequence[Event],
    calendar: Calendar,
    now: datetime,
    feedback: str = "complaint",
    bands: Bands = USUAL,
) -> CaseClocks:
    """The clocks of a case under ``policy`` as seen at ``now`` (aware).

    ``history`` is in the order it was written; what is later than ``now`` has not happened yet. Raises
    BadInput where nothing in it was received, ever.
    """
    if not any(event.kind == "received" for event in history):
        raise BadInput("This history has no 'received' event.", "Say when the complaint was received.")
    way = course(happened(history, now), has_stage_2=feedback == "complaint")
    return clocks_along(policy, way, calendar, now, feedback, bands)


def clocks_along(
    policy: Policy,
    way: Course,
    calendar: Calendar,
    now: datetime,
    feedback: str = "complaint",
    bands: Bands = USUAL,
) -> CaseClocks:
    """The same for a history that was walked already, up to ``now``."""
    today = london(now).date()
    reckoner = _Reckoner(policy, calendar, today, way)
    rules = [rule for rule in policy.clocks if feedback in rule.feedback]
    clocks = sorted(reckoner.clocks(rules), key=_shown_order)
    upcoming = min((clock for clock in clocks if clock.is_live), key=_urgency, default=None)
    return CaseClocks(way.stage, band_of(upcoming, today, bands), upcoming, tuple(clocks))


def band_of(clock: Clock | None, today: date, bands: Bands = USUAL) -> str:
    """The band of a case whose next clock is ``clock``."""
    if clock is None or clock.days_left is None:
        return "done"
    return band(clock.due, clock.days_left, today, bands)


def _shown_order(clock: Clock) -> tuple[int, bool, int]:
    return clock.stage or _STAGELESS, clock.rule.party == "customer", CLOCK_ORDER[clock.name]


def _urgency(clock: Clock) -> tuple[date, int, int]:
    return clock.due, CLOCK_ORDER[clock.name], clock.stage or _STAGELESS


@dataclass(frozen=True, slots=True)
class _Reckoner:
    policy: Policy
    calendar: Calendar
    today: date
    way: Course

    def clocks(self, rules: Sequence[ClockRule]) -> Iterator[Clock]:
        """The clocks that have started, each stage's acknowledge clock before what counts from it."""
        acknowledge: dict[int, Clock] = {}
        for rule in sorted(rules, key=lambda rule: rule.runs_from == "acknowledged"):
            if rule.stage is None:
                for request, answer in self.way.evidence:
                    yield self._clock(rule, request, answer, None)
                continue
            stage = self.way.stages.get(rule.stage)
            if stage is None:
                continue
            if rule.runs_from in ("received", "escalated"):
                clock = self._staged(rule, stage, stage.begun)
                if rule.name == "acknowledge":
                    acknowledge[rule.stage] = clock
                yield clock
            elif rule.runs_from == "acknowledged":
                yield self._staged(rule, stage, stage.acknowledged, acknowledge.get(rule.stage))
            elif (start := stage.first.get(rule.runs_from)) is not None:
                yield self._staged(rule, stage, start)

    def _staged(
        self, rule: ClockRule, stage: StageCourse, start: Event | None, acknowledge: Clock | None = None
    ) -> Clock:
        if rule.party == "customer":
            met = self.way.escalated if rule.name == "escalate" else None
        else:
            met = stage.first.get(CLOCK_MET_BY[rule.name])
        provisional_from = acknowledge if start is None else None
        if rule.name == "respond":
            extensions, due = self._extensions(rule, stage, start, acknowledge)
        elif rule.name == "escalate" and start is not None:
            extensions, due = self._lengthened(rule, stage, start)
        else:
            return self._clock(rule, start, met, stage.ended_on, provisional_from)
        clock = self._clock(rule, start, met, stage.ended_on, provisional_from, extensions, due)
        if acknowledge is None or start is None:
            return clock
        backstop = self.calendar.count(acknowledge.due, rule.length).due
        return clock._replace(backstop=backstop) if backstop < clock.base_due else clock

    def _clock(
        self,
        rule: ClockRule,
        start: Event | None,
        met: Event | None,
        ended_on: date | None,
        acknowledge: Clock | None = None,
        extensions: tuple[Extension, ...] = (),
        extended_due: date | None = None,
    ) -> Clock:
        counted = self._counted(rule, start, acknowledge)
        due = extended_due or counted.due
        met_on = london(met.at).date() if met else None
        state, ended = self._state(rule, due, met_on, ended_on)
        live = state in ("running", "breached") and not ended
        return Clock(
            rule=rule,
            start=start,
            counted=counted,
            target=self.calendar.count(counted.day_zero, rule.target).due if rule.target else None,
            due=due,
            state=state,
            met_on=met_on,
            days_left=self.calendar.days_left(due, self.today) if live else None,
            ended=ended,
            provisional_from=acknowledge,
            extensions=extensions,
        )

    def _state(self, rule: ClockRule, due: date, met_on: date | None, ended_on: date | None) -> tuple[str, bool]:
        """(state, whether it was ended unmet): rules 5 and 6."""
        if met_on is not None:
            return ("met" if met_on <= due else "late"), False
        if rule.name == "refer":
            return ("open" if self.today >= due else "running"), False
        if rule.party == "customer":
            return ("running" if self.today <= due else "lapsed"), False
        if ended_on is not None:
            return ("breached" if due < ended_on else "void"), True
        return ("running" if self.today <= due else "breached"), False

    def _counted(self, rule: ClockRule, start: Event | None, acknowledge: Clock | None) -> Counted:
        if start is not None:
            return self.calendar.count(day_zero(self.policy, rule, start, self.calendar), rule.length)
        if acknowledge is None:
            raise BadInput(
                f"The policy {self.policy.key} runs '{rule.name}' from an acknowledgement it has no clock for.",
                "Give the policy an acknowledge clock for that stage.",
            )
        return self.calendar.count(acknowledge.due, rule.length)

    def _extensions(
        self, rule: ClockRule, stage: StageCourse, start: Event | None, acknowledge: Clock | None
    ) -> tuple[tuple[Extension, ...], date | None]:
        """What became of each extension, and the due date they leave: rule 4."""
        if not any(event.kind == "extended" for event in stage.events):
            return (), None
        # While the acknowledgement is still to come, the due date as known is the provisional one.
        known = None if rule.runs_from == "acknowledged" else start
        made: list[tuple[Event, date, bool]] = []
        accepted: list[Event] = []
        answered = False
        for event in stage.events:
            if event.kind == "extended":
                due_then = self._extended_due(self._counted(rule, known, acknowledge).due, accepted, rule)
                taken = not answered and london(event.at).date() <= due_then
                made.append((event, due_then, taken))
                if taken:
                    accepted.append(event)
            elif event.kind == "acknowledged" and rule.runs_from == "acknowledged":
                known = event
            elif event.kind == "responded":
                answered = True
        base = self._counted(rule, start, acknowledge).due
        extensions = tuple(self._extension(*one, base, rule) for one in made)
        return extensions, self._extended_due(base, accepted, rule)

    def _extension(self, event: Event, due_then: date, taken: bool, base: date, rule: ClockRule) -> Extension:
        if not taken:
            return Extension(event, due_then, accepted=False)
        counts_to = self._counts_to(event, base, rule)
        return Extension(event, due_then, accepted=True, counts_to=counts_to, limited=counts_to != event.until)

    def _lengthened(self, rule: ClockRule, stage: StageCourse, start: Event) -> tuple[tuple[Extension, ...], date]:
        """More time for the resident to ask: it counts where it was given before the time was over. Rule 4."""
        due, made = self._counted(rule, start, None).due, []
        for event in stage.events:
            if event.kind != "window_extended" or event.until is None:
                continue
            taken = event.at >= start.at and london(event.at).date() <= due
            made.append(Extension(event, due, accepted=taken, counts_to=event.until if taken else None))
            due = max(due, event.until) if taken else due
        return tuple(made), due

    def _extended_due(self, base: date, accepted: Iterable[Event], rule: ClockRule) -> date:
        return max([base, *(self._counts_to(event, base, rule) for event in accepted)])

    def _counts_to(self, event: Event, base: date, rule: ClockRule) -> date:
        until = event.until
        if until is None:
            raise BadInput("An 'extended' event has no 'until' date.", "Say until when the answer is extended.")
        limit = self.policy.extension(rule.stage or 1)
        if event.good_reason or limit is None:
            return until
        return min(until, self.calendar.count(base, limit.at_most).due)


def day_zero(policy: Policy, rule: ClockRule, start: Event, calendar: Calendar) -> date:
    """The day a clock starts from: the event's London date, moved on by an out-of-hours rule if the policy has one."""
    at = london(start.at)
    day = at.date()
    moves = policy.out_of_hours is not None and rule.runs_from in policy.out_of_hours.events
    if moves and (not calendar.is_working(day) or at.time() >= calendar.closes):
        return calendar.next_working(day)
    return day
