"""``:``: every command of the screen below, and every act of the case under its cursor, by name.

It opens at once with the commands; the acts follow from the desk, those not possible now dimmed with
the reason, which is said when they are chosen.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from complaintdesk.errors import ComplaintDeskError
from screens.base import DeskModal, DeskScreen
from screens.commands import bindings, key_name, live_keys, of_screen
from screens.text import fit

ACTS = {"act('note')", "act('assign')", "act('extend')", "act('escalate')", "act('close')"}
"""Commands that the desk's own acts replace once they are there, with their reasons."""


SILENT = ("app.command", "app.back", "app.copy_hint", "app.next_field", "app.previous_field", "queue.view")
"""Commands of which the key is the point."""


@dataclass(frozen=True)
class Entry:
    """One line: what to type, where its key is, what it runs; ``why``: not possible now."""

    name: str
    keys: str
    help: str
    action: str
    why: str = ""
    words: str = ""
    """Other words it is found by."""


class CommandLine(DeskModal[str]):
    """Gives the action to run on the screen below, or None."""

    BINDINGS = bindings("modal", "choice")
    CSS_PATH = "command_line.tcss"
    AUTO_FOCUS = None

    def __init__(self, below: DeskScreen[Any]) -> None:
        super().__init__()
        self.below = below
        keys = live_keys(below)
        self.entries = [
            Entry(
                c.label,
                " ".join(key_name(k) for k in keys.get(c.id, ())),
                c.help,
                ("", "app.")[c.group == "app"] + c.action,
            )
            for c in of_screen(below.NAME)
            if c.group != "list"
            and c.id not in SILENT
            and below.check_action(c.action.partition("(")[0], ()) is not False
        ]
        self.entries += [
            Entry(f"The book of {name}", "", f"{name}: staff, figures, publications", f"app.book({key!r})")
            for key, name in below.desk.landlords()
        ]
        self.found: list[Entry] = []

    def compose(self) -> ComposeResult:
        """A field, and the commands that match it."""
        with Vertical(id="box"):
            yield Input(placeholder="a command or an act", id="name", classes="bare")
            yield OptionList(id="list", markup=False)

    def on_mount(self) -> None:
        """Show everything; take what was typed meanwhile; ask for the acts."""
        self.query_one("#box").border_title = "Command"
        self.query_one("#list").can_focus = False
        self.show("")
        self.set_focus(self.query_one(Input))
        if ref := self.below.case_ref():
            self.load_acts(ref)

    @work(exclusive=True, group="acts", exit_on_error=False)
    async def load_acts(self, ref: str) -> None:
        """Add the acts of the case."""
        try:
            acts = await asyncio.to_thread(self.desk.acts, ref)
        except ComplaintDeskError:
            return
        if acts:
            commands = {entry.action: entry for entry in self.entries}
            self.entries = [entry for entry in self.entries if entry.action not in ACTS]
            for act in acts:
                action = f"act({act.key!r})"
                keys = commands[action].keys if action in commands else f". {act.letter}"
                why = "" if act.allowed else " ".join(part for part in (act.reason, act.clause) if part)
                self.entries.append(Entry(act.label, keys, f"{act.group}, on {ref}", action, why, act.sought_in))
            self.show(self.query_one(Input).value)

    def show(self, typed: str) -> None:
        """The entries that have all typed words, those that begin with them first."""
        words = typed.lower().split()
        found = [e for e in self.entries if all(w in f"{e.name} {e.help} {e.words}".lower() for w in words)]
        found.sort(key=lambda e: (not e.name.lower().startswith(typed.lower().strip()), not _begins(e.name, words)))
        self.found = found
        options = self.query_one("#list", OptionList)
        options.clear_options()
        options.add_options([Option(self._line(entry)) for entry in found] or [Option("No command has these words.")])
        options.highlighted = 0

    def _line(self, entry: Entry) -> Text:
        look = self.app.look
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(fit(entry.name, 24), look.muted if entry.why else look.strong)
        text.append(fit(entry.keys, 10))
        text.append(fit(f"not now: {entry.why}" if entry.why else entry.help, 41), look.muted)
        return text

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.show(event.value)

    @on(Input.Submitted)
    def action_choose(self) -> None:
        """Run the highlighted entry, or say why it cannot be."""
        at = self.query_one("#list", OptionList).highlighted
        if at is None or not self.found:
            return
        entry = self.found[at]
        if entry.why:
            self.app.notice(f"{entry.name}: {entry.why}")
        else:
            self.dismiss(entry.action)

    @on(OptionList.OptionSelected)
    def _picked(self) -> None:
        self.action_choose()

    def action_next_choice(self, step: int) -> None:
        """Up or down the list, from the field."""
        options = self.query_one("#list", OptionList)
        if options.option_count:
            options.highlighted = ((options.highlighted or 0) + step) % options.option_count


def _begins(name: str, words: list[str]) -> bool:
    parts = name.lower().split()
    return all(any(part.startswith(word) for part in parts) for word in words)
