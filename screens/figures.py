"""F4, figures: what a landlord's policy asks to be counted, for a period; beside it what each is and how it divides.

Decision: figures of a large landlord take a second, so they are worked out in a thread, what was read last stays
until then, and after a change elsewhere they are worked out again at leisure: never more than a tenth of the time.
"""

import asyncio
from time import monotonic

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.figures import FiguresView
from screens.base import CaseActs
from screens.commands import bindings
from screens.figure_list import CasesBehind, FigureList
from screens.figure_words import figure_words
from screens.lines import Line
from screens.rows import RowList
from screens.text import day_words, fit

SIZES = ("month", "quarter", "year")
UPDATING_AFTER = 0.3


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
