"""What a measure is asked: one figure's rule, the rows it is made from, the period, and the day it is seen on."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from complaintdesk.engine.periods import Period
from complaintdesk.models.policy import FigureRule
from complaintdesk.reports.counting import Outcome
from complaintdesk.reports.rows import Rows


class Asked(NamedTuple):
    """One question: which figure, of which period, seen on which day."""

    rule: FigureRule
    rows: Rows
    period: Period
    today: date
    starts: int = 4
    """The month the reporting year begins in."""


Measure = Callable[[Asked], Outcome]
