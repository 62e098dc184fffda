"""Items about what was found and what will be done: findings, reasons, remedies, actions, awards."""

from collections.abc import Callable, Iterable

from complaintdesk.letters import points, view, words
from complaintdesk.letters.verdict import Verdict, found, lacks, not_needed
from complaintdesk.models.case import Remedy
from complaintdesk.models.letter import LetterFacts
from complaintdesk.models.terms import AWARDS, FINDINGS

NO_PARTS = "No part of the complaint is set out yet: define it first."


def _numbers(these: Iterable[points.Part]) -> str:
    numbers = [str(part.number) for part in these]
    return f"{'Part' if len(numbers) == 1 else 'Parts'} {words.listed(numbers)}"


def findings(facts: LetterFacts) -> Verdict:
    """Each part has a decision. Source: the Code, 6.7 and 6.9; Salix 4.7.5; Calico 9.8."""
    parts = points.parts(facts)
    open_parts = [part for part in parts if not part.finding]
    if not parts:
        return lacks(NO_PARTS)
    if open_parts:
        return lacks(f"{_numbers(open_parts)}: no finding (upheld, partly upheld or not upheld).", "findings")
    said = (line for part in parts for line in (part.text, words.finding_line(part.finding)))
    return found(f"{_numbers(parts)}: finding", *said)


def reasons(facts: LetterFacts) -> Verdict:
    """Each decision has its reason. Source: the Code, 6.7 and 6.9; Salix 4.7.5; Calico 9.9."""
    decided = [part for part in points.parts(facts) if part.finding]
    bare = [part for part in decided if not words.filled(part.reason)]
    if not decided:
        return lacks("No decision is made yet, so none has a reason.", "findings" if points.parts(facts) else "")
    if bare:
        return lacks(f"{_numbers(bare)}: no reason for the finding.", "findings")
    return found(f"{_numbers(decided)}: reason", *(part.reason for part in decided))


def overturned(facts: LetterFacts) -> Verdict:
    """Each part says whether its stage 1 decision stands. Source: Salix 4.8.7."""
    parts = points.parts(facts)
    silent = [part for part in parts if part.overturned not in words.EARLIER_DECISION]
    if not parts:
        return lacks(NO_PARTS)
    if silent:
        return lacks(f"{_numbers(silent)}: not said whether the stage 1 decision stands or is overturned.", "findings")
    return found(f"{_numbers(parts)}: stage 1 decision", *(words.EARLIER_DECISION[part.overturned] for part in parts))


def outcome(facts: LetterFacts) -> Verdict:
    """The decision on the complaint as a whole. Source: Salix 4.7.5; the Code, 6.9; SLH 4.1.7."""
    if facts.outcome in FINDINGS:
        return found(f"Overall decision: {FINDINGS[facts.outcome].lower()}", words.outcome_line(facts.outcome))
    return lacks("No overall decision: upheld, partly upheld or not upheld.", "outcome")


def remedies(facts: LetterFacts) -> Verdict:
    """What is offered, or that nothing is. Source: the Code, 6.9 and 6.19; Calico 9.9; HiS, Complaints Process."""
    empty = [n for n, remedy in enumerate(facts.remedies, 1) if not (words.filled(remedy.what) or remedy.pence)]
    if empty:
        return lacks(f"Remedy {words.listed([str(n) for n in empty])} says nothing.", "remedies")
    if facts.remedies:
        return found("Remedies", *(view.remedy_line(remedy) for remedy in facts.remedies))
    if facts.remedies_none:
        return found("Remedies: none offered", words.NO_REMEDY)
    return lacks("No remedy, and it is not said that none is offered.", "remedies_none")


def actions(facts: LetterFacts) -> Verdict:
    """What is still to be done, or that nothing is. Source: the Code, 6.9 and 6.19; HiS, Complaints Process."""
    open_actions = points.outstanding(facts)
    if open_actions:
        return found("Remedies: outstanding actions", *(view.remedy_line(remedy) for remedy in open_actions))
    if facts.actions_none:
        return found("Outstanding actions: none", words.NO_ACTION)
    return lacks("No outstanding action, and it is not said that there is none.", "actions_none")


def _each(facts: LetterFacts, wants: Callable[[Remedy], bool], has: Callable[[Remedy], str], what: str) -> Verdict:
    """Every remedy that ``wants`` picks out ``has`` its words; else ``what`` it lacks, by its number."""
    numbered = [(n, remedy) for n, remedy in enumerate(facts.remedies, 1) if wants(remedy)]
    without = [str(n) for n, remedy in numbered if not has(remedy)]
    if not numbered:
        return not_needed("no remedy of that kind is offered.")
    if without:
        return lacks(f"Remedy {words.listed(without)}: {what}.", "remedies")
    label = "Remedy" if len(numbered) == 1 else "Remedies"
    return found(f"{label} {words.listed([str(n) for n, _ in numbered])}", *(has(remedy) for _, remedy in numbered))


def action_dates(facts: LetterFacts) -> Verdict:
    """Everything still to be done has a day, or says why it has none. Source: Salix 4.7.5 and 4.8.7; the Code, 7.3."""
    return _each(
        facts,
        lambda remedy: remedy.kind in points.STILL_TO_DO and not remedy.done_on,
        lambda remedy: words.day(remedy.due_on) if remedy.due_on else remedy.undated_why,
        "no day by which it will be done",
    )


def award_amounts(facts: LetterFacts) -> Verdict:
    """Every payment has its sum. Source: Salix 4.7.5."""
    return _each(
        facts,
        lambda remedy: remedy.kind in AWARDS,
        lambda remedy: words.money(remedy.pence) if remedy.pence > 0 else "",
        "no amount",
    )


def award_reasons(facts: LetterFacts) -> Verdict:
    """Every award has its rationale. Source: SLH 4.1.9."""
    return _each(
        facts,
        lambda remedy: remedy.kind in AWARDS or remedy.pence > 0,
        lambda remedy: remedy.why if words.filled(remedy.why) else "",
        "no rationale for the award",
    )


def award_increase(facts: LetterFacts) -> Verdict:
    """What stage 2 adds to the award of stage 1. Source: Salix 4.8.7."""
    line = view.award_line(facts)
    return found("Award: increase on stage 1", line) if line else not_needed("no award is increased.")
