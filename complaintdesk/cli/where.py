"""Which store, and who I am: ``--store`` and ``--as``, then the environment, the settings file, the system."""

import getpass
import os
import re
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from complaintdesk.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

    from complaintdesk.desk import Desk
    from complaintdesk.paths import Place

_IN_FULL = re.compile(r"\d{4}-\d\d-\d\d")
STORE_VARIABLE = "COMPLAINTDESK_STORE"


def store_path(given: str | None) -> "Place":
    """The store named on the command line, else by COMPLAINTDESK_STORE, else the user's own."""
    from complaintdesk import paths

    named = given or os.environ.get(STORE_VARIABLE, "").strip()
    return paths.place(named) if named else paths.store_path()


def store_file(given: str | None) -> "Path":
    """The same for what is done with a file alone. BadInput for a shared store."""
    found = store_path(given)
    from complaintdesk.paths import Server

    if isinstance(found, Server):
        raise BadInput(
            "That is done with a store in a file; a shared one is looked after on its server.",
            "docs/POSTGRESQL.md says how; `complaintdesk move` makes a file of it.",
        )
    return found


def who_am_i(given: str | None) -> str:
    """The name given, else the setting ``name``, else the login name. Names are attribution; the login is the gate."""
    name = given if given is not None else _setting_name() or _login()
    name = " ".join("".join(char if char.isprintable() else " " for char in name).split())
    if not name or len(name) > 120:
        raise BadInput("Your name is empty or longer than 120 characters.", "Give it with --as NAME.")
    return name


def _setting_name() -> str:
    from complaintdesk import paths

    path = paths.settings_file()
    if not path.is_file():
        return ""
    import tomllib

    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"The settings file {path} cannot be read: {error}.", "Mend it or move it away.") from None
    return str(settings.get("name", ""))


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def open_desk(store: str | None, name: str | None, *, tell: bool = True) -> "Desk":
    """The desk on the store that was meant, as the person that was meant.

    ``tell``: what they should know of it stands in one line on standard error; the screens say it themselves.
    """
    from complaintdesk.desk import Desk

    desk = Desk.open(store_path(store), who_am_i(name))
    if name and desk.reader.person and name.casefold() != desk.who.casefold():
        desk.close()
        raise BadInput(f"Your login at the shared store belongs to {desk.who}.", "Leave --as out.")
    if tell and (said := desk.notice()):
        print(said, file=sys.stderr)
    return desk


def read_as_at(text: str | None, now: datetime) -> datetime | None:
    """The moment named by ``--as-at``, typed as everywhere else; a bare day means its end. None for none.

    Which moment was taken is said on standard error, unless it was written out in full.
    """
    if not text:
        return None
    from complaintdesk.engine.days import moment
    from complaintdesk.intake.dates import parse_moment
    from complaintdesk.models.moments import LAST_SECOND

    found = parse_moment(text, now, bare=LAST_SECOND)
    if not _IN_FULL.match(text.strip()):
        print(f"As at {moment(found)}.", file=sys.stderr)
    return found
