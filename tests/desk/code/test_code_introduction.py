"""The Code's introduction, its days, and what the Ombudsman adds: tried with the dates of its own examples."""

from datetime import date

import pytest

from complaintdesk import paths
from complaintdesk.desk import house
from complaintdesk.models.acting import Refused
from tests.desk.code.doing import acknowledged, at, begun, book, due, of_kind, outstanding, publish, standing
from tests.desk.officer import london


@pytest.mark.clause("code-0b")
def test_a_departure_is_explained_with_the_day_by_which_the_policy_will_comply(desk):
    said = {"provision": "6.3", "complies": "no", "what": "", "due_on": ""}
    ref = desk.desk.book("salix")
    for missing, rest in (("what", {}), ("due_on", {"what": "Our policy still says 15 working days."})):
        refused = desk.try_to(ref, "assess", **{**said, **rest})
        assert (isinstance(refused, Refused), refused.field) == (True, missing)
    desk.do(ref, "assess", **{**said, "what": "Our policy still says 15 working days.", "due_on": "31/3/2025"})
    row = next(one for one in desk.desk.owed("salix") if one.what.startswith("Self-assessment 1, 6.3"))
    assert (row.due, row.is_late) == (date(2025, 3, 31), False)
    at(desk, "2025-04-01")
    assert next(one for one in desk.desk.owed("salix") if one.what.startswith("Self-assessment 1, 6.3")).is_late
    desk.do(ref, "assess_again", which="provision-1", complies="yes", what="Changed in March.", due_on="")
    assert not any(one.startswith("Self-assessment 1") for one in outstanding(desk))


@pytest.mark.clause("code-0c")
@pytest.mark.parametrize("landlord", ["code-2024", "slh"])
def test_without_a_website_the_place_of_the_notice_stands_for_its_address(officer, landlord):
    desk, name = officer(landlord), "Complaints policy on the website"
    at(desk, "2024-06-05")
    refused = desk.try_to(desk.desk.book(landlord), "publish", publication=name, done_on="5/6/2024", where="")
    assert (isinstance(refused, Refused), refused.field) == (True, "where")
    publish(desk, name, landlord, done_on="5/6/2024", where="A notice in the hall of the office, 1 High Street")
    assert not standing(desk, name, landlord).is_owed
    assert "a notice in the hall" in of_kind(desk, desk.desk.book(landlord), "publication")[0].line.casefold()


@pytest.mark.clause("code-0d")
def test_day_zero_is_the_true_day_at_whatever_hour(officer):
    desk = officer("code-2024")
    desk.at = london("2024-12-21 23:10")
    assert due(desk, desk.receive("code-2024", channel="email")) == date(2024, 12, 31)


YEAR_OF_ITS_OWN = """
[policy]
key = "mine"
title = "Complaints policy"
landlord = "Larch Homes"
version = "1"
in_force_from = 2024-04-01
document = "Complaints policy"
falls_back_to = "code-2024"
year_starts = 1

[[clock]]
name = "acknowledge"
stage = 1
party = "landlord"
runs_from = "received"
length = { working_days = 5 }
clause = "1"
"""


@pytest.mark.clause("code-0e")
def test_the_submission_is_due_by_the_number_of_homes_and_the_landlords_year(officer, monkeypatch, tmp_path):
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path / "home"))
    own = paths.policies_folder()
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(YEAR_OF_ITS_OWN, encoding="utf-8")
    name = "Submission to the Ombudsman"
    desk = officer("salix", "mine")
    begun(desk)
    begun(desk, landlord="mine")
    at(desk, "2025-04-02")
    for homes, day in ((4200, date(2025, 9, 30)), (1000, date(2025, 9, 30))):
        book(desk, "homes", amount=str(homes), since="1/4/2025", source="Stock list")
        assert standing(desk, name).due == day
    at(desk, "2026-01-02")
    for homes, day in ((600, date(2026, 6, 30)), (1000, date(2026, 6, 30)), (4200, date(2026, 9, 30))):
        book(desk, "homes", "mine", amount=str(homes), since="2/1/2026", source="Stock list")
        assert standing(desk, name, "mine").due == day
    publish(desk, name, "mine", for_year="2025")
    assert not standing(desk, name, "mine").is_owed


@pytest.mark.clause("code-0f")
def test_a_failure_order_past_its_day_is_overdue_on_the_case_and_in_the_report(desk):
    ref = acknowledged(desk, "2024-04-02", "2024-04-09")
    at(desk, "2024-06-03")
    desk.do(ref, "ombudsman_contact", who_asked="The Ombudsman", what="Asked why there is no stage 2 answer")
    desk.do(ref, "order", order_kind="failure_2", what="Give the stage 2 answer", due_on="10/6/2024")
    at(desk, "2024-06-11")
    assert of_kind(desk, ref, "order")[0].is_late
    (told,) = house.assurance(desk.desk, "salix").late_orders
    assert told.startswith(f"{ref}: Complaint handling failure order, type 2; Give the stage 2 answer; ")
    figure = desk.desk.figures("salix", "2024-06", "orders_complied").figures[0]
    assert (figure.words, figure.note) == ("1", "0 complied with")
    desk.do(ref, "action_done", which="order-1", done_on="11/6/2024", what_was_done="Answered.")
    assert house.assurance(desk.desk, "salix").late_orders == ()
