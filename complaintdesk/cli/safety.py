"""What `backup`, `restore`, `verify` and `key` print."""

import os
import sys
from pathlib import Path

from complaintdesk.cli import passphrases
from complaintdesk.cli.output import say
from complaintdesk.cli.where import store_file, store_path, who_am_i
from complaintdesk.desk import safeguarding, today
from complaintdesk.engine.days import moment
from complaintdesk.errors import BadInput
from complaintdesk.models.moments import london
from complaintdesk.models.terms import some
from complaintdesk.paths import Server, place

SHUT = "none"
"""As a role: no way in."""


def backup(store: str | None, folder: Path | None) -> None:
    """Make a backup and say where it is."""
    path, said = safeguarding.back_up(store_file(store), folder)
    say(f"Backed up {some(said.cases, 'case')}, {some(said.pos, 'event')} to {path}.")
    say(f"Seal {said.seal}. Print or send it away: it shows if the store was changed.")


def backup_beside(store: str | None) -> None:
    """What an open desk starts: the store's key comes by standard input, and whoever works goes first."""
    path = store_file(store)
    safeguarding.take_key(path, sys.stdin.readline().rstrip("\n"))
    if hasattr(os, "nice"):
        os.nice(10)
    safeguarding.back_up(path)


def list_backups(store: str | None, folder: Path | None) -> None:
    """One backup a line, newest first."""
    found = safeguarding.backups_of(store_file(store), folder)
    for one in found:
        said = one.manifest
        what = (
            f"{some(said.cases, 'case')}, {some(said.pos, 'event')}{', encrypted' if said.key else ''}"
            if said
            else "its manifest is missing: do not rely on it"
        )
        say(f"{moment(london(one.made_at))}  {what}  {one.path}")
    if not found:
        say("There is no backup yet.")


def restore(store: str | None, source: Path) -> None:
    """Put a backup in the place of the store."""
    path = store_file(store)
    kept = safeguarding.restore(source, path)
    say(f"{path} is now what {source} holds.")
    if kept is not None:
        say(f"The store that stood there is kept: {kept}.")


def move(source: str, target: str) -> None:
    """Take a store over to another place."""
    old, new = place(source), place(target)
    passphrases.open_if_locked(old)
    passphrase = passphrases.for_new_store(new)
    held = safeguarding.move(old, new, passphrase)
    say(f"{new} holds what {old} held: {held.cases:,} cases, {held.events:,} events. Seal {held.seal}.")
    passphrases.say_whether_encrypted(new, passphrase)
    if isinstance(new, Server):
        say("Give everybody a login: `complaintdesk login NAME --role officer --store URL`.")
    say("The old store is as it was. Nobody should work in it any more: set it aside.")


def login(store: str | None, name: str, role: str, login_name: str) -> None:
    """Let somebody into a shared store, or list who is let in."""
    path = store_path(store)
    if not isinstance(path, Server):
        raise BadInput("Logins belong to a shared store.", "Name it: --store postgresql://OWNER@SERVER/DATABASE.")
    if not name:
        found = safeguarding.logins(path)
        for one in found:
            say(f"{one.who}  {one.login}  {one.role or 'shut'}")
        if not found:
            say("Nobody has a login yet.")
        return
    who = who_am_i(name)
    password = passphrases.ask_password(who) if role != SHUT else ""
    given = safeguarding.give_login(path, who, "" if role == SHUT else role or None, login_name, password)
    if given.role:
        say(f"{given.who} gets in as {given.login} ({given.role}).")
    else:
        say(f"{given.login} does not get in any more. What {given.who} did stays.")


def verify(store: str | None, against: Path | None) -> int:
    """What does not hold, a line each; 1 where there is anything."""
    path = store_path(store)
    events, newest, breaks = safeguarding.verify(path, against)
    for one in breaks:
        say(str(one))
    if newest:
        held = f"held against the backup of {moment(london(newest.made_at))}"
    elif against:
        held = f"held against {against}"
    elif isinstance(path, Server):
        held = "held against its own hashes and guards alone"
    else:
        held = "there is no backup to hold it against"
    if breaks:
        broken = some(len(breaks), "place does", "places do")
        mended = all(one.derived for one in breaks)
        hint = (
            "What happened is as it was; `complaintdesk rebuild` makes the lists anew"
            if mended
            else "Change nothing; compare with a backup"
        )
        say(f"{some(events, 'event')}, {broken} not hold ({held}). {hint}.")
        return 1
    say(f"{some(events, 'event holds', 'events hold')} ({held}).")
    return 0


def encrypt(store: str | None) -> None:
    """A plain store becomes an encrypted one."""
    path = store_file(store)
    passphrases.open_if_locked(path)
    if safeguarding.is_encrypted(path):
        raise BadInput("The store is encrypted already.", "`complaintdesk key change` gives it another passphrase.")
    passphrase = passphrases.ask_new()
    gone = list(safeguarding.encrypt(path, passphrase))
    say(f"{path} is encrypted. {passphrases.WARNING}")
    if gone:
        say(f"{len(gone)} plain backup{'s were' if len(gone) > 1 else ' was'} taken away.")
    say("The disk may still hold traces of the plain file until it is written over.")


def change(store: str | None) -> None:
    """Another passphrase; the present one is asked for by opening."""
    path = store_file(store)
    passphrases.confirm(path)
    safeguarding.change_passphrase(path, passphrases.ask_new())
    say(f"{path} has a new passphrase. Backups made before keep the old one.")


def sheet(store: str | None) -> None:
    """A recovery sheet on standard output, to be printed and locked away."""
    path = store_file(store)
    passphrase = passphrases.confirm(path)
    day = moment(london(today.now()))
    for line in (
        "COMPLAINTDESK RECOVERY SHEET",
        "",
        f"Store       {path}",
        f"Printed     {day}",
        f"Passphrase  {passphrase}",
        "",
        "Whoever holds this sheet and the store, or a backup of it, can read every complaint in it.",
        "Keep it locked away, apart from the computer. Nobody can open the store without it:",
        "there is no other way in. Print a new sheet when the passphrase is changed; backups made",
        "before open with the passphrase of their day, so keep the old sheet as long as those.",
    ):
        say(line)


def remember(store: str | None) -> None:
    """Put the passphrase into the keyring of the system."""
    path = store_file(store)
    passphrases.remember(path, passphrases.confirm(path))
    say(f"The keyring of this computer opens {path} from now on, for whoever is logged in as you.")


def forget(store: str | None) -> None:
    """Take it out again."""
    path = store_file(store)
    passphrases.forget(path)
    say(f"The passphrase for {path} is asked for again at each start.")
