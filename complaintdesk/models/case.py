"""A complaint as its events leave it: the fold's result (``engine.history.fold``)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from complaintdesk.models.events import Event
from complaintdesk.models.record import Record
from complaintdesk.models.terms import is_nobody


@dataclass(frozen=True)
class Element:
    """One part of a complaint with what was found, stage by stage."""

    number: int
    text: str
    findings: tuple[tuple[int, str, str], ...] = ()
    """(stage, finding, reason) in order; finding is a key of ``terms.FINDINGS``."""
    overturned: str = ""
    """Stage 2: ``overturned`` or ``upheld`` for the stage 1 decision on this part; empty: not said."""
    excluded: bool = False
    """Not taken on, on a ground of the policy; it gets no finding."""
    reviewed: bool = True
    """At stage 2: whether the resident took this part there; part of a complaint is enough (Code 6.10)."""

    def finding(self, stage: int) -> tuple[str, str]:
        """(finding, reason) given at ``stage``; two empty strings where none was."""
        return next(((f, r) for s, f, r in reversed(self.findings) if s == stage), ("", ""))


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something promised to put things right."""

    kind: str
    """A key of ``terms.REMEDY_KINDS``, or a word of the policy's own."""
    what: str
    due_on: date | None = None
    pence: int = 0
    why: str = ""
    """The impact it answers, or the rationale of a payment."""
    owner: str = ""
    stage: int = 1
    done_on: date | None = None
    """The day it was done; None where it is still to be."""
    part: str = ""
    """The parts of the complaint it answers, by number; empty: the whole."""
    undated_why: str = ""
    """Why no day can be given for it yet."""
    title: str = ""
    """What the policy calls its kind, for a letter."""


@dataclass(frozen=True, slots=True)
class SentLetter:
    """The copy of a letter recorded as sent, word for word."""

    kind: str
    sent_at: datetime
    text: str
    seq: int


@dataclass(frozen=True)
class Case:
    """One case. Dates are London dates; empty strings where nothing is known."""

    ref: str = ""
    landlord: str = ""
    """The key of the landlord's settings in the store."""
    policy: str = ""
    """Key of the policy version the case was received under."""
    feedback: str = "complaint"
    resident: str = ""
    address: str = ""
    contact: str = ""
    representative: str = ""
    enquirer: str = ""
    """The MP or councillor who asks on the resident's behalf."""
    subject: str = ""
    words: str = ""
    """The complaint as it was given."""
    wanted: str = ""
    """The outcomes sought."""
    channel: str = ""
    taken_by: str = ""
    area: str = ""
    areas_affected: tuple[str, ...] = ()
    """The service areas it touches, as it was assigned."""
    theme: str = ""
    happened_on: str = ""
    """ISO day on which the matter arose, where it is known."""
    known_on: str = ""
    """ISO day on which the resident came to know of it."""
    adjustments: str = ""
    vulnerable: str = ""
    """The reference of the person's case that holds words on their vulnerability."""
    contact_preference: str = ""
    restriction: str = ""
    about_people: str = ""
    """Whoever the complaint is about, with commas between; none of them may handle it."""
    concerns: str = ""
    """Which body it is about: ``landlord``, ``staff`` or ``contractor``."""
    complainant: str = ""
    """What the one who complains is to the landlord; it never bars anybody."""
    trigger: str = ""
    """A key of ``terms.TRIGGERS``."""
    prefers: str = ""
    """The channel they asked for."""
    person: str = ""
    """The reference of the first case of the same person; its own where there is no earlier one."""
    definition: str = ""
    elements: tuple[Element, ...] = ()
    lessons: str = ""
    outcome: tuple[tuple[int, str], ...] = ()
    """(stage, overall finding)."""
    handlers: tuple[tuple[int, str], ...] = ()
    """(stage, who it is or was assigned to), the last one said first read."""
    letters: tuple[SentLetter, ...] = ()
    records: tuple[Record, ...] = ()
    """Everything else on the file, in the order it was made."""
    stage: int = 1
    status: str = "open"
    """``open``, ``closed`` or ``withdrawn``."""
    closed_why: str = ""
    events: tuple[Event, ...] = ()
    """The effective history, in order: corrections applied, corrected events left out."""
    numbers: Mapping[tuple[str, int, int], int] = field(default_factory=dict)
    """The numbers of records, where the order they were written down in is not that of their dates."""

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """What was promised in the answers, read from the file's records."""
        return tuple(
            Remedy(
                kind=str(one.said.get("kind", "other")),
                what=str(one.said.get("what", "")),
                due_on=one.due_on,
                pence=int(one.said.get("pence") or 0),
                why=str(one.said.get("why", "")),
                owner=str(one.said.get("owner", "")),
                stage=one.stage,
                done_on=one.settled_on,
                part=str(one.said.get("part") or ""),
            )
            for one in self.records
            if one.kind == "remedy"
        )

    @property
    def headline(self) -> str:
        """What a list says it is about: the subject, and before it the MP or councillor who asks."""
        return f"{self.enquirer}: {self.subject}" if self.enquirer else self.subject

    @property
    def owner(self) -> str:
        """Who has the case now; empty: unassigned."""
        return self.handlers[-1][1] if self.handlers else ""

    @property
    def has_somebody(self) -> bool:
        """Whether there is anybody to write to or ask: a name, a way of contact, or somebody who acts for them."""
        return not is_nobody(self.resident) or bool(self.contact or self.representative)

    @property
    def open_elements(self) -> tuple[Element, ...]:
        """The parts that this stage has to answer: at stage 2 the disputed ones, never one not taken on."""
        return tuple(one for one in self.elements if not one.excluded and (one.reviewed or self.stage == 1))

    def handler(self, stage: int) -> str:
        """Who handled ``stage``; empty where nobody was named."""
        return next((who for at, who in reversed(self.handlers) if at == stage), "")
