"""A landlord's figures for a period: the stored rows in the values reports are made from, read once for all figures.

Decision: a connection of its own, opened for one report: a year of a large landlord takes a second to read, and
nobody's list waits for it. Call it in a thread.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property

from complaintdesk import reports
from complaintdesk.desk.landlords import Landlord
from complaintdesk.engine.periods import Period
from complaintdesk.engine.records import RECORDS
from complaintdesk.errors import NotFound
from complaintdesk.models.figures import FiguresView
from complaintdesk.models.lists import Counts
from complaintdesk.models.policy import Policy
from complaintdesk.paths import Place
from complaintdesk.reports import CaseLine, ClockLine, PartLine, RecordLine
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import day

_CASE_COLUMNS = 10


class StoredRows:
    """The rows of one landlord and period, each sort read when the first figure asks for it."""

    def __init__(self, reader: Reader, landlord: str, period: Period, policy: Policy) -> None:
        self._reader, self._landlord, self._policy = reader, landlord, policy
        self._between = {
            "first": period.first.toordinal(),
            "last": period.last.toordinal(),
            "first_day": period.first.isoformat(),
            "last_day": period.last.isoformat(),
        }
        self._known: dict[int, CaseLine] = {}
        self._entries: dict[str, list[RecordLine]] = {}

    def cases(self) -> Sequence[CaseLine]:
        """Cases received, taken to stage 2 or closed in the period."""
        return self._cases

    @cached_property
    def _cases(self) -> list[CaseLine]:
        return [self._case(row) for row in self._reader.figure_cases(self._landlord, self._between)]

    def clocks(self, name: str, stage: int) -> Sequence[ClockLine]:
        """Clocks of one name and stage."""
        return self._clocks.get((name, stage), [])

    @cached_property
    def _clocks(self) -> dict[tuple[str, int], list[ClockLine]]:
        found: dict[tuple[str, int], list[ClockLine]] = {}
        for row in self._reader.figure_clocks(self._landlord, self._between):
            name, stage, base_due, due, met, ended = row[_CASE_COLUMNS:]
            days = date.fromordinal(base_due), date.fromordinal(due), day(met), day(ended)
            found.setdefault((name, stage), []).append(ClockLine(self._case(row), name, stage, *days))
        return found

    def parts(self) -> Sequence[PartLine]:
        """Parts answered in the period."""
        return self._parts

    @cached_property
    def _parts(self) -> list[PartLine]:
        rows = self._reader.figure_parts(self._landlord, self._between)
        return [
            PartLine(self._case(row), number, stage, finding, date.fromordinal(met), overturned)
            for row in rows
            for number, stage, finding, met, overturned in (row[_CASE_COLUMNS:],)
        ]

    def records(self, kinds: Sequence[str]) -> Sequence[RecordLine]:
        """Every entry of those kinds."""
        for kind in kinds:
            if kind not in self._entries:
                rows = self._reader.figure_records(self._landlord, (kind,))
                self._entries[kind] = [self._record(row) for row in rows]
        return [one for kind in kinds for one in self._entries[kind]]

    def _record(self, row: tuple[object, ...]) -> RecordLine:
        kind, value, what, said, due, settled, pence, amount, resident, address = row[_CASE_COLUMNS:]
        own = self._policy.choice(RECORDS[str(kind)].value, str(value)) if str(kind) in RECORDS else None
        return RecordLine(
            *(self._case(row), str(kind), str(value), str(what), date.fromordinal(int(str(said)))),
            *(day(int(str(due))), day(int(str(settled))), int(str(pence)), float(str(amount))),
            customer=(str(resident), str(address)),
            value_words=own.label if own else "",
        )

    def _case(self, row: Sequence[object]) -> CaseLine:
        case_id = int(str(row[1]))
        if case_id not in self._known:
            ref, _, feedback, area, theme, subject, received, escalated, closed, why = row[:_CASE_COLUMNS]
            began = date.fromisoformat(str(received)) if received else date.min
            self._known[case_id] = CaseLine(
                *(str(ref), case_id, str(feedback), str(area), str(theme), str(subject), began),
                escalated=day(int(str(escalated))) if escalated else None,
                closed=day(int(str(closed))) if closed else None,
                closed_why=str(why),
            )
        return self._known[case_id]


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Hundreds of thousands of small values are made and kept, with no cycle among them: looking through them again
    and again for one would take longer than making them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def figures(
    store: Place, landlord: Landlord, period: Period, today: date, counts: Counts, measure: str = ""
) -> FiguresView:
    """Every figure of the landlord's policy for the period, or the one asked for. NotFound for an unknown one."""
    policy = landlord.policy()
    rules = [one for one in policy.figures if measure in ("", one.key)]
    if not rules and measure:
        known = ", ".join(one.key for one in policy.figures) or "none"
        raise NotFound(f"{landlord.name} has no figure '{ascii(measure)[1:-1][:40]}'.", f"Known: {known}.")
    reader = Reader(store)
    try:
        rows = StoredRows(reader, landlord.key, period, policy)
        with _nothing_collected():
            made = tuple(reports.figure(one, rows, period, today, policy) for one in rules)
    finally:
        reader.close()
    return FiguresView(
        *(landlord.key, landlord.name, period.key, period.words, period.size, today, made), open_cases=counts
    )
