"""Acts, fields and records of a landlord's book: staff, homes, benchmarks, what it publishes and answers for.

Only lists, as of what is done on a case.
"""

from typing import Final

from complaintdesk.engine.kinds import Act, RecordKind
from complaintdesk.models.forms import Field
from complaintdesk.models.terms import BOOK

TRAINED: Final = ("trained_vulnerability", "trained_customer_service", "trained_complaints")
"""The day of somebody's last training, subject by subject."""
AWAY: Final = ("away_from", "away_until")
"""The days between which somebody is away and their deputy has their roles."""
_ENTRY: Final = (
    *("job", "roles", "team", "areas", "manager", "deputy", "since", "until_day"),
    *(*AWAY, *TRAINED, "objective_on"),
)
"""What the staff list holds of somebody besides their name."""
_TOLD: Final = ("told_ombudsman_on", "told_residents_on", "published_on")
"""Whom an incident that keeps a landlord from complying is told to."""

ACTS: Final = (
    Act(
        "staff_add",
        "a",
        "Add somebody to the staff",
        "staff",
        "staff_added",
        "On the staff list",
        ("name", "initials", *_ENTRY),
        adds="staff_member",
        about=(BOOK,),
    ),
    Act(
        "homes",
        "h",
        "Number of homes",
        "file",
        "homes_counted",
        "Number of homes",
        ("amount", "since", "source"),
        adds="stock",
        about=(BOOK,),
    ),
    Act(
        "benchmark",
        "b",
        "Benchmark of a figure",
        "file",
        "benchmark_noted",
        "Benchmark",
        ("figure", "amount", "since", "source"),
        adds="benchmark",
        about=(BOOK,),
    ),
    Act(
        "staff_change",
        "c",
        "Change somebody's entry",
        "staff",
        "staff_changed",
        "Staff list changed",
        ("which", *_ENTRY),
        moves=("staff_member",),
        even_done=True,
        about=(BOOK,),
    ),
    Act(
        *("publish", "p", "Published or checked", "file", "published", "Publication noted"),
        fields=("publication", "for_year", "done_on", "what", "where"),
        adds="publication",
        about=(BOOK,),
    ),
    Act(
        *("occasion", "e", "Merger or other occasion", "file", "occasion_noted", "Merger or other occasion noted"),
        fields=("occasion", "since", "what"),
        adds="occasion",
        about=(BOOK,),
    ),
    Act(
        *("assess", "s", "Answer a provision", "file", "provision_answered", "Answer to the provision noted"),
        fields=("provision", "complies", "what", "due_on"),
        optional=("due_on",),
        adds="provision",
        about=(BOOK,),
    ),
    Act(
        *("assess_again", "t", "Change an answer", "file", "provision_changed", "Answer to the provision changed"),
        fields=("which", "complies", "what", "due_on"),
        optional=("due_on",),
        moves=("provision",),
        even_done=True,
        about=(BOOK,),
    ),
    Act(
        *("incident", "i", "Incident: no compliance", "file", "incident_noted", "Incident noted; every clock runs on"),
        fields=("what", "since", *_TOLD, "due_on"),
        adds="incident",
        about=(BOOK,),
    ),
    Act(
        *("incident_step", "j", "Step after an incident", "file", "incident_moved", "Step after the incident noted"),
        fields=("which", *_TOLD, "due_on", "done_on"),
        optional=("due_on",),
        moves=("incident",),
        about=(BOOK,),
    ),
    Act(
        *("plan", "q", "Review an area's plan", "file", "plan_reviewed", "Plan of the area noted"),
        fields=("area", "done_on", "what"),
        adds="area_plan",
        about=(BOOK,),
    ),
)

_OCCASIONS: Final = (
    ("restructure", "Significant restructure"),
    ("merger", "Merger"),
    ("procedures", "Change of procedures"),
    ("ombudsman", "The Ombudsman asks for it"),
)

FIELDS: Final = (
    Field("manager", "Line manager", "line"),
    Field("deputy", "Who stands in", "line"),
    Field("amount", "Number", "number", required=True, hint="8,000 or 31.5"),
    Field("figure", "Figure", "choice", required=True),
    Field("trained_vulnerability", "Trained in vulnerability", "date"),
    Field("trained_customer_service", "Trained in customer service", "date"),
    Field("trained_complaints", "Trained in complaints", "date"),
    Field("publication", "What", "choice", required=True),
    Field("for_year", "For the year or quarter", "period"),
    Field("where", "Where", "line", hint="its web address; without a website the place of the notice"),
    Field("provision", "Provision of the Code", "line", required=True, hint="its number, as 6.3"),
    Field("complies", "We comply", "choice", choices=(("yes", "Yes"), ("no", "No")), required=True),
    Field("told_ombudsman_on", "Ombudsman told on", "date"),
    Field("told_residents_on", "Residents informed on", "date"),
    Field("published_on", "Published on", "date"),
    Field("objective_on", "Has the objective on complaint handling since", "date"),
    Field("occasion", "What happened", "choice", choices=_OCCASIONS, required=True),
    Field("job", "Job title", "line"),
    Field("away_from", "Away from", "date"),
    Field("away_until", "Away until", "date"),
)

RECORDS: Final = (
    RecordKind("staff_member", "Staff", "staff", ("name", "roles", "team", "until_day")),
    RecordKind("stock", "Homes", "file", ("amount", "since", "source"), value="", dated="since"),
    RecordKind(
        "benchmark", "Benchmark", "file", ("figure", "amount", "since", "source"), value="figure", dated="since"
    ),
    RecordKind(
        *("publication", "Publication", "file", ("publication", "for_year", "done_on", "what", "where")),
        value="publication",
    ),
    RecordKind(
        *("occasion", "Occasion", "file", ("occasion", "since", "what")),
        value="occasion",
        dated="since",
    ),
    RecordKind(
        *("provision", "Self-assessment", "file", ("provision", "complies", "what", "due_on")),
        open="to comply",
        done_with=("complies=yes",),
        value="complies",
    ),
    RecordKind(
        *("incident", "Incident", "file", ("what", "since", *_TOLD, "due_on")),
        open="to be back in compliance",
        done_with=("done_on",),
        dated="since",
    ),
    RecordKind("area_plan", "Area plan", "file", ("area", "done_on", "what"), value="area"),
)
