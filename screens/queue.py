"""The queue: every case of a view, most urgent first, and all that can be done from there.

Decision: the first page is read before the first paint, everything later in workers of which the last
one wins; while they read, the old rows stay. Marks, filter, cursor and scroll outlive every refresh,
and the cursor belongs to a case.
"""

import asyncio
from collections.abc import Iterable
from functools import partial

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.acting import Done
from complaintdesk.models.lists import QueueQuery
from screens.base import flows
from screens.commands import bindings
from screens.lines import Line
from screens.pages import Pages
from screens.preview import PreviewPane
from screens.queue_list import QueueList
from screens.queue_views import QueueViews
from screens.text import shown

WIDE = 110
"""Columns from which there is a pane beside the list."""
UPDATING_AFTER = 0.3
BANDS_AFTER, IDS_AFTER = 0.1, 1.0
"""Seconds after the paint of a long list that was found by words until it is counted by band, and then its ids read:
what is typed next comes first."""
REST = 0.15
"""Seconds without a move after which the cursor is said to rest."""


class QueueScreen(QueueViews):
    """The queue of cases."""

    NAME = "queue"
    BINDINGS = bindings("queue", "acts")
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - as Textual declares it; the pane is placed without restyling everything
    AUTO_FOCUS = "#rows"

    pane = query_one("#peek", PreviewPane)

    def __init__(self) -> None:
        super().__init__()
        self._wide = self._alone = False
        self._next: int | None = None
        """The case to stand on after the next reading."""
        self._began: tuple[int, int | None] = (0, None)
        """Where the cursor stood when the last act began, and the case below it."""
        self._finished = False
        self._moves = 0
        self._moving = False
        self._stood: int | None = None
        """The case a person stood on last, to come back to when a filter is cleared."""

    def compose(self) -> ComposeResult:
        """Head, view, list and pane, status, keys; the filter line comes after the first paint."""
        pages = Pages(self.desk, self.view)
        self.saved = self.desk.views()
        yield Line(id="head")
        yield Line(id="view")
        with Horizontal(id="middle"):
            yield QueueList(pages, self.desk.who, id="rows")
            pane = PreviewPane(id="peek")
            pane.display = self.app.size.width >= WIDE
            yield pane
        yield Line(id="status")
        yield from super().compose()

    def on_mount(self) -> None:
        """Say everything around the list before the first paint; read the rest after it."""
        self.rows.moved = self._moved
        self.counts = self.rows.pages.counts
        self.say()
        self.call_after_refresh(self.load_rest)
        self.call_after_refresh(self.count_views)

    def _moved(self, by_key: bool) -> None:
        if by_key:
            self.news = ""
            self._stood = self.rows.key
        self._moves += 1
        if not self._moving:
            self._moving = True
            self.set_timer(REST, partial(self._rested, self._moves))

    def _rested(self, moves: int) -> None:
        """The cursor rests: now the status line and the pane follow, so that a move paints two lines and no more."""
        if moves != self._moves:
            self.set_timer(REST, partial(self._rested, self._moves))
            return
        self._moving = False
        self.say_status()
        self.pane.want(self.case_ref())

    def on_resize(self, event: events.Resize) -> None:
        """There may be room for the pane now, or no more."""
        self._wide = self.app.size.width >= WIDE
        self._place_pane()

    def _place_pane(self) -> None:
        self.pane.display = self._wide and not self._alone
        self.call_after_refresh(lambda: self.pane.want(self.case_ref()))

    def restyle(self) -> None:
        """New colours."""
        self.rows.refresh()
        self.say()
        self.pane.want(self.case_ref(), again=True)

    # reading

    def refresh_view(self) -> None:
        """Read the list again, and put it in place of the old one."""
        self.load(self.view, tell=True)
        self.count_views()

    @work(exclusive=True, group="queue", exit_on_error=False)
    async def load(self, view: QueueQuery, *, tell: bool = False) -> None:
        """Read a view in a thread and show it; ``tell``: say so when the case under the cursor left it."""
        rows = self.rows
        self.workers.cancel_group(self, "rest")
        late = self.set_timer(UPDATING_AFTER, lambda: self.tell("updating…"))
        try:
            another = view != rows.pages.view
            key = self._stood if another and self._stood is not None else rows.key
            moves = self._moves
            pages, place = await asyncio.to_thread(Pages.load, self.desk, view, key, 0 if another else rows.at)
            if self._moves != moves:  # moved on meanwhile
                place = pages.place(rows.key) if rows.key is not None else None
        except ComplaintDeskError as error:
            self.app.problem(error)
            self.say()
            return
        finally:
            late.stop()
            if self.news == "updating…":
                self.tell("")
        ref = self.case_ref()
        gone = rows.show_pages(pages, 0 if another and place is None else place)
        if gone is not None and gone == self._stood:
            self._stood = rows.key
        follow, self._next = self._next, None
        if self._finished and place is not None and place > self._began[0]:
            follow = self._began[1]
        self._finished = False
        if pages.counts is not None or another:
            self.counts = pages.counts
        if follow is not None:
            rows.go_to_case(follow)
        elif tell and gone is not None and ref:
            self.news = f"{shown(ref, limit=20)} left this view"
        self.say()
        if another:  # the pane waits until the typing rests: reading a case beside the paint would hold it up
            self._moved(False)
        else:
            self.pane.want(self.case_ref(), again=True)
        self.load_rest()

    @work(exclusive=True, group="rest", exit_on_error=False)
    async def load_rest(self) -> None:
        """Count what was not counted, then read the ids of the whole list, unless another list is asked for first."""
        pages = self.rows.pages
        try:
            if pages.counts is None:
                await asyncio.sleep(BANDS_AFTER)
                await asyncio.to_thread(pages.count)
                self.counts = pages.counts
                self.say()
                await asyncio.sleep(IDS_AFTER)
            await asyncio.sleep(0.05)
            await asyncio.to_thread(pages.load_ids)
            if self.rows.marks:
                self.say_status()  # how many of them are not in this list
        except ComplaintDeskError:
            return  # pages go on being read by their place

    # the case under the cursor

    def case_ref(self) -> str:
        """Its reference."""
        row = self.rows.row
        return "" if row is None else row.ref

    async def show_case(self, ref: str) -> bool:
        """Put the cursor on a case by its reference; whether this list has it."""
        return self.rows.go_to_case(await asyncio.to_thread(self.desk.find, ref))

    @on(QueueList.Opened)
    def _opened(self) -> None:
        self.open_case(self.rows.order)

    def case_left(self, ref: str) -> None:
        """Another case was on the screen last: stand on that one."""
        self._stand_on(ref)

    @work(exclusive=True, group="stand", exit_on_error=False)
    async def _stand_on(self, ref: str) -> None:
        try:
            await self.show_case(ref)
        except ComplaintDeskError as error:
            self.app.problem(error)

    def after_act(self, ref: str, done: Done | None) -> None:
        """Catch up; when the case has gone down the list, its clock met or moved, the one after it is next."""
        if done is not None:
            self._finished = ref == self.case_ref()
            self.refresh_view()

    def wait_for_dialog(self) -> None:
        """Remember where the case stands and which is below it: by the end of the act both may have moved."""
        self._began = (self.rows.at, self.rows.key_at(self.rows.at + 1))
        super().wait_for_dialog()

    def action_new(self) -> None:
        """Take in a new complaint, then stand on it."""
        self.wait_for_dialog()
        self._new()

    @work(exclusive=True, group="act", exit_on_error=False)
    async def _new(self) -> None:
        try:
            done = await flows().intake(self.app)
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        finally:
            self.flow_ended()
        if done is not None:
            self._next = done.case_id
            self.refresh_view()

    # marks and pane

    def action_act(self, act: str) -> None:
        """An act on the case under the cursor; assigning is for all marked cases, where any are."""
        marks = self.rows.marks
        if act == "assign" and marks:
            self._on_case(self._assign_marked)
        else:
            super().action_act(act)

    async def _assign_marked(self, ref: str) -> Done | None:
        """Give all that are marked to somebody; which of them the list does not show is said in the form."""
        if self.rows.pages.ids is None:
            await asyncio.to_thread(self.rows.pages.load_ids)
        done: Done | None = await flows().assign_many(self.app, self._marked(), self.rows.unseen, self._unmark)
        return done

    def _marked(self) -> list[int]:
        """The marked cases, in the order of the list as far as it shows them."""
        marks, ids = self.rows.marks, self.rows.pages.ids or ()
        listed = [one for one in ids if one in marks]
        return [*listed, *sorted(marks.difference(listed))]

    def _unmark(self, ids: Iterable[int]) -> None:
        """These are done; what was refused stays marked."""
        self.rows.marks.difference_update(ids)
        self.rows.refresh()

    def action_mark(self) -> None:
        """Mark or unmark."""
        self.rows.action_mark()

    @work(exclusive=True, group="mark", exit_on_error=False)
    async def action_mark_all(self) -> None:
        """Mark every case of the list; when all are marked, none."""
        rows = self.rows
        if rows.pages.ids is None:
            await asyncio.to_thread(rows.pages.load_ids)
        ids = set(rows.pages.ids or ())
        rows.marks = rows.marks - ids if ids <= rows.marks else rows.marks | ids
        rows.refresh()
        self.say_status()

    def action_next_marked(self, step: int) -> None:
        """To the next or previous marked case, round the end."""
        rows = self.rows
        places = sorted(place for id_ in rows.marks if (place := rows.pages.place(id_)) is not None)
        if not places:
            self.app.notice("No case of this list is marked. Space marks one, V all.")
            return
        beyond = [p for p in places if (p > rows.at if step > 0 else p < rows.at)]
        rows.go((beyond or places)[0 if step > 0 else -1])

    def action_preview(self) -> None:
        """Show or hide the pane."""
        self._alone = not self._alone
        self._place_pane()
        if not self._wide:
            self.app.notice(f"The preview needs {WIDE} columns.")
