"""The field's words, each in one place: kinds of feedback, events, clocks, findings, bands.

Source: the clock table and rules of the deadline rules (``docs/deadlines.md``).
"""

from typing import Final

FEEDBACK_KINDS: Final = (
    "complaint",
    "mp_enquiry",
    "survey",
    "staff_complaint",
    "concern",
    "service_request",
    "informal_complaint",
    "enquiry",
    "board_complaint",
    "compliment",
    "comment",
    "suggestion",
)
"""Every word allowed for a kind of feedback. Only ``complaint`` has a stage 2."""


def feedback_words(kind: str) -> str:
    """A kind of feedback as people write it: 'service request', 'MP enquiry'."""
    return kind.replace("_", " ").replace("mp enquiry", "MP enquiry")


BOOK: Final = "book"
"""What stands in the place of a kind of feedback on a landlord's own file: staff, figures, publications."""

CLOCK_EVENTS: Final = (
    "received",
    "contacted",
    "acknowledged",
    "extended",
    "responded",
    "window_extended",
    "escalated",
    "escalation_refused",
    "closed",
    "withdrawn",
    "reopened",
    "evidence_requested",
    "evidence_sent",
    "mediation_offered",
    "advocate_clarified",
    "actioned",
)
"""The events that start, meet, move or end a clock."""

MOVE_A_DAY: Final = ("extended", "window_extended")
"""Those that say until when: more time for the answer, more time to ask for stage 2."""

DESK_EVENTS: Final = ("assigned", "noted", "defined", "letter_sent", "corrected")
"""What else the desk records on a case; none of these touches a clock, but ``corrected`` takes
an earlier event back or puts another in its place."""

CLOCK_MET_BY: Final = {
    "contact": "contacted",
    "mediation": "mediation_offered",
    "advocate": "advocate_clarified",
    "acknowledge": "acknowledged",
    "respond": "responded",
    "evidence": "evidence_sent",
    "action": "actioned",
    "escalate": "escalated",
    "refer": "",
}
"""Which event meets each clock, in the order that breaks ties between equal due dates; the
customer's two windows come last. ``refer`` is met by nothing: it opens."""

CLOCK_ORDER: Final = {name: place for place, name in enumerate(CLOCK_MET_BY)}
CUSTOMER_CLOCKS: Final = ("escalate", "refer")
CLOCK_STARTS: Final = ("received", "escalated", "acknowledged", "responded", "evidence_requested")
"""The events a policy may start a clock from."""

CLOCK_WORDS: Final = {
    "contact": "Contact",
    "mediation": "Offer mediation",
    "advocate": "Clarify advocate",
    "acknowledge": "Acknowledge",
    "respond": "Respond",
    "evidence": "Send evidence",
    "action": "Act on concern",
    "escalate": "Ask for stage 2",
    "refer": "Ombudsman opens",
}
"""How a clock is named to a person."""

WINDOWS: Final = ("complain", "escalate", "refer", "update", "restriction_review", "area_plan")
"""The windows that the desk reckons with; a policy may show others."""
BANDS: Final = ("breached", "today", "soon", "watch", "clear", "done")
FINDINGS: Final = {"upheld": "Upheld", "partly_upheld": "Partly upheld", "not_upheld": "Not upheld"}
NATIONS: Final = {
    "england-and-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}
LETTER_KINDS: Final = {
    "acknowledgement": "Stage 1 acknowledgement",
    "extension_notice": "Extension notice",
    "stage_1_response": "Stage 1 response",
    "stage_2_acknowledgement": "Stage 2 acknowledgement",
    "stage_2_response": "Stage 2 response",
    "clarification": "Question about the complaint",
    "update": "Update",
    "refusal": "Refusal",
    "escalation_refusal": "Refusal of stage 2",
    "closure": "Early closing",
    "restriction_notice": "Restriction notice",
    "representative_authority": "Question about a representative",
    "service_request_update": "Service request update",
    "survey": "Survey",
    "complaint_route": "How to complain",
}
CLOSED_EARLY: Final = {
    "resolved": "We are closing your complaint because we have agreed with you how it is put right.",
    "no_contact": "We are closing your complaint because we have tried to reach you and have not heard from you.",
}
"""Why a case may be closed before its answer, and how a letter says so; Source: Salix 4.12.1."""
LETTER_ITEMS: Final = (
    "reference",
    "stage",
    "definition",
    "wanted",
    "responsible_for",
    "not_responsible_for",
    "unclear_points",
    "excluded_part",
    "compensation_asked",
    "handler",
    "handler_role",
    "contact_method",
    "update_interval",
    "respond_due",
    "until",
    "reason",
    "progress",
    "question",
    "goes_on",
    "promises",
    "promises_if_any",
    "promises_where_agreed",
    "delay_reasons",
    "representative",
    "refusal_ground",
    "refusal_reason",
    "decision_right",
    "signposting_if_any",
    "closing_reason",
    "agreed",
    "restrictions",
    "restriction_reason",
    "restricted_from",
    "review_on",
    "exception_if_any",
    "still_taken",
    "outcome",
    "findings",
    "reasons",
    "overturned",
    "relied_on",
    "apology_where_upheld",
    "steps_where_upheld",
    "remedies",
    "actions",
    "action_dates",
    "award_amounts",
    "award_reasons",
    "award_increase",
    "lessons",
    "lessons_where_upheld",
    "lessons_if_any",
    "thanks",
    "process",
    "escalation",
    "escalation_reasons_optional",
    "escalate_until",
    "process_complete",
    "designated_person",
    "direct_referral",
    "complaint_route",
    "adjustment_offer",
    "help_to_complain",
    "advocate_offer",
    "mediation_offer",
    "ombudsman_right",
    "ombudsman_contact",
    "ombudsman_post",
    "ombudsman_described",
    "ombudsman_free",
    "ombudsman_early",
    "our_contacts",
    "plain_language",
    "signatory",
    "signed_by_handler",
)
"""The contents a policy may ask of a letter; ``letters.checklist.ITEMS`` knows how each is met."""
CHANNELS: Final = (
    "telephone",
    "email",
    "letter",
    "in person",
    "web form",
    "social media",
    "told to staff",
    "told to a contractor",
    "online account",
    "through a representative",
    "survey",
    "other",
)
"""How something came in. The list is open, so it ends in 'other'."""
_NOBODY: Final = frozenset({"", "not given", "unknown", "not known", "nobody", "no name"})
TRIGGERS: Final = {
    "unhappy": "Unhappy with a service, or with how it was put right",
    "asked": "Asked for the complaints process",
    "landlord": "Begun by the landlord to settle a continuing concern",
}
LINKS: Final = {
    "from_service_request": "Grew out of a service request",
    "from_enquiry": "Grew out of an enquiry, comment or survey",
    "new_issue": "A new issue raised at stage 2",
    "split": "A part split off",
    "duplicate": "The same matter as",
    "related": "Has to do with",
}
"""How a case belongs to another one; said on the newer case alone, and read both ways."""
SAME_PERSON: Final = "same_person"
"""The kind of record that says, after intake, whose case it is as well; read both ways."""
CLOSED_INTO: Final = {"not_a_complaint": "Goes on as another kind in"}
CLOSED_INTO_BACK: Final = {"not_a_complaint": "Took over"}
"""How a case belongs to the one that its closing names, beside ``duplicate``."""
LINKS_BACK: Final = {
    "from_service_request": "Led to",
    "from_enquiry": "Led to",
    "new_issue": "New issue taken up in",
    "split": "Part taken up in",
    "duplicate": "Same matter in",
    "related": "Has to do with",
}
GREW_OUT_OF: Final = frozenset({"from_service_request", "from_enquiry", "split"})
"""Links whose other case is the earlier history of this one."""
CHARACTERISTICS: Final = {
    "sex": "Sex",
    "age": "Age",
    "race": "Race",
    "disability": "Disability",
    "religion": "Religion or belief",
    "orientation": "Sexual orientation",
    "gender": "Gender reassignment",
    "pregnancy": "Pregnancy and maternity",
    "marriage": "Marriage or civil partnership",
}
"""The nine protected characteristics. Source: Equality Act 2010, section 4."""
EQUALITY: Final = "equality_"
"""How the fields begin that hold what somebody says about a characteristic."""
REMEDY_KINDS: Final = {
    "apology": "Apology",
    "acknowledgement": "Acknowledging what went wrong",
    "explanation": "Explanation, help or reasons",
    "action": "Action or repair",
    "decision_changed": "Changed or reconsidered decision",
    "record_corrected": "Corrected record",
    "works": "Works or replacement of goods",
    "compensation": "Compensation",
    "goodwill": "Goodwill payment",
    "practice_changed": "Changed policy or practice",
    "other": "Other",
}
"""Source: the Code, 7.1; the list is not closed."""
AWARDS: Final = ("compensation", "goodwill")
"""Remedies that are a sum of money."""
OMBUDSMAN_ITEMS: Final = {
    "finding": "Finding",
    "code_finding": "Finding of non-compliance with the Code",
    "recommendation": "Recommendation",
    "order": "Order",
    "award": "Order to pay",
    "failure_1": "Complaint handling failure order, type 1",
    "failure_2": "Complaint handling failure order, type 2",
    "failure_3": "Complaint handling failure order, type 3",
}
"""What a decision of the Ombudsman may hold; its awards are no awards of the landlord's own."""
KEPT_FROM: Final = {
    "closed": "the closing",
    "last_act": "the last act",
    "tenancy_ended": "the end of the tenancy",
    "transferred": "the move to the new home",
    "dated": "its date",
    "year_of_date": "the end of the reporting year of its date",
}
"""What a period of retention runs from."""
READING: Final = frozenset({"assure", "report", "read_anonymised", "assess_themes", "approve_report", "approve_policy"})
"""Powers of a role that looks on: who has no other may not act on a case."""
DONE_BY_LETTER: Final = frozenset({"apology", "acknowledgement", "explanation", "decision_changed"})
"""Remedies that the answer itself carries out; every other kind needs a day."""

CONDITIONS: Final = (
    "open",
    "closed",
    "not_acknowledged",
    "not_answered",
    "answered",
    "not_escalated",
    "escalated",
    "not_refused",
    "has_stage_2",
    "runs_acknowledge_clock",
    "runs_respond_clock",
    "runs_mediation_clock",
    "runs_advocate_clock",
    "runs_action_clock",
    "no_evidence_open",
    "evidence_open",
    "within_due",
    "not_last_day",
    "in_window",
    "until_moves_due",
    "until_within_limit",
    "ground_given",
    "ground_allowed",
    "reason_given",
    "every_part_has_finding",
    "outcome_fits",
    "parts_defined",
    "reviewer_handled_no_earlier_stage",
    "learning_answered",
    "ground_stands",
    "cause_is_true",
    "answered_or_not_taken_on",
    "remedy_dated",
    "payment_explained",
    "handler_named",
    "contacted_first",
    "at_stage_1",
    "came_late",
    "nobody_named",
    "answered_early",
    "filled",
    "one_of",
    "recorded",
    "settled",
    "on_time",
    "complete",
    "renewed",
    "consulted",
    "approved",
    "held_by",
    "on_the_list",
    "at_work",
    "apart",
    "trained",
    "elapsed",
    "known_parts",
    "heard_twice",
    "answers_for_area",
    "within_award",
    "within_restriction",
)
"""Conditions a policy's duties may stand on; ``engine.gates`` says what each asks."""


def is_none(text: str) -> bool:
    """Whether ``text`` says that there is nothing to tell: an answer for the file, and none for a letter.

    >>> is_none(" None. "), is_none("No lesson"), is_none("none of the visits was kept")
    (True, True, False)
    """
    return text.strip(" .\n").casefold() in ("none", "nothing", "no", "n/a", "no lesson", "no lessons")


def is_nobody(name: str) -> bool:
    """Whether ``name`` only stands where a name or an address is not known.

    >>> is_nobody(" Not  given "), is_nobody("Anonymous caller"), is_nobody("Annie Nobody")
    (True, True, False)
    """
    words = " ".join(name.casefold().split())
    return words in _NOBODY or words.startswith("anonymous")


def some(n: int, one: str, many: str = "") -> str:
    """A number of things in words.

    >>> some(1, "open case"), some(1_200, "open case"), some(0, "entry", "entries")
    ('1 open case', '1,200 open cases', '0 entries')
    """
    return f"{n:,} {one if n == 1 else many or f'{one}s'}"
