"""A text without the people in it: names, addresses, ways to reach somebody and references give way to blanks.

The same person gets the same blank throughout, so that a story can still be followed. What nobody wrote into a field of
its own (a neighbour named in a sentence) is looked for by its looks and may be missed: free text is flagged for a check
by hand.
"""

import re
from collections.abc import Iterable
from typing import Final

from complaintdesk.engine.erasing import SHORTEST, name_words, names_of
from complaintdesk.models.case import Case

_LOOKS: Final = (
    ("[email]", re.compile(r"\b[\w.+-]+@[\w-]+(\.[\w-]+)+", re.IGNORECASE)),
    ("[web address]", re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)),
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
        re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Rev|Sir|Dame)\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"),
    ),
)
"""What people and places look like in a sentence, tried in this order after the names that are known."""


class Anonymiser:
    """Blanks for one case, or for several that are told together."""

    def __init__(self, case: Case, staff: Iterable[str]) -> None:
        self._blanks: dict[str, str] = {}
        self._know(case.resident, "the resident")
        others = [str(one.said.get(name) or "") for one in case.records for name in ("advocate", "member", "attended")]
        for number, name in enumerate(dict.fromkeys(filter(None, (case.representative, *others))), 1):
            self._know(name, f"[person {number}]")
        about = [one.strip() for one in case.about_people.split(",")]
        colleagues = dict.fromkeys(
            (*about, *(one.who for one in case.events), *(who for _, who in case.handlers), *staff)
        )
        for number, name in enumerate(filter(None, colleagues), 1):
            self._know(name, f"[colleague {number}]")
        for whole in names_of(case):
            if whole not in (case.resident, case.representative, *others):
                self._blanks.setdefault(whole.casefold(), "[address]")
                for part in re.split(r"[,;\n]", whole):
                    if len(part.strip()) > SHORTEST and not part.strip().isdigit():
                        self._blanks.setdefault(part.strip().casefold(), "[address]")
        known = sorted(self._blanks, key=len, reverse=True)
        alternatives = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in known)
        self._known = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE) if known else None

    def _know(self, name: str, blank: str) -> None:
        words = " ".join(name.split()).casefold()
        if words:
            self._blanks.setdefault(words, blank)
        for part in name_words(name):
            self._blanks.setdefault(part, blank)

    def clean(self, text: str) -> str:
        """``text`` with a blank in the place of everybody and every place."""
        if self._known is not None:
            text = self._known.sub(self._blank, text)
        for blank, looks in _LOOKS:
            text = looks.sub(blank, text)
        return re.sub(r"(\[[a-z ]+\d*\]|the resident)(?:\s+\1)+", r"\1", text)

    def _blank(self, found: re.Match[str]) -> str:
        return self._blanks[" ".join(found.group().split()).casefold()]
