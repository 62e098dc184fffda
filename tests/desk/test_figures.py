"""Figures made at the desk, from acts to the number: what the store keeps of a case is what the figures count."""

import csv
import io
from datetime import date

import pytest

from complaintdesk.desk.demo import demo_desk
from complaintdesk.errors import BadInput, NotFound
from complaintdesk.models.acting import Refused
from complaintdesk.models.lists import QueueQuery
from complaintdesk.reports import as_csv
from tests.desk.officer import ANSWER, london


def figure(desk, key, period):
    (found,) = desk.desk.figures("salix", period, key).figures
    return found


def answered(desk, ref, when, **said):
    desk.at = london(when)
    desk.do(ref, "respond", **said)


@pytest.fixture
def reviewed(officer):
    """A complaint whose review was acknowledged on Friday 10 May 2024."""
    desk = officer("salix")
    desk.at = london("2024-04-08 10:00")
    ref = desk.receive("salix", area="Repairs", theme="Roofs")
    desk.do(ref, "acknowledge")
    answered(desk, ref, "2024-04-18 10:00")
    desk.at = london("2024-05-01 10:00")
    desk.do(ref, "escalate", disputed=("The leak was not mended.",))
    desk.do(ref, "assign", to="Priya Shah", reason="Independent of stage 1")
    desk.at = london("2024-05-10 10:00")
    parts = ("The leak was not mended.",)
    desk.do(ref, "acknowledge", handler="Priya Shah", signatory="Priya Shah", parts=parts)
    return desk, ref


@pytest.mark.clause("salix-5.1j")
@pytest.mark.parametrize(("day", "words"), [("2024-06-10", "100.0%"), ("2024-06-11", "0.0%")])
def test_a_stage_2_answer_on_the_twentieth_working_day_is_on_time_and_one_day_later_not(reviewed, day, words):
    desk, ref = reviewed
    overturned = {"number": 1, "finding": "upheld", "reason": "It rained in.", "overturned": "overturned"}
    said = {**ANSWER, "findings": (overturned,), "handler": "Priya Shah", "signatory": "Priya Shah"}
    said["remedies"] = ({**ANSWER["remedies"][0], "due_on": "30/9/2024"},)
    answered(desk, ref, f"{day} 16:00", **said)
    assert figure(desk, "stage_2_answered", "2024-06").denominator == (day > "2024-06-10")
    desk.at = london("2024-06-12 10:00")
    found = figure(desk, "stage_2_answered", "2024-06")
    assert (found.words, [one.ref for one in found.behind]) == (words, [ref])
    assert figure(desk, "ch02_stage_2", "2024/25").words == words
    review = figure(desk, "overturned", "2024-06")
    assert (review.words, review.behind[0].mark) == ("100.0%", "overturned in full")
    assert figure(desk, "resolved_after_stage_1", "2024/25").words == "0.0%"
    assert figure(desk, "parts_upheld", "2024-06").numerator == 1
    assert figure(desk, "parts_upheld", "2024-04").denominator == 1


@pytest.mark.clause("salix-5.1b", "salix-4.19.1b")
def test_homes_and_benchmarks_stand_in_the_landlords_book_with_their_day(officer):
    desk = officer("salix")
    desk.receive("salix")
    book = desk.desk.book("salix")
    refused = desk.try_to(book, "homes", amount="many", since="1/3/2026")
    assert isinstance(refused, Refused)
    assert refused.field == "amount"
    desk.do(book, "homes", amount="8,000", since="1/3/2026")
    desk.do(book, "benchmark", figure="complaints_per_1000", amount="40", since="1/3/2026", source="Sector")
    found = figure(desk, "complaints_per_1000", "2026-03")
    assert (found.words, found.denominator, found.benchmark) == (
        "0.1 per 1,000",
        8_000,
        "40.0 per 1,000 (Sun 1 Mar 2026)",
    )
    assert figure(desk, "complaints_per_1000", "2026-02").value is None
    assert "Homes 1: 8,000; Sun 1 Mar 2026" in {f"{one.title}: {one.line}" for one in desk.desk.case(book).records}


@pytest.mark.clause("salix-5.1a")
def test_a_service_request_counts_when_it_is_closed_as_resolved(officer):
    desk = officer("salix")
    ref = desk.receive("salix", feedback="service_request", area="Repairs", theme="Plumbing")
    other = desk.receive("salix", feedback="service_request", area="Tenancy", theme="Noise")
    for one in (ref, other):
        desk.do(one, "assign", to="Jo Smith", reason="Hers")
    desk.at = london("2026-04-02 10:00")
    desk.do(ref, "close", why="resolved", lessons="none", reason="Mended", resolved_first="yes")
    desk.do(other, "close", why="duplicate", linked=ref, lessons="none", reason="Same", resolved_first="no")
    found = figure(desk, "service_requests_resolved", "2026-04")
    assert (found.words, [one.ref for one in found.behind]) == ("1", [ref])
    assert [(one.group, one.label) for one in found.bars] == [
        ("service area", "Repairs"),
        ("theme", "Repairs: Plumbing"),
    ]
    desk.undo(ref)
    assert figure(desk, "service_requests_resolved", "2026-04").words == "0"


def test_board_queue_and_report_say_the_same_counts(tmp_path):
    desk = demo_desk("2026-03-12", keep=tmp_path / "demo.db", now=lambda: london("2026-03-12 14:06"))
    try:
        for key, _ in desk.landlords():
            view = desk.figures(key)
            rows = desk.queue_page(QueueQuery(key), 0, 1000)
            assert view.open_cases == desk.counts(QueueQuery(key)) == desk.board(key).counts
            assert view.open_cases.total == len(rows)
            assert view.open_cases.breached == sum(row.chip.band == "breached" for row in rows)
            for one in view.figures:
                if one.unit in ("number", "percent") and one.key != "lessons":
                    assert sum(line.counts for line in one.behind) == one.numerator, one.key
    finally:
        desk.close()


def test_what_is_no_period_or_no_figure_is_said_in_a_sentence(officer):
    desk = officer("salix").desk
    for typed in ("2024-13", "2024/26", "soon", "2024-04-31..2024-05-01", "2024-05-02..2024-05-01", "9999-99", "0000"):
        with pytest.raises(BadInput):
            desk.figures("salix", typed)
    with pytest.raises(NotFound, match="has no figure 'luck'"):
        desk.figures("salix", "", "luck")
    with pytest.raises(NotFound):
        desk.figures("nobody")


def test_periods_move_on_and_change_their_size(officer):
    desk = officer("salix").desk
    assert desk.figures("salix").period == "2025/26"
    assert desk.figures("salix", "2024-Q4", by=1).period == "2025-Q1"
    assert desk.figures("salix", "2024-01", by=-1).period_words == "Dec 2023"
    assert desk.figures("salix", "2025/26", size="month").period == "2026-03"
    assert desk.figures("salix", "2024-02-28..2024-02-29", by=1).period == "2024-03-01..2024-03-02"


def test_a_spreadsheet_gets_no_formula_from_what_somebody_typed(officer, monkeypatch, tmp_path):
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path))
    desk = officer("salix")
    desk.receive("salix", area="=HYPERLINK(1)", theme='+44, "quoted"', subject="@SUM(A1)")
    view = desk.desk.figures("salix", "2026-03", "complaints_received")
    text = as_csv(view, cases=True)
    assert text.startswith("\ufefflandlord,")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {len(row) for row in rows} == {15}
    cells = {cell for row in rows for cell in row}
    assert {"'=HYPERLINK(1)", "=HYPERLINK(1)"} & cells == {"'=HYPERLINK(1)"}
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)
    path = desk.desk.save_figures(view)
    assert path.read_bytes().startswith(b"\xef\xbb\xbflandlord,")
    assert path.parent == tmp_path / "data" / "reports"
    assert path.name.startswith("figures-salix-2026-03-")
    assert view.as_at == date(2026, 3, 12)
