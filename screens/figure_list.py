"""The list of figures, and the list of cases behind one of them."""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from complaintdesk.models.figures import Behind, Figure
from screens.base import DeskModal
from screens.commands import bindings
from screens.lines import Line, TooSmall
from screens.rows import RowList
from screens.text import day_words, fit, shown


class FigureList(RowList):
    """A line a figure: its title and its value."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.figures: tuple[Figure, ...] = ()
        self.read_on: Callable[[int], bool] = lambda by: False
        """Reads on in what stands beside the list, a page down or up; whether there was more."""
        self.empty = ("Working the figures out…",)

    @property
    def total(self) -> int:
        """How many figures."""
        return len(self.figures)

    @property
    def figure(self) -> Figure | None:
        """The figure under the cursor."""
        return self.figures[self.at] if self.at < self.total else None

    def key_at(self, i: int) -> int | None:
        """A figure's place: it has no case of its own."""
        return i if 0 <= i < self.total else None

    def action_page_down(self) -> None:
        """On in what stands beside, where there is more of it; else one page down."""
        if not self.read_on(1):
            super().action_page_down()

    def action_page_up(self) -> None:
        """Back in what stands beside; else one page up."""
        if not self.read_on(-1):
            super().action_page_up()

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Put other figures in place; the cursor follows its figure."""
        was = self.figure
        keys = [one.key for one in figures]
        self.figures = figures
        self.empty = ("The policy of this landlord names no figures.", "f goes to the next landlord.")
        self.key = self.key_at(self.at)
        self.settle(keys.index(was.key) if was and was.key in keys else min(self.at, max(0, len(keys) - 1)))

    def head_segments(self, width: int) -> list[Segment]:
        """The column heads."""
        return [Segment(fit(f" {fit('FIGURE', width - 14)} {fit('VALUE', 12, right=True)}", width), self.app.look.head)]

    def row_segments(self, i: int, width: int, under: Style | None) -> list[Segment]:
        """Title and value."""
        one = self.figures[i]
        value = one.words if one.value is not None and len(one.words) <= 12 else _short(one)
        return [Segment(fit(f" {fit(one.title, width - 14)} {fit(value, 12, right=True)}", width), under)]


def _short(one: Figure) -> str:
    """A value that is too long for its column: a rate without its unit, yes or no."""
    if one.value is None:
        return "--"
    if one.unit == "yes_no":
        return "yes" if one.value else "no"
    return one.words.partition(" ")[0]


class BehindList(RowList):
    """The cases and entries behind a figure."""

    def __init__(self, behind: tuple[Behind, ...], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.behind = behind
        self._marks = min(22, max((len(_mark(one)) for one in behind), default=0))
        self.key = self.key_at(0)
        self.empty = ("Nothing is behind this figure.",)
        self.lengthen()

    @property
    def total(self) -> int:
        """How many lines."""
        return len(self.behind)

    def key_at(self, i: int) -> int | None:
        """The line's place, since a case may stand in several."""
        return i if 0 <= i < self.total else None

    def head_segments(self, width: int) -> list[Segment]:
        """The column heads."""
        words = f"{'REF':<11} {'DAY':<15} WHAT"
        return [Segment(fit(words, width), self.app.look.head)]

    def row_segments(self, i: int, width: int, under: Style | None) -> list[Segment]:
        """Reference, day, what, and why it does not count or what else is to be said."""
        one = self.behind[i]
        day = f"{day_words(one.day)} {one.day.year}" if one.day else ""
        mark = _mark(one)
        room = width - 29 - self._marks
        words = f"{fit(one.ref, 11)} {fit(day, 15)} {fit(one.words, room)} {fit(mark, self._marks)}"
        return [Segment(fit(words, width), under)]


def _mark(one: Behind) -> str:
    return one.mark or ("" if one.counts else "does not count")


class CasesBehind(DeskModal[str]):
    """The list behind a figure; Enter gives the reference to open."""

    CSS_PATH = "figures.tcss"
    BINDINGS = bindings("list")

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        figure = self._figure
        n = len(figure.behind)
        with Vertical(id="box"):
            yield Line(id="title")
            yield BehindList(figure.behind, id="behind")
            yield Line(id="how")
        yield TooSmall()
        self.call_after_refresh(self._say, f"{shown(figure.title)}: {shown(figure.words)}, {n:,} behind it")

    def _say(self, title: str) -> None:
        self.query_one("#title", Line).say((title, self.app.look.strong))
        self.query_one("#how", Line).say("Enter Open   j k Move   Esc Back")
        self.query_one(BehindList).focus()

    @on(RowList.Opened)
    def _opened(self) -> None:
        rows = self.query_one(BehindList)
        ref = rows.behind[rows.at].ref
        if ref.startswith("CD-"):
            self.dismiss(ref)
        elif ref:
            self.app.notice("That stands in the landlord's book, not on a case.")
