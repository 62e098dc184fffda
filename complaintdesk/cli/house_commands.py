"""``complaintdesk staff | register | publish | assurance``: the commands beside the cases, and their options."""

from typing import Annotated

import typer

from complaintdesk.cli.options import As, Json, Store, given, with_desk

Key = Annotated[str, typer.Argument(help="The landlord's key; not needed where there is one.", metavar="[LANDLORD]")]
Landlord = Annotated[
    str, typer.Option("--landlord", help="The landlord; not needed where there is one.", metavar="KEY")
]
Roles = Annotated[str | None, typer.Option("--role", help="Keys of the policy's roles, with commas.", metavar="ROLES")]
Words = Annotated[str | None, typer.Option()]
Day = Annotated[str | None, typer.Option(metavar="DAY")]
From = Annotated[str | None, typer.Option("--from", help="The first day in it.", metavar="DAY")]

house_app = typer.Typer(rich_markup_mode=None)
staff_app = typer.Typer(
    help="Who works at a landlord: roles, teams, deputies, days.", invoke_without_command=True, rich_markup_mode=None
)


@staff_app.callback()
def _staff(
    context: typer.Context, landlord: Landlord = "", json: Json = False, store: Store = None, name: As = None
) -> None:
    """The staff list. Names are attribution; the computer's login is the gate."""
    context.obj = given(context, store, name)
    if context.invoked_subcommand is None:
        from complaintdesk.cli.house import staff

        with_desk(context, store, name, lambda desk: staff(desk, landlord, json=json))


def _entry(word: str, told: str, *, new: bool) -> None:
    """The command ``word``, which writes one entry of the staff list from the same options as the other."""

    def run(
        context: typer.Context,
        person: Annotated[str, typer.Argument(metavar="NAME")],
        landlord: Landlord = "",
        role: Roles = None,
        team: Words = None,
        job: Words = None,
        areas: Words = None,
        manager: Words = None,
        deputy: Words = None,
        since: From = None,
        until: Day = None,
        away_from: Day = None,
        away_until: Day = None,
        store: Store = None,
        name: As = None,
    ) -> None:
        from complaintdesk.cli.house import change_staff

        said = {"roles": role, "team": team, "job": job, "areas": areas, "manager": manager, "deputy": deputy}
        said |= {"since": since, "until_day": until, "away_from": away_from, "away_until": away_until}
        with_desk(context, store, name, lambda desk: change_staff(desk, landlord, person, said, new=new))

    staff_app.command(word, help=told)(run)


_entry("add", "Put somebody on the staff list.", new=True)
_entry("change", "Change what is known of somebody; what is not named stays.", new=False)


@house_app.command()
def register(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(help="refusals, lessons, compliments, surveys, orders, referrals ...", metavar="NAME")
    ],
    landlord: Key = "",
    open_only: Annotated[bool, typer.Option("--open", help="Only what is still owed.")] = False,
    most: Annotated[
        int | None, typer.Option("--limit", min=0, help="At most so many; 0: all of them. JSON has all.", metavar="N")
    ] = None,
    json: Json = False,
    store: Store = None,
    name: As = None,
) -> None:
    """A register over all cases: refusals, lessons, compliments, surveys, orders, restrictions, equality ..."""
    from complaintdesk.cli.house import register as run

    with_desk(context, store, name, lambda desk: run(desk, what, landlord, most, open_only=open_only, json=json))


@house_app.command()
def publish(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="improvements, or compliments.", metavar="WHAT")],
    landlord: Key = "",
    public: Annotated[bool, typer.Option("--public", help="Only what may be published, without names.")] = False,
    json: Json = False,
    store: Store = None,
    name: As = None,
) -> None:
    """Improvements, or compliments chosen to be publicised, ready to be handed on."""
    from complaintdesk.cli.house import told

    with_desk(context, store, name, lambda desk: told(desk, what, landlord, public=public, json=json))


@house_app.command()
def assurance(
    context: typer.Context, landlord: Key = "", json: Json = False, store: Store = None, name: As = None
) -> None:
    """The assurance report: the policy, open cases, learning, satisfaction, what is published, what is owed."""
    from complaintdesk.cli.house import assurance as run

    with_desk(context, store, name, lambda desk: run(desk, landlord, json=json))
