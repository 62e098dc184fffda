"""Acts, fields and records of what follows an answer: learning, the Ombudsman, restrictions, compliments.

Only lists: what an act does is said by what it adds and moves (``engine.kinds``).
"""

from typing import Final

from complaintdesk.engine.kinds import BY_LETTER, Act, RecordKind
from complaintdesk.models.forms import Field
from complaintdesk.models.terms import CHANNELS, OMBUDSMAN_ITEMS

_COMPLAINTS: Final = ("complaint", "staff_complaint")
_BOTH_STAGES: Final = ((1, "restriction_notice"), (2, "restriction_notice"))
_NOT_TAKEN_ON: Final = ("excluded", "legal", "not_a_complaint", "duplicate", "refuted")
"""Why a case is closed that nobody's complaint was handled on: there is nothing to be satisfied with."""
_DONE_ORDERS: Final = ("finding", "code_finding")
_OMBUDSMAN_HAS_IT: Final = ("referred", "ombudsman_contacted", "evidence_requested")
"""Events that say the Ombudsman looks at a case: a failure order may come before any referral, but not unheard of."""

ACTS: Final = (
    Act(
        *("learn", "L", "Lesson", "remedy", "lesson_learnt", "Lesson noted"),
        fields=("when", "what", "area", "owner", "due_on", "to_share"),
        adds="lesson",
    ),
    Act(
        *("improve", "M", "Improvement made", "remedy", "improvement_made", "Improvement noted"),
        fields=("when", "which", "improvement", "done_on", "may_publish", "public_text"),
        moves=("lesson",),
    ),
    Act(
        *("share_lesson", "N", "Share a lesson", "remedy", "lesson_shared", "Lesson shared"),
        fields=("when", "which", "shared_with", "shared_on"),
        moves=("lesson",),
        even_done=True,
    ),
    Act(
        *("send_survey", "x", "Send the survey", "contact", "survey_sent", "Survey sent"),
        fields=("when", "which"),
        letters_on=tuple((kind, "survey") for kind in _COMPLAINTS),
        moves=("survey",),
        stamps="sent_on",
        about=_COMPLAINTS,
    ),
    Act(
        *("survey", "9", "Survey answer", "contact", "survey_answered", "Survey answer noted"),
        fields=("when", "which", "satisfied", "said", "route_sent", "by_letter"),
        letters_on=tuple((kind, "complaint_route") for kind in _COMPLAINTS),
        sent_when=BY_LETTER,
        moves=("survey",),
    ),
    Act(
        *("ombudsman_contact", "O", "Ombudsman's advice", "file", "ombudsman_contacted", "Ombudsman's contact noted"),
        fields=("when", "who_asked", "what"),
        adds="ombudsman_contact",
    ),
    Act(
        *("refer", "Q", "Referred to Ombudsman", "stage", "referred", "With the Ombudsman"),
        fields=("when", "who_asked", "what"),
        insists=("who_asked", "what"),
        adds="referral",
        about=("complaint",),
    ),
    Act(
        *(
            "ombudsman_decision",
            "T",
            "Ombudsman's decision",
            "stage",
            "ombudsman_decided",
            "Ombudsman's decision noted",
        ),
        fields=("when", "which", "determination", "what"),
        moves=("referral",),
        settles=True,
        about=("complaint",),
    ),
    Act(
        *("order", "U", "Ombudsman's order", "remedy", "ordered", "Finding or order noted"),
        fields=("when", "order_kind", "order_concerns", "what", "due_on", "pence"),
        optional=("due_on",),
        adds="order",
        about=("complaint",),
        after=("The Ombudsman does not have this case yet.", _OMBUDSMAN_HAS_IT),
    ),
    Act(
        *("flag_conduct", "X", "Possible nuisance", "people", "conduct_flagged", "Flag set; every date stays as it is"),
        fields=("when", "reason"),
        adds="conduct",
    ),
    Act(
        *("classify", "P", "Propose a class", "people", "classification_proposed", "Classification proposed"),
        fields=("when", "classification", "evidence_seen", "proposed_by"),
        adds="classification",
    ),
    Act(
        *("decide_class", "Y", "Decide on a class", "people", "classification_decided", "Classification decided"),
        fields=("when", "which", "approval", "decided_by", "reason", "equality_note"),
        moves=("classification",),
    ),
    Act(
        *(
            "restrict",
            "Z",
            "Restrict contact",
            "people",
            "restricted",
            "Restriction decided; its letter makes it active",
        ),
        fields=("when", "restrictions", "proportionate", "equality_note", "exception", "exception_how", "decided_by"),
        adds="restriction",
    ),
    Act(
        *("restriction_letter", "W", "Restriction letter", "people", "restriction_told", "Restriction is active"),
        fields=("when", "which", "due_on"),
        letters=_BOTH_STAGES,
        moves=("restriction",),
        stamps="active_on",
        optional=("due_on",),
        window="restriction_review",
    ),
    Act(
        *("review_restriction", "K", "Review restriction", "people", "restriction_reviewed", "Restriction reviewed"),
        fields=("when", "which", "review", "reason", "exception", "exception_how", "due_on"),
        optional=("due_on",),
        moves=("restriction",),
        window="restriction_review",
    ),
    Act(
        *("share_compliment", "0", "Pass on a compliment", "contact", "compliment_shared", "Compliment noted"),
        fields=("when", "which", "about_whom", "owner", "shared_on", "thanked_on"),
        moves=("compliment",),
        about=("compliment",),
    ),
    Act(
        *("use_compliment", "V", "Use of a compliment", "contact", "compliment_used", "Use of the compliment noted"),
        fields=("when", "which", "publish_in", "consent", "good_practice", "thanked_on"),
        moves=("compliment",),
        even_done=True,
        about=("compliment",),
    ),
)

_CHANNELS: Final = tuple((one, one) for one in CHANNELS)
_DETERMINATIONS: Final = (
    ("severe_maladministration", "Severe maladministration"),
    ("maladministration", "Maladministration"),
    ("service_failure", "Service failure"),
    ("reasonable_redress", "Reasonable redress"),
    ("resolved", "Resolved with intervention"),
    ("no_maladministration", "No maladministration"),
    ("outside_jurisdiction", "Outside jurisdiction"),
    ("withdrawn", "Withdrawn"),
)
FIELDS: Final = (
    Field("area", "Service area", "line"),
    Field("to_share", "Worth sharing", "flag", value=False, hint="stays listed until it is shared"),
    Field("improvement", "What is done differently now", "text", required=True),
    Field("may_publish", "May be published", "flag", value=False),
    Field("public_text", "In words for customers", "text", hint="no names; empty: as above"),
    Field("shared_with", "Shared with", "line", required=True),
    Field("shared_on", "Shared on", "date"),
    Field(
        "satisfied",
        "Satisfied with how it was handled",
        "choice",
        choices=(
            ("satisfied", "Satisfied"),
            ("neither", "Neither"),
            ("dissatisfied", "Dissatisfied"),
            ("no_answer", "No answer"),
        ),
        required=True,
    ),
    Field("sent_on", "Sent on", "date"),
    Field("route_sent", "Told how to complain", "flag", value=False),
    Field("who_asked", "Who got in touch", "line"),
    Field("determination", "Determination", "choice", choices=_DETERMINATIONS, required=True),
    Field("order_kind", "Kind", "choice", choices=tuple(OMBUDSMAN_ITEMS.items()), required=True),
    Field(
        "order_concerns",
        "It concerns",
        "choice",
        choices=(("matter", "The matter itself"), ("repeat", "Keeping it from happening again")),
    ),
    Field("pence", "Pounds", "money", hint="150 or 150.50"),
    Field("classification", "Class", "choice", required=True),
    Field("evidence_seen", "Evidence", "text", required=True),
    Field("proposed_by", "Proposed by", "line", required=True),
    Field(
        "approval",
        "Decision",
        "choice",
        choices=(("approved", "Approved"), ("not_approved", "Not approved")),
        required=True,
    ),
    Field("equality_note", "Equality Act: what was considered", "text", hint="disability, vulnerability, adjustments"),
    Field("proportionate", "Why it is needed and proportionate", "text"),
    Field("restrictions", "Restrictions", "several", (), required=True),
    Field("exception", "Exception for the person's needs", "line", hint="for example: a call once a month"),
    Field("exception_how", "Way left open by it", "choice", choices=_CHANNELS),
    Field("active_on", "In force since", "date"),
    Field(
        "review",
        "What the review found",
        "choice",
        choices=(("kept", "Still needed and proportionate"), ("changed", "Changed"), ("lifted", "Lifted")),
        required=True,
    ),
    Field("about_whom", "About whom: a person or a team", "line", required=True),
    Field("thanked_on", "Day the sender was thanked", "date"),
    Field("publish_in", "Publicised in", "line", hint="for example: the staff bulletin"),
    Field("consent", "The customer agrees to be named", "flag", value=False),
    Field("good_practice", "Good practice", "flag", value=False),
)

RECORDS: Final = (
    RecordKind(
        *("lesson", "Lesson", "actions", ("what", "area", "owner", "improvement", "shared_with")),
        open="to be acted on",
        done_with=("improvement",),
        value="area",
    ),
    RecordKind(
        *("survey", "Satisfaction survey", "actions", ("sent_on", "satisfied", "said")),
        open="to be answered; a dissatisfied answer to be followed up",
        waits=("sent_on", "to be sent"),
        done_with=("route_sent", "satisfied=satisfied|neither|no_answer"),
        value="satisfied",
        opened_by=("closed",),
        about=_COMPLAINTS,
        but_not=("why", _NOT_TAKEN_ON),
        asks_somebody=True,
    ),
    RecordKind("ombudsman_contact", "Ombudsman's contact", "file", ("who_asked", "what")),
    RecordKind(
        *("ombudsman_request", "Ombudsman's request for evidence", "actions", ("what", "owner", "due_on")),
        open="to be sent",
        comes_with=("evidence_requested", "owner"),
        settled_by=("evidence_sent",),
    ),
    RecordKind(
        *("referral", "Referral to the Ombudsman", "file", ("who_asked", "determination", "what")),
        open="with the Ombudsman",
        value="determination",
    ),
    RecordKind(
        *("order", "Ombudsman's order", "actions", ("order_kind", "what", "pence", "due_on")),
        open="to be complied with",
        done_with=("done_on", f"order_kind={'|'.join(_DONE_ORDERS)}"),
        value="order_kind",
    ),
    RecordKind("conduct", "Possible malicious or nuisance complaint", "people", ("reason",)),
    RecordKind(
        *("classification", "Classification", "people", ("classification", "proposed_by", "approval", "decided_by")),
        open="awaiting {restrict}",
        done_with=("approval",),
        of_person=True,
        value="classification",
    ),
    RecordKind(
        *("restriction", "Restriction", "people", ("restrictions", "exception", "active_on", "review")),
        open="to be reviewed",
        done_with=("review=lifted",),
        of_person=True,
        value="review",
        waits=("active_on", "not in force before its letter is sent"),
    ),
    RecordKind(
        *("compliment", "Compliment", "actions", ("about_whom", "owner", "shared_on", "publish_in", "good_practice")),
        open="to be passed on",
        done_with=("shared_on",),
        value="good_practice",
        opened_by=("received",),
        about=("compliment",),
    ),
)
