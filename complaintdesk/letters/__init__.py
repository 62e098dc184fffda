"""Letters: facts in, a letter as it will print out, with the checklist of what its policy says it must contain.

Decision: nothing here knows a case, a clock or a store. The desk hands in :class:`LetterFacts`; the wording comes
from ``data/letters``, the required contents from the policy. Jinja2 is imported when the first letter is written.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from complaintdesk.errors import BadDataFile
from complaintdesk.letters.filing import save_text
from complaintdesk.letters.ombudsman import contact_on
from complaintdesk.letters.paragraphs import jargon, standing
from complaintdesk.models.letter import Letter, LetterFacts
from complaintdesk.models.policy import Policy
from complaintdesk.models.terms import LETTER_KINDS

if TYPE_CHECKING:
    from complaintdesk.letters.proving import Tried

__all__ = ["contact_on", "fields_of", "save_text", "standing", "tried", "write"]


def write(policy: Policy, facts: LetterFacts, width: int = 72) -> Letter:
    """The letter of ``facts.kind`` under ``policy``, wrapped at ``width`` characters (20 or more), and its checklist.

    Large print is set narrower, and a first line says which format was asked for. Raises BadDataFile where the
    policy sends no such letter, or a template or paragraph cannot be used.
    """
    from complaintdesk.letters import checklist, layout, template, view, words

    rule = policy.letter(facts.kind)
    if rule is None:
        raise BadDataFile(f"{policy.title} has no [[letter]] of the kind {ascii(facts.kind)[:60]}.")
    facts = words.tidied(replace(facts, jargon=facts.jargon or jargon(policy.key)))
    text = template.rendered(policy.key, facts.kind, view.viewed(facts))
    if facts.print_format:
        large = words.is_large_print(facts.print_format)
        width = min(width, words.LARGE_PRINT_WIDTH) if large else width
        note = f", set at {width} characters a line" if large else ""
        text = f"Format: {facts.print_format}{note}\n\n{text}"
    printed = layout.laid_out(text, width)
    checks = checklist.checked(rule.contains, facts, printed)
    return Letter(facts.kind, LETTER_KINDS[facts.kind], printed, checks, facts.print_format)


def fields_of(policy_key: str, kind: str) -> tuple[str, ...]:
    """The form fields that a letter prints, in the order it prints them; without the import of Jinja2."""
    from complaintdesk.letters import template

    return template.form_fields(policy_key, kind)


def tried(policy: Policy) -> "tuple[Tried, ...]":
    """Every kind of letter the policy knows, each with its template and what the template leaves out."""
    from complaintdesk.letters import proving

    return proving.tried(policy)
