"""Why a date is what it is, told from the steps the clock itself was reckoned by.

Nothing is counted here. The counted days are the slice that :class:`Counted` kept (its last day is the due
date), the extensions carry what the clock decided about them; this module only names days and lays them out.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from textwrap import wrap

from complaintdesk.engine.clocks import Clock, Extension
from complaintdesk.engine.days import long, marked, medium, short
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.case_view import ExplainStep, Explanation
from complaintdesk.models.moments import london
from complaintdesk.models.policy import ClockRule, Policy
from complaintdesk.models.terms import CLOCK_WORDS

WIDTH = 78
_FROM = {
    "received": "receipt",
    "escalated": "the request for stage 2",
    "acknowledged": "the acknowledgement",
    "responded": "the answer",
    "evidence_requested": "the Ombudsman's request",
}
_HAPPENED = {
    "received": "received",
    "escalated": "asked for stage 2",
    "acknowledged": "acknowledged",
    "responded": "answered",
    "evidence_requested": "the Ombudsman asked for evidence",
}


def explain(policy: Policy, clock: Clock, calendar: Calendar, what_if: tuple[str, ...] = ()) -> Explanation:
    """The explanation strip of one clock: title, rule with clause, steps, and lines laid out for 78 columns."""
    steps = tuple(_steps(clock, calendar))
    title = clock_title(clock)
    due_words = f"due {marked(clock.due, calendar)}"
    if clock.rule.name == "refer":
        due_words = f"opens {marked(clock.due, calendar)}"
    clause = f"{policy.cited_as} {clock.rule.source.clause}"
    if clock.rule.source.certainty:
        clause += f" ({clock.rule.source.certainty})"
    rule = f"{clause}: {_rule_words(policy, clock)}"
    head = f"{title:<{max(1, WIDTH - 1 - len(due_words))}} {due_words}"
    reading = clock.rule.source.reading
    lines = [head, *wrap(rule, WIDTH), *(wrap(f"Read as: {reading}", WIDTH) if reading else ()), *_strip(steps)]
    return Explanation(title, due_words, rule, clause, steps, tuple(lines), what_if)


def clock_title(clock: Clock) -> str:
    """'Acknowledge, stage 1', with what a person must know about it: provisional, extended, how it ended."""
    title = CLOCK_WORDS[clock.name]
    if clock.stage:
        title += f", stage {clock.stage}"
    if clock.provisional:
        title += " (provisional)"
    return title


def period_words(rule: ClockRule) -> str:
    """'5 working days from receipt'."""
    if rule.length.count == 0:
        return f"on the very day of {_FROM[rule.runs_from]}"
    return f"{rule.length} from {_FROM[rule.runs_from]}"


def _rule_words(policy: Policy, clock: Clock) -> str:
    rule = clock.rule
    words = period_words(rule) + (", that day not counted" if rule.length.count else "")
    if rule.target is not None:
        words += f"; own target {rule.target}"
        if rule.target_source is not None:
            words += f" ({rule.target_source.clause})"
    if policy.out_of_hours is not None and rule.runs_from in policy.out_of_hours.events:
        words += f"; out of hours counts as the next working day ({policy.out_of_hours.source.clause})"
    return words + "."


def _steps(clock: Clock, calendar: Calendar) -> Iterator[ExplainStep]:
    zero = clock.day_zero
    if clock.start is not None:
        at = london(clock.start.at)
        why = ""
        if at.date() != zero:
            closed = calendar.why_closed(at.date())
            why = f", {closed}, no working day" if closed else f", after {calendar.closes:%H:%M}"
        yield ExplainStep("event", at.date(), f"{at:%H:%M}  {_HAPPENED[clock.rule.runs_from]}{why}")
        yield from (ExplainStep("closed", day, calendar.why_closed(day)) for day in _closed(at.date(), zero, calendar))
    elif clock.provisional_from is not None:
        words = "no acknowledgement yet" if clock.met_on is None else "answered without an acknowledgement"
        yield ExplainStep("note", None, f"{words}: counted from its own due date, {long(zero)}")
    yield ExplainStep("day_zero", zero, "day 0")
    yield from _counted(clock, calendar)
    for extension in clock.extensions:
        yield from _extension(extension, clock, calendar)
    if clock.due != clock.base_due:
        yield ExplainStep("due", clock.due, "due, extended")
    if clock.backstop is not None:
        yield ExplainStep(
            "note", None, f"{long(clock.backstop)} was the last day had the acknowledgement been sent in time"
        )


def _counted(clock: Clock, calendar: Calendar) -> Iterator[ExplainStep]:
    """The days the engine counted, each with its number, and the closed days it passed over."""
    days, last = clock.counted.days, "due" if clock.due == clock.base_due else "due before the extension"
    if clock.rule.name == "refer":
        last = "opens"
    if days is None:
        yield ExplainStep("due", clock.base_due, f"{clock.counted.length} on: {last}")
        return
    before = clock.day_zero
    for number, ordinal in enumerate(days, 1):
        day = date.fromordinal(ordinal)
        yield from (ExplainStep("closed", gap, calendar.why_closed(gap)) for gap in _closed(before, day, calendar))
        ends = number == len(days)
        words = f"{number}  {last}" if ends else f"{number}"
        if day == clock.target:
            words += "  target"
        yield ExplainStep("due" if ends else "target" if day == clock.target else "counted", day, words)
        before = day
    if not days:
        yield ExplainStep("due", clock.base_due, last)


def _closed(after: date, before: date, calendar: Calendar) -> Iterable[date]:
    """The closed days strictly between two days."""
    between = (after + timedelta(days=n) for n in range(1, (before - after).days))
    return (day for day in between if not calendar.is_working(day))


def _extension(extension: Extension, clock: Clock, calendar: Calendar) -> Iterator[ExplainStep]:
    made, until = london(extension.event.at).date(), extension.event.until
    asked = f"extended to {marked(until, calendar)}" if until else "extended"
    if not extension.accepted:
        late = made > extension.due_then
        before = "there was no answer yet" if clock.rule.party == "customer" else "the answer was already given"
        why = f"too late, due was {medium(extension.due_then)}" if late else before
        yield ExplainStep("note", made, f"{asked}: not counted, {why}")
        return
    yield ExplainStep("extension", made, asked)
    if extension.limited and extension.counts_to is not None:
        yield ExplainStep(
            "note", None, f"counts up to {long(extension.counts_to)}: the limit from {long(clock.base_due)}"
        )
    elif extension.counts_to is not None and extension.counts_to < clock.due:
        yield ExplainStep("note", None, f"does not move the date: {medium(clock.due)} is later")


def _strip(steps: Iterable[ExplainStep]) -> Iterator[str]:
    """The steps laid out: events and notes on lines of their own, days side by side, a month named when it starts."""
    row, month = "", 0
    for step in steps:
        if step.kind in ("event", "note", "extension"):
            if row:
                yield row
            row = ""
            day = f"{medium(step.day)} " if step.day else ""
            yield from wrap(f"{day}{step.label}", WIDTH, initial_indent="  ", subsequent_indent="    ")
            continue
        if step.day is None:
            continue
        name = short(step.day) if step.day.month == month else medium(step.day)
        month = step.day.month
        plain = step.kind == "closed" and step.label in ("Saturday", "Sunday")
        cell = name if plain else f"{name}  {step.label}"
        if row and len(row) + 3 + len(cell) > WIDTH:
            yield row
            row = ""
        row = f"{row}   {cell}" if row else f"  {cell}"
    if row:
        yield row
