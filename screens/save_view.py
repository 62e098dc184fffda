"""Keep the present filter as a view: a digit and a name on one line."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label

from complaintdesk.errors import ComplaintDeskError
from screens.base import DeskModal
from screens.text import shown


class SaveView(DeskModal[str]):
    """Asks for digit and name, saves, and gives the name; None: they would rather not."""

    DEFAULT_CSS = """
    SaveView #box { width: 64; max-width: 96%; height: auto; border: round $primary; background: $surface; }
    SaveView Label { width: 100%; }
    """
    AUTO_FOCUS = None

    def __init__(self, said: str, text: str, sort: str) -> None:
        super().__init__()
        self._said, self._text, self._sort = said, text, sort

    def compose(self) -> ComposeResult:
        """What is kept, a field, a line for what is wrong."""
        with Vertical(id="box"):
            about = shown(self._text, limit=200) or "all open cases"
            yield Label(f"Keep this view: {about} (sorted by {self._sort})", markup=False)
            yield Input(self._said, placeholder="digit and name, such as 7 Damp", id="name", classes="bare")
            yield Label("Enter Keep   Esc Back", id="wrong", markup=False)

    def on_mount(self) -> None:
        """Take what was typed meanwhile."""
        self.set_focus(self.query_one(Input))

    @on(Input.Submitted)
    @work(exclusive=True, exit_on_error=False)
    async def _asked(self, event: Input.Submitted) -> None:
        digit, _, name = event.value.strip().partition(" ")
        try:
            view = await asyncio.to_thread(self.desk.save_view, digit, name, self._text, self._sort)
        except ComplaintDeskError as error:
            self.query_one("#wrong", Label).update(shown(error, limit=200))
            return
        self.app.notice(f"Saved. {view.digit} shows {view.name}.")
        self.dismiss(view.name)
