"""The Code, section 1, what is a complaint: tried at Salix's desk with the dates of its own examples."""

from datetime import date

import pytest

from tests.desk.code.doing import at, due, grown_from, of_kind, publish, standing


@pytest.mark.clause("code-1.2")
def test_nine_residents_about_one_contractor_are_one_case_and_one_complaint(desk):
    ref = desk.receive("salix", concerns="contractor", members=tuple(f"Flat {number}" for number in range(2, 10)))
    assert 1 + len(of_kind(desk, ref, "member")) == 9
    assert desk.desk.figures("salix", "2024-04", "complaints_received").figures[0].words == "1"


@pytest.mark.clause("code-1.3a")
def test_nobody_has_to_say_the_word(desk):
    view = desk.desk.intake("salix", {"resident": "A", "words": "third time nobody turned up"})
    assert "complaint" in dict(view.kinds)
    ref = desk.receive("salix", words="third time nobody turned up", feedback="complaint")
    assert due(desk, ref) == date(2024, 4, 9)


@pytest.mark.clause("code-1.3b")
def test_a_choice_taken_up_counts_from_the_dissatisfaction_and_after_a_no_from_the_change_of_mind(desk):
    request = {"feedback": "service_request", "words": "The tap drips."}
    at_once = desk.receive("salix", **request)
    desk.do(at_once, "dissatisfied", how="telephone", said="Two visits for nothing.")
    assert any("Dissatisfaction 1" in one for one in desk.desk.case(at_once).reminders)
    at(desk, "2024-04-04")
    desk.do(at_once, "offer_complaint", complaint_offered="accepted", told_how=True)
    assert due(desk, grown_from(desk, at_once)) == date(2024, 4, 9)
    for recorded in (True, False):
        at(desk, "2024-04-02")
        ref = desk.receive("salix", resident="Nadia Bell", **request)
        desk.do(ref, "dissatisfied", how="telephone", said="It drips on.", complaint_offered="declined")
        at(desk, "2024-04-25")
        if recorded:
            desk.do(ref, "offer_complaint", complaint_offered="accepted", told_how=True)
        complaint = grown_from(desk, ref)
        assert (due(desk, complaint), desk.desk.case(complaint).words) == (date(2024, 5, 2), "It drips on.")


@pytest.mark.clause("code-1.3c")
def test_through_a_representative_the_same_clock_runs(desk):
    said = {"representative": "Ann Lee", "relation": "councillor", "channel": "through a representative"}
    ref = desk.receive("salix", feedback="complaint", words="His roof leaks on.", **said, express_request="yes")
    assert due(desk, ref) == date(2024, 4, 9)


@pytest.mark.clause("code-1.4a", "code-1.5a", "code-1.5b")
def test_a_request_runs_no_clock_and_dissatisfaction_with_it_begins_at_stage_1_beside_it(desk):
    view = desk.desk.intake("salix", {"resident": "A", "words": "My tap leaks, can someone come?"})
    ref = desk.receive("salix", words="My tap leaks, can someone come?")
    assert (desk.desk.case(ref).feedback, desk.desk.case(ref).clocks) == ("service_request", ())
    assert view.why.startswith("Looks like a")
    assert dict(desk.desk.case(ref).facts)["Kind judged"].startswith(view.why.rstrip("."))
    chosen = desk.receive("salix", words="My gate leans, can someone come?", feedback="complaint")
    assert dict(desk.desk.case(chosen).facts)["Kind judged"] == "Chosen here."
    at(desk, "2024-04-10")
    complaint = grown_from(desk, ref, words="Nobody came, not good enough.")
    seen = desk.desk.case(complaint)
    assert (seen.stage, due(desk, complaint), seen.links[0].ref) == (1, date(2024, 4, 17), ref)
    desk.do(ref, "promise", what="Mend the tap", owner="Repairs", due_on="12/4/2024")
    desk.do(ref, "action_done", which="action-1", what_was_done="Mended.")
    assert desk.desk.case(ref).status == "open"


@pytest.mark.clause("code-1.6a")
def test_a_comment_in_a_survey_stays_listed_until_they_are_told_how_to_complain(desk):
    at(desk, "2024-05-13")
    ref = desk.receive("salix", channel="survey", words="repairs are useless", dissatisfied=True)
    assert desk.desk.case(ref).clocks == ()
    assert of_kind(desk, ref, "dissatisfaction")[0].is_open
    desk.do(ref, "offer_complaint", told_how=True)
    assert not of_kind(desk, ref, "dissatisfaction")[0].is_open


@pytest.mark.clause("code-1.4b")
def test_service_requests_are_reviewed_each_month_with_those_past_their_day(desk):
    name = "Review of service requests"
    for number in range(12):
        at(desk, "2024-04-02")
        area = "Repairs" if number < 8 else "Rents"
        ref = desk.receive("salix", feedback="service_request", words="The tap drips.", area=area)
        desk.do(ref, "promise", what="Mend the tap", owner="Ola Finn", due_on="12/4/2024")
        if number >= 3:
            desk.do(ref, "action_done", which="action-1", what_was_done="Mended.")
    complaint = desk.receive("salix", words="The roof leaks.", area="Repairs")
    desk.do(complaint, "promise", what="Mend the roof", owner="Ola Finn", due_on="12/4/2024")  # on no request
    at(desk, "2024-04-30")
    figures = {one.key: one for one in desk.desk.figures("salix", "2024-04").figures}
    assert figures["service_requests"].words == "12"
    assert {(bar.label, bar.words) for bar in figures["service_requests"].bars} == {("Repairs", "8"), ("Rents", "4")}
    late = figures["service_requests_late"]
    assert (late.numerator, late.denominator, late.note) == (9, 12, "3 not done")
    assert standing(desk, name).is_owed
    publish(desk, name, done_on="30/4/2024")
    assert not standing(desk, name).is_owed
    at(desk, "2024-05-31")
    assert standing(desk, name).is_owed
