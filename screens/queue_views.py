"""Which cases the queue shows: the filter line, the views on 1 to 9, whose, of which landlord, in which order.

Decision: the list follows the typing; what cannot be is said in the filter bar while the old list stays. Enter keeps
the filter, Escape clears it. A view is nothing but a named filter; its count is read last and on its own connection.
"""

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.widget import Widget

from complaintdesk.errors import BadInput, ComplaintDeskError
from complaintdesk.models.filters import EVERYTHING
from complaintdesk.models.lists import SORTS, QueueQuery, SavedView
from screens.queue_words import QueueWords
from screens.text import shown

if TYPE_CHECKING:
    from textual.widgets import Input, Label

COUNT_AFTER = 0.25
"""Seconds after a reading until the views are counted: whatever is asked for meanwhile comes first."""


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
            again = view.landlord != self.view.landlord
            self.view = view
            self.news = ""
            self.load(view)
            if again:
                self.count_views()

    def action_show_owner(self, mine: bool) -> None:
        """Only mine, or everyone's."""
        self.show_view(self.view._replace(owner=self.desk.who if mine else ""))

    def action_show_status(self, status: str) -> None:
        """Open cases, or all."""
        self.show_view(self.view._replace(status=status))

    def action_sort(self) -> None:
        """The next order; the cursor stays on its case."""
        sort = SORTS[(SORTS.index(self.view.sort) + 1) % len(SORTS)]
        self.show_view(self.view._replace(sort=sort))

    @work(exclusive=True, group="narrow", exit_on_error=False)
    async def action_narrow(self) -> None:
        """The next landlord, then all again."""
        if not self.landlords:
            self.landlords = dict(await asyncio.to_thread(self.desk.landlords))
        keys = ["", *self.landlords]
        at = keys.index(self.view.landlord) if self.view.landlord in keys else 0
        self.show_view(self.view._replace(landlord=keys[(at + 1) % len(keys)]))

    # views on digits

    @work(exclusive=True, group="views", exit_on_error=False)
    async def count_views(self) -> None:
        """Count the views in a thread, once the list itself has been read."""
        await asyncio.sleep(COUNT_AFTER)
        try:
            self.saved = await asyncio.to_thread(self.desk.views)
            self.view_counts = await asyncio.to_thread(self.desk.view_counts, self.view.landlord)
        except ComplaintDeskError:
            return  # the counts there are stay; the list says what is wrong with the store
        self.say_views()

    def action_view(self, digit: str) -> None:
        """The view on a digit."""
        view = next((one for one in self.saved if one.digit == digit), None)
        if view is None:
            self.app.notice(f"No view stands on {digit}. Filter with /, then : save view.")
        else:
            self._show_saved(view)

    @work(exclusive=True, group="filter", exit_on_error=False)
    async def _show_saved(self, view: SavedView) -> None:
        try:
            found = await asyncio.to_thread(self.desk.filter, view.text)
        except ComplaintDeskError as error:
            self.app.notice(f"{view.digit} {view.name}: {error}")
            return
        if self.bar is not None:
            with self.words.prevent(type(self.words).Changed):
                self.words.value = view.text
            self._leave_bar()
        self.show_view(QueueQuery(self.view.landlord, status=self.view.status, filter=found, sort=view.sort))

    @work(exclusive=True, group="act", exit_on_error=False)
    async def action_save_view(self) -> None:
        """Keep the present filter under a digit and a name; under the same digit it is renamed."""
        from screens.awaiting import ask
        from screens.save_view import SaveView

        now = self.shown_view
        text, sort = self.view.filter.text, self.view.sort
        if await ask(self.app, SaveView(f"{now.digit} {now.name}" if now else "", text, sort)):
            self.count_views()

    @work(exclusive=True, group="act", exit_on_error=False)
    async def action_drop_view(self) -> None:
        """Forget the view that is shown."""
        now = self.shown_view
        if now is None:
            self.app.notice("No saved view is shown. Press its digit first.")
            return
        try:
            other = await asyncio.to_thread(self.desk.drop_view, now.digit)
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        stands = f"{other.digit} is {other.name} again." if other else f"Nothing stands on {now.digit} now."
        self.app.notice(f"Saved. View {now.digit} {now.name} is gone. {stands}")
        self.count_views()

    # the filter line

    async def mount_filter(self) -> None:
        """Put the filter line in place when it is first wanted: a start does not pay for it."""
        from textual.containers import Horizontal
        from textual.widgets import Input, Label

        words = Input(
            placeholder="words, or stage:2 owner:me due:<3 -theme:damp",
            id="words",
            classes="bare",
            select_on_focus=False,
        )
        wrong = Label("", markup=False, id="wrong")
        wrong.display = False
        await self.mount(wrong, Horizontal(Label(" / ", markup=False), words, id="filter"), before="#status")

    @property
    def words(self) -> "Input":
        """The field of the filter line."""
        from textual.widgets import Input

        return self.query_one("#words", Input)

    @property
    def wrong(self) -> "Label":
        """Where it is said what the filter does not know."""
        from textual.widgets import Label

        return self.query_one("#wrong", Label)

    @property
    def bar(self) -> Widget | None:
        """The filter line, once it is there."""
        return next(iter(self.query("#filter")), None) if self.query("#words") else None

    async def action_filter(self) -> None:
        """Open the filter line; the list follows while words are typed."""
        if self.bar is None:
            await self.mount_filter()
        if self.bar is None:
            return  # left meanwhile
        text = self.view.filter.text
        if not self.bar.display or self.words.value.rstrip() != text:
            with self.words.prevent(type(self.words).Changed):
                self.words.value = f"{text} " if text else ""  # what is typed next is a word of its own
        self.bar.display = True
        self.set_focus(self.words)
        self.words.action_end()
        self.show_keys("Filter: type words or field:value   Enter Keep   Esc Clear")

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Words are typed: the list follows."""
        self._read_filter(event.value)

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        """Enter: keep the filter, and go back to the list; not while something in it is not known."""
        self._read_filter(event.value, keep=True)

    @work(exclusive=True, group="filter", exit_on_error=False)
    async def _read_filter(self, text: str, *, keep: bool = False) -> None:
        """Read what is typed. What cannot be is said in the filter bar, and the old list stays."""
        try:
            found = await asyncio.to_thread(self.desk.filter, " ".join(text.split()))
        except BadInput as error:
            self.wrong.update(f" {shown(error, limit=400)}")
            self.wrong.display = True
            return
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        self.wrong.display = False
        self.show_view(self.view._replace(filter=found))
        if keep:
            self._leave_bar()

    def _leave_bar(self) -> None:
        """Back to the list."""
        if self.bar is not None:
            self.bar.display = self.wrong.display = False
        self.set_focus(self.rows)
        self.show_keys()

    def step_back(self) -> bool:
        """Escape clears the filter, if there is one."""
        is_open = self.bar is not None and self.bar.display
        if not (self.view.filter.text or is_open):
            return False
        self.workers.cancel_group(self, "filter")
        if self.bar is not None:
            with self.words.prevent(type(self.words).Changed):
                self.words.value = ""
        self.show_view(self.view._replace(filter=EVERYTHING))
        self._leave_bar()
        return True
