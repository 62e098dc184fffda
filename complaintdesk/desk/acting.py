"""Acts: what may happen on a case, what it asks for, and doing it. Every act is one event in one transaction."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from complaintdesk.desk.filling import Me, fields_for
from complaintdesk.desk.looking import Look, cited
from complaintdesk.desk.objecting import misdated, said, same_day, settled, too_late, warned
from complaintdesk.desk.typed import Typed, Values
from complaintdesk.desk.words import event_title
from complaintdesk.engine.acts import ACTS, GROUPS
from complaintdesk.engine.days import long, marked, medium, moment
from complaintdesk.engine.entitled import kept_words
from complaintdesk.engine.fields import FIELDS
from complaintdesk.engine.gates import blocked, kept
from complaintdesk.engine.kinds import Act, small
from complaintdesk.engine.synonyms import WORDS
from complaintdesk.engine.ways import told
from complaintdesk.engine.what_if import amiss, moved, next_working_noon
from complaintdesk.errors import NotFound
from complaintdesk.models.acting import ActChoice, ActForm, Refused
from complaintdesk.models.events import DISPOSED, Event
from complaintdesk.models.forms import Field
from complaintdesk.models.letter import Letter
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Duty
from complaintdesk.models.terms import BOOK, CLOCK_EVENTS, MOVE_A_DAY

_SAID_BY_LETTER = ("told_how", "route_sent")
"""What a letter about the way to complain says, whether or not it is ticked as well."""


def act_of(key: str) -> Act:
    """The act by that key; NotFound."""
    if key not in ACTS:
        raise NotFound(f"There is no act '{ascii(key)[1:40]}'.", f"Acts: {', '.join(ACTS)}.")
    return ACTS[key]


def choices(seen: Look) -> tuple[ActChoice, ...]:
    """Every act there is, by group; those not possible now with the reason and the clause it rests on."""
    found = []
    for act in sorted(ACTS.values(), key=lambda act: GROUPS.index(act.group)):
        if (act.about == (BOOK,)) != (seen.case.feedback == BOOK):
            continue
        ground = seen.ground(act.key)
        stop = blocked(ground)
        found.append(
            ActChoice(
                key=act.key,
                letter=act.letter,
                label=act.label,
                group=act.group,
                allowed=stop is None,
                reason=told(ground, stop) if stop else "",
                clause=cited(seen, stop.duty.source.clause) if stop else "",
                letter_kind=letter_kind(seen, act),
                is_reply=act.is_reply,
                words=WORDS.get(act.key, ""),
            )
        )
    return tuple(found)


def letter_kind(seen: Look, act: Act) -> str:
    """The letter the act sends on this case; '' where it sends none, or the policy knows no such letter."""
    kind = act.letter_kind(seen.case.stage, seen.case.feedback)
    return kind if seen.policy.letter(kind) is not None else ""


def fields(seen: Look, act: Act, me: Me) -> tuple[Field, ...]:
    """What the act asks for on this case, filled with what is known."""
    kind = letter_kind(seen, act)
    if not kind:
        return fields_for(act, seen, me, (), {})
    from complaintdesk import letters

    return fields_for(act, seen, me, letters.fields_of(seen.policy.key, kind), letters.standing(seen.policy.key))


def form(seen: Look, act: Act, me: Me) -> ActForm:
    """The act's form with the words of its dialog."""
    asked = fields(seen, act, me)
    return ActForm(
        act=act.key,
        title=f"{act.label}, stage {seen.case.stage}" if act.group in ("contact", "decision") else act.label,
        ref=seen.case.ref,
        resident=seen.case.resident,
        effect=effect(seen, act),
        seq=seen.seq,
        fields=asked,
        letter_kind=letter_kind(seen, act),
        sent_when=act.sent_when,
        kept_for=tuple(_who_may(seen, one) for one in kept(seen.ground(act.key))),
        warnings=(*warned(seen, act), *(said(seen, one) for one in too_late(seen, act, seen.now))),
        needs_yes=act.needs_yes,
        follows=follows(seen, act, settled_values(seen, act, Typed(asked, {}, seen, seen.now))),
    )


def _who_may(seen: Look, duty: Duty) -> str:
    clause = cited(seen, duty.source.clause)
    return f"{kept_words(seen.ground(''), duty)}{f' ({clause})' if clause else ''}"


def effect(seen: Look, act: Act) -> str:
    """What the act will do, in a sentence."""
    words = {
        "escalate": "The case goes to stage 2; stage 1 ends.",
        "dispose": "Every word on the case goes for good: names, letters, notes. Days, kinds and sums stay.",
        "close": "The case is closed and leaves the queue; its clocks end.",
        "withdraw": "The case is closed as withdrawn; its clocks end.",
        "refuse_escalation": "This records the refusal of stage 2, and its letter as sent; its clocks end.",
        "acknowledge": "This records the acknowledgement as sent.",
        "respond": f"This records the stage {seen.case.stage} answer as sent.",
        "extend": "This records the extension, and its notice as sent.",
    }
    if act.key == "exclude":
        clock = seen.ground("").clock("acknowledge")
        return "Closes the case as not taken on." + (f" The refusal is due {long(clock.due)}." if clock else "")
    return words.get(act.key, f"This records: {small(event_title(act.event))}.")


def follows(seen: Look, act: Act, found: Typed) -> tuple[str, ...]:
    """What dates would follow if the act were recorded with these values: as they stand, and on the next working day.

    Nothing is said while the values that matter cannot be used, or where no clock moves.
    """
    values, unusable = found.values, {problem.field for problem in found.problems}
    if act.event not in CLOCK_EVENTS or unusable & {"when", "until"} or misdated(seen, act, values):
        return ()
    if act.event in MOVE_A_DAY and not values.get("until"):
        return ()
    at: datetime = values.get("when") or seen.now
    moments = [at]
    if same_day(at, seen.now):
        moments.append(next_working_noon(seen.calendar, seen.now))
    dates: dict[str, str] = {}
    for moment_ in moments:
        day = london(moment_).date()

        def brief(due: date, day: date = day) -> str:
            return marked(due, seen.calendar) if due.year != day.year else medium(due)

        event = Event(act.event, moment_, body(seen, act, values, None))
        case = (seen.policy, seen.case.events, seen.calendar, event, seen.case.feedback, brief)
        words = ", ".join([*amiss(*case), *moved(*case)])
        if words:
            dates.setdefault(words, "today" if same_day(moment_, seen.now) else f"on {brief(day)}")
    return tuple(f"If {when}: {words}." for words, when in dates.items())


def typed(seen: Look, act: Act, given: Values, me: Me) -> Typed:
    """The values typed into the act's form, as the record can hold them."""
    return settled_values(seen, act, Typed(fields(seen, act, me), given, seen, seen.now))


def unsent_values(seen: Look, act: Act, values: Mapping[str, Any], me: Me) -> dict[str, Any]:
    """The values where no letter goes: without what it would have printed and nobody typed."""
    own = {*act.asks(seen.case.feedback), *act.last, *(("due_on",) if act.window else ())}
    known = typed(seen, act, {}, me).values
    return {name: value for name, value in values.items() if name in own or known.get(name, "") != value}


def settled_values(seen: Look, act: Act, found: Typed) -> Typed:
    """The same with the moment settled, and a flag that had to be chosen as a flag again."""
    for name in act.insists:
        if FIELDS[name].kind == "flag" and name in found.values:
            found.values[name] = found.values[name] == "yes"
    if "when" in found.values:
        found.values["when"] = settled(seen, act, found.values["when"])
    if found.values.get("by_letter"):
        found.values.update({name: True for name in _SAID_BY_LETTER if name in found.values})
    usual = seen.period(act)
    if usual is not None and not found.values.get("due_on"):
        when = london(found.values.get("when") or seen.now).date()
        found.values["due_on"] = seen.calendar.count(when, usual).due
    return found


def body(seen: Look, act: Act, values: Mapping[str, Any], letter: Letter | None) -> dict[str, Any]:
    """What the event carries: the values as JSON can hold them, a ground in words, and the letter word for word."""
    said = {
        name: held(value)
        for name, value in values.items()
        if name != "when" and value not in ("", None, [], ()) and (name, value) != ("pence", 0)
    }
    said |= dict(act.says)
    if ground := seen.policy.exclusion(str(values.get("ground") or "")):
        said["ground_said"] = f"{ground.title} ({cited(seen, ground.source.clause)})"
    if letter is not None:
        said["letter"] = {"kind": letter.kind, "text": letter.text}
    return said


def held(value: object) -> object:
    """A value as JSON can hold it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def undoable(seen: Look, who: str) -> Event | Refused:
    """The event that this person's undo would take back, or why there is none."""
    undone = {int(event.body["corrects"]) for event in seen.recorded if event.kind == "corrected"}
    for event in reversed(seen.recorded):
        if event.kind == "sensitive_viewed":
            continue  # who looked stays on record, and stands in nobody's way
        if event.who != who:
            name = event.who or "Somebody"
            title = event_title(event.kind).lower()
            at = moment(event.recorded_at or event.at)
            return Refused(f"{name} has acted since: {title}, {at}. Nothing is taken back.")
        if event.kind == "corrected" or event.seq in undone:
            continue
        if event.kind == DISPOSED:
            return Refused("Its words are erased for good; nothing brings them back.")
        if "letter" in event.body:
            sent = long(london(event.at).date())
            return Refused(f"The letter of {sent} is recorded as sent; what has gone out cannot be undone.")
        if event.kind == "received":
            return Refused("Only the receipt is left, and that is not undone. Close the case with a reason.")
        return event
    return Refused("There is nothing to take back on this case.")
