"""``--as-at`` is read as every other moment is; a bare day means its end."""

from datetime import UTC, datetime

import pytest

from complaintdesk.cli.where import read_as_at
from complaintdesk.errors import BadInput
from complaintdesk.models.moments import LONDON

NOW = datetime(2024, 4, 3, 9, 30, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2024-03-28", "2024-03-28 23:59:59"),
        ("28/3/2024", "2024-03-28 23:59:59"),
        ("28 March 2024", "2024-03-28 23:59:59"),
        ("28 march", "2024-03-28 23:59:59"),
        ("5/1", "2024-01-05 23:59:59"),
        ("30/12", "2024-12-30 23:59:59"),
        ("today", "2024-04-03 23:59:59"),
        ("yesterday", "2024-04-02 23:59:59"),
        ("now", "2024-04-03 09:30:00"),
        ("28/3/2024 18:10", "2024-03-28 18:10:00"),
        ("28 March 2024 6.10pm", "2024-03-28 18:10:00"),
        ("2024-03-28T18:10", "2024-03-28 18:10:00"),
        ("yesterday noon", "2024-04-02 12:00:00"),
        ("18:10", "2024-04-03 18:10:00"),
    ],
)
def test_a_moment_to_look_back_at_is_read_as_everywhere_else(typed, meant):
    assert read_as_at(typed, NOW) == datetime.fromisoformat(meant).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("30/2", "There is no day 30 in February 2024, which has 29 days."),
        ("31 june 2024", "There is no day 31 in June 2024, which has 30 days."),
        ("someday", "'someday' is not a date that the desk can read."),
    ],
)
def test_a_day_that_does_not_exist_is_said(typed, sentence):
    with pytest.raises(BadInput) as refused:
        read_as_at(typed, NOW)
    assert refused.value.sentence == sentence


def test_the_year_that_was_taken_is_said_where_none_was_written(capsys):
    read_as_at("5/1", NOW)
    assert capsys.readouterr().err == "As at Fri 5 Jan 2024 23:59.\n"
    read_as_at("2024-01-05", NOW)
    assert capsys.readouterr().err == ""
