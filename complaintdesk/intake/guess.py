"""A first guess at what kind of feedback somebody is giving, from their own words, with the words that led to it.

Decision: it looks for phrases and nothing cleverer, so that a person can see at once why it says what it says and
overrule it. Dissatisfaction goes before thanks and requests, and where nothing is found it is a complaint: one
wrongly left out costs the resident more. Source: the Code, 1.2 to 1.4. The phrases are data, in
``data/intake/guess.toml``.
"""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from complaintdesk.errors import BadDataFile
from complaintdesk.intake.clean import clean
from complaintdesk.models.terms import FEEDBACK_KINDS
from complaintdesk.resources import shipped

READ_AT_MOST: Final = 20_000
"""How much of a text is looked at, in characters."""
_NAMED: Final = 3
"""How many of the phrases found are named."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind of feedback (``terms.FEEDBACK_KINDS``) and one sentence saying why."""

    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class _Group:
    kind: str
    label: str
    why: str
    phrases: re.Pattern[str]


def guess(text: str, leave_out: Collection[str] = ()) -> Guess:
    """What kind of feedback ``text`` looks like. Never fails; says so where nothing points anywhere.

    ``leave_out`` are kinds that the landlord's policy does not know: a councillor's letter about a tenant is an
    enquiry of its own under some policies, and under the Code a complaint through a representative (1.3).

    >>> guess("That's the third time nobody turned up for the boiler.").why
    'Looks like a complaint: "third time" and "nobody turned up"; it tells of dissatisfaction, and the word complaint \
need not be used (Code 1.3).'
    """
    ignored, groups, _ = _phrases()
    plain = _plain(clean(text[:READ_AT_MOST]))
    if not plain:
        return Guess("complaint", "Nothing is written yet; taken as a complaint until it is.")
    plain = ignored.sub(" . ", plain)
    for group in groups:
        if group.kind in leave_out:
            continue
        found = list(dict.fromkeys(group.phrases.findall(plain)))
        if found:
            named = [f'"{phrase}"' for phrase in found[:_NAMED]]
            listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
            return Guess(group.kind, f"Looks like {group.label}: {listed}; {group.why}.")
    return Guess("complaint", "No telling words were found; taken as a complaint, which costs the resident nothing.")


def grounds(text: str) -> dict[str, tuple[str, ...]]:
    """Grounds for not taking a complaint on that ``text`` may point to, by key, each with the words that do.

    >>> grounds("My solicitor has sent a letter of claim.")
    {'legal': ('my solicitor', 'letter of claim')}
    """
    plain = _plain(clean(text[:READ_AT_MOST]))
    found = {ground: tuple(dict.fromkeys(phrases.findall(plain))) for ground, phrases in _phrases()[2]}
    return {ground: named[:_NAMED] for ground, named in found.items() if named}


def _plain(text: str) -> str:
    """Small letters, straight apostrophes, single spaces."""
    return " ".join(text.casefold().replace("’", "'").replace("‘", "'").split())


@lru_cache(maxsize=1)
def _phrases() -> tuple[re.Pattern[str], tuple[_Group, ...], tuple[tuple[str, re.Pattern[str]], ...]]:
    """The shipped phrases, read once. Raises BadDataFile where the file cannot be used."""
    path = shipped("intake", "guess.toml")
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        groups = tuple(
            _Group(group["kind"], group["label"], group["why"], _any_of(group["phrases"])) for group in told["group"]
        )
        ignored = _any_of(told["ignore"])
        pointing = tuple((one["ground"], _any_of(one["phrases"])) for one in told["ground"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadDataFile(f"{path.name} cannot be used: {error}.", "Install complaintdesk again.") from None
    for group in groups:
        if group.kind not in FEEDBACK_KINDS:
            raise BadDataFile(f"{path.name}: {group.kind!r} is no kind of feedback; allowed are {FEEDBACK_KINDS}.")
    return ignored, groups, pointing


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    """Whole words only, ``*`` any one; a longer phrase goes before a shorter one that it begins with."""
    longest_first = sorted(map(_plain, phrases), key=lambda phrase: (-len(phrase), phrase))
    patterns = (re.escape(phrase).replace(r"\*", r"[\w'-]{1,40}") for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
