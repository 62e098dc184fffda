"""How long a case or a document is kept, for showing; what was disposed of; who looked at what is sensitive."""

from datetime import date, datetime
from typing import NamedTuple


class Kept(NamedTuple):
    """A closed case, or a document on its file, as the rules of retention see it on a day."""

    ref: str
    which: str
    """The record of the document, as a form names it; empty: the case itself."""
    title: str
    state: str
    """``due``, ``held`` (due, and something stands against it), ``permanent``, ``unruled`` or ``kept``."""
    why: str
    """One sentence: which period, from when, or what stands against it."""
    clause: str
    due: date | None = None
    """The day it is due to be disposed of; None where no period runs."""


class Retained(NamedTuple):
    """The list of retention of one landlord."""

    landlord: str
    note: str
    """'not set by policy' where it is so; empty where there are rules."""
    rows: tuple[Kept, ...]


class Disposed(NamedTuple):
    """What a disposal did."""

    sentence: str
    refs: tuple[str, ...]
    swept: bool
    """Whether the file and its log hold nothing of it any more; another open window can put that off."""


class Looked(NamedTuple):
    """Somebody looked at what is sensitive."""

    at: datetime
    """London time."""
    who: str
    ref: str
    landlord: str
    reason: str
