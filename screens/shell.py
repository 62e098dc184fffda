"""What the app is to everything on it: looks, notices, dialogs, keys typed ahead, and how it fails.

Decisions: notices come one at a time and never parse markup. A key typed ahead of a dialog goes to the
dialog's field, not to the list below. A fault ends the app with one sentence; it shows no local
variable and no resident's words, and drafts are in the store by then.
"""

import asyncio
import os
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import events, work
from textual.app import App
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import Worker, WorkerState

from complaintdesk import fault_log
from complaintdesk.errors import ComplaintDeskError
from screens import palette
from screens.base import DeskModal, DeskScreen
from screens.text import shown
from screens.typed import InOrder
from screens.window import too_small

if TYPE_CHECKING:
    from complaintdesk.desk import Desk


class Shell(App[object], inherit_bindings=False):
    """Themes, words in the corner, dialogs, and faults."""

    def __init__(self, desk: "Desk", theme: str | None = None) -> None:
        self.desk = desk
        self.mono = "NO_COLOR" in os.environ
        wanted = theme or desk.setting("theme", palette.DEFAULT)
        # Known before Textual reads its stylesheet: a theme set afterwards makes it parse everything again.
        self._reactive_theme = wanted if wanted in palette.THEMES else palette.DEFAULT
        super().__init__(ansi_color=True if self.mono else None)
        self.animation_level = "none"
        self.faults: list[BaseException] = []
        """What workers failed of that nobody foresaw."""
        self.typed = InOrder(self)
        """Keys and pastes on their way to what they are meant for."""
        self.trouble = ""
        """Something to say once the first screen stands."""
        if wanted not in palette.THEMES:
            self.trouble = f"There is no theme {shown(wanted, limit=40)}; using {palette.DEFAULT}."

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Our own themes, and only those."""
        return palette.THEMES

    @property
    def all_screens(self) -> list[Screen[Any]]:
        """Every screen of every stack."""
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    # looks

    @property
    def look(self) -> palette.Look:
        """Styles and glyphs of the theme now in use on this terminal."""
        return palette.look(self.theme, mono=self.mono, ascii_only=not palette.speaks_utf8())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour names, for themes that do not set them."""
        return palette.VARIABLES

    def action_theme(self, name: str) -> None:
        """Change the theme, and keep it for next time."""
        if self.mono:
            self.notice("NO_COLOR is set, so the desk shows no colours.")
            return
        self.theme = name
        for screen in self.all_screens:
            if isinstance(screen, DeskScreen | DeskModal):
                screen.restyle()
        self._keep_setting("theme", name)

    @work(exit_on_error=False)
    async def _keep_setting(self, name: str, value: str) -> None:
        await asyncio.to_thread(self.desk.set_setting, name, value)

    # talking

    def notice(self, words: str, *, error: bool = False) -> None:
        """Show a sentence in the corner, in place of the one there; plain text, cleaned."""
        self.clear_notifications()
        self.notify(shown(words, limit=600), markup=False, severity="error" if error else "information")

    def problem(self, error: ComplaintDeskError) -> None:
        """Show something a person can put right: its sentence and what to do."""
        self.notice(f"Error: {error}", error=True)

    def on_too_long(self, event: Any) -> None:
        """What was pasted does not fit into a line that is no field of a form."""
        self.notice(event.words, error=True)

    # keys typed ahead, and faults

    async def on_event(self, event: events.Event) -> None:
        """A key still under way while the desk is left finds no screen; in a window too small to show anything
        nothing acts unseen but leaving."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded and not self.typed.may_pass(event):
            return
        leaves = isinstance(event, events.Key) and event.key == "ctrl+q"
        unseen = isinstance(event, events.InputEvent) and (not self.screen_stack or too_small(self.size))
        if not unseen or (leaves and self.screen_stack):
            await super().on_event(event)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker failed in a way nobody foresaw: say so, keep the desk open, and write it to the log."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            self.faults.append(error)
            fault_log.note(error, f"worker {event.worker.name}")
            self.notice("Error: that did not work. Nothing was stored. See `complaintdesk doctor`.", error=True)

    def _handle_exception(self, error: Exception) -> None:
        fault_log.note(error)
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.panic(
            Text(f"complaintdesk stopped. Your drafts are kept. Where it happened stands in {fault_log.path()}.")
        )
