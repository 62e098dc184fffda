"""Bad input to the calculator: one error for that row, in words, and every other row still answered."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from complaintdesk.desk.calculator import answer, answers, dumped
from complaintdesk.errors import BadInput

examples = settings(max_examples=400, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
RECEIVED = {"event": "received", "at": "2024-03-28T18:10"}
EXTENDED = {"event": "extended", "at": "2024-04-08T10:00", "until": "2024-04-30", "good_reason": True}
GOOD: dict[str, Any] = {
    "policy": "salix",
    "now": "2024-04-10T09:00",
    "feedback": "complaint",
    "history": [RECEIVED, {"event": "acknowledged", "on": "2024-04-03"}, EXTENDED],
    "closures": ["2024-12-27"],
    "nation": "england-and-wales",
    "hours": ["09:00", "17:00"],
}
ANSWER_KEYS = {"policy", "now", "stage", "band", "next", "clocks"}


def line_of(row: object) -> bytes:
    return json.dumps(row).encode()


GOOD_LINE = line_of(GOOD)


def with_event(**changes: object) -> dict:
    """The good row with its last event changed; a value of ... takes the key away."""
    event = {name: value for name, value in {**EXTENDED, **changes}.items() if value is not ...}
    return {**GOOD, "history": [RECEIVED, event]}


def without(key: str) -> dict:
    return {name: value for name, value in GOOD.items() if name != key}


WRONG_ANYWHERE = (None, True, 1, -0.5, 10**30, "", " ", "nonsense", "\ud800", "\x1b[31m", [], {}, [[]], {"a": []})
NO_MOMENT = (
    *("2024-02-30", "2023-02-29T10:00", "2024-13-01", "2024-00-10", "0000-01-01", "1999-12-31", "2100-01-01"),
    *("1999-12-31T23:59:59", "2100-01-01T00:00", "99999-01-01", "2024-1-1", "20240101", "2024-W01-1", "2024-001"),
    *("2024-03-28T25:00", "2024-03-28T10:60", "2024-03-28T10", "2024-03-28T", "2024-03-28T10:00+25:00", "2024-03-28Z"),
    *("2024-03-28T10:00 Europe/London", "28/03/2024", "yesterday", "２０２４-０３-２８", "2024-03-28\n", " 2024-03-28"),
    *("1999-12-31T23:30Z", "2099-12-31T23:30-05:00", "0001-01-01T00:00", "9999-12-31T23:59:59"),
    *("0001-01-01T00:00Z", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "-2024-03-28", "1711648800"),
)
NO_DAY = (*NO_MOMENT[:7], "2024-04-30T10:00", "2024-4-30", "tomorrow", "2024-04-30 ")

BAD_ROWS = {
    "without a policy": without("policy"),
    "without now": without("now"),
    "without a history": without("history"),
    "without any event": {**GOOD, "history": []},
    "without anything received": {**GOOD, "history": [{"event": "acknowledged", "at": "2024-04-01"}]},
    "with an event that is no object": {**GOOD, "history": [RECEIVED, "closed"]},
    "with an event without a kind": {**GOOD, "history": [RECEIVED, {"at": "2024-04-01"}]},
    "with an event without a moment": {**GOOD, "history": [RECEIVED, {"event": "closed"}]},
    "with an extension without until": with_event(until=...),
    "with an extension without until before the receipt": with_event(until=..., at="2024-01-02"),
    "with an extension without until later than now": with_event(until=..., at="2050-01-02"),
    "with an unknown event later than now": with_event(event="exploded", at="2050-01-02"),
    "with an impossible date later than now": with_event(until="2050-02-30", at="2050-01-02"),
    "with a moment out of range though nothing else is": with_event(at="2100-01-01"),
    "with the history as one event": {**GOOD, "history": RECEIVED},
    "with another policy's spelling": {**GOOD, "policy": "Salix"},
    "with a policy that is a path": {**GOOD, "policy": "../policies/salix"},
    "with a nation in capitals": {**GOOD, "nation": "Scotland"},
    "with the nation wales": {**GOOD, "nation": "wales"},
    "with closures in one word": {**GOOD, "closures": "2024-12-27"},
    "with closures as a number": {**GOOD, "closures": 5},
    "with closing before opening": {**GOOD, "hours": ["17:00", "09:00"]},
    "with opening and closing alike": {**GOOD, "hours": ["09:00", "09:00"]},
    "with three hours": {**GOOD, "hours": ["09:00", "12:00", "17:00"]},
    "with one hour": {**GOOD, "hours": ["09:00"]},
    "with hours in one word": {**GOOD, "hours": "09:00-17:00"},
    "with hours as numbers": {**GOOD, "hours": [9, 17]},
    "with an hour past midnight": {**GOOD, "hours": ["09:00", "25:00"]},
    "with hours of another zone": {**GOOD, "hours": ["09:00+01:00", "17:00+01:00"]},
    **{f"with the policy {wrong!a}": {**GOOD, "policy": wrong} for wrong in WRONG_ANYWHERE},
    **{f"with the feedback {wrong!a}": {**GOOD, "feedback": wrong} for wrong in WRONG_ANYWHERE if wrong is not None},
    **{f"with the nation {wrong!a}": {**GOOD, "nation": wrong} for wrong in WRONG_ANYWHERE if wrong is not None},
    **{f"with the history {wrong!a}": {**GOOD, "history": wrong} for wrong in WRONG_ANYWHERE},
    **{f"with the event {wrong!a}": {**GOOD, "history": [RECEIVED, wrong]} for wrong in WRONG_ANYWHERE},
    **{f"with the kind of event {wrong!a}": with_event(event=wrong) for wrong in WRONG_ANYWHERE},
    **{f"with the closure {wrong!a}": {**GOOD, "closures": [wrong]} for wrong in (*WRONG_ANYWHERE, *NO_DAY)},
    **{f"with now {wrong!a}": {**GOOD, "now": wrong} for wrong in (*WRONG_ANYWHERE, *NO_MOMENT)},
    **{f"with at {wrong!a}": with_event(at=wrong) for wrong in (*WRONG_ANYWHERE, *NO_MOMENT)},
    **{f"with on {wrong!a}": with_event(at=..., on=wrong) for wrong in (*WRONG_ANYWHERE, *NO_MOMENT)},
    **{f"with until {wrong!a}": with_event(until=wrong) for wrong in (*WRONG_ANYWHERE, *NO_DAY)},
    **{f"with the hour {wrong!a}": {**GOOD, "hours": ["09:00", wrong]} for wrong in WRONG_ANYWHERE},
}
BAD_LINES = {
    "no JSON": b"policy: salix",
    "half an object": GOOD_LINE[:-1],
    "two objects": GOOD_LINE + GOOD_LINE,
    "an object and a comma": GOOD_LINE + b",",
    "single quotes": GOOD_LINE.replace(b'"', b"'"),
    "a list around it": b"[" + GOOD_LINE + b"]",
    "a text": b'"salix"',
    "a number": b"7",
    "null": b"null",
    "not a number": b"NaN",
    "an empty object": b"{}",
    "an empty list": b"[]",
    "not UTF-8": GOOD_LINE.replace(b"salix", b"sal\xffix"),
    "half a character": b'{"policy": "\xe2\x82"}',
    "a surrogate in UTF-8": b'{"policy": "\xed\xa0\x80"}',
    "UTF-16": GOOD_LINE.decode().encode("utf-16"),
    "a byte order mark in the middle": b"\xef\xbb\xbf" + GOOD_LINE,
    "a zero byte": b"\x00",
    "a zero byte inside": GOOD_LINE.replace(b"salix", b"sa\x00lix"),
    "a control character in a text": GOOD_LINE.replace(b"salix", b"sa\x07lix"),
    "deep lists": b"[" * 100_000,
    "deep closed lists": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep lists for a policy": GOOD_LINE.replace(b'"salix"', b"[" * 50_000 + b"]" * 50_000),
    "a number too long to read": GOOD_LINE.replace(b'"salix"', b"9" * 100_000),
    "a number past all floats": GOOD_LINE.replace(b'"2024-04-10T09:00"', b"1e999999999"),
    "a very long word": GOOD_LINE.replace(b"salix", b"x" * 1_000_000),
}


def asked_between_good_rows(line: bytes) -> dict:
    """What the line is answered, with a good row before and after it that must not suffer."""
    first, ours, last = answers([GOOD_LINE, line, GOOD_LINE])
    good = answer(copy.deepcopy(GOOD))
    assert first == (1, good, "")
    assert last == (3, good, "")
    assert ours[0] == 2
    return check_reply(*ours)


def check_reply(number: int, reply: dict, wrong: str) -> dict:
    """Either a whole answer, or the one key that says what is wrong, in a short line that any terminal shows."""
    assert number > 0
    if wrong:
        assert reply == {"error": wrong}
        assert len(wrong) < 1000
        assert all(character.isprintable() for character in wrong)
    else:
        assert set(reply) == ANSWER_KEYS
    assert json.loads(dumped(reply)) == reply
    assert "\n" not in dumped(reply)
    return reply


def test_the_good_row_is_good():
    assert set(asked_between_good_rows(GOOD_LINE)) == ANSWER_KEYS


@pytest.mark.parametrize("row", BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_bad_input_and_an_error_line(row):
    with pytest.raises(BadInput):
        answer(copy.deepcopy(row))
    assert set(asked_between_good_rows(line_of(row))) == {"error"}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES)
def test_a_line_that_cannot_be_read_is_an_error_line(line):
    assert set(asked_between_good_rows(line)) == {"error"}


@pytest.mark.parametrize("depth", [*range(400, 1000, 3), 3000])
def test_nesting_near_the_limit_of_python_is_an_error_line(depth):
    nested = b"[" * depth + b"]" * depth
    for place in (b'"salix"', b'"complaint"', b'"received"', b'"2024-04-10T09:00"', b'"2024-04-30"', b'"09:00"'):
        assert place in GOOD_LINE
        assert set(asked_between_good_rows(GOOD_LINE.replace(place, nested))) == {"error"}


def test_an_error_names_the_place():
    for row, word in (
        (without("now"), "now"),
        ({**GOOD, "policy": "sallix"}, "sallix"),
        ({**GOOD, "nation": "wales"}, "wales"),
        (with_event(event="exploded"), "exploded"),
        (with_event(until=...), "until"),
        (with_event(at="2024-02-30"), "2024-02-30"),
        ({**GOOD, "hours": ["17:00", "09:00"]}, "hours"),
        ({**GOOD, "closures": ["2024-02-30"]}, "2024-02-30"),
    ):
        assert word in asked_between_good_rows(line_of(row))["error"]


def test_blank_lines_are_skipped_and_lines_keep_their_numbers():
    lines = [b"\n", GOOD_LINE + b"\r\n", b"   \t\n", b"", b"nonsense\n", b"\r\n", GOOD_LINE]
    given_answers = list(answers(lines))
    assert [number for number, _, _ in given_answers] == [2, 5, 7]
    assert [bool(wrong) for _, _, wrong in given_answers] == [False, True, False]


def test_a_byte_order_mark_may_stand_before_the_first_line():
    ((number, reply, wrong),) = answers([b"\xef\xbb\xbf" + GOOD_LINE])
    assert (number, wrong) == (1, "")
    assert reply == answer(copy.deepcopy(GOOD))


def test_what_may_be_left_out_may_be_left_out():
    row = {"policy": "salix", "now": "2024-04-10T09:00", "history": [RECEIVED]}
    assert answer(
        {**row, "feedback": "complaint", "nation": "england-and-wales", "hours": ["09:00", "17:00"]}
    ) == answer(row)


# --- Anything at all -------------------------------------------------------------------------------------------------

words = st.sampled_from(
    (
        *(
            "salix",
            "complaint",
            "received",
            "extended",
            "closed",
            "scotland",
            "2024-03-28",
            "2024-03-28T18:10",
            "09:00",
        ),
        *("policy", "now", "history", "event", "at", "on", "until", "good_reason", "feedback", "closures", "hours"),
        *NO_MOMENT,
    )
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.floats(),
    st.text(max_size=12),
    st.text(st.characters(categories=("Cs", "Cc", "Nd", "Cf")), max_size=4),
    words,
)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(words, st.text()), inner, max_size=4)
    ),
    max_leaves=12,
)


def places(value: object, path: tuple = ()) -> list[tuple]:
    """The path to each value inside a row."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for key, one in inside for each in places(one, (*path, key)))]


PLACES = places(GOOD)[1:]


def put(row: Any, path: tuple, value: object) -> None:
    """Put the value there, if the way there still stands."""
    try:
        for key in path[:-1]:
            row = row[key]
        row[path[-1]] = value
    except (KeyError, IndexError, TypeError):
        pass


@st.composite
def spoilt_rows(draw: st.DrawFn) -> dict:
    """The good row with up to three of its values put another's or anything's place."""
    row = copy.deepcopy(GOOD)
    for _ in range(draw(st.integers(1, 3))):
        put(row, draw(st.sampled_from(PLACES)), draw(anything))
    return row


@st.composite
def spoilt_lines(draw: st.DrawFn) -> bytes:
    """A good or spoilt row in bytes, cut, overwritten or with bytes put in."""
    line = line_of(draw(spoilt_rows())) if draw(st.booleans()) else GOOD_LINE
    at = draw(st.integers(0, len(line)))
    upto = min(len(line), at + draw(st.integers(0, 8)))
    return line[:at] + draw(st.binary(max_size=6)) + line[upto:]


@examples
@given(spoilt_rows())
@example({**GOOD, "history": [RECEIVED, {"event": ["received"], "at": {}}]})
def test_a_row_with_anything_anywhere_is_answered_or_is_bad_input(row):
    asked_between_good_rows(line_of(row))


@examples
@given(anything)
def test_any_json_is_answered_or_is_bad_input(value):
    assert set(asked_between_good_rows(line_of(value))) == {"error"}


@examples
@given(st.dictionaries(st.sampled_from(tuple(GOOD)), anything))
def test_a_row_given_as_a_value_raises_nothing_but_bad_input(row):
    with pytest.raises(BadInput):
        answer(row)


@examples
@given(st.lists(st.one_of(spoilt_lines(), st.binary(max_size=40), st.just(GOOD_LINE)), max_size=4))
def test_any_bytes_get_one_reply_for_each_line_that_is_not_blank(lines):
    replies = list(answers(lines))
    for reply in replies:
        check_reply(*reply)
    assert [number for number, _, _ in replies] == [place for place, line in enumerate(lines, 1) if line.strip()]
    good = answer(copy.deepcopy(GOOD))
    assert all(reply == good for number, reply, _ in replies if lines[number - 1] == GOOD_LINE)


@examples
@given(st.sampled_from(PLACES), anything)
def test_a_value_of_the_wrong_kind_never_changes_another_row(path, value):
    row = copy.deepcopy(GOOD)
    put(row, path, value)
    lines = [GOOD_LINE, line_of(row), GOOD_LINE, line_of(row)]
    first, second, third, fourth = answers(lines)
    assert first[1] == third[1]
    assert second[1] == fourth[1]
    check_reply(*second)
