"""What a typed filter comes to: a frozen value that the store turns into SQL and the engine into yes or no.

Every term must hold; a term holds where any of its values does, or, when ``excluded``, where none does.
"""

from typing import NamedTuple

NO_DAY = 9_999_999
"""The ordinal that means 'no day': later than any real one."""


class Span(NamedTuple):
    """Due days from ``first`` up to, not with, ``end`` (ordinals), at one landlord ('' at every one)."""

    landlord: str
    first: int
    end: int


class Phrases(NamedTuple):
    """Words that follow each other in the searched text, the last by its beginning unless ``whole``."""

    any_of: tuple[str, ...]
    excluded: bool = False
    whole: bool = False


class Owners(NamedTuple):
    """People as (landlord, name): the landlord '' is every one, the name '' nobody."""

    any_of: tuple[tuple[str, str], ...]
    excluded: bool = False


class Landlords(NamedTuple):
    """Keys of landlords."""

    any_of: tuple[str, ...]
    excluded: bool = False


class Due(NamedTuple):
    """Ranges of due days."""

    any_of: tuple[Span, ...]
    excluded: bool = False


class Refs(NamedTuple):
    """Parts of references, in capitals."""

    any_of: tuple[str, ...]
    excluded: bool = False


Term = Phrases | Owners | Landlords | Due | Refs


class Filter(NamedTuple):
    """A filter as typed, and what it comes to on the day it was read."""

    text: str = ""
    terms: tuple[Term, ...] = ()


EVERYTHING = Filter()
