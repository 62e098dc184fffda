"""What is shown of acts: which there are and why not, their forms, what came of them, and the page of intake.

Named tuples, not dataclasses: they are made at every start, and ten of them cost what one frozen dataclass does.
"""

from typing import NamedTuple

from complaintdesk.models.forms import Field


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
    kept_for: tuple[str, ...] = ()
    """Which fields must name somebody else than whoever fills the form in, and who that may be today."""
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
    may_lift: bool = False
    """Whether whoever acts has that role, and nothing else stands in the way: the reason is all that is asked."""


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
