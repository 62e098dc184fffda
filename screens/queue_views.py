"""Which cases the queue shows: whose, of which landlord, open or all, and with which words.

The list follows while words are typed; Enter keeps them, Escape clears them. Named views on 1 to 9
will be more of the same values.
"""

import asyncio

from textual import on, work
from textual.getters import query_one
from textual.widgets import Input

from complaintdesk.models.views import QueueQuery
from screens.queue_words import QueueWords


class QueueViews(QueueWords):
    """The queue's view and its filter line."""

    words = query_one("#words", Input)

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

    def action_filter(self) -> None:
        """Open the filter line; the list follows while words are typed."""
        self.set_class(True, "-filtering")
        self.set_focus(self.words)
        self.show_keys("Filter: type words   Enter Keep   Esc Clear")

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        self.show_view(self.view._replace(words=" ".join(event.value.split())))

    @on(Input.Submitted, "#words")
    def _kept(self) -> None:
        self.set_class(False, "-filtering")
        self.set_focus(self.rows)
        self.show_keys()

    def step_back(self) -> bool:
        """Escape clears the filter, if there is one."""
        if not self.view.words and not self.has_class("-filtering"):
            return False
        self.words.value = ""
        self.show_view(self.view._replace(words=""))
        self._kept()
        return True
