"""The controls of a form: a line, lines, a pick, a mark; one cell high where they can be.

Decision: text is made safe on its way in (key, paste, clipboard, draft, stored value), so that no
control byte can reach the terminal from a field. Which control has the cursor shows without colour.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Checkbox, Input, OptionList, Select, TextArea
from textual.widgets._select import SelectCurrent, SelectOverlay  # Textual names them nowhere else; a test holds it
from textual.widgets.text_area import Edit, EditResult

from screens.commands import bindings
from screens.text import shown

LONGEST = 1_000_000
"""More characters than anybody types; the desk says what it takes."""
LETTERS_WITHIN = 1.0
"""Seconds within which letters typed on a closed list belong together."""


def one_line(value: object) -> str:
    """A value as one line that is safe to draw; line ends become spaces."""
    return shown(value, limit=LONGEST)


def many_lines(value: object) -> str:
    """A value as lines that are safe to draw."""
    return shown(value, lines=True, limit=LONGEST)


def aside(hint: str) -> str:
    """A hint as it stands in an empty field: in brackets, so that nobody takes it for a value."""
    return f"({one_line(hint)})" if hint else ""


class TooLong(Message):
    """Something pasted is longer than any field takes; nothing of it was put in."""

    def __init__(self, many: int) -> None:
        super().__init__()
        self.words = (
            f"What was pasted has {many:,} characters and a field takes {LONGEST:,}: nothing of it was put in. "
            "Paste it in parts, or keep it as a file and say here where it is."
        )


class LineInput(Input):
    """One line. A pasted block keeps all its lines, joined by spaces; Enter goes to the next field."""

    DEFAULT_CSS = """
    LineInput, LineInput:ansi { border: none; border-left: solid $muted; height: 1; padding: 0 1; }
    LineInput:focus, LineInput:ansi:focus { border: none; border-left: thick $border; }
    LineInput > .input--placeholder { color: $muted; text-style: italic; }
    """

    def __init__(self, value: object = "", hint: str = "") -> None:
        super().__init__(one_line(value), aside(hint), select_on_focus=False)

    def validate_value(self, value: str) -> str:
        """Keep what would act on a terminal out of the field, however it came."""
        return value if value.isprintable() else one_line(value)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if len(event.text) + len(self.value) > LONGEST:
            self.post_message(TooLong(len(event.text)))
            return
        text = " ".join(part.strip() for part in many_lines(event.text).split("\n") if part.strip())
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    def on_resize(self, event: events.Resize) -> None:
        """What there is room for now is shown from its beginning: a narrower line may have moved on to the end."""
        if not self.has_focus or event.size.width > self.virtual_size.width:
            self.scroll_to(x=0, animate=False, immediate=True)

    async def action_submit(self) -> None:
        """Enter moves on; only ctrl+s and the button send a form."""
        self.screen.focus_next()


class LinesArea(TextArea):
    """Many lines. Tab leaves it; ctrl+z takes back."""

    BINDINGS = bindings("area")
    DEFAULT_CSS = """
    LinesArea, LinesArea:ansi { border: none; border-left: solid $muted; height: auto; min-height: 2;
                                max-height: 8; padding: 0 0 0 1; }
    LinesArea:focus, LinesArea:ansi:focus { border: none; border-left: thick $border; }
    LinesArea .text-area--placeholder { color: $muted; text-style: italic; }
    """

    def __init__(self, text: object = "", hint: str = "") -> None:
        super().__init__(many_lines(text), highlight_cursor_line=False, placeholder=Content(aside(hint)))

    def edit(self, edit: Edit) -> EditResult:
        """Every way in (key, paste, clipboard) passes here. What does not fit stays out whole."""
        if len(edit.text) > 1 and len(edit.text) + len(self.text) > LONGEST:
            self.post_message(TooLong(len(edit.text)))
            return EditResult(self.selection.end, "")
        if not edit.text.isprintable():
            edit.text = many_lines(edit.text)
        return super().edit(edit)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Room for the text, and for all of the hint at the width there is now."""
        hint = Content.from_text(self.placeholder, markup=False)
        return max(super().get_content_height(container, viewport, width), len(hint.wrap(width)) if width > 0 else 0)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Where the cursor is.

        Taking back takes lines away first and moves the cursor after that. A scrollbar that goes in between asks for
        a cursor on a line that is no more: there is nothing to show yet.
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset(0, 0)
        return super().scroll_cursor_visible(center, animate)


if TYPE_CHECKING:
    _List = OptionList
else:
    _List = object  # a plain class: Textual matches styles by the first base that is a widget


class Paging(_List):
    """Pages counted in options: Textual's own count fails before lines are laid."""

    def action_page_down(self) -> None:
        """A page down."""
        self._go(1)

    def action_page_up(self) -> None:
        """A page up."""
        self._go(-1)

    def _go(self, by: int) -> None:
        if self.option_count:
            place = (self.highlighted or 0) + by * max(1, self.size.height - 1)
            self.highlighted = max(0, min(place, self.option_count - 1))


class Menu(Paging, OptionList):
    """A short list to pick from."""


class PickMenu(Paging, SelectOverlay):
    """The list that opens below a pick."""


class PickOne(Select[str]):
    """One of a few words. Letters choose what begins with them; Enter opens the list, Tab takes what stands in it."""

    DEFAULT_CSS = """
    PickOne > SelectCurrent, PickOne > SelectCurrent:ansi {
        border: none; border-left: solid $muted; padding: 0 1; }
    PickOne:focus > SelectCurrent, PickOne:focus > SelectCurrent:ansi { border: none; border-left: thick $border; }
    PickOne > SelectCurrent Static#label { color: $muted; }
    PickOne > SelectCurrent.-has-value Static#label { color: $foreground; }
    PickOne .arrow, PickOne .up-arrow, PickOne .down-arrow, PickOne.-expanded .up-arrow { display: none; }
    PickOne > SelectOverlay, PickOne > SelectOverlay:focus { max-height: 10; border: round $border; }
    """

    def __init__(self, choices: tuple[tuple[str, str], ...], value: object, *, required: bool) -> None:
        known = [(key, words) for key, words in choices if key]
        key = str(value or "")
        if key and key not in dict(known):
            known.append((key, key))
        super().__init__(
            [(Text(one_line(words)), key) for key, words in known],
            prompt="choose (Enter)",
            allow_blank=not key or not required,
            value=key or Select.NULL,
        )
        self._offered: list[tuple[Text, str]] = []
        self._typed = ""
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        """What is chosen, and the list that opens."""
        yield SelectCurrent(self.prompt)
        yield PickMenu(type_to_search=self._type_to_search).data_bind(compact=Select.compact)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other words; what is chosen stays chosen where it is still among them."""
        options = [(Text(one_line(words)), key) for key, words in choices]
        if options != self._offered:
            self._offered, chosen = options, self.chosen
            with self.prevent(Select.Changed):
                self.set_options(options)
                if chosen in (key for _, key in options):
                    self.value = chosen

    @property
    def chosen(self) -> str:
        """The key chosen; empty: none."""
        return self.value if isinstance(self.value, str) else ""

    def on_key(self, event: events.Key) -> None:
        """Letters choose; none of them reaches the screen's own keys from here."""
        if self.expanded:
            place = self.query_one(SelectOverlay).highlighted
            if event.key == "tab" and place is not None:
                self.value = self._options[place][1]
        elif event.is_printable and event.character and event.character != " ":
            event.stop()
            self._choose_by(event.character)

    def _choose_by(self, letter: str) -> None:
        self._typed += letter.lower()
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(LETTERS_WITHIN, self._forget_letters)
        names = [(str(words).lower(), key) for words, key in self._options if isinstance(key, str)]
        found = [key for words, key in names if words.startswith(self._typed)]
        found += [key for words, key in names if self._typed in words]
        if found:
            self.value = found[0]

    def _forget_letters(self) -> None:
        self._typed = ""


class YesNo(Checkbox):
    """A mark, set with space, that says in words how it stands."""

    BUTTON_LEFT, BUTTON_RIGHT = "[", "]"
    DEFAULT_CSS = """
    YesNo, YesNo:ansi { border: none; border-left: solid $muted; padding: 0 1; height: 1; }
    YesNo:focus, YesNo:ansi:focus { border: none; border-left: thick $border; }
    """

    def __init__(self, value: object) -> None:
        self.BUTTON_INNER = "x" if value is True else " "
        super().__init__("yes" if value is True else "no", value is True)

    def on_key(self, event: events.Key) -> None:
        """y and n say it; no other letter reaches the screen's own keys from here."""
        if event.is_printable and event.character != " ":
            event.stop()
            if event.character in ("y", "n"):
                self.value = event.character == "y"

    def watch_value(self) -> None:
        """Word and mark agree."""
        self.BUTTON_INNER = "x" if self.value else " "
        super().watch_value()
        self.label = "yes" if self.value else "no"


class Mark(Checkbox):
    """One choice of several, set with space; its words stand beside it."""

    BUTTON_LEFT, BUTTON_RIGHT = "[", "]"
    DEFAULT_CSS = """
    Mark, Mark:ansi { border: none; border-left: solid $muted; padding: 0 1; height: auto; width: 1fr;
                      text-wrap: wrap; text-overflow: fold; }
    Mark:focus, Mark:ansi:focus { border: none; border-left: thick $border; }
    """

    def __init__(self, words: str, is_set: bool) -> None:
        self.BUTTON_INNER = "x" if is_set else " "
        super().__init__(Content(one_line(words)), is_set)

    def on_key(self, event: events.Key) -> None:
        """No letter reaches the screen's own keys from here."""
        if event.is_printable and event.character != " ":
            event.stop()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as its words take; Textual's own mark has one."""
        return Widget.get_content_height(self, container, viewport, width)

    def watch_value(self) -> None:
        """The mark shows without colour."""
        self.BUTTON_INNER = "x" if self.value else " "
        super().watch_value()
