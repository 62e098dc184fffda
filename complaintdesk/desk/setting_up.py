"""Making a store: the landlords it holds, the policy versions they work under, what is brought in at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from complaintdesk import policies
from complaintdesk.desk import policy_texts
from complaintdesk.desk.deriving import derive
from complaintdesk.errors import BadInput, NotFound
from complaintdesk.models.moments import quoted
from complaintdesk.models.policy import Policy
from complaintdesk.paths import Place
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import LandlordRow, Rebuilt, StaffRow
from complaintdesk.store.writing import Writer, create


@dataclass(frozen=True, slots=True)
class Own:
    """What a landlord does its own way: nation, office hours ('HH:MM'), closure days, how it is reached."""

    nation: str = ""
    opens: str = "09:00"
    closes: str = "17:00"
    closures: tuple[date, ...] = ()
    contacts: Mapping[str, object] = field(default_factory=dict)
    """team, telephone, email, website, post (a list of lines): printed in letters."""


def make_store(path: Place, keys: Iterable[str], who: str, own: Own = Own(), passphrase: str = "") -> tuple[str, ...]:
    """Create a store at ``path`` for landlords under the policies ``keys``; their names. Raises a StoreError.

    With ``passphrase`` it is encrypted.
    ``who`` is put on the staff list of each as its first member; ``own`` holds what differs from the usual.
    """
    chosen = [policies.load(key) for key in keys]
    if not chosen:
        raise BadInput("No policy is named.", "Give at least one: see `complaintdesk policy list`.")
    create(path, passphrase)
    writer = Writer(path)
    try:
        for policy in chosen:
            add_landlord(writer, policy, own=own)
        writer.save_staff(StaffRow(who, initials(who), "officer"))
    finally:
        writer.close()
    return tuple(policy.landlord for policy in chosen)


def add_landlord(writer: Writer, policy: Policy, key: str = "", name: str = "", own: Own = Own()) -> None:
    """Put a landlord on the store's list, working under ``policy``, and keep the policy's text."""
    writer.save_landlord(
        LandlordRow(
            key=key or policy.key,
            name=name or policy.landlord,
            policy=policy.key,
            nation=own.nation or policy.nation or "england-and-wales",
            opens=own.opens,
            closes=own.closes,
            closures=tuple((day.isoformat(), "closed") for day in own.closures),
            settings={"contacts": own.contacts} if own.contacts else {},
        )
    )
    writer.keep_policy(policy.key, policy.in_force_from.isoformat(), policy.text)


def keep_policy(writer: Writer, reader: Reader, policy: Policy) -> None:
    """Keep the text of a policy version, once. Raises BadDataFile where its text changed under the same date."""
    since = policy.in_force_from.isoformat()
    if not any(kept.key == policy.key and kept.in_force_from == since for kept in reader.policies()):
        writer.keep_policy(policy.key, since, policy.text)


def rebuild(path: Place) -> Rebuilt:
    """Make every derived row of a store anew from its events; says what differed.

    From then on the store keeps the text of a policy file that was changed in place as it is now.
    """
    writer = Writer(path, derive)
    try:
        found = writer.rebuild(derive)
        reader = Reader(path)
        try:
            policy_texts.follow(writer, reader)
        finally:
            reader.close()
    finally:
        writer.close()
    return found


def initials(name: str) -> str:
    """'Jo Smith' -> 'JS'."""
    return "".join(part[0] for part in name.split() if part)[:3].upper()


def set_own(path: Place, key: str, settings: Mapping[str, Mapping[str, object]]) -> LandlordRow:
    """Change a landlord's own settings, group by group; an empty value goes back to its policy. NotFound, a StoreError.

    ``contacts``: how it is reached. ``award_up_to``: role -> pence. ``retention``: ``years`` a closed case is kept
    before it is due to be disposed of, where no rule of its policy fits it.
    """
    reader, writer = Reader(path), Writer(path, derive)
    try:
        row = next((one for one in reader.landlords() if one.key == key), None)
        if row is None:
            known = ", ".join(one.key for one in reader.landlords()) or "none yet"
            raise NotFound(f"There is no landlord '{ascii(key)[1:-1][:40]}' in this store.", f"Known: {known}.")
        roles = [role.key for role in policies.load(row.policy).roles]
        if stranger := next((one for one in settings.get("award_up_to", {}) if one not in roles), ""):
            raise BadInput(f"{quoted(stranger)} is no role of the policy.", f"Roles: {', '.join(roles) or 'none'}.")
        own = {group: {**row.settings.get(group, {}), **said} for group, said in settings.items() if said}
        changed = row._replace(settings={**row.settings, **own})
        if own:
            writer.save_landlord(changed)
        return changed
    finally:
        writer.close()
        reader.close()
