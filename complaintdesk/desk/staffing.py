"""The staff list of a landlord, read from its book; those set up when the store was made stand beside it."""

from collections.abc import Iterable
from datetime import date, datetime

from complaintdesk.engine.fold import fold
from complaintdesk.engine.history import effective, happened
from complaintdesk.engine.of_people import absence
from complaintdesk.errors import BadInput
from complaintdesk.models.moments import quoted
from complaintdesk.models.record import Record
from complaintdesk.models.staff import Member, Staff
from complaintdesk.store.naming import reference
from complaintdesk.store.reading import Reader

TRAINING = ("vulnerability", "customer_service", "complaints")
"""The subjects whose last training a staff record may hold, as ``trained_<subject>``."""
STAFF = "staff_member"
"""The kind of record that is an entry of the staff list."""


def roster(reader: Reader, landlord: str, as_at: datetime) -> Staff:
    """Everybody of the landlord at that moment: the book's records, then those set up beside it."""
    members: dict[str, Member] = {}
    for row in reader.staff(landlord):
        members[row.name.casefold()] = Member(
            row.name, row.initials, roles=(row.role,) if row.role else (), team=row.team, entered=False
        )
    for record in book_records(reader, landlord, as_at, STAFF):
        one = member(record)
        members[one.name.casefold()] = one
    return Staff(tuple(members.values()))


NAMING = frozenset({"to", "handler", "manager", "deputy", "decided_by", "approved_by", "proposed_by", "agreed_by"})
"""Fields that name a colleague."""


def matched(typed: str, staff: Staff, others: Iterable[str], day: date) -> str:
    """Who is meant by a name typed in part: the one colleague, or earlier owner, whose name has such words.

    A whole name is kept as the list writes it, and a name that is nobody's as it is typed. Raises BadInput where two
    may be meant.
    """
    known = {one.name.casefold(): one.name for one in staff.members}
    there = {one.name.casefold(): one.name for one in staff.members if one.works_on(day)}
    there |= {one.casefold(): known.get(one.casefold(), one) for one in others if one}
    whole = (there | known).get(typed.casefold())
    if whole or not typed:
        return whole or typed
    words = typed.casefold().split()
    found = [
        name for key, name in there.items() if all(any(part.startswith(one) for part in key.split()) for one in words)
    ]
    if len(found) > 1:
        rest = len(found) - _NAMED
        more = f" or {rest} {'other' if rest == 1 else 'others'}" if rest > 0 else ""
        raise BadInput(f"{quoted(typed)} may be {' or '.join(sorted(found)[:_NAMED])}{more}.", "Give the whole name.")
    return found[0] if found else typed


def described(name: str, staff: Staff, day: date) -> str:
    """Who somebody is, to stand beside the name: post or team, and where they are not there who stands in."""
    one = staff.find(name)
    if one is None:
        return f"{name} is not on the staff list." if name and staff.members else ""
    why = absence(one, day)
    return f"{why}." if why else ", ".join(filter(None, (one.name, one.job or one.team)))


_NAMED = 3
"""How many colleagues a sentence names."""


def book_records(reader: Reader, landlord: str, as_at: datetime, kind: str) -> tuple[Record, ...]:
    """The records of one kind in the landlord's book at that moment; none where it has no book yet."""
    events = reader.book(reference(0, 0, landlord))
    if not events:
        return ()
    written = effective(events)
    case = fold("", landlord, happened(written, as_at), written)
    return tuple(one for one in case.records if one.kind == kind)


def member(record: Record) -> Member:
    """The person that an entry of the staff list is about."""
    said = record.said

    def words(name: str) -> tuple[str, ...]:
        given = said.get(name) or ()
        return tuple(one.strip() for one in (given.split(",") if isinstance(given, str) else given) if one.strip())

    def day(name: str) -> date | None:
        return date.fromisoformat(str(said[name])) if said.get(name) else None

    trained = {subject: on for subject in TRAINING if (on := day(f"trained_{subject}"))}
    return Member(
        name=str(said.get("name", "")),
        initials=str(said.get("initials", "")),
        job=str(said.get("job", "")),
        roles=words("roles"),
        team=str(said.get("team", "")),
        areas=words("areas"),
        manager=str(said.get("manager", "")),
        deputy=str(said.get("deputy", "")),
        since=day("since"),
        until=day("until_day"),
        away_from=day("away_from"),
        away_until=day("away_until"),
        trained=trained,
        objective_on=day("objective_on"),
    )
