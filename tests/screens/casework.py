"""A window on a real desk with a few cases, for the tests of what is done with one case.

The store is made once a session and copied for each test; the clock is a value that a test moves.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from complaintdesk.desk import Desk
from complaintdesk.desk.setting_up import make_store
from complaintdesk.models.moments import LONDON
from screens.app import DeskApp
from tests.screens.helpers import HOSTILE, rendered, until

NOW = datetime(2024, 4, 4, 10, 0, tzinfo=LONDON)
ME, COLLEAGUE = "Jo Smith", "Sam Khan"
DAMP, LIFT, CHARGE = "CD-24001", "CD-24002", "CD-24003"
RECEIVED = (
    {
        "when": "28/3/2024 18:10",
        "channel": "telephone",
        "resident": "Okafor, A",
        "address": "12 Acacia Avenue, Salford",
        "words": "Damp in the bedroom. The repair was missed twice.",
        "wanted": "The repair done and an apology",
        "adjustments": "Large print",
        "vulnerability": "Child under 5 at home",
        "contact_preference": "By e-mail, not before 10",
    },
    {
        "when": "25/3/2024 09:10",
        "channel": "email",
        "resident": "Begum, R",
        "address": "4 Elm Court",
        "words": "Lift out of service for four weeks.",
        "wanted": "The lift mended",
    },
    {
        "when": "26/3/2024 09:10",
        "channel": "email",
        "resident": "[red]Nwosu[/red]",
        "address": "[@click=app.quit]9[/] Oak Rd",
        "words": "\n".join(HOSTILE),
        "subject": "Service \x1b]0;charge\x07 [/] query",
    },
)
PARTS = ("The lift was not repaired", "Nobody said what was going on")
ACKNOWLEDGED = {
    "definition": "The lift at Elm Court has been out of service since 26 February.",
    "wanted": "The lift mended",
    "parts": list(PARTS),
    "responsible_for": "Keeping the lift working",
    "not_responsible_for": "nothing",
    "handler": ME,
    "signatory": ME,
}


@dataclass
class Clock:
    """The only clock of a test."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def open_desk(tmp_path: Path, clock: Clock, who: str = ME, landlords: tuple[str, ...] = ("salix",)) -> Desk:
    """A desk on a fresh copy of the store (or on this test's copy, for a second person)."""
    path = tmp_path / "store.db"
    if not path.exists():
        shutil.copy(_template(tmp_path.parent, landlords), path)
    return Desk.open(path, who, now=clock)


def _template(folder: Path, landlords: tuple[str, ...]) -> Path:
    path = folder / f"{'-'.join(landlords)}.db"
    if not path.exists():
        make_store(path, list(landlords), ME)
        desk = Desk.open(path, ME, now=Clock())
        for number, values in enumerate(RECEIVED):
            desk.receive("salix", values, key=f"received {number}")
        desk.do(LIFT, "define", {"definition": "", "parts": list(PARTS)}, seq=1, key="defined")
        desk.close()
    return path


def filled(desk: Desk, ref: str, act: str, **typed: object) -> dict[str, object]:
    """The values of an act's form as it opens, with these typed."""
    return {field.name: field.value for field in desk.form(ref, act).fields} | typed


def do(desk: Desk, ref: str, act: str, **typed: object) -> None:
    """Do an act behind the window's back."""
    done = desk.do(ref, act, filled(desk, ref, act, **typed), seq=desk.case(ref).seq, key=f"{ref} {act} {typed}")
    assert hasattr(done, "seq"), done


@dataclass
class Window:
    """One person's window, with short words for what tests do with it."""

    app: DeskApp
    desk: Desk
    clock: Clock
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each once what the last one began has settled."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is being asked of the desk."""
        await self.pilot.pause()
        for _ in range(200):
            if not any(worker.is_running and worker.group in BUSY for worker in self.app.workers):
                break
            await asyncio.sleep(0.01)
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        """Paste into the field under the cursor."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def until(self, condition) -> None:
        await until(self.pilot, condition, timeout=30)

    async def on(self, name: str) -> None:
        """Wait for a screen by the name of its class."""
        try:
            await self.until(lambda: type(self.app.screen).__name__ == name)
        except AssertionError:
            raise AssertionError(f"{name} did not come; there is\n{self.text}") from None
        await self.settle()

    @property
    def screen(self):
        return self.app.screen

    @property
    def text(self) -> str:
        """The screen as words."""
        return rendered(self.app)

    def box(self, name: str):
        """The box of a form's field."""
        from screens.fields import FieldBox

        return next(box for box in self.screen.query(FieldBox) if box.field.name == name)

    async def fill(self, **values: str) -> None:
        """Type into fields by name, as pasted text."""
        for name, text in values.items():
            self.box(name).focus_inside()
            await self.pilot.pause()
            focused: Widget | None = self.app.focused
            assert focused is not None
            await self.paste(text)


BUSY = ("load", "letter", "preview", "record", "look", "follows", "draft", "beside", "default")
"""Groups of workers that end by themselves; the others wait for a person."""


@asynccontextmanager
async def window(
    tmp_path: Path,
    *,
    size: tuple[int, int] = (80, 24),
    start: str = "queue",
    clock: Clock | None = None,
    landlords: tuple[str, ...] = ("salix",),
) -> AsyncIterator[Window]:
    """The desk in a window; at the end no worker may have failed unforeseen."""
    clock = clock or Clock()
    desk = open_desk(tmp_path, clock, landlords=landlords)
    app = DeskApp(desk, start=start)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            here = Window(app, desk, clock, pilot)
            if start not in ("queue", "board"):
                await here.until(lambda: getattr(app.screen, "case", None) is not None)
            else:
                await here.until(lambda: start != "queue" or bool(app.screen.case_ref()))
            await here.settle()
            yield here
            assert not app.faults
    finally:
        desk.close()
