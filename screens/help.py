"""The ``?`` sheet: the keys that work on the screen below, read from the live keymap, so it cannot lie."""

from textwrap import wrap
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from screens.base import DeskModal
from screens.command_table import COMMANDS, HINTS
from screens.commands import bindings, key_name, live_keys
from screens.palette import Look

GROUPS = {
    "list": "Moving",
    "acts": "This case",
    "queue": "Queue",
    "board": "Breach board",
    "owed": "What is owed",
    "figures": "Figures",
    "case": "Case",
    "timeline": "Timeline",
    "letter": "Letter",
    "menu": "Acts",
    "area": "A field of many lines",
    "modal": "Dialog",
    "app": "Everywhere",
}


class HelpSheet(DeskModal[None]):
    """The keys of a screen, group by group."""

    BINDINGS = bindings("modal", "help", "list")
    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#sheet"

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self.below = below
        self.keys = live_keys(below)

    def compose(self) -> ComposeResult:
        """One scrolling sheet."""
        with VerticalScroll(id="sheet"):
            yield Static(help_words(self.keys, self.app.look), id="words", markup=False)

    def on_mount(self) -> None:
        """Say how to leave."""
        sheet = self.query_one("#sheet")
        sheet.border_title = "Keys"
        sheet.border_subtitle = "Esc Back   j k PgDn Scroll"

    def action_help(self) -> None:
        """Asked again: close."""
        self.dismiss(None)

    def action_down(self) -> None:
        """Scroll one line down."""
        self.query_one("#sheet").scroll_down(animate=False)

    def action_up(self) -> None:
        """Scroll one line up."""
        self.query_one("#sheet").scroll_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll one page down."""
        self.query_one("#sheet").scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll one page up."""
        self.query_one("#sheet").scroll_page_up(animate=False)

    def action_first(self) -> None:
        """To the top."""
        self.query_one("#sheet").scroll_home(animate=False)

    def action_last(self) -> None:
        """To the bottom."""
        self.query_one("#sheet").scroll_end(animate=False)

    def action_open(self) -> None:
        """Enter closes the sheet as well."""
        self.dismiss(None)


DIGITS = " ".join("123456789")


MENU = (
    "In this menu every letter and digit picks the act that stands beside it. Those with which a page begins an act"
    " ({same}) begin the same one here; those with which it looks, moves or takes"
    " back ({others}) do that on the page alone."
)
"""What the sheet of the act menu says of letters."""


def menu_words() -> str:
    """The same, with the keys of the case's page in it."""
    keys = {one.keys: one for one in COMMANDS if one.group in ("acts", "case") and len(one.keys) == 1}
    same = [key for key, one in keys.items() if one.action.startswith("act(") or one.id in BEGINS]
    return MENU.format(same=" ".join(same), others=" ".join(key for key in keys if key not in same))


BEGINS = ("case.edit",)
"""Commands that begin an act as well, by another name."""


def help_words(keys: dict[str, tuple[str, ...]], look: Look) -> Text:
    """Keys, label and help of every command in ``keys``, under the names of their groups."""
    text = Text(end="")
    if "menu.choose" in keys:
        text.append("\n".join(wrap(menu_words(), 72)) + "\n\n")
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for command in COMMANDS:
        if command.id in keys:
            names = " ".join(dict.fromkeys(key_name(key) for key in keys[command.id])).replace(DIGITS, "1 … 9")
            groups.setdefault(command.group, []).append((names, command.label, command.help))
    order = [*(g for g in groups if g not in GROUPS), *HINTS, "menu", "area", "modal", "acts", "list", "app"]
    for group in dict.fromkeys(g for g in order if g in groups):
        text.append(f"{GROUPS.get(group, group.capitalize())}\n", look.strong)
        for names, label, help_ in groups[group]:
            text.append(f"  {names:<11} ", look.strong)
            text.append(f"{label:<16}")
            text.append(f"\n{'':<30}".join(wrap(help_, 42)) + "\n", look.muted)
        text.append("\n")
    return text
