"""A second calculator, written from the deadlines page alone: slow, plain, and sharing no line with the engine.

It walks the calendar day by day, asks the `holidays` library about every one of them, and writes the page's clock
table out as a table. The tests hold the engine against it. Quoted words in the comments are the page's.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
BANK_HOLIDAYS = {nation: holidays.country_holidays("GB", subdiv=code) for nation, code in SUBDIVISIONS.items()}
OFFICE_HOURS = ["09:00", "17:00"]

# "| policy | clock | stage | from | length |": one line for each stage, in the page's order.
CLOCK_TABLE = [
    # policy, clock, stage, from, how many, unit
    ("code-2024", "acknowledge", 1, "received", 5, "working days"),
    ("code-2024", "acknowledge", 2, "escalated", 5, "working days"),
    ("code-2024", "respond", 1, "acknowledged", 10, "working days"),
    ("code-2024", "respond", 2, "acknowledged", 20, "working days"),
    ("salix", "acknowledge", 1, "received", 5, "working days"),
    ("salix", "acknowledge", 2, "escalated", 5, "working days"),
    ("salix", "respond", 1, "acknowledged", 10, "working days"),
    ("salix", "respond", 2, "acknowledged", 20, "working days"),
    ("salix", "escalate", 1, "responded", 10, "working days"),
    ("slh", "acknowledge", 1, "received", 2, "working days"),
    ("slh", "acknowledge", 2, "escalated", 2, "working days"),
    ("slh", "respond", 1, "received", 10, "working days"),
    ("slh", "respond", 2, "escalated", 20, "working days"),
    ("slh", "escalate", 1, "responded", 10, "working days"),
    ("slh", "refer", 2, "responded", 8, "weeks"),
    ("his", "acknowledge", 1, "received", 5, "working days"),
    ("his", "acknowledge", 2, "escalated", 5, "working days"),
    ("his", "respond", 1, "acknowledged", 10, "working days"),
    ("his", "respond", 2, "acknowledged", 20, "working days"),
    ("calico", "acknowledge", 1, "received", 5, "working days"),
    ("calico", "acknowledge", 2, "escalated", 5, "working days"),
    ("calico", "respond", 1, "acknowledged", 10, "working days"),
    ("calico", "respond", 2, "acknowledged", 20, "working days"),
    ("calico", "escalate", 1, "responded", 30, "working days"),
    ("saha", "contact", 1, "received", 1, "working days"),
    ("saha", "contact", 2, "escalated", 2, "working days"),
    ("saha", "acknowledge", 1, "received", 5, "working days"),
    ("saha", "acknowledge", 2, "escalated", 5, "working days"),
    ("saha", "respond", 1, "received", 10, "working days"),
    ("saha", "respond", 2, "escalated", 20, "working days"),
    ("saha", "mediation", 1, "received", 1, "working days"),
    ("saha", "advocate", 1, "received", 1, "working days"),
    ("saha", "refer", 2, "responded", 8, "weeks"),
]

# "Other kinds of feedback, under the policy that knows them"; under any other policy they run no clock.
OTHER_FEEDBACK_TABLE = [
    # feedback, policy, clock, from, how many, unit
    ("mp_enquiry", "slh", "acknowledge", "received", 2, "working days"),
    ("mp_enquiry", "slh", "respond", "received", 10, "working days"),
    ("survey", "his", "contact", "received", 10, "working days"),
    ("staff_complaint", "his", "acknowledge", "received", 5, "working days"),
    ("staff_complaint", "his", "respond", "received", 10, "working days"),
    ("concern", "calico", "action", "received", 0, "day zero itself"),
]

POLICIES = ("code-2024", "salix", "slh", "his", "calico", "saha")
FEEDBACK_KINDS = (
    *("complaint", "mp_enquiry", "survey", "staff_complaint", "concern", "service_request", "informal_complaint"),
    *("enquiry", "board_complaint", "compliment", "comment", "suggestion"),
)
EVIDENCE_DAYS = 15
EXTENSION_LIMIT = {1: 10, 2: 20}  # every policy states these or is silent, and then they are the Code's
TARGET_DAYS = {("his", 1): 2}  # "`target` is the 2-day date ... stage 2 has no target"
OUT_OF_HOURS_POLICIES = ("salix",)
OUT_OF_HOURS_EVENTS = ("received", "escalated")  # "only for what comes in from the customer"

MET_BY = {
    "contact": ("contacted",),  # "`contact` is met by `contacted` alone"
    "mediation": ("mediation_offered",),
    "advocate": ("advocate_clarified",),
    "acknowledge": ("acknowledged", "responded"),  # rule 2: a response also acknowledges
    "respond": ("responded",),
    "action": ("actioned",),
}
LANDLORD_ORDER = ["contact", "mediation", "advocate", "acknowledge", "respond", "evidence", "action"]  # rule 7
CUSTOMER_ORDER = ["escalate", "refer"]
OUTPUT_ORDER = LANDLORD_ORDER + CUSTOMER_ORDER


# --- Dates -----------------------------------------------------------------------------------------------------------


def instant(text: str, bare_time: time) -> datetime:
    """The moment that the text means, in London.

    "An `at` without an offset is London time"; the earlier of two in autumn and GMT in spring's gap are both what
    fold 0 gives; a bare date is at the given time.
    """
    if len(text) == len("2024-03-28"):
        moment = datetime.combine(date.fromisoformat(text), bare_time)
    else:
        moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON, fold=0)
    return moment.astimezone(ZoneInfo("UTC"))


def local_date(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


@dataclass
class Calendar:
    nation: str
    closures: set[date]
    closing: time

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in BANK_HOLIDAYS[self.nation] and day not in self.closures

    def working_days_after(self, day: date, count: int) -> date:
        """Day "n": "the n-th working day strictly after it"."""
        while count:
            day += ONE_DAY
            if self.is_working_day(day):
                count -= 1
        return day

    def after(self, day: date, count: int, unit: str) -> date:
        if unit == "working days":
            return self.working_days_after(day, count)
        if unit == "weeks":
            return day + timedelta(days=7 * count)
        return day  # "due on day zero itself"

    def days_left(self, today: date, due: date) -> int:
        """Up to the due date "the working days in (today, due]. After it: minus the working days in (due, today]"."""
        earlier, later, sign = (today, due, 1) if due >= today else (due, today, -1)
        count = 0
        while earlier < later:
            earlier += ONE_DAY
            count += self.is_working_day(earlier)
        return sign * count

    def day_zero(self, policy: str, event: "Event") -> date:
        """The "local date of the starting event", unless the out-of-hours rule moves it."""
        local = event.moment.astimezone(LONDON)
        day = local.date()
        if policy not in OUT_OF_HOURS_POLICIES or event.kind not in OUT_OF_HOURS_EVENTS:
            return day
        if self.is_working_day(day) and local.time() < self.closing:
            return day
        return self.working_days_after(day, 1)


# --- Events ----------------------------------------------------------------------------------------------------------


@dataclass
class Event:
    kind: str
    moment: datetime
    until: date | None = None
    good_reason: bool = False

    @property
    def day(self) -> date:
        return local_date(self.moment)


@dataclass
class Stage:
    """The events that count in one stage, and when its landlord clocks ended."""

    number: int
    events: list[Event] = field(default_factory=list)
    ended_on: date | None = None


@dataclass
class Case:
    stages: list[Stage]
    evidence_events: list[Event]


def read_events(row: dict[str, Any], now: datetime) -> list[Event]:
    events = []
    for written in row["history"]:
        text = written["at"] if "at" in written else written["on"]
        until = date.fromisoformat(written["until"]) if written["event"] == "extended" else None
        moment = instant(text, time(12))
        events.append(Event(written["event"], moment, until, bool(written.get("good_reason", False))))
    assert any(event.kind == "received" for event in events), "a history with no `received` at all is bad input"
    # "In order of instant; events at the same instant in the order they were written": sorted() keeps that order.
    in_order = sorted(events, key=lambda event: event.moment)
    # "An event later than `now` has not happened yet."
    happened = [event for event in in_order if event.moment <= now]
    # "What comes before the first `received` is ignored."
    while happened and happened[0].kind != "received":
        happened.pop(0)
    return happened


def tell_the_story(happened: list[Event], is_complaint: bool) -> Case:
    """Rule 5 and the paragraph on stages: which events count, in which stage, and when the clocks of each ended."""
    stages = [Stage(1, [happened[0]])]
    evidence_events = []
    closed: Event | None = None
    refused: Event | None = None
    for event in happened[1:]:
        if event.kind in ("evidence_requested", "evidence_sent"):
            # "Belong to no stage, and neither closing nor escalation touches them."
            evidence_events.append(event)
        elif event.kind == "received":
            pass  # "a second `received` ... is ignored"
        elif event.kind == "escalated":
            # "Only complaints have a stage 2", "a second ... `escalated` is ignored", an ignored one "undoes nothing".
            if is_complaint and len(stages) == 1:
                closed = None  # "`reopened` and `escalated` undo a closing as if it had never been"
                stages[0].ended_on = event.day  # "`escalated` [ends] those of stage 1"
                stages.append(Stage(2, [event]))
        elif event.kind == "reopened":
            closed = None
        elif closed is not None:
            pass  # "While a case is closed only [these] count; whatever else happens then is ignored, now and later"
        elif event.kind in ("closed", "withdrawn"):
            closed = event
        elif event.kind == "escalation_refused":
            if len(stages) == 2 and refused is None:  # "ignored before stage 2"
                refused = event
                stages[1].ended_on = event.day
        elif refused is None:
            # After a refusal "nothing more meets, moves or starts a stage 2 clock"; no stage follows that one.
            stages[-1].events.append(event)
    for stage in stages:
        if closed is not None and stage.ended_on is None:
            # The endings met above came first, for while the case was closed they would have been ignored or have
            # undone it: "the first ending that stands is the one that counts".
            stage.ended_on = closed.day
    return Case(stages, evidence_events)


# --- Clocks ----------------------------------------------------------------------------------------------------------


@dataclass
class Clock:
    clock: str
    stage: int | None
    started: date | None
    day_zero: date
    base_due: date
    due: date
    target: date | None = None
    provisional: bool = False
    met_on: date | None = None
    ended_on: date | None = None

    @property
    def party(self) -> str:
        return "customer" if self.clock in CUSTOMER_ORDER else "landlord"

    def state(self, today: date) -> str:
        """Rule 6, and rule 5 for a clock that was ended before it was met."""
        if self.clock == "refer":
            return "open" if today >= self.due else "running"
        if self.met_on is not None:
            return "met" if self.met_on <= self.due else "late"
        if self.party == "customer":
            return "running" if today <= self.due else "lapsed"
        if self.ended_on is not None:
            return "breached" if self.due < self.ended_on else "void"
        return "running" if today <= self.due else "breached"

    def still_counts(self, today: date) -> bool:
        return self.state(today) in ("running", "breached") and self.ended_on is None


def find_first(events: list[Event], kinds: tuple[str, ...]) -> Event | None:
    """The "first event of its kind in its stage is the one that meets a clock"."""
    for event in events:
        if event.kind in kinds:
            return event
    return None


def extended_due(base_due: date, accepted: list[Event], stage: int, calendar: Calendar) -> date:
    """Rule 4: "the latest of `base_due` and each accepted extension's `until`", that one up to the limit or not."""
    limit = calendar.working_days_after(base_due, EXTENSION_LIMIT[stage])
    due = base_due
    for extension in accepted:
        until = extension.until if extension.good_reason else min(extension.until, limit)
        due = max(due, until)
    return due


def respond_clock(
    policy: str, stage: Stage, start: str, count: int, acknowledge_due: date, calendar: Calendar
) -> Clock:
    """The respond clock, by living through its stage one event after another (rules 1 to 4)."""
    opening = stage.events[0]
    if start == "acknowledged":
        # Rule 1: "it counts from the acknowledge clock's due date, which is its day zero".
        started, day_zero, provisional = None, acknowledge_due, True
    else:
        started, day_zero, provisional = opening.day, calendar.day_zero(policy, opening), False
    base_due = calendar.working_days_after(day_zero, count)
    accepted: list[Event] = []
    met_on = None
    for event in stage.events[1:]:
        if met_on is not None:
            break  # "the response has ... been given": no extension and no acknowledgement after it counts
        if event.kind == "acknowledged" and provisional:
            # Rule 3: "the respond clock still runs from the day it was sent", late or not.
            started, day_zero, provisional = event.day, event.day, False
            base_due = calendar.working_days_after(day_zero, count)
        elif event.kind == "extended":
            # Rule 4: "not later than the due date as known at that moment".
            if event.day <= extended_due(base_due, accepted, stage.number, calendar):
                accepted.append(event)
        elif event.kind == "responded":
            # Rule 2: without an acknowledgement the clock "stays `provisional`".
            met_on = event.day
    due = extended_due(base_due, accepted, stage.number, calendar)
    return Clock("respond", stage.number, started, day_zero, base_due, due, None, provisional, met_on, stage.ended_on)


def clocks_of_stage(policy: str, feedback: str, case: Case, stage: Stage, calendar: Calendar) -> list[Clock]:
    if feedback == "complaint":
        lines = [line[1:] for line in CLOCK_TABLE if line[0] == policy and line[2] == stage.number]
    else:
        lines = [
            (clock, 1, start, count, unit)
            for kind, knowing, clock, start, count, unit in OTHER_FEEDBACK_TABLE
            if kind == feedback and knowing == policy
        ]
    opening = stage.events[0]
    opening_zero = calendar.day_zero(policy, opening)
    acknowledge_due = opening_zero  # replaced below; no line runs from an acknowledgement that has no clock
    clocks = []
    for clock, number, start, count, unit in lines:
        if clock == "acknowledge":
            acknowledge_due = calendar.after(opening_zero, count, unit)
        if clock == "respond":
            clocks.append(respond_clock(policy, stage, start, count, acknowledge_due, calendar))
        elif clock in CUSTOMER_ORDER:
            response = find_first(stage.events, ("responded",))
            if response is None:
                continue
            due = calendar.after(response.day, count, unit)
            made = Clock(clock, number, response.day, response.day, due, due)
            if clock == "escalate" and len(case.stages) == 2:
                made.met_on = case.stages[1].events[0].day
            clocks.append(made)  # "Customer clocks go on through all of this": they are never ended
        else:
            due = calendar.after(opening_zero, count, unit)
            made = Clock(clock, number, opening.day, opening_zero, due, due, ended_on=stage.ended_on)
            if clock == "acknowledge" and (policy, number) in TARGET_DAYS:
                made.target = calendar.working_days_after(opening_zero, TARGET_DAYS[policy, number])
            meeting = find_first(stage.events[1:], MET_BY[clock])
            if meeting is not None:
                made.met_on = meeting.day
            clocks.append(made)
    return clocks


def evidence_clocks(case: Case, calendar: Calendar) -> list[Clock]:
    """A request "starts an evidence clock unless one is still unmet; the next `evidence_sent` meets it"."""
    clocks: list[Clock] = []
    for event in case.evidence_events:
        unmet = bool(clocks) and clocks[-1].met_on is None
        if event.kind == "evidence_requested" and not unmet:
            due = calendar.working_days_after(event.day, EVIDENCE_DAYS)
            clocks.append(Clock("evidence", None, event.day, event.day, due, due))
        if event.kind == "evidence_sent" and unmet:
            clocks[-1].met_on = event.day
    return clocks


# --- The answer ------------------------------------------------------------------------------------------------------


def stage_rank(stage: int | None) -> int:
    return 3 if stage is None else stage  # "those without a stage last"


def band_of(next_clock: Clock | None, today: date, calendar: Calendar) -> str:
    """Rule 8."""
    if next_clock is None:
        return "done"
    if next_clock.due < today:
        return "breached"
    left = calendar.days_left(today, next_clock.due)
    if left == 0:
        return "today"
    if left <= 2:
        return "soon"
    if left <= 5:
        return "watch"
    return "clear"


def written_out(clock: Clock, today: date, calendar: Calendar) -> dict[str, Any]:
    def iso(day: date | None) -> str | None:
        return None if day is None else day.isoformat()

    return {
        "clock": clock.clock,
        "stage": clock.stage,
        "party": clock.party,
        "started": iso(clock.started),
        "day_zero": iso(clock.day_zero),
        "target": iso(clock.target),
        "base_due": iso(clock.base_due),
        "due": iso(clock.due),
        "provisional": clock.provisional,
        "state": clock.state(today),
        "met_on": iso(clock.met_on),
        # "`days_left` is null unless running or breached and not ended"
        "days_left": calendar.days_left(today, clock.due) if clock.still_counts(today) else None,
    }


def reference_answer(row: dict[str, Any]) -> dict[str, Any]:
    """What the calculator should say to a good row, but for the clauses."""
    policy, feedback = row["policy"], row.get("feedback", "complaint")
    assert policy in POLICIES and feedback in FEEDBACK_KINDS, "the reference answers good rows only"
    closures = {date.fromisoformat(day) for day in row.get("closures", [])}
    closing = time.fromisoformat(row.get("hours", OFFICE_HOURS)[1])
    calendar = Calendar(row.get("nation", "england-and-wales"), closures, closing)
    now = instant(row["now"], time(23, 59, 59))  # "a bare-date `now` the last second of that day"
    today = local_date(now)

    happened = read_events(row, now)
    clocks: list[Clock] = []
    stage = 1
    if happened:  # "With `received` still to come there are no clocks, the stage is 1 and the band `done`."
        case = tell_the_story(happened, feedback == "complaint")
        stage = len(case.stages)
        for each in case.stages:
            clocks += clocks_of_stage(policy, feedback, case, each, calendar)
        if feedback == "complaint":
            clocks += evidence_clocks(case, calendar)
    # sorted() keeps several evidence clocks in the order they began
    clocks = sorted(clocks, key=lambda clock: (stage_rank(clock.stage), OUTPUT_ORDER.index(clock.clock)))

    # Rule 7
    waiting = [clock for clock in clocks if clock.party == "landlord" and clock.still_counts(today)]
    waiting.sort(key=lambda clock: (clock.due, LANDLORD_ORDER.index(clock.clock), stage_rank(clock.stage)))
    next_clock = waiting[0] if waiting else None

    return {
        "policy": row["policy"],
        "now": row["now"],
        "stage": stage,
        "band": band_of(next_clock, today, calendar),
        "next": None
        if next_clock is None
        else {"clock": next_clock.clock, "stage": next_clock.stage, "due": next_clock.due.isoformat()},
        "clocks": [written_out(clock, today, calendar) for clock in clocks],
    }
