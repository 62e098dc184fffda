"""What stands on the tabs of a case, as Rich renderables: words laid out, never parsed.

Decision: the bar of a clock is a drawing. It places three days on a line by their distance on the
calendar; nothing is counted here that anybody could take for a deadline, and the words beside it say all.
"""

from collections.abc import Iterable
from datetime import date

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from complaintdesk.engine.days import long, medium
from complaintdesk.models.case_view import CaseView, ClockView, TimelineEntry
from screens.controls import many_lines, one_line
from screens.entrytext import WHEN, when
from screens.hanging import Hung
from screens.palette import Look

BAR = 28
"""Cells of a clock's bar."""
LABEL = 12
"""Cells of the column of labels."""
LONGEST = 1500
"""Characters of a long text shown on a tab; the timeline has all of it."""


def words(text: str) -> Text:
    """A person's text for a tab: cleaned, cut where it is very long, and said so."""
    if len(text) <= LONGEST:
        return Text(many_lines(text))
    return Text(f"{many_lines(text[:LONGEST])}… (all of it on the timeline, t)")


def facts(look: Look, *pairs: tuple[str, str | Text]) -> RenderableType:
    """Labels and values in two columns; pairs without a value are left out."""
    return Group(
        *(
            Hung(Text(label, look.muted), value if isinstance(value, Text) else words(value), LABEL)
            for label, value in pairs
            if value
        )
    )


def address(case: CaseView) -> str:
    """The property on one line."""
    return ", ".join(part.strip(" ,") for part in many_lines(case.address).split("\n") if part.strip(" ,"))


def summary(case: CaseView, look: Look, today: date) -> RenderableType:
    """Definition (or, before there is one, their own words), outcome sought, clocks as bars."""
    parts: list[RenderableType] = [
        Text(one_line(case.subject), look.strong),
        facts(
            look,
            ("Defined as" if case.definition else "Their words", case.definition or case.words),
            ("They want", case.wanted),
        ),
        Text(),
        Text("Clocks", look.strong),
    ]
    if not case.clocks:
        parts.append(Text("No clock runs on this case."))
    live = [clock for clock in case.clocks if clock.chip.band != "done"]
    for clock in sorted(live, key=lambda one: not one.is_next):
        parts += [clock_line(clock, look), bar(clock, look, today)]
    parts += [clock_line(clock, look) for clock in case.clocks if clock not in live]
    return Group(*parts)


def particulars(case: CaseView, look: Look) -> RenderableType:
    """How it came in, what it is about, who has it, under which policy."""
    came = ", ".join(one_line(part) for part in (case.channel, case.taken_by and f"taken by {case.taken_by}") if part)
    return facts(
        look,
        ("Their words", case.words if case.definition else ""),
        ("Kind", f"{case.kind_words}, {case.status}, stage {case.stage}"),
        ("Owner", case.owner or "nobody yet (a assigns)"),
        ("Closed", case.closed_why),
        ("Property", address(case)),
        ("Contact", case.contact),
        ("For them", case.representative),
        ("Came in", came),
        ("About", " / ".join(one_line(part) for part in (case.area, case.theme) if part)),
        ("Besides", "; ".join(f"{label}: {said}" for label, said in case.facts)),
        *(("Linked", f"{link.how} {link.ref}, {link.status}: {link.subject}") for link in case.links),
        ("Areas", ", ".join(one_line(part) for part in case.areas_affected)),
        ("Policy", case.policy_title),
    )


def clock_line(clock: ClockView, look: Look) -> RenderableType:
    """Name, state in words, clause; for a clock that has ended also when it was due."""
    line = Text(f"{one_line(clock.words):<31} ")
    line.stylize(look.strong if clock.is_next else Style.null())
    line.append_text(look.chip(clock.chip))
    if clock.chip.band == "done":
        line.append(f", due {long(clock.due)}")
    if clock.backstop:
        line.append(f"  was {medium(clock.backstop)}, acknowledged late")
    if clock.party == "customer":
        line.append("  theirs, not ours")
    line.append(f"  {one_line(clock.clause)}", look.muted)
    return Hung("→" if clock.is_next and not look.ascii else ">" if clock.is_next else "", line, 2)


def bar(clock: ClockView, look: Look, today: date) -> Text:
    """Day zero to due as a bar: filled to today (or to the day it was met), the due day and today marked."""
    end = max(clock.due, min(clock.met_on or today, today)).toordinal()
    start = clock.day_zero.toordinal()
    width = max(1, end - start)

    def cell(day: date) -> int:
        return round((BAR - 1) * min(max(0, day.toordinal() - start), width) / width)

    now = clock.met_on or today
    full, empty = ("#", ".") if look.ascii else ("█", "□")
    cells = [full if place < cell(now) else empty for place in range(BAR)]
    cells[cell(clock.due)] = "|" if look.ascii else "│"
    mark = look.glyphs["done"] if clock.met_on else look.glyphs["today"]
    if clock.met_on or today >= clock.day_zero:
        cells[cell(now)] = mark[0]
    line = Text(f"    {medium(clock.day_zero)} ", no_wrap=True, overflow="ellipsis")
    line.stylize(look.muted)
    line.append("".join(cells), Style.null())
    line.append(f" due {long(clock.due)}", Style.null())
    if clock.target and clock.target != clock.due:
        line.append(f", own target {medium(clock.target)}")
    if clock.base_due != clock.due:
        line.append(f", was {medium(clock.base_due)}")
    if clock.unconfirmed:
        line.append(" (bank holidays not confirmed)")
    return line


def owed(case: CaseView, look: Look) -> RenderableType:
    """What is owed next, each with its clause."""
    rows: list[RenderableType] = [Text("Owed next", look.strong)]
    rows += [Hung(look.glyphs["watch"], Text(one_line(one)), 2) for one in case.reminders]
    return Group(*rows, *(() if case.reminders else (Text("Nothing is owed."),)))


def lately(entries: Iterable[TimelineEntry], look: Look) -> RenderableType:
    """The last things that happened, newest first."""
    rows: list[RenderableType] = [Text("Lately", look.strong)]
    for entry in entries:
        struck = Style(strike=True) if entry.undone else Style.null()
        rows.append(Hung(Text(when(entry.at), look.muted), Text(one_line(entry.title), struck), WHEN + 1))
    return Group(*rows)


def elements(case: CaseView, look: Look) -> RenderableType:
    """Each part with its findings."""
    if not case.elements:
        return Text("No parts are set out yet. e sets out the complaint.")
    rows: list[RenderableType] = []
    for element in case.elements:
        rows.append(Text(f"{element.number}  {one_line(element.text)}", look.strong))
        if element.state:
            rows.append(Text(f"   {one_line(element.state).capitalize()}.", look.muted))
        rows += [Text(f"   {many_lines(finding)}") for finding in element.findings]
        if not element.findings and not element.state:
            rows.append(Text("   No finding yet.", look.muted))
        rows.append(Text())
    return Group(*rows)
