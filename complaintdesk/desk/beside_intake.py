"""What stands beside the intake page as it is typed: the kind and why, the dates, what to take care of."""

from datetime import date, datetime

from complaintdesk.desk.intake_fields import INTAKE
from complaintdesk.desk.landlords import Landlord
from complaintdesk.desk.objecting import said as in_words
from complaintdesk.desk.people import alerts
from complaintdesk.desk.receiving import Counter, Draft, drafted, governing, supposed, unlinked
from complaintdesk.desk.typed import Typed, Values
from complaintdesk.engine.clocks import case_clocks
from complaintdesk.engine.days import long, moment
from complaintdesk.engine.explain import clock_title
from complaintdesk.engine.fields import kind_words, kinds
from complaintdesk.engine.gates import weigh
from complaintdesk.engine.lateness import last_day_to_complain
from complaintdesk.errors import NotFound
from complaintdesk.intake.dates import words
from complaintdesk.intake.guess import grounds
from complaintdesk.models.acting import FieldNote, IntakeView
from complaintdesk.models.events import Event
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Policy


def beside(counter: Counter, given: Values) -> IntakeView:
    """What stands beside the form: the kind it looks like and why, the dates, earlier cases, what to take care of."""
    landlord, now = counter.landlord, counter.now
    typed = Typed(INTAKE, given, None, now)
    notes = list(typed.problems)
    if "when" in typed.values:
        notes.append(_moment_note(landlord, typed.values["when"], now))
    try:
        draft = drafted(counter, typed.values)
    except NotFound as error:
        notes.append(FieldNote("person", ok=False, words=str(error)))
        draft = drafted(counter, {**typed.values, "person": "", "linked": ""})
    kind, policy = draft.body["feedback"], governing(landlord, draft.when)
    return IntakeView(
        kind=kind,
        kind_words=kind_words(kind, policy),
        why=draft.why,
        dates=_dates(landlord, policy, draft.when, kind),
        cases=tuple((row.ref, f"{row.ref} {row.status}, {row.resident}: {row.subject}") for row in draft.earlier),
        notes=tuple(notes),
        known=alerts(draft.person) if draft.person else (),
        care=_care(counter, draft, policy),
        kinds=kinds(policy),
    )


def _moment_note(landlord: Landlord, when: datetime, now: datetime) -> FieldNote:
    if when > now:
        return FieldNote("when", ok=False, words=f"{moment(when)} is still to come.")
    return FieldNote("when", ok=True, words=words(when, landlord.calendar))


def _dates(landlord: Landlord, policy: Policy, when: datetime, kind: str) -> tuple[str, ...]:
    """The clocks that logging it would start."""
    clocks = case_clocks(policy, [Event("received", when)], landlord.calendar, when, kind).clocks
    if not clocks:
        return ("No clock runs for this kind of feedback.",)
    return tuple(
        f"{clock_title(clock)}: {long(clock.due)} ({policy.cited_as} {clock.rule.source.clause})" for clock in clocks
    )


def _care(counter: Counter, draft: Draft, policy: Policy) -> tuple[str, ...]:
    """What the policy asks of what is typed so far, and the exclusions that may apply. Nothing here is a bar."""
    seen = supposed(counter, draft)
    asked = [
        in_words(seen, one)
        for one in weigh(seen.ground("receive", draft.body))
        if not one.met and one.duty.level != "off"
    ]
    routed = [f"Goes to {draft.routed}."] if draft.routed else []
    return (*routed, *unlinked(counter, draft.body, draft.earlier), *asked, *_exclusions(counter, draft, policy))


def _exclusions(counter: Counter, draft: Draft, policy: Policy) -> tuple[str, ...]:
    """Grounds on which it may not be taken on later: none of them bars logging."""
    found = []
    window = policy.window("complain")
    days = [
        date.fromisoformat(said) if (said := draft.body.get(name)) else None for name in ("happened_on", "known_on")
    ]
    last = last_day_to_complain(policy, counter.landlord.calendar, *days)
    if window is not None and last is not None:
        cited = f"({policy.cited_as} {window.source.clause})"
        if london(draft.when).date() <= last:
            found.append(f"In time: the {window.length} end {long(last)} {cited}.")
        else:
            found.append(
                f"Late: the {window.length} ended {long(last)}. Log it all the same; whether discretion is used"
                f" is decided on the case before anything is refused {cited}."
            )
    if draft.body.get("legal"):
        found.append("Court papers are filed: it may be excluded. Log it all the same, and decide it on the case.")
    for key, named in grounds(str(draft.body.get("words") or "")).items():
        ground = policy.exclusion(key)
        if ground is not None and not (key == "legal" and draft.body.get("legal")):
            said = ", ".join(f'"{word}"' for word in named)
            found.append(
                f"May be excluded: {said}. {ground.title} ({policy.cited_as} {ground.source.clause})."
                " Log it all the same, and decide it on the case."
            )
    spent = [
        row.ref for row in draft.earlier if row.feedback == "complaint" and row.stage == 2 and row.status == "closed"
    ]
    if spent and draft.body["feedback"] == "complaint":
        found.append(f"{', '.join(spent)} went through stage 2: if this is the same matter, it may be exhausted.")
    return tuple(found)
