"""One case: who and how urgent on top, what must be seen before anything else under it, then the tabs.

Decision: ``J`` and ``K`` change the case in place, so that Escape is always one step from the list it was
opened from; the screen knows at the end which case it showed last, and the list's cursor goes there.
"""

import asyncio
from collections.abc import Callable

from rich.console import Group
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.views import CaseView, Done
from screens import casetext
from screens.base import CaseActs
from screens.commands import bindings
from screens.controls import one_line
from screens.entries import Entries
from screens.lines import Line, Piece
from screens.moves import Moves
from screens.text import cell
from screens.timeline import past_letter

Order = Callable[[str, int], str | None]
TABS = ("summary", "elements", "remedies", "timeline", "letters")
NAME_ROOM = 34
"""Cells a name may take in the head, so that the property is seen too; all of it stands on the dialogs."""
LATELY = 12
"""How many of the last entries stand beside the summary where there is room."""


class TabLine(Line):
    """The tabs as one line; a click on a name opens it."""

    def __init__(self, chosen: Callable[[str], None]) -> None:
        super().__init__(id="tabs")
        self._chosen = chosen
        self._names: list[tuple[int, str]] = []

    def show(self, active: str, labels: dict[str, str]) -> None:
        """Show these labels; the active one stands in brackets and in the cursor's style."""
        pieces: list[Piece] = [" "]
        self._names, x = [], 1
        for name, label in labels.items():
            words = f"[{label}]" if name == active else f" {label} "
            pieces += [(words, self.app.look.cursor) if name == active else words, " "]  # type: ignore[attr-defined]
            x += len(words) + 1
            self._names.append((x, name))
        self.say(*pieces)

    def on_click(self, event: events.Click) -> None:
        """Open the tab under the mouse."""
        name = next((name for end, name in self._names if event.x < end), "")
        if name:
            self._chosen(name)


class CaseScreen(Moves, CaseActs[None]):
    """The case ``ref``; ``order`` answers which case stands next to one in the list it was opened from."""

    NAME = "case"
    CSS_PATH = "case.tcss"
    BINDINGS = bindings("case", "list", "acts")

    def __init__(self, ref: str, order: Order | None = None) -> None:
        super().__init__()
        self.ref = ref
        self._order = order
        self.case: CaseView | None = None

    def compose(self) -> ComposeResult:
        """Header, alerts, tabs, panes."""
        yield Line(id="head")
        yield Static("", markup=False, id="alerts")
        yield TabLine(self.open_tab)
        with ContentSwitcher(initial="summary"):
            with Horizontal(id="summary"):
                with VerticalScroll(id="main"):
                    yield Static("", id="text")
                with VerticalScroll(id="beside", can_focus=False):
                    yield Static("", id="lately")
            with VerticalScroll(id="elements"):
                yield Static("")
            with VerticalScroll(id="remedies"):
                yield Static("")
            yield Entries(id="timeline", nothing="Nothing recorded.")
            yield Entries(
                id="letters", opens=True, nothing="No letter was sent yet. r writes the next one, R shows it."
            )
        yield from super().compose()

    def on_mount(self) -> None:
        """Ask for the case."""
        self.stand()
        self.query_one("#alerts").display = False
        self.query_one("#head", Line).say(f" {one_line(self.ref)}")
        self._tabs()
        self.query_one("#main").focus()
        self.refresh_view()

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
        for entries in self.query(Entries) if self.standing else ():
            entries.redraw()

    def after_act(self, ref: str, done: Done | None) -> None:
        """Something was recorded: show it."""
        if done is not None:
            self.refresh_view()

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
        await self.query_one("#timeline", Entries).show(case.timeline)
        await self.query_one("#letters", Entries).show(entry for entry in case.timeline if entry.letter)

    # showing

    def _draw(self) -> None:
        case, look = self.case, self.app.look
        if case is None or not self.standing:
            return
        chip = look.words(case.chip)
        extended = "+" if case.extended else ""
        stage = (
            f"S{case.stage}{extended}" if case.feedback == "complaint" else one_line(case.feedback).replace("_", " ")
        )
        self.query_one("#head", Line).say(
            f" {one_line(case.ref)}  {stage}  ",
            (chip, look.chips[case.chip.band]) if case.chip.band in look.chips else chip,
            f"  {cell(case.resident, NAME_ROOM).plain}   {casetext.address(case)}",
            right=(f" as at {one_line(case.as_at)} ",) if case.as_at else (),
        )
        alerts = self.query_one("#alerts", Static)
        alerts.update(Content("\n".join(f"{look.glyphs['today']} {one_line(alert)}" for alert in case.alerts)))
        alerts.display = bool(case.alerts)
        self._tabs()
        today = self.desk.today().date()
        main = casetext.summary(case, look, today)
        wide = self.has_class("-wide")
        owed = casetext.owed(case, look)
        about = casetext.particulars(case, look)
        self.query_one("#text", Static).update(Group(main, "", about) if wide else Group(main, "", owed, "", about))
        lately = casetext.lately(reversed(case.timeline[-LATELY:]), look)
        self.query_one("#lately", Static).update(Group(owed, "", lately))
        self.query_one("#elements Static", Static).update(casetext.elements(case, look))
        self.query_one("#remedies Static", Static).update(casetext.remedies(case, look))

    def _tabs(self) -> None:
        case = self.case
        letters = sum(bool(entry.letter) for entry in case.timeline) if case else 0
        counts = (0, len(case.elements), len(case.remedies), len(case.timeline), letters) if case else (0,) * len(TABS)
        names = ("Summary", "Elements", "Remedies and actions", "Timeline", "Letters")
        labels = {
            tab: f"{name} {count}" if count else name for tab, name, count in zip(TABS, names, counts, strict=True)
        }
        self.query_one(TabLine).show(self.tab, labels)

    def on_resize(self, event: events.Resize) -> None:
        """More or less beside the summary."""
        if event.size == self.app.size:
            self.call_after_refresh(self._draw)

    # tabs

    @property
    def tab(self) -> str:
        """The tab that is open."""
        return self.query_one(ContentSwitcher).current or TABS[0]

    def open_tab(self, name: str) -> None:
        """Open a tab; the cursor goes into it."""
        self.query_one(ContentSwitcher).current = name
        self._tabs()
        self.pane.focus()

    def action_next_tab(self, by: int) -> None:
        """The next tab, or the one before; they go round."""
        self.open_tab(TABS[(TABS.index(self.tab) + by) % len(TABS)])

    def action_timeline(self) -> None:
        """The timeline is a tab here."""
        self.open_tab("timeline")

    def action_letters(self) -> None:
        """The letters are a tab here; a second time shows the next one due."""
        if self.tab == "letters":
            super().action_letters()
        else:
            self.open_tab("letters")

    def action_edit(self) -> None:
        """Set out the complaint: definition, parts, outcome sought."""
        self.action_act("define")

    def action_next_case(self, by: int) -> None:
        """The next case of the list this one was opened from, or the one before."""
        ref = self._order(self.ref, by) if self._order else None
        if not ref:
            self.app.notice("No more cases in the list." if self._order else "This case was not opened from a list.")
            return
        self.ref, self.case = ref, None
        for pane in (self.query_one("#main"), self.query_one("#elements"), self.query_one("#remedies")):
            pane.scroll_home(animate=False)
        for entries in self.query(Entries):
            entries.forget()
        self.query_one("#head", Line).say(f" {one_line(ref)}")
        self._load()

    @on(Entries.Opened)
    def _letter_opened(self, event: Entries.Opened) -> None:
        event.stop()
        about = f"{self.ref}  {self.case.resident}" if self.case else self.ref
        self.app.push_screen(past_letter(about, event.entry))

    @property
    def pane(self) -> VerticalScroll:
        """What is open."""
        name = "main" if self.tab == "summary" else self.tab
        return self.query_one(f"#{name}", VerticalScroll)
