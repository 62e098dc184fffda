"""The demo desk: the same cases for the same day and seed, in every band on any day, and fit to be recorded."""

import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintdesk import policies
from complaintdesk.calendars import calendar
from complaintdesk.engine.clocks import CaseClocks, case_clocks
from complaintdesk.engine.fold import fold
from complaintdesk.engine.history import effective
from complaintdesk.errors import BadInput
from complaintdesk.intake import demo, demo_data
from complaintdesk.intake.demo import DemoCase
from complaintdesk.models.events import Event
from complaintdesk.models.moments import LONDON
from complaintdesk.models.terms import (
    BANDS,
    CHANNELS,
    CLOCK_EVENTS,
    DESK_EVENTS,
    FEEDBACK_KINDS,
    FINDINGS,
    REMEDY_KINDS,
)

POLICIES = {landlord.policy: policies.load(landlord.policy) for landlord in demo.landlords()}
CALENDAR = calendar()
THURSDAY = date(2026, 3, 12)
MIX = {"breached": 8, "today": 6, "soon": 12, "watch": 25, "clear": 50, "done": 49}


def made(day: date = THURSDAY, seed: int = 1) -> list[DemoCase]:
    return list(demo.cases(day, seed, POLICIES, CALENDAR))


def clocks(case: DemoCase, now: datetime) -> CaseClocks:
    feedback = case.events[0].body["feedback"]
    return case_clocks(POLICIES[case.landlord_key], effective(case.events), CALENDAR, now, feedback)


def bands(cases: list[DemoCase], now: datetime) -> dict[str, int]:
    return dict(Counter(clocks(case, now).band for case in cases))


@pytest.fixture(scope="module")
def cases() -> list[DemoCase]:
    return made()


@pytest.mark.parametrize(
    "day",
    [
        THURSDAY,
        date(2026, 3, 14),  # a Saturday
        date(2026, 3, 15),  # a Sunday
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 4, 7),  # the day after
        date(2026, 12, 25),
        date(2026, 12, 28),  # a bank holiday in place of Boxing Day
        date(2027, 1, 1),
        date(2027, 1, 4),  # the first working day of that year
        date(2028, 2, 29),
        date(2025, 10, 26),  # the clocks go back
        demo.FIRST_DAY,
        demo.LAST_DAY,
    ],
)
def test_every_band_is_as_full_as_wanted_on_the_worst_days(day: date) -> None:
    cases = made(day)
    first, last = datetime.combine(day, time.min, LONDON), datetime.combine(day, time.max, LONDON)
    assert bands(cases, first) == MIX
    assert bands(cases, last) == MIX


@settings(max_examples=12, deadline=None)
@given(st.dates(demo.FIRST_DAY, demo.LAST_DAY), st.integers(0, 10**6))
def test_every_band_is_as_full_as_wanted_on_any_day(day: date, seed: int) -> None:
    assert bands(made(day, seed), datetime.combine(day, time(12), LONDON)) == MIX


def written(cases: list[DemoCase]) -> str:
    rows = [
        (c.landlord_key, c.plot, [(e.kind, e.at, e.seq, e.who, e.recorded_at, e.body) for e in c.events]) for c in cases
    ]
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_the_same_day_and_seed_give_the_same_cases_and_others_give_others(cases: list[DemoCase]) -> None:
    assert written(made()) == written(cases)
    assert written(made(seed=2)) != written(cases)
    assert written(made(THURSDAY + timedelta(days=1))) != written(cases)


def test_nothing_happens_on_the_day_itself_and_all_is_in_order(cases: list[DemoCase]) -> None:
    midnight = datetime.combine(THURSDAY, time.min, LONDON)
    assert [case.events[0].at for case in cases] == sorted(case.events[0].at for case in cases)
    for case in cases:
        assert [event.seq for event in case.events] == list(range(1, len(case.events) + 1))
        assert case.events[0].kind == "received"
        recorded = [event.recorded_at for event in case.events if event.recorded_at is not None]
        assert len(recorded) == len(case.events)
        assert recorded == sorted(recorded)
        assert [event.at for event in case.events] == sorted(event.at for event in case.events)
        assert all(event.at <= at < midnight for event, at in zip(case.events, recorded, strict=True))
        assert {event.at.tzinfo for event in case.events} == {UTC}


def test_staff_act_on_working_days_and_in_working_hours(cases: list[DemoCase]) -> None:
    for case in cases:
        for event in case.events:
            if event.kind not in ("received", "escalated", "withdrawn"):
                assert CALENDAR.is_working(event.at.astimezone(LONDON).date()), (case.plot, event)


def test_both_stages_and_every_kind_of_event_are_there(cases: list[DemoCase]) -> None:
    now = datetime.combine(THURSDAY, time(9), LONDON)
    urgent = [clocks(case, now) for case in cases if clocks(case, now).next]
    assert {found.stage for found in urgent} == {1, 2}
    assert {found.next.name for found in urgent if found.next} >= {
        "contact",
        "acknowledge",
        "respond",
        "evidence",
        "action",
    }
    kinds = {event.kind for case in cases for event in case.events}
    assert kinds == {*CLOCK_EVENTS, *DESK_EVENTS} - {"letter_sent", "window_extended"}
    feedback = {case.events[0].body["feedback"] for case in cases}
    assert feedback >= {
        "complaint",
        "mp_enquiry",
        "survey",
        "staff_complaint",
        "concern",
        "service_request",
        "compliment",
    }
    assert feedback <= set(FEEDBACK_KINDS)


def test_each_landlord_has_its_share_and_its_own_people(cases: list[DemoCase]) -> None:
    keys = [landlord.key for landlord in demo.landlords()]
    share = Counter(case.landlord_key for case in cases)
    assert set(share) == set(keys) == {person.landlord for person in demo.staff()}
    assert min(share.values()) > 25
    names = {(person.landlord, person.name) for person in demo.staff()}
    assert len(names) == len(demo.staff())
    assert all((case.landlord_key, event.who) in names for case in cases for event in case.events)
    assert {person.role for person in demo.staff()} == {"officer", "leader", "director"}


def test_stage_2_is_never_reviewed_by_whoever_handled_stage_1(cases: list[DemoCase]) -> None:
    reviewed = 0
    for case in cases:
        folded = fold("CD-1", case.landlord_key, effective(case.events))
        if folded.stage == 2 and folded.handler(2):
            reviewed += 1
            assert folded.handler(2) != folded.handler(1)
    assert reviewed > 20


def test_what_cases_say_can_be_folded_and_is_in_the_fields_own_words(cases: list[DemoCase]) -> None:
    answered = 0
    for case in cases:
        folded = fold("CD-1", case.landlord_key, effective(case.events))
        assert folded.resident
        assert folded.subject
        assert folded.policy == case.landlord_key
        assert folded.channel in CHANNELS
        assert {remedy.kind for remedy in folded.remedies} <= set(REMEDY_KINDS)
        responses = [event for event in case.events if event.kind == "responded"]
        if folded.feedback == "complaint" and responses:
            answered += 1
            assert all(element.finding(1)[0] in FINDINGS and element.finding(1)[1] for element in folded.elements)
            assert {finding for _, finding in folded.outcome} <= set(FINDINGS)
            assert [stage for stage, _ in folded.outcome] == list(range(1, len(responses) + 1))
    assert answered > 60


def test_parts_taken_to_stage_2_are_answered_there(cases: list[DemoCase]) -> None:
    for case in cases:
        taken = [event.body["parts"] for event in case.events if event.kind == "escalated"]
        last = [event.body["findings"] for event in case.events if event.kind == "responded"][1:]
        for parts, findings in zip(taken, last, strict=False):
            assert [one["number"] for one in findings] == parts
            assert {one["overturned"] for one in findings} <= {"upheld", "overturned"}


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for one in inner for text in texts(one)]


def test_no_choice_is_left_open_and_no_real_place_is_named(cases: list[DemoCase]) -> None:
    said = [text for case in cases for event in case.events for text in texts(event.body)]
    assert not [text for text in said if "{" in text or "}" in text]
    assert all(text[:1] == text[:1].upper() for case in cases for text in (case.events[0].body["words"],))
    for case in cases:
        body = case.events[0].body
        assert body["address"].split("\n")[-1].startswith("ZZ")
        assert body["contact"].startswith("07700 900")
        assert body["contact"].endswith("@example.org")


def test_there_are_many_situations_and_many_kinds_of_names(cases: list[DemoCase]) -> None:
    assert len(demo_data.situations()) >= 40
    assert len({case.events[0].body["subject"] for case in cases}) >= 50
    names = {case.events[0].body["resident"] for case in cases}
    assert {"Siobhán O'Brien", "Anita D’Souza", "Łukasz Wójcik", "李 静怡", "محمد الحسن", "Zoë Carmichael"} <= names
    assert max(map(len, names)) > 60
    assert any(case.events[0].body["adjustments"] for case in cases)
    assert any(case.events[0].body["representative"] for case in cases)


def test_letters_are_left_out_unless_somebody_writes_them(cases: list[DemoCase]) -> None:
    assert not [event for case in cases for event in case.events if "letter" in event.body]

    def letter(landlord: str, kind: str, before: Any, event: Event) -> str:
        return "" if kind == "extension_notice" else f"{landlord}: {kind} after {len(before)} events, {event.kind}"

    lettered = list(demo.cases(THURSDAY, 1, POLICIES, CALENDAR, letter))
    sent = [event for case in lettered for event in case.events if "letter" in event.body]
    kinds = Counter((event.kind, event.body["letter"]["kind"]) for event in sent)
    assert set(kinds) == {
        ("acknowledged", "acknowledgement"),
        ("acknowledged", "stage_2_acknowledgement"),
        ("responded", "stage_1_response"),
        ("responded", "stage_2_response"),
    }
    assert [(e.kind, e.at) for c in lettered for e in c.events] == [(e.kind, e.at) for c in cases for e in c.events]
    assert sent[0].body["letter"]["text"].startswith(tuple(POLICIES))


@pytest.mark.parametrize("day", [date(2000, 12, 31), date(2099, 11, 1)])
def test_a_day_beyond_the_calendar_is_refused(day: date) -> None:
    with pytest.raises(BadInput, match="The demo desk cannot stand on"):
        made(day)


def test_the_plots_ask_for_the_mix() -> None:
    wanted: Counter[str] = Counter()
    for plot in demo_data.plots():
        wanted.update(plot.bands)
    assert dict(wanted) == MIX
    assert set(wanted) == set(BANDS)
