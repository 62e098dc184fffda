"""Making a store: the landlords it holds, the policy versions they work under, what is brought in at once."""

from collections.abc import Iterable
from pathlib import Path

from complaintdesk import policies
from complaintdesk.desk.deriving import derive
from complaintdesk.errors import BadInput
from complaintdesk.models.policy import Policy
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import LandlordRow, NewCase, Rebuilt, StaffRow
from complaintdesk.store.writing import Writer, create


def make_store(path: Path, keys: Iterable[str], who: str) -> tuple[str, ...]:
    """Create a store at ``path`` for landlords under the policies ``keys``; their names. Raises a StoreError.

    ``who`` is put on the staff list of each as its first member.
    """
    chosen = [policies.load(key) for key in keys]
    if not chosen:
        raise BadInput("No policy is named.", "Give at least one: see `complaintdesk policy list`.")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    create(path)
    writer = Writer(path)
    try:
        for policy in chosen:
            add_landlord(writer, policy)
        writer.save_staff(StaffRow(who, initials(who), "officer"))
    finally:
        writer.close()
    return tuple(policy.landlord for policy in chosen)


def add_landlord(writer: Writer, policy: Policy, key: str = "", name: str = "") -> None:
    """Put a landlord on the store's list, working under ``policy``, and keep the policy's text."""
    writer.save_landlord(
        LandlordRow(key or policy.key, name or policy.landlord, policy.key, policy.nation or "england-and-wales")
    )
    writer.keep_policy(policy.key, policy.in_force_from.isoformat(), policy.text)


def keep_policy(writer: Writer, reader: Reader, policy: Policy) -> None:
    """Keep the text of a policy version, once. Raises BadDataFile where its text changed under the same date."""
    since = policy.in_force_from.isoformat()
    if not any(kept.key == policy.key and kept.in_force_from == since for kept in reader.policies()):
        writer.keep_policy(policy.key, since, policy.text)


def rebuild(path: Path) -> Rebuilt:
    """Make every derived row of a store anew from its events; says what differed."""
    writer = Writer(path)
    try:
        return writer.rebuild(derive)
    finally:
        writer.close()


def initials(name: str) -> str:
    """'Jo Smith' -> 'JS'."""
    return "".join(part[0] for part in name.split() if part)[:3].upper()


def bring_in(writer: Writer, cases: Iterable[NewCase]) -> int:
    """Store many cases with their histories, all or nothing; how many."""
    return len(writer.append_many(cases, derive))
