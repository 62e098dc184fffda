"""How long a closed case and the documents on its file are kept: the policy's rules, and what stands against disposal.

Nothing is disposed of by itself: the rules say what is due and why, somebody decides. Where no rule fits, nothing is.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from complaintdesk.engine.clocks import CaseClocks, Clock
from complaintdesk.engine.days import long
from complaintdesk.engine.ground import Ground
from complaintdesk.engine.records import title
from complaintdesk.engine.working_days import length_after
from complaintdesk.models.case import Case
from complaintdesk.models.events import DISPOSED
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Length, Policy, Retention, Source
from complaintdesk.models.record import Record
from complaintdesk.models.retention import Kept
from complaintdesk.models.terms import CLOCK_WORDS, FEEDBACK_KINDS, KEPT_FROM

LONGER: Final = "longer"
"""The kind of hold that keeps a case longer on somebody's authority; every other one stops its disposal."""
DESTROYED: Final = "destroyed"
OPEN_STOPS: Final = {
    "hold": "a hold is in force",
    "referral": "the Ombudsman has it",
    "ombudsman_request": "the Ombudsman asks for evidence",
    "order": "an order of the Ombudsman is to be carried out",
    "remedy": "a remedy is still to be done",
    "action": "an action is still to be done",
    "survey": "the survey is still to be sent",
    "restriction": "a restriction on contact rests on it",
    "subject_request": "somebody asks for their own data",
}
"""Kinds of open record that stop a disposal, and why."""
_TENANTS: Final = ("tenant",)
_KEPT_NOTHING: Final = "No rule of the policy fits it: the landlord decides. Nothing is disposed of by itself."


class Tenancy(NamedTuple):
    """How the person's tenancy stands on a day: ``live``, ``ended`` or ``none`` (no tenancy is known)."""

    state: str
    ended_on: date | None = None
    transferred_on: date | None = None


def own_rule(years: int) -> Retention:
    """The landlord's own setting as a rule: it stands behind those of the policy."""
    source = Source("the landlord's own setting")
    length = Length(years, "years")
    return Retention("own", "Its own setting", source, FEEDBACK_KINDS, runs_from="last_act", length=length)


def tenancy(case: Case, kin: Iterable[Case], today: date) -> Tenancy:
    """The tenancy as it was last noted on any case of the person; a tenant of whom no end is noted has a live one."""
    noted = [one for each in (case, *kin) for one in each.records if one.kind == "tenancy"]
    noted.sort(key=lambda one: (one.at, one.number))
    moved = next((one.day("transferred_on") for one in reversed(noted) if one.day("transferred_on")), None)
    if noted:
        ended = noted[-1].day("tenancy_ended_on")
        return Tenancy("ended" if ended is not None and ended <= today else "live", ended, moved)
    return Tenancy("live" if case.complainant in _TENANTS else "none", None, moved)


def erased(case: Case) -> bool:
    """Whether the words of the case are erased already."""
    return any(one.kind == DISPOSED for one in case.events)


def retained(ground: Ground, rules: Sequence[Retention], linked: Iterable[str] = ()) -> Iterator[Kept]:
    """The case, and each document on its file, as the rules see them; ``linked``: open cases it is linked with."""
    case, held = ground.case, tenancy(ground.case, ground.kin, ground.today)
    if not erased(case):
        rule = _fits(rules, held, feedback=case.feedback)
        yield _of_case(ground, rule, held, stops(ground, linked))
    for one in case.records:
        if one.kind == "document" and one.said.get("filed") != DESTROYED:
            rule = _fits(rules, held, document=str(one.said.get("document_class") or ""))
            since = _since(rule, ground, held, one.day("dated"))
            yield _kept(ground, rule, since, one.key, title(one, ground.policy))


def stops(ground: Ground, linked: Iterable[str] = ()) -> tuple[str, ...]:
    """What stands against erasing the words of the case, one sentence each."""
    case = ground.case
    found = []
    if erased(case):
        found.append("Its words are erased, so this can never be done here again.")
    if case.status == "open":
        found.append("This is for a case that is closed.")
    found += [f"{title(one, ground.policy)}: {OPEN_STOPS[one.kind]}." for one in stopping(case)]
    clock = ground.clocks.next
    if not found and clock is not None:
        found.append(f"'{CLOCK_WORDS[clock.name]}' still runs, due {long(clock.due)}.")
    found += [f"The resident may ask for stage 2 until {long(one.due)}." for one in windows(ground.clocks)]
    open_kin = [one.ref for one in ground.kin if one.status == "open"]
    found += [f"{ref} of the same person is open." for ref in open_kin]
    found += [f"{ref}, which it is linked with, is open." for ref in linked if ref not in open_kin]
    return tuple(found)


def stopping(case: Case) -> tuple[Record, ...]:
    """The open records that stand against erasing the words of the case."""
    return tuple(one for one in case.records if one.is_open and one.kind in OPEN_STOPS and _stops(one))


def _stops(record: Record) -> bool:
    if record.kind == "survey":
        return not record.has("sent_on")  # whether it is answered is the resident's own affair
    return record.said.get("hold_kind") != LONGER


def windows(clocks: CaseClocks) -> tuple[Clock, ...]:
    """The resident's own times to go on to the next stage that still run."""
    return tuple(one for one in clocks.clocks if one.name == "escalate" and one.state == "running")


def _fits(rules: Sequence[Retention], held: Tenancy, *, feedback: str = "", document: str = "") -> Retention | None:
    fitting = (one for one in rules if feedback in one.feedback or document in one.documents)
    return next((one for one in fitting if one.tenancy in ("", held.state)), None)


def _since(rule: Retention | None, ground: Ground, held: Tenancy, dated: date | None) -> date | None:
    """The day the rule's period runs from; None where it is not known."""
    if rule is None or not rule.runs_from:
        return None
    ended = [one.at for one in ground.case.events if one.kind in ("closed", "withdrawn")]
    days = {
        "closed": london(ended[-1]).date() if ended else None,
        "last_act": max(london(one.at).date() for one in ground.case.events),
        "tenancy_ended": held.ended_on,
        "transferred": held.transferred_on,
        "dated": dated,
        "year_of_date": _next_year(dated, ground.policy) if dated else None,
    }
    return days[rule.runs_from]


def _next_year(day: date, policy: Policy) -> date:
    """The first day of the reporting year after the one ``day`` lies in."""
    start = date(day.year, policy.year_starts, 1)
    return start if day < start else date(day.year + 1, policy.year_starts, 1)


def _of_case(ground: Ground, rule: Retention | None, held: Tenancy, against: Sequence[str]) -> Kept:
    found = _kept(ground, rule, _since(rule, ground, held, None), "", ground.case.subject)
    longer = next((one for one in reversed(ground.case.records) if _is_longer(one)), None)
    until = longer.day("until_day") if longer else None
    if rule is not None and found.due is not None and longer is not None and until is not None:
        since = _since(rule, ground, held, None)
        last = length_after(since, rule.at_most) if rule.at_most and since else found.due
        due = max(found.due, min(until, last))
        authority = longer.said.get("decided_by") or longer.who
        why = f"{found.why} Kept longer until {long(due)} with the authority of {authority}."
        found = found._replace(due=due, why=why, state="due" if due <= ground.today else "kept")
    if found.state == "due" and against:
        return found._replace(state="held", why=" ".join((found.why, *against)))
    return found


def _is_longer(record: Record) -> bool:
    return record.kind == "hold" and record.is_open and record.said.get("hold_kind") == LONGER


def _kept(ground: Ground, rule: Retention | None, since: date | None, which: str, name: str) -> Kept:
    ref = ground.case.ref
    if rule is None:
        return Kept(ref, which, name, "unruled", _KEPT_NOTHING, "")
    clause = rule.source.clause
    if rule.permanent:
        return Kept(ref, which, name, "permanent", f"{rule.title}: kept for good, never disposed of.", clause)
    if rule.length is None:
        return Kept(ref, which, name, "kept", f"{rule.title}: kept as long as the tenancy lasts.", clause)
    words = KEPT_FROM[rule.runs_from]
    if since is None:
        return Kept(ref, which, name, "kept", f"{rule.title}: {words} is not noted, so no period runs.", clause)
    due = length_after(since, rule.length)
    why = f"{rule.title}: {rule.length} from {words}, {long(since)}."
    return Kept(ref, which, name, "due" if due <= ground.today else "kept", why, clause, due)
