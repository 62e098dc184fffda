"""What every full screen of the desk has in common: keys from the table, a footer line, acts on a case.

Decision: a screen says its name in the command table (``NAME``) and which case it is about
(``case_ref``); help, footer, acts and refreshing follow from that. The acts on a case are one class,
so that ``r`` or ``S`` means the same in the queue, on the board and on the case itself.
"""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, TypeVar

from rich.style import Style
from textual import work
from textual.app import ComposeResult
from textual.timer import Timer

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.acting import Done
from screens.commands import hint_line
from screens.lines import Line, TooSmall
from screens.text import shown
from screens.window import DeskModal, Window

__all__ = ("CaseActs", "DeskModal", "DeskScreen", "TooSmall", "flows")
T = TypeVar("T")
OPENING_AFTER = 0.3


class DeskScreen(Window[T]):
    """A full screen. Subclasses set ``NAME`` and ``BINDINGS = bindings(...)``, and end ``compose`` with the base's."""

    NAME: ClassVar[str] = ""
    """The screen's name in ``command_table.SCREENS`` and ``HINTS``."""
    DEFAULT_CSS = """
    DeskScreen { layers: base small; }
    DeskScreen > #banner { dock: top; background: $background; color: $due; }
    DeskScreen > .keys { dock: bottom; background: $surface; color: $muted; }
    """
    AUTO_FOCUS = "*"
    stale = False
    """Something was stored while another screen was on top."""
    _late: Timer | None = None

    def compose(self) -> ComposeResult:
        """The desk's banner, if it has one, and the footer line."""
        if self.desk.banner:
            yield Line(id="banner")
        yield Line(id="keys", classes="keys")

    def on_mount(self) -> None:
        """Fill banner and footer."""
        for banner in self.query("#banner").results(Line):
            banner.say(f" {shown(self.desk.banner, limit=200)}")
        self.show_keys()

    def show_keys(self, words: str = "") -> None:
        """Show the screen's hints from the live keymap, or ``words`` in their place for a while."""
        strong, pieces = self.app.look.strong, list[str | tuple[str, Style]]()
        for hint in (words or hint_line(self, self.NAME)).split("  "):
            key, _, label = hint.strip().partition(" ")
            pieces += [" ", (key, strong), f" {label} "]
        self.query_one("#keys", Line).say(*pieces)

    def wait_for_dialog(self) -> None:
        """A dialog is on the way: say so if it takes its time."""
        self._late = self.set_timer(OPENING_AFTER, lambda: self.show_keys("Opening…"))

    def stop_waiting(self) -> None:
        """The dialog is there, or none came."""
        if self._late is not None:
            self._late.stop()
            self._late = None
            self.show_keys()

    def flow_ended(self, done: object = None) -> None:
        """The flow has ended; where no dialog came and nothing was done, the keys meant for it are dropped."""
        if self._late is not None and done is None:
            self.app.typed.forget()
        self.stop_waiting()

    def on_screen_suspend(self) -> None:
        """The dialog that was awaited is there."""
        self.stop_waiting()

    def on_screen_resume(self) -> None:
        """Back on top: catch up, if anything happened."""
        if self.stale:
            self.stale = False
            self.refresh_view()

    def case_ref(self) -> str:
        """The reference of the case that acts would be about; '' for none."""
        return ""

    def step_back(self) -> bool:
        """Escape: take back something of this screen (a filter, a search), if there is any; whether there was."""
        return False


class CaseActs(DeskScreen[T]):
    """A screen with the acts on one case, the one ``case_ref`` names. Bind the group 'acts'."""

    def action_act(self, act: str) -> None:
        """Open the form or dialog of one act; 'reply' is the next letter due."""
        self._on_case(lambda ref: flows().act(self.app, ref, act))

    def action_act_menu(self) -> None:
        """Open the act menu."""
        self._on_case(lambda ref: flows().act_menu(self.app, ref))

    def action_explain(self) -> None:
        """Explain the case's next clock."""
        self._on_case(lambda ref: flows().explain(self.app, ref))

    async def action_timeline(self) -> None:
        """Open the timeline."""
        self._on_case(lambda ref: flows().timeline(self.app, ref))

    async def action_letters(self) -> None:
        """Open the letters sent."""
        self._on_case(lambda ref: flows().letters(self.app, ref))

    def action_record(self) -> None:
        """Open the preview of the next letter due, which records it as sent."""
        self._on_case(lambda ref: flows().letter(self.app, ref))

    def action_undo(self) -> None:
        """Take back the last act, after asking."""
        self._on_case(lambda ref: flows().undo(self.app, ref))

    def action_copy(self) -> None:
        """Copy the reference."""
        if ref := self.case_ref():
            self.app.copy_to_clipboard(ref)
            self.app.notice(f"Copied {ref}")

    def open_case(self, order: Callable[[str, int], str | None] | None = None) -> None:
        """Open the case; afterwards ``case_left`` says which one was on the screen last."""
        if ref := self.case_ref():
            self.wait_for_dialog()
            self._open(ref, order)

    @work(exclusive=True, group="act", exit_on_error=False)
    async def _open(self, ref: str, order: Callable[[str, int], str | None] | None) -> None:
        try:
            last = await flows().open_case(self.app, ref, order)
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        finally:
            self.flow_ended()
        if last and last != ref:
            self.case_left(last)

    def case_left(self, ref: str) -> None:
        """News: the case screen was left while it showed ``ref``, another case than the one opened."""

    def after_act(self, ref: str, done: Done | None) -> None:
        """News: the flow that began on ``ref`` has ended, with something recorded or with None."""

    def _on_case(self, flow: Callable[[str], Awaitable[Done | None]]) -> None:
        if ref := self.case_ref():
            self.wait_for_dialog()
            self._run(ref, flow)
        else:
            self.app.notice("No case here. F2 goes to the queue.")

    @work(exclusive=True, group="act", exit_on_error=False)
    async def _run(self, ref: str, flow: Callable[[str], Awaitable[Done | None]]) -> None:
        done = None
        try:
            done = await flow(ref)
        except ComplaintDeskError as error:
            self.app.problem(error)
            done = None
        finally:
            self.flow_ended(done)
        self.after_act(ref, done if isinstance(done, Done) else None)


def flows() -> Any:
    """Loaded late: the first paint does not wait for it."""
    from importlib import import_module

    return import_module("screens.flows")
