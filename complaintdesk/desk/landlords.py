"""A landlord as the desk needs it: name, policy versions, calendar. One value per landlord and process."""

from dataclasses import dataclass, replace
from datetime import date, time
from functools import cached_property
from typing import TYPE_CHECKING, Any

from complaintdesk.calendars import calendar
from complaintdesk.engine.working_days import Calendar
from complaintdesk.store.rows import LandlordRow

if TYPE_CHECKING:
    from complaintdesk.models.policy import Contacts, Policy


@dataclass(frozen=True)
class Landlord:
    """A landlord's row with its calendar and policies, made when first asked for."""

    row: LandlordRow

    @property
    def key(self) -> str:
        """Its key in the store."""
        return self.row.key

    @property
    def name(self) -> str:
        """Its name, for people."""
        return self.row.name

    @cached_property
    def calendar(self) -> Calendar:
        """Its nation's bank holidays, its own closures, its hours."""
        closures = tuple(date.fromisoformat(day) for day, _ in self.row.closures)
        opens, closes = time.fromisoformat(self.row.opens), time.fromisoformat(self.row.closes)
        return calendar(self.row.nation, closures, opens, closes)

    def contacts(self, policy: "Policy") -> "Contacts":
        """How the landlord is reached: what its settings say, and where they are silent what its policy prints."""
        said = self.row.settings.get("contacts", {})
        known: dict[str, Any] = {
            name: tuple(said[name]) if name == "post" else str(said[name])
            for name in ("team", "telephone", "email", "website", "post")
            if said.get(name)
        }
        return replace(policy.contacts, name=policy.contacts.name or self.name, **known)

    def policy(self, key: str = "") -> "Policy":
        """The policy by that key, or the one the landlord works under now."""
        # Policies are files; they are read only when a case is opened, never to show a list.
        from complaintdesk import policies

        policy = policies.load(key or self.row.policy)
        own = self.row.settings.get("award_up_to", {})
        if not own:
            return policy
        roles = (
            replace(role, award_up_to_pence=int(own[role.key])) if own.get(role.key) else role for role in policy.roles
        )
        return replace(policy, roles=tuple(roles))

    @property
    def retention_years(self) -> int:
        """After how many years a closed case is due to be disposed of where no rule of the policy fits it; 0: never."""
        return int(self.row.settings.get("retention", {}).get("years") or 0)
