"""What may happen next, and what is missing: the policy's duties weighed on one case.

A duty names a condition (``engine.conditions``). The act menu, the forms, the reminders and the desk's refusals all
read the duties through this room.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from complaintdesk.engine import entitled, facts, sense
from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.conditions import CONDITIONS
from complaintdesk.engine.ground import Ground
from complaintdesk.engine.placing import misplaced
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
        if duty.at in names and duty.is_for(ground.course.stage, ground.case.feedback) and facts.applies(ground, duty):
            yield duty


def kept(ground: Ground) -> tuple[Duty, ...]:
    """The duties that keep the act for somebody with another role than whoever is about to act."""
    act = ACTS.get(ground.act)
    return tuple(entitled.kept_for(act, ground, standing(ground))) if act is not None else ()


def blocked(ground: Ground) -> Weighed | None:
    """The first thing that stops the act, or None."""
    return next(stops(ground), None)


def stops(ground: Ground) -> Iterator[Weighed]:
    """All that stops the act: that it does not belong here or makes no sense, then the duties in their order."""
    if misfit := misplaced(ground):
        yield Weighed(Duty(ground.act, "", "block", "", Source("")), misfit.sentence)
    if onlooker := onlooking(ground):
        yield onlooker
    if ground.values is None:
        yield from (Weighed(one, words, one.of[0]) for one in kept(ground) if (words := entitled.unheld(ground, one)))
    sentence, field = sense.amiss(ground)
    if sentence:
        yield Weighed(Duty(ground.act, "", "block", "", Source("")), sentence, field)
    yield from (one for one in weigh(ground) if not one.met and one.duty.level == "block")


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
        fits = duty.is_for(ground.course.stage, ground.case.feedback)
        condition = CONDITIONS[duty.needs]
        if fits and not condition.of_form and facts.applies(ground, duty):
            sentence, field = condition.weigh(ground, duty)
            if sentence:
                found.append(Weighed(duty, sentence, field))
    return tuple(found)
