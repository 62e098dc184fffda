"""What stays of a case whose words are erased: days, kinds, sums, who on the staff did it; nothing that anybody wrote.

Decision: what stays is listed and everything else goes, so that a field that is added later is erased until somebody
says otherwise. Where a word was, a blank stands: registers and figures count as before. Blanks of lists are numbered,
so that parts are still told apart.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from complaintdesk.engine.fields import FIELDS, choices
from complaintdesk.models.case import Case
from complaintdesk.models.events import DISPOSED, Event
from complaintdesk.models.policy import Policy
from complaintdesk.models.terms import (
    BOOK,
    CHANNELS,
    EQUALITY,
    FEEDBACK_KINDS,
    FINDINGS,
    LETTER_KINDS,
    REMEDY_KINDS,
    is_nobody,
)

BLANK: Final = "(erased)"
_GONE: Final = frozenset({"resident", "enquirer", "address", "contact", "ground_said"})
"""Who and where: nothing stands in their place, so that nobody is taken for somebody else who was erased."""
_NUMBERED: Final = frozenset(
    {"parts", "members", "disputed", "excluded_parts", "unclear", "advocate", "representative", "text"}
)
"""Fields whose words tell one thing on the file from another."""
_CATEGORIES: Final = frozenset({"area", "theme", "areas_affected", "stated"})
"""What reports count by, in words of the landlord's; it stays unless it names somebody."""
_DAYS: Final = frozenset({"at", "until", "dated", "since"})
_WORDS: Final = {
    "feedback": frozenset({*FEEDBACK_KINDS, BOOK}),
    "channel": frozenset(CHANNELS),
    "kind": frozenset({*REMEDY_KINDS, *LETTER_KINDS}),
    "finding": frozenset(FINDINGS),
    "outcome": frozenset(FINDINGS),
    "overturned": frozenset({"overturned", "upheld"}),
    "how": frozenset(CHANNELS),
    "why": frozenset({"undone"}),
    "lessons": frozenset({"none", "None"}),
}
"""Words of the desk's own that stand in bodies; what a form offers is asked of the form's field."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.+Z-]*)?")
_NUMBER = re.compile(r"\d[\d,.]{0,14}")
_REF = re.compile(r"CD-\d{1,9}")
_PATTERNS: Final = {
    "which": re.compile(r"[a-z_]+-\d{1,6}"),
    "part": re.compile(r"[\d, ]{1,60}"),
    "for_year": re.compile(r"\d{4}(/\d\d)?"),
    **dict.fromkeys(("person", "linked", "vulnerable", "logged_as", "earlier"), _REF),
}
"""How the values of fields look that name records, parts, years and other cases."""
OTHERS: Final = ("advocate", "member", "accompanied_by")
"""Fields of records that name whoever acts for the person, is affected with them or came along."""
SHORTEST: Final = 3
"""A name of fewer letters is no word to look for."""
_SMALL: Final = frozenset(
    {"and", "del", "den", "der", "for", "from", "her", "his", "the", "their", "van", "von", "with"}
)
_NAME: Final = 3
"""A name of more words, some of them small ones, is a description: 'Support worker from the project'."""


def kept(events: Iterable[Event], case: Case, policy: Policy, staff: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What stays of each event's body, by the event's number; ``events`` as recorded, ``staff`` the names that stay."""
    recorded = tuple(events)
    eraser = _Eraser(case, policy, {*staff, *(one.who for one in recorded)})
    return {str(one.seq): eraser.body(one.body) for one in recorded if one.kind != DISPOSED}


def names_of(case: Case) -> tuple[str, ...]:
    """Everybody and everything by which the person can be known: who, where, how to reach them, who acts for them."""
    others = [str(one.said.get(name) or "") for one in case.records for name in OTHERS]
    said = [str(event.body.get(name) or "") for event in case.events for name in ("resident", "address", "contact")]
    found = (case.resident, case.address, case.contact, case.representative, case.enquirer, *others, *said)
    return tuple(dict.fromkeys(one for one in found if not is_nobody(one)))


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that point to somebody by themselves; none of a description, or where nobody is named.

    >>> name_words("Anna van der Berg"), name_words("Support worker from the project"), name_words("not given")
    (('anna', 'berg'), (), ())
    """
    if is_nobody(name):
        return ()
    words = re.findall(r"[\w'’-]+", name)
    described = len(words) > _NAME and any(one[0].islower() and len(one) > _NAME for one in words)
    return (
        ()
        if described
        else tuple(one.casefold() for one in words if len(one) >= SHORTEST and one.casefold() not in _SMALL)
    )


class _Eraser:
    def __init__(self, case: Case, policy: Policy, staff: set[str]) -> None:
        self._policy = policy
        known = {case.resident.casefold()}
        self._staff = {one for one in staff if one and one.casefold() not in known}
        self._names = {word for name in names_of(case) for word in name_words(name)}
        self._blanks: dict[str, str] = {}

    def body(self, body: Mapping[str, Any]) -> dict[str, Any]:
        told = ((name, self._value(name, value)) for name, value in body.items() if name not in _GONE)
        left = {name: value for name, value in told if value not in ("", None)}
        if self._policy.exclusion(str(left.get("ground") or "")) and body.get("ground_said"):
            left["ground_said"] = body["ground_said"]
        return left

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(name, value)
        if name == "instead" and value:
            return {"kind": value["kind"], "at": value["at"], "body": self.body(value.get("body", {}))}
        if name == "letter":
            return {"kind": value["kind"], "text": BLANK}
        if isinstance(value, Mapping):
            return {key: self._value(key, one) for key, one in value.items() if key not in _GONE}
        if isinstance(value, list | tuple):
            return [self._value(name, one) for one in value]
        return value  # a number, yes or no, nothing

    def _text(self, name: str, text: str) -> str:
        if not text.strip() or self._stays(name, text):
            return text
        if name == "unclear":
            return "\n".join(self._blank(line) for line in text.splitlines() if line.strip())
        return self._blank(text) if name in _NUMBERED else BLANK

    def _blank(self, text: str) -> str:
        """The same blank for the same words."""
        return self._blanks.setdefault(text.strip().casefold(), f"(erased {len(self._blanks) + 1})")

    def _stays(self, name: str, text: str) -> bool:
        field = FIELDS.get(name)
        kind = field.kind if field is not None else ""
        if kind in ("date", "moment") or name.endswith("_on") or name in _DAYS:
            return bool(_DAY.fullmatch(text))
        if name in _CATEGORIES or name.startswith(EQUALITY):
            return not self._names.intersection(re.findall(r"\w+", text.casefold()))
        said = self._said(name, kind, text)
        return said if said is not None else text in self._staff

    def _said(self, name: str, kind: str, text: str) -> bool | None:
        """Whether it is a word that the desk gave to choose from; None where the field is free."""
        if text in _WORDS.get(name, ()):
            return True
        if name in _PATTERNS or kind == "number":
            return bool(_PATTERNS.get(name, _NUMBER).fullmatch(text))
        if name in ("policy", "ground"):
            return text == self._policy.key or self._policy.exclusion(text) is not None
        if kind in ("choice", "several"):
            return text in dict(choices(name, self._policy))
        return None
