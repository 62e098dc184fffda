"""Figures: pure functions from rows that the desk hands in, and a period, to what a landlord reports.

Decision: nothing here knows a store, a clock or a screen. Which figures there are, with clause and reading, says the
policy; how each is worked out, ``measures``; every figure carries the cases behind it.
"""

from datetime import date

from complaintdesk.engine.days import long
from complaintdesk.engine.periods import Period
from complaintdesk.models.figures import Figure
from complaintdesk.models.policy import FigureRule, Policy
from complaintdesk.reports.asked import Asked
from complaintdesk.reports.entries import pounds
from complaintdesk.reports.measures import MEASURED
from complaintdesk.reports.rows import CaseLine, ClockLine, PartLine, RecordLine, Rows
from complaintdesk.reports.saving import as_csv

__all__ = ["CaseLine", "ClockLine", "PartLine", "RecordLine", "Rows", "as_csv", "figure"]

BENCHMARK = "benchmark"


def figure(rule: FigureRule, rows: Rows, period: Period, today: date, policy: Policy) -> Figure:
    """One figure of the period as it stands on ``today``."""
    out = MEASURED[rule.measure](Asked(rule, rows, period, today, policy.year_starts))
    return Figure(
        key=rule.key,
        title=rule.title,
        says=rule.says,
        clause=rule.source.clause if rule.source.inherited_from else f"{policy.cited_as} {rule.source.clause}",
        reading=rule.source.reading,
        unit=out.unit,
        value=out.value,
        words=out.words or in_words(out.unit, out.value),
        numerator=out.numerator,
        denominator=out.denominator,
        note=out.note,
        bars=out.bars,
        behind=tuple(one._replace(ref="", case_id=0) for one in out.behind) if rule.public else out.behind,
        benchmark=_benchmark(rule.key, out.unit, rows, period),
    )


def in_words(unit: str, value: float | None) -> str:
    """'95.0%', '12.0 per 1,000', '£650.00', '96'; 'nothing to measure' where there was none."""
    if value is None:
        return "nothing to measure"
    if unit == "percent":
        return f"{value:.1f}%"
    if unit == "per_1000":
        return f"{value:,.1f} per 1,000"
    return pounds(int(value)) if unit == "pence" else f"{int(value):,}"


def _benchmark(key: str, unit: str, rows: Rows, period: Period) -> str:
    """What others reach, as it was known at the period's end."""
    known = [one for one in rows.records((BENCHMARK,)) if one.value == key and one.said <= period.last]
    if not known:
        return ""
    last = max(known, key=lambda one: one.said)
    amount = last.amount * 100 if unit == "pence" else last.amount
    return f"{in_words(unit, amount) if unit != 'number' else f'{amount:,g}'} ({long(last.said)})"
