"""Salix's examples of what a letter must contain. Sources: rows salix-* of the clause ledger."""

from dataclasses import replace
from datetime import date

import pytest
from letter_samples import (
    ACK,
    ACK_2,
    CALLS,
    KINDS,
    LIFT,
    MORE_TIME,
    MOTOR,
    STAGE_1,
    STAGE_2,
    Example,
    complete,
    example,
    part,
)

from complaintdesk.models.case import Remedy

SITE_ONLY = replace(complete("salix", ACK).ombudsman, telephone="", email="", post=())
PLAIN = "You can contact the Housing Ombudsman."
B = {"excluded": "Part B: the noise", "excluded_ground": "4.4.1, over twelve months ago", "excluded_reason": "Of 2021."}
THREE = (
    part(1, "A: damp", "upheld", "Seen on the visit"),
    part(2, "B: mould", "partly_upheld", "Half of it was ours"),
    part(3, "C: heating", "not_upheld", "It worked"),
)
FINE = tuple(part(number, text, "not_upheld", "It was done") for number, text in ((1, LIFT), (2, CALLS)))
RIGHTS = {"ombudsman_right", "ombudsman_described", "ombudsman_free"}
BOILER = Remedy("action", "replace boiler", date(2024, 6, 28))

SALIX = [
    *(example("salix-4.2.7a", kind, RIGHTS, ombudsman_text="") for kind in KINDS),
    *(example("salix-3.3", kind, {"ombudsman_described", "ombudsman_free"}, ombudsman_text=PLAIN) for kind in KINDS),
    *(example("salix-4.15.3", kind, prints=("free", "www.housing-ombudsman.org.uk")) for kind in KINDS),
    example("salix-4.2.8b", ACK, prints=("On which days did you ring us?", "please get in touch and tell us")),
    example("salix-4.2.8b", ACK, "definition", definition="", note="unclear and not summed up"),
    example("salix-4.2.10d", ACK, "process", process="", names=("process",)),
    example("salix-4.2.10d", ACK, "thanks", thanks=" "),
    *(example("salix-4.4.3a", kind, prints=tuple(B.values()), **B) for kind in (ACK, ACK_2, STAGE_1, STAGE_2)),
    *(
        example("salix-4.4.3a", kind, "excluded_part", names=("ground",), **(B | {"excluded_ground": ""}))
        for kind in (ACK, STAGE_1)
    ),
    example("salix-4.7.2e", ACK, "handler", handler=""),
    example("salix-4.7.2e", ACK, "definition", definition="", note="no summary"),
    example("salix-4.7.4b", MORE_TIME, "until", until=None),
    example("salix-4.7.4b", MORE_TIME, "reason", reason=""),
    example("salix-4.7.4b", MORE_TIME, RIGHTS - {"ombudsman_described"} | {"ombudsman_contact"}, ombudsman=None),
    example("salix-4.7.5b", STAGE_1, "outcome", outcome="", names=("overall",)),
    example("salix-4.7.5b", STAGE_1, prints=("Complaint stage: stage 1", "Our overall decision: partly upheld.")),
    example("salix-4.7.5c", STAGE_1, "thanks", thanks=""),
    example("salix-4.7.5d", STAGE_1, "findings", parts=(LIFT, CALLS, "The bins"), names=("Part 3",)),
    example(
        "salix-4.7.5e",
        STAGE_1,
        elements=THREE,
        parts=(),
        prints=(
            "A: damp Our finding: upheld.",
            "B: mould Our finding: partly upheld.",
            "C: heating Our finding: not upheld.",
        ),
    ),
    example("salix-4.7.5f", STAGE_1, "action_dates", remedies=(replace(MOTOR, due_on=None),)),
    example("salix-4.7.5f", STAGE_1, remedies=(MOTOR,), prints=("Fit a new door motor. By 31 May 2024.",)),
    example("salix-4.7.5g", STAGE_1, "steps_where_upheld", steps=""),
    example(
        "salix-4.7.5g", STAGE_1, steps="Not possible, because the lift is gone.", prints=("Not possible, because",)
    ),
    example("salix-4.7.5h", STAGE_1, "apology_where_upheld", apology=""),
    example(
        "salix-4.7.5h", STAGE_1, apology="", steps="", lessons="", elements=FINE, outcome="not_upheld", note="none"
    ),
    example("salix-4.7.5i", STAGE_1, prints=("Worn motors are now replaced",)),
    example("salix-4.7.5i", STAGE_1, "lessons_where_upheld", lessons=""),
    example("salix-4.7.5j", STAGE_1, prints=("Compensation: Goodwill payment, £75.00.",)),
    example(
        "salix-4.7.5j",
        STAGE_1,
        "award_amounts",
        remedies=(Remedy("compensation", "Goodwill payment", date(2024, 5, 10)),),
    ),
    example("salix-4.7.5k salix-4.8.2a", STAGE_1, "escalate_until", escalate_until=None),
    example("salix-4.7.5k salix-4.8.2c", STAGE_1, {"escalation", "escalation_reasons_optional"}, escalation=""),
    example("salix-4.7.5k", STAGE_1, "escalation_reasons_optional", escalation="Say why, within ten days."),
    example(
        "salix-4.7.5k salix-4.8.2a",
        STAGE_1,
        prints=("7 May 2024", "helps us if you can say why", "do not have to give reasons"),
    ),
    example(
        "salix-4.7.5l",
        STAGE_1,
        ombudsman=SITE_ONLY,
        prints=("Website: www.housing-ombudsman.org.uk",),
        silent=("Telephone:", "Email:", "Post:"),
    ),
    example("salix-4.7.5m", STAGE_1, "signed_by_handler", signatory="Kim Lee", level="warn"),
    example("salix-4.7.6", ACK, "update_interval", update_interval="", level="warn"),
    example("salix-4.8.6d", ACK_2, "handler", handler=""),
    example(
        "salix-4.8.7c",
        STAGE_2,
        "overturned",
        elements=(part(1, LIFT, "upheld", "Seen", stage=2),),
        names=("Part 1", "stands or is overturned"),
    ),
    example("salix-4.8.7c", STAGE_2, prints=("stage 1 decision on this part is overturned", "stage 2 (review)")),
    example("salix-4.8.7c", STAGE_2, "outcome", outcome=""),
    example(
        "salix-4.8.7d",
        STAGE_2,
        "apology_where_upheld",
        apology="",
        outcome="not_upheld",
        elements=(part(1, LIFT, "not_upheld", "It held", "overturned", stage=2),),
    ),
    example("salix-4.8.7d", STAGE_2, "thanks", thanks=""),
    example("salix-4.8.7e", STAGE_2, "action_dates", remedies=(replace(BOILER, due_on=None),)),
    example("salix-4.8.7e", STAGE_2, remedies=(BOILER,), prints=("replace boiler", "28 June 2024")),
    example("salix-4.8.7f", STAGE_2, "lessons_where_upheld", lessons=""),
    example("salix-4.8.7g", STAGE_2, awarded_before_pence=0, silent=("increase",)),
    example(
        "salix-4.8.7g",
        STAGE_2,
        awarded_before_pence=7500,
        remedies=(Remedy("compensation", "Goodwill payment", date(2024, 6, 28), 5000, "More stairs"),),
        prints=("At stage 1 we awarded £75.00.", "increase of £50.00", "to £125.00 in all"),
    ),
    example("salix-4.8.7h", STAGE_2, RIGHTS - {"ombudsman_described"} | {"ombudsman_contact"}, ombudsman=None),
    example("salix-4.8.7a", STAGE_2, "signed_by_handler", signatory="", level="warn"),
    example("salix-4.11.1c", MORE_TIME, "progress", progress="", names=("progress",)),
]


@pytest.mark.parametrize("given", SALIX)
def test_a_letter_of_salix_holds_what_its_clauses_ask_for(given: Example) -> None:
    given.prove("salix")
