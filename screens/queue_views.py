"""Which cases the queue shows: whose, of which landlord, open or all, and with which words.

The list follows while words are typed; Enter keeps them, Escape clears them. Named views on 1 to 9
will be more of the same values.
"""

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.widget import Widget

from complaintdesk.models.views import QueueQuery
from screens.queue_words import QueueWords

if TYPE_CHECKING:
    from textual.widgets import Input


class QueueViews(QueueWords):
    """The queue's view and its filter line."""

    def __init__(self) -> None:
        super().__init__()
        self.view = QueueQuery()

    def load(self, view: QueueQuery, *, tell: bool = False) -> object:
        """Read a view and show it."""
        raise NotImplementedError

    def show_view(self, view: QueueQuery) -> None:
        """Show another view of the cases."""
        if view != self.view:
            self.view = view
            self.news = ""
            self.load(view)

    def action_show_owner(self, mine: bool) -> None:
        """Only mine, or everyone's."""
        self.show_view(self.view._replace(owner=self.desk.who if mine else ""))

    def action_show_status(self, status: str) -> None:
        """Open cases, or all."""
        self.show_view(self.view._replace(status=status))

    @work(exclusive=True, group="narrow", exit_on_error=False)
    async def action_narrow(self) -> None:
        """The next landlord, then all again."""
        if not self.landlords:
            self.landlords = dict(await asyncio.to_thread(self.desk.landlords))
        keys = ["", *self.landlords]
        at = keys.index(self.view.landlord) if self.view.landlord in keys else 0
        self.show_view(self.view._replace(landlord=keys[(at + 1) % len(keys)]))

    def mount_filter(self) -> None:
        """Put the filter line in place when it is first wanted: a start does not pay for it."""
        from textual.containers import Horizontal
        from textual.widgets import Input, Label

        words = Input(placeholder="words of reference, resident, address or subject", id="words", classes="bare")
        bar = Horizontal(Label(" / ", markup=False), words, id="filter")
        self.mount(bar, before="#status")

    @property
    def words(self) -> "Input":
        """The field of the filter line."""
        from textual.widgets import Input

        return self.query_one("#words", Input)

    @property
    def bar(self) -> Widget | None:
        """The filter line, once it is there."""
        return next(iter(self.query("#filter")), None) if self.query("#words") else None

    def action_filter(self) -> None:
        """Open the filter line; the list follows while words are typed."""
        if self.bar is None:
            self.awaiting = True  # keys typed meanwhile wait
            if not self.query("#filter"):
                self.mount_filter()
            self.call_after_refresh(self.action_filter)
            return
        self.awaiting = False
        self.bar.display = True
        self.set_focus(self.words)
        self.app.hand_on_keys()
        self.show_keys("Filter: type words   Enter Keep   Esc Clear")

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Words are typed: the list follows."""
        self.show_view(self.view._replace(words=" ".join(event.value.split())))

    def on_input_submitted(self) -> None:
        """Enter: keep the words, and go back to the list."""
        if self.bar is not None:
            self.bar.display = False
        self.set_focus(self.rows)
        self.show_keys()

    def step_back(self) -> bool:
        """Escape clears the filter, if there is one."""
        if self.bar is None or not (self.view.words or self.bar.display):
            return False
        self.words.value = ""
        self.show_view(self.view._replace(words=""))
        self.on_input_submitted()
        return True
