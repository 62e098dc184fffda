"""A letter as it will print, beside what it must contain; or one that was sent, to read.

Decision: the checklist is the desk's and so is the refusal; the screen names the first missing item,
its clause and the field that would fill it, and takes the person there. Recording is the one thing
that happens here, through the act's own ``Recording``, so that form and letter cannot disagree.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from complaintdesk.errors import ComplaintDeskError
from complaintdesk.models.acting import Done, Refused
from complaintdesk.models.letter import Check, Letter
from screens.awaiting import ask
from screens.base import DeskScreen
from screens.checklist import Checklist
from screens.commands import bindings
from screens.confirm import Told
from screens.controls import many_lines, one_line
from screens.find import FindLine
from screens.lines import Line
from screens.moves import Moves
from screens.page import Page
from screens.recording import Recording, Renewed, refusal


@dataclass(frozen=True, slots=True)
class Edit:
    """Back to the fields; ``field`` is the one to go to, '' for none in particular."""

    field: str = ""


class LetterScreen(Moves, DeskScreen[Done | Edit | None]):
    """The preview of ``job``'s letter from ``values``; or, with ``past``, a letter that was sent."""

    NAME = "letter"
    CSS_PATH = "letter.tcss"
    BINDINGS = bindings("letter", "list")

    def __init__(
        self,
        job: Recording | None = None,
        values: Mapping[str, object] | None = None,
        *,
        past: Letter | None = None,
        about: str = "",
        sent: str = "",
    ) -> None:
        super().__init__()
        if job is None:
            self.NAME = "letter_sent"  # type: ignore[misc]  # other hints: what was sent is only read
        self._job, self._values, self._about, self._sent = job, dict(values or {}), about, sent
        self.letter: Letter | None = past
        self._trouble = ""
        self._item = -1

    def compose(self) -> ComposeResult:
        """Head, state, the letter, the checklist."""
        yield Line(id="head")
        yield Static("", markup=False, id="state")
        with Container(id="body"):
            yield Page()
            if self._job is not None:
                yield Checklist(self._label)
        yield FindLine()
        yield from super().compose()

    def on_mount(self) -> None:
        """Show a past letter; ask for the preview of one to come."""
        self.stand()
        self.pane.focus()
        if self._job is not None:
            self.app.clear_notifications()  # an old notice must not lie over the checklist
        if self.letter is not None or self._trouble:
            self._show()
        else:
            self.query_one("#head", Line).say(f" {one_line(self._about)}")
            self._say("Making the letter…")
            self._load()

    def case_ref(self) -> str:
        """The case the letter belongs to."""
        return self._job.ref if self._job else ""

    @property
    def missing(self) -> tuple[Check, ...]:
        """What stops the letter, in the order of the checklist."""
        return self.letter.missing if self.letter else ()

    def read(self) -> None:
        """Ask the desk for the preview. Safe in a thread, and before the screen is shown."""
        job = self._job
        assert job is not None  # noqa: S101 - only a preview is read
        try:
            self.letter = job.app.desk.preview(job.ref, job.act, self._values)
        except ComplaintDeskError as error:
            self._trouble = f"The letter cannot be made yet. {error}"

    @work(exclusive=True, group="letter", exit_on_error=False)
    async def _load(self) -> None:
        await asyncio.to_thread(self.read)
        self._show()

    # showing

    def restyle(self) -> None:
        """The theme changed."""
        if self.standing:
            self._show()

    def _show(self) -> None:
        if self.letter is None:
            self.pane.show(self._trouble)
            self._say("e goes back to the fields.")
            return
        title = f" {one_line(self.letter.title)}   {one_line(self._about)}"
        wanted = one_line(self.letter.print_format)
        self.query_one("#head", Line).say(title, right=((f" {wanted} ", self.app.look.strong),) if wanted else ())
        if self.pane.text != many_lines(self.letter.text):
            self.pane.show(self.letter.text)
        else:
            self.pane.draw()
        self._say(self._standing())
        if self._job is not None:
            self._show_checks()

    def _standing(self) -> str:
        if self._job is None:
            return self._sent
        if not self.missing:
            return "Everything the policy asks for is there. R records it as sent."
        first, count = self.missing[0], len(self.missing)
        total = len(self.letter.checks) if self.letter else 0
        clause = f" ({one_line(first.clause)})" if first.clause else ""
        return f"{count} of {total} missing. First: {one_line(first.says)}{clause}"

    def _say(self, words: str) -> None:
        self.query_one("#state", Static).update(one_line(words))

    @property
    def said(self) -> str:
        """The line under the head: how the letter stands, or the answer to the last key."""
        return str(self.query_one("#state", Static).content)

    def _show_checks(self) -> None:
        self.query_one(Checklist).show(self.letter.checks if self.letter else (), self._now)

    @property
    def _now(self) -> Check | None:
        """The missing item last named."""
        return self.missing[self._item] if 0 <= self._item < len(self.missing) else None

    def _label(self, field: str) -> str:
        fields = self._job.form.fields if self._job else ()
        return next((one_line(one.label) for one in fields if one.name == field), one_line(field))

    # moving

    @property
    def pane(self) -> Page:
        """The letter."""
        return self.query_one(Page)

    def action_search(self) -> None:
        """Open the line to search in."""
        self.query_one(FindLine).begin()

    @on(FindLine.Sought)
    def _sought(self, event: FindLine.Sought) -> None:
        self._say(self.pane.seek(event.words) or self._standing())

    @on(FindLine.Ended)
    def _search_ended(self) -> None:
        self.pane.focus()

    def step_back(self) -> bool:
        """Escape first forgets what was sought."""
        sought = self.standing and bool(self.pane.found)
        if sought:
            self.query_one(FindLine).value = ""
            self.pane.seek("")
            self._say(self._standing())
        return sought

    def action_next_match(self, step: int) -> None:
        """To the next place found, or the one before."""
        self._say(self.pane.next_place(step))

    # acting

    def action_checklist(self) -> None:
        """Some of the checklist, all of it, none of it."""
        if self._job is not None:
            self.query_one(Checklist).go_round()

    def action_next_missing(self) -> None:
        """Say the next missing item, its clause and its field."""
        if not self.missing:
            self._say("Nothing is missing. R records it as sent." if self._job else "This letter was sent.")
            return
        self._item = (self._item + 1) % len(self.missing)
        self._show_checks()
        self._announce(self.missing[self._item], f"Missing {self._item + 1} of {len(self.missing)}")

    def _announce(self, check: Check, lead: str) -> None:
        way = f"e: {self._label(check.field)}" if check.field else "Another act comes first: see the . menu."
        clause = f" ({check.clause})." if check.clause else ""
        self._say(f"{lead}: {check.says}{clause} {way}")

    def action_edit(self) -> None:
        """Back to the fields, at the missing item last named."""
        if self._job is None:
            self._say("This letter was sent; what was sent is not changed.")
            return
        now = self._now or next(iter(self.missing), None)
        self.dismiss(Edit(now.field if now else ""))

    def action_copy(self) -> None:
        """Copy the letter's text."""
        if self.letter:
            self.app.copy_to_clipboard(many_lines(self.letter.text))
            self.app.notice(f"Copied the text of the {self.letter.title}.")

    def action_record(self) -> None:
        """Record it as sent, unless something is missing."""
        if self._job is None:
            self._say("This letter was recorded as sent already.")
        elif self.letter is None:
            self._say("There is no letter yet. e goes to the fields.")
        elif self.missing:
            self._item = 0
            self._show_checks()
            self._announce(self.missing[0], "Not yet. Missing")
        else:
            self._record()

    @work(exclusive=True, group="record", exit_on_error=False)
    async def _record(self) -> None:
        job = self._job
        assert job is not None  # noqa: S101 - only a preview records
        match await job.record(self._values):
            case Done() as done:
                self.dismiss(done)
            case Refused() as refused:
                await ask(self.app, Told(f"{job.form.title}: not recorded", refusal(refused)))
                if refused.field:
                    self.dismiss(Edit(refused.field))
            case Renewed():
                self._load()
                self.app.notice("The letter is made again from the case as it is now. Read it, then R.")
