"""The one place where text from outside is made fit to keep: ``clean``.

Decision: it refuses nothing and says nothing. What it drops cannot be seen, or makes a line read otherwise than it
is stored; every letter, mark and sign that a person wrote stays. Whether the text is too long is asked afterwards
(``intake.limits``).
"""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

MARKS_AT_MOST = 4
"""Combining marks kept after one letter; no living spelling needs more."""
_NON_STARTERS = 30
"""Marks let through to the normaliser, whose sorting is quadratic in them (Unicode's own stream-safe limit)."""

_CONTROL = bytes((*range(0x09), *range(0x0B, 0x20), 0x7F))
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""C0 but for tab and line feed, DEL and C1, zero-width space, bidi embeddings, overrides and isolates, BOM, lone
surrogates. The zero-width joiner and non-joiner stay: emoji, Persian and Indic spelling need them."""
_HIGH = re.compile("[\u0300-\U0010ffff]")
"""Below this no letter carries a mark of its own and all is NFC."""


def clean(text: str, limit: int = 0) -> str:
    """``text`` in the form the desk keeps: NFC, line feeds, no controls, tabs as four spaces, few combining marks.

    Where ``limit`` is given, what lies beyond that many characters is cut off in silence; for a field that a person
    fills in use ``limits.fitted``, which refuses instead. Idempotent, and never fails.
    """
    for ending in ("\r\n", "\r", "\u2028", "\u2029"):
        if ending in text:
            text = text.replace(ending, "\n")
    if text.isascii():
        text = text.encode("ascii").translate(None, _CONTROL).decode("ascii")
    else:
        text = _DROPPED.sub("", text)
        if _HIGH.search(text) is not None:
            text = _fewer_marks(text, _NON_STARTERS)
            text = _fewer_marks(unicodedata.normalize("NFC", text), MARKS_AT_MOST)
    text = text.replace("\t", "    ")
    return text[:limit] if limit else text


def _fewer_marks(text: str, most: int) -> str:
    """``text`` with at most ``most`` combining marks in a row."""
    return _runs(most).sub(lambda run: _thinned(run.group(), most), text)


def _thinned(run: str, most: int) -> str:
    kept, marks = [], 0
    for sign in run:
        marks = marks + 1 if unicodedata.category(sign)[0] == "M" else 0
        if marks <= most:
            kept.append(sign)
    return "".join(kept)


@lru_cache(maxsize=2)
def _runs(most: int) -> re.Pattern[str]:
    """Finds every run of more than ``most`` combining marks, and some runs of other rare signs. Made on first need.

    Marks up to U+FFFF are listed one by one, for which the pattern is fast; beyond, whole planes of old scripts are
    taken in, since a long list there would slow down the search of every text.
    """
    points = [point for point in range(0x300, 0x10000) if unicodedata.category(chr(point))[0] == "M"]
    stretches = [
        [point for _, point in stretch]
        for _, stretch in groupby(enumerate(points), lambda placed: placed[1] - placed[0])
    ]
    listed = "".join(f"{chr(stretch[0])}-{chr(stretch[-1])}" for stretch in stretches)
    may_be = f"[{listed}\U00010000-\U0001efff\U000e0100-\U000e01ef]"
    return re.compile(f"{may_be}{may_be}{{{most},}}")
