"""A timeline entry as lines of text, wrapped to the room there is: one line folded, all that was said unfolded."""

from datetime import datetime

from rich.cells import cell_len
from rich.text import Text
from textual.app import App

from complaintdesk.engine.days import MONTHS
from complaintdesk.models.views import TimelineEntry
from screens.controls import many_lines, one_line
from screens.text import fit

INDENT = "    "
MARGIN = "  "
"""Before a letter, so that a page of 72 to 76 characters stays as it was printed."""
WHEN, WHO = 17, 12
TITLE_AT = 2 + WHEN + 2 + WHO + 1
"""The column the title starts in."""


def when(at: datetime) -> str:
    """' 1 Mar 2024 09:25': day, month, year and hour, always as wide."""
    return f"{at.day:>2} {MONTHS[at.month - 1]} {at.year} {at:%H:%M}"


def folded(entry: TimelineEntry) -> list[str]:
    """When, who and what; below it what became of the entry, where it was taken back."""
    head = f"{when(entry.at)}  {fit(entry.who, WHO)} {one_line(entry.title)}"
    return [head, f"{INDENT}{one_line(entry.undone)}"] if entry.undone else [head]


def unfolded(entry: TimelineEntry, width: int, app: App[object]) -> list[str]:
    """The same, then every field in words and the letter word for word."""
    lines = folded(entry)
    for said in entry.lines:
        for part in many_lines(said).split("\n"):
            lines += hung(part, INDENT, width, app)
    if f"{entry.recorded_at:%Y%m%d%H%M}" != f"{entry.at:%Y%m%d%H%M}":
        lines.append(f"{INDENT}Recorded {when(entry.recorded_at).strip()}")
    if entry.letter:
        lines.append("")
        for part in many_lines(entry.letter).rstrip("\n").split("\n"):
            lines += hung(part, MARGIN, width, app)
        lines.append("")
    return lines


def hung(line: str, indent: str, width: int, app: App[object]) -> list[str]:
    """One line as many as it takes, each indented."""
    room = max(10, width - len(indent))
    if cell_len(line) <= room:
        return [f"{indent}{line}".rstrip()]
    return [f"{indent}{part.plain}".rstrip() for part in Text(line).wrap(app.console, room)]
