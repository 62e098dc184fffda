"""A person's own keys: the ``[keys]`` table of the settings file, checked before it is used.

    [keys]
    "acts.note" = "m"
    "list.down" = "j,down"

Textual takes unknown commands, nonsense keys and clashes without a word; here each is a sentence with
the file and the line.
"""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from textual.keys import Keys, _character_to_key, format_key

from complaintdesk.errors import BadDataFile
from screens.command_table import SCREENS
from screens.commands import BY_ID, key_name, of_screen
from screens.text import shown

RESERVED = {
    "ctrl+q": "leaves the desk",
    "ctrl+c": "copies",
    "escape": "goes back",
    "tab": "goes to the next field",
    "shift+tab": "goes to the field before",
    "delete": "is for text",
    "backspace": "is for text",
    **{str(digit): "is kept for views" for digit in range(10)},
}
_KNOWN = {key.value for key in Keys if not key.value.startswith("<")} | {"space", "tab", "enter"}


def read_keymap(path: Path) -> dict[str, str]:
    """The own keys in a settings file, as Textual takes them: command id to keys.

    Raises :class:`BadDataFile` for anything that is not a known command, a key, free and alone.
    """
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text).get("keys", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadDataFile(f"{path} cannot be read: {error}.", "The desk uses its own keys until it can.") from None
    if not isinstance(table, dict):
        raise BadDataFile(f"{path}: [keys] is no table.", 'Write it as  [keys]  and lines like  "acts.note" = "m".')
    return checked(table, where=lambda id_: f"{path}, line {_line_of(text, id_)}")


def checked(table: Mapping[str, object], where: Callable[[str], str] = lambda _: "[keys]") -> dict[str, str]:
    """The table with every key in Textual's names; ``where`` says where a command stands, for the sentence."""
    keymap: dict[str, str] = {}
    for id_, keys in table.items():
        place = f"{where(id_)}: "
        if id_ not in BY_ID:
            raise BadDataFile(f"{place}there is no command {shown(id_, limit=40)!r}.", "`?` in the desk lists them.")
        if "{key}" in BY_ID[id_].action:
            raise BadDataFile(f"{place}{id_} keeps its keys.", "Leave the line out.")
        if not isinstance(keys, str) or not keys.strip():
            raise BadDataFile(f"{place}{id_} needs a key, or several with commas.", 'Such as "m" or "j,down".')
        keymap[id_] = ",".join(_parsed(key.strip(), place) for key in keys.split(","))
    _refuse_clashes(keymap, where)
    return keymap


def _parsed(key: str, place: str) -> str:
    """A key in Textual's name for it."""
    name = _character_to_key(key) if len(key) == 1 else key.lower()
    if name == "ctrl+enter" or name.startswith("ctrl+shift+") or {"alt", "meta", "super"} & set(name.split("+")[:-1]):
        raise BadDataFile(f"{place}{shown(key, limit=40)} does not reach the desk everywhere.", "Choose another.")
    letter = format_key(name)
    if name not in _KNOWN and not (len(letter) == 1 and letter.isprintable() and _character_to_key(letter) == name):
        raise BadDataFile(f"{place}{shown(key, limit=40)!r} is no key.", "Such as m, G, f6, ctrl+n, pagedown, space.")
    if name in RESERVED:
        raise BadDataFile(f"{place}{key_name(name)} {RESERVED[name]}.", "Choose another key.")
    return name


def _refuse_clashes(keymap: Mapping[str, str], where: Callable[[str], str]) -> None:
    for name in SCREENS:
        taken: dict[str, str] = {}
        for command in of_screen(name):
            for key in (keymap.get(command.id) or command.keys).split(","):
                if not key:
                    continue
                named = _character_to_key(key) if len(key) == 1 else key
                other = taken.setdefault(named, command.id)
                if other != command.id and (command.id in keymap or other in keymap):
                    mine = command.id if command.id in keymap else other
                    theirs = other if mine == command.id else command.id
                    raise BadDataFile(
                        f"{where(mine)}: {key_name(named)} is the key of {theirs} ({BY_ID[theirs].label}) as well.",
                        f"Give one of them another key, for instance {theirs!r}.",
                    )


def _line_of(text: str, id_: str) -> int:
    """The line of the file in which a command's key is set."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            inside = bare.replace(" ", "").startswith("[keys]")
        elif inside and bare.partition("=")[0].strip().strip("\"'") == id_:
            return number
    return 1
