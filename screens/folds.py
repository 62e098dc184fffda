"""Rare fields of a long page behind a line each: closed until asked for, open where something stands in them."""

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Button

from screens.controls import one_line
from screens.fields import FieldBox


class Fold(Button):
    """The line that opens and closes the fields with the heading ``name``; Enter or space does it."""

    DEFAULT_CSS = """
    Fold, Fold.-style-default { margin: 0 0 0 1; color: $muted; background: transparent; text-align: left; }
    Fold:focus { text-style: bold reverse; }
    """

    def __init__(self, heading: str) -> None:
        super().__init__(Content(f"+ {one_line(heading)}"), compact=True)
        self.heading = heading
        self.is_open = False

    def show(self, boxes: Iterable[FieldBox], *, is_open: bool) -> None:
        """Open or close, and say how many of its fields are filled."""
        own = [box for box in boxes if box.field.fold == self.heading]
        self.is_open = is_open
        for box in own:
            box.display = is_open
        filled = sum(bool(box.value) for box in own)
        self.label = Content(
            f"{'-' if is_open else '+'} {one_line(self.heading)}{f', {filled} filled' if filled else ''}"
        )
