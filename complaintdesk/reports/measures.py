"""The measures: each a pure function from a figure's rule, the rows and the period to what came out.

Decision: few and general. What a landlord counts, by which clause and in which words, is policy data.
"""

from collections.abc import Iterator
from datetime import date

from complaintdesk.engine.days import long, medium
from complaintdesk.models.figures import Bar
from complaintdesk.models.terms import CLOCK_WORDS, FEEDBACK_KINDS, FINDINGS, feedback_words
from complaintdesk.reports.asked import Asked, Measure
from complaintdesk.reports.counting import Found, Outcome, behind, counted, month_words, not_yet, percent, share
from complaintdesk.reports.entries import cases_with, done, in_time, records, sum_of
from complaintdesk.reports.rows import ClockLine, PartLine

NOT_TAKEN_ON = frozenset({"excluded", "not_a_complaint"})
"""Reasons for closing that mean the complaint was not accepted."""
HOMES = "stock"


def cases(asked: Asked) -> Outcome:
    """How many cases of some kinds of feedback were received, taken to stage 2 or closed in the period."""
    rule, day = asked.rule, asked.rule.day or "received"
    return counted(
        rule,
        (
            Found(one, getattr(one, day), one.subject)
            for one in asked.rows.cases()
            if one.feedback in (rule.of or rule.kinds)
            and asked.period.holds(getattr(one, day))
            and (not rule.where or one.closed_why in rule.where)
        ),
    )


def per_1000(asked: Asked) -> Outcome:
    """Complaints taken on at a stage, for each 1,000 homes the landlord had at the period's end."""
    rule, day = asked.rule, "escalated" if asked.rule.stage == 2 else "received"
    found = counted(
        rule,
        (
            Found(one, getattr(one, day), one.subject, stage=rule.stage)
            for one in asked.rows.cases()
            if one.feedback in rule.kinds
            and one.closed_why not in NOT_TAKEN_ON
            and asked.period.holds(getattr(one, day))
        ),
    )
    known = [one for one in asked.rows.records((HOMES,)) if one.said <= asked.period.last and one.amount > 0]
    if not known:
        words = f"{found.numerator:,}, no number of homes"
        note = "The landlord's book has no number of homes for this period's end: note it there (Number of homes)."
        return found._replace(unit="per_1000", value=None, denominator=0, words=words, note=note)
    homes = max(known, key=lambda one: one.said)
    stock = int(homes.amount)
    return found._replace(
        unit="per_1000",
        value=(found.numerator * 20_000 + stock) // (2 * stock) / 10,
        denominator=stock,
        note=f"{found.numerator:,} with {stock:,} homes, as counted on {long(homes.said)}",
    )


def on_time(asked: Asked) -> Outcome:
    """The share of clocks kept: strictly, and beside it with agreed extensions (or the other way round)."""
    rule, day = asked.rule, asked.rule.day or "due"
    mine = [
        one
        for name in rule.of
        for one in asked.rows.clocks(name, rule.stage)
        if one.case.feedback in rule.kinds and asked.period.holds(_clock_day(one, day)) and _is_kept_or_not(one)
    ]
    # An answer of the period is over and done with; anything else may be early long before the late ones show.
    clocks = mine if day == "answered" else [one for one in mine if one.due < asked.today]
    waiting = not_yet(len(mine) - len(clocks))
    extended = "extended" in rule.where
    found = []
    for one in clocks:
        strict, within = _kept(one, one.base_due), _kept(one, one.due)
        mark = "" if strict else "within an extension" if within else "late" if one.met else "late, not done yet"
        what = f"{CLOCK_WORDS[one.name]}, due {medium(one.due)}" + (f", done {medium(one.met)}" if one.met else "")
        counts = within if extended else strict
        found.append(Found(one.case, _clock_day(one, day), what, counts, mark, mark or "in time", rule.stage))
    beside = sum(_kept(one, one.base_due if extended else one.due) for one in clocks)
    other = percent(beside, len(clocks))
    if other is None or all(one.base_due == one.due for one in clocks):
        return share(rule, found, waiting)
    which = "without extensions" if extended else "including agreed extensions"
    return share(
        rule, found, "; ".join(filter(None, (f"{other:.1f}% {which} ({beside:,} of {len(clocks):,})", waiting)))
    )


def _kept(one: ClockLine, by: date) -> bool:
    return one.met is not None and one.met <= by


def _clock_day(one: ClockLine, day: str) -> date | None:
    received = one.case.escalated if one.stage == 2 else one.case.received
    return {"due": one.due, "received": received, "answered": one.met}[day]


def _is_kept_or_not(one: ClockLine) -> bool:
    """Whether it is kept or not once its day has passed: not where its stage ended before it was due."""
    return one.met is not None or one.ended is None or one.ended > one.due


def not_escalated(asked: Asked) -> Outcome:
    """The share of answers whose time to ask for the next stage ended in the period without a request."""
    rule, waiting = asked.rule, 0
    found = []
    for one in asked.rows.clocks("escalate", rule.stage):
        if not asked.period.holds(one.due):
            continue
        waiting += one.due >= asked.today
        if one.due < asked.today:
            what = f"could ask until {medium(one.due)}" + (f", asked {medium(one.met)}" if one.met else "")
            asked_for = one.met is not None
            mark = "went on" if asked_for else ""
            found.append(Found(one.case, one.due, what, not asked_for, mark, mark or "ended there", rule.stage))
    return share(rule, found, not_yet(waiting))


def parts(asked: Asked) -> Outcome:
    """The share of parts answered in the period that have one of the findings; counted by part, not by case."""
    wanted = asked.rule.of or ("upheld", "partly_upheld")
    return share(
        asked.rule,
        (
            Found(
                one.case,
                one.answered,
                f"part {one.number}: {FINDINGS.get(one.finding, one.finding)}",
                one.finding in wanted,
                stage=one.stage,
                finding=one.finding,
            )
            for one in _answered(asked)
            if asked.rule.stage in (0, one.stage)
        ),
    )


def _answered(asked: Asked) -> Iterator[PartLine]:
    return (one for one in asked.rows.parts() if one.finding and asked.period.holds(one.answered))


def overturned(asked: Asked) -> Outcome:
    """The share of reviews answered in the period that overturned all or part of the first answer."""
    reviews: dict[int, list[PartLine]] = {}
    for one in _answered(asked):
        if one.stage == 2:
            reviews.setdefault(one.case.case_id, []).append(one)
    found = []
    for members in reviews.values():
        first, n = members[0], sum(one.overturned == "overturned" for one in members)
        mark = "" if not n else "overturned in full" if n == len(members) else "overturned in part"
        words = f"{n} of {len(members)} parts overturned" if n else "stands"
        found.append(Found(first.case, first.answered, words, bool(n), mark, mark or "stands", 2))
    return share(asked.rule, found)


def trend(asked: Asked) -> Outcome:
    """Kinds of feedback and of entries side by side, each by month and by theme or area: a series for each."""
    rule, found = asked.rule, []
    for kind in rule.of:
        if kind in FEEDBACK_KINDS:
            lines = [(one, one.received) for one in asked.rows.cases() if one.feedback == kind]
        else:
            lines = [(one.case, one.said) for one in asked.rows.records((kind,)) if one.case.feedback in rule.kinds]
        name = feedback_words(kind)
        found += [Found(case, day, case.subject, value=name) for case, day in lines if asked.period.holds(day)]
    made: list[Bar] = []
    for kind in rule.of:
        name = feedback_words(kind)
        mine = [one for one in found if one.value == name]
        for by in rule.by:
            tally: dict[str, int] = {}
            for one in mine:
                key = f"{one.day:%Y-%m}" if by == "month" else getattr(one.case, by) or "not said"
                tally[key] = tally.get(key, 0) + 1
            order = sorted(tally) if by == "month" else sorted(tally, key=lambda key: (-tally[key], key))
            group = f"{name}, by {by}"
            made += [
                Bar(group, month_words(key) if by == "month" else key, tally[key], f"{tally[key]:,}") for key in order
            ]
    series = [f"{name}: {sum(one.value == name for one in found):,}" for name in map(feedback_words, rule.of)]
    return Outcome("number", len(found), len(found), None, ", ".join(series), "", tuple(made), behind(found))


MEASURED: dict[str, Measure] = {
    "cases": cases,
    "per_1000": per_1000,
    "on_time": on_time,
    "not_escalated": not_escalated,
    "parts": parts,
    "overturned": overturned,
    "records": records,
    "cases_with": cases_with,
    "in_time": in_time,
    "sum": sum_of,
    "done": done,
    "trend": trend,
}
