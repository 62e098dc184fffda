"""The conditions of a duty that look at people: whose name a field has, their roles, training, award, where they are.

Whoever is not on the staff list is not judged.
"""

from datetime import date
from typing import Final

from complaintdesk.engine.days import long
from complaintdesk.engine.fields import FIELDS
from complaintdesk.engine.ground import MET, Condition, Ground, Unmet
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.policy import Duty
from complaintdesk.models.staff import Member

PEOPLE: Final = ("me", "complained_about", "stage_1")
"""Who a case knows, for ``apart``; ``me`` is whoever records the act."""
HERE, AWAY = "here", "away"
NEVER: Final = date.min


def held_by(ground: Ground, duty: Duty) -> Unmet:
    """Whoever the field names has one of the roles behind it; a stranger to the staff list is not judged."""
    name, *roles = duty.of
    who = _named(ground, name)
    member = ground.staff.find(who)
    if member is None or not member.entered:
        return MET
    if name == "handler" and who.casefold() == ground.case.handler(ground.course.stage).casefold():
        return MET  # looked at when the case was given to them
    held = ground.staff.roles_of(who, ground.today)
    if set(held) & set(roles):
        return MET
    is_ = " and ".join(map(in_words, held)) or "no role on that day"
    return f"{who} has {'the role ' if held else ''}{is_}; this is for: {', '.join(map(in_words, roles))}.", name


def on_the_list(ground: Ground, duty: Duty) -> Unmet:
    """Whoever the fields name is on the staff list."""
    for name in duty.of:
        who = _named(ground, name)
        if who and ground.staff.members and ground.staff.find(who) is None:
            return f"{who} is not on the staff list, so nobody can tell what they may do.", name
    return MET


def at_work(ground: Ground, duty: Duty) -> Unmet:
    """Whoever the fields name works here that day and is not away; a stranger to the staff list is not judged."""
    for name in duty.of:
        member = ground.staff.find(_named(ground, name))
        if member is not None and (why := absence(member, ground.today)):
            return f"{why}.", name
    return MET


def absence(member: Member, day: date) -> str:
    """'Dee Marsh is away until Fri 20 Mar 2026; Bo Ray stands in': why somebody is not there; '' where they are."""
    where = whereabouts(member, day)
    if where == HERE:
        return ""
    stands_in = f"{member.deputy} stands in" if member.deputy else "nobody is named to stand in"
    return f"{member.name} {'is ' if where.startswith(AWAY) else ''}{where}; {stands_in}"


def whereabouts(member: Member, day: date) -> str:
    """'here', 'away until Fri 20 Mar 2026', 'left on Fri 20 Mar 2026': where somebody on the staff list is that day."""
    if member.until is not None and member.until < day:
        return f"left on {long(member.until)}"
    if member.since is not None and day < member.since:
        return f"begins on {long(member.since)}"
    if member.is_away(day):
        return AWAY + (f" until {long(member.away_until)}" if member.away_until else "")
    return HERE


def apart(ground: Ground, duty: Duty) -> Unmet:
    """Nobody named first is the person of any field or fact behind it; ``me`` is whoever records the act."""
    name, *others = duty.of
    who = ground.who if name == "me" else _named(ground, name)
    for other in others:
        if who and any(who.casefold() == one.casefold() for one in _people(ground, other)):
            label = FIELDS[other].label.lower() if other in FIELDS else in_words(other).lower()
            if name == "me":
                return f"You stand on this case as: {label}.{_only_for(ground)}", "handler"
            return f"{who} stands on this case as: {label}.", name
    return MET


def _only_for(ground: Ground) -> str:
    """That whoever records the act writes down what somebody else decided, where somebody else is named."""
    who = _named(ground, "handler")
    if not who or who.casefold() == ground.who.casefold():
        return ""
    return f" {who} is to decide: record it only for them."


def trained(ground: Ground, duty: Duty) -> Unmet:
    """Whoever the field names was trained in each subject, no longer ago than the duty's length."""
    name, *subjects = duty.of
    member = ground.staff.find(_named(ground, name))
    for subject in subjects if member is not None and member.entered else ():
        if member is None or (lapsed := lapse(member, subject, duty, ground.calendar, ground.today)) is None:
            continue
        if lapsed == NEVER:
            return f"No training in {in_words(subject).lower()} is on record for {_named(ground, name)}.", name
        return f"{_named(ground, name)}'s training in {in_words(subject).lower()} ran out {long(lapsed)}.", name
    return MET


def lapse(member: Member, subject: str, duty: Duty, calendar: Calendar, today: date) -> date | None:
    """The day somebody's training ran out by a duty ``trained``; ``NEVER`` where there was none; None if it holds."""
    last = member.trained.get(subject)
    if last is None:
        return NEVER
    until = calendar.count(last, duty.length).due if duty.length is not None else today
    return until if until < today else None


def answers_for_area(ground: Ground, duty: Duty) -> Unmet:
    """Whoever the field names answers for the case's service area, where the staff list says who does."""
    (name,) = duty.of
    who, area = _named(ground, name), ground.case.area
    heads = ground.staff.answering_for(area, ground.today)
    if not who or not heads or any(one.name.casefold() == who.casefold() for one in heads):
        return MET
    return f"{who} does not answer for {area.lower()}; {' and '.join(one.name for one in heads)} does.", name


def within_award(ground: Ground, duty: Duty) -> Unmet:
    """All money awarded in the form together is within what my role may award, where the policy names a sum."""
    total = sum(int(one.get("pence") or 0) for one in ground.said("remedies") or ())
    who = _named(ground, duty.of[0])
    held = [role for role in ground.policy.roles if role.key in ground.staff.roles_of(who, ground.today)]
    limits = [role.award_up_to_pence for role in held if role.award_up_to_pence is not None]
    without = any("award" in role.may and role.award_up_to_pence is None for role in held)
    if not total or not limits or without or total <= max(limits):
        return MET
    return f"£{total / 100:,.2f} is more than {who} may award: £{max(limits) / 100:,.2f}.", "remedies"


def _named(ground: Ground, name: str) -> str:
    """Who a field names; for the handler the one the case has, where the form says nobody."""
    said = str(ground.said(name)).strip()
    return said or (ground.case.handler(ground.course.stage) if name == "handler" else "")


def _people(ground: Ground, name: str) -> tuple[str, ...]:
    """The people behind a field of the form, or behind what the case knows: ``PEOPLE``."""
    if name == "me":
        return (ground.who,)
    if name == "complained_about":
        return tuple(one.strip() for one in ground.case.about_people.split(",") if one.strip())
    if name == "stage_1":
        return of_stage_1(ground)
    return (str(ground.said(name)).strip(),)


def of_stage_1(ground: Ground) -> tuple[str, ...]:
    """Who handled stage 1: those it was given to, and who recorded or signed its answer."""
    answer = ground.course.stages[1].first.get("responded")
    told = (answer.who, str(answer.body.get("signatory") or "").strip()) if answer else ()
    named = (*(who for stage, who in ground.case.handlers if stage == 1), *told)
    return tuple(dict.fromkeys(who for who in named if who))


def in_words(key: str) -> str:
    """A role or a subject within a sentence: 'senior manager'."""
    return key.replace("_", " ")


OF_PEOPLE: Final[dict[str, Condition]] = {
    "held_by": Condition(None, True, "", held_by, ("who", "role*")),
    "on_the_list": Condition(None, True, "", on_the_list, ("who*",)),
    "at_work": Condition(None, True, "", at_work, ("who*",)),
    "apart": Condition(None, True, "", apart, ("me or who", "person*")),
    "trained": Condition(None, True, "", trained, ("who", "subject*"), True),
    "answers_for_area": Condition(None, True, "", answers_for_area, ("who",)),
    "within_award": Condition(None, True, "", within_award, ("who",)),
}
