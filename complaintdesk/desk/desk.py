"""The desk: everything a screen or a command may ask for or do, on one store, as one person, at one time.

A facade by subject: opening (``opened``), lists (``browsing``), files (``files``), and here acting and taking in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from complaintdesk.desk.files import Files
from complaintdesk.errors import Conflict
from complaintdesk.models.acting import ActChoice, ActForm, Done, FieldNote, IntakeView, ManyDone, Refused
from complaintdesk.models.events import DISPOSED, Event
from complaintdesk.models.forms import Field

if TYPE_CHECKING:
    from complaintdesk.desk.looking import Look
    from complaintdesk.desk.receiving import Counter
    from complaintdesk.engine.kinds import Act
    from complaintdesk.models.letter import Letter
    from complaintdesk.store.rows import Appended


class Desk(Files):
    """One person's desk on one store. Methods may be called from any thread; those that act say so."""

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
        from complaintdesk.desk.acting import act_of
        from complaintdesk.desk.objecting import dated
        from complaintdesk.desk.typed import note

        if ref and act:
            return dated(self.look(ref), act_of(act), field, value)
        return note(field, value, self.look(ref) if ref else None, self._now())

    def follows(self, ref: str, act: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """What dates would follow if the act were recorded with what is typed so far: a sentence for each day."""
        from complaintdesk.desk.acting import act_of, follows, typed

        seen, one = self.look(ref), act_of(act)
        return follows(seen, one, typed(seen, one, values, self.me(seen)))

    def cautions(self, ref: str, act: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """What should be seen before the act is recorded with what is typed, beyond what its form said."""
        from complaintdesk.desk.acting import act_of, typed
        from complaintdesk.desk.objecting import warned

        seen, one = self.look(ref), act_of(act)
        before = warned(seen, one)
        found = typed(seen, one, values, self.me(seen))
        return () if found.problems else tuple(said for said in warned(seen, one, found.values) if said not in before)

    def refusal(
        self, ref: str, act: str, values: Mapping[str, object], *, seq: int, override: str = ""
    ) -> Refused | None:
        """What would refuse the act with what is typed, or None; to be looked at before any question is asked.

        Nothing is written. Where somebody else acted since ``seq``, ``do`` says so.
        """
        from complaintdesk.desk.acting import act_of

        seen = self.look(ref)
        if seen.seq != seq:
            return None
        found = self.ready(seen, act_of(act), values, override)
        return found if isinstance(found, Refused) else None

    def preview(self, ref: str, act: str, values: Mapping[str, object]) -> "Letter":
        """The letter as it would print with what is typed so far, and its checklist."""
        from complaintdesk.desk.acting import act_of, typed
        from complaintdesk.desk.correspondence import unsent, written
        from complaintdesk.desk.objecting import objections

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
        from complaintdesk.desk import acting, objecting

        one, seen = acting.act_of(act), self.look(ref)
        if seen.seq != seq:
            return self._repeated(seen, Event(one.event, seen.now), seq, key)
        ready = self.ready(seen, one, values, override)
        if isinstance(ready, Refused):
            return ready
        said, letter = ready
        if one.event == DISPOSED:
            from complaintdesk.desk import retaining

            return retaining.erase(self, seen, said, key)
        warned = objecting.warned(seen, one, said)
        kept = said if letter else acting.unsent_values(seen, one, said, self.me(seen))
        event = self._event(one.event, kept.get("when"), acting.body(seen, one, kept, letter))
        return self._done(self._append(seen, event, seq, key), f"{one.done}: {ref}.", warned)

    def ready(
        self, seen: "Look", act: "Act", given: Mapping[str, object], override: str
    ) -> "Refused | tuple[dict[str, Any], Letter | None]":
        """What the act would record with what is typed, or what stands in its way.

        A reason is asked for last, once nothing else stands against it.
        """
        from complaintdesk.desk import acting, objecting
        from complaintdesk.desk.linking import named

        typed = acting.typed(seen, act, given, self.me(seen))
        if typed.problems:
            return objecting.unusable(seen, act, typed, given)
        values, letter = typed.values, None
        refused = objecting.misdated(seen, act, values)
        refused = refused or named(seen, act, values, self.look)
        refused = refused or objecting.barred(seen, act, values)
        if refused is None and act.event == DISPOSED:
            from complaintdesk.desk import retaining

            refused = retaining.against(self, seen, values)
        if refused is None and acting.letter_kind(seen, act) and act.sends(values):
            from complaintdesk.desk.correspondence import written

            letter = written(seen, act, values)
            refused = objecting.lacking(seen, letter)
        refused = refused or objecting.lifted(seen, act, values, override)
        return refused or (values, letter)

    def form_many(self, act: str, ids: Sequence[int]) -> ActForm:
        """What an act asks for once, for many cases. BadInput where they are too many, or none is left."""
        from complaintdesk.desk import many

        return many.form(self, act, ids)

    def look_at_many(self, act: str, ids: Sequence[int], values: Mapping[str, object]) -> Refused | tuple[str, ...]:
        """What refuses an act on all these cases, else what should be seen before it, gathered from each of them."""
        from complaintdesk.desk import many

        return many.looked_at(self, act, ids, values)

    def do_many(self, act: str, ids: Sequence[int], values: Mapping[str, object], *, key: str) -> ManyDone:
        """Do an act on each case, each its own transaction; what was refused is said with why."""
        from complaintdesk.desk import many

        return many.do(self, act, ids, values, key)

    def undo_many(self, done: Sequence[Done], *, key: str) -> ManyDone:
        """Take back one act on many cases, by a correcting event a case."""
        from complaintdesk.desk import many

        return many.undo(self, done, key)

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
        from complaintdesk.desk.beside_intake import beside

        return beside(self._counter(landlord), values)

    def _counter(self, landlord: str) -> "Counter":
        from complaintdesk.desk.receiving import Counter

        staff = self.roster(landlord)
        return Counter(self.landlord(landlord), self.reader, staff, self.look, self.who, self._now())

    def look_at_receipt(self, landlord: str, values: Mapping[str, object]) -> Refused | tuple[str, ...]:
        """What refuses logging what came in, else what should be seen before it is logged; nothing is written."""
        from complaintdesk.desk.receiving import cautions, received

        counter = self._counter(landlord)
        event = received(counter, values)
        return event if isinstance(event, Refused) else cautions(counter, event)

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
        warned = cautions(counter, event)
        stored = self.writer.append(None, 0, [event], derive, key=key, landlord=landlord)
        return self._done(stored, f"Logged as {stored.ref}.", warned)
