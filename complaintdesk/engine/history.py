"""From events to what stands: corrections, order, what had happened by a moment, and a case's course.

Decision: a closed case keeps its course and only remembers the day of the closing; what happens while it is
closed is never taken up again, so one walk over the events in order is enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from operator import attrgetter

from complaintdesk.models.events import Event
from complaintdesk.models.moments import london

_AT = attrgetter("at")
_ONCE = frozenset({"contacted", "acknowledged", "responded", "mediation_offered", "advocate_clarified", "actioned"})
"""Events whose first one in a stage meets a clock."""


def effective(events: Iterable[Event]) -> tuple[Event, ...]:
    """The history as it stands: each ``corrected`` event takes the event it names back or puts another in its place.

    A correction may itself be corrected. The correcting events are left out, everything else keeps its order.
    """
    recorded = tuple(events)
    undone: dict[int, Event | None] = {}
    for event in reversed(recorded):
        if event.kind != "corrected" or event.seq in undone:
            continue
        target, instead = int(event.body["corrects"]), event.body.get("instead")
        if target in undone:
            continue
        undone[target] = (
            Event(
                str(instead["kind"]),
                datetime.fromisoformat(instead["at"]).astimezone(UTC),
                instead.get("body", {}),
                target,
                event.who,
                event.recorded_at,
            )
            if instead
            else None
        )
    stands = (undone.get(event.seq, event) if event.seq else event for event in recorded if event.kind != "corrected")
    return tuple(event for event in stands if event is not None)


def happened(events: Iterable[Event], now: datetime) -> tuple[Event, ...]:
    """What had happened by ``now``, in order of instant; at the same instant in the order written."""
    return tuple(sorted([event for event in events if event.at <= now], key=_AT))


@dataclass(slots=True)
class StageCourse:
    """What counted in one stage. ``events`` holds, in order, all that met or moved its clocks."""

    start: Event
    first: dict[str, Event] = field(default_factory=dict)
    """The first event of each kind; a response without an acknowledgement stands under both."""
    events: list[Event] = field(default_factory=list)
    ended_on: date | None = None
    anew: Event | None = None
    """The reopening from which its clocks run instead, where the Ombudsman had the complaint taken on."""

    @property
    def begun(self) -> Event:
        """The event its clocks run from."""
        return self.anew or self.start

    @property
    def acknowledged(self) -> Event | None:
        """The acknowledgement that was really sent; None where a response stood in for it."""
        event = self.first.get("acknowledged")
        return event if event is not None and event.kind == "acknowledged" else None


@dataclass(slots=True)
class Course:
    """One walk through a history: the stages it reached and the Ombudsman's evidence requests."""

    stages: dict[int, StageCourse] = field(default_factory=dict)
    evidence: list[tuple[Event, Event | None]] = field(default_factory=list)
    """(request, what answered it or None) in order."""
    closed: Event | None = None
    """The closing that stands now."""
    refused: Event | None = None
    escalated: Event | None = None

    @property
    def stage(self) -> int:
        """1 or 2."""
        return 2 if 2 in self.stages else 1


def course(events: Sequence[Event], *, has_stage_2: bool) -> Course:  # noqa: PLR0912  one branch a kind of event
    """Walk ``events`` (in order) and keep what counts. Empty stages where nothing was received yet.

    Source: "Events that move clocks" and rules 2 and 5 of ``docs/deadlines.md``.
    """
    way = Course()
    for event in events:
        if not way.stages:
            if event.kind == "received":
                way.stages[1] = StageCourse(event)
        elif event.kind == "evidence_requested":
            if not way.evidence or way.evidence[-1][1] is not None:
                way.evidence.append((event, None))
        elif event.kind == "evidence_sent":
            if way.evidence and way.evidence[-1][1] is None:
                way.evidence[-1] = (way.evidence[-1][0], event)
        elif event.kind == "escalated":
            if has_stage_2 and way.escalated is None:
                way.closed = None
                way.escalated = event
                way.stages[1].ended_on = london(event.at).date()
                way.stages[2] = StageCourse(event)
        elif event.kind == "reopened":
            way.closed = None
            if event.body.get("instructed") and way.stage == 1:
                way.stages[1] = StageCourse(way.stages[1].start, anew=event)
        elif event.kind == "window_extended":  # a closed case can be taken to stage 2, too
            way.stages[way.stage].events.append(event)
        elif way.closed is None:
            _take(way, event)
    if way.closed is not None:
        current = way.stages[way.stage]
        if current.ended_on is None:
            current.ended_on = london(way.closed.at).date()
    return way


def _take(way: Course, event: Event) -> None:
    """Take up one event of an open case."""
    stage = way.stages[way.stage]
    if event.kind in ("closed", "withdrawn"):
        way.closed = event
    elif way.refused is not None and way.stage == 2:
        return  # after a refused escalation nothing more meets, moves or starts a stage 2 clock
    elif event.kind == "escalation_refused":
        if way.stage == 2:
            way.refused = event
            stage.ended_on = london(event.at).date()
    elif event.kind == "extended":
        stage.events.append(event)
    elif event.kind in _ONCE and event.kind not in stage.first:
        stage.first[event.kind] = event
        stage.events.append(event)
        if event.kind == "responded":
            stage.first.setdefault("acknowledged", event)
