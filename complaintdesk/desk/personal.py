"""One person's data in one file, and cases told without anybody in them."""

import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from string import ascii_uppercase
from typing import TYPE_CHECKING
from uuid import uuid4

from complaintdesk.desk.looking import Look
from complaintdesk.desk.showing import case_view
from complaintdesk.engine.anonymising import Anonymiser
from complaintdesk.engine.days import long, moment
from complaintdesk.engine.erasing import OTHERS, name_words
from complaintdesk.engine.marks import words_of
from complaintdesk.engine.records import RECORDS
from complaintdesk.engine.retention import erased
from complaintdesk.errors import BadInput, NotFound
from complaintdesk.models.acting import Refused
from complaintdesk.models.case import Case
from complaintdesk.models.moments import london
from complaintdesk.models.privacy import PersonFile, Study
from complaintdesk.models.terms import FINDINGS

if TYPE_CHECKING:
    from complaintdesk.desk.desk import Desk
    from complaintdesk.desk.files import Files

_MOST = 500
FLAG = "[somebody else is named: redact before it is sent] "
SAMPLE = 10
"""How many cases a sample has unless another number is asked for. Calico 13.3 names none."""


# One person's data


def person_file(desk: "Desk", whose: str) -> PersonFile:
    """Everything held on one person: every case, word, letter, record, and who looked at what is sensitive.

    ``whose``: the reference of one of their cases, or their name where only one person has it. Opening what is
    sensitive is recorded on each case, as it is for everybody. Lines that name somebody else as well are flagged.
    """
    refs = _cases_of(desk, whose)
    for ref in refs:
        _reveal(desk, ref)
    seen = [desk.look(ref) for ref in refs]
    name = next((one.case.resident for one in seen if one.case.resident), whose)
    lines = [f"# Everything held on {name}", "", f"Made {moment(desk.now())} by {desk.who}.", ""]
    lines += ["Lines that begin so name somebody else as well:", f"`{FLAG.strip()}`", ""]
    others = _others(seen, name)
    flagged = 0
    for one in seen:
        for line in _told(one, desk.who):
            marked = bool(others and others.search(line))
            flagged += marked
            lines.append(f"{FLAG}{line}" if marked else line)
    return PersonFile(name, tuple(refs), "\n".join(lines) + "\n", flagged)


def _cases_of(desk: "Files", whose: str) -> list[str]:
    try:
        refs = [desk.look(whose).case.ref]
    except NotFound:
        rows = [
            row
            for key, _ in desk.landlords()
            for row, _ in desk.reader.alike(key, "resident", whose, _MOST)
            if words_of(row.resident) == words_of(whose)
        ]
        if not rows:
            raise NotFound(f"Nobody of that name has a case here: {whose[:60]}.", "Give a case's reference.") from None
        persons = {row.person or row.ref for row in rows}
        if len(persons) > 1:
            told = ", ".join(sorted(row.ref for row in rows))
            hint = "Give one case of the person that is meant."
            raise BadInput(f"Several cases bear that name and are not of one person on file: {told}.", hint) from None
        refs = [rows[0].ref]
    seen = desk.look(refs[0])
    return sorted({seen.case.ref, *(one.ref for one in seen.kin)})


def _reveal(desk: "Desk", ref: str) -> None:
    """Record that what is sensitive is opened, where there is anything."""
    seen = desk.look(ref)
    if not any(RECORDS[one.kind].sensitive for one in seen.case.records):
        return
    said = {"reason": "For a file of everything held on the person."}
    done = desk.do(ref, "reveal", said, seq=seen.seq, key=uuid4().hex)
    if isinstance(done, Refused):
        raise BadInput(done.sentence, done.clause)


def _others(seen: Sequence[Look], name: str) -> re.Pattern[str] | None:
    """Everybody but the person: who acts for them, who else is affected, whom it is about, whom staff spoke to."""
    found = []
    for one in seen:
        fields = (*OTHERS, "attended", "with_whom", "about_whom", "source")
        found += [str(record.said.get(field) or "") for record in one.case.records for field in fields]
        found += [one.case.representative, one.case.enquirer, *one.case.about_people.split(",")]
    words = {part for whole in found for part in name_words(whole)} - {*name_words(name)}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b", re.IGNORECASE) if words else None


def _told(seen: Look, who: str) -> Iterator[str]:
    view = case_view(seen, who=who)
    yield f"## {view.ref}, {view.landlord_name}: {view.kind_words}, {view.status}"
    yield ""
    known = (
        *(("Name", view.resident), ("Property", view.address), ("Reached by", view.contact)),
        *(("Represented by", view.representative), ("Subject", view.subject), ("In their words", view.words)),
        *(("Wanted", view.wanted), ("As we understand it", view.definition), ("Service area", view.area)),
        *(("Theme", view.theme), ("Handled by", view.owner), ("Came in by", view.channel), *view.facts),
    )
    yield from _list(known)
    for part in view.elements:
        yield f"- Part {part.number}: {_one_line(part.text)} {_one_line(' '.join(part.findings))}".rstrip()
    for record in view.records:
        if not record.ref:
            line = f"{_one_line(record.line)} {record.state}".rstrip()
            yield f"- {record.title} ({long(record.at)}, by {record.who}): {line}"
            yield from (f"  - {label}: {_one_line(words)}" for label, words in record.more)
    yield from ("", "### What happened", "")
    for entry in view.timeline:
        undone = f" ({entry.undone})" if entry.undone else ""
        yield f"- {moment(entry.at)}, {entry.who}: {entry.title}{undone}"
        yield from (f"  - {_one_line(line)}" for line in entry.lines)
        if entry.letter:
            yield from (f"  > {line}".rstrip() for line in entry.letter.splitlines())
    yield ""


def _list(known: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield from (f"- {label}: {_one_line(words)}" for label, words in known if words)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# Cases without anybody in them


def study(desk: "Files", ref: str, number: int = 0) -> Study:
    """One case as a story without names; ``number`` gives it its letter."""
    seen = desk.look(ref)
    case, policy = seen.case, seen.policy
    words = Anonymiser(case, [one.name for one in seen.staff.members]).clean
    facts = [("Kind", case.feedback.replace("_", " ")), ("Stage reached", str(case.stage)), ("State", case.status)]
    facts += [("Came in by", case.channel), ("Policy", f"{policy.title}, version {policy.version}")]
    for n, one in sorted(seen.course.stages.items()):
        started = london(one.start.at).date()
        ended = one.first.get("responded")
        if ended is not None:
            days = seen.calendar.days_left(london(ended.at).date(), started)
            facts.append((f"Stage {n} answered after", f"{days} working days"))
    facts += [(f"Outcome at stage {n}", FINDINGS.get(found, found)) for n, found in case.outcome]
    facts += [(f"Remedy {n}", _pounds(one.pence, one.kind)) for n, one in enumerate(case.remedies, 1)]
    return Study(
        f"Case {_letters(number)}",
        tuple((label, said) for label, said in facts if said),
        tuple((label, _one_line(words(said))) for label, said in _free(case) if said.strip()),
    )


def _free(case: Case) -> Iterator[tuple[str, str]]:
    yield from (("Service area", case.area), ("Theme", case.theme), ("Subject", case.subject))
    yield from (("In their words", case.words), ("Wanted", case.wanted), ("As it was understood", case.definition))
    for one in case.elements:
        yield f"Part {one.number}", one.text
        yield from ((f"Part {one.number}, stage {n}, {FINDINGS.get(f, f).lower()}", why) for n, f, why in one.findings)
    yield from ((f"Remedy {n}", one.what) for n, one in enumerate(case.remedies, 1))
    yield "Learnt", case.lessons


def _pounds(pence: int, kind: str) -> str:
    return kind.replace("_", " ") + (f", £{pence / 100:,.2f}" if pence else "")


def _letters(number: int) -> str:
    rest, place = divmod(number, len(ascii_uppercase))
    return (_letters(rest - 1) if rest else "") + ascii_uppercase[place]


def sample(desk: "Files", landlord: str, size: int = SAMPLE, seed: int | None = None) -> tuple[Study, ...]:
    """``size`` closed complaints drawn by chance, without anybody in them. ``seed`` draws the same again."""
    if size < 1:
        raise BadInput(f"A sample of {size} cases is none.", "Give a number of 1 or more.")
    refs = [row.ref for row in desk.reader.closed(desk.landlord(landlord).key) if row.feedback == "complaint"]
    chance = random.Random(seed) if seed is not None else random.SystemRandom()  # noqa: S311 - a draw, no secret
    chance.shuffle(refs)
    whole = (ref for ref in refs if not erased(desk.look(ref).case))
    return tuple(study(desk, ref, number) for number, ref in enumerate(islice(whole, size)))


def as_text(studies: Sequence[Study]) -> str:
    """Studies as Markdown; what people wrote is flagged, since no program finds every name."""
    lines: list[str] = []
    for one in studies:
        lines += [f"## {one.title}", ""]
        lines += [f"- {label}: {words}" for label, words in one.facts]
        if one.free:
            lines += ["", "**Check by hand before it goes out: these are people's own words.**", ""]
        lines += [f"- {label}: {words}" for label, words in one.free] + [""]
    return "\n".join(lines)
