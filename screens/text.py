"""The one way out for anything a person typed: cleaned text for widgets, cells and lines.

Stored text stays as it was received; what the terminal must not see (escape sequences, direction
marks, zero-width and unassigned characters) is taken out here, last thing before it is shown.
Nothing of this parses markup: ``cell`` gives a ``Text``, ``fit`` a plain string for a segment.
"""

import unicodedata
from datetime import date, datetime

from rich.cells import cell_len, set_cell_size
from rich.text import Text

ELLIPSIS = "…"
_BREAKS = "\n\u2028\u2029\x85"
_BLANK = "\u115f\u1160\u3164\uffa0"
"""Hangul fillers: letters to Unicode, nothing on the screen, and wider than they say."""
_SELECTORS = "\ufe0e\ufe0f"
"""Variation selectors: terminals disagree on the width they give."""


class _Table(dict[int, str]):
    """What each character becomes, worked out once a character."""

    def __init__(self, lines: bool, encoding: str = "") -> None:
        super().__init__()
        self.lines = lines
        self.encoding = encoding

    def __missing__(self, code: int) -> str:
        self[code] = word = self._work_out(chr(code))
        return word

    def _work_out(self, ch: str) -> str:
        category = unicodedata.category(ch)
        if ch in _BREAKS:
            return "\n" if self.lines else " "
        if ch == "\t":
            return "    " if self.lines else " "
        if category == "Cf" or ch in _SELECTORS:
            return ch if ch == "\u200d" else ""
        if category in ("Cc", "Cs", "Co", "Cn"):
            return self._speakable("\ufffd")
        if category == "Zs" or ch in _BLANK:
            return " "
        return self._speakable(ch)

    def _speakable(self, ch: str) -> str:
        if self.encoding:
            try:
                ch.encode(self.encoding)
            except UnicodeEncodeError:
                return "?"
        return ch


_line = _Table(lines=False)
_lines = _Table(lines=True)


def limit_to(encoding: str) -> None:
    """From now on show only what ``encoding`` can say, and '?' for the rest; '' lifts the limit."""
    global _line, _lines, ELLIPSIS  # noqa: PLW0603 - what the terminal can say is one fact of the process
    _line, _lines = _Table(False, encoding), _Table(True, encoding)
    ELLIPSIS = _line[ord("…")].replace("?", "~")


def shown(s: object, *, lines: bool = False, limit: int = 10_000) -> str:
    """``s`` as it may be shown: one line, or with ``lines`` as many as it has; at most ``limit`` characters."""
    raw = str(s)[:limit]
    if raw.isascii() and raw.isprintable():
        return raw
    return raw.replace("\r\n", "\n").replace("\r", "\n").translate(_lines if lines else _line)


def fit(s: object, width: int, *, right: bool = False) -> str:
    """``s`` cleaned and exactly ``width`` cells wide: padded (on the left when ``right``), or cut with an ellipsis."""
    if width <= 0:
        return ""
    clean = shown(s, limit=4 * width + 64)
    if clean.isascii():
        if len(clean) > width:
            return clean[: width - 1] + ELLIPSIS
        return clean.rjust(width) if right else clean.ljust(width)
    size = cell_len(clean)
    if size > width:
        return set_cell_size(clean, width - 1) + ELLIPSIS
    return " " * (width - size) + clean if right else clean + " " * (width - size)


def cell(s: object, width: int) -> Text:
    """``s`` cleaned for a table cell, at most ``width`` cells, cut with an ellipsis; never parsed."""
    text = Text(shown(s), no_wrap=True, overflow="ellipsis", end="")
    text.truncate(width, overflow="ellipsis")
    return text


def day_words(day: date) -> str:
    """'Thu 12 Mar'; a moment gives its day."""
    return f"{day:%a} {day.day} {day:%b}"


def moment_words(moment: datetime) -> str:
    """'Thu 12 Mar 14:06'."""
    return f"{day_words(moment)} {moment:%H:%M}"
