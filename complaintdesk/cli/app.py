"""The commands. Each asks one module of this folder; nothing heavy is imported before it is needed."""

from pathlib import Path
from typing import Annotated

import typer

from complaintdesk.cli.case_commands import case_app
from complaintdesk.cli.house_commands import house_app, staff_app
from complaintdesk.cli.options import As, Json, Store, given
from complaintdesk.cli.policy import policy_app
from complaintdesk.cli.privacy_commands import privacy_app
from complaintdesk.cli.safety_commands import safety_app

app = typer.Typer(
    help="A keyboard-driven desk for housing complaints, with deadlines that explain themselves.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(case_app)
app.add_typer(policy_app, name="policy")
app.add_typer(staff_app, name="staff")
app.add_typer(house_app)
app.add_typer(safety_app)
app.add_typer(privacy_app)
import_app = typer.Typer(
    help="Bring cases in from a file: all or nothing.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(import_app, name="import")


def _version(shown: bool) -> None:
    if shown:
        from complaintdesk import __version__

        typer.echo(f"complaintdesk {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    store: Store = None,
    name: As = None,
    theme: Annotated[str, typer.Option("--theme", help="dark, light, high-contrast or terminal.")] = "",
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Open the desk. Without a terminal it prints queue and board as plain text."""
    if context.invoked_subcommand is None:
        from complaintdesk.cli.opening import open_store

        raise typer.Exit(open_store(store, name, theme))
    context.obj = (store, name)


@app.command()
def demo(
    day: Annotated[
        str | None, typer.Option(help="The day the demo takes place on; today if left out.", metavar="DAY")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed, other cases.")] = 1,
    keep: Annotated[Path | None, typer.Option(help="Keep the demo's store in this file.", metavar="FILE")] = None,
    name: As = None,
    theme: Annotated[str, typer.Option("--theme", help="dark, light, high-contrast or terminal.")] = "",
) -> None:
    """Open the desk on made-up cases: five real landlords, invented residents."""
    from complaintdesk.cli.opening import open_demo

    raise typer.Exit(open_demo(day, seed, keep, name, theme))


@app.command()
def init(
    context: typer.Context,
    landlord: Annotated[list[str], typer.Option("--landlord", help="A policy key; may be given again.", metavar="KEY")],
    nation: Annotated[str, typer.Option(help="Whose bank holidays; the policy's if left out.")] = "",
    hours: Annotated[str, typer.Option(help="Office hours.")] = "09:00-17:00",
    closures: Annotated[str, typer.Option(help="Your own closure days: 2026-12-29,2026-12-30.", metavar="DAYS")] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Do not encrypt it: the disk is encrypted already.")] = False,
    store: Store = None,
    name: As = None,
) -> None:
    """Make a new store for one or more landlords."""
    from complaintdesk.cli.keeping import init as run

    own = {"nation": nation, "hours": hours, "closures": closures}
    run(*given(context, store, name), landlord, own, plain=plain)


@app.command()
def landlord(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="The landlord's key, such as salix.", metavar="KEY")],
    team: Annotated[str | None, typer.Option(help="The team that signs letters.")] = None,
    telephone: Annotated[str | None, typer.Option()] = None,
    email: Annotated[str | None, typer.Option()] = None,
    website: Annotated[str | None, typer.Option()] = None,
    post: Annotated[str | None, typer.Option(help="The postal address, lines parted by ';'.")] = None,
    award_up_to: Annotated[
        list[str] | None, typer.Option(help="The most a role may award; may be given again.", metavar="ROLE=POUNDS")
    ] = None,
    keep_years: Annotated[
        int | None,
        typer.Option(help="Closed cases are due to be disposed of after so many years; 0: never.", metavar="N"),
    ] = None,
    store: Store = None,
) -> None:
    """Show a landlord's settings, or change them: how it is reached, what a role may award, how long cases are kept."""
    from complaintdesk.cli.keeping import landlord as run

    contacts = {"team": team, "telephone": telephone, "email": email, "website": website, "post": post}
    run(given(context, store, None)[0], key, contacts, award_up_to or (), keep_years)


@app.command()
def clocks(
    source: Annotated[Path | None, typer.Argument(help="One JSON history a line; standard input if left out.")] = None,
) -> None:
    """The deadline calculator: JSON histories in, their clocks out."""
    from complaintdesk.cli.calculator import clocks as run

    raise typer.Exit(run(source))


@app.command()
def days(
    first: Annotated[str, typer.Argument(metavar="FROM", help="A day, not counted itself.")],
    last: Annotated[str, typer.Argument(metavar="TO", help="A day, counted if it is a working day.")],
    nation: Annotated[str, typer.Option(help="england-and-wales, scotland or northern-ireland.")] = "england-and-wales",
    json: Json = False,
) -> None:
    """The working days after FROM up to TO."""
    from complaintdesk.cli.calculator import days as run

    run(first, last, nation, json=json)


@app.command()
def due(
    policy: Annotated[str, typer.Option(help="A key from `complaintdesk policy list`.")],
    received: Annotated[str, typer.Option(help="When it was received: '28/3/2024 18:10'.", metavar="WHEN")],
    acknowledged: Annotated[list[str] | None, typer.Option(metavar="WHEN")] = None,
    contacted: Annotated[list[str] | None, typer.Option(metavar="WHEN")] = None,
    extended: Annotated[
        list[str] | None, typer.Option(metavar="WHEN", help="'18/4/2024 until 2/5/2024 [because REASON]'.")
    ] = None,
    responded: Annotated[list[str] | None, typer.Option(metavar="WHEN")] = None,
    escalated: Annotated[list[str] | None, typer.Option(metavar="WHEN")] = None,
    closed: Annotated[list[str] | None, typer.Option(metavar="WHEN")] = None,
    event: Annotated[list[str] | None, typer.Option(metavar="KIND=WHEN", help="Any other event.")] = None,
    now: Annotated[str | None, typer.Option(help="The moment to look from; now if left out.", metavar="WHEN")] = None,
    feedback: Annotated[str, typer.Option(help="The kind of feedback.")] = "complaint",
    nation: Annotated[str | None, typer.Option(help="Whose bank holidays; the policy's if left out.")] = None,
    json: Json = False,
) -> None:
    """The clocks of a case that is not in a store, each with why its date is what it is."""
    from complaintdesk.cli.calculator import due as run

    named = {
        "acknowledged": acknowledged,
        "contacted": contacted,
        "extended": extended,
        "responded": responded,
        "escalated": escalated,
        "closed": closed,
    }
    # A stage's events follow its start: a second acknowledgement belongs to stage 2, and instants put them in order.
    events = [("received", received), *((kind, when) for kind, given in named.items() for when in given or ())]
    events += [(kind, when) for kind, _, when in (one.partition("=") for one in event or ())]
    run(policy, events, at=now, feedback=feedback, nation=nation, json=json)


@app.command()
def rebuild(context: typer.Context, store: Store = None) -> None:
    """Make every derived row anew from the events; changes nothing in a sound store."""
    from complaintdesk.cli.keeping import rebuild as run

    raise typer.Exit(run(given(context, store, None)[0]))


@app.command()
def doctor(context: typer.Context, store: Store = None) -> None:
    """What this desk runs on, whether the store is sound, and what to do if not."""
    from complaintdesk.cli.keeping import doctor as run

    raise typer.Exit(run(given(context, store, None)[0]))


@import_app.command("histories")
def import_histories(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="FILE", help="One history a line, as JSON.")],
    infer: Annotated[
        bool, typer.Option("--infer/--no-infer", help="Take a missing day of escalation from the first stage 2 event.")
    ] = True,
    store: Store = None,
    name: As = None,
) -> None:
    """Bring in dated histories, such as the Ombudsman's published determinations tell them."""
    from complaintdesk.cli.keeping import import_histories as run

    run(*given(context, store, name), source, infer=infer)
