"""What no policy has to say of one entry: a definition says something, days stand in order, colleagues are there.

Weighed with what is filled in, before the duties; each gives a sentence and the field it is about.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.days import long
from complaintdesk.engine.fields import FIELDS
from complaintdesk.engine.ground import MET, Ground, Unmet
from complaintdesk.engine.kinds import Act, named
from complaintdesk.engine.publishing import is_yearly

_STAFF, _ORDER, _MORE_TIME = "staff_member", "order", "more_time"
_IN_ORDER = (("since", "until_day"), ("away_from", "away_until"))
"""Two days of which the second is not before the first."""


def amiss(ground: Ground) -> Unmet:
    """The first thing that cannot be in what is filled in."""
    act = ACTS.get(ground.act)
    if act is None or ground.values is None:
        return MET
    weighed = (_says_nothing, _no_more_time, _unknown_part, _of_staff, _no_sum, _no_year, _both, _past)
    return next((found for one in weighed for found in one(ground, act)), MET)


def doubtful(ground: Ground) -> str:
    """What may be so and is seldom meant; asked about before it is kept. '' where nothing is."""
    act = ACTS.get(ground.act)
    due = _day(ground.said("due_on"))
    if act is None or act.adds != _ORDER or due is None or due >= ground.today:
        return ""
    return f"{FIELDS['due_on'].label}: {long(due)} is past already; check the day and the year of the order."


def _says_nothing(ground: Ground, act: Act) -> Iterator[Unmet]:
    if act.event == "defined" and not any(ground.said(name) for name in act.fields):
        yield "Nothing is filled in: say what the complaint is, what is wanted, or its parts.", act.fields[0]
    if act.says_one and not any(ground.said(name) for name in act.says_one):
        labels = " or ".join(f"'{FIELDS[name].label}'" for name in act.says_one)
        yield f"Nothing is filled in: give {labels}.", act.says_one[0]


def _no_more_time(ground: Ground, act: Act) -> Iterator[Unmet]:
    clock, until = ground.clock("escalate", 1), ground.said("until")
    if act.adds == _MORE_TIME and clock is not None and isinstance(until, date) and until <= clock.due:
        yield f"{long(until)} gives no more time: it runs to {long(clock.due)} already.", "until"


def _unknown_part(ground: Ground, act: Act) -> Iterator[Unmet]:
    """A part taken to stage 2 that the complaint was never set out in: it would be lost without a word."""
    known = {one.text.casefold() for one in ground.case.elements}
    for text in ground.said("disputed") or () if known else ():
        if str(text).casefold() not in known:
            yield f"No part of this complaint is called '{text}'; what is new goes under 'new issue'.", "disputed"


def _no_sum(ground: Ground, act: Act) -> Iterator[Unmet]:
    if act.adds == _ORDER and ground.said("order_kind") == "award" and not ground.said("pence"):
        yield "An order to pay has a sum: give it in pounds.", "pence"


def _both(ground: Ground, act: Act) -> Iterator[Unmet]:
    if ground.said("remedies_none") and ground.said("remedies"):
        label = FIELDS["remedies_none"].label
        yield f"A remedy is given, and '{label}' is said as well: take back one of the two.", "remedies_none"


def _no_year(ground: Ground, act: Act) -> Iterator[Unmet]:
    """Something published for each year is for a year."""
    said, name = str(ground.said("for_year")), ground.said("publication")
    yearly = any(one.year_ends and is_yearly(one) for one in ground.policy.publications if one.name == name)
    if act.adds == "publication" and yearly and "-" in said:
        yield f"{FIELDS['for_year'].label}: '{name}' is for a year: write it as 2024/25.", "for_year"


def _past(ground: Ground, act: Act) -> Iterator[Unmet]:
    """A day by which something is to be done that lies before the act itself; what is done already has its day."""
    due = _day(ground.said("due_on"))
    if act.adds != _ORDER and due is not None and due < ground.today and not ground.said("done_on"):
        yield f"{FIELDS['due_on'].label}: {long(due)} is past; give a day to come.", "due_on"
    for number, one in enumerate(ground.said("remedies") or (), 1):
        due = _day(one.get("due_on"))
        if due is not None and due < ground.today and not one.get("done_on"):
            label = f"Remedy {number}, {FIELDS['due_on'].label.lower()}"
            yield f"{label}: {long(due)} is past; give a day to come, or 'Done on' if it is done.", "remedies"


def _of_staff(ground: Ground, act: Act) -> Iterator[Unmet]:
    if act.adds != _STAFF and _STAFF not in act.moves:
        return
    which = str(ground.said("which"))
    known: dict[str, Any] = next((dict(one.said) for one in ground.case.records if one.key == which), {})
    said = known | {name: value for name, value in (ground.values or {}).items() if value not in ("", None, [], ())}
    name = str(said.get("name", ""))
    if not any(letter.isalpha() for letter in name):
        yield f"'{name}' has no letter in it, so it is nobody's name.", "name"
    there = ground.staff.find(name)
    if act.adds and there is not None and there.entered:
        yield f"{there.name} is on the staff list already: {named(ACTS['staff_change'])}.", "name"
    for first, last in _IN_ORDER:
        begins, ends = _day(said.get(first)), _day(said.get(last))
        if begins is not None and ends is not None and ends < begins:
            labels = f"{FIELDS[last].label}: {long(ends)} is before {FIELDS[first].label.lower()}"
            yield f"{labels}, {long(begins)}.", last if ground.said(last) else first
    for field in ("manager", "deputy"):
        who = str(ground.said(field))
        if who and who.casefold() == name.casefold():
            yield f"{FIELDS[field].label}: {who} cannot be that for themselves.", field
        elif who and ground.staff.find(who) is None:
            yield f"{who} is not on the staff list; first: {named(ACTS['staff_add'])}.", field


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
