"""Why a clock says what it says: the strip of counted days as the engine laid it out, and what would follow.

Decision: the strip is the desk's own text, shown line for line, so that the command line, a letter of
explanation and the screen cannot tell three stories.
"""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.case_view import ClockView, Explanation
from complaintdesk.models.terms import BOOK
from screens.awaiting import Standing
from screens.base import DeskModal, TooSmall
from screens.commands import bindings
from screens.controls import one_line


class ExplainScreen(Standing, DeskModal[None]):
    """The clocks of case ``ref``, one at a time; it opens on ``clock``, or on the next one that runs."""

    CSS_PATH = "explain.tcss"
    BINDINGS = bindings("list")

    def __init__(self, ref: str, clock: tuple[str, int | None] | None = None) -> None:
        super().__init__()
        self._ref, self._wanted = ref, clock
        self._clocks: tuple[ClockView, ...] = ()
        self._at = 0

    def compose(self) -> ComposeResult:
        """The strip, and below it which clock this is."""
        with Vertical(id="strip"):
            with VerticalScroll(id="days", can_focus=False):
                yield Static("", markup=False, id="words")
            yield Static("", markup=False, id="which")
        yield TooSmall()

    def on_mount(self) -> None:
        """Show the clock. The desk answers within a frame, so that the strip comes whole."""
        self.stand()
        self._load()

    @property
    def words(self) -> str:
        """Everything the strip says, for tests and for reading aloud."""
        return str(self.query_one("#words", Static).content)

    def _load(self) -> None:
        try:
            self._clocks = self.desk.case(self._ref).clocks
        except ComplaintDeskError as error:
            self.query_one("#words", Static).update(str(error))
            return
        at = next((place for place, one in enumerate(self._clocks) if (one.name, one.stage) == self._wanted), None)
        upcoming = next((place for place, one in enumerate(self._clocks) if one.is_next), len(self._clocks) - 1)
        self._at = max(0, upcoming if at is None else at)
        self._explain()

    def _explain(self) -> None:
        if not self._clocks:
            what = "a landlord's book" if self._ref.startswith(BOOK.upper()) else "this case"
            self.query_one("#words", Static).update(f"No clock runs on {what}.")
            return
        clock = self._clocks[self._at]
        try:
            told = self.desk.explain(self._ref, clock.name, clock.stage)
        except ComplaintDeskError as error:
            self.query_one("#words", Static).update(str(error))
            return
        self.query_one("#words", Static).update(self._text(told))
        self.query_one("#days", VerticalScroll).scroll_home(animate=False)
        others = "   j k the others" if len(self._clocks) > 1 else ""
        self.query_one("#which", Static).update(
            f"{self._ref}: clock {self._at + 1} of {len(self._clocks)}{others}   PgDn on   Esc back"
        )

    def _text(self, told: Explanation | None) -> Text:
        if told is None:
            return Text("There is no such clock on this case any more.")
        text = Text()
        for number, line in enumerate(told.lines):
            text.append(f"{one_line(line)}\n", self.app.look.strong if number == 0 else "")
        for line in told.what_if:
            text.append(f"\n{one_line(line)}")
        return text

    def action_down(self) -> None:
        """The next clock of the case."""
        self._to(self._at + 1)

    def action_up(self) -> None:
        """The clock before."""
        self._to(self._at - 1)

    def action_first(self) -> None:
        """The first clock."""
        self._to(0)

    def action_last(self) -> None:
        """The last clock."""
        self._to(len(self._clocks) - 1)

    def action_page_down(self) -> None:
        """On within a long strip."""
        self.query_one("#days", VerticalScroll).scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Back within a long strip."""
        self.query_one("#days", VerticalScroll).scroll_page_up(animate=False)

    def action_open(self) -> None:
        """Enter puts the strip away."""
        self.dismiss(None)

    def _to(self, place: int) -> None:
        if 0 <= place < len(self._clocks) and place != self._at:
            self._at = place
            self._explain()
