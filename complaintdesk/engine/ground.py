"""What a condition stands on: one case at one moment, and the form once there is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from complaintdesk.engine.clocks import CaseClocks, Clock
from complaintdesk.engine.history import Course, StageCourse
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.case import Case
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Policy


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

    @property
    def stage(self) -> StageCourse:
        """The course of the stage the case is at."""
        return self.course.stages[self.course.stage]

    @property
    def today(self) -> date:
        """The London day looked from: the day the act happened, once it is known."""
        when = (self.values or {}).get("when")
        return london(when if isinstance(when, datetime) else self.now).date()

    def said(self, name: str) -> Any:
        """A value of the form, '' where none was given."""
        return (self.values or {}).get(name) or ""

    def clock(self, name: str, stage: int | None = None) -> Clock | None:
        """The clock by that name at ``stage`` (the case's own stage by default)."""
        wanted = (stage or self.course.stage, None)
        return next((clock for clock in self.clocks.clocks if clock.name == name and clock.stage in wanted), None)


@dataclass(frozen=True, slots=True)
class Condition:
    """``unmet`` gives '' or the sentence; ``of_form`` ones can only be weighed once a form is filled in."""

    unmet: Callable[[Ground], str]
    of_form: bool = False
    field: str = ""
