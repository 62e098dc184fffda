"""What acts there are: one line each. Gates, forms, menus, the fold and the command line all read this list."""

from dataclasses import dataclass

from complaintdesk.models.terms import BOOK


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

    def letter_kind(self, stage: int) -> str:
        """The letter this act sends at ``stage``; '' for none."""
        return next((kind for at, kind in self.letters if at == stage), "")


GROUPS = ("contact", "stage", "decision", "remedy", "people", "file", "staff")

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
            ("when",),
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
            ((2, "escalation_refusal"),),
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
    )
}
