"""What lists show: queue, board, what is owed, saved views. Frozen values, worked out by the desk.

Named tuples, not dataclasses: they are made at every start, and ten of them cost what one frozen dataclass does.
"""

from datetime import date, datetime
from typing import Final, NamedTuple

from complaintdesk.models.filters import EVERYTHING, Filter

SORTS: Final = ("clock", "oldest", "newest", "owner", "stage")
"""Orders of a list: soonest due, logged longest ago, logged last, by owner, stage 2 first. Then by clock and reference.

Each is served by an index of the store; a day of receipt, which has none, would take a quarter of a second a page at
100,000 cases."""


class Chip(NamedTuple):
    """How near a case is to breach: band, and the two words beside the glyph.

    ('breached', 'BREACHED', '3wd'), ('today', 'TODAY', 'reply'), ('soon', '2wd', 'Mon 16'),
    ('done', 'SENT', 'Mon 16'). ``unconfirmed``: the date lies beyond the official bank holidays.
    """

    band: str
    word: str
    amount: str
    unconfirmed: bool = False


class QueueQuery(NamedTuple):
    """Which cases a list shows: of one landlord ('' all), by plain words, open or all, of one owner, at a moment.

    ``words`` are only words; what a person types in the filter line is ``filter``. ``sort`` is one of ``SORTS``.
    """

    landlord: str = ""
    words: str = ""
    status: str = "open"
    owner: str = ""
    as_at: datetime | None = None
    filter: Filter = EVERYTHING
    sort: str = "clock"


class QueueRow(NamedTuple):
    """One line of the queue."""

    case_id: int
    ref: str
    landlord: str
    stage: int
    extended: bool
    resident: str
    subject: str
    owner: str
    chip: Chip
    due: date | None
    days_left: int | None
    clock: str
    status: str
    feedback: str


class OwedRow(NamedTuple):
    """One thing owed: a clock, an entry of a file, an update, something the policy reminds of."""

    due: date | None
    """None: no day is set for it."""
    words: str
    """'2wd late', 'today', '4wd', 'no day'."""
    is_late: bool
    what: str
    ref: str
    resident: str
    owner: str
    """Whoever owes it; empty: nobody is named."""
    landlord: str
    clause: str = ""
    """What it rests on, as people cite it; empty: the file alone."""


class Owing(NamedTuple):
    """Somebody who owes something: how much, and how much of it is late."""

    name: str
    n: int
    late: int


class OwedCounts(NamedTuple):
    """How much is owed in all, by one function for the list, the board and the assurance report."""

    late: int = 0
    today: int = 0
    coming: int = 0
    undated: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.late + self.today + self.coming + self.undated


class Counts(NamedTuple):
    """How many open cases stand in each band, by one function for queue, board and reports."""

    breached: int = 0
    today: int = 0
    soon: int = 0
    watch: int = 0
    clear: int = 0
    done: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.breached + self.today + self.soon + self.watch + self.clear + self.done


class RefusalRow(NamedTuple):
    """One line of the register of refusals."""

    on: date
    ref: str
    landlord: str
    ground: str
    """Its key in the policy; what figures count by."""
    ground_words: str
    """'Legal proceedings have started (Salix 4.4.1)'."""
    scope: str
    """``whole``, ``part`` or ``stage 2``."""
    parts: tuple[str, ...]
    area: str
    theme: str
    reason: str
    decided_by: str
    review_on: date | None
    letter: bool
    """False: nobody could be written to."""


class SavedView(NamedTuple):
    """A named filter on a digit."""

    digit: str
    name: str
    text: str
    sort: str = "clock"


class RelatedCase(NamedTuple):
    """Another case that touches this one, and why it is named."""

    case_id: int
    ref: str
    stage: int
    status: str
    owner: str
    resident: str
    address: str
    subject: str
    received_on: date
    likely: bool
    """It may be the same complaint twice."""
    why: tuple[str, ...]


class BoardRow(NamedTuple):
    """One case on the breach board."""

    ref: str
    case_id: int
    chip: Chip
    stage: int
    owner: str
    resident: str
    subject: str
    landlord: str
    backstop: date | None = None
    """Where a late acknowledgement put the due day off: the day that stood before."""


class BoardGroup(NamedTuple):
    """Counts of one team or person."""

    name: str
    counts: Counts


class BoardView(NamedTuple):
    """The breach board at one moment."""

    as_at: datetime
    live: bool
    """False where a past moment was asked for."""
    counts: Counts
    late: tuple[BoardRow, ...]
    """Oldest breach first."""
    coming: tuple[BoardRow, ...]
    """Next to breach."""
    by_owner: tuple[BoardGroup, ...]
    by_landlord: tuple[BoardGroup, ...]
    days: tuple[tuple[date, int], ...]
    """How many cases have their next clock due on each of the next ten working days."""
    changed: tuple[str, ...] = ()
    """What changed since it was last looked at."""
    owed: OwedCounts | None = None
    """Everything owed on all of these files, clocks and more; None where the board shows only what a filter finds."""
