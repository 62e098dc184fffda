"""The commands that look at cases: queue, owed, show, related, timeline, board, report, explain, letters."""

from pathlib import Path
from typing import Annotated

import typer

from complaintdesk.cli.options import As, AsAt, Filtered, Json, Landlord, Ref, Store, with_desk

case_app = typer.Typer(rich_markup_mode=None)


@case_app.command()
def queue(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Only cases with these words.", metavar="[WORDS]")] = "",
    filtered: Filtered = "",
    sort: Annotated[str, typer.Option("--sort", help="clock, oldest, newest, owner or stage.")] = "",
    landlord: Landlord = "",
    as_at: AsAt = None,
    json: Json = False,
    store: Store = None,
    name: As = None,
) -> None:
    """The queue of open cases, most urgent first."""
    from complaintdesk.cli import twins
    from complaintdesk.cli.where import read_as_at

    with_desk(
        context,
        store,
        name,
        lambda desk: twins.queue(desk, landlord, read_as_at(as_at, desk.now()), words, filtered, sort, json=json),
    )


@case_app.command()
def owed(
    context: typer.Context,
    owner: Annotated[
        str,
        typer.Option(
            "--who", help="Only what this person or team owes; parts of the name will do, or me.", metavar="NAME"
        ),
    ] = "",
    landlord: Landlord = "",
    as_at: AsAt = None,
    json: Json = False,
    store: Store = None,
    name: As = None,
) -> None:
    """What is owed next, and by whom: clocks, actions, reviews, reminders, publications; what has no day comes last."""
    from complaintdesk.cli import twins
    from complaintdesk.cli.where import read_as_at

    with_desk(
        context,
        store,
        name,
        lambda desk: twins.owed(desk, landlord, owner, read_as_at(as_at, desk.now()), json=json),
    )


@case_app.command()
def show(
    context: typer.Context,
    ref: Ref,
    landlord: Landlord = "",
    as_at: AsAt = None,
    json: Json = False,
    store: Store = None,
    name: As = None,
) -> None:
    """One case, or a landlord's book (BOOK-SALIX)."""
    from complaintdesk.cli import twins
    from complaintdesk.cli.where import read_as_at

    with_desk(
        context,
        store,
        name,
        lambda desk: twins.case(desk, twins.of(desk, ref, landlord), read_as_at(as_at, desk.now()), json=json),
    )


@case_app.command()
def related(
    context: typer.Context, ref: Ref, landlord: Landlord = "", json: Json = False, store: Store = None, name: As = None
) -> None:
    """Other cases of the same person or property, and what may be the same complaint twice, each with why."""
    from complaintdesk.cli import twins

    with_desk(context, store, name, lambda desk: twins.related(desk, twins.of(desk, ref, landlord), json=json))


@case_app.command()
def timeline(
    context: typer.Context,
    ref: Ref,
    landlord: Landlord = "",
    as_at: AsAt = None,
    json: Json = False,
    store: Store = None,
    name: As = None,
) -> None:
    """Everything that happened to a case, with the letters sent word for word."""
    from complaintdesk.cli import twins
    from complaintdesk.cli.where import read_as_at

    with_desk(
        context,
        store,
        name,
        lambda desk: twins.timeline(desk, twins.of(desk, ref, landlord), read_as_at(as_at, desk.now()), json=json),
    )


@case_app.command()
def board(
    context: typer.Context,
    filtered: Filtered = "",
    landlord: Landlord = "",
    as_at: AsAt = None,
    json: Json = False,
    store: Store = None,
    name: As = None,
) -> None:
    """The breach board: what is late, what is next, what falls due on which day."""
    from complaintdesk.cli import twins
    from complaintdesk.cli.where import read_as_at

    with_desk(
        context,
        store,
        name,
        lambda desk: twins.board(desk, landlord, read_as_at(as_at, desk.now()), filtered, json=json),
    )


@case_app.command()
def report(
    context: typer.Context,
    landlord: Annotated[str, typer.Argument(help="A landlord's key; every landlord if left out.")] = "",
    period: Annotated[
        str,
        typer.Option(
            help="2024-04, 2024-Q1 (reporting year), 2024/25 or 2024-03-01..2024-04-30; this year if left out."
        ),
    ] = "",
    measure: Annotated[str, typer.Option(help="Only this figure.", metavar="KEY")] = "",
    cases: Annotated[bool, typer.Option("--cases", help="The cases behind each figure.")] = False,
    csv: Annotated[str, typer.Option(help="As CSV into that file; - prints it.", metavar="FILE|-")] = "",
    json: Json = False,
    store: Store = None,
    name: As = None,
) -> None:
    """The figures a landlord's policy asks for, each with its definition, clause and cases."""
    from complaintdesk.cli.report import report as run

    with_desk(
        context,
        store,
        name,
        lambda desk: run(desk, landlord, period, measure, csv=csv, cases=cases, json=json),
    )


@case_app.command()
def explain(
    context: typer.Context,
    ref: Ref,
    clock: Annotated[str, typer.Argument(help="acknowledge, respond ...; the next one if left out.")] = "",
    as_at: AsAt = None,
    json: Json = False,
    store: Store = None,
    name: As = None,
) -> None:
    """Why a date is what it is."""
    from complaintdesk.cli import twins
    from complaintdesk.cli.where import read_as_at

    with_desk(
        context,
        store,
        name,
        lambda desk: twins.explain(desk, ref, clock, read_as_at(as_at, desk.now()), json=json),
    )


@case_app.command()
def letters(
    context: typer.Context,
    ref: Ref,
    folder: Annotated[Path | None, typer.Option("--save", help="Save each as text there.", metavar="FOLDER")] = None,
    store: Store = None,
    name: As = None,
) -> None:
    """The letters sent on a case, as they were sent; or saved as text files."""
    from complaintdesk.cli.keeping import letters as run

    with_desk(context, store, name, lambda desk: run(desk, ref, folder))
