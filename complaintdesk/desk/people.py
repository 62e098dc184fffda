"""What is known of a person, wherever it was said: on this case, or on another of theirs. It comes along and is shown
first. What is sensitive shows as a marker; its words only to whoever asked for them that day, which is recorded."""

from collections.abc import Iterable, Iterator
from datetime import date

from complaintdesk.desk.looking import Look
from complaintdesk.engine.days import long
from complaintdesk.engine.facts import prefers
from complaintdesk.engine.records import in_words, line, open_words
from complaintdesk.models.case import Case
from complaintdesk.models.events import DISPOSED
from complaintdesk.models.moments import london
from complaintdesk.models.record import Record

_AGREED = ("granted", "part")
SENSITIVE = "on file; the act 'Show what is sensitive' shows it"


def adjustments(seen: Look) -> str:
    """Every adjustment agreed with the person, in words."""
    agreed = (str(one.said["need"]) for one in _of(seen, "adjustment") if one.said.get("decision") in _AGREED)
    return _together((*(one.adjustments for one in _cases(seen)), *agreed))


def preference(seen: Look) -> str:
    """How the person likes to be reached: what was said last."""
    said = sorted(_of(seen, "preference"), key=lambda one: one.at)
    if said:
        return line(said[-1], seen.policy)
    by = prefers(seen.ground("")).capitalize()
    return _together((by, *(one.contact_preference for one in _cases(seen))))


def vulnerable_in(seen: Look) -> str:
    """The reference of a case that holds words on the person's vulnerability; '' where none does."""
    return next((one.vulnerable or one.ref for one in _cases(seen) if one.vulnerable or _discloses(one)), "")


def restriction(seen: Look) -> str:
    """What restricts contact with the person."""
    return _together(one.restriction for one in _cases(seen))


def representation(seen: Look) -> str:
    """Who acts for the resident on this case, and whether they may."""
    acting = [one for one in seen.case.records if one.kind == "representative"]
    if not acting:
        return seen.case.representative
    one = acting[-1]
    if one.is_open:
        state = "authority not confirmed, nothing goes to them"
    else:
        state = "authority confirmed" if one.has("authority") else "refuted by the resident"
    return f"{one.said['advocate']} ({state})"


def alerts(seen: Look) -> tuple[str, ...]:
    """What must be seen before anything else about a person."""
    said = (
        ("Adjustment", adjustments(seen)),
        ("Vulnerability", SENSITIVE if vulnerable_in(seen) else ""),
        ("Contact", preference(seen)),
        ("Restriction", restriction(seen)),
        ("Represented by", representation(seen)),
    )
    told = (f"{name}: {words}" for name, words in said if words)
    return (*_erased(seen.case), *told, *_restricted(seen), *_with_ombudsman(seen.case))


def _erased(case: Case) -> Iterator[str]:
    """That the words of the case are gone, since when, and by which rule."""
    for one in case.events:
        if one.kind == DISPOSED:
            yield f"Its words were erased {long(london(one.at).date())} by {one.who}"


def _restricted(seen: Look) -> Iterator[str]:
    """Every restriction of the person that is not lifted, on whichever of their cases it was decided."""
    today = london(seen.now).date()
    for case in (seen.case, *seen.kin):
        for one in case.records:
            if one.kind != "restriction" or not one.is_open:
                continue
            words = in_words(one, "restrictions", seen.policy)
            since = one.said.get("active_on")
            if not since:
                yield f"Restriction decided, {open_words(one, seen.policy)}: {words}"
                continue
            more = f", since {long(date.fromisoformat(since))}"
            more += f"; exception: {one.said['exception']}" if one.has("exception") else ""
            if one.due_on is not None:
                more += f"; review {'overdue since' if one.due_on < today else 'by'} {long(one.due_on)}"
            yield f"Restriction: {words}{more}" + ("" if case is seen.case else f" ({case.ref})")


def _with_ombudsman(case: Case) -> tuple[str, ...]:
    referred = next((one for one in case.records if one.kind == "referral" and one.is_open), None)
    return (f"With the Ombudsman since {long(london(referred.at).date())}",) if referred else ()


def carried(seen: Look) -> dict[str, str]:
    """What a new case of the same person begins with."""
    said = {
        "person": seen.case.person or seen.case.ref,
        "adjustments": adjustments(seen),
        "contact_preference": _bare_preference(seen),
        "prefers": prefers(seen.ground("")),
        "restriction": restriction(seen),
        "vulnerable": vulnerable_in(seen),
    }
    return {name: words for name, words in said.items() if words}


def agreed(seen: Look) -> tuple[str, ...]:
    """What is agreed with the person and would be missed on a new case; of what is sensitive only that it is there."""
    vulnerable = "what is on file of vulnerability" if vulnerable_in(seen) else ""
    return tuple(filter(None, (adjustments(seen), vulnerable, restriction(seen))))


def may_read(seen: Look, who: str) -> bool:
    """Whether ``who`` asked today to see what is sensitive on this case."""
    today = london(seen.now).date()
    looks = (event for event in seen.case.events if event.kind == "sensitive_viewed")
    return bool(who) and any(event.who == who and london(event.at).date() == today for event in looks)


def _bare_preference(seen: Look) -> str:
    said = [one for one in _of(seen, "preference") if one.has("contact_preference")]
    if said:
        return str(max(said, key=lambda one: one.at).said["contact_preference"])
    return _together(one.contact_preference for one in _cases(seen))


def _cases(seen: Look) -> tuple[Case, ...]:
    return (seen.case, *seen.kin)


def _of(seen: Look, kind: str) -> list[Record]:
    return [one for case in _cases(seen) for one in case.records if one.kind == kind]


def _discloses(case: Case) -> bool:
    return any(one.kind == "vulnerability" for one in case.records)


def _together(said: Iterable[str]) -> str:
    """What was said, once each."""
    kept: list[str] = []
    for words in said:
        for part in words.split("; "):
            if part and part.casefold() not in (one.casefold() for one in kept):
                kept.append(part)
    return "; ".join(kept)
