"""What is owed: the lines of the list, how many fall on each day, and who owes anything."""

from __future__ import annotations

from typing import Any

from complaintdesk.models.lists import Owing
from complaintdesk.store.asking import Asks
from complaintdesk.store.read_cases import KIN
from complaintdesk.store.rows import NO_DAY, OwedRow, OwedTally

_STANDS = f"""o.since <= :today AND o.until > :today AND (o.unless = '' OR NOT EXISTS (
 {KIN.format(case="o.case_id")} SELECT 1 FROM kin JOIN case_row k ON k.id = kin.id AND k.id <> o.case_id
 JOIN record_row p ON p.case_id = k.id
 WHERE (instr('|' || o.unless || '|', '|' || p.kind || '|') > 0
 OR instr('|' || o.unless || '|', '|' || p.kind || ':' || p.value || '|') > 0
 OR instr('|' || o.unless || '|', '|' || p.kind || ':' || p.value || ':' || k.feedback || '|') > 0)))"""


class OwedReads(Asks):
    """The part of the Reader that is about what is owed. Days are ordinals."""

    def owed(self, today: int, landlord: str, owner: str, limit: int) -> tuple[OwedRow, ...]:
        """The first ``limit`` lines that have a day, soonest first, then as many of those that have none."""
        where, asked = _narrowed(landlord, owner)
        found: list[Any] = []
        for days in (f"o.due < {NO_DAY}", f"o.due = {NO_DAY}"):
            found += self.execute(
                "SELECT o.due, o.what, o.clause, o.owner, g.ref, coalesce(c.resident, ''), o.landlord FROM owed_row o"
                " CROSS JOIN register g ON g.case_id = o.case_id LEFT JOIN case_row c ON c.id = o.case_id"
                f" WHERE {days}{where} AND {_STANDS} ORDER BY o.due, o.case_id, o.n LIMIT :limit",
                {**asked, "today": today, "limit": limit},
            )
        return tuple(map(OwedRow._make, found))

    def owed_tally(self, today: int, landlord: str, owner: str) -> tuple[OwedTally, ...]:
        """How much is owed by each day."""
        where, asked = _narrowed(landlord, owner)
        sql = f"SELECT o.due, count(*) FROM owed_row o WHERE {_STANDS}{where} GROUP BY o.due"
        return tuple(map(OwedTally._make, self.execute(sql, {**asked, "today": today})))

    def owing(self, today: int, landlord: str = "") -> tuple[Owing, ...]:
        """Everybody who owes something, by name."""
        where, asked = _narrowed(landlord, "")
        sql = (
            "SELECT o.owner, count(*), count(*) FILTER (WHERE o.due < :today) FROM owed_row o"
            f" WHERE o.owner <> ''{where} AND {_STANDS} GROUP BY o.owner"
        )
        return tuple(map(Owing._make, self.execute(sql, {**asked, "today": today})))


def _narrowed(landlord: str, owner: str) -> tuple[str, dict[str, Any]]:
    asked = {name: value for name, value in (("landlord", landlord), ("owner", owner)) if value}
    return "".join(f" AND o.{name} = :{name}" for name in asked), asked
