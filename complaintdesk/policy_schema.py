"""The keys a policy file may have, each with what it takes: tables, and one function that reads by them.

Decision: a key is a line in a table here and nothing else, so that the reader, its refusals and
``complaintdesk policy check`` cannot disagree. A refusal names file, key, what was found, what is allowed;
rules are counted from 1, as people count: ``clock[2].length``.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from complaintdesk.errors import BadDataFile
from complaintdesk.models import terms
from complaintdesk.models.figures import GROUPINGS, MEASURES
from complaintdesk.policy_values import (
    Take,
    UnfitError,
    act,
    allowed_by,
    as_found,
    day,
    email,
    kept_for,
    known_to_the_desk,
    length,
    length_or_day_zero,
    month,
    number,
    one_of,
    pence,
    policy_key,
    quote,
    several,
    shaped,
    stage,
    text,
    word,
    words_by_name,
    yes,
)

POWERS = (
    *("take", "triage", "assign", "investigate", "respond", "review", "respond_stage_2", "extend", "refuse"),
    *("accept_late", "refuse_escalation", "award", "propose_restriction", "restrict", "oversee", "liaise", "report"),
    *("assure", "assess_themes", "approve_report", "approve_policy", "board_complaints", "building_concerns"),
    *("agency_complaints", "read_anonymised"),
)
"""What a policy may give a role to do."""
MOST_FAULTS = 100
"""A file with as many is no policy; reading it further would only cost time."""
LEVELS = ("block", "warn", "remind", "off")
EFFECTS = ("warn", "ask", "show")
CERTAINTIES = ("verified", "second-hand", "unconfirmed")


@dataclass(frozen=True, slots=True)
class Key:
    """What one key takes, and whether it must be there."""

    take: Take
    required: bool = False


def shown(value: object) -> str:
    """A value as a refusal shows it: short, and without anything a terminal would act on."""
    text = repr(value) if not isinstance(value, date) else value.isoformat()
    return text if len(text) <= 60 else text[:57] + "..."


def nearest(word: str, words: Iterable[str], likeness: float = 0.6) -> str:
    """A hint naming the most similar of ``words``, or an empty string."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(words), 1, likeness)
    return _meant(close[0]) if close else ""


def _meant(word: str) -> str:
    return f"Did you mean {word!r}?"


def refusal(name: str, where: str, found: str, allowed: str, hint: str = "") -> BadDataFile:
    """The one sentence every refusal of a policy file has."""
    error = BadDataFile(f"{name}: {where} {found}. Allowed: {allowed}.", hint)
    error.parts = {"file": name, "key": where, "found": found, "allowed": allowed}
    return error


class Faults(list[BadDataFile]):
    """What is wrong with one file so far, so that all of it is said at once."""

    @contextmanager
    def noted(self) -> Iterator[None]:
        """A step whose refusal is kept; what comes after it goes on."""
        try:
            yield
        except BadDataFile as error:
            self += error.faults
            if len(self) >= MOST_FAULTS:
                self.settle()

    def settle(self) -> None:
        """Raise what was found as one BadDataFile: the first sentence, and how many more there are."""
        if len(self) == 1:
            raise self[0]
        if self:
            more = len(self) - 1
            also = f"{more} more {'fault' if more == 1 else 'faults'}: `complaintdesk policy check` names each."
            raise BadDataFile(self[0].sentence, f"{self[0].hint} {also}".strip(), tuple(self))


def table(name: str, where: str, found: object, keys: Mapping[str, Key]) -> dict[str, Any]:
    """The converted values of one TOML table; keys left out in the file are left out here.

    Raises BadDataFile for a table that is none, unknown and missing keys, and values their keys do not take.
    """
    if not isinstance(found, dict):
        raise refusal(name, where, f"is {shown(found)}", f"a table with {', '.join(keys)}")
    dot = f"{where}." if where else ""
    faults, hints = Faults(), set()
    for key in found:
        if key not in keys and len(faults) < MOST_FAULTS:
            hints.add(near := nearest(key, keys))
            faults.append(refusal(name, dot + shown(key)[1:-1], "is no key here", ", ".join(keys), near))
    values = {}
    for key, rule in keys.items():
        if key in found:
            try:
                values[key] = rule.take(found[key])
            except UnfitError as error:
                one = found[key] if error.one is None else error.one
                near = nearest(one, error.known) if isinstance(one, str) else ""
                says = f"is {shown(one)}" if error.one is None else f"names {shown(one)}"
                faults.append(refusal(name, dot + key, says, str(error), near))
        elif rule.required and _meant(key) not in hints:  # a misspelt key is one fault, not two
            faults.append(refusal(name, dot + key, "is missing", allowed_by(rule.take)))
    faults.settle()
    return values


def _source(prefix: str = "") -> dict[str, Key]:
    """The keys that say where a rule comes from."""
    takes = {"ledger": several(text), "quote": quote, "reading": text, "why": text, "certainty": one_of(CERTAINTIES)}
    clause = Key(text, required=not prefix)
    return {f"{prefix}clause": clause} | {f"{prefix}{key}": Key(take) for key, take in takes.items()}


SOURCE = _source()
_FEEDBACK = Key(several(one_of(terms.FEEDBACK_KINDS)))
POLICY = {
    "key": Key(policy_key, required=True),
    **{key: Key(text, required=True) for key in ("title", "landlord", "version", "document")},
    "in_force_from": Key(day, required=True),
    "in_force_note": Key(text),
    "review_on": Key(day),
    "cited_as": Key(text),
    "falls_back_to": Key(policy_key),
    "nation": Key(one_of(terms.NATIONS)),
    **{key: Key(text) for key in ("approval", "directorate", "first_issued")},
    "owner": Key(word),
    "review_lead": Key(length),
    "year_starts": Key(month),
    "provisions": Key(several(text)),
}
CONTACTS = {key: Key(text) for key in ("name", "team", "telephone", "website")} | {
    "email": Key(email),
    "post": Key(several(text)),
}
OUT_OF_HOURS = {"events": Key(several(one_of(("received", "escalated"))), required=True), **SOURCE}
LETTER = {
    "kind": Key(one_of(terms.LETTER_KINDS), required=True),
    "contains": Key(shaped(list, "a list of contents, each { item, says, clause }"), required=True),
}
LETTER_ITEM = {
    "item": Key(known_to_the_desk("LETTER_ITEMS"), required=True),
    "says": Key(text, required=True),
    "level": Key(one_of(LEVELS)),
    **SOURCE,
}
RULES: dict[str, dict[str, Key]] = {
    "clock": {
        "name": Key(one_of(terms.CLOCK_MET_BY), required=True),
        "stage": Key(stage),
        "party": Key(one_of(("landlord", "customer")), required=True),
        "runs_from": Key(one_of(terms.CLOCK_STARTS), required=True),
        "length": Key(length_or_day_zero, required=True),
        "feedback": _FEEDBACK,
        "target": Key(length),
        **SOURCE,
        **_source("target_"),
    },
    "extension": {
        "stage": Key(stage, required=True),
        "at_most": Key(length, required=True),
        "grounds": Key(several(text)),
        "refuses": Key(several(word)),
        "refused_words": Key(several(text)),
        **SOURCE,
    },
    "window": {
        "name": Key(word, required=True),
        "length": Key(length),
        "runs_from": Key(text, required=True),
        "effect": Key(one_of(EFFECTS), required=True),
        **SOURCE,
    },
    "reading": {"topic": Key(text, required=True), "says": Key(text, required=True), **SOURCE},
    "role": {
        "key": Key(word, required=True),
        "title": Key(text, required=True),
        "may": Key(several(one_of(POWERS)), required=True),
        "gets": _FEEDBACK,
        "award_up_to": Key(pence),
        "always": Key(yes),
        **SOURCE,
    },
    "exclusion": {
        "ground": Key(word, required=True),
        "title": Key(text, required=True),
        "acts": Key(several(act)),
        "asks": Key(text),
        **SOURCE,
    },
    "choice": {
        "field": Key(word, required=True),
        "key": Key(word, required=True),
        "label": Key(text, required=True),
        "says": Key(text),
        "adds": Key(yes),
        "allows": Key(several(one_of(terms.CHANNELS))),
        **SOURCE,
    },
    "publication": {
        "name": Key(text, required=True),
        "every": Key(length),
        "year_ends": Key(text),
        "after": Key(several(word)),
        "within": Key(length),
        "large_by": Key(text),
        "large_over": Key(number),
        "role": Key(word),
        "instead": Key(several(text)),
        **SOURCE,
    },
    "retention": {
        "name": Key(word, required=True),
        "title": Key(text, required=True),
        "feedback": _FEEDBACK,
        "documents": Key(several(word)),
        "tenancy": Key(one_of(("live", "ended", "none"))),
        "runs_from": Key(one_of(terms.KEPT_FROM)),
        "length": Key(kept_for),
        "at_most": Key(kept_for),
        "permanent": Key(yes),
        **SOURCE,
    },
    "duty": {
        "at": Key(act, required=True),
        "needs": Key(known_to_the_desk("CONDITIONS"), required=True),
        "level": Key(one_of(LEVELS), required=True),
        "says": Key(text, required=True),
        "stage": Key(stage),
        "override": Key(word),
        "feedback": _FEEDBACK,
        "of": Key(several(text)),
        "when": Key(words_by_name),
        "length": Key(length),
        **SOURCE,
    },
    "figure": {
        "key": Key(word, required=True),
        "title": Key(text, required=True),
        "measure": Key(one_of(MEASURES), required=True),
        "says": Key(text, required=True),
        "of": Key(several(text)),
        "where": Key(several(text)),
        "by": Key(several(one_of(GROUPINGS))),
        "stage": Key(stage),
        "day": Key(word),
        "feedback": _FEEDBACK,
        "length": Key(length),
        "done_words": Key(text),
        "public": Key(yes),
        **SOURCE,
    },
}
"""What each repeated table takes: ``[[clock]]``, ``[[extension]]`` and so on."""
FILE = {
    "policy": Key(shaped(dict, f"a table [policy] with {', '.join(POLICY)}"), required=True),
    **{key: Key(as_found) for key in ("contacts", "out_of_hours", *RULES, "letter")},
}
