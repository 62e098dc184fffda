"""The pane beside the queue: what an officer must know of a case before opening it.

Alerts first (adjustments, vulnerability, contact preference, restrictions), then the clocks, the last
events, and what is owed next. It is asked once the cursor rests, and reads in a thread.
"""

import asyncio
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events, work
from textual.strip import Strip
from textual.widget import Widget

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.case_view import CaseView
from screens.palette import Look
from screens.text import day_words, shown

if TYPE_CHECKING:
    from screens.app import DeskApp

EVENTS = 5


class PreviewPane(Widget, can_focus=False):
    """Shows the case last asked for, cut at the height of the pane."""

    DEFAULT_CSS = "PreviewPane { width: 33%; min-width: 40; max-width: 60; height: 1fr; }"
    if TYPE_CHECKING:
        app: "DeskApp"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.wanted = ""
        self.ref = ""
        """The case that is shown."""
        self._words = Text("")
        self._lines: list[list[Segment]] | None = None
        """The words wrapped at the width, once they are painted."""

    @property
    def is_seen(self) -> bool:
        """Whether there is room for the pane."""
        return bool(self.display and self.size.width)

    def want(self, ref: str, *, again: bool = False) -> None:
        """Show this case, if there is room; ``again`` even when it is the one shown."""
        self.wanted = ref
        if self.is_seen and (again or ref != self.ref):
            self.load()

    @work(exclusive=True, group="preview", exit_on_error=False)
    async def load(self) -> None:
        """Read the wanted case and show it, unless another is wanted by then."""
        ref = self.wanted
        words = Text("")
        try:
            if ref:
                words = preview(await asyncio.to_thread(self.app.desk.case, ref), self.app.look)
        except ComplaintDeskError as error:
            words = Text(shown(error))
        if ref == self.wanted:
            self.ref = ref
            if words != self._words or words.spans != self._words.spans:
                self._words, self._lines = words, None
                self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap at the new width."""
        self._lines = None

    def render_line(self, y: int) -> Strip:
        """An edge, and a line of the words."""
        width, base = self.size.width, self.rich_style
        if self._lines is None:
            console = self.app.console
            wrapped = self._words.wrap(console, max(1, width - 3))
            self._lines = [[*line.render(console)] for line in wrapped]
        words = self._lines[y] if y < len(self._lines) else []
        segments = [Segment(text, base + style if style else base) for text, style, _ in words]
        return Strip([Segment(f"{self.app.look.edge} ", base + self.app.look.muted), *segments]).adjust_cell_length(
            width, base
        )


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
