"""One case: who and how urgent on top, what must be seen before anything else under it, then the tabs.

Decision: ``J`` and ``K`` change the case in place, so that Escape is always one step from the list it was
opened from; the screen knows at the end which case it showed last, and the list's cursor goes there. A case is read
at once when it is opened (as the queue reads its first page), so that its first frame is the whole of it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.visual import VisualType
from textual.widgets import ContentSwitcher, Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.acting import Done
from complaintdesk.models.case_view import CaseView
from complaintdesk.models.terms import BOOK, feedback_words
from screens import casetext, filetext
from screens.base import CaseActs
from screens.case_tabs import SUMMARY, TIMELINE, Pane, RelatedPane, labels, tabs_of
from screens.commands import bindings, hint_line
from screens.controls import one_line
from screens.entries import Entries
from screens.lines import Line, Piece
from screens.moves import Moves
from screens.text import cell
from screens.timeline import past_letter

if TYPE_CHECKING:
    from screens.app import DeskApp

Order = Callable[[str, int], str | None]
NAME_ROOM = 34
"""Cells a name may take in the head, so that the property is seen too; all of it stands on the dialogs."""
LATELY = 12
"""How many of the last entries stand beside the summary where there is room."""


class TabLine(Line):
    """The tabs as one line; a click on a name opens it."""

    if TYPE_CHECKING:
        app: "DeskApp"

    def __init__(self, chosen: Callable[[str], Awaitable[None]]) -> None:
        super().__init__(id="tabs")
        self._chosen = chosen
        self._names: list[tuple[int, str]] = []

    def show(self, active: str, labels: dict[str, str], gap: int) -> None:
        """Show these labels, so many cells apart; the active one stands in brackets and in the cursor's style."""
        pieces: list[Piece] = [" "]
        self._names, x = [], 1
        for name, label in labels.items():
            words = f"[{label}]" if name == active else f" {label} "
            pieces += [(words, self.app.look.cursor) if name == active else words, " " * gap]
            x += cell_len(words) + gap
            self._names.append((x, name))
        self.say(*pieces)

    async def on_click(self, event: events.Click) -> None:
        """Open the tab under the mouse."""
        name = next((name for end, name in self._names if event.x < end), "")
        if name:
            await self._chosen(name)


class CaseScreen(Moves, CaseActs[None]):
    """The case ``ref``; ``order`` answers which case stands next to one in the list it was opened from."""

    NAME = "case"
    CSS_PATH = "case.tcss"
    BINDINGS = bindings("case", "list", "acts")

    def __init__(self, ref: str, order: Order | None = None, *, tab: str = SUMMARY) -> None:
        super().__init__()
        self.ref = ref
        self._first = tab
        self._order = order
        self.case: CaseView | None = None

    def compose(self) -> ComposeResult:
        """Header, alerts, tabs, panes; with their words, so that the page is laid out once."""
        self._read()
        said = self._said()
        yield Line(id="head")
        alerts = Static(said["alerts"], markup=False, id="alerts")
        alerts.display = bool(said["alerts"])
        yield alerts
        yield TabLine(self.open_tab)
        with ContentSwitcher(initial=SUMMARY), Horizontal(id=SUMMARY):
            with VerticalScroll(id="main"):
                for name in ("text", "owed", "about"):
                    yield Static(said[name], id=name)
            with VerticalScroll(id="beside", can_focus=False):
                for name in ("owed-beside", "lately"):
                    yield Static(said[name], id=name)
        yield from super().compose()

    @on(events.Mount)
    async def begin(self) -> None:
        """Show the case."""
        self.stand()
        self.query_one("#head", Line).say(f" {one_line(self.ref)}")
        self.query_one("#main").focus()
        self._head()
        if self._first != SUMMARY:
            await self.open_tab(self._first)

    def case_ref(self) -> str:
        """The case on the screen."""
        return self.ref

    def refresh_view(self) -> None:
        """Read the case again; what is shown stays until it is there."""
        if self.standing:
            self._load()

    def restyle(self) -> None:
        """The theme changed."""
        self._draw()
        for pane in self._panes() if self.standing else ():
            pane.redraw()

    def after_act(self, ref: str, done: Done | None) -> None:
        """Something was recorded: show it."""
        if done is not None:
            self.refresh_view()

    def _read(self) -> None:
        try:
            self.case = self.desk.case(self.ref)
        except ComplaintDeskError as error:
            self.app.problem(error)

    @work(exclusive=True, group="load", exit_on_error=False)
    async def _load(self) -> None:
        ref = self.ref
        try:
            case = await asyncio.to_thread(self.desk.case, ref)
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        if ref != self.ref or not self.standing:
            return
        self.case = case
        self._draw()
        await self._fill()

    # showing

    def _draw(self) -> None:
        if not self.standing:
            return
        self._head()
        if self.case is None:
            return
        for name, words in self._said().items():
            part = self.query_one(f"#{name}", Static)
            part.update(words)
            part.display = bool(words) or name != "alerts"

    def _head(self) -> None:
        """The lines above: the case in one line, the tabs."""
        case, look = self.case, self.app.look
        self._tabs()
        if case is None:
            return
        if self.is_book:
            self.query_one("#head", Line).say(f" {one_line(case.ref)}  {one_line(case.subject)}")
            self.show_keys()
            return
        chip = look.words(case.chip)
        extended = "+" if case.extended else ""
        stage = f"S{case.stage}{extended}" if case.feedback == "complaint" else feedback_words(one_line(case.feedback))
        self.query_one("#head", Line).say(
            f" {one_line(case.ref)}  {stage}  ",
            (chip, look.chips[case.chip.band]) if case.chip.band in look.chips else chip,
            f"  {cell(case.resident, NAME_ROOM).plain}   {casetext.address(case)}",
            right=(f" as at {one_line(case.as_at)} ",) if case.as_at else (),
        )

    def _said(self) -> dict[str, VisualType]:
        """The words of each part of the summary, by its name."""
        case, look = self.case, self.app.look
        said: dict[str, VisualType] = dict.fromkeys(("alerts", "text", "owed", "about", "owed-beside", "lately"), "")
        if case is None:
            return said
        owed = casetext.owed(case, look)
        lately = casetext.lately(reversed(case.timeline[-LATELY:]), look)
        # Beside the summary where there is room, else in the midst of it: the stylesheet shows one of the two.
        said |= {"owed": owed, "owed-beside": owed, "lately": lately}
        if self.is_book:
            return said | {"text": filetext.book(case, look)}
        alerts = "\n".join(f"{look.glyphs['today']} {one_line(alert)}" for alert in case.alerts)
        said |= {"alerts": Content(alerts) if alerts else ""}
        said |= {"text": casetext.summary(case, look, self.desk.today().date())}
        return said | {"about": casetext.particulars(case, look)}

    @property
    def is_book(self) -> bool:
        """Whether this is the book of a landlord: no clocks, nobody's complaint."""
        return self.case is not None and self.case.feedback == BOOK

    def show_keys(self, words: str = "") -> None:
        """A landlord's book has fewer."""
        super().show_keys(words or (hint_line(self, "book") if self.is_book else ""))

    def _tabs(self) -> None:
        said, gap = labels(self.case, self.app.look, self.app.size.width)
        self.query_one(TabLine).show(self.tab, said, gap)

    def on_resize(self, event: events.Resize) -> None:
        """There may be room for more or less beside the tabs."""
        if self.standing:
            self._tabs()

    # tabs

    @property
    def tab(self) -> str:
        """The tab that is open."""
        return self.query_one(ContentSwitcher).current or SUMMARY

    async def open_tab(self, name: str) -> None:
        """Open a tab, its pane made if it is not there yet; the cursor goes into it."""
        if not self.standing:
            return
        switcher = self.query_one(ContentSwitcher)
        make = next(tab.pane for tab in tabs_of(self.case) if tab.name == name)
        if make is not None and not switcher.query_children(f"#{name}"):
            await switcher.mount(make(name))
            if not self.standing:
                return  # left while the pane was being made
        switcher.current = name
        self._tabs()
        self.pane.focus()
        await self._fill()

    async def _fill(self) -> None:
        """Show the case in the pane that is open; the others get it when they are."""
        if self.standing and self.case is not None and isinstance(self.pane, Pane):
            await self.pane.show_case(self.case)

    def _panes(self) -> list[Pane]:
        """The panes made so far."""
        return [pane for pane in self.query_one(ContentSwitcher).children if isinstance(pane, Pane)]

    async def action_next_tab(self, by: int) -> None:
        """The next tab, or the one before; they go round."""
        names = [tab.name for tab in tabs_of(self.case)]
        await self.open_tab(names[(names.index(self.tab) + by) % len(names)])

    async def action_timeline(self) -> None:
        """The timeline is a tab here."""
        await self.open_tab(TIMELINE)

    async def action_letters(self) -> None:
        """The letters are a tab here; a second time shows the next one due. A landlord's book has none."""
        if self.tab == "letters" or self.is_book:
            self.action_record()
        else:
            await self.open_tab("letters")

    def action_edit(self) -> None:
        """Set out the complaint: definition, parts, outcome sought."""
        self.action_act("define")

    async def action_next_case(self, by: int) -> None:
        """The next case of the list this one was opened from, or the one before."""
        ref = self._order(self.ref, by) if self._order else None
        if not ref:
            self.app.notice("No more cases in the list." if self._order else "This case was not opened from a list.")
            return
        self.ref = ref
        self.query_one("#main").scroll_home(animate=False)
        for pane in self._panes():
            pane.begin_anew()
        self._read()
        if self.tab not in {tab.name for tab in tabs_of(self.case)}:
            await self.open_tab(SUMMARY)
        self._draw()
        await self._fill()

    @on(Entries.Opened)
    def _letter_opened(self, event: Entries.Opened) -> None:
        event.stop()
        if isinstance(self.pane, RelatedPane):
            self.app.push_screen(CaseScreen(self.pane.refs[event.entry.seq]))
            return
        about = f"{self.ref}  {self.case.resident}" if self.case else self.ref
        self.app.push_screen(past_letter(about, event.entry))

    @property
    def pane(self) -> VerticalScroll:
        """What is open."""
        name = "main" if self.tab == SUMMARY else self.tab
        return self.query_one(f"#{name}", VerticalScroll)
