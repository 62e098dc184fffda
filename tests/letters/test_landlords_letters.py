"""The examples of SLH, HiS, Calico and saha for what a letter must contain. Sources: their clause ledgers."""

from dataclasses import replace
from datetime import date

import pytest
from letter_samples import (
    ACK,
    ACK_2,
    CALLS,
    LIFT,
    MONEY,
    MORE_TIME,
    STAGE_1,
    STAGE_2,
    Example,
    complete,
    example,
    missing,
    part,
    written,
)

from complaintdesk.models.case import Remedy

POINTS = ("The door", "The window", "The roof")
TWO_ANSWERS = tuple(part(number, POINTS[number - 1], "upheld", "Seen") for number in (1, 2))
NO_REASONS = (part(1, LIFT, "upheld"), part(2, CALLS, "not_upheld", "Two calls back"))
BLOCK = (
    "info@housing-ombudsman.org.uk",
    "0300 111 3000",
    "PO Box 152, Liverpool, L33 7WQ",
    "www.housing-ombudsman.org.uk",
)
COUNCIL_ONLY = "You may go to the council."

SLH = [
    example("slh-4.1.2j", "refusal", "refusal_ground", ground=""),
    example("slh-4.1.2j", "refusal", ground="over six months", prints=("over six months", "not to take on", *BLOCK)),
    example(
        "slh-4.1.5r",
        ACK,
        handler="",
        handler_role="Head of Service",
        respond_due=date(2024, 4, 10),
        prints=("stage 1", "Head of Service", "by 10 April 2024", "CD-24130"),
    ),
    example("slh-4.1.5r", ACK, "handler_role", handler_role=""),
    example("slh-4.1.5r", ACK_2, "respond_due", respond_due=None),
    example("slh-4.1.5r slh-4.1.6a", ACK, "wanted", wanted=""),
    example(
        "slh-4.1.6a", ACK, wanted="You were asked, and said nothing.", prints=("You were asked, and said nothing.",)
    ),
    example("slh-4.1.5r slh-4.1.9c", ACK, "compensation_asked", compensation_asked=""),
    example("slh-4.1.5k", STAGE_1, "escalate_until", escalate_until=None),
    example("slh-4.1.5k", STAGE_1, escalate_until=date(2024, 4, 2), prints=("2 April 2024",)),
    example("slh-4.1.7d", STAGE_2, "outcome", outcome="", names=("overall decision",)),
    example("slh-4.1.7d", STAGE_2, {"findings", "reasons"}, elements=(part(1, LIFT), part(2, CALLS))),
    example(
        "slh-4.1.7f",
        STAGE_2,
        prints=("process is now complete", "local councillor or your Member of Parliament", *BLOCK),
    ),
    example("slh-4.1.7f", STAGE_2, "designated_person", designated_person=""),
    example("slh-4.1.7f", STAGE_2, {"ombudsman_contact", "ombudsman_right"}, ombudsman=None),
    example("slh-4.1.7f slh-4.1.7g", STAGE_2, "direct_referral", refer_from=None),
    example(
        "slh-4.1.7g",
        STAGE_2,
        written_on=date(2022, 3, 7),
        refer_from=date(2022, 5, 2),
        prints=("from that day you can go there directly", "2 May 2022"),
        silent=("no longer asks you to wait",),
    ),
    example(
        "slh-4.1.7g",
        STAGE_2,
        written_on=date(2024, 5, 20),
        refer_from=date(2024, 7, 15),
        prints=("Since 1 October 2022 you can go to the Housing Ombudsman directly",),
    ),
    example("slh-4.1.8b", STAGE_1, lessons="A second reminder text before visits", prints=("second reminder text",)),
    example("slh-4.1.8b", STAGE_2, lessons="", silent=("What we have learnt",)),
    example(
        "slh-4.1.9h", STAGE_1, "award_reasons", remedies=(replace(MONEY, pence=8000, why=" "),), names=("rationale",)
    ),
    example("slh-4.1.9h", STAGE_2, prints=("Four days of climbing to the sixth floor",)),
]

HIS = [
    example("his-not-f his-refused-e", "refusal", "refusal_ground", ground=""),
    example("his-not-f", "refusal", "handler_role", handler_role=""),
    example(
        "his-not-f",
        "refusal",
        received_on=date(2024, 4, 22),
        ground="over 12 months",
        reason="It happened on 31 March 2023.",
        handler_role="Customer Feedback Manager",
        prints=("over 12 months", "31 March 2023", "22 April 2024", "Customer Feedback Manager"),
    ),
    example("his-not-g", "refusal", {"decision_right", "ombudsman_contact", "ombudsman_right"}, ombudsman=None),
    example("his-stage2-l", "escalation_refusal", "refusal_reason", reason=""),
    example("his-stage2-l", "escalation_refusal", prints=("4.4.1, the issue is older", *BLOCK)),
    example("his-repeat-b", "restriction_notice", prints=("This applies from 18 April 2024, the day of this letter.",)),
    *(example("his-process-n his-ombudsman-c", kind, prints=BLOCK) for kind in (ACK, MORE_TIME, STAGE_1, STAGE_2)),
    example("his-process-n", ACK, prints=("right to early advice", "at any point")),
    example("his-process-n", ACK_2, "ombudsman_early", ombudsman_text="You can go to the Housing Ombudsman."),
    example(
        "his-process-n his-ombudsman-c",
        MORE_TIME,
        {"ombudsman_contact", "ombudsman_right", "ombudsman_early"},
        ombudsman=None,
    ),
    example("his-process-h", MORE_TIME, until=date(2024, 4, 26), prints=("surveyor's report", "26 April 2024")),
    example("his-process-h", MORE_TIME, "reason", reason=""),
    example("his-stage2-k", MORE_TIME, "until", stage=2, until=None),
    example("his-process-j", STAGE_1, "reasons", elements=NO_REASONS, names=("Part 1", "reason")),
    example("his-process-j", STAGE_1, remedies=(), remedies_none=True, actions_none=True, prints=("none offered",)),
    example("his-process-j", STAGE_1, "outcome", outcome=""),
    example("his-process-j", STAGE_2, {"remedies", "actions"}, remedies=()),
    example("his-process-j", STAGE_1, "escalation", escalation=""),
    example("his-process-l", STAGE_1, prints=("take it to stage 2",)),
    example("his-process-l", STAGE_2, prints=BLOCK, silent=("take it to stage 2", "last day to ask")),
    example("his-comp-b", STAGE_1, "apology_where_upheld", apology="", names=("apology",)),
    example("his-comp-b", STAGE_2, "steps_where_upheld", steps=""),
    example("his-stage2-i", STAGE_2, "signatory", signatory=""),
]

CALICO = [
    example("calico-7.3 calico-7.2b", "refusal", "refusal_reason", reason=""),
    example("calico-7.3", "refusal", {"decision_right", "ombudsman_right"}, ombudsman_text=""),
    example("calico-4a.4a", ACK, prints=("01282 686300", "come in to reception", "contact@calicohomes.org.uk")),
    example("calico-4a.4a", ACK, "help_to_complain", support="A friend can help."),
    example("calico-4a.4a", ACK, "help_to_complain", contacts=replace(complete("calico", ACK).contacts, telephone="")),
    example("calico-4a.7", ACK, prints=("can help you already while you are making", "www.housing-ombudsman.org.uk")),
    example("calico-4a.7", ACK, {"ombudsman_early", "ombudsman_right"}, ombudsman_text=""),
    example("calico-4a.8", MORE_TIME, prints=BLOCK[:3]),
    example(
        "calico-4a.8",
        MORE_TIME,
        "ombudsman_post",
        ombudsman=replace(complete("calico", MORE_TIME).ombudsman, post=(), telephone=""),
    ),
    example("calico-6.5b", "survey", prints=("make a complaint",)),
    example("calico-6.5b", "survey", "complaint_route", complaint_route=""),
    example("calico-8.6d", ACK, prints=("by 22 April 2024",)),
    example("calico-8.6d", ACK, "respond_due", respond_due=None),
    example("calico-9.2b", ACK, "wanted", wanted="", prints=("Not yet identified",), level="warn"),
    example("calico-9.2b calico-8.4a", ACK, "definition", definition=""),
    example("calico-9.3c", MORE_TIME, "until", until=None),
    example("calico-9.4", MORE_TIME, {"ombudsman_contact", "ombudsman_post", "ombudsman_right"}, ombudsman=None),
    example("calico-9.5", MORE_TIME, "update_interval", update_interval="", level="warn"),
    example("calico-9.8", STAGE_1, "findings", parts=POINTS, elements=TWO_ANSWERS, names=("Part 3",)),
    example("calico-9.8", STAGE_1, "relied_on", relied_on="", level="warn"),
    example("calico-9.9a", STAGE_1, "plain_language", steps="We will renew the damp-proof course.", level="warn"),
    example("calico-9.9a", STAGE_1, steps="We will renew the damp-proof course (a layer that stops damp)."),
    example("calico-9.9b", STAGE_1, prints=("Complaint stage: stage 1",)),
    example("calico-9.9c", STAGE_1, "definition", definition=""),
    example("calico-9.9d", STAGE_1, "wanted", wanted=""),
    example("calico-9.9d", STAGE_1, wanted="replace door", prints=("replace door",)),
    example(
        "calico-9.9e", STAGE_1, {"outcome", "findings", "reasons"}, outcome="", elements=(part(1, LIFT), part(2, CALLS))
    ),
    example("calico-9.9f", STAGE_1, "reasons", elements=NO_REASONS),
    example("calico-9.9g", STAGE_1, "remedies", remedies=(), actions_none=True),
    example("calico-9.9g", STAGE_1, remedies=(), remedies_none=True, actions_none=True, prints=("none offered",)),
    example(
        "calico-9.9h",
        STAGE_1,
        written_on=date(2024, 4, 22),
        escalate_until=date(2024, 6, 5),
        prints=("5 June 2024", *BLOCK),
    ),
    example("calico-9.9h", STAGE_1, "escalate_until", escalate_until=None),
    example("calico-10.6c", MORE_TIME, "reason", stage=2, reason=""),
    example("calico-10.6c", MORE_TIME, "until", stage=2, until=None),
    example(
        "calico-10.7", MORE_TIME, {"ombudsman_contact", "ombudsman_post", "ombudsman_right"}, stage=2, ombudsman=None
    ),
    example("calico-10.9", STAGE_2, "findings", elements=(part(1, LIFT, "upheld", "Seen", stage=2), part(2, CALLS))),
    example("calico-10.10a", STAGE_2, {"definition", "wanted"}, definition="", wanted="", prints=("stage 2",)),
    example("calico-10.10b", STAGE_2, "reasons", elements=(part(1, LIFT, "upheld", stage=2),)),
    example("calico-10.10c", STAGE_2, {"ombudsman_contact", "ombudsman_right"}, ombudsman=None),
]

ASKED = ("CD-24130", "stage 1", "Sam Ode", "your main contact", "by text message", "advocate", "mediation", *BLOCK)
SAHA = [
    example("saha-stage1-2d", ACK, respond_due=date(2024, 4, 22), prints=("22 April 2024", *ASKED)),
    example("saha-stage1-2d", ACK, "contact_method", contact_method=""),
    example("saha-stage1-2d", ACK, {"advocate_offer", "mediation_offer"}, support=COUNCIL_ONLY),
    example("saha-stage1-2d saha-dco-b", ACK, "handler", handler=""),
    example("saha-stage2-2c", ACK_2, "respond_due", respond_due=None),
    example("saha-dco-b", STAGE_1, handler="Ana Cole", signatory="Ana Cole", prints=("ask for Ana Cole",)),
    example("saha-dco-d", STAGE_1, "signed_by_handler", signatory="Kim Lee", level="warn"),
    example("saha-ombudsman-a", STAGE_1, prints=("dispute support advisers", "at any point")),
    example("saha-ombudsman-a", MORE_TIME, "ombudsman_early", ombudsman_text="You can go to the Housing Ombudsman."),
    example("saha-ombudsman-d", ACK, prints=BLOCK, silent=("Fax",)),
    example("saha-purpose-a", STAGE_1, "apology_where_upheld", apology="", level="warn"),
    example("saha-stage1-4b", STAGE_1, "reasons", elements=NO_REASONS),
    example("saha-stage1-4b", STAGE_1, "lessons", lessons=""),
    example(
        "saha-stage2-4c saha-ombudsman-b",
        STAGE_2,
        written_on=date(2021, 9, 6),
        refer_from=date(2021, 11, 1),
        prints=("up to and including 1 November 2021", "process is now complete", "councillor", *BLOCK),
        silent=("no longer asks you to wait",),
    ),
    example("saha-stage2-4c", STAGE_2, "designated_person", designated_person=""),
    example("saha-stage2-4c", STAGE_2, "direct_referral", refer_from=None),
    example(
        "saha-ombudsman-c",
        STAGE_2,
        written_on=date(2024, 4, 22),
        refer_from=date(2024, 6, 17),
        prints=("directly as soon as you have this letter",),
    ),
]


@pytest.mark.parametrize("given", SLH)
def test_a_letter_of_slh_holds_what_its_clauses_ask_for(given: Example) -> None:
    given.prove("slh")


@pytest.mark.parametrize("given", HIS)
def test_a_letter_of_his_holds_what_its_clauses_ask_for(given: Example) -> None:
    given.prove("his")


@pytest.mark.parametrize("given", CALICO)
def test_a_letter_of_calico_holds_what_its_clauses_ask_for(given: Example) -> None:
    given.prove("calico")


@pytest.mark.parametrize("given", SAHA)
def test_a_letter_of_saha_holds_what_its_clauses_ask_for(given: Example) -> None:
    given.prove("saha")


@pytest.mark.clause("calico-9.2b")
def test_an_outcome_not_yet_identified_lets_the_letter_go() -> None:
    letter = written("calico", ACK, wanted="")
    assert "wanted" in missing(letter)
    assert letter.missing == ()


@pytest.mark.clause("his-ombudsman-c")
def test_a_changed_address_of_the_ombudsman_is_printed() -> None:
    moved = replace(complete("his", ACK).ombudsman, post=("1 New Street", "Leeds"))
    assert "Post: Housing Ombudsman Service, 1 New Street, Leeds" in written("his", ACK, ombudsman=moved).text


@pytest.mark.clause("slh-4.1.9h")
def test_an_award_in_kind_needs_its_rationale_too() -> None:
    works = Remedy("other", "Improvement works", date(2024, 6, 3), 15000)
    assert missing(written("slh", STAGE_1, remedies=(works,)))["award_reasons"].where == (
        "Remedy 1: no rationale for the award."
    )
