"""Lists: the queue's rows, the counts by band and the breach board, all by one function over one kind of row.

Live lists read the derived rows; a list as at a moment folds the events that had happened by then, later
corrections included. Both end in the same values, so that figures agree wherever they are shown.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from complaintdesk.desk.landlords import Landlord
from complaintdesk.desk.words import SENT, chip, done_word
from complaintdesk.engine.bands import USUAL, Bands, band
from complaintdesk.errors import BadInput
from complaintdesk.models.filters import EVERYTHING, Filter
from complaintdesk.models.lists import BoardGroup, BoardRow, BoardView, Counts, QueueQuery, QueueRow
from complaintdesk.models.moments import london
from complaintdesk.models.terms import BOOK
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import NO_DAY, CaseRow, day

if TYPE_CHECKING:
    from complaintdesk.engine.filtering import Facts

Order = tuple[Any, ...]
COMING = 12
"""How many cases next to breach the board shows."""
LATE = 40
SHORT = 500
"""Up to so many cases are counted by band with the first page; longer lists that tallies know nothing of, after it."""
DAYS_AHEAD = 10


class Lists:
    """Reads lists for one desk. ``landlords`` maps a key to its landlord."""

    def __init__(self, reader: Reader, landlords: dict[str, Landlord], bands: Bands = USUAL) -> None:
        self.reader = reader
        self.landlords = landlords
        self.bands = bands
        self.who = ""
        """Whom ``owner:me`` means."""
        self._people: tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]] | None = None

    def forget(self) -> None:
        """Something was stored: who has cases or works where is to be read again."""
        self._people = None

    def read_filter(self, text: str, moment: datetime) -> Filter:
        """The filter behind what was typed, its days counted from ``moment``. BadInput says what is allowed."""
        if not text.strip():
            return EVERYTHING
        from complaintdesk.engine import filtering

        if self._people is None:
            staff = self.reader.staff()
            names = sorted({*(one.name for one in staff), *self.reader.owners()}, key=str.casefold)
            self._people = tuple(names), tuple((one.team, one.landlord, one.name) for one in staff)
        calendars = tuple((one.key, one.name, one.calendar) for one in list(self.landlords.values()))
        return filtering.read(
            text, filtering.Known(self.who, london(moment).date(), *self._people, calendars, self.bands)
        )

    def _today(self, view: QueueQuery, now: datetime) -> QueueQuery:
        """The view with its filter read anew: days pass, people come and go."""
        if not view.filter.terms:
            return view
        try:
            return view._replace(filter=self.read_filter(view.filter.text, view.as_at or now))
        except BadInput:  # what it names has gone since: it goes on meaning what it meant
            return view

    def row(self, row: CaseRow, now: datetime) -> QueueRow:
        """One stored row as a line of the queue."""
        landlord, due = self.landlords[row.landlord], day(row.next_due)
        today = london(now).date()
        done = _resting(row.status, row.next_clock == SENT)
        return QueueRow(
            case_id=row.id,
            ref=row.ref,
            landlord=row.landlord,
            stage=row.stage,
            extended=bool(row.extended),
            resident=row.resident,
            subject=row.subject,
            owner=row.owner,
            chip=chip(due, row.next_clock, today, landlord.calendar, bands=self.bands, done=done),
            due=due,
            days_left=landlord.calendar.days_left(due, today) if due else None,
            clock=row.next_clock if due else "",
            status=row.status,
            feedback=row.feedback,
        )

    def counts(self, view: QueueQuery, now: datetime) -> Counts:
        """Open cases of a list by band."""
        if view.as_at is not None:
            return _counted(row.chip.band for row in self.as_at(view) if row.status == "open")
        tally: Counter[str] = Counter()
        today = london(now).date()
        for one in self.reader.tally_of(self._today(view, now)):
            tally[self._band(one.landlord, one.next_due, today)] += one.n
        return Counts(**tally)

    def _band(self, landlord: str, next_due: int, today: date) -> str:
        due = day(next_due)
        if due is None:
            return "done"
        return band(due, self.landlords[landlord].calendar.days_left(due, today), today, self.bands)

    def as_at(self, view: QueueQuery) -> list[QueueRow]:
        """The list as it stood at ``view.as_at``, folded from the events, in the order asked for."""
        assert view.as_at is not None  # noqa: S101  the caller's branch
        return [row for row, _ in self._looked(view, view.as_at)]

    def _looked(self, view: QueueQuery, moment: datetime) -> list[tuple[QueueRow, date | None]]:
        """The same, each with the day that a late acknowledgement put off."""
        found = sorted(self._folded(self._today(view, moment), moment), key=itemgetter(0))
        return [(row, put_off) for _, row, put_off in found]

    def _folded(self, view: QueueQuery, moment: datetime) -> Iterator[tuple[Order, QueueRow, date | None]]:
        # Only a look back folds events; a live list starts without the engine's heavier rooms.
        from complaintdesk.desk.deriving import facts_of, is_extended, is_open
        from complaintdesk.desk.looking import look
        from complaintdesk.engine.filtering import matches, plain

        filters = (view.filter, plain(view.words))
        today = london(moment).date()
        for history in self.reader.histories(moment, landlord=view.landlord):
            seen = look(history.case_id, history.ref, self.landlords[history.landlord], history.events, moment)
            if seen is None or seen.case.feedback == BOOK:
                continue
            case, upcoming = seen.case, seen.upcoming
            live = is_open(case, seen.clocks.next)
            if view.status == "open" and not live:
                continue
            if view.owner and case.owner != view.owner:
                continue
            facts = facts_of(seen)
            if not all(matches(one, facts) for one in filters):
                continue
            status = "open" if live else "closed"
            order = (not live, *_order(view.sort if live else "newest", history.case_id, facts, case.stage))
            yield (
                order,
                QueueRow(
                    case_id=history.case_id,
                    ref=history.ref,
                    landlord=history.landlord,
                    stage=case.stage,
                    extended=is_extended(seen),
                    resident=case.resident,
                    subject=case.headline,
                    owner=case.owner,
                    chip=chip(
                        upcoming.due if upcoming else None,
                        upcoming.name if upcoming else "",
                        today,
                        seen.calendar,
                        bands=self.bands,
                        done=_resting(status, seen.answered),
                    ),
                    due=upcoming.due if upcoming else None,
                    days_left=seen.calendar.days_left(upcoming.due, today) if upcoming else None,
                    clock=upcoming.name if upcoming else "",
                    status=status,
                    feedback=case.feedback,
                ),
                seen.clocks.next.backstop if seen.clocks.next else None,
            )

    def page(self, view: QueueQuery, offset: int, limit: int, now: datetime) -> tuple[QueueRow, ...]:
        """A page of the list, most urgent first."""
        if view.as_at is not None:
            return tuple(self.as_at(view)[offset : offset + limit])
        return tuple(self.row(row, now) for row in self.reader.page(self._today(view, now), offset, limit))

    def begin(self, view: QueueQuery, limit: int, now: datetime) -> tuple[int, Counts | None, tuple[QueueRow, ...]]:
        """What is shown of a list first: how many cases, by band unless that takes long, and ``limit`` rows."""
        if view.as_at is not None:
            rows = self.as_at(view)
            counts = _counted(row.chip.band for row in rows if row.status == "open")
            return len(rows), counts, tuple(rows[:limit])
        total, first, tallied = self.reader.begin(self._today(view, now), limit)
        counted = self.counts(view, now) if tallied or total <= SHORT else None
        return total, counted, tuple(self.row(row, now) for row in first)

    def total(self, view: QueueQuery, now: datetime) -> int:
        """How many cases a list holds."""
        return len(self.as_at(view)) if view.as_at else self.reader.total(self._today(view, now))

    def place(self, view: QueueQuery, case_id: int, now: datetime) -> int | None:
        """The row a case stands at in a list, from 0; None where it is not in it."""
        if view.as_at is None:
            return self.reader.place(self._today(view, now), case_id)
        ids = [row.case_id for row in self.as_at(view)]
        return ids.index(case_id) if case_id in ids else None

    def rows(self, ids: Sequence[int], now: datetime) -> tuple[QueueRow, ...]:
        """Rows by id, in the order asked."""
        return tuple(self.row(row, now) for row in self.reader.rows(ids))

    def ids(self, view: QueueQuery, now: datetime) -> "array[int]":
        """All case ids of the list, in order."""
        if view.as_at is not None:
            return array("q", (row.case_id for row in self.as_at(view)))
        return self.reader.ids(self._today(view, now))

    def board(self, landlord: str, now: datetime, *, live: bool, found: Filter = EVERYTHING) -> BoardView:
        """The breach board, live or as at ``now``, of the cases that a filter finds."""
        if live and found.terms:
            view = self._today(QueueQuery(landlord, filter=found), now)
            counts = self.counts(view, now)
            # Soonest due first: the late ones stand before all others.
            late = list(self.page(view, 0, min(LATE, counts.breached), now))
            coming = list(self.page(view, counts.breached, COMING, now))
            by_owner = self.reader.tally_of(view, by_owner=True)
            tallies = [(one.landlord, one.owner, one.next_due, one.n) for one in by_owner]
        elif live:
            today = london(now).date().toordinal()
            late = [self.row(row, now) for row in self.reader.due_before(today, landlord, LATE)]
            coming = [self.row(row, now) for row in self.reader.due_from(today, landlord, COMING)]
            counts = self.counts(QueueQuery(landlord), now)
            tallies = [
                (one.landlord, one.owner, one.next_due, one.n) for one in self.reader.tally(landlord, by_owner=True)
            ]
        else:
            looked = self._looked(QueueQuery(landlord, as_at=now, filter=found), now)
            rows, put_off = [row for row, _ in looked], {row.case_id: day for row, day in looked}
            late = [row for row in rows if row.chip.band == "breached"]
            coming = [row for row in rows if row.chip.band not in ("breached", "done")]
            counts = _counted(row.chip.band for row in rows)
            tallies = [(row.landlord, row.owner, row.due.toordinal() if row.due else NO_DAY, 1) for row in rows]
        coming = [row for row in coming if row.due is not None][:COMING]
        if live:
            put_off = self._put_off((*late, *coming))
        return BoardView(
            as_at=london(now),
            live=live,
            counts=counts,
            late=tuple(_board_row(row, put_off[row.case_id]) for row in late),
            coming=tuple(_board_row(row, put_off[row.case_id]) for row in coming),
            by_owner=self._groups(((owner or "unassigned", key, due, n) for key, owner, due, n in tallies), now),
            by_landlord=self._groups(((self.landlords[key].name, key, due, n) for key, _, due, n in tallies), now),
            days=self._days(tallies, landlord, now),
        )

    def _put_off(self, rows: Sequence[QueueRow]) -> dict[int, date | None]:
        """By case: the day of its next clock that a late acknowledgement put off."""
        stored = self.reader.clocks([row.case_id for row in rows])
        days = {(one.case_id, one.stage, one.name): day(one.backstop) for one in stored}
        return {row.case_id: days.get((row.case_id, row.stage, row.clock)) for row in rows}

    def _groups(self, tallies: Iterable[tuple[str, str, int, int]], now: datetime) -> tuple[BoardGroup, ...]:
        """Counts by name, the worst off first."""
        found: dict[str, Counter[str]] = {}
        today = london(now).date()
        for name, landlord, due, n in tallies:
            found.setdefault(name, Counter())[self._band(landlord, due, today)] += n
        groups = (BoardGroup(name, Counts(**bands)) for name, bands in found.items())
        return tuple(sorted(groups, key=lambda one: (-one.counts.breached, -one.counts.today, one.name.casefold())))

    def _days(
        self, tallies: Iterable[tuple[str, str, int, int]], landlord: str, now: datetime
    ) -> tuple[tuple[date, int], ...]:
        """The next clocks due on each of the next ten working days, today first when it is one."""
        owners = [self.landlords[landlord]] if landlord else list(self.landlords.values())
        if not owners:
            return ()
        calendar, start = owners[0].calendar, london(now).date()
        start = start if calendar.is_working(start) else calendar.next_working(start)
        days = [start, *(calendar.add(start, n) for n in range(1, DAYS_AHEAD))]
        due: Counter[int] = Counter()
        for _, _, ordinal, n in tallies:
            due[ordinal] += n
        # A date that falls on a closed day (an extension may) is shown with the working day before it.
        ends = [*days[1:], calendar.add(days[-1], 1)]
        return tuple(
            (first, sum(due[(first + timedelta(n)).toordinal()] for n in range((following - first).days)))
            for first, following in zip(days, ends, strict=True)
        )


def _board_row(row: QueueRow, put_off: date | None) -> BoardRow:
    who = (row.owner, row.resident, row.subject, row.landlord)
    return BoardRow(row.ref, row.case_id, row.chip, row.stage, *who, put_off)


def _resting(status: str, answered: bool) -> str:
    """What a line says where no clock runs, from what the derived rows hold; the case itself says more."""
    return "CLOSED" if status == "closed" else done_word(status, answered)


def _counted(bands: Iterable[str]) -> Counts:
    return Counts(**Counter(bands))


def _order(sort: str, case_id: int, facts: "Facts", stage: int) -> Order:
    """What a folded row is sorted by: the same as ``store.queue`` sorts the derived rows by."""
    clock = (facts.next_due, facts.ref)
    match sort:
        case "oldest":
            return (case_id,)
        case "newest":
            return (-case_id,)
        case "owner":
            return (facts.owner, *clock)
        case "stage":
            return (stage != 2, *clock)
    return clock
