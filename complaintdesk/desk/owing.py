"""What is owed next, and by whom: one list over all files, its counts, and who is meant by a name typed.

Live it reads the rows that ``engine.owing`` made when something was stored; as at a moment it folds what had happened
by then. What a landlord is to publish, plan and review again and again is looked at on the day itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from complaintdesk.engine.owing import Owed
from complaintdesk.engine.working_days import Calendar
from complaintdesk.errors import BadInput, NotFound
from complaintdesk.models.lists import OwedCounts, OwedRow
from complaintdesk.models.moments import london, quoted
from complaintdesk.store.naming import reference
from complaintdesk.store.rows import day

if TYPE_CHECKING:
    from complaintdesk.desk.browsing import Browsing
    from complaintdesk.desk.looking import Look

MOST = 500
"""How many lines with a day, and how many without one, the list has at most; the counts know of all."""
ME = "me"


def owed(desk: "Browsing", landlord: str, owner: str, as_at: datetime | None) -> tuple[tuple[OwedRow, ...], OwedCounts]:
    """The list, soonest first, then what has no day; and how much there is, however long the list is.

    ``owner`` empty: everybody's.
    """
    now = as_at or desk.now()
    rows = [*_of_books(desk, landlord, owner, now), *(_then if as_at else _now)(desk, landlord, owner, now)]
    rows.sort(key=lambda row: row.due or date.max)
    told = _counted(((row.due, 1) for row in rows), now) if as_at else counts(desk, landlord, owner)
    dated = sum(row.due is not None for row in rows)
    return (*rows[: min(dated, MOST)], *rows[dated : dated + MOST]), told


def counts(desk: "Browsing", landlord: str, owner: str) -> OwedCounts:
    """How much is owed now."""
    now = desk.now()
    books = ((row.due, 1) for row in _of_books(desk, landlord, owner, now))
    tally = desk.reader.owed_tally(london(now).date().toordinal(), landlord, owner)
    return _counted((*books, *((day(one.due), one.n) for one in tally)), now)


def _counted(days: Iterable[tuple[date | None, int]], now: datetime) -> OwedCounts:
    found: Counter[str] = Counter()
    today = london(now).date()
    for due, n in days:
        word = "undated" if due is None else "late" if due < today else "today" if due == today else "coming"
        found[word] += n
    return OwedCounts(**found)


def whose(desk: "Browsing", typed: str, landlord: str, as_at: datetime | None) -> str:
    """Who is meant by what was typed: ``me``, a name, or parts of one in whatever letters.

    NotFound names the nearest, where nobody of that name works here or owes anything; BadInput says who it may be.
    """
    wanted = typed.split()
    if [one.casefold() for one in wanted] == [ME]:
        return desk.who
    names = _names(desk, landlord, as_at)
    parts = [one.casefold() for one in wanted]
    exact = [name for name in names if name.casefold().split() == parts]
    found = exact or [name for name in names if parts and all(part in name.casefold() for part in parts)]
    if len(found) > 1:
        raise BadInput(f"{quoted(typed)} may be {_listed(found, 'or')}.", "Type more of the name.")
    if found:
        return found[0]
    folded = {name.casefold(): name for name in names}
    close = [folded[one] for one in get_close_matches(typed.casefold(), folded, n=3)]
    named = f"The nearest: {_listed(close, 'or')}." if close else f"Names here: {_listed(names, 'and')}."
    hint = named if names else ""
    raise NotFound(f"Nobody called {quoted(typed)} owes anything.", hint)


def _names(desk: "Browsing", landlord: str, as_at: datetime | None) -> list[str]:
    """Everybody who owes something or works here."""
    keys = [landlord] if landlord else [key for key, _ in desk.landlords()]
    staff = {one.name for key in keys for one in desk.roster(key, as_at).members}
    now = as_at or desk.now()
    if as_at is not None:
        names = {row.owner for row in _then(desk, landlord, "", now)}
    else:
        names = {one.name for one in desk.reader.owing(london(now).date().toordinal(), landlord)}
    return sorted({*staff, *names} - {""}, key=str.casefold)


_NAMED = 6


def _listed(names: Sequence[str], word: str) -> str:
    """'Jo, Sam or Priya'; of many the first."""
    if len(names) > _NAMED:
        rest = len(names) - _NAMED
        return f"{', '.join(names[:_NAMED])} {word} {rest} {'other' if rest == 1 else 'others'}"
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _now(desk: "Browsing", landlord: str, owner: str, now: datetime) -> Iterator[OwedRow]:
    for one in desk.reader.owed(london(now).date().toordinal(), landlord, owner, MOST):
        said = Owed(one.what, day(one.due), one.owner, one.clause)
        yield _row(said, one.ref, one.resident, one.landlord, desk.landlord(one.landlord).calendar, now)


def _then(desk: "Browsing", landlord: str, owner: str, now: datetime) -> Iterator[OwedRow]:
    # Only a look back folds events.
    from complaintdesk.desk.looking import look

    for history in desk.reader.histories(now, landlord=landlord):
        seen = look(history.case_id, history.ref, desk.landlord(history.landlord), history.events, now)
        if seen is None:
            continue
        for one in of_case(desk, seen):
            if owner in ("", one.owner):
                yield _row(one, history.ref, seen.case.resident, history.landlord, seen.calendar, now)


def of_case(desk: "Browsing", seen: "Look") -> tuple[Owed, ...]:
    """What is owed on a case that was looked at without the person's other ones; they are read where they matter."""
    from complaintdesk.desk.looking import kindred, owed_on

    found = owed_on(seen)
    return owed_on(replace(seen, kin=kindred(desk.reader, seen))) if any(one.unless for one in found) else found


def of_book(desk: "Browsing", landlord: str, now: datetime) -> tuple[Owed, ...]:
    """What a landlord is to do again and again and has not done."""
    from complaintdesk.desk.house import outstanding
    from complaintdesk.desk.looking import cited_in

    policy = desk.landlord(landlord).policy()
    return tuple(
        Owed(f"{one.what}: {one.state}", one.due, one.who, cited_in(policy, one.clause))
        for one in outstanding(desk, landlord, now)
    )


def _of_books(desk: "Browsing", landlord: str, owner: str, now: datetime) -> Iterator[OwedRow]:
    keys = [landlord] if landlord else [key for key, _ in desk.landlords()]
    for key in keys:
        for one in of_book(desk, key, now):
            if owner not in ("", one.owner):
                continue
            yield _row(one, reference(0, 0, key), "", key, desk.landlord(key).calendar, now)


def _row(one: Owed, ref: str, resident: str, landlord: str, calendar: Calendar, now: datetime) -> OwedRow:
    today = london(now).date()
    late = one.due is not None and one.due < today
    return OwedRow(
        one.due, _words(one.due, today, calendar), late, one.what, ref, resident, one.owner, landlord, one.clause
    )


def _words(due: date | None, today: date, calendar: Calendar) -> str:
    """'2wd late', 'today', '2wd', 'no day'."""
    if due is None:
        return "no day"
    left = calendar.days_left(due, today)
    if due < today:
        return f"{-left}wd late"
    return "today" if left == 0 else f"{left}wd"
