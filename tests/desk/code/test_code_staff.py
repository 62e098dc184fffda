"""The Code, section 4, complaint handling staff: tried at Salix's desk with the dates of its own examples."""

from datetime import date

import pytest

from complaintdesk.desk import house
from tests.desk.code.doing import answered, at, book, outstanding, standing


@pytest.mark.clause("code-4.1")
def test_a_complaints_officer_is_asked_for_and_gets_what_the_ombudsman_asks(desk):
    assert standing(desk, "Complaints officer").state == "nobody has this role"
    assert "Complaints officer: nobody has this role" in outstanding(desk)
    book(desk, "staff_add", name="Cora Bell", roles=("complaints_officer",))
    assert standing(desk, "Complaints officer").state == "held by Cora Bell"
    ref = answered(desk)
    at(desk, "2024-05-20")
    desk.do(ref, "request_evidence", what="The repairs log.")
    (task,) = (one for one in desk.desk.owed("salix", "Cora Bell") if one.ref == ref)
    assert (task.owner, task.due) == ("Cora Bell", date(2024, 6, 11))


@pytest.mark.clause("code-4.2")
def test_the_complaints_officer_gives_a_task_to_a_director_and_sees_it_overdue(desk, officer):
    book(desk, "staff_add", name="Cora Bell", roles=("complaints_officer",))
    book(desk, "staff_add", name="Ada Bell", roles=("area_director",))
    ref = desk.receive("salix")
    cora = officer(name="Cora Bell")
    at(cora, "2024-04-03")
    cora.do(ref, "promise", what="Find out who sent the roofers away", owner="Ada Bell", due_on="12/4/2024")
    for day, late in (("2024-04-12", False), ("2024-04-13", True)):
        at(cora, day)
        (task,) = (one for one in cora.desk.owed("salix", "Ada Bell") if one.ref == ref)
        assert (task.due, task.is_late) == (date(2024, 4, 12), late)


@pytest.mark.clause("code-4.3")
def test_whoever_was_trained_more_than_a_year_ago_is_listed_with_the_day(desk):
    trained = {f"trained_{one}": "2/4/2024" for one in ("vulnerability", "customer_service", "complaints")}
    book(desk, "staff_add", name="Ola Finn", roles=("investigating_manager",), **trained)
    late = {**trained, "trained_complaints": "17/4/2023"}
    book(desk, "staff_add", name="Bo Ray", roles=("investigating_manager",), **late)
    at(desk, "2024-04-17")
    assert house.assurance(desk.desk, "salix").untrained == ()
    at(desk, "2024-04-30")
    assert house.assurance(desk.desk, "salix").untrained == (("Bo Ray", "complaints", date(2024, 4, 17)),)
