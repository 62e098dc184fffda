"""The tables that follow from the events: written with them, rebuilt from them by one command.

Days are ordinals, money is pence. What depends on today (overdue, the band, days left) is not here.
The full-text indexes belong to them; ``ddl`` makes those, since SQLModel has no words for them.
"""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from complaintdesk.store.tables import CLUSTERED, Base

_OPEN = text("status = 'open'")
_CLOSED = text("status = 'closed'")


class CaseTable(Base, table=True):
    """What a list shows of a case. The partial indexes serve a list's first page, later pages and places."""

    __tablename__ = "case_row"
    __table_args__ = (
        UniqueConstraint("ref"),
        CheckConstraint("status IN ('open', 'closed')", name="status"),
        Index("ix_case_row_open", "next_due", "ref", "landlord", "owner", sqlite_where=_OPEN),
        Index("ix_case_row_open_landlord", "landlord", "next_due", "ref", "owner", sqlite_where=_OPEN),
        Index("ix_case_row_open_owner", "owner", "next_due", "ref", "landlord", sqlite_where=_OPEN),
        Index("ix_case_row_closed_landlord", "landlord", sqlite_where=_CLOSED),
        Index("ix_case_row_closed_owner", "owner", sqlite_where=_CLOSED),
        Index("ix_case_row_person", "person"),
    )
    id: int = Field(primary_key=True, foreign_key="register.case_id")
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
    channel: str
    person: str
    escalated_on: int
    closed_on: int
    closed_why: str


class ClockTable(Base, table=True):
    """One clock of a case; what depends on today is not here."""

    __tablename__ = "clock_row"
    __table_args__ = CLUSTERED
    case_id: int = Field(primary_key=True)
    n: int = Field(primary_key=True)
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


class ElementTable(Base, table=True):
    """One part of a complaint."""

    __tablename__ = "element_row"
    __table_args__ = CLUSTERED
    case_id: int = Field(primary_key=True)
    n: int = Field(primary_key=True)
    number: int
    text: str
    stage: int
    finding: str
    overturned: str


class RecordTable(Base, table=True):
    """One entry of a file. The indexes serve registers and links."""

    __tablename__ = "record_row"
    __table_args__ = (
        Index("ix_record_row_kind", "kind", "said_on"),
        Index("ix_record_row_link", "value", sqlite_where=text("kind = 'link'")),
        Index("ix_record_row_same_person", "value", sqlite_where=text("kind = 'same_person'")),
        CLUSTERED,
    )
    case_id: int = Field(primary_key=True)
    n: int = Field(primary_key=True)
    kind: str
    number: int
    stage: int
    what: str
    value: str
    owner: str
    said_on: int
    due: int
    settled_on: int
    pence: int
    amount: float


class OwedTable(Base, table=True):
    """Something owed on a file: a clock, an entry, an update, what the policy reminds of.

    The indexes serve the list, its counts, and what one landlord or one person owes.
    """

    __tablename__ = "owed_row"
    __table_args__ = (
        Index("ix_owed_row_due", "due", "case_id", "n", "since", "until", "unless"),
        Index("ix_owed_row_landlord", "landlord", "due", "case_id", "n", "since", "until", "unless"),
        Index("ix_owed_row_owner", "owner", "due", "case_id", "n", "since", "until", "unless"),
        CLUSTERED,
    )
    case_id: int = Field(primary_key=True)
    n: int = Field(primary_key=True)
    what: str
    clause: str
    owner: str
    landlord: str
    due: int
    since: int
    until: int
    unless: str


class Tally(Base, table=True):
    """How many cases share landlord, owner, status and due day."""

    __tablename__ = "tally"
    __table_args__ = CLUSTERED
    status: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    landlord: str = Field(primary_key=True)
    next_due: int = Field(primary_key=True)
    n: int


class TallyDay(Base, table=True):
    """The same without owners: few rows, so that the counts of everything cost microseconds."""

    __tablename__ = "tally_day"
    __table_args__ = CLUSTERED
    status: str = Field(primary_key=True)
    landlord: str = Field(primary_key=True)
    next_due: int = Field(primary_key=True)
    n: int


METADATA = Base.metadata
"""Every table of the store: those of ``tables`` and these."""
