"""From a case's events to the rows that lists are read from. Nothing here depends on what day it is."""

from collections.abc import Sequence

from complaintdesk.desk.landlords import Landlord
from complaintdesk.desk.looking import END_OF_TIME, Look, cited, look
from complaintdesk.desk.words import SENT
from complaintdesk.engine.clocks import Clock
from complaintdesk.engine.filtering import Facts
from complaintdesk.engine.marks import marked, unmarked
from complaintdesk.engine.owing import lasting
from complaintdesk.engine.records import RECORDS, line, value_of
from complaintdesk.errors import BadInput
from complaintdesk.models.case import Case
from complaintdesk.models.events import Event
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Policy
from complaintdesk.models.record import Record
from complaintdesk.models.terms import BOOK
from complaintdesk.store.rows import (
    NO_DAY,
    CaseFacts,
    ClockFacts,
    Derived,
    ElementFacts,
    LandlordRow,
    OwedFacts,
    RecordFacts,
    ordinal,
)


def derive(row: LandlordRow, case_id: int, ref: str, events: Sequence[Event]) -> Derived:
    """Everything written beside a case's events; raises BadInput where they hold no receipt."""
    seen = look(case_id, ref, _landlord(row), events, END_OF_TIME)
    if seen is None:
        raise BadInput(f"{ref} has no receipt.", "Say when the complaint was received.")
    case = seen.case
    return Derived(
        case=None if case.feedback == BOOK else _facts(seen),
        clocks=tuple(_clock(seen, clock) for clock in seen.clocks.clocks),
        elements=tuple(
            ElementFacts(one.number, one.text, one.findings[-1][0], one.findings[-1][1], one.overturned)
            if one.findings
            else ElementFacts(one.number, one.text, 0, "")
            for one in case.elements
        ),
        records=tuple(record_facts(one, seen.policy) for one in case.records),
        owed=_owed(seen),
    )


_LANDLORDS: dict[str, Landlord] = {}
"""Those derived for last: an import derives thousands of cases of a few."""


def _landlord(row: LandlordRow) -> Landlord:
    known = _LANDLORDS.get(row.key)
    if known is None or known.row != row:
        known = _LANDLORDS[row.key] = Landlord(row)
    return known


def _facts(seen: Look) -> CaseFacts:
    case, upcoming = seen.case, seen.upcoming
    return CaseFacts(
        policy=seen.policy.key,
        feedback=case.feedback,
        stage=case.stage,
        status="open" if is_open(case, seen.clocks.next) else "closed",
        resident=case.resident,
        address=case.address,
        subject=case.headline,
        owner=case.owner,
        area=case.area,
        theme=case.theme,
        next_clock=upcoming.name if upcoming else SENT if seen.answered else "",
        next_stage=upcoming.stage if upcoming else 0,
        next_due=ordinal(upcoming.due) if upcoming else NO_DAY,
        extended=is_extended(seen),
        provisional=bool(upcoming and upcoming.provisional),
        received_on=london(seen.course.stages[1].start.at).date().isoformat(),
        words=searchable(seen),
        channel=seen.case.channel,
        person=case.person or case.ref,
        escalated_on=_day_of(seen.course.stages[2].start) if 2 in seen.course.stages else NO_DAY,
        closed_on=_day_of(_ending(case)),
        closed_why=case.closed_why,
    )


def with_ombudsman(case: Case) -> bool:
    """Whether it was referred to the Ombudsman, and no decision has come."""
    return any(one.kind == "referral" and one.is_open for one in case.records)


def _day_of(event: Event | None) -> int:
    return ordinal(london(event.at).date() if event else None)


def _ending(case: Case) -> Event | None:
    """What closed it, while it is closed."""
    endings = [event for event in case.events if event.kind in ("closed", "withdrawn")]
    return endings[-1] if endings and case.status != "open" else None


def record_facts(one: Record, policy: Policy) -> RecordFacts:
    """A record as lists, registers and reports read it."""
    kind = RECORDS[one.kind]
    return RecordFacts(
        kind=one.kind,
        number=one.number,
        stage=one.stage,
        what="" if kind.sensitive else f"{kind.title} {one.number}: {line(one, policy)}",
        value=value_of(one),
        owner=str(one.said.get("owner") or ""),
        said_on=ordinal(one.day(kind.dated) or london(one.at).date()),
        due=ordinal(one.due_on),
        settled_on=ordinal(one.settled_on),
        pence=int(one.said.get("pence") or 0),
        amount=float(one.said.get("amount") or 0),
    )


def _owed(seen: Look) -> tuple[OwedFacts, ...]:
    """Everything owed on the file, whichever day it is looked at."""
    return tuple(
        OwedFacts(
            what=one.owed.what,
            clause=cited(seen, one.owed.clause),
            owner=one.owed.owner,
            landlord=seen.landlord.key,
            due=ordinal(one.owed.due),
            since=one.since.toordinal() if one.since else 0,
            until=ordinal(one.until),
            unless="|".join(one.owed.unless),
        )
        for one in lasting(seen.ground(""))
    )


def is_open(case: Case, upcoming: Clock | None) -> bool:
    """Whether the queue of open cases shows it: not closed, or an Ombudsman's request still runs on it."""
    return case.status == "open" or upcoming is not None


def is_extended(seen: Look) -> bool:
    """Whether an accepted extension moved the answer of the stage the case is at."""
    clock = next((one for one in seen.clocks.clocks if one.name == "respond" and one.stage == seen.course.stage), None)
    return clock is not None and clock.due != clock.base_due


def searchable(seen: Look) -> str:
    """What a case is found by, beside reference, resident, address and subject: what was written, then its marks."""
    case = seen.case
    notes = [str(event.body.get("text", "")) for event in case.events if event.kind == "noted"]
    people = (line(one, seen.policy) for one in case.records if one.kind in ("member", "representative"))
    said = (case.words, case.definition, case.wanted, case.representative, case.theme, case.area, *people)
    written = "\n".join([*filter(None, said), *(one.text for one in case.elements), *filter(None, notes)])
    return f"{unmarked(written)}\n{_marks(seen)}"


def _marks(seen: Look) -> str:
    """What the filter's fields find it by."""
    case = seen.case
    flags = {
        "adjustment": case.adjustments or any(one.kind == "adjustment" for one in case.records),
        "vulnerable": case.vulnerable or any(one.kind == "vulnerability" for one in case.records),
        "contact": case.contact_preference or any(one.kind == "preference" for one in case.records),
        "restriction": case.restriction or any(one.kind == "restriction" and one.is_open for one in case.records),
        "represented": case.representative or any(one.kind == "representative" for one in case.records),
        "extended": is_extended(seen),
    }
    fields = (("stage", str(case.stage)), ("kind", case.feedback), ("channel", case.channel))
    texts = (("area", case.area), ("theme", case.theme))
    marks = [marked(field, value) for field, value in (*fields, *texts) if value]
    return " ".join(filter(None, (*marks, *(marked("flag", flag) for flag, so in flags.items() if so))))


def facts_of(seen: Look) -> Facts:
    """What a filter looks at in the case, at whichever moment it is looked at."""
    case, upcoming = seen.case, seen.upcoming
    columns = (case.ref, case.resident, case.address, case.headline, searchable(seen))
    due = ordinal(upcoming.due) if upcoming else NO_DAY
    return Facts(case.ref, case.landlord, case.owner, due, columns)


def _clock(seen: Look, clock: Clock) -> ClockFacts:
    stage = seen.course.stages.get(clock.stage or 0)
    return ClockFacts(
        name=clock.name,
        stage=clock.stage or 0,
        party=clock.rule.party,
        started=ordinal(clock.started),
        day_zero=ordinal(clock.day_zero),
        target=ordinal(clock.target),
        base_due=ordinal(clock.base_due),
        due=ordinal(clock.due),
        provisional=clock.provisional,
        met_on=ordinal(clock.met_on),
        ended_on=ordinal(stage.ended_on if stage and clock.ended else None),
        backstop=ordinal(clock.backstop),
        clause=clock.rule.source.clause,
    )
