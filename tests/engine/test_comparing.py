"""A policy held against the Code: met, stricter, falls short, silent, overruled, each with both clauses."""

import re
from datetime import date, timedelta

import pytest

from complaintdesk import policies
from complaintdesk.calendars import calendar
from complaintdesk.engine.comparing import Finding, compared
from complaintdesk.engine.measuring import FIRST, LAST, measured, told
from complaintdesk.models.policy import Length, Policy

CODE = policies.load("code-2024")
SALIX = policies.load("salix").text
ENGLAND = calendar()
UNEVEN = ("day zero", "exclusion", "figure", "kind")
"""What is told only where there is something to tell."""


def against_the_code(policy: Policy) -> dict[str, Finding]:
    found = compared(policy, CODE, calendar(policy.nation))
    named = {f"{one.kind} {one.title}": one for one in found}
    assert len(named) == len(found)
    return named


def salix(*changes: tuple[str, str]) -> dict[str, Finding]:
    text = SALIX
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return against_the_code(policies.read(text, "salix.toml"))


@pytest.mark.parametrize("key", policies.available())
def test_every_rule_of_the_code_has_its_finding_with_clause_and_certainty(key: str) -> None:
    found = [one for one in against_the_code(policies.load(key)).values() if one.kind not in UNEVEN]
    contents = sum(len(letter.contains) for letter in CODE.letters)
    rules = (*CODE.clocks, *CODE.extensions, *CODE.windows, *CODE.publications, *CODE.duties)
    assert len(found) == len(rules) + contents
    assert all(one.base_clause.startswith("Code ") and one.certainty for one in found)
    if key == CODE.key:
        assert {one.standing for one in found} == {"met"}


def test_a_time_limit_kept_is_met_with_both_clauses_and_both_lengths() -> None:
    found = salix()["clock Respond, stage 1"]
    assert (found.standing, found.own_clause, found.base_clause) == ("met", "4.7.5", "Code 6.3")
    assert found.own == found.base == "10 working days from the acknowledgement"
    assert found.certainty == "verified"


def test_a_longer_limit_falls_short_and_a_shorter_one_is_stricter() -> None:
    five = "length = { working_days = 5 }"
    assert salix((five, "length = { working_days = 6 }"))["clock Acknowledge, stage 1"].standing == "falls short"
    assert salix((five, "length = { working_days = 4 }"))["clock Acknowledge, stage 1"].standing == "stricter"


def test_a_shorter_window_for_the_resident_falls_short() -> None:
    found = against_the_code(policies.load("slh"))["window Time to complain"]
    assert (found.standing, found.own_clause, found.base_clause) == ("falls short", "4.1.2", "Code 2.3")
    assert found.own.startswith("6 months from")
    assert found.base.startswith("12 months from")


def test_a_clock_that_is_not_there_falls_short_since_clocks_are_not_inherited() -> None:
    stage_2 = SALIX[SALIX.index('[[clock]]\nname = "acknowledge"\nstage = 2') : SALIX.index('[[clock]]\nname = "evid')]
    found = salix((stage_2, ""))["clock Acknowledge, stage 2"]
    assert (found.standing, found.own) == ("falls short", "")
    assert "nothing keeps this time" in found.note


def naive(day: date, working_days: int) -> date:
    while working_days:
        day += timedelta(1)
        working_days -= day.weekday() < 5 and day not in ENGLAND.closed
    return day


def test_working_days_against_days_are_counted_over_real_days_never_converted() -> None:
    found = salix(("length = { working_days = 10 }", "length = { days = 14 }"))["clock Respond, stage 1"]
    days = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    gaps = [day + timedelta(14) - naive(day, 10) for day in days]
    later, earlier = sum(gap > timedelta() for gap in gaps), sum(gap < timedelta() for gap in gaps)
    assert len(days) == 1461
    assert earlier > 100
    said = f"later in {later:,}, the same in {1461 - later - earlier:,}, earlier in {earlier:,}."
    assert found.note.startswith("Working days and calendar days cannot be set day against day. Counted over 1,461")
    assert said in found.note
    assert f"At most {-min(gaps).days} days earlier" in found.note
    assert found.standing == ("falls short" if later else "stricter")


def test_a_limit_that_is_later_on_some_days_only_falls_short() -> None:
    found = salix(("length = { working_days = 10 }", "length = { days = 15 }"))["clock Respond, stage 1"]
    later, same, earlier = (int(one.replace(",", "")) for one in re.findall(r"(?:in|same in) ([\d,]+)[,.]", found.note))
    assert (later > 0, earlier > 0, later + same + earlier) == (True, True, 1461)
    assert found.standing == "falls short"


@pytest.mark.parametrize(
    ("one", "other", "longer"),
    [
        (Length(2, "weeks"), Length(14, "days"), 0),
        (Length(3, "weeks"), Length(20, "days"), 1),
        (Length(12, "months"), Length(13, "months"), -1),
        (Length(5, "working_days"), Length(5, "working_days"), 0),
    ],
)
def test_units_with_a_common_measure_are_told_from_their_numbers(one: Length, other: Length, longer: int) -> None:
    found = told(one, other)
    assert found is not None
    assert found.later - found.earlier == longer
    assert not found.words


def test_months_against_days_are_counted() -> None:
    found = measured(Length(1, "months"), Length(30, "days"), ENGLAND)
    assert (found.later > 0, found.earlier > 0) == (True, True)  # January is longer, February shorter
    assert "At most 1 day later: from Mon 1 Jan 2024 to Thu 1 Feb 2024 against Wed 31 Jan 2024." in found.words


def test_a_limit_from_an_earlier_step_is_counted_through_both_steps() -> None:
    found = against_the_code(policies.load("saha"))["clock Respond, stage 1"]
    assert found.standing == "stricter"
    assert (found.own, found.base) == ("10 working days from receipt", "10 working days from the acknowledgement")
    # Acknowledged at once the day is the same, on the last day it is five working days earlier.
    assert "later in 0, the same in 1,461, earlier in 1,461." in found.note


def test_a_late_limit_from_an_earlier_step_falls_short_where_the_step_came_at_once() -> None:
    # 12 working days from receipt are 2 too many where it was acknowledged at once.
    text = policies.load("saha").text.replace("length = { working_days = 10 }", "length = { working_days = 12 }", 1)
    assert against_the_code(policies.read(text, "saha.toml"))["clock Respond, stage 1"].standing == "falls short"


def test_a_day_zero_that_moves_on_out_of_hours_falls_short_in_what_it_costs() -> None:
    found = salix()["day zero Out of hours"]
    assert (found.standing, found.own_clause, found.certainty) == ("falls short", "4.7.2, 4.8.6", "unconfirmed")
    # Received on Thursday 21 March 2024 after hours: day zero is Friday, and Easter lies before the fifth day.
    assert "from Thu 21 Mar 2024 to Tue 2 Apr 2024 against Thu 28 Mar 2024" in found.note
    assert "day zero Out of hours" not in against_the_code(policies.load("slh"))


def test_what_the_file_leaves_out_is_the_codes_by_falling_back() -> None:
    found = salix()["letter Stage 1 acknowledgement: wanted"]
    assert (found.standing, found.own_clause, found.base_clause) == ("silent", "", "Code 5.6")
    without = salix(('falls_back_to = "code-2024"\n', ""), *_switched_on())["letter Stage 1 acknowledgement: wanted"]
    assert without.standing == "falls short"
    assert "falls back on none" in without.note


def _switched_on() -> list[tuple[str, str]]:
    """Nothing can be switched off where nothing is inherited."""
    return [('level = "off"', 'level = "warn"')] * SALIX.count('level = "off"')


def test_an_extension_written_down_from_the_code_is_silence_and_not_a_rule_of_its_own() -> None:
    found = against_the_code(policies.load("slh"))["extension Extension, stage 1"]
    assert (found.standing, found.own_clause) == ("silent", "Code 6.4")
    assert salix()["extension Extension, stage 1"].standing == "stricter"  # it refuses pressure of work


def test_what_is_switched_off_is_overruled_by_its_clause() -> None:
    found = against_the_code(policies.load("his"))["duty To stage 2, stage 1: in_window"]
    assert (found.standing, found.own, found.own_clause) == ("overruled", "off", "11, Formal Complaint - Stage 2")
    assert found.note.startswith("No time limit is stated")


def test_a_duty_that_only_warns_or_that_a_role_may_pass_falls_short() -> None:
    his = against_the_code(policies.load("his"))["duty Answer, stage 2: reviewer_handled_no_earlier_stage"]
    assert (his.standing, his.note) == ("falls short", "It warns where the Code's blocks.")
    passed = salix(
        (
            'needs = "every_part_has_finding"\nlevel = "block"',
            'needs = "every_part_has_finding"\nlevel = "block"\noverride = "area_director"',
        )
    )
    found = passed["duty Answer, stage 1: every_part_has_finding"]
    assert found.standing == "falls short"
    assert found.note == "Director responsible for the area may go on with a reason; under the Code's nobody may."


def test_a_block_that_a_role_may_pass_is_no_less_than_a_warning() -> None:
    passed = salix(
        (
            'needs = "contacted_first"\nlevel = "warn"',
            'needs = "contacted_first"\nlevel = "block"\noverride = "area_director"',
        )
    )
    standings = {one.standing for key, one in passed.items() if "contacted_first" in key}
    assert standings and "falls short" not in standings


def test_the_gravest_comes_first() -> None:
    order = [one.standing for one in compared(policies.load("slh"), CODE, ENGLAND)]
    assert list(dict.fromkeys(order)) == ["falls short", "overruled", "stricter", "silent", "met"]


def test_a_publication_that_comes_less_often_than_the_codes_falls_short() -> None:
    own = """
[[publication]]
name = "Complaints to the board"
every = { months = %s }
year_ends = "31 March"
instead = ["Complaints report to the governing body"]
clause = "9.9"
"""
    for months, standing in ((12, "falls short"), (3, "met")):
        named = against_the_code(policies.read(SALIX + own % months, "salix.toml"))
        found = named["publication Complaints report to the governing body"]
        assert (found.standing, found.own_clause, "less often" in found.note) == (standing, "9.9", months == 12)
    assert salix()["publication Assessment of themes and trends"].standing == "silent"


def test_a_ground_beyond_the_codes_a_replaced_figure_and_an_informal_stage_are_told() -> None:
    found = next(one for one in salix().values() if one.kind == "exclusion")
    assert (found.standing, found.base_clause) == ("stricter", "Code 2.2")
    figure = """
[[figure]]
key = "ch01_stage_1"
title = "Complaints"
measure = "cases"
of = ["enquiry"]
says = "Questions."
clause = "9.9"
"""
    (replaced,) = (
        one
        for one in against_the_code(policies.read(SALIX + figure, "salix.toml")).values()
        if one.kind == "figure" and one.own_clause == "9.9"
    )
    assert replaced.standing == "overruled"
    (kind,) = (one for one in against_the_code(policies.load("slh")).values() if one.kind == "kind")
    assert (kind.standing, kind.base_clause) == ("falls short", "Code 5.2")
