"""The demo desk: made-up cases of five real landlords in a store of its own, the same for a day and a seed."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from complaintdesk import paths, policies
from complaintdesk.calendars import calendar
from complaintdesk.desk import today as system_clock
from complaintdesk.desk.deriving import derive
from complaintdesk.desk.desk import Desk
from complaintdesk.desk.setting_up import add_landlord, initials
from complaintdesk.engine.history import london
from complaintdesk.errors import BadInput
from complaintdesk.models.events import Event
from complaintdesk.models.moments import LONDON, read_day
from complaintdesk.store.rows import NewCase, StaffRow

BANNER = "DEMO: these cases and people are made up; the landlords and their policies are real."


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
    if not date(2001, 1, 1) <= on <= date(2098, 12, 31):
        raise BadInput(f"--day is {on.isoformat()}; the demo needs a year before and after it.", "Take 2001 to 2098.")
    path = keep.expanduser() if keep else paths.demo_folder() / f"demo-{on.isoformat()}-{seed}.db"
    if not path.exists():
        if keep is None:
            _clear(path.parent)
        make_demo(path, on, seed)
    from complaintdesk.intake import demo

    desk = Desk.open(path, who or demo.staff()[0].name, now=lambda: at_hour_of(now(), on))
    desk.banner = BANNER
    return desk


def at_hour_of(moment: datetime, day: date) -> datetime:
    """``day`` at the London hour of ``moment``, in UTC."""
    return datetime.combine(day, london(moment).time().replace(tzinfo=None), LONDON).astimezone(UTC)


def make_demo(path: Path, day: date, seed: int) -> int:
    """Make the demo's store at ``path``; how many cases. Half-made, it is taken away again."""
    from complaintdesk.intake import demo
    from complaintdesk.store.writing import Writer, create

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    create(path)
    try:
        writer = Writer(path)
        try:
            shelf = {one.key: policies.load(one.policy) for one in demo.landlords()}
            for one in demo.landlords():
                add_landlord(writer, shelf[one.key], one.key, one.name)
            for person in demo.staff():
                writer.save_staff(
                    StaffRow(person.name, initials(person.name), person.role, person.team, person.landlord)
                )
            recorded = datetime.combine(day, time(0), LONDON).astimezone(UTC)
            cases = [
                NewCase(case.landlord, _recorded(case.events, recorded))
                for case in demo.cases(day, seed, shelf, calendar())
            ]
            return len(writer.append_many(cases, derive))
        finally:
            writer.close()
    except BaseException:
        _remove(path)
        raise


def _recorded(events: Sequence[Event], latest: datetime) -> tuple[Event, ...]:
    """The events as if they had been written down as they happened."""
    return tuple(replace(event, recorded_at=min(event.at, latest), who=event.who or "demo") for event in events)


def _clear(folder: Path) -> None:
    """Take away the demos of other days; one that is open elsewhere on Windows stays until next time."""
    if folder.is_dir():
        for path in folder.glob("demo-*.db*"):
            with suppress(OSError):
                path.unlink()


def _remove(path: Path) -> None:
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        with suppress(OSError):
            name.unlink()
