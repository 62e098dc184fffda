"""Complaints' histories dense in the awkward, for hypothesis and for a plain random generator alike.

Everything is built through one function that chooses an item of a sequence: hypothesis draws (and shrinks towards the
first item), `random.Random(seed).choice` picks at speed.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st
from reference import (
    FEEDBACK_KINDS,
    LONDON,
    OTHER_FEEDBACK_TABLE,
    POLICIES,
    SUBDIVISIONS,
    Calendar,
    reference_answer,
)

Choose = Callable[[Sequence[Any]], Any]

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
EVENT_KINDS = (
    *("received", "contacted", "acknowledged", "extended", "responded", "escalated", "escalation_refused", "closed"),
    *("withdrawn", "reopened", "evidence_requested", "evidence_sent", "mediation_offered", "advocate_clarified"),
    "actioned",
)

# A day near which something is odd; histories begin within a few weeks of one.
ODD_DAYS = (
    date(2024, 3, 28),  # the Thursday before Easter, and the spring change of clocks on the Sunday
    date(2023, 12, 22),  # Christmas on a Monday
    date(2021, 12, 24),  # Christmas on a Saturday: two substitute days
    date(2022, 12, 23),  # Christmas on a Sunday
    date(2024, 10, 25),  # the autumn change of clocks
    date(2022, 5, 27),  # the spring bank holiday moved into June, and a jubilee
    date(2022, 9, 14),  # a state funeral
    date(2023, 5, 2),  # a coronation
    date(2020, 5, 1),  # the May holiday moved to a Friday
    date(2026, 6, 10),  # Scotland's Monday of 2026
    date(2026, 11, 26),  # Saint Andrew's
    date(2025, 7, 8),  # the Twelfth, on a Saturday
    date(2027, 3, 12),  # Saint Patrick's, and Easter after it
    date(2024, 2, 27),  # a leap day
    date(2023, 8, 2),  # Scotland's August holiday
    date(2019, 8, 21),  # everybody else's
    date(2011, 4, 20),  # Easter and a wedding
    date(2000, 1, 1),  # the first day that may be given
    date(2099, 11, 1),  # dues beyond the last day that may be given
    date(2099, 12, 30),
)
ODD_TIMES = (
    *("12:00", "09:00", "17:00", "16:59", "08:59", "00:00", "23:59", "00:30", "01:00", "01:30", "02:00", "08:00"),
    *("17:00:01", "16:59:59", "23:59:59", "18:10", "00:59:59.5"),
)
OFFSETS = ("+01:00", "+00:00", "Z", "-05:00", "+05:30", "+14:00", "-11:30")
LENGTHS = (1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 40)
HOURS = (
    ["09:00", "17:00"],
    ["08:00", "18:00"],
    ["09:00", "16:59"],
    ["00:00", "23:59"],
    ["08:59", "09:00"],
    ["12:00", "17:00:01"],
)

# What usually happens, in order; each history takes one of these, loses some of it and gains what it should not have.
STORIES = (
    ("acknowledged", "responded"),
    ("acknowledged", "extended", "responded", "escalated", "acknowledged", "extended", "responded"),
    ("extended", "acknowledged", "extended", "extended", "responded"),
    ("extended", "extended", "extended", "acknowledged", "responded", "escalated", "extended", "acknowledged"),
    ("acknowledged", "responded", "closed", "escalated", "acknowledged", "responded", "closed"),
    ("acknowledged", "closed", "reopened", "responded", "escalated", "escalation_refused", "closed"),
    ("closed", "responded", "reopened", "closed", "acknowledged", "escalated", "withdrawn", "reopened"),
    ("escalated", "acknowledged", "escalation_refused", "acknowledged", "extended", "responded", "reopened"),
    ("withdrawn", "closed", "extended", "reopened", "acknowledged", "extended", "responded", "escalated"),
    ("responded", "acknowledged", "extended", "escalated", "responded", "acknowledged", "escalated"),
    ("contacted", "mediation_offered", "advocate_clarified", "acknowledged", "responded", "escalated", "contacted"),
    ("evidence_requested", "evidence_sent", "evidence_requested", "closed", "evidence_sent", "evidence_requested"),
    ("evidence_requested", "evidence_requested", "escalated", "evidence_sent", "evidence_sent", "reopened"),
    ("contacted", "actioned", "acknowledged", "extended", "responded", "closed", "reopened", "actioned"),
    ("escalated", "closed", "escalated", "reopened", "escalation_refused", "escalation_refused", "responded"),
    ("acknowledged", "responded", "escalated", "responded", "closed", "escalation_refused", "evidence_requested"),
)


def one_in(choose: Choose, many: int) -> bool:
    return choose(range(many)) == many - 1


def within_range(day: date) -> date:
    return min(max(day, FIRST_DAY), LAST_DAY)


def some_day(choose: Choose, known: Sequence[date], calendar: Calendar) -> date:
    """A day on, beside or a policy's length after one that is already in the story."""
    anchor = choose(known)
    way = choose(("same", "length", "length", "near", "weeks", "wide"))
    if way == "length":
        anchor = calendar.working_days_after(anchor, choose(LENGTHS)) + timedelta(days=choose((0, 1, -1)))
        if one_in(choose, 4):
            anchor = calendar.working_days_after(anchor, choose(LENGTHS))
    elif way == "near":
        anchor += timedelta(days=choose(range(5)))
    elif way == "weeks":
        anchor += timedelta(days=choose((56, 57, 55, 7, 14)))
    elif way == "wide":
        anchor += timedelta(days=choose(range(-3, 90)))
    return within_range(anchor)


def written_moment(choose: Choose, day: date) -> str:
    form = choose(("local", "local", "local", "offset", "bare"))
    if form == "bare":
        return day.isoformat()
    clock_time = choose(ODD_TIMES)
    if form == "local":
        return f"{day.isoformat()}T{clock_time}"
    if not FIRST_DAY + timedelta(days=1) < day < LAST_DAY - timedelta(days=1):
        return f"{day.isoformat()}T{clock_time}"  # an offset could carry it over the edge
    return f"{day.isoformat()}T{clock_time}{choose(OFFSETS)}"


def clocks_change(year: int, month: int) -> date:
    """The last Sunday of the month."""
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def first_day_of_story(choose: Choose) -> date:
    if one_in(choose, 4):
        year = choose(range(2000, 2100))
        day = choose((date(year, 12, 20), date(year, 4, 1), clocks_change(year, 3), clocks_change(year, 10)))
    else:
        day = choose(ODD_DAYS)
    return within_range(day + timedelta(days=choose((0, 0, 1, 2, 3, 4, -1, -2, -3, -7, -14, -21))))


def kinds_of_story(choose: Choose, row: dict[str, Any]) -> list[str]:
    kinds = [kind for kind in choose(STORIES) if not one_in(choose, 6)]
    if row["policy"] == "saha" or "feedback" in row:
        early = choose(("contacted", "mediation_offered", "advocate_clarified", "actioned"))
        kinds.insert(choose(range(min(2, len(kinds)) + 1)), early)
    for _ in range(choose((0, 1, 2, 3, 5))):
        kinds.insert(choose(range(len(kinds) + 1)), choose((*EVENT_KINDS, "extended", "extended", "extended")))
    kinds.insert(choose((0, 0, 0, 0, 0, min(1, len(kinds)), min(2, len(kinds)))), "received")
    return kinds


def what_is_due(row: dict[str, Any], history: list[dict[str, Any]], as_at: date) -> list[date]:
    """The due dates, targets and window ends as they stand when the story has come so far."""
    if not any(event["event"] == "received" for event in history):
        return []
    answer = reference_answer({**row, "history": history, "now": as_at.isoformat()})
    dates = [clock[name] for clock in answer["clocks"] for name in ("due", "base_due", "target") if clock[name]]
    return [within_range(date.fromisoformat(each)) for each in sorted(set(dates))]


def written_history(
    choose: Choose, row: dict[str, Any], first: date, calendar: Calendar
) -> tuple[list[dict[str, Any]], list[date]]:
    known = [first]
    day = first
    moment = written_moment(choose, first)
    history: list[dict[str, Any]] = []
    for kind in kinds_of_story(choose, row):
        ways = ("due", "due", "jump", "same instant", "same day", "next day", "anywhere")
        step = choose(ways) if history else "same instant"
        due = what_is_due(row, history, max(known)) if step == "due" or kind == "extended" else []
        if step == "due" and due:
            day = within_range(max(choose(due), day) + timedelta(days=choose((0, 0, 1, -1))))
        elif step == "jump":
            day = max(day, some_day(choose, known[-4:], calendar))
        elif step == "next day":
            day = within_range(day + timedelta(days=1))
        elif step == "anywhere":
            day = some_day(choose, known, calendar)
        if step != "same instant":
            moment = written_moment(choose, day)
        known.append(day)
        bare = len(moment) == len("2024-03-28")
        event: dict[str, Any] = {"event": kind, "on" if bare and one_in(choose, 2) else "at": moment}
        if kind == "extended":
            until = some_day(choose, due or known, calendar)
            if due and one_in(choose, 2):
                until = calendar.working_days_after(choose(due), choose(LENGTHS)) + timedelta(days=choose((0, 1, -1)))
                until = within_range(until)
            known.append(until)
            event["until"] = until.isoformat()
            reason = choose((None, None, True, False))
            if reason is not None:
                event["good_reason"] = reason
        history.append(event)
    if one_in(choose, 5):
        history.insert(choose(range(len(history) + 1)), history.pop(choose(range(len(history)))))
    return history, known + what_is_due(row, history, max(known))


def some_now(choose: Choose, history: list[dict[str, Any]], known: Sequence[date], calendar: Calendar) -> str:
    way = choose(("late", "known day", "known day", "same instant", "before"))
    if way == "same instant":
        event = choose(history)
        return event["at"] if "at" in event else event["on"]
    if way == "late":
        return written_moment(choose, some_day(choose, [max(known)], calendar))
    if way == "before" and one_in(choose, 4):
        return written_moment(choose, within_range(min(known) - timedelta(days=choose((1, 2, 30)))))
    return written_moment(choose, some_day(choose, known, calendar))


def awkward_row(choose: Choose) -> dict[str, Any]:
    """One good row for the calculator."""
    policy = choose(POLICIES)
    row: dict[str, Any] = {"policy": policy}
    if one_in(choose, 4):
        own = [kind for kind, knowing, *_ in OTHER_FEEDBACK_TABLE if knowing == policy]
        row["feedback"] = choose([*own, *own, *own, choose(FEEDBACK_KINDS)])
    elif one_in(choose, 2):
        row["feedback"] = "complaint"
    nation = choose(("england-and-wales", *SUBDIVISIONS))
    if nation != "england-and-wales" or one_in(choose, 4):
        row["nation"] = nation
    if one_in(choose, 3):
        row["hours"] = list(choose(HOURS))
    first = first_day_of_story(choose)
    if one_in(choose, 3):
        spread = [within_range(first + timedelta(days=choose(range(45)))) for _ in range(choose(range(1, 9)))]
        row["closures"] = [day.isoformat() for day in spread]
    closures = {date.fromisoformat(day) for day in row.get("closures", [])}
    calendar = Calendar(nation, closures, time(17))
    row["history"], known = written_history(choose, row, first, calendar)
    row["now"] = some_now(choose, row["history"], known, calendar)
    return row


@st.composite
def awkward_rows(draw: st.DrawFn) -> dict[str, Any]:
    return awkward_row(lambda items: draw(st.sampled_from(items)))


@st.composite
def awkward_moments(draw: st.DrawFn) -> datetime:
    """A moment in London near an odd day."""
    day = first_day_of_story(lambda items: draw(st.sampled_from(items)))
    return datetime.combine(day, time.fromisoformat(draw(st.sampled_from(ODD_TIMES))), LONDON)


days = st.dates(FIRST_DAY, LAST_DAY)
nations = st.sampled_from(tuple(SUBDIVISIONS))
