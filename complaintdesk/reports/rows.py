"""What figures are worked out from: rows the desk hands in. Days are dates, None for none; money is pence."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol


class CaseLine(NamedTuple):
    """One case."""

    ref: str
    case_id: int
    feedback: str
    area: str
    theme: str
    subject: str
    received: date
    escalated: date | None = None
    closed: date | None = None
    closed_why: str = ""


class ClockLine(NamedTuple):
    """One clock of a case."""

    case: CaseLine
    name: str
    stage: int
    base_due: date
    due: date
    met: date | None = None
    ended: date | None = None
    """The day its stage ended without it."""


class PartLine(NamedTuple):
    """One part of a complaint with its latest finding, and the day that was given."""

    case: CaseLine
    number: int
    stage: int
    finding: str
    answered: date
    overturned: str = ""


class RecordLine(NamedTuple):
    """One entry of a file: of a case, or of the landlord's book (then its case has no feedback)."""

    case: CaseLine
    kind: str
    value: str
    what: str
    said: date
    due: date | None = None
    settled: date | None = None
    pence: int = 0
    amount: float = 0.0
    customer: tuple[str, ...] = ()
    """Name and address of whoever the case is of; a list for publication leaves them out."""
    value_words: str = ""
    """What the landlord calls that value, where it has a word of its own."""


class Rows(Protocol):
    """Where the rows come from; each call may give more than is asked, never less."""

    def cases(self) -> Sequence[CaseLine]:
        """Cases received, taken to stage 2 or closed in the period."""

    def clocks(self, name: str, stage: int) -> Sequence[ClockLine]:
        """Clocks of one name and stage that fell due or were met in the period, or whose stage began in it."""

    def parts(self) -> Sequence[PartLine]:
        """Parts answered in the period."""

    def records(self, kinds: Sequence[str]) -> Sequence[RecordLine]:
        """Every entry of those kinds, whatever its day."""
