"""Commands that look after a store: init, rebuild, doctor, import, letters."""

from pathlib import Path

from complaintdesk.cli.output import say, say_all
from complaintdesk.cli.where import store_path, who_am_i
from complaintdesk.desk import Desk


def init(store: Path | None, name: str | None, keys: list[str]) -> None:
    """Make a new store for the landlords of these policies."""
    from complaintdesk.desk.setting_up import make_store

    path = store_path(store)
    names = make_store(path, keys, who_am_i(name))
    say(f"Made {path} for {', '.join(names)}.")
    say("Open it with `complaintdesk`" + (f" --store {path}." if store else "."))


def rebuild(store: Path | None) -> int:
    """Rebuild and say what differed; 1 where anything did."""
    from complaintdesk.desk.setting_up import rebuild as run

    found = run(store_path(store))
    for one in found.differences:
        say(f"was wrong, mended: {one}")
    say(f"{found.cases} cases rebuilt from their events, {len(found.differences)} differences.")
    return 1 if found.differences else 0


def doctor(store: Path | None) -> int:
    """What the desk runs on and how the store is; 1 where something wants doing."""
    from complaintdesk.desk.examining import examine

    findings = examine(store_path(store))
    for one in findings:
        hint = f" {one.hint}" if one.hint else ""
        say(f"{one.level:<4}  {one.name}: {one.value}.{hint}")
    return 1 if any(one.level == "bad" for one in findings) else 0


def import_histories(store: Path | None, name: str | None, source: Path, *, infer: bool) -> None:
    """Bring in dated histories; say what was added and what was known."""
    from complaintdesk.desk.bringing_in import import_histories as run

    found = run(source, store_path(store), who_am_i(name), infer=infer)
    for remark in found.remarks:
        say(f"note: {remark}")
    for theirs, ours in found.refs:
        say(f"{ours}  {theirs}")
    for landlord in found.landlords:
        say(f"landlord added: {landlord}")
    say(f"{len(found.refs)} cases added, {found.known} known from an earlier import.")


def letters(desk: Desk, ref: str, folder: Path | None) -> None:
    """Print the letters sent on a case, or save each as a text file in ``folder``."""
    from complaintdesk.engine.days import moment
    from complaintdesk.errors import NotFound
    from complaintdesk.letters import save_text
    from complaintdesk.models.letter import Letter
    from complaintdesk.models.terms import LETTER_KINDS

    case = desk.look(ref).case
    if not case.letters:
        raise NotFound(f"No letter is recorded as sent on {case.ref}.", "`complaintdesk show` says what is due.")
    for one in case.letters:
        if folder is None:
            say(f"--- {LETTER_KINDS.get(one.kind, one.kind)}, sent {moment(one.sent_at)}")
            say_all(one.text)
        else:
            path = save_text(Letter(one.kind, LETTER_KINDS.get(one.kind, one.kind), one.text, ()), folder, case.ref)
            say(f"saved {path}")
