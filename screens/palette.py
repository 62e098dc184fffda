"""Every colour, glyph and theme of the desk, in one room.

Colour never speaks alone: a band is a glyph, a word and an amount, and its style comes last. The
table of bands is kept per theme; under NO_COLOR only bold, underline and reverse remain, and where
the terminal speaks no UTF-8 the glyphs are ASCII.
"""

import dataclasses
import os
import sys
from functools import lru_cache
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.theme import BUILTIN_THEMES, Theme

from complaintdesk.models.lists import Chip, Counts
from screens.text import fit, shown

DEFAULT = "complaint-dark"
MONO = "mono"
"""Not a theme of Textual's: the styles under NO_COLOR, whatever the theme is."""
GLYPHS = {"breached": "‼", "today": "▲", "soon": "●", "watch": "○", "clear": "○", "done": "√"}
ASCII_GLYPHS = {"breached": "!!", "today": "^", "soon": "*", "watch": "o", "clear": "o", "done": "x"}

_DARK = Theme(
    name="complaint-dark",
    primary="#5aa9e6",
    secondary="#7f8fa6",
    accent="#ffb454",
    warning="#ffb454",
    error="#ff6b6b",
    success="#7bc275",
    foreground="#d8dee6",
    background="#14181d",
    surface="#1b2027",
    panel="#262d36",
    variables={"breached": "#c62828", "due": "#ffb454", "muted": "#8b98a8", "cursor": "#2c4a68"},
)
_LIGHT = Theme(
    name="complaint-light",
    primary="#1f5f99",
    secondary="#5a6675",
    accent="#9a5b00",
    warning="#9a5b00",
    error="#a31515",
    success="#2f6f2b",
    foreground="#1d232a",
    background="#fbfbf8",
    surface="#f1f1ec",
    panel="#e2e4e2",
    dark=False,
    variables={"breached": "#a31515", "due": "#9a5b00", "muted": "#5f6b78", "cursor": "#c7dcf0"},
)
_CONTRAST = Theme(
    name="complaint-high-contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#fff200",
    warning="#fff200",
    error="#ffffff",
    success="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    variables={
        "breached": "#ffffff",
        "due": "#fff200",
        "muted": "#ffffff",
        "cursor": "#0000c8",
        "border": "#ffffff",
        "border-blurred": "#ffffff",
    },
)
_ANSI = {"breached": "ansi_red", "due": "ansi_yellow", "muted": "ansi_default", "cursor": "ansi_blue"}
_TERMINAL = dataclasses.replace(
    BUILTIN_THEMES["ansi-dark"], name="terminal", variables={**BUILTIN_THEMES["ansi-dark"].variables, **_ANSI}
)
_TERMINAL_LIGHT = dataclasses.replace(
    BUILTIN_THEMES["ansi-light"], name="terminal-light", variables={**BUILTIN_THEMES["ansi-light"].variables, **_ANSI}
)
THEMES: dict[str, Theme] = {theme.name: theme for theme in (_DARK, _LIGHT, _CONTRAST, _TERMINAL, _TERMINAL_LIGHT)}
"""The desk's themes by name; the first is the default."""
VARIABLES = dict(_DARK.variables)
"""Our own names in stylesheets ($breached, $due, $muted, $cursor), with what they mean where a theme is silent."""

# breached, today, soon, watch, clear, done
_BANDS = tuple(GLYPHS)
_CHIPS: dict[str, tuple[str, ...]] = {
    "complaint-dark": ("bold #ffffff on #c62828", "bold #000000 on #ffb454", "bold #f2e26b", "", "#8b98a8", "#8b98a8"),
    "complaint-light": ("bold #ffffff on #a31515", "bold #000000 on #f59e0b", "bold #6b5900", "", "#5f6b78", "#5f6b78"),
    "complaint-high-contrast": ("bold #b00000 on #ffffff", "bold #000000 on #fff200", "bold #fff200", "", "", ""),
    "terminal": ("bold bright_white on red", "bold black on yellow", "bold", "", "", ""),
    "terminal-light": ("bold bright_white on red", "bold black on yellow", "bold", "", "", ""),
    MONO: ("bold reverse", "bold underline", "bold", "", "", ""),
}
# the line under the cursor, the same where another widget has the focus, column heads, muted words, strong words
_LINES: dict[str, tuple[str, ...]] = {
    "complaint-dark": ("#ffffff on #2c4a68", "on #222f3d", "bold #aebccb on #1b2027", "#8b98a8", "bold"),
    "complaint-light": ("#10161c on #c7dcf0", "on #e3ebf2", "bold #3d4854 on #f1f1ec", "#5f6b78", "bold"),
    "complaint-high-contrast": ("bold #ffffff on #0000c8", "underline", "bold underline", "", "bold"),
    "terminal": ("reverse", "underline", "bold underline", "", "bold"),
    "terminal-light": ("reverse", "underline", "bold underline", "", "bold"),
    MONO: ("reverse", "underline", "bold underline", "", "bold"),
}


class Look(NamedTuple):
    """How things look under one theme on one terminal."""

    theme: str
    chips: dict[str, Style]
    glyphs: dict[str, str]
    cursor: Style
    cursor_blurred: Style
    head: Style
    muted: Style
    strong: Style
    ascii: bool

    @property
    def block(self) -> str:
        """One cell of a bar."""
        return "#" if self.ascii else "█"

    @property
    def edge(self) -> str:
        """The line between two panes."""
        return "|" if self.ascii else "│"

    @property
    def chip_width(self) -> int:
        """Cells of a chip in a list: glyph, word and amount of three figures of working days."""
        return 17 if self.ascii else 16

    def words(self, chip: Chip, width: int = 0) -> str:
        """The chip as words, '‼ BREACHED 3wd'; with ``width`` spread out and padded to it."""
        glyph = self.glyphs.get(chip.band, " ")
        amount = shown(chip.amount) + ("?" if chip.unconfirmed else "")
        word = shown(chip.word)
        room = 12 - len(amount) if width else 0
        if not width:
            return f"{glyph} {word} {amount}".rstrip()
        return fit(f"{glyph} {word:<{max(room, len(word) + 1)}}{amount}", width)

    def _halves(self, chip: Chip, width: int) -> tuple[str, str]:
        """The chip's words, and the padding that keeps the row's style; a block of colour fills the column."""
        words = self.words(chip, width)
        style = self.chips.get(chip.band)
        at = len(words) if style is not None and (style.bgcolor or style.reverse) else len(words.rstrip())
        return words[:at], words[at:]

    def segment(self, chip: Chip, width: int, under: Style | None = None) -> tuple[Segment, ...]:
        """The chip for a Line API row; ``under`` is the style of the row where the cursor is on it."""
        said, padding = self._halves(chip, width)
        style = self.chips.get(chip.band, Style.null())
        if under is not None:
            style = under if chip.band in ("watch", "clear", "done") else under + style
        return Segment(said, style), Segment(padding, under)

    def chip(self, chip: Chip, width: int = 0) -> Text:
        """The chip as ``Text``, for tables and headers; the style is a span, the base style stays null."""
        said, padding = self._halves(chip, width)
        text = Text(no_wrap=True, end="")
        text.append(said, self.chips.get(chip.band, Style.null()))
        text.append(padding)
        return text

    def tally(self, counts: Counts, room: int = 80) -> str:
        """Counts by band in words, '‼ 2 breached  ▲ 2 today  ● 2 soon  ○ 136 later', within ``room`` cells."""
        glyph, rest = self.glyphs, counts.watch + counts.clear
        words = (
            f"{glyph['breached']} {counts.breached:,} breached  {glyph['today']} {counts.today:,} today  "
            f"{glyph['soon']} {counts.soon:,} soon  {glyph['clear']} {rest:,}"
        )
        done = f"  {glyph['done']} {counts.done:,}" if counts.done else ""
        full = f"{words} later{done}" + (" sent" if done else "")
        return full if len(full) <= room else f"{words}{done}"


@lru_cache(maxsize=16)
def look(theme: str = DEFAULT, *, mono: bool = False, ascii_only: bool = False) -> Look:
    """The look of a theme; an unknown name gets the default's. ``mono``: NO_COLOR is set."""
    name = MONO if mono else theme if theme in _CHIPS else DEFAULT
    cursor, blurred, head, muted, strong = (Style.parse(words) for words in _LINES[name])
    return Look(
        theme=name,
        chips={band: Style.parse(words) for band, words in zip(_BANDS, _CHIPS[name], strict=True)},
        glyphs=ASCII_GLYPHS if ascii_only else GLYPHS,
        cursor=cursor,
        cursor_blurred=blurred,
        head=head,
        muted=muted,
        strong=strong,
        ascii=ascii_only,
    )


def chip(value: Chip, theme: str = DEFAULT, width: int = 0) -> Text:
    """A chip as ``Text`` under a theme, by what this terminal can show."""
    return look(theme, mono="NO_COLOR" in os.environ, ascii_only=not speaks_utf8()).chip(value, width)


def speaks_utf8() -> bool:
    """Whether the terminal can be sent more than ASCII."""
    encoding = getattr(sys.__stdout__, "encoding", None) or "ascii"
    return encoding.lower().replace("-", "").replace("_", "") in ("utf8", "utf16", "cp65001")
