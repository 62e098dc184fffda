"""Bands: how close a case is to breach, from its next due date. Source: rule 8 of ``docs/deadlines.md``."""

from datetime import date
from typing import NamedTuple


class Bands(NamedTuple):
    """The two thresholds of the bands, in working days: ``soon`` up to the first, ``watch`` up to the second."""

    soon: int = 2
    watch: int = 5


USUAL = Bands()


def band(due: date, days_left: int, today: date, bands: Bands = USUAL) -> str:
    """breached, today, soon, watch or clear. A weekend after a Friday deadline has no days left and is a breach."""
    if due < today:
        return "breached"
    if days_left == 0:
        return "today"
    if days_left <= bands.soon:
        return "soon"
    return "watch" if days_left <= bands.watch else "clear"
