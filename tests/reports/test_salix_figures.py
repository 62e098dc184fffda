"""Salix's figures, each with the numbers of its ledger row."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintdesk import policies, reports
from complaintdesk.engine.periods import read_period
from complaintdesk.models.figures import MEASURES
from complaintdesk.models.policy import FigureRule, Source
from complaintdesk.reports.asked import Asked
from complaintdesk.reports.measures import MEASURED
from tests.reports.rows import APRIL, TODAY, Held, case, clock, entry, part


def bars(figure, group):
    return {one.label: one.value for one in figure.bars if one.group == group}


def test_every_measure_of_the_vocabulary_is_worked_out():
    assert list(MEASURED) == list(MEASURES)


@pytest.mark.clause("salix-5.1a")
def test_resolved_service_requests_by_area_with_their_themes_beneath():
    def resolved(n, area, theme, why="resolved", closed="2024-04-20"):
        return [case("2024-03-30", "service_request", area, theme, closed=closed, closed_why=why) for _ in range(n)]

    held = Held([*resolved(10, "Repairs", "Plumbing"), *resolved(8, "Repairs", "Heating", "answered")])
    held.some_cases += [*resolved(12, "Tenancy", "Noise"), *resolved(3, "Tenancy", "Noise", "duplicate")]
    held.some_cases += [*resolved(2, "Tenancy", "Noise", closed="2024-05-01"), case(closed="2024-04-20")]
    figure = held.figure("service_requests_resolved")
    assert figure.words == "30"
    assert bars(figure, "service area") == {"Repairs": 18, "Tenancy": 12}
    assert bars(figure, "theme") == {"Repairs: Plumbing": 10, "Repairs: Heating": 8, "Tenancy: Noise": 12}
    assert len(figure.behind) == 30


@pytest.mark.clause("salix-5.1b")
def test_complaints_per_thousand_homes_take_the_stock_of_the_periods_end():
    taken = [case("2024-05-10") for _ in range(96)]
    refused = [case("2024-05-10", closed_why="excluded") for _ in range(4)]
    held = Held([*taken, *refused, case("2023-05-10")])
    held.entries = [
        entry("stock", "2023-03-31", amount=7_000.0),
        entry("stock", "2025-03-31", amount=8_000.0),
        entry("stock", "2025-04-01", amount=9_000.0),
    ]
    figure = held.figure("complaints_per_1000", "2024/25")
    assert (figure.words, figure.numerator, figure.denominator) == ("12.0 per 1,000", 96, 8_000)
    held.entries.clear()
    assert held.figure("complaints_per_1000", "2024/25").value is None


@pytest.mark.clause("salix-5.1c")
def test_complaints_by_area_and_by_theme_each_add_up_to_all_of_them():
    areas = ["Repairs"] * 50 + ["Tenancy"] * 40 + [""] * 6
    held = Held([case(area=area, theme=("Damp", "Noise", "")[n % 3]) for n, area in enumerate(areas)])
    figure = held.figure("complaints_received")
    assert figure.words == "96"
    assert sum(bars(figure, "service area").values()) == sum(bars(figure, "theme").values()) == 96
    assert bars(figure, "service area")["not said"] == 6


@pytest.mark.clause("salix-5.1d")
def test_resolved_after_stage_1_counts_windows_that_ended_without_a_request():
    unused = [clock("escalate", due="2024-04-30") for _ in range(44)]
    used = [clock("escalate", due="2024-04-30", met="2024-04-25") for _ in range(6)]
    still_open = [clock("escalate", due="2024-05-01")]
    figure = Held(some_clocks=[*unused, *used, *still_open]).figure("resolved_after_stage_1")
    assert (figure.words, figure.numerator, figure.denominator) == ("88.0%", 44, 50)


@pytest.mark.clause("salix-5.1e")
def test_refusals_by_ground():
    held = Held(entries=[entry("exclusion", value="out_of_time"), entry("exclusion", value="out_of_time")])
    held.entries.append(entry("exclusion", value="legal"))
    figure = held.figure("refused")
    assert figure.words == "3"
    assert bars(figure, "kind") == {"out of time": 2, "legal": 1}


@pytest.mark.clause("salix-4.4.4b")
def test_the_reporting_year_begins_on_the_first_of_april():
    held = Held(entries=[entry("exclusion", "2024-03-28"), entry("exclusion", "2024-04-02", what="second")])
    figure = held.figure("refused", "2024/25")
    assert figure.words == "1"
    assert [one.words for one in figure.behind] == ["second"]


@pytest.mark.clause("salix-5.1f", "salix-5.1i")
@pytest.mark.parametrize(
    ("key", "stage", "due", "kept", "words"),
    [("stage_1_acknowledged", 1, 20, 19, "95.0%"), ("stage_2_acknowledged", 2, 6, 6, "100.0%")],
)
def test_acknowledgements_on_time_of_those_due_in_the_period(key, stage, due, kept, words):
    held = Held(some_clocks=[clock("acknowledge", stage, "2024-04-16", "2024-04-16") for _ in range(kept)])
    held.some_clocks += [clock("acknowledge", stage, "2024-04-16", "2024-04-17") for _ in range(due - kept)]
    held.some_clocks += [clock("acknowledge", stage, "2024-05-01", "2024-04-17")]
    figure = held.figure(key)
    assert (figure.words, figure.numerator, figure.denominator) == (words, kept, due)


@pytest.mark.clause("salix-5.1g")
def test_answers_on_time_strictly_and_with_agreed_extensions_beside():
    inside = [clock(met="2024-04-22") for _ in range(7)]
    extended = [clock(base="2024-04-15", due="2024-04-29", met="2024-04-29") for _ in range(2)]
    late = [clock(met="2024-04-23")]
    held = Held(some_clocks=[*inside, *extended, *late])
    figure = held.figure("stage_1_answered")
    assert (figure.words, figure.note) == ("70.0%", "90.0% including agreed extensions (9 of 10)")
    assert sorted(one.mark for one in figure.behind) == [""] * 7 + ["late"] + ["within an extension"] * 2
    assert held.figure("ch02_stage_1").words == "90.0%"
    assert held.figure("ch02_stage_1").note == "70.0% without extensions (7 of 10)"


def test_a_request_made_while_the_window_is_still_open_counts_once_the_window_has_ended():
    unused = [clock("escalate", due="2024-04-15") for _ in range(7)]
    used = [clock("escalate", due="2024-04-15", met="2024-04-12") for _ in range(2)]
    early = [clock("escalate", due="2024-04-22", met="2024-04-16") for _ in range(2)]
    held = Held(some_clocks=[*unused, *used, *early])
    seen = held.figure("resolved_after_stage_1", today=date(2024, 4, 22))
    assert (seen.words, seen.numerator, seen.denominator) == ("77.8%", 7, 9)
    assert seen.note == "2 whose day has not passed are left out"
    seen = held.figure("resolved_after_stage_1", today=date(2024, 4, 23))
    assert (seen.words, seen.numerator, seen.denominator, seen.note) == ("63.6%", 7, 11, "")


@pytest.mark.parametrize("key", ["stage_1_acknowledged", "stage_1_answered", "ch02_stage_1"])
def test_what_was_kept_early_counts_once_its_day_has_passed(key):
    name = "acknowledge" if "acknowledged" in key else "respond"
    held = Held(some_clocks=[clock(name, due="2024-04-15", met="2024-04-12") for _ in range(3)])
    held.some_clocks += [clock(name, due="2024-04-15", met="2024-04-16"), clock(name, due="2024-04-15")]
    held.some_clocks += [clock(name, due="2024-04-22", met="2024-04-15"), clock(name, due="2024-04-22")]
    seen = held.figure(key, today=date(2024, 4, 22))
    assert (seen.words, seen.numerator, seen.denominator) == ("60.0%", 3, 5)
    assert seen.note == "2 whose day has not passed are left out"
    seen = held.figure(key, today=date(2024, 4, 23))
    assert (seen.words, seen.numerator, seen.denominator, seen.note) == ("57.1%", 4, 7, "")


def test_answers_counted_on_the_day_they_were_sent_wait_for_no_other_day():
    policy = policies.load("salix")
    rule = next(one for one in policy.figures if one.key == "stage_1_answered")
    held = Held(some_clocks=[clock(due="2024-05-22", met="2024-04-12"), clock(due="2024-04-12", met="2024-04-15")])
    seen = reports.figure(replace(rule, day="answered"), held, read_period(APRIL, TODAY), date(2024, 4, 22), policy)
    assert (seen.words, seen.numerator, seen.denominator, seen.note) == ("50.0%", 1, 2, "")


def test_an_order_complied_with_early_counts_once_its_day_has_passed():
    held = Held(entries=[entry("order", value="order", due="2024-08-27", settled="2024-08-01")])
    held.entries += [entry("order", value="order", due="2024-08-12"), entry("order", value="order", due="2024-08-30")]
    figure = held.figure("orders", "2024/25", date(2024, 8, 20))
    assert (figure.words, figure.note) == ("0.0%", "1 not done, 2 whose day has not passed are left out")


def test_what_is_still_to_come_is_no_failure_and_what_is_overdue_is_one():
    held = Held(
        some_clocks=[clock(met="2024-04-19"), clock(due="2024-04-24"), clock(due="2024-04-23", ended="2024-04-20")]
    )
    assert held.figure("stage_1_answered", today=date(2024, 4, 24)).words == "100.0%"
    figure = held.figure("stage_1_answered", today=date(2024, 4, 25))
    assert (figure.words, figure.behind[0].mark) == ("50.0%", "late, not done yet")


@pytest.mark.clause("salix-5.1h")
def test_parts_upheld_are_counted_by_part_and_not_by_case():
    cases = [case(), case(), case()]
    findings = ["upheld", "upheld", "partly_upheld", "not_upheld", "not_upheld", "not_upheld", "not_upheld"]
    held = Held(some_parts=[part(cases[n % 3], n, finding) for n, finding in enumerate(findings)])
    held.some_parts.append(part(cases[0], 8, "upheld", answered="2024-05-01"))
    figure = held.figure("parts_upheld")
    assert (figure.words, figure.numerator, figure.denominator) == ("42.9%", 3, 7)
    told = [(one.label, one.value, one.words) for one in figure.bars]
    assert told == [("Not upheld", 4, "4 of 7"), ("Upheld", 2, "2 of 7"), ("Partly upheld", 1, "1 of 7")]


@pytest.mark.clause("salix-5.1k")
def test_reviews_that_overturned_all_or_part():
    one, other, *rest = (case() for _ in range(5))
    stands = [part(each, 1, "not_upheld", stage=2, overturned="upheld") for each in rest]
    in_part = [part(one, n, "upheld", stage=2, overturned=said) for n, said in enumerate(("overturned", "upheld"))]
    in_full = [part(other, 1, "upheld", stage=2, overturned="overturned"), part(other, 2, "upheld")]
    figure = Held(some_parts=[*stands, *in_part, *in_full]).figure("overturned")
    assert (figure.words, figure.numerator, figure.denominator) == ("40.0%", 2, 5)
    assert {one.mark for one in figure.behind if one.counts} == {"overturned in part", "overturned in full"}


@pytest.mark.clause("salix-5.1l", "salix-4.15.4")
def test_the_yearly_report_is_outstanding_until_a_day_of_publication_stands_for_that_year():
    held = Held(entries=[entry("publication", "2024-09-30", value="Yearly performance and service improvement report")])
    told = held.figure("yearly_report", "2024/25", date(2025, 4, 1))
    assert (told.words, told.value) == ("2024/25: outstanding", 0)
    assert held.figure("yearly_report", "2024/25", date(2025, 3, 31)).words == "2024/25: the year is not over"
    report = entry("publication", "2025-09-29", value="Yearly performance and service improvement report")
    held.entries.append(report)
    told = held.figure("yearly_report", "2024/25", date(2025, 10, 1))
    assert (told.words, told.value) == ("2024/25: published Mon 29 Sep 2025", 1)
    assert held.figure("yearly_report", "2025-Q2", date(2025, 10, 1)).words == "2024/25: published Mon 29 Sep 2025"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("; 2024/25; Mon 29 Sep 2025", "2024/25: published Mon 29 Sep 2025"),
        ("; 2025; Mon 29 Sep 2025", "2024/25: published Mon 29 Sep 2025"),
        ("; Mon 29 Sep 2025; as in 2023/24", "2024/25: published Mon 29 Sep 2025"),
        ("; 2023/24; Mon 29 Sep 2025; late, before that of 2024/25", "2024/25: outstanding"),
    ],
)
def test_the_year_that_a_report_is_said_to_be_for_goes_before_its_day(line, words):
    report = "Yearly performance and service improvement report"
    held = Held(entries=[entry("publication", "2025-09-29", value=report, what=f"Publication 1: {report}{line}")])
    assert held.figure("yearly_report", "2024/25", date(2025, 10, 1)).words == words


@pytest.mark.clause("salix-5.1m")
def test_a_self_assessment_of_fourteen_months_ago_is_overdue():
    held = Held(entries=[entry("publication", "2024-04-02", value="Self-assessment against the Code")])
    assert held.figure("self_assessment", "2025-Q1", date(2025, 6, 2)).words == "overdue, last done Tue 2 Apr 2024"
    assert held.figure("self_assessment", "2024/25", date(2025, 6, 2)).words == "done Tue 2 Apr 2024"
    assert Held().figure("self_assessment").words == "never done"


@pytest.mark.clause("salix-5.1n")
def test_findings_of_non_compliance_are_counted_apart_from_other_findings():
    held = Held(entries=[entry("order", value=one) for one in ("code_finding", "finding", "code_finding", "order")])
    assert held.figure("code_findings", "2024/25").words == "2"


@pytest.mark.clause("salix-5.1o")
def test_orders_done_by_their_day_count_and_late_ones_stand_apart():
    held = Held(entries=[entry("order", value="order", due="2024-08-27", settled="2024-08-23") for _ in range(3)])
    held.entries.append(entry("order", value="order", due="2024-08-27", settled="2024-08-28"))
    held.entries.append(entry("order", value="order", due="2025-04-01"))
    figure = held.figure("orders", "2024/25")
    assert (figure.words, figure.note) == ("75.0%", "1 late")


@pytest.mark.clause("salix-5.1p")
def test_awards_of_the_ombudsman_leave_out_the_landlords_own():
    held = Held(entries=[entry("order", value="award", pence=pence) for pence in (25_000, 40_000)])
    held.entries.append(entry("remedy", value="compensation", pence=7_500))
    figure = held.figure("ombudsman_awards", "2024/25")
    assert (figure.words, figure.value) == ("£650.00", 65_000)


def test_money_is_broken_down_in_pounds():
    rule = FigureRule("tried", "Tried", "sum", "Awards.", Source("1"), ("remedy",), by=("area",))
    held = Held(
        entries=[entry("remedy", of=case(area=area), pence=5_025) for area in ("Repairs", "Tenancy", "Repairs")]
    )
    found = MEASURED["sum"](Asked(rule, held, read_period(APRIL, TODAY, 4), TODAY, 4))
    assert [(one.label, one.words) for one in found.bars] == [("Repairs", "£100.50"), ("Tenancy", "£50.25")]


@pytest.mark.clause("salix-5.1q")
def test_learning_actions_and_the_improvements_made_of_them():
    held = Held(entries=[entry("lesson", value="Repairs", settled="2024-09-02" if n < 5 else "") for n in range(12)])
    figure = held.figure("lessons", "2024/25")
    assert (figure.words, figure.note) == ("12", "5 improvements made")


@pytest.mark.clause("salix-4.18.1d")
def test_improvements_are_listed_with_lesson_and_day():
    held = Held(entries=[entry("lesson", settled=f"2024-0{n}-03", what=f"lesson {n}; change {n}") for n in range(4, 9)])
    held.entries.append(entry("lesson", what="not acted on yet"))
    named = "lesson 4 from AMARA Okafor, 12 Larch Walk; change 4"
    held.entries[0] = held.entries[0]._replace(what=named, customer=("Amara Okafor", "12 Larch Walk"))
    figure = held.figure("improvements", "2024/25")
    assert figure.words == "5"
    assert [(one.day.month, one.words) for one in figure.behind] == [
        (4, "lesson 4 from [customer], [customer]; change 4"),
        *((n, f"lesson {n}; change {n}") for n in range(5, 9)),
    ]
    assert {(one.ref, one.case_id) for one in figure.behind} == {("", 0)}


@pytest.mark.clause("salix-4.1.4b")
def test_dissatisfied_service_requests_show_their_pattern():
    asked = [case(feedback="service_request", theme="Plumbing" if n < 20 else "Roofs") for n in range(40)]
    unhappy = [*asked[:7], *asked[20:22]]
    held = Held(asked, entries=[entry("dissatisfaction", of=one) for one in unhappy])
    figure = held.figure("dissatisfied_requests")
    assert (figure.numerator, figure.denominator) == (9, 40)
    first = next(one for one in figure.bars if one.group == "theme")
    assert (first.label, first.value, first.words) == ("Repairs: Plumbing", 7, "7 of 20")


@pytest.mark.clause("salix-4.18.1a")
def test_the_trend_shows_complaints_and_dissatisfied_requests_as_two_series():
    months = [f"2024-{n:02}-05" for n in range(4, 13)] + [f"2025-{n:02}-05" for n in range(1, 4)]
    requests = [case(feedback="service_request", theme="Plumbing") for _ in range(3)]
    held = Held([*(case(one) for one in months), *requests], entries=[entry("dissatisfaction", of=requests[0])])
    figure = held.figure("dissatisfaction_trend", "2024/25")
    assert figure.note == "complaint: 12, dissatisfaction: 1"
    assert bars(figure, "complaint, by theme") == {"Damp": 12}
    assert bars(figure, "dissatisfaction, by theme") == {"Plumbing": 1}
    assert set(bars(figure, "complaint, by month").values()) == {1}
    assert next(iter(bars(figure, "complaint, by month"))) == "Apr 2024"


@pytest.mark.clause("salix-4.19.1b")
def test_a_benchmark_stands_beside_the_figure():
    held = Held([case() for _ in range(63)])
    held.entries = [
        entry("stock", "2024-03-31", amount=2_000.0),
        entry("benchmark", "2024-03-31", value="complaints_per_1000", amount=40.0),
        entry("benchmark", "2024-03-31", value="overturned", amount=30.0),
    ]
    figure = held.figure("complaints_per_1000")
    assert (figure.words, figure.benchmark) == ("31.5 per 1,000", "40.0 per 1,000 (Sun 31 Mar 2024)")


@pytest.mark.clause("code-8.1b")
@pytest.mark.parametrize("policy", ["code-2024", "calico", "his", "salix"])
def test_the_yearly_report_has_volume_times_by_stage_and_refusals_by_ground(policy):
    held = Held([case("2024-06-03") for _ in range(212)])
    held.some_cases += [case("2024-06-03", closed_why="excluded") for _ in range(9)]
    grounds = ["over_12_months"] * 5 + ["legal"] * 4
    held.entries = [entry("exclusion", "2024-06-05", value=one) for one in grounds]
    held.entries.append(entry("stock", "2024-03-31", amount=10_000.0))
    for stage in (1, 2):
        began = case("2024-06-03", escalated="2024-07-03")
        held.some_clocks += [clock("respond", stage, "2024-08-01", "2024-08-01", of=began) for _ in range(3)]
    assert held.figure("ch01_stage_1", "2024/25", policy=policy).numerator == 212
    refused = held.figure("refused", "2024/25", policy=policy)
    assert (refused.words, bars(refused, "kind")) == ("9", {"over 12 months": 5, "legal": 4})
    for stage in (1, 2):
        answered = held.figure(f"ch02_stage_{stage}", "2024/25", policy=policy)
        assert (answered.words, answered.denominator) == ("100.0%", 3)


def test_ch01_counts_each_stage_by_the_day_it_began():
    held = Held([case("2024-03-20", escalated="2024-04-11"), case("2024-04-02")])
    held.entries = [entry("stock", "2024-03-31", amount=1_000.0)]
    assert held.figure("ch01_stage_1").words == held.figure("ch01_stage_2").words == "1.0 per 1,000"
    assert held.figure("ch01_stage_1", policy="calico").clause == "Code 8.1 (TSM CH01)"


@given(st.lists(st.tuples(st.sampled_from(("", "Repairs", "Tenancy")), st.booleans()), max_size=30))
def test_a_breakdown_adds_up_to_its_figure_and_so_do_the_cases_behind(drawn):
    held = Held(some_clocks=[clock(of=case(area=area), met="2024-04-22" if kept else "") for area, kept in drawn])
    figure = held.figure("stage_1_answered")
    assert sum(one.counts for one in figure.behind) == figure.numerator == sum(kept for _, kept in drawn)
    assert len(figure.behind) == figure.denominator == len(drawn)
    assert Counter(one.mark == "" for one in figure.behind)[True] == figure.numerator
