"""The plain twins of the screens: queue, case, timeline, board and explanation, as text or JSON."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from complaintdesk.cli.output import as_json, say, say_all, table
from complaintdesk.desk import Desk
from complaintdesk.engine.days import long, medium, moment
from complaintdesk.engine.kinds import a_kind
from complaintdesk.errors import BadInput, NotFound
from complaintdesk.models.case_view import CaseView, RecordView, TimelineEntry
from complaintdesk.models.lists import SORTS, BoardRow, BoardView, Chip, OwedCounts, OwedRow, QueueQuery, QueueRow
from complaintdesk.models.moments import quoted
from complaintdesk.models.terms import BOOK, feedback_words, some

PAGE = 1000


def queue(
    desk: Desk,
    landlord: str = "",
    as_at: datetime | None = None,
    words: str = "",
    filtered: str = "",
    sort: str = "",
    *,
    json: bool = False,
) -> None:
    """The queue of open cases, most urgent first: one line, or one JSON object a line."""
    if landlord:
        desk.landlord(landlord)
    if sort and sort not in SORTS:
        raise BadInput(f"--sort: there is no order {quoted(sort)}.", f"Allowed: {', '.join(SORTS)}.")
    view = QueueQuery(landlord, words, as_at=as_at, filter=desk.filter(filtered, as_at), sort=sort or SORTS[0])
    rows = [("CLOCK", "", "REF", "STG", "RESIDENT", "WHO", "SUBJECT")]
    for row in _pages(desk, view):
        if json:
            print(as_json(row))
            continue
        stage = f"S{row.stage}{'+' if row.extended else ''}"
        rows.append((*chip(row.chip), row.ref, stage, row.resident[:40], row.owner or "--", row.subject))
    if json:
        return
    counts = desk.counts(view)
    say(
        f"{counts.breached} breached, {counts.today} today, {counts.soon} soon, {counts.watch} watch,"
        f" {counts.clear} clear, {counts.done} without a clock; as at {moment(as_at or desk.now())}"
    )
    if len(rows) == 1:
        if words or filtered:
            say("No open case is found by that." if filtered else "No open case has those words.")
        else:
            say("No open cases. Log one with `complaintdesk` and c, or look at other landlords.")
    else:
        for line in table(rows):
            say(line)


def _pages(desk: Desk, view: QueueQuery) -> Iterator[QueueRow]:
    if view.as_at is not None:
        yield from desk.queue_page(view, 0, 10**9)
        return
    ids = desk.queue_ids(view)
    for start in range(0, len(ids), PAGE):
        yield from desk.queue_rows(ids[start : start + PAGE])


def chip(one: Chip) -> tuple[str, str]:
    """A chip as two plain cells."""
    return one.word, one.amount + (" (unconfirmed)" if one.unconfirmed else "")


def owed(desk: Desk, landlord: str = "", owner: str = "", as_at: datetime | None = None, *, json: bool = False) -> None:
    """What is owed next and by whom: one line, or one JSON object a line."""
    owner = desk.whose(owner, landlord, as_at)
    found, counts = desk.owed_list(landlord, owner, as_at)
    if json:
        for row in found:
            print(as_json(row))
        return
    if not found:
        say(f"Nothing is owed by {owner}." if owner else "Nothing is owed.")
        return
    lines = [("BY", "", "REF", "WHO", "RESIDENT", "WHAT")]
    lines += [
        (long(r.due) if r.due else "--", r.words, r.ref, r.owner or "--", r.resident[:40] or "--", _cited(r))
        for r in found
    ]
    for line in table(lines):
        say(line)
    shown = f"{len(found):,} of " if len(found) < counts.total else ""
    say(f"{shown}{owed_words(counts)}")


def _cited(row: OwedRow) -> str:
    return f"{row.what} ({row.clause})" if row.clause else row.what


def owed_words(counts: OwedCounts) -> str:
    """'12 owed: 3 late, 1 today, 6 later, 2 without a day'."""
    said = f"{counts.late:,} late, {counts.today:,} today, {counts.coming:,} later, {counts.undated:,} without a day"
    return f"{counts.total:,} owed: {said}"


def of(desk: Desk, ref: str, landlord: str) -> str:
    """``ref``, once it is known to be a case of ``landlord`` (any, where none is named). NotFound otherwise."""
    if landlord:
        desk.landlord(landlord)
        found = desk.case(ref)
        if found.landlord != landlord:
            raise NotFound(
                f"{found.ref} is a case of {found.landlord_name}.", "Leave out --landlord, or name that one."
            )
    return ref


def case(desk: Desk, ref: str, as_at: datetime | None = None, *, json: bool = False) -> None:
    """One case, or a landlord's book: who, what, clocks, parts, everything on the file, what is owed next."""
    view = desk.case(ref, as_at)
    if json:
        print(as_json(view))
        return
    for line in _case_lines(view):
        say_all(line)


def _case_lines(view: CaseView) -> Iterator[str]:
    kind = view.kind_words
    if view.feedback == BOOK:
        yield f"{view.ref}  {kind}"
    else:
        yield f"{view.ref}  {kind}, stage {view.stage}, {view.status}  {' '.join(chip(view.chip))}"
        yield f"{view.resident}, {view.address}".strip(", ")
    yield from (f"! {alert}" for alert in view.alerts)
    for label, words in (
        ("Landlord", view.landlord_name),
        ("Policy", view.policy_title),
        ("Closed", view.closed_why),
        ("With", view.owner or ("" if view.feedback == BOOK else "nobody")),
        ("Areas", ", ".join(view.areas_affected)),
        ("Subject", view.subject),
        ("In their words", view.words),
        ("Definition", view.definition),
        ("Wanted", view.wanted),
        *view.facts,
        *((link.how, f"{link.ref}, {feedback_words(link.feedback)}, {link.status}") for link in view.links),
    ):
        if words:
            yield f"{label}: {words}"
    yield from _clock_lines(view)
    for element in view.elements:
        yield f"Part {element.number}: {element.text}" + (f" ({element.state})" if element.state else "")
        yield from (f"  {finding}" for finding in element.findings)
    yield from map(_record_line, view.records)
    if view.awards:
        yield f"Awarded: {'; '.join(view.awards)}"
    yield from (f"Owed: {one}" for one in view.reminders)


def _record_line(one: RecordView) -> str:
    late = "LATE: " if one.is_late else ""
    said = "; ".join(filter(None, (one.line, one.state, *(f"{name}: {words}" for name, words in one.more))))
    on = f", on {one.ref}" if one.ref else ""
    return f"{one.group.capitalize()}: {late}{one.title}: {said} ({long(one.at)}, {one.who}{on})"


def _clock_lines(view: CaseView) -> Iterator[str]:
    for clock in view.clocks:
        left = "" if clock.days_left is None else f", {some(clock.days_left, 'working day')} left"
        met = f" on {long(clock.met_on)}" if clock.met_on else ""
        sure = " (unconfirmed)" if clock.unconfirmed else ""
        sure += f" (was {long(clock.backstop)} until the late acknowledgement)" if clock.backstop else ""
        due = "opens" if clock.name == "refer" else "due"
        yield f"Clock: {clock.words}, {due} {long(clock.due)}{sure}, {clock.state}{met}{left} ({clock.clause})"


def related(desk: Desk, ref: str, *, json: bool = False) -> None:
    """The other cases of the same person or property, likely duplicates first, each with why."""
    found = desk.related(ref)
    for one in found:
        if json:
            print(as_json(one))
            continue
        about = f"{one.resident}: {one.subject}"
        say(f"{one.ref}  stage {one.stage}, {one.status}  received {long(one.received_on)}  {about}")
        say(f"    {'; '.join(one.why)}.")
    if not found and not json:
        say("No other case of this person or property.")


def timeline(desk: Desk, ref: str, as_at: datetime | None = None, *, json: bool = False) -> None:
    """Everything that happened to a case, oldest first."""
    entries = desk.timeline(ref, as_at)
    if json:
        for entry in entries:
            print(as_json(entry))
        return
    for entry in entries:
        for line in _entry_lines(entry):
            say_all(line)


def _entry_lines(entry: TimelineEntry) -> Iterator[str]:
    undone = f"  [{entry.undone}]" if entry.undone else ""
    number = entry.seq if entry.seq > 0 else ""  # entries of a case that this one grew out of have none here
    yield f"{number:>3}  {moment(entry.at)}  {entry.title}  ({entry.who}){undone}"
    yield from (f"    {line}" for line in entry.lines)
    if entry.letter:
        yield "\n".join(f"    | {line}" for line in entry.letter.split("\n"))


def board(
    desk: Desk, landlord: str = "", as_at: datetime | None = None, filtered: str = "", *, json: bool = False
) -> None:
    """The breach board."""
    view = desk.board(landlord, as_at, desk.filter(filtered, as_at))
    if json:
        print(as_json(view))
        return
    for line in _board_lines(view):
        say(line)


def _board_lines(view: BoardView) -> Iterator[str]:
    counts = view.counts
    yield f"As at {moment(view.as_at)}{'' if view.live else ' (not now)'}"
    near = f"{counts.breached} breached, {counts.today} today, {counts.soon} soon"
    yield f"{near}, {counts.watch} watch, {counts.clear} clear"
    yield f"Late: {len(view.late)}" + ("" if len(view.late) == counts.breached else f" of {counts.breached}")
    yield from table(_board_rows(view.late))
    yield "Next to breach:"
    yield from table(_board_rows(view.coming))
    if view.owed is not None:
        yield f"Owed, clocks and all else (complaintdesk owed): {owed_words(view.owed)}"
    yield "Next clocks due on the next working days: " + ", ".join(f"{medium(day)} {n}" for day, n in view.days)
    for title, groups in (("By landlord", view.by_landlord), ("By person", view.by_owner)):
        yield f"{title}:"
        yield from table(
            [
                (one.name, f"{one.counts.breached} breached", f"{one.counts.today} today", f"{one.counts.total} open")
                for one in groups
            ]
        )


def _board_rows(rows: Sequence[BoardRow]) -> list[tuple[str, ...]]:
    return [(*chip(row.chip), row.ref, f"S{row.stage}", row.owner or "--", _put_off(row) + row.subject) for row in rows]


def _put_off(row: BoardRow) -> str:
    return f"(was {medium(row.backstop)}) " if row.backstop else ""


def register(desk: Desk, landlord: str = "", *, json: bool = False) -> None:
    """The register of refusals, the latest first."""
    found = desk.register(landlord)
    if json:
        for row in found:
            print(as_json(row))
        return
    rows = [("ON", "REF", "SCOPE", "AREA", "THEME", "DECIDED BY", "GROUND")]
    for row in found:
        parts = f": {'; '.join(row.parts)}" if row.parts else ""
        cells = (row.scope, row.area or "--", row.theme or "--", row.decided_by or "--", f"{row.ground_words}{parts}")
        rows.append((long(row.on), row.ref, *cells))
    if len(rows) == 1:
        say("Nothing has been refused.")
    for line in table(rows) if len(rows) > 1 else ():
        say(line)


def explain(desk: Desk, ref: str, clock: str = "", as_at: datetime | None = None, *, json: bool = False) -> None:
    """Why a clock's date is what it is."""
    found = desk.explain(ref, clock, as_at=as_at)
    if found is None:
        raise NotFound(*_no_clock(desk.case(ref, as_at), clock))
    if json:
        print(as_json(found))
        return
    for line in (*found.lines, *found.what_if):
        say_all(line)


def _no_clock(view: CaseView, clock: str) -> tuple[str, str]:
    """Why there is no such clock, and where to look instead."""
    if view.feedback == BOOK:
        said = f"{view.ref} is the book of {view.landlord_name}, and no clock runs on a book."
        return said, f"`complaintdesk show {view.ref}` prints what is in it."
    if not view.clocks:
        kind = a_kind(view.feedback)
        return (
            f"No clock runs on {view.ref}: it is {kind}, for which {view.landlord_name} sets none.",
            "`complaintdesk owed` lists what was promised by a day.",
        )
    there = ", ".join(dict.fromkeys(one.name for one in view.clocks))
    return f"{view.ref} has no clock {quoted(clock)}.", f"It has: {there}."
