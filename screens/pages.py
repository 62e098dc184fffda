"""The queue's rows, fetched a page at a time as they come into view.

Decision: never the whole list. The first page comes by an index; then the ordered ids of the list are
read in a thread, and any later page is read by id, so that the last page of a hundred thousand costs
what the first does. A ``Pages`` is one state of the list: when something was stored, a new one is
loaded beside it and takes its place in one go.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from complaintdesk.models.lists import QueueQuery, QueueRow

if TYPE_CHECKING:
    from complaintdesk.desk import Desk

PAGE = 128
KEEP = 32
"""Pages kept; the ones not used for longest go first."""
FIRST = 48
"""Rows read before the first paint: as many as a tall terminal shows."""


class Pages:
    """One state of one list: how many rows, the counts by band, and the rows themselves when asked."""

    def __init__(self, desk: "Desk", view: QueueQuery) -> None:
        """Read what the first paint shows."""
        self.desk = desk
        self.view = view
        self.total, self.counts, rows = desk.queue_begin(view, FIRST)
        """``counts`` by band are None until ``count`` has been called, where counting takes long."""
        self.ids: Sequence[int] | None = None
        """All case ids in order, once they are there."""
        self._pages = {0: dict(enumerate(rows))}
        self._last = -1
        self._begun = self.total > len(rows)
        """Only the beginning of the first page has been read."""

    @classmethod
    def load(cls, desk: "Desk", view: QueueQuery, case_id: int | None = None, near: int = 0) -> tuple[Self, int | None]:
        """The list now, with the page around a case (or around row ``near``) in hand, and the case's place.

        Safe in a thread. The place is None where the case is not in this list.
        """
        pages = cls(desk, view)
        place = next((at for at, row in pages._pages[0].items() if row.case_id == case_id), None)
        if place is None and case_id is not None and pages._begun:
            place = desk.queue_place(view, case_id)
        if pages.total:
            pages.row(min(near if place is None else place, pages.total - 1))
        return pages, place

    def count(self) -> None:
        """Count by band what was not counted yet. Safe in a thread."""
        self.counts = self.counts or self.desk.counts_aside(self.view)

    def load_ids(self) -> None:
        """Read all ids in order. Safe in a thread."""
        self.ids = self.desk.queue_ids(self.view)

    def row(self, i: int) -> QueueRow | None:
        """Row ``i``; None where the list has become shorter since it was counted."""
        n, at = divmod(i, PAGE)
        page = self._pages.get(n)
        if self._begun and n == 0 and at >= FIRST:
            page, self._begun = None, False
        if page is None:
            page = self._fetch(n)
            while len(self._pages) >= KEEP:
                self._pages.pop(next(iter(self._pages)))
            self._pages[n] = page
        elif n != self._last:
            self._pages[n] = self._pages.pop(n)
        self._last = n
        return page.get(at)

    def place(self, case_id: int) -> int | None:
        """The row number of a case in this list; None: it is not in it."""
        if self.ids is None:
            return self.desk.queue_place(self.view, case_id)
        try:
            return self.ids.index(case_id)
        except ValueError:
            return None

    def _fetch(self, n: int) -> dict[int, QueueRow]:
        if self.ids is None:
            return dict(enumerate(self.desk.queue_page(self.view, n * PAGE, PAGE)))
        ids = self.ids[n * PAGE : (n + 1) * PAGE]
        rows = {row.case_id: row for row in self.desk.queue_rows(ids)}
        return {at: rows[case_id] for at, case_id in enumerate(ids) if case_id in rows}
