"""Other cases of the same person or property, and those that may be the same complaint twice, each with why.

Decision: names and addresses are compared as the index of words knows them (no accents, no capitals, no signs), whole
against whole. A likely duplicate is received within six weeks and says the same in several words; it is only ever said,
never acted upon.
"""

from collections.abc import Iterator
from datetime import date

from complaintdesk.desk.looking import Look
from complaintdesk.engine.marks import words_of
from complaintdesk.models.lists import RelatedCase
from complaintdesk.models.moments import london
from complaintdesk.models.terms import is_nobody
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import CaseRow

WITHIN = 42
"""Days between two receipts of what may be one complaint."""
ALIKE = 0.4
"""Part of the shorter telling's words that both tellings share."""
MOST = 60
_SMALL = frozenset(
    words_of(
        """
        about after again also because been before being but came come could didn does doing done even every
        from had has have her here him his how into its just keep more much never not nothing
        now off only other our out over please really said same she should since some still than that
        the their them then there these they this those too until very want was week weeks went were
        what when where which while who will with would yet you your
        """
    )
)


def related(seen: Look, reader: Reader) -> tuple[RelatedCase, ...]:
    """The other cases of this landlord that touch this one: likely duplicates first, then the newest."""
    case = seen.case
    received = london(seen.course.stages[1].start.at).date()
    said = _said(f"{case.subject}\n{case.words}")
    found: dict[int, tuple[CaseRow, str]] = {}
    for column, value in (("resident", case.resident), ("address", case.address)):
        if _is_known(value):
            found.update({row.id: (row, words) for row, words in reader.alike(seen.landlord.key, column, value, MOST)})
    others = [
        _other(row, tuple(_why(case.resident, case.address, row)), _same(said, received, row, words))
        for row, words in found.values()
        if row.id != seen.case_id
    ]
    others = [one for one in others if one.why]
    return tuple(sorted(others, key=lambda one: (not one.likely, -one.received_on.toordinal(), one.ref)))[:MOST]


def _other(row: CaseRow, why: tuple[str, ...], duplicate: str) -> RelatedCase:
    return RelatedCase(
        case_id=row.id,
        ref=row.ref,
        stage=row.stage,
        status=row.status,
        owner=row.owner,
        resident=row.resident,
        address=row.address,
        subject=row.subject,
        received_on=date.fromisoformat(row.received_on),
        likely=bool(why and duplicate),
        why=(*why, duplicate) if why and duplicate else why,
    )


def _why(resident: str, address: str, row: CaseRow) -> Iterator[str]:
    """What the two have in common."""
    if _is_known(resident) and words_of(resident) == words_of(row.resident):
        yield "Same person"
    if _is_known(address) and words_of(address) == words_of(row.address):
        yield "Same property"


def _is_known(value: str) -> bool:
    return not is_nobody(" ".join(words_of(value)))


def _same(said: dict[str, None], received: date, row: CaseRow, words: str) -> str:
    """Why it may be the same complaint; '' where little speaks for it."""
    apart = abs((date.fromisoformat(row.received_on) - received).days)
    other = _said(f"{row.subject}\n{words}")
    shared = [word for word in said if word in other]
    if apart > WITHIN or len(shared) < 2 or len(shared) < ALIKE * min(len(said), len(other)):
        return ""
    days = "the same day" if not apart else "a day apart" if apart == 1 else f"{apart} days apart"
    return f"May be the same complaint: received {days}, and both say {', '.join(shared[:5])}"


def _said(text: str) -> dict[str, None]:
    """The words that carry what a text is about, in order."""
    return {word: None for word in words_of(text) if len(word) > 2 and word.isalpha() and word not in _SMALL}
