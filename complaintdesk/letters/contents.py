"""Items about the complaint, the people and the Ombudsman: what the letter says apart from the decisions."""

import re
from typing import Final

from complaintdesk.letters import points, view, words
from complaintdesk.letters.verdict import Verdict, found, lacks, not_needed, saying
from complaintdesk.models.letter import LetterFacts
from complaintdesk.models.terms import CLOSED_EARLY

_STAGES: Final = {
    "acknowledgement": 1,
    "stage_1_response": 1,
    "stage_2_acknowledgement": 2,
    "stage_2_response": 2,
    "escalation_refusal": 2,
}
_EXPLAINED: Final = ("(", " means ", "that is", "which is", "in other words")


def reference(facts: LetterFacts) -> Verdict:
    """The reference of the case, which nobody types."""
    return found("Reference", facts.reference) if facts.reference else lacks("The case has no reference.")


def stage(facts: LetterFacts) -> Verdict:
    """The stage the complaint is at, and the one this letter belongs to."""
    belongs = _STAGES.get(facts.kind, facts.stage)
    if facts.stage not in (1, 2) or facts.stage != belongs:
        return lacks(f"The complaint is not at stage {belongs}.")
    return found(f"Complaint stage: stage {facts.stage}", words.stage_line(facts.stage))


def definition(facts: LetterFacts) -> Verdict:
    """Our understanding of the complaint, with every part of it."""
    if not words.filled(facts.definition):
        return lacks("The complaint is not summed up.", "definition")
    return found("Definition", facts.definition, *(part.text for part in points.parts(facts)))


def unclear_points(facts: LetterFacts) -> Verdict:
    """Where something is unclear: what it is, and an invitation to put it right."""
    if not facts.unclear:
        return not_needed("nothing is marked unclear.")
    return found("Still unclear", facts.unclear, words.INVITATION)


def excluded_part(facts: LetterFacts) -> Verdict:
    """Where a part is not taken on: which, on what ground, why, what happens with the rest, and the right to go on.

    Source: Salix 4.4.3.
    """
    left_out = facts.exclusions
    fields = {"part": "the part", "ground": "the ground", "reason": "the reason"}
    for one in left_out:
        gaps = [name for name in fields if not words.filled(getattr(one, name))]
        if gaps:
            about = f"{one.part}: " if one.part else ""
            return lacks(f"Excluded part: {about}{words.listed([fields[name] for name in gaps])} is not said.", "")
    if not left_out:
        return not_needed("no part is excluded.")
    right = decision_right(facts)
    if not right.met:
        return right
    said = (text for one in left_out for text in (one.part, one.ground, one.reason))
    return found("Excluded part", *said, view.the_rest(facts), *right.prints)


def decision_right(facts: LetterFacts) -> Verdict:
    """The right to take a refusal itself to the Ombudsman. Source: Salix 4.4.2 and 4.4.3; the Code, 2.4."""
    site = ombudsman_website(facts)
    if not site.met:
        return site
    line = view.decision_right(facts)
    if not line:
        return lacks("Not said that the Ombudsman can look at this decision.", "ombudsman_text")
    return found("The right to challenge the decision", line, *site.prints)


def promises(facts: LetterFacts) -> Verdict:
    """What is to be done and by when, action by action. Source: Salix 4.1.3 and 4.12.1."""
    undated = [str(n) for n, one in enumerate(facts.promises, 1) if not (one.due_on and words.filled(one.what))]
    if not facts.promises:
        return lacks("No action is promised on this file yet.")
    if undated:
        return lacks(f"Action {words.listed(undated)}: what is done by when is not said.")
    return found("Actions and their dates", *(view.promise_line(one) for one in facts.promises))


def delay_reasons(facts: LetterFacts) -> Verdict:
    """Where a day has passed without the action: its new day and why. Source: Salix 4.1.3."""
    late = [one for one in facts.promises if one.due_on and one.due_on < facts.written_on]
    if late and late[0].due_on:
        return lacks(
            f"{late[0].what} was promised for {words.day(late[0].due_on)}: no new day is set and no reason given."
        )
    delayed = [one.reason for one in facts.promises if one.reason]
    return found("Reasons for delay", *delayed) if delayed else not_needed("nothing is late.")


def closing_reason(facts: LetterFacts) -> Verdict:
    """Why there is no full investigation, or why no answer is possible without the resident. Source: Salix 4.12.1."""
    line = CLOSED_EARLY.get(facts.why, "")
    if not line:
        return lacks("Not said why the complaint is closed early.", "why")
    if not words.filled(facts.reason):
        return lacks("The reason for closing is not said.", "reason")
    return found("Reason for closing", line, facts.reason)


def authority_question(facts: LetterFacts) -> Verdict:
    """Whether somebody who says so really acts for the resident. Source: Salix 4.6.1."""
    if not words.filled(facts.representative):
        return lacks("Not said who acts for the resident.", "representative")
    return found("Question about the representative", words.authority_question(facts.representative))


def restrictions(facts: LetterFacts) -> Verdict:
    """The restrictions that were decided, as the file has them. Source: Salix 4.16.8."""
    if not words.filled(facts.restrictions):
        return lacks("Not said what is restricted.")
    return found("The restrictions", facts.restrictions)


def restricted_from(facts: LetterFacts) -> Verdict:
    """A restriction applies from the day of its letter. Source: Salix 4.16.8."""
    if not words.filled(facts.restrictions):
        return lacks("There is no restriction that could begin.")
    return found(f"In force from: {words.day(facts.written_on)}", words.restricted_from(facts.written_on))


def ombudsman_website(facts: LetterFacts) -> Verdict:
    """Where the Ombudsman is found: a right that nobody can follow is none."""
    site = facts.ombudsman.website if facts.ombudsman else ""
    return found("Ombudsman: website", site) if words.filled(site) else lacks("The Ombudsman's website is not known.")


def ombudsman_contact(facts: LetterFacts) -> Verdict:
    """The Ombudsman's details in force on the letter's date."""
    site = ombudsman_website(facts)
    if not site.met or facts.ombudsman is None:
        return lacks("The Ombudsman's contact details are not known.")
    return found("Ombudsman: contact details", *view.ombudsman_block(facts.ombudsman).split("\n"))


def ombudsman_post(facts: LetterFacts) -> Verdict:
    """Telephone, post and, where new cases are taken by it, e-mail."""
    contact = facts.ombudsman
    ways = (contact.telephone, *contact.post) if contact else ()
    ways += (contact.email,) if contact and contact.new_cases_by_email else ()
    if not contact or not any(contact.post) or not all(map(words.filled, ways)):
        return lacks("The Ombudsman's telephone, post or e-mail address is not known.")
    return found("Ombudsman: telephone, post and e-mail", *ways)


def our_contacts(facts: LetterFacts) -> Verdict:
    """A way to reach the landlord."""
    ours = facts.contacts
    ways = [way for way in (ours.telephone, ours.email, *ours.post) if words.filled(way)]
    return found("Our contact details", *ways) if ways else lacks("The landlord's contact details are not known.")


def help_to_complain(facts: LetterFacts) -> Verdict:
    """Help by telephone, at reception or by e-mail. Source: Calico 4.4."""
    ours = facts.contacts
    if not (words.filled(ours.telephone) and words.filled(ours.email)):
        return lacks("The landlord's telephone number or e-mail address is not known.")
    offered = saying("support", "Help and support", "Help at reception is not offered.", ("reception", "in person"))
    verdict = offered(facts)
    return found(verdict.where, *verdict.prints, ours.telephone, ours.email) if verdict.met else verdict


def signed_by_handler(facts: LetterFacts) -> Verdict:
    """Signed by whoever looked into the complaint."""
    if not words.filled(facts.signatory):
        return lacks("Nobody signs.", "signatory")
    if facts.handler and facts.handler.casefold() not in facts.signatory.casefold():
        return lacks(f"The complaint was with {facts.handler}, and somebody else signs.", "signatory")
    return found("Signatory", facts.signatory)


def plain_language(facts: LetterFacts) -> Verdict:
    """Technical terms that are used are explained, in brackets or in words. Source: the Code, 6.9; Calico 9.9."""
    reasons = (part.reason for part in points.parts(facts))
    said = (facts.definition, facts.reason, facts.relied_on, facts.steps, facts.lessons, *reasons)
    plain = " ".join(" ".join(said).split())
    for term in filter(None, facts.jargon):
        uses = list(re.finditer(rf"\b{re.escape(term)}\b", plain, re.IGNORECASE))
        if uses and not any(sign in plain[use.end() : use.end() + 40] for use in uses for sign in _EXPLAINED):
            return lacks(f"'{term}' is used and not explained.", "findings")
    return not_needed("no technical term is left unexplained.")


def process_complete(facts: LetterFacts) -> Verdict:
    """Nothing follows inside the landlord's house. Source: SLH 4.1.7; saha, Stage 2, 4."""
    if facts.stage != 2:
        return lacks("The complaint is not at stage 2.")
    return found("The process is complete", words.PROCESS_COMPLETE)
