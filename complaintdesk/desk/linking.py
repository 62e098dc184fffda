"""Cases that belong together. The newer one says so; the other one finds it by looking it up."""

from collections.abc import Callable, Iterable, Iterator

from complaintdesk.desk.looking import Look
from complaintdesk.desk.telling import timeline
from complaintdesk.errors import NotFound
from complaintdesk.models.terms import GREW_OUT_OF, LINKS, LINKS_BACK
from complaintdesk.models.views import LinkView, TimelineEntry

Linked = tuple[LinkView, tuple[TimelineEntry, ...]]


def linked(seen: Look, back: Iterable[str], find: Callable[[str], Look]) -> Iterator[Linked]:
    """The cases this one was logged with, then those in ``back`` that name it; with each its history, where this one
    grew out of it. A case that was not there yet at that moment is left out."""
    for ref, kind in _kinds(seen):
        if other := _found(ref, find):
            history = timeline(other) if kind in GREW_OUT_OF else ()
            yield _view(other, LINKS.get(kind, kind)), tuple(_of(ref, one) for one in history)
    for ref in back:
        if other := _found(ref, find):
            kind = dict(_kinds(other)).get(seen.case.ref, "related")
            yield _view(other, LINKS_BACK.get(kind, kind)), ()


def _kinds(seen: Look) -> Iterator[tuple[str, str]]:
    for one in seen.case.records:
        if one.kind == "link":
            yield str(one.said["linked"]), str(one.said.get("link") or "related")


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
