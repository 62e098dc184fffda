"""A page of text to read and search in: a letter as it prints, kept as the plain text it is."""

from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.controls import many_lines
from screens.find import places

if TYPE_CHECKING:
    from screens.app import DeskApp


class Page(VerticalScroll, can_focus=True):
    """Shows a text; marks the places where words stand and goes from one to the next."""

    if TYPE_CHECKING:
        app: "DeskApp"

    def __init__(self) -> None:
        super().__init__(id="page")
        self.text = ""
        self._places: list[tuple[int, int]] = []
        self._at = -1

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static("", markup=False)

    def show(self, text: str) -> None:
        """Show another text; nothing is marked in it."""
        self.text, self._places, self._at = many_lines(text), [], -1
        self.draw()

    def draw(self) -> None:
        """Draw it with the places found."""
        text = Text(self.text)
        for number, (start, end) in enumerate(self._places):
            text.stylize(self.app.look.cursor if number == self._at else self.app.look.strong, start, end)
            text.stylize("underline", start, end)
        self.query_one(Static).update(text)

    @property
    def found(self) -> int:
        """How many places are marked."""
        return len(self._places)

    def seek(self, words: str) -> str:
        """Mark where ``words`` stand and go to the first; which it is, in words ('' when nothing is sought)."""
        self._places = places(self.text, words)
        self._at = 0 if self._places else -1
        self._see()
        return self._which if self._places else "Nothing found." if words.strip() else ""

    def next_place(self, by: int) -> str:
        """To the next place, or the one before; which it is, in words."""
        if not self._places:
            return "Nothing was sought. / searches."
        self._at = (self._at + by) % len(self._places)
        self._see()
        return self._which

    @property
    def _which(self) -> str:
        return f"{self._at + 1} of {len(self._places)}"

    def _see(self) -> None:
        self.draw()
        if self._places:
            line = self.text.count("\n", 0, self._places[self._at][0])
            self.scroll_to(y=max(0, line - self.size.height // 2), animate=False)
