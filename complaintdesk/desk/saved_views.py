"""The views on 1 to 9: named filters. Everybody has the same ones until they save their own under a digit."""

import json
from typing import TYPE_CHECKING

from complaintdesk.errors import BadInput, ComplaintDeskError
from complaintdesk.models.lists import SORTS, QueueQuery, SavedView

if TYPE_CHECKING:
    from complaintdesk.desk.browsing import Browsing

DIGITS = "123456789"
LONGEST = 20
SHARED = (
    SavedView("1", "Mine", "owner:me"),
    SavedView("2", "Team", "team:mine"),
    SavedView("3", "Breached", "band:breached"),
    SavedView("4", "Today", "band:today"),
    SavedView("5", "Unassigned", "owner:none"),
    SavedView("6", "Stage 2", "stage:2"),
)
_SETTING = "views"


def views(desk: "Browsing") -> tuple[SavedView, ...]:
    """My views in the order of their digits: the shared ones, my own in their place."""
    found = {view.digit: view for view in SHARED}
    for digit, view in _own(desk).items():
        found.pop(digit, None)
        if view is not None:
            found[digit] = view
    return tuple(found[digit] for digit in DIGITS if digit in found)


def save(desk: "Browsing", digit: str, name: str, text: str, sort: str) -> SavedView:
    """Keep a filter under a digit, for me alone. BadInput where digit, name or filter cannot be."""
    name = " ".join(name.split())
    if digit not in DIGITS or len(digit) != 1:
        raise BadInput("A view stands on one of the digits 1 to 9.", "For example: 7 Damp.")
    if not name or len(name) > LONGEST:
        raise BadInput(f"A view needs a name of at most {LONGEST} characters.", "For example: 7 Damp.")
    desk.filter(text)
    view = SavedView(digit, name, text, sort)
    _keep(desk, {**_own(desk), digit: view})
    return view


def drop(desk: "Browsing", digit: str) -> SavedView | None:
    """Forget my view on that digit; the shared one that then stands there, or None.

    Where none of my own is there the shared one is hidden from me.
    """
    own = _own(desk)
    if digit in own:
        del own[digit]
    else:
        own[digit] = None
    _keep(desk, own)
    return next((view for view in views(desk) if view.digit == digit), None)


def counts(desk: "Browsing", landlord: str) -> dict[str, int | None]:
    """How many open cases each view shows; None where its filter means nothing here. For a thread.

    Read on a connection of its own, so that nobody who moves through the list waits for a count.
    """
    found: dict[str, int | None] = {}
    with desk.counting() as lists:
        for view in views(desk):
            try:
                query = QueueQuery(landlord, filter=lists.read_filter(view.text, desk.now()))
                found[view.digit] = lists.total(query, desk.now())
            except ComplaintDeskError:
                found[view.digit] = None
    return found


def _own(desk: "Browsing") -> dict[str, SavedView | None]:
    """What I have saved; None: the shared view on that digit is hidden."""
    try:
        kept = json.loads(desk.setting(_SETTING) or "{}")
        own = {digit: SavedView(digit, *map(str, said)) if said else None for digit, said in kept.items()}
    except (ValueError, TypeError, AttributeError):
        return {}
    return {digit: view for digit, view in own.items() if view is None or view.sort in SORTS}


def _keep(desk: "Browsing", own: dict[str, SavedView | None]) -> None:
    said = {digit: [view.name, view.text, view.sort] if view else [] for digit, view in own.items()}
    desk.set_setting(_SETTING, json.dumps(said))
