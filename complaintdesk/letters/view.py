"""What a template may read: the letter's facts, made ready to print, and nothing else.

Decision: the sentences that a policy demands (stage, decisions, 'none offered') are made here in one wording,
so that the checklist can look for them in the printed text; a template decides where they stand. A field that
says nothing is an empty text, so that a template can leave out what belongs to it.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from complaintdesk.letters import points, words
from complaintdesk.models.case import Remedy
from complaintdesk.models.letter import LetterFacts, OmbudsmanContact, Promise
from complaintdesk.models.policy import Contacts
from complaintdesk.models.terms import CLOSED_EARLY, LETTER_KINDS, REMEDY_KINDS, feedback_words


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of the complaint, as the letter prints it."""

    number: int
    text: str
    finding: str
    """'Our finding: upheld.'"""
    reason: str
    earlier: str
    """Stage 2: whether the stage 1 decision stands."""


@dataclass(frozen=True, slots=True)
class RemedyLine:
    """One remedy, as the letter prints it: kind, what, money, by when, who and why in one line."""

    line: str


@dataclass(frozen=True, slots=True)
class ExclusionLine:
    """One part that is not taken on."""

    text: str
    ground: str
    reason: str


@dataclass(frozen=True, slots=True)
class View:
    """The fields of a template. Texts are plain and may be empty; dates may be None."""

    title: str
    landlord: str
    letterhead: str
    reach_us: str
    """'telephone 0300 000 0000, email x@y or in writing to ...', for use in a sentence; empty: not known."""
    telephone: str
    email: str
    written_on: date
    resident: str
    """Who the letter is for; where somebody else is written to, both names."""
    dear: str
    """Who is spoken to."""
    address: str
    reference: str
    called: str
    """'complaint', 'service request': what it is about."""
    subject: str
    stage: int
    stage_line: str
    received_on: date | None
    begun_by_us: bool
    definition: str
    wanted: str
    parts: tuple[PartLine, ...]
    responsible_for: str
    not_responsible_for: str
    unclear: str
    invitation: str
    exclusions: tuple[ExclusionLine, ...]
    the_rest: str
    """What happens with the parts that are taken on, where one is not."""
    decision_right: str
    """The right to challenge what is refused, be it the whole or a part; empty: nothing is."""
    ground: str
    signposting: str
    handler: str
    """Name and role, as far as they are known."""
    update_interval: str
    contact_method: str
    compensation_asked: str
    respond_due: date | None
    until: date | None
    original_due: date | None
    reason: str
    progress: str
    good_reason: str
    outcome_line: str
    relied_on: str
    apology: str
    steps: str
    remedies: tuple[RemedyLine, ...]
    """Those still to be done; all of them where none is said to be done."""
    remedies_done: tuple[RemedyLine, ...]
    no_remedy: str
    no_action: str
    award_line: str
    """At stage 2: what an award adds to that of stage 1."""
    lessons: str
    promises: tuple[RemedyLine, ...]
    """The actions that are open on the file."""
    goes_on: str
    closing_line: str
    agreed: str
    representative: str
    authority_question: str
    restrictions: str
    restricted_from: str
    exception: str
    review_on: date | None
    still_taken: str
    questions: str
    escalate_until: date | None
    refer_from: date | None
    direct_since: date | None
    process_complete: str
    thanks: str
    process: str
    escalation: str
    ombudsman_text: str
    ombudsman_block: str
    designated_person: str
    support: str
    complaint_route: str
    signatory: str


NAMES: Final = tuple(field.name for field in fields(View))
_TYPED: Final = (
    *("definition", "wanted", "responsible_for", "not_responsible_for", "unclear", "compensation_asked"),
    *("contact_method", "update_interval", "until", "reason", "ground", "signposting", "why", "agreed"),
    *("representative", "restrictions", "exception", "questions", "complaint_route"),
    *("progress", "good_reason", "relied_on", "apology", "steps", "remedies", "lessons", "thanks", "process"),
    *("escalation", "ombudsman_text", "designated_person", "support", "signatory"),
)
_TYPED_ELSEWHERE: Final = {
    "handler": ("handler", "handler_role"),
    "outcome_line": ("outcome",),
    "closing_line": ("why",),
    "review_on": ("due_on",),
    "authority_question": ("representative",),
    "no_remedy": ("remedies_none",),
    "no_action": ("actions_none",),
}
ATTRIBUTES: Final = frozenset(field.name for each in (PartLine, RemedyLine, ExclusionLine) for field in fields(each))


def typed(name: str, kind: str) -> tuple[str, ...]:
    """The form fields behind the view's field ``name``; none for what comes from the case or its clocks."""
    if name == "parts":
        return ("findings",) if kind.endswith(("response", "closure")) else ("parts",)
    return (name,) if name in _TYPED else _TYPED_ELSEWHERE.get(name, ())


def viewed(facts: LetterFacts) -> View:
    """``facts``, already tidied, as a template sees them."""
    same = {name: getattr(facts, name) for name in NAMES if name in LetterFacts.__dataclass_fields__}
    done = points.done(facts)
    made: dict[str, object] = {
        "title": LETTER_KINDS.get(facts.kind, ""),
        "resident": ", for ".join(filter(None, (facts.addressee, facts.resident))),
        "dear": facts.addressee or facts.resident,
        "letterhead": letterhead(facts.landlord, facts.contacts),
        "reach_us": reach(facts.contacts),
        "telephone": facts.contacts.telephone,
        "email": facts.contacts.email,
        "called": feedback_words(facts.feedback),
        "stage_line": words.stage_line(facts.stage),
        "parts": tuple(part_line(part, facts) for part in points.parts(facts)),
        "invitation": words.INVITATION,
        "exclusions": tuple(ExclusionLine(one.part, one.ground, one.reason) for one in facts.exclusions),
        "the_rest": the_rest(facts),
        "decision_right": decision_right(facts),
        "lessons": words.telling(facts.lessons),
        "promises": tuple(RemedyLine(promise_line(one)) for one in facts.promises),
        "goes_on": words.GOES_ON,
        "closing_line": CLOSED_EARLY.get(facts.why, ""),
        "authority_question": words.authority_question(facts.representative),
        "restricted_from": words.restricted_from(facts.written_on) if facts.restrictions else "",
        "still_taken": words.STILL_TAKEN,
        "handler": ", ".join(filter(None, (facts.handler, facts.handler_role))),
        "outcome_line": words.outcome_line(facts.outcome),
        "remedies": tuple(RemedyLine(remedy_line(remedy)) for remedy in facts.remedies if remedy not in done),
        "remedies_done": tuple(RemedyLine(remedy_line(remedy)) for remedy in done),
        "no_remedy": words.NO_REMEDY if points.says_no_remedy(facts) else "",
        "no_action": words.NO_ACTION if points.says_no_action(facts) else "",
        "award_line": award_line(facts),
        "direct_since": facts.ombudsman.direct_since if facts.ombudsman else None,
        "process_complete": words.PROCESS_COMPLETE,
        "ombudsman_block": ombudsman_block(facts.ombudsman) if facts.ombudsman else "",
    }
    return View(**(same | made))


def part_line(part: points.Part, facts: LetterFacts) -> PartLine:
    """One part with what was found at the letter's stage."""
    earlier = words.EARLIER_DECISION.get(part.overturned, "") if facts.stage > 1 else ""
    return PartLine(part.number, part.text, words.finding_line(part.finding), part.reason, earlier)


def remedy_line(remedy: Remedy) -> str:
    """'Action or repair: renew seal. By 12 June 2024. Who: Repairs Manager. Why: ...'."""
    what = remedy.what
    if remedy.pence and words.money(remedy.pence) not in what:
        what = f"{what}, {words.money(remedy.pence)}" if what else words.money(remedy.pence)
    said = [
        words.sentence(f"{remedy.title or REMEDY_KINDS.get(remedy.kind, REMEDY_KINDS['other'])}: {what}"),
        f"For part {remedy.part}." if remedy.part else "",
        f"Done {words.day(remedy.done_on)}." if remedy.done_on else "",
        f"By {words.day(remedy.due_on)}." if remedy.due_on and not remedy.done_on else "",
        words.sentence(f"No day is set yet: {remedy.undated_why}") if remedy.undated_why else "",
        words.sentence(f"Who: {remedy.owner}") if remedy.owner else "",
        words.sentence(f"Why: {remedy.why}") if remedy.why else "",
    ]
    return " ".join(filter(None, said))


def promise_line(promise: Promise) -> str:
    """'Paint the ceiling. By 31 March 2026. Who: Repairs. Why it takes longer: the painter is ill.'"""
    said = [
        words.sentence(promise.what),
        f"By {words.day(promise.due_on)}." if promise.due_on else "",
        words.sentence(f"Who: {promise.owner}") if promise.owner else "",
        words.sentence(f"Why it takes longer: {promise.reason}") if promise.reason else "",
    ]
    return " ".join(filter(None, said))


def the_rest(facts: LetterFacts) -> str:
    """What happens with the parts that are taken on; empty where nothing is left out."""
    return words.THE_REST.get(facts.kind, "") if facts.exclusions else ""


def decision_right(facts: LetterFacts) -> str:
    """The right to challenge what is refused, where the letter says how; empty where nothing is refused."""
    refused = facts.kind if facts.kind in words.REFUSED else "part" if facts.exclusions else ""
    known = facts.ombudsman and facts.ombudsman.website and facts.ombudsman_text
    return words.decision_right(refused, feedback_words(facts.feedback)) if refused and known else ""


def award_line(facts: LetterFacts) -> str:
    """What stage 2 adds to the award of stage 1, with both sums. Source: Salix 4.8.7."""
    added = sum(remedy.pence for remedy in facts.remedies)
    if not (facts.stage > 1 and added and facts.awarded_before_pence > 0):
        return ""
    before, in_all = words.money(facts.awarded_before_pence), words.money(facts.awarded_before_pence + added)
    return f"At stage 1 we awarded {before}. This is an increase of {words.money(added)}, to {in_all} in all."


def letterhead(landlord: str, contacts: Contacts) -> str:
    """The landlord's name, address and ways of contact, one a line, as far as they are known."""
    named = landlord or contacts.name
    lines = [named, contacts.team, *(line for line in contacts.post if line != named)]
    lines += [contacts.telephone and f"Telephone: {contacts.telephone}", contacts.email and f"Email: {contacts.email}"]
    lines += [contacts.website and f"Website: {contacts.website}"]
    return "\n".join(filter(None, lines))


def reach(contacts: Contacts) -> str:
    """The ways to reach the landlord, for a sentence."""
    ways = [
        contacts.telephone and f"telephone on {contacts.telephone}",
        contacts.email and f"email at {contacts.email}",
        ", ".join(filter(None, contacts.post)) and f"letter to {', '.join(filter(None, contacts.post))}",
    ]
    known = [way for way in ways if way]
    return " or ".join(filter(None, (", ".join(known[:-1]), *known[-1:])))


def ombudsman_block(contact: OmbudsmanContact) -> str:
    """The Ombudsman's details, one a line; an address for e-mail only where new cases are taken by it."""
    lines = [
        contact.name,
        contact.telephone and f"Telephone: {contact.telephone}",
        contact.new_cases_by_email and contact.email and f"Email: {contact.email}",
        contact.website and f"Website: {contact.website}",
        contact.web_form and f"Online form: {contact.web_form}",
        any(contact.post) and f"Post: {', '.join(filter(None, (contact.name, *contact.post)))}",
        contact.note,
    ]
    return "\n".join(line for line in lines if line)
