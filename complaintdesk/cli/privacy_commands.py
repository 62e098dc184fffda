"""``complaintdesk disposal | access-log | person | case-study``: people's own data, and their options."""

from pathlib import Path
from typing import Annotated

import typer

from complaintdesk.cli.options import As, Json, Store, with_desk

privacy_app = typer.Typer(rich_markup_mode=None)
Landlord = Annotated[
    str, typer.Option("--landlord", help="The landlord; not needed where there is one.", metavar="KEY")
]


@privacy_app.command()
def disposal(
    context: typer.Context,
    cases: Annotated[list[str] | None, typer.Argument(help="Erase the words of these cases.", metavar="[CASE]")] = None,
    by: Annotated[str, typer.Option("--by", help="Who decided it.", metavar="NAME")] = "",
    reason: Annotated[str, typer.Option(help="Why, without anybody's name; needed where no rule fits.")] = "",
    every: Annotated[bool, typer.Option("--all", help="List what is kept, too.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    landlord: Landlord = "",
    json: Json = False,
    store: Store = None,
    name: As = None,
) -> None:
    """What is due to be disposed of, and why; with cases: erase their words for good."""
    from complaintdesk.cli import privacy

    if cases:
        with_desk(context, store, name, lambda desk: privacy.dispose(desk, cases, by, reason, asked=yes))
    else:
        with_desk(context, store, name, lambda desk: privacy.retained(desk, landlord, every=every, json=json))


@privacy_app.command("access-log")
def access_log(
    context: typer.Context, landlord: Landlord = "", json: Json = False, store: Store = None, name: As = None
) -> None:
    """Who looked at what is sensitive, when, on which case and why; the latest first."""
    from complaintdesk.cli import privacy

    with_desk(context, store, name, lambda desk: privacy.looks(desk, landlord, json=json))


@privacy_app.command()
def person(
    context: typer.Context,
    whose: Annotated[str, typer.Argument(help="A case of theirs, or their name.", metavar="CASE|NAME")],
    export: Annotated[Path, typer.Option("--export", help="The file to write; never over another.", metavar="FILE")],
    store: Store = None,
    name: As = None,
) -> None:
    """Everything held on one person in one file (Markdown), for a request for their own data."""
    from complaintdesk.cli import privacy

    with_desk(context, store, name, lambda desk: privacy.person(desk, whose, export))


@privacy_app.command("case-study")
def case_study(
    context: typer.Context,
    cases: Annotated[list[str] | None, typer.Argument(help="The cases to tell.", metavar="[CASE]")] = None,
    sample: Annotated[int, typer.Option(help="Draw so many closed cases by chance instead.", metavar="N")] = 0,
    seed: Annotated[int | None, typer.Option(help="Draw the same again.")] = None,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write it to this file; never over another.", metavar="FILE")
    ] = None,
    landlord: Landlord = "",
    json: Json = False,
    store: Store = None,
    name: As = None,
) -> None:
    """Cases without anybody in them: named ones, or a sample for a review (ten if you say neither)."""
    from complaintdesk.cli import privacy

    with_desk(
        context, store, name, lambda desk: privacy.studies(desk, cases or (), sample, seed, landlord, export, json=json)
    )
