"""The Code's examples of what a letter must contain. Sources: rows code-* of the clause ledger."""

from datetime import date

import pytest
from letter_samples import (
    ACK,
    ACK_2,
    CALLS,
    KINDS,
    LIFT,
    MORE_TIME,
    STAGE_1,
    STAGE_2,
    Example,
    example,
    missing,
    part,
    written,
)

from complaintdesk import letters
from complaintdesk.models.case import Remedy

FOUR = tuple(f"Point {number} of the complaint" for number in range(1, 5))
PRESTON = ("PO Box 1484", "PR2 0ET", "New cases by web form, telephone or post; no longer by e-mail.")
SEAL = Remedy("action", "renew seal", date(2024, 6, 12), owner="Repairs Manager")
AWARD = Remedy("compensation", "for the delay", date(2024, 5, 10), 15000)

CODE = [
    *(example("code-3.7", kind, "ombudsman_right", ombudsman_text="", names=("Ombudsman",)) for kind in KINDS),
    *(example("code-3.7", kind, prints=("right to contact the Housing Ombudsman",)) for kind in KINDS),
    example("code-2.4a", "refusal", "refusal_reason", reason=""),
    example("code-2.4b", "refusal", {"decision_right", "ombudsman_right"}, ombudsman_text=""),
    example(
        "code-2.4b",
        "refusal",
        written_on=date(2026, 2, 2),
        prints=("our decision not to take on your complaint", *PRESTON),
        note="the block of its day",
    ),
    example("code-5.11b", "escalation_refusal", "refusal_reason", reason=" "),
    example("code-5.11b", "escalation_refusal", prints=("our decision not to take your complaint to stage 2",)),
    example(
        "code-5.14a code-5.15",
        "restriction_notice",
        "restriction_reason",
        reason="",
        prints=("still make a complaint",),
    ),
    example("code-5.6a", ACK_2, "wanted", wanted=""),
    example("code-5.6a", ACK, "wanted", wanted="  \n\t "),
    example("code-5.6a", ACK, "definition", definition=""),
    example(
        "code-5.6b", ACK, unclear="Which flat is it?", prints=("Which flat is it?", "please get in touch and tell us")
    ),
    example("code-5.7", ACK, "responsible_for", responsible_for=""),
    example("code-5.7", ACK_2, "not_responsible_for", not_responsible_for=""),
    example(
        "code-5.7",
        ACK,
        not_responsible_for="Part 3, street lighting: the county council is.",
        prints=("What we are responsible for", "Part 3, street lighting: the county council is."),
    ),
    example("code-5.9", MORE_TIME, "update_interval", update_interval="", level="warn"),
    example("code-6.4c code-6.4a", MORE_TIME, until=date(2024, 4, 30), prints=("surveyor's report", "30 April 2024")),
    example("code-6.4c", MORE_TIME, "reason", reason="", note="no reason"),
    example("code-6.4a code-6.4c", MORE_TIME, "until", until=None, note="no date"),
    example("code-6.15b code-6.15a", MORE_TIME, "reason", stage=2, reason="", prints=("stage 2 (review)",)),
    example("code-6.15a", MORE_TIME, "until", stage=2, until=None),
    example(
        "code-6.5", MORE_TIME, written_on=date(2024, 4, 19), prints=("0300 111 3000", "PO Box 152, Liverpool, L33 7WQ")
    ),
    example(
        "code-6.16",
        MORE_TIME,
        stage=2,
        written_on=date(2026, 2, 9),
        prints=PRESTON,
        silent=("PO Box 152", "Email: info@"),
    ),
    example("code-6.5 code-6.16", MORE_TIME, {"ombudsman_contact", "ombudsman_right"}, ombudsman=None),
    example(
        "code-6.7",
        STAGE_1,
        "findings",
        parts=FOUR,
        elements=tuple(part(number, FOUR[number - 1], "upheld", "Seen on the visit") for number in (1, 2, 3)),
        names=("Part 4",),
    ),
    example("code-6.7", STAGE_1, "relied_on", relied_on="", level="warn", note="no rule named"),
    example("code-6.9a", STAGE_1, prints=("Complaint stage: stage 1",)),
    example("code-6.9b", STAGE_1, parts=(LIFT, CALLS), prints=(f"Part 1: {LIFT}", f"Part 2: {CALLS}")),
    example("code-6.9b", STAGE_1, "definition", definition="", note="no definition"),
    example("code-6.9c", STAGE_1, "outcome", outcome=""),
    example(
        "code-6.9c",
        STAGE_1,
        {"findings", "reasons"},
        elements=(part(1, LIFT), part(2, CALLS, "not_upheld")),
        names=("Part",),
        note="one undecided, one without reasons",
    ),
    example(
        "code-6.9e code-7.3a",
        STAGE_1,
        remedies=(AWARD, Remedy("apology", "a letter from our director")),
        prints=("£150.00", "Apology: a letter from our director."),
    ),
    example(
        "code-6.9e", STAGE_1, remedies=(), remedies_none=True, actions_none=True, prints=("Remedies: none offered.",)
    ),
    example("code-6.9f", STAGE_1, remedies=(SEAL,), prints=("renew seal", "Repairs Manager", "12 June 2024")),
    example("code-6.9g", STAGE_1, "escalation", escalation="", note="no way to stage 2"),
    example(
        "code-6.9g", STAGE_1, escalate_until=None, silent=("last day to ask",), note="no last day without a window"
    ),
    example("code-7.3a", STAGE_1, "action_dates", remedies=(Remedy("action", "replace window"),), names=("Remedy 1",)),
    example(
        "code-6.18",
        STAGE_2,
        "findings",
        elements=(part(1, LIFT, "upheld", "Seen", stage=2), part(2, CALLS)),
        names=("Part 2",),
    ),
    example("code-6.19a", STAGE_2, {"remedies", "actions"}, remedies=()),
    example(
        "code-6.19a",
        STAGE_2,
        remedies=(),
        remedies_none=True,
        actions_none=True,
        prints=("Remedies: none offered.", "Outstanding actions: none."),
    ),
    example(
        "code-6.19g",
        STAGE_2,
        written_on=date(2024, 6, 7),
        prints=("PO Box 152, Liverpool", "www.housing-ombudsman.org.uk"),
    ),
    example("code-6.19g", STAGE_2, {"ombudsman_contact", "ombudsman_right"}, ombudsman=None),
]


@pytest.mark.parametrize("given", CODE)
def test_a_letter_holds_what_the_code_asks_for(given: Example) -> None:
    given.prove("code-2024")


def test_both_gaps_are_named_with_the_number_of_their_part() -> None:
    gaps = missing(written("code-2024", STAGE_1, elements=(part(1, LIFT), part(2, CALLS, "not_upheld"))))
    assert gaps["findings"].where.startswith("Part 1: no finding")
    assert gaps["reasons"].where == "Part 2: no reason for the finding."
    assert (gaps["findings"].field, gaps["reasons"].field) == ("findings", "findings")


@pytest.mark.clause("code-6.5", "code-6.16", "code-6.19g")
def test_the_block_in_force_changes_on_the_day_it_says() -> None:
    assert letters.contact_on(date(2026, 1, 12)).post[-1] == "L33 7WQ"
    moved = letters.contact_on(date(2026, 1, 13))
    assert (moved.post[-1], moved.new_cases_by_email) == ("PR2 0ET", False)
