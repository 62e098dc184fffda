"""The app: wires desk, screens, keys, live updates and leaving together; the screens do the rest.

Decisions: modes (queue, board, figures and what is owed), each with its own stack, so that going back always lands
where one was. One timer looks every 100 ms whether anybody stored something, and once a minute lets the
visible screen catch up, because bands move with time.
"""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work
from textual.screen import Screen

from complaintdesk.errors import ComplaintDeskError
from screens.base import DeskModal, DeskScreen, flows
from screens.commands import bindings
from screens.shell import Shell

if TYPE_CHECKING:
    from complaintdesk.desk import Desk

POLL = 0.1


class DeskApp(Shell, inherit_bindings=False):
    """The terminal desk. ``start``: 'queue', 'board' or the reference of a case."""

    BINDINGS = bindings("app")
    ENABLE_COMMAND_PALETTE = False
    TITLE = "complaintdesk"
    CSS_PATH = ["app.tcss", "queue.tcss", "board.tcss"]  # noqa: RUF012 - one parse at the start
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it
    NOTIFICATION_TIMEOUT = 6.0

    def __init__(
        self,
        desk: "Desk",
        *,
        start: str = "queue",
        theme: str | None = None,
        keymap: Mapping[str, str] | None = None,
        problem: str = "",
        first_paint: Callable[[], None] | None = None,
    ) -> None:
        self.DEFAULT_MODE = "board" if start == "board" else "queue"  # type: ignore[misc]
        super().__init__(desk, theme)
        self._start_case = "" if start in ("queue", "board") else start
        self.failed_ticks = 0
        """Looks for changes that failed, one after the other."""
        self._first_paint = first_paint
        self.trouble = problem or self.trouble
        self._minute = desk.today().replace(second=0, microsecond=0)
        desk.changed()  # from here on: whatever is stored after the first reading is noticed
        self.own_keys = dict(keymap or {})
        """The person's own keys, by command."""
        if keymap:
            self.set_keymap(keymap)

    # starting, and keeping up

    def get_default_screen(self) -> Screen[Any]:
        """The screen to start with. Not by its mode: that would read the whole stylesheet twice."""
        return MODES[self.DEFAULT_MODE]()

    def on_mount(self) -> None:
        """Begin to look for what others store."""
        for mode, make in MODES.items():
            self.add_mode(mode, make)
        self.set_interval(POLL, self._tick)

    def on_ready(self) -> None:
        """The first screen stands: paint it now, for what was painted while the app started was held back."""
        self.screen._on_timer_update()  # otherwise one tick of the screen's timer later
        if self._first_paint is not None:
            self._first_paint()
        if self.trouble:
            self.notice(self.trouble)
        if self._start_case:
            self._open_first(self._start_case)

    @work(exclusive=True, group="act", exit_on_error=False)
    async def _open_first(self, ref: str) -> None:
        try:
            await flows().open_case(self, ref, None)
        except ComplaintDeskError as error:
            self.problem(error)

    def _tick(self) -> None:
        try:
            changed = self.desk.changed()
        except ComplaintDeskError:
            self.failed_ticks += 1
            if self.failed_ticks == 2:
                self.broadcast()
            return
        recovered, self.failed_ticks = self.failed_ticks >= 2, 0
        minute = self.desk.today().replace(second=0, microsecond=0)
        if changed or recovered or minute != self._minute:
            self._minute = minute
            self.broadcast()

    def broadcast(self) -> None:
        """Let every visible screen catch up now, and the others when they are seen again."""
        visible = True
        for screen in reversed(self.screen_stack):
            if isinstance(screen, DeskScreen | DeskModal) and visible:
                screen.refresh_view()
            elif isinstance(screen, DeskScreen):
                screen.stale = True
            visible = visible and screen.is_modal
        for screen in self.all_screens:
            if screen not in self.screen_stack and isinstance(screen, DeskScreen):
                screen.stale = True

    def action_refresh_view(self) -> None:
        """Catch up now."""
        self.broadcast()

    # moving about

    def action_help(self) -> None:
        """The keys of the screen on top."""
        from screens.help import HelpSheet

        if not isinstance(self.screen, HelpSheet):
            self.push_screen(HelpSheet(self.screen))

    def action_command(self) -> None:
        """Run any command or act by name."""
        from screens.command_line import CommandLine

        below = self.screen
        if isinstance(below, DeskScreen):
            self.push_screen(CommandLine(below), partial(self._command, below))

    async def _command(self, below: DeskScreen[Any], chosen: str | None) -> None:
        if chosen:
            await below.run_action(chosen)

    def action_go(self) -> None:
        """Ask for a reference and go to that case."""
        from screens.go import GoTo

        below = self.screen
        self.push_screen(GoTo(), partial(self._go, below))

    def _go(self, below: Screen[Any], ref: str | None) -> None:
        if ref:
            self._go_to(below, ref)

    @work(exclusive=True, group="act", exit_on_error=False)
    async def _go_to(self, below: Screen[Any], ref: str) -> None:
        show = getattr(below, "show_case", None)
        try:
            if show is None or not await show(ref):
                await flows().open_case(self, ref, None)
        except ComplaintDeskError as error:
            self.problem(error)

    def action_queue(self) -> None:
        """To the queue."""
        self._home("queue")

    def action_board(self) -> None:
        """To the breach board."""
        self._home("board")

    def action_figures(self) -> None:
        """To the figures."""
        self._home("figures")

    def action_owed(self) -> None:
        """To what is owed next."""
        self._home("owed")

    @work(exclusive=True, group="act", exit_on_error=False)
    async def action_book(self, landlord: str) -> None:
        """The book of a landlord: staff, figures, publications."""
        try:
            ref = await asyncio.to_thread(self.desk.book, landlord)
            await flows().open_case(self, ref, None)
        except ComplaintDeskError as error:
            self.problem(error)

    @work(exclusive=True, group="home", exit_on_error=False)
    async def _home(self, mode: str) -> None:
        """Keep what was typed, go back to the bottom of this stack, then to ``mode``."""
        while len(self.screen_stack) > 1:
            if not await self._leave(self.screen):
                return
        if mode != self.current_mode:
            self.switch_mode(mode)

    async def _leave(self, screen: Screen[Any]) -> bool:
        """Keep what was typed there, then leave the screen; not when it could not be kept."""
        try:
            if isinstance(screen, DeskScreen | DeskModal):
                await screen.keep_typing()
        except ComplaintDeskError as error:
            self.problem(error)
            return False
        if self.screen_stack[-1:] == [screen]:
            screen.dismiss(None)  # never awaited: a worker cancelled while it waits takes the app's own loop with it
        return True

    @work(exclusive=True, group="home", exit_on_error=False)
    async def action_step_back(self) -> None:
        """One level back; at the bottom nothing happens."""
        if isinstance(self.screen, DeskScreen) and self.screen.step_back():
            return
        if len(self.screen_stack) > 1:
            await self._leave(self.screen)

    async def action_close(self) -> None:
        """Close this screen; at the bottom leave the desk."""
        if len(self.screen_stack) > 1:
            self.action_step_back()
        else:
            await self.action_quit()

    async def action_quit(self) -> None:
        """Keep all drafts, then leave."""
        for screen in self.all_screens:
            if isinstance(screen, DeskScreen | DeskModal):
                try:
                    await screen.keep_typing()
                except ComplaintDeskError as error:
                    self.problem(error)
                    return
        self.exit()

    def action_copy_hint(self) -> None:
        """Ctrl+C never leaves the desk: say what does."""
        self.notice("Nothing is selected to copy. Ctrl+Q leaves the desk.")

    def action_next_field(self) -> None:
        """To the next field."""
        self.action_focus_next()

    def action_previous_field(self) -> None:
        """To the field before."""
        self.action_focus_previous()


def _queue() -> Screen[Any]:
    from screens.queue import QueueScreen

    return QueueScreen()


def _board() -> Screen[Any]:
    from screens.board import BoardScreen

    return BoardScreen()


def _figures() -> Screen[Any]:
    from screens.figures import FiguresScreen

    return FiguresScreen()


def _owed() -> Screen[Any]:
    from screens.owed import OwedScreen

    return OwedScreen()


MODES: dict[str, Callable[[], Screen[Any]]] = {"queue": _queue, "board": _board, "owed": _owed, "figures": _figures}
"""The stacks of screens, and what stands at the bottom of each."""
