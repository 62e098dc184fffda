"""Taking in a complaint: one page from top to bottom, and beside it what saving it would mean.

Decision: what stands beside is asked of the desk a moment after each key, in a thread, and the last
question wins; the page never waits for it. Only the desk says what it takes to log a case.
"""

import asyncio
from collections.abc import Iterable
from uuid import uuid4

from rich.console import Group, RenderableType
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widgets import Button, Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.acting import Done, IntakeView, Refused
from complaintdesk.models.forms import Field
from screens.awaiting import ask, unbroken
from screens.blocks import box_for
from screens.confirm import Confirm, Told
from screens.controls import PickOne, one_line
from screens.fieldpage import PAUSE, FieldsScreen
from screens.fields import CaseBox, FieldBox
from screens.folds import Fold
from screens.form import AFRESH
from screens.lines import Line
from screens.recording import refusal

DRAFT = "intake"
"""The name of the draft of a page that was opened by itself."""
LANDLORD = "landlord"
KIND = "feedback"
LAST_LANDLORD = "intake landlord"
"""The setting that says for whom a complaint was taken in last."""


def draft_of(grown_from: str) -> str:
    """The name of the draft of the page opened for a case that grows out of ``grown_from``."""
    return f"{DRAFT} {grown_from}".strip()


class IntakeScreen(FieldsScreen):
    """The page of one complaint. ``drafted``: what was typed before."""

    NAME = "intake"
    CSS_PATH = "intake.tcss"

    def __init__(
        self,
        landlords: Iterable[tuple[str, str]],
        fields: Iterable[Field],
        drafted: dict[str, object] | None,
        grown_from: str = "",
    ) -> None:
        super().__init__()
        self._grown_from = grown_from
        self._landlords, self._fields, self._drafted = tuple(landlords), tuple(fields), drafted
        self._key = uuid4().hex
        self._soon: Timer | None = None
        self.beside: IntakeView | None = None

    def compose(self) -> ComposeResult:
        """Head, the page, what stands beside it."""
        yield Line(id="head", classes="head")
        with Horizontal(id="body"):
            with VerticalScroll(classes="fields", can_focus=False):
                yield from self._boxes(self._drafted)
            with VerticalScroll(id="beside", can_focus=False):
                yield Static("", markup=False)
        said = Static("", classes="said", markup=False)
        said.display = False
        yield said
        yield from super().compose()

    def _boxes(self, drafted: dict[str, object] | None) -> ComposeResult:
        if drafted:
            yield Static(AFRESH, classes="hint draft")
        if len(self._landlords) > 1:
            first = self._landlords[0][0]
            yield box_for(Field(LANDLORD, "Landlord", "choice", first, required=True, choices=self._landlords), drafted)
        heading = ""
        for field in self._fields:
            if field.fold != heading:
                heading = field.fold
                yield Fold(heading)
            box = box_for(field, drafted)
            box.display = not heading
            yield box
        yield Button("Log the complaint (Ctrl+S)", compact=True, classes="submit")

    def on_mount(self) -> None:
        """Begin to keep; ask what stands beside an empty page."""
        self.query_one("#head", Line).say(
            f" New case from {one_line(self._grown_from)}" if self._grown_from else " New complaint",
            right=("nothing is needed before the facts ",),
        )
        self.start_keeping(draft_of(self._grown_from))
        self._start()

    def _start(self) -> None:
        boxes = self.boxes()
        for fold in self.query(Fold):
            fold.show(boxes, is_open=any(box.field.fold == fold.heading and bool(box.value) for box in boxes))
        self.start_in(next((box for box in self.boxes() if box.field.name != LANDLORD), None))
        self.typed()

    @property
    def landlord(self) -> str:
        """The key of the landlord it is for."""
        chosen = str(self.values().get(LANDLORD) or "")
        return chosen or (self._landlords[0][0] if self._landlords else "")

    def facts(self) -> dict[str, object]:
        """The values of the desk's own fields."""
        return {name: value for name, value in self.values().items() if name != LANDLORD}

    # rare fields

    @on(Button.Pressed, "Fold")
    def _folded(self, event: Button.Pressed) -> None:
        """Open or close the fields behind this line; the cursor goes into the first."""
        event.stop()
        fold, boxes = event.button, self.boxes()
        if isinstance(fold, Fold):
            fold.show(boxes, is_open=not fold.is_open)
            if fold.is_open:
                next(box for box in boxes if box.field.fold == fold.heading).focus_inside()

    def go_to(self, name: str) -> bool:
        """Open what the field stands behind, and put the cursor into it."""
        boxes = self.boxes()
        heading = next((box.field.fold for box in boxes if box.field.name == name), "")
        for fold in self.query(Fold):
            if fold.heading == heading:
                fold.show(boxes, is_open=True)
        return super().go_to(name)

    # beside

    def typed(self) -> None:
        """Ask again, a moment after the last key."""
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(PAUSE, self._ask_beside)

    @work(exclusive=True, group="beside", exit_on_error=False)
    async def _ask_beside(self) -> None:
        landlord, facts = self.landlord, self.facts()
        if not landlord:
            self._show_beside(Text("There is no landlord in this store yet. `complaintdesk landlord` adds one."))
            return
        try:
            view = await asyncio.to_thread(self.desk.intake, landlord, facts)
        except ComplaintDeskError as error:
            self._show_beside(Text(one_line(error)))
            return
        self.beside = view
        self._show_beside(self._words(view))
        for one in self.query(CaseBox):
            one.offer(view.cases)
        for box in self.boxes():
            if box.field.name == KIND:
                box.query_one(PickOne).offer(view.kinds)
        said = {note.field: note for note in view.notes}
        for box in self.boxes():
            note = said.get(box.field.name)
            if note is None or (not note.ok and box.has_focus_within):
                if box.wrong:
                    box.show_note(None)
            else:
                box.show_note(note)

    def _show_beside(self, words: RenderableType) -> None:
        self.query_one("#beside Static", Static).update(words)

    def _words(self, view: IntakeView) -> RenderableType:
        look = self.app.look
        rows = [Text(f"Looks like: {one_line(view.kind_words)}", look.strong), Text(one_line(view.why)), Text()]
        if view.care:
            rows += [Text("Take care", look.strong), *(Text(one_line(line)) for line in view.care), Text()]
        if view.known:
            rows += [Text("Known of them", look.strong), *(Text(one_line(line)) for line in view.known), Text()]
        rows.append(Text("Logging it starts", look.strong))
        rows += [Text(one_line(line)) for line in view.dates]
        rows += [Text(), Text("Earlier cases", look.strong)]
        rows += [Text(one_line(line)) for line in view.earlier] or [Text("None found of this person or property.")]
        return Group(*rows)

    def restyle(self) -> None:
        """The theme changed."""
        if self.beside is not None:
            self._show_beside(self._words(self.beside))

    async def look_at(self, boxes: Iterable[FieldBox], *, aloud: bool) -> None:
        """Notes come with what stands beside: the landlord's hours are needed for them."""
        if aloud:
            self.typed()

    # sending

    @on(Button.Pressed, ".submit")
    def action_submit(self) -> None:
        """Log it."""
        self._submit()

    @work(exclusive=True, group="submit", exit_on_error=False)
    async def _submit(self) -> None:
        self.say()
        try:
            await self.keeper.keep()
            result = await self._logged()
        except ComplaintDeskError as error:
            await ask(self.app, Told("Not logged", str(error), "What you typed is kept."))
            return
        if isinstance(result, Done):
            try:
                await self.keeper.drop()
                await asyncio.to_thread(self.desk.set_setting, LAST_LANDLORD, self.landlord)
            except ComplaintDeskError as error:
                self.app.problem(error)
            self.dismiss(result)
            return
        if result is not None:
            self.say(f"Not yet. {refusal(result)}")
            self.go_to(result.field)

    async def _logged(self) -> Done | Refused | None:
        """Log it, once what should be seen before has been seen; None: the person would rather not."""
        landlord, facts = self.landlord, self.facts()
        found = await asyncio.to_thread(self.desk.look_at_receipt, landlord, facts)
        if isinstance(found, Refused):
            return found
        who = one_line(str(facts.get("resident") or ""))
        if found and not await ask(self.app, Confirm("Log it all the same?", who, *found, yes="Log it")):
            return None
        return await asyncio.to_thread(self.desk.receive, landlord, facts, key=self._key)

    @work(exclusive=True, group="submit", exit_on_error=False)
    async def action_afresh(self) -> None:
        """Put away what was typed, after asking."""
        dialog = Confirm(
            "Start afresh?", "New complaint", "What you typed on this page is thrown away.", yes="Throw away"
        )
        if not await ask(self.app, dialog):
            return
        try:
            await self.keeper.drop(for_good=False)
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        self._last = None
        fields = self.query_one(".fields", VerticalScroll)
        await unbroken(fields.remove_children())
        await unbroken(fields.mount_all(self._boxes(None)))
        self.say()
        self._start()
        self.call_after_refresh(self._settled)
