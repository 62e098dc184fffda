"""The vocabulary of the duties: each condition looks at a case and says nothing, or one sentence made from what it saw.

It is small on purpose: a landlord's next policy file combines these words, it does not add code. Those marked as
``of_form`` can only be weighed once a form is filled in. ``terms.CONDITIONS`` lists their names.
"""

import re
from collections.abc import Callable
from datetime import date

from complaintdesk.engine.days import long
from complaintdesk.engine.fields import kind_within
from complaintdesk.engine.ground import MET, Condition, Ground, Unmet
from complaintdesk.engine.kinds import a_kind
from complaintdesk.engine.of_people import of_stage_1
from complaintdesk.engine.vocabulary import VOCABULARY
from complaintdesk.models.events import Event
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Duty
from complaintdesk.models.terms import CLOCK_WORDS, DONE_BY_LETTER, FINDINGS, is_nobody

_NOT_TAKEN_ON = frozenset({"excluded", "legal", "not_a_complaint", "duplicate"})
"""Why a case may close without an answer of its own."""


def _on(event: Event) -> str:
    by = f" by {event.who}" if event.who else ""
    return f"on {long(london(event.at).date())}{by}"


def _open(ground: Ground) -> str:
    closed = ground.course.closed
    if closed is None:
        return ""
    return f"The case was {closed.kind} {_on(closed)}."


def _closed(ground: Ground) -> str:
    return "" if ground.course.closed is not None else "The case is open."


def _not_yet(kind: str, word: str) -> Callable[[Ground], str]:
    def unmet(ground: Ground) -> str:
        event = ground.stage.first.get(kind)
        if event is None:
            return ""
        if event.kind != kind:
            return f"The answer sent {_on(event)} {word} stage {ground.course.stage} as well."
        return f"Stage {ground.course.stage} was {word} {_on(event)}."

    return unmet


def _answered(ground: Ground) -> str:
    if "responded" in ground.stage.first or (ground.course.refused and ground.course.stage == 2):
        return ""
    clock = ground.clock("respond")
    due = f"; the answer is due {long(clock.due)}" if clock else ""
    return f"Stage {ground.course.stage} has not been answered{due}."


def is_done_with(ground: Ground) -> bool:
    """Whether the stage the case is at has its answer, or its refusal."""
    return not _answered(ground)


def _not_escalated(ground: Ground) -> str:
    event = ground.course.escalated
    return f"The case went to stage 2 {_on(event)}; there is no third stage." if event else ""


def _escalated(ground: Ground) -> str:
    return "" if ground.course.escalated else "The case is at stage 1; nobody has asked for stage 2."


def _not_refused(ground: Ground) -> str:
    return f"Stage 2 was refused {_on(ground.course.refused)}." if ground.course.refused else ""


def _has_stage_2(ground: Ground) -> str:
    return "" if ground.case.feedback == "complaint" else f"This is for complaints; the case is {_kind(ground)}."


def _kind(ground: Ground) -> str:
    """'an enquiry', 'a survey', 'an MP enquiry'."""
    kind = kind_within(ground.case.feedback, ground.policy)
    return f"an {kind}" if kind[0] in "aeiouM" else f"a {kind}"


def _runs(name: str) -> Callable[[Ground], str]:
    def unmet(ground: Ground) -> str:
        clock = ground.clock(name)
        words = CLOCK_WORDS[name].lower()
        if clock is None:
            kind = a_kind(ground.case.feedback)
            return f"{ground.policy.cited_as} sets no time to '{words}' for {kind} at stage {ground.course.stage}."
        if clock.met_on is not None and name != "respond":
            return f"Done already, on {long(clock.met_on)}."
        return ""

    return unmet


def _open_request(ground: Ground) -> Event | None:
    if not ground.course.evidence:
        return None
    request, answer = ground.course.evidence[-1]
    return request if answer is None else None


def _no_evidence_open(ground: Ground) -> str:
    request = _open_request(ground)
    return f"The Ombudsman's request of {long(london(request.at).date())} is not answered yet." if request else ""


def _evidence_open(ground: Ground) -> str:
    return "" if _open_request(ground) else "The Ombudsman has no request open on this case."


def _within_due(ground: Ground) -> str:
    clock = ground.clock("respond")
    if clock is None or ground.earliest_day <= clock.due:
        return ""
    return f"The answer was due {long(clock.due)}; an extension made after that day cures nothing."


def _not_last_day(ground: Ground) -> str:
    clock = ground.clock("respond")
    if clock is None or ground.today != clock.base_due:
        return ""
    return f"Today, {long(clock.base_due)}, is the last day: a delay should be told when it is found."


def _in_window(ground: Ground) -> str:
    clock = ground.clock("escalate", 1)
    if clock is None or clock.due >= ground.today:
        return ""
    return f"The window to ask for stage 2 ended {long(clock.due)}; the request is late."


def _until_moves_due(ground: Ground) -> str:
    clock, until = ground.clock("respond"), ground.said("until")
    if not isinstance(until, date):
        return "The new date is missing."
    if until <= ground.today:
        return f"{long(until)} is not in the future."
    if clock is not None and until <= clock.due:
        return f"{long(until)} does not move the answer: it is due {long(clock.due)} already."
    return ""


def _until_within_limit(ground: Ground) -> str:
    clock, until = ground.clock("respond"), ground.said("until")
    limit = ground.policy.extension(ground.course.stage)
    if clock is None or limit is None or not isinstance(until, date) or str(ground.said("good_reason")).strip():
        return ""
    latest = ground.calendar.count(clock.base_due, limit.at_most).due
    if until <= latest:
        return ""
    return (
        f"{long(until)} is beyond {limit.at_most} from {long(clock.base_due)}: the latest is {long(latest)}"
        " unless a good reason is given."
    )


def _ground_given(ground: Ground) -> str:
    limit = ground.policy.extension(ground.course.stage)
    if limit is None or not limit.grounds or ground.said("ground") in limit.grounds:
        return ""
    return f"No ground is chosen: {' or '.join(limit.grounds)}."


def _ground_allowed(ground: Ground, _duty: Duty) -> Unmet:
    limit = ground.policy.extension(ground.course.stage)
    never = (*limit.refuses, *limit.refused_words) if limit else ()
    for name in ("ground", "reason", "good_reason"):
        said = " ".join(str(ground.said(name)).casefold().split())
        for word in (one.replace("_", " ") for one in never):
            # 'Not because of workload' is no such ground; what else names it is looked at again by its writer.
            if re.search(rf"(?<!not )(?<!not for )(?<!not because of )\b{re.escape(word)}", said):
                return f"'{word}' is never a valid ground for a delay.", name
    return MET


def _reason_given(ground: Ground) -> str:
    return "" if str(ground.said("reason")).strip() else "The reason is missing."


def _every_part_has_finding(ground: Ground) -> str:
    findings = {int(one.get("number", 0)): one for one in ground.said("findings") or ()}
    for element in ground.case.open_elements:
        one = findings.get(element.number, {})
        if one.get("finding") not in FINDINGS:
            return f"Part {element.number} has no finding."
        if not str(one.get("reason", "")).strip():
            return f"Part {element.number} has a finding without a reason."
    return ""


def _outcome_fits(ground: Ground) -> str:
    findings = {int(one.get("number", 0)): one.get("finding") for one in ground.said("findings") or ()}
    found = {findings.get(element.number) for element in ground.case.open_elements}
    said = ground.said("outcome")
    if not found or not found <= set(FINDINGS) or said not in FINDINGS:
        return ""
    fits = str(next(iter(found))) if len(found) == 1 else "partly_upheld"
    if said == fits:
        return ""
    parts = f"Every part is {FINDINGS[fits].lower()}" if len(found) == 1 else "The parts were not all found alike"
    return f"{parts}, so the outcome as a whole is {FINDINGS[fits].lower()}, not '{FINDINGS[said].lower()}'."


def _parts_defined(ground: Ground) -> str:
    given = ground.values is not None and "parts" in ground.values
    parts = ground.said("parts") if given else ground.case.elements
    return "" if parts else "The parts of the complaint are not set out yet: Define the complaint (e) first."


def _reviewer(ground: Ground) -> str:
    if ground.course.stage != 2:
        return ""
    handled = {name.casefold(): name for name in reversed(of_stage_1(ground))}
    named = (ground.said("to"), ground.said("handler") or ground.case.handler(2), ground.said("signatory"))
    for who in named:
        found = handled.get(str(who).strip().casefold())
        if found:
            return f"{found} handled stage 1, and may not review it."
    return ""


def _learning_answered(ground: Ground) -> str:
    said = str(ground.said("lessons")).strip() or ground.case.lessons
    return "" if said else "What can be learnt is not answered; 'none' is an answer, blank is not."


def _ground_stands(ground: Ground) -> str:
    rule, answer = ground.policy.exclusion(str(ground.said("ground"))), ground.said("ground_asked")
    if rule is None or not rule.asks or answer == "no":
        return ""
    if answer == "yes":
        return f"{rule.asks} Yes: then the ground '{rule.title}' does not stand."
    return f"{rule.asks} Say yes or no."


def _cause_is_true(ground: Ground) -> str:
    why = ground.said("why")
    if why == "answered" and (unmet := _answered(ground)):
        return unmet
    if why in _NOT_TAKEN_ON and not str(ground.said("reason")).strip():
        return "Why this case is not taken on is not said."
    return ""


def _answered_or_not_taken_on(ground: Ground) -> str:
    return "" if ground.said("why") in _NOT_TAKEN_ON else _answered(ground)


def _remedy_dated(ground: Ground) -> str:
    for number, one in enumerate(ground.said("remedies") or (), 1):
        if one.get("kind") not in DONE_BY_LETTER and not one.get("due_on") and not one.get("done_on"):
            return f"Remedy {number} has no day by which it is done."
    return ""


def _payment_explained(ground: Ground) -> str:
    for one in ground.said("remedies") or ():
        if one.get("pence") and not str(one.get("why", "")).strip():
            return f"The payment of £{int(one['pence']) / 100:.2f} has no rationale."
    return ""


def _handler_named(ground: Ground) -> str:
    who = str(ground.said("to") or ground.said("handler")).strip() or ground.case.handler(ground.course.stage)
    return "" if who else f"Nobody is named to deal with stage {ground.course.stage}."


def _of_handler(unmet: Callable[[Ground], str]) -> Callable[[Ground, Duty], Unmet]:
    """The same, with the field in which this form names whoever deals with it."""

    def found(ground: Ground, duty: Duty) -> Unmet:
        sentence = unmet(ground)
        return (sentence, "to" if "to" in (ground.values or {}) else "handler") if sentence else MET

    return found


def _contacted_first(ground: Ground) -> str:
    if "contacted" in ground.stage.first:
        return ""
    return f"No contact with the resident is on record at stage {ground.course.stage}."


def _at_stage_1(ground: Ground) -> str:
    event = ground.course.escalated
    return f"The case went to stage 2 {_on(event)}; a stage 2 is refused as a whole." if event else ""


def _came_late(ground: Ground) -> str:
    if ground.course.stage == 2:
        clock = ground.clock("escalate", 1)
        if clock is None or clock.met_on is None:
            return "No answer set a time to ask for stage 2."
        if clock.met_on <= clock.due:
            return f"Stage 2 was asked for {long(clock.met_on)}; that was in time, up to {long(clock.due)}."
        return ""
    last, came = ground.last_day_to_complain, ground.received_on
    if last is None:
        return "Nobody has said when the resident came to know of it, so it cannot be called late."
    return "" if came > last else f"It came {long(came)}, and the time to complain ran to {long(last)}: it is in time."


def _answered_early(ground: Ground) -> str:
    clock = ground.clock("respond")
    if clock is None or clock.met_on is None:
        return _answered(ground) or "No answer is on record."
    if clock.met_on < clock.due:
        return ""
    return f"The answer went out {long(clock.met_on)}, its target date being {long(clock.due)}: that is not early."


def _nobody_named(ground: Ground) -> str:
    if is_nobody(ground.case.resident):
        return ""
    return f"The case names {ground.case.resident.strip()}, so it did not come from somebody unknown."


CONDITIONS: dict[str, Condition] = {
    "open": Condition(_open),
    "closed": Condition(_closed),
    "not_acknowledged": Condition(_not_yet("acknowledged", "acknowledged")),
    "not_answered": Condition(_not_yet("responded", "answered")),
    "answered": Condition(_answered),
    "not_escalated": Condition(_not_escalated),
    "escalated": Condition(_escalated),
    "not_refused": Condition(_not_refused),
    "has_stage_2": Condition(_has_stage_2),
    "runs_respond_clock": Condition(_runs("respond")),
    "runs_acknowledge_clock": Condition(_runs("acknowledge")),
    "runs_mediation_clock": Condition(_runs("mediation")),
    "runs_advocate_clock": Condition(_runs("advocate")),
    "runs_action_clock": Condition(_runs("action")),
    "no_evidence_open": Condition(_no_evidence_open),
    "evidence_open": Condition(_evidence_open),
    "within_due": Condition(_within_due, field="when"),
    "not_last_day": Condition(_not_last_day),
    "in_window": Condition(_in_window),
    "until_moves_due": Condition(_until_moves_due, True, "until", reads=("until",)),
    "until_within_limit": Condition(_until_within_limit, True, "good_reason", reads=("until",)),
    "ground_given": Condition(_ground_given, True, "ground", reads=("ground",)),
    "ground_allowed": Condition(None, True, "ground", _ground_allowed, reads=("ground",)),
    "reason_given": Condition(_reason_given, True, "reason", reads=("reason",)),
    "every_part_has_finding": Condition(_every_part_has_finding, True, "findings", reads=("findings",)),
    "outcome_fits": Condition(_outcome_fits, True, "outcome", reads=("outcome",)),
    "parts_defined": Condition(_parts_defined, True, "parts"),
    "reviewer_handled_no_earlier_stage": Condition(None, True, "", _of_handler(_reviewer)),
    "learning_answered": Condition(_learning_answered, True, "lessons"),
    "ground_stands": Condition(_ground_stands, True, "ground_asked", reads=("ground", "ground_asked")),
    "cause_is_true": Condition(_cause_is_true, True, "reason", reads=("why",)),
    "answered_or_not_taken_on": Condition(_answered_or_not_taken_on, True, "why", reads=("why",)),
    "remedy_dated": Condition(_remedy_dated, True, "remedies", reads=("remedies",)),
    "payment_explained": Condition(_payment_explained, True, "remedies", reads=("remedies",)),
    "handler_named": Condition(None, True, "", _of_handler(_handler_named)),
    "contacted_first": Condition(_contacted_first),
    "at_stage_1": Condition(_at_stage_1),
    "came_late": Condition(_came_late, True, "ground"),
    "nobody_named": Condition(_nobody_named, True, "ground"),
    "answered_early": Condition(_answered_early, True, "why"),
    **VOCABULARY,
}
"""Every condition a duty may name. A test holds this list against ``terms.CONDITIONS``."""
