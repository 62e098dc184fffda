"""A stand-in for the desk with cases in memory, for screens alone."""

from array import array
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from complaintdesk.errors import BadInput, NotFound, StoreBusy
from complaintdesk.models.case_view import CaseView, ClockView, TimelineEntry
from complaintdesk.models.filters import Filter
from complaintdesk.models.lists import (
    BoardGroup,
    BoardRow,
    BoardView,
    Chip,
    Counts,
    OwedCounts,
    OwedRow,
    Owing,
    QueueQuery,
    QueueRow,
    SavedView,
)

NOW = datetime(2026, 3, 12, 14, 6, tzinfo=ZoneInfo("Europe/London"))
RESIDENTS = ("Okafor, A", "Begum, R", "Nwosu, C", "Patel, D", "Evans, M", "Adeyemi, T", "O'Neill, S", "Kowalska, Z")
SUBJECTS = (
    "Damp in bedroom; repair missed twice",
    "Lift out of service for four weeks",
    "Service charge query not answered",
    "Compensation offer disputed",
    "Gate code not working",
    "Communal cleaning",
)
OWNERS = ("Jo Smith", "Priya Kaur", "me.myself", "", "Sam O'Dea")


def chip_for(days: int) -> Chip:
    if days < 0:
        return Chip("breached", "BREACHED", f"{-days}wd")
    if days == 0:
        return Chip("today", "TODAY", "reply")
    day = (NOW + timedelta(days=days)).date()
    return Chip("soon" if days < 3 else "watch" if days < 6 else "clear", f"{days}wd", f"{day:%a} {day.day}")


def make_row(n: int, days: int) -> QueueRow:
    return QueueRow(
        case_id=1000 + n,
        ref=f"CD-{26000 + n}",
        landlord=("salix", "calico")[n % 2],
        stage=1 + (n % 7 == 0),
        extended=n % 5 == 0,
        resident=RESIDENTS[n % len(RESIDENTS)],
        subject=SUBJECTS[n % len(SUBJECTS)],
        owner=OWNERS[n % len(OWNERS)],
        chip=chip_for(days),
        due=(NOW + timedelta(days=days)).date(),
        days_left=days,
        clock="respond",
        status="open",
        feedback="complaint",
    )


@dataclass
class FakeDesk:
    rows: list[QueueRow] = field(default_factory=lambda: [make_row(n, n // 3 - 2) for n in range(142)])
    who: str = "me.myself"
    now: datetime = NOW
    store_path: Path = Path("fake")
    dirty: bool = False
    broken: bool = False
    drafts: dict = field(default_factory=dict)
    settings: dict = field(default_factory=dict)
    board_changed: tuple[str, ...] = ()
    banner: str = ""
    saved: tuple[SavedView, ...] = (SavedView("1", "Gates", "gate"), SavedView("3", "Damp", "damp", "owner"))

    def warm(self): ...

    def close(self): ...
    def today(self):
        return self.now

    def _list(self, view: QueueQuery):
        if self.broken:
            raise StoreBusy("The store is busy.", "Try again.")
        words = view.filter.text.lower().split()
        return [
            row
            for row in self.rows
            if (view.status == "all" or row.status == "open")
            and (not view.landlord or row.landlord == view.landlord)
            and (not view.owner or row.owner == view.owner)
            and all(w in f"{row.ref} {row.resident} {row.subject}".lower() for w in words)
        ]

    def filter(self, text, as_at=None):
        if ":" in text:
            raise BadInput('There is no field "x".', "Fields: stage.")
        return Filter(text)

    def views(self):
        return self.saved

    def view_counts(self, landlord=""):
        return {one.digit: len(self._list(QueueQuery(landlord, filter=Filter(one.text)))) for one in self.saved}

    def save_view(self, digit, name, text, sort="clock"):
        self.saved = (*(one for one in self.saved if one.digit != digit), SavedView(digit, name, text, sort))
        return self.saved[-1]

    def drop_view(self, digit):
        self.saved = tuple(one for one in self.saved if one.digit != digit)

    def related(self, ref):
        return ()

    def counts(self, view):
        tally = {}
        for row in self._list(view):
            tally[row.chip.band] = tally.get(row.chip.band, 0) + 1
        return Counts(**tally)

    counts_aside = counts

    def queue_begin(self, view, limit):
        return self.queue_total(view), self.counts(view), self.queue_page(view, 0, limit)

    def queue_total(self, view):
        return len(self._list(view))

    def queue_page(self, view, offset, limit):
        return tuple(self._list(view)[offset : offset + limit])

    def queue_place(self, view, case_id):
        return next((i for i, row in enumerate(self._list(view)) if row.case_id == case_id), None)

    def queue_ids(self, view):
        return array("q", [row.case_id for row in self._list(view)])

    def queue_rows(self, ids):
        by_id = {row.case_id: row for row in self.rows}
        return tuple(by_id[i] for i in ids if i in by_id)

    def find(self, ref):
        for row in self.rows:
            if row.ref.lower() == ref.lower() or row.ref.endswith(ref):
                return row.case_id
        raise NotFound(f"There is no case {ref}.", "References look like CD-26001.")

    def case(self, ref, as_at=None):
        row = next(row for row in self.rows if row.case_id == self.find(ref))
        return CaseView(
            kind_words="complaint",
            case_id=row.case_id,
            ref=row.ref,
            seq=3,
            landlord=row.landlord,
            landlord_name=row.landlord.title(),
            policy_title="Policy",
            feedback="complaint",
            stage=row.stage,
            status="open",
            extended=row.extended,
            resident=row.resident,
            address="14 Elm Court, M1 2AB",
            contact="",
            representative="",
            subject=row.subject,
            words=row.subject,
            wanted="",
            definition="",
            channel="telephone",
            taken_by="JS",
            area="repairs",
            theme="",
            owner=row.owner,
            alerts=("Large print", "Phone after 4 pm only"),
            chip=row.chip,
            clocks=(
                ClockView(
                    "respond",
                    "Respond, stage 1",
                    1,
                    "landlord",
                    NOW.date(),
                    row.due or NOW.date(),
                    None,
                    NOW.date(),
                    False,
                    "running",
                    None,
                    row.days_left,
                    "4.7.2",
                    False,
                    True,
                    row.chip,
                ),
            ),
            elements=(),
            remedies=(),
            lessons="",
            timeline=tuple(
                TimelineEntry(n + 1, "received", NOW - timedelta(days=9 - n), NOW, "JS", title, ())
                for n, title in enumerate(("Received by telephone", "Acknowledged", "Assigned to Jo Smith"))
            ),
            reminders=("Reply by Thu 12 Mar (4.7.2)",),
        )

    def timeline(self, ref, as_at=None):
        return self.case(ref).timeline

    def board(self, landlord="", as_at=None):
        rows = self._list(QueueQuery(landlord=landlord))
        line = lambda r: BoardRow(r.ref, r.case_id, r.chip, r.stage, r.owner, r.resident, r.subject, r.landlord)  # noqa: E731
        groups = lambda key: tuple(  # noqa: E731
            BoardGroup(name, self._tally([r for r in rows if getattr(r, key) == name]))
            for name in sorted({getattr(r, key) for r in rows})
        )
        days = [(date(2026, 3, 12) + timedelta(days=n)) for n in range(14)]
        return BoardView(
            as_at=self.now,
            live=as_at is None,
            counts=self._tally(rows),
            late=tuple(line(r) for r in rows if r.chip.band == "breached"),
            coming=tuple(line(r) for r in rows if r.chip.band != "breached")[:20],
            by_owner=groups("owner"),
            by_landlord=groups("landlord"),
            days=tuple((d, sum(r.due == d for r in rows)) for d in days if d.weekday() < 5)[:10],
            changed=self.board_changed,
        )

    @staticmethod
    def _tally(rows):
        tally = {}
        for row in rows:
            tally[row.chip.band] = tally.get(row.chip.band, 0) + 1
        return Counts(**tally)

    def owed(self, landlord="", owner="", as_at=None):
        if self.broken:
            raise StoreBusy("The store is busy.", "Try again.")
        said = lambda row: "today" if not row.days_left else f"{abs(row.days_left)}wd{' late' * (row.days_left < 0)}"  # noqa: E731
        return tuple(
            OwedRow(row.due, said(row), row.days_left < 0, what, row.ref, row.resident, row.owner, row.landlord)
            for row in sorted(self.rows, key=lambda row: row.due)
            if owner in ("", row.owner)
            for what in ("Respond, stage 1", f"Action 1: {row.subject}")
        )

    def owed_counts(self, landlord="", owner="", as_at=None):
        rows = self.owed(landlord, owner)
        late = sum(row.is_late for row in rows)
        today = sum(row.words == "today" for row in rows)
        return OwedCounts(late, today, len(rows) - late - today, 0)

    def owed_list(self, landlord="", owner="", as_at=None):
        return self.owed(landlord, owner), self.owed_counts(landlord, owner)

    def owing(self, landlord=""):
        rows = self.owed()
        names = dict.fromkeys(row.owner for row in rows if row.owner)
        return tuple(
            Owing(name, sum(row.owner == name for row in rows), sum(row.owner == name and row.is_late for row in rows))
            for name in names
        )

    def changed(self):
        if self.broken:
            raise StoreBusy("The store is busy.", "Try again.")
        was, self.dirty = self.dirty, False
        return was

    def landlords(self):
        return (("calico", "Calico Homes"), ("salix", "Salix Homes"))

    def staff(self, landlord=""):
        return tuple(o for o in OWNERS if o)

    def setting(self, name, default=""):
        return self.settings.get(name, default)

    def set_setting(self, name, value):
        self.settings[name] = value

    def acts(self, ref):
        return ()

    # what a test does behind the screen's back

    def put(self, row: QueueRow, at: int) -> None:
        self.rows.insert(at, row)
        self.dirty = True

    def take(self, case_id: int) -> None:
        self.rows = [row for row in self.rows if row.case_id != case_id]
        self.dirty = True

    def change(self, case_id: int, **what) -> None:
        self.rows = [row._replace(**what) if row.case_id == case_id else row for row in self.rows]
        self.dirty = True
