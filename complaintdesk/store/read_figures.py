"""What figures are made from: one landlord's rows that a period touches, only the columns that are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from complaintdesk.store.asking import Asks

_CASE = "c.ref, c.id, c.feedback, c.area, c.theme, c.subject, c.received_on, c.escalated_on, c.closed_on, c.closed_why"
_BETWEEN = "BETWEEN :first AND :last"
_CASES = f"""SELECT {_CASE} FROM case_row c WHERE c.landlord = :landlord
 AND (c.received_on BETWEEN :first_day AND :last_day OR c.escalated_on {_BETWEEN} OR c.closed_on {_BETWEEN})"""
_CLOCKS = f"""SELECT {_CASE}, k.name, k.stage, k.base_due, k.due, k.met_on, k.ended_on
 FROM clock_row k JOIN case_row c ON c.id = k.case_id WHERE c.landlord = :landlord AND k.name <> 'refer'
 AND (k.due {_BETWEEN} OR k.met_on {_BETWEEN} OR (k.stage <> 2 AND c.received_on BETWEEN :first_day AND :last_day)
 OR (k.stage = 2 AND c.escalated_on {_BETWEEN}))"""
_PARTS = f"""SELECT {_CASE}, e.number, e.stage, e.finding, k.met_on, e.overturned
 FROM clock_row k JOIN case_row c ON c.id = k.case_id JOIN element_row e ON e.case_id = k.case_id AND e.stage = k.stage
 WHERE c.landlord = :landlord AND k.name = 'respond' AND k.met_on {_BETWEEN}"""
_RECORDS = """SELECT g.ref, g.case_id, coalesce(c.feedback, ''), coalesce(c.area, ''), coalesce(c.theme, ''),
 coalesce(c.subject, ''), coalesce(c.received_on, ''), coalesce(c.escalated_on, 0), coalesce(c.closed_on, 0),
 coalesce(c.closed_why, ''), r.kind, r.value, r.what, r.said_on, r.due, r.settled_on, r.pence, r.amount,
 coalesce(c.resident, ''), coalesce(c.address, '')
 FROM record_row r JOIN register g ON g.case_id = r.case_id LEFT JOIN case_row c ON c.id = r.case_id
 WHERE g.landlord = :landlord AND r.kind = :kind"""


class FigureReads(Asks):
    """The part of the Reader that figures are made from. Days are ordinals; ``first`` and ``last`` too."""

    def figure_cases(self, landlord: str, between: dict[str, Any]) -> list[Any]:
        """Cases received, taken to stage 2 or closed between two days."""
        return self.execute(_CASES, {"landlord": landlord, **between})

    def figure_clocks(self, landlord: str, between: dict[str, Any]) -> list[Any]:
        """Clocks that fell due or were met between two days, or whose stage began there; each behind its case."""
        return self.execute(_CLOCKS, {"landlord": landlord, **between})

    def figure_parts(self, landlord: str, between: dict[str, Any]) -> list[Any]:
        """Parts whose latest finding was given between two days; each behind its case."""
        return self.execute(_PARTS, {"landlord": landlord, **between})

    def figure_records(self, landlord: str, kinds: Sequence[str]) -> list[Any]:
        """Every entry of those kinds, of cases and of the landlord's book; each behind its case."""
        return [row for kind in kinds for row in self.execute(_RECORDS, {"landlord": landlord, "kind": kind})]
