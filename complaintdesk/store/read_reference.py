"""Landlords, staff, policy texts, drafts and settings, read."""

from __future__ import annotations

import json

from complaintdesk.store import history
from complaintdesk.store.asking import Asks
from complaintdesk.store.canon import moment
from complaintdesk.store.rows import Draft, LandlordRow, PolicyText, StaffRow

_DRAFT = "SELECT name, who, body, saved_at FROM draft WHERE who = ?"


class ReferenceReads(Asks):
    """The part of the Reader that is not about cases."""

    def landlords(self) -> tuple[LandlordRow, ...]:
        """All landlords by name."""
        return tuple(map(history.landlord_row, self.execute(f"{history.LANDLORD} ORDER BY name, key")))

    def staff(self, landlord: str = "") -> tuple[StaffRow, ...]:
        """Everybody, or those who work at ``landlord`` (people without one work everywhere), by name."""
        sql = "SELECT name, initials, role, team, landlord FROM staff"
        where = " WHERE landlord IN (:landlord, '')" if landlord else ""
        found = self.execute(f"{sql}{where} ORDER BY name, landlord", {"landlord": landlord} if landlord else ())
        return tuple(map(StaffRow._make, found))

    def in_books(self) -> tuple[str, ...]:
        """The line of everybody whom a landlord's book has on its staff list; it ends in their name."""
        return tuple(str(one) for (one,) in self.execute("SELECT what FROM record_row WHERE kind = 'staff_member'"))

    def policies(self) -> tuple[PolicyText, ...]:
        """Every policy text used, by key and date; of several under one date the newest last."""
        found = self.execute(f"SELECT key, in_force_from, sha256, text FROM policy_text {history.TEXTS_IN_ORDER}")
        return tuple(PolicyText(key, day.partition("#")[0], *rest) for key, day, *rest in found)

    def draft(self, name: str, who: str) -> Draft | None:
        """A draft by its name and who wrote it."""
        found = self.execute(f"{_DRAFT} AND name = ?", (who, name))
        return _draft(*found[0]) if found else None

    def drafts(self, who: str) -> tuple[Draft, ...]:
        """Somebody's drafts, newest first."""
        return tuple(_draft(*row) for row in self.execute(f"{_DRAFT} ORDER BY saved_at DESC, name", (who,)))

    def setting(self, who: str, name: str, default: str = "") -> str:
        """One of a person's settings."""
        found = self.execute("SELECT value FROM setting WHERE who = ? AND name = ?", (who, name))
        return str(found[0][0]) if found else default


def _draft(name: str, who: str, body: str, saved_at: str) -> Draft:
    return Draft(name, who, json.loads(body), moment(saved_at))
