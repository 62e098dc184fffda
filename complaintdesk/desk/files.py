"""One file at a time: a case or a landlord's book, as it stands or stood."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from complaintdesk.desk.browsing import Browsing
from complaintdesk.errors import NotFound
from complaintdesk.models.case_view import CaseView, Explanation, TimelineEntry
from complaintdesk.models.events import Event
from complaintdesk.models.lists import RefusalRow, RelatedCase
from complaintdesk.models.moments import london
from complaintdesk.models.terms import BOOK
from complaintdesk.store.naming import reference

if TYPE_CHECKING:
    from complaintdesk.desk.filling import Me
    from complaintdesk.desk.looking import Look


def typed_ref(ref: str) -> str:
    """A reference as it is stored, however it is typed; digits alone will do."""
    plain = "".join(ref.split()).upper()[:60]
    return f"CD-{plain}" if plain.isascii() and plain.isdigit() else plain


class Files(Browsing):
    """The files of one desk."""

    def me(self, seen: "Look") -> "Me":
        """Who I am to a case's landlord. Names are attribution, not a lock: the login is the gate."""
        from complaintdesk.desk.filling import Me

        day = self.today().date()
        here = [one for one in seen.staff.members if one.works_on(day)]
        return Me(self.who, {one.name: next(iter(one.roles), "") for one in here})

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

    def _event(self, kind: str, when: datetime | None, body: Mapping[str, Any]) -> Event:
        now = self._now()
        return Event(kind, when or now, body, who=self.who, recorded_at=now)
