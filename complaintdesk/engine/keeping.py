"""Acts, fields and records of what is kept, for how long, and of people who ask for their own data. Only lists."""

from typing import Final

from complaintdesk.engine.kinds import Act, RecordKind
from complaintdesk.models.events import DISPOSED
from complaintdesk.models.forms import Field
from complaintdesk.models.policy import Length

LAW: Final = {"subject_access": Length(1, "months")}
"""Periods that no policy has to say. Source: UK GDPR, article 12(3): one month from the day the request came."""

ACTS: Final = (
    Act(
        *("tenancy", ";", "Tenancy ended or moved", "people", "tenancy_noted", "Tenancy noted"),
        fields=("since", "tenancy_ended_on", "transferred_on"),
        says_one=("since", "tenancy_ended_on", "transferred_on"),
        adds="tenancy",
    ),
    Act(
        *("document", "+", "Document held", "file", "document_noted", "Document noted"),
        fields=("item", "document_class", "dated", "filed"),
        adds="document",
    ),
    Act(
        *("file_document", "=", "Document filed elsewhere", "file", "document_filed", "Document filed"),
        fields=("which", "filed", "done_on", "reason"),
        insists=("filed",),
        moves=("document",),
        even_done=True,
    ),
    Act(
        *("hold", "!", "Keep: legal hold, longer", "file", "held", "Hold noted"),
        fields=("hold_kind", "reason", "decided_by", "until_day"),
        insists=("reason", "decided_by"),
        adds="hold",
    ),
    Act(
        *("release", "-", "Hold lifted", "file", "hold_lifted", "Hold lifted"),
        fields=("which", "reason", "decided_by"),
        insists=("reason",),
        moves=("hold",),
        settles=True,
    ),
    Act(
        *("subject_request", "@", "Asks for their own data", "people", "subject_asked", "Request noted"),
        fields=("when", "who_asked", "what", "owner", "due_on"),
        optional=("owner", "due_on"),
        adds="subject_request",
        window="subject_access",
    ),
    Act(
        *("subject_answered", "*", "Own data sent", "people", "subject_answered", "Answer noted"),
        fields=("when", "which", "done_on", "sent_by", "reason"),
        moves=("subject_request",),
        settles=True,
    ),
    Act(
        *("dispose", "_", "Dispose of its words", "file", DISPOSED, "Its words are erased for good"),
        fields=("reason", "decided_by"),
        insists=("decided_by",),
        needs_yes=True,
    ),
)
_CLASSES: Final = (
    ("rent_statement", "Rent statement"),
    ("medical", "Medical form"),
    ("tenancy_agreement", "Tenancy agreement"),
    ("housing_application", "Housing application form"),
    ("consent", "Consent to hold sensitive data"),
    ("other", "Another document"),
)
"""What most landlords hold; a policy's own classes are a ``[[choice]]``."""
_FILED: Final = (("case", "With the case"), ("tenancy", "In the tenancy file"), ("destroyed", "Destroyed"))
_HOLDS: Final = (
    ("legal", "Legal hold: nothing is disposed of until it is lifted"),
    ("longer", "Kept longer than usual, with authority"),
)

FIELDS: Final = (
    Field("tenancy_ended_on", "Tenancy ended on", "date"),
    Field("transferred_on", "Moved to the new home on", "date"),
    Field("document_class", "Class of document", "choice", choices=_CLASSES, required=True),
    Field("filed", "Where it is", "choice", "case", choices=_FILED),
    Field("hold_kind", "Kind of hold", "choice", choices=_HOLDS, required=True),
)

RECORDS: Final = (
    RecordKind("tenancy", "Tenancy", "people", ("since", "tenancy_ended_on", "transferred_on"), of_person=True),
    RecordKind(
        "document", "Document", "file", ("item", "document_class", "dated", "filed", "done_on"), value="document_class"
    ),
    RecordKind(
        *("hold", "Hold", "file", ("hold_kind", "reason", "decided_by", "until_day")),
        open="in force",
        value="hold_kind",
    ),
    RecordKind(
        *("subject_request", "Request for own data", "people", ("who_asked", "what", "owner", "due_on")),
        open="to be answered",
    ),
    RecordKind("look", "Sensitive words looked at", "file", ("reason",)),
)
