"""What a terminal sends for a key."""

from typing import Final

_CURSOR: Final = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_TILDE: Final = {"pageup": 5, "pagedown": 6}
_FUNCTION: Final = {"f1": "P", "f2": "Q", "f3": "R", "f4": "S"}
_NAMED: Final = {"enter": "\r", "tab": "\t", "backspace": "\x7f", "space": " ", "slash": "/"}


def encoded(key: str, kitty: int = 0) -> bytes:
    """The bytes of a key by Textual's name for it ('j', 'pagedown', 'f3', 'ctrl+q'), under the kitty flags in force."""
    if key in _CURSOR:
        return f"\x1b[{_CURSOR[key]}".encode()
    if key in _TILDE:
        return f"\x1b[{_TILDE[key]}~".encode()
    if key in _FUNCTION:
        return b"\x1b[13~" if kitty and key == "f3" else f"\x1bO{_FUNCTION[key]}".encode()
    if key == "escape":
        return b"\x1b[27u" if kitty & 1 else b"\x1b"
    if key.startswith("ctrl+") and len(key) == 6:
        return f"\x1b[{ord(key[-1])};5u".encode() if kitty & 1 else bytes((ord(key[-1].upper()) & 0x1F,))
    said = _NAMED.get(key, key)
    if len(said) != 1:
        raise ValueError(f"no such key: {key!r}")
    return said.encode()
