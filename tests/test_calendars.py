"""The shipped bank holidays against the official list and against the library they were made from."""

from datetime import date
from itertools import pairwise

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from complaintdesk.calendars import bank_holidays, calendar
from complaintdesk.resources import shipped

NATIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
PROCLAIMED_AFTER_THE_OFFICIAL_LIST = {("scotland", date(2026, 6, 15))}


def official(nation: str) -> set[date]:
    """The official bank holidays as the package carries them, without a network."""
    given = BankHolidays(use_cached_holidays=True).get_holidays(division=nation)
    return {holiday["date"] for holiday in given}


@pytest.mark.parametrize("nation", NATIONS)
def test_the_weekday_bank_holidays_are_those_of_the_official_list(nation):
    listed = official(nation)
    first, last = min(listed).year, max(listed).year
    assert last - first >= 10
    shipped_days = {day for day in bank_holidays(nation)[0] if first <= day.year <= last and day.weekday() < 5}
    differing = {(nation, day) for day in shipped_days ^ {day for day in listed if day.weekday() < 5}}
    assert differing == {(where, day) for where, day in PROCLAIMED_AFTER_THE_OFFICIAL_LIST if where == nation}


@pytest.mark.parametrize("nation", NATIONS)
def test_the_one_day_the_official_list_lacks_is_a_holiday_here(nation):
    assert (date(2026, 6, 15) in bank_holidays(nation)[0]) == (nation == "scotland")
    assert calendar(nation).is_working(date(2026, 6, 15)) == (nation != "scotland")


@pytest.mark.parametrize("nation", NATIONS)
def test_every_official_day_on_a_weekday_is_no_working_day(nation):
    days = official(nation)
    assert len(days) > 100
    assert not any(calendar(nation).is_working(day) for day in days)


@pytest.mark.parametrize("nation", NATIONS)
def test_dates_are_confirmed_as_far_as_the_official_list_reaches(nation):
    end = date(max(official(nation)).year, 12, 31)
    assert bank_holidays(nation)[1] == end
    assert calendar(nation).confirmed_to == end


@pytest.mark.parametrize("nation", NATIONS)
def test_the_shipped_table_is_what_the_library_gives(nation):
    made = holidays.country_holidays("GB", subdiv=NATIONS[nation], years=range(2000, 2101), language="en_GB")
    assert bank_holidays(nation)[0] == dict(made.items())


@pytest.mark.parametrize("nation", NATIONS)
def test_every_year_of_the_shipped_table_has_its_holidays(nation):
    years = [day.year for day in bank_holidays(nation)[0]]
    assert {year for year in range(2000, 2101) if years.count(year) >= 8} == set(range(2000, 2101))
    assert set(years) == set(range(2000, 2101))


@pytest.mark.parametrize("nation", NATIONS)
def test_the_shipped_table_is_in_order_and_names_every_day(nation):
    table = shipped("calendars", f"{nation}.tsv")
    days = [line.split("\t")[0] for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    assert all(first < second for first, second in pairwise(days))
    assert all(bank_holidays(nation)[0].values())
