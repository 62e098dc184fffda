"""One figure in words: value, share, definition, clause, and its breakdown as bars."""

from rich.cells import cell_len
from rich.text import Text

from complaintdesk.models.figures import Figure
from screens.palette import Look
from screens.text import fit, shown


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
    group = ""
    for one in figure.bars:
        if one.group != group:
            group = one.group
            text.append(f"\n{shown(group if ', by ' in group else f'By {group}').capitalize()}\n", look.strong)
        words = shown(one.words)
        label = max(12, min(34, width - 14 - cell_len(words)))
        text.append(f"{fit(one.label, label)} {bar(one.value, most, 10, look)} {words}\n")
    text.rstrip()
    return text


def bar(value: float, most: float, cells: int, look: Look) -> str:
    """A bar within ``cells``; a value above nothing has at least one."""
    full = max(1, round(cells * value / most)) if value > 0 and most > 0 else 0
    return (look.block * min(full, cells)).ljust(cells, "." if look.ascii else "·")
