"""The act menu: every act there is for this case under one letter each, and why some cannot be now.

Decision: nothing is hidden. An act that is not possible stays in its place, dimmed and marked, and its
reason with the clause stands below as soon as the cursor or its letter reaches it. In this menu letters
pick, so the cursor moves by the arrow keys alone.
"""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from complaintdesk.models.views import ActChoice
from screens.awaiting import Standing, hold_below
from screens.base import DeskModal, TooSmall
from screens.controls import Menu, one_line


class ActMenu(Standing, DeskModal[str]):
    """Gives back the key of the act that was picked; None: none."""

    CSS_PATH = "acts.tcss"

    def __init__(self, about: str, choices: Sequence[ActChoice]) -> None:
        super().__init__()
        self._about = one_line(about)
        self._choices = tuple(choices)
        self._heads: list[str] = []
        self._here, self._asked = 0, -1
        self.typed_ahead: list[events.Key] | None = []

    def compose(self) -> ComposeResult:
        """Title, the acts by group, the words on the one under the cursor."""
        with Vertical(id="menu"):
            yield Static(Content(f"Acts for {self._about}"), id="title")
            yield Menu(*self._options(), markup=False, compact=True)
            yield Static("", markup=False, id="why")
        yield TooSmall()

    def _options(self) -> list[Option]:
        options, group = [], ""
        for choice in self._choices:
            head = "" if choice.group == group else choice.group.capitalize()
            group = choice.group
            options.append(Option(self._line(head, choice, here=False), id=choice.key))
            self._heads.append(head)
        return options

    @staticmethod
    def _line(head: str, choice: ActChoice, *, here: bool) -> Content:
        """One act; dimmed where it is not possible, but not under the cursor, where it is to be read."""
        act = f"{choice.letter}  {one_line(choice.label):<28}"
        act = act if choice.allowed else f"{act}not now"
        words = Content(f"{head:<10} {act}")
        return words if choice.allowed or here else words.stylize("$muted", 11)

    def on_mount(self) -> None:
        """The cursor starts on the first act that is possible."""
        self.stand()
        menu = self.query_one(Menu)
        menu.focus()
        menu.highlighted = next((place for place, one in enumerate(self._choices) if one.allowed), 0)
        ahead, self.typed_ahead = self.typed_ahead, None
        for event in ahead or ():
            menu.post_message(events.Key(event.key, event.character))

    @property
    def why(self) -> str:
        """What the menu says about the act under the cursor."""
        return str(self.query_one("#why", Static).content)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        menu = self.query_one(Menu)
        for place in {self._here, event.option_index}:
            line = self._line(self._heads[place], self._choices[place], here=place == event.option_index)
            menu.replace_option_prompt_at_index(place, line)
        self._here = event.option_index
        self.query_one("#why").set_class(self._asked == event.option_index, "-asked")
        self.query_one("#why", Static).update(self._words(self._choices[event.option_index]))

    @staticmethod
    def _words(choice: ActChoice) -> str:
        if choice.allowed:
            letter = " The letter is shown before anything is recorded." if choice.letter_kind else ""
            return f"{one_line(choice.label)}: Enter or {choice.letter}.{letter}"
        clause = f" ({one_line(choice.clause)})" if choice.clause else ""
        return f"{one_line(choice.label)}, not now: {one_line(choice.reason)}{clause}"

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._pick(event.option_index)

    def on_key(self, event: events.Key) -> None:
        """A letter picks its act, or says why not."""
        place = next((at for at, one in enumerate(self._choices) if one.letter == event.character), None)
        if place is not None and self.standing:
            event.stop()
            self.query_one(Menu).highlighted = place
            self._pick(place)

    def _pick(self, place: int) -> None:
        choice = self._choices[place]
        if choice.allowed:
            hold_below(self)
            self.dismiss(choice.key)
        else:
            self._asked = place
            self.query_one("#why", Static).update(self._words(choice))
            self.query_one("#why").add_class("-asked")
