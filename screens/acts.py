"""The act menu: every act there is for this case under one letter each, and why some cannot be now.

Decision: nothing is hidden unless somebody narrows the menu, and then its title says so. An act that is not possible
stays in its place, dimmed and marked, and its reason with the clause stands below as soon as the cursor or its letter
reaches it. In this menu letters pick, so the cursor moves by the arrow keys; ``/`` finds an act by its words, and the
space bar shows only what is possible now.
"""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from complaintdesk.models.acting import ActChoice
from screens.act_grid import ActGrid
from screens.awaiting import Standing
from screens.base import DeskModal, TooSmall
from screens.commands import bindings
from screens.controls import one_line


class ActMenu(Standing, DeskModal[str]):
    """Gives back the key of the act that was picked; None: none."""

    CSS_PATH = "acts.tcss"
    BINDINGS = bindings("menu")
    AUTO_FOCUS = "ActGrid"

    def __init__(self, about: str, choices: Sequence[ActChoice]) -> None:
        super().__init__()
        self._about = one_line(about)
        self._choices = tuple(choices)
        self._possible = False
        self._asked = ""

    def compose(self) -> ComposeResult:
        """Title, the line to search in, the acts by group, the words on the one under the cursor."""
        with Vertical(id="menu"):
            words = Input(placeholder="words of the act", id="words", classes="bare")
            words.display = False
            yield words
            yield ActGrid(self._choices, self._say, self._pick)
            yield Static("", markup=False, id="why")
        yield TooSmall()

    def on_mount(self) -> None:
        """The cursor starts on the first act that is possible."""
        self.stand()
        self.app.clear_notifications()  # an old notice must not lie over the acts
        self.grid.focus()
        self.call_after_refresh(self._say)

    @property
    def grid(self) -> ActGrid:
        """The acts."""
        return self.query_one(ActGrid)

    @property
    def words(self) -> Input:
        """The line to search in."""
        return self.query_one("#words", Input)

    # what is said

    @property
    def why(self) -> str:
        """What the menu says about the act under the cursor."""
        return str(self.query_one("#why", Static).content)

    @property
    def title_words(self) -> str:
        """What stands above the acts."""
        return str(self.query_one("#menu").border_title)

    def on_resize(self, event: events.Resize) -> None:
        """There may be more or fewer pages."""
        self.call_after_refresh(self._say)

    def _say(self) -> None:
        if not self.standing:
            return
        choice, shown = self.grid.choice, len(self.grid.choices)
        narrowed = shown < len(self._choices)
        many = f"{shown} of {len(self._choices)}" if narrowed else f"{shown}"
        tail = "  ".join(filter(None, (f"{many} acts", self.grid.place_words)))
        self.query_one("#menu").border_title = Content(f"{self._about}   {tail}")
        why = self.query_one("#why", Static)
        why.update(self._told(choice) if choice else "")
        why.set_class(choice is not None and self._asked == choice.key, "-asked")

    def _told(self, choice: ActChoice) -> str:
        keys = f"/ finds words   Space {'all' if self._possible else 'only what is possible now'}   F1 help   Esc back"
        if choice.allowed:
            letter = " The letter is shown before anything is recorded." if choice.letter_kind else ""
            return f"{one_line(choice.label)}: Enter or {one_line(choice.letter)}.{letter}\n{keys}"
        clause = f" ({one_line(choice.clause)})" if choice.clause else ""
        return f"{one_line(choice.label)}, not now: {one_line(choice.reason)}{clause}"

    # narrowing

    def action_search(self) -> None:
        """A line to type words of the act in."""
        self.words.display = True
        self.words.focus()

    def action_possible(self) -> None:
        """Only what is possible now, or all again."""
        self._possible = not self._possible
        self._narrow()

    @on(Input.Changed)
    def _narrow(self) -> None:
        words = self.words.value.lower().split()
        self.grid.show(
            [
                one
                for one in self._choices
                if (one.allowed or not self._possible) and all(word in one.sought_in for word in words)
            ]
        )
        if words:
            self.grid.go(_best(self.grid.choices, words))
        self.call_after_refresh(self._say)  # once the acts are laid out: how many pages they take

    async def action_dismiss(self, result: str | None = None) -> None:
        """Escape: everything again where the menu was searched, else away."""
        if self.words.display:
            self.words.value = ""
            self.words.display = False
            self.grid.focus()
            self._narrow()
        else:
            self.dismiss(result)

    # picking

    @on(Input.Submitted)
    def action_choose(self) -> None:
        """The act under the cursor, or why not."""
        self._pick()

    def on_key(self, event: events.Key) -> None:
        """A letter picks its act, or says why not."""
        choice = next((one for one in self._choices if one.letter == event.character), None)
        if choice is None or not self.standing or self.words.has_focus:
            return
        event.stop()
        if choice not in self.grid.choices:
            self._possible = False
            self.words.value = ""
            self._narrow()
        self.grid.go(self.grid.choices.index(choice))
        self._pick()

    def _pick(self) -> None:
        choice = self.grid.choice
        if choice is not None and choice.allowed:
            self.dismiss(choice.key)
        elif choice is not None:
            self._asked = choice.key
            self._say()

    # moving

    def action_move(self, by: int) -> None:
        """To the next act, or the one before."""
        self.grid.go(self.grid.at + by)

    def action_aside(self, by: int) -> None:
        """To the column beside."""
        self.grid.aside(by)

    def action_turn(self, by: int) -> None:
        """A page on or back."""
        self.grid.page(by)

    def action_end(self, place: int) -> None:
        """To the first act (0) or the last (-1)."""
        self.grid.go(0 if place == 0 else len(self.grid.choices) - 1)


def _best(choices: Sequence[ActChoice], words: Sequence[str]) -> int:
    """The place of the first act whose label has words that begin so, before one with other words that begin so."""
    for texts in ([one.label.lower() for one in choices], [one.sought_in for one in choices]):
        for place, text in enumerate(texts):
            if all(any(part.startswith(word) for part in text.split()) for word in words):
                return place
    return 0
