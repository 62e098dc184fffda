"""Dates as people type them: worked examples, what is refused, and that nothing else ever comes out."""

import doctest
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintdesk.calendars import calendar
from complaintdesk.errors import BadInput
from complaintdesk.intake import dates, guess, histories
from complaintdesk.intake.dates import parse_day, parse_moment, words
from complaintdesk.models.moments import FIRST, LAST, LONDON

WEDNESDAY = date(2026, 3, 11)
NOW = datetime(2026, 3, 11, 9, 30, tzinfo=LONDON)
CALENDAR = calendar()

DAYS = st.dates(FIRST, LAST)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31, 23, 59))  # noqa: DTZ001  naive bounds are asked for
TYPED = st.one_of(
    st.text(max_size=40),
    st.text("0123456789 /.-:,+wdmyagolstnexthifrpu'", max_size=20),
    st.from_regex(r"\A\d{1,4}[ /.-]\d{1,2}[ /.-]\d{1,4}( \d{1,2}[:.]?\d{0,2} ?(am|pm)?)?\Z"),
)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("7/3/26", date(2026, 3, 7)),
        ("07-03-2026", date(2026, 3, 7)),
        ("7.3.26", date(2026, 3, 7)),
        ("7 3 2026", date(2026, 3, 7)),
        ("2026-03-07", date(2026, 3, 7)),
        ("2026/3/7", date(2026, 3, 7)),
        ("20260307", date(2026, 3, 7)),
        ("07032026", date(2026, 3, 7)),
        ("7 Mar", date(2026, 3, 7)),
        ("7mar26", None),
        ("7 mar '26", date(2026, 3, 7)),
        ("7 March 2026", date(2026, 3, 7)),
        ("7th of March", date(2026, 3, 7)),
        ("March 7", date(2026, 3, 7)),
        ("Sat 7 Mar", date(2026, 3, 7)),
        ("7/3", date(2026, 3, 7)),
        ("30/12", date(2026, 12, 30)),
        ("1 sept", date(2026, 9, 1)),
        ("today", WEDNESDAY),
        ("Yesterday", date(2026, 3, 10)),
        ("tomorrow", date(2026, 3, 12)),
        ("mon", date(2026, 3, 9)),
        ("thursday", date(2026, 3, 5)),
        ("last friday", date(2026, 3, 6)),
        ("last wed", date(2026, 3, 4)),
        ("this friday", date(2026, 3, 13)),
        ("next mon", date(2026, 3, 16)),
        ("+3d", date(2026, 3, 14)),
        ("-3d", date(2026, 3, 8)),
        ("+2w", date(2026, 3, 25)),
        ("2 weeks ago", date(2026, 2, 25)),
        ("in a month", date(2026, 4, 11)),
        ("+5wd", date(2026, 3, 18)),
        ("in 18 working days", date(2026, 4, 8)),  # Good Friday 3 and Easter Monday 6 April lie between
    ],
)
def test_a_day_as_people_type_it(typed: str, day: date | None) -> None:
    if day is None:
        with pytest.raises(BadInput):
            parse_day(typed, WEDNESDAY, CALENDAR)
    else:
        assert parse_day(typed, WEDNESDAY, CALENDAR) == day


@pytest.mark.parametrize(("typed", "day"), [("thu", date(2026, 3, 12)), ("mon", date(2026, 3, 16))])
def test_a_bare_weekday_looks_ahead_where_the_field_does(typed: str, day: date) -> None:
    assert parse_day(typed, WEDNESDAY, ahead=True) == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "No date was given."),
        ("31/2/2026", "There is no day 31 in February 2026, which has 28 days."),
        ("31/2", "There is no day 31 in February 2026, which has 28 days."),
        ("29 feb 2026", "There is no day 29 in February 2026, which has 28 days."),
        ("3/13/2026", "There is no month 13: a date is day, month, year."),
        ("7/3/1999", "The year 1999 is outside those the desk takes, 2000 to 2099."),
        ("7 Mar 2100", "The year 2100 is outside those the desk takes, 2000 to 2099."),
        ("99999 weeks ago", "'99999 weeks ago' is outside the years the desk takes, 2000 to 2099."),
        ("26-03-07", "'26-03-07' may be Mon 26 Mar 2007 or Sat 7 Mar 2026."),
        ("wed", "Today is a Wednesday, so 'Wednesday' has two readings."),
        ("next friday", "'Next Friday' may be Fri 13 Mar 2026 or a week later."),
        ("Fri 7 Mar", "'fri 7 mar' is no day: the date is Sat 7 Mar 2026."),
        ("+5wd", "Working days can only be counted with a landlord's calendar."),
        ("28 mar 18:10", "'28 mar 18:10' is not a date that the desk can read."),
        ("soon", "'soon' is not a date that the desk can read."),
        (
            "the lift has been out for four weeks and nobody has rung me back at all",
            "A date was expected, not a longer text.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_day(typed, WEDNESDAY)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("28 mar 18:10", datetime(2026, 3, 28, 18, 10, tzinfo=UTC)),
        ("28/3/2024 6.10pm", datetime(2024, 3, 28, 18, 10, tzinfo=UTC)),
        ("28.03.24 18.10", datetime(2024, 3, 28, 18, 10, tzinfo=UTC)),
        ("28 mar 2024, at 6pm", datetime(2024, 3, 28, 18, 0, tzinfo=UTC)),
        ("1/7/2024 9:05", datetime(2024, 7, 1, 8, 5, tzinfo=UTC)),
        ("12am 1/7/2024", None),
        ("1/7/2024 12am", datetime(2024, 6, 30, 23, 0, tzinfo=UTC)),
        ("1/7/2024 12.30 p.m.", datetime(2024, 7, 1, 11, 30, tzinfo=UTC)),
        ("2024-03-28T18:10", datetime(2024, 3, 28, 18, 10, tzinfo=UTC)),
        ("2024-07-28T18:10:05+02:00", datetime(2024, 7, 28, 16, 10, 5, tzinfo=UTC)),
        ("2024-07-28 18:10Z", datetime(2024, 7, 28, 18, 10, tzinfo=UTC)),
        ("now", datetime(2026, 3, 11, 9, 30, tzinfo=UTC)),
        ("today", datetime(2026, 3, 11, 12, 0, tzinfo=UTC)),
        ("18:10", datetime(2026, 3, 11, 18, 10, tzinfo=UTC)),
        ("yesterday at 6pm", datetime(2026, 3, 10, 18, 0, tzinfo=UTC)),
        ("mon noon", datetime(2026, 3, 9, 12, 0, tzinfo=UTC)),
        ("1 aug 2026", datetime(2026, 8, 1, 11, 0, tzinfo=UTC)),
        ("25/10/2026 1:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice: the earlier one
        ("29/3/2026 1:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # is skipped: read as GMT
        ("18.10", None),
        ("mon midnight", None),
        ("28 mar 25:10", None),
        ("28 mar 13pm", None),
        ("2024-02-30T10:00", None),
    ],
)
def test_a_moment_as_people_type_it(typed: str, moment: datetime | None) -> None:
    if moment is None:
        with pytest.raises(BadInput):
            parse_moment(typed, NOW)
    else:
        assert parse_moment(typed, NOW) == moment


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime(2024, 3, 28, 18, 10, tzinfo=LONDON), "Thu 28 Mar 2024 18:10, after hours"),
        (datetime(2024, 3, 28, 17, 0, tzinfo=LONDON), "Thu 28 Mar 2024 17:00, after hours"),
        (datetime(2024, 3, 28, 16, 59, tzinfo=LONDON), "Thu 28 Mar 2024 16:59"),
        (datetime(2024, 3, 28, 8, 59, tzinfo=LONDON), "Thu 28 Mar 2024 08:59, before opening"),
        (datetime(2024, 3, 28, 12, 0, tzinfo=LONDON), "Thu 28 Mar 2024"),
        (datetime(2024, 3, 30, 12, 0, tzinfo=LONDON), "Sat 30 Mar 2024, not a working day"),
        (
            datetime(2000, 1, 3, 0, 0, tzinfo=LONDON),
            "Mon 3 Jan 2000 00:00, not a working day (New Year's Day (observed))",
        ),
        (datetime(2024, 3, 29, 10, 15, tzinfo=LONDON), "Fri 29 Mar 2024 10:15, not a working day (Good Friday)"),
    ],
)
def test_how_a_moment_is_shown_back(at: datetime, shown: str) -> None:
    assert words(at, CALENDAR) == shown
    assert parse_moment(shown, NOW) == at


@given(TYPED, st.booleans())
def test_any_text_gives_a_day_in_range_or_bad_input(typed: str, ahead: bool) -> None:
    try:
        day = parse_day(typed, WEDNESDAY, CALENDAR, ahead=ahead)
    except BadInput as refused:
        assert refused.sentence.endswith(".")
        assert "\n" not in str(refused)
    else:
        assert FIRST <= day <= LAST


@given(TYPED, MOMENTS)
def test_any_text_gives_a_moment_in_utc_or_bad_input(typed: str, now: datetime) -> None:
    try:
        moment = parse_moment(typed, now.replace(tzinfo=LONDON), CALENDAR)
    except BadInput:
        return
    assert moment.tzinfo is UTC
    assert FIRST <= moment.astimezone(LONDON).date() <= LAST


@given(DAYS, DAYS)
def test_a_full_date_means_the_same_on_every_day_and_in_every_form(day: date, today: date) -> None:
    forms = (
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.day} {day:%B %Y}",
        f"{day:%a %d %b %Y}",
    )
    assert {parse_day(form, today) for form in forms} == {day}


@given(DAYS, DAYS)
def test_a_date_without_a_year_is_one_of_this_year(today: date, day: date) -> None:
    if (day.month, day.day) != (2, 29):
        for form in (f"{day.day} {day:%b}", f"{day.day}/{day.month}"):
            assert parse_day(form, today) == day.replace(year=today.year)


@given(MOMENTS, DAYS)
def test_what_is_shown_back_can_be_typed_again(at: datetime, today: date) -> None:
    moment = at.replace(second=0, microsecond=0, tzinfo=LONDON).astimezone(UTC)
    local = moment.astimezone(LONDON)
    now = datetime.combine(today, time(9), LONDON)
    again = parse_moment(words(moment, CALENDAR), now)
    if local.fold == 0:
        assert again == moment


@pytest.mark.parametrize("module", [dates, guess, histories])
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
