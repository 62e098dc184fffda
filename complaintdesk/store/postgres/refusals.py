"""What a server refuses, as sentences: by SQLSTATE and never by text, and never a statement or a value."""

from __future__ import annotations

from complaintdesk.errors import (
    DiskRefused,
    StoreAway,
    StoreBusy,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreMoved,
    StoreReadOnly,
    StoreUnreadable,
)
from complaintdesk.paths import Server
from complaintdesk.store.connection import Error

NOT_YOURS = "CD001"
"""SQLSTATE of the guard that holds an event's author against the login."""
_BUSY = (StoreBusy, "Another window is saving. Nothing was lost.", "Try again.")
_MINE = (StoreReadOnly, "Your login may not do this in the store at {store}.", "Whoever runs it gives it a role.")
_KEPT = (StoreError, "The store refused to change what is kept for ever. Nothing was saved.", "")
_TORN = (
    StoreUnreadable,
    "The store at {store} has lost a table or a function of its own.",
    "Whoever runs the server goes back to a backup; a new store needs an empty database.",
)
_SAID: dict[str, tuple[type[StoreError], str, str]] = {
    "40001": _BUSY,
    "40P01": _BUSY,
    "55P03": _BUSY,
    "57014": _BUSY,
    "42501": _MINE,
    "25006": (StoreReadOnly, "This connection only reads.", ""),
    "42P01": _TORN,
    "42883": _TORN,
    "P0001": _KEPT,
    NOT_YOURS: (
        StoreReadOnly,
        "An event is stored under the name that belongs to your login. Nothing was saved.",
        "Whoever runs the store says which name that is: `complaintdesk login`.",
    ),
    "53100": (DiskRefused, "The server's disk is full. Nothing was saved; your words are kept on this screen.", ""),
    "53200": (DiskRefused, "The server has no memory left. Nothing was saved.", "Try again."),
    "53300": (StoreAway, "The server takes no more connections now. Nothing was saved.", "Try again in a while."),
}
_BY_CLASS: dict[str, tuple[type[StoreError], str, str]] = {
    "22": (StoreError, "A value holds something that the shared store does not take. Nothing was saved.", ""),
    "23": (StoreError, "The store refused a row that does not fit. Nothing was saved.", "Run `complaintdesk doctor`."),
    "58": (DiskRefused, "The server's disk refused it. Nothing was saved.", "Tell whoever runs the server."),
    "XX": (StoreUnreadable, "The store at {store} is damaged.", "Tell whoever runs the server; go back to a backup."),
}
_LOST = ("08", "57P0")


class Fault(Error):
    """An error of the server's in the driver's family; ``said`` is what a person is told, ``sqlstate`` its number."""

    def __init__(self, said: StoreError, sqlstate: str = "") -> None:
        super().__init__(said.sentence)
        self.said = said
        self.sqlstate = sqlstate


def lost(sqlstate: str | None) -> bool:
    """Whether the link is gone."""
    return not sqlstate or sqlstate.startswith(_LOST)


def fault(sqlstate: str | None, server: Server, *, committing: bool = False) -> Fault:
    """What to raise for an error with this number; '' or None where the link is gone."""
    if lost(sqlstate):
        return Fault(unknown(server) if committing else away(server))
    state = sqlstate or ""
    general = (StoreError, "The store at {store} could not be used. Nothing was saved.", "Run `complaintdesk doctor`.")
    kind, sentence, hint = _SAID.get(state) or _BY_CLASS.get(state[:2]) or general
    return Fault(kind(sentence.format(store=server), hint), state)


def away(server: Server) -> StoreAway:
    """For a server that does not answer."""
    return StoreAway(
        f"The shared store at {server.host} cannot be reached. Nothing was saved.",
        "Try again. If it stays so, ask whether it runs, speaks TLS and knows your login.",
    )


def no_address(server: Server) -> StoreError:
    """For an address with something in it that the driver does not know."""
    return StoreError(f"The address {server} cannot be used.", "Check what stands behind its question mark.")


def unknown(server: Server) -> StoreAway:
    """For a link that broke just when it was asked to save."""
    return StoreAway(
        f"The shared store at {server.host} was lost while it was saving.",
        "Save again: if it was saved, it is not stored twice.",
    )


def locked(server: Server, *, again: bool) -> StoreLocked:
    """For a server that wants a password."""
    sentence = f"{server.host} did not let {server.login or 'you'} in." if again else f"{server} wants a password."
    return StoreLocked(str(server), sentence, "It is asked for in a terminal, or stands in a password file (pgpass).")


def torn(server: Server) -> StoreError:
    """For a store that something was taken away from."""
    return fault("42P01", server).said


def missing(server: Server) -> StoreMissing:
    """For a database with nothing of ours in it."""
    return StoreMissing(
        f"There is no complaint store at {server}.", "`complaintdesk init` or `move` makes one in an empty database."
    )


def moved(server: Server) -> StoreMoved:
    """For an address behind which another store stands than the one that was opened."""
    return StoreMoved(
        f"At {server} stands another store than the one that was opened. Nothing was saved.",
        "Close this window and open the desk again.",
    )


def another_schema(server: Server, *, newer: bool) -> StoreUnreadable:
    """For a schema that is not today's."""
    if newer:
        return StoreUnreadable(f"The store at {server} was made by a newer version of complaintdesk.", "Update yours.")
    return StoreUnreadable(
        f"The store at {server} was made by an older version of complaintdesk, and a shared one is not upgraded yet.",
        "Move it to a file with that version, open it with this one, and move it back.",
    )
