"""A list of timeline entries with a cursor: titles, and under Enter all that was said, letters word for word.

Decision: the cursor follows the entry (its number in the history), not the row, so that news arriving
moves nothing. An entry taller than the window is read on with ``j`` before the cursor leaves it.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from complaintdesk.models.case_view import TimelineEntry
from screens.awaiting import unbroken
from screens.entryrow import Row, lay
from screens.entrytext import drawn, folded, unfolded
from screens.find import places

if TYPE_CHECKING:
    from screens.app import DeskApp

READ_ON = 3
"""Lines a step moves inside an entry that is taller than the window."""


class Entries(VerticalScroll, can_focus=True, inherit_bindings=False):
    """The entries given to ``show``. ``opens``: Enter asks for the entry instead of unfolding it."""

    if TYPE_CHECKING:
        app: "DeskApp"

    DEFAULT_CSS = (
        "Entries { height: 1fr; scrollbar-size-vertical: 1; } Entries > .nothing { padding: 0 1; color: $muted; }"
    )

    @dataclass
    class Opened(Message):
        """Enter on an entry of a list that opens."""

        entry: TimelineEntry

    def __init__(self, *, opens: bool = False, nothing: str = "Nothing here.", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._opens, self._nothing = opens, nothing
        self.entries: tuple[TimelineEntry, ...] = ()
        self._laid: tuple[TimelineEntry, ...] | None = None
        self._laying = asyncio.Lock()
        self.seq = 0
        """The entry under the cursor, by its number in the history."""
        self.unfolded: set[int] = set()
        self.sought = ""
        """The words sought."""
        self._found: list[tuple[int, int]] = []
        self._line = -1

    # showing

    async def show(self, entries: Iterable[TimelineEntry]) -> None:
        """Show these; cursor, unfolded entries and scroll stay with what they were on."""
        entries = tuple(entries)
        async with self._laying:
            if entries == self._laid and self.children:
                return
            self.entries, self._laid = entries, None
            wanted = {entry.seq: entry for entry in entries}
            await unbroken(self.query(".nothing").remove())
            await lay(self, wanted)
            if not entries:
                await unbroken(self.mount(Static(self._nothing, markup=False, classes="nothing")))
            self._laid = entries
        if self.seq not in wanted:
            self.seq = entries[-1].seq if entries else 0
        self.seek(self.sought)
        self.call_after_refresh(self._see)

    def forget(self) -> None:
        """Another case comes: its entries have the same numbers, so cursor and unfolded entries begin anew."""
        self.seq, self._line, self.sought = 0, -1, ""
        self.unfolded.clear()

    @property
    def rows(self) -> list[Row]:
        """The rows in order."""
        return list(self.query(Row).results(Row))

    @property
    def at(self) -> int:
        """The place of the cursor."""
        return next((place for place, entry in enumerate(self.entries) if entry.seq == self.seq), 0)

    @property
    def entry(self) -> TimelineEntry | None:
        """The entry under the cursor."""
        return self.entries[self.at] if self.entries else None

    def redraw(self) -> None:
        """Draw every row as it should look now."""
        for row in self.rows:
            row.draw(self._text(row.entry))

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor line is stronger where the keys go, weaker where they do not."""
        super().watch_has_focus(has_focus)
        self.redraw()

    def on_resize(self) -> None:
        """Wrap again."""
        self.redraw()

    def _text(self, entry: TimelineEntry) -> Text:
        look, width = self.app.look, self._width
        cursor = look.cursor if self.has_focus else look.cursor_blurred
        lines = self._lines(entry) if entry.seq in self.unfolded else folded(entry, width)
        return drawn(entry, lines, width, look, cursor if entry.seq == self.seq else None, self.sought)

    @property
    def _width(self) -> int:
        """Cells of a line: without padding and scrollbar."""
        return max(20, self.size.width - 3)

    def _lines(self, entry: TimelineEntry) -> list[str]:
        return unfolded(entry, self._width, self.app)

    # moving

    def step(self, by: int) -> None:
        """Down or up: on within a tall entry first, then to the next."""
        row = self._row()
        if row is not None and row.size.height > self.size.height:
            top = row.virtual_region.y - self.scroll_offset.y
            left = top + row.size.height - self.size.height if by > 0 else -top
            if left > 0:
                self.scroll_relative(y=by * min(READ_ON, left), animate=False)
                return
        self.go(self.at + by)

    def page(self, by: int) -> None:
        """A page down or up, the cursor with it."""
        self.scroll_relative(y=by * (self.size.height - 1), animate=False)
        self.call_after_refresh(self._into_view)

    def _into_view(self) -> None:
        """Put the cursor on an entry one can see."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        seen = [
            place
            for place, row in enumerate(self.rows)
            if row.virtual_region.y < bottom and row.virtual_region.bottom > top
        ]
        if seen and self.at not in seen:
            self.go(seen[-1] if self.at > seen[-1] else seen[0], see=False)

    def go(self, place: int, *, see: bool = True) -> None:
        """Put the cursor on the entry at ``place``, or the nearest there is."""
        if self.entries:
            self.seq, self._line = self.entries[max(0, min(place, len(self.entries) - 1))].seq, -1
            self.redraw()
            if see:
                self._see()

    def _row(self) -> Row | None:
        return next((row for row in self.rows if row.entry.seq == self.seq), None)

    def _see(self, line: int = 0) -> None:
        row = self._row()
        if row is None:
            return
        begin, top, height = row.virtual_region.y, self.scroll_offset.y, self.size.height
        y = begin + line
        if y < top or (line and y >= top + height):
            self.scroll_to(y=max(begin, y - height // 2), animate=False)
        elif not line and row.virtual_region.bottom > top + height:
            self.scroll_to(y=min(y, row.virtual_region.bottom - height), animate=False)

    def unfold(self) -> None:
        """Enter: show all of the entry under the cursor, or its title alone again."""
        if self.entry is None:
            return
        if self._opens:
            self.post_message(self.Opened(self.entry))
            return
        self.unfolded ^= {self.seq}
        self.redraw()
        self.call_after_refresh(self._see)

    def on_click(self, event: events.Click) -> None:
        """First click puts the cursor on an entry, the second opens it."""
        row = next((row for row in self.rows if row.region.contains(event.screen_x, event.screen_y)), None)
        if row is None:
            return
        if row.entry.seq == self.seq:
            self.unfold()
        else:
            self.go(self.entries.index(row.entry), see=False)

    # searching

    def seek(self, words: str) -> int:
        """Mark where ``words`` stand; how many places there are."""
        self.sought = words
        self._found = []
        for entry in self.entries if words else ():
            text = "\n".join(self._lines(entry))
            self._found += [(entry.seq, text.count("\n", 0, start)) for start, _ in places(text, words)]
        self.redraw()
        return len(self._found)

    def next_place(self, by: int) -> str:
        """Go to the next place found, or the one before; which one it is, in words."""
        if not self._found:
            return "Nothing found." if self.sought else "Nothing was sought. / searches."
        order = [entry.seq for entry in self.entries]
        here = (order.index(self.seq) if self.seq in order else 0, self._line)
        spots = [(order.index(seq), line) for seq, line in self._found]
        ahead = [at for at, spot in enumerate(spots) if (spot > here if by > 0 else spot < here)]
        at = (ahead[0] if by > 0 else ahead[-1]) if ahead else (0 if by > 0 else len(spots) - 1)
        self.seq, self._line = self._found[at]
        if self._line > 0 and not self._opens:
            self.unfolded.add(self.seq)
        self.redraw()
        line = self._line
        self.call_after_refresh(lambda: self._see(line))
        return f"{at + 1} of {len(self._found)}"


def only(entries: Sequence[TimelineEntry], kinds: frozenset[str]) -> tuple[TimelineEntry, ...]:
    """The entries of these kinds; no kinds: all of them."""
    return tuple(entry for entry in entries if not kinds or entry.kind in kinds)
