"""``complaintdesk policy list | show KEY | words | check [FILE|KEY] | diff A B``: the policy files as plain text.

Decision: everything printed goes through :func:`output.plain`, because a landlord's own file is written by hand
and a terminal would act on control characters in it. A mistake is one sentence on standard error and exit
status 1.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from complaintdesk.cli.output import as_json, plain
from complaintdesk.errors import BadDataFile, ComplaintDeskError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from complaintdesk.models.policy import Policy

policy_app = typer.Typer(
    help="The policies the desk knows, with the clause of every rule.", no_args_is_help=True, rich_markup_mode=None
)


@policy_app.command("list")
def list_policies() -> None:
    """Every policy: key, landlord, version, in force from, review, clocks."""
    from complaintdesk import policies
    from complaintdesk.cli.policy_compared import width

    rows, wrong = [("KEY", "LANDLORD", "VERSION", "IN FORCE FROM", "REVIEW BY", "CLOCKS")], []
    try:
        names = policies.available()
    except ComplaintDeskError as error:
        _refuse([error])
    for name in names:
        try:
            policy = policies.load(name)
        except ComplaintDeskError as error:
            wrong.append(error)
            continue
        review = policy.review_on.isoformat() if policy.review_on else "not known"
        clocks = str(len(policy.clocks))
        rows.append((name, policy.landlord, policy.version, policy.in_force_from.isoformat(), review, clocks))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    over = sum(widths) + 2 * (len(widths) - 1) - (width() or 1_000)
    widths[1] = max(widths[1] - max(over, 0), 10)  # on a narrow terminal a long name of a landlord is cut
    for row in rows:
        typer.echo(plain("  ".join(f"{cell[:wide]:<{wide}}" for cell, wide in zip(row, widths, strict=True)).rstrip()))
    if wrong:
        _refuse(wrong)


@policy_app.command("words")
def words() -> None:
    """Every word a policy file may use in its duties: acts with their fields, kinds of record, facts, conditions."""
    from complaintdesk.cli.policy_told import vocabulary

    _say(vocabulary())


@policy_app.command("show")
def show(key: Annotated[str, typer.Argument(help="A policy file or key.", metavar="FILE|KEY")]) -> None:
    """One policy: clocks, extensions, windows, readings, roles, duties and letters, each with its clause."""
    from complaintdesk import policies
    from complaintdesk.cli.policy_told import described

    try:
        policy = policies.named(key)
    except ComplaintDeskError as error:
        _refuse(error.faults if isinstance(error, BadDataFile) else [error])
    _say(described(policy))


@policy_app.command("check")
def check(
    name: Annotated[
        str | None,
        typer.Argument(help="A policy file or key; without it every shipped and own one.", metavar="FILE|KEY"),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="Exit with 1 where a policy falls short of the Code or switches off a rule of it."
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """What is wrong with policy files, and where a good one meets the Code, falls short of it or is silent."""
    from complaintdesk import policies
    from complaintdesk.calendars import calendar
    from complaintdesk.cli import policy_compared as words
    from complaintdesk.engine.comparing import GRAVE, compared

    good, wrong = _looked_at(name)
    try:
        code = policies.load(policies.THE_CODE)
    except ComplaintDeskError as error:
        _refuse(wrong or [error])
    short = 0
    told: list[dict[str, object]] = []
    for policy in good:
        findings = () if policy.key == code.key else compared(policy, code, calendar(policy.nation))
        short += sum(one.standing in GRAVE for one in findings)
        told.append(
            {
                "policy": policy.key,
                "file": policy.path,
                "falls_short": sum(one.standing == "falls short" for one in findings),
                "overruled": sum(one.standing == "overruled" for one in findings),
                "findings": [one._asdict() for one in findings],
            }
        )
        if json:
            continue
        line = f"{policy.path}: good ({len(policy.clocks)} clocks, {len(policy.duties)} duties)"
        if name is None:
            _say([line + (f"; {words.counts(findings)}" if findings else "; the Code itself")])
        elif findings:
            _say([line, "", *words.found(policy, findings, words.width())])
        else:
            _say([line, "This is the Code itself."])
    if json:
        faults = [
            {**one.parts, "says": str(one)} if isinstance(one, BadDataFile) else {"says": str(one)} for one in wrong
        ]
        typer.echo(as_json({"against": code.key, "policies": told, "faults": faults}))
    elif wrong:
        _refuse(wrong)
    if wrong or (strict and short):
        raise typer.Exit(1)


def _looked_at(name: str | None) -> "tuple[list[Policy], list[ComplaintDeskError]]":
    """The policies that can be used, and every fault of those that cannot."""
    from complaintdesk import policies

    good: list[Policy] = []
    wrong: list[ComplaintDeskError] = []
    days: dict[tuple[str, date], Policy] = {}
    try:
        found = [name] if name is not None else policies.files()
    except ComplaintDeskError as error:
        found, wrong = [], [error]
    for one in found:
        try:
            policy = policies.checked(one) if isinstance(one, str) else policies.on_the_shelf(one)
            if (earlier := days.setdefault((policy.key, policy.in_force_from), policy)) is not policy:
                raise policies.same_day(earlier, policy)
            good.append(policy)
        except BadDataFile as error:
            wrong += error.faults
        except ComplaintDeskError as error:
            wrong.append(error)
    return good, wrong


@policy_app.command("diff")
def diff(
    a: Annotated[str, typer.Argument(help="A policy file or key.", metavar="A")],
    b: Annotated[str, typer.Argument(help="The one to hold against it.", metavar="B")],
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """What differs between two policies, or two versions of one: both values, each with its clause."""
    from complaintdesk import policies
    from complaintdesk.cli import policy_compared as words
    from complaintdesk.engine.differing import differences

    try:
        one, other = policies.named(a), policies.named(b)
    except ComplaintDeskError as error:
        _refuse(error.faults if isinstance(error, BadDataFile) else [error])
    found = differences(one, other)
    if json:
        typer.echo(as_json({"a": one.path, "b": other.path, "differences": [one._asdict() for one in found]}))
    else:
        _say(words.differing(one, other, found, words.width()))


def _say(lines: Iterable[str]) -> None:
    """Prints lines; on a terminal one that is too long goes on below, indented."""
    from complaintdesk.cli.policy_compared import laid, width

    columns = width()
    for line in lines:
        text = plain(line).lstrip(" ")
        for part in laid(text, columns, len(line) - len(line.lstrip(" "))) or [""]:
            typer.echo(part)


@policy_app.command("letters")
def letters(key: Annotated[str, typer.Argument(help="A policy file or key.", metavar="FILE|KEY")]) -> None:
    """The kinds of letter a landlord sends, the template of each, and what a template leaves out; 1 where one does."""
    from complaintdesk import policies
    from complaintdesk.letters import tried

    try:
        found = tried(policies.named(key))
    except ComplaintDeskError as error:
        _refuse(error.faults if isinstance(error, BadDataFile) else [error])
    widths = [
        max(len(text) for text in column) for column in zip(*((one.kind, one.title) for one in found), strict=True)
    ]
    for one in found:
        asked = f"{len(one.contains)} content{'' if len(one.contains) == 1 else 's'} asked for"
        typer.echo(plain(f"{one.kind:<{widths[0]}}  {one.title:<{widths[1]}}  {asked}, {one.template}"))
    gaps = [
        BadDataFile(f"{one.template} leaves out {item.item}: {item.says} (clause {item.source.clause})")
        for one in found
        for item in one.lacks
    ]
    if gaps:
        _refuse(list(gaps))


def _refuse(errors: "Sequence[ComplaintDeskError]") -> NoReturn:
    for error in errors:
        typer.echo(plain(str(error)), err=True)
    raise typer.Exit(1)
