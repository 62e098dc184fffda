"""The queue's list: columns, marks and chips over the pages of ``pages.py``."""

from rich.segment import Segment
from rich.style import Style

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.lists import QueueRow
from screens.pages import Pages
from screens.rows import RowList
from screens.text import fit, shown

WIDE = 100
"""Cells from which a list shows the landlord, and whole names."""


class QueueList(RowList):
    """The cases of one view, most urgent first. Only the chip is coloured; a row is a handful of segments."""

    def __init__(self, pages: Pages, who: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.pages = pages
        self.who = who
        self.marks: set[int] = set()
        """Ids of the marked cases; they stay marked whatever the list shows."""
        self.key = self.key_at(0)
        self.lengthen()

    @property
    def unseen(self) -> set[int]:
        """The marked cases that this list does not show; none before its ids have been read."""
        return self.marks.difference(self.pages.ids) if self.marks and self.pages.ids is not None else set()

    @property
    def total(self) -> int:
        """How many cases."""
        return self.pages.total

    @property
    def case_id(self) -> int | None:
        """The case under the cursor."""
        return self.key

    @property
    def row(self) -> QueueRow | None:
        """The row under the cursor."""
        return self.row_at(self.at) if self.total else None

    def row_at(self, i: int) -> QueueRow | None:
        """Row ``i``; None when it cannot be read just now (the next look reads it again)."""
        try:
            return self.pages.row(i)
        except ComplaintDeskError as error:
            self.app.problem(error)
            return None

    def key_at(self, i: int) -> int | None:
        """The case id of row ``i``."""
        row = self.row_at(i) if 0 <= i < self.total else None
        return None if row is None else row.case_id

    def show_pages(self, pages: Pages, place: int | None) -> int | None:
        """Put another state of the list in place; the cursor follows its case, which is at ``place`` in it.

        Returns the id of the case when it has left the list.
        """
        self.pages = pages
        return self.settle(place)

    def go_to_case(self, case_id: int) -> bool:
        """Put the cursor on a case, if this list has it."""
        place = self.pages.place(case_id)
        if place is None:
            return False
        self.go(place, by_key=False)
        return True

    def order(self, ref: str, step: int) -> str | None:
        """The reference ``step`` cases further down the list than ``ref``; None at its end."""
        pages = self.pages
        try:
            place = pages.place(pages.desk.find(ref))
            row = pages.row(place + step) if place is not None and 0 <= place + step < self.total else None
        except ComplaintDeskError:
            return None
        return None if row is None else row.ref

    def action_mark(self) -> None:
        """Mark or unmark the case under the cursor, and go down."""
        if self.key is not None:
            self.marks ^= {self.key}
            self._repaint(self.at)
            self.go(self.at + 1)
            self.moved(True)

    def head_segments(self, width: int) -> list[Segment]:
        """The column heads."""
        chip = self.app.look.chip_width
        resident, subject, landlord, who = _widths(width, chip)
        words = f"  {'CLOCK':<{chip}} {'REF':<9} STG {fit('RESIDENT', resident)} {fit('SUBJECT', subject)}"
        words += (f" {fit('LANDLORD', landlord)}" if landlord else "") + f" {fit('WHO', who)}"
        return [Segment(fit(words, width), self.app.look.head)]

    def row_segments(self, i: int, width: int, under: Style | None) -> list[Segment]:
        """One case: mark, chip, reference, stage, resident, subject, who."""
        row = self.row_at(i)
        if row is None:
            return [Segment(fit("  not to be read just now", width), under)]
        look = self.app.look
        chip = look.chip_width
        resident, subject, landlord, who = _widths(width, chip)
        stage = f"S{row.stage}{'+' if row.extended else ''}" if row.stage else "-"
        rest = f" {fit(row.ref, 9)} {stage:<3} {fit(row.resident, resident)} {fit(row.subject, subject)}"
        rest += (f" {fit(row.landlord, landlord)}" if landlord else "") + f" {self._who(row.owner, who)}"
        mark = Segment("* " if row.case_id in self.marks else "  ", under)
        return [mark, *look.segment(row.chip, chip, under), Segment(fit(rest, width - 2 - chip), under)]

    def _who(self, owner: str, width: int) -> str:
        if not owner:
            return "--".ljust(width)
        if owner == self.who:
            return "me".ljust(width)
        name = shown(owner, limit=80)
        parts = name.split()
        if width < 8 and len(parts) > 1:
            name = "".join(part[0] for part in parts[:3]).upper()
        return fit(name, width)


def _widths(width: int, chip: int) -> tuple[int, int, int, int]:
    """Cells for resident, subject, landlord (0: not shown) and who in a list of ``width``."""
    resident, landlord, who = (22, 14, 14) if width >= WIDE else (16, 0, 4)
    subject = width - 2 - chip - 1 - 9 - 1 - 3 - 1 - resident - 1 - (landlord + 1 if landlord else 0) - 1 - who
    return resident, max(0, subject), landlord, who
