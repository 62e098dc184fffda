"""What may happen next, and what is missing: the policy's duties weighed on one case.

A duty names a condition (``engine.conditions``). The act menu, the forms, the reminders and the desk's refusals all
read the duties through this room.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from complaintdesk.engine import entitled, facts, retention, sense
from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.conditions import CONDITIONS
from complaintdesk.engine.ground import Ground
from complaintdesk.engine.kinds import Act, a_kind, small
from complaintdesk.engine.records import RECORDS, movable
from complaintdesk.models.events import DISPOSED
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Duty, Source
from complaintdesk.models.terms import READING

__all__ = ["CONDITIONS", "Ground", "Weighed", "blocked", "reminders", "stops", "warnings", "weigh"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One duty weighed on one case: met, or unmet with the sentence and the field that would mend it."""

    duty: Duty
    sentence: str = ""
    field: str = ""

    @property
    def met(self) -> bool:
        """Whether the condition holds."""
        return not self.sentence


def weigh(ground: Ground) -> Iterator[Weighed]:
    """Every duty of the policy that stands before ``ground.act`` at this stage and kind of feedback."""
    for duty in standing(ground):
        condition = CONDITIONS[duty.needs]
        if not condition.of_form or ground.values is not None:
            yield Weighed(duty, *condition.weigh(ground, duty))


def standing(ground: Ground) -> Iterator[Duty]:
    """The duties that stand before ``ground.act`` there, of the form or not."""
    act = ACTS.get(ground.act)
    names = {ground.act, act.like} if act is not None and act.like else {ground.act}
    for duty in ground.policy.duties:
        if duty.at not in names or duty.stage not in (None, ground.course.stage):
            continue
        if duty.feedback and ground.case.feedback not in duty.feedback:
            continue
        if facts.applies(ground, duty):
            yield duty


def kept(ground: Ground) -> tuple[Duty, ...]:
    """The duties that keep the act for somebody with another role than whoever is about to act."""
    act = ACTS.get(ground.act)
    return tuple(entitled.kept_for(act, ground, standing(ground))) if act is not None else ()


_NO_COMPLAINT = {"service_request", "enquiry"}
"""Kinds that become a complaint when somebody is dissatisfied: an act about both is about what is none yet."""
_NAMED = 3
"""How many kinds of feedback a sentence names."""


def blocked(ground: Ground) -> Weighed | None:
    """The first thing that stops the act, or None."""
    return next(stops(ground), None)


def stops(ground: Ground) -> Iterator[Weighed]:
    """All that stops the act: that it does not belong here or makes no sense, then the duties in their order."""
    if sentence := misplaced(ground):
        yield Weighed(Duty(ground.act, "", "block", "", Source("")), sentence)
    if onlooker := onlooking(ground):
        yield onlooker
    if ground.values is None:
        yield from (Weighed(one, words, one.of[0]) for one in kept(ground) if (words := entitled.unheld(ground, one)))
    sentence, field = sense.amiss(ground)
    if sentence:
        yield Weighed(Duty(ground.act, "", "block", "", Source("")), sentence, field)
    yield from (one for one in weigh(ground) if not one.met and one.duty.level == "block")


def misplaced(ground: Ground) -> str:
    """Why the act does not belong to this file at all; no clause is needed for that. '' where it does."""
    act, case = ACTS.get(ground.act), ground.case
    words = ""
    if act is None:
        return words
    sentence, events = act.after
    if before_complaint(ground):
        words = "This is a complaint already."
    elif not act.belongs(case.feedback):
        words = f"This is {_about(act)}never for {a_kind(case.feedback)}."
    elif act.event == DISPOSED:
        words = next(iter(retention.stops(ground)), "")
    elif events and not any(one.kind in events for one in case.events):
        words = sentence
    elif act.moves and not movable(case, act):
        titles = " or ".join(small(RECORDS[kind].title) for kind in act.moves)
        words = f"No {titles} is {'on' if act.even_done else 'open on'} this file."
    return words


def before_complaint(ground: Ground) -> bool:
    """Whether the act leads to a complaint, and the case is one."""
    act = ACTS.get(ground.act)
    return act is not None and ground.case.feedback == "complaint" and {*act.about} >= _NO_COMPLAINT


def _about(act: Act) -> str:
    """'for a compliment, ': the kinds of feedback the act is for, where they are few."""
    kinds = " or ".join(map(a_kind, act.about)) or "a case"
    return f"for {kinds}, " if len(act.about) <= _NAMED else ""


def onlooking(ground: Ground) -> Weighed | None:
    """That whoever is about to act has only roles that look on; None for everybody else."""
    held = ground.staff.roles_of(ground.who, london(ground.now).date()) if ground.act else ()
    roles = [role for role in ground.policy.roles if role.key in held]
    if not roles or len(roles) < len(held) or not all(READING.issuperset(role.may) for role in roles):
        return None
    title = " and ".join(role.title for role in roles)
    sentence = f"{ground.who} has the role {title}, which reads and seeks assurance; others act on cases."
    return Weighed(Duty(ground.act, "", "block", "", roles[0].source), sentence)


def warnings(ground: Ground) -> tuple[Weighed, ...]:
    """What does not stop the act but should be seen before it: a day seldom meant, then the duties."""
    doubt = sense.doubtful(ground)
    asked = (Weighed(Duty(ground.act, "", "warn", "", Source("")), doubt),) if doubt else ()
    return (*asked, *(one for one in weigh(ground) if not one.met and one.duty.level == "warn"))


def reminders(ground: Ground) -> tuple[Weighed, ...]:
    """What the policy reminds of on this case now, whichever act it belongs to."""
    found = []
    for duty in ground.policy.reminding:
        fits = duty.stage in (None, ground.course.stage) and (
            not duty.feedback or ground.case.feedback in duty.feedback
        )
        condition = CONDITIONS[duty.needs]
        if fits and not condition.of_form and facts.applies(ground, duty):
            sentence, field = condition.weigh(ground, duty)
            if sentence:
                found.append(Weighed(duty, sentence, field))
    return tuple(found)
