"""Commands that look after a store: init, rebuild, doctor, import, letters."""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from complaintdesk.cli.output import say, say_all
from complaintdesk.cli.where import store_path, who_am_i
from complaintdesk.desk import Desk
from complaintdesk.errors import BadInput, ComplaintDeskError
from complaintdesk.models.moments import quoted
from complaintdesk.models.terms import some

if TYPE_CHECKING:
    from complaintdesk.desk.setting_up import Own


def init(store: str | None, name: str | None, keys: list[str], own: Mapping[str, str], *, plain: bool) -> None:
    """Make a new store for the landlords of these policies; encrypted, unless that is turned down."""
    from complaintdesk.cli import passphrases
    from complaintdesk.desk.setting_up import make_store

    path = store_path(store)
    settings = _own(own)
    passphrase = "" if plain else passphrases.for_new_store(path)
    names = make_store(path, keys, who_am_i(name), settings, passphrase)
    say(f"Made {path} for {', '.join(names)}.")
    if not plain:
        passphrases.say_whether_encrypted(path, passphrase)
    say(f"Open it with `complaintdesk{f' --store {path}' if store else ''}`.")


def _own(given: Mapping[str, str]) -> "Own":
    from complaintdesk.desk.setting_up import Own
    from complaintdesk.models.moments import read_day
    from complaintdesk.models.terms import NATIONS

    nation, hours = given["nation"], given["hours"]
    if nation and nation not in NATIONS:
        raise BadInput(f"'{ascii(nation)[1:-1][:40]}' is no nation.", f"Allowed: {', '.join(NATIONS)}.")
    opens, _, closes = hours.partition("-")
    try:
        right = time.fromisoformat(opens) < time.fromisoformat(closes)
    except ValueError:
        right = False
    if not right or len(opens) != 5 or len(closes) != 5:
        raise BadInput(f"'{ascii(hours)[1:-1][:40]}' are no office hours.", "Write them as 09:00-17:00.")
    days = tuple(read_day(day.strip(), "A closure") for day in given["closures"].split(",") if day.strip())
    return Own(nation, opens, closes, days)


def landlord(
    store: str | None, key: str, contacts: Mapping[str, str | None], awards: Sequence[str], years: int | None
) -> None:
    """Show a landlord's settings, after changing what was given."""
    from complaintdesk.desk.setting_up import set_own
    from complaintdesk.intake.clean import clean
    from complaintdesk.intake.limits import mail

    changed: dict[str, object] = {}
    for field, value in contacts.items():
        if value is not None:
            words = [" ".join(clean(part).split())[:200] for part in value.split(";")]
            if field == "email" and words[0]:
                mail(words[0], "--email")
            changed[field] = [word for word in words if word] if field == "post" else words[0]
    own: dict[str, dict[str, object]] = {"contacts": changed, "award_up_to": _limits(awards)}
    if years is not None:
        if not 0 <= years <= 100:
            raise BadInput(f"{years} years is no time to keep cases.", "Give 1 to 100, or 0 for no limit.")
        own["retention"] = {"years": years}
    row = set_own(store_path(store), key, own)
    say(f"{row.key}: {row.name}, policy {row.policy}, {row.nation}, open {row.opens} to {row.closes}")
    for day, why in row.closures:
        say(f"closed {day}: {why}")
    for field, said in row.settings.get("contacts", {}).items():
        say(f"{field}: {', '.join(said) if isinstance(said, list) else said}")
    for role, pence in row.settings.get("award_up_to", {}).items():
        say(f"{role} may award up to: {f'£{pence / 100:,.2f}' if pence else 'what the policy says'}")
    kept = row.settings.get("retention", {}).get("years")
    after = f"{kept} years" if kept else "no time of its own"
    say(f"closed cases are due to be disposed of after: {after}; none goes by itself")


def _limits(awards: Sequence[str]) -> dict[str, object]:
    """'investigating_manager=150' as a role and its limit in pence; nothing behind '=' takes the limit away."""
    from complaintdesk.desk.typed import pence

    limits: dict[str, object] = {}
    for one in awards:
        role, sign, pounds = one.partition("=")
        if not sign or not role.strip():
            raise BadInput(f"{quoted(one)} is no limit.", "Write it as investigating_manager=150.")
        limits[role.strip()] = pence(pounds, "The limit")
    return limits


def rebuild(store: str | None) -> int:
    """Rebuild and say what differed; 1 where anything did."""
    from complaintdesk.desk.setting_up import rebuild as run

    found = run(store_path(store))
    for one in found.differences:
        say(f"was wrong, mended: {one}")
    for one in found.left:
        say(f"is wrong, not mended: {one}")
    wrong = len(found.differences) + len(found.left)
    lost = " Go back to the newest good backup; `complaintdesk verify` names what is missing." if found.left else ""
    say(f"{some(found.cases, 'case')} rebuilt from the events, {some(wrong, 'difference')}.{lost}")
    return 1 if wrong else 0


def doctor(store: str | None) -> int:
    """What the desk runs on and how the store is; 1 where something wants doing."""
    from complaintdesk.cli import passphrases
    from complaintdesk.desk import safeguarding
    from complaintdesk.desk.examining import examine

    path = store_path(store)
    with contextlib.suppress(ComplaintDeskError):  # whatever is wrong, the findings say it
        passphrases.open_if_locked(path)
    findings = (*examine(path), *safeguarding.findings(path))
    for one in findings:
        hint = f" {one.hint}" if one.hint else ""
        say(f"{one.level:<4}  {one.name}: {one.value.rstrip('.')}.{hint}")
    return 1 if any(one.level == "bad" for one in findings) else 0


def import_histories(store: str | None, name: str | None, source: Path, *, infer: bool) -> None:
    """Bring in dated histories; say what was added and what was known."""
    from complaintdesk.desk.bringing_in import import_histories as run

    found = run(source, store_path(store), who_am_i(name), infer=infer)
    for remark in found.remarks:
        say(f"note: {remark}")
    for theirs, ours in found.refs:
        say(f"{ours}  {theirs}")
    for landlord in found.landlords:
        say(f"landlord added: {landlord}")
    say(f"{some(len(found.refs), 'case')} added, {found.known:,} known from an earlier import.")


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
