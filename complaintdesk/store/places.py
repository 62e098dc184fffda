"""Where a store should not lie: network shares lose its locks, sync folders copy half of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePath

INSTEAD = "Choose a folder on this computer's own disk. Sharing a desk needs a database server."
_SHARES = ("nfs", "cifs", "smb", "9p", "fuse.sshfs", "afs", "davfs")
_SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud", "syncthing")
_MARKS = (".dropbox", ".stfolder", ".sync_exclude.lst")


def trouble_with(path: Path) -> str:
    """Why a store should not lie at ``path``, as half a sentence; empty where nothing is known against it."""
    if is_shared(path):
        return "that is a network share, where a store loses what two windows save at once."
    if is_synced(path):
        return "that is a synchronised folder, which copies a store while it is being written."
    return ""


def is_synced(path: Path) -> bool:
    """True inside a folder that carries a synchroniser's name or mark."""
    for folder in path.absolute().parents:
        if folder.name.casefold().startswith(_SYNCED) or any((folder / mark).exists() for mark in _MARKS):
            return True
    return False


def is_shared(path: Path) -> bool:
    """True on a network share, as far as the system says."""
    found = path.absolute()
    if sys.platform == "win32":
        import ctypes

        remote = 4
        return found.drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{found.drive}\\") == remote
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
        real = Path(os.path.realpath(found))
    except OSError:
        return False
    return file_system(mounts, real).startswith(_SHARES)


def file_system(mounts: str, path: PurePath) -> str:
    """The type of the file system ``path`` lies on, from the system's list of mounts; empty: not listed.

    >>> file_system("/dev/sda1 / ext4 rw\\n//nas/t /mnt/my\\\\040team cifs rw", PurePath("/mnt/my team/a.db"))
    'cifs'
    """
    best, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = PurePath(parts[1].replace("\\040", " ").replace("\\134", "\\"))
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), parts[2]
    return kind
