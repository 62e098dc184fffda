"""The parts of a complaint as a letter answers them, and when something has gone wrong.

One place for what the checklist and the templates must agree on: which parts there are, what was found at the
letter's stage, which remedies are still to be done, and whether 'none' was said out loud.
"""

from dataclasses import dataclass
from typing import Final

from complaintdesk.letters import words
from complaintdesk.models.case import Remedy
from complaintdesk.models.letter import LetterFacts
from complaintdesk.models.terms import FINDINGS

STILL_TO_DO: Final = frozenset(
    {"action", "works", "compensation", "goodwill", "record_corrected", "practice_changed", "other"}
)
"""Remedies that are promised for a day. The rest (apology, acknowledgement, explanation, a changed decision) are
given by the letter itself. Source: the Code, 7.1 and 7.3; Salix 4.7.5."""
WRONGED: Final = frozenset({"upheld", "partly_upheld"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part with what was found at the letter's stage; ``finding`` is empty where none was given."""

    number: int
    text: str
    finding: str = ""
    reason: str = ""
    overturned: str = ""


def parts(facts: LetterFacts) -> tuple[Part, ...]:
    """Every part the letter has to do with, by number; those that are not taken on are none of it.

    At stage 1 each part of the definition counts, also one that has no place among the findings; at stage 2
    those taken there do.
    """
    left_out = {words.squeezed(one.part).casefold() for one in facts.exclusions}
    return tuple(part for part in _all_parts(facts) if words.squeezed(part.text).casefold() not in left_out)


def _all_parts(facts: LetterFacts) -> tuple[Part, ...]:
    if not facts.elements:
        return tuple(Part(number, text) for number, text in enumerate(filter(None, facts.parts), 1))
    answered = []
    for element in facts.elements:
        finding, reason = element.finding(facts.stage)
        known = finding if finding in FINDINGS else ""
        answered.append(Part(element.number, element.text, known, reason, element.overturned))
    if facts.stage == 1:
        named = {part.text for part in answered}
        answered += [Part(n, text) for n, text in enumerate(filter(None, facts.parts), 1) if text not in named]
    return tuple(sorted(answered, key=lambda part: part.number))


def something_went_wrong(facts: LetterFacts) -> bool:
    """Whether any part, or the whole, is upheld or partly upheld; at stage 2 also where a decision is overturned."""
    found = parts(facts)
    overturned = facts.stage > 1 and any(part.overturned == "overturned" for part in found)
    return facts.outcome in WRONGED or any(part.finding in WRONGED for part in found) or overturned


def outstanding(facts: LetterFacts) -> tuple[Remedy, ...]:
    """The remedies that are still to be done: promised for a day, or of a kind that has to be."""
    return tuple(
        remedy for remedy in facts.remedies if not remedy.done_on and (remedy.due_on or remedy.kind in STILL_TO_DO)
    )


def done(facts: LetterFacts) -> tuple[Remedy, ...]:
    """The remedies done already, with those that the letter itself gives; none where nothing is said to be done."""
    if not any(remedy.done_on for remedy in facts.remedies):
        return ()
    by_letter = (remedy for remedy in facts.remedies if remedy.kind not in STILL_TO_DO and not remedy.due_on)
    given = set(map(id, by_letter))
    return tuple(remedy for remedy in facts.remedies if remedy.done_on or id(remedy) in given)


def undecided(facts: LetterFacts) -> bool:
    """Whether the case is closed because nothing could be decided without the resident."""
    return facts.kind == "closure" and facts.why == "no_contact"


def says_no_remedy(facts: LetterFacts) -> bool:
    """Whether it is said that no remedy is offered, and none is."""
    return facts.remedies_none and not facts.remedies


def says_no_action(facts: LetterFacts) -> bool:
    """Whether it is said that nothing is outstanding, and nothing is."""
    return facts.actions_none and not outstanding(facts)
