"""Marks: what a case is by a field's word, kept in its searched text beside the words people wrote.

Decision: a mark is one word behind a private sign, so that ``stage:2`` or ``flag:vulnerable`` is a look-up in the
index of words, costs no column, and is never met by what somebody typed: that sign is taken out of their text.
"""

import unicodedata
from functools import lru_cache
from typing import Final

SIGNS: Final = {name: chr(0xE000 + n) for n, name in enumerate(("stage", "kind", "channel", "flag", "area", "theme"))}
_NONE = dict.fromkeys(map(ord, SIGNS.values()))
FLAGS: Final = ("adjustment", "vulnerable", "contact", "restriction", "represented", "extended")
"""Reasonable adjustments, vulnerability, contact preference, restriction, a representative, an extended answer."""


def words_of(text: str) -> list[str]:
    """The words of a text as the index knows them: letters, digits and marks, without accents, in small letters.

    >>> words_of("Zoë O'Brien-Łukasz, 2b")
    ['zoe', 'o', 'brien', 'łukasz', '2b']
    """
    bare = (sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    kept = (sign if unicodedata.category(sign)[0] in "LN" or "\ue000" <= sign <= "\uf8ff" else " " for sign in bare)
    return "".join(kept).lower().split()


@lru_cache(maxsize=1024)
def marked(field: str, value: str) -> str:
    """``value`` as marks of ``field``: one for each word of free text, one for the whole of a fixed value."""
    if field in ("area", "theme"):
        return " ".join(SIGNS[field] + word for word in words_of(unmarked(value)))
    return SIGNS[field] + "".join(words_of(value))


def unmarked(text: str) -> str:
    """What people wrote, without any sign that could be taken for a mark."""
    return text if text.isascii() else text.translate(_NONE)
