"""The options that many commands share, each said once, and where ``--store`` and ``--as`` were given."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from complaintdesk.desk import Desk

Store = Annotated[
    str | None, typer.Option("--store", help="The store. Else COMPLAINTDESK_STORE, else your own.", metavar="FILE|URL")
]
As = Annotated[
    str | None, typer.Option("--as", help="Who you are. Else the setting, else your login name.", metavar="NAME")
]
Landlord = Annotated[str, typer.Option("--landlord", help="Only this landlord's cases.", metavar="KEY")]
AsAt = Annotated[str | None, typer.Option("--as-at", help="How it stood then; a bare date is its end.", metavar="WHEN")]
Filtered = Annotated[
    str, typer.Option("--filter", help="As after / on the desk: 'stage:2 -owner:me due:<3'.", metavar="FILTER")
]
Json = Annotated[bool, typer.Option("--json", help="JSON, one object a line.")]
Ref = Annotated[str, typer.Argument(help="A reference such as CD-26001; its digits will do.", metavar="REF")]


def given(context: typer.Context, store: str | None, name: str | None) -> tuple[str | None, str | None]:
    """``--store`` and ``--as``, which may stand before or behind the command."""
    before = next((one.obj for one in (context, context.parent) if one is not None and one.obj), (None, None))
    return store or before[0], name if name is not None else before[1]


def with_desk(context: typer.Context, store: str | None, name: str | None, use: "Callable[[Desk], None]") -> None:
    """Open the desk that was meant for one command, and close it."""
    from complaintdesk.cli.opening import with_desk as run

    run(*given(context, store, name), use)
