"""The two lists of the board in one: oldest breach first, then what is next to breach."""

from rich.segment import Segment
from rich.style import Style

from complaintdesk.engine.days import medium
from complaintdesk.models.lists import BoardRow, BoardView
from screens.rows import RowList
from screens.text import fit

Row = BoardRow | str
"""A case, or the words of a heading."""


class BoardList(RowList):
    """Cases under two headings; the cursor skips the headings."""

    def __init__(self, board: BoardView, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.lines = _lines(board)
        self.at = 1
        self.key = self.key_at(1)
        self.lengthen()

    @property
    def total(self) -> int:
        """Headings and cases."""
        return len(self.lines)

    @property
    def ref(self) -> str:
        """The reference under the cursor."""
        line = self.lines[self.at] if self.at < self.total else ""
        return "" if isinstance(line, str) else line.ref

    def key_at(self, i: int) -> int | None:
        """The case id of a line."""
        line = self.lines[i] if 0 <= i < self.total else ""
        return None if isinstance(line, str) else line.case_id

    def can_stand_on(self, i: int) -> bool:
        """Only on cases."""
        return self.key_at(i) is not None

    def show_board(self, board: BoardView) -> int | None:
        """Put another reading in place; the cursor follows its case. Returns the id of a case that left."""
        self.lines = _lines(board)
        return self.settle(self._place(self.key))

    def _place(self, case_id: int | None) -> int | None:
        return next((i for i in range(self.total) if case_id is not None and self.key_at(i) == case_id), None)

    def go_to_id(self, case_id: int) -> bool:
        """Put the cursor on a case; whether the board shows it."""
        place = self._place(case_id)
        if place is not None:
            self.go(place, by_key=False)
        return place is not None

    def go_to_ref(self, ref: str) -> None:
        """Put the cursor on a case by its reference, if the board shows it."""
        for row in self._cases():
            if row.ref == ref:
                self.go_to_id(row.case_id)

    def order(self, ref: str, step: int) -> str | None:
        """The reference ``step`` cases further down the board; None at its end."""
        refs = [row.ref for row in self._cases()]
        at = refs.index(ref) + step if ref in refs else -1
        return refs[at] if 0 <= at < len(refs) else None

    def _cases(self) -> list[BoardRow]:
        return [line for line in self.lines if not isinstance(line, str)]

    def place_words(self) -> str:
        """'3 of 26'."""
        cases = self._cases()
        at = sum(not isinstance(line, str) for line in self.lines[: self.at + 1])
        return f"{at} of {len(cases)}" if cases else "nothing is late or due"

    def head_segments(self, width: int) -> list[Segment]:
        """The column heads."""
        look = self.app.look
        resident, subject, who = _widths(width, look.chip_width)
        words = f"  {'CLOCK':<{look.chip_width}} {'REF':<9} STG {fit('RESIDENT', resident)}"
        words += (f" {fit('SUBJECT', subject)}" if subject else "") + (f" {fit('WHO', who)}" if who else "")
        return [Segment(fit(words, width), look.head)]

    def row_segments(self, i: int, width: int, under: Style | None) -> list[Segment]:
        """A heading, or a case: chip, reference, stage, resident; subject and owner where there is room."""
        line, look = self.lines[i], self.app.look
        if isinstance(line, str):
            return [Segment(fit(f" {line}", width), look.strong)]
        resident, subject, who = _widths(width, look.chip_width)
        rest = f" {fit(line.ref, 9)} {f'S{line.stage}' if line.stage else '-':<3} {fit(line.resident, resident)}"
        put_off = f"(was {medium(line.backstop)}) " if line.backstop else ""
        rest += f" {fit(put_off + line.subject, subject)}" if subject else ""
        rest += f" {fit(line.owner or '--', who)}" if who else ""
        chip = look.segment(line.chip, look.chip_width, under)
        return [Segment("  ", under), *chip, Segment(fit(rest, width - 2 - look.chip_width), under)]


def _widths(width: int, chip: int) -> tuple[int, int, int]:
    """Cells for resident, subject and owner (0: no room)."""
    room = max(0, width - 2 - chip - 1 - 9 - 1 - 3 - 1)
    if room < 36:
        return room, 0, 0
    return 14, room - 14 - 2 - 10, 10


def _lines(board: BoardView) -> tuple[Row, ...]:
    late = board.late or ("  Nothing is late.",)
    coming = board.coming or ("  Nothing is due.",)
    return ("Oldest breach first", *late, "Next to breach", *coming)
