"""The tables that hold the truth and what people set up; ``derived_tables`` follow from them.

Truth: ``register`` (which case has which reference, for ever), ``event`` and ``words`` (what happened,
chained by hash), ``policy_text``. Written by hand: ``landlord``, ``staff``, ``draft``, ``setting``.
Instants are UTC text. Values are checked before they get here: a table class validates nothing.
"""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, MetaData, Table, UniqueConstraint, text
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
CLUSTERED = {"sqlite_with_rowid": False}
"""Rows lie in the order of the primary key: one tree instead of two."""


class Base(SQLModel):
    """Our own metadata, with names for every constraint, so that a later revision can name them."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


class Register(Base, table=True):
    """Which case has which reference at which landlord. Bound into the chain of the case's events."""

    __tablename__ = "register"
    __table_args__ = (UniqueConstraint("ref"), UniqueConstraint("year", "n"))
    case_id: int = Field(primary_key=True)
    ref: str
    landlord: str = Field(foreign_key="landlord.key")
    year: int
    n: int


class EventTable(Base, table=True):
    """What happened, once. ``key`` stands on the last event of an act; ``digest`` is the body's."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("case_id", "seq"),
        Index("uq_event_key", "key", unique=True, sqlite_where=text("key IS NOT NULL")),
    )
    pos: int = Field(primary_key=True)
    case_id: int = Field(foreign_key="register.case_id")
    seq: int
    kind: str
    at: str
    recorded_at: str
    who: str
    key: str | None = None
    digest: str
    prev: str
    hash: str


class Words(Base, table=True):
    """An event's body, apart from the chain so that it can be erased and the chain still hold."""

    __tablename__ = "words"
    __table_args__ = (ForeignKeyConstraint(["case_id", "seq"], ["event.case_id", "event.seq"]), CLUSTERED)
    case_id: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    salt: str | None = None
    body: str | None = None


class StoreClock(Base, table=True):
    """One row. ``pos``: how many events there are; ``edits``: how often a reference row was written."""

    __tablename__ = "store_clock"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)
    id: int = Field(primary_key=True)
    pos: int
    edits: int


class Landlord(Base, table=True):
    """A landlord's settings; ``closures`` and ``settings`` are JSON."""

    __tablename__ = "landlord"
    __table_args__ = CLUSTERED
    key: str = Field(primary_key=True)
    name: str
    policy: str
    nation: str
    opens: str
    closes: str
    closures: str
    settings: str


class Staff(Base, table=True):
    """Somebody who works at a landlord; ``landlord`` empty: at every one."""

    __tablename__ = "staff"
    __table_args__ = CLUSTERED
    name: str = Field(primary_key=True)
    landlord: str = Field(primary_key=True)
    initials: str
    role: str
    team: str


class PolicyTextTable(Base, table=True):
    """The text of every policy version used."""

    __tablename__ = "policy_text"
    __table_args__ = CLUSTERED
    key: str = Field(primary_key=True)
    in_force_from: str = Field(primary_key=True)
    sha256: str
    text: str


class DraftTable(Base, table=True):
    """Something typed and not yet done."""

    __tablename__ = "draft"
    __table_args__ = CLUSTERED
    name: str = Field(primary_key=True)
    who: str = Field(primary_key=True)
    body: str
    saved_at: str


class Setting(Base, table=True):
    """A person's setting."""

    __tablename__ = "setting"
    __table_args__ = CLUSTERED
    who: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: str


def table(model: type[Base]) -> Table:
    """The SQLAlchemy table behind a table class."""
    found: Table = model.__dict__["__table__"]
    return found
