"""Who may, where a policy names roles: who has them today, deputies included, and whether anybody could be named."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from complaintdesk.engine.book import ACTS as BOOK_ACTS
from complaintdesk.engine.fields import FIELDS
from complaintdesk.engine.ground import Ground
from complaintdesk.engine.kinds import Act, named
from complaintdesk.engine.of_people import in_words
from complaintdesk.models.policy import Duty

if TYPE_CHECKING:
    from complaintdesk.engine.gates import Weighed


def liftable(ground: Ground, one: "Weighed") -> bool:
    """Whether whoever acts has the role that may go on in spite of this with a reason."""
    return bool(one.duty.override) and one.duty.override in ground.staff.roles_of(ground.who, ground.today)


def may_lift(ground: Ground, duty: Duty) -> str:
    """Who may go on in spite of this duty, in a sentence; '' where nobody may."""
    if not duty.override:
        return ""
    return f"It may go on with a reason from the {in_words(duty.override)}. {holders(ground, (duty.override,))}"


def kept_for(act: Act, ground: Ground, duties: Iterable[Duty]) -> Iterator[Duty]:
    """Those of the duties that keep an act for roles which whoever acts does not have: a field must name somebody else.

    Nothing is kept from anybody who is not on the staff list: they are not judged.
    """
    me = ground.staff.find(ground.who)
    held = ground.staff.roles_of(ground.who, ground.today)
    asked = {*act.asks(ground.case.feedback), *act.last, *(("handler", "signatory") if act.letters else ())}
    for duty in duties if me is not None and me.entered else ():
        if duty.needs != "held_by" or duty.level != "block" or (duty.override and duty.override in held):
            continue
        name, *roles = duty.of
        has_it = name == "handler" and ground.case.handler(ground.course.stage)
        if name in asked and not has_it and not {*roles} & {*held}:
            yield duty


def unheld(ground: Ground, duty: Duty) -> str:
    """That nobody can be named in the field of such a duty; '' where somebody can."""
    name, *roles = duty.of
    if any({*roles} & {*ground.staff.roles_of(one.name, ground.today)} for one in ground.staff.members):
        return ""
    return f"{FIELDS[name].label}: this is for the {_or(roles)}."


def kept_words(ground: Ground, duty: Duty) -> str:
    """Whose name a field wants, for the first line of a form."""
    name, *roles = duty.of
    return f"Who may: the {_or(roles)}. {holders(ground, roles)} Name them under '{FIELDS[name].label}'."


def _or(roles: Iterable[str]) -> str:
    return " or ".join(map(in_words, roles))


def holders(ground: Ground, roles: Iterable[str]) -> str:
    """Who has one of these roles today, in a sentence: 'Today: Ada Bell, Dee Marsh (away; Bo Ray stands in).'"""
    wanted, found = set(roles), []
    for one in ground.staff.members:
        if not one.entered or not one.works_on(ground.today) or not wanted & {*one.roles}:
            continue
        deputy = f"; {one.deputy} stands in" if one.deputy else ""
        found.append(f"{one.name} (away{deputy})" if one.is_away(ground.today) else one.name)
    return (
        f"Today: {', '.join(found)}."
        if found
        else f"Nobody has that role today; it is given in {book_act(ground, 'staff_add', 'staff_change')}."
    )


def book_act(ground: Ground, *keys: str) -> str:
    """'BOOK-SALIX: Add somebody to the staff (a)': the landlord's book, and what is done there."""
    acts = " or ".join(named(one) for one in BOOK_ACTS if one.key in keys)
    return f"BOOK-{ground.case.landlord.upper()}: {acts}"
