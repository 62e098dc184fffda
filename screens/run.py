"""Starting the terminal desk: whether it can run here, and running it fast.

Decisions: no collection of garbage before the first paint; a moment after it what was made is set aside for good;
the store opens in a thread while Textual is imported; what only writing needs is imported in a
thread after the first paint. Nothing here imports Textual until a terminal is known to be there.
"""

import contextlib
import gc
import importlib
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from complaintdesk import fault_log
from complaintdesk.errors import ComplaintDeskError

if TYPE_CHECKING:
    from complaintdesk.desk import Desk

LATE = ("screens.flows", "screens.case", "screens.timeline", "screens.form", "screens.letter", "screens.explain")
"""Screens imported in a thread once the first one stands, before what the desk needs for writing."""
FRAMES = "120"
"""How often a second a screen may be painted: what is read in a thread waits for its frame half as long as at 60."""
CALM = 0.4
"""Seconds the first screen has to itself, so that its first keys and a quick goodbye wait for nothing."""

FIRST_BACKUP = 60.0
"""Seconds after the start until a backup is made, where one is due."""


def can_run_tui() -> bool:
    """Whether standard input, output and (where the app draws on it) error are a terminal that can be drawn on."""
    for stream in (sys.__stdin__, sys.__stdout__, sys.__stdout__ if os.name == "nt" else sys.__stderr__):
        if stream is None or stream.closed or not stream.isatty():
            return False
    return os.name == "nt" or os.environ.get("TERM", "") not in ("", "dumb", "unknown")


def run(open_desk: "Callable[[], Desk]", start: str = "queue", theme: str | None = None) -> int:
    """Run the terminal desk until it is left; the exit code. Errors of opening are raised as they are."""
    gc.disable()
    fault_log.of_threads()
    opened: list[Desk] = []
    failed: list[BaseException] = []

    def opening() -> None:
        try:
            desk = open_desk()
            desk.changed()  # begins to watch for what others store, beside the imports
            opened.append(desk)
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that asked
            failed.append(error)

    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    import_asyncio()
    thread = threading.Thread(target=opening, name="open-store")
    thread.start()
    from screens import palette, queue, text  # noqa: F401 - the import is the point
    from screens.app import DeskApp
    from screens.lenient import read_any_byte

    thread.join()
    if failed:
        gc.enable()
        raise failed[0]
    keymap, problem = own_keys()
    if not palette.speaks_utf8():
        text.limit_to(getattr(sys.__stdout__, "encoding", None) or "ascii")
    read_any_byte()
    desk, left = opened[0], threading.Event()

    def beside() -> None:
        _after_paint(desk, left)
        _tell(desk, left, tell)
        _keep_backed_up(desk, left, tell)

    def tell(said: str) -> None:
        app.call_from_thread(app.notice, said)

    late = threading.Thread(target=beside, name="after-paint", daemon=True)
    try:
        app = DeskApp(desk, start=start, theme=theme, keymap=keymap, problem=problem, first_paint=late.start)
        app.run()
        return app.return_code or 0
    finally:
        left.set()
        desk.close()


def own_keys() -> tuple[dict[str, str], str]:
    """The person's own keys from the settings file, and what is wrong with them in a sentence."""
    from complaintdesk.paths import settings_file

    path = settings_file()
    if not path.is_file():
        return {}, ""
    from screens.keymap import read_keymap

    try:
        return read_keymap(path), ""
    except ComplaintDeskError as error:
        return {}, str(error)


def import_asyncio() -> None:
    """Import asyncio as on a Python built without ``ssl``: the desk talks to no network, and ssl costs 4 MB and 10 ms.

    Whoever imports ssl later gets it.
    """
    if "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401 - the import is the point
    finally:
        del sys.modules["ssl"]


def _after_paint(desk: "Desk", left: threading.Event) -> None:
    """When the first screen has stood for a moment: put away what the start made, then load what comes next."""
    if left.wait(CALM):
        return
    gc.freeze()  # no collection before it: that would stop every thread just when somebody begins to type
    gc.enable()
    for name in LATE:
        if left.is_set():
            return
        with contextlib.suppress(ImportError):  # said where it is needed
            importlib.import_module(name)
    with contextlib.suppress(ComplaintDeskError):  # said when something is to be written
        desk.warm()
    # What was imported just now stays for good as well: no collection under somebody's fingers need walk it.
    gc.freeze()


def _tell(desk: "Desk", left: threading.Event, tell: Callable[[str], object]) -> None:
    """Once after the start: what whoever opened the store should know of it."""
    with contextlib.suppress(ComplaintDeskError, RuntimeError):  # said where it is used; the window was closed
        said = desk.notice()
        if said and not left.is_set():
            tell(said)


def _keep_backed_up(desk: "Desk", left: threading.Event, tell: Callable[[str], object]) -> None:
    """While the desk is open, a backup each hour in a process beside it; the demo needs none."""
    if desk.banner or left.wait(FIRST_BACKUP):
        return
    from complaintdesk.desk.safeguarding import EVERY, back_up_beside

    while not left.is_set():
        trouble = back_up_beside(desk.store_path)
        if trouble and not left.is_set():
            with contextlib.suppress(RuntimeError):  # the window was closed meanwhile
                tell(trouble)
        left.wait(EVERY.total_seconds())
