"""The measures of entries: what stands on files of cases and in the landlord's book, counted, summed, done in time."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from complaintdesk.engine.days import long, medium
from complaintdesk.engine.periods import months_after, whole, year_key
from complaintdesk.engine.publishing import is_for
from complaintdesk.models.figures import Bar
from complaintdesk.models.policy import Length
from complaintdesk.reports.asked import Asked
from complaintdesk.reports.counting import Found, Outcome, bars, behind, counted, not_yet, share
from complaintdesk.reports.rows import RecordLine


def records(asked: Asked) -> Outcome:
    """How many entries of some kinds fall in the period, and how many of them are done."""
    rule, day = asked.rule, asked.rule.day or "said"
    lines = [one for one in _of_kind(asked) if asked.period.holds(getattr(one, day))]
    found = [_entry(one, getattr(one, day)) for one in lines]
    done = sum(one.settled is not None for one in lines)
    note = f"{done:,} {rule.done_words}" if rule.done_words else ""
    if rule.done_words:
        found = [
            one._replace(mark=rule.done_words) if line.settled else one for one, line in zip(found, lines, strict=True)
        ]
    return counted(rule, found, note)


def cases_with(asked: Asked) -> Outcome:
    """The share of cases received in the period that have an entry of some kinds."""
    rule = asked.rule
    having = {one.case.case_id for one in asked.rows.records(rule.of)}
    return share(
        rule,
        (
            Found(one, one.received, one.subject, one.case_id in having)
            for one in asked.rows.cases()
            if one.feedback in rule.kinds and asked.period.holds(one.received)
        ),
    )


def in_time(asked: Asked) -> Outcome:
    """The share of what fell due in the period that was done by its day; what was done late is told apart."""
    found, late, waiting, kinds = [], 0, 0, asked.rule.feedback
    for one in _of_kind(asked):
        if one.due is None or not asked.period.holds(one.due) or (kinds and one.case.feedback not in kinds):
            continue
        if one.due >= asked.today:
            waiting += 1
            continue
        kept = one.settled is not None and one.settled <= one.due
        late += one.settled is not None and not kept
        mark = "" if kept else f"late, {medium(one.settled)}" if one.settled else "not done"
        found.append(_entry(one, one.due)._replace(counts=kept, mark=mark))
    undone = len(found) - late - sum(one.counts for one in found)
    said = (f"{late:,} late" if late else "", f"{undone:,} not done" if undone else "", not_yet(waiting))
    return share(asked.rule, found, ", ".join(filter(None, said)))


def sum_of(asked: Asked) -> Outcome:
    """The money of some entries together."""
    lines = [one for one in _of_kind(asked) if asked.period.holds(one.said)]
    total = sum(one.pence for one in lines)
    found = tuple(_entry(one, one.said)._replace(mark=pounds(one.pence)) for one in lines)
    each = bars(asked.rule, found, share=False, worth=lambda one: one.pence)
    priced = tuple(one._replace(words=pounds(one.value)) for one in each)
    return Outcome("pence", total, total, None, f"{len(lines):,} in all" if lines else "", "", priced, behind(found))


def pounds(pence: int) -> str:
    """'£1,250.00'."""
    return f"£{pence // 100:,}.{pence % 100:02}"


def done(asked: Asked) -> Outcome:
    """Whether something was done: in the period, in the year after the one it is about, or within a length of time."""
    rule = asked.rule
    groups: dict[str, list[RecordLine]] = {} if "value" in rule.by else {"": []}
    for one in _of_kind(asked):
        groups.setdefault((one.value_words or one.value) if "value" in rule.by else "", []).append(one)
    judged = {name: _standing(asked, lines) for name, lines in groups.items()}
    good = sum(ok for ok, _ in judged.values())
    words = (
        next(iter(judged.values()))[1]
        if list(judged) == [""]
        else f"{good} of {len(judged)}"
        if judged
        else "none on record"
    )
    bars = tuple(Bar("kind", name, int(ok), said) for name, (ok, said) in sorted(judged.items()) if name)
    listed = behind(_entry(one, _done_on(one)) for lines in groups.values() for one in lines)
    known = bool(judged)
    whole_ = int(known and good == len(judged))
    return Outcome("yes_no", whole_, good, len(judged), "", words, bars, listed)


def _done_on(one: RecordLine) -> date:
    return one.settled or one.said


def _standing(asked: Asked, lines: list[RecordLine]) -> tuple[bool, str]:
    """(whether it is as it should be, in words)."""
    rule, period = asked.rule, asked.period
    seen = min(asked.today, period.last)
    if rule.day == "after":
        return _after_the_year(asked, lines)
    if rule.length is not None:
        last = max((_done_on(one) for one in lines if _done_on(one) <= seen), default=None)
        if last is None:
            return False, "never done"
        until = _later(last, rule.length)
        return (until >= seen, f"done {long(last)}" if until >= seen else f"overdue, last done {long(last)}")
    on = max((_done_on(one) for one in lines if period.holds(_done_on(one))), default=None)
    if on is not None:
        return True, f"done {long(on)}"
    last = max((_done_on(one) for one in lines if _done_on(one) < period.first), default=None)
    was = f", last done {long(last)}" if last else ""
    return False, ("overdue" if asked.today > period.last else "still to be done") + was


def _after_the_year(asked: Asked, lines: list[RecordLine]) -> tuple[bool, str]:
    """A yearly report is about a year and comes in the year after: the one that ended last where none is asked for."""
    year = asked.period
    if year.size != "year":
        year = whole("year", whole("year", year.last, asked.starts).first - timedelta(1), asked.starts)
    label = year_key(year.first)
    mine = [one for one in lines if is_for(label, year.last, _said_for(one), _done_on(one))]
    on = max((_done_on(one) for one in mine if _done_on(one) <= asked.today), default=None)
    if on is not None:
        return True, f"{label}: published {long(on)}"
    if asked.today <= year.last:
        return False, f"{label}: the year is not over"
    return False, f"{label}: outstanding"


def _said_for(one: RecordLine) -> str:
    """The year or quarter that an entry's line says it is for, behind what was published; '' where it says none."""
    second = one.what.partition(f"{one.value}; ")[2].partition(";")[0]
    return second if re.fullmatch(r"\d{4}(/\d\d|-Q\d|-\d\d)?", second) else ""


def _later(day: date, length: Length) -> date:
    if length.unit == "months":
        return months_after(day, length.count)
    return day + timedelta(length.count * {"days": 1, "weeks": 7}.get(length.unit, 1))


def _of_kind(asked: Asked) -> Iterator[RecordLine]:
    rule = asked.rule
    found = (one for one in asked.rows.records(rule.of) if not rule.where or one.value in rule.where)
    return (one._replace(what=without(one.what, one.customer)) for one in found) if rule.public else found


def without(text: str, customer: tuple[str, ...]) -> str:
    """The text with the customer's name, each word of it, and address taken out.

    >>> without("Lesson 2: call Ms OKAFOR back; 12 Larch Walk is damp", ("Amara Okafor", "12 Larch Walk"))
    'Lesson 2: call Ms [customer] back; [customer] is damp'
    """
    said = [one for one in customer if one.strip()]
    names = [word for one in said[:1] for word in one.split() if len(word) > 2]
    for word in [*said, *names]:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "[customer]", text, flags=re.IGNORECASE)
    return text


def _entry(one: RecordLine, day: date | None) -> Found:
    return Found(one.case, day, one.what, value=one.value_words or one.value, pence=one.pence)
