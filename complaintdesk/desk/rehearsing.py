"""A desk whose files are held in memory: what is done on it goes through the gates, forms and letters of any desk."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from complaintdesk.desk.desk import Desk
from complaintdesk.desk.looking import Look
from complaintdesk.errors import NotFound
from complaintdesk.models.events import Event
from complaintdesk.models.staff import Staff
from complaintdesk.models.terms import BOOK
from complaintdesk.store.naming import reference
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import Appended, Derive, History
from complaintdesk.store.writing import Writer

_PROVISIONAL = "CD-?{:04}"
"""Stands for a reference until the store gives one; as long as one, so that the lines of letters stay as they are."""


class Rehearsal(Desk):
    """One person after another acts on it, each at the moment it is told; ``files`` is what came of it."""

    def __init__(self, path: Path, at: datetime, begun: Iterable[tuple[str, Sequence[Event]]] = ()) -> None:
        """On the store at ``path``, which knows the landlords and is written to by nobody; ``begun`` is on file."""
        self.at = at
        self.files = [
            History(n, _PROVISIONAL.format(n), landlord, tuple(events)) for n, (landlord, events) in enumerate(begun, 1)
        ]
        self._seen: tuple[object, Look] | None = None
        self._staff: dict[tuple[str, int], Staff] = {}
        super().__init__(_Reads(path, self.files), "", lambda: self.at)
        self._writer = _Writes(path, self.files)

    def look(self, ref: str, as_at: datetime | None = None) -> Look:
        """The case as any desk sees it; looked at once for an act's form and the act."""
        asked = (ref, as_at or self.at, self.who, sum(len(one.events) for one in self.files))
        if self._seen is None or self._seen[0] != asked:
            self._seen = (asked, super().look(ref, as_at))
        return self._seen[1]

    def roster(self, landlord: str, as_at: datetime | None = None) -> Staff:
        """The staff list, read again when the book has gone on."""
        now = as_at or self.at
        key = landlord, sum(event.at <= now for event in self.reader.book(reference(0, 0, landlord)))
        if key not in self._staff:
            self._staff[key] = super().roster(landlord, now)
        return self._staff[key]


class _Reads(Reader):
    def __init__(self, path: Path, files: list[History]) -> None:
        super().__init__(path)
        self.files = files

    def registered(self, ref: str) -> tuple[int, str, str]:
        for one in self.files:
            if one.ref == ref:
                return one.case_id, ref, one.landlord
        raise NotFound(f"There is no complaint {ref}.")

    def events(self, case_id: int) -> tuple[Event, ...]:
        return self.files[case_id - 1].events

    def book(self, ref: str) -> tuple[Event, ...]:
        return next((one.events for one in self.files if one.ref == ref), ())

    def kin(self, case_id: int) -> tuple[History, ...]:
        def whose(one: History) -> str:
            return str(one.events[0].body.get("person") or one.ref)

        person = whose(self.files[case_id - 1])
        return tuple(one for one in self.files if whose(one) == person and one.case_id != case_id)


class _Writes(Writer):
    def __init__(self, path: Path, files: list[History]) -> None:
        super().__init__(path)
        self.files = files

    def append(
        self,
        case_id: int | None,
        expected_seq: int,
        events: Sequence[Event],
        derive: Derive,
        *,
        key: str,
        landlord: str = "",
    ) -> Appended:
        if case_id is None:
            case_id = len(self.files) + 1
            is_book = events[0].body.get("feedback") == BOOK
            ref = reference(0, 0, landlord) if is_book else _PROVISIONAL.format(case_id)
            self.files.append(History(case_id, ref, landlord, ()))
        held = self.files[case_id - 1]
        numbered = tuple(_numbered(event, n) for n, event in enumerate(events, expected_seq + 1))
        self.files[case_id - 1] = held._replace(events=(*held.events, *numbered))
        return Appended(case_id, held.ref, numbered[-1].seq, 0)


def _numbered(event: Event, seq: int) -> Event:
    return Event(event.kind, event.at, event.body, seq, event.who, event.recorded_at)
