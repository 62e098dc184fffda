"""A case as people see it: header, clocks, parts, remedies, what is owed next."""

from dataclasses import replace
from datetime import date, datetime

from complaintdesk.desk.deriving import is_extended, with_ombudsman
from complaintdesk.desk.looking import Look, owed_on
from complaintdesk.desk.people import SENSITIVE, alerts, may_read
from complaintdesk.desk.staffing import STAFF, member
from complaintdesk.desk.telling import label, timeline, titled
from complaintdesk.desk.words import chip, done_word, money
from complaintdesk.engine.clocks import Clock
from complaintdesk.engine.days import long, moment
from complaintdesk.engine.explain import clock_title
from complaintdesk.engine.fields import FIELDS, kind_within, word
from complaintdesk.engine.kinds import a_kind
from complaintdesk.engine.of_people import whereabouts
from complaintdesk.engine.owing import Owed
from complaintdesk.engine.records import RECORDS, beyond, is_gone, line, open_words
from complaintdesk.models.case import Case, Element
from complaintdesk.models.case_view import CaseView, ClockView, ElementView, RecordView, RemedyView
from complaintdesk.models.lists import Chip
from complaintdesk.models.moments import london
from complaintdesk.models.record import Record
from complaintdesk.models.terms import FINDINGS


def case_view(seen: Look, *, as_at: datetime | None = None, who: str = "") -> CaseView:
    """Everything the case screen shows ``who``."""
    case, reads = seen.case, may_read(seen, who)
    return CaseView(
        case_id=seen.case_id,
        ref=case.ref,
        seq=seen.seq,
        landlord=seen.landlord.key,
        landlord_name=seen.landlord.name,
        policy_title=f"{seen.policy.landlord}: {seen.policy.title}",
        feedback=case.feedback,
        stage=case.stage,
        status=case.status,
        extended=is_extended(seen),
        resident=case.resident,
        address=case.address,
        contact=case.contact,
        representative=case.representative,
        subject=case.subject,
        words=case.words,
        wanted=case.wanted,
        definition=case.definition,
        channel=case.channel,
        taken_by=case.taken_by,
        area=case.area,
        theme=case.theme,
        owner=case.owner,
        alerts=alerts(seen),
        chip=case_chip(seen),
        clocks=tuple(clock_view(seen, clock) for clock in seen.clocks.clocks),
        elements=tuple(_element(one) for one in case.elements),
        remedies=tuple(
            RemedyView(
                *(one.what, word("remedies", one.kind, seen.policy), one.due_on, money(one.pence), one.why, one.owner),
                *(one.done_on, one.part),
            )
            for one in case.remedies
        ),
        awards=awards(case),
        lessons=case.lessons,
        timeline=timeline(seen, reads=reads),
        reminders=owed(seen),
        as_at=moment(as_at) if as_at else "",
        records=records(seen, reads=reads),
        facts=particulars(seen),
        areas_affected=case.areas_affected,
        kind_words=kind_within(case.feedback, seen.policy),
        closed_why=word("why", case.closed_why, seen.policy),
    )


def particulars(seen: Look) -> tuple[tuple[str, str], ...]:
    """What else was said when it came in, as label and words."""
    case, start = seen.case, seen.course.stages[1].start
    logged = start.recorded_at or start.at
    told = (("Told", moment(start.at)), ("Logged", f"{moment(logged)} by {start.who}"))
    said = (
        (FIELDS[name].label, word(name, words, seen.policy))
        for name in ("enquirer", "complainant", "concerns", "trigger")
        if (words := getattr(case, name))
    )
    known = (("Known to them", long(date.fromisoformat(case.known_on))),) if case.known_on else ()
    why = (("Kind judged", start.body["kind_why"]),) if start.body.get("kind_why") else ()
    return (*(told if london(start.at).date() != london(logged).date() else ()), *said, *known, *why)


def records(seen: Look, *, reads: bool = False) -> tuple[RecordView, ...]:
    """The file's records in words, and those of the person's other cases that go with them."""
    own = (record_view(seen, one, reads=reads) for one in seen.case.records)
    others = (
        record_view(seen, one, case.ref, reads=reads)
        for case in seen.kin
        for one in case.records
        if RECORDS[one.kind].of_person
    )
    return (*own, *others)


def record_view(seen: Look, one: Record, ref: str = "", *, reads: bool = False) -> RecordView:
    """One record, for showing; what is sensitive shows its words only to whoever asked for them.

    What is late is counted in the landlord's working days.
    """
    kind, today = RECORDS[one.kind], london(seen.now).date()
    told = replace(one, said=titled(one.said, seen)) if one.has("roles") else one
    person = member(one) if one.kind == STAFF else None
    is_open = one.is_open and not is_gone(one, seen.case, seen.kin)
    late = one.is_open and one.due_on is not None and one.due_on < today
    state = ""
    if person is not None:
        state = whereabouts(person, today)
    elif kind.open and is_open:
        state = open_words(one, seen.policy) + (f" by {long(one.due_on)}" if one.due_on else "")
        if late and one.due_on is not None:
            days = -seen.calendar.days_left(one.due_on, today)
            state += f", {days} working {'day' if days == 1 else 'days'} late"
    elif kind.open and one.settled is not None:
        state = f"settled {long(one.settled_on or seen.now.date())}"
    elif one.is_open and not is_open:
        state = f"taken up as {a_kind(kind.gone_with)}"
    return RecordView(
        key=one.key,
        kind=one.kind,
        title=f"{kind.title} {one.number}",
        group=kind.group,
        line=line(told, seen.policy) if reads or not kind.sensitive else SENSITIVE,
        state=state,
        is_open=is_open if person is None else person.works_on(today),
        is_late=late,
        at=london(one.at).date(),
        who=one.who,
        ref=ref,
        more=tuple((label(name), words) for name, words in beyond(one, seen.policy)),
    )


def case_chip(seen: Look) -> Chip:
    """The chip of the case's next clock, or what was last done where none runs."""
    upcoming = seen.upcoming
    today = london(seen.now).date()
    if upcoming is not None:
        return chip(upcoming.due, upcoming.name, today, seen.calendar)
    if with_ombudsman(seen.case):
        return chip(None, "", today, seen.calendar, done="REFERRED")
    return chip(None, "", today, seen.calendar, done=done_word(seen.case.status, seen.answered))


def clock_view(seen: Look, clock: Clock) -> ClockView:
    """One clock, for showing."""
    running = clock.state in ("running", "breached") and not clock.ended
    today = london(seen.now).date()
    return ClockView(
        name=clock.name,
        words=clock_title(clock),
        stage=clock.stage,
        party=clock.rule.party,
        day_zero=clock.day_zero,
        due=clock.due,
        target=clock.target,
        base_due=clock.base_due,
        provisional=clock.provisional,
        state=clock.state,
        met_on=clock.met_on,
        days_left=clock.days_left,
        clause=f"{seen.policy.cited_as} {clock.rule.source.clause}",
        unconfirmed=not seen.calendar.is_confirmed(clock.due),
        is_next=clock is seen.clocks.next,
        chip=chip(clock.due, clock.name, today, seen.calendar)
        if running
        else Chip("done", clock.state.upper(), long(clock.met_on) if clock.met_on else ""),
        backstop=clock.backstop,
    )


def awards(case: Case) -> tuple[str, ...]:
    """What was awarded: at stage 1, more at stage 2, and in all. The Ombudsman's own awards stand apart."""
    first, second = (sum(one.pence for one in case.remedies if one.stage == stage) for stage in (1, 2))
    said = [f"Stage 1: {money(first)}"] if first else []
    said += [f"Stage 2: {f'increase of {money(second)}' if first else money(second)}"] if second else []
    said += [f"In all: {money(first + second)}"] if first and second else []
    ordered = sum(int(one.said.get("pence") or 0) for one in case.records if one.kind == "order")
    return (*said, *([f"By the Ombudsman: {money(ordered)}"] if ordered else []))


def _element(element: Element) -> ElementView:
    found = (
        f"Stage {stage}: {FINDINGS.get(finding, finding)}. {reason}".strip()
        for stage, finding, reason in element.findings
    )
    overturned = {"overturned": "Stage 1 decision overturned", "upheld": "Stage 1 decision stands"}
    said = (overturned[element.overturned],) if element.overturned in overturned else ()
    state = "not taken on" if element.excluded else "" if element.reviewed else "not taken to stage 2"
    return ElementView(element.number, element.text, (*found, *said), state)


def owed(seen: Look) -> tuple[str, ...]:
    """What is owed on the case, soonest first, each with its clause."""
    return tuple(owed_line(seen, one) for one in owed_on(seen))


def owed_line(seen: Look, one: Owed) -> str:
    """One thing owed in words: by when, how late, on what clause."""
    said, today = one.what, london(seen.now).date()
    if one.due is not None:
        # 'Acknowledge, stage 1: due Thu 19 Mar'; 'Action 1, Mend the gutter: to be done, due Thu 19 Mar'
        said = f"{said.rstrip('.')}{', ' if ': ' in said else ': '}due {long(one.due)}"
        if one.due < today:
            days = -seen.calendar.days_left(one.due, today)
            said += f", {days} working {'day' if days == 1 else 'days'} late"
    return f"{said} ({one.clause})" if one.clause else said
