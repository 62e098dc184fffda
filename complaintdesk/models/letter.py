"""A letter on its way: the facts it may use, the text as it will print, and the checklist beside it."""

from dataclasses import dataclass
from datetime import date

from complaintdesk.models.case import Element, Remedy
from complaintdesk.models.policy import Contacts


@dataclass(frozen=True, slots=True)
class OmbudsmanContact:
    """The Housing Ombudsman's block in force on a letter's date. ``note`` says how new cases are taken."""

    name: str
    post: tuple[str, ...]
    telephone: str
    email: str
    website: str
    web_form: str = ""
    note: str = ""
    new_cases_by_email: bool = True
    """False: the e-mail address is not printed, because a new case sent there is not taken."""
    direct_since: date | None = None
    """The day from which the law asks nobody to wait before going there directly; None: not yet on this date."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A part of a complaint that is not taken on: the policy's ground as people cite it, and why it applies."""

    part: str
    ground: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """An action that is still to be done. ``reason`` says why it takes longer than was said at first."""

    what: str
    due_on: date | None = None
    owner: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything a template or a check may read; made by the desk from case, policy, clocks and typed fields.

    The fields an officer fills in (definition, wanted, reason, until ...) carry the very names of the
    act's form fields (``engine.acts``), so that a missing item can name the field to fill.
    """

    kind: str
    """A key of ``terms.LETTER_KINDS``."""
    written_on: date
    landlord: str
    contacts: Contacts
    ombudsman: OmbudsmanContact | None
    reference: str
    resident: str
    address: str
    stage: int
    feedback: str = "complaint"
    """What it is about, a word of ``terms.FEEDBACK_KINDS``."""
    subject: str = ""
    received_on: date | None = None
    begun_by_us: bool = False
    """Whether the landlord itself began the process."""
    # said on acknowledging
    definition: str = ""
    wanted: str = ""
    parts: tuple[str, ...] = ()
    responsible_for: str = ""
    not_responsible_for: str = ""
    unclear: str = ""
    exclusions: tuple[Exclusion, ...] = ()
    """The parts whose exclusion is on the case's file: no letter leaves out another one."""
    handler: str = ""
    handler_role: str = ""
    update_interval: str = ""
    contact_method: str = ""
    compensation_asked: str = ""
    """Whether the resident seeks compensation, in words."""
    respond_due: date | None = None
    # said on extending
    until: date | None = None
    original_due: date | None = None
    reason: str = ""
    progress: str = ""
    good_reason: str = ""
    # said on responding
    elements: tuple[Element, ...] = ()
    outcome: str = ""
    """Overall finding, a key of ``terms.FINDINGS``."""
    relied_on: str = ""
    """Policy, law or good practice the decision rests on."""
    apology: str = ""
    steps: str = ""
    """What will be done to put it right, or why nothing can be."""
    remedies: tuple[Remedy, ...] = ()
    remedies_none: bool = False
    """Said out loud that no remedy is offered; an unsaid 'none' is a missing item."""
    actions_none: bool = False
    """Said out loud that no action is outstanding."""
    lessons: str = ""
    awarded_before_pence: int = 0
    """At stage 2: what stage 1 had awarded already, in pence; ``remedies`` holds what is added now."""
    restrictions: str = ""
    """The restrictions on contact and what each means, one a line."""
    exception: str = ""
    """What stays open for the person's own needs."""
    review_on: date | None = None
    """The day by which the restriction is looked at again."""
    escalate_until: date | None = None
    """Last day to ask for stage 2 where the policy has such a window."""
    refer_from: date | None = None
    """The day direct referral to the Ombudsman opens, where the policy has such a wait."""
    # said on refusing
    ground: str = ""
    """The policy's ground for not taking on a complaint, or its second stage."""
    signposting: str = ""
    """Another body or provider that can help."""
    # said meanwhile and afterwards
    promises: tuple[Promise, ...] = ()
    """The actions open on the file."""
    why: str = ""
    """Why a case is closed early, a key of ``terms.CLOSED_EARLY``."""
    agreed: str = ""
    """What was agreed with the resident."""
    representative: str = ""
    """Who says that they act for the resident."""
    questions: str = ""
    """What a survey asks."""
    # standing paragraphs: filled from data/letters, editable, missing when emptied
    thanks: str = ""
    process: str = ""
    """How the complaints process works."""
    escalation: str = ""
    """How to ask for stage 2."""
    ombudsman_text: str = ""
    """The right to go to the Ombudsman, in words; the contact block is printed below it."""
    designated_person: str = ""
    support: str = ""
    """Help with complaining, advocates, mediation."""
    signatory: str = ""
    complaint_route: str = ""
    """How to complain, for people who have not."""
    addressee: str = ""
    """Who acts for the resident and is written to in their place; empty: the resident."""
    print_format: str = ""
    """Large print, a language or another format the resident asked for."""
    jargon: tuple[str, ...] = ()
    """Technical terms that need explaining where a letter uses them; empty: the list shipped with the letters."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist beside a letter."""

    item: str
    says: str
    clause: str
    met: bool
    where: str
    """Met: where it was found ('Part 2: reason'). Missing: what is missing, in words."""
    field: str
    """The form field to fill, or '' where another act must come first."""
    level: str = "block"
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it will print, wrapped at the print width, and its checklist."""

    kind: str
    title: str
    text: str
    checks: tuple[Check, ...]
    print_format: str = ""

    @property
    def missing(self) -> tuple[Check, ...]:
        """The items that stop the letter from being recorded as sent."""
        return tuple(check for check in self.checks if not check.met and check.level == "block")
