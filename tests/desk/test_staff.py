"""Who may act: roles with several dated holders, roles that look on, and who stands in for whom."""

import pytest

from complaintdesk.desk import house
from complaintdesk.models.views import Refused
from tests.desk.officer import london


def book(desk, act, **said):
    return desk.do(desk.desk.book("salix"), act, **said)


@pytest.mark.clause("salix-3.4")
def test_whoever_seeks_assurance_sees_everything_and_acts_on_nothing(officer):
    desk = officer("salix")
    book(desk, "staff_add", name="Ann Lee", roles="member_responsible", job="Chair of the Board")
    ref = desk.receive("salix")
    chair = officer(name="Ann Lee")
    assert chair.desk.case(ref).resident == "Amara Okafor"
    report = house.assurance(chair.desk, "salix")
    assert (report.counts.total, report.lessons, report.improvements) == (1, (0, 0, 0), 0)
    assert not any(one.allowed for one in chair.desk.acts(ref))
    refused = chair.try_to(ref, "note", text="Please hurry.")
    assert isinstance(refused, Refused)
    assert refused.sentence.startswith("Ann Lee has the role Member Responsible for Complaints")
    assert refused.sentence.endswith("which reads and seeks assurance; others act on cases.")
    assert refused.clause == "Salix 3.4, 6.1"
    desk.do(ref, "note", text="Looked at.")


@pytest.mark.clause("salix-6.1")
def test_a_role_may_have_several_holders_each_with_their_days(officer):
    desk = officer("salix")
    for name, job, since, until in (
        ("Ann Lee", "Chair of the Board", "1/4/2024", ""),
        ("Bo Ray", "Executive Director of Customers and Communities", "1/6/2024", ""),
        ("Cy Old", "Former Chair", "1/4/2020", "31/3/2024"),
    ):
        book(desk, "staff_add", name=name, roles="member_responsible", job=job, since=since, until_day=until)
    desk.at = london("2026-03-20 10:00")
    held = [(one.name, one.job, one.since.isoformat()) for one in house.assurance(desk.desk, "salix").holders]
    assert held == [
        ("Ann Lee", "Chair of the Board", "2024-04-01"),
        ("Bo Ray", "Executive Director of Customers and Communities", "2024-06-01"),
    ]


def test_roles_are_those_of_the_policy_and_a_refusal_names_them(officer):
    desk = officer("salix")
    refused = desk.try_to(desk.desk.book("salix"), "staff_add", name="Ann Lee", roles="wizard, team_leader")
    assert refused.sentence.startswith("Roles: 'wizard' is not one of the choices. Allowed: any_staff, ")
    book(desk, "staff_add", name="Ann Lee", roles="Team leader, senior_manager")
    assert desk.desk.roster("salix").find("ann lee").roles == ("team_leader", "senior_manager")


def test_while_somebody_is_away_their_deputy_has_their_roles(officer):
    desk = officer("salix")
    away = {"away_from": "16/3/2026", "away_until": "20/3/2026"}
    book(desk, "staff_add", name="Dee Marsh", roles="area_director", deputy="Bo Ray", **away)
    book(desk, "staff_add", name="Bo Ray", roles="team_leader")
    ref = desk.receive("salix")
    said = {"classification": "malicious", "evidence_seen": "Two letters.", "proposed_by": "Bo Ray"}
    assert isinstance(desk.try_to(ref, "classify", **said), Refused)
    desk.at = london("2026-03-20 16:00")
    desk.do(ref, "classify", **said)
    desk.at = london("2026-03-21 10:00")
    assert isinstance(desk.try_to(ref, "classify", **said), Refused)
