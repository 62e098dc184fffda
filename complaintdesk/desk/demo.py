"""The demo desk: made-up cases of five real landlords in a store of its own, the same for a day and a seed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from complaintdesk import letters, paths, policies
from complaintdesk.calendars import calendar
from complaintdesk.desk import today as system_clock
from complaintdesk.desk.correspondence import written
from complaintdesk.desk.demo_stories import play
from complaintdesk.desk.deriving import derive
from complaintdesk.desk.desk import Desk
from complaintdesk.desk.landlords import Landlord
from complaintdesk.desk.looking import look
from complaintdesk.desk.rehearsing import Rehearsal
from complaintdesk.desk.setting_up import Own, add_landlord
from complaintdesk.engine.acts import ACTS
from complaintdesk.intake import demo
from complaintdesk.models.events import Event
from complaintdesk.models.moments import LONDON, london, read_day
from complaintdesk.store.naming import reference, year_of
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import History, NewCase, StaffRow
from complaintdesk.store.writing import Writer, create

BANNER = "DEMO: cases and people are made up; landlords and policies are real."
_UNKNOWN = "CD-?????"
"""Stands in a letter for the reference until the case has one; as long as one, so that the lines stay as they are."""
_PROVISIONAL = re.compile(r"CD-\?[?0-9]{4}")
CONTACTS = {"telephone": "01632 960001", "email": "complaints@landlord.example", "post": ["1 Demo Street", "Sampleton"]}
"""The demo's letters print numbers and names kept for fiction; nobody is to ring a real landlord because of them."""


def demo_desk(
    day: str | None,
    seed: int = 1,
    keep: Path | None = None,
    who: str | None = None,
    now: Callable[[], datetime] = system_clock.now,
) -> Desk:
    """The desk on the demo of ``day`` (ISO; today if None), made if it is not there yet.

    Its clock shows the hour of ``now`` on that day. With ``keep`` the store lies in that file and stays. Raises
    BadInput for a day that cannot be, a StoreError where the file cannot be used.
    """
    on = read_day(day, "--day") if day else london(now()).date()
    path = keep.expanduser() if keep else paths.demo_folder() / f"demo-{on.isoformat()}-{seed}.db"
    if not path.exists():
        if keep is None:
            _clear(path.parent)
        make_demo(path, on, seed)
    desk = Desk.open(path, who or demo.staff()[0].name, now=lambda: at_hour_of(now(), on))
    desk.banner = BANNER
    return desk


def at_hour_of(moment: datetime, day: date) -> datetime:
    """``day`` at the London hour of ``moment``, in UTC."""
    return datetime.combine(day, london(moment).time().replace(tzinfo=None), LONDON).astimezone(UTC)


def make_demo(path: Path, day: date, seed: int) -> int:
    """Make the demo's store at ``path``; how many cases. It gets its name once it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_name(f"{path.name}.making")
    _remove(half)
    create(half)
    try:
        number = _fill(half, day, seed)
        half.replace(path)
    finally:
        _remove(half)
    return number


def _fill(path: Path, day: date, seed: int) -> int:
    writer = Writer(path)
    try:
        shelf = {one.policy: policies.load(one.policy) for one in demo.landlords()}
        for one in demo.landlords():
            add_landlord(writer, shelf[one.policy], one.key, one.name, Own(contacts=CONTACTS))
        for person in demo.staff():
            writer.save_staff(StaffRow(person.name, person.initials, person.role, person.team, person.landlord))
        reader = Reader(path)
        known = {row.key: Landlord(row) for row in reader.landlords()}
        reader.close()

        def letter(key: str, kind: str, before: Sequence[Event], event: Event) -> str:
            return _letter(known[key], kind, before, event)

        made = [(one.landlord_key, one.events) for one in demo.cases(day, seed, shelf, calendar(), letter)]
        files = _played(path, day, seed, made)
        writer.append_many(_referred(files), derive)
        return sum(not _is_book(one) for one in files)
    finally:
        writer.close()


def _played(path: Path, day: date, seed: int, made: Sequence[tuple[str, Sequence[Event]]]) -> list[History]:
    """``made`` and the files of the stories, which come behind, so that the others keep their references."""
    desk = Rehearsal(path, at_hour_of(system_clock.now(), day), made)
    try:
        play(desk, day, seed)
        number = len(made)
        return [*desk.files[:number], *sorted(desk.files[number:], key=lambda one: one.events[0].at)]
    finally:
        desk.close()


def _is_book(one: History) -> bool:
    return year_of(one.events[0]) == 0


def _letter(landlord: Landlord, kind: str, before: Sequence[Event], event: Event) -> str:
    """The letter that ``event`` sent, as the desk would have written it then; '' where it could not be sent."""
    seen = look(0, _UNKNOWN, landlord, before, event.at)
    act = next(act for act in ACTS.values() if act.event == event.kind)
    if seen is None or act.letter_kind(seen.case.stage, seen.case.feedback) != kind:
        return ""
    values = {**letters.standing(seen.policy.key), **event.body, "when": event.at}
    if event.until is not None:
        values["until"] = event.until
    return written(seen, act, values).text


def _referred(files: Sequence[History]) -> Iterator[NewCase]:
    """The files with the references that the store is about to give them, counted by year, wherever they say one."""
    numbered: Counter[int] = Counter()
    given: list[str] = []
    for one in files:
        year = year_of(one.events[0])
        numbered[year] += 1
        given.append(reference(year, numbered[year], one.landlord))
    known = {one.ref: ref for one, ref in zip(files, given, strict=True)}
    for one, ref in zip(files, given, strict=True):
        refs = known | {_UNKNOWN: ref}
        yield NewCase(one.landlord, tuple(replace(event, body=_with_refs(event.body, refs)) for event in one.events))


def _with_refs(value: Any, refs: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _PROVISIONAL.sub(lambda found: refs.get(found[0], found[0]), value) if "CD-?" in value else value
    if isinstance(value, Mapping):
        return {name: _with_refs(one, refs) for name, one in value.items()}
    return [_with_refs(one, refs) for one in value] if isinstance(value, list | tuple) else value


def _clear(folder: Path) -> None:
    """Take away the demos of other days; one that is open elsewhere on Windows stays until next time."""
    if folder.is_dir():
        for path in folder.glob("demo-*.db*"):
            with suppress(OSError):
                path.unlink()


def _remove(path: Path) -> None:
    for name in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        with suppress(OSError):
            name.unlink()
