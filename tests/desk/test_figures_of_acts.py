"""Salix's figures from acts alone: what somebody does at the desk is what is counted, and undone it is not."""

import pytest

from tests.desk.officer import london


def figure(desk, key, period):
    (found,) = desk.desk.figures("salix", period, key).figures
    return found


def bars(found, group):
    return {one.label: one.value for one in found.bars if one.group == group}


def logged(desk, when, *, to="", **said):
    """A complaint that came at ``when``, acknowledged on the day ``to`` where one is given."""
    desk.at = london(f"{when} 10:00")
    ref = desk.receive("salix", **said)
    if to:
        desk.at = london(f"{to} 10:00")
        desk.do(ref, "acknowledge")
    return ref


@pytest.mark.clause("salix-5.1f", "salix-5.1g", "salix-5.1c")
def test_acknowledgements_and_answers_on_time_and_within_an_extension(officer):
    desk = officer("salix")
    refs = [logged(desk, "2024-04-02", to="2024-04-08", area="Repairs", theme="Damp") for _ in range(3)]
    refs.append(logged(desk, "2024-04-02", to="2024-04-10", area="Income", theme="Rent"))
    more = {"ground": "complex investigation", "reason": "A survey is to come.", "progress": "Visited."}
    desk.at = london("2024-04-18 10:00")
    desk.do(refs[1], "extend", until="30/4/2024", **more)
    for ref, day in zip(refs, ("2024-04-22", "2024-04-30", "2024-04-23", "2024-04-24"), strict=True):
        desk.at = london(f"{day} 16:00")
        desk.do(ref, "respond")
    desk.at = london("2024-05-20 10:00")
    acknowledged = figure(desk, "stage_1_acknowledged", "2024-04")
    assert (acknowledged.words, acknowledged.denominator) == ("75.0%", 4)
    assert {one.ref for one in acknowledged.behind if one.mark} == {refs[3]}
    answered = figure(desk, "stage_1_answered", "2024-04")
    assert (answered.words, answered.note) == ("50.0%", "75.0% including agreed extensions (3 of 4)")
    assert {one.ref: one.mark for one in answered.behind} == {
        **{refs[0]: "", refs[1]: "within an extension", refs[2]: "late", refs[3]: ""}
    }
    received = figure(desk, "complaints_received", "2024-04")
    assert (received.words, bars(received, "service area")) == ("4", {"Repairs": 3, "Income": 1})
    assert sum(bars(received, "theme").values()) == 4


@pytest.mark.clause("salix-5.1i")
def test_a_review_acknowledged_on_its_fifth_working_day_is_on_time_and_a_day_later_not(officer):
    desk = officer("salix")
    for day, words in (("2024-05-10", "100.0%"), ("2024-05-13", "50.0%")):
        ref = logged(desk, "2024-04-02", to="2024-04-08")
        desk.at = london("2024-04-22 10:00")
        desk.do(ref, "respond")
        desk.at = london("2024-05-02 14:00")
        desk.do(ref, "escalate")
        desk.at = london(f"{day} 10:00")
        desk.do(ref, "acknowledge", handler="Cy Lee", signatory="Cy Lee")
        desk.at = london("2024-05-14 10:00")
        assert figure(desk, "stage_2_acknowledged", "2024-05").words == words


@pytest.mark.clause("salix-5.1e", "salix-4.4.4b", "salix-4.4.1j")
def test_refusals_by_ground_in_the_year_they_were_made_and_not_what_was_not_wanted(officer):
    desk = officer("salix")
    decided = {"reason": "It is so.", "decided_by": "Ada Bell"}
    for day in ("2024-03-28", "2024-04-02", "2024-06-03"):
        desk.do(
            logged(desk, day), "exclude", ground="legal", filed_on="1/3/2024", court_reference="K01MA123", **decided
        )
    late = logged(desk, "2024-06-04", known_on="1/2/2023")
    desk.do(late, "decide_late", decision="refused", late_for="none", **decided)
    desk.do(late, "exclude", ground="out_of_time", **decided)
    request = logged(desk, "2024-06-05", feedback="service_request")
    desk.do(request, "not_logged", reason="Only wants the tap mended.", asked_by="Ada Bell", route_told=True)
    refused = figure(desk, "refused", "2024/25")
    assert (refused.words, bars(refused, "kind")) == ("3", {"legal": 2, "out of time": 1})
    assert figure(desk, "refused", "2023/24").words == "1"


@pytest.mark.clause("salix-5.1n", "salix-5.1o", "salix-5.1p")
def test_what_the_ombudsman_found_ordered_and_awarded_is_counted_apart_from_our_own_award(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02", to="2024-04-08")
    own = {"kind": "compensation", "what": "The wait", "pounds": "75", "due_on": "31/5/2024", "why": "Two days"}
    desk.do(ref, "respond", remedies=(own,))
    desk.do(ref, "refer", who_asked="The resident", what="The roof is still open.")
    desk.at = london("2024-07-30 10:00")
    for kind in ("code_finding", "code_finding", "finding", "recommendation"):
        desk.do(ref, "order", order_kind=kind, order_concerns="matter", what="The visits were late.")
    for pounds in ("250.00", "400"):
        given = {"order_kind": "award", "order_concerns": "matter", "pence": pounds, "due_on": "27/8/2024"}
        desk.do(ref, "order", what="Pay for the distress.", **given)
    for _ in range(2):
        given = {"order_kind": "order", "order_concerns": "repeat", "due_on": "27/8/2024"}
        desk.do(ref, "order", what="Apologise.", **given)
    desk.at = london("2024-08-28 10:00")
    for number, day in ((5, "23/8/2024"), (6, "27/8/2024"), (7, "1/8/2024"), (8, "28/8/2024")):
        desk.do(ref, "action_done", which=f"order-{number}", done_on=day, what_was_done="Done.")
    assert figure(desk, "code_findings", "2024/25").words == "2"
    assert figure(desk, "ombudsman_awards", "2024/25").words == "£650.00"
    orders = figure(desk, "orders", "2024/25")
    assert (orders.words, orders.note) == ("75.0%", "1 late")


@pytest.mark.clause("salix-5.1q", "salix-4.18.1d")
def test_lessons_and_the_improvements_made_of_them_without_customers(officer):
    desk = officer("salix")
    ref = logged(desk, "2024-04-02", to="2024-04-08")
    for number in range(1, 13):
        desk.do(ref, "learn", what=f"Lesson {number}", area="Repairs", owner="Ola Finn", due_on="28/6/2024")
    desk.at = london("2024-05-07 10:00")
    for number in range(1, 6):
        said = {"improvement": f"Since Amara Okafor wrote: change {number}.", "done_on": "7/5/2024"}
        desk.do(ref, "improve", which=f"lesson-{number}", **said)
    found = figure(desk, "lessons", "2024/25")
    assert (found.words, found.note) == ("12", "5 improvements made")
    told = figure(desk, "improvements", "2024/25")
    assert told.words == "5"
    assert all("Lesson" in one.words and "change" in one.words and one.day for one in told.behind)
    assert not any(name in str(told.behind) for name in ("Amara", "Okafor", ref))
    desk.undo(ref)
    assert figure(desk, "lessons", "2024/25").note == "4 improvements made"


@pytest.mark.clause("salix-4.1.4b", "salix-4.18.1a")
def test_dissatisfied_requests_show_their_pattern_and_a_series_beside_complaints(officer):
    desk = officer("salix")
    for theme, number, unhappy in (("Roofs", 12, 2), ("Plumbing", 28, 7)):
        for one in range(number):
            ref = logged(desk, "2024-04-03", feedback="service_request", area="Repairs", theme=theme)
            if one < unhappy:
                desk.do(ref, "dissatisfied", how="telephone", said="It still drips.", told_how=True)
    logged(desk, "2024-04-04", area="Repairs", theme="Damp")
    found = figure(desk, "dissatisfied_requests", "2024-04")
    first = next(one for one in found.bars if one.group == "theme")
    assert (found.numerator, found.denominator, first.label, first.words) == (9, 40, "Repairs: Plumbing", "7 of 28")
    trend = figure(desk, "dissatisfaction_trend", "2024/25")
    assert trend.note == "complaint: 1, dissatisfaction: 9"
    assert bars(trend, "dissatisfaction, by theme") == {"Plumbing": 7, "Roofs": 2}


@pytest.mark.clause("salix-5.1l", "salix-5.1m")
def test_what_is_published_for_its_year_and_a_self_assessment_of_fourteen_months_ago(officer):
    desk = officer("salix")
    desk.at = london("2024-07-15 10:00")
    book = desk.desk.book("salix")
    desk.do(book, "publish", publication="Self-assessment against the Code", done_on="15/7/2024")
    desk.at = london("2025-09-15 10:00")
    assert figure(desk, "yearly_report", "2024/25").words == "2024/25: outstanding"
    report = {"publication": "Yearly performance and service improvement report", "for_year": "2024/25"}
    desk.do(book, "publish", **report, done_on="29/8/2025")
    assert figure(desk, "yearly_report", "2024/25").words == "2024/25: published Fri 29 Aug 2025"
    assert figure(desk, "self_assessment", "2025/26").words == "overdue, last done Mon 15 Jul 2024"


@pytest.mark.clause("salix-3.2b")
def test_six_who_complain_together_count_once(officer):
    desk = officer("salix")
    logged(desk, "2024-04-02", members=tuple(f"Flat {number}" for number in range(2, 7)))
    assert figure(desk, "complaints_received", "2024-04").words == "1"
