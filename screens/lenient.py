"""Bytes that are no UTF-8 must not end the desk: the terminal driver reads them as a replacement sign.

Textual's Linux driver decodes what is typed strictly, and one byte of an old encoding (a paste, a wrongly set terminal)
raises in its input thread. The driver looks its decoder up by name in its own module, which is where this steps in.
"""

import codecs
import sys
from functools import partial


def read_any_byte() -> None:
    """Let the driver put U+FFFD where a byte is no UTF-8. Does nothing on Windows, whose driver reads characters."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    linux_driver.getincrementaldecoder = _lenient  # type: ignore[assignment, attr-defined]


def _lenient(encoding: str) -> "partial[codecs.IncrementalDecoder]":
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")
