"""What must hold of every history and every calendar, whatever the dates are."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from reference import LONDON, POLICIES, instant, local_date
from reference import Calendar as SlowCalendar
from strategies import LAST_DAY, awkward_moments, awkward_row, awkward_rows, days, nations

from complaintdesk import policies
from complaintdesk.calendars import calendar
from complaintdesk.desk.calculator import answer
from complaintdesk.engine.clocks import case_clocks
from complaintdesk.engine.working_days import months_after
from complaintdesk.models.events import Event
from complaintdesk.models.moments import LAST_SECOND, read_moment
from complaintdesk.models.policy import Length

examples = settings(max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
closures = st.lists(days, max_size=6).map(lambda each: tuple(sorted(set(each))))
counts = st.integers(1, 60)
lengths = st.builds(Length, st.integers(0, 60), st.sampled_from(("working_days", "days", "weeks", "months")))
DATES = ("started", "day_zero", "target", "base_due", "due", "provisional", "met_on")


def moment_of(event: dict) -> datetime:
    return instant(event["at"] if "at" in event else event["on"], time(12))


def now_of(row: dict) -> datetime:
    return instant(row["now"], time(23, 59, 59))


def clocks_of(row: dict):
    """The engine's own clocks for a good row, with what they were counted from."""
    history = [
        Event(
            each["event"],
            read_moment(each["at"] if "at" in each else each["on"], "at"),
            {name: each[name] for name in ("until", "good_reason") if name in each},
        )
        for each in row["history"]
    ]
    own = tuple(sorted({date.fromisoformat(day) for day in row.get("closures", [])}))
    hours = [time.fromisoformat(hour) for hour in row.get("hours", ("09:00", "17:00"))]
    return case_clocks(
        policies.load(row["policy"]),
        history,
        calendar(row.get("nation", "england-and-wales"), own, *hours),
        read_moment(row["now"], "now", bare=LAST_SECOND),
        row.get("feedback", "complaint"),
    )


# --- The arithmetic of days ------------------------------------------------------------------------------------------


@examples
@given(nations, closures, days, counts)
def test_adding_and_counting_agree(nation, closed, day, count):
    table = calendar(nation, closed)
    due = table.add(day, count)
    assert table.is_working(due)
    assert table.between(day, due) == count
    assert table.days_left(due, day) == count
    assert table.days_left(due - timedelta(days=1), day) == count - 1
    assert table.count(day, Length(count, "working_days")).due == due


@examples
@given(nations, closures, days, counts)
def test_adding_equals_walking_the_calendar_day_by_day(nation, closed, day, count):
    walked = SlowCalendar(nation, set(closed), time(17))
    assert calendar(nation, closed).add(day, count) == walked.working_days_after(day, count)


@examples
@given(nations, closures, days, st.integers(-400, 400))
def test_days_left_equals_counting_day_by_day_and_turns_its_sign_when_read_backwards(nation, closed, day, away):
    other = min(max(day + timedelta(days=away), date(2000, 1, 1)), LAST_DAY)
    table, walked = calendar(nation, closed), SlowCalendar(nation, set(closed), time(17))
    assert table.days_left(other, day) == walked.days_left(day, other)
    assert table.days_left(other, day) == -table.days_left(day, other)


@examples
@given(nations, closures, days, st.integers(0, 40), st.integers(1, 40))
def test_adding_in_two_steps_equals_adding_at_once(nation, closed, day, first, second):
    table = calendar(nation, closed)
    assert table.add(table.add(day, first), second) == table.add(day, first + second)


@examples
@given(nations, closures, days, st.integers(0, 60), lengths)
def test_a_later_day_zero_is_never_due_earlier(nation, closed, day, later, length):
    table = calendar(nation, closed)
    after = min(day + timedelta(days=later), LAST_DAY)
    limit = date(2101, 11, 30)
    assume(length.unit != "months" or months_after(after, length.count) < limit)
    assert table.count(day, length).due <= table.count(after, length).due


@examples
@given(nations, closures, days, lengths)
def test_the_days_that_were_counted_end_in_the_due_date(nation, closed, day, length):
    counted = calendar(nation, closed).count(day, length)
    walked = SlowCalendar(nation, set(closed), time(17))
    if length.unit != "working_days":
        assert counted.days is None
        assert counted.due >= day
        return
    kept = [date.fromordinal(ordinal) for ordinal in counted.days]
    assert len(kept) == length.count
    assert [day, *kept][-1] == counted.due
    between = [day + timedelta(days=n) for n in range(1, (counted.due - day).days + 1)]
    assert kept == [each for each in between if walked.is_working_day(each)]


@examples
@given(days, st.integers(0, 120))
def test_months_on_is_the_same_day_or_the_last_day_of_that_month(day, months):
    due = months_after(day, months)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == months
    assert due.day == min(day.day, monthrange(due.year, due.month)[1])


# --- The clocks of a case --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", POLICIES)
@settings(max_examples=40, derandomize=True, deadline=None)
@given(moment=awkward_moments(), minutes=st.integers(0, 60 * 24 * 14), nation=nations)
def test_a_later_receipt_is_never_due_earlier(policy, moment, minutes, nation):
    later = (moment.astimezone(LONDON) + timedelta(minutes=minutes)).replace(tzinfo=None)
    assume(later.date() <= LAST_DAY)
    earlier = moment.replace(tzinfo=None)
    due = []
    for at in (earlier, later):
        history = [{"event": "received", "at": at.isoformat()}]
        row = {"policy": policy, "now": "2099-12-31", "nation": nation, "history": history}
        given_clocks = answer(row)["clocks"]
        assert given_clocks
        due.append([clock["due"] for clock in given_clocks])
    assert all(first <= second for first, second in zip(*due, strict=True))


@examples
@given(awkward_rows(), st.integers(0, 60))
def test_one_more_closed_day_never_brings_a_date_forward(row, away):
    before = answer(row)["clocks"]
    assume(before)
    starts = min(date.fromisoformat(clock["day_zero"]) for clock in before)
    closed = min(starts + timedelta(days=away), LAST_DAY)
    after = answer({**row, "closures": [*row.get("closures", []), closed.isoformat()]})["clocks"]
    assert [(clock["clock"], clock["stage"]) for clock in after] == [(one["clock"], one["stage"]) for one in before]
    for old, new in zip(before, after, strict=True):
        for name in ("day_zero", "base_due", "due"):
            assert old[name] <= new[name]


@examples
@given(awkward_rows(), st.randoms(use_true_random=False))
def test_what_is_later_than_now_changes_nothing(row, chance):
    now = now_of(row)
    assume(any(moment_of(event) <= now for event in row["history"] if event["event"] == "received"))
    happened = [event for event in row["history"] if moment_of(event) <= now]
    asked = answer(row)
    assert answer({**row, "history": happened}) == asked
    tomorrow = local_date(now) + timedelta(days=1)
    assume(tomorrow <= LAST_DAY)
    more = list(happened)
    for kind in ("closed", "escalated", "acknowledged", "responded", "extended", "received", "reopened"):
        event = {"event": kind, "at": tomorrow.isoformat(), "until": LAST_DAY.isoformat()}
        more.insert(chance.randint(0, len(more)), event)
    assert answer({**row, "history": more}) == asked


@examples
@given(awkward_rows(), st.randoms(use_true_random=False))
def test_the_order_of_writing_matters_only_at_the_same_instant(row, chance):
    piles: dict[datetime, list[dict]] = {}
    for event in row["history"]:
        piles.setdefault(moment_of(event), []).append(event)
    order = list(piles)
    chance.shuffle(order)
    turned = [event for moment in order for event in piles[moment]]
    assert answer({**row, "history": turned}) == answer(row)


@examples
@given(awkward_rows(), st.integers(1, 200))
def test_time_alone_moves_no_date_and_only_lets_clocks_run_out(row, away):
    now = now_of(row)
    events = [moment_of(event) for event in row["history"]]
    later = min(local_date(now) + timedelta(days=away), LAST_DAY)
    later = min([later, *(local_date(moment) - timedelta(days=1) for moment in events if moment > now)])
    assume(later > local_date(now))
    first, second = answer(row), answer({**row, "now": later.isoformat()})
    assert second["stage"] == first["stage"]
    runs_out = {"landlord": ("running", "breached"), "customer": ("running", "lapsed", "open")}
    for old, new in zip(first["clocks"], second["clocks"], strict=True):
        assert [old[name] for name in DATES] == [new[name] for name in DATES]
        if old["state"] == "running":
            assert new["state"] in runs_out[old["party"]]
            if new["days_left"] is not None:
                assert new["days_left"] <= old["days_left"]
        else:
            assert new["state"] == old["state"]


@examples
@given(awkward_rows())
def test_days_left_has_the_sign_of_the_due_date_and_the_state_agrees(row):
    today = local_date(now_of(row))
    for clock in answer(row)["clocks"]:
        left, due = clock["days_left"], date.fromisoformat(clock["due"])
        if left is None:
            assert clock["state"] in ("met", "late", "void", "lapsed", "open", "breached")
        elif due >= today:
            assert left >= 0
            assert clock["state"] == "running"
        else:
            assert left <= 0
            assert clock["state"] == "breached"
        if clock["met_on"]:
            assert clock["state"] == ("met" if clock["met_on"] <= clock["due"] else "late")


@examples
@given(awkward_rows())
def test_the_next_clock_is_the_earliest_that_still_counts_and_sets_the_band(row):
    today, asked = local_date(now_of(row)).isoformat(), answer(row)
    counting = [
        clock
        for clock in asked["clocks"]
        if clock["party"] == "landlord" and clock["state"] in ("running", "breached") and clock["days_left"] is not None
    ]
    if not counting:
        assert (asked["next"], asked["band"]) == (None, "done")
        return
    assert asked["next"]["due"] == min(clock["due"] for clock in counting)
    (chosen,) = [
        clock for clock in counting if (clock["clock"], clock["stage"], clock["due"]) == tuple(asked["next"].values())
    ]
    left = chosen["days_left"]
    limits = (("today", 0), ("soon", 2), ("watch", 5), ("clear", 99999))
    expected = next(band for band, most in limits if left <= most) if chosen["due"] >= today else "breached"
    assert asked["band"] == expected


@examples
@given(awkward_rows())
def test_extensions_never_move_a_date_back_and_without_them_due_is_the_base(row):
    asked = answer(row)["clocks"]
    plain = answer({**row, "history": [event for event in row["history"] if event["event"] != "extended"]})["clocks"]
    for clock, without in zip(asked, plain, strict=True):
        assert clock["base_due"] <= clock["due"]
        assert without["due"] == without["base_due"] == clock["base_due"]
        if clock["clock"] != "respond":
            assert clock["due"] == clock["base_due"]


@examples
@given(awkward_rows())
def test_the_days_each_clock_was_counted_by_end_in_its_base_due_date(row):
    given_clocks, shown = clocks_of(row), answer(row)
    walked = SlowCalendar(
        row.get("nation", "england-and-wales"),
        {date.fromisoformat(day) for day in row.get("closures", [])},
        time(17),
    )
    for clock, out in zip(given_clocks.clocks, shown["clocks"], strict=True):
        counted = clock.counted
        assert counted.day_zero.isoformat() == out["day_zero"]
        assert counted.due.isoformat() == out["base_due"]
        if clock.name in ("refer", "action"):
            assert counted.days is None
            assert counted.due - counted.day_zero == (timedelta(weeks=8) if clock.name == "refer" else timedelta())
            continue
        kept = [date.fromordinal(ordinal) for ordinal in counted.days]
        assert [counted.day_zero, *kept][-1].isoformat() == out["base_due"]
        assert len(kept) == clock.rule.length.count
        assert all(walked.is_working_day(day) for day in kept)


def test_the_drawn_rows_have_clocks_that_are_counted_and_extended():
    clocks = [clock for seed in range(200) for clock in clocks_of(awkward_row(Random(seed).choice)).clocks]
    assert sum(clock.counted.days is not None for clock in clocks) > 200
    assert any(extension.accepted for clock in clocks for extension in clock.extensions)
    assert any(extension.limited for clock in clocks for extension in clock.extensions)
    assert any(not extension.accepted for clock in clocks for extension in clock.extensions)
