"""What every screen and dialog of the desk has in common: keys from the table, a footer line, size, drafts.

Decision: a screen says its name in the command table (``NAME``) and which case it is about
(``case_ref``); help, footer, acts and refreshing follow from that. A case's acts are one mixin, so
that ``r`` or ``S`` means the same in the queue, on the board and on the case itself.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from rich.style import Style
from textual import events, work
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.views import Done
from screens.commands import bindings, hint_line
from screens.lines import Line
from screens.text import shown

if TYPE_CHECKING:
    from complaintdesk.desk import Desk
    from screens.app import DeskApp

T = TypeVar("T")
SMALLEST = (80, 24)


class TooSmall(Line):
    """One line over everything while the terminal is smaller than the desk needs."""

    DEFAULT_CSS = """
    TooSmall { layer: small; dock: top; width: 100%; height: 100%; background: $background; }
    """

    def on_mount(self) -> None:
        """Say what is needed, and how to leave."""
        self.say("The desk needs 80 columns and 24 lines. Make the window larger, or leave with Ctrl+Q.")


class _Common(Screen[T], inherit_bindings=False):
    """Shared by screens and dialogs: the desk, the app by its type, and the watch on the size."""

    if TYPE_CHECKING:
        app: "DeskApp"

    @property
    def desk(self) -> "Desk":
        """The desk this window works at."""
        return self.app.desk

    async def on_event(self, event: events.Event) -> None:
        """A screen left before it stood has no widgets: nothing of it is set up."""
        if not isinstance(event, events.Mount) or (self.is_attached and not self._pruning):
            await super().on_event(event)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave this screen, once: a second key on the way out must not close the screen below."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)

    async def keep_typing(self) -> None:
        """Store what was typed and not saved yet; called before leaving, quitting and other screens."""

    def refresh_view(self) -> None:
        """Bring what is shown up to date; called often, so it must change nothing when nothing changed."""

    def restyle(self) -> None:
        """The theme changed: build again what holds colours."""

    def on_resize(self, event: events.Resize) -> None:
        """Cover the screen with one line while the terminal is too small."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        covers = self.query(TooSmall)
        if small and not covers:
            self.mount(TooSmall())
        for cover in covers:
            cover.display = small


class DeskScreen(_Common[T]):
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
    awaiting = False
    """An act was asked for and its dialog is on the way: keys typed meanwhile are the dialog's."""

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

    def on_screen_suspend(self) -> None:
        """The dialog that was awaited is there: it gets the keys typed meanwhile."""
        self.awaiting = False
        self.app.hand_on_keys()

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

    def action_timeline(self) -> None:
        """Open the timeline."""
        self._on_case(lambda ref: flows().timeline(self.app, ref))

    def action_letters(self) -> None:
        """Open the letters."""
        self._on_case(lambda ref: flows().letter(self.app, ref))

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
            self.awaiting = True
            self._open(ref, order)

    @work(exclusive=True, group="act", exit_on_error=False)
    async def _open(self, ref: str, order: Callable[[str, int], str | None] | None) -> None:
        try:
            last = await flows().open_case(self.app, ref, order)
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        finally:
            self.awaiting = False
        if last and last != ref:
            self.case_left(last)

    def case_left(self, ref: str) -> None:
        """News: the case screen was left while it showed ``ref``, another case than the one opened."""

    def after_act(self, ref: str, done: Done | None) -> None:
        """News: the flow that began on ``ref`` has ended, with something recorded or with None."""

    def _on_case(self, flow: Callable[[str], Awaitable[Done | None]]) -> None:
        if ref := self.case_ref():
            self.awaiting = True
            self._run(ref, flow)
        else:
            self.app.notice("No case here. F2 goes to the queue.")

    @work(exclusive=True, group="act", exit_on_error=False)
    async def _run(self, ref: str, flow: Callable[[str], Awaitable[Done | None]]) -> None:
        try:
            done = await flow(ref)
        except ComplaintDeskError as error:
            self.app.problem(error)
            done = None
        finally:
            self.awaiting = False
        self.after_act(ref, done if isinstance(done, Done) else None)


class DeskModal(ModalScreen[T], _Common[T], inherit_bindings=False):
    """A dialog, bound to the group 'modal' and more; Escape gives None; keys typed ahead wait for its first field."""

    BINDINGS = bindings("modal")
    DEFAULT_CSS = """
    DeskModal { align: center middle; layers: base small; }
    """

    def action_help(self) -> None:
        """The keys of this dialog."""
        self.app.action_help()


def flows() -> Any:
    """Loaded late: the first paint does not wait for it."""
    from importlib import import_module

    return import_module("screens.flows")


def sentence(error: ComplaintDeskError) -> str:
    """An error as a notice: its sentence and its hint, cleaned."""
    return shown(f"Error: {error}", limit=600)
