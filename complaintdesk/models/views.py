"""Frozen values made for showing: what screens and the command line get from the desk, and nothing else.

Named tuples, not dataclasses: they are made at every start, and ten of them cost what one frozen dataclass does.
"""

from datetime import date, datetime
from typing import Final, NamedTuple

from complaintdesk.models.filters import EVERYTHING, Filter
from complaintdesk.models.forms import Field

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


class ExplainStep(NamedTuple):
    """One cell of an explanation strip: a day, and what was counted or why it was not.

    ``kind``: event, closed (weekend, holiday, closure), day_zero, counted, target, due, extension, note.
    """

    kind: str
    day: date | None
    label: str


class Explanation(NamedTuple):
    """Why a date is what it is: title, rule with clause, the steps the engine counted, and what-ifs."""

    title: str
    due_words: str
    rule: str
    clause: str
    steps: tuple[ExplainStep, ...]
    lines: tuple[str, ...]
    """The strip laid out for 78 columns, ready to print."""
    what_if: tuple[str, ...] = ()


class ClockView(NamedTuple):
    """One clock of a case, for showing."""

    name: str
    words: str
    """'Respond, stage 1'."""
    stage: int | None
    party: str
    day_zero: date
    due: date
    target: date | None
    base_due: date
    provisional: bool
    state: str
    met_on: date | None
    days_left: int | None
    clause: str
    unconfirmed: bool
    is_next: bool
    chip: Chip


class TimelineEntry(NamedTuple):
    """One event as a person reads it. ``undone``: a later correction took it back."""

    seq: int
    kind: str
    at: datetime
    """London time."""
    recorded_at: datetime
    who: str
    title: str
    lines: tuple[str, ...]
    """What it said, field by field; a letter's own text is in ``letter``."""
    letter: str = ""
    undone: str = ""


class ElementView(NamedTuple):
    """One part of the complaint with its findings in words."""

    number: int
    text: str
    findings: tuple[str, ...]
    state: str = ""
    """'not taken on' or 'not taken to stage 2'; empty: it is answered here."""


class RemedyView(NamedTuple):
    """One remedy in words."""

    what: str
    kind: str
    due: date | None
    money: str
    why: str
    owner: str
    done: date | None = None
    """The day it was done; None: still to come."""
    part: str = ""
    """The parts of the complaint it answers, where that was said."""


class RecordView(NamedTuple):
    """One entry of the file in words."""

    key: str
    """How an act's form names it."""
    kind: str
    title: str
    group: str
    line: str
    state: str
    """'to be done by Fri 31 May 2024, 3 working days late'; empty for a plain fact."""
    is_open: bool
    is_late: bool
    at: date
    who: str
    ref: str = ""
    """The case it was made on, where that is another one of the same person."""
    more: tuple[tuple[str, str], ...] = ()
    """What else was said, as label and words; nothing of what is sensitive."""


class LinkView(NamedTuple):
    """Another case that this one belongs to."""

    ref: str
    how: str
    """'Grew out of a service request', 'Led to'."""
    feedback: str
    status: str
    subject: str


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


class CaseView(NamedTuple):
    """Everything the case screen shows. ``seq`` goes back with an act, so that exactly one of two wins."""

    case_id: int
    ref: str
    seq: int
    landlord: str
    landlord_name: str
    policy_title: str
    feedback: str
    stage: int
    status: str
    extended: bool
    resident: str
    address: str
    contact: str
    representative: str
    subject: str
    words: str
    wanted: str
    definition: str
    channel: str
    taken_by: str
    area: str
    theme: str
    owner: str
    alerts: tuple[str, ...]
    """Adjustments, vulnerability, contact preference, restriction: shown first, always."""
    chip: Chip
    clocks: tuple[ClockView, ...]
    elements: tuple[ElementView, ...]
    remedies: tuple[RemedyView, ...]
    lessons: str
    timeline: tuple[TimelineEntry, ...]
    reminders: tuple[str, ...]
    """What is owed next, each with its clause."""
    as_at: str = ""
    records: tuple[RecordView, ...] = ()
    """The rest of the file, in the order it was made."""
    facts: tuple[tuple[str, str], ...] = ()
    """What else was said when it came in, as label and words: told and logged, complainant, trigger ..."""
    links: tuple["LinkView", ...] = ()
    """The cases this one belongs to, whichever of the two says so."""
    areas_affected: tuple[str, ...] = ()
    """The service areas it touches."""
    kind_words: str = ""
    """What the landlord calls this kind of feedback."""
    closed_why: str = ""
    """Why it is closed, in words."""
    awards: tuple[str, ...] = ()
    """Sums awarded: stage 1, the increase at stage 2, in all; the Ombudsman's apart."""


class ActChoice(NamedTuple):
    """One line of the act menu. Not allowed: ``reason`` says why, in a sentence made from this case."""

    key: str
    """The act: acknowledge, extend, respond ..."""
    letter: str
    """The key that picks it in the menu."""
    label: str
    group: str
    allowed: bool
    reason: str = ""
    clause: str = ""
    letter_kind: str = ""
    """The letter this act sends, where it sends one."""
    is_reply: bool = False
    """Whether that letter is owed on every complaint."""
    words: str = ""
    """Other words that people have for it, and its clause: for searching."""

    @property
    def sought_in(self) -> str:
        """Everything that a search looks in, in small letters."""
        return f"{self.label} {self.group} {self.key} {self.clause} {self.words}".lower()


class ActForm(NamedTuple):
    """What an act asks for on one case, and the words its dialog shows."""

    act: str
    title: str
    ref: str
    resident: str
    effect: str
    """What will happen, in a sentence: for the confirming dialog."""
    seq: int
    fields: tuple[Field, ...]
    letter_kind: str = ""
    sent_when: tuple[str, tuple[object, ...]] = ("", ())
    """A field, and what it must say for the letter to go; no field: it always goes."""
    warnings: tuple[str, ...] = ()
    needs_yes: bool = False
    """Whether to ask before it happens: what cannot simply be taken back."""
    follows: tuple[str, ...] = ()
    """What dates would follow with the values as the form opens; ``Desk.follows`` says it of those typed."""


class Refused(NamedTuple):
    """An act that did not happen: why, under which clause, and which field would mend it."""

    sentence: str
    clause: str = ""
    field: str = ""
    override: str = ""
    """The role that may go on with a reason; empty: nobody."""


class Done(NamedTuple):
    """An act that happened and is stored for good."""

    sentence: str
    ref: str
    case_id: int
    seq: int
    warnings: tuple[str, ...] = ()


class ManyDone(NamedTuple):
    """One act on many cases: what happened in a sentence, what is stored, and (reference, why not) of the others."""

    sentence: str
    done: tuple[Done, ...]
    refused: tuple[tuple[str, str], ...]


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


class FieldNote(NamedTuple):
    """What the desk makes of a typed value, shown beside the field: 'Thu 28 Mar 2024 18:10, after hours'."""

    field: str
    ok: bool
    words: str


class IntakeView(NamedTuple):
    """What stands beside the intake form as it is typed."""

    kind: str
    """The kind of feedback it looks like, and"""
    kind_words: str
    why: str
    dates: tuple[str, ...]
    """The clocks saving would start, in words."""
    cases: tuple[tuple[str, str], ...]
    """Earlier cases of the same person or property: reference, and the line that tells it."""
    notes: tuple[FieldNote, ...]
    known: tuple[str, ...] = ()
    """What is known of the person chosen, and comes along."""
    care: tuple[str, ...] = ()
    """What the policy asks now, and exclusions that may apply; none of it bars logging but what is asked."""
    kinds: tuple[tuple[str, str], ...] = ()
    """The kinds of feedback that the landlord has, with its own words for them."""

    @property
    def earlier(self) -> tuple[str, ...]:
        """The lines of the earlier cases."""
        return tuple(words for _, words in self.cases)


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
