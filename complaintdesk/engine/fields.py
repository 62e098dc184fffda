"""What a form may ask, by name: label, kind, choices. An act lists the names, a letter's checklist adds its own."""

from complaintdesk.engine.book import FIELDS as BOOK_FIELDS
from complaintdesk.engine.deciding import FIELDS as DECIDING
from complaintdesk.engine.fields_in import FIELDS_IN
from complaintdesk.engine.keeping import FIELDS as KEEPING
from complaintdesk.engine.putting_right import FIELDS as PUTTING_RIGHT
from complaintdesk.models.forms import Field
from complaintdesk.models.policy import Policy
from complaintdesk.models.terms import CHANNELS, FEEDBACK_KINDS, FINDINGS, REMEDY_KINDS

_CLOSED_WHY = (
    ("answered", "Answered, and no request for the next stage"),
    ("resolved", "Resolved and agreed with the resident"),
    ("no_contact", "No contact from the resident"),
    ("not_a_complaint", "Turned into another kind of feedback"),
    ("excluded", "Not taken under the policy"),
    ("legal", "Legal proceedings have taken it over"),
    ("duplicate", "Same as another case"),
    ("cannot_resolve", "The service request cannot settle it"),
    ("refuted", "Refuted by the resident: nobody was asked to act for them"),
    ("early", "Closed early: answered before its target date"),
)

_STEPS = (
    ("asked_customer", "Asked the resident for details"),
    ("risk", "Looked at vulnerability or risk"),
    ("spoke", "Spoke to staff or a contractor"),
    ("searched", "Searched records"),
    ("visited", "Visited the home, a communal area or the estate"),
    ("other", "Another step"),
)
_DECISIONS = (("granted", "Granted"), ("part", "Granted in part"), ("refused", "Refused"))

FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("when", "When", "moment", hint="empty is now; or 28/3, yesterday, 28 mar 18:10"),
        Field("definition", "The complaint as we understand it", "text"),
        Field("wanted", "What the resident wants", "text"),
        Field("parts", "Parts of the complaint", "parts", (), hint="one a line"),
        Field("responsible_for", "What we are responsible for", "text"),
        Field("not_responsible_for", "What we are not responsible for", "text", hint="say 'nothing' if so"),
        Field("unclear", "What is unclear", "text", hint="asked in the letter; the clock runs on"),
        Field("handler", "Who will deal with it", "line"),
        Field("handler_role", "Their role", "line"),
        Field("update_interval", "How often we update the resident", "line", hint="for example: every 10 working days"),
        Field("contact_method", "How the resident wants to be reached", "line"),
        Field("compensation_asked", "Does the resident ask for compensation", "line"),
        Field("how", "How", "choice", choices=tuple((channel, channel) for channel in CHANNELS)),
        Field("said", "What was said", "text"),
        Field("until", "New date for the answer", "date", required=True, hint="26/4/2026, +5wd"),
        Field("ground", "Ground", "line"),
        Field("reason", "Reason", "text"),
        Field("progress", "Progress so far", "text"),
        Field("good_reason", "Good reason to go beyond the limit", "text", hint="only beyond the limit"),
        Field("answer", "The resident's answer", "line"),
        Field("advocate", "Who acts for the resident", "line", hint="'nobody' if so"),
        Field("authority", "Authority confirmed", "flag", value=False),
        Field("disputed", "Parts taken to stage 2", "parts", (), hint="empty is all of it"),
        Field("words", "In the resident's words", "text", hint="never required"),
        Field("why", "Why it is closed", "choice", choices=_CLOSED_WHY, required=True),
        Field("lessons", "What we learn from it", "text", hint="'none' is an answer"),
        Field("findings", "Finding on each part", "findings", ()),
        Field("outcome", "Overall outcome", "choice", choices=tuple(FINDINGS.items())),
        Field("relied_on", "Policy, law or good practice relied on", "text"),
        Field("apology", "Apology", "text"),
        Field("steps", "What will put it right", "text", hint="or why it cannot be"),
        Field("remedies", "Remedies and actions", "remedies", (), choices=tuple(REMEDY_KINDS.items())),
        Field("remedies_none", "No remedy is offered", "flag", value=False),
        Field("actions_none", "No action is outstanding", "flag", value=False),
        Field("thanks", "Thanks", "text"),
        Field("process", "How the process works", "text"),
        Field("escalation", "How to ask for stage 2", "text"),
        Field("ombudsman_text", "The Ombudsman", "text"),
        Field("designated_person", "Designated person", "text"),
        Field("support", "Help with the complaint", "text"),
        Field("signatory", "Signed by", "line"),
        Field("signposting", "Who else may be able to help", "text", hint="another body or provider, if there is one"),
        Field("agreed", "What was agreed with the resident", "text"),
        Field("questions", "What is asked", "text"),
        Field("complaint_route", "How to complain", "text"),
        Field("what", "What", "text"),
        Field("to", "To", "line", required=True),
        Field("text", "Note", "text", required=True),
        Field("which", "Which", "choice", required=True),
        Field("step", "Step", "choice", choices=_STEPS, required=True),
        Field("with_whom", "With whom", "line"),
        Field("item", "Item", "line", required=True),
        Field("source", "Where it comes from", "line"),
        Field("dated", "Its date", "date"),
        Field("considered", "Considered", "flag", value=False),
        Field("need", "What is needed", "line", required=True),
        Field("noticed_by", "Asked by the resident, or noticed by", "line"),
        Field("decision", "Decision", "choice", choices=_DECISIONS),
        Field("decided_by", "Decided by", "line"),
        Field("owner", "Who does it", "line", required=True),
        Field("due_on", "By when", "date", required=True, hint="26/4/2026, +5wd"),
        Field("done_on", "Done on", "date"),
        Field("what_was_done", "What was done", "text"),
        Field("name", "Name", "line", required=True),
        Field("initials", "Initials", "line"),
        Field("roles", "Roles", "several", ()),
        Field("team", "Team", "line"),
        Field("areas", "Service areas answered for", "line", hint="with commas between"),
        Field("since", "From", "date"),
        Field("until_day", "Until", "date"),
        *FIELDS_IN,
        *DECIDING,
        *PUTTING_RIGHT,
        *BOOK_FIELDS,
        *KEEPING,
    )
}


def choices(name: str, policy: Policy) -> tuple[tuple[str, str], ...]:
    """(key, words) of what a field offers under the policy: its own, in place of the usual ones or behind them."""
    own = policy.offers(name)
    usual = dict(FIELDS[name].choices if name in FIELDS else ()) if not own or own[0].adds else {}
    return tuple((usual | {one.key: one.label for one in own}).items())


def word(name: str, key: str, policy: Policy) -> str:
    """What people read for a choice; a word that nobody knows any more reads as it was kept."""
    own = policy.choice(name, key)
    if own is not None:
        return own.label
    return dict(FIELDS[name].choices if name in FIELDS else ()).get(key, key)


def kinds(policy: Policy) -> tuple[tuple[str, str], ...]:
    """(key, words) of the kinds of feedback that a landlord has; all of them where its policy names none."""
    return tuple((one, kind_words(one, policy)) for one in dict(choices("feedback", policy)) or FEEDBACK_KINDS)


def kind_words(kind: str, policy: Policy) -> str:
    """'Service request', or what the policy calls it."""
    own = policy.choice("feedback", kind)
    return own.label if own else kind.replace("_", " ").replace("mp ", "MP ").capitalize().replace("Mp ", "MP ")


def kind_within(kind: str, policy: Policy) -> str:
    """The same within a sentence: 'service request', 'MP enquiry'."""
    words = kind_words(kind, policy)
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
