"""Figures as CSV that a spreadsheet opens as a table: UTF-8 with its mark, and no cell that is a formula."""

import csv
import io
from typing import Any

from complaintdesk.models.figures import FiguresView

HEAD = (
    *("landlord", "period", "figure", "title", "row", "group", "label", "value", "in words", "numerator"),
    *("denominator", "note", "benchmark", "clause", "definition"),
)
BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: object) -> str:
    """A cell as text; one that a spreadsheet would take for a formula begins with an apostrophe.

    >>> safe("=1+1"), safe("Damp")
    ("'=1+1", 'Damp')
    """
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def as_csv(*views: FiguresView, cases: bool = False) -> str:
    """One line a figure of each landlord, one for each row below it and, with ``cases``, each case behind it."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(HEAD)
    for whose, one in ((view, one) for view in views for one in view.figures):
        start = (whose.landlord, whose.period, one.key, one.title)
        value = "" if one.value is None else one.value / 100 if one.unit == "pence" else one.value
        tail = (one.note, one.benchmark, one.clause, one.says)
        shares = (one.numerator, "" if one.denominator is None else one.denominator)
        _row(write, (*start, "figure", "", "", value, one.words, *shares, *tail))
        for bar in one.bars:
            _row(write, (*start, "breakdown", bar.group, bar.label, bar.value, bar.words, "", "", "", "", "", ""))
        for line in one.behind if cases else ():
            day = line.day.isoformat() if line.day else ""
            counts = "counts" if line.counts else "does not count"
            _row(write, (*start, "case", counts, line.ref, day, line.words, "", "", line.mark, "", "", ""))
    return BOM + out.getvalue()


def _row(write: Any, cells: tuple[object, ...]) -> None:
    write.writerow([one if isinstance(one, int | float) else safe(one) for one in cells])
