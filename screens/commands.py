"""What is made of the command table: bindings, names of keys, the footer's words."""

from typing import Any

from textual.binding import Binding, BindingType
from textual.keys import format_key
from textual.screen import Screen

from screens.command_table import COMMANDS, HINTS, SCREENS, Command

BY_ID = {command.id: command for command in COMMANDS}
_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
}


def bindings(*groups: str) -> list[BindingType]:
    """The bindings of these groups, for a screen's or a list's ``BINDINGS``.

    Each has the command's id, so that a person's own keys replace it, and its label; none is a
    priority binding but the one that quits.
    """
    return [
        Binding(
            keys,
            command.action.replace("{key}", keys),
            command.label,
            show=False,
            priority=command.id == "app.quit",
            tooltip=command.help,
            id=command.id,
        )
        for command in COMMANDS
        if command.group in groups and command.keys
        for keys in (command.keys.split(",") if "{key}" in command.action else (command.keys,))
    ]


def of_screen(name: str) -> tuple[Command, ...]:
    """Every command of a screen, with or without a key, in the table's order."""
    return tuple(command for command in COMMANDS if command.group in SCREENS[name])


def key_name(key: str) -> str:
    """A key as it is printed on a keyboard: 'question_mark' is '?', 'ctrl+p' 'Ctrl+P', 'pagedown' 'PgDn'."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last) or format_key(last)
    if len(name) > 1 and name[0] == "f" and name[1:].isdigit():
        name = name.upper()
    if modifiers and len(name) == 1:
        name = name.upper()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def live_keys(screen: Screen[Any]) -> dict[str, tuple[str, ...]]:
    """The keys of each command that works on ``screen`` now, by command id: the live keymap."""
    keys: dict[str, tuple[str, ...]] = {}
    for key, active in screen.active_bindings.items():
        if active.binding.id in BY_ID:
            keys[active.binding.id] = (*keys.get(active.binding.id, ()), key)
    return keys


def hint_line(screen: Screen[Any], name: str) -> str:
    """The footer's words for the screen called ``name`` in the table, with the person's own keys.

    From the table and the keymap, not from the bindings that are active: it is wanted before anything has the focus.
    """
    own = getattr(screen.app, "own_keys", {})
    return "  ".join(
        f"{key_name((own.get(id_) or BY_ID[id_].keys).split(',')[0])} {BY_ID[id_].label}" for id_ in HINTS.get(name, ())
    )
