"""The tabs of a case: one line each, and the pane that each opens.

Decision: a pane is made when its tab is first opened, so that a case opens as fast with many tabs as with one. To
add a tab is to add a line to ``TABS`` and, where words alone will not do, a pane with the three methods of ``Pane``.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.views import CaseView, TimelineEntry
from screens import casetext
from screens.entries import Entries
from screens.entrytext import related_entry
from screens.palette import Look

if TYPE_CHECKING:
    from screens.app import DeskApp


@runtime_checkable
class Pane(Protocol):
    """What a case screen asks of the pane of a tab."""

    async def show_case(self, case: CaseView) -> None:
        """Show the case; what is shown already stays where it is."""

    def begin_anew(self) -> None:
        """Another case comes: back to the top."""

    def redraw(self) -> None:
        """The theme changed."""


class WordsPane(VerticalScroll):
    """A tab of words that one function lays out."""

    if TYPE_CHECKING:
        app: "DeskApp"

    def __init__(self, name: str, words: Callable[[CaseView, Look], RenderableType]) -> None:
        super().__init__(id=name)
        self._words = words
        self._case: CaseView | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(self._drawn())

    def _drawn(self) -> RenderableType:
        return self._words(self._case, self.app.look) if self._case else ""

    async def show_case(self, case: CaseView) -> None:
        """Lay it out."""
        self._case = case
        self.redraw()

    def begin_anew(self) -> None:
        """To the top."""
        self.scroll_home(animate=False)

    def redraw(self) -> None:
        """Lay it out again."""
        for text in self.query(Static):
            text.update(self._drawn())


class EntriesPane(Entries):
    """A tab with those entries of the timeline that ``chosen`` picks."""

    def __init__(self, name: str, chosen: Callable[[CaseView], Iterable[TimelineEntry]], **said: object) -> None:
        super().__init__(id=name, **said)  # type: ignore[arg-type]
        self._chosen = chosen

    async def show_case(self, case: CaseView) -> None:
        """Show its entries."""
        await self.show(self._chosen(case))

    def begin_anew(self) -> None:
        """Another case's entries have the same numbers."""
        self.forget()


class RelatedPane(Entries):
    """The other cases of the same person or property, read when the tab is opened."""

    if TYPE_CHECKING:
        app: "DeskApp"

    def __init__(self, name: str) -> None:
        super().__init__(id=name, opens=True, nothing="No other case of this person or property.")
        self.refs: dict[int, str] = {}

    async def show_case(self, case: CaseView) -> None:
        """Read and show them."""
        try:
            found = await asyncio.to_thread(self.app.desk.related, case.ref)
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        self.refs = {one.case_id: one.ref for one in found}
        begun = self.seq == 0
        await self.show(map(related_entry, found))
        if begun:
            self.go(0)

    def begin_anew(self) -> None:
        """Another case has others."""
        self.forget()


def _everything(case: CaseView) -> tuple[TimelineEntry, ...]:
    return case.timeline


def _letters(case: CaseView) -> tuple[TimelineEntry, ...]:
    return tuple(entry for entry in case.timeline if entry.letter)


class Tab(NamedTuple):
    """One tab. ``count`` stands behind its label unless it is 0."""

    name: str
    label: str
    count: Callable[[CaseView], int] = lambda _: 0
    pane: Callable[[str], VerticalScroll] | None = None
    """Makes its pane, by the tab's name; None for the one that is always there."""
    short: str = ""
    """Its label where there is little room."""


SUMMARY = "summary"
TABS = (
    Tab(SUMMARY, "Summary"),
    Tab("elements", "Elements", lambda case: len(case.elements), lambda name: WordsPane(name, casetext.elements)),
    Tab(
        "remedies",
        "Remedies and actions",
        lambda case: len(case.remedies),
        lambda name: WordsPane(name, casetext.remedies),
        "Remedies",
    ),
    Tab(
        "timeline",
        "Timeline",
        lambda case: len(case.timeline),
        lambda name: EntriesPane(name, _everything, nothing="Nothing recorded."),
    ),
    Tab(
        "letters",
        "Letters",
        lambda case: len(_letters(case)),
        lambda name: EntriesPane(
            name, _letters, opens=True, nothing="No letter was sent yet. r writes the next one, R shows it."
        ),
    ),
    Tab("related", "Related cases", pane=RelatedPane, short="Related"),
)
