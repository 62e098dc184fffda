"""What is shown of one case: clocks, why a date is what it is, parts, remedies, entries, what happened.

Named tuples, not dataclasses: they are made at every start, and ten of them cost what one frozen dataclass does.
"""

from datetime import date, datetime
from typing import NamedTuple

from complaintdesk.models.lists import Chip


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
    backstop: date | None = None
    """Where a late acknowledgement put it off: the date that stood while it was provisional."""


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
