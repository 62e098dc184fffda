"""The desk: everything a screen or a command may ask for or do, on one store, as one person, at one time.

Reading goes through the bare driver; writing is imported when it is first needed (``warm`` does so in a thread
after the first paint), so that a start pays for neither.
"""

import threading
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaintdesk.desk import today as system_clock
from complaintdesk.desk.landlords import Landlord
from complaintdesk.desk.lists import Lists
from complaintdesk.errors import Conflict, NotFound
from complaintdesk.models.events import Event
from complaintdesk.models.filters import EVERYTHING, Filter
from complaintdesk.models.forms import Field
from complaintdesk.models.moments import london
from complaintdesk.models.terms import BOOK
from complaintdesk.models.views import (
    ActChoice,
    ActForm,
    BoardView,
    CaseView,
    Counts,
    Done,
    Explanation,
    FieldNote,
    IntakeView,
    ManyDone,
    OwedCounts,
    OwedRow,
    Owing,
    QueueQuery,
    QueueRow,
    RefusalRow,
    Refused,
    RelatedCase,
    SavedView,
    TimelineEntry,
)
from complaintdesk.store.naming import reference
from complaintdesk.store.reading import Reader

if TYPE_CHECKING:
    from complaintdesk.desk.filling import Me
    from complaintdesk.desk.looking import Look
    from complaintdesk.desk.receiving import Counter
    from complaintdesk.models.figures import FiguresView
    from complaintdesk.models.letter import Letter
    from complaintdesk.models.staff import Staff
    from complaintdesk.store.rows import Appended
    from complaintdesk.store.writing import Writer


def typed_ref(ref: str) -> str:
    """A reference as it is stored, however it is typed; digits alone will do."""
    plain = "".join(ref.split()).upper()[:60]
    return f"CD-{plain}" if plain.isascii() and plain.isdigit() else plain


class Desk:
    """One person's desk on one store. Methods may be called from any thread; those that act say so."""

    def __init__(self, reader: Reader, who: str, now: Callable[[], datetime]) -> None:
        self.reader = reader
        self.who = who
        self.store_path: Path = reader.path
        self.banner = ""
        """What every screen says above all else; the demo says that its cases are made up."""
        self._now = now
        self._writer: Writer | None = None
        self._opening = threading.Lock()
        self._counts = threading.Lock()
        self._count_reader: Reader | None = None
        self._lists = Lists(reader, {})
        self._lists.who = who
        self._know_landlords()

    @classmethod
    def open(cls, path: Path, who: str, *, now: Callable[[], datetime] | None = None) -> "Desk":
        """The desk on the store at ``path``; an older store is upgraded first. Raises a StoreError."""
        from complaintdesk.store.faults import SchemaOlder

        try:
            reader = Reader(path)
        except SchemaOlder:
            from complaintdesk.desk.deriving import derive
            from complaintdesk.store.writing import Writer

            Writer(path, derive).close()
            reader = Reader(path)
        return cls(reader, who, now or system_clock.now)

    def close(self) -> None:
        """Let go of the store."""
        with self._opening:
            if self._writer is not None:
                self._writer.close()
        with self._counts:
            if self._count_reader is not None:
                self._count_reader.close()
        self.reader.close()

    def warm(self) -> None:
        """Load what writing and letters need; call it in a thread once the first page is painted."""
        self.writer  # noqa: B018  made on first use
        import jinja2  # noqa: F401

        from complaintdesk import letters  # noqa: F401

        for one in list(self._lists.landlords.values()):
            one.policy()

    @property
    def writer(self) -> "Writer":
        """The writing side, opened when first needed."""
        with self._opening:
            if self._writer is None:
                from complaintdesk.desk.deriving import derive
                from complaintdesk.store.writing import Writer

                self._writer = Writer(self.store_path, derive)
            return self._writer

    def now(self) -> datetime:
        """This moment as the desk was told to see it."""
        return self._now()

    def today(self) -> datetime:
        """This moment in London."""
        return london(self._now())

    def _know_landlords(self) -> None:
        self._lists.landlords = {row.key: Landlord(row) for row in self.reader.landlords()}
        self._lists.forget()

    def changed(self) -> bool:
        """Whether another connection committed since last asked."""
        if not self.reader.changed():
            return False
        self._know_landlords()
        return True

    # Lists

    def landlords(self) -> tuple[tuple[str, str], ...]:
        """(key, name) of every landlord in the store."""
        return tuple((one.key, one.name) for one in self._lists.landlords.values())

    def landlord(self, key: str) -> Landlord:
        """The landlord by that key; NotFound names those there are."""
        try:
            return self._lists.landlords[key]
        except KeyError:
            known = ", ".join(self._lists.landlords) or "none yet"
            raise NotFound(
                f"There is no landlord '{ascii(key)[1:-1][:40]}' in this store.", f"Known: {known}."
            ) from None

    def staff(self, landlord: str = "") -> tuple[str, ...]:
        """The names of those who work here."""
        return tuple(row.name for row in self.reader.staff(landlord))

    def me(self, seen: "Look") -> "Me":
        """Who I am to a case's landlord. Names are attribution, not a lock: the login is the gate."""
        from complaintdesk.desk.filling import Me

        day = self.today().date()
        here = [one for one in seen.staff.members if one.works_on(day)]
        return Me(self.who, {one.name: next(iter(one.roles), "") for one in here})

    def filter(self, text: str, as_at: datetime | None = None) -> Filter:
        """What was typed in the filter line, read. BadInput says in a sentence what cannot be, and what is allowed."""
        return self._lists.read_filter(text, as_at or self._now())

    def counts(self, view: QueueQuery) -> Counts:
        """The cases of a list by band."""
        return self._lists.counts(view, self._now())

    def queue_total(self, view: QueueQuery) -> int:
        """How many cases a list holds."""
        return self._lists.total(view, self._now())

    def queue_page(self, view: QueueQuery, offset: int, limit: int) -> tuple[QueueRow, ...]:
        """A page of the list, most urgent first."""
        return self._lists.page(view, offset, limit, self._now())

    def queue_place(self, view: QueueQuery, case_id: int) -> int | None:
        """The row a case stands at in a list, from 0; None where it is not in it."""
        return self._lists.place(view, case_id, self._now())

    def queue_ids(self, view: QueueQuery) -> "array[int]":
        """All case ids of a list, in order."""
        return self._lists.ids(view, self._now())

    def queue_rows(self, ids: Sequence[int]) -> tuple[QueueRow, ...]:
        """Rows by id, in the order asked."""
        return self._lists.rows(ids, self._now())

    def board(self, landlord: str = "", as_at: datetime | None = None, found: Filter = EVERYTHING) -> BoardView:
        """The breach board, live or as at a moment, of the cases that a filter finds."""
        if landlord:
            self.landlord(landlord)
        board = self._lists.board(landlord, as_at or self._now(), live=as_at is None, found=found)
        return board if found.terms else board._replace(owed=self.owed_counts(landlord, "", as_at))

    def owed(self, landlord: str = "", owner: str = "", as_at: datetime | None = None) -> tuple[OwedRow, ...]:
        """What is owed next and by whom, soonest first, live or as at a moment."""
        return self.owed_list(landlord, owner, as_at)[0]

    def owed_list(
        self, landlord: str = "", owner: str = "", as_at: datetime | None = None
    ) -> tuple[tuple[OwedRow, ...], OwedCounts]:
        """The same, and how much is owed in all, however long the list is."""
        from complaintdesk.desk.owing import owed

        if landlord:
            self.landlord(landlord)
        return owed(self, landlord, owner, as_at)

    def owed_counts(self, landlord: str = "", owner: str = "", as_at: datetime | None = None) -> OwedCounts:
        """How much is owed, late, today, later and without a day: all of it, however long the list is."""
        from complaintdesk.desk.owing import counts

        if landlord:
            self.landlord(landlord)
        return counts(self, landlord, owner) if as_at is None else self.owed_list(landlord, owner, as_at)[1]

    def owing(self, landlord: str = "") -> tuple[Owing, ...]:
        """Everybody who owes something, with how much, by name."""
        return self.reader.owing(self.today().date().toordinal(), landlord)

    def whose(self, typed: str, landlord: str = "", as_at: datetime | None = None) -> str:
        """Who is meant by a name, or parts of one, among those who owe something or work here; '' for ''.

        NotFound names the nearest, BadInput those it may be.
        """
        from complaintdesk.desk.owing import whose

        if landlord:
            self.landlord(landlord)
        return whose(self, typed, landlord, as_at) if typed.strip() else ""

    # Figures

    def figures(self, landlord: str, period: str = "", measure: str = "", by: int = 0, size: str = "") -> "FiguresView":
        """A landlord's figures for a period as people type it; empty: the year so far. Takes a while: use a thread.

        ``by`` moves on by so many periods, ``size`` ('month', 'quarter', 'year') takes one of that size instead.
        Raises BadInput for a period that is none, NotFound for a landlord or figure there is not.
        """
        from complaintdesk.desk.figuring import figures
        from complaintdesk.engine.periods import read_period, step, whole

        owner, today = self.landlord(landlord), self.today().date()
        starts = owner.policy().year_starts
        asked = read_period(period, today, starts)
        if size:
            asked = whole(size, min(asked.last, max(asked.first, today)), starts)
        asked = step(asked, by, starts) if by else asked
        return figures(self.store_path, owner, asked, today, self.counts(QueueQuery(landlord)), measure)

    def save_figures(self, view: "FiguresView") -> Path:
        """Figures as a CSV file in the reports folder, never over another; where it lies."""
        from uuid import uuid4

        from complaintdesk import paths, reports
        from complaintdesk.errors import DiskRefused
        from complaintdesk.letters.filing import write_new

        folder = paths.reports_folder()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise DiskRefused(f"The folder {folder} cannot be made: {error.strerror}.") from None
        period = "".join(char if char.isalnum() else "-" for char in view.period)
        return write_new(folder, f"figures-{view.landlord}-{period}-{uuid4().hex[:6]}.csv", reports.as_csv(view))

    # Views: named filters on digits

    def views(self) -> tuple[SavedView, ...]:
        """My views on 1 to 9."""
        from complaintdesk.desk import saved_views

        return saved_views.views(self)

    def view_counts(self, landlord: str = "") -> dict[str, int | None]:
        """How many open cases each of my views shows, by digit; None where it means nothing here. For a thread."""
        from complaintdesk.desk import saved_views

        return saved_views.counts(self, landlord)

    def save_view(self, digit: str, name: str, text: str, sort: str = "clock") -> SavedView:
        """Keep a filter under a digit, for me. BadInput where that cannot be."""
        from complaintdesk.desk import saved_views

        return saved_views.save(self, digit, name, text, sort)

    def drop_view(self, digit: str) -> SavedView | None:
        """Forget the view on a digit; the shared one that comes back there, or None."""
        from complaintdesk.desk import saved_views

        return saved_views.drop(self, digit)

    @contextmanager
    def counting(self) -> Iterator[Lists]:
        """The lists on a connection of their own, for counts that nobody is to wait for."""
        with self._counts:
            if self._count_reader is None:
                self._count_reader = Reader(self.store_path)
            lists = Lists(self._count_reader, self._lists.landlords)
            lists.who = self.who
            yield lists

    def equality(self, landlord: str) -> dict[str, dict[str, int]]:
        """What people stated of each protected characteristic, counted over all cases; who stated nothing counts so."""
        from complaintdesk.models.terms import CHARACTERISTICS

        total = self.reader.total(QueueQuery(self.landlord(landlord).key, status="all"))
        told: dict[str, dict[str, int]] = {key: {} for key in CHARACTERISTICS}
        for counted, n in self.reader.counted("monitoring", landlord).items():
            key, _, stated = counted.partition("=")
            told[key][stated] = n
        return {key: {**stated, "not stated": total - sum(stated.values())} for key, stated in told.items()}

    # One case

    def related(self, ref: str) -> tuple[RelatedCase, ...]:
        """Other cases of the same person or property, likely duplicates first, each with why."""
        from complaintdesk.desk.relating import related

        return related(self.look(ref), self.reader)

    def find(self, ref: str) -> int:
        """The id of the case with that reference, however it is typed; digits alone will do. NotFound."""
        return self._registered(ref)[0]

    def _registered(self, ref: str) -> tuple[int, str, str]:
        """(id, reference, landlord) of a case, or of a landlord's book, which is opened at need. NotFound."""
        plain = typed_ref(ref)
        if plain.startswith(BOOK.upper()):
            owner = next((key for key in self._lists.landlords if plain == reference(0, 0, key)), "")
            return self.reader.registered(self.book(owner) if owner else plain)
        return self.reader.registered(plain)

    def look(self, ref: str, as_at: datetime | None = None) -> "Look":
        """The case as it stands now or stood at a moment; NotFound where there was none yet."""
        from complaintdesk.desk.looking import kindred, look

        case_id, ref, key = self._registered(ref)
        now = as_at or self._now()
        seen = look(case_id, ref, self.landlord(key), self.reader.events(case_id), now)
        if seen is None:
            from complaintdesk.engine.days import moment

            raise NotFound(f"{ref} was not yet received at {moment(now)}.", "Look at a later moment.")
        return replace(seen, kin=kindred(self.reader, seen), staff=self.roster(key, now), who=self.who)

    def roster(self, landlord: str, as_at: datetime | None = None) -> "Staff":
        """The landlord's staff list, as its book has it at that moment, and whoever was set up beside it."""
        from complaintdesk.desk.staffing import roster

        return roster(self.reader, landlord, as_at or self._now())

    def case(self, ref: str, as_at: datetime | None = None) -> CaseView:
        """Everything the case screen shows."""
        from complaintdesk.desk.linking import linked
        from complaintdesk.desk.showing import case_view, owed_line

        seen = self.look(ref, as_at)
        # To look back at a day on which I asked for what is sensitive is not to ask today.
        same_day = as_at is None or london(as_at).date() == self.today().date()
        view = case_view(seen, as_at=as_at, who=self.who if same_day else "")
        if seen.case.feedback == BOOK:
            from complaintdesk.desk.owing import of_book

            of_house = (owed_line(seen, one) for one in of_book(self, seen.landlord.key, seen.now))
            return view._replace(reminders=(*view.reminders, *of_house))
        found = list(linked(seen, self.reader.linked_to(seen.case.ref), lambda other: self.look(other, seen.now)))
        if not found:
            return view
        earlier = [one for _, history in found for one in history]
        # Entries of other cases bear numbers below nought, so that each is told from this case's own.
        told = (*(one._replace(seq=-n) for n, one in enumerate(earlier, 1)), *view.timeline)
        ordered = tuple(sorted(told, key=lambda one: one.at))
        return view._replace(links=tuple(link for link, _ in found), timeline=ordered)

    def timeline(self, ref: str, as_at: datetime | None = None) -> tuple[TimelineEntry, ...]:
        """Every event of a case in words."""
        return self.case(ref, as_at).timeline

    def explain(
        self, ref: str, clock: str = "", stage: int | None = None, as_at: datetime | None = None
    ) -> Explanation | None:
        """Why a clock's date is what it is; without a name the case's next clock, or its last. None: no clocks."""
        from complaintdesk.engine.explain import explain
        from complaintdesk.engine.what_if import follows

        seen = self.look(ref, as_at)
        if clock:
            found = seen.ground("").clock(clock, stage)
        else:
            found = seen.clocks.next or (seen.clocks.clocks[-1] if seen.clocks.clocks else None)
        if found is None:
            return None
        so = follows(seen.policy, seen.case.events, seen.calendar, found, seen.now, seen.case.feedback)
        return explain(seen.policy, found, seen.calendar, so)

    def register(self, landlord: str = "") -> "tuple[RefusalRow, ...]":
        """Every complaint, part of one, or review that was not taken on, the latest first."""
        from complaintdesk.desk.registers import refusals

        return refusals(self, landlord)

    # Landlords' books

    def book(self, landlord: str) -> str:
        """The reference of the landlord's book, its own file: staff, figures, publications. Opened at need."""
        from complaintdesk.desk.deriving import derive

        owner = self.landlord(landlord)
        ref = reference(0, 0, owner.key)
        if not self.reader.book(ref):
            body = {"feedback": BOOK, "subject": f"The book of {owner.name}", "policy": owner.row.policy}
            event = self._event("received", None, body)
            self.writer.append(None, 0, [event], derive, key=f"book-{owner.key}", landlord=owner.key)
        return ref

    # Acting

    def acts(self, ref: str) -> tuple[ActChoice, ...]:
        """Every act there is for this case, those not possible now with the reason and clause."""
        from complaintdesk.desk.acting import choices

        return choices(self.look(ref))

    def form(self, ref: str, act: str) -> ActForm:
        """What an act asks for on this case; NotFound for an unknown act."""
        from complaintdesk.desk.acting import act_of, form

        seen = self.look(ref)
        return form(seen, act_of(act), self.me(seen))

    def check_field(self, field: Field, value: object, ref: str = "", act: str = "") -> FieldNote:
        """What the desk makes of a typed value; with ``ref`` on that case, with ``act`` in that act's form."""
        from complaintdesk.desk.acting import act_of, dated
        from complaintdesk.desk.filling import note

        if ref and act:
            return dated(self.look(ref), act_of(act), field, value)
        return note(field, value, self.look(ref) if ref else None, self._now())

    def follows(self, ref: str, act: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """What dates would follow if the act were recorded with what is typed so far: a sentence for each day."""
        from complaintdesk.desk.acting import act_of, follows, typed

        seen, one = self.look(ref), act_of(act)
        return follows(seen, one, typed(seen, one, values, self.me(seen)))

    def preview(self, ref: str, act: str, values: Mapping[str, object]) -> "Letter":
        """The letter as it would print with what is typed so far, and its checklist."""
        from complaintdesk.desk.acting import act_of, objections, typed
        from complaintdesk.desk.correspondence import unsent, written

        seen, one = self.look(ref), act_of(act)
        found = typed(seen, one, values, self.me(seen))
        letter = written(seen, one, found.values) if one.sends(found.values) else unsent(one, seen)
        return replace(letter, checks=(*objections(seen, one, found, letter), *letter.checks))

    def do(
        self, ref: str, act: str, values: Mapping[str, object], *, seq: int, key: str, override: str = ""
    ) -> Done | Refused:
        """Do an act: one event, stored for good when this returns Done.

        ``seq`` is the case's last event as the caller saw it, ``key`` an idempotency key made once per form. Raises
        Conflict when somebody else acted since; then nothing is written.
        """
        from complaintdesk.desk import acting
        from complaintdesk.desk.linking import named

        one, seen = acting.act_of(act), self.look(ref)
        if seen.seq != seq:
            return self._repeated(seen, Event(one.event, seen.now), seq, key)
        me = self.me(seen)
        typed = acting.typed(seen, one, values, me)
        if typed.problems:
            return Refused(typed.problems[0].words, field=typed.problems[0].field)
        refused = acting.misdated(seen, one, typed.values) or acting.says_nothing(one, typed.values)
        refused = refused or named(seen, typed.values, self.look)
        refused = refused or acting.refusal(seen, one, typed.values, override)
        letter = None
        if refused is None and acting.letter_kind(seen, one) and one.sends(typed.values):
            from complaintdesk.desk.correspondence import written

            letter = written(seen, one, typed.values)
            refused = acting.lacking(seen, letter)
        if refused is not None:
            return refused
        warned = acting.warned(seen, one, typed.values)
        values = typed.values if letter else acting.unsent_values(seen, one, typed.values, me)
        event = self._event(one.event, values.get("when"), acting.body(seen, one, values, letter))
        return self._done(self._append(seen, event, seq, key), f"{one.done}: {ref}.", warned)

    def form_many(self, act: str, ids: Sequence[int]) -> ActForm:
        """What an act asks for once, for many cases. BadInput where they are too many, or none is left."""
        from complaintdesk.desk import many

        return many.form(self, act, ids)

    def do_many(self, act: str, ids: Sequence[int], values: Mapping[str, object], *, key: str) -> ManyDone:
        """Do an act on each case, each its own transaction; what was refused is said with why."""
        from complaintdesk.desk import many

        return many.do(self, act, ids, values, key)

    def undo_many(self, done: Sequence[Done], *, key: str) -> ManyDone:
        """Take back one act on many cases, by a correcting event a case."""
        from complaintdesk.desk import many

        return many.undo(self, done, key)

    def _event(self, kind: str, when: datetime | None, body: Mapping[str, Any]) -> Event:
        now = self._now()
        return Event(kind, when or now, body, who=self.who, recorded_at=now)

    def _append(self, seen: "Look", event: Event, seq: int, key: str) -> "Appended":
        from complaintdesk.desk.deriving import derive

        try:
            return self.writer.append(seen.case_id, seq, [event], derive, key=key)
        except Conflict as faster:
            from complaintdesk.desk.words import event_title

            kind = f'"{faster.kind.replace("_", " ")}"'
            said = faster.sentence.replace(kind, f'"{event_title(faster.kind).lower()}"')
            raise Conflict(said, faster.hint, seq=faster.seq, who=faster.who, kind=faster.kind) from None

    def _repeated(self, seen: "Look", event: Event, seq: int, key: str) -> Done:
        """The case has moved on: either this very act is stored already, or the store says who was faster."""
        stored = self._append(seen, replace(event, who=self.who, recorded_at=self._now()), seq, key)
        return self._done(stored, f"Stored already: {stored.ref}.", ())

    @staticmethod
    def _done(stored: "Appended", sentence: str, warned: tuple[str, ...]) -> Done:
        return Done(sentence, stored.ref, stored.case_id, stored.seq, warned)

    def undo_words(self, ref: str) -> str | Refused:
        """What ``u`` would take back, in words, or why it cannot."""
        from complaintdesk.desk.acting import undoable
        from complaintdesk.desk.words import event_title
        from complaintdesk.engine.days import moment

        found = undoable(self.look(ref), self.who)
        if isinstance(found, Refused):
            return found
        return f"{event_title(found.kind)}, {moment(found.at)}"

    def undo(self, ref: str, *, seq: int, key: str) -> Done | Refused:
        """Take back this person's last act on the case by a correcting event; nothing is deleted."""
        from complaintdesk.desk.acting import undoable

        seen = self.look(ref)
        if seen.seq != seq:
            return self._repeated(seen, Event("corrected", seen.now), seq, key)
        found = undoable(seen, self.who)
        if isinstance(found, Refused):
            return found
        event = self._event("corrected", None, {"corrects": found.seq, "instead": None, "why": "undone"})
        return self._done(self._append(seen, event, seq, key), f"Taken back: {ref}.", ())

    # Receiving

    def intake_fields(self, linked: str = "") -> tuple[Field, ...]:
        """What the intake page asks, top to bottom; for a case that grows out of ``linked`` with what is known."""
        from complaintdesk.desk.intake_fields import INTAKE, beginning_from

        return beginning_from(self.look(linked)) if linked else INTAKE

    def intake(self, landlord: str, values: Mapping[str, object]) -> IntakeView:
        """What stands beside the intake page as it is typed; raises NotFound for an unknown landlord only."""
        from complaintdesk.desk.receiving import beside

        return beside(self._counter(landlord), values)

    def _counter(self, landlord: str) -> "Counter":
        from complaintdesk.desk.receiving import Counter

        staff = self.roster(landlord)
        return Counter(self.landlord(landlord), self.reader, staff, self.look, self.who, self._now())

    def receive(self, landlord: str, values: Mapping[str, object], *, key: str) -> Done | Refused:
        """Log what came in as a new case of ``landlord``."""
        from complaintdesk.desk.receiving import cautions, received

        owner = self.landlord(landlord)
        counter = self._counter(landlord)
        event = received(counter, values)
        if isinstance(event, Refused):
            return event
        from complaintdesk.desk.deriving import derive
        from complaintdesk.desk.setting_up import keep_policy

        keep_policy(self.writer, self.reader, owner.policy(str(event.body["policy"])))
        stored = self.writer.append(None, 0, [event], derive, key=key, landlord=landlord)
        return self._done(stored, f"Logged as {stored.ref}.", cautions(counter, event))

    # Drafts and settings: mine alone

    def draft(self, name: str) -> dict[str, Any] | None:
        """What I had typed under that name, or None."""
        found = self.reader.draft(name, self.who)
        return found.body if found else None

    def drafts(self) -> tuple[str, ...]:
        """The names of my drafts, newest first."""
        return tuple(one.name for one in self.reader.drafts(self.who))

    def save_draft(self, name: str, values: Mapping[str, object]) -> None:
        """Keep what is typed."""
        self.writer.save_draft(name, self.who, dict(values), self._now())

    def drop_draft(self, name: str) -> None:
        """Forget a draft; nothing happens where there is none."""
        self.writer.drop_draft(name, self.who)

    def setting(self, name: str, default: str = "") -> str:
        """One of my settings."""
        return self.reader.setting(self.who, name, default)

    def set_setting(self, name: str, value: str) -> None:
        """Keep one of my settings."""
        self.writer.save_setting(self.who, name, value)
