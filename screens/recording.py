"""One act on one case on its way into the history: its form, its draft, the asking, the doing, the retry.

Decision: form and letter preview share this one object, so that there is one place that confirms, one
key that makes a repeated send harmless, and one answer to a colleague who was faster: nothing typed is
lost, what they did is said, and the act can be tried again on top of it.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from complaintdesk.errors import ComplaintDeskError, Conflict, NotFound
from complaintdesk.models.acting import ActChoice, ActForm, Done, Refused
from screens.awaiting import ask
from screens.blocks import filled
from screens.confirm import Because, Confirm, Told
from screens.entrytext import when

if TYPE_CHECKING:
    from screens.app import DeskApp


@dataclass(frozen=True, slots=True)
class Renewed:
    """Somebody else was faster, and the person chose to go on from where the case stands now."""


class Recording:
    """An act being prepared. ``load`` first; then ``form`` and ``choice`` are there."""

    form: ActForm
    choice: ActChoice

    def __init__(self, app: "DeskApp", ref: str, act: str) -> None:
        self.app, self.ref, self.act = app, ref, act
        self.key = uuid4().hex
        self.drafted: dict[str, object] | None = None
        self.sent = False

    @property
    def has_letter(self) -> bool:
        """Whether a letter goes with the act."""
        return bool(self.form.letter_kind)

    def sends(self, values: Mapping[str, object]) -> bool:
        """Whether that letter goes with these values."""
        name, words = self.form.sent_when
        return self.has_letter and (not name or values.get(name) in words)

    @property
    def about(self) -> str:
        """Reference and resident, for heads."""
        return f"{self.form.ref}  {self.form.resident}"

    @property
    def values(self) -> dict[str, object]:
        """The values its form would open with: what was typed before, else what the desk knows."""
        return {field.name: filled(field, self.drafted).value for field in self.form.fields}

    @property
    def draft_name(self) -> str:
        """The name its draft is kept under."""
        return f"{self.ref}/{self.act}"

    def load(self) -> "Refused | Recording":
        """Ask the desk, in a thread: may this be now, what does its form hold, what was typed before."""
        desk = self.app.desk
        choices = desk.acts(self.ref)
        if self.act == "reply":
            owed = [choice for choice in choices if choice.is_reply]
            choice = next((one for one in owed if one.allowed), owed[-1] if owed else None)
        else:
            choice = next((one for one in choices if one.key == self.act), None)
        if choice is None:
            possible = ", ".join(f"{one.label} ({one.letter})" for one in choices if one.allowed)
            return Refused(f"There is no such act here. What can be done: {possible or 'nothing'}.")
        self.act, self.choice = choice.key, choice
        self.drafted = desk.draft(self.draft_name)
        if not choice.allowed and self.drafted is None:
            return Refused(choice.reason, choice.clause)
        self.form = self.fresh()
        if not choice.allowed:
            # Somebody was faster while this was being written: its words can still be read and copied.
            barred = f"Not possible any more: {choice.reason} Your text is kept here to read and copy."
            self.form = self.form._replace(warnings=(barred, *self.form.warnings))
        return self

    def fresh(self) -> ActForm:
        """The form as the desk fills it now."""
        return self.app.desk.form(self.ref, self.act)

    async def record(self, values: Mapping[str, object]) -> Done | Refused | Renewed | None:
        """Refuse what cannot be, then ask where it must be asked, then do it.

        None: the person would rather not, or the store could not.
        """
        self.sent = self.sends(values)
        try:
            refused, because = await self._looked_at(values)
            if refused is not None:
                return refused
            cautions = await asyncio.to_thread(self._cautions, values)
        except ComplaintDeskError as error:
            await self._not_saved(error)
            return None
        if (self.sent or self.form.needs_yes or cautions) and not await self._confirmed(values, cautions):
            return None
        return await self._recorded(values, because)

    async def _looked_at(self, values: Mapping[str, object]) -> tuple[Refused | None, str]:
        """What refuses it, and the reason given for going on in spite of what this person may go on in spite of."""
        refused = await asyncio.to_thread(self._refusal, values, "")
        because = await self._because(refused) if refused is not None and refused.may_lift else ""
        return (await asyncio.to_thread(self._refusal, values, because) if because else refused), because

    async def _recorded(self, values: Mapping[str, object], because: str) -> Done | Refused | Renewed | None:
        while True:
            try:
                return await asyncio.to_thread(self._do, values, because)
            except Conflict as conflict:
                if not await self._go_on(conflict):
                    return None
                if self.sent:
                    return Renewed()
            except ComplaintDeskError as error:
                await self._not_saved(error)
                return None

    async def _not_saved(self, error: ComplaintDeskError) -> None:
        await ask(self.app, Told("Not saved", str(error), "What you typed is kept."))

    async def drop_draft(self) -> None:
        """The act is done: what was typed before is not needed any more."""
        if self.drafted is not None:
            try:
                await asyncio.to_thread(self.app.desk.drop_draft, self.draft_name)
            except ComplaintDeskError as error:
                self.app.problem(error)

    def _do(self, values: Mapping[str, object], because: str) -> Done | Refused:
        return self.app.desk.do(self.ref, self.act, values, seq=self.form.seq, key=self.key, override=because)

    def _refusal(self, values: Mapping[str, object], because: str) -> Refused | None:
        """What would refuse it, before anything is asked."""
        return self.app.desk.refusal(self.ref, self.act, values, seq=self.form.seq, override=because)

    def _cautions(self, values: Mapping[str, object]) -> tuple[str, ...]:
        """What is to be seen before it is saved, though nothing stops it."""
        return self.app.desk.cautions(self.ref, self.act, values)

    async def _confirmed(self, values: Mapping[str, object], cautions: tuple[str, ...]) -> bool:
        form = self.form
        follows = await asyncio.to_thread(self._follows, values)
        sends = self.sends(values)
        yes = "Record as sent" if sends else self.form.title
        question = f"{form.title}: record it as sent?" if sends else f"{form.title}?"
        dialog = Confirm(
            question,
            f"{form.ref}  {form.resident}",
            form.effect,
            *follows,
            *dict.fromkeys((*form.warnings, *cautions)),
            yes=yes,
        )
        answer = await ask(self.app, dialog)
        return answer is True

    def _follows(self, values: Mapping[str, object]) -> tuple[str, ...]:
        """The dates that would follow."""
        try:
            return self.app.desk.follows(self.ref, self.act, values)
        except ComplaintDeskError:
            return ()  # recording says what is wrong

    async def _because(self, refused: Refused) -> str:
        role = refused.override
        dialog = Because(
            "This stands in the way",
            refusal(refused),
            f"It may go on with a reason from this role: {role}. The reason is kept in the history.",
        )
        return await ask(self.app, dialog) or ""

    async def _go_on(self, conflict: Conflict) -> bool:
        """Say who did what in the meantime; renew the form if the person wants to go on from there."""
        before = self.form.seq
        try:
            news = await asyncio.to_thread(self._news, before)
        except ComplaintDeskError:
            news = []
        dialog = Confirm(
            "Somebody else was faster; nothing of yours was recorded",
            f"{self.form.ref}  {self.form.resident}",
            str(conflict),
            *news,
            "What you typed is kept. Try again on top of that?",
            yes="Try again",
        )
        if not await ask(self.app, dialog):
            return False
        try:
            refused = await asyncio.to_thread(self._renew)
        except ComplaintDeskError as error:
            await ask(self.app, Told("Not saved", str(error), "What you typed is kept."))
            return False
        if refused:
            title = f"{self.form.title}: not possible any more"
            await ask(self.app, Told(title, refusal(refused), "Your text is kept."))
        return refused is None

    def _news(self, seq: int) -> list[str]:
        since = [entry for entry in self.app.desk.timeline(self.ref) if entry.seq > seq]
        return [f"{when(entry.recorded_at).strip()}  {entry.who}: {entry.title}" for entry in since]

    def _renew(self) -> Refused | None:
        choice = next((one for one in self.app.desk.acts(self.ref) if one.key == self.act), None)
        if choice is None:
            raise NotFound(f"{self.ref} has no such act any more.")
        if not choice.allowed:
            return Refused(choice.reason, choice.clause)
        self.form = self.fresh()
        return None


def refusal(refused: Refused) -> str:
    """Why not, and under which clause."""
    return f"{refused.sentence} ({refused.clause})" if refused.clause else refused.sentence
