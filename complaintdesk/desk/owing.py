"""What is owed next, and by whom: the landlord's clocks and everything on a file that has a day, in one list."""

from collections.abc import Iterator
from datetime import date, datetime
from heapq import merge
from itertools import islice

from complaintdesk.desk.lists import Lists
from complaintdesk.desk.looking import PROMISE
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.moments import london
from complaintdesk.models.terms import CLOCK_WORDS
from complaintdesk.models.views import OwedRow, QueueQuery, QueueRow
from complaintdesk.store.rows import NO_DAY, OwedFacts

MOST = 500
"""How many lines the list has at most; what is further off is not owed yet."""


def owed(lists: Lists, landlord: str, owner: str, now: datetime, *, live: bool) -> tuple[OwedRow, ...]:
    """The list, soonest first; ``owner`` empty: everybody's. As at a moment it folds what had happened by then."""
    view = QueueQuery(landlord, owner=owner, as_at=None if live else now)
    # What was promised stands among the records already.
    clocks = (_clock(row) for row in lists.page(view, 0, MOST, now) if row.due is not None and row.clock != PROMISE)
    records = (
        lists.reader.owed(landlord, owner, MOST) if live else sorted(_folded(lists, landlord, owner, now), key=_by_due)
    )
    rows = (_record(one, lists.landlords[one.landlord].calendar, now) for one in records)
    return tuple(islice(merge(clocks, rows, key=lambda row: (row.due, row.ref)), MOST))


def _by_due(one: OwedFacts) -> tuple[int, str, str]:
    return (one.due, one.ref, one.what)


def _clock(row: QueueRow) -> OwedRow:
    assert row.due is not None  # noqa: S101  the caller leaves out the others
    what = f"{CLOCK_WORDS[row.clock]}, stage {row.stage}"
    left = row.days_left or 0
    late = row.chip.band == "breached"
    return OwedRow(row.due, _words(left, late=late), late, what, row.ref, row.resident, row.owner, row.landlord)


def _record(one: OwedFacts, calendar: Calendar, now: datetime) -> OwedRow:
    due, today = date.fromordinal(one.due), london(now).date()
    words = _words(calendar.days_left(due, today), late=due < today)
    return OwedRow(due, words, due < today, one.what, one.ref, one.resident, one.owner, one.landlord)


def _words(left: int, *, late: bool) -> str:
    """'2wd late', 'today', '2wd'."""
    if late:
        return f"{-left}wd late"
    return "today" if left == 0 else f"{left}wd"


def _folded(lists: Lists, landlord: str, owner: str, now: datetime) -> Iterator[OwedFacts]:
    # Only a look back folds events.
    from complaintdesk.desk.deriving import on_file
    from complaintdesk.desk.looking import look

    for history in lists.reader.histories(now, landlord=landlord):
        seen = look(history.case_id, history.ref, lists.landlords[history.landlord], history.events, now)
        if seen is None:
            continue
        for facts in on_file(seen):
            who = facts.owner or seen.case.owner
            if facts.settled_on == NO_DAY and facts.due < NO_DAY and owner in ("", who):
                yield OwedFacts(facts.due, facts.what, who, history.ref, seen.case.resident, history.landlord)
