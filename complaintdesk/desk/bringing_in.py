"""Bringing cases in at once: files of histories, and the demo. All or nothing, and the same file twice adds nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from complaintdesk import policies
from complaintdesk.desk import today as system_clock
from complaintdesk.desk.deriving import derive
from complaintdesk.desk.setting_up import add_landlord
from complaintdesk.errors import BadInput
from complaintdesk.intake import histories
from complaintdesk.models.events import Event
from complaintdesk.paths import Place
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import NewCase
from complaintdesk.store.writing import Writer


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: ``refs`` are (their reference, ours) of the cases added, ``known`` were there before."""

    refs: tuple[tuple[str, str], ...]
    known: int
    landlords: tuple[str, ...]
    """Landlords added to the store."""
    remarks: tuple[str, ...]


def import_histories(
    path: Path, store: Place, who: str, *, infer: bool = True, now: Callable[[], datetime] = system_clock.now
) -> Imported:
    """Bring the histories in ``path`` into ``store``: all or nothing.

    A landlord that the store does not know is added, working under the policy its line names. Raises BadInput
    naming each bad line, or a StoreError.
    """
    report = histories.read_file(path, infer=infer, policies=policies.available())
    taken = report.taken()
    moment = now()
    late = next((one for one in taken for event in one.events if event.at > moment), None)
    if late is not None:
        raise BadInput(
            f"Line {late.line} ({late.ref}) tells of a day that is still to come. Nothing was taken.", "Mend its dates."
        )
    reader, writer = Reader(store), Writer(store, derive)
    try:
        known = {row.key for row in reader.landlords()}
        added = []
        for one in taken:
            if one.landlord_key not in known:
                add_landlord(writer, policies.load(one.policy), one.landlord_key, one.landlord)
                known.add(one.landlord_key)
                added.append(one.landlord)
        who = reader.person or who
        cases = [NewCase(one.landlord_key, _events(one, who, moment), f"history/{one.ref}") for one in taken]
        stored = writer.append_many(cases, derive)
    finally:
        writer.close()
        reader.close()
    refs = tuple((one.ref, put.ref) for one, put in zip(taken, stored, strict=True) if not put.repeated)
    return Imported(refs, len(taken) - len(refs), tuple(added), tuple(map(str, report.warnings)))


def _events(history: histories.History, who: str, now: datetime) -> tuple[Event, ...]:
    """The history's events as this desk writes them down: by whom, when, under which policy, from where."""
    first, *rest = history.events
    said = {
        "policy": history.policy,
        "subject": f"Ombudsman determination {history.ref}",
        "resident": "not given",
        "feedback": "complaint",
    }
    first = replace(first, body={**said, **first.body})
    return tuple(replace(event, who=who, recorded_at=now) for event in (first, *rest))
