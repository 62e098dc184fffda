"""A text that wraps under itself beside a mark or label, for Rich."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text


class Hung:
    """A mark in its own narrow column and beside it a text that wraps under itself.

    Decision: no table of Rich's; a page has dozens of these and is painted before anybody may go on, and a table
    measures, pads and renders each cell on its own.
    """

    def __init__(self, mark: str | Text, text: Text, width: int) -> None:
        self.mark = mark if isinstance(mark, Text) else Text(mark)
        self.text = text
        self.width = width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, as wide as there is room."""
        beside, below = self.mark.copy(), Text(" " * self.width)
        beside.truncate(self.width, overflow="ellipsis", pad=True)
        for n, line in enumerate(self.text.wrap(console, max(1, options.max_width - self.width))):
            yield Text().append_text(below if n else beside).append_text(line)
