"""Acts on a landlord's book: its staff, its homes, its benchmarks."""

from typing import Final

from complaintdesk.engine.kinds import Act
from complaintdesk.models.terms import BOOK

TRAINED: Final = ("trained_vulnerability", "trained_customer_service", "trained_complaints")
"""The day of somebody's last training, subject by subject."""
AWAY: Final = ("away_from", "away_until")
"""The days between which somebody is away and their deputy has their roles."""

ACTS: Final = (
    Act(
        "staff_add",
        "a",
        "Add somebody to the staff",
        "staff",
        "staff_added",
        "On the staff list",
        (
            "name",
            "initials",
            "job",
            "roles",
            "team",
            "areas",
            "manager",
            "deputy",
            "since",
            "until_day",
            *AWAY,
            *TRAINED,
            "objective_on",
        ),
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
        (
            "which",
            "job",
            "roles",
            "team",
            "areas",
            "manager",
            "deputy",
            "since",
            "until_day",
            *AWAY,
            *TRAINED,
            "objective_on",
        ),
        moves=("staff_member",),
        even_done=True,
        about=(BOOK,),
    ),
)
