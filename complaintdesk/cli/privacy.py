"""What the commands about people's own data print and write."""

from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import typer

from complaintdesk.cli.house import one_landlord
from complaintdesk.cli.output import as_json, say, say_all, table
from complaintdesk.desk import Desk, personal, retaining
from complaintdesk.engine.days import moment
from complaintdesk.errors import BadInput
from complaintdesk.letters.filing import write_new
from complaintdesk.models.acting import Refused


def retained(desk: Desk, landlord: str, *, every: bool, json: bool) -> None:
    """What is due to be disposed of, held, for good or without a rule."""
    keys = [desk.landlord(landlord).key] if landlord else [key for key, _ in desk.landlords()]
    for key in keys:
        found = retaining.retained(desk, key, every=every)
        if json:
            print(as_json(found._replace(rows=())))
            for one in found.rows:
                print(as_json(one))
            continue
        if len(keys) > 1:
            say(f"{key}:")
        if found.note:
            say(found.note)
        rows = [("CASE", "STATE", "DUE", "WHAT", "WHY")]
        words = {"unruled": "no rule set"}
        for one in found.rows:
            due = one.due.isoformat() if one.due else "--"
            why = f"{one.why} ({one.clause})" if one.clause else one.why
            rows.append((one.ref, words.get(one.state, one.state), due, one.title or "--", why))
        for line in table(rows) if found.rows else ("Nothing is due to be disposed of.",):
            say(line)


def dispose(desk: Desk, cases: Sequence[str], by: str, reason: str, *, asked: bool) -> None:
    """Erase the words of cases for good, once somebody has said yes."""
    if not by.strip():
        raise BadInput("Nobody is named who decided it.", "Add --by NAME.")
    if not asked:
        say(f"Every word on {', '.join(cases)} goes for good: names, letters, notes. Days, kinds and sums stay.")
        say("Backups hold them until the last older one is thinned out.")
        if not typer.confirm("Erase them?"):
            say("Nothing was erased.")
            return
    found = retaining.dispose(desk, cases, {"decided_by": by, "reason": reason}, key=uuid4().hex)
    if isinstance(found, Refused):
        raise BadInput(found.sentence, found.clause)
    say(found.sentence)


def looks(desk: Desk, landlord: str, *, json: bool) -> None:
    """Who looked at what is sensitive."""
    found = retaining.looks(desk, landlord)
    if json:
        for one in found:
            print(as_json(one))
        return
    rows = [("WHEN", "WHO", "CASE", "WHY"), *((moment(one.at), one.who, one.ref, one.reason or "--") for one in found)]
    for line in table(rows) if found else ("Nobody has asked for what is sensitive.",):
        say(line)


def person(desk: Desk, whose: str, target: Path) -> None:
    """Write everything held on one person to a file."""
    _free(target)
    found = personal.person_file(desk, whose)
    _write(target, found.text)
    say(f"{target}: {len(found.refs)} {'case' if len(found.refs) == 1 else 'cases'}, {', '.join(found.refs)}.")
    if found.flagged:
        say(f"{found.flagged} lines name somebody else as well; they are flagged. Redact them before it is sent.")


def studies(
    desk: Desk,
    cases: Sequence[str],
    size: int,
    seed: int | None,
    landlord: str,
    target: Path | None,
    *,
    json: bool,
) -> None:
    """Print or write cases without anybody in them."""
    if cases and size:
        raise BadInput("Both cases and a sample are asked for.", "Name cases, or give --sample N.")
    if cases:
        found = tuple(personal.study(desk, ref, number) for number, ref in enumerate(cases))
    else:
        found = personal.sample(desk, one_landlord(desk, landlord), size or personal.SAMPLE, seed)
    text = "\n".join(map(as_json, found)) if json else personal.as_text(found)
    if target is None:
        say_all(text)
        return
    _free(target)
    _write(target, text + "\n")
    say(f"{target}: {len(found)} {'case' if len(found) == 1 else 'cases'}. Read what people wrote before it goes out.")


def _free(target: Path) -> None:
    """Refuse before anything is done or recorded where the file could not be written."""
    if target.exists():
        raise BadInput(f"{target.name} is already in {target.absolute().parent}.", "Give another name.")
    if not target.absolute().parent.is_dir():
        raise BadInput(f"There is no folder {target.absolute().parent}.", "Choose a folder that exists.")


def _write(target: Path, text: str) -> None:
    write_new(target.absolute().parent, target.name, text)
