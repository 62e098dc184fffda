"""The acts of a menu as columns under the names of their groups, a page at a time, with a cursor.

Decision: acts keep their places. Every page is filled column by column in the order of the desk's list, so that an act
is found where it was the last time, possible or not; there is no scrolling, and a group that goes on in the next
column is named there again.
"""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from complaintdesk.models.acting import ActChoice
from screens.palette import Look
from screens.text import fit, shown

COLUMN = 36
"""Cells a column needs at least: mark, letter, label, 'not now'."""
AROUND = 6
"""Lines of the menu around the acts: border with the title, what is said of the act under the cursor."""
BARRED = " not now"
Cell = ActChoice | str
"""An act, or the name of a group."""


class ActGrid(Widget, can_focus=True):
    """The acts; ``moved`` is called when the cursor stands on another one, ``picked`` when one is clicked twice."""

    DEFAULT_CSS = "ActGrid { height: auto; width: 1fr; }"

    def __init__(self, choices: Sequence[ActChoice], moved: Callable[[], None], picked: Callable[[], None]) -> None:
        super().__init__()
        self._moved, self._picked = moved, picked
        self.choices = tuple(choices)
        self.at = next((place for place, one in enumerate(choices) if one.allowed), 0)

    @property
    def choice(self) -> ActChoice | None:
        """The act under the cursor."""
        return self.choices[self.at] if self.choices else None

    def show(self, choices: Sequence[ActChoice]) -> None:
        """Show these; the cursor stays on its act, or goes to the first that is possible."""
        here = self.choice
        self.choices = tuple(choices)
        keys = [one.key for one in choices]
        first = next((place for place, one in enumerate(choices) if one.allowed), 0)
        self.at = keys.index(here.key) if here and here.key in keys else first
        self.refresh(layout=True)
        self._moved()

    def go(self, place: int) -> None:
        """Put the cursor on the act at ``place``, or the nearest there is."""
        if self.choices:
            self.at = max(0, min(place, len(self.choices) - 1))
            self.refresh()
            self._moved()

    def aside(self, by: int) -> None:
        """To the column beside, as near as there is."""
        pages = self._pages(self.size.width, self.size.height)
        columns = [column for page in pages for column in page]
        here = self.choice
        for place, column in enumerate(columns):
            if here in column and 0 <= place + by < len(columns):
                beside = columns[place + by]
                row = min(column.index(here), len(beside) - 1)
                acts = [one for one in (*beside[row:], *reversed(beside[:row])) if not isinstance(one, str)]
                self.go(self.choices.index(acts[0]))
                return

    def page(self, by: int) -> None:
        """To the first act of the next page, or of the one before."""
        firsts = [next(one for one in page[0] if not isinstance(one, str)) for page in self._all_pages()]
        if firsts:
            at = max(0, min(self._page_at() + by, len(firsts) - 1))
            self.go(self.choices.index(firsts[at]))

    @property
    def place_words(self) -> str:
        """'page 1 of 2 (PgDn)'; nothing where there is one page."""
        many = len(self._all_pages())
        return f"page {self._page_at() + 1} of {many} (PgDn PgUp)" if many > 1 else ""

    # laying out

    def _all_pages(self) -> list[list[list[Cell]]]:
        return self._pages(self.size.width, self.size.height)

    def _page_at(self) -> int:
        here = self.choice
        return next((at for at, page in enumerate(self._all_pages()) if any(here in column for column in page)), 0)

    def _pages(self, width: int, height: int) -> list[list[list[Cell]]]:
        """The pages, each a list of columns, each a list of at most ``height`` cells."""
        many, columns = max(1, width // COLUMN), self._columns(max(2, height))
        return [columns[start : start + many] for start in range(0, len(columns), many)]

    def _columns(self, height: int) -> list[list[Cell]]:
        columns: list[list[Cell]] = [[]]
        group = ""
        for one in self.choices:
            column = columns[-1]
            if (one.group != group and len(column) + 2 > height) or len(column) + 1 > height:
                column = []
                columns.append(column)
            if one.group != group or not column:
                column.append(group_title(one.group) + (", more" if one.group == group else ""))
            group = one.group
            column.append(one)
        return columns if self.choices else []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As few lines as put everything on one page; else what the window has."""
        most = max(2, viewport.height - AROUND)
        many = max(1, width // COLUMN)
        return next((height for height in range(2, most) if len(self._columns(height)) <= many), most)

    # painting

    def render_line(self, y: int) -> Strip:
        """One line through all columns of the page."""
        width, base, look = self.size.width, self.rich_style, self.app.look  # type: ignore[attr-defined]
        pages = self._all_pages()
        if not pages:
            return Strip([Segment(fit("No act has these words. Esc shows all." if not y else "", width), base)], width)
        many = max(1, width // COLUMN)
        room = width // many
        segments = []
        for column in pages[self._page_at()]:
            segments += self._cell(column[y] if y < len(column) else "", room, base, look)
        return Strip(segments).adjust_cell_length(width, base)

    def _cell(self, one: Cell, room: int, base: Style, look: Look) -> list[Segment]:
        if isinstance(one, str):
            return [Segment(fit(one, room), base + look.strong)]
        here = one is self.choice
        words = f"{'>' if here else ' '}{shown(one.letter)}  "
        left = room - len(words) - 1
        words += f"{fit(one.label, left)} " if one.allowed else f"{fit(one.label, left - len(BARRED))}{BARRED} "
        if here:
            return [Segment(words[:-1], base + look.cursor), Segment(" ", base)]
        return [Segment(words, base if one.allowed else base + look.muted)]

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the cursor's act it picks."""
        pages = self._all_pages()
        if not pages:
            return
        page = pages[self._page_at()]
        column, row = event.x // max(1, self.size.width // max(1, self.size.width // COLUMN)), event.y
        if column >= len(page) or row >= len(page[column]):
            return
        one = page[column][row]
        if one is self.choice:
            self._picked()
        elif not isinstance(one, str):
            self.go(self.choices.index(one))


def group_title(group: str) -> str:
    """The name of a group as a heading."""
    return shown(group).replace("_", " ").capitalize()
