"""What stands in lists: queue, board, what is owed, figures, and the views that people save."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from complaintdesk.desk.lists import Lists
from complaintdesk.desk.opened import Opened
from complaintdesk.models.filters import EVERYTHING, Filter
from complaintdesk.models.lists import BoardView, Counts, OwedCounts, OwedRow, Owing, QueueQuery, QueueRow, SavedView
from complaintdesk.store.reading import Reader

if TYPE_CHECKING:
    from complaintdesk.models.figures import FiguresView
    from complaintdesk.models.staff import Staff


class Browsing(Opened):
    """The lists of one desk."""

    def staff(self, landlord: str = "") -> tuple[str, ...]:
        """The names of those who work here."""
        return tuple(row.name for row in self.reader.staff(landlord))

    def roster(self, landlord: str, as_at: datetime | None = None) -> "Staff":
        """The landlord's staff list, as its book has it at that moment, and whoever was set up beside it."""
        from complaintdesk.desk.staffing import roster

        return roster(self.reader, landlord, as_at or self._now())

    def home(self) -> str:
        """The landlord I work for: where most of my open cases are, else whose staff list has me; '' for none."""
        keys = [key for key, _ in self.landlords()]
        mine = {key: self.queue_total(QueueQuery(key, owner=self.who)) for key in keys}
        most = max(keys, key=lambda key: mine[key], default="")
        if most and mine[most]:
            return most
        found = ((key, self.roster(key).find(self.who)) for key in keys)
        return next((key for key, member in found if member is not None and member.entered), "")

    def filter(self, text: str, as_at: datetime | None = None) -> Filter:
        """What was typed in the filter line, read. BadInput says in a sentence what cannot be, and what is allowed."""
        return self._lists.read_filter(text, as_at or self._now())

    def counts(self, view: QueueQuery) -> Counts:
        """The cases of a list by band."""
        return self._lists.counts(view, self._now())

    def counts_aside(self, view: QueueQuery) -> Counts:
        """The same on a connection of its own, so that nobody waits for it. For a thread."""
        with self.counting() as lists:
            return lists.counts(view, self._now())

    def queue_begin(self, view: QueueQuery, limit: int) -> tuple[int, Counts | None, tuple[QueueRow, ...]]:
        """What is shown of a list first: how many cases, by band unless that takes long, and ``limit`` rows."""
        return self._lists.begin(view, limit, self._now())

    def queue_total(self, view: QueueQuery) -> int:
        """How many cases a list holds."""
        return self._lists.total(view, self._now())

    def queue_page(self, view: QueueQuery, offset: int, limit: int) -> tuple[QueueRow, ...]:
        """A page of the list, most urgent first."""
        return self._lists.page(view, offset, limit, self._now())

    def queue_place(self, view: QueueQuery, case_id: int) -> int | None:
        """The row a case stands at in a list, from 0; None where it is not in it."""
        return self._lists.place(view, case_id, self._now())

    def queue_ids(self, view: QueueQuery) -> "array[int]":
        """All case ids of a list, in order; on a connection of its own, so that nobody waits for it."""
        with self.counting() as lists:
            return lists.ids(view, self._now())

    def queue_rows(self, ids: Sequence[int]) -> tuple[QueueRow, ...]:
        """Rows by id, in the order asked."""
        return self._lists.rows(ids, self._now())

    def board(self, landlord: str = "", as_at: datetime | None = None, found: Filter = EVERYTHING) -> BoardView:
        """The breach board, live or as at a moment, of the cases that a filter finds."""
        if landlord:
            self.landlord(landlord)
        board = self._lists.board(landlord, as_at or self._now(), live=as_at is None, found=found)
        return board if found.terms else board._replace(owed=self.owed_counts(landlord, "", as_at))

    def owed(self, landlord: str = "", owner: str = "", as_at: datetime | None = None) -> tuple[OwedRow, ...]:
        """What is owed next and by whom, soonest first, live or as at a moment."""
        return self.owed_list(landlord, owner, as_at)[0]

    def owed_list(
        self, landlord: str = "", owner: str = "", as_at: datetime | None = None
    ) -> tuple[tuple[OwedRow, ...], OwedCounts]:
        """The same, and how much is owed in all, however long the list is."""
        from complaintdesk.desk.owing import owed

        if landlord:
            self.landlord(landlord)
        return owed(self, landlord, owner, as_at)

    def owed_counts(self, landlord: str = "", owner: str = "", as_at: datetime | None = None) -> OwedCounts:
        """How much is owed, late, today, later and without a day: all of it, however long the list is."""
        from complaintdesk.desk.owing import counts

        if landlord:
            self.landlord(landlord)
        return counts(self, landlord, owner) if as_at is None else self.owed_list(landlord, owner, as_at)[1]

    def owing(self, landlord: str = "") -> tuple[Owing, ...]:
        """Everybody who owes something, with how much, by name."""
        return self.reader.owing(self.today().date().toordinal(), landlord)

    def whose(self, typed: str, landlord: str = "", as_at: datetime | None = None) -> str:
        """Who is meant by a name, or parts of one, among those who owe something or work here; '' for ''.

        NotFound names the nearest, BadInput those it may be.
        """
        from complaintdesk.desk.owing import whose

        if landlord:
            self.landlord(landlord)
        return whose(self, typed, landlord, as_at) if typed.strip() else ""

    # Figures

    def figures(self, landlord: str, period: str = "", measure: str = "", by: int = 0, size: str = "") -> "FiguresView":
        """A landlord's figures for a period as people type it; empty: the year so far. Takes a while: use a thread.

        ``by`` moves on by so many periods, ``size`` ('month', 'quarter', 'year') takes one of that size instead.
        Raises BadInput for a period that is none, NotFound for a landlord or figure there is not.
        """
        from complaintdesk.desk.figuring import figures
        from complaintdesk.engine.periods import read_period, step, whole

        owner, today = self.landlord(landlord), self.today().date()
        starts = owner.policy().year_starts
        asked = read_period(period, today, starts)
        if size:
            asked = whole(size, min(asked.last, max(asked.first, today)), starts)
        asked = step(asked, by, starts) if by else asked
        return figures(self.store_path, owner, asked, today, self.counts(QueueQuery(landlord)), measure)

    def save_figures(self, view: "FiguresView") -> Path:
        """Figures as a CSV file in the reports folder, never over another; where it lies."""
        from uuid import uuid4

        from complaintdesk import paths, reports
        from complaintdesk.errors import DiskRefused
        from complaintdesk.letters.filing import write_new

        folder = paths.reports_folder()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise DiskRefused(f"The folder {folder} cannot be made: {error.strerror}.") from None
        period = "".join(char if char.isalnum() else "-" for char in view.period)
        return write_new(folder, f"figures-{view.landlord}-{period}-{uuid4().hex[:6]}.csv", reports.as_csv(view))

    # Views: named filters on digits

    def views(self) -> tuple[SavedView, ...]:
        """My views on 1 to 9."""
        from complaintdesk.desk import saved_views

        return saved_views.views(self)

    def view_counts(self, landlord: str = "") -> dict[str, int | None]:
        """How many open cases each of my views shows, by digit; None where it means nothing here. For a thread."""
        from complaintdesk.desk import saved_views

        return saved_views.counts(self, landlord)

    def save_view(self, digit: str, name: str, text: str, sort: str = "clock") -> SavedView:
        """Keep a filter under a digit, for me. BadInput where that cannot be."""
        from complaintdesk.desk import saved_views

        return saved_views.save(self, digit, name, text, sort)

    def drop_view(self, digit: str) -> SavedView | None:
        """Forget the view on a digit; the shared one that comes back there, or None."""
        from complaintdesk.desk import saved_views

        return saved_views.drop(self, digit)

    @contextmanager
    def counting(self) -> Iterator[Lists]:
        """The lists on a connection of their own, for counts that nobody is to wait for."""
        with self._counts:
            if self._count_reader is None:
                self._count_reader = Reader(self.store_path)
            lists = Lists(self._count_reader, self._lists.landlords)
            lists.who = self.who
            yield lists
