"""One-line widgets drawn straight into a strip: headers, status lines, key hints.

Decision: no ``Static`` and no ``Footer`` for the chrome. A line is painted in the first frame, costs
nothing to change, and is cut or padded to the width it has, so that it never wraps or scrolls.
"""

from textwrap import wrap

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

Piece = str | tuple[str, Style]


class Line(Widget, can_focus=False):
    """One line: pieces from the left, pieces from the right, a gap between them.

    Pieces are plain text or (text, style); text a person typed goes through ``text.shown`` first.
    """

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._left: tuple[Piece, ...] = ()
        self._right: tuple[Piece, ...] = ()

    def say(self, *left: Piece, right: tuple[Piece, ...] = ()) -> None:
        """Show these words; nothing is painted when they are the ones already shown."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    @property
    def words(self) -> str:
        """What the line says, without style and padding."""
        parts = ["".join(p if isinstance(p, str) else p[0] for p in ends) for ends in (self._left, self._right)]
        return "  ".join(part for part in parts if part)

    def render_line(self, y: int) -> Strip:
        """The line, cut or padded to the width; the right end wins over the left."""
        width = self.size.width
        base = self.rich_style
        if y:
            return Strip.blank(width, base)
        left, right = self._segments(self._left, base), self._segments(self._right, base)
        room = width - sum(cell_len(segment.text) for segment in right)
        strip = Strip(left).crop(0, max(0, room)).extend_cell_length(max(0, room), base)
        return Strip([*strip, *right]).adjust_cell_length(width, base)

    @staticmethod
    def _segments(pieces: tuple[Piece, ...], base: Style) -> list[Segment]:
        return [Segment(p, base) if isinstance(p, str) else Segment(p[0], base + p[1]) for p in pieces]


class TooSmall(Line):
    """One line over everything while the terminal is smaller than the desk needs."""

    DEFAULT_CSS = """
    TooSmall { layer: small; dock: top; width: 100%; height: 100%; background: $background; }
    """

    WORDS = "The desk needs 80 columns and 24 lines. Make the window larger, or leave with Ctrl+Q."

    @property
    def words(self) -> str:
        """What is needed, and how to leave."""
        return self.WORDS

    def render_line(self, y: int) -> Strip:
        """As many lines as the words need at this width."""
        width = max(1, self.size.width)
        lines = wrap(self.WORDS, width)
        return Strip([Segment((lines[y] if y < len(lines) else "").ljust(width), self.rich_style)], width)
