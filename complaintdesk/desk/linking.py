"""Cases that belong together. The newer one says so; the other one finds it by looking it up."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from complaintdesk.desk.looking import Look
from complaintdesk.desk.telling import timeline
from complaintdesk.engine.kinds import Act
from complaintdesk.errors import NotFound
from complaintdesk.models.acting import Refused
from complaintdesk.models.case_view import LinkView, TimelineEntry
from complaintdesk.models.terms import BOOK, CLOSED_INTO, CLOSED_INTO_BACK, GREW_OUT_OF, LINKS, LINKS_BACK, SAME_PERSON

Linked = tuple[LinkView, tuple[TimelineEntry, ...]]
_SAME: Final = {SAME_PERSON: "Same person as"}
_WORDS, _WORDS_BACK = LINKS | CLOSED_INTO | _SAME, LINKS_BACK | CLOSED_INTO_BACK | _SAME


def linked(seen: Look, back: Iterable[str], find: Callable[[str], Look]) -> Iterator[Linked]:
    """The cases this one was logged with, then those in ``back`` that name it; with each its history, where this one
    grew out of it. A case that was not there yet at that moment is left out."""
    for ref, kind in _kinds(seen):
        if other := _found(ref, find):
            history = timeline(other) if kind in GREW_OUT_OF else ()
            yield _view(other, _WORDS.get(kind, LINKS["related"])), tuple(_of(ref, one) for one in history)
    for ref in back:
        if other := _found(ref, find):
            for named, kind in _kinds(other):
                if named == seen.case.ref:  # else it named this one only later
                    yield _view(other, _WORDS_BACK.get(kind, LINKS_BACK["related"])), ()


def named(seen: Look, act: Act, values: dict[str, Any], find: Callable[[str], Look]) -> Refused | None:
    """Puts the reference in full of the case that a form names as ``linked``; what is wrong with it as a refusal."""
    if not values.get("linked"):
        return None
    try:
        other = find(str(values["linked"]))
    except NotFound as error:
        return Refused(str(error), field="linked")
    values["linked"] = other.case.ref
    sentence = _unfit(seen, other, str(values.get("why") or "")) or _known(seen, act, other)
    return Refused(sentence, field="linked") if sentence else None


def _unfit(seen: Look, other: Look, why: str) -> str:
    """Why this case cannot close into the other one; '' where it can."""
    ref = other.case.ref
    if other.landlord.key != seen.landlord.key or other.case.feedback == BOOK:
        return f"{ref} is {'the book' if other.case.feedback == BOOK else 'a case'} of {other.landlord.name}."
    if ref == seen.case.ref:
        return f"{ref} is this case itself; name the other one."
    if why == "duplicate" and other.case.closed_why == why and seen.case.ref in dict(_kinds(other)):
        return f"{ref} is itself closed as the same as {seen.case.ref}; one of the two goes on."
    if why in CLOSED_INTO and other.case.feedback == seen.case.feedback:
        return f"{ref} is of the same kind; name the file that it is dealt with on."
    return ""


def _known(seen: Look, act: Act, other: Look) -> str:
    """That the two were linked before."""
    ref, mine = other.case.ref, seen.case.ref
    if act.adds == SAME_PERSON and ref in (one.ref for one in seen.kin):
        return f"{ref} is a case of the same person already."
    if act.adds == "link" and (ref in _matters(seen) or mine in _matters(other)):
        return f"{ref} is linked with {mine} already."
    return ""


def _matters(seen: Look) -> set[str]:
    return {ref for ref, kind in _kinds(seen) if kind != SAME_PERSON}


def _kinds(seen: Look) -> Iterator[tuple[str, str]]:
    for one in seen.case.records:
        if one.kind == SAME_PERSON:
            yield str(one.said["linked"]), SAME_PERSON
        elif one.kind == "link":
            yield str(one.said["linked"]), str(one.said.get("link") or one.said.get("why") or "related")


def _found(ref: str, find: Callable[[str], Look]) -> Look | None:
    try:
        return find(ref)
    except NotFound:
        return None


def _view(other: Look, how: str) -> LinkView:
    case = other.case
    return LinkView(case.ref, how, case.feedback, case.status, case.subject)


def _of(ref: str, entry: TimelineEntry) -> TimelineEntry:
    """An entry of another case: it says whose it is, and its letter is read there."""
    return entry._replace(title=f"{ref}: {entry.title}", letter="")
