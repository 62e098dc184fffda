"""``clocks``, ``days`` and ``due``: the engine on the command line, with no store."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from complaintdesk.cli.output import as_json, plain, say
from complaintdesk.errors import BadInput


def clocks(source: Path | None) -> int:
    """Answer every line of ``source`` or standard input; 1 if any was bad, else 0."""
    from complaintdesk.desk.calculator import answers, dumped

    status = 0
    for number, answer, wrong in answers(_lines(source)):
        print(dumped(answer))
        if wrong:
            status = 1
            print(plain(f"line {number}: {wrong}"), file=sys.stderr)
    return status


def _lines(source: Path | None) -> Iterator[bytes]:
    if source is None or str(source) == "-":
        yield from sys.stdin.buffer
        return
    try:
        with source.open("rb") as file:
            yield from file
    except OSError as error:
        raise BadInput(
            f"{source} cannot be read: {error.strerror}.", "Name a file of one JSON object a line."
        ) from None


def days(first: str, last: str, nation: str, *, json: bool) -> None:
    """The working days in (first, last], and the days that were passed over with why."""
    from complaintdesk.calendars import calendar
    from complaintdesk.desk.today import now
    from complaintdesk.engine.days import marked
    from complaintdesk.intake.dates import parse_day
    from complaintdesk.models.moments import london
    from complaintdesk.models.terms import NATIONS, some

    if nation not in NATIONS:
        raise BadInput(f"'{ascii(nation)[1:-1][:40]}' is no nation.", f"Allowed: {', '.join(NATIONS)}.")
    today = london(now()).date()
    start, end = parse_day(first, today), parse_day(last, today)
    if end < start:
        raise BadInput(f"{end.isoformat()} is before {start.isoformat()}.", "Give the earlier day first.")
    counts = calendar(nation)
    skipped = [
        {"date": day.isoformat(), "why": counts.why_closed(day)}
        for day in map(date.fromordinal, range(start.toordinal() + 1, end.toordinal() + 1))
        if not counts.is_working(day)
    ]
    number = counts.between(start, end)
    if json:
        found = {"from": start.isoformat(), "to": end.isoformat(), "nation": nation, "working_days": number}
        print(as_json({**found, "skipped": skipped}))
        return
    say(f"{some(number, 'working day')} after {marked(start, counts)} up to {marked(end, counts)}, {NATIONS[nation]}")
    for one in skipped:
        if one["why"] not in ("Saturday", "Sunday"):
            say(f"{one['date']}  {one['why']}")


def due(
    policy: str,
    events: Iterable[tuple[str, str]],
    *,
    at: str | None,
    feedback: str,
    nation: str | None,
    json: bool,
) -> None:
    """The clocks that these events start, each with its explanation strip.

    ``events`` are (kind, when) as typed; for ``extended`` the new date stands behind the moment after ``until``.
    """
    from complaintdesk import policies
    from complaintdesk.calendars import calendar
    from complaintdesk.desk.calculator import as_json as clocks_as_json
    from complaintdesk.desk.today import now
    from complaintdesk.engine.clocks import case_clocks
    from complaintdesk.engine.explain import explain
    from complaintdesk.engine.what_if import follows
    from complaintdesk.intake.dates import parse_moment
    from complaintdesk.models.terms import FEEDBACK_KINDS, NATIONS

    rules = policies.load(policy)
    if feedback not in FEEDBACK_KINDS:
        raise BadInput(
            f"'{ascii(feedback)[1:-1][:40]}' is no kind of feedback.", f"Allowed: {', '.join(FEEDBACK_KINDS)}."
        )
    if nation is not None and nation not in NATIONS:
        raise BadInput(f"'{ascii(nation)[1:-1][:40]}' is no nation.", f"Allowed: {', '.join(NATIONS)}.")
    days_of = calendar(nation or rules.nation or "england-and-wales")
    moment = parse_moment(at, now(), days_of) if at else now()
    history = [_event(kind, when, moment, days_of) for kind, when in events]
    _in_order(history, moment)
    found = case_clocks(rules, history, days_of, moment, feedback)
    if json:
        print(as_json({"policy": policy, "now": moment.isoformat(), **clocks_as_json(found)}))
        return
    if not found.clocks:
        say("No clock runs: nothing was received yet, or this kind of feedback has none under this policy.")
    for place, clock in enumerate(found.clocks):
        if place:
            say()
        so = follows(rules, history, days_of, clock, moment, feedback)
        for line in (*explain(rules, clock, days_of, so).lines, *so):
            say(line)


def _event(kind: str, when: str, now: datetime, calendar: Any) -> Any:
    from complaintdesk.intake.dates import parse_day, parse_moment
    from complaintdesk.models.events import Event
    from complaintdesk.models.terms import CLOCK_EVENTS, MOVE_A_DAY

    if kind not in CLOCK_EVENTS:
        raise BadInput(f"'{ascii(kind)[1:-1][:40]}' is no event.", f"Allowed: {', '.join(CLOCK_EVENTS)}.")
    made, _, until = when.partition(" until ")
    at = parse_moment(made, now, calendar)
    if kind not in MOVE_A_DAY:
        if until:
            raise BadInput(f"'{kind}' takes no 'until'.", "Only an extension has one.")
        return Event(kind, at)
    if not until:
        raise BadInput("An extension has no new date.", "Write it as --extended '18/4/2024 until 2/5/2024'.")
    until, _, reason = until.partition(" because ")
    body = {"until": parse_day(until, at.date(), calendar, ahead=True), "good_reason": bool(reason.strip())}
    return Event(kind, at, body)


def _in_order(history: list[Any], now: datetime) -> None:
    """Events a person names must make sense together: nothing before the receipt, no answer before it was asked."""
    from complaintdesk.engine.days import moment

    received = next((event for event in history if event.kind == "received"), None)
    if received is None:
        raise BadInput("No receipt is given.", "Give --received WHEN.")
    if received.at > now:
        raise BadInput(
            f"The receipt, {moment(received.at)}, is still to come.", "Give --now WHEN to look from a later day."
        )
    for event in history:
        if event.at < received.at:
            raise BadInput(
                f"'{event.kind}' at {moment(event.at)} is before the receipt at {moment(received.at)}.",
                "Check the two dates.",
            )
        if event.until is not None and event.until < event.at.date():
            raise BadInput(
                f"An extension until {event.until} made {moment(event.at)} lies in the past.", "Check its date."
            )
