"""The words beside the board's list: bars of the next ten working days, groups, and what changed."""

from collections.abc import Sequence
from datetime import date, datetime

from rich.text import Text

from complaintdesk.models.lists import BoardGroup, BoardView
from screens.palette import Look
from screens.text import day_words, fit, moment_words, shown


def _titled(title: str, look: Look) -> Text:
    text = Text(end="", no_wrap=True, overflow="ellipsis")
    text.append(f"{title}\n", look.strong)
    return text


def days_words(days: Sequence[tuple[date, int]], look: Look, width: int) -> Text:
    """A bar a day: the next clocks due on each of the next ten working days."""
    text = _titled("Next clocks due, ten working days", look)
    most = max((count for _, count in days), default=0)
    room = max(1, width - 19)
    for day, count in days:
        cells = count if most <= room else max(1, count * room // most) if count else 0
        text.append(f"{day_words(day):<10} {count:>4,}  {look.block * cells}\n")
    text.rstrip()
    return text


def groups_words(title: str, groups: Sequence[BoardGroup], look: Look, width: int, most: int) -> Text:
    """A line a landlord or person: late, today, soon, all; those with most to worry about first."""
    room = min(20, width - 21)
    heads = "".join(f"{look.glyphs[band]:>5}" for band in ("breached", "today", "soon"))
    text = _titled(f"{fit(title, room)}{heads}   all", look)
    order = sorted(groups, key=lambda g: (-g.counts.breached, -g.counts.today, -g.counts.soon, -g.counts.total, g.name))
    for group in order[:most]:
        c = group.counts
        name = fit(group.name or "nobody yet", room)
        text.append(f"{name}{c.breached:>5,}{c.today:>5,}{c.soon:>5,}{c.total:>6,}\n")
    if len(order) > most:
        text.append(f"and {len(order) - most} more", look.muted)
    text.rstrip()
    return text


def news(before: BoardView, after: BoardView) -> tuple[str, ...]:
    """What is different on the board, case by case: breached, due today, new, gone, with somebody else."""
    was = {row.case_id: row for row in (*before.late, *before.coming)}
    now = {row.case_id: row for row in (*after.late, *after.coming)}
    said = list(after.changed)
    for case_id, row in now.items():
        old = was.get(case_id)
        if row.chip.band == "breached" and (old is None or old.chip.band != "breached"):
            said.append(f"{row.ref} breached")
        elif row.chip.band == "today" and (old is None or old.chip.band != "today"):
            said.append(f"{row.ref} due today")
        elif old is None:
            said.append(f"{row.ref} is next to breach")
        elif old.owner != row.owner:
            said.append(f"{row.ref} is with {row.owner or 'nobody'}")
        elif old.stage != row.stage:
            said.append(f"{row.ref} is at stage {row.stage}")
    late = {row.case_id for row in before.late}
    said += [
        f"{row.ref} {'no longer late' if id_ in late else 'off the list'}" for id_, row in was.items() if id_ not in now
    ]
    return tuple(said)


def news_words(since: datetime, changed: Sequence[str], look: Look, most: int) -> Text:
    """What changed since the board was last looked at; nothing where nothing did."""
    if not changed:
        return Text("", end="")
    text = _titled(f"Changed since {moment_words(since)}", look)
    if len(changed) > most:
        changed, more = changed[: most - 1], f"and {len(changed) - most + 1} more\n"
    else:
        more = ""
    for words in changed:
        text.append(f"{shown(words, limit=200)}\n")
    text.append(more, look.muted)
    text.rstrip()
    return text
