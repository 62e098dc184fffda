"""The Ombudsman's stage: advice at any time, the referral, what is decided and ordered, and whether it is done."""

import pytest

from tests.desk.officer import london


def of_kind(desk, ref, kind):
    return [one for one in desk.desk.case(ref).records if one.kind == kind]


def reviewed(desk, reviewer, received="2024-03-28 10:00", sent="2024-06-10 15:00"):
    """A complaint with both answers sent, the second at ``sent``."""
    desk.at = london(received)
    ref = desk.receive("salix")
    for act, at in (("acknowledge", "2024-04-04 10:00"), ("respond", "2024-04-18 10:00"), ("escalate", "2024-05-02")):
        desk.at = london(at if " " in at else f"{at} 10:00")
        desk.do(ref, act)
    for act, at in (("acknowledge", "2024-05-10 10:00"), ("respond", sent)):
        reviewer.at = london(at)
        reviewer.do(ref, act)
    desk.at = london(sent)
    return ref


@pytest.mark.clause("salix-4.14.1")
def test_after_the_final_answer_a_referral_is_with_the_ombudsman_and_no_clock_runs_again(officer):
    desk, reviewer = officer("salix"), officer(name="Sam Reed")
    ref = reviewed(desk, reviewer)
    before = desk.desk.case(ref).clocks
    desk.at = london("2024-07-01 10:00")
    done = desk.do(ref, "refer", who_asked="The resident", what="The roof is still open.")
    assert done.warnings == ()
    case = desk.desk.case(ref)
    assert case.chip.word == "REFERRED"
    assert "With the Ombudsman since Mon 1 Jul 2024" in case.alerts
    assert case.stage == 2
    assert [(one.name, one.due, one.met_on) for one in case.clocks] == [
        (one.name, one.due, one.met_on) for one in before
    ]
    assert not any(one.state in ("running", "breached") for one in case.clocks if one.party == "landlord")
    desk.do(ref, "ombudsman_decision", determination="service_failure", what="Delay in the second visit.")
    assert desk.desk.case(ref).chip.word != "REFERRED"


@pytest.mark.clause("salix-4.15.2")
def test_advice_moves_nothing_and_a_referral_before_stage_2_warns(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    before = desk.desk.case(ref)
    desk.do(ref, "ombudsman_contact", who_asked="The Ombudsman's advice line", what="Asked how far the case is.")
    after = desk.desk.case(ref)
    assert (after.stage, after.chip, after.clocks) == (before.stage, before.chip, before.clocks)
    (told,) = of_kind(desk, ref, "ombudsman_contact")
    assert not told.is_open
    done = desk.do(ref, "refer", who_asked="The resident", what="The roof is still open.")
    assert done.warnings == ("The case is at stage 1; nobody has asked for stage 2. (Salix 4.15.2)",)
    assert [one.kind for one in desk.desk.case(ref).records] == ["ombudsman_contact", "referral"]


@pytest.mark.clause("salix-4.15.2")
def test_a_referral_before_the_review_is_answered_warns_as_well(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    for act in ("acknowledge", "respond", "escalate"):
        desk.do(ref, act)
    (warning,) = desk.do(ref, "refer", who_asked="The resident", what="The roof is still open.").warnings
    assert warning.startswith("Stage 2 has not been answered")


@pytest.mark.clause("salix-4.15.1")
def test_an_order_done_before_its_day_was_complied_with_in_time(officer):
    desk, reviewer = officer("salix"), officer(name="Sam Reed")
    ref = reviewed(desk, reviewer)
    desk.at = london("2024-07-30 10:00")
    desk.do(ref, "refer", who_asked="The resident", what="The roof is still open.")
    desk.do(ref, "order", order_kind="finding", order_concerns="matter", what="The visits were late.")
    desk.do(ref, "order", order_kind="recommendation", order_concerns="repeat", what="Book roofers at once.")
    refused = desk.try_to(ref, "order", order_kind="order", order_concerns="matter", what="Apologise in writing.")
    assert (refused.clause, refused.field) == ("Salix 4.15.1", "due_on")
    desk.do(ref, "order", order_kind="order", order_concerns="matter", what="Apologise in writing.", due_on="27/8/2024")
    assert [one.is_open for one in of_kind(desk, ref, "order")] == [False, True, True]
    desk.at = london("2024-08-28 10:00")
    assert of_kind(desk, ref, "order")[2].is_late
    desk.do(ref, "action_done", which="order-3", done_on="23/8/2024", what_was_done="Letter sent.")
    order = next(one for one in desk.desk.look(ref).case.records if one.key == "order-3")
    assert (order.due_on.isoformat(), order.settled_on.isoformat()) == ("2024-08-27", "2024-08-23")
    assert order.settled_on <= order.due_on
    assert of_kind(desk, ref, "order")[2].state == "settled Fri 23 Aug 2024"


@pytest.mark.clause("salix-4.15.1")
def test_what_the_ombudsman_awards_is_kept_apart_from_our_own_award(officer):
    desk, reviewer = officer("salix"), officer(name="Sam Reed")
    ref = reviewed(desk, reviewer)
    desk.do(ref, "refer", who_asked="The resident", what="The roof is still open.")
    for pounds in ("250", "400.00"):
        desk.do(ref, "order", order_kind="award", what="Pay for the distress.", pence=pounds, due_on="+20wd")
    assert desk.desk.case(ref).awards == ("By the Ombudsman: £650.00",)


def test_an_order_by_a_day_long_past_is_asked_about_and_an_order_to_pay_has_a_sum(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    order = {"order_kind": "order", "order_concerns": "matter", "what": "Inspect the roof."}
    desk.do(ref, "refer", who_asked="The resident", what="The roof is still open.")
    past = "By when: Sat 31 Jan 2026 is past already; check the day and the year of the order."
    assert desk.desk.cautions(ref, "order", desk.filled(ref, "order", **order, due_on="31 jan")) == (past,)
    assert desk.desk.cautions(ref, "order", desk.filled(ref, "order", **order, due_on="31/3/2026")) == ()
    assert past in desk.do(ref, "order", **order, due_on="31 jan").warnings
    pay = {**order, "order_kind": "award", "due_on": "31/3/2026"}
    refused = desk.try_to(ref, "order", **pay)
    assert (refused.sentence, refused.field) == ("An order to pay has a sum: give it in pounds.", "pence")
    desk.do(ref, "order", **pay, pence="150")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("refer", {"who_asked": "The resident", "what": "The roof is still open."}),
        ("ombudsman_contact", {"who_asked": "The Ombudsman", "what": "Answer within five days."}),
        ("request_evidence", {"what": "The file.", "owner": ""}),
    ],
)
def test_an_order_is_open_once_the_ombudsman_has_the_case_and_says_the_way_before(officer, act, said):
    desk = officer("salix")
    ref = desk.receive("salix")

    def order():
        return next(one for one in desk.desk.acts(ref) if one.key == "order")

    assert (order().allowed, order().reason) == (
        False,
        "The Ombudsman does not have this case yet. First: Ombudsman asks evidence (p) or Ombudsman's advice (O) or"
        " Referred to Ombudsman (Q).",
    )
    desk.do(ref, act, **said)
    assert order().allowed
