"""What the intake page asks: a few fields for every call, and behind a heading each what is needed now and then."""

from datetime import datetime

from complaintdesk.desk.looking import Look
from complaintdesk.engine.days import moment
from complaintdesk.engine.fields import FIELDS as KNOWN
from complaintdesk.engine.records import open_records
from complaintdesk.models.case import Case
from complaintdesk.models.forms import Field
from complaintdesk.models.record import Record
from complaintdesk.models.terms import CHANNELS, CHARACTERISTICS, EQUALITY, FEEDBACK_KINDS, feedback_words

KINDS = tuple((kind, feedback_words(kind)[0].upper() + feedback_words(kind)[1:]) for kind in FEEDBACK_KINDS)
"""Of any landlord; the page offers those of the one chosen once it is known (``IntakeView.kinds``)."""
_FRONT = (
    Field("when", "When we were told", "moment", hint="empty is now; or 28/3, yesterday, 28 mar 18:10"),
    Field(
        "channel",
        "How it came in",
        "choice",
        CHANNELS[0],
        required=True,
        choices=tuple((one, one.capitalize()) for one in CHANNELS),
    ),
    Field("resident", "Who for", "line", hint="'not given' if unknown"),
    Field("address", "Property", "line"),
    Field("contact", "Reached by", "line", hint="telephone, e-mail"),
    Field("person", "Same person as", "case"),
    Field("words", "In their words", "text"),
    Field("wanted", "What they want", "text"),
    Field("feedback", "Kind", "choice", choices=KINDS),
    Field("parts", "Parts of it", "parts", (), hint="one a line; or set out later"),
    Field("area", "Service area", "line"),
    Field("owner", "Give it to", "line", hint="empty: nobody yet"),
)
_FOLDS: tuple[tuple[str, tuple[Field | str, ...]], ...] = (
    (
        "Who took it, whom it is about",
        (
            Field("taken_by", "Who took it", "line", hint="any member of staff; empty is you"),
            "complainant",
            "members",
            "concerns",
            Field("about_people", "Staff complained about", "line", hint="with commas between"),
        ),
    ),
    (
        "Somebody acts for them",
        (
            Field("representative", "Represented by", "line", hint="their name"),
            "relation",
            "authority",
            "asked_on",
            "asked_how",
            "enquirer",
            "express_request",
        ),
    ),
    (
        "Adjustments, vulnerability, wishes",
        (
            KNOWN["need"]._replace(label="Adjustment asked for", required=False, hint="to be decided"),
            KNOWN["noticed_by"]._replace(label="Who asked", hint="the resident, or who noticed it"),
            Field("adjustments", "Adjustments agreed", "line"),
            "vulnerability",
            "prefers",
            KNOWN["contact_preference"]._replace(label="How to reach them"),
        ),
    ),
    (
        "How it came about",
        (
            KNOWN["linked"]._replace(label="Grew out of", kind="case", hint="the other case"),
            "link",
            "trigger",
            "happened_on",
            "known_on",
            "legal",
            "dissatisfied",
            KNOWN["unclear"]._replace(hint="one point a line; the clock runs on"),
        ),
    ),
    (
        "How we see it",
        (
            Field("subject", "Subject", "line", hint="empty: the first words"),
            KNOWN["definition"],
            Field("theme", "Theme", "line"),
        ),
    ),
    ("Equality monitoring, never needed", tuple(EQUALITY + key for key in CHARACTERISTICS)),
)
INTAKE: tuple[Field, ...] = (
    *_FRONT,
    *(
        (one if isinstance(one, Field) else KNOWN[one])._replace(fold=heading)
        for heading, fields in _FOLDS
        for one in fields
    ),
)


def beginning_from(seen: Look) -> tuple[Field, ...]:
    """The page as it opens for a case that grows out of another: its people and words, and when it was first said."""
    case = seen.case
    voiced = [one for one in case.records if one.kind == "dissatisfaction"]
    unclear = case.feedback != "complaint" and any(one.kind == "unclear" for one in case.records)
    raised = open_records(case, ("new_issue",))
    first_said = seen.course.stages[1].start.at if unclear else None
    words = case.words if unclear else ""
    if voiced:
        first_said, words = _taken_up(case, voiced[-1]), str(voiced[-1].said.get("said") or "")
    elif raised:
        first_said, words = raised[0].at, str(raised[0].said["new_issue"])
    link = "from_service_request" if case.feedback == "service_request" else "from_enquiry"
    if case.feedback == "complaint":
        link = "new_issue" if case.stage == 2 else "related"
    known: dict[str, object] = {
        **{
            name: getattr(case, name)
            for name in ("resident", "address", "contact", "area", "theme", "subject", "enquirer")
        },
        "words": words,
        **(
            {"subject": ""} if words and (voiced or raised) else {}
        ),  # it is about those words, not about the first matter
        "when": moment(first_said) if first_said else "",
        "person": case.ref,
        "linked": case.ref,
        "link": link,
        "feedback": "" if case.feedback == "complaint" else "complaint",
    }
    return tuple(field._replace(value=known.get(field.name) or field.value) for field in INTAKE)


def _taken_up(case: Case, voiced: Record) -> datetime | None:
    """When a complaint was first wanted: the day of the dissatisfaction, or that of a change of mind after a no."""
    answers = [
        (str(one.body.get("complaint_offered") or ""), one.at)
        for one in case.events
        if one.seq == voiced.seq or (one.kind == "complaint_offered" and one.body.get("which") == voiced.key)
    ]
    if not any(answer == "declined" for answer, _ in answers):
        return voiced.at
    return answers[-1][1] if answers[-1][0] == "accepted" else None
