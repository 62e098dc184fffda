"""What Linux tells about a process and its children: processor time and memory."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_TICK: Final = os.sysconf("SC_CLK_TCK")
_PROC: Final = Path("/proc")


def tree(root: int) -> set[int]:
    """A process and its living descendants."""
    parents = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                parents[int(folder.name)] = int(_stat(int(folder.name))[1])
    found, more = set(), {root}
    while more:
        found |= more
        more = {pid for pid, parent in parents.items() if parent in found} - found
    return found


def memory(root: int) -> float:
    """Resident megabytes of a process and its descendants."""
    total = 0
    for pid in tree(root):
        with suppress(OSError):
            total += int((_PROC / str(pid) / "statm").read_text().split()[1]) * _PAGE
    return total / 1e6


def processor(root: int) -> float:
    """Seconds of processor time a process and its descendants have used, as finely as the scheduler counts."""
    total = 0.0
    for pid in tree(root):
        with suppress(OSError, ValueError, IndexError):
            total += _processor(pid)
    return total


def _processor(pid: int) -> float:
    fields = _stat(pid)
    reaped = (int(fields[13]) + int(fields[14])) / _TICK
    coarse = (int(fields[11]) + int(fields[12])) / _TICK  # counts threads that ended, too
    try:
        tasks = (_PROC / str(pid) / "task").iterdir()
        fine = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
    except OSError:
        return coarse + reaped
    return max(fine, coarse - 2 / _TICK) + reaped


def _stat(pid: int) -> list[bytes]:
    told = (_PROC / str(pid) / "stat").read_bytes()
    return told[told.rindex(b")") + 2 :].split()
