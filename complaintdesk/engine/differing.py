"""What differs between two policies, or two versions of one: rule by rule, in words, with both clauses.

Decision: what is compared is what the desk does under each file, duties and letter contents that are inherited
included. Two landlords always differ in wording and in the numbers of their clauses, so between them these alone are
no difference; between two versions of one policy they are.
"""

from collections.abc import Iterator
from typing import NamedTuple

from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.comparing import LEVEL_WORDS
from complaintdesk.engine.days import MONTHS
from complaintdesk.engine.explain import period_words
from complaintdesk.engine.fields import kinds
from complaintdesk.models.policy import Policy, Source
from complaintdesk.models.terms import CLOCK_WORDS, LETTER_KINDS, feedback_words

PARTS = (
    *("Policy", "Clocks", "Day zero", "Extensions", "Windows", "Readings", "Roles", "Retention", "Duties"),
    *("Figures", "Letter contents", "Contacts"),
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


def differences(a: Policy, b: Policy) -> tuple[Difference, ...]:
    """Everything that differs, by part and key, in A's order and then B's."""
    versions = a.key == b.key
    mine, yours = dict(_rows(a)), dict(_rows(b))
    found = []
    for place in dict.fromkeys([*mine, *yours]):
        one, other = mine.get(place), yours.get(place)
        if one and other and (one[:2] == other[:2] if versions else one.same_as == other.same_as):
            continue
        which = "differs" if one and other else "only A" if one else "only B"
        one, other = one or _Row("", "", None), other or _Row("", "", None)
        found.append(Difference(*place, which, one.words, one.clause, other.words, other.clause))
    return tuple(sorted(found, key=lambda one: PARTS.index(one.part)))


def _rows(policy: Policy) -> Iterator[tuple[tuple[str, str], _Row]]:
    """((part, key), row) for every rule of the policy."""
    head = {
        "version": policy.version,
        "in force from": policy.in_force_from.isoformat(),
        "review by": policy.review_on.isoformat() if policy.review_on else "",
        "nation": policy.nation,
        "falls back to": policy.falls_back_to,
        "reporting year from": MONTHS[policy.year_starts - 1],
    }
    for key, words in head.items():
        if words:
            yield ("Policy", key), _Row(words, "", words)
    for part, key, words, source in _rules(policy):
        yield (part, key), _Row(words, source.clause, words)
    known = dict(kinds(policy))
    for duty in policy.duties:
        stage = f", stage {duty.stage}" if duty.stage else ""
        does = LEVEL_WORDS[duty.level]
        if duty.override:
            does += f", unless {policy.role_title(duty.override)} goes on with a reason"
        if own := [one for one in duty.feedback if one in known]:
            does += f" ({', '.join(map(feedback_words, own))})"
        row = _Row(f"{does}: {duty.says}", duty.source.clause, does)
        yield ("Duties", f"{ACTS[duty.at].label}{stage}: {duty.asks}"), row
    for figure in policy.figures:
        row = _Row(f"{figure.title}: {figure.says} {figure.asks}", figure.source.clause, (figure.says, figure.asks))
        yield ("Figures", figure.key), row
    for letter in policy.letters:
        for item in letter.contains:
            row = _Row(f"{LEVEL_WORDS[item.level]}: {item.says}", item.source.clause, item.level)
            yield ("Letter contents", f"{LETTER_KINDS[letter.kind]}: {item.item}"), row
    ways = policy.contacts
    for name in ("name", "team", "telephone", "email", "website"):
        if words := getattr(ways, name):
            yield ("Contacts", name), _Row(words, "", words)
    if ways.post:
        yield ("Contacts", "post"), _Row(", ".join(ways.post), "", ways.post)


def _spaced(key: str) -> str:
    return key.replace("_", " ")


def _rules(policy: Policy) -> Iterator[tuple[str, str, str, Source]]:
    """(part, key, words, source) of the rules whose words are all there is to compare."""
    for clock in policy.clocks:
        target = f", own target {clock.target}" if clock.target else ""
        stage = f", stage {clock.stage}" if clock.stage else ""
        for kind in clock.feedback:
            key = CLOCK_WORDS[clock.name] + stage + ("" if kind == "complaint" else f" ({feedback_words(kind)})")
            yield "Clocks", key, period_words(clock) + target, clock.source
    if policy.out_of_hours:
        events = " and ".join(policy.out_of_hours.events)
        words = f"{events}: out of hours counts from the next working day"
        yield "Day zero", "out of hours", words, policy.out_of_hours.source
    for rule in policy.extensions:
        words = f"at most {rule.at_most}"
        words += f", for {' or '.join(rule.grounds)}" if rule.grounds else ""
        words += f", never for {', '.join(rule.refuses)}" if rule.refuses else ""
        yield "Extensions", f"stage {rule.stage}", words, rule.source
    for window in policy.windows:
        words = f"{window.length or 'no limit'} from {window.runs_from} ({window.effect})"
        yield "Windows", _spaced(window.name), words, window.source
    for kept in policy.retention:
        yield "Retention", kept.name, f"{kept.title}: {kept.asks}", kept.source
    for reading in policy.readings:
        yield "Readings", reading.topic, reading.says, reading.source
    for role in policy.roles:
        award = "" if role.award_up_to_pence is None else f"; awards up to £{role.award_up_to_pence / 100:,.2f}"
        yield "Roles", role.key, f"{role.title}: {', '.join(map(_spaced, role.may))}{award}", role.source
