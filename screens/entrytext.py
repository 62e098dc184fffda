"""A timeline entry as lines of text, wrapped to the room there is: one line folded, all that was said unfolded."""

from datetime import datetime, time

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.app import App

from complaintdesk.engine.days import MONTHS, medium
from complaintdesk.models.case_view import TimelineEntry
from complaintdesk.models.lists import RelatedCase
from screens.controls import many_lines, one_line
from screens.find import places
from screens.palette import Look
from screens.text import fit

INDENT = "    "
MARGIN = "  "
"""Before a letter, so that a page of 72 to 76 characters stays as it was printed."""
NUMBER, WHEN, WHO, WHO_WIDE = 3, 17, 9, 24
WIDE = 100
"""From this width on a name has room."""
STRUCK = Style(strike=True)
FOUND = Style(underline=True, bold=True)


def when(at: datetime) -> str:
    """' 1 Mar 2024 09:25': day, month, year and hour, always as wide."""
    return f"{at.day:>2} {MONTHS[at.month - 1]} {at.year} {at:%H:%M}"


def related_entry(one: RelatedCase) -> TimelineEntry:
    """A related case as an entry of a list: which, when and about whom; below it why it is named."""
    at = datetime.combine(one.received_on, time())
    stage = f"S{one.stage} {one.status:<6}  received {medium(one.received_on)} {one.received_on.year}"
    title = f"{one.ref}  {stage}  {one.resident}: {one.subject}"
    return TimelineEntry(one.case_id, "related", at, at, one.owner, title, one.why)


def number(entry: TimelineEntry) -> str:
    """By which corrections name it; an entry of a case that this one grew out of has none here."""
    return str(entry.seq) if entry.seq > 0 else ""


def folded(entry: TimelineEntry, width: int) -> list[str]:
    """Its number, when, who and what; below it what became of the entry, where it was taken back."""
    if entry.kind == "related":
        return [fit(entry.title, width - len(MARGIN)).rstrip(), *(f"{INDENT}{one_line(why)}" for why in entry.lines)]
    head = f"{number(entry):>{NUMBER}} {when(entry.at)} {fit(entry.who, _who(width))} {one_line(entry.title)}"
    return [head, f"{INDENT}{one_line(entry.undone)}"] if entry.undone else [head]


def unfolded(entry: TimelineEntry, width: int, app: App[object]) -> list[str]:
    """The same, then every field in words and the letter word for word."""
    lines = folded(entry, width)
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


def _who(width: int) -> int:
    return WHO_WIDE if width >= WIDE else WHO


def drawn(entry: TimelineEntry, lines: list[str], width: int, look: Look, cursor: Style | None, sought: str) -> Text:
    """An entry's lines with their looks: ``cursor`` over the whole first line, struck where undone, places found."""
    head, *rest = lines
    mark = " " if cursor is None else ">" if look.ascii else "→"
    text = Text(f"{mark} {head}{' ' * (width - 2 - cell_len(head)) if cursor is not None else ''}")
    text.stylize(cursor or Style.null())
    if entry.undone:
        text.stylize(STRUCK, 2 + NUMBER + 1 + WHEN + 1 + _who(width) + 1, 2 + len(head))
        text.append(f"\n{rest.pop(0)}", look.strong)
    for line in rest:
        text.append(f"\n{line}", STRUCK if entry.undone else Style.null())
    for start, end in places(text.plain, sought):
        text.stylize(FOUND, start, end)
    return text


def hung(line: str, indent: str, width: int, app: App[object]) -> list[str]:
    """One line as many as it takes, each indented."""
    room = max(10, width - len(indent))
    if cell_len(line) <= room:
        return [f"{indent}{line}".rstrip()]
    return [f"{indent}{part.plain}".rstrip() for part in Text(line).wrap(app.console, room)]
