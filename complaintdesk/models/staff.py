"""Who works at a landlord: roles, teams, training, who stands in for whom. Names are attribution, not proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Member:
    """One person on the staff list."""

    name: str
    initials: str = ""
    job: str = ""
    """The title of their post, as people know it."""
    roles: tuple[str, ...] = ()
    """Keys of the policy's roles."""
    team: str = ""
    areas: tuple[str, ...] = ()
    """The service areas somebody is responsible for."""
    manager: str = ""
    deputy: str = ""
    """Who acts in their place while they are away."""
    since: date | None = None
    until: date | None = None
    away_from: date | None = None
    away_until: date | None = None
    """The days between which the deputy has the roles as well."""
    trained: Mapping[str, date] = field(default_factory=dict)
    """Subject -> day of the last training."""
    objective_on: date | None = None
    """Since when complaint handling is one of their objectives."""
    entered: bool = True
    """Whether the landlord's book has an entry on them; who was only named when the store was made has no role yet."""

    def works_on(self, day: date) -> bool:
        """Whether the person was on the list that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def is_away(self, day: date) -> bool:
        """Whether the person is away that day; without a last day until they are back on the list."""
        return (
            self.away_from is not None and self.away_from <= day and (self.away_until is None or day <= self.away_until)
        )


@dataclass(frozen=True, slots=True)
class Staff:
    """A landlord's staff list, former members included."""

    members: tuple[Member, ...] = ()

    def find(self, name: str) -> Member | None:
        """The member by that name, however it is capitalised; None for a stranger."""
        wanted = " ".join(name.split()).casefold()
        return next((one for one in self.members if one.name.casefold() == wanted), None) if wanted else None

    def roles_of(self, name: str, day: date) -> tuple[str, ...]:
        """The roles somebody had on ``day``, those of whom they stood in for included; none for a stranger."""
        member = self.find(name)
        if member is None or not member.works_on(day):
            return ()
        lent = (
            role
            for one in self.members
            if one.deputy.casefold() == member.name.casefold() and one.works_on(day) and one.is_away(day)
            for role in one.roles
        )
        return tuple(dict.fromkeys((*member.roles, *lent)))

    def answering_for(self, area: str, day: date) -> tuple[Member, ...]:
        """Everybody who answered for that service area on ``day``."""
        wanted = area.strip().casefold()
        return tuple(
            one for one in self.members if one.works_on(day) and wanted in (named.casefold() for named in one.areas)
        )

    def holders(self, role: str, day: date) -> tuple[Member, ...]:
        """Everybody whose own ``role`` it was on ``day``."""
        return tuple(one for one in self.members if role in one.roles and one.works_on(day))
