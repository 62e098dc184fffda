"""What is on a case's file besides its stages: adjustments, evidence, actions, orders ... each a :class:`Record`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from complaintdesk.models.moments import london


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of the file. ``said`` holds what the forms asked, later changes included, as JSON values."""

    kind: str
    """A key of ``engine.records.RECORDS``."""
    number: int
    """1, 2, 3 ... among those of its kind on the case."""
    stage: int
    """The stage the case was at when it was made."""
    at: datetime
    who: str
    seq: int
    said: Mapping[str, Any]
    settled: datetime | None = None
    """When it was done, decided or answered; None while it is open. A plain fact is settled when it is made."""

    @property
    def key(self) -> str:
        """How a form names it: ``adjustment-2``."""
        return f"{self.kind}-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether something is still owed on it."""
        return self.settled is None

    @property
    def due_on(self) -> date | None:
        """The day by which it is to be done, where it has one."""
        return self.day("due_on") or self.day("review_on")

    def day(self, name: str) -> date | None:
        """The day said under that name; None where none was."""
        value = self.said.get(name)
        return date.fromisoformat(str(value)) if value else None

    @property
    def settled_on(self) -> date | None:
        """The day it was done, as it was said to be; else the day that was recorded. None while it is open."""
        if self.settled is None:
            return None
        return date.fromisoformat(str(self.said["done_on"])) if self.has("done_on") else london(self.settled).date()

    def has(self, name: str) -> bool:
        """Whether that value was given; 'no' is an answer, nothing and a flag left off are none."""
        return self.said.get(name) not in (None, "", (), [], False)
