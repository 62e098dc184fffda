"""The SQL of the lists: which cases a view shows, and in which order.

A list is open cases by their next due day, then reference; where closed ones are asked for too they
follow, newest first. Words narrow a list and never change its order. The status stands in the text
of the statement and never in a parameter: only then does SQLite skip rows inside the partial index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from complaintdesk.store.rows import CaseRow

if TYPE_CHECKING:  # only its name is needed here, and a start pays for every import
    from complaintdesk.models.views import QueueQuery

COLUMNS = ", ".join(f"c.{name}" for name in CaseRow._fields)


class Part(NamedTuple):
    """A stretch of a list: its rows (FROM and WHERE), its order, and the parameters."""

    status: str
    """``open`` or ``closed``."""
    source: str
    order: str
    ahead: str
    """Which rows stand before the one with :due, :ref and :id."""
    params: dict[str, Any]
    counted: str = ""
    """Found by words: the least that must be read to count the rows. Else the tallies know."""

    def ids(self) -> str:
        """Every case id in order."""
        return f"SELECT c.id FROM {self.source} ORDER BY {self.order}"

    def page(self) -> str:
        """Rows from :offset, at most :limit; the rows skipped are skipped in the index."""
        return f"SELECT {COLUMNS} FROM {self.source} ORDER BY {self.order} LIMIT :limit OFFSET :offset"

    def total(self) -> str:
        """How many rows, counting no further than :cap (negative: all)."""
        return f"SELECT count(*) FROM (SELECT 1 FROM {self.counted} LIMIT :cap)"


def parts(view: QueueQuery, *, many: bool = False) -> tuple[Part, ...]:
    """The stretches of the list ``view`` asks for, in order. ``as_at`` is not looked at: the desk folds the past.

    ``many``: its words find so much that sorting it would cost more than walking the list.
    """
    narrowed, params = _narrow(view.landlord, view.owner)
    match = match_of(view.words)
    live = open_cases(view.landlord, view.owner)
    closed = Part("closed", f"case_row c WHERE c.status = 'closed'{narrowed}", "c.id DESC", "c.id > :id", params)
    listed = (live, closed) if view.status == "all" else (live,)
    return tuple(_found(part, match, narrowed, many) for part in listed) if match else listed


def _found(part: Part, match: str, narrowed: str, many: bool) -> Part:
    """The stretch narrowed to what the words find.

    Few finds are looked up and sorted; many are passed through in the order of the list's own index, which then
    stops at the end of the page. The + keeps SQLite from looking each of them up.
    """
    ft = f"ft_{part.status}"
    by_words = f"{ft} CROSS JOIN case_row c ON c.id = {ft}.rowid WHERE {ft} MATCH :match{narrowed}"
    in_order = f"{part.source} AND +c.id IN (SELECT rowid FROM {ft} WHERE {ft} MATCH :match)"
    return part._replace(
        source=in_order if many else by_words,
        params={**part.params, "match": match},
        counted=by_words if narrowed else f"{ft} WHERE {ft} MATCH :match",
    )


def open_cases(landlord: str = "", owner: str = "") -> Part:
    """The open cases, soonest due first."""
    narrowed, params = _narrow(landlord, owner)
    ahead = "(c.next_due, c.ref) < (:due, :ref)"
    return Part("open", f"case_row c WHERE c.status = 'open'{narrowed}", "c.next_due, c.ref", ahead, params)


def match_of(words: str) -> str:
    """What a person typed as a search for words that begin so, all of them; empty where there is no word in it."""
    kept = (w for w in words.replace("\0", " ").split() if any(map(str.isalnum, w)))
    return " ".join('"' + w.replace('"', '""') + '"*' for w in kept)


def _narrow(landlord: str, owner: str) -> tuple[str, dict[str, Any]]:
    text = ""
    params: dict[str, Any] = {}
    if landlord:
        text += " AND c.landlord = :landlord"
        params["landlord"] = landlord
    if owner:
        text += " AND c.owner = :owner"
        params["owner"] = owner
    return text, params
