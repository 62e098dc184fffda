"""What acts there are: one line each. Gates, forms, menus, the fold and the command line all read this list."""

from dataclasses import dataclass

from complaintdesk.models.terms import BOOK, FEEDBACK_KINDS


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
    adds: str = ""
    """The kind of record it puts on the file (``engine.records``)."""
    moves: tuple[str, ...] = ()
    """The kinds of open record it changes; its form asks ``which``."""
    settles: bool = False
    """Whether what it changes is done with."""
    about: tuple[str, ...] = ()
    """The kinds of feedback it belongs to; empty: every one."""
    is_reply: bool = False
    """Whether it sends a letter that the landlord owes on every complaint."""
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(kind of feedback, fields it is asked besides)."""
    opens: str = ""
    """The page it is done on, where that is no form of a case: ``intake``."""

    def asks(self, feedback: str) -> tuple[str, ...]:
        """The fields of its form on a case of that kind."""
        return (*self.fields, *(name for kind, names in self.also if kind == feedback for name in names))

    def letter_kind(self, stage: int) -> str:
        """The letter this act sends at ``stage``; '' for none."""
        return next((kind for at, kind in self.letters if at == stage), "")


GROUPS = ("contact", "stage", "decision", "remedy", "people", "file", "staff")

SENT = ("send_to", "sent_by", "preference_reason")
"""How a letter goes out; each is asked only where the case gives reason to."""
UNHAPPY = tuple(kind for kind in FEEDBACK_KINDS if not kind.endswith("complaint"))
"""Kinds on which somebody may be dissatisfied without its being a complaint yet."""
TRAINED = ("trained_vulnerability", "trained_customer_service", "trained_complaints")
"""The day of somebody's last training, subject by subject."""

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
            ("when", *SENT),
            ((1, "acknowledgement"), (2, "stage_2_acknowledgement")),
            is_reply=True,
        ),
        Act("contact", "h", "Contact made", "contact", "contacted", "Contact noted", ("when", "how", "said")),
        Act(
            "extend",
            "d",
            "Extend the answer",
            "contact",
            "extended",
            "Extended",
            ("when", "until", "ground", *SENT),
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
            ("when", "advocate", "relation", "asked_on", "asked_how", "authority"),
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
            ((2, "escalation_refusal"),),
            True,
        ),
        Act(
            "close",
            "C",
            "Close",
            "stage",
            "closed",
            "Closed",
            ("when", "why", "reason", "lessons"),
            (),
            True,
            also=(("service_request", ("resolved_first", "complaint_offered", "process_explained")),),
        ),
        Act("withdraw", "w", "Withdrawn by resident", "stage", "withdrawn", "Withdrawn", ("when", "how"), (), True),
        Act("reopen", "o", "Reopen", "stage", "reopened", "Reopened", ("when", "reason")),
        Act(
            "define",
            "p",
            "Define the complaint",
            "decision",
            "defined",
            "Defined",
            ("definition", "wanted", "parts", "unclear"),
        ),
        Act(
            "respond",
            "r",
            "Answer",
            "decision",
            "responded",
            "Answered",
            ("when", "findings", "outcome", *SENT),
            ((1, "stage_1_response"), (2, "stage_2_response")),
            is_reply=True,
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
        Act(
            "step",
            "1",
            "Investigation step",
            "decision",
            "step_taken",
            "Investigation step",
            ("when", "step", "with_whom", "what"),
            adds="step",
        ),
        Act(
            "evidence",
            "2",
            "Evidence",
            "decision",
            "evidence_added",
            "Evidence",
            ("when", "item", "source", "dated", "considered"),
            adds="evidence",
        ),
        Act(
            "consider",
            "3",
            "Weigh evidence",
            "decision",
            "evidence_considered",
            "Evidence weighed",
            ("when", "which", "considered"),
            moves=("evidence",),
        ),
        Act(
            "adjust",
            "4",
            "Adjustment",
            "people",
            "adjustment_asked",
            "Reasonable adjustment",
            ("when", "need", "noticed_by", "decision", "reason", "decided_by"),
            adds="adjustment",
        ),
        Act(
            "decide_adjustment",
            "5",
            "Decide an adjustment",
            "people",
            "adjustment_decided",
            "Adjustment decided",
            ("when", "which", "decision", "reason", "decided_by"),
            moves=("adjustment",),
            settles=True,
        ),
        Act(
            "promise",
            "6",
            "Action or promise",
            "remedy",
            "action_set",
            "Action",
            ("when", "what", "owner", "due_on"),
            adds="action",
        ),
        Act(
            "action_done",
            "7",
            "Action done",
            "remedy",
            "action_done",
            "Action done",
            ("when", "which", "done_on", "what_was_done"),
            moves=("action", "remedy"),
            settles=True,
        ),
        Act(
            "action_late",
            "8",
            "Action delayed",
            "remedy",
            "action_delayed",
            "Action delayed",
            ("when", "which", "due_on", "reason"),
            moves=("action", "remedy"),
        ),
        Act(
            "staff_add",
            "a",
            "Add somebody to the staff",
            "staff",
            "staff_added",
            "On the staff list",
            ("name", "initials", "roles", "team", "areas", "manager", "deputy", "since", "until_day", *TRAINED),
            adds="staff_member",
            about=(BOOK,),
        ),
        Act(
            "staff_change",
            "c",
            "Change somebody's entry",
            "staff",
            "staff_changed",
            "Staff list changed",
            ("which", "roles", "team", "areas", "manager", "deputy", "since", "until_day", *TRAINED),
            moves=("staff_member",),
            about=(BOOK,),
        ),
        Act("receive", "c", "Log as another kind, linked", "stage", "received", "Logged", opens="intake"),
        Act(
            "prefer",
            "g",
            "Contact preference",
            "people",
            "preference_said",
            "Contact preference",
            ("when", "prefers", "contact_preference"),
            adds="preference",
        ),
        Act(
            "clarify",
            "j",
            "Ask what is unclear",
            "contact",
            "clarification_sought",
            "Clarification sought",
            ("when", "which", "how", "said", "clear"),
            moves=("unclear",),
        ),
        Act(
            "dissatisfied",
            "l",
            "Dissatisfaction voiced",
            "contact",
            "dissatisfaction_voiced",
            "Dissatisfaction",
            ("when", "how", "said", "complaint_offered", "told_how"),
            adds="dissatisfaction",
            about=UNHAPPY,
        ),
        Act(
            "offer_complaint",
            "A",
            "Offer a complaint",
            "contact",
            "complaint_offered",
            "Complaint offered",
            ("when", "which", "complaint_offered", "told_how"),
            moves=("dissatisfaction",),
        ),
        Act(
            "authority",
            "B",
            "Authority checked",
            "people",
            "authority_checked",
            "Authority checked",
            ("when", "which", "authority", "how", "said"),
            moves=("representative",),
            settles=True,
        ),
        Act(
            "meeting",
            "D",
            "Meeting",
            "contact",
            "meeting_held",
            "Meeting",
            ("when", "attended", "accompanied_by", "said"),
            adds="meeting",
        ),
        Act(
            "disclose",
            "E",
            "Vulnerability disclosed",
            "people",
            "vulnerability_disclosed",
            "Vulnerability disclosed",
            ("when", "vulnerability"),
            adds="vulnerability",
        ),
        Act(
            "reveal",
            "F",
            "Show what is sensitive",
            "people",
            "sensitive_viewed",
            "Sensitive words looked at",
            ("reason",),
        ),
    )
}
