"""Calico: what is learnt, published and reported. Its rows at the desk with the dates of their own examples."""

import pytest

from complaintdesk.desk import house
from complaintdesk.models.lists import QueueQuery
from tests.desk.at_calico.doing import (
    answered,
    at,
    figure,
    log,
    publish,
    staff,
    standing,
)
from tests.reports.rows import Held, case


@pytest.mark.clause("calico-2.4", "calico-13.4c", "calico-13.3a", "calico-glossary-h")
def test_lessons_stand_by_department_and_those_marked_are_told_in_the_annual_report(desk):
    areas = ("Repairs", "Lettings", "Estates")
    ref = answered(desk)
    at(desk, "2024-05-10")
    for number in range(6):
        said = {"area": areas[number % 3], "owner": "Ola Finn", "due_on": "28/6/2024"}
        desk.do(ref, "learn", what=f"Lesson {number}", **said)
        change = {"improvement": f"Change {number}", "done_on": "20/5/2024", "may_publish": number < 4}
        desk.do(ref, "improve", which=f"lesson-{number + 1}", **change)
    assert len(house.improvements(desk.desk, "calico")) == 6
    assert len(house.improvements(desk.desk, "calico", public=True)) == 4
    lessons = figure(desk, "lessons", "2024-05")
    assert {one.label: one.value for one in lessons.bars} == dict.fromkeys(areas, 2)
    assert lessons.note == "6 improvements made"
    report = {one.key: one for one in desk.desk.figures("calico", "2024/25").figures}
    sections = ("complaints_received", "improvements", "lessons")
    assert all(report[key].words for key in sections)
    pack = {one.key: one for one in desk.desk.figures("calico", "2024-Q1").figures}
    assert {"lessons", "feedback", "stage_1_answered"} <= set(pack)


@pytest.mark.clause("calico-13.1b")
def test_complaints_and_requests_stand_side_by_side_by_service():
    cases = [case(area="Repairs"), case(area="Lettings"), case(feedback="service_request", area="Repairs")]
    told = Held(cases).figure("service_review", policy="calico")
    assert [(one.group.split(",")[0].lower(), one.label, one.value) for one in told.bars] == [
        ("complaint", "Lettings", 1),
        ("complaint", "Repairs", 1),
        ("service request", "Repairs", 1),
    ]


@pytest.mark.clause("calico-13.5", "calico-glossary-a")
def test_the_board_reads_three_counts_and_requests_on_a_line_of_their_own():
    kinds = (("complaint", 40), ("compliment", 22), ("concern", 9), ("service_request", 5))
    held = Held([case("2024-05-10", kind) for kind, n in kinds for _ in range(n)])
    quarter = held.figure("feedback", "2024-Q1", policy="calico")
    assert {one.group: one.value for one in quarter.bars} == {
        "complaint, by month": 40,
        "compliment, by month": 22,
        "concern, by month": 9,
    }
    assert held.figure("service_requests", "2024-Q1", policy="calico").words == "5"


@pytest.mark.clause("calico-13.4a")
@pytest.mark.parametrize("period", ["2024-04-22..2024-04-22", "2024-04-22..2024-04-28", "2024-04"])
def test_a_day_a_week_and_a_month_are_reported_by_department(desk, period):
    for area in ("Repairs", "Lettings"):
        log(desk, "2024-04-22", area=area)
    told = figure(desk, "complaints_by_area", period)
    assert {one.label: one.value for one in told.bars} == {"Repairs": 1, "Lettings": 1}


@pytest.mark.clause("calico-13.4b")
def test_seven_open_complaints_stand_in_a_list_with_the_two_late_ones_first(desk):
    new = [log(desk, "2024-04-19") for _ in range(5)]
    late = [log(desk, "2024-04-08") for _ in range(2)]
    at(desk, "2024-04-22")
    rows = desk.desk.queue_page(QueueQuery("calico"), 0, 99)
    assert len(rows) == 7
    assert {row.ref for row in rows[:2]} == {*late}
    assert {row.chip.band for row in rows[:2]} == {"breached"}
    assert {row.ref for row in rows[2:]} == {*new}


@pytest.mark.clause("calico-13.6a")
def test_a_case_without_its_acknowledgement_is_listed_with_the_clause(desk):
    ref = log(desk, "2024-04-02")
    at(desk, "2024-04-10")
    told = figure(desk, "stage_1_acknowledged", "2024-04")
    assert told.clause == "Calico 8.6"
    assert [(one.ref, one.mark) for one in told.behind] == [(ref, "late, not done yet")]


QUARTERLY = (
    ("calico-4b.3", "Complaint performance and learning of the quarter", "4.3 (Customer Scrutiny)"),
    ("calico-13.2b", "Senior lead's assessment of themes and trends", "13.2"),
    (
        "calico-glossary-g",
        "Complaints Scrutiny Group: learning, trends and performance",
        "13.3, 4.2 (Customer Scrutiny)",
    ),
)


@pytest.mark.clause("calico-13.6b")
def test_a_quarter_without_its_update_to_the_board_is_reminded_of_a_month_after_its_end(desk):
    name = "Complaints update to the board"
    at(desk, "2024-05-15")  # late, and for the quarter before: it is no update on what came after
    publish(desk, name, done_on="15/5/2024")
    assert not standing(desk, name).is_owed
    at(desk, "2024-06-30")
    assert not standing(desk, name).is_owed
    at(desk, "2024-07-01")  # the quarter has ended: from now on it is to be done, and seen coming
    assert standing(desk, name).state == "2024-Q1: due by Tue 30 Jul 2024"
    at(desk, "2024-07-31")
    told = standing(desk, name)
    assert (told.is_owed, told.clause) == (True, "13.6")
    assert told.state == "2024-Q1: overdue since Tue 30 Jul 2024"
    assert name in [one.what for one in house.assurance(desk.desk, "calico").publications]
    reminders = desk.desk.case("BOOK-CALICO").reminders
    assert [one for one in reminders if name in one] == [
        f"{name}: 2024-Q1: overdue since Tue 30 Jul 2024, due Tue 30 Jul 2024, 1 working day late (Calico 13.6)"
    ]
    publish(desk, name, done_on="31/7/2024")
    assert standing(desk, name).state == "2024-Q1: published Wed 31 Jul 2024"
    at(desk, "2024-10-31")
    assert standing(desk, name).is_owed


@pytest.mark.clause("calico-4b.3", "calico-13.2b", "calico-glossary-g")
@pytest.mark.parametrize(("name", "clause"), [pytest.param(*rest, id=row) for row, *rest in QUARTERLY])
def test_what_nobody_stored_for_a_quarter_is_outstanding(desk, name, clause):
    at(desk, "2024-04-30")
    publish(desk, name, done_on="30/4/2024")
    at(desk, "2024-07-30")
    assert not standing(desk, name).is_owed
    at(desk, "2024-07-31")
    assert (standing(desk, name).is_owed, standing(desk, name).clause) == (True, clause)
    assert name in [one.what for one in house.assurance(desk.desk, "calico").publications]
    publish(desk, name, done_on="31/7/2024")
    assert not standing(desk, name).is_owed


@pytest.mark.clause("calico-12.1")
def test_the_boards_response_is_outstanding_after_the_report_is_out(desk):
    report, response = "Yearly report on performance and service improvement", "Board's response to the yearly report"
    at(desk, "2025-03-03")
    desk.desk.book("calico")
    at(desk, "2025-06-02")
    publish(desk, report, for_year="2024/25", done_on="2/6/2025")
    assert (standing(desk, report).is_owed, standing(desk, response).is_owed) == (False, True)


@pytest.mark.clause("calico-12.2a")
def test_a_self_assessment_is_overdue_after_a_year(desk):
    name = "Self-assessment against the Code"
    at(desk, "2024-04-30")
    publish(desk, name, done_on="30/4/2024")
    at(desk, "2025-04-30")
    assert not standing(desk, name).is_owed
    at(desk, "2025-05-01")
    assert standing(desk, name).is_owed
    assert figure(desk, "self_assessment", "2025-05").words.startswith("overdue")


@pytest.mark.clause("calico-12.2b")
def test_a_merger_asks_for_a_further_self_assessment_and_the_ombudsman_for_its_review(desk):
    name, review = "Self-assessment against the Code", "Review of the self-assessment"
    at(desk, "2024-04-30")
    publish(desk, name, done_on="30/4/2024")
    book = desk.desk.book("calico")
    at(desk, "2024-07-03")
    assert not standing(desk, name).is_owed
    desk.do(book, "occasion", occasion="merger", since="1/7/2024", what="We became one with another landlord.")
    assert (standing(desk, name).is_owed, standing(desk, name).clause) == (True, "12.2")
    assert standing(desk, name).state == "Merger: outstanding since Mon 1 Jul 2024"
    assert standing(desk, review)[:6] == (review, "nothing asked for one yet", False, None, "12.2", None)
    desk.do(book, "occasion", occasion="ombudsman")
    assert standing(desk, review).is_owed
    at(desk, "2024-08-30")
    publish(desk, name, done_on="30/8/2024")
    assert standing(desk, name).state.startswith("done Fri 30 Aug 2024, next by ")
    assert standing(desk, review).is_owed
    publish(desk, review)
    assert not standing(desk, review).is_owed


@pytest.mark.clause("calico-0a", "calico-13.7")
def test_the_policy_is_reviewed_after_the_day_of_its_cover_and_two_years_at_the_latest(desk):
    at(desk, "2024-12-31")
    assert not house.assurance(desk.desk, "calico").review.is_owed
    at(desk, "2025-01-01")
    told = house.assurance(desk.desk, "calico")
    assert told.review.state == "policy review due by Tue 1 Apr 2025, for Senior lead person (managing director)"
    assert told.approval == "approved by the homes board"
    name = "Full review of this policy"
    publish(desk, name, done_on="1/3/2024")
    at(desk, "2026-03-01")
    assert not standing(desk, name).is_owed
    at(desk, "2026-03-02")
    assert standing(desk, name).state.endswith("overdue since Sun 1 Mar 2026")


@pytest.mark.clause("calico-13.2a")
def test_the_member_responsible_of_may_2024_is_the_holder_of_that_month(desk):
    for name, since, until in (("Ann Lee", "1/4/2024", "31/3/2025"), ("Bo Ray", "1/4/2025", "")):
        staff(desk, name, roles="member_responsible", job="Board member", since=since, until_day=until)
    for when, holder in (("2024-05-31", "Ann Lee"), ("2025-04-01", "Bo Ray")):
        at(desk, when)
        assert [one.name for one in house.assurance(desk.desk, "calico").holders] == [holder]
