"""Opening a desk: in a terminal the screens, without one the plain queue and board."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from complaintdesk.cli.where import open_desk, who_am_i
from complaintdesk.desk import Desk
from complaintdesk.errors import BadInput
from complaintdesk.models.moments import quoted


def open_store(store: str | None, name: str | None, theme: str = "") -> int:
    """The desk on the store that was meant; the exit code."""
    from screens.run import can_run_tui

    return _open(lambda: open_desk(store, name, tell=not can_run_tui()), theme)


def open_demo(day: str | None, seed: int, keep: Path | None, name: str | None, theme: str = "") -> int:
    """The desk on the demo of ``day``, made anew when the day or seed changed; the exit code."""
    from complaintdesk.desk.demo import demo_desk

    return _open(lambda: demo_desk(day, seed, keep, who_am_i(name) if name else None), theme)


_THEMES = {
    "": None,
    "dark": "complaint-dark",
    "light": "complaint-light",
    "high-contrast": "complaint-high-contrast",
    "terminal": "terminal",
}


def _open(make: Callable[[], Desk], theme: str) -> int:
    from screens.run import can_run_tui, run

    if theme not in _THEMES:
        named = ", ".join(filter(None, _THEMES))
        raise BadInput(f"There is no theme {quoted(theme)}.", f"Allowed: {named}.")

    if can_run_tui():
        code = run(make, theme=_THEMES[theme])
        # The store is closed and the terminal restored: tearing the interpreter down would only keep people waiting.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    from complaintdesk.cli import twins
    from complaintdesk.cli.output import say

    desk = make()
    try:
        if desk.banner:
            say(desk.banner)
        twins.queue(desk)
        say()
        twins.board(desk)
    finally:
        desk.close()
    return 0


def list_queue(options: Mapping[str, str]) -> int:
    """The plain queue for options that were read without Typer; the exit code."""
    from complaintdesk.cli import twins
    from complaintdesk.cli.where import read_as_at

    landlord = options.get("--landlord", "")
    desk = open_desk(options.get("--store"), options.get("--as"))
    try:
        moment = read_as_at(options.get("--as-at"), desk.now())
        found, sort = options.get("--filter", ""), options.get("--sort", "")
        twins.queue(desk, landlord, moment, "", found, sort, json="--json" in options)
    finally:
        desk.close()
    return 0


def with_desk(store: str | None, name: str | None, use: Callable[[Desk], None]) -> None:
    """Open a desk for one command and close it."""
    desk = open_desk(store, name)
    try:
        use(desk)
    finally:
        desk.close()
