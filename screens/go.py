"""``#``: go to a case by its reference. Digits are enough; Enter goes, Escape does not."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label

from complaintdesk.errors import ComplaintDeskError
from screens.base import DeskModal
from screens.text import shown


class GoTo(DeskModal[str]):
    """Asks for a reference and gives it once the desk knows the case."""

    CSS_PATH = "go.tcss"
    AUTO_FOCUS = None

    def __init__(self) -> None:
        super().__init__()

    def compose(self) -> ComposeResult:
        """A field and a line for what is wrong."""
        with Vertical(id="box"):
            yield Label("Go to case", markup=False)
            yield Input(placeholder="CD-26001, or 26001", id="ref", classes="bare")
            yield Label("Enter Go   Esc Back", id="wrong", markup=False)

    def on_mount(self) -> None:
        """Take what was typed meanwhile."""
        self.set_focus(self.query_one(Input))

    @on(Input.Submitted)
    @work(exclusive=True, exit_on_error=False)
    async def _asked(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            return
        try:
            await asyncio.to_thread(self.desk.find, event.value.strip())
        except ComplaintDeskError as error:
            self.query_one("#wrong", Label).update(shown(error, limit=200))
            return
        self.dismiss(event.value.strip())
