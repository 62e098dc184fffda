"""How a landlord stands against the provisions it answers for: self-assessment, training, objectives, lessons told."""

from datetime import date
from typing import TYPE_CHECKING

from complaintdesk.desk.staffing import book_records
from complaintdesk.engine.of_people import NEVER, in_words, lapse
from complaintdesk.models.house import Assessed
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Policy
from complaintdesk.models.staff import Member, Staff
from complaintdesk.models.terms import READING

if TYPE_CHECKING:
    from complaintdesk.desk.browsing import Browsing


def assessed(desk: "Browsing", landlord: str) -> Assessed:
    """The self-assessment as the landlord's book has it: a row for every provision."""
    asked = desk.landlord(landlord).policy().provisions
    answers = {
        str(one.said.get("provision")): one for one in book_records(desk.reader, landlord, desk.now(), "provision")
    }
    no = tuple(number for number in asked if number in answers and answers[number].said.get("complies") == "no")
    return Assessed(asked, no, tuple(number for number in asked if number not in answers))


def handlers(staff: Staff, policy: Policy, day: date) -> tuple[Member, ...]:
    """Everybody with a role that acts on cases."""
    acting = {role.key for role in policy.roles if not READING.issuperset(role.may)}
    return tuple(one for one in staff.members if one.entered and one.works_on(day) and acting & {*one.roles})


def untrained(desk: "Browsing", landlord: str) -> tuple[tuple[str, str, date | None], ...]:
    """(handler, subject, day it ran out) of everybody whose training the policy asks for and who lacks it."""
    owner, today = desk.landlord(landlord), london(desk.now()).date()
    policy = owner.policy()
    found: dict[tuple[str, str], date | None] = {}
    for duty in policy.duties:
        for subject in duty.of[1:] if duty.needs == "trained" else ():
            for one in handlers(desk.roster(landlord), policy, today):
                lapsed = lapse(one, subject, duty, owner.calendar, today)
                if lapsed is not None:
                    found[one.name, in_words(subject)] = lapsed if lapsed != NEVER else None
    return tuple((*key, until) for key, until in found.items())


def objective(desk: "Browsing", landlord: str) -> tuple[int, int]:
    """How many of those who handle complaints have the objective on it, and how many there are."""
    today = london(desk.now()).date()
    there = handlers(desk.roster(landlord), desk.landlord(landlord).policy(), today)
    return sum(one.objective_on is not None and one.objective_on <= today for one in there), len(there)
