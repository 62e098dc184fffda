"""The contents a letter may be asked for: item key -> a pure function of the letter's facts.

Decision: an item is met by a filled field or a fact that the letter prints, never by a heading, and 'none' has to
be said out loud. Policies name these keys under ``[[letter]]``; two landlords that ask for the same thing share
one key. ``checked`` also looks into the finished text, so what a template leaves out is missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from complaintdesk.errors import BadDataFile
from complaintdesk.letters import contents, decisions, words
from complaintdesk.letters.points import something_went_wrong, undecided
from complaintdesk.letters.verdict import (
    Item,
    Verdict,
    both,
    if_any,
    not_needed,
    on_day,
    phrase,
    saying,
    text,
    where,
)
from complaintdesk.models.letter import Check, LetterFacts
from complaintdesk.models.policy import LetterItem

_ANY_TIME: Final = ("at any time", "at any point", "at any stage", "at every stage", "already", "throughout")
_NOT_NEEDED: Final = ("do not have to", "don't have to", "need not", "do not need to", "don't need to", "optional")
_OMBUDSMAN: Final = text("ombudsman_text", "The Ombudsman", "The letter says nothing of the Ombudsman.")


def _lessons(facts: LetterFacts) -> Verdict:
    """What was learnt, as the letter tells it; that there is none to tell is an answer and stays out of the letter."""
    if words.filled(facts.lessons) and not words.telling(facts.lessons):
        return not_needed("there is none to tell.")
    told = replace(facts, lessons=words.telling(facts.lessons))
    return text("lessons", "Lessons", "Not said what was learnt or will change; 'none' is an answer.")(told)


def _where_wronged(item: Item) -> Item:
    return where(something_went_wrong, item, "no part is upheld.")


def _where_decided(item: Item) -> Item:
    return where(lambda facts: not undecided(facts), item, "nothing could be decided without the resident.")


def _where_agreed(item: Item) -> Item:
    return where(lambda facts: facts.why == "resolved", item, "the case is not closed by agreement.")


ITEMS: Final[Mapping[str, Item]] = MappingProxyType(
    {
        # what the complaint is
        "reference": contents.reference,
        "stage": contents.stage,
        "definition": contents.definition,
        "wanted": text("wanted", "What the resident wants", "The outcome the resident wants is not said."),
        "responsible_for": text(
            "responsible_for", "What we are responsible for", "Not said what we are responsible for."
        ),
        "not_responsible_for": text(
            "not_responsible_for",
            "What we are not responsible for",
            "Not said what is not ours; 'nothing' will do.",
        ),
        "unclear_points": contents.unclear_points,
        "excluded_part": contents.excluded_part,
        "compensation_asked": text(
            "compensation_asked", "Compensation asked for", "Not said whether the resident asks for compensation."
        ),
        # who deals with it, and when
        "handler": text("handler", "Who deals with it", "Nobody is named to deal with the complaint."),
        "handler_role": text("handler_role", "Role of who deals with it", "The role of who deals with it is not said."),
        "contact_method": text("contact_method", "Agreed way of contact", "The agreed way of contact is not said."),
        "update_interval": text("update_interval", "Updates", "Not said how often we will be in touch."),
        "respond_due": on_day("respond_due", "Full response by", "No day by which a full response can be expected."),
        # more time
        "until": on_day("until", "New date", "No new date for the response.", "until"),
        "reason": text("reason", "Reason for more time", "No reason for needing more time."),
        "progress": text("progress", "Progress so far", "No word on progress: what has been done so far."),
        # a question, news, a promise
        "question": both(
            text("unclear", "What is unclear", "Not said what is unclear."),
            phrase(words.INVITATION, "Invitation to explain"),
        ),
        "goes_on": phrase(words.GOES_ON, "The work goes on meanwhile"),
        "promises": contents.promises,
        "promises_if_any": where(lambda facts: bool(facts.promises), contents.promises, "no action is open."),
        "promises_where_agreed": _where_agreed(contents.promises),
        "delay_reasons": contents.delay_reasons,
        "representative": contents.authority_question,
        # what is refused, closed or restricted
        "refusal_ground": text("ground", "Ground for the refusal", "No ground of the policy is named."),
        "refusal_reason": text("reason", "Reason for the refusal", "Not said why that ground applies here."),
        "decision_right": contents.decision_right,
        "signposting_if_any": if_any("signposting", "Who else can help", "nobody else is named who can help."),
        "closing_reason": contents.closing_reason,
        "agreed": _where_agreed(text("agreed", "What was agreed", "Not said what was agreed.")),
        "restrictions": contents.restrictions,
        "restriction_reason": text("reason", "Reason for the restriction", "No reason for the restriction."),
        "restricted_from": contents.restricted_from,
        "review_on": on_day("review_on", "Looked at again by", "No day for looking at it again.", "due_on"),
        "exception_if_any": if_any("exception", "Exception for a need", "no exception is made."),
        "still_taken": phrase(words.STILL_TAKEN, "Complaints are still taken"),
        # the decision and what follows
        "outcome": _where_decided(decisions.outcome),
        "findings": _where_decided(decisions.findings),
        "reasons": _where_decided(decisions.reasons),
        "overturned": decisions.overturned,
        "relied_on": text("relied_on", "What the decision rests on", "No policy, law or good practice is named."),
        "apology_where_upheld": _where_wronged(text("apology", "Apology", "No apology, though something went wrong.")),
        "steps_where_upheld": _where_wronged(
            text("steps", "Steps to put it right", "No step to put it right, nor why there can be none.")
        ),
        "remedies": decisions.remedies,
        "actions": decisions.actions,
        "action_dates": decisions.action_dates,
        "award_amounts": decisions.award_amounts,
        "award_reasons": decisions.award_reasons,
        "award_increase": decisions.award_increase,
        "lessons": _lessons,
        "lessons_where_upheld": _where_wronged(_lessons),
        "lessons_if_any": where(lambda facts: False, _lessons, "no lesson is recorded."),
        # standing paragraphs
        "thanks": text("thanks", "Thanks", "The resident is not thanked."),
        "process": text("process", "The process", "The complaints process is not explained."),
        "escalation": text("escalation", "How to ask for stage 2", "Not said how to ask for stage 2."),
        "escalation_reasons_optional": saying(
            "escalation",
            "How to ask for stage 2: reasons help and are not required",
            "Not said that giving reasons helps and is not required.",
            ("why", "reason"),
            _NOT_NEEDED,
        ),
        "escalate_until": on_day("escalate_until", "Last day to ask for stage 2", "No last day to ask for stage 2."),
        "process_complete": contents.process_complete,
        "designated_person": text("designated_person", "Designated person", "No word of a designated person."),
        "direct_referral": on_day("refer_from", "Direct way to the Ombudsman", "No day from which that way is open."),
        "complaint_route": both(
            text("complaint_route", "How to complain", "Not said how to complain."), contents.our_contacts
        ),
        "adjustment_offer": saying(
            "support",
            "Help and support: adjustments",
            "Not offered to make it easier for the resident.",
            ("easier", "adjust", "format"),
        ),
        "help_to_complain": contents.help_to_complain,
        "advocate_offer": saying(
            "support", "Help and support: an advocate", "Not said that a friend or advocate may help.", ("advocate",)
        ),
        "mediation_offer": saying(
            "support", "Help and support: mediation", "Mediation is not offered.", ("mediation", "mediator")
        ),
        # the Ombudsman
        "ombudsman_right": both(_OMBUDSMAN, contents.ombudsman_website),
        "ombudsman_contact": contents.ombudsman_contact,
        "ombudsman_post": contents.ombudsman_post,
        "ombudsman_described": saying(
            "ombudsman_text",
            "The Ombudsman: independent, impartial, free",
            "The Ombudsman is not described as independent, impartial and free.",
            ("independent",),
            ("impartial",),
            ("free",),
        ),
        "ombudsman_free": both(
            saying(
                "ombudsman_text",
                "The Ombudsman: costs nothing",
                "Not said that going to the Ombudsman costs nothing.",
                ("free", "no charge", "costs nothing"),
            ),
            contents.ombudsman_website,
        ),
        "ombudsman_early": both(
            saying(
                "ombudsman_text",
                "The Ombudsman: help at any time",
                "Not said that the Ombudsman can help at any time.",
                _ANY_TIME,
            ),
            contents.ombudsman_website,
        ),
        # how it reads, and who signs
        "our_contacts": contents.our_contacts,
        "plain_language": contents.plain_language,
        "signatory": text("signatory", "Signatory", "Nobody signs the letter."),
        "signed_by_handler": contents.signed_by_handler,
    }
)


def verdict(item: LetterItem, facts: LetterFacts, printed: str) -> Verdict:
    """What one item finds. ``printed`` is the finished letter, squeezed.

    Raises BadDataFile for an item nobody knows.
    """
    if item.item not in ITEMS:
        raise BadDataFile(f"A letter asks for {item.item!a}. Allowed: {', '.join(ITEMS)}.")
    result = ITEMS[item.item](facts)
    if not _printed(result, printed):
        return Verdict(False, f"{result.where}: filled in, but the letter's template does not print it.")
    return result


def _printed(result: Verdict, printed: str) -> bool:
    return all(words.squeezed(said) in printed for said in result.prints)


def left_out(contains: Iterable[LetterItem], facts: LetterFacts, printed: str) -> tuple[LetterItem, ...]:
    """The items that ``facts`` meet and the finished text does not print: what its template lacks."""
    squeezed = words.squeezed(printed)
    return tuple(one for one in contains if not _printed(ITEMS[one.item](facts), squeezed))


def checked(contains: Iterable[LetterItem], facts: LetterFacts, printed: str) -> tuple[Check, ...]:
    """The checklist beside a letter, in the policy's order. ``printed`` is the finished text."""
    squeezed = words.squeezed(printed)
    lines = []
    for item in contains:
        result = verdict(item, facts, squeezed)
        lines.append(
            Check(
                item=item.item,
                says=item.says,
                clause=item.source.clause,
                met=result.met,
                where=result.where,
                field="" if result.met else result.field,
                level=item.level,
                certainty=item.source.certainty,
            )
        )
    return tuple(lines)
