"""What is said around the queue's list: head, view line, status line, and the words of an empty list."""

from textual.getters import query_one

from complaintdesk.models.views import QueueQuery
from screens.base import CaseActs
from screens.lines import Line
from screens.queue_list import QueueList
from screens.text import moment_words, shown


class QueueWords(CaseActs[None]):
    """The lines of the queue's screen."""

    view: QueueQuery
    rows = query_one("#rows", QueueList)
    head = query_one("#head", Line)
    view_line = query_one("#view", Line)
    status = query_one("#status", Line)
    news = ""
    """What just happened, in the status line until the next key."""
    landlords: dict[str, str] = {}  # noqa: RUF012 - replaced, never changed
    """Names of the landlords by key, once they have been asked for."""

    def say(self) -> None:
        """All of it."""
        rows, view, counts = self.rows, self.view, self.rows.pages.counts
        landlord = shown(self.landlords.get(view.landlord, view.landlord), limit=24)
        when = f" {moment_words(self.desk.today())} "
        title = f" Queue {counts.total:,}   "
        self.head.say(
            (title, self.app.look.strong),
            self.app.look.tally(counts, self.app.size.width - len(title) - len(when)),
            right=(when,),
        )
        whose = "mine" if view.owner else "everyone's"
        self.view_line.say(
            f" {'open cases' if view.status == 'open' else 'all cases'}, {whose}, of {landlord or 'all landlords'}",
            right=((" STALE, F5 tries again ", self.app.look.chips["breached"]),)
            if self.app.failed_ticks >= 2
            else ("f Landlord  : other views ",),
        )
        rows.empty = self._why_empty()
        self.say_status()

    def say_status(self) -> None:
        """The status line alone: it changes with every move of the cursor."""
        rows = self.rows
        place = f"{rows.at + 1:,} of {rows.total:,}" if rows.total else "no cases"
        marked = f"{len(rows.marks):,} marked" if rows.marks else ""
        words = f"filter: {shown(self.view.words, limit=60)}" if self.view.words else ""
        self.status.say(" " + _joined((words, marked, self.news)), right=(f"{place}   sort: clock ",))

    def tell(self, words: str) -> None:
        """Say what just happened."""
        self.news = words
        self.say_status()

    def _why_empty(self) -> tuple[str, str]:
        if self.view.words:
            return "No case here has these words.", "Esc clears the filter;  : all cases  looks at closed ones too."
        if self.view.owner:
            return "No open case is yours.", ": everyone  shows the cases of all owners;  c takes in a complaint."
        if self.view.landlord:
            return "No open case of this landlord.", "f goes on to the next landlord;  c takes in a complaint."
        return "There is no open case.", "c takes in a new complaint."


def _joined(parts: tuple[str, ...]) -> str:
    """The parts that say something, three blanks between."""
    return "   ".join(part for part in parts if part)
