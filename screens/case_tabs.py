"""The tabs of a case and of a landlord's book: one line each, and the pane that each opens.

Decision: a pane is made when its tab is first opened, so that a case opens as fast with many tabs as with one. To
add a tab is to add a line to ``TABS`` and, where words alone will not do, a pane with the three methods of ``Pane``.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from rich.cells import cell_len
from rich.console import Group, RenderableType
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.case_view import CaseView, TimelineEntry
from complaintdesk.models.terms import BOOK
from screens import casetext, filetext
from screens.entries import Entries
from screens.entrytext import related_entry
from screens.filetext import Tally
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

    DEFAULT_CSS = "WordsPane { height: 1fr; } WordsPane Static { width: 1fr; height: auto; }"
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

    def __init__(
        self,
        name: str,
        chosen: Callable[[CaseView], Iterable[TimelineEntry]],
        *,
        opens: bool = False,
        nothing: str = "Nothing here.",
    ) -> None:
        super().__init__(id=name, opens=opens, nothing=nothing)
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
    """One tab. What ``counted`` says stands behind its label: what is late, else what is open, else all there is."""

    name: str
    label: str
    short: str
    """Its label where there is little room."""
    counted: Callable[[CaseView], Tally] = lambda _: Tally()
    pane: Callable[[str], VerticalScroll] | None = None
    """Makes its pane, by the tab's name; None for the one that is always there."""


def _words(words: Callable[[CaseView, Look], RenderableType]) -> Callable[[str], VerticalScroll]:
    return lambda name: WordsPane(name, words)


SUMMARY, TIMELINE = "summary", "timeline"
_TIMELINE = Tab(
    TIMELINE,
    "Timeline",
    "Timeline",
    lambda case: Tally(len(case.timeline)),
    lambda name: EntriesPane(name, _everything, nothing="Nothing recorded."),
)
TABS = (
    Tab(SUMMARY, "Summary", "Summary"),
    Tab("elements", "Parts", "Parts", lambda case: Tally(len(case.elements)), _words(casetext.elements)),
    Tab(
        "actions",
        "Actions",
        "Actions",
        lambda case: filetext.tally(filetext.of_groups(case, filetext.ACTIONS)),
        _words(filetext.actions),
    ),
    Tab(
        "people",
        "People",
        "People",
        lambda case: filetext.tally(filetext.of_groups(case, filetext.PEOPLE)),
        _words(filetext.people),
    ),
    Tab("file", "File", "File", lambda case: filetext.tally(filetext.filed(case)), _words(filetext.file)),
    _TIMELINE,
    Tab(
        "letters",
        "Letters",
        "Letters",
        lambda case: Tally(len(_letters(case))),
        lambda name: EntriesPane(
            name, _letters, opens=True, nothing="No letter was sent yet. r writes the next one, R shows it."
        ),
    ),
    Tab("related", "Related", "Related", pane=RelatedPane),
)
"""The tabs of a case, in order."""


def tabs_of(case: CaseView | None) -> tuple[Tab, ...]:
    """The tabs of a case; a landlord's book has one for each group of what is in it."""
    if case is None or case.feedback != BOOK:
        return TABS
    return (TABS[0], *map(_group_tab, filetext.groups(case)), _TIMELINE)


def _group_tab(group: str) -> Tab:
    """The tab of one group of a landlord's book."""
    label = group.replace("_", " ").capitalize()
    return Tab(
        f"group-{group}",
        label,
        label[:12],
        lambda case: filetext.tally(filetext.of_groups(case, group))._replace(open=0),
        _words(lambda case, look: Group(*filetext.listed(filetext.of_groups(case, group), look))),
    )


def labels(case: CaseView | None, look: Look, room: int) -> tuple[dict[str, str], int]:
    """The tabs' labels by name, with as many of the counts as ``room`` cells hold, and the cells between two."""
    tabs = tabs_of(case)
    counts = {tab.name: tab.counted(case) if case else Tally() for tab in tabs}
    for gap, told in ((1, _whole), (0, _brief), (0, _owed_on), (0, _late), (0, _whether_late)):
        said = {tab.name: f"{tab.label if gap else tab.short} {told(counts[tab.name], look)}".strip() for tab in tabs}
        if 1 + sum(cell_len(words) + 2 + gap for words in said.values()) <= room:
            break
    return said, gap


def _whole(count: Tally, look: Look) -> str:
    if count.late:
        return f"{look.glyphs['breached']} {count.late} late"
    return f"{count.open} open" if count.open else str(count.total or "")


def _brief(count: Tally, look: Look) -> str:
    return _owed_on(count, look) or str(count.total or "")


def _owed_on(count: Tally, look: Look) -> str:
    return _late(count, look) or (f"{look.glyphs['watch']}{count.open}" if count.open else "")


def _late(count: Tally, look: Look) -> str:
    return f"{look.glyphs['breached']}{count.late}" if count.late else ""


def _whether_late(count: Tally, look: Look) -> str:
    return look.glyphs["breached"] if count.late else ""
