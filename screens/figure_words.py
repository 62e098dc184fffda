"""One figure in words: value, share, definition, clause, and its breakdown as bars."""

from itertools import groupby
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from complaintdesk.models.figures import Bar, Figure
from screens.palette import Look
from screens.text import fit, shown

_SHORTEST: Final = 5
_LONGEST: Final = 10
"""Cells of a bar."""


def figure_words(figure: Figure, look: Look, width: int) -> Text:
    """The pane beside the list, for ``width`` cells. Neutral: no figure is coloured, many complaints are no fault."""
    text = Text(end="")
    text.append(f"{shown(figure.title)}\n", look.strong)
    of = (
        f"  ({figure.numerator:,} of {figure.denominator:,})" if figure.unit == "percent" and figure.denominator else ""
    )
    text.append(f"{shown(figure.words)}{of}\n", look.strong)
    if figure.unit == "percent" and figure.value is not None:
        text.append(f"{bar(figure.value, 100, min(40, width), look)}\n")
    if figure.note:
        text.append(f"{shown(figure.note)}\n")
    if figure.benchmark:
        text.append(f"Others: {shown(figure.benchmark)}\n")
    text.append(f"\n{shown(figure.says)} ({shown(figure.clause)})\n")
    if figure.reading:
        text.append(f"Read as: {shown(figure.reading)}\n", look.muted)
    most = max((one.value for one in figure.bars), default=0)
    for group, rows in groupby(figure.bars, lambda one: one.group):
        text.append(f"\n{shown(group if ', by ' in group else f'By {group}').capitalize()}\n", look.strong)
        _breakdown(text, tuple(rows), most, look, width)
    text.rstrip()
    return text


def _breakdown(text: Text, rows: tuple[Bar, ...], most: float, look: Look, width: int) -> None:
    """One group of bars. No label is cut: bars get shorter for it, or stand below where that is too little."""
    label = max(12, *(cell_len(shown(one.label)) for one in rows))
    room = width - 2 - max(cell_len(shown(one.words)) for one in rows)
    beside = label + _SHORTEST <= room
    cells = min(_LONGEST, room - label) if beside else _LONGEST
    for one in rows:
        head = fit(one.label, label) if beside else f"{shown(one.label)}\n "
        text.append(f"{head} {bar(one.value, most, cells, look)} {shown(one.words)}\n")


def bar(value: float, most: float, cells: int, look: Look) -> str:
    """A bar within ``cells``; a value above nothing has at least one."""
    full = max(1, round(cells * value / most)) if value > 0 and most > 0 else 0
    return (look.block * min(full, cells)).ljust(cells, "." if look.ascii else "·")
