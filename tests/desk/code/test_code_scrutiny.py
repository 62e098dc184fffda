"""The Code, section 8, self-assessment, reporting and compliance: tried at Salix's desk with its examples' dates."""

from datetime import date

import pytest

from complaintdesk.desk import house
from tests.desk.code.doing import answered, at, begun, book, due, outstanding, publish, standing

REPORT = "Yearly performance and service improvement report"


@pytest.mark.clause("code-8.2a")
def test_a_report_that_was_adopted_is_not_published_yet(desk):
    begun(desk)
    at(desk, "2025-06-24")
    publish(desk, "Yearly report before the governing body", for_year="2024/25", done_on="23/6/2025", what="Meeting.")
    assert not standing(desk, "Yearly report before the governing body").is_owed
    assert (standing(desk, REPORT).is_owed, standing(desk, REPORT).state) == (
        True,
        "2024/25: outstanding since Tue 1 Apr 2025",
    )
    assert any(one.startswith(REPORT) for one in outstanding(desk))
    at(desk, "2025-06-30")
    publish(desk, REPORT, for_year="2024/25", done_on="30/6/2025", where="www.landlord.example/report")
    assert standing(desk, REPORT).state == "2024/25: published Mon 30 Jun 2025"


@pytest.mark.clause("code-8.2b")
def test_the_governing_bodys_response_is_owed_beside_the_report(desk):
    response = "Governing body's response to the yearly report"
    begun(desk)
    at(desk, "2025-06-30")
    publish(desk, REPORT, for_year="2024/25", done_on="30/6/2025", where="www.landlord.example/report")
    assert standing(desk, response).is_owed
    assert standing(desk, response).state == "2024/25: outstanding since Tue 1 Apr 2025, for Governing body"
    assert standing(desk, response).clause == "Code 8.2"
    publish(desk, response, for_year="2024/25", where="www.landlord.example/report")
    assert not standing(desk, response).is_owed


@pytest.mark.clause("code-8.3")
def test_a_merger_asks_for_a_self_assessment_that_the_yearly_one_does_not_stand_for(desk):
    yearly, further = "Self-assessment against the Code", "Self-assessment after a change"
    at(desk, "2024-09-02")
    publish(desk, yearly, done_on="2/9/2024", where="www.landlord.example/code")
    assert not standing(desk, further).is_owed
    at(desk, "2024-10-01")
    book(desk, "occasion", occasion="merger", since="1/10/2024", what="We became one with another landlord.")
    assert standing(desk, further).state == "Merger: outstanding since Tue 1 Oct 2024"
    at(desk, "2025-09-02")
    publish(desk, yearly, done_on="2/9/2025", where="www.landlord.example/code")
    assert standing(desk, further).is_owed
    publish(desk, further, done_on="2/9/2025", where="www.landlord.example/code")
    assert not standing(desk, further).is_owed


@pytest.mark.clause("code-8.4")
def test_the_ombudsmans_request_is_open_until_a_later_version_of_the_self_assessment(desk):
    name = "Review of the self-assessment"
    at(desk, "2024-11-04")
    publish(desk, name, done_on="4/11/2024", where="www.landlord.example/code")
    at(desk, "2024-11-11")
    book(desk, "occasion", occasion="ombudsman", since="11/11/2024", what="After an investigation.")
    assert standing(desk, name).state == "The Ombudsman asks for it: outstanding since Mon 11 Nov 2024"
    at(desk, "2024-12-02")
    publish(desk, name, done_on="2/12/2024", what="Version 3.", where="www.landlord.example/code")
    assert not standing(desk, name).is_owed


@pytest.mark.clause("code-8.1a")
def test_the_self_assessment_has_a_row_for_every_provision_and_names_the_unanswered(desk):
    publish_owed = ("Self-assessment against the Code", REPORT)
    begun(desk)
    at(desk, "2025-04-01")
    assert all(standing(desk, name).is_owed for name in publish_owed)
    every = house.assurance(desk.desk, "salix").assessed
    assert every.unanswered == every.provisions
    assert {"1.2", "2.3", "3.7", "4.1", "5.9", "6.3", "6.14", "7.2", "8.1", "9.5"} <= set(every.provisions)
    for number in every.provisions[:-2]:
        no = number == "6.3"
        said = {"complies": "no", "what": "15 working days.", "due_on": "31/3/2026"} if no else {"complies": "yes"}
        book(desk, "assess", provision=number, **said)
    found = house.assurance(desk.desk, "salix").assessed
    assert (found.unanswered, found.departs) == (every.provisions[-2:], ("6.3",))


@pytest.mark.clause("code-8.1c")
def test_findings_of_non_compliance_are_listed_and_without_any_it_says_so(desk):
    assert desk.desk.figures("salix", "2024/25", "code_findings").figures[0].words in ("0", "none")
    ref = answered(desk)
    at(desk, "2024-10-14")
    desk.do(ref, "ombudsman_contact", who_asked="The Ombudsman", what="Asked how stage 2 was handled")
    desk.do(ref, "order", order_kind="code_finding", what="Stage 2 was answered late", due_on="")
    figure = desk.desk.figures("salix", "2024/25", "code_findings").figures[0]
    assert (figure.words, [one.ref for one in figure.behind]) == ("1", [ref])


@pytest.mark.clause("code-8.1d")
def test_of_six_lessons_the_four_with_a_change_stand_with_their_complaints(desk):
    refs = [answered(desk) for _ in range(6)]
    for number, ref in enumerate(refs):
        desk.do(ref, "learn", what=f"Lesson {number}", area="Repairs", owner="Ola Finn", due_on="28/6/2024")
        if number < 4:
            desk.do(ref, "improve", improvement=f"Change {number}")
    figure = desk.desk.figures("salix", "2024/25", "improvements_made").figures[0]
    assert (figure.words, figure.note) == ("6", "4 changes made")
    changed = house.improvements(desk.desk, "salix")
    assert [(one.ref, one.words) for one in changed] == [(ref, f"Change {n}") for n, ref in enumerate(refs[:4])]


@pytest.mark.clause("code-8.5")
def test_an_incident_is_told_and_no_clock_waits_for_it(desk):
    at(desk, "2024-06-17")
    told = {"told_ombudsman_on": "17/6/2024", "published_on": "17/6/2024"}
    book(desk, "incident", what="Our systems were attacked.", since="17/6/2024", due_on="30/9/2024", **told)
    assert "Incident 1, Our systems were attacked.: residents informed on is not said." in outstanding(desk)
    assert not any("ombudsman told on" in one or "published on" in one for one in outstanding(desk))
    at(desk, "2024-06-18")
    ref = desk.receive("salix")
    assert due(desk, ref) == date(2024, 6, 25)
    book(desk, "incident_step", which="incident-1", told_residents_on="18/6/2024")
    (row,) = (one for one in desk.desk.owed("salix") if one.what.startswith("Incident 1"))
    assert (row.due, row.what.endswith("to be back in compliance")) == (date(2024, 9, 30), True)
    at(desk, "2024-06-26")
    assert next(one for one in desk.desk.case(ref).clocks if one.name == "acknowledge").state == "breached"
    book(desk, "incident_step", which="incident-1", done_on="26/6/2024")
    assert not any(one.startswith("Incident 1") for one in outstanding(desk))
