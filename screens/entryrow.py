"""One row of a list of entries, and laying rows so that those already there are left alone."""

from collections.abc import Mapping

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from complaintdesk.models.case_view import TimelineEntry
from screens.awaiting import unbroken


class Row(Static):
    """One entry."""

    DEFAULT_CSS = "Row { width: 1fr; height: auto; padding: 0 1; }"

    def __init__(self, entry: TimelineEntry) -> None:
        super().__init__("", markup=False)
        self.entry = entry
        self.drawn = ""

    def draw(self, text: Text) -> None:
        """Show these words, if they are others or look otherwise."""
        mark = f"{text.plain}\0{text.spans}"
        if mark != self.drawn:
            self.drawn = mark
            self.update(text)


async def lay(box: Widget, wanted: Mapping[int, TimelineEntry]) -> None:
    """Put rows for these entries into ``box`` in this order; those that are there stay what they are."""
    rows = list(box.query(Row).results(Row))
    there = [row.entry.seq for row in rows]
    keep = [seq for seq in there if seq in wanted]
    if keep != [seq for seq in wanted if seq in keep]:  # told in another order: begin again
        keep = []
    for row in rows:
        if row.entry.seq in keep:
            row.entry = wanted[row.entry.seq]
        else:
            await unbroken(row.remove())
    stay = {row.entry.seq: row for row in rows if row.entry.seq in keep}
    run: list[Row] = []
    for seq, entry in wanted.items():
        if seq not in stay:
            run.append(Row(entry))
        elif run:
            await unbroken(box.mount_all(run, before=stay[seq]))
            run = []
    if run:
        await unbroken(box.mount_all(run))
