"""What happened, once: an event is recorded and never changed; a slip is put right by a later ``corrected``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

DISPOSED: Final = "disposed"
"""The event that says that the words of those before it are erased; its ``kept`` holds what stays of each: days,
kinds, sums."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a case.

    ``at`` is when it happened and ``recorded_at`` when it was written down, both aware (UTC in the
    store). ``body`` is the payload, JSON values only: money in pence, dates as ISO text.
    """

    kind: str
    at: datetime
    body: Mapping[str, Any] = field(default_factory=dict)
    seq: int = 0
    """1, 2, 3 ... within the case; 0 for an event not yet stored."""
    who: str = ""
    recorded_at: datetime | None = None

    @property
    def until(self) -> date | None:
        """For ``extended`` and ``window_extended``: the new date."""
        value = self.body.get("until")
        return date.fromisoformat(value) if isinstance(value, str) else value

    @property
    def good_reason(self) -> bool:
        """For ``extended``: whether a separate good reason lifts the policy's limit."""
        return bool(self.body.get("good_reason"))
