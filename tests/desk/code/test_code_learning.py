"""The Code, section 9, scrutiny and learning: tried at Salix's desk with the dates of its own examples."""

from datetime import date

import pytest

from complaintdesk.desk import house
from complaintdesk.models.acting import Refused
from tests.desk.code.doing import answered, at, book, outstanding, publish, standing
from tests.desk.officer import EARLY


@pytest.mark.clause("code-9.1")
def test_closing_asks_what_can_be_learnt_and_none_is_an_answer(desk):
    ref = desk.receive("salix")
    other = desk.receive("salix", resident="Nadia Bell")
    same = {"why": "duplicate", "linked": other, "reason": "Told twice."}
    refused = desk.try_to(ref, "close", **same, lessons="")
    assert (refused.clause, refused.field) == ("Salix 4.10.1, 4.10.2", "lessons")
    desk.do(ref, "close", **same, lessons="none")


@pytest.mark.clause("code-9.6")
def test_the_member_responsible_reads_and_changes_nothing(desk, officer):
    desk.do(desk.desk.book("salix"), "staff_add", name="Ann Lee", roles="member_responsible")
    ref = desk.receive("salix")
    chair = officer(name="Ann Lee")
    chair.at = desk.at
    assert chair.desk.case(ref).resident == "Amara Okafor"
    assert chair.desk.figures("salix", "2024-04").figures
    for act, said in (("note", {"text": "Hurry."}), ("close", EARLY)):
        assert isinstance(chair.try_to(ref, act, **said), Refused)


@pytest.mark.clause("code-9.3")
def test_a_lesson_that_nobody_was_told_of_is_listed_when_the_quarter_is_reviewed(desk):
    name = "Learning reported to residents, staff and committees"
    ref = answered(desk)
    at(desk, "2024-05-13")
    desk.do(ref, "learn", what="Book roofers at once", area="Repairs", owner="Ola Finn", due_on="28/6/2024")
    at(desk, "2024-07-01")
    assert standing(desk, name).state == "2024-Q1: due by Wed 31 Jul 2024"
    assert house.assurance(desk.desk, "salix").untold == (ref,)
    desk.do(ref, "share_lesson", which="lesson-1", shared_with="The residents' panel", shared_on="1/7/2024")
    assert house.assurance(desk.desk, "salix").untold == ()
    publish(desk, name)
    assert not standing(desk, name).is_owed


@pytest.mark.clause("code-9.4")
def test_the_review_of_trends_is_open_for_the_senior_lead(desk):
    name = "Assessment of themes and trends"
    book(desk, "staff_add", name="Lena Holt", roles=("senior_lead",))
    at(desk, "2024-07-01")
    expected = "2024-Q1: due by Wed 31 Jul 2024, for Senior lead accountable for complaint handling"
    assert (standing(desk, name).state, standing(desk, name).who) == (expected, "Lena Holt")
    assert any(row.what.startswith(name) for row in desk.desk.owed("salix", "Lena Holt"))
    publish(desk, name, what="Missed visits are up; the roofing contract is looked at.")
    assert not standing(desk, name).is_owed


@pytest.mark.clause("code-9.5")
def test_without_a_member_responsible_the_book_says_so(desk):
    name = "Member Responsible for Complaints"
    book(desk, "staff_add", name="Ann Lee", roles=("member_responsible",), until_day="30/9/2024")
    at(desk, "2024-09-30")
    assert standing(desk, name).state == "held by Ann Lee"
    at(desk, "2024-10-01")
    assert standing(desk, name).state == "nobody has this role; Ann Lee had it until Mon 30 Sep 2024"
    assert any(one.startswith(name) for one in outstanding(desk))
    book(desk, "staff_add", name="Bo Ray", roles=("member_responsible",), since="1/10/2024")
    assert not standing(desk, name).is_owed


@pytest.mark.clause("code-9.7a")
def test_the_governing_bodys_report_of_the_quarter_is_due_a_month_after_it_and_has_all_four(desk):
    name = "Complaints report to the governing body"
    answered(desk)
    at(desk, "2024-07-31")
    now = standing(desk, name)
    assert (now.due, now.is_owed) == (date(2024, 7, 31), True)
    at(desk, "2024-08-01")
    assert standing(desk, name).state.startswith("2024-Q1: overdue since Wed 31 Jul 2024")
    assert next(row for row in desk.desk.owed("salix") if row.what.startswith(name)).is_late
    figures = {one.key: one for one in desk.desk.figures("salix", "2024-Q1").figures}
    assert figures["complaints_received"].words == "1"
    assert {one.group for one in figures["complaints_received"].bars} >= {"service area"}
    assert figures["parts_upheld"].words == "50.0%"
    assert all(figures[key].denominator == 1 for key in ("stage_1_acknowledged", "stage_1_answered"))
    assert figures["dissatisfaction_trend"].bars
    publish(desk, name)
    assert not standing(desk, name).is_owed


@pytest.mark.clause("code-9.7b")
def test_a_finding_and_how_far_its_orders_have_come_are_in_the_report(desk):
    ref = answered(desk)
    desk.do(ref, "refer", who_asked="The resident", what="The Ombudsman looks at it.")
    at(desk, "2024-05-20")
    desk.do(ref, "ombudsman_decision", which="referral-1", determination="severe_maladministration", what="As found.")
    for number in range(3):
        desk.do(ref, "order", order_kind="order", what=f"Order {number}", due_on="17/6/2024")
    desk.do(ref, "action_done", which="order-1", done_on="20/5/2024", what_was_done="Done.")
    figures = {one.key: one for one in desk.desk.figures("salix", "2024-05").figures}
    assert [bar.label for bar in figures["determinations"].bars] == ["severe maladministration"]
    assert (figures["orders_complied"].words, figures["orders_complied"].note) == ("3", "1 complied with")


@pytest.mark.clause("code-9.8")
def test_eleven_of_fourteen_handlers_have_the_objective(desk):
    for number in range(14):
        day = "1/4/2024" if number < 11 else ""
        name = f"Handler {chr(65 + number)}"
        book(desk, "staff_add", name=name, roles=("investigating_manager",), objective_on=day)
    book(desk, "staff_add", name="Ann Lee", roles=("member_responsible",))
    assert house.assurance(desk.desk, "salix").objective == (11, 14)
