"""One case, its events, and many cases' events for folding at a past moment."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from complaintdesk.errors import NotFound
from complaintdesk.models.events import Event
from complaintdesk.store import history, queue
from complaintdesk.store.asking import Asks
from complaintdesk.store.canon import instant
from complaintdesk.store.rows import CaseRow, History

_STEP = 500
_BY_THEN = (
    " AND (EXISTS (SELECT 1 FROM event f WHERE f.case_id = r.case_id AND f.seq = 1 AND f.at <= :moment)"
    " OR EXISTS (SELECT 1 FROM event f WHERE f.case_id = r.case_id AND f.kind = 'corrected'))"
)
_EVENTS = """SELECT e.case_id, e.seq, e.kind, e.at, e.recorded_at, e.who, w.body
 FROM event e LEFT JOIN words w ON w.case_id = e.case_id AND w.seq = e.seq
 WHERE e.case_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) ORDER BY e.case_id, e.seq"""

KIN = """WITH RECURSIVE kin(id, ref, person) AS (
 SELECT id, ref, person FROM case_row WHERE id = {case}
 UNION SELECT c.id, c.ref, c.person FROM kin CROSS JOIN case_row c ON c.person = kin.person
 UNION SELECT c.id, c.ref, c.person FROM kin CROSS JOIN record_row r ON r.kind = 'same_person' AND r.value = kin.ref
  CROSS JOIN case_row c ON c.id = r.case_id
 UNION SELECT c.id, c.ref, c.person FROM kin CROSS JOIN record_row r ON r.case_id = kin.id AND r.kind = 'same_person'
  CROSS JOIN case_row c ON c.ref = r.value)"""
"""The cases of one person: those received as the same, and those linked since, however many links away."""


class CaseReads(Asks):
    """The part of the Reader that is about cases and what happened to them."""

    def case(self, case_id: int) -> CaseRow:
        """One case by id; NotFound."""
        return self._one("c.id = ?", case_id, f"number {case_id}")

    def by_ref(self, ref: str) -> CaseRow:
        """One case by its reference as stored; NotFound."""
        return self._one("c.ref = ?", ref, ref)

    def registered(self, ref: str) -> tuple[int, str, str]:
        """(id, reference, landlord) of a case or a landlord's book; NotFound."""
        found = self.execute("SELECT case_id, ref, landlord FROM register WHERE ref = ?", (ref,))
        if not found:
            raise NotFound(f"There is no complaint {ref}.", "Check the reference.")
        return tuple(found[0])

    def book(self, ref: str) -> tuple[Event, ...]:
        """Every event of a landlord's book; none where there is none yet."""
        found = self.execute("SELECT case_id FROM register WHERE ref = ?", (ref,))
        return self.events(found[0][0]) if found else ()

    def begun(self, book: str, landlord: str) -> datetime | None:
        """When the landlord's first file began: the case registered first, or its book; None where it has none."""
        at = "(SELECT e.at FROM event e WHERE e.case_id = r.case_id ORDER BY e.seq LIMIT 1) FROM register r WHERE"
        found = self.execute(
            f"SELECT {at} r.ref = :book UNION ALL SELECT * FROM"
            f" (SELECT {at} r.landlord = :landlord AND r.ref <> :book ORDER BY r.case_id LIMIT 1) AS first",
            {"book": book, "landlord": landlord},
        )
        return min((datetime.fromisoformat(at) for (at,) in found), default=None)

    def cases_with(self, kinds: Sequence[str], landlord: str = "") -> tuple[str, ...]:
        """The references of the cases that have a record of one of those kinds."""
        found = self.execute(
            "SELECT DISTINCT r.ref FROM record_row k JOIN register r ON r.case_id = k.case_id"
            " WHERE k.kind IN (SELECT value FROM json_each(:kinds)) AND (:landlord = '' OR r.landlord = :landlord)",
            {"kinds": json.dumps(list(kinds)), "landlord": landlord},
        )
        return tuple(ref for (ref,) in found)

    def kin(self, case_id: int) -> tuple[History, ...]:
        """The other cases of the same person with all their events, oldest first."""
        found = self.execute(
            f"{KIN.format(case=':id')} SELECT c.id, c.ref, c.landlord FROM kin JOIN case_row c ON c.id = kin.id"
            " WHERE c.id <> :id ORDER BY c.id",
            {"id": case_id},
        )
        return tuple(History(case_id, ref, key, self.events(case_id)) for case_id, ref, key in found)

    def linked_to(self, ref: str) -> tuple[str, ...]:
        """The references of the cases that name ``ref`` as one they belong to, oldest first."""
        found = self.execute(
            "SELECT c.ref FROM case_row c WHERE c.id IN ("
            "SELECT case_id FROM record_row WHERE kind = 'link' AND value = :ref"
            " UNION SELECT case_id FROM record_row WHERE kind = 'same_person' AND value = :ref) ORDER BY c.id",
            {"ref": ref},
        )
        return tuple(one for (one,) in found)

    def counted(self, kind: str, landlord: str) -> dict[str, int]:
        """How many cases of a landlord have a record of ``kind``, by the word it is counted by."""
        found = self.execute(
            "SELECT r.value, count(DISTINCT r.case_id) FROM record_row r JOIN case_row c ON c.id = r.case_id"
            " WHERE r.kind = ? AND c.landlord = ? GROUP BY r.value",
            (kind, landlord),
        )
        return dict(found)

    def closed(self, landlord: str) -> tuple[CaseRow, ...]:
        """The landlord's closed cases, the one that has rested longest first."""
        sql = (
            f"SELECT {queue.COLUMNS} FROM case_row c WHERE c.landlord = :landlord AND c.status = 'closed'"
            " ORDER BY c.last_at, c.id"
        )
        return tuple(map(CaseRow._make, self.execute(sql, {"landlord": landlord})))

    def _one(self, where: str, value: object, name: str) -> CaseRow:
        found = self.execute(f"SELECT {queue.COLUMNS} FROM case_row c WHERE {where}", (value,))
        if not found:
            raise NotFound(f"There is no complaint {name}.", "Check the reference.")
        return CaseRow._make(found[0])

    def events(self, case_id: int) -> tuple[Event, ...]:
        """A case's events as stored, in order, with their bodies; empty where there is no such case."""
        return history.events(self.execute(history.EVENTS, (case_id,)))

    def histories(self, received_by: datetime | None = None, *, landlord: str = "") -> Iterator[History]:
        """Cases with all their events, by id, for folding at a moment; read in steps of some hundred cases.

        With ``received_by``: only cases whose first event happened by then, and those with a correction
        (which may have moved it); the fold decides.
        """
        narrowed = ""
        params: dict[str, Any] = {}
        if landlord:
            narrowed += " AND r.landlord = :landlord"
            params["landlord"] = landlord
        if received_by is not None:
            narrowed += _BY_THEN
            params["moment"] = instant(received_by)
        sql = (
            "SELECT r.case_id, r.ref, r.landlord FROM register r"
            f" WHERE r.case_id > :last{narrowed} ORDER BY r.case_id LIMIT {_STEP}"
        )
        last = 0
        while cases := self.execute(sql, {**params, "last": last}):
            last = cases[-1][0]
            of: dict[int, list[history.EventRow]] = {case_id: [] for case_id, _, _ in cases}
            for row in self.execute(_EVENTS, (json.dumps(list(of)),)):
                of[row[0]].append(row[1:])
            for case_id, ref, key in cases:
                yield History(case_id, ref, key, history.events(of[case_id]))
