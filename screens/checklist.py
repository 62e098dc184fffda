"""What a letter must contain, item by item: where it was found, or what is missing and which field fills it.

Decision: the missing items come first, at any width, since they are what one looks for.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from complaintdesk.models.letter import Check
from screens.controls import one_line
from screens.hanging import Hung

if TYPE_CHECKING:
    from screens.app import DeskApp

PANES = ("-some", "-all", "-none")
"""How much of the list is shown below a letter: the key goes round."""


class Checklist(VerticalScroll, can_focus=False):
    """The list beside a letter, or below it. ``label`` answers what a field is called."""

    if TYPE_CHECKING:
        app: "DeskApp"

    DEFAULT_CSS = "Checklist Static { width: 1fr; height: auto; }"

    def __init__(self, label: Callable[[str], str]) -> None:
        super().__init__(classes="-some")
        self._label = label
        self.words = ""

    def compose(self) -> ComposeResult:
        """All items as one text: a widget for each would be a dozen."""
        yield Static("", markup=False)

    def go_round(self) -> None:
        """Some of it, all of it, none of it."""
        if self.has_class("-idle"):
            self.remove_class("-idle")
            return
        now = next(place for place, name in enumerate(PANES) if self.has_class(name))
        self.remove_class(*PANES).add_class(PANES[(now + 1) % len(PANES)])

    def show(self, checks: Sequence[Check], now: Check | None) -> None:
        """Show these items; ``now`` is the one under attention."""
        checks = sorted(checks, key=lambda one: (one.met, one.level != "block"))
        self.words = ""
        self.set_class(not any(not check.met and check.level == "block" for check in checks), "-idle")
        items = [self._item(check, check is now) for check in checks]
        text = self.query_one(Static)
        text.update(self._grid(items))
        place = next((place for place, check in enumerate(checks) if check is now), None)
        if place is not None:
            room = self.app.console.options.update_width(max(1, text.size.width))
            above = self.app.console.render_lines(self._grid(items[:place]), room) if place else ()
            self.scroll_to(y=len(above), animate=False)

    def _grid(self, items: Sequence[tuple[Text, Text]]) -> Group:
        width = 2 + self.app.look.ascii
        return Group(*(Hung(glyph, item, width) for glyph, item in items))

    def _item(self, check: Check, here: bool) -> tuple[Text, Text]:
        look = self.app.look
        glyph = look.glyphs["done" if check.met else "breached" if check.level == "block" else "today"]
        lead = "" if check.met else "Missing: " if check.level == "block" else "Advised: "
        style = look.cursor if here else look.muted if check.met else look.strong
        sure = f", {one_line(check.certainty)}" if check.certainty not in ("", "verified") else ""
        clause = f" ({one_line(check.clause)}{sure})" if check.clause else ""
        item = Text(f"{lead}{one_line(check.says)}{clause}")
        item.stylize(style)
        where = one_line(check.where)
        if not check.met and check.field:
            where = f"{where} → field: {self._label(check.field)}".lstrip()
        item.append(f"\n{where}", look.muted)
        self.words += f"{glyph} {item.plain}\n"
        return Text(glyph, style), item
