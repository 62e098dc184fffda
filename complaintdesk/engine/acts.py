"""What acts there are: one line each. Gates, forms, menus and the command line all read this list."""

from dataclasses import dataclass

from complaintdesk.models.forms import Field
from complaintdesk.models.terms import CHANNELS, FINDINGS


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person may do to a case. ``event`` is what it records."""

    key: str
    letter: str
    """Its key in the act menu."""
    label: str
    group: str
    event: str
    done: str
    """What the desk says afterwards."""
    fields: tuple[str, ...] = ()
    """Names in :data:`FIELDS`, in order, before those that its letter asks for."""
    letters: tuple[tuple[int, str], ...] = ()
    """(stage, letter kind) of the letter it sends."""
    needs_yes: bool = False
    """Whether it asks for a ``y`` before it happens: what cannot simply be taken back."""

    def letter_kind(self, stage: int) -> str:
        """The letter this act sends at ``stage``; '' for none."""
        return next((kind for at, kind in self.letters if at == stage), "")


GROUPS = ("contact", "stage", "decision", "people", "file")

ACTS: dict[str, Act] = {
    act.key: act
    for act in (
        Act(
            "acknowledge",
            "k",
            "Acknowledge",
            "contact",
            "acknowledged",
            "Acknowledged",
            ("when",),
            ((1, "acknowledgement"), (2, "stage_2_acknowledgement")),
        ),
        Act("contact", "h", "Contact made", "contact", "contacted", "Contact noted", ("when", "how", "said")),
        Act(
            "extend",
            "d",
            "Extend the answer",
            "contact",
            "extended",
            "Extended",
            ("when", "until", "ground"),
            ((1, "extension_notice"), (2, "extension_notice")),
        ),
        Act(
            "offer_mediation", "i", "Offer mediation", "contact", "mediation_offered", "Offer noted", ("when", "answer")
        ),
        Act(
            "clarify_advocate",
            "b",
            "Clarify advocate",
            "contact",
            "advocate_clarified",
            "Advocate noted",
            ("when", "advocate", "authority"),
        ),
        Act("escalate", "S", "To stage 2", "stage", "escalated", "At stage 2", ("when", "disputed", "words"), (), True),
        Act(
            "refuse_escalation",
            "f",
            "Refuse stage 2",
            "stage",
            "escalation_refused",
            "Stage 2 refused",
            ("when", "ground", "reason"),
            (),
            True,
        ),
        Act("close", "C", "Close", "stage", "closed", "Closed", ("when", "why", "reason", "lessons"), (), True),
        Act("withdraw", "w", "Withdrawn by resident", "stage", "withdrawn", "Withdrawn", ("when", "how"), (), True),
        Act("reopen", "o", "Reopen", "stage", "reopened", "Reopened", ("when", "reason")),
        Act("define", "p", "Define the complaint", "decision", "defined", "Defined", ("definition", "wanted", "parts")),
        Act(
            "respond",
            "r",
            "Answer",
            "decision",
            "responded",
            "Answered",
            ("when", "findings", "outcome"),
            ((1, "stage_1_response"), (2, "stage_2_response")),
        ),
        Act("action", "n", "First action taken", "decision", "actioned", "Action noted", ("when", "what")),
        Act("assign", "a", "Assign", "people", "assigned", "Assigned", ("to", "reason")),
        Act("note", "m", "Note", "file", "noted", "Note kept", ("text",)),
        Act(
            "request_evidence",
            "e",
            "Ombudsman asks evidence",
            "file",
            "evidence_requested",
            "Request noted",
            ("when", "what"),
        ),
        Act("send_evidence", "v", "Evidence sent", "file", "evidence_sent", "Evidence noted", ("when", "what")),
    )
}

_CLOSED_WHY = (
    ("answered", "Answered, and no request for the next stage"),
    ("resolved", "Resolved and agreed with the resident"),
    ("no_contact", "No contact from the resident"),
    ("not_a_complaint", "Turned into another kind of feedback"),
    ("excluded", "Not taken under the policy"),
    ("legal", "Legal proceedings have taken it over"),
    ("duplicate", "Same as another case"),
)

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
        Field("authority", "Authority seen", "flag", value=False),
        Field("disputed", "Parts taken to stage 2", "parts", (), hint="empty is all of it"),
        Field("words", "In the resident's words", "text", hint="never required"),
        Field("why", "Why it is closed", "choice", choices=_CLOSED_WHY, required=True),
        Field("lessons", "What we learn from it", "text", hint="'none' is an answer"),
        Field("findings", "Finding on each part", "findings", ()),
        Field("outcome", "Overall outcome", "choice", choices=tuple(FINDINGS.items())),
        Field("relied_on", "Policy, law or good practice relied on", "text"),
        Field("apology", "Apology", "text"),
        Field("steps", "What will put it right", "text", hint="or why it cannot be"),
        Field("remedies", "Remedies and actions", "remedies", ()),
        Field("remedies_none", "No remedy is offered", "flag", value=False),
        Field("actions_none", "No action is outstanding", "flag", value=False),
        Field("thanks", "Thanks", "text"),
        Field("process", "How the process works", "text"),
        Field("escalation", "How to ask for stage 2", "text"),
        Field("ombudsman_text", "The Ombudsman", "text"),
        Field("designated_person", "Designated person", "text"),
        Field("support", "Help with the complaint", "text"),
        Field("signatory", "Signed by", "line"),
        Field("excluded", "A part not taken on", "text", hint="empty: all of it is taken on"),
        Field("excluded_ground", "On what ground", "line"),
        Field("excluded_reason", "Why that ground applies", "text"),
        Field("what", "What", "text"),
        Field("to", "To", "line", required=True),
        Field("text", "Note", "text", required=True),
    )
}
