"""The words a letter is made of: what counts as filled, how dates and money print, the desk's fixed phrases.

Decision: text is made safe once, on its way in (``tidied``), so that the letter prints exactly what the
checklist looked at. Words are never lost; only what no reader can see or what could act on a terminal is.
"""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar, cast

from complaintdesk.engine.days import MONTH_NAMES
from complaintdesk.models.terms import FINDINGS, is_none

T = TypeVar("T")

LARGE_PRINT_WIDTH: Final = 48
"""Characters a line in large print: what 16 to 18 point leaves on a page of A4."""
INVITATION: Final = "If we have got anything wrong, or left anything out, please get in touch and tell us."
"""Asks the resident to put our understanding right. Source: Salix 4.2.8; the Code, 5.6 and 5.7."""
GOES_ON: Final = "We carry on meanwhile with what we know, and none of our dates moves."
"""Asking stops no clock. Source: Salix 4.2.8."""
STILL_TAKEN: Final = "You can still make a complaint, and we will look into it as we would for anybody."
"""A restriction refuses no complaint. Source: Salix 4.16.5; the Code, 5.15."""
REFUSED: Final = {
    "refusal": "take on your {called}",
    "escalation_refusal": "take your complaint to stage 2",
    "part": "take on this part of your complaint",
}
"""What was decided against, as the sentence on the right to challenge it says it."""
THE_REST: Final = {
    "acknowledgement": "We will look into the rest of your complaint as this letter says.",
    "stage_2_acknowledgement": "We will review the rest of your complaint as this letter says.",
    "stage_1_response": "We have looked into the rest of your complaint, and answer it in this letter.",
    "stage_2_response": "We have reviewed the rest of your complaint, and answer it in this letter.",
}
"""What happens with the parts that are taken on. Source: Salix 4.4.3."""
PROCESS_COMPLETE: Final = "This is our final decision. Our complaints process is now complete."
NO_REMEDY: Final = "Remedies: none offered."
NO_ACTION: Final = "Outstanding actions: none."
EARLIER_DECISION: Final = {
    "overturned": "The stage 1 decision on this part is overturned.",
    "upheld": "The stage 1 decision on this part stands.",
}

_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # controls
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # no width, or turning the text round
    "\u115f\u1160\u3164\uffa0\ud800-\udfff]"  # fillers, and halves of a sign
)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_MARKS_KEPT = 4
_LARGE = re.compile(r"\blarger?[ -]?print\b|\b(?:1[6-9]|[2-9]\d)[ -]?(?:pt|point)\b", re.IGNORECASE)


def clean(text: str) -> str:
    """``text`` with every word kept and everything unseen gone: controls, text-direction marks, stacked accents.

    >>> clean("Damp\\x1b[31m in\\r\\nthe hall\\u200b ")
    'Damp[31m in\\nthe hall'
    """
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    if not text.isascii():
        text = _few_marks(unicodedata.normalize("NFC", text))
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _few_marks(text: str) -> str:
    """``text`` with at most four combining marks on one letter."""
    kept: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        if marks <= _MARKS_KEPT:
            kept.append(sign)
    return "".join(kept)


def filled(text: str) -> bool:
    """Whether ``text`` says anything: at least one letter or digit. Spaces, dots and dashes say nothing.

    >>> filled("  - ... "), filled("None")
    (False, True)
    """
    return any(sign.isalnum() for sign in text)


def tidied(value: T) -> T:
    """``value`` with every text in it cleaned, and empty where it says nothing; values inside values too."""
    return cast(T, _tidied(value))


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        text = clean(value)
        return text if filled(text) else ""
    if isinstance(value, tuple):
        return tuple(_tidied(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _tidied(getattr(value, field.name)) for field in fields(value)})
    return value


def day(value: date) -> str:
    """A date as letters print it.

    >>> day(date(2024, 4, 8))
    '8 April 2024'
    """
    return f"{value.day} {MONTH_NAMES[value.month - 1]} {value.year}"


def money(pence: int) -> str:
    """Whole pence as pounds.

    >>> money(15000), money(123456)
    ('£150.00', '£1,234.56')
    """
    return f"£{pence // 100:,}.{pence % 100:02}"


def sentence(text: str) -> str:
    """``text`` with a full stop, unless it ends a sentence already.

    >>> sentence("renew seal"), sentence("Done!")
    ('renew seal.', 'Done!')
    """
    return text if not text or text[-1] in ".!?:;)" else f"{text}."


def listed(words: list[str]) -> str:
    """Words as people list them.

    >>> listed(["1", "2", "3"])
    '1, 2 and 3'
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def telling(text: str) -> str:
    """The lines of ``text`` that tell anything."""
    return "\n".join(line for line in text.split("\n") if not is_none(line)).strip()


def squeezed(text: str) -> str:
    """``text`` without any white space: how two texts compare that are wrapped differently."""
    return "".join(text.split())


def stage_line(stage: int) -> str:
    """The line of a letter that states the stage. Source: the Code, 6.9; Salix 4.7.5; Calico 9.9."""
    return f"Complaint stage: stage {stage} ({'review' if stage > 1 else 'investigation'})"


def decision_right(refused: str, called: str = "complaint") -> str:
    """The right to challenge a refusal, a key of ``REFUSED``. Source: Salix 4.4.2, 4.4.3 and 4.8.3; the Code, 2.4."""
    return f"You can ask the Housing Ombudsman to look at our decision not to {REFUSED[refused].format(called=called)}."


def authority_question(representative: str) -> str:
    """Asks the resident whether somebody acts for them. Source: Salix 4.6.1."""
    if not representative:
        return ""
    return (
        f"Somebody has got in touch with us who says that they act for you: {sentence(representative)} Please tell us "
        "whether that is right. Until you say yes we send them nothing about you. We look into your complaint "
        "meanwhile, and our dates stay as they are."
    )


def restricted_from(written_on: date) -> str:
    """A restriction begins with its letter. Source: Salix 4.16.8."""
    return f"This applies from {day(written_on)}, the day of this letter."


def outcome_line(outcome: str) -> str:
    """The overall decision as the letter states it; empty for a word that is no finding."""
    return f"Our overall decision: {FINDINGS[outcome].lower()}." if outcome in FINDINGS else ""


def finding_line(finding: str) -> str:
    """The decision on one part as the letter states it; empty for a word that is no finding."""
    return f"Our finding: {FINDINGS[finding].lower()}." if finding in FINDINGS else ""


def is_large_print(print_format: str) -> bool:
    """Whether the format asked for is large print, by name or by point size (16 and above)."""
    return bool(_LARGE.search(print_format))
