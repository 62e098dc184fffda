"""Picking one of a list by typing a part of its name."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from screens.base import DeskModal
from screens.commands import bindings
from screens.text import shown


class Pick(DeskModal[str]):
    """Gives the key of the row that was picked; None: none. ``rows``: (key, words)."""

    BINDINGS = bindings("modal", "choice")
    CSS_PATH = "pick.tcss"
    AUTO_FOCUS = None

    def __init__(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._rows = title, tuple(rows)
        self._found = self._rows

    def compose(self) -> ComposeResult:
        """A field, and the rows that have its words."""
        with Vertical(id="box"):
            yield Input(placeholder="a part of the name", id="name", classes="bare")
            yield OptionList(id="list", markup=False)

    def on_mount(self) -> None:
        """Show all; take what was typed meanwhile."""
        self.query_one("#box").border_title = Content(shown(self._title))
        self.query_one("#list").can_focus = False
        self._show("")
        self.set_focus(self.query_one(Input))

    def _show(self, typed: str) -> None:
        words = typed.casefold().split()
        self._found = tuple(row for row in self._rows if all(word in row[1].casefold() for word in words))
        options = self.query_one("#list", OptionList)
        options.clear_options()
        said = [words for _, words in self._found] or ["Nobody of that name owes anything."]
        options.add_options([Option(Content(shown(one, limit=200))) for one in said])
        options.highlighted = 0

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _picked(self) -> None:
        at = self.query_one("#list", OptionList).highlighted
        if at is not None and self._found:
            self.dismiss(self._found[at][0])

    def action_next_choice(self, step: int) -> None:
        """Up or down the list, from the field."""
        options = self.query_one("#list", OptionList)
        options.highlighted = ((options.highlighted or 0) + step) % max(1, options.option_count)
