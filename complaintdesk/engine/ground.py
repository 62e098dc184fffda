"""What a condition stands on: one case at one moment, and the form once there is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from complaintdesk.engine.clocks import CaseClocks, Clock
from complaintdesk.engine.history import Course, StageCourse
from complaintdesk.engine.lateness import last_day_to_complain
from complaintdesk.engine.records import RECORDS
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.case import Case
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Duty, Policy
from complaintdesk.models.record import Record
from complaintdesk.models.staff import Staff


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything a condition may look at. ``values`` is None while no form has been filled in."""

    policy: Policy
    case: Case
    course: Course
    clocks: CaseClocks
    calendar: Calendar
    now: datetime
    act: str = ""
    values: Mapping[str, Any] | None = None
    since: datetime | None = None
    """The earliest moment the act may be dated, where that is before ``now``."""
    staff: Staff = field(default_factory=Staff)
    who: str = ""
    """Who is about to act."""
    kin: tuple[Case, ...] = ()
    """The other cases of the same person, as they stand at the same moment."""

    @property
    def stage(self) -> StageCourse:
        """The course of the stage the case is at."""
        return self.course.stages[self.course.stage]

    @property
    def today(self) -> date:
        """The London day looked from: the day the act happened, once it is known."""
        when = (self.values or {}).get("when")
        return london(when if isinstance(when, datetime) else self.now).date()

    @property
    def received_on(self) -> date:
        """The London day of the receipt."""
        return london(self.course.stages[1].start.at).date()

    @property
    def last_day_to_complain(self) -> date | None:
        """The last day on which the complaint was in time, where it can be told."""
        known = (date.fromisoformat(one) if one else None for one in (self.case.happened_on, self.case.known_on))
        return last_day_to_complain(self.policy, self.calendar, *known)

    @property
    def earliest_day(self) -> date:
        """The first London day the act may have happened on; that of the form, once it is filled in."""
        return self.today if self.values is not None or self.since is None else london(self.since).date()

    def said(self, name: str) -> Any:
        """A value of the form, '' where none was given."""
        return (self.values or {}).get(name) or ""

    def records(self, kind: str) -> tuple[Record, ...]:
        """The records of that kind on this case, and on the person's other cases where it goes with the person."""
        own = tuple(one for one in self.case.records if one.kind == kind)
        if not RECORDS[kind].of_person:
            return own
        return (*own, *(one for case in self.kin for one in case.records if one.kind == kind))

    def clock(self, name: str, stage: int | None = None) -> Clock | None:
        """The clock by that name at ``stage`` (the case's own stage by default)."""
        wanted = (stage or self.course.stage, None)
        return next((clock for clock in self.clocks.clocks if clock.name == name and clock.stage in wanted), None)


Unmet = tuple[str, str]
"""(sentence, field that would mend it); two empty strings where the condition holds."""
MET: Unmet = ("", "")


@dataclass(frozen=True, slots=True)
class Condition:
    """A word of the duties' vocabulary. ``of_form`` ones can only be weighed once a form is filled in.

    ``unmet`` looks at a case alone; ``unmet_of`` also at what the duty tells it to look at.
    """

    unmet: Callable[[Ground], str] | None = None
    of_form: bool = False
    field: str = ""
    unmet_of: Callable[[Ground, Duty], Unmet] | None = None
    of: tuple[str, ...] = ()
    """What the duty's ``of`` holds, in order: ``field``, ``who`` (a field that names somebody), ``person``, ``record``,
    ``record.field``, ``record:word``, ``event``, ``role``, ``subject``, ``word``; a last one ending in ``*`` may come
    again. Empty: the duty has no ``of``."""
    has_length: bool = False
    reads: tuple[str, ...] = ()
    """The fields of the form without which it can never be met, or never fail: no duty at an act that asks none."""

    def weigh(self, ground: Ground, duty: Duty) -> Unmet:
        """What stands against it on this ground."""
        if self.unmet_of is not None:
            return self.unmet_of(ground, duty)
        sentence = self.unmet(ground) if self.unmet is not None else ""
        return (sentence, self.field) if sentence else MET
