"""What a terminal sends is mended before Textual reads it: bytes that are no UTF-8, escapes in a paste, Esc and a key.

Textual's Linux driver decodes strictly, so one byte of an old encoding would end its input thread; and its parser takes
an ESC inside a bracketed paste for the paste's end, so that the rest would be obeyed as keys. Esc and the next key in
one piece (a quick hand, a slow line) look like a key with Alt, which the desk has none of: Esc is then written as newer
terminals write it, so that both keys arrive. The driver looks its decoder up by name in its own module, which is where
this steps in.
"""

import codecs
import re
import sys

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a paste."""
_ESC_AND_KEY = re.compile(r"\x1b(?=[^\x00-\x0c\x0e-\x1f\x7f-\x9f0-9bfNOPX\[\]\\^_])")
"""An Esc before a key that begins none of a terminal's own sequences, nor one for moving by words or Mac's signs."""
_ESC = "\x1b[27u"


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
                said.append(_ESC_AND_KEY.sub(_ESC, text))
                break
            cut = at + len(START) - len(self._tail)
            said.append(_ESC_AND_KEY.sub(_ESC, text[:cut]))
            text, self._tail, self._pasting = text[cut:], "", True
        return "".join(said)


def _plain(text: str) -> str:
    return "".join(char for char in text if char in "\t\n\r" or not (char < " " or "\x7f" <= char <= "\x9f"))
