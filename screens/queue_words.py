"""What is said around the queue's list: head, view line, status line, and the words of an empty list."""

from rich.cells import cell_len
from textual.getters import query_one

from complaintdesk.models.lists import Counts, QueueQuery, SavedView
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
    counts: Counts | None = None
    """How many of its open cases stand in each band; None until they have been counted."""
    landlords: dict[str, str] = {}  # noqa: RUF012 - replaced, never changed
    """Names of the landlords by key, once they have been asked for."""

    saved: tuple[SavedView, ...] = ()
    """The views on 1 to 9."""
    view_counts: dict[str, int | None] = {}  # noqa: RUF012 - replaced, never changed
    """How many cases each shows, by digit, once they have been counted."""

    @property
    def shown_view(self) -> SavedView | None:
        """The saved view that is shown; None where it is another filter."""
        if not self.view.filter.text or self.view.owner:
            return None
        return next((one for one in self.saved if one.text == self.view.filter.text), None)

    def say(self) -> None:
        """All of it."""
        rows, counts = self.rows, self.counts
        when = f" {moment_words(self.desk.today())} "
        opened = rows.total if self.view.status == "open" else counts and counts.total
        title = f" Queue{self._whose()}{'' if opened is None else f' {opened:,}'}   "
        room = self.app.size.width - len(title) - len(when)
        tally = () if counts is None else (self.app.look.tally(counts, room),)
        self.head.say((title, self.app.look.strong), *tally, right=(when,))
        self.say_views()
        rows.empty = self._why_empty()
        self.say_status()

    def _whose(self) -> str:
        """What the head says the queue is of, where it is not of everything open."""
        view, now = self.view, self.shown_view
        landlord = shown(self.landlords.get(view.landlord, view.landlord), limit=24)
        said = (now.name if now else "", "mine" if view.owner else "", "closed too" if view.status == "all" else "")
        named = ", ".join(shown(one, limit=24) for one in (*said, landlord) if one)
        return f": {named}" if named else ""

    def say_views(self) -> None:
        """The views with their counts, as many as there is room for; the one that is shown always, in brackets."""
        now = self.shown_view
        stale = self.app.failed_ticks >= 2
        right = ((" STALE, F5 tries again ", self.app.look.chips["breached"]),) if stale else ()
        room = self.app.size.width - sum(len(words) for words, _ in right)
        pieces = [(one, self._named(one, now)) for one in self.saved]
        while sum(cell_len(words) for _, words in pieces) > room:
            others = [at for at, (one, _) in enumerate(pieces) if one != now]
            if not others:
                break
            del pieces[others[-1]]
        strong = self.app.look.strong
        self.view_line.say(*((words, strong) if one == now else words for one, words in pieces), right=right)

    def _named(self, one: SavedView, now: SavedView | None) -> str:
        n = self.view_counts.get(one.digit)
        words = f"{one.digit} {shown(one.name, limit=20)}" + ("" if n is None else f" {n:,}")
        return f"[{words}]" if one == now else f" {words} "

    def say_status(self) -> None:
        """The status line alone: it changes with every move of the cursor."""
        rows = self.rows
        place = f"{rows.at + 1:,} of {rows.total:,}" if rows.total else "no cases"
        marked = f"{len(rows.marks):,} marked" if rows.marks else ""
        unseen = len(rows.unseen)
        marked += f", {unseen:,} not shown" if unseen else ""
        words = f"filter: {shown(self.view.filter.text, limit=60)}" if self.view.filter.text else ""
        self.status.say(" " + _joined((words, marked, self.news)), right=(f"{place}   sort: {self.view.sort} ",))

    def tell(self, words: str) -> None:
        """Say what just happened."""
        self.news = words
        self.say_status()

    def _why_empty(self) -> tuple[str, str]:
        if self.view.filter.text:
            return (
                "No case here is found by this filter.",
                "Esc clears the filter;  : all cases  looks at closed ones too.",
            )
        if self.view.owner:
            return "No open case is yours.", ": everyone  shows the cases of all owners;  c takes in a complaint."
        if self.view.landlord:
            return "No open case of this landlord.", "f goes on to the next landlord;  c takes in a complaint."
        return "There is no open case.", "c takes in a new complaint."


def _joined(parts: tuple[str, ...]) -> str:
    """The parts that say something, three blanks between."""
    return "   ".join(part for part in parts if part)
