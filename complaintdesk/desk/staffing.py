"""The staff list of a landlord, read from its book; those set up when the store was made stand beside it."""

from datetime import date, datetime

from complaintdesk.engine.fold import fold
from complaintdesk.engine.history import effective, happened
from complaintdesk.models.record import Record
from complaintdesk.models.staff import Member, Staff
from complaintdesk.store.naming import reference
from complaintdesk.store.reading import Reader

TRAINING = ("vulnerability", "customer_service", "complaints")
"""The subjects whose last training a staff record may hold, as ``trained_<subject>``."""


def roster(reader: Reader, landlord: str, as_at: datetime) -> Staff:
    """Everybody of the landlord at that moment: the book's records, then those set up beside it."""
    members: dict[str, Member] = {}
    for row in reader.staff(landlord):
        members[row.name.casefold()] = Member(
            row.name, row.initials, roles=(row.role,) if row.role else (), team=row.team
        )
    for record in book_records(reader, landlord, as_at, "staff_member"):
        one = _member(record)
        members[one.name.casefold()] = one
    return Staff(tuple(members.values()))


def book_records(reader: Reader, landlord: str, as_at: datetime, kind: str) -> tuple[Record, ...]:
    """The records of one kind in the landlord's book at that moment; none where it has no book yet."""
    events = reader.book(reference(0, 0, landlord))
    if not events:
        return ()
    written = effective(events)
    case = fold("", landlord, happened(written, as_at), written)
    return tuple(one for one in case.records if one.kind == kind)


def _member(record: Record) -> Member:
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
    )
