"""The line one searches in, on the timeline and in a letter: words while they are typed, Enter keeps, Escape leaves."""

import re
from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.widgets import Input

from screens.commands import bindings
from screens.controls import LineInput


class FindLine(LineInput):
    """Hidden until ``begin``; tells its screen what is sought and when to go back to reading."""

    BINDINGS = bindings("find")
    DEFAULT_CSS = """
    FindLine, FindLine:focus { dock: bottom; height: 1; margin: 0 0 1 0; border: none; padding: 0 1; display: none; }
    FindLine.-open, FindLine.-open:focus { display: block; background: $panel; }
    """

    @dataclass
    class Sought(Message):
        """The words are others now; '' for none."""

        words: str

    class Ended(Message):
        """Back to reading."""

    def __init__(self) -> None:
        super().__init__()
        self.placeholder = "Find: words, Enter keeps, Esc leaves, then n and N"

    def begin(self) -> None:
        """Open, with what was sought before."""
        self.add_class("-open")
        self.focus()
        self.action_end()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.has_class("-open"):
            self.post_message(self.Sought(self.value.strip()))

    def action_keep(self) -> None:
        """Close, keep the places found."""
        self._close()

    def action_leave(self) -> None:
        """Close and forget."""
        self.value = ""
        self.post_message(self.Sought(""))
        self._close()

    def _close(self) -> None:
        self.remove_class("-open")
        self.post_message(self.Ended())


def places(text: str, words: str) -> list[tuple[int, int]]:
    """(from, to) of each place in ``text`` where ``words`` stand, in order: capitals or not, across line ends too."""
    if not words.strip():
        return []
    sought = re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)
    return [match.span() for match in sought.finditer(text)]
