"""Facts of a case in single words, for the ``when`` of a duty: a field of the form, or one of :data:`FACTS`."""

from collections.abc import Callable, Mapping
from datetime import date

from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.fields import FIELDS, choices, kinds
from complaintdesk.engine.ground import Ground
from complaintdesk.engine.records import RECORDS
from complaintdesk.models.policy import Duty, Policy
from complaintdesk.models.terms import AWARDS, BOOK, CHANNELS, DONE_BY_LETTER, is_none

_UPHELD = ("upheld", "partly_upheld")


def _yes(is_so: bool) -> tuple[str, ...]:
    return ("yes" if is_so else "no",)


def _upheld(ground: Ground) -> tuple[str, ...]:
    said = [str(one.get("finding", "")) for one in ground.said("findings") or ()]
    stage = ground.course.stage
    found = said or [element.finding(stage)[0] for element in ground.case.open_elements]
    return _yes(any(one in _UPHELD for one in found))


def _late(ground: Ground) -> tuple[str, ...]:
    clock = ground.clock("escalate", 1)
    return _yes(clock is not None and clock.due < (clock.met_on or ground.today))


def _out_of_time(ground: Ground) -> tuple[str, ...]:
    last = ground.last_day_to_complain
    return _yes(last is not None and last < ground.received_on)


def _beyond_limit(ground: Ground) -> tuple[str, ...]:
    clock, until = ground.clock("respond"), ground.said("until")
    limit = ground.policy.extension(ground.course.stage)
    if clock is None or limit is None or not isinstance(until, date):
        return _yes(False)
    return _yes(until > ground.calendar.count(clock.base_due, limit.at_most).due)


def _early(ground: Ground) -> tuple[str, ...]:
    clock = ground.clock("respond")
    return _yes(clock is not None and clock.met_on is not None and max(clock.met_on, ground.today) < clock.due)


def _reached(ground: Ground) -> tuple[str, ...]:
    contacts = [one for one in ground.case.events if one.kind == "contacted" and one.at >= ground.stage.start.at]
    return _yes(bool(contacts) and not max(contacts, key=lambda one: one.at).body.get("attempt"))


def _undated(ground: Ground) -> tuple[str, ...]:
    given = ground.said("remedies") or ()
    to_do = (one for one in given if one.get("kind") not in DONE_BY_LETTER and not one.get("done_on"))
    return _yes(any(not one.get("due_on") for one in to_do))


def _other_signatory(ground: Ground) -> tuple[str, ...]:
    signs = str(ground.said("signatory")).strip().casefold()
    handler = (str(ground.said("handler")).strip() or ground.case.handler(ground.course.stage)).casefold()
    return _yes(bool(signs and handler) and handler not in signs)


def _on_file(ground: Ground) -> tuple[str, ...]:
    return tuple({one.kind for one in ground.case.records})


def _open(ground: Ground) -> tuple[str, ...]:
    return tuple({one.kind for one in ground.case.records if one.is_open})


def prefers(ground: Ground) -> str:
    """The channel the person asked for last, on this case or another of theirs; '' where none was."""
    said = [one for one in ground.records("preference") if one.has("prefers")]
    return str(max(said, key=lambda one: one.at).said["prefers"]) if said else ground.case.prefers


def _preference_kept(ground: Ground) -> tuple[str, ...]:
    wanted, sent = prefers(ground), ground.said("sent_by")
    return _yes(not wanted or not sent or sent in (wanted, "as preferred"))


def _document_class(ground: Ground) -> tuple[str, ...]:
    which = ground.said("which")
    return tuple(str(one.said.get("document_class")) for one in ground.case.records if one.key == which)


def _transferred(ground: Ground) -> tuple[str, ...]:
    days = [one.day("transferred_on") for one in ground.records("tenancy")]
    return _yes(any(one is not None and one <= ground.today for one in days))


FACTS: Mapping[str, Callable[[Ground], tuple[str, ...]]] = {
    "feedback": lambda ground: (ground.case.feedback,),
    "channel": lambda ground: (ground.case.channel,),
    "upheld": _upheld,
    "late": _late,
    "out_of_time": _out_of_time,
    "beyond_limit": _beyond_limit,
    "early": _early,
    "reached": _reached,
    "undated": _undated,
    "awarded": lambda ground: _yes(any(one.get("kind") in AWARDS for one in ground.said("remedies") or ())),
    "contacted": lambda ground: _yes("contacted" in ground.stage.first),
    "other_signatory": _other_signatory,
    "on_file": _on_file,
    "open_on_file": _open,
    "preference_kept": _preference_kept,
    "document_class": _document_class,
    "transferred": _transferred,
    "no_lesson": lambda ground: _yes(is_none(ground.case.lessons.rpartition("\n")[2])),
    "represented": lambda ground: _yes(bool(ground.case.representative or ground.records("representative"))),
}
"""``on_file``, ``open_on_file``: the kinds of record the case has, and those on which something is owed.
``preference_kept``: whether the letter goes out as the person asked. ``upheld``: a part is upheld or partly upheld.
``late``: stage 2 is or was asked for after the time for it. ``out_of_time``: the complaint came after the time to
complain. ``beyond_limit``: the new date is further than an extension may go without a good reason.
``contacted``: a contact, or an attempt at one, is on record at the stage. ``reached``: the last of them was no mere
attempt. ``undated``: a remedy of the form that is still to be done has no day.
``document_class``: the class of the document that the form is about. ``transferred``: the person's move to a new home
is noted and has happened. ``early``: the stage was answered before its due date, and that day has not come yet.
``other_signatory``: somebody signs who does not have the case. ``no_lesson``: 'none' was the last answer to what can
be learnt."""


def words(ground: Ground, name: str) -> tuple[str, ...]:
    """The words that ``name`` has: of the form where it has such a field, else of the case."""
    if ground.values is not None and name in ground.values:
        value = ground.values[name]
        if isinstance(value, bool):
            return _yes(value)
        return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value or ""),)
    return FACTS[name](ground) if name in FACTS else ()


def applies(ground: Ground, duty: Duty) -> bool:
    """Whether every ``when`` of the duty holds."""
    return all(any(one in wanted for one in words(ground, name)) for name, wanted in duty.when)


def known_words(name: str, policy: Policy, act: str = "") -> tuple[str, ...]:
    """The words that a field or a fact can have under ``policy``; none where it takes whatever is typed.

    With an ``act`` only the grounds that may stand there.
    """
    if name == "feedback":
        return (*dict(kinds(policy)), BOOK)
    if name == "ground":
        refused = [one.ground for one in policy.exclusions if not act or {act, ACTS[act].like} & {*one.acts}]
        extended = [one for rule in policy.extensions for one in rule.grounds]
        listed = extended if act == "extend" else refused if act else refused + extended
        return tuple(dict.fromkeys(listed))
    if name == "publication":
        return tuple(one.name for one in policy.publications)
    if name in FIELDS:
        return ("yes", "no") if FIELDS[name].kind == "flag" else tuple(dict(choices(name, policy)))
    if name in FACTS:
        return {"channel": CHANNELS, "on_file": tuple(RECORDS), "open_on_file": tuple(RECORDS)}.get(name, ("yes", "no"))
    return ()
