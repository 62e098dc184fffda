"""What is owed next and by whom, on every file, in one live list: soonest first, then what has no day.

Decision: it reads itself again whenever anybody stored something and once a minute, as the board does; the cursor
stays on its line. ``f`` narrows it to one person or team of those who owe something.
"""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.getters import query_one

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.acting import Done
from complaintdesk.models.lists import OwedCounts, OwedRow
from screens.base import CaseActs
from screens.commands import bindings
from screens.controls import one_line
from screens.lines import Line
from screens.owed_list import OwedList
from screens.text import moment_words, shown


class OwedScreen(CaseActs[None]):
    """The list of what is owed."""

    NAME = "owed"
    CSS_PATH = "owed.tcss"
    BINDINGS = bindings("owed", "acts")
    AUTO_FOCUS = "#rows"

    rows = query_one("#rows", OwedList)
    head = query_one("#head", Line)
    status = query_one("#status", Line)

    def __init__(self) -> None:
        super().__init__()
        self.owner = ""
        """Whoever the list is narrowed to; empty: everybody."""
        self.failed = False
        self.counts = OwedCounts()
        """All there is, be the list longer than it shows."""
        self._shown = ""
        """Whose list was read last."""

    def compose(self) -> ComposeResult:
        """Head, list, place, keys."""
        yield Line(id="head")
        yield OwedList(id="rows")
        yield Line(id="status")
        yield from super().compose()

    def on_mount(self) -> None:
        """Read at once, as the board does: the first frame is the whole of it."""
        self.rows.moved = lambda by_key: self.say_status()
        try:
            self._show(*self.desk.owed_list("", self.owner))
        except ComplaintDeskError as error:
            self.app.problem(error)
        self.say()

    def restyle(self) -> None:
        """New colours."""
        self.rows.refresh()
        self.say()

    # reading

    def refresh_view(self) -> None:
        """Read it again."""
        self.load()

    @work(exclusive=True, group="owed", exit_on_error=False)
    async def load(self) -> None:
        """Read in a thread; what was read last stays until it is there."""
        owner = self.owner
        try:
            found = await asyncio.to_thread(self.desk.owed_list, "", owner)
        except ComplaintDeskError:
            self.failed = True
        else:
            self.failed = False
            if owner == self.owner:
                self._show(*found)
        self.say()

    def _show(self, found: tuple[OwedRow, ...], counts: OwedCounts) -> None:
        self.counts = counts
        whose = f"by {shown(self.owner, limit=60)}" if self.owner else "by anybody"
        more = "f shows what others owe." if self.owner else "F2 goes to the queue."
        self.rows.empty = (f"Nothing is owed {whose}.", more)
        self.rows.show_owed(found, afresh=self._shown != self.owner)
        self._shown = self.owner

    # words

    def say(self) -> None:
        """Everything but the rows."""
        look, counts = self.app.look, self.counts
        who = shown(self.owner, limit=30) or "everybody"
        when = moment_words(self.desk.today())
        stale = self.failed or self.app.failed_ticks >= 2
        right = (f" STALE at {when} ", look.chips["breached"]) if stale else f" as at {when} "
        said = f", {look.glyphs['breached']} {counts.late:,} late" if counts.late else ""
        self.head.say((f" Owed next: {who}, {counts.total:,}{said}", look.strong), right=(right,))
        self.say_status()

    def say_status(self) -> None:
        """Where the cursor is."""
        line = self.rows.line
        whole = f"  {one_line(line.what)}{f' ({line.clause})' if line.clause else ''}" if line else ""
        keys = "  f one person  " if not self.owner else "  f others  "
        self.status.say(f" {self.rows.place_words(self.counts.total)}{whole}", right=(keys,))

    # the case under the cursor

    def case_ref(self) -> str:
        """Its reference."""
        return self.rows.ref

    @on(OwedList.Opened)
    def _opened(self) -> None:
        self.open_case(self.rows.order)

    def case_left(self, ref: str) -> None:
        """Stand on the case that was on the screen last."""
        self.rows.go_to_ref(ref)

    async def show_case(self, ref: str) -> bool:
        """Put the cursor on a case, if it owes anything."""
        found = await asyncio.to_thread(self.desk.case, ref)
        return self.rows.go_to_ref(found.ref)

    def after_act(self, ref: str, done: Done | None) -> None:
        """Read again."""
        if done is not None:
            self.refresh_view()

    def step_back(self) -> bool:
        """Escape: everybody again."""
        if not self.owner:
            return False
        self._narrowed("")
        return True

    @work(exclusive=True, group="narrow", exit_on_error=False)
    async def action_narrow(self) -> None:
        """Pick one of those who owe something."""
        from screens.pick import Pick

        try:
            found = await asyncio.to_thread(self.desk.owing)
            total = (await asyncio.to_thread(self.desk.owed_counts)).total
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        mine = sorted(found, key=lambda one: (one.name != self.desk.who, one.name.casefold()))
        rows = [("", f"everybody, {total:,}")]
        rows += [(one.name, f"{one.name}, {one.n:,}" + (f", {one.late:,} late" if one.late else "")) for one in mine]
        self.app.push_screen(Pick("Owed by", rows), self._picked)

    def _picked(self, owner: str | None) -> None:
        if owner is not None:
            self._narrowed(owner)

    def _narrowed(self, owner: str) -> None:
        self.owner = owner
        self.load()
