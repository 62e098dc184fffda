"""A policy held against the Code, rule by rule: what it keeps, where it goes further, falls short or says nothing.

Decision: what counts is what the desk does under the file. A duty or a letter content the file leaves out is the
Code's by falling back, and the file is *silent*; a clock it leaves out runs nowhere, and the file *falls short*.
What rests on the Code carries how sure that rule is.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import NamedTuple

from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.clocks import day_zero
from complaintdesk.engine.explain import period_words
from complaintdesk.engine.measuring import Measured, Pair, counted, measured, sample
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.events import Event
from complaintdesk.models.moments import LONDON
from complaintdesk.models.policy import ClockRule, Duty, LetterItem, Policy, Publication, Source
from complaintdesk.models.terms import CLOCK_WORDS, LETTER_KINDS, feedback_words

STANDINGS = ("falls short", "overruled", "stricter", "silent", "met")
"""How a policy stands to a rule, the gravest first."""
STRENGTH = {"remind": 0, "warn": 1, "block": 2}
LEVEL_WORDS = {"block": "blocks", "warn": "warns", "remind": "reminds"}
GRAVE = ("falls short", "overruled")
"""What `--strict` makes an error."""
NOT_COMPARED = (
    "Not compared with the Code: roles, retention, the words offered, readings and the rows of the self-assessment."
)
_SPARE_HOUR, _AFTER_HOURS = time(10), time(18)


class Finding(NamedTuple):
    """One rule of the Code and how the policy stands to it."""

    kind: str
    """clock, day zero, extension, window, publication, exclusion, figure, kind, letter or duty."""
    title: str
    standing: str
    """One of :data:`STANDINGS`."""
    own: str
    """What the policy says, in words; '' where it says nothing."""
    own_clause: str
    base: str
    base_clause: str
    certainty: str
    """How sure the Code's rule is; '' where its file does not say."""
    note: str = ""


def compared(policy: Policy, base: Policy, calendar: Calendar) -> tuple[Finding, ...]:
    """How ``policy`` stands to every rule of ``base`` (the Code), the gravest first."""
    against = _Against(policy, base, calendar)
    found = [*against.clocks(), *against.zero(), *against.extensions(), *against.windows()]
    found += [*against.publications(), *against.exclusions(), *against.figures(), *against.kinds()]
    found += [*against.letters(), *against.duties()]
    return tuple(sorted(found, key=lambda one: STANDINGS.index(one.standing)))


def _for_complaints(policy: Policy, name: str, stage: int | None) -> ClockRule | None:
    return next((c for c in policy.clocks if (c.name, c.stage) == (name, stage) and "complaint" in c.feedback), None)


def _limit(measure: Measured) -> str:
    """The standing of a time the landlord keeps: later is worse."""
    return "falls short" if measure.later else "stricter" if measure.earlier else "met"


class _Against:
    def __init__(self, policy: Policy, base: Policy, calendar: Calendar) -> None:
        self.policy, self.base, self.calendar = policy, base, calendar
        sources = (*(one.source for one in policy.duties), *(one.source for one in _items(policy)))
        self.falls_back = base.key in {policy.falls_back_to, *(one.inherited_from for one in sources)}

    def _finding(
        self, kind: str, title: str, standing: str, own: str, mine: Source | None, base: str, theirs: Source, note: str
    ) -> Finding:
        clause, certainty = f"{self.base.cited_as} {theirs.clause}", theirs.certainty
        return Finding(kind, title, standing, own, mine.clause if mine else "", base, clause, certainty, note)

    def _borrowed(self, mine: Source, theirs: Source) -> bool:
        """Whether the file only writes down the Code's own rule for want of one."""
        return self.policy.key != self.base.key and mine.clause in (
            theirs.clause,
            f"{self.base.cited_as} {theirs.clause}",
        )

    def clocks(self) -> Iterator[Finding]:
        """Each time limit of the Code for complaints."""
        for rule in self.base.clocks:
            title = CLOCK_WORDS[rule.name] + (f", stage {rule.stage}" if rule.stage else "")
            own = _for_complaints(self.policy, rule.name, rule.stage)
            base = period_words(rule)
            if own is None:
                note = "There is no such clock in this file, and clocks are not inherited: nothing keeps this time."
                yield self._finding("clock", title, "falls short", "", None, base, rule.source, note)
                continue
            measure = self._clock(own, rule)
            standing, note = _limit(measure), measure.words
            if standing == "met" and self._borrowed(own.source, rule.source):
                standing, note = "silent", own.source.reading
            yield self._finding("clock", title, standing, period_words(own), own.source, base, rule.source, note)

    def _clock(self, own: ClockRule, rule: ClockRule) -> Measured:
        if own.runs_from == rule.runs_from:
            return measured(own.length, rule.length, self.calendar)
        return counted(
            self._courses(own, rule),
            "The two run from different steps. ",
            "courses, acknowledged on the first day or the last,",
        )

    def _courses(self, own: ClockRule, rule: ClockRule) -> Iterator[Pair]:
        """The last day under each, where the step before was taken at once, and where it waited for its own limit."""
        count = self.calendar.count
        limit = _for_complaints(self.base, "acknowledge", rule.stage)
        for day in sample():
            steps = {day, count(day, limit.length).due} if limit else {day}
            for acknowledged in sorted(steps):
                starts = [acknowledged if one.runs_from == "acknowledged" else day for one in (own, rule)]
                yield day, count(starts[0], own.length).due, count(starts[1], rule.length).due

    def zero(self) -> Iterator[Finding]:
        """A rule on what comes in out of hours, where one of the two has one."""
        mine, theirs = self.policy.out_of_hours, self.base.out_of_hours
        reading = next((one for one in self.base.readings if "day zero" in one.topic), None)
        source = theirs.source if theirs else reading.source if reading else Source("")
        if mine is None and theirs is None:
            return
        measure = counted(self._zeros(), "", "receipts, one in working hours and one after them each day,")
        own = "what comes in out of hours counts from the next working day" if mine else "the day it came in"
        base = reading.says if reading and not theirs else "what comes in out of hours counts from the next working day"
        note = measure.words
        yield self._finding(
            "day zero", "Out of hours", _limit(measure), own, mine.source if mine else None, base, source, note
        )

    def _zeros(self) -> Iterator[Pair]:
        for rule in (one for one in self.base.clocks if one.runs_from == "received"):
            for day in sample():
                for hour in (_SPARE_HOUR, _AFTER_HOURS):
                    event = Event(rule.runs_from, datetime.combine(day, hour, LONDON).astimezone(UTC))
                    mine, theirs = (
                        self.calendar.count(day_zero(one, rule, event, self.calendar), rule.length).due
                        for one in (self.policy, self.base)
                    )
                    yield day, mine, theirs

    def extensions(self) -> Iterator[Finding]:
        """How far an answer may be put off."""
        for rule in self.base.extensions:
            own, title = self.policy.extension(rule.stage), f"Extension, stage {rule.stage}"
            base = f"at most {rule.at_most}"
            if own is None:
                note = "No answer is owed at this stage under this file, so there is nothing to extend."
                yield self._finding("extension", title, "silent", "", None, base, rule.source, note)
                continue
            measure = measured(own.at_most, rule.at_most, self.calendar)
            standing, words, note = _limit(measure), f"at most {own.at_most}", measure.words
            if own.grounds:
                words += f", for {' or '.join(own.grounds)}"
            if own.refuses:
                words += f", never for {', '.join(own.refuses)}"
            if standing == "met" and (set(own.refuses) - set(rule.refuses) or (own.grounds and not rule.grounds)):
                standing = "stricter"
            elif standing == "met" and self._borrowed(own.source, rule.source):
                standing, note = "silent", own.source.reading
            yield self._finding("extension", title, standing, words, own.source, base, rule.source, note)

    def windows(self) -> Iterator[Finding]:
        """The time a resident has: a shorter one falls short, however it is written down."""
        for rule in self.base.windows:
            title, base = f"Time to {rule.name}", f"{rule.length or 'no limit'} from {rule.runs_from}"
            window = next((one for one in self.policy.windows if one.name == rule.name), None)
            # 'refer' as a clock is a wait before the Ombudsman opens, not the time to go there.
            clock = _for_complaints(self.policy, rule.name, 1) if rule.name == "escalate" else None
            if clock is not None:
                own, source = period_words(clock), clock.source
            elif window is not None:
                own, source = f"{window.length or 'no limit'} from {window.runs_from}", window.source
            else:
                note = "This file sets no such window, and none is inherited: no limit is shown."
                yield self._finding("window", title, "silent", "", None, base, rule.source, note)
                continue
            length = clock.length if clock else window.length if window else None
            if length is None or rule.length is None:
                standing = "met" if length is rule.length else "stricter" if length is None else "falls short"
                note = rule.source.why if standing == "falls short" else ""
            else:
                measure = measured(length, rule.length, self.calendar)
                standing = "falls short" if measure.earlier else "stricter" if measure.later else "met"
                note = measure.words
            yield self._finding("window", title, standing, own, source, base, rule.source, note)

    def publications(self) -> Iterator[Finding]:
        """What is published again and again: how often, and how long there is for it."""
        for rule in self.base.publications:
            title = rule.name
            own = next((one for one in self.policy.publications if rule.name in (one.name, *one.instead)), None)
            if own is None:
                note = "This file has nothing of the kind and falls back on none: nothing asks for it."
                yield self._finding("publication", title, "falls short", "", None, rule.asks, rule.source, note)
                continue
            if own.source.inherited_from == self.base.key:
                yield self._finding("publication", title, "silent", own.asks, own.source, rule.asks, rule.source, "")
                continue
            lacks = list(self._less_often(own, rule))
            named = "" if own.name == rule.name else f"{own.name}: "
            standing = "falls short" if lacks else "met"
            words, note = f"{named}{own.asks}", " ".join(lacks)
            yield self._finding("publication", title, standing, words, own.source, rule.asks, rule.source, note)

    def _less_often(self, own: Publication, rule: Publication) -> Iterator[str]:
        """In what a publication of the policy's own comes later than the Code's."""
        if rule.every and (own.every is None or measured(own.every, rule.every, self.calendar).later):
            yield "It comes less often." if own.every else "It has no interval."
        if rule.within and own.within and measured(own.within, rule.within, self.calendar).later:
            yield "There is more time for it."
        if missing := [one.replace("_", " ") for one in rule.after if one not in own.after]:
            yield f"It is not asked for after: {', '.join(missing)}."

    def exclusions(self) -> Iterator[Finding]:
        """Grounds of the policy's own beyond those the Code names."""
        known = {one.ground for one in self.base.exclusions}
        named = ", ".join(one.title for one in self.base.exclusions)
        for own in self.policy.exclusions:
            if own.ground not in known and self.base.exclusions:
                note = "A ground beyond those the Code names: it has to be fair and reasonable to residents."
                source = self.base.exclusions[0].source
                title = f"Ground: {own.title}"
                yield self._finding("exclusion", title, "stricter", own.title, own.source, named, source, note)

    def figures(self) -> Iterator[Finding]:
        """Figures of the Code that one of the policy's own has taken the place of, and measures otherwise."""
        for rule in self.base.figures:
            own = next((one for one in self.policy.figures if one.key == rule.key), None)
            if own is not None and own.asks != rule.asks:
                note = "The Code's figure of this key is not reported."
                yield self._finding(
                    "figure", rule.title, "overruled", own.asks, own.source, rule.asks, rule.source, note
                )

    def kinds(self) -> Iterator[Finding]:
        """A kind of feedback that stands before stage 1."""
        own = self.policy.choice("feedback", "informal_complaint")
        if own is not None:
            base, source = "no stage before stage 1, such as an informal complaint", _before_stage_1(self.base)
            yield self._finding("kind", own.label, "falls short", own.label, own.source, base, source, "")

    def letters(self) -> Iterator[Finding]:
        """What each letter must contain."""
        for letter in self.base.letters:
            items = {one.item: one for one in _items(self.policy, letter.kind)}
            for rule in letter.contains:
                title, own = f"{LETTER_KINDS[letter.kind]}: {rule.item}", items.get(rule.item)
                topic = f"not needed in {letter.kind}: {rule.item}"
                yield self._content("letter", title, own, rule, topic)

    def duties(self) -> Iterator[Finding]:
        """What stands before each act."""
        for rule in self.base.duties:
            stage = f", stage {rule.stage}" if rule.stage else ""
            title = f"{ACTS[rule.at].label}{stage}: {rule.asks}"
            alike = [one for one in self.policy.duties if (one.at, one.asks) == (rule.at, rule.asks)]
            # A duty of the policy's own for every stage holds at this one too, beside what is inherited.
            own = [one for one in alike if one.stage in (rule.stage, None)]
            own.sort(key=lambda one: (not one.source.inherited_from, STRENGTH[one.level]))
            topic = f"not asked before {rule.at}: {rule.needs}"
            elsewhere = [f"stage {one.stage} ({one.source.clause})" for one in alike if one not in own]
            note = f"Asked at {', '.join(elsewhere)} instead." if elsewhere else ""
            yield self._content("duty", title, own[-1] if own else None, rule, topic, note)

    def _content(
        self, kind: str, title: str, own: Duty | LetterItem | None, rule: Duty | LetterItem, topic: str, note: str = ""
    ) -> Finding:
        base = f"{LEVEL_WORDS[rule.level]}: {rule.says}"
        if own is None:
            dropped = [one for one in self.policy.readings if one.topic == topic]
            if self.falls_back and dropped:
                said = " ".join([*(one.says for one in dropped), *([note] if note else [])])
                return self._finding(kind, title, "overruled", "off", dropped[0].source, base, rule.source, said)
            missing = "This file has no such rule and falls back on none: nothing asks for it."
            return self._finding(kind, title, "falls short", "", None, base, rule.source, missing)
        if own.source.inherited_from == self.base.key:
            return self._finding(kind, title, "silent", "", None, base, rule.source, "")
        lacks = list(_weaker(own, rule, self.policy))
        standing = "falls short" if lacks else "met"
        if not lacks and STRENGTH[own.level] > STRENGTH[rule.level]:
            standing, lacks = "stricter", [f"It {LEVEL_WORDS[own.level]} where the Code's {LEVEL_WORDS[rule.level]}."]
        words = f"{LEVEL_WORDS[own.level]}: {own.says}"
        return self._finding(kind, title, standing, words, own.source, base, rule.source, " ".join(lacks))


def _before_stage_1(base: Policy) -> Source:
    """The provision against an informal stage, as sure as the rules that cite it."""
    return next((one.source for one in base.duties if one.source.clause == "5.2"), Source("5.2"))


def _items(policy: Policy, kind: str = "") -> Iterable[LetterItem]:
    """The contents of the letters of ``kind``, or of all of them."""
    return (item for letter in policy.letters if kind in ("", letter.kind) for item in letter.contains)


def _weaker(own: Duty | LetterItem, rule: Duty | LetterItem, policy: Policy) -> Iterator[str]:
    """In what a rule of the policy's own asks less than the Code's in the same place."""
    if STRENGTH[own.level] < STRENGTH[rule.level]:
        yield f"It {LEVEL_WORDS[own.level]} where the Code's {LEVEL_WORDS[rule.level]}."
    if isinstance(own, Duty) and isinstance(rule, Duty):
        if own.override and not rule.override and rule.level == "block":
            yield f"{policy.role_title(own.override)} may go on with a reason; under the Code's nobody may."
        if own.feedback and "complaint" not in own.feedback:
            yield f"It is asked for {', '.join(map(feedback_words, own.feedback))} alone, not for complaints."
