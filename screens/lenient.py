"""What a terminal sends is mended before Textual reads it: bytes that are no UTF-8, and escapes inside a paste.

Textual's Linux driver decodes strictly, so one byte of an old encoding would end its input thread; and its parser takes
an ESC inside a bracketed paste for the paste's end, so that the rest would be obeyed as keys. The driver looks its
decoder up by name in its own module, which is where this steps in.
"""

import codecs
import sys

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a paste."""


def read_any_byte() -> None:
    """Let the driver read through :class:`Lenient`. Does nothing on Windows, whose driver reads characters."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    linux_driver.getincrementaldecoder = lambda encoding: Lenient  # type: ignore[assignment, attr-defined]


class Lenient:
    """An incremental UTF-8 decoder that puts U+FFFD where a byte is none, and takes control signs out of pastes."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self._pasting = False
        self._tail = ""
        """The last signs passed on outside a paste: its beginning may come in two pieces."""
        self._held = ""
        """What may be the first piece of a paste's end."""

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of ``data``, as far as it is whole."""
        text, said = self._held + self._decode(data, final), []
        self._held = ""
        while text:
            if self._pasting:
                pasted, end, text = text.partition(END)
                if end:
                    self._pasting = False
                else:
                    kept = next((n for n in range(len(END) - 1, 0, -1) if pasted.endswith(END[:n])), 0)
                    pasted, self._held = pasted[: len(pasted) - kept], pasted[len(pasted) - kept :]
                said += [_plain(pasted), end]
                continue
            seen = self._tail + text
            at = seen.find(START)
            if at < 0:
                self._tail = seen[1 - len(START) :]
                said.append(text)
                break
            cut = at + len(START) - len(self._tail)
            said.append(text[:cut])
            text, self._tail, self._pasting = text[cut:], "", True
        return "".join(said)


def _plain(text: str) -> str:
    return "".join(char for char in text if char in "\t\n\r" or not (char < " " or "\x7f" <= char <= "\x9f"))
