"""``complaintdesk report``: a landlord's figures as plain text with bars, as CSV, or as JSON."""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from complaintdesk.cli.output import as_json, say
from complaintdesk.cli.policy_compared import width
from complaintdesk.desk import Desk
from complaintdesk.engine.days import long
from complaintdesk.errors import BadInput
from complaintdesk.models.figures import Figure, FiguresView
from complaintdesk.models.terms import some

BAR = 20
LABEL = 34
"""Cells of a label at least; a longer one is never cut."""
MOST_ROWS = 12
"""Lines of one breakdown; CSV has all of them."""


def report(desk: Desk, landlord: str, period: str, measure: str, *, csv: str, cases: bool, json: bool) -> None:
    """The figures of one landlord, or of each in turn."""
    keys = [landlord] if landlord else [key for key, _ in desk.landlords()]
    views = [desk.figures(key, period, measure) for key in keys]
    if csv:
        _save(views, csv, cases=cases)
        return
    if not views:
        say("There is no landlord in this store yet. `complaintdesk init --landlord KEY` adds one.")
    columns = width()
    for number, view in enumerate(views):
        if json:
            kept = view if cases else view._replace(figures=tuple(one._replace(behind=()) for one in view.figures))
            print(as_json(kept))
            continue
        if number:
            say()
        for line in told(view, full=_full_block(), cases=cases):
            for part in _laid(line, columns):
                say(part)


def told(view: FiguresView, *, full: str = "#", cases: bool = False) -> Iterator[str]:
    """A landlord's figures as lines; ``full`` is what bars are made of."""
    yield f"{view.landlord_name}: {view.period_words}, as at {long(view.as_at)}"
    counts = view.open_cases
    near = f"{counts.breached} breached, {counts.today} today, {counts.soon} soon, {counts.watch} watch"
    yield f"{some(counts.total, 'open case')} now: {near}, {counts.clear} clear, {counts.done} without a clock"
    if not view.figures:
        yield "The policy of this landlord names no figures."
    for one in view.figures:
        yield ""
        yield from _figure(one, full, cases=cases)


def _figure(one: Figure, full: str, *, cases: bool) -> Iterator[str]:
    of = f"  ({one.numerator:,} of {one.denominator:,})" if one.unit == "percent" and one.denominator else ""
    yield f"{one.title}: {one.words}{of}"
    if one.unit == "percent" and one.value is not None:
        yield f"  {bar(one.value, 100, full)}"
    if one.note:
        yield f"  {one.note}"
    if one.benchmark:
        yield f"  others: {one.benchmark}"
    yield f"  {one.says} ({one.clause}) [{one.key}]"
    if one.reading:
        yield f"  read as: {one.reading}"
    most = max((row.value for row in one.bars), default=0)
    for group, found in groupby(one.bars, lambda row: row.group):
        yield f"  by {group}" if "by " not in group else f"  {group}"
        rows = tuple(found)
        label = max(LABEL, *(len(row.label) for row in rows[:MOST_ROWS]))
        for row in rows[:MOST_ROWS]:
            yield f"    {row.label:<{label}} {bar(row.value, most, full)} {row.words}".rstrip()
        if len(rows) > MOST_ROWS:
            yield f"    and {len(rows) - MOST_ROWS} more; --csv has them all"
    if cases:
        for line in one.behind:
            day = long(line.day) if line.day else ""
            mark = line.mark or ("" if line.counts else "does not count")
            yield "  - " + "  ".join(part for part in (line.ref, day, line.words, mark) if part)


def bar(value: float, most: float, full: str) -> str:
    """A bar of twenty cells; a value above nothing has at least one."""
    cells = max(1, round(BAR * value / most)) if value > 0 and most > 0 else 0
    return (full * min(cells, BAR)).ljust(BAR, "." if full == "#" else "·")


def _laid(line: str, columns: int | None) -> list[str]:
    """The line wrapped to a terminal's columns, the rest a little further in; into a pipe it stays one line."""
    if columns is None or len(line) <= columns:
        return [line]
    indent = " " * (len(line) - len(line.lstrip()))
    return wrap(line.strip(), columns, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False)


def _full_block() -> str:
    """A block where the output can say one."""
    try:
        "█·".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "#"
    return "█"


def _save(views: list[FiguresView], csv: str, *, cases: bool) -> None:
    from complaintdesk.letters.filing import write_new
    from complaintdesk.reports import as_csv

    text = as_csv(*views, cases=cases)
    if csv == "-":
        # Bytes, so that no console adds or takes away a line end.
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
        return
    path = Path(csv)
    if not path.name:
        raise BadInput("--csv needs the name of a file.", "For example --csv figures.csv, or - to print it.")
    say(f"saved {write_new(path.parent, path.name, text)}")
