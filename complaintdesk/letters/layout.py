"""Text on its page: every line within the print width, no runs of blank lines, lists hanging under their dash."""

import re
import textwrap

_LEAD = re.compile(r" *(?:[-*•] |\d{1,2}[.)] )?")
_SLASH = re.compile(r"(?<=[^/]/)(?=[^/])")
_NARROWEST = 20


def laid_out(text: str, width: int) -> str:
    """``text`` with each of its own lines wrapped at ``width`` (20 or more) characters, ending in one line end.

    Line breaks in ``text`` stay: a template keeps a paragraph on one line, and people's own line breaks
    are theirs. A word longer than the line is broken, never lost.
    """
    width = max(width, _NARROWEST)
    lines: list[str] = []
    for line in text.split("\n"):
        bare = line.rstrip()
        if bare:
            lines += wrapped(bare, width)
        elif lines and lines[-1]:
            lines.append("")
    return "\n".join(lines).strip("\n") + "\n"


class _Wrapper(textwrap.TextWrapper):
    """Breaks a web address that is longer than the line after a slash, where a reader can put it together again.

    ``_split`` is private to the standard library; a test holds it.
    """

    def _split(self, text: str) -> list[str]:
        pieces = super()._split(text)
        return [part for piece in pieces for part in (_SLASH.split(piece) if len(piece) > self.width else (piece,))]


def wrapped(line: str, width: int) -> list[str]:
    """One line as the lines it prints on; what follows a dash or a number hangs under its first word."""
    if len(line) <= width:
        return [line]
    lead = _LEAD.match(line)
    hang = min(lead.end() if lead else 0, width // 2)
    wrapper = _Wrapper(
        width, subsequent_indent=" " * hang, break_on_hyphens=False, expand_tabs=False, replace_whitespace=False
    )
    return wrapper.wrap(line)
