"""What an act is, and what a kind of record is: the shapes that the lists are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from complaintdesk.models.terms import BOOK, feedback_words

BY_LETTER: Final = ("by_letter", (True,))
"""For an act that may also be done by telephone: its letter goes where whoever acts says so."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person may do to a case. ``event`` is what it records."""

    key: str
    letter: str
    """Its key in the act menu."""
    label: str
    group: str
    event: str
    done: str
    """What the desk says afterwards."""
    fields: tuple[str, ...] = ()
    """Names in :data:`FIELDS`, in order, before those that its letter asks for."""
    letters: tuple[tuple[int, str], ...] = ()
    """(stage, letter kind) of the letter it sends."""
    needs_yes: bool = False
    """Whether it asks for a ``y`` before it happens: what cannot simply be taken back."""
    adds: str = ""
    """The kind of record it puts on the file (``engine.records``)."""
    moves: tuple[str, ...] = ()
    """The kinds of open record it changes; its form asks ``which``."""
    settles: bool = False
    """Whether what it changes is done with."""
    about: tuple[str, ...] = ()
    """The kinds of feedback it belongs to; empty: every one."""
    optional: tuple[str, ...] = ()
    """Fields that this act does not insist on, though others do."""
    insists: tuple[str, ...] = ()
    """Fields that this act insists on, though others do not."""
    says_one: tuple[str, ...] = ()
    """Fields of which at least one says something."""
    even_done: bool = False
    """Whether it also changes a record that is done with."""
    stamps: str = ""
    """The field of the record that takes the day of the act."""
    window: str = ""
    """The policy's window or clock that gives ``due_on`` where the form leaves it empty."""
    owed_by: str = ""
    """The power whose holder ``owner`` names until somebody else is typed."""
    is_reply: bool = False
    """Whether it sends a letter that the landlord owes on every complaint."""
    last: tuple[str, ...] = ()
    """Fields asked behind those of its letter."""
    says: tuple[tuple[str, str], ...] = ()
    """What its event says without being asked: (name, word)."""
    like: str = ""
    """The act whose duties stand before this one too."""
    after: tuple[str, tuple[str, ...]] = ("", ())
    """What is said where none of these events is on the file yet: it follows from one of them. None named: from any."""
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(kind of feedback, fields it is asked besides)."""
    opens: str = ""
    """The page it is done on, where that is no form of a case: ``intake``."""
    letters_on: tuple[tuple[str, str], ...] = ()
    """(kind of feedback, letter kind) where the letter depends on that instead."""
    sent_when: tuple[str, tuple[object, ...]] = ("", ())
    """A field, and what it must say for the letter to go; no field: it always goes."""

    def belongs(self, feedback: str) -> bool:
        """Whether it is an act on a file of that kind: a case's, or a landlord's book."""
        return feedback in self.about if self.about else feedback != BOOK

    def asks(self, feedback: str) -> tuple[str, ...]:
        """The fields of its form on a case of that kind, before those of its letter."""
        return (*self.fields, *(name for kind, names in self.also if kind == feedback for name in names))

    def letter_kind(self, stage: int, feedback: str) -> str:
        """The letter this act sends at ``stage`` on a case of that kind; '' for none."""
        found = (*self.letters_on, *self.letters)
        return next((kind for at, kind in found if at in (feedback, stage)), "")

    def sends(self, values: Mapping[str, object]) -> bool:
        """Whether its letter goes with these values."""
        name, words = self.sent_when
        return not values.get("no_letter") and (not name or values.get(name) in words)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record, in words, and when it is done with."""

    key: str
    title: str
    """'Reasonable adjustment': how one is named to a person."""
    group: str
    """Where it is shown: ``people``, ``actions`` or ``file``."""
    says: tuple[str, ...]
    """The fields that make its line, in order."""
    open: str = ""
    """What is said while it is open ('to be decided'); empty: it is a plain fact and never open."""
    done_with: tuple[str, ...] = ()
    """What settles it: a field that is filled (``done_on``), or has one of these words (``review=lifted|ended``)."""
    of_person: bool = False
    """Whether it goes with the person to every other case of theirs."""
    value: str = ""
    """The field whose word reports count it by."""
    dated: str = ""
    """The field that holds the day it counts from; empty: the day it was written down."""
    sensitive: bool = False
    """Whether its words show only when asked for, and the asking is recorded."""
    open_when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """It is open only where each of these fields has one of these words (none named: where it says anything)."""
    comes_with: tuple[str, ...] = ()
    """An event of another act that brings one along, and the fields of which it must say one."""
    keeps: tuple[str, ...] = ()
    """What a later act on it does not write over: why and by whom it was decided. The history says the rest."""
    waits: tuple[str, str] = ("", "")
    """(field, words): what is said in place of ``open`` while that field is empty."""
    made_by: tuple[str, ...] = ()
    """Events whose own fold puts one on file: a remedy comes with the answer."""
    opened_by: tuple[str, ...] = ()
    """Events that open one by themselves, unless one is open already."""
    about: tuple[str, ...] = ()
    """The kinds of feedback on which they do; empty: every one."""
    but_not: tuple[str, tuple[str, ...]] = ("", ())
    """A field of such an event, and the words of it that open none."""
    asks_somebody: bool = False
    """Whether it is for the person of the case, so that none opens where nobody is known."""
    gone_with: str = ""
    """The kind of feedback that takes it away: another case of the person of that kind, linked with this one."""
    settled_by: tuple[str, ...] = ()
    """Events that settle every open one by themselves."""


def named(act: Act) -> str:
    """'Acknowledge (k)': an act as a sentence names it, with its key in the act menu."""
    return f"{act.label} ({act.letter})"


def small(title: str) -> str:
    """A title within a sentence: only the Ombudsman keeps the capital."""
    return title.lower().replace("ombudsman", "Ombudsman")


def a_kind(feedback: str) -> str:
    """'an enquiry', 'a survey', 'an MP enquiry'."""
    if feedback == BOOK:
        return "a landlord's book"
    words = feedback_words(feedback)
    return f"an {words}" if words[0] in "aeiouM" else f"a {words}"
