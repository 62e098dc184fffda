"""F4, figures: what a landlord's policy asks to be counted, for a period; beside it what each is and how it divides.

Decision: figures of a large landlord take a second, so they are worked out in a thread, what was read last stays
until then, and after a change elsewhere they are worked out again at leisure: never more than a tenth of the time.
"""

import asyncio
from collections.abc import Callable
from time import monotonic

from rich.segment import Segment
from rich.style import Style
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.figures import Behind, Figure, FiguresView
from screens.base import CaseActs, DeskModal
from screens.commands import bindings
from screens.figure_words import figure_words
from screens.lines import Line, TooSmall
from screens.rows import RowList
from screens.text import day_words, fit, shown

SIZES = ("month", "quarter", "year")
UPDATING_AFTER = 0.3


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


class FiguresScreen(CaseActs[None]):
    """A landlord's figures for a period."""

    NAME = "figures"
    CSS_PATH = "figures.tcss"
    BINDINGS = bindings("figures")
    AUTO_FOCUS = "#rows"

    rows = query_one("#rows", FigureList)
    head = query_one("#head", Line)
    status = query_one("#status", Line)
    words = query_one("#words", Static)

    def __init__(self) -> None:
        super().__init__()
        self.landlords: dict[str, str] = {}
        self.landlord = ""
        self.view: FiguresView | None = None
        self._ref = ""
        self._took = 0.0
        self._pending = False

    def compose(self) -> ComposeResult:
        """Head, list on the left, the figure under the cursor on the right, keys."""
        yield Line(id="head")
        with Horizontal(id="middle"):
            yield FigureList(id="rows")
            with VerticalScroll(id="told", can_focus=False):
                yield Static("", id="words", markup=False)
        yield Line(id="status")
        yield from super().compose()

    def on_mount(self) -> None:
        """Begin to work them out."""
        self.rows.moved = lambda by_key: self.say(top=True)
        self.rows.read_on = self._read_on
        self.say()
        self.load()

    def on_resize(self, event: events.Resize) -> None:
        """There may be room for more."""
        self.call_after_refresh(self.say)

    def restyle(self) -> None:
        """New colours."""
        self.rows.refresh()
        self.say()

    # reading

    def refresh_view(self) -> None:
        """Somebody stored something: work them out again, at leisure."""
        if not self._pending:
            self._pending = True
            self._load_later()

    @work(group="figures_later", exit_on_error=False)
    async def _load_later(self) -> None:
        await asyncio.sleep(9 * self._took)
        self._pending = False
        self.load()

    @work(exclusive=True, group="figures", exit_on_error=False)
    async def load(self, by: int = 0, size: str = "", landlord: str = "") -> None:
        """Work the figures out in a thread; what was read last stays until they are there."""
        late = self.set_timer(UPDATING_AFTER, lambda: self.status.say(" updating…"))
        began = monotonic()
        try:
            if not self.landlords:
                self.landlords = dict(await asyncio.to_thread(self.desk.landlords))
                self.landlord = next(iter(self.landlords), "")
            whose, period = landlord or self.landlord, self.view.period if self.view else ""
            if whose:
                self.view = await asyncio.to_thread(self.desk.figures, whose, period, "", by, size)
                self.landlord = whose
        except ComplaintDeskError as error:
            self.app.problem(error)
        finally:
            late.stop()
        self._took = monotonic() - began
        if self.view is not None:
            self.rows.show_figures(self.view.figures)
        self.say()

    # words

    def say(self, *, top: bool = False) -> None:
        """Everything but the rows."""
        look, view, figure = self.app.look, self.view, self.rows.figure
        if view is None:
            self.head.say((" Figures", look.strong))
            return
        as_at = f" as at {day_words(view.as_at)} "
        room = self.app.size.width - len(as_at) - len(view.period_words) - len(" Figures: , ")
        whose = fit(view.landlord_name, max(8, room)).rstrip()
        self.head.say((f" Figures: {whose}, {view.period_words}", look.strong), right=(as_at,))
        told = self.query_one("#told", VerticalScroll)
        self.words.update(figure_words(figure, look, max(20, told.size.width - 3)) if figure else "")
        if top:
            told.scroll_home(animate=False)
        place = f"{self.rows.at + 1} of {self.rows.total}" if self.rows.total else "no figures"
        tally = look.tally(view.open_cases, self.app.size.width - 12)
        self.status.say(f" Open now: {tally}" if self.app.size.width > 100 else f" {tally}", right=(f"{place} ",))

    def _read_on(self, by: int) -> bool:
        told = self.query_one("#told", VerticalScroll)
        if not 0 <= told.scroll_offset.y + by <= told.max_scroll_y:
            return False
        told.scroll_to(y=told.scroll_offset.y + by * (told.size.height - 1), animate=False)
        return True

    # keys

    def case_ref(self) -> str:
        """The case chosen in the list behind a figure."""
        return self._ref

    def action_measure(self, by: int) -> None:
        """The next figure, or the one before."""
        self.rows.go(self.rows.at + by)

    def action_period(self, by: int) -> None:
        """The next period, or the one before."""
        self.load(by=by)

    def action_size(self) -> None:
        """A month, a quarter or a year."""
        if self.view is not None:
            at = SIZES.index(self.view.size) if self.view.size in SIZES else -1
            self.load(size=SIZES[(at + 1) % len(SIZES)])

    def action_narrow(self) -> None:
        """The next landlord."""
        keys = list(self.landlords)
        if len(keys) > 1:
            self.load(landlord=keys[(keys.index(self.landlord) + 1) % len(keys)])

    @on(RowList.Opened)
    def _opened(self) -> None:
        if self.rows.figure is not None:
            self.app.push_screen(CasesBehind(self.rows.figure), self._chosen)

    def _chosen(self, ref: str | None) -> None:
        figure = self.rows.figure
        if ref and figure is not None:
            refs = list(dict.fromkeys(one.ref for one in figure.behind if one.ref.startswith("CD-")))
            self._ref = ref

            def order(here: str, step: int) -> str | None:
                at = refs.index(here) + step if here in refs else -1
                return refs[at] if 0 <= at < len(refs) else None

            self.open_case(order)

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        """Save the figures of this period as CSV."""
        if self.view is None:
            return
        try:
            path = await asyncio.to_thread(self.desk.save_figures, self.view)
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        self.app.notice(f"Saved {path}")
