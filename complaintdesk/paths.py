"""Where a person's own files lie: store, settings, own policies, the demo's cache, logs.

Decision: the system's own places, asked of ``platformdirs`` when first needed; importing this module
touches nothing and no function creates a folder. ``COMPLAINTDESK_HOME`` puts everything under one
folder instead, for a memory stick, a shared drive or a test.
"""

import os
from functools import cache
from pathlib import Path

NAME = "complaintdesk"
HOME_VARIABLE = "COMPLAINTDESK_HOME"


def _folder(kind: str) -> Path:
    """The folder for ``kind``: ``data``, ``config``, ``cache`` or ``log``."""
    return _at(os.environ.get(HOME_VARIABLE, "").strip(), kind)


@cache
def _at(home: str, kind: str) -> Path:
    return Path(home).expanduser() / kind if home else _usual(kind)


@cache
def _usual(kind: str) -> Path:
    """The system's own place, asked once: policies are looked for there at every case."""
    import platformdirs  # here, because only some commands need a folder at all

    # No author folder: on Windows it would repeat the name.
    return Path(str(getattr(platformdirs, f"user_{kind}_dir")(NAME, appauthor=False)))


def store_path() -> Path:
    """The store used when none is named."""
    return _folder("data") / "complaints.db"


def settings_file() -> Path:
    """This person's own settings (TOML); it need not exist."""
    return _folder("config") / "settings.toml"


def policies_folder() -> Path:
    """The landlord's own policy files, read beside the shipped ones; it need not exist."""
    return _folder("config") / "policies"


def reports_folder() -> Path:
    """Where figures are saved from the screen; it need not exist."""
    return _folder("data") / "reports"


def demo_folder() -> Path:
    """Where the demo desk is made; may be deleted at any time."""
    return _folder("cache") / "demo"


def log_folder() -> Path:
    """Where logs go. They never hold a resident's words."""
    return _folder("log")
