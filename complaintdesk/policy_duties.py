"""Whether each duty of a policy file can be weighed: its words, and whether the act's form asks what it looks at.

Decision: a duty that could never be met, or could never stand in the way, is refused when the file is read; an
officer would meet it as an act that nobody can do, or nobody would ever see it.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.asked import asked_by, held_by_record
from complaintdesk.engine.book import TRAINED
from complaintdesk.engine.conditions import CONDITIONS
from complaintdesk.engine.facts import FACTS, known_words
from complaintdesk.engine.fields import FIELDS, kinds
from complaintdesk.engine.ground import Condition
from complaintdesk.engine.kinds import named
from complaintdesk.engine.of_people import PEOPLE
from complaintdesk.engine.records import RECORDS
from complaintdesk.errors import BadDataFile
from complaintdesk.models.policy import Policy
from complaintdesk.policy_schema import Faults, nearest, refusal, shown

Values = dict[str, Any]
EVENTS = tuple(sorted({act.event for act in ACTS.values()} | {"received"}))
"""What ``elapsed`` may wait for."""
SUBJECTS = tuple(sorted(one.removeprefix("trained_") for one in TRAINED))
_OPENS = tuple(key for key, kind in RECORDS.items() if kind.open)
_DECIDED = tuple(key for key in RECORDS if {"decision", "approval"} & set(held_by_record(key)))
_NARROWED = {"settled": _OPENS, "on_time": _OPENS, "approved": _DECIDED}
"""Kinds of record that a condition can say something of, where that is not every kind."""


def check_duties(name: str, duties: Mapping[int, Values], policy: Policy) -> None:
    """Everything that is wrong with the duties of one file, by their number in it. Raises BadDataFile."""
    faults = Faults()
    for number, values in duties.items():
        faults += _Duty(name, f"duty[{number}]", values, policy).faults()
    faults.settle()


class _Duty:
    """One duty, and what stands against it."""

    def __init__(self, name: str, where: str, values: Values, policy: Policy) -> None:
        self.name, self.where, self.values, self.policy = name, where, values, policy
        self.act = ACTS[values["at"]]
        self.of: tuple[str, ...] = values.get("of", ())
        self.roles = [role.key for role in policy.roles]
        self.form = asked_by(self.act)

    def faults(self) -> Iterator[BadDataFile]:
        condition = CONDITIONS.get(self.values["needs"])
        if condition is None:
            return
        yield from self._of_kinds(condition)
        yield from self._reads(condition)
        yield from self._when()
        yield from self._feedback()
        if "override" in self.values and self.values["override"] not in self.roles:
            yield self._unknown("override", self.values["override"], "a role of this file", self.roles)
        if "length" in self.values and not condition.has_length:
            yield self._fault("length", "is given", "no length for this condition")
        in_form = [fact for fact, _ in self.values.get("when", ()) if fact not in FACTS]
        if self.values["level"] == "remind" and (condition.of_form or in_form):
            what = f"when = {in_form[0]}" if in_form else self.values["needs"]
            found = f"is 'remind', and {what} looks at a form: nobody would be reminded"
            yield self._fault("level", found, "block, warn")

    def _fault(self, key: str, found: str, allowed: str, hint: str = "") -> BadDataFile:
        return refusal(self.name, f"{self.where}.{key}", found, allowed, hint)

    def _unknown(self, key: str, word: str, what: str, known: Collection[str], said: str = "") -> BadDataFile:
        """The fault of a word that is none of ``known``; ``said`` is what stands in the file."""
        allowed = f"{what}: {', '.join(known)}" if known else f"{what}; there is none"
        return self._fault(key, f"names {shown(said or word)}", allowed, nearest(word, known))

    def _not_asked(self, key: str, field: str) -> BadDataFile:
        return self._unknown(key, field, f"a field that '{named(self.act)}' asks", self.form)

    def _of_kinds(self, condition: Condition) -> Iterator[BadDataFile]:
        if bool(self.of) != bool(condition.of):
            if self.of:
                yield self._fault("of", "is given", "no 'of' here")
            else:
                yield self._fault("of", "is missing", "a list of " + ", ".join(condition.of))
            return
        last = condition.of[-1] if condition.of else "*"
        if not last.endswith("*") and len(self.of) > len(condition.of):
            yield self._fault("of", f"has {len(self.of)} words", f"{len(condition.of)}: {', '.join(condition.of)}")
            return
        if len(self.of) < len(condition.of):
            yield self._fault("of", f"has {len(self.of)} word", f"a list of {', '.join(condition.of)}")
            return
        for place, word in enumerate(self.of):
            kind = condition.of[min(place, len(condition.of) - 1)].rstrip("*")
            yield from self._word(kind, word)

    def _word(self, kind: str, word: str) -> Iterator[BadDataFile]:
        """What stands against one word of ``of``, which is to be of a ``kind``."""
        if kind in ("record", "record.field", "record:word"):
            yield from self._record(kind, word)
        elif kind == "word":
            yield from self._said("of", self.of[0], word)
        elif kind == "field" and word not in self.form:
            yield self._not_asked("of", word)
        else:
            people = {"who": ("handler",), "me or who": ("handler", "me"), "person": PEOPLE}.get(kind, ())
            known = {"role": self.roles, "event": EVENTS, "subject": SUBJECTS}.get(kind)
            if known is not None and word not in known:
                yield self._unknown("of", word, f"{'an' if kind == 'event' else 'a'} {kind}", known)
            elif people and word not in (*people, *self.form):
                lines = [one for one in self.form if FIELDS[one].kind == "line" and one not in people]
                yield self._unknown("of", word, "somebody", (*people, *lines))

    def _record(self, kind: str, word: str) -> Iterator[BadDataFile]:
        record, _, rest = word.partition({"record.field": ".", "record:word": ":"}.get(kind, "\0"))
        known = _NARROWED.get(self.values["needs"], tuple(RECORDS))
        if record not in known:
            yield self._unknown("of", record, "a record", sorted(known), word)
        elif kind == "record.field" and rest not in held_by_record(record):
            yield self._unknown("of", rest, f"{record}. and what it holds", held_by_record(record), word)
        elif kind == "record:word" and rest:
            field = RECORDS[record].value
            if field in FIELDS:
                yield from self._said("of", field, rest, word)
            else:
                yield self._fault("of", f"names {shown(word)}", "a record of that kind, without a word")

    def _said(self, key: str, field: str, word: str, said: str = "") -> Iterator[BadDataFile]:
        """That ``word`` is none that the field or fact can have."""
        if self.values["level"] == "off":  # it only repeats what is inherited, under which it was looked at
            return
        known = known_words(field, self.policy, self.act.key)
        if known and word not in known:
            yield self._unknown(key, word, f"a word of '{field}'", known, said)

    def _reads(self, condition: Condition) -> Iterator[BadDataFile]:
        for field in condition.reads:
            if field not in self.form:
                found = f"is {self.values['needs']!r}, which looks at '{field}'; '{named(self.act)}' does not ask it"
                able = ", ".join(key for key, act in ACTS.items() if set(condition.reads) <= set(asked_by(act)))
                yield self._fault("needs", found, f"that condition at {able}")
                return

    def _when(self) -> Iterator[BadDataFile]:
        for fact, words in self.values.get("when", ()):
            if fact not in FACTS and fact not in self.form:
                known = (*FACTS, *self.form)
                yield self._unknown("when", fact, f"a fact, or a field that '{named(self.act)}' asks", known)
                continue
            for word in words:
                yield from self._said("when", fact, word)

    def _feedback(self) -> Iterator[BadDataFile]:
        own = dict(kinds(self.policy))
        for kind in self.values.get("feedback", ()):
            if not self.act.belongs(kind):
                yield self._unknown("feedback", kind, f"what '{named(self.act)}' is for", self.act.about)
            elif kind not in own:
                yield self._unknown("feedback", kind, "a kind of feedback of this file ([[choice]])", own)
