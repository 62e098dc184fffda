"""The Code, section 3, how people complain: tried at Salix's desk with the dates of its own examples."""

from datetime import date

import pytest

from complaintdesk import policies
from complaintdesk.cli.policy_told import described
from complaintdesk.models.acting import Refused
from complaintdesk.models.lists import QueueQuery
from tests.desk.code.doing import at, due, of_kind, outstanding, publish, standing, state


@pytest.mark.clause("code-3.1a", "code-3.2a", "code-3.2b", "code-5.5")
def test_a_plumber_told_on_tuesday_starts_the_clock_and_few_fields_log_it(desk):
    book = desk.desk.book("salix")
    desk.do(book, "staff_add", name="Jo Smith", roles="any_staff")
    at(desk, "2024-04-05")
    values = {"resident": "A Lee", "words": "Rude men.", "feedback": "complaint", "when": "2/4/2024"}
    refused = desk.desk.receive("salix", {**values, "channel": ""}, key="none")
    assert (isinstance(refused, Refused), refused.field) == (True, "channel")
    for channel in ("in person", "telephone", "letter", "email", "web form", "social media", "told to a contractor"):
        done = desk.desk.receive("salix", {**values, "channel": channel}, key=channel)
        assert due(desk, done.ref) == date(2024, 4, 9)
    at(desk, "2024-04-11")
    desk.do(done.ref, "acknowledge", handler="The managing agent", signatory="The managing agent")
    assert state(desk, done.ref) == "late"
    assert len(desk.desk.queue_page(QueueQuery(), 0, 99)) == 7


@pytest.mark.clause("code-3.1b", "code-5.10a")
def test_a_need_on_file_shows_at_logging_and_the_letter_is_printed_so(desk):
    first = desk.receive("salix", vulnerability="Deaf")
    at(desk, "2024-04-03")
    desk.do(first, "adjust", need="large print", noticed_by="asked for", decision="granted", reason="Agreed.")
    assert "Adjustment: large print" in desk.desk.intake("salix", {"resident": "A", "person": first}).known
    second = desk.receive("salix", person=first)
    shown = desk.desk.preview(second, "acknowledge", desk.filled(second, "acknowledge"))
    assert shown.print_format == "large print"
    assert any(one.startswith("Vulnerability: on file") for one in desk.desk.case(second).alerts)


@pytest.mark.clause("code-3.4a")
def test_a_policy_without_a_day_of_publication_is_owed_its_publication(desk):
    name = "Complaints policy on the website"
    assert f"{name}: outstanding: never done" in outstanding(desk)
    said = {"what": "Version 1, as a page and in large print", "where": "www.landlord.example/complaints"}
    publish(desk, name, done_on="2/4/2024", **said)
    assert not any(one.startswith(name) for one in outstanding(desk))
    (kept,) = of_kind(desk, desk.desk.book("salix"), "publication")
    assert all(words in kept.line for words in (*said.values(), "Tue 2 Apr 2024"))


@pytest.mark.clause("code-3.4b")
def test_the_policy_as_it_is_shown_has_two_stages_with_their_times():
    lines = list(described(policies.load("salix")))
    clocks = [line for line in lines if line.strip().startswith(("acknowledge", "respond")) and "stage" in line]
    assert [("5 working days" in one, "10 working days" in one, "20 working days" in one) for one in clocks[:4]] == [
        (True, False, False),
        (False, True, False),
        (True, False, False),
        (False, False, True),
    ]


@pytest.mark.clause("code-3.5")
def test_of_two_pieces_of_publicity_a_year_one_is_there(desk):
    name = "Publicity for the complaints policy, the Ombudsman and the Code"
    at(desk, "2024-06-17")
    publish(desk, name, done_on="17/6/2024", what="Newsletter, with the Ombudsman and the Code.")
    now = standing(desk, name)
    assert (now.is_owed, now.times) == (False, "1 of 2 this year")
    at(desk, "2024-12-18")
    assert standing(desk, name).is_owed


@pytest.mark.clause("code-3.3")
def test_more_complaints_than_before_are_a_number_and_no_fault(desk):
    for day, n in (("2024-04-02", 3), ("2024-07-02", 5)):
        at(desk, day)
        for _ in range(n):
            desk.receive("salix")
    at(desk, "2024-10-01")
    for period, words in (("2024-Q1", "3"), ("2024-Q2", "5")):
        (figure,) = desk.desk.figures("salix", period, "complaints_received").figures
        assert (figure.words, figure.unit, figure.note, figure.benchmark) == (words, "number", "", "")
        assert not any(one.mark for one in figure.behind)
