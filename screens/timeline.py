"""The timeline of a case: everything recorded, in the order it happened, what was taken back struck through."""

import asyncio
from collections.abc import Mapping, Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.acting import Done
from complaintdesk.models.case_view import TimelineEntry
from complaintdesk.models.letter import Letter
from complaintdesk.models.terms import some
from screens.awaiting import Standing, ask
from screens.base import CaseActs, DeskModal, TooSmall
from screens.commands import bindings
from screens.controls import Menu, one_line
from screens.entries import Entries, only
from screens.entrytext import when
from screens.find import FindLine
from screens.letter import LetterScreen
from screens.lines import Line
from screens.moves import Moves


class TimelineScreen(Moves, CaseActs[None]):
    """The timeline of the case ``ref``."""

    NAME = "timeline"
    CSS_PATH = "timeline.tcss"
    BINDINGS = bindings("timeline", "list", "acts")

    def __init__(self, ref: str) -> None:
        super().__init__()
        self._ref = ref
        self._all: tuple[TimelineEntry, ...] = ()
        self._kinds: frozenset[str] = frozenset()
        self._about = ref

    def compose(self) -> ComposeResult:
        """Head, entries, the line to search in."""
        yield Line(id="head")
        yield Entries(id="entries", nothing="Nothing of these kinds. f shows others.")
        yield FindLine()
        yield from super().compose()

    def on_mount(self) -> None:
        """Ask for the history."""
        self.stand()
        self.list.focus()
        self._head()
        self.refresh_view()

    @property
    def list(self) -> Entries:
        """The entries."""
        return self.query_one(Entries)

    @property
    def pane(self) -> VerticalScroll:
        """What the keys move in."""
        return self.list

    def case_ref(self) -> str:
        """The case."""
        return self._ref

    def refresh_view(self) -> None:
        """Read the history again; what is shown stays until it is there."""
        if self.standing:
            self._load()

    def after_act(self, ref: str, done: Done | None) -> None:
        """Something was recorded: show it."""
        if done is not None:
            self.refresh_view()

    def restyle(self) -> None:
        """The theme changed."""
        if self.standing:
            self.list.redraw()

    @work(exclusive=True, group="load", exit_on_error=False)
    async def _load(self) -> None:
        try:
            case, entries = await asyncio.to_thread(self._read)
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        self._about, self._all = case, entries
        await self.list.show(only(entries, self._kinds))
        self._head()

    def _read(self) -> tuple[str, tuple[TimelineEntry, ...]]:
        case = self.desk.case(self._ref)
        return f"{case.ref}  {case.resident}", case.timeline

    def _head(self, words: str = "") -> None:
        shown, every = len(self.list.entries), len(self._all)
        count = f"{shown} of {every} (f)" if self._kinds else some(every, "entry", "entries")
        self.query_one("#head", Line).say(f" Timeline  {one_line(self._about)}", right=(f"{words or count} ",))

    async def action_timeline(self) -> None:
        """It is open already: the cursor goes to the last entry."""
        self.action_last()

    # searching and narrowing

    def action_search(self) -> None:
        """Open the line to search in."""
        self.query_one(FindLine).begin()

    @on(FindLine.Sought)
    def _sought(self, event: FindLine.Sought) -> None:
        count = self.list.seek(event.words)
        if event.words:
            self._head(self.list.next_place(1) if count else "Nothing found")
        else:
            self._head()

    @on(FindLine.Ended)
    def _search_ended(self) -> None:
        self.list.focus()

    def action_next_match(self, by: int) -> None:
        """To the next place found, or the one before."""
        self._head(self.list.next_place(by))

    @work(exclusive=True, group="narrow", exit_on_error=False)
    async def action_narrow(self) -> None:
        """Choose which kinds of entry to show."""
        chosen = await ask(self.app, Narrow(self._all, self._kinds))
        if chosen is not None:
            self._kinds = chosen
            await self.list.show(only(self._all, chosen))
            self._head()

    def step_back(self) -> bool:
        """Escape first shows everything again and forgets what was sought."""
        if not self.standing:
            return False
        sought, narrowed = self.list.sought, bool(self._kinds)
        if sought:
            self.query_one(FindLine).value = ""
            self.list.seek("")
        if narrowed:
            self._kinds = frozenset()
            self.refresh_view()
        self._head()
        return bool(sought) or narrowed

    # letters

    async def action_letters(self) -> None:
        """The letter under the cursor as it was sent; elsewhere the next one due."""
        entry = self.list.entry
        if entry is not None and entry.letter:
            self.app.push_screen(past_letter(self._about, entry))
        else:
            await super().action_letters()


def past_letter(about: str, entry: TimelineEntry) -> LetterScreen:
    """A letter that was sent, to read."""
    letter = Letter(entry.kind, entry.title, entry.letter, ())
    sent = f"Recorded as sent {when(entry.at).strip()} by {one_line(entry.who)}."
    return LetterScreen(past=letter, about=about, sent=f"{sent} {one_line(entry.undone)}".strip())


class Narrow(Standing, DeskModal[frozenset[str]]):
    """Which kinds of entry to show: space marks, Enter applies (with none marked: the one under the cursor)."""

    CSS_PATH = "timeline.tcss"
    BINDINGS = bindings("narrow")

    def __init__(self, entries: Sequence[TimelineEntry], marked: frozenset[str]) -> None:
        super().__init__()
        self._counts: Mapping[str, int] = {
            kind: sum(entry.kind == kind for entry in entries)
            for kind in dict.fromkeys(entry.kind for entry in entries)
        }
        self._marked = set(marked & self._counts.keys())
        self._total = len(entries)

    def compose(self) -> ComposeResult:
        """The kinds, each with how many there are."""
        with Vertical(id="kinds"):
            yield Static("Show only some kinds of entry", id="title")
            yield Menu(*self._options(), markup=False, compact=True)
            yield Static("Space marks, Enter shows them, Esc leaves as it was", id="how")
        yield TooSmall()

    def _options(self) -> list[Option]:
        yes = "x" if self.app.look.ascii else "√"
        rows = [Option(Content(f"    Everything  {self._total}"), id="")]
        for kind, count in self._counts.items():
            mark = yes if kind in self._marked else " "
            rows.append(Option(Content(f"[{mark}] {kind.replace('_', ' ').capitalize()}  {count}"), id=kind))
        return rows

    def on_mount(self) -> None:
        """The cursor starts on everything."""
        self.stand()
        self.query_one(Menu).focus()

    def action_mark(self) -> None:
        """Mark the kind under the cursor, or not."""
        kinds = self.query_one(Menu)
        here = kinds.highlighted or 0
        if kind := kinds.get_option_at_index(here).id:
            self._marked ^= {kind}
            kinds.replace_option_prompt_at_index(here, self._options()[here].prompt)

    def action_down(self) -> None:
        """One kind down."""
        self.query_one(Menu).action_cursor_down()

    def action_up(self) -> None:
        """One kind up."""
        self.query_one(Menu).action_cursor_up()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        kind = event.option_id
        if not kind:
            self.dismiss(frozenset())
        else:
            self.dismiss(frozenset(self._marked or {kind}))
