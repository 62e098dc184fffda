"""What is owed as a list: by when, how late, which case, what, and who owes it."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from complaintdesk.engine.days import medium
from complaintdesk.models.lists import OwedRow
from screens.rows import RowList
from screens.text import fit

DAY, HOW, REF = 11, 13, 11
WIDE = 100
"""Cells from which on there is room for the resident."""


class OwedList(RowList):
    """Lines of what is owed; the cursor follows its line, and not the row number."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.lines: tuple[OwedRow, ...] = ()
        self._numbers: dict[tuple[str, str], int] = {}

    @property
    def total(self) -> int:
        """How many lines."""
        return len(self.lines)

    @property
    def line(self) -> OwedRow | None:
        """The line under the cursor."""
        return self.lines[self.at] if self.at < self.total else None

    @property
    def ref(self) -> str:
        """The reference under the cursor."""
        return self.line.ref if self.line else ""

    def key_at(self, i: int) -> int | None:
        """A number that stays with a line as long as the list is open: one case may owe several things."""
        if not 0 <= i < self.total:
            return None
        line = self.lines[i]
        return self._numbers.setdefault((line.ref, line.what), len(self._numbers))

    def show_owed(self, lines: Sequence[OwedRow], *, afresh: bool = False) -> None:
        """Put another reading in place; ``afresh``: another list, so the cursor begins at its top."""
        first = afresh or not self.lines
        self.lines = tuple(lines)
        place = next((i for i in range(self.total) if self.key_at(i) == self.key), None)
        self.settle(0 if first else place)

    def go_to_ref(self, ref: str) -> bool:
        """Put the cursor on the first line of a case, unless it is on one already; whether there is one."""
        place = next((i for i, line in enumerate(self.lines) if line.ref == ref), None)
        if place is not None and self.ref != ref:
            self.go(place, by_key=False)
        return place is not None

    def order(self, ref: str, step: int) -> str | None:
        """The reference ``step`` cases further down; None at the end."""
        refs = list(dict.fromkeys(line.ref for line in self.lines))
        at = refs.index(ref) + step if ref in refs else -1
        return refs[at] if 0 <= at < len(refs) else None

    def _day(self, line: OwedRow) -> str:
        """'Thu 12 Mar'; the year in the place of the weekday where it is another one."""
        if line.due is None:
            return "--"
        weekday, rest = medium(line.due).split(" ", 1)
        return f"{weekday} {rest}" if line.due.year == self.app.desk.today().year else f"{rest} {line.due.year}"

    def place_words(self, most: int) -> str:
        """'3 of 26'; of a longer list also how many it has in all."""
        if not self.total:
            return "nothing is owed"
        more = f"; {most:,} in all, f shows one person's" if most > self.total else ""
        return f"{self.at + 1} of {self.total:,}{more}"

    def head_segments(self, width: int) -> list[Segment]:
        """The column heads."""
        what, who, resident = _widths(width)
        words = f"  {'BY':<{DAY}} {'':<{HOW}} {'REF':<{REF}} {fit('WHAT', what)} {fit('WHO', who)}"
        return [Segment(fit(words + (f" {fit('RESIDENT', resident)}" if resident else ""), width), self.app.look.head)]

    def row_segments(self, i: int, width: int, under: Style | None) -> list[Segment]:
        """One line; what is late or due today has the glyph and the colours of a clock."""
        line, look = self.lines[i], self.app.look
        what, who, resident = _widths(width)
        band = "breached" if line.is_late else "today" if line.due == self.app.desk.today().date() else "clear"
        how = f"{look.glyphs[band]} {fit(line.words, HOW - 1 - len(look.glyphs[band])).rstrip()}"
        style = under if band == "clear" else (under or Style.null()) + look.chips[band]
        rest = f" {fit(line.ref, REF)} {fit(line.what, what)} {fit(line.owner or '--', who)}"
        rest += f" {fit(line.resident, resident)}" if resident else ""
        day = Segment(f"  {fit(self._day(line), DAY)} ", under)
        gap = Segment(" " * (HOW - len(how)), under)
        return [day, Segment(how, style), gap, Segment(fit(rest, width - 3 - DAY - HOW), under)]


def _widths(width: int) -> tuple[int, int, int]:
    """Cells for what, who and resident (0: no room)."""
    room = max(0, width - 2 - DAY - 1 - HOW - 1 - REF - 1)
    who, resident = (18, 20) if width >= WIDE else (12, 0)
    return max(0, room - who - 1 - (resident + 1 if resident else 0)), who, resident
