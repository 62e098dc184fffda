"""Lists of cases: pages, ids in order, places and counts (see ``queue`` for what a list is)."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from complaintdesk.store import queue
from complaintdesk.store.asking import Asks
from complaintdesk.store.narrowing import phrase
from complaintdesk.store.rows import EVERY, CaseRow, ClockRow, TallyRow

if TYPE_CHECKING:
    from complaintdesk.models.lists import QueueQuery


MANY = 3000
"""From so many finds on, walking the list in order is cheaper than sorting what was found."""
WALK = 400
"""So many cases from the top of a list are asked one by one whether a common word is theirs."""


class ListReads(Asks):
    """The part of the Reader that is about many cases at once."""

    def page(self, view: QueueQuery, offset: int, limit: int) -> tuple[CaseRow, ...]:
        """Rows ``offset`` to ``offset + limit`` of a list; fewer at its end. Far down it costs milliseconds."""
        return self._page(self._parts(view), offset, limit)

    def begin(self, view: QueueQuery, limit: int) -> tuple[int, tuple[CaseRow, ...], bool]:
        """What a screen shows of a list first: how many cases, the first ``limit``, and whether tallies count the rest.

        A word that most cases have is sought case by case from the top, since a few lines are soon full of it; that
        goes on for so many cases and no further.
        """
        total = self.total(view)
        whole = view.sort != "stage"
        parts = self._parts(view, total if whole else 0)
        rows = self._first(parts[0], total, min(limit, total)) if whole else ()
        return total, rows or self._page(parts, 0, limit), not parts[0].counted

    def _first(self, part: queue.Part, total: int, limit: int) -> tuple[CaseRow, ...]:
        """The first rows of a common word; nothing where it is not common enough, or turns out not to be at the top."""
        if not part.found or not part.by_case or total < MANY or total * WALK < limit * self._tallied(part):
            return ()
        edge = f"SELECT c.id FROM {part.listed} ORDER BY {part.order} LIMIT 1 OFFSET {WALK}"
        for (case_id,) in self.execute(edge, part.params):
            got = self.execute(part.first(), {**part.params, "id": case_id, "limit": limit})
            if len(got) == limit:
                return tuple(map(CaseRow._make, got))
        return ()

    def _page(self, parts: tuple[queue.Part, ...], offset: int, limit: int) -> tuple[CaseRow, ...]:
        rows: list[Any] = []
        for part in parts:
            got = self.execute(part.page(), {**part.params, "limit": limit - len(rows), "offset": offset})
            rows += got
            if len(rows) >= limit or part is parts[-1]:
                break
            offset = 0 if got else offset - self._count(part)
        return tuple(map(CaseRow._make, rows))

    def after(self, view: QueueQuery, next_due: int, ref: str, limit: int) -> tuple[CaseRow, ...]:
        """The open cases behind (``next_due``, ``ref``) in a list without words; costs the same at any depth."""
        part = self._parts(view)[0]
        sql = (
            f"SELECT {queue.COLUMNS} FROM {part.source} AND (c.next_due, c.ref) > (:due, :ref)"
            f" ORDER BY {part.order} LIMIT :limit"
        )
        found = self.execute(sql, {**part.params, "due": next_due, "ref": ref, "limit": limit})
        return tuple(map(CaseRow._make, found))

    def rows(self, ids: Sequence[int]) -> tuple[CaseRow, ...]:
        """Cases by id, in the order asked; ids that are not there are left out."""
        found = self.execute(
            f"SELECT {queue.COLUMNS} FROM json_each(:ids) j CROSS JOIN case_row c ON c.id = CAST(j.value AS INTEGER)",
            _listed(ids),
        )
        by_id = {row[0]: CaseRow._make(row) for row in found}
        return tuple(by_id[one] for one in ids if one in by_id)

    def ids(self, view: QueueQuery) -> array[int]:
        """The ids of every case of a list, in order."""
        found: array[int] = array("q")
        for part in self._parts(view):
            found.extend(one for (one,) in self.execute(part.ids(), part.params))
        return found

    def total(self, view: QueueQuery, cap: int = 0) -> int:
        """How many cases a list has: from the tallies, or counted where it was found by words.

        Such a count of a common word takes milliseconds; with ``cap`` it stops there.
        """
        view = view._replace(sort="clock")
        parts = queue.parts(view)
        if parts[0].counted != parts[0].found:
            parts = self._parts(view)
        total = sum(self._count(part, cap) for part in parts)
        return min(total, cap) if cap and parts[0].counted else total

    def _parts(self, view: QueueQuery, total: int = 0) -> tuple[queue.Part, ...]:
        """The stretches of a list; where it is narrowed by words, in the way that suits how much they find.

        ``total``: how many cases the list is known to have at least.
        """
        parts = queue.parts(view)
        if not parts[0].found:
            return parts
        finds = total if total >= MANY else sum(self._rows(part.found, part, MANY) for part in parts if part.found)
        return parts if finds < MANY else queue.parts(view, many=True)

    def _count(self, part: queue.Part, cap: int = 0) -> int:
        return self._rows(part.counted, part, cap) if part.counted else self._tallied(part)

    def _rows(self, source: str, part: queue.Part, cap: int) -> int:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT :cap) AS found"
        return int(self.execute(sql, {**part.params, "cap": cap or EVERY})[0][0])

    def _tallied(self, part: queue.Part) -> int:
        return int(self.execute(f"SELECT coalesce(sum(c.n), 0) FROM {part.tallied}", part.params)[0][0])

    def place(self, view: QueueQuery, case_id: int) -> int | None:
        """Row number of a case in a list, from 0; None where the list does not show it."""
        before = 0
        parts = self._parts(view)
        for part in parts:
            params = {**part.params, "id": case_id}
            if self.execute(f"SELECT 1 FROM {part.each} AND c.id = :id", params):
                ((n,),) = self.execute(f"SELECT count(*) FROM {part.source} AND {part.ahead}", params)
                return before + int(n)
            if part is not parts[-1]:
                before += self._count(part)
        return None

    def alike(self, landlord: str, column: str, value: str, limit: int) -> tuple[tuple[CaseRow, str], ...]:
        """Cases of a landlord with these words in ``column`` (resident or address), each with the words it is found by.

        Open ones first, the newest first; the words may stand among others.
        """
        found: list[Any] = []
        for status in ("open", "closed"):
            ft = f"ft_{status}"
            sql = (
                f"SELECT {queue.COLUMNS}, {ft}.words FROM {ft} CROSS JOIN case_row c ON c.id = {ft}.rowid"
                f" WHERE {ft} MATCH :match AND c.landlord = :landlord ORDER BY {ft}.rowid DESC LIMIT :limit"
            )
            params = {"match": f"{column} : {phrase(value, whole=True)}", "landlord": landlord, "limit": limit}
            found += self.execute(sql, params)
        return tuple((CaseRow._make(row[:-1]), row[-1]) for row in found)

    def owners(self) -> tuple[str, ...]:
        """Everybody who has a case, by name."""
        found = self.execute("SELECT DISTINCT owner FROM tally WHERE owner <> '' ORDER BY owner")
        return tuple(owner for (owner,) in found)

    def tally(self, landlord: str = "", owner: str = "", *, by_owner: bool = False) -> tuple[TallyRow, ...]:
        """Open cases counted by landlord and due day, and by owner where ``by_owner`` or one is asked for.

        Without owners the rows' ``owner`` is empty. Soonest first.
        """
        source, who = ("tally", "owner") if by_owner or owner else ("tally_day", "''")
        asked = {name: value for name, value in (("landlord", landlord), ("owner", owner)) if value}
        narrowed = "".join(f" AND {name} = :{name}" for name in asked)
        sql = f"SELECT landlord, {who}, next_due, n FROM {source} WHERE status = 'open'{narrowed} ORDER BY next_due"
        return tuple(map(TallyRow._make, self.execute(sql, asked)))

    def tally_of(self, view: QueueQuery, *, by_owner: bool = False) -> tuple[TallyRow, ...]:
        """The open cases of a list counted by landlord and due day, be it filtered; by owner where asked."""
        part = self._parts(view._replace(status="open", sort="clock"))[0]
        if not part.counted and part.tallied.startswith("tally_day") and by_owner:
            part = part._replace(tallied=part.tallied.replace("tally_day", "tally", 1))
        n, source = ("count(*)", part.source) if part.counted else ("sum(c.n)", part.tallied)
        who = "c.owner" if by_owner else "''"
        sql = f"SELECT c.landlord, {who}, c.next_due, {n} FROM {source} GROUP BY 1, 2, 3"
        return tuple(map(TallyRow._make, self.execute(sql, part.params)))

    def due_before(self, day: int, landlord: str = "", limit: int = 50) -> tuple[CaseRow, ...]:
        """Open cases due before ``day`` (an ordinal), oldest first."""
        return self._due("c.next_due < :day", day, landlord, limit)

    def due_from(self, day: int, landlord: str = "", limit: int = 50) -> tuple[CaseRow, ...]:
        """Open cases due on ``day`` or later, soonest first; those without a due day last."""
        return self._due("c.next_due >= :day", day, landlord, limit)

    def _due(self, where: str, day: int, landlord: str, limit: int) -> tuple[CaseRow, ...]:
        part = queue.open_cases(landlord)
        sql = f"SELECT {queue.COLUMNS} FROM {part.source} AND {where} ORDER BY {part.order} LIMIT :limit"
        return tuple(map(CaseRow._make, self.execute(sql, {**part.params, "day": day, "limit": limit})))

    def clocks(self, ids: Sequence[int]) -> tuple[ClockRow, ...]:
        """The clocks of some cases, case by case in the order asked."""
        found = self.execute(
            "SELECT k.* FROM json_each(:ids) j CROSS JOIN clock_row k ON k.case_id = CAST(j.value AS INTEGER)"
            " ORDER BY j.key, k.n",
            _listed(ids),
        )
        return tuple(map(ClockRow._make, found))


def _listed(ids: Sequence[int]) -> dict[str, str]:
    return {"ids": f"[{','.join(map(str, ids))}]"}
