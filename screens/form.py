"""One form for every act: draws the desk's fields, keeps what is typed, sends it.

Decision: the form stays on the stack while its letter is looked at, so that nothing typed is carried
about, and its draft goes away only when the act is done.
"""

import asyncio
from collections.abc import Iterable, Mapping

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.acting import Done, Refused
from screens.awaiting import ask, unbroken
from screens.blocks import box_for
from screens.confirm import Confirm
from screens.controls import one_line
from screens.fieldpage import PAUSE, FieldsScreen
from screens.fields import DateBox, FieldBox
from screens.letter import Edit, LetterScreen
from screens.lines import Line
from screens.recording import Recording, Renewed, refusal

AFRESH = "Your draft is back as you left it. Ctrl+R puts it away and starts afresh."


class FormScreen(FieldsScreen):
    """The form of ``job``'s act. ``mend``: the field to go to, and to say that the letter still needs it."""

    NAME = "form"
    DEFAULT_CSS = """
    FormScreen #follows { height: auto; max-height: 3; padding: 0 1; }
    FormScreen.-wide FieldBox .label { width: 34; }
    FormScreen.-wide DateBox > .row { width: 58; }
    FormScreen.-wide FieldBox .note { padding: 0 1 0 36; }
    FormScreen.-wide DateBox > .note { padding: 0 1; }
    FormScreen.-narrow DateBox.-wrong { layout: vertical; }
    FormScreen.-narrow DateBox.-wrong > .note { padding: 0 1 0 24; }
    """

    def __init__(self, job: Recording, *, mend: str | None = None) -> None:
        super().__init__()
        self.job, self.act_key = job, job.act
        self._mend = mend
        self._soon: Timer | None = None

    def case_ref(self) -> str:
        """The case the form is about."""
        return self.job.ref

    def compose(self) -> ComposeResult:
        """Head, effect, the boxes, the button, the message line."""
        yield Line(id="head", classes="head")
        yield Line(id="effect", classes="under")
        yield Static("", id="follows", classes="under", markup=False)
        with VerticalScroll(classes="fields", can_focus=False):
            yield from self._boxes(self.job.drafted)
        said = Static("", classes="said", markup=False)
        said.display = False
        yield said
        yield from super().compose()

    def _boxes(self, drafted: Mapping[str, object] | None) -> Iterable[Widget]:
        form = self.job.form
        for whose in form.kept_for:
            yield Static(Content(one_line(whose)), classes="hint whose")
        for warning in form.warnings:
            yield Static(Content(f"Take care: {one_line(warning)}"), classes="warning")
        if drafted:
            yield Static(AFRESH, classes="hint draft")
        for field in form.fields:
            yield box_for(field, drafted, review=form.letter_kind.startswith("stage_2"))
        always = self.job.sends({})
        send = "Show the letter (Ctrl+S)" if always else "Go on (Ctrl+S)" if self.job.has_letter else "Record (Ctrl+S)"
        yield Button(send, compact=True, classes="submit")

    def on_mount(self) -> None:
        """Say what this is; begin to keep; go where the letter sent."""
        self.query_one("#head", Line).say(f" {one_line(self.job.form.title)}   {one_line(self.job.about)}")
        self.query_one("#effect", Line).say(f" {one_line(self.job.form.effect)}")
        self._show_follows(self.job.form.follows)
        if self.job.drafted:
            self.typed()
        self.start_keeping(self.job.draft_name)
        self.start_in(self.box(self._mend or "") or next(iter(self.boxes()), None))
        if self._mend is not None:
            self.say(self._wanted(self._mend))
        self._look_at([box for box in self.query(DateBox).results(DateBox) if not box.empty], aloud=True)

    # what would follow

    def typed(self) -> None:
        """Ask again, a moment after the last key."""
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(PAUSE, self._ask_follows)

    @work(exclusive=True, group="follows", exit_on_error=False)
    async def _ask_follows(self) -> None:
        try:
            lines = await asyncio.to_thread(self.desk.follows, self.job.ref, self.job.act, self.values())
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        self._show_follows(lines)

    def _show_follows(self, lines: tuple[str, ...]) -> None:
        line = self.query_one("#follows", Static)
        line.update("  ".join(one_line(one) for one in lines))
        line.display = bool(lines)

    @property
    def follows(self) -> str:
        """The dates that would follow, as shown; '' where none do."""
        line = self.query_one("#follows", Static)
        return str(line.content) if line.display else ""

    @on(Button.Pressed, ".submit")
    def action_submit(self) -> None:
        """Send the form: to the letter, or into the history."""
        self._submit()

    @work(exclusive=True, group="submit", exit_on_error=False)
    async def _submit(self) -> None:
        self.say()
        await self.keeper.keep()
        wrong = await self.first_wrong(required=not self.job.sends(self.values()))
        if wrong is not None:
            self.blame(wrong)
            return
        values = self.values()
        if self.job.sends(values):
            outcome = await ask(self.app, LetterScreen(self.job, values, about=self.job.about))
            await self._after(outcome)
        else:
            await self._after(await self.job.record(values))

    async def _after(self, outcome: Done | Edit | Refused | Renewed | None) -> None:
        match outcome:
            case Done():
                await self._finish(outcome)
            case Edit(field):
                self.say(self._wanted(field))
                self.go_to(field)
            case Refused():
                self.say(f"Not recorded. {refusal(outcome)}")
                self.go_to(outcome.field)

    def _wanted(self, field: str) -> str:
        if not field:
            return ""
        label = next((box.field.label for box in self.query(FieldBox) if box.field.name == field), "")
        return f"The letter still needs: {label or 'something that no field here can fill'}"

    async def _finish(self, done: Done) -> None:
        try:
            await self.keeper.drop()
        except ComplaintDeskError as error:
            self.app.problem(error)
        self.dismiss(done)

    @work(exclusive=True, group="submit", exit_on_error=False)
    async def action_afresh(self) -> None:
        """Put away what was typed, after asking, and fill the form from the case again."""
        dialog = Confirm(
            "Start afresh?", self.job.about, "What you typed in this form is thrown away.", yes="Throw away"
        )
        if not await ask(self.app, dialog):
            return
        try:
            await self.keeper.drop(for_good=False)
            self.job.form = await asyncio.to_thread(self.job.fresh)
        except ComplaintDeskError as error:
            self.app.problem(error)
            return
        self._last = None
        self._show_follows(self.job.form.follows)
        fields = self.query_one(".fields", VerticalScroll)
        await unbroken(fields.remove_children())
        await unbroken(fields.mount_all(self._boxes(None)))
        self.start_in(next(iter(self.boxes()), None))
        self.call_after_refresh(self._settled)
        self.say()
