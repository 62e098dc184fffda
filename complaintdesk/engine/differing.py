"""What differs between two policies, or two versions of one: rule by rule, in words, with both clauses.

Decision: what is compared is what the desk does under each file, duties and letter contents that are inherited
included. Two landlords always differ in wording and in the numbers of their clauses, so between them these alone are
no difference; between two versions of one policy they are. Rules are told in words; whatever these words leave out is
found by walking every field of every rule, so that a key that a file may have cannot differ unseen.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.comparing import LEVEL_WORDS
from complaintdesk.engine.days import MONTHS
from complaintdesk.engine.explain import period_words
from complaintdesk.engine.fields import kinds
from complaintdesk.models.policy import Length, Policy, Source
from complaintdesk.models.terms import CLOCK_WORDS, LETTER_KINDS, feedback_words

PARTS = (
    *("Policy", "Clocks", "Day zero", "Extensions", "Windows", "Readings", "Roles", "Exclusions", "Words offered"),
    *("Publications", "Retention", "Duties", "Figures", "Letter contents", "Contacts"),
)
"""In the order they are told."""


class Difference(NamedTuple):
    """One rule that is not the same in both policies."""

    part: str
    """One of :data:`PARTS`."""
    key: str
    which: str
    """``differs``, ``only A`` or ``only B``."""
    a: str
    """What A says; '' where it says nothing."""
    a_clause: str
    b: str
    b_clause: str


class _Row(NamedTuple):
    words: str
    clause: str
    same_as: object
    """What must be equal for two rules to be the same."""
    rule: object = None
    """The rule itself, for what the words leave out."""


_Place = tuple[str, str]
_UNTOLD = {"text", "path", "contacts", "letters"}
"""Fields of a policy that are no rule, or are told item by item."""
_WORDING = {"Duty": {"says"}, "LetterItem": {"says"}, "FigureRule": {"title"}}
"""What two landlords put differently without doing anything else."""
_HEAD = {"in_force_from": "in force from", "review_on": "review by", "year_starts": "reporting year from"}


def differences(a: Policy, b: Policy) -> tuple[Difference, ...]:
    """Everything that differs, by part and key, in A's order and then B's."""
    versions = a.key == b.key
    mine, yours = dict(_rows(a)), dict(_rows(b))
    found: list[Difference] = []
    for place in dict.fromkeys([*mine, *yours]):
        one, other = mine.get(place), yours.get(place)
        if one and other:
            found += _both(place, one, other, versions)
        elif one:
            found.append(Difference(*place, "only A", one.words, one.clause, "", ""))
        elif other:
            found.append(Difference(*place, "only B", "", "", other.words, other.clause))
    found += _order(a, b)
    return tuple(sorted(found, key=lambda one: PARTS.index(one.part)))


def _both(place: _Place, one: _Row, other: _Row, versions: bool) -> Iterator[Difference]:
    """In what two rules differ that stand in the same place: in their words, else field by field."""
    told = one[:2] != other[:2] if versions else one.same_as != other.same_as
    if told:
        yield Difference(*place, "differs", one.words, one.clause, other.words, other.clause)
    mine, yours = (dict(_fields(row.rule, versions)) for row in (one, other))
    for name in dict.fromkeys([*mine, *yours]):
        a, b = mine.get(name, ""), yours.get(name, "")
        if a != b and not (told and name in _TOLD.get(type(one.rule).__name__, ())):
            which = "differs" if a and b else "only A" if a else "only B"
            part, key = place
            yield Difference(part, f"{key}, {name}", which, a, one.clause if a else "", b, other.clause if b else "")


def _order(a: Policy, b: Policy) -> Iterator[Difference]:
    """Retention rules that both have, where another one comes first: the first that fits counts."""
    shared = {one.name for one in a.retention} & {one.name for one in b.retention}
    mine, yours = (", ".join(_spaced(r.name) for r in one.retention if r.name in shared) for one in (a, b))
    if mine != yours:
        yield Difference("Retention", "which comes first", "differs", mine, "", yours, "")


def _fields(rule: object, versions: bool, before: str = "") -> Iterator[tuple[str, str]]:
    """(name, value in words) of every field of a rule; where it comes from only between versions of one policy."""
    if not is_dataclass(rule):
        return
    kind = type(rule).__name__
    for one in fields(rule):
        value = getattr(rule, one.name)
        if not versions and (one.name in _WORDING.get(kind, ()) or isinstance(value, Source)):
            continue
        if isinstance(value, Source):
            yield from _fields(value, versions, "" if one.name == "source" else _spaced(one.name) + ": ")
        elif said := _said(value):
            yield before + _spaced(one.name), said


def _said(value: Any) -> str:
    """A value in words; '' where it says nothing."""
    if isinstance(value, tuple):
        return "; ".join(_said(one) for one in value)
    return "" if value is None or value is False else "yes" if value is True else str(value)


def _head(policy: Policy) -> Iterator[tuple[str, str]]:
    """(name, words) of what stands at the head of the file."""
    for one in fields(policy):
        value = getattr(policy, one.name)
        if one.name == "year_starts":
            value = MONTHS[value - 1]
        rules = isinstance(value, tuple) and one.name != "provisions"
        if one.name in _UNTOLD or rules or (is_dataclass(value) and not isinstance(value, Length)):
            continue
        yield _HEAD.get(one.name, _spaced(one.name)), _said(value)
    yield "letters", "; ".join(LETTER_KINDS[one.kind] for one in policy.letters)


def _rows(policy: Policy) -> Iterator[tuple[_Place, _Row]]:
    """((part, key), row) for every rule of the policy."""
    for key, words in _head(policy):
        if words:
            yield ("Policy", key), _Row(words, "", words)
    for part, key, words, rule in _rules(policy):
        yield (part, key), _Row(words, rule.source.clause, words, rule)
    known = dict(kinds(policy))
    for duty in policy.duties:
        stage = f", stage {duty.stage}" if duty.stage else ""
        does = LEVEL_WORDS[duty.level]
        if duty.override:
            does += f", unless {policy.role_title(duty.override)} goes on with a reason"
        if own := [one for one in duty.feedback if one in known]:
            does += f" ({', '.join(map(feedback_words, own))})"
        row = _Row(f"{does}: {duty.says}", duty.source.clause, does, duty)
        yield ("Duties", f"{ACTS[duty.at].label}{stage}: {duty.asks}"), row
    for figure in policy.figures:
        words = f"{figure.title}: {figure.says} {figure.asks}"
        yield ("Figures", figure.key), _Row(words, figure.source.clause, (figure.says, figure.asks), figure)
    for letter in policy.letters:
        for item in letter.contains:
            row = _Row(f"{LEVEL_WORDS[item.level]}: {item.says}", item.source.clause, item.level, item)
            yield ("Letter contents", f"{LETTER_KINDS[letter.kind]}: {item.item}"), row
    for one in fields(policy.contacts):
        if words := _said(getattr(policy.contacts, one.name)):
            yield ("Contacts", one.name), _Row(words, "", words)


def _spaced(key: str) -> str:
    return key.replace("_", " ")


def _rules(policy: Policy) -> Iterator[tuple[str, str, str, Any]]:
    """(part, key, words, rule) of the rules whose words are compared whole."""
    for clock in policy.clocks:
        target = f", own target {clock.target}" if clock.target else ""
        stage = f", stage {clock.stage}" if clock.stage else ""
        for kind in clock.feedback:
            key = CLOCK_WORDS[clock.name] + stage + ("" if kind == "complaint" else f" ({feedback_words(kind)})")
            yield "Clocks", key, period_words(clock) + target, clock
    if policy.out_of_hours:
        events = " and ".join(policy.out_of_hours.events)
        words = f"{events}: out of hours counts from the next working day"
        yield "Day zero", "out of hours", words, policy.out_of_hours
    for rule in policy.extensions:
        words = f"at most {rule.at_most}"
        words += f", for {' or '.join(rule.grounds)}" if rule.grounds else ""
        words += f", never for {', '.join(rule.refuses)}" if rule.refuses else ""
        yield "Extensions", f"stage {rule.stage}", words, rule
    for window in policy.windows:
        words = f"{window.length or 'no limit'} from {window.runs_from} ({window.effect})"
        yield "Windows", _spaced(window.name), words, window
    for ground in policy.exclusions:
        yield "Exclusions", _spaced(ground.ground), ground.title, ground
    for choice in policy.choices:
        yield "Words offered", f"{_spaced(choice.field)}: {_spaced(choice.key)}", choice.label, choice
    for publication in policy.publications:
        yield "Publications", publication.name, publication.asks, publication
    for kept in policy.retention:
        yield "Retention", _spaced(kept.name), f"{kept.title}: {kept.asks}", kept
    for reading in policy.readings:
        yield "Readings", reading.topic, reading.says, reading
    for role in policy.roles:
        award = "" if role.award_up_to_pence is None else f"; awards up to £{role.award_up_to_pence / 100:,.2f}"
        yield "Roles", role.key, f"{role.title}: {', '.join(map(_spaced, role.may))}{award}", role


_TOLD = {
    "ClockRule": ("runs from", "length", "target", "feedback", "clause"),
    "OutOfHours": ("events", "clause"),
    "ExtensionRule": ("at most", "grounds", "refuses", "clause"),
    "Window": ("length", "runs from", "effect", "clause"),
    "Exclusion": ("title", "clause"),
    "Choice": ("label", "clause"),
    "Publication": ("every", "within", "large by", "large over", "after", "clause"),
    "Retention": ("title", "feedback", "documents", "tenancy", "runs from", "length", "at most", "permanent", "clause"),
    "Reading": ("says", "clause"),
    "Role": ("title", "may", "award up to pence", "clause"),
    "Duty": ("level", "says", "override", "feedback", "clause"),
    "FigureRule": (*("title", "says", "measure", "of", "where", "by", "stage", "day", "feedback", "length", "clause"),),
    "LetterItem": ("level", "says", "clause"),
}
"""What the words of each rule show already, so that it is not told twice where they differ."""
