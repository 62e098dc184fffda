"""A text without the people in it: names, addresses, ways to reach somebody and references give way to blanks.

The same person gets the same blank throughout, so that a story can still be followed. What nobody wrote into a field of
its own (a neighbour named in a sentence) is looked for by its looks and may be missed: free text is flagged for a check
by hand.
"""

import re
from collections.abc import Iterable
from typing import Final

from complaintdesk.engine.erasing import OTHERS, SHORTEST, name_words, names_of
from complaintdesk.models.case import Case
from complaintdesk.models.terms import is_nobody

_TITLE: Final = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Rev|Sir|Dame)\.?\s+"
_WRITTEN_AS_ONE: Final = (
    ("[email]", re.compile(r"\b[\w.+-]+@[\w-]+(\.[\w-]+)+", re.IGNORECASE)),
    ("[web address]", re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)),
)
"""What may have a name within it, tried before the names that are known."""
_LOOKS: Final = (
    ("[postcode]", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)),
    ("[reference]", re.compile(r"\bCD-\d+\b", re.IGNORECASE)),
    ("[number]", re.compile(r"\b[A-Z]{2}\s?(?:\d{2}\s?){3}[A-D]\b", re.IGNORECASE)),
    ("[telephone]", re.compile(r"(?<![\d/-])(?:\+44|0)[\d\s()-]{8,14}\d\b")),
    ("[number]", re.compile(r"(?<![£\d.,/-])\b\d{6,}\b")),
    (
        "[reference]",
        re.compile(r"\b(?:UPRN|ref(?:erence)?|tenancy|account|property)\s*(?:no\.?|number)?[:\s#]+\w*\d\w*", re.I),
    ),
    (
        "[address]",
        re.compile(
            r"\b(?:flat\s+\w+,?\s+)?\d+[a-z]?,?\s+(?:[A-Z][\w'’-]*\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Walk|Close|"
            r"Drive|Court|Crescent|Gardens|Grove|House|Place|Square|Terrace|Way|Green|Mews|Row|Hill|View|Rise)\b"
        ),
    ),
    (
        "[name]",
        re.compile(rf"\b{_TITLE}[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"),
    ),
)
"""What people and places look like in a sentence, tried in this order after the names that are known."""


class Anonymiser:
    """Blanks for one case. Without a list of ``staff`` those who work here keep their names."""

    def __init__(self, case: Case, staff: Iterable[str] | None, resident: str = "the resident") -> None:
        self._blanks: dict[str, str] = {}
        self._know(case.resident, resident)
        others = [str(one.said.get(name) or "") for one in case.records for name in (*OTHERS, "attended")]
        others += [case.representative, case.enquirer]
        for number, name in enumerate(dict.fromkeys(filter(None, (case.representative, *others))), 1):
            self._know(name, f"[person {number}]")
        for number, name in enumerate(_colleagues(case, staff) if staff is not None else (), 1):
            self._know(name, f"[colleague {number}]")
        for whole in names_of(case):
            if whole not in (case.resident, *others):
                self._blanks.setdefault(whole.casefold(), "[address]")
                for part in re.split(r"[,;\n]", whole):
                    if len(part.strip()) > SHORTEST and not part.strip().isdigit():
                        self._blanks.setdefault(part.strip().casefold(), "[address]")
        known = sorted(self._blanks, key=len, reverse=True)
        alternatives = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in known)
        looks = rf"(?<!\w)(?:{_TITLE})?({alternatives})(?!\w)"
        self._known = re.compile(looks, re.IGNORECASE) if known else None

    def _know(self, name: str, blank: str) -> None:
        words = " ".join(name.split()).casefold()
        if not is_nobody(words):
            self._blanks.setdefault(words, blank)
        for part in name_words(name):
            self._blanks.setdefault(part, blank)

    def clean(self, text: str) -> str:
        """``text`` with a blank in the place of everybody and every place."""
        for blank, looks in _WRITTEN_AS_ONE:
            text = looks.sub(blank, text)
        if self._known is not None:
            text = self._known.sub(self._blank, text)
        for blank, looks in _LOOKS:
            text = looks.sub(blank, text)
        return re.sub(r"(\[[a-z ]+\d*\]|the resident)(?:\s+\1)+", r"\1", text)

    def _blank(self, found: re.Match[str]) -> str:
        return self._blanks[" ".join(found[1].split()).casefold()]


def _colleagues(case: Case, staff: Iterable[str]) -> Iterable[str]:
    about = [one.strip() for one in case.about_people.split(",")]
    who = (*about, *(one.who for one in case.events), *(who for _, who in case.handlers), *staff)
    return filter(None, dict.fromkeys(who))
