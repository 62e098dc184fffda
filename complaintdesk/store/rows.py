"""The values that go in and out of the store; nothing else crosses its border.

Days are ordinals (``date.toordinal()``), so that they sort and compare as integers; ``NO_DAY`` stands
where there is none and sorts last. ``Derived`` and its parts are what the desk computes from a case's
events; the store writes them beside the events and never computes a date itself.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from complaintdesk.models import filters
from complaintdesk.models.events import Event

NO_DAY: Final = filters.NO_DAY
EVERY: Final = 2**31 - 1
"""As the most rows wanted: all there are."""


def ordinal(day: date | None) -> int:
    """``day`` as the store keeps it; ``NO_DAY`` for none."""
    return NO_DAY if day is None else day.toordinal()


def day(value: int) -> date | None:
    """The day behind an ordinal; None for ``NO_DAY``."""
    return None if value >= NO_DAY else date.fromordinal(value)


class OwedRow(NamedTuple):
    """One line of what is owed, as it is read."""

    due: int
    """An ordinal; ``NO_DAY``: no day is set for it."""
    what: str
    clause: str
    owner: str
    ref: str
    resident: str
    landlord: str


class Entry(NamedTuple):
    """One entry of a register: the file it stands on, and which of its records it is."""

    case_id: int
    ref: str
    landlord: str
    kind: str
    number: int


class EntryTally(NamedTuple):
    """How many entries of a register are counted by one word."""

    value: str
    n: int
    open: int
    late: int


class OwedTally(NamedTuple):
    """How many things are owed by a day (an ordinal, ``NO_DAY`` for none)."""

    due: int
    n: int


class LandlordRow(NamedTuple):
    """A landlord as its people set it up. Hours are 'HH:MM' in London; JSON values in ``settings``."""

    key: str
    name: str
    policy: str
    nation: str = "england"
    opens: str = "09:00"
    closes: str = "17:00"
    closures: tuple[tuple[str, str], ...] = ()
    """(ISO day, name) of days the landlord is closed besides weekends and bank holidays."""
    settings: dict[str, Any] = {}  # noqa: RUF012 - never changed in place; a new row is written instead


class StaffRow(NamedTuple):
    """Somebody who works at a landlord; ``landlord`` empty: at every one."""

    name: str
    initials: str = ""
    role: str = ""
    team: str = ""
    landlord: str = ""


class PolicyText(NamedTuple):
    """The text of one policy version that was used; kept for good."""

    key: str
    in_force_from: str
    """ISO day."""
    sha256: str
    text: str


class CaseFacts(NamedTuple):
    """What the queue shows and sorts by. No value depends on today."""

    policy: str
    feedback: str
    stage: int
    status: str
    """``open`` or ``closed``; a withdrawn case is closed here."""
    resident: str
    address: str
    subject: str
    owner: str
    area: str
    theme: str
    next_clock: str
    """Name of the landlord's next clock; empty: none."""
    next_stage: int
    """Its stage; 0: none."""
    next_due: int
    """Its due day as an ordinal, or ``NO_DAY``."""
    extended: bool
    provisional: bool
    received_on: str
    """ISO day in London."""
    words: str
    """What full-text search finds the case by, besides reference, resident, address and subject."""
    channel: str = ""
    person: str = ""
    """The reference of the first case of the same person; empty: this one's."""
    escalated_on: int = NO_DAY
    """The day stage 2 began, as an ordinal."""
    closed_on: int = NO_DAY
    closed_why: str = ""
    """A key of the closing form's reasons, or how a withdrawal was told; empty while it is open."""


class ClockFacts(NamedTuple):
    """One clock of a case. Days are ordinals, ``NO_DAY`` for none."""

    name: str
    stage: int
    """0 where the clock belongs to no stage."""
    party: str
    started: int
    day_zero: int
    target: int
    base_due: int
    due: int
    provisional: bool
    met_on: int
    ended_on: int
    backstop: int
    """The day that a late acknowledgement put off; see ``engine.clocks``."""
    clause: str


class ElementFacts(NamedTuple):
    """One part of the complaint with its latest finding."""

    number: int
    text: str
    stage: int
    """Stage of the latest finding; 0: none yet."""
    finding: str
    overturned: str = ""
    """At stage 2: whether that overturned the first answer on this part, or upheld it."""


class RecordFacts(NamedTuple):
    """One entry of a file, or something owed on it. Days are ordinals, ``NO_DAY`` for none."""

    kind: str
    number: int
    stage: int
    what: str
    """Its line, in words."""
    value: str
    """The one word that reports count it by: a ground, a decision, a kind of remedy."""
    owner: str
    said_on: int
    due: int
    settled_on: int
    """``NO_DAY``: still open."""
    pence: int
    amount: float = 0.0
    """A number it holds, such as a stock of homes."""


class OwedFacts(NamedTuple):
    """Something owed on a file. Days are ordinals, ``NO_DAY`` for none."""

    what: str
    clause: str
    owner: str
    landlord: str
    due: int
    since: int
    """The first day on which it stands; 0: from the start."""
    until: int
    """The first day on which it does not any more."""
    unless: str
    """Kinds of record, a '|' between them, that take it away where another case of the same person has one."""


class Derived(NamedTuple):
    """Everything that is written beside a case's events; a pure function of them."""

    case: CaseFacts | None
    """None for a landlord's book, which stands in no list of cases."""
    clocks: tuple[ClockFacts, ...] = ()
    elements: tuple[ElementFacts, ...] = ()
    records: tuple[RecordFacts, ...] = ()
    owed: tuple[OwedFacts, ...] = ()


Derive = Callable[[LandlordRow, int, str, Sequence[Event]], Derived]
"""(landlord, case id, reference, all events as stored, in order) -> what follows from them.

Called inside the write transaction, so it must be quick and must not touch the store; what it
raises is raised on, and nothing is written."""


class NewCase(NamedTuple):
    """A case with its history for ``append_many``. ``key`` as in ``append``; empty: none."""

    landlord: str
    events: Sequence[Event]
    key: str = ""


class Erasure(NamedTuple):
    """A case whose words are to go, and the event that says so (``models.events.DISPOSED``)."""

    case_id: int
    expected_seq: int
    event: Event
    key: str


class Appended(NamedTuple):
    """What is stored for good. ``repeated``: the key was known, this is what happened then."""

    case_id: int
    ref: str
    seq: int
    """The case's last event written by this act."""
    pos: int
    """Its place among all events of the store."""
    repeated: bool = False


class CaseRow(NamedTuple):
    """One line of a list, as derived from the case's events."""

    id: int
    ref: str
    landlord: str
    policy: str
    feedback: str
    stage: int
    status: str
    resident: str
    address: str
    subject: str
    owner: str
    area: str
    theme: str
    next_clock: str
    next_stage: int
    next_due: int
    extended: int
    provisional: int
    seq: int
    received_on: str
    last_at: str
    """When the latest happening happened (UTC text)."""
    channel: str
    person: str
    escalated_on: int
    closed_on: int
    closed_why: str


class ClockRow(NamedTuple):
    """One clock as stored; the case it belongs to and its place among the case's clocks first."""

    case_id: int
    n: int
    name: str
    stage: int
    party: str
    started: int
    day_zero: int
    target: int
    base_due: int
    due: int
    provisional: int
    met_on: int
    ended_on: int
    backstop: int
    clause: str


class TallyRow(NamedTuple):
    """``n`` cases of one landlord and status share a due day; ``owner`` is empty unless asked for."""

    landlord: str
    owner: str
    next_due: int
    n: int


class History(NamedTuple):
    """A case's identity with its events in order, for folding."""

    case_id: int
    ref: str
    landlord: str
    events: tuple[Event, ...]


class Draft(NamedTuple):
    """Something typed and not yet done."""

    name: str
    who: str
    body: dict[str, Any]
    saved_at: datetime


class Rebuilt(NamedTuple):
    """What ``rebuild`` found: how many cases, and which rows were not as the events say (nothing, one hopes)."""

    cases: int
    differences: tuple[str, ...]
    left: tuple[str, ...] = ()
    """What no rebuilding mends: a case without its row in the register, its events or its landlord."""
