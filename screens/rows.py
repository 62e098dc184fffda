"""A list of any length drawn line by line, with a cursor that belongs to a case and not to a row number.

Decision: Textual's Line API. A row costs a few segments when it is painted and nothing while it is
not; a cursor move in view repaints two lines; the column heads are line 0 of the same widget.
Subclasses say what a row holds (``total``, ``key_at``, ``row_segments``); when the rows change
underneath, the cursor goes where its key went.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.commands import bindings
from screens.text import fit

if TYPE_CHECKING:
    from screens.app import DeskApp


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """The cursor, the keys and the painting of a list; what a row is, subclasses know."""

    BINDINGS = bindings("list")
    DEFAULT_CSS = """
    RowList { height: 1fr; width: 1fr; overflow: hidden; }
    """
    if TYPE_CHECKING:
        app: "DeskApp"

    class Opened(Message):
        """Enter, or a second click, on a row."""

        def __init__(self, rows: "RowList") -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._base = Style.null()
        self.moved: Callable[[bool], None] = _nobody
        """Called when the cursor stands on another row, or the row under it became another case; True: by a key.

        No message: what it changes (a status line) is to be painted in the same frame as the cursor.
        """
        self.at = 0
        self.key: int | None = None
        """The case id under the cursor."""
        self.empty: tuple[str, ...] = ()
        """What stands in the list while it has no rows: why, and the next key."""

    # what subclasses say

    @property
    def total(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def key_at(self, i: int) -> int | None:
        """The case id of row ``i``; None for a heading or a row that could not be read."""
        raise NotImplementedError

    def head_segments(self, width: int) -> list[Segment]:
        """Line 0."""
        raise NotImplementedError

    def row_segments(self, i: int, width: int, under: Style | None) -> list[Segment]:
        """Row ``i``; ``under`` is the cursor's style where the cursor is on it."""
        raise NotImplementedError

    def can_stand_on(self, i: int) -> bool:
        """Whether the cursor may stand on row ``i``."""
        return 0 <= i < self.total

    # painting

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the heads, a row, a word about emptiness, or nothing."""
        width, base = self.size.width, self._base
        i = y - 1 + round(self.scroll_y)
        if y == 0:
            segments = self.head_segments(width)
        elif i < self.total:
            under = None
            if i == self.at:
                under = self.app.look.cursor if self.has_focus else self.app.look.cursor_blurred
            segments = self.row_segments(i, width, under)
        elif not self.total and 2 <= y < 2 + len(self.empty):
            segments = [Segment("  " + fit(self.empty[y - 2], width - 2))]
        else:
            return Strip.blank(width, base)
        return Strip([Segment(text, base + style if style else base) for text, style, _ in segments], width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region; the style below them is worked out once for all."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def lengthen(self) -> None:
        """The number of rows may have changed."""
        size = Size(1, self.total + 1)
        if size != self.virtual_size:
            self.virtual_size = size

    @property
    def allow_vertical_scroll(self) -> bool:
        """It scrolls, wheel and keys, without a scrollbar: one that comes late paints everything twice."""
        return self.total > self.page

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor's row in view."""
        self.bring_into_view()

    def on_focus(self) -> None:
        """The cursor's line looks different with the focus."""
        self._repaint(self.at)

    def on_blur(self) -> None:
        """And without it."""
        self._repaint(self.at)

    # the cursor

    @property
    def page(self) -> int:
        """Rows that fit below the heads."""
        return max(1, self.size.height - 1)

    @property
    def top(self) -> int:
        """The first row in view."""
        return round(self.scroll_y)

    def go(self, i: int, *, by_key: bool = True) -> None:
        """Put the cursor on row ``i``, or the nearest there is; repaint no more than must be."""
        i = max(0, min(self.total - 1, i))
        i = self._nearest(i, 1 if i >= self.at else -1)
        if not self.can_stand_on(i) or (i == self.at and self.key == self.key_at(i)):
            return
        old, self.at, self.key = self.at, i, self.key_at(i)
        if not self.bring_into_view():
            self._repaint(old, i)
        self.moved(by_key)

    def _nearest(self, i: int, step: int) -> int:
        """The row to stand on: ``i``, or the next in the direction ``step``, or else in the other."""
        for way in (range(i, self.total if step > 0 else -1, step), range(i, -1 if step > 0 else self.total, -step)):
            for at in way:
                if self.can_stand_on(at):
                    return at
        return i

    def bring_into_view(self) -> bool:
        """Scroll just enough to see the cursor; whether it had to."""
        top = self.top
        if self.at < top:
            self.scroll_to(y=0 if not any(map(self.can_stand_on, range(self.at))) else self.at, animate=False)
        elif self.at >= top + self.page:
            self.scroll_to(y=self.at - self.page + 1, animate=False)
        else:
            return False
        return True

    def settle(self, place: int | None) -> int | None:
        """The rows have changed: put the cursor on its case again, which is at ``place`` now (None: gone).

        The list stays at its top if it was there; elsewhere the cursor's line stays where it was on the
        screen. Returns the id of the case that left, if it did; the cursor is then on the one that followed.
        """
        gone = self.key if place is None else None
        was_at, top = self.at, self.top
        last = max(0, self.total - 1)
        at = min(was_at, last) if place is None else place
        at = self._nearest(at, 1)
        self.at = at
        self.key = self.key_at(at) if self.total else None
        self.lengthen()
        if top and at != was_at:
            self.scroll_to(y=max(0, top + at - was_at), animate=False)
        self.bring_into_view()
        self.refresh()
        if gone is not None:
            self.moved(False)
        return gone

    def _repaint(self, *rows: int) -> None:
        top, width = self.top, self.size.width
        lines = [Region(0, i - top + 1, width, 1) for i in rows if 0 <= i - top < self.page]
        if lines:
            self.refresh(*lines)

    # keys and mouse

    def action_down(self) -> None:
        """One row down."""
        self.go(self.at + 1)

    def action_up(self) -> None:
        """One row up."""
        self.go(self.at - 1)

    def action_first(self) -> None:
        """To the first row."""
        self.go(0)

    def action_last(self) -> None:
        """To the last row."""
        self.go(self.total - 1)

    def action_page_down(self) -> None:
        """One page down."""
        self.go(self.at + self.page - 1)

    def action_page_up(self) -> None:
        """One page up."""
        self.go(self.at - self.page + 1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.key is not None:
            self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the cursor's row it opens."""
        i = self.top + event.y - 1
        if event.y < 1 or not self.can_stand_on(i):
            return
        if i == self.at:
            self.action_open()
        else:
            self.go(i)


def _nobody(by_key: bool) -> None:
    """Nobody wants to know."""
