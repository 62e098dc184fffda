"""Deciding: exclusions, lateness, conflicts of interest, updates. Their fields, acts and kinds of record."""

from complaintdesk.engine.kinds import BY_LETTER, Act, RecordKind
from complaintdesk.models.forms import Field

_LATE_FOR = (
    ("bereavement", "Bereavement"),
    ("illness", "Illness or the like"),
    ("vulnerability", "Vulnerability"),
    ("not_known", "Could not have known sooner"),
    ("other", "Another good reason"),
    ("none", "No good reason"),
)
_CONFLICTS = (("none", "None"), ("perceived", "Perceived"), ("actual", "Actual"))
_NO_COMPLAINT_YET = ("service_request", "informal_complaint", "enquiry", "concern", "survey", "comment")

FIELDS = (
    Field("excluded_parts", "Parts not taken on", "parts", (), required=True, hint="one a line, as they are set out"),
    Field("ground_asked", "What the ground asks", "choice", choices=(("no", "No"), ("yes", "Yes"))),
    Field("filed_on", "Filed at court, or ordered, on", "date", hint="the claim or the order; a threat is neither"),
    Field("instructed", "The Ombudsman tells us to take it on", "flag", value=False, hint="stage 1 begins anew"),
    Field("court_reference", "Reference of the court", "line", hint="as on the claim form"),
    Field("earlier", "Earlier case of the same person", "choice"),
    Field("review_on", "Look at it again on", "date", hint="26/4/2026, +12w"),
    Field(
        "no_letter",
        "Why no letter goes out",
        "choice",
        choices=(("no_contact_details", "No contact details: nobody can be written to"),),
    ),
    Field("taken_on", "Taken on after all", "flag", value=False),
    Field("happened_on", "When it happened", "date"),
    Field("late_for", "What speaks for it", "choice", choices=_LATE_FOR),
    Field("conflict", "Conflict of interest", "choice", choices=_CONFLICTS, required=True),
    Field("declared_by", "Declared by", "line", required=True),
    Field("measure", "What is done about it", "text", hint="who else takes it, or what keeps it apart"),
    Field("attempt", "An attempt only", "flag", value=False),
    Field("by_letter", "Send the letter", "flag", value=False, hint="else nothing is sent from here"),
    Field("approved_by", "Manager who approves more than the limit", "line"),
    Field("told_to", "Who was told first", "line", hint="any member of staff; 'When' is the day they were told"),
    Field("new_issue", "A new issue raised with it", "text", hint="becomes a complaint of its own"),
    Field("logged_as", "Logged as", "line", required=True, hint="its reference"),
    Field("areas_affected", "Service areas it touches", "line", hint="with commas between"),
    Field("agreed_by", "Who agreed to it", "line"),
    Field("signed_why", "Why somebody else signs", "line"),
    Field("unheard_why", "Why nobody was contacted first", "line", hint="no contact is on record at this stage"),
    Field("undated_why", "Why an action has no day yet", "line", hint="only where no target date can be given"),
    Field(
        "guidance", "Ombudsman's guidance on remedies considered", "line", hint="its version, where money is offered"
    ),
    Field(
        "track",
        "Track",
        "choice",
        choices=(("early", "Can be answered early"), ("investigate", "Needs an investigation")),
        required=True,
    ),
    Field(
        "complexity",
        "Complexity",
        "choice",
        choices=(("simple", "Simple"), ("complex", "Complex")),
        required=True,
    ),
    Field(
        "at_risk",
        "Vulnerable or at risk",
        "choice",
        choices=(("no", "No"), ("vulnerable", "Vulnerable"), ("risk", "At risk")),
        required=True,
    ),
    Field("reviewed_on", "Last reviewed on", "date"),
    Field("channel_asked", "How the resident asked for that", "line", hint="when and in what words"),
    Field("account", "The resident has an online account", "flag", value=False),
    Field("asked_by", "Who took the request", "line", required=True),
    Field("route_told", "Told how to complain all the same", "flag", value=False),
)

_ON_A_GROUND = (
    *("when", "ground", "ground_asked", "reason", "decided_by", "filed_on", "court_reference", "earlier", "review_on"),
    "signposting",
)

ACTS = (
    Act(
        *("exclude", "q", "Not take it on", "stage", "closed", "Not taken on"),
        fields=(*_ON_A_GROUND, "no_letter"),
        letters=((1, "refusal"),),
        needs_yes=True,
        says=(("why", "excluded"),),
    ),
    Act(
        *("exclude_part", "z", "Not take on a part", "decision", "part_excluded", "Part not taken on"),
        fields=("when", "excluded_parts", *_ON_A_GROUND[1:]),
        adds="exclusion",
        like="exclude",
    ),
    Act(
        *("review_exclusion", "y", "Look again at an exclusion", "decision", "exclusion_reviewed"),
        done="Exclusion looked at again",
        fields=("when", "which", "taken_on", "reason", "decided_by"),
        moves=("exclusion", "review_refusal"),
        settles=True,
    ),
    Act(
        *("decide_late", "s", "Decide on lateness", "decision", "lateness_decided", "Decision on lateness"),
        fields=("when", "happened_on", "known_on", "decision", "late_for", "reason", "decided_by"),
        adds="discretion",
    ),
    Act(
        *("declare_conflict", "t", "Conflict of interest", "people", "conflict_declared", "Conflict of interest"),
        fields=("when", "declared_by", "conflict", "measure"),
        adds="conflict",
    ),
    Act(
        *("update", "I", "Update the resident", "contact", "updated", "Resident updated"),
        fields=("when", "how", "said", "update_interval", "by_letter"),
        adds="update_given",
        says_one=("how", "said", "progress", "by_letter"),
        letters_on=(("complaint", "update"), ("service_request", "service_request_update")),
        sent_when=BY_LETTER,
    ),
    Act(
        *("into_account", "J", "Put into the online account", "contact", "put_into_account", "In the online account"),
        fields=("when", "which"),
        moves=("sending",),
        settles=True,
    ),
    Act(
        *("not_logged", "G", "No complaint wanted", "contact", "not_logged", "Not logged at the resident's request"),
        fields=("when", "reason", "asked_by", "route_told"),
        adds="not_logged",
        about=_NO_COMPLAINT_YET,
    ),
    Act(
        *("sort", "%", "Sort: early or investigate", "decision", "sorted", "Sorted"),
        fields=("when", "track", "complexity", "at_risk", "what"),
        adds="sorting",
        about=("complaint", "staff_complaint"),
    ),
    Act(
        *("log_issue", "H", "New issue logged", "stage", "issue_logged", "New issue logged"),
        fields=("when", "which", "logged_as"),
        moves=("new_issue",),
        settles=True,
    ),
)

RECORDS = (
    RecordKind(
        *("exclusion", "Exclusion", "file"),
        says=(
            *("ground_said", "excluded_parts", "reason", "decided_by", "filed_on", "court_reference", "earlier"),
            *("signposting", "no_letter"),
        ),
        open="to be looked at again",
        value="ground",
        open_when=(("review_on", ()),),
        keeps=("reason", "decided_by"),
        comes_with=("closed", "ground"),
    ),
    RecordKind(
        *(
            "review_refusal",
            "Refusal of stage 2",
            "file",
            ("ground_said", "reason", "decided_by", "filed_on", "court_reference", "earlier"),
        ),
        open="to be looked at again",
        value="ground",
        open_when=(("review_on", ()),),
        keeps=("reason", "decided_by"),
        comes_with=("escalation_refused", "ground", "reason"),
    ),
    RecordKind(
        *("discretion", "Decision on lateness", "file", ("decision", "late_for", "reason", "decided_by")),
        value="decision",
    ),
    RecordKind("conflict", "Conflict of interest", "people", ("conflict", "declared_by", "measure"), value="conflict"),
    RecordKind("more_time", "More time to ask for stage 2", "file", ("until", "reason", "decided_by")),
    RecordKind("sorting", "Sorting", "file", ("track", "complexity", "at_risk", "what"), value="at_risk"),
    RecordKind("update_given", "Update", "file", ("how", "said", "progress")),
    RecordKind(
        *("sending", "Sending of the acknowledgement", "file", ("sent_by", "channel_asked", "account")),
        open="to be put into the online account",
        value="sent_by",
        open_when=(("account", ("yes",)), ("sent_by", ("", "letter", "email", "telephone"))),
        comes_with=("acknowledged", "sent_by", "account"),
    ),
    RecordKind("not_logged", "Not logged at the resident's request", "file", ("reason", "asked_by", "route_told")),
    RecordKind(
        *("new_issue", "New issue", "actions", ("new_issue", "logged_as")),
        open="to be logged as a complaint of its own",
        comes_with=("escalated", "new_issue"),
    ),
)
