"""The breach board: what is late, what is next, and how much falls due when, for a wall or a second screen.

Decision: it reads itself again whenever anybody stored something and once a minute, in a worker; the
rows keep their order and the cursor its case. 'As at' is the moment of the reading; when two looks in
a row failed, the head says STALE and since when, and what was read last stays.
"""

import asyncio

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.acting import Done
from complaintdesk.models.lists import BoardView
from screens.base import CaseActs
from screens.board_list import BoardList
from screens.board_words import days_words, groups_words, news, news_words
from screens.commands import bindings
from screens.lines import Line
from screens.text import moment_words, shown

WIDE = 110
BESIDE = (35, 41)
"""Cells of the words beside the list, in a narrow and in a wide terminal."""


class BoardScreen(CaseActs[None]):
    """The breach board, live."""

    NAME = "board"
    BINDINGS = bindings("board", "acts")
    AUTO_FOCUS = "#rows"

    rows = query_one("#rows", BoardList)
    head = query_one("#head", Line)
    counts = query_one("#counts", Line)
    status = query_one("#status", Line)
    days = query_one("#days", Static)
    by_landlord = query_one("#landlords", Static)
    by_owner = query_one("#owners", Static)
    news = query_one("#news", Static)

    def __init__(self) -> None:
        super().__init__()
        self.landlord = ""
        self.landlords: dict[str, str] = {}
        self._whose = ""
        """The landlord whose board was read last."""
        self.board: BoardView | None = None
        self.seen: BoardView | None = None
        """The board when it was last looked at: opened, or left."""
        self.failed = 0
        """Readings that failed one after the other."""

    def compose(self) -> ComposeResult:
        """Head, list and what changed on the left, days and groups on the right, keys."""
        self.board = self.seen = self.desk.board(self.landlord)
        yield Line(id="head")
        yield Line(id="counts")
        with Horizontal(id="middle"):
            with Vertical(id="left"):
                yield BoardList(self.board, id="rows")
                yield Static("", id="news", markup=False)
            with Vertical(id="right"):
                yield Static("", id="days", markup=False)
                yield Static("", id="landlords", markup=False)
                yield Static("", id="owners", markup=False)
        yield Line(id="status")
        yield from super().compose()

    def on_mount(self) -> None:
        """Say what was read."""
        self.rows.moved = lambda by_key: self.say_status()
        self.say()

    def on_resize(self, event: events.Resize) -> None:
        """There may be room for more or fewer groups."""
        self.call_after_refresh(self.say)

    def restyle(self) -> None:
        """New colours."""
        self.rows.refresh()
        self.say()

    def on_screen_suspend(self) -> None:  # the base's runs as well
        """Left: what changes from now on is news when somebody comes back."""
        self.seen = self.board

    # reading

    def refresh_view(self) -> None:
        """Read the board again."""
        self.load()

    @work(exclusive=True, group="board", exit_on_error=False)
    async def load(self) -> None:
        """Read the board in a thread; what was read last stays until it is there."""
        try:
            board = await asyncio.to_thread(self.desk.board, self.landlord)
        except ComplaintDeskError:
            self.failed += 1
        else:
            self.failed = 0
            self.board = board
            if self.seen is None or self._whose != self.landlord:
                self.seen, self._whose = board, self.landlord
            self.rows.show_board(board)
        self.say()

    @property
    def is_stale(self) -> bool:
        """Whether what is shown may be out of date."""
        return self.failed >= 2 or self.app.failed_ticks >= 2

    # words

    def say(self) -> None:
        """Everything but the rows."""
        board, look = self.board, self.app.look
        if board is None:
            return
        whose = shown(self.landlords.get(self.landlord, self.landlord), limit=30) or "all landlords"
        when = moment_words(board.as_at)
        stale = (f" STALE since {when} ", look.chips["breached"]) if self.is_stale else f" as at {when} "
        self.head.say((f" Breach board: {whose}, {board.counts.total:,} open", look.strong), right=(stale,))
        self.counts.say(f" {look.tally(board.counts, self.app.size.width - 2)}")
        tall, width = self.app.size.height >= 30, BESIDE[self.app.size.width >= WIDE]
        self.days.update(days_words(board.days, look, width))
        self.by_landlord.update(groups_words("By landlord", board.by_landlord, look, width, 8 if tall else 3))
        self.by_owner.update(groups_words("By person", board.by_owner, look, width, 12 if tall else 3))
        changed = news(self.seen or board, board)
        self.news.update(news_words((self.seen or board).as_at, changed, look, 9 if tall else 4))
        self.say_status()

    def say_status(self) -> None:
        """Where the cursor is."""
        rows = self.rows
        live = "not live; F5 tries again " if self.is_stale else "live "
        owed = self.board.owed if self.board else None
        more = f"owed in all: {owed.late:,} late, {owed.today:,} today, {owed.undated:,} no day   " if owed else ""
        self.status.say(f" {rows.place_words()}", right=(f"{more}{live}",))

    # the case under the cursor

    def case_ref(self) -> str:
        """Its reference."""
        return self.rows.ref

    @on(BoardList.Opened)
    def _opened(self) -> None:
        self.open_case(self.rows.order)

    def case_left(self, ref: str) -> None:
        """Stand on the case that was on the screen last."""
        self.rows.go_to_ref(ref)

    async def show_case(self, ref: str) -> bool:
        """Put the cursor on a case, if the board shows it."""
        return self.rows.go_to_id(await asyncio.to_thread(self.desk.find, ref))

    def after_act(self, ref: str, done: Done | None) -> None:
        """Read again."""
        if done is not None:
            self.refresh_view()

    @work(exclusive=True, group="narrow", exit_on_error=False)
    async def action_narrow(self) -> None:
        """The next landlord, then all again."""
        if not self.landlords:
            self.landlords = dict(await asyncio.to_thread(self.desk.landlords))
        keys = ["", *self.landlords]
        at = keys.index(self.landlord) if self.landlord in keys else 0
        self.landlord = keys[(at + 1) % len(keys)]
        self.load()
