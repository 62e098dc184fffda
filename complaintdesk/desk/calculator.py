"""The deadline calculator: one JSON history in, its clocks out. Opens no database.

Source: "The calculator" of ``docs/deadlines.md``, which fixes every key of input and output.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any

from complaintdesk import policies
from complaintdesk.calendars import calendar
from complaintdesk.engine.clocks import CaseClocks, Clock, case_clocks
from complaintdesk.engine.working_days import Calendar
from complaintdesk.errors import BadInput, ComplaintDeskError
from complaintdesk.models.events import Event
from complaintdesk.models.moments import LAST_SECOND, quoted, read_day, read_moment
from complaintdesk.models.terms import CLOCK_EVENTS, FEEDBACK_KINDS, MOVE_A_DAY, NATIONS


def answers(lines: Iterable[bytes]) -> Iterator[tuple[int, dict[str, Any], str]]:
    """For each line that is not blank: (line number, answer, '' or what was wrong with it)."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, answer(_row(line, first=number == 1)), ""
        except ComplaintDeskError as error:
            yield number, {"error": str(error)}, str(error)


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """The clocks of one case as the calculator writes them. Raises BadInput naming what is wrong."""
    policy = policies.load(_word(row, "policy", policies.available()))
    now = read_moment(row.get("now"), "'now'", bare=LAST_SECOND)
    feedback = _word(row, "feedback", FEEDBACK_KINDS, "complaint")
    clocks = case_clocks(policy, _history(row), _calendar(row), now, feedback)
    return {"policy": row["policy"], "now": row["now"], **as_json(clocks)}


def as_json(clocks: CaseClocks) -> dict[str, Any]:
    """Stage, band, next clock and all clocks with ISO dates, in the calculator's keys."""
    upcoming = clocks.next
    return {
        "stage": clocks.stage,
        "band": clocks.band,
        "next": {"clock": upcoming.name, "stage": upcoming.stage, "due": upcoming.due.isoformat()}
        if upcoming
        else None,
        "clocks": [_clock(clock) for clock in clocks.clocks],
    }


def _clock(clock: Clock) -> dict[str, Any]:
    return {
        "clock": clock.name,
        "stage": clock.stage,
        "party": clock.rule.party,
        "started": clock.started.isoformat() if clock.started else None,
        "day_zero": clock.day_zero.isoformat(),
        "target": clock.target.isoformat() if clock.target else None,
        "base_due": clock.base_due.isoformat(),
        "due": clock.due.isoformat(),
        "provisional": clock.provisional,
        "state": clock.state,
        "met_on": clock.met_on.isoformat() if clock.met_on else None,
        "days_left": clock.days_left,
        "clause": clock.rule.source.clause,
    }


def _row(line: bytes, *, first: bool) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig" if first else "utf-8"))
    except UnicodeDecodeError:
        raise BadInput("This line is not UTF-8 text.", "Save the file as UTF-8.") from None
    except (ValueError, RecursionError):
        raise BadInput("This line is not JSON.", "Give one JSON object a line.") from None
    if not isinstance(row, dict):
        raise BadInput("This line is no JSON object.", 'Give {"policy": ..., "now": ..., "history": [...]}.')
    return row


def _word(row: dict[str, Any], key: str, allowed: Iterable[str], default: str | None = None) -> str:
    value = default if row.get(key) is None else row[key]
    words = tuple(allowed)
    if not isinstance(value, str) or value not in words:
        found = "missing" if value is None else f"{quoted(value)}, which is not known"
        raise BadInput(f"'{key}' is {found}.", f"Allowed: {', '.join(words)}.")
    return value


def _history(row: dict[str, Any]) -> list[Event]:
    history = row.get("history")
    if not isinstance(history, list):
        raise BadInput("'history' is missing or no list.", 'Give a list of {"event": ..., "at": ...}.')
    return [_event(one, place) for place, one in enumerate(history, 1)]


def _event(one: object, place: int) -> Event:
    where = f"Event {place} of the history"
    if not isinstance(one, dict):
        raise BadInput(f"{where} is no JSON object.", 'Write it as {"event": "received", "at": "2024-03-28T18:10"}.')
    kind = one.get("event")
    if not isinstance(kind, str) or kind not in CLOCK_EVENTS:
        raise BadInput(f"{where} is {quoted(kind)}, an unknown event.", f"Allowed: {', '.join(CLOCK_EVENTS)}.")
    if "at" in one and "on" in one:
        raise BadInput(f"{where} ('{kind}') has both 'at' and 'on'.", "Give one of them.")
    at = read_moment(one.get("at", one.get("on")), f"The moment of event {place} ('{kind}')")
    body: dict[str, Any] = {}
    if kind in MOVE_A_DAY:
        body = {"until": read_day(one.get("until"), f"'until' of event {place} ('{kind}')"), "good_reason": False}
        reason = one.get("good_reason", False)
        if not isinstance(reason, bool | str | None):
            raise BadInput(f"'good_reason' of event {place} is neither true nor false.", "Write true or false.")
        body["good_reason"] = bool(reason.strip() if isinstance(reason, str) else reason)
    return Event(kind, at, body)


def _calendar(row: dict[str, Any]) -> Calendar:
    nation = _word(row, "nation", NATIONS, "england-and-wales")
    closures = [] if row.get("closures") is None else row["closures"]
    if not isinstance(closures, list):
        raise BadInput("'closures' is no list of dates.", 'Write ["2024-12-27", "2024-12-30"].')
    days = tuple(sorted({read_day(day, "A closure") for day in closures}))
    opens, closes = _hours(row.get("hours"))
    return calendar(nation, days, opens, closes)


def _hours(hours: object) -> tuple[time, time]:
    if hours is None:
        return time(9), time(17)
    try:
        opens, closes = (time.fromisoformat(hour) for hour in (hours if isinstance(hours, list) else ()))
    except (TypeError, ValueError):
        raise BadInput("'hours' is not an opening and a closing time.", 'Write ["09:00", "17:00"].') from None
    if opens.tzinfo or closes.tzinfo or not opens < closes:
        raise BadInput("'hours' does not open before it closes.", 'Write ["09:00", "17:00"].')
    return opens, closes


def dumped(value: dict[str, Any]) -> str:
    """One line of JSON."""
    return json.dumps(value)
