"""Where a person's own files lie: store, settings, own policies, the demo's cache, logs; and where a shared store is.

Decision: the system's own places, asked of ``platformdirs`` when first needed; importing this module
touches nothing and no function creates a folder. ``COMPLAINTDESK_HOME`` puts everything under one
folder instead, for a memory stick, a shared drive or a test.
"""

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from complaintdesk.errors import BadInput

NAME = "complaintdesk"
HOME_VARIABLE = "COMPLAINTDESK_HOME"
_SCHEMES = ("postgresql:", "postgres:")
_SECRET = ("password", "sslpassword")


class Server(NamedTuple):
    """Where a team's shared store is: a database on a server, by an address that holds no password."""

    url: str

    def __str__(self) -> str:
        return self.url

    @property
    def host(self) -> str:
        """The server as people call it."""
        from urllib.parse import urlsplit

        return urlsplit(self.url).hostname or "this computer"

    @property
    def near(self) -> bool:
        """Whether the server is on this computer, so that nothing goes over a network."""
        from urllib.parse import urlsplit

        return urlsplit(self.url).hostname in (None, "localhost", "127.0.0.1", "::1")

    @property
    def login(self) -> str:
        """Who is let in, where the address says so."""
        from urllib.parse import unquote, urlsplit

        return unquote(urlsplit(self.url).username or "")

    def absolute(self) -> "Server":
        """As a path has it: an address is whole already."""
        return self

    def resolve(self) -> "Server":
        """As a path has it."""
        return self


Place = Path | Server
"""Where a store is."""


def place(text: str) -> Place:
    """The store that ``text`` names: an address where it begins like one, else a file. BadInput for a bad address."""
    if not text.startswith(_SCHEMES):
        return Path(text).expanduser()
    from urllib.parse import parse_qsl, urlsplit

    try:
        parts = urlsplit(text)
        sound = parts.port is None or parts.port > 0
    except ValueError:
        sound = False
    if not sound or not text.isprintable() or " " in text or not text.split(":", 1)[1].startswith("//"):
        raise BadInput(
            "The address of the shared store cannot be read.", "Write it as postgresql://login@server/database."
        )
    if parts.password is not None or any(name in _SECRET for name, _ in parse_qsl(parts.query)):
        raise BadInput(
            "The address of a shared store holds no password: others could read it there.",
            "Leave it out. It is asked for, or stands in a password file (pgpass).",
        )
    return Server(text)


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
