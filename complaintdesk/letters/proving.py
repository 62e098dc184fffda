"""Whether a landlord's templates print what the policy asks of them, tried on a letter with every field filled.

Decision: a template is tried, not read: it is filled with facts that meet every item, and whatever the finished text
then lacks is its own fault.
"""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from complaintdesk.letters import checklist, layout, template, view, words
from complaintdesk.letters.ombudsman import contact_on
from complaintdesk.letters.paragraphs import standing
from complaintdesk.models.case import Element, Remedy
from complaintdesk.models.letter import Exclusion, LetterFacts, Promise
from complaintdesk.models.policy import Contacts, LetterItem, Policy
from complaintdesk.models.terms import LETTER_KINDS

_DAY = date(2024, 4, 18)
_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Tried:
    """One kind of letter of a landlord: its template, and the contents that the template leaves out."""

    kind: str
    title: str
    template: str
    """'letters/default/refusal.md'."""
    contains: tuple[LetterItem, ...]
    lacks: tuple[LetterItem, ...]


def tried(policy: Policy) -> tuple[Tried, ...]:
    """Every kind of letter that the policy knows, in the desk's order. Raises BadDataFile for a spoilt template."""
    found = []
    for kind, title in LETTER_KINDS.items():
        rule = policy.letter(kind)
        if rule is None:
            continue
        facts = everything(policy, kind)
        text = layout.laid_out(template.rendered(policy.key, kind, view.viewed(facts)), _WIDTH)
        lacks = checklist.left_out(rule.contains, facts, text)
        found.append(Tried(kind, title, template.name_of(policy.key, kind), rule.contains, lacks))
    return tuple(found)


def everything(policy: Policy, kind: str) -> LetterFacts:
    """Made-up facts with which no item of any letter is missing or superfluous."""
    stage = 2 if kind in ("stage_2_acknowledgement", "stage_2_response", "escalation_refusal") else 1
    texts = {field.name: f"{field.name.replace('_', ' ').capitalize()}." for field in fields(LetterFacts)}
    plain: dict[str, Any] = {field.name: texts[field.name] for field in fields(LetterFacts) if field.type is str}
    days = {field.name: _DAY for field in fields(LetterFacts) if field.type == date | None}
    facts = LetterFacts(
        **{
            **plain,
            **days,
            **standing(policy.key),
            "kind": kind,
            "stage": stage,
            "written_on": _DAY,
            "contacts": Contacts(
                policy.landlord,
                "The team",
                "01632 960001",
                "a@landlord.example",
                "landlord.example",
                ("1 High Street",),
            ),
            "ombudsman": contact_on(_DAY),
            "parts": ("The first part.", "The second part."),
            "elements": tuple(
                Element(number, text, ((stage, "upheld", f"Reason {number}."),), "overturned")
                for number, text in enumerate(("The first part.", "The second part."), 1)
            ),
            "exclusions": (Exclusion("The third part.", "Its ground.", "Its reason."),),
            "promises": (Promise("Paint the ceiling", _DAY, "Repairs", "The painter is ill"),),
            "remedies": (Remedy("compensation", "For the delay", _DAY, 5000, "It took a month", "Finance", stage),),
            "awarded_before_pence": 7500,
            "outcome": "upheld",
            "why": "resolved",
            "print_format": "",
        }
    )
    return words.tidied(replace(facts, signatory=f"{facts.handler} {facts.signatory}"))
