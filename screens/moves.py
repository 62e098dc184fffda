"""Moving within the pane that is open, by the keys of any list: for the screens that show something to read."""

from textual.containers import VerticalScroll

from screens.awaiting import Standing
from screens.entries import Entries


class Moves(Standing):
    """The actions of the group 'list' on ``pane``: entry by entry in a list, else line by line."""

    @property
    def pane(self) -> VerticalScroll:
        """What the keys move in."""
        raise NotImplementedError

    def action_down(self) -> None:
        """One entry or line on."""
        pane = self.pane
        if isinstance(pane, Entries):
            pane.step(1)
        else:
            pane.scroll_down(animate=False)

    def action_up(self) -> None:
        """One entry or line back."""
        pane = self.pane
        if isinstance(pane, Entries):
            pane.step(-1)
        else:
            pane.scroll_up(animate=False)

    def action_page_down(self) -> None:
        """One page on."""
        pane = self.pane
        if isinstance(pane, Entries):
            pane.page(1)
        else:
            pane.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """One page back."""
        pane = self.pane
        if isinstance(pane, Entries):
            pane.page(-1)
        else:
            pane.scroll_page_up(animate=False)

    def action_first(self) -> None:
        """To the top."""
        pane = self.pane
        if isinstance(pane, Entries):
            pane.go(0)
        else:
            pane.scroll_home(animate=False)

    def action_last(self) -> None:
        """To the end."""
        pane = self.pane
        if isinstance(pane, Entries):
            pane.go(len(pane.entries) - 1)
        else:
            pane.scroll_end(animate=False)

    def action_open(self) -> None:
        """All of the entry under the cursor, or its title alone again."""
        pane = self.pane
        if isinstance(pane, Entries):
            pane.unfold()
