"""The records of a file as Rich renderables, of whatever kind: what is late first, then what is open, then the rest.

Decision: no kind is named here. What a record is called, what it says and how it stands come from the desk, so that
a new kind of record has its place on a tab without a line on a screen.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from complaintdesk.engine.days import long
from complaintdesk.models.case_view import CaseView, RecordView
from screens.casetext import facts, owed, words
from screens.controls import one_line
from screens.hanging import Hung
from screens.palette import Look

ACTIONS, PEOPLE = "actions", "people"
"""The groups with a tab of their own on a case; every other group is on the tab called File."""


class Tally(NamedTuple):
    """How many stand on a tab, and how many of them something is owed on."""

    total: int = 0
    open: int = 0
    late: int = 0


def of_groups(case: CaseView, *groups: str) -> tuple[RecordView, ...]:
    """The case's records of these groups."""
    return tuple(one for one in case.records if one.group in groups)


def filed(case: CaseView) -> tuple[RecordView, ...]:
    """The case's records of all groups that have no tab of their own."""
    return tuple(one for one in case.records if one.group not in (ACTIONS, PEOPLE))


def tally(records: Sequence[RecordView]) -> Tally:
    """How many there are, are open and are late."""
    return Tally(len(records), sum(one.is_open for one in records), sum(one.is_late for one in records))


def groups(case: CaseView) -> tuple[str, ...]:
    """The groups of the case's records, in the order they were first used."""
    return tuple(dict.fromkeys(one.group for one in case.records))


def _in_order(records: Sequence[RecordView]) -> list[RecordView]:
    """Late, open, the rest; among these kind by kind, each in the order it was made."""
    kinds = {kind: place for place, kind in enumerate(dict.fromkeys(one.kind for one in records))}
    return sorted(records, key=lambda one: (not one.is_late, not one.is_open, kinds[one.kind]))


def mark(record: RecordView, look: Look) -> Text:
    """How it stands, as a glyph beside the words of its state; nothing for a plain fact."""
    if record.is_late:
        return Text.assemble((f"{look.glyphs['breached']} LATE", look.chips["breached"]))
    glyph = look.glyphs["watch" if record.is_open else "done"]
    return Text(glyph, Style.null() if record.is_open else look.chips["done"]) if record.state else Text()


def listed(records: Iterable[RecordView], look: Look) -> list[RenderableType]:
    """Each record: how it stands, its line, what is owed on it, what else was said, when and by whom."""
    rows: list[RenderableType] = []
    for one in _in_order(tuple(records)):
        text = words(one.line)
        text = Text.assemble((one_line(one.title), look.strong), "  ", text)
        if one.state:
            text.append(f"\n{one_line(one.state)}", look.strong if one.is_late else Style.null())
        for place, (name, said) in enumerate(one.more):
            text.append(f"{'; ' if place else chr(10)}{one_line(name)}: ", look.muted).append_text(words(said))
        told = ", ".join(filter(None, (long(one.at), one_line(one.who), one.ref and f"on {one_line(one.ref)}")))
        text.append(f"\n{told}", look.muted)
        rows.append(Hung(mark(one, look), text, 8 if look.ascii else 7))
    return rows


def actions(case: CaseView, look: Look) -> RenderableType:
    """What was promised, what was learnt, what is owed."""
    rows = listed(of_groups(case, ACTIONS), look) or [
        Text("No remedies or actions are recorded. The answer (r) sets remedies out; . adds an action.")
    ]
    said = (("Awarded", "; ".join(case.awards)), ("Learnt", case.lessons))
    more: list[RenderableType] = [Text(), facts(look, *said)] if any(words for _, words in said) else []
    return Group(*rows, *more, Text(), owed(case, look))


def people(case: CaseView, look: Look) -> RenderableType:
    """Who the case is about and who works on it, then what is on file about them."""
    who = facts(
        look,
        ("Resident", case.resident),
        ("Contact", case.contact),
        ("For them", case.representative),
        ("Owner", case.owner or "nobody yet (a assigns)"),
        ("Taken by", case.taken_by),
    )
    rows = listed(of_groups(case, PEOPLE), look) or [Text("Nothing else is on file about them. . lists what can be.")]
    return Group(who, Text(), *rows)


def file(case: CaseView, look: Look) -> RenderableType:
    """Everything else on the file."""
    return Group(*(listed(filed(case), look) or [Text("Nothing is on the file yet. . lists what can be put there.")]))


def book(case: CaseView, look: Look) -> RenderableType:
    """What a landlord's book holds: group by group how much, then what is open."""
    rows: list[RenderableType] = [Text(one_line(case.subject), look.strong), Text()]
    for group in groups(case):
        count = tally(of_groups(case, group))
        late = f", {look.glyphs['breached']} {count.late} late" if count.late else ""
        rows.append(Text(f"{group.replace('_', ' ').capitalize()}: {count.total}{late}"))
    if not case.records:
        rows.append(Text("Nothing is in it yet. . lists what can be put there."))
    late_ones = [one for one in case.records if one.is_late]
    return Group(*rows, *([Text(), Text("Late", look.strong), *listed(late_ones, look)] if late_ones else []))
