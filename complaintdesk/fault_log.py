"""What went wrong that nobody foresaw, for whoever mends it: which kind of error, and where in the program.

No message, no value, no argument: an error's own words may hold a resident's. Python's ``logging`` would print them.
"""

import contextlib
import os
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path

from complaintdesk import __version__, paths

LARGEST = 1_000_000
"""Bytes of the log; the one before it is kept beside it."""


def path() -> Path:
    """Where faults are written."""
    return paths.log_folder() / "faults.log"


def note(error: BaseException, where: str = "") -> None:
    """Write down ``error`` and its causes. Never raises: a full disk must not hide the first fault."""
    stamp = datetime.now(UTC)  # noqa: TID251 - nothing is reckoned from it
    lines = [f"{stamp:%Y-%m-%d %H:%M:%S}Z complaintdesk {__version__} {where}".rstrip()]
    seen: BaseException | None = error
    while seen is not None and len(lines) < 400:
        lines.append(f"  {type(seen).__module__}.{type(seen).__qualname__}")
        lines += [f"    {_place(frame)}" for frame in traceback.extract_tb(seen.__traceback__, limit=-40)]
        seen = seen.__cause__ or seen.__context__
    with contextlib.suppress(OSError):
        file = path()
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > LARGEST:
            file.replace(file.with_suffix(".log.1"))
        handle = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")


def of_threads() -> None:
    """Threads that fail are written down as well, and print nothing on the screen."""
    threading.excepthook = lambda failed: note(failed.exc_value, "thread") if failed.exc_value else None


def _place(frame: traceback.FrameSummary) -> str:
    """'desk/acting.py:120 in refusal': from the package down, without the home folder's name."""
    parts = Path(frame.filename).parts
    inside = next((n for n, part in enumerate(parts) if part in ("complaintdesk", "screens", "site-packages")), -2)
    return f"{'/'.join(parts[inside:])}:{frame.lineno} in {frame.name}"
