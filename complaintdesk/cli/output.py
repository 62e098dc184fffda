"""What commands print: plain text a terminal cannot be made to act on, JSON, and errors as one sentence.

Plain output is the way in for screen readers and scripts: one record a line, no boxes, columns by two spaces.
"""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from complaintdesk.errors import ComplaintDeskError


def plain(text: str) -> str:
    """``text`` on one line: breaks become spaces, what a terminal might act on is shown as an escape.

    >>> plain("a\\x1b[31m b")
    'a\\\\x1b[31m b'
    """
    return "".join(_speakable(char) for char in text)


def _speakable(char: str) -> str:
    if char.isprintable():
        return char
    if char.isspace() or char == "\u00a0":
        return " "
    if char == "\u200d":  # joins letters in several scripts
        return char
    return "" if unicodedata.category(char) == "Cf" else ascii(char)[1:-1]


def say(line: str = "") -> None:
    """One line on standard output, plain."""
    print(plain(line))


def say_all(text: str) -> None:
    """Text of many lines on standard output, each line plain."""
    for line in text.split("\n"):
        say(line)


def table(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Rows as lines with columns two spaces apart; the last column is as wide as it is."""
    if not rows:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()


def as_json(value: Any) -> str:
    """Views as JSON: views as objects, dates as ISO text. ASCII, so that no terminal acts on it."""
    return json.dumps(_shallow(value), default=_jsonable)


def _shallow(value: Any) -> Any:
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _shallow(one) for name, one in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [_shallow(one) for one in value]
    return value


def _jsonable(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def refuse(error: ComplaintDeskError) -> int:
    """The error as one sentence on standard error; the exit code that goes with it."""
    for line in str(error).split("\n"):
        print(plain(line), file=sys.stderr)
    return error.exit_code


def ready_output() -> None:
    """A pipe or console that cannot hold every letter prints '?' in its place instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
