"""What people set up (landlords, staff, policy texts) and what the desk keeps for them (drafts, settings)."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from hashlib import sha256
from typing import Any

from complaintdesk.errors import BadDataFile
from complaintdesk.models.events import Event
from complaintdesk.store import history
from complaintdesk.store import statements as sql
from complaintdesk.store.canon import canonical, instant
from complaintdesk.store.connection import Connection
from complaintdesk.store.naming import reference, year_of
from complaintdesk.store.rows import LandlordRow, StaffRow

_TEXTS = f"SELECT sha256 FROM policy_text WHERE key = ? AND substr(in_force_from, 1, 10) = ? {history.TEXTS_IN_ORDER}"
_EDIT = "UPDATE store_clock SET edits = edits + 1 WHERE id = 1"


class ReferenceWrites:
    """The part of the Writer that is not about events. Each method is one transaction."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """See ``writing.Writer.transaction``."""
        raise NotImplementedError

    def save_landlord(self, row: LandlordRow) -> None:
        """Add a landlord or change its settings. Open clocks move only at the next act or ``rebuild``."""
        values = (*row[:6], canonical([list(c) for c in row.closures]), canonical(row.settings))
        with self.transaction() as db:
            db.execute(sql.LANDLORD, values)
            db.execute(_EDIT)

    def save_staff(self, row: StaffRow) -> None:
        """Add somebody or change what is known of them; known by name and landlord."""
        with self.transaction() as db:
            db.execute(sql.STAFF, (row.name, row.landlord, row.initials, row.role, row.team))
            db.execute(_EDIT)

    def keep_policy(self, key: str, in_force_from: str, text: str, *, anew: bool = False) -> bool:
        """Keep the text of a policy version in use; False where this very text is kept already.

        BadDataFile where another text is kept under the same key and date: a change needs a new date. With ``anew``
        it is kept beside that one, and counts from now on.
        """
        digest = sha256(text.encode()).hexdigest()
        with self.transaction() as db:
            known = [one for (one,) in db.execute(_TEXTS, (key, in_force_from)).fetchall()]
            if known and known[-1] == digest:
                return False
            if known and not anew:
                raise BadDataFile(
                    f"The policy {key} in force from {in_force_from} is not the text this store has used.",
                    "Give the changed policy a new in_force_from date, or put the old text back.",
                )
            day = f"{in_force_from}#{len(known) + 1}" if known else in_force_from
            db.execute(sql.POLICY_TEXT, (key, day, digest, text))
            db.execute(_EDIT)
        return True

    def save_draft(self, name: str, who: str, body: Mapping[str, Any], saved_at: datetime) -> None:
        """Keep what somebody has typed so far; the newest wins."""
        with self.transaction() as db:
            db.execute(sql.DRAFT, (name, who, canonical(dict(body)), instant(saved_at)))

    def drop_draft(self, name: str, who: str) -> None:
        """Forget a draft; nothing happens where there is none."""
        with self.transaction() as db:
            db.execute("DELETE FROM draft WHERE name = ? AND who = ?", (name, who))

    def save_setting(self, who: str, name: str, value: str) -> None:
        """Keep one of a person's settings."""
        with self.transaction() as db:
            db.execute(sql.SETTING, (who, name, value))


def next_case(db: Connection, landlord: str, first: Event) -> tuple[int, str]:
    """Register a new case: its id and its reference, numbered from 1 in the London year of ``first``."""
    year = year_of(first)
    (case_id,) = db.execute("SELECT coalesce(max(case_id), 0) + 1 FROM register").fetchone()
    (n,) = db.execute("SELECT coalesce(max(n), 0) + 1 FROM register WHERE year = ?", (year,)).fetchone()
    ref = reference(year, n, landlord)
    db.execute(sql.REGISTER, (case_id, ref, landlord, year, n))
    return case_id, ref
