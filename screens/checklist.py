"""What a letter must contain, item by item: where it was found, or what is missing and which field fills it.

Decision: the missing items come first, at any width, since they are what one looks for.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from complaintdesk.models.letter import Check
from screens.awaiting import unbroken
from screens.controls import one_line

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

    def go_round(self) -> None:
        """Some of it, all of it, none of it."""
        if self.has_class("-idle"):
            self.remove_class("-idle")
            return
        now = next(place for place, name in enumerate(PANES) if self.has_class(name))
        self.remove_class(*PANES).add_class(PANES[(now + 1) % len(PANES)])

    async def show(self, checks: Sequence[Check], now: Check | None) -> None:
        """Show these items; ``now`` is the one under attention."""
        checks = sorted(checks, key=lambda one: (one.met, one.level != "block"))
        rows = list(self.query(Static).results(Static))
        if len(rows) != len(checks):
            await unbroken(self.remove_children())
            rows = [Static("", markup=False) for _ in checks]
            await unbroken(self.mount_all(rows))
        self.words = ""
        self.set_class(not any(not check.met and check.level == "block" for check in checks), "-idle")
        for row, check in zip(rows, checks, strict=True):
            row.update(self._item(check, check is now))
            if check is now:
                self.scroll_to_widget(row, animate=False, top=True)

    def _item(self, check: Check, here: bool) -> Table:
        look = self.app.look
        glyph = look.glyphs["done" if check.met else "breached" if check.level == "block" else "today"]
        lead = "" if check.met else "Missing: " if check.level == "block" else "Advised: "
        style = look.cursor if here else look.muted if check.met else look.strong
        sure = f", {one_line(check.certainty)}" if check.certainty not in ("", "verified") else ""
        item = Text(f"{lead}{one_line(check.says)} ({one_line(check.clause)}{sure})")
        item.stylize(style)
        where = one_line(check.where)
        if not check.met and check.field:
            where = f"{where} → field: {self._label(check.field)}".lstrip()
        item.append(f"\n{where}", look.muted)
        self.words += f"{glyph} {item.plain}\n"
        table = Table.grid(expand=True)
        table.add_column(width=2 + look.ascii)
        table.add_column(ratio=1)
        table.add_row(Text(glyph, style), item)
        return table
