"""Real histories from a file: what is read, what is inferred, what is refused; and which were late on a day."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintdesk import policies
from complaintdesk.calendars import calendar
from complaintdesk.engine.clocks import CaseClocks, case_clocks
from complaintdesk.errors import BadInput
from complaintdesk.intake.histories import ATTRIBUTION, History, landlord_key, read, read_file
from complaintdesk.models.moments import LONDON, london

FILE = Path(__file__).parent / "ombudsman-histories.jsonl"
AS_AT = datetime(2023, 11, 27, 23, 59, 59, tzinfo=LONDON)
"""Monday 27 November 2023, end of day."""


def entry(event: str, on: str, stage: int = 1, **more: Any) -> dict[str, Any]:
    return {"event": event, "stage": stage, "on": on, **more}


def line(*history: dict[str, Any], **more: Any) -> bytes:
    told = {"ref": "A1", "landlord": "Made Up Homes", "policy": "code-2024", "source": "https://example.org/a1"}
    return json.dumps(told | {"history": list(history)} | more).encode() + b"\n"


@pytest.fixture(scope="module")
def real() -> dict[str, History]:
    return {history.ref: history for history in read_file(FILE).taken()}


def clocks(history: History) -> CaseClocks:
    return case_clocks(policies.load("code-2024"), history.events, calendar(), AS_AT)


def test_the_real_file_is_taken_whole_without_a_warning(real: dict[str, History]) -> None:
    assert len(real) == 31
    assert read_file(FILE).warnings == ()
    assert "Open Government Licence" in ATTRIBUTION


def test_eighteen_of_them_lack_the_day_of_escalation_and_say_so(real: dict[str, History]) -> None:
    inferred = [history for history in real.values() if history.inferred]
    assert len(inferred) == 18
    for history in inferred:
        (escalated,) = (event for event in history.events if event.kind == "escalated")
        after = history.events[history.events.index(escalated) + 1]
        assert escalated.body["inferred"] is True
        assert escalated.at == after.at
    told = [event for history in real.values() for event in history.events if not event.body.get("inferred")]
    assert all(event.body["source"].startswith("https://www.housing-ombudsman.org.uk/") for event in told)


def test_nothing_is_inferred_where_that_is_not_wanted() -> None:
    report = read_file(FILE, infer=False)
    assert report.histories == ()
    assert len(report.bad) == 18
    assert str(report.bad[0]) == "line 1: 202222548: a stage 2 step is told, but not the day of escalation"


def test_which_of_the_31_were_late_on_27_november_2023(real: dict[str, History]) -> None:
    late = {ref for ref, history in real.items() if clocks(history).band == "breached"}
    assert late == {"202231407", "202328477", "202329402", "202339937", "202348465"}


# Counted by hand from the dates in the file.
@pytest.mark.parametrize(
    ("ref", "clock", "stage", "due", "days_left"),
    [
        # Received Tuesday 17 October, never acknowledged. 18, 19, 20, 23, 24 October are days 1 to 5.
        # Late since: five working days a week from 25 October to 27 November, 3 + 20 + 1.
        ("202329402", "acknowledge", 1, date(2023, 10, 24), -24),
        # Received Wednesday 15 November, never acknowledged: 16, 17, 20, 21, 22. Late on 23, 24, 27.
        ("202339937", "acknowledge", 1, date(2023, 11, 22), -3),
        # Received Friday 17 November: 20 to 24. Late on Monday 27.
        ("202348465", "acknowledge", 1, date(2023, 11, 24), -1),
        # Acknowledged Friday 4 August: 7 to 11 are days 1 to 5, 14 to 18 days 6 to 10. Answered on 7 December.
        # Late on 8 days to 31 August (the 28th was a bank holiday), 21 in September, 22 in October, 19 to 27 November.
        ("202328477", "respond", 1, date(2023, 8, 18), -70),
        # Stage 2 acknowledged, and taken as escalated, Monday 3 April 2023: 4, 5, 6 (3); 7 and 10 are Easter;
        # 11 to 14 (7), 17 to 21 (12), 24 to 28 (17); 1 May is a bank holiday; 2, 3, 4 May (20). Never answered.
        ("202231407", "respond", 2, date(2023, 5, 4), -144),
        # Not late: acknowledged Wednesday 15 November, 16, 17 (2), 20 to 24 (7), 27, 28, 29 (10).
        ("202336412", "respond", 1, date(2023, 11, 29), 2),
        # Not late: stage 2 acknowledged Wednesday 8 November, 9, 10 (2), 13 to 17 (7), 20 to 24 (12),
        # 27 November to 1 December (17), 4, 5, 6 December (20). Stage 1 was late, and ended with the escalation.
        ("202316939", "respond", 2, date(2023, 12, 6), 7),
    ],
)
def test_clocks_counted_by_hand(
    real: dict[str, History], ref: str, clock: str, stage: int, due: date, days_left: int
) -> None:
    upcoming = clocks(real[ref]).next
    assert upcoming is not None
    assert (upcoming.name, upcoming.stage, upcoming.due, upcoming.days_left) == (clock, stage, due, days_left)


def test_events_of_one_day_stand_as_a_case_goes() -> None:
    day = "2024-05-07"
    told = line(
        entry("responded", day, 2),
        entry("acknowledged", day, 2),
        entry("escalated", day, 2),
        entry("responded", day),
        entry("acknowledged", day),
        entry("received", day),
    )
    (history,) = read(told).taken()
    assert [event.kind for event in history.events] == [
        "received",
        "acknowledged",
        "responded",
        "escalated",
        "acknowledged",
        "responded",
    ]
    assert [event.seq for event in history.events] == [1, 2, 3, 4, 5, 6]
    assert {london(event.at).hour for event in history.events} == {12}


GOOD = entry("received", "2024-05-07")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (b"{nonsense\n", "not JSON at character 2"),
        (b'"a text"\n', "not a JSON object in braces"),
        (b'{"ref": "\xff"}\n', "not UTF-8 at byte 10"),
        (b"[" * 100_000 + b"\n", "not JSON"),
        (line(GOOD, landlord=""), "'landlord' is missing or is no text"),
        (line(GOOD, ref=7), "'ref' is missing or is no text"),
        (line(), "A1: 'history' is not a list of events"),
        (line(GOOD, history={}), "A1: 'history' is not a list of events"),
        (line(entry("acknowledged", "2024-05-07")), "A1: there is no 'received' event"),
        (line(GOOD, entry("answered", "2024-05-08")), "A1: there is no event 'answered'"),
        (line(GOOD, entry("escalated", "2024-05-08", 1)), "A1: 'escalated' has no stage that can be"),
        (line(GOOD, entry("responded", "2024-05-08", 3)), "A1: 'responded' has no stage that can be"),
        (line(GOOD, entry("responded", "2024-02-30")), "A1: 'responded' is '2024-02-30', a day that does not exist"),
        (line(GOOD, entry("responded", "8/5/2024")), "A1: 'responded' is '8/5/2024', not a date"),
        (line(GOOD, entry("responded", "1999-12-31")), "outside 2000-01-01 to 2099-12-31"),
        (line(GOOD, entry("extended", "2024-05-08")), "A1: 'until' of an extension is NoneType, not a date"),
        (line(GOOD, ref="x" * 500), "500 characters were given, and at most 200 fit"),
    ],
)
def test_one_bad_line_stops_the_file_and_is_named(told: bytes, reason: str) -> None:
    report = read(line(GOOD, ref="B2") + told)
    assert report.histories == ()
    (bad,) = report.bad
    assert bad.line == 2
    assert reason in bad.says
    with pytest.raises(BadInput, match="Nothing was taken from this file: 1 thing is wrong"):
        report.taken()


def test_every_bad_line_is_named_not_only_the_first() -> None:
    report = read(line() + b"\n" + line(GOOD) + b"{\n" + line(GOOD))
    assert [bad.line for bad in report.bad] == [1, 4, 5]
    assert report.bad[2].says == "A1 stands on line 3 already"


def test_a_policy_that_there_is_not_is_named() -> None:
    report = read(line(GOOD, policy="code-2099"), policies=("code-2024",))
    assert str(report.bad[0]) == "line 1: there is no policy 'code-2099'; known are code-2024"


def test_an_empty_file_is_not_taken_in_silence() -> None:
    assert str(read(b"\n \n").bad[0]) == "The file holds no histories"


@pytest.mark.parametrize(
    ("history", "warning"),
    [
        ([entry("responded", "2024-05-20"), GOOD], "its events did not stand in order of date"),
        ([entry("acknowledged", "2024-05-01"), GOOD], "'acknowledged' comes before 'received'"),
        ([GOOD, entry("received", "2024-05-09")], "only the first 'received' counts"),
        (
            [GOOD, entry("responded", "2024-05-08", 2), entry("escalated", "2024-05-09", 2)],
            "comes before the escalation",
        ),
        (
            [GOOD, entry("escalated", "2024-05-09", 2), entry("responded", "2024-05-10", 1)],
            "comes after the escalation",
        ),
    ],
)
def test_what_is_strange_is_taken_and_said(history: list[dict[str, Any]], warning: str) -> None:
    report = read(line(*history))
    assert len(report.taken()) == 1
    assert any(warning in str(one) for one in report.warnings)


def test_the_same_file_is_known_again() -> None:
    assert read(line(GOOD)).digest == read(line(GOOD)).digest
    assert read(line(GOOD)).digest != read(line(GOOD) + b"\n").digest


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert len(read(b"\xef\xbb\xbf" + line(GOOD).replace(b"\n", b"\r\n")).taken()) == 1


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("London & Quadrant Housing Trust", "london-and-quadrant-housing-trust"),
        ("Phoenix (Bellingham and Downham) Limited", "phoenix-bellingham-and-downham-limited"),
        ("Cymdeithas Tŷ Môn", "cymdeithas-ty-mon"),
    ],
)
def test_a_landlords_key_is_made_from_its_name(name: str, key: str) -> None:
    assert landlord_key(name) == key


def test_a_name_without_latin_letters_has_a_key_too() -> None:
    assert landlord_key("住宅协会").startswith("landlord-")
    assert landlord_key("住宅协会") != landlord_key("住宅")


@pytest.mark.parametrize("made", [lambda at: at / "none.jsonl", lambda at: at])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_file(made(tmp_path))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_report(data: bytes) -> None:
    report = read(data)
    assert bool(report.bad) != bool(report.histories)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["received", "2024-05-07"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["event", "stage", "on", "until"]), inner)
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_history_gives_a_report(history: object) -> None:
    report = read(line(history=history) + line(GOOD, ref="B2"))
    assert bool(report.bad) != bool(report.histories)
