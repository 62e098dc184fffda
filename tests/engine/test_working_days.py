"""Examples of working-day counting, small enough to check against a wall calendar."""

from datetime import date, time

import pytest

from complaintdesk.calendars import calendar
from complaintdesk.desk.calculator import answer
from complaintdesk.engine.working_days import months_after
from complaintdesk.models.policy import Length


def clocks_after(*history: tuple[str, str], policy: str = "code-2024", now: str = "2099-12-31", **more) -> dict:
    """The clocks by name and stage."""
    events = [{"event": kind, "at": at} for kind, at in history]
    asked = answer({"policy": policy, "now": now, "history": events, **more})
    return {(clock["clock"], clock["stage"]): clock for clock in asked["clocks"]}


def acknowledge_after(received: str, **more) -> tuple[str, str]:
    clock = clocks_after(("received", received), **more)["acknowledge", 1]
    return clock["day_zero"], clock["due"]


def test_the_worked_example_out_of_hours_before_easter():
    assert acknowledge_after("2024-03-28T18:10", policy="salix") == ("2024-04-02", "2024-04-09")


def test_the_worked_example_without_an_out_of_hours_rule():
    assert acknowledge_after("2024-03-28T18:10", policy="calico") == ("2024-03-28", "2024-04-08")


def test_the_days_counted_in_the_worked_examples():
    counted = calendar().count(date(2024, 4, 2), Length(5, "working_days")).days
    assert [date.fromordinal(day).day for day in counted] == [3, 4, 5, 8, 9]
    counted = calendar().count(date(2024, 3, 28), Length(5, "working_days")).days
    assert [date.fromordinal(day).day for day in counted] == [2, 3, 4, 5, 8]


@pytest.mark.parametrize(
    ("received", "day_zero"),
    [
        ("2024-06-05T16:59:59", "2024-06-05"),  # a Wednesday
        ("2024-06-05T17:00", "2024-06-06"),
        ("2024-06-05T00:00", "2024-06-05"),
        ("2024-06-05T08:59", "2024-06-05"),
        ("2024-06-07T17:00", "2024-06-10"),  # a Friday evening
        ("2024-06-08T10:00", "2024-06-10"),
        ("2024-06-09T23:59", "2024-06-10"),
        ("2024-06-10T00:00", "2024-06-10"),
        ("2024-05-27T10:00", "2024-05-28"),  # a bank holiday
        ("2024-12-24T17:00", "2024-12-27"),
        ("2024-06-05", "2024-06-05"),  # a bare date is noon
        ("2024-06-05T16:30Z", "2024-06-06"),  # 17:30 in London
        ("2024-12-04T16:30Z", "2024-12-04"),
    ],
)
def test_out_of_hours_day_zero_under_salix(received, day_zero):
    assert acknowledge_after(received, policy="salix")[0] == day_zero


def test_out_of_hours_follows_the_landlords_own_hours_and_closures():
    assert acknowledge_after("2024-06-05T17:30", policy="salix", hours=["08:00", "18:00"])[0] == "2024-06-05"
    assert acknowledge_after("2024-06-05T16:00", policy="salix", hours=["08:00", "16:00"])[0] == "2024-06-06"
    assert acknowledge_after("2024-06-05T10:00", policy="salix", closures=["2024-06-05"])[0] == "2024-06-06"
    closed = ["2024-06-06", "2024-06-07"]
    assert acknowledge_after("2024-06-05T17:00", policy="salix", closures=closed)[0] == "2024-06-10"


def test_out_of_hours_is_for_what_comes_in_from_the_customer_only():
    clocks = clocks_after(
        ("received", "2024-06-05T10:00"),
        ("acknowledged", "2024-06-07T18:00"),
        ("responded", "2024-06-14T18:00"),
        ("escalated", "2024-06-14T18:00"),
        ("evidence_requested", "2024-06-15T18:00"),
        policy="salix",
    )
    assert clocks["respond", 1]["day_zero"] == "2024-06-07"
    assert clocks["escalate", 1]["day_zero"] == "2024-06-14"
    assert (clocks["acknowledge", 2]["started"], clocks["acknowledge", 2]["day_zero"]) == ("2024-06-14", "2024-06-17")
    assert clocks["evidence", None]["day_zero"] == "2024-06-15"


def test_midnight_in_london_parts_the_days_in_summer_and_in_winter():
    assert acknowledge_after("2024-06-05T22:59Z")[0] == "2024-06-05"
    assert acknowledge_after("2024-06-05T23:00Z")[0] == "2024-06-06"
    assert acknowledge_after("2024-12-04T23:59Z")[0] == "2024-12-04"
    assert acknowledge_after("2024-06-05T20:00-05:00")[0] == "2024-06-06"


def test_the_hour_that_occurs_twice_is_the_earlier_one():
    # 01:30 on 27 October 2024 is 00:30 GMT first and 01:30 GMT an hour later.
    history = [{"event": "received", "at": "2024-10-27T01:30"}]
    for now, seen in (("2024-10-27T00:30Z", 1), ("2024-10-27T00:29Z", 0)):
        clocks = answer({"policy": "slh", "now": now, "history": history})["clocks"]
        assert bool(clocks) == bool(seen)


def test_the_hour_that_spring_skips_is_read_as_greenwich_time():
    history = [{"event": "received", "at": "2024-03-31T01:30"}]
    for now, seen in (("2024-03-31T01:30Z", 1), ("2024-03-31T01:29Z", 0), ("2024-03-31T02:30", 1)):
        clocks = answer({"policy": "slh", "now": now, "history": history})["clocks"]
        assert bool(clocks) == bool(seen)


def test_christmas_and_new_year_when_they_fall_on_a_weekend():
    # 25 and 26 December 2021 are Saturday and Sunday: Monday and Tuesday stand for them, and 3 January for 1 January.
    assert calendar().add(date(2021, 12, 23), 4) == date(2021, 12, 31)
    assert calendar().add(date(2021, 12, 23), 5) == date(2022, 1, 4)
    assert calendar("scotland").add(date(2021, 12, 23), 5) == date(2022, 1, 5)


@pytest.mark.parametrize(
    ("day", "closed_in"),
    [
        (date(2024, 1, 2), {"scotland"}),
        (date(2024, 3, 18), {"northern-ireland"}),
        (date(2024, 4, 1), {"england-and-wales", "northern-ireland"}),
        (date(2024, 7, 12), {"northern-ireland"}),
        (date(2024, 8, 5), {"scotland"}),
        (date(2024, 8, 26), {"england-and-wales", "northern-ireland"}),
        (date(2024, 12, 2), {"scotland"}),
        (date(2022, 6, 3), {"england-and-wales", "scotland", "northern-ireland"}),
        (date(2022, 9, 19), {"england-and-wales", "scotland", "northern-ireland"}),
        (date(2022, 5, 30), set()),
        (date(2026, 6, 15), {"scotland"}),
        (date(2024, 3, 29), {"england-and-wales", "scotland", "northern-ireland"}),
        (date(2024, 2, 29), set()),
    ],
)
def test_each_nation_keeps_its_own_bank_holidays(day, closed_in):
    nations = ("england-and-wales", "scotland", "northern-ireland")
    assert {nation for nation in nations if not calendar(nation).is_working(day)} == closed_in


def test_a_weekend_after_a_friday_deadline_reads_0_and_is_still_a_breach():
    for now, left, state, band in (
        ("2024-06-06", 1, "running", "soon"),
        ("2024-06-07T23:59:59", 0, "running", "today"),
        ("2024-06-08T00:00", 0, "breached", "breached"),
        ("2024-06-09", 0, "breached", "breached"),
        ("2024-06-10", -1, "breached", "breached"),
    ):
        asked = answer({"policy": "slh", "now": now, "history": [{"event": "received", "at": "2024-06-05T10:00"}]})
        first = asked["clocks"][0]
        assert (first["due"], first["days_left"], first["state"], asked["band"]) == ("2024-06-07", left, state, band)


def test_a_step_on_the_due_date_is_in_time_at_whatever_hour():
    for at, state in (("2024-06-07T23:59:59", "met"), ("2024-06-08T00:00", "late")):
        clocks = clocks_after(("received", "2024-06-05T10:00"), ("acknowledged", at), policy="slh")
        assert clocks["acknowledge", 1]["state"] == state


def test_eight_weeks_take_no_notice_of_closed_days():
    clocks = clocks_after(
        ("received", "2024-10-01"), ("escalated", "2024-11-01"), ("responded", "2024-11-01"), policy="slh"
    )
    assert clocks["refer", 2]["due"] == "2024-12-27"
    assert calendar().count(date(2024, 11, 1), Length(8, "weeks")).days is None


def test_a_concern_is_due_on_the_day_it_came_in_even_on_a_sunday():
    clock = clocks_after(("received", "2024-06-09T10:00"), policy="calico", feedback="concern")["action", 1]
    assert (clock["day_zero"], clock["base_due"], clock["due"]) == ("2024-06-09", "2024-06-09", "2024-06-09")


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 1, date(2024, 3, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 8, 31), 3, date(2024, 11, 30)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 10, 31), 14, date(2025, 12, 31)),
        (date(2024, 5, 5), 0, date(2024, 5, 5)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, months, due):
    assert months_after(day, months) == due
    assert calendar().count(day, Length(months, "months")).due == due


def test_calendar_days_count_every_day():
    assert calendar().count(date(2024, 12, 20), Length(10, "days")).due == date(2024, 12, 30)


def test_a_closed_day_says_why():
    table = calendar("england-and-wales", (date(2024, 12, 27), date(2024, 12, 25)))
    assert table.why_closed(date(2024, 12, 25)) == "Christmas Day"
    assert table.why_closed(date(2024, 12, 27)) == "closed"
    assert table.why_closed(date(2024, 12, 28)) == "Saturday"
    assert table.why_closed(date(2024, 12, 29)) == "Sunday"
    assert table.why_closed(date(2024, 12, 30)) == ""


def test_a_date_past_the_official_list_is_unconfirmed():
    assert calendar().is_confirmed(date(2028, 12, 31))
    assert not calendar().is_confirmed(date(2029, 1, 1))


def test_counting_reaches_beyond_the_last_day_that_may_be_given():
    clock = clocks_after(("received", "2099-12-31"))["respond", 1]
    assert clock["day_zero"] == "2100-01-08"  # New Year's Day 2100 is a Friday
    assert clock["due"] == "2100-01-22"


def test_opening_alone_never_moves_day_zero():
    for opening in (time(7), time(9), time(12)):
        hours = [f"{opening:%H:%M}", "17:00"]
        assert acknowledge_after("2024-06-05T06:00", policy="salix", hours=hours)[0] == "2024-06-05"
