"""What the form of an act and the intake page share: boxes, the desk's notes, the draft, the message line.

Decision: values are looked at by the desk when a field is left, a moment after a date is typed, and
again on sending, never by a screen; a note never keeps the cursor in a field.
"""

import asyncio
from collections.abc import Iterable

from textual import events, on, work
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.acting import Done, FieldNote
from complaintdesk.models.forms import Field
from screens.awaiting import Standing
from screens.base import DeskScreen
from screens.blocks import RemediesBox
from screens.commands import bindings, hint_line
from screens.controls import one_line
from screens.drafts import Keeper
from screens.fields import DateBox, FieldBox

PAUSE = 0.15
"""Seconds after a key before a date is read back."""


class FieldsScreen(Standing, DeskScreen[Done | None]):
    """A screen of boxes. Subclasses yield them in a container with the class ``fields``, and a ``.said`` line."""

    BINDINGS = bindings("form")
    DEFAULT_CSS = """
    FieldsScreen .head { background: $panel; color: $foreground; text-style: bold; }
    FieldsScreen .under { background: $surface; color: $muted; }
    FieldsScreen .fields { height: 1fr; padding: 1 0 0 0; scrollbar-size-vertical: 1; }
    FieldsScreen .said { height: auto; max-height: 4; padding: 0 1; background: $panel; text-style: bold; }
    FieldsScreen .warning { height: auto; padding: 0 1; color: $due; text-style: bold; }
    FieldsScreen .hint { height: auto; padding: 0 1; color: $muted; }
    FieldsScreen .submit { margin: 0 0 1 1; }
    FieldsScreen .submit:focus { text-style: bold reverse; }
    """
    keeper: Keeper
    act_key = ""
    """The act whose form it is; '' for none."""

    def __init__(self) -> None:
        super().__init__()
        self._pauses: dict[FieldBox, Timer] = {}
        self._last: dict[str, object] | None = None
        self._blamed: FieldBox | None = None

    def start_keeping(self, name: str) -> None:
        """From now on keep what is typed as the draft ``name``; an old notice must not lie over the fields."""
        self.stand()
        self.app.clear_notifications()
        self.keeper = Keeper(self, self.desk, name, self.values, self.app.problem)
        self.call_after_refresh(self._settled)

    def show_keys(self, words: str = "") -> None:
        """The hints; in a field '?' is a character, so help is named by its other key."""
        name = "form_plain" if self.NAME == "form" and not self.query(RemediesBox) else self.NAME
        super().show_keys(words or hint_line(self, name).replace("? Help", "F1 Help"))

    @property
    def opening(self) -> bool:
        """Until what is typed would be seen as a change."""
        return self._last is None

    def _settled(self) -> None:
        if self.standing:
            self._last = self.values()

    def boxes(self) -> list[FieldBox]:
        """The boxes of the form's own fields, in order."""
        return list(self.query(".fields > FieldBox").results(FieldBox))

    def values(self) -> dict[str, object]:
        """Every field's value as it stands, by name."""
        return {box.field.name: box.value for box in self.boxes()}

    def say(self, words: str = "") -> None:
        """Show a sentence above the footer, where no notice may lie over it; '' takes it away."""
        self._blamed = None
        line = self.query_one(".said", Static)
        line.update(Content(one_line(words)))
        line.display = bool(words)
        if words:
            self.app.clear_notifications()

    def blame(self, box: FieldBox) -> None:
        """Say why ``box`` holds the form up, until it does no more; the cursor goes there."""
        self.say(f"Not yet: {box.field.label}. {box.note.removeprefix('!! ')}")
        self._blamed = box
        box.focus_inside()

    @property
    def said(self) -> str:
        """The sentence above the footer."""
        line = self.query_one(".said", Static)
        return str(line.content) if line.display else ""

    async def keep_typing(self) -> None:
        """Store what was typed now."""
        if self.standing:
            await self.keeper.keep()

    def start_in(self, box: FieldBox | None) -> None:
        """Put the cursor where typing starts."""
        if box is not None:
            box.focus_inside()

    def go_to(self, name: str) -> bool:
        """Put the cursor into the field called ``name``; False where there is none."""
        box = self.box(name)
        if box is not None:
            box.focus_inside()
        return box is not None

    def box(self, name: str) -> FieldBox | None:
        """The box of the field called ``name``, or of the row it stands in."""
        return next((one for one in self.query(FieldBox) if one.field.name == name.partition(".")[0]), None)

    def on_key(self, event: events.Key) -> None:
        """A letter typed on a button is no command: half a sentence must not close the form."""
        if event.is_printable and event.character != " " and isinstance(self.focused, Button):
            event.stop()

    # as it is typed

    @on(FieldBox.Changed)
    def _changed(self, event: FieldBox.Changed) -> None:
        event.stop()
        if self._last is None:
            return
        values = self.values()
        if values != self._last:
            self._last = values
            self.keeper.touch()
            self.typed()
        boxes = _with_outer(event.box)
        if isinstance(event.box, DateBox) or any(box.wrong for box in boxes):
            if event.box in self._pauses:
                self._pauses[event.box].stop()
            self._pauses[event.box] = self.set_timer(PAUSE, lambda: self._look_at(boxes, aloud=False))

    def typed(self) -> None:
        """A value changed by typing."""

    @on(FieldBox.Left)
    def _left(self, event: FieldBox.Left) -> None:
        event.stop()
        self._look_at(_with_outer(event.box), aloud=True)

    @work(group="look", exit_on_error=False)
    async def _look_at(self, boxes: list[FieldBox], *, aloud: bool) -> None:
        await self.look_at(boxes, aloud=aloud)

    async def look_at(self, boxes: Iterable[FieldBox], *, aloud: bool) -> None:
        """Ask the desk about these values and show its notes; a half-typed one is not scolded unless ``aloud``.

        An error that stands already is the one exception: it goes, or says what is wrong now.
        """
        asked = [(box, box.field, box.value) for box in boxes if box.is_mounted]
        try:
            notes = await asyncio.to_thread(self._notes, [(field, value) for _, field, value in asked])
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        for (box, _, value), note in zip(asked, notes, strict=True):
            if box.is_mounted and box.value == value and (note.ok or aloud or box.wrong):
                box.show_note(note if note.words or not note.ok else None)
        if self._blamed is not None and not self._blamed.wrong:
            self.say()

    def _notes(self, asked: list[tuple[Field, object]]) -> list[FieldNote]:
        return [self.desk.check_field(field, value, self.case_ref(), self.act_key) for field, value in asked]

    async def first_wrong(self, *, required: bool) -> FieldBox | None:
        """Look at every field; the first that cannot be taken, or with ``required`` is missing."""
        boxes = list(self.query(FieldBox).results(FieldBox))
        await self.look_at([box for box in boxes if box.wrong or not box.empty], aloud=True)
        for box in boxes:
            if required and box.field.required and box.empty:
                box.show_note(FieldNote(box.field.name, ok=False, words="This is needed."))
        wrong = [box for box in boxes if box.wrong]
        for outer in [one for one in wrong if any(one in box.ancestors for box in wrong)]:
            outer.show_note(None)  # it is said under the part or remedy that it is about
            wrong.remove(outer)
        return wrong[0] if wrong else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Adding a remedy is a key only where there are remedies."""
        return bool(self.query(RemediesBox)) if action == "add_row" else super().check_action(action, parameters)

    def action_add_row(self) -> None:
        """One more remedy, where the form has them."""
        for box in self.query(RemediesBox):
            box.run_worker(box.add(), group="add", exit_on_error=False)


def _with_outer(box: FieldBox) -> list[FieldBox]:
    """A box and, where it is part of a row, the field that has the rows: an error there may be mended by it."""
    return [box, *(outer for outer in box.ancestors if isinstance(outer, FieldBox) and outer.wrong)]
