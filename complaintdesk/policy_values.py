"""What the keys of a policy file take: each function here converts a value of TOML or says what is allowed.

Decision: a number always stands beside its unit (``{ working_days = 5 }``, ``{ pence = 50_000 }``), and a
word out of a vocabulary is checked against the one place that owns it.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from complaintdesk.models import terms
from complaintdesk.models.policy import Length

MOST = {"working_days": 260, "days": 730, "weeks": 104, "months": 60}
"""The longest period taken for each unit; more is a slip of the pen."""
MOST_HOMES = 1_000_000
LENGTH = "a number of 1 or more with its unit, like { working_days = 5 }; units: " + ", ".join(
    f"{unit} (up to {most})" for unit, most in MOST.items()
)
QUOTE_WORDS = 25

Take = Callable[[Any], Any]


class UnfitError(Exception):
    """A value that its key does not take; the message says what is allowed."""

    def __init__(self, allowed: str, one: object = None, known: tuple[str, ...] = ()) -> None:
        super().__init__(allowed)
        self.one = one
        """Which of several it is that does not fit; None: the whole value."""
        self.known = known
        """The words that would fit, where they are a list."""


def allowed_by(take: Take) -> str:
    """What ``take`` allows, learned by offering it nothing."""
    try:
        take(None)
    except UnfitError as error:
        return str(error)
    return "any value"


def text(value: Any) -> str:
    """One line that can be printed and is not empty."""
    if isinstance(value, str) and value.strip() and len(value) <= 600 and value.replace("\u00a0", " ").isprintable():
        return value
    raise UnfitError("one line of text in quotation marks, not empty, up to 600 printable characters")


def email(value: Any) -> str:
    """An address that a letter can be answered to."""
    if isinstance(value, str) and re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", value):
        return text(value)
    raise UnfitError("an e-mail address, like 'complaints@example.org'")


def quote(value: Any) -> str:
    """A quotation short enough to be one."""
    if isinstance(value, str) and len(value.split()) <= QUOTE_WORDS:
        return text(value)
    raise UnfitError(f"at most {QUOTE_WORDS} words of the clause")


def word(value: Any) -> str:
    """A name made for the desk: ``early_closure``."""
    if isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9_]{0,59}", value):
        return value
    raise UnfitError("a name of small letters, digits and _, in quotation marks")


def policy_key(value: Any) -> str:
    """The key of a policy: ``code-2024``."""
    if isinstance(value, str) and re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", value):
        return value
    raise UnfitError("a key of small letters, digits and -")


def one_of(words: Iterable[str]) -> Take:
    """Takes one of ``words``."""
    known = tuple(words)

    def take(value: Any) -> str:
        if isinstance(value, str) and value in known:
            return value
        raise UnfitError(", ".join(known), known=known)

    return take


def known_to_the_desk(vocabulary: str) -> Take:
    """Takes a word of that tuple in ``models.terms``, looked up when needed; any name while there is none."""

    def take(value: Any) -> str:
        words = getattr(terms, vocabulary, None)
        return str((word if words is None else one_of(words))(value))

    return take


def act(value: Any) -> str:
    """An act of the desk: ``respond``."""
    from complaintdesk.engine.acts import ACTS

    return str(one_of(ACTS)(value))


def several(each: Take) -> Take:
    """Takes a list that is not empty and holds nothing twice."""

    def take(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not value:
            raise UnfitError(f"a list of: {allowed_by(each)}")
        values: list[Any] = []
        for one in value:
            try:
                values.append(each(one))
            except UnfitError as error:
                raise UnfitError(f"a list of: {error}", one, error.known) from None
            if values.count(values[-1]) > 1:
                raise UnfitError("each only once", one)
        return tuple(values)

    return take


def words_by_name(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A table of names, each with the words that count: ``{ ground = ["legal"] }``."""
    if isinstance(value, dict) and value and all(isinstance(words, list) for words in value.values()):
        return tuple((word(name), several(text)(words)) for name, words in sorted(value.items()))
    raise UnfitError('a table of fields or facts, each with a list of words, like { ground = ["legal"] }')


def length(value: Any) -> Length:
    """A period of at least one of its unit."""
    if isinstance(value, dict) and len(value) == 1:
        ((unit, count),) = value.items()
        if type(count) is int and unit in MOST and 1 <= count <= MOST[unit]:
            return Length(count, unit)
    raise UnfitError(LENGTH)


def kept_for(value: Any) -> Length:
    """A period of retention: years, months, weeks or days, never working days."""
    if isinstance(value, dict) and list(value) == ["years"]:
        count = value["years"]
        if type(count) is int and 1 <= count <= 100:
            return Length(count, "years")
    try:
        found = length(value)
    except UnfitError:
        found = None
    if found is None or found.unit == "working_days":
        raise UnfitError("a period like { years = 3 }; units: years (up to 100), months, weeks, days")
    return found


def length_or_day_zero(value: Any) -> Length:
    """A period, or day zero itself: ``{ days = 0 }``."""
    return Length(0, "days") if value == {"days": 0} and type(value["days"]) is int else length(value)


def pence(value: Any) -> int:
    """A sum of money with its unit."""
    if isinstance(value, dict) and list(value) == ["pence"]:
        sum_ = value["pence"]
        if type(sum_) is int and 0 < sum_ <= 100_000_000:
            return sum_
    raise UnfitError("a sum with its unit, like { pence = 50_000 }")


def stage(value: Any) -> int:
    """1 or 2."""
    if type(value) is int and value in (1, 2):
        return value
    if isinstance(value, str) or value == 0:
        raise UnfitError("1, 2, as no stage stands before stage 1 (Code 5.2)")
    raise UnfitError("1, 2")


def number(value: Any) -> int:
    """A whole number above 0."""
    if type(value) is int and 0 < value <= MOST_HOMES:
        return value
    raise UnfitError("a whole number of 1 or more")


def month(value: Any) -> int:
    """A month by its number."""
    if type(value) is int and 1 <= value <= 12:
        return value
    raise UnfitError("a month by its number, 1 to 12")


def yes(value: Any) -> bool:
    """True and nothing else: left out is no."""
    if value is True:
        return True
    raise UnfitError("true, or left out")


def day(value: Any) -> date:
    """A date without an hour, in the desk's range."""
    if isinstance(value, date) and not isinstance(value, datetime) and 2000 <= value.year <= 2099:
        return value
    raise UnfitError("a date from 2000 to 2099 without quotation marks, like 2024-04-01")


def shaped(kind: type, words: str) -> Take:
    """Takes a ``dict`` or ``list`` that is not empty and is read by its own keys afterwards."""

    def take(value: Any) -> Any:
        if isinstance(value, kind) and value:
            return value
        raise UnfitError(words)

    return take


def as_found(value: Any) -> Any:
    """Whatever it is: a table or list that is read by its own keys afterwards."""
    return value
