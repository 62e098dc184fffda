"""The SQL of the lists: which cases a view shows, and in which order.

A list is open cases in the order asked for (by their next due day where nothing is said), where cases are equal by
reference; where closed ones are asked for too they follow, newest first. A filter narrows a list and never changes its
order. The status stands in the text of the statement and never in a parameter: only then does SQLite skip rows inside
the partial index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from complaintdesk.store.narrowing import Narrowed
from complaintdesk.store.rows import CaseRow

if TYPE_CHECKING:  # only its name is needed here, and a start pays for every import
    from complaintdesk.models.lists import QueueQuery

COLUMNS = ", ".join(f"c.{name}" for name in CaseRow._fields)
CLOCK = ("next_due", "ref")
KEYS = {
    "clock": CLOCK,
    "oldest": ("id",),
    "owner": ("owner", *CLOCK),
    "stage": CLOCK,
}
"""What each order sorts by, smallest first, along an index. ``newest`` is by id, too; ``stage`` a stretch for each."""
_STAGE_2 = "\ue0002"
"""The mark of stage 2 in the index of words (``engine.marks``)."""


class Part(NamedTuple):
    """A stretch of a list: its rows (FROM and WHERE), its order, and the parameters."""

    status: str
    """``open`` or ``closed``."""
    source: str
    order: str
    ahead: str
    """Which rows stand before the one with :id."""
    params: dict[str, Any]
    each: str = ""
    """The same rows, the index of words asked about every case on its own instead of for all it finds."""
    by_case: bool = False
    """Whether that costs microseconds a case."""
    listed: str = ""
    """The rows there would be without words."""
    counted: str = ""
    """The least that must be read to count the rows. Empty: the tallies know."""
    tallied: str = ""
    """The tally's rows that are about this stretch, its filter by columns applied."""
    found: str = ""
    """All that the index of words finds, be it in this stretch or not. Empty: nothing is sought there."""

    def ids(self) -> str:
        """Every case id in order."""
        return f"SELECT c.id FROM {self.source} ORDER BY {self.order}"

    def page(self) -> str:
        """Rows from :offset, at most :limit; the rows skipped are skipped in the index."""
        return f"SELECT {COLUMNS} FROM {self.source} ORDER BY {self.order} LIMIT :limit OFFSET :offset"

    def first(self) -> str:
        """The first :limit rows, looked for case by case among those that stand before the one with :id."""
        return f"SELECT {COLUMNS} FROM {self.each} AND {self.ahead} ORDER BY {self.order} LIMIT :limit"


def parts(view: QueueQuery, *, many: bool = False) -> tuple[Part, ...]:
    """The stretches of the list ``view`` asks for, in order. ``as_at`` is not looked at: the desk folds the past.

    ``many``: its words find so much that sorting it would cost more than walking the list.
    """
    live = [_part("open", view, view.sort, many)]
    if view.sort == "stage":
        live = [_part("open", view, "stage", many, stage_2=is_second) for is_second in (True, False)]
    return (*live, _part("closed", view, "newest", many)) if view.status == "all" else tuple(live)


def open_cases(landlord: str = "") -> Part:
    """The open cases, soonest due first."""
    from complaintdesk.models.lists import QueueQuery

    return _part("open", QueueQuery(landlord), "clock", many=False)


def _part(status: str, view: QueueQuery, sort: str, many: bool, stage_2: bool | None = None) -> Part:
    """One stretch.

    Few finds are looked up and sorted; many are passed through in the order of the list's own index, which then
    stops at the end of the page. The + keeps SQLite from looking each of them up.
    """
    by = Narrowed(view.landlord, view.owner, view.words, view.filter)
    if stage_2 is not None:
        by.seek(_STAGE_2, excluded=not stage_2)
    order, ahead = _order(sort)
    ft, narrowed, params = f"ft_{status}", by.tallied + by.others, by.params
    source = each = listed = f"case_row c WHERE c.status = '{status}'{narrowed}"
    counted, found = source if by.others else "", ""
    if by.match:
        params["match"] = by.match
        found = f"{ft} WHERE {ft} MATCH :match"
        source = f"{ft} CROSS JOIN case_row c ON c.id = {ft}.rowid WHERE {ft} MATCH :match{narrowed}"
        if many:
            source = f"{listed} AND +c.id IN (SELECT rowid FROM {found})"
        counted = source if narrowed else found
        each = f"{listed} AND EXISTS (SELECT 1 FROM {found} AND {ft}.rowid = c.id)"
    elif by.without:
        params["without"] = by.without
        lacking = f"(SELECT rowid FROM {ft} WHERE {ft} MATCH :without"
        counted = source = f"{listed} AND +c.id NOT IN {lacking})"
        each = f"{listed} AND NOT EXISTS {lacking} AND {ft}.rowid = c.id)"
    tally = "tally" if by.by_owner else "tally_day"
    tallied = f"{tally} c WHERE c.status = '{status}'{by.tallied}"
    return Part(status, source, order, ahead, params, each, by.by_case, listed, counted, tallied, found)


def _order(sort: str) -> tuple[str, str]:
    """(ORDER BY, condition of the rows that stand before the one with :id)."""
    if sort == "newest":
        return "c.id DESC", "c.id > :id"
    keys = KEYS[sort]
    mine, its = (", ".join(f"{of}.{key}" for key in keys) for of in ("c", "o"))
    return mine, f"({mine}) < (SELECT {its} FROM case_row o WHERE o.id = :id)"
