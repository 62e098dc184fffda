"""What a policy takes over from the one it falls back to: roles it has not filled, publications it does not name."""

from dataclasses import replace

from complaintdesk.engine.publishing import last_day_before
from complaintdesk.models.policy import Policy, Publication, Role, Source
from complaintdesk.policy_schema import refusal, shown


def cited_from(source: Source, below: Policy) -> Source:
    """A source as the inheriting policy cites it: ``Code 6.4``."""
    if source.inherited_from:
        return source
    return replace(source, clause=f"{below.cited_as} {source.clause}", inherited_from=below.key)


def roles(own: tuple[Role, ...], below: Policy | None) -> tuple[Role, ...]:
    """The file's own roles, then those below whose powers no role of its own has.

    That somebody must always hold a role goes over to the file's own role of that key, or with those powers.
    """
    found = list(own)
    for one in below.roles if below else ():
        same = [role for role in own if role.key == one.key] or [role for role in own if set(one.may) <= set(role.may)]
        if same:
            found = [replace(role, always=True) if one.always and role in same else role for role in found]
        elif below and not set(one.may) <= {power for role in own for power in role.may}:
            found.append(replace(one, source=cited_from(one.source, below)))
    return tuple(found)


def publications(
    name: str, own: tuple[Publication, ...], below: Policy | None, year_starts: int
) -> tuple[Publication, ...]:
    """The file's own, then those below that none of its own is called like or stands in place of.

    What is owed for each year is so for the landlord's own reporting year. ``name`` is the file in a refusal.
    """
    there = [one.name for one in (below.publications if below else ())]
    for number, one in enumerate(own, 1):
        if stranger := next((named for named in one.instead if named not in there), ""):
            allowed = ", ".join(there) or "nothing, as nothing is inherited"
            raise refusal(name, f"publication[{number}].instead", f"names {shown(stranger)}", allowed)
    replaced = {one.name for one in own} | {name for one in own for name in one.instead}
    ends = last_day_before(year_starts)
    inherited = (
        replace(one, source=cited_from(one.source, below), year_ends=ends if one.year_ends else "")
        for one in (below.publications if below else ())
        if below and one.name not in replaced
    )
    return (*own, *inherited)
