"""One case looked at from one moment: the fold, its course and its clocks, together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from complaintdesk.desk.landlords import Landlord
from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.clocks import CaseClocks, clocks_along
from complaintdesk.engine.fold import fold
from complaintdesk.engine.gates import Ground
from complaintdesk.engine.history import Course, course, effective, happened
from complaintdesk.engine.keeping import LAW
from complaintdesk.engine.kinds import Act
from complaintdesk.engine.owing import Owed, owed
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.case import Case
from complaintdesk.models.events import Event
from complaintdesk.models.policy import Length, Policy
from complaintdesk.models.staff import Staff
from complaintdesk.models.terms import CLOCK_EVENTS, SAME_PERSON

if TYPE_CHECKING:
    from complaintdesk.store.reading import Reader

_ANY_TIME = frozenset({"contact", "request_evidence", "send_evidence", "offer_mediation", "clarify_advocate", "action"})
"""Acts that may be written down late: only the receipt binds their date."""
_TURNS = frozenset(CLOCK_EVENTS) - {ACTS[act].event for act in _ANY_TIME}
"""Events that an act on the stage may not be dated before."""
END_OF_TIME = datetime(2101, 1, 1, tzinfo=UTC)
"""Later than any event: the moment the stored rows are derived at, so that they depend on no today."""


class Next(NamedTuple):
    """What falls due next on a case."""

    name: str
    """A clock's, or :data:`PROMISE`."""
    stage: int
    due: date
    provisional: bool = False


PROMISE = "promise"
"""The name of what was promised by a day on a case that no clock runs on: a service request."""


@dataclass(frozen=True, slots=True)
class Look:
    """A case as it stood at ``now``."""

    case_id: int
    landlord: Landlord
    policy: Policy
    case: Case
    course: Course
    clocks: CaseClocks
    now: datetime
    recorded: tuple[Event, ...]
    """Every event as recorded, corrections included, whatever the moment."""
    kin: tuple[Case, ...] = ()
    """The other cases of the same person, at the same moment."""
    staff: Staff = field(default_factory=Staff)
    who: str = ""
    """Who looks, and may act."""

    @property
    def calendar(self) -> Calendar:
        """The landlord's calendar."""
        return self.landlord.calendar

    @property
    def seq(self) -> int:
        """The last event recorded."""
        return self.recorded[-1].seq if self.recorded else 0

    @property
    def answered(self) -> bool:
        """Whether the stage the case is at has its answer."""
        return "responded" in self.course.stages[self.course.stage].first

    @property
    def acknowledged(self) -> bool:
        """Whether the stage the case is at was acknowledged, be it by the answer."""
        return "acknowledged" in self.course.stages[self.course.stage].first

    @property
    def upcoming(self) -> Next | None:
        """The landlord's next clock; on an open case of a kind without clocks the earliest promise."""
        clock = self.clocks.next
        if clock is not None:
            return Next(clock.name, clock.stage or 0, clock.due, clock.provisional)
        if self.clocks.clocks or self.case.status != "open":
            return None
        days = [one.due_on for one in self.case.records if one.is_open and one.due_on is not None]
        return Next(PROMISE, 0, min(days)) if days else None

    def ground(self, act: str, values: dict[str, object] | None = None) -> Ground:
        """What the gates look at before ``act``."""
        last = self.turn(act)
        since = last.at if last is not None else None
        return Ground(
            *(self.policy, self.case, self.course, self.clocks, self.calendar, self.now, act, values),
            *(since, self.staff, self.who, self.kin),
        )

    def period(self, act: Act) -> Length | None:
        """How long there is for what the act puts down: by the policy, else by law; None where neither says."""
        return self.policy.period(act.window) or LAW.get(act.window)

    def turn(self, act: str) -> Event | None:
        """The last event that ``act`` may not be dated before."""
        found = ACTS.get(act)
        filing = found is not None and found.event not in CLOCK_EVENTS and bool(found.adds or found.moves)
        kinds = {"received"} if act in _ANY_TIME or filing else _TURNS
        return max(
            (event for event in self.case.events if event.kind in kinds), key=lambda event: event.at, default=None
        )


def look(case_id: int, ref: str, landlord: Landlord, recorded: Sequence[Event], now: datetime) -> Look | None:
    """The case at ``now``: what had happened by then, with every correction since; None if not yet received."""
    written = effective(recorded)
    stands = happened(written, now)
    case = fold(ref, landlord.key, stands, written)
    if not any(event.kind == "received" for event in stands):
        return None
    policy = landlord.policy(case.policy)
    way = course(stands, has_stage_2=case.feedback == "complaint")
    clocks = clocks_along(policy, way, landlord.calendar, now, case.feedback)
    return Look(case_id, landlord, policy, case, way, clocks, now, tuple(recorded))


def kindred(reader: "Reader", seen: Look) -> tuple[Case, ...]:
    """The other cases of the same person, as they stood at the same moment."""
    told = ((one, effective(one.events)) for one in reader.kin(seen.case_id))
    folded = (fold(one.ref, one.landlord, happened(events, seen.now), events) for one, events in told)
    # The store finds whoever was ever linked with one of them; what of that held at the moment is seen here.
    return of_person([seen.case, *(one for one in folded if one.events)])[seen.case.ref]


def of_person(cases: Sequence[Case]) -> dict[str, tuple[Case, ...]]:
    """Reference -> the others of these cases that are of the same person, however many links away."""
    groups: dict[str, list[Case]] = {}
    for one in cases:
        near = {id(groups[name]): groups[name] for name in _names(one) if name in groups}
        group = [*(case for known in near.values() for case in known), one]
        groups.update((name, group) for case in group for name in _names(case))
    place = {one.ref: number for number, one in enumerate(cases)}
    return {
        one.ref: tuple(sorted((case for case in groups[one.ref] if case is not one), key=lambda case: place[case.ref]))
        for one in cases
    }


def _names(case: Case) -> Iterator[str]:
    """The references by which a case says whose it is: its own, the person's first case, those linked since."""
    yield case.ref
    yield case.person or case.ref
    yield from (str(one.said["linked"]) for one in case.records if one.kind == SAME_PERSON)


def owed_on(seen: Look) -> tuple[Owed, ...]:
    """What is owed on the case at that moment, its clauses as people cite them."""
    return tuple(one._replace(clause=cited(seen, one.clause)) for one in owed(seen.ground("")))


def cited(seen: Look, clause: str) -> str:
    """A clause of the case's policy as people cite it."""
    return cited_in(seen.policy, clause)


def cited_in(policy: Policy, clause: str) -> str:
    """A clause as people cite it: the Code's own say so already, a landlord's get the policy's name."""
    return clause if clause.startswith("Code") or not clause else f"{policy.cited_as} {clause}"
