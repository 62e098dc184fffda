"""Letters at the desk: what they lack, with the dates and sums of the ledger's examples."""

from dataclasses import replace
from typing import Any

import pytest

from complaintdesk import letters
from complaintdesk.desk.acting import fields, typed
from complaintdesk.desk.correspondence import known_facts, written
from complaintdesk.engine.acts import ACTS
from complaintdesk.models.acting import Done, Refused
from complaintdesk.models.letter import Letter
from complaintdesk.models.record import Record
from tests.desk.officer import Officer, london

GROUNDS = {"ground": "not_our_service", "reason": "The noise ended in 2021 and was known then."}
GOODWILL = {
    "kind": "compensation",
    "what": "Goodwill payment",
    "due_on": "30/9/2026",
    "why": "The wait",
    "owner": "Finance",
}


def lacks(letter: Letter) -> dict[str, str]:
    """Item -> clause of whatever stops the letter from being sent."""
    return {check.item: check.clause for check in letter.missing}


def preview(desk: Officer, ref: str, act: str, **said: object) -> Letter:
    return desk.desk.preview(ref, act, desk.filled(ref, act, **said))


def of_the_case(desk: Officer, ref: str, kind: str, **said: Any) -> Letter:
    """A letter of that kind from the case as it stands."""
    seen = desk.desk.look(ref)
    standing = letters.standing(seen.policy.key)
    return letters.write(seen.policy, known_facts(seen, kind, {"signatory": desk.name, **standing, **said}))


def due(desk: Officer, ref: str, name: str, stage: int = 1) -> str:
    return next(
        clock.due.isoformat() for clock in desk.desk.case(ref).clocks if (clock.name, clock.stage) == (name, stage)
    )


@pytest.fixture
def desk(officer: Any) -> Officer:
    """An officer of Salix on Tuesday 2 April 2024."""
    one: Officer = officer("salix")
    one.at = london("2024-04-02 11:00")
    return one


@pytest.mark.clause("salix-4.2.8b")
def test_a_complaint_still_unclear_is_acknowledged_with_its_definition_an_invitation_and_no_delay(desk):
    ref = desk.receive("salix")
    desk.at = london("2024-04-09 10:00")
    letter = preview(desk, ref, "acknowledge", unclear="Which of the two bathrooms is it?")
    text = " ".join(letter.text.split())
    assert letter.missing == ()
    assert "Water comes through the ceiling, and visits were missed." in text
    assert "Which of the two bathrooms is it? If we have got anything wrong" in text
    assert "please get in touch and tell us" in text
    assert due(desk, ref, "acknowledge") == "2024-04-09"
    assert "definition" in lacks(preview(desk, ref, "acknowledge", unclear="Which?", definition=""))


@pytest.mark.clause("salix-4.2.10d")
def test_an_acknowledgement_without_the_process_is_not_recorded_as_sent(desk):
    ref = desk.receive("salix")
    refused = desk.try_to(ref, "acknowledge", process="  ")
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 4.2.10", "process")
    assert "process is not explained" in refused.sentence


@pytest.mark.clause("salix-4.7.2e")
def test_no_acknowledgement_goes_out_while_nobody_investigates(desk):
    ref = desk.receive("salix")
    refused = desk.try_to(ref, "acknowledge", handler="")
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 4.7.2", "handler")
    assert desk.desk.case(ref).timeline[-1].letter == ""
    assert lacks(preview(desk, ref, "acknowledge", definition="")) == {"definition": "4.2.8, 4.7.2"}
    desk.do(ref, "acknowledge")
    text = " ".join(desk.desk.case(ref).timeline[-1].letter.split())
    assert "Water comes through the ceiling, and visits were missed." in text
    assert "looked into by Jo Smith" in text


@pytest.mark.clause("salix-4.7.4b", "salix-4.11.1c")
def test_an_extension_without_date_progress_or_the_ombudsman_is_refused(desk, monkeypatch):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    said = {
        "until": "23/4/2024",
        "reason": "The surveyor's report is still to come.",
        "progress": "The roof has been inspected.",
        "ground": "complex investigation",
    }
    for gap, clause in (("until", ""), ("reason", "Salix 4.7.4"), ("progress", "Salix 4.11.1")):
        refused = desk.try_to(ref, "extend", **(said | {gap: ""}))
        assert isinstance(refused, Refused), gap
        assert refused.field == gap
        assert refused.clause.startswith(clause)
    with monkeypatch.context() as patch:
        patch.setattr(letters, "contact_on", lambda day: None)
        assert lacks(preview(desk, ref, "extend", **said))["ombudsman_contact"] == "4.7.4"
        assert isinstance(desk.try_to(ref, "extend", **said), Refused)
    assert isinstance(desk.try_to(ref, "extend", **said), Done)


def answered(desk: Officer, ref: str, **said: object) -> None:
    desk.do(ref, "acknowledge")
    desk.do(ref, "step", step="visited", what="Looked at the roof.")
    desk.do(ref, "respond", **said)


@pytest.mark.clause("salix-4.7.5b", "salix-4.7.5c", "salix-4.7.5h")
@pytest.mark.parametrize(("field", "words"), [("outcome", "overall"), ("thanks", "thanked"), ("apology", "apology")])
def test_an_answer_lacking_what_4_7_5_asks_for_is_not_recorded(desk, field, words):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    refused = desk.try_to(ref, "respond", **{field: ""})
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 4.7.5", field)
    assert words in refused.sentence


@pytest.mark.clause("salix-4.7.5b", "salix-4.7.5h")
def test_the_answer_states_stage_and_outcome_and_apologises_only_where_a_part_is_upheld(desk):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    whole = preview(desk, ref, "respond")
    assert whole.missing == ()
    text = " ".join(whole.text.split())
    assert "stage 1 " in text.casefold()
    assert "Our overall decision: partly upheld." in text
    row = {"reason": "Both visits are on the log.", "overturned": ""}
    for finding, outcome in (("not_upheld", "not_upheld"), ("partly_upheld", "partly_upheld")):
        found = tuple({"number": number, "finding": finding, **row} for number in (1, 2))
        letter = preview(desk, ref, "respond", findings=found, outcome=outcome, apology="")
        assert ("apology_where_upheld" in lacks(letter)) == (finding == "partly_upheld"), finding


@pytest.mark.clause("salix-4.7.5l")
def test_where_only_the_ombudsmans_website_is_known_no_empty_line_is_printed(desk, monkeypatch):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    known = letters.contact_on(london("2024-04-02 10:00").date())
    assert known.telephone in preview(desk, ref, "respond").text
    alone = replace(known, telephone="", email="", post=())
    monkeypatch.setattr(letters, "contact_on", lambda day: alone)
    letter = preview(desk, ref, "respond")
    block = letter.text.rpartition("The Housing Ombudsman\n")[2]
    assert "www.housing-ombudsman.org.uk" in block
    assert not any(line.rstrip().endswith(":") for line in block.splitlines())
    assert "ombudsman_contact" not in lacks(letter)


@pytest.mark.clause("salix-4.7.5d", "salix-4.7.5e")
def test_each_of_three_parts_shows_its_own_finding_and_the_third_is_missed(desk):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge", parts=("A: damp", "B: mould", "C: heating"))
    rows = [
        {"number": number, "finding": finding, "reason": "Seen on the visit.", "overturned": ""}
        for number, finding in ((1, "upheld"), (2, "partly_upheld"), (3, "not_upheld"))
    ]
    short = preview(desk, ref, "respond", findings=tuple(rows[:2]))
    assert any("art 3" in check.where for check in short.missing)
    text = " ".join(preview(desk, ref, "respond", findings=tuple(rows)).text.split())
    assert "A: damp Our finding: upheld." in text
    assert "B: mould Our finding: partly upheld." in text
    assert "C: heating Our finding: not upheld." in text
    assert "Our overall decision: partly upheld." in text


@pytest.mark.clause("salix-4.7.5f", "salix-4.7.5g")
def test_an_action_needs_its_day_and_an_upheld_part_a_step(desk):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    window = {"kind": "action", "what": "Replace the window", "due_on": "", "why": "It leaks", "owner": "Repairs"}
    assert any(
        check.clause.startswith("4.7.5") and check.field == "remedies"
        for check in preview(desk, ref, "respond", remedies=(window,)).missing
    )
    assert lacks(preview(desk, ref, "respond", steps="")) == {"steps_where_upheld": "4.7.5"}
    dated = preview(
        desk, ref, "respond", remedies=({**window, "due_on": "31/5/2024"},), steps="Not possible because it is gone."
    )
    assert dated.missing == ()
    assert "By 31 May 2024." in " ".join(dated.text.split())


@pytest.mark.clause("salix-4.7.5j", "salix-4.8.7g")
def test_goodwill_is_printed_with_its_sum_and_a_review_says_by_how_much_it_grows(desk, officer):
    ref = desk.receive("salix")
    answered(desk, ref, remedies=({**GOODWILL, "pounds": "75.00"},))
    sent = " ".join(desk.desk.case(ref).timeline[-1].letter.split())
    assert "Compensation: Goodwill payment, £75.00." in sent
    assert sum(one.pence for one in desk.desk.look(ref).case.remedies) == 7500
    reviewer = officer("salix", name="Priya Shah")
    reviewer.at = london("2024-04-08 10:00")
    reviewer.do(ref, "escalate")
    reviewer.do(ref, "acknowledge")
    reviewer.do(ref, "respond", remedies=({**GOODWILL, "pounds": "50"},))
    final = " ".join(reviewer.desk.case(ref).timeline[-1].letter.split())
    assert "At stage 1 we awarded £75.00. This is an increase of £50.00, to £125.00 in all." in final
    assert sum(one.pence for one in reviewer.desk.look(ref).case.remedies) == 12500


@pytest.mark.clause("salix-4.7.5k", "salix-4.7.5l")
def test_the_answer_gives_the_last_day_for_a_review_and_the_ombudsman(desk):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    text = " ".join(preview(desk, ref, "respond").text.split())
    assert "The last day to ask for stage 2 is 16 April 2024." in text
    assert "It helps us if you can say why you disagree and what more you would like us to do" in text
    assert "you do not have to give reasons" in text
    assert "www.housing-ombudsman.org.uk" in text


@pytest.mark.clause("salix-4.8.6d")
def test_without_a_reviewer_stage_2_is_not_acknowledged(desk, officer):
    ref = desk.receive("salix")
    answered(desk, ref)
    reviewer = officer("salix", name="Priya Shah")
    reviewer.at = london("2024-04-08 10:00")
    reviewer.do(ref, "escalate")
    refused = reviewer.try_to(ref, "acknowledge", handler="")
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 4.8.6", "handler")


@pytest.mark.clause("salix-4.8.7c", "salix-4.8.7d", "salix-4.8.7e", "salix-4.8.7f", "salix-4.8.7h")
def test_the_final_answer_lacking_what_4_8_7_asks_for_is_not_sent(desk, officer, monkeypatch):
    ref = desk.receive("salix")
    answered(desk, ref)
    reviewer = officer("salix", name="Priya Shah")
    reviewer.at = london("2024-04-08 10:00")
    reviewer.do(ref, "escalate")
    reviewer.do(ref, "acknowledge")
    boiler = {"kind": "action", "what": "Replace the boiler", "due_on": "28/6/2024", "why": "It fails", "owner": "Gas"}
    silent = tuple({**one, "overturned": ""} for one in reviewer.filled(ref, "respond")["findings"])
    assert lacks(preview(reviewer, ref, "respond", findings=silent)) == {"overturned": "4.8.7"}
    assert lacks(preview(reviewer, ref, "respond", thanks="")) == {"thanks": "4.8.7"}
    overturned = tuple(
        {"number": number, "finding": "not_upheld", "reason": "It held.", "overturned": "overturned"}
        for number in (1, 2)
    )
    said = {"findings": overturned, "outcome": "not_upheld", "remedies": (boiler,)}
    assert lacks(preview(reviewer, ref, "respond", apology="", **said)) == {"apology_where_upheld": "4.8.7"}
    assert lacks(preview(reviewer, ref, "respond", lessons="", **said)) == {"lessons_where_upheld": "4.8.7"}
    undated = said | {"remedies": ({**boiler, "due_on": ""},)}
    assert {"remedies": "4.8.7", "undated_why": "4.8.7"}.items() <= {
        check.field: check.clause for check in preview(reviewer, ref, "respond", **undated).missing
    }.items()
    explained = preview(reviewer, ref, "respond", **undated, undated_why="The maker has none in stock")
    assert lacks(explained) == {}
    assert "Replace the boiler. No day is set yet: The maker has none in stock." in " ".join(explained.text.split())
    assert "No day is set yet" not in preview(reviewer, ref, "respond", **said, undated_why="Not needed").text
    assert "By 28 June 2024." in " ".join(preview(reviewer, ref, "respond", **said).text.split())
    with monkeypatch.context() as patch:
        patch.setattr(letters, "contact_on", lambda day: None)
        refused = reviewer.try_to(ref, "respond", **said)
    assert isinstance(refused, Refused)
    assert "Ombudsman" in refused.sentence
    assert isinstance(reviewer.try_to(ref, "respond", **said), Done)


@pytest.mark.clause("salix-4.8.7e", "salix-4.7.5f")
def test_a_step_of_the_review_without_a_day_says_why_and_one_of_stage_1_has_its_day(desk, officer):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    undated = {"remedies": ({"kind": "works", "what": "Replace the boiler", "why": "It fails", "owner": "Gas"},)}
    assert "undated_why" not in {one.name for one in desk.desk.form(ref, "respond").fields}
    said = desk.try_to(ref, "respond", **undated, undated_why="The maker has none in stock.")
    assert (said.clause, said.sentence) == ("Salix 4.7.5", "Remedy 1 has no day by which it is done.")
    desk.do(ref, "respond")
    desk.do(ref, "escalate")
    reviewer = officer("salix", name="Priya Shah")
    reviewer.at = desk.at
    reviewer.do(ref, "acknowledge")
    said = reviewer.try_to(ref, "respond", **undated)
    assert (said.clause, said.field) == ("Salix 4.8.7", "undated_why")
    reviewer.do(ref, "respond", **undated, undated_why="The maker has none in stock.")
    open_ = [one for one in reviewer.desk.case(ref).records if one.kind == "remedy" and one.is_open]
    (boiler,) = (one for one in open_ if one.line.startswith("Replace the boiler"))
    assert (boiler.state, dict(boiler.more)["Why an action has no day yet"]) == (
        "to be done",
        "The maker has none in stock.",
    )


@pytest.mark.clause("salix-4.8.3", "code-5.11b")
def test_stage_2_is_refused_in_a_letter_that_names_ground_reason_and_the_ombudsman(desk):
    ref = desk.receive("salix")
    answered(desk, ref)
    desk.do(ref, "escalate")
    for gap in GROUNDS:
        refused = desk.try_to(ref, "refuse_escalation", **(GROUNDS | {gap: ""}))
        assert isinstance(refused, Refused)
        assert (refused.clause[:11], refused.field) == ("Salix 4.8.3", gap)
    refused = desk.try_to(ref, "refuse_escalation", ombudsman_text="", **GROUNDS)
    assert isinstance(refused, Refused)
    assert refused.field == "ombudsman_text"
    assert "stage_2_acknowledgement" not in [one.kind for one in desk.desk.look(ref).case.letters]
    desk.do(ref, "refuse_escalation", signposting="The county highways department.", **GROUNDS)
    letter = desk.desk.look(ref).case.letters[-1]
    text = " ".join(letter.text.split())
    assert letter.kind == "escalation_refusal"
    assert all(words in text for words in (GROUNDS["reason"], "The county highways department."))
    assert "It is about a service we do not provide (Salix 4.4.1)" in text
    assert "You can ask the Housing Ombudsman to look at our decision not to take your complaint to stage 2." in text


@pytest.mark.clause("salix-4.1.3b")
def test_a_service_request_tells_the_action_its_day_and_after_that_day_asks_for_the_reason(desk):
    ref = desk.receive("salix", feedback="service_request")
    assert "promises" in lacks(preview(desk, ref, "update", by_letter=True))
    desk.do(ref, "promise", what="Mend the tap", owner="Repairs", due_on="19/4/2024")
    letter = preview(desk, ref, "update", by_letter=True)
    assert letter.missing == ()
    assert "Mend the tap. By 19 April 2024. Who: Repairs." in letter.text
    desk.at = london("2024-04-22 10:00")
    late = preview(desk, ref, "update", by_letter=True)
    assert lacks(late) == {"delay_reasons": "4.1.3"}
    desk.do(ref, "action_late", which="action-1", due_on="26/4/2024", reason="A part is on order.")
    letter = preview(desk, ref, "update", by_letter=True)
    assert letter.missing == ()
    assert "By 26 April 2024. Who: Repairs. Why it takes longer: A part is on order." in " ".join(letter.text.split())
    desk.do(ref, "action_done", which="action-1", what_was_done="Mended.")
    assert "promises" in lacks(preview(desk, ref, "update", by_letter=True))


def test_an_update_names_the_day_of_the_answer_while_one_is_due(desk):
    ref = desk.receive("salix")
    assert "in writing by" not in preview(desk, ref, "update", by_letter=True, progress="The roof was looked at.").text
    desk.do(ref, "acknowledge")
    letter = preview(
        desk, ref, "update", by_letter=True, progress="The roof was looked at.", update_interval="every week"
    )
    assert letter.missing == ()
    assert "in writing by 16 April 2024." in letter.text
    desk.do(ref, "respond")
    after = preview(
        desk, ref, "update", by_letter=True, progress="The painter is booked.", update_interval="every week"
    )
    assert "in writing by" not in after.text
    assert "Mend the roof. By 30 September 2026." in after.text


@pytest.mark.clause("salix-4.7.5i", "salix-4.8.7f")
@pytest.mark.parametrize("stage", [1, 2])
def test_a_lesson_on_the_file_is_offered_in_the_answer_of_its_stage_in_words_for_customers(desk, officer, stage):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    if stage == 2:
        desk.do(ref, "respond")
        desk = officer("salix", name="Priya Shah")
        desk.at = london("2024-04-08 10:00")
        desk.do(ref, "escalate")
        desk.do(ref, "acknowledge")
    seen = desk.desk.look(ref)
    learnt = {"what": "Roofer rota had a hole", "public_text": "A roofer is now on call every weekend."}
    lessons = [
        Record("lesson", number, at, seen.now, "Jo Smith", seen.seq, said)
        for number, at, said in ((1, stage, learnt), (2, 3 - stage, {"what": "Learnt at the other stage"}))
    ]
    seen = replace(seen, case=replace(seen.case, records=(*seen.case.records, *lessons)))
    act, me = ACTS["respond"], desk.desk.me(seen)
    offered = {field.name: field.value for field in fields(seen, act, me)}
    assert offered["lessons"] == "A roofer is now on call every weekend."
    closing = {field.name: field.value for field in fields(seen, ACTS["close"], me)}
    assert closing["lessons"] == ""
    values = typed(seen, act, desk.filled(ref, "respond", lessons=offered["lessons"]), me).values
    assert "A roofer is now on call every weekend." in " ".join(written(seen, act, values).text.split())


@pytest.mark.clause("salix-4.4.3a")
def test_a_part_excluded_on_file_stands_in_acknowledgement_and_answer_with_ground_reason_and_right(desk):
    parts = ("A: damp", "B: noise", "C: heating")
    found = tuple({"number": n, "finding": "upheld", "reason": "Seen on the visit.", "overturned": ""} for n in (1, 3))
    ref = desk.receive("salix")
    me = desk.desk.me(desk.desk.look(ref))
    for act, more in (("acknowledge", {"parts": parts}), ("respond", {"findings": found})):
        seen = desk.desk.look(ref)
        values = typed(seen, ACTS[act], desk.filled(ref, act, **more), me).values
        for ground in ("4.4.1, over twelve months ago", ""):
            said = {"parts": ["B: noise"], "ground": ground, "reason": "It ended in 2021."}
            excluded = Record("exclusion", 1, 1, seen.now, "Jo Smith", seen.seq, said, seen.now)
            letter = written(replace(seen, case=replace(seen.case, records=(excluded,))), ACTS[act], values)
            text = " ".join(letter.text.split())
            gap = set() if ground else {"Excluded part: B: noise: the ground is not said."}
            assert {check.where for check in letter.missing} == gap
            assert f"B: noise {f'The ground in our policy: {ground} ' if ground else ''}Why it applies here: It" in text
            assert "Part 2: B: noise" not in text
            assert "Part 3: C: heating" in text
            assert "the rest of your complaint" in text
            assert "look at our decision not to take on this part of your complaint." in text
        if act == "acknowledge":
            desk.do(ref, act, **more)


@pytest.mark.clause("salix-4.4.2a", "salix-4.4.2b")
def test_a_refusal_is_due_when_the_acknowledgement_was_and_lacks_nothing_of_ground_reason_and_right(desk):
    ref = desk.receive("salix")
    desk.at = london("2024-04-09 10:00")
    assert due(desk, ref, "acknowledge") == "2024-04-09"
    assert lacks(of_the_case(desk, ref, "refusal")) == {"refusal_ground": "4.4.2", "refusal_reason": "4.4.2"}
    silent = of_the_case(desk, ref, "refusal", ombudsman_text="", **GROUNDS)
    assert {"decision_right", "ombudsman_right"} <= set(lacks(silent))
    whole = of_the_case(desk, ref, "refusal", signposting="county highways department", **GROUNDS)
    assert whole.missing == ()
    assert "Who else may be able to help county highways department" in " ".join(whole.text.split())
    assert "Who else" not in of_the_case(desk, ref, "refusal", **GROUNDS).text


@pytest.mark.clause("salix-3.3")
def test_a_former_resident_reads_about_the_ombudsman_like_everybody(desk):
    ref = desk.receive("salix", complainant="former")
    desk.do(ref, "acknowledge")
    text = " ".join(preview(desk, ref, "respond").text.split())
    assert "independent, impartial and free for tenants and leaseholders of social landlords" in text
    assert "www.housing-ombudsman.org.uk" in text
