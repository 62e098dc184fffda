"""What ``complaintdesk doctor`` says: versions, terminal, policies, how far bank holidays are known, the store."""

import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from complaintdesk import __version__, fault_log, paths, policies
from complaintdesk.calendars import bank_holidays
from complaintdesk.desk import policy_texts
from complaintdesk.desk import today as system_clock
from complaintdesk.engine.days import long
from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.moments import london
from complaintdesk.models.terms import NATIONS
from complaintdesk.store import doctor
from complaintdesk.store.doctor import Finding

_PACKAGES = ("textual", "sqlmodel", "sqlalchemy", "sqlcipher3", "typer", "jinja2")


def examine(store: paths.Place) -> tuple[Finding, ...]:
    """Everything, most basic first; nothing of it raises."""
    return (*_surroundings(), *_rules(), *doctor.examine(store), *_texts(store))


def _texts(store: paths.Place) -> Iterator[Finding]:
    try:
        found = policy_texts.changed_in(store)
    except ComplaintDeskError:
        return  # that it cannot be read, the store's own findings say
    for one in found:
        yield Finding("policy text", one.sentence, "bad", one.hint)
    if not found:
        yield Finding("policy texts", "as the store keeps them")


def _surroundings() -> Iterator[Finding]:
    yield Finding("complaintdesk", f"{__version__} on Python {platform.python_version()}, {platform.system()}")
    yield Finding("packages", ", ".join(f"{name} {_version(name)}" for name in _PACKAGES))
    encoding = sys.stdout.encoding or "unknown"
    colours = (
        "no colour" if "NO_COLOR" in os.environ else os.environ.get("COLORTERM") or os.environ.get("TERM", "unknown")
    )
    terminal = "a terminal" if sys.stdout.isatty() else "no terminal"
    yield Finding("output", f"{terminal}, {encoding}, {colours}")
    yield Finding("settings", f"{paths.settings_file()}{'' if paths.settings_file().is_file() else ' (none)'}")
    yield Finding("faults", f"{fault_log.path()}{'' if fault_log.path().is_file() else ' (none)'}")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _rules() -> Iterator[Finding]:
    today = london(system_clock.now()).date()
    ends = min(bank_holidays(nation)[1] for nation in NATIONS)
    far = ends.toordinal() - today.toordinal() > 366
    yield Finding(
        "bank holidays",
        f"known to {long(ends)}; dates beyond are marked unconfirmed",
        "ok" if far else "warn",
        "" if far else "Install a newer complaintdesk, which brings the newer official list.",
    )
    bad = []
    for key in policies.available():
        try:
            policies.load(key)
        except ComplaintDeskError as error:
            bad.append(str(error))
    if bad:
        yield Finding(
            "policies", "; ".join(bad), "bad", "Mend the file; `complaintdesk policy check` names each fault."
        )
    else:
        yield Finding("policies", f"{len(policies.available())} files, all sound")
