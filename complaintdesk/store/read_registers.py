"""Registers: which entries of which files stand in one, in their order, and how many there are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from complaintdesk.store.asking import Asks
from complaintdesk.store.rows import EVERY, NO_DAY, Entry, EntryTally

_FROM = """FROM record_row r JOIN register g ON g.case_id = r.case_id
 WHERE r.kind IN (SELECT value FROM json_each(:kinds)) AND :landlord IN ('', g.landlord)"""
_OPEN = f" AND r.settled_on = {NO_DAY}"


class RegisterReads(Asks):
    """The part of the Reader that is about registers. Days are ordinals; landlord '' is all of them."""

    def entries(
        self, kinds: Sequence[str], landlord: str, today: int, *, open_only: bool, limit: int
    ) -> tuple[Entry, ...]:
        """The entries of these kinds: what is late first, then by the day it is due; ``limit`` 0: every one."""
        found = self.execute(
            f"SELECT g.case_id, g.ref, g.landlord, r.kind, r.number {_FROM}{_OPEN if open_only else ''}"
            f" ORDER BY r.settled_on = {NO_DAY} AND r.due < :today DESC, r.due, g.ref, r.n LIMIT :limit",
            {**_asked(kinds, landlord), "today": today, "limit": limit or EVERY},
        )
        return tuple(map(Entry._make, found))

    def entry_tally(self, kinds: Sequence[str], landlord: str, today: int) -> tuple[EntryTally, ...]:
        """How many entries of these kinds there are by the word they are counted by: all, open, and late."""
        found = self.execute(
            f"SELECT r.value, count(*), count(*) FILTER (WHERE r.settled_on = {NO_DAY}),"
            f" count(*) FILTER (WHERE r.settled_on = {NO_DAY} AND r.due < :today)"
            f" {_FROM} GROUP BY r.value",
            {**_asked(kinds, landlord), "today": today},
        )
        return tuple(map(EntryTally._make, found))

    def holding(self, kind: str, landlord: str, saying: str) -> tuple[Entry, ...]:
        """The entries of a kind on whose files somebody ever filled in the field ``saying``, by file."""
        found = self.execute(
            f"SELECT g.case_id, g.ref, g.landlord, r.kind, r.number {_FROM} AND EXISTS (SELECT 1 FROM words w"
            " WHERE w.case_id = g.case_id AND instr(w.body, :saying) > 0) ORDER BY g.case_id, r.n",
            {**_asked([kind], landlord), "saying": json.dumps(saying)},
        )
        return tuple(map(Entry._make, found))


def _asked(kinds: Sequence[str], landlord: str) -> dict[str, Any]:
    return {"kinds": json.dumps(list(kinds)), "landlord": landlord}
