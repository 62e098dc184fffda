"""``complaintdesk backup | restore | verify | key``: keeping a store safe, and their options."""

from pathlib import Path
from typing import Annotated

import typer

from complaintdesk.cli.options import Store

Folder = Annotated[
    Path | None, typer.Option("--folder", help="Where backups lie. Else beside the store.", metavar="FOLDER")
]

safety_app = typer.Typer(rich_markup_mode=None)
key_app = typer.Typer(help="The passphrase of an encrypted store.", no_args_is_help=True, rich_markup_mode=None)
safety_app.add_typer(key_app, name="key")


def _store(context: typer.Context, store: str | None) -> str | None:
    """``--store``, wherever it stands."""
    before: tuple[str | None, str | None] = context.find_root().obj or (None, None)
    return store or before[0]


@safety_app.command()
def backup(
    context: typer.Context,
    listed: Annotated[bool, typer.Option("--list", help="Say which there are; make none.")] = False,
    folder: Folder = None,
    store: Store = None,
    beside: Annotated[bool, typer.Option("--beside", hidden=True)] = False,
) -> None:
    """Back the store up, check the copy, and thin out older ones. The open desk does it each hour by itself."""
    from complaintdesk.cli import safety

    if beside:
        safety.backup_beside(_store(context, store))
        return
    (safety.list_backups if listed else safety.backup)(_store(context, store), folder)


@safety_app.command()
def restore(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="See `complaintdesk backup --list`.")],
    store: Store = None,
) -> None:
    """Put a backup in the place of the store, after checking it; the store that stood there is kept beside it."""
    from complaintdesk.cli import safety

    safety.restore(_store(context, store), source)


@safety_app.command()
def move(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A file, or the address of a shared store.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="A new file, or the address of an empty database.")],
) -> None:
    """Take a store over to another place, from a file to a server or back. The old one stays as it was."""
    from complaintdesk.cli import safety

    safety.move(source, target)


@safety_app.command()
def login(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose events it will store. None: list them.")] = "",
    role: Annotated[
        str, typer.Option("--role", help="reader, officer or leader; none shuts the login. Else as before, or officer.")
    ] = "",
    login_name: Annotated[str, typer.Option("--login", help="The login itself; made of the name otherwise.")] = "",
    store: Store = None,
) -> None:
    """Let somebody into a shared store, as its owner; the password is asked for."""
    from complaintdesk.cli import safety

    safety.login(_store(context, store), name, role, login_name)


@safety_app.command()
def verify(
    context: typer.Context,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            help="A backup, the newest if left out; or a copy made by `move`.",
            metavar="BACKUP",
        ),
    ] = None,
    store: Store = None,
) -> None:
    """Look whether anything was changed behind the desk's back: events, their guards, the newest backup's seal."""
    from complaintdesk.cli import safety

    raise typer.Exit(safety.verify(_store(context, store), against))


@key_app.command("encrypt")
def _encrypt(context: typer.Context, store: Store = None) -> None:
    """Encrypt a plain store with a passphrase."""
    from complaintdesk.cli import safety

    safety.encrypt(_store(context, store))


@key_app.command("change")
def _change(context: typer.Context, store: Store = None) -> None:
    """Give the store another passphrase. Close its windows first."""
    from complaintdesk.cli import safety

    safety.change(_store(context, store))


@key_app.command("sheet")
def _sheet(context: typer.Context, store: Store = None) -> None:
    """Print a recovery sheet: the passphrase on paper, to be locked away."""
    from complaintdesk.cli import safety

    safety.sheet(_store(context, store))


@key_app.command("remember")
def _remember(context: typer.Context, store: Store = None) -> None:
    """Let this computer's keyring open the store for you."""
    from complaintdesk.cli import safety

    safety.remember(_store(context, store))


@key_app.command("forget")
def _forget(context: typer.Context, store: Store = None) -> None:
    """Ask for the passphrase again at each start."""
    from complaintdesk.cli import safety

    safety.forget(_store(context, store))
