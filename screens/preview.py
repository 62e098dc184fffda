"""The pane beside the queue: what an officer must know of a case before opening it.

Alerts first (adjustments, vulnerability, contact preference, restrictions), then the clocks, the last
events, and what is owed next. It follows the cursor once the cursor rests, so that moving costs nothing.
"""

import asyncio
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.views import CaseView
from screens.palette import Look
from screens.text import day_words, shown

if TYPE_CHECKING:
    from screens.app import DeskApp

EVENTS = 5
REST = 0.08


class PreviewPane(VerticalScroll, can_focus=False):
    """Shows the case last asked for, read in a thread when the asking has stopped for a moment."""

    if TYPE_CHECKING:
        app: "DeskApp"

    said = query_one("#said", Static)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.wanted = ""
        self.ref = ""
        """The case that is shown."""
        self._waiting = False

    def compose(self) -> ComposeResult:
        """The words."""
        yield Static("", id="said", markup=False)

    @property
    def is_seen(self) -> bool:
        """Whether there is room for the pane."""
        return bool(self.display and self.size.width)

    def want(self, ref: str, *, again: bool = False) -> None:
        """Show this case soon; ``again`` even when it is the one shown."""
        self.wanted = ref
        if again:
            self.ref = ""
        if not self._waiting and ref != self.ref and self.is_seen:
            self._waiting = True
            self.set_timer(REST, lambda: self._rested(ref))

    def _rested(self, ref: str) -> None:
        if ref != self.wanted:
            self.set_timer(REST, lambda at=self.wanted: self._rested(at))
        else:
            self._waiting = False
            self.load()

    @work(exclusive=True, group="preview", exit_on_error=False)
    async def load(self) -> None:
        """Read the wanted case and show it, unless another is wanted by then."""
        ref = self.wanted
        words: Text | str = ""
        try:
            if ref:
                words = preview(await asyncio.to_thread(self.app.desk.case, ref), self.app.look)
        except ComplaintDeskError as error:
            words = shown(error)
        if ref == self.wanted:
            if ref != self.ref:
                self.scroll_home(animate=False)
            self.ref = ref
            self.said.update(words)


def preview(view: CaseView, look: Look) -> Text:
    """The pane's words for a case."""
    text = Text(end="")

    def line(words: str = "", style: Style | None = None) -> None:
        text.append(shown(words) + "\n", style)

    line(f"{view.ref}  stage {view.stage}{'+' if view.extended else ''}  {view.resident}", look.strong)
    for alert in view.alerts:
        line(f"! {alert}", look.strong)
    text.append_text(look.chip(view.chip))
    line()
    line(view.subject)
    line(view.address, look.muted)
    line(f"{view.landlord_name}, {view.owner or 'nobody yet'}", look.muted)
    clocks = [clock for clock in view.clocks if clock.met_on is None]
    if clocks:
        line()
        line("Clocks", look.strong)
    for clock in clocks:
        line(f"{clock.words}, due {day_words(clock.due)}")
        text.append("  ")
        text.append_text(look.chip(clock.chip))
        line()
    if view.timeline:
        line()
        line("Last", look.strong)
    for entry in [entry for entry in reversed(view.timeline) if not entry.undone][:EVENTS]:
        text.append(f"{day_words(entry.at)}  ", look.muted)
        line(entry.title)
    if view.reminders:
        line()
        line("Next", look.strong)
    for reminder in view.reminders:
        line(f"- {reminder}")
    return text
