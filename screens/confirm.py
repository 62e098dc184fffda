"""The small dialogs: may I (``Confirm``), this cannot be (``Told``), why go on all the same (``Because``).

Decision: only what cannot be taken back is asked about. The cursor starts on Cancel, ``y`` says yes,
Enter alone never does, Escape is no. The words name reference, resident and effect; the caller makes them.
"""

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Static

from screens.awaiting import Standing
from screens.base import DeskModal, TooSmall
from screens.commands import bindings
from screens.controls import LineInput, many_lines, one_line

T = TypeVar("T")


class Dialog(Standing, DeskModal[T]):
    """A heading, some lines that scroll where they must, and what the subclass puts below."""

    STARTS_ON: ClassVar[str] = "#no"
    """Where the cursor is at first: on the way back."""
    DEFAULT_CSS = """
    Dialog > .dialog { width: 72; max-width: 96%; height: auto; max-height: 90%; border: round $primary;
                       background: $surface; padding: 0 1; }
    Dialog .title { text-style: bold; height: auto; margin: 0 0 1 0; }
    Dialog .body { height: auto; max-height: 14; margin: 0 0 1 0; }
    Dialog LineInput { margin: 0 0 1 0; }
    Dialog .ways { height: 1; }
    Dialog Button { margin: 0 3 0 0; }
    Dialog Button:focus { text-style: bold reverse; }
    """

    def __init__(self, title: str, *lines: str) -> None:
        super().__init__()
        self.heading = one_line(title)
        self.body = "\n".join(many_lines(line) for line in lines if line)

    @property
    def words(self) -> str:
        """Everything the dialog says."""
        return f"{self.heading}\n{self.body}"

    def compose(self) -> ComposeResult:
        """What is asked, then the ways out."""
        with Vertical(classes="dialog"):
            yield Static(Content(self.heading), classes="title")
            with VerticalScroll(classes="body", can_focus=False):
                yield Static(Content(self.body))
            yield from self.fields()
            with Horizontal(classes="ways"):
                yield from self.ways()
        yield TooSmall()

    def fields(self) -> Iterator[Widget]:
        """What stands between words and buttons."""
        yield from ()

    def ways(self) -> Iterator[Widget]:
        """The buttons, the way back first."""
        yield Button("Cancel (Esc)", id="no", compact=True)

    def on_mount(self) -> None:
        """Put the cursor where it starts."""
        self.stand()
        self.asked_at = Message().time
        self.query_one(self.STARTS_ON).focus()

    @on(Button.Pressed, "#no")
    def leave(self) -> None:
        """The way back."""
        self.dismiss(None)


class Confirm(Dialog[bool]):
    """One question. True only after ``y`` or the button beside Cancel."""

    BINDINGS = bindings("confirm")

    def __init__(self, title: str, *lines: str, yes: str = "Yes") -> None:
        super().__init__(title, *lines)
        self._yes = one_line(yes)

    def ways(self) -> Iterator[Widget]:
        """Cancel, then what ``y`` does."""
        yield from super().ways()
        yield Button(Content(f"{self._yes} (y)"), id="yes", compact=True)

    @on(Button.Pressed, "#yes")
    def action_yes(self) -> None:
        """Go on."""
        self.dismiss(True)


class Told(Dialog[None]):
    """Something to read and put away: why an act is not possible, what went wrong, what was kept."""

    def ways(self) -> Iterator[Widget]:
        """One way: away."""
        yield Button("Close (Esc)", id="no", compact=True)


class Because(Dialog[str]):
    """A block that a role may lift: the reason given, or None when they would rather not."""

    STARTS_ON = "LineInput"
    BINDINGS = bindings("because")

    def fields(self) -> Iterator[Widget]:
        """The reason."""
        yield LineInput()

    def ways(self) -> Iterator[Widget]:
        """Cancel, then what ctrl+s does."""
        yield from super().ways()
        yield Button("Go on with this reason (Ctrl+S)", id="yes", compact=True)

    @on(Button.Pressed, "#yes")
    def action_go_on(self) -> None:
        """Only with a reason."""
        field = self.query_one(LineInput)
        if field.value.strip():
            self.dismiss(field.value.strip())
        else:
            field.focus()
