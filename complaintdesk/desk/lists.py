"""Lists: the queue's rows, the counts by band and the breach board, all by one function over one kind of row.

Live lists read the derived rows; a list as at a moment folds the events that had happened by then, later
corrections included. Both end in the same values, so that figures agree wherever they are shown.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from complaintdesk.desk.landlords import Landlord
from complaintdesk.desk.words import chip
from complaintdesk.engine.bands import USUAL, Bands, band
from complaintdesk.models.moments import london
from complaintdesk.models.views import BoardGroup, BoardRow, BoardView, Counts, QueueQuery, QueueRow
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import NO_DAY, CaseRow, day

COMING = 12
"""How many cases next to breach the board shows."""
LATE = 40
DAYS_AHEAD = 10


class Lists:
    """Reads lists for one desk. ``landlords`` maps a key to its landlord."""

    def __init__(self, reader: Reader, landlords: dict[str, Landlord], bands: Bands = USUAL) -> None:
        self.reader = reader
        self.landlords = landlords
        self.bands = bands

    def row(self, row: CaseRow, now: datetime) -> QueueRow:
        """One stored row as a line of the queue."""
        landlord, due = self.landlords[row.landlord], day(row.next_due)
        today = london(now).date()
        done = "CLOSED" if row.status == "closed" else "SENT"
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
            clock=row.next_clock,
            status=row.status,
            feedback=row.feedback,
        )

    def counts(self, view: QueueQuery, now: datetime) -> Counts:
        """Open cases of a list by band."""
        if view.as_at is not None:
            return _counted(row.chip.band for row in self.as_at(view))
        tally: Counter[str] = Counter()
        today = london(now).date()
        for one in self.reader.tally_of(view):
            tally[self._band(one.landlord, one.next_due, today)] += one.n
        return Counts(**tally)

    def _band(self, landlord: str, next_due: int, today: date) -> str:
        due = day(next_due)
        if due is None:
            return "done"
        return band(due, self.landlords[landlord].calendar.days_left(due, today), today, self.bands)

    def as_at(self, view: QueueQuery) -> list[QueueRow]:
        """The list as it stood at ``view.as_at``, folded from the events, most urgent first."""
        assert view.as_at is not None  # noqa: S101  the caller's branch
        return sorted(self._folded(view, view.as_at), key=_urgency)

    def _folded(self, view: QueueQuery, moment: datetime) -> Iterator[QueueRow]:
        # Only a look back folds events; a live list starts without the engine's heavier rooms.
        from complaintdesk.desk.deriving import is_extended, is_open
        from complaintdesk.desk.looking import look
        from complaintdesk.desk.showing import case_chip

        words = view.words.casefold().split()
        for history in self.reader.histories(moment, landlord=view.landlord):
            seen = look(history.case_id, history.ref, self.landlords[history.landlord], history.events, moment)
            if seen is None:
                continue
            case, upcoming = seen.case, seen.clocks.next
            if view.status == "open" and not is_open(case, upcoming):
                continue
            if view.owner and case.owner != view.owner:
                continue
            text = " ".join((case.ref, case.resident, case.address, case.subject, case.words)).casefold()
            if not all(word in text for word in words):
                continue
            yield QueueRow(
                case_id=history.case_id,
                ref=history.ref,
                landlord=history.landlord,
                stage=case.stage,
                extended=is_extended(seen),
                resident=case.resident,
                subject=case.subject,
                owner=case.owner,
                chip=case_chip(seen),
                due=upcoming.due if upcoming else None,
                days_left=upcoming.days_left if upcoming else None,
                clock=upcoming.name if upcoming else "",
                status=case.status,
                feedback=case.feedback,
            )

    def page(self, view: QueueQuery, offset: int, limit: int, now: datetime) -> tuple[QueueRow, ...]:
        """A page of the list, most urgent first."""
        if view.as_at is not None:
            return tuple(self.as_at(view)[offset : offset + limit])
        return tuple(self.row(row, now) for row in self.reader.page(view, offset, limit))

    def rows(self, ids: Sequence[int], now: datetime) -> tuple[QueueRow, ...]:
        """Rows by id, in the order asked."""
        return tuple(self.row(row, now) for row in self.reader.rows(ids))

    def ids(self, view: QueueQuery) -> "array[int]":
        """All case ids of the list, in order."""
        if view.as_at is not None:
            return array("q", (row.case_id for row in self.as_at(view)))
        return self.reader.ids(view)

    def board(self, landlord: str, now: datetime, *, live: bool) -> BoardView:
        """The breach board, live or as at ``now``."""
        if live:
            today = london(now).date().toordinal()
            late = [self.row(row, now) for row in self.reader.due_before(today, landlord, LATE)]
            coming = [self.row(row, now) for row in self.reader.due_from(today, landlord, COMING)]
            counts = self.counts(QueueQuery(landlord), now)
            tallies = [
                (one.landlord, one.owner, one.next_due, one.n) for one in self.reader.tally(landlord, by_owner=True)
            ]
        else:
            rows = self.as_at(QueueQuery(landlord, as_at=now))
            late = [row for row in rows if row.chip.band == "breached"]
            coming = [row for row in rows if row.chip.band not in ("breached", "done")]
            counts = _counted(row.chip.band for row in rows)
            tallies = [(row.landlord, row.owner, row.due.toordinal() if row.due else NO_DAY, 1) for row in rows]
        coming = [row for row in coming if row.due is not None]
        return BoardView(
            as_at=london(now),
            live=live,
            counts=counts,
            late=tuple(_board_row(row) for row in late),
            coming=tuple(_board_row(row) for row in coming[:COMING]),
            by_owner=self._groups(((owner or "unassigned", key, due, n) for key, owner, due, n in tallies), now),
            by_landlord=self._groups(((self.landlords[key].name, key, due, n) for key, _, due, n in tallies), now),
            days=self._days(tallies, landlord, now),
        )

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
        """What falls due on each of the next ten working days, today first when it is one."""
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


def _board_row(row: QueueRow) -> BoardRow:
    return BoardRow(row.ref, row.case_id, row.chip, row.stage, row.owner, row.resident, row.subject, row.landlord)


def _counted(bands: Iterable[str]) -> Counts:
    return Counts(**Counter(bands))


def _urgency(row: QueueRow) -> tuple[bool, date, str]:
    return row.due is None, row.due or date.max, row.ref
