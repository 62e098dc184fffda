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
    flat,
    part,
    written,
)

from complaintdesk import letters, policies
from complaintdesk.letters import template
from complaintdesk.models.case import Remedy
from complaintdesk.models.letter import Exclusion, Promise

SITE_ONLY = replace(complete("salix", ACK).ombudsman, telephone="", email="", post=())
CHALLENGE = "You can ask the Housing Ombudsman to look at our decision not to take on this part of your complaint."
PLAIN = "You can contact the Housing Ombudsman."
B = Exclusion("Part B: the noise", "4.4.1, over twelve months ago", "Of 2021.")
THREE = (
    part(1, "A: damp", "upheld", "Seen on the visit"),
    part(2, "B: mould", "partly_upheld", "Half of it was ours"),
    part(3, "C: heating", "not_upheld", "It worked"),
)
FINE = tuple(part(number, text, "not_upheld", "It was done") for number, text in ((1, LIFT), (2, CALLS)))
RIGHTS = {"ombudsman_right", "ombudsman_described", "ombudsman_free"}
REFUSALS = ("refusal", "escalation_refusal")
NEWS = ("clarification", "update", "closure", "restriction_notice", "representative_authority")
RIGHTS_IN = (*KINDS, *REFUSALS, *NEWS)
BLOCK_IN = (*RIGHTS_IN, "complaint_route")
NO_OMBUDSMAN = RIGHTS - {"ombudsman_described"} | {"ombudsman_contact"}
EARLIER = Exclusion("B: the noise", "4.4.1, over twelve months ago", "It ended in 2021.")
LATE = Promise("Mend the tap", date(2024, 4, 19), "Repairs")
BOILER = Remedy("action", "replace boiler", date(2024, 6, 28))

SALIX = [
    *(
        example("salix-4.2.7a", kind, RIGHTS | ({"decision_right"} if kind in REFUSALS else set()), ombudsman_text="")
        for kind in RIGHTS_IN
    ),
    *(example("salix-3.3", kind, RIGHTS - {"ombudsman_right"}, ombudsman_text=PLAIN) for kind in BLOCK_IN),
    *(example("salix-4.15.3", kind, prints=("free", "www.housing-ombudsman.org.uk")) for kind in BLOCK_IN),
    example("salix-4.2.8b", ACK, prints=("On which days did you ring us?", "please get in touch and tell us")),
    example("salix-4.2.8b", ACK, "definition", definition="", note="unclear and not summed up"),
    example("salix-4.2.10d", ACK, "process", process="", names=("process",)),
    example("salix-4.2.10d", ACK, "thanks", thanks=" "),
    *(
        example("salix-4.4.3a", kind, prints=(B.part, B.ground, B.reason), exclusions=(B,))
        for kind in (ACK, ACK_2, STAGE_1, STAGE_2)
    ),
    *(
        example("salix-4.4.3a", kind, "excluded_part", names=("ground",), exclusions=(replace(B, ground=""),))
        for kind in (ACK, STAGE_1)
    ),
    *(
        example(
            "salix-4.4.3a",
            kind,
            exclusions=(EARLIER,),
            parts=("A: damp", "B: the noise", "C: heating"),
            prints=("B: the noise The ground in our policy: 4.4.1, over twelve months ago", "Why it applies here: It"),
            silent=("Part 2: B: the noise",),
            note=f"{kind}, on file",
        )
        for kind in (ACK, ACK_2)
    ),
    *(
        example(
            "salix-4.4.3a",
            kind,
            "excluded_part",
            exclusions=(replace(EARLIER, ground=" "),),
            names=("B: the noise: the ground",),
            clause="4.4.3",
            note=f"{kind}, on file without its ground",
        )
        for kind in (ACK, STAGE_1, STAGE_2)
    ),
    *(
        example("salix-4.4.3a", kind, exclusions=(EARLIER,), prints=(said, CHALLENGE), note=f"{kind}, what follows")
        for kind, said in (
            (ACK, "We will look into the rest of your complaint as this letter says."),
            (STAGE_1, "We have looked into the rest of your complaint, and answer it in this letter."),
        )
    ),
    *(
        example(
            "salix-4.4.3a",
            kind,
            {"excluded_part"} | RIGHTS,
            exclusions=(EARLIER,),
            ombudsman_text="",
            note=f"{kind}, no right",
        )
        for kind in (ACK, STAGE_1)
    ),
    example("salix-4.4.2a", "refusal", "refusal_ground", ground="", clause="4.4.2"),
    example("salix-4.4.2a", "refusal", {"decision_right"} | RIGHTS, ombudsman_text="", note="no right"),
    example("salix-4.4.2a", "refusal", {"decision_right"} | NO_OMBUDSMAN, ombudsman=None, note="no Ombudsman"),
    example("salix-4.4.2a", "refusal", prints=("4.4.1, the issue is older", "decision not to take on your complaint.")),
    example(
        "salix-4.4.2b",
        "refusal",
        signposting="county highways department",
        prints=("Who else may be able to help county highways department",),
    ),
    example("salix-4.4.2b", "refusal", signposting="", silent=("Who else",), note="nobody to point to"),
    example("salix-4.8.3", "escalation_refusal", "refusal_ground", ground=" . ", clause="4.8.3, 4.4.2"),
    example("salix-4.8.3", "escalation_refusal", "refusal_reason", reason=""),
    example("salix-4.8.3", "escalation_refusal", {"decision_right"} | NO_OMBUDSMAN, ombudsman=None),
    example("salix-4.8.3", "escalation_refusal", prints=("our decision not to take your complaint to stage 2.",)),
    example("salix-4.2.8a", "clarification", "question", unclear="", clause="4.2.8"),
    example("salix-4.2.8a", "clarification", "adjustment_offer", support="", note="no adjustment offered"),
    example("salix-4.2.8c", "clarification", prints=("We carry on meanwhile", "in writing by 22 April 2024")),
    example("salix-4.1.3b", "service_request_update", "promises", promises=()),
    example(
        "salix-4.1.3b", "service_request_update", "promises", promises=(replace(LATE, due_on=None),), note="no day"
    ),
    example(
        "salix-4.1.3b",
        "service_request_update",
        "delay_reasons",
        promises=(LATE,),
        written_on=date(2024, 4, 22),
        names=("Mend the tap was promised for 19 April 2024",),
        note="late",
    ),
    example(
        "salix-4.1.3b",
        "service_request_update",
        promises=(replace(LATE, due_on=date(2024, 4, 26), reason="A part is on order"),),
        written_on=date(2024, 4, 22),
        prints=("By 26 April 2024. Who: Repairs. Why it takes longer: A part is on order.",),
        note="put off with its reason",
    ),
    example("salix-4.1.7b", "complaint_route", "complaint_route", complaint_route="", clause="4.1.7"),
    example("salix-4.1.8", "survey", "complaint_route", complaint_route="", clause="4.1.8"),
    example("salix-4.1.8", "survey", prints=("you can make a complaint at any time",)),
    example("salix-4.6.1b", "representative_authority", "representative", representative=""),
    example(
        "salix-4.6.1b",
        "representative_authority",
        prints=(
            "act for you: Ada Begum, your daughter. Please tell us whether",
            "Until you say yes we send them nothing",
        ),
    ),
    example("salix-4.12.1c", "closure", "agreed", agreed=""),
    example("salix-4.12.1c", "closure", "promises_where_agreed", promises=(), note="no dated action"),
    example("salix-4.12.1c", "closure", {"escalation", "escalation_reasons_optional"}, escalation=""),
    example("salix-4.12.1b", "closure", "closing_reason", why="no_contact", reason=""),
    example(
        "salix-4.12.1b",
        "closure",
        why="no_contact",
        agreed="",
        promises=(),
        outcome="",
        elements=(),
        apology="",
        steps="",
        note="nothing could be decided",
    ),
    *(
        example("salix-4.16.8", "restriction_notice", item, **{name: empty})
        for item, name, empty in (
            ("restriction_reason", "reason", ""),
            ("review_on", "review_on", None),
        )
    ),
    example("salix-4.16.8", "restriction_notice", {"restrictions", "restricted_from"}, restrictions=""),
    example(
        "salix-4.16.8",
        "restriction_notice",
        written_on=date(2024, 6, 5),
        prints=("by email or letter only. This applies from 5 June 2024, the day of this letter.",),
        note="from the day of its letter",
    ),
    example("salix-4.7.2e", ACK, "handler", handler=""),
    example("salix-4.7.2e", ACK, "definition", definition="", note="no summary"),
    example("salix-4.7.4b", MORE_TIME, "until", until=None),
    example("salix-4.7.4b", MORE_TIME, "reason", reason=""),
    example("salix-4.7.4b", MORE_TIME, NO_OMBUDSMAN, ombudsman=None),
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
    example("salix-4.8.7h", STAGE_2, NO_OMBUDSMAN, ombudsman=None, names=("Ombudsman",)),
    example("salix-4.8.7a", STAGE_2, "signed_by_handler", signatory="", level="warn"),
    example("salix-4.11.1c", MORE_TIME, "progress", progress="", names=("progress",)),
]


@pytest.mark.parametrize("given", SALIX)
def test_a_letter_of_salix_holds_what_its_clauses_ask_for(given: Example) -> None:
    given.prove("salix")


@pytest.mark.clause("salix-4.2.7a")
@pytest.mark.parametrize("kind", [ACK, "update", MORE_TIME, STAGE_1, STAGE_2, "refusal"])
def test_without_the_ombudsmans_block_each_letter_fails_and_names_the_clause(kind: str) -> None:
    letter = written("salix", kind, ombudsman_text="", ombudsman=None)
    assert "4.2.7" in {check.clause for check in letter.missing}


@pytest.mark.clause("salix-4.15.3")
def test_every_letter_with_the_ombudsmans_block_says_that_it_is_free_and_prints_its_website() -> None:
    rules = policies.load("salix").letters
    told = {rule.kind for rule in rules if any(item.item.startswith("ombudsman_") for item in rule.contains)}
    assert told == set(BLOCK_IN)
    assert {rule.kind for rule in rules} - told == {"survey", "service_request_update"}
    for kind in told:
        letter = written("salix", kind)
        block = flat(letter.text.rpartition("The Housing Ombudsman\n")[2])
        assert "independent, impartial and free" in block, kind
        assert "www.housing-ombudsman.org.uk" in block, kind
        assert letter.missing == ()
        dear = written("salix", kind, ombudsman_text="The Housing Ombudsman can help you: www.housing-ombudsman.org.uk")
        assert ("ombudsman_free", "4.15.3") in {(check.item, check.clause) for check in dear.missing}, kind


@pytest.mark.clause("salix-9.1")
def test_the_template_list_of_salix_has_every_letter_of_its_policy() -> None:
    found = {one.kind: one for one in letters.tried(policies.load("salix"))}
    assert {ACK, "clarification", MORE_TIME, STAGE_1, ACK_2, STAGE_2, "refusal", "restriction_notice", "survey"} <= set(
        found
    )
    assert {"update", "escalation_refusal", "closure", "representative_authority"} <= set(found)
    assert {"service_request_update", "complaint_route"} <= set(found)
    assert not any(one.lacks for one in found.values())
    assert all(one.contains for one in found.values())


@pytest.mark.clause("salix-4.1.8", "code-1.6b")
@pytest.mark.parametrize("policy_key", ["salix", "code-2024"])
def test_a_survey_template_without_the_way_to_complain_fails_its_trial(
    policy_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, name = template._source(policy_key, "survey")
    bare = source.replace("{{ complaint_route }}", "")
    assert bare != source
    made = template.compiled(bare, name)
    monkeypatch.setattr(template, "_template", lambda key, kind: (made, name))
    found = {one.kind: [item.item for item in one.lacks] for one in letters.tried(policies.load(policy_key))}
    assert found["survey"] == ["complaint_route"]
