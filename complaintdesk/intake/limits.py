"""How long a field may be, in characters after cleaning, and the sentence when it is longer.

Decision: nothing is cut. A text that does not fit is refused whole, so that no one's words end in the middle.
"""

import re
from typing import Final

from complaintdesk.errors import BadInput
from complaintdesk.intake.clean import clean
from complaintdesk.models.moments import quoted

LONG: Final = 20_000
"""For a field that is not named below."""
LINES: Final = {
    "resident": ("Resident", 200),
    "contact": ("Contact details", 300),
    "representative": ("Representative", 300),
    "subject": ("Subject", 200),
    "channel": ("Channel", 60),
    "taken_by": ("Taken by", 120),
    "area": ("Service area", 120),
    "theme": ("Theme", 120),
    "feedback": ("Kind of feedback", 40),
    "policy": ("Policy", 60),
    "handler": ("Handler", 120),
    "handler_role": ("Handler's role", 120),
    "to": ("Assigned to", 120),
    "name": ("Name", 120),
    "manager": ("Line manager", 120),
    "deputy": ("Who stands in", 120),
    "advocate": ("Advocate", 200),
    "ground": ("Ground", 200),
    "how": ("How", 200),
    "with": ("With whom", 200),
}
"""Fields of one line: (label, characters allowed). A line break in them becomes a space."""
TEXTS: Final = {
    "address": ("Address", 500),
    "words": ("Their words", 100_000),
    "wanted": ("What they want", 8_000),
    "adjustments": ("Reasonable adjustments", 2_000),
    "vulnerability": ("Vulnerability", 2_000),
    "contact_preference": ("Contact preference", 500),
    "definition": ("Definition", 8_000),
    "parts": ("Part of the complaint", 2_000),
    "text": ("Note", 50_000),
}
"""Fields of many lines: (label, characters allowed)."""

REACHED_BY: Final = ("contact", "contact_preference", "representative", "advocate")
"""Fields that may hold an e-mail address among other words."""
_MAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+")
_BREAKS = re.compile(r"\s*\n\s*")


def label(field: str) -> str:
    """The field's name as a person reads it: ``with`` is 'With whom', ``update_interval`` 'Update interval'."""
    return (LINES | TEXTS).get(field, (field.replace("_", " ").strip().capitalize() or "Text", 0))[0]


def allowed(field: str) -> int:
    """How many characters the field may have."""
    return (LINES | TEXTS).get(field, ("", LONG))[1]


def fitted(field: str, text: str) -> str:
    """``text`` cleaned for ``field``, without blank ends. Raises BadInput naming field, length found and allowed."""
    text = clean(text).strip()
    if field in LINES:
        text = _BREAKS.sub(" ", text)
    if field in REACHED_BY:
        for word in text.split():
            if "@" in word:
                mail(word.strip(",;:.()<>"), label(field))
    most = allowed(field)
    if len(text) > most:
        raise BadInput(
            f"{label(field)}: {len(text):,} characters were given, and at most {most:,} fit.",
            "Shorten it, or attach the rest as a file.",
        )
    return text


def mail(text: str, where: str) -> str:
    """``text``, if it can be an e-mail address: one @, a dot behind it, no blanks. BadInput names ``where``."""
    if not _MAIL.fullmatch(text):
        raise BadInput(f"{where}: {quoted(text)} is no e-mail address.", "Write it as name@example.org.")
    return text
