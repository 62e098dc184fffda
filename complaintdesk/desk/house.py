"""Registers over all cases and the landlord's book: lessons, compliments, what is published, the assurance report."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from complaintdesk.desk.looking import Look, look
from complaintdesk.desk.showing import record_view
from complaintdesk.desk.staffing import book_records
from complaintdesk.engine import publishing
from complaintdesk.engine.fields import FIELDS
from complaintdesk.models.house import Assurance, Holder, Listed, Standing, Told
from complaintdesk.models.moments import london
from complaintdesk.models.record import Record
from complaintdesk.models.views import QueueQuery

if TYPE_CHECKING:
    from complaintdesk.desk.desk import Desk

_BLANK = "[name]"


def records(desk: "Desk", landlord: str, *kinds: str, open_only: bool = False) -> Iterator[tuple[Look, Record]]:
    """The records of these kinds on the landlord's cases (all landlords: ''), each with its case as it stands now."""
    for one in desk.reader.holding(kinds, landlord, open_only=open_only):
        seen = look(one.case_id, one.ref, desk.landlord(one.landlord), one.events, desk.now())
        for record in seen.case.records if seen else ():
            if seen is not None and record.kind in kinds and (record.is_open or not open_only):
                yield seen, record


def register(desk: "Desk", landlord: str, *kinds: str, open_only: bool = False) -> tuple[Listed, ...]:
    """A register: what is late first, then by the day it is due."""
    marks = [name for name, field in FIELDS.items() if field.kind == "flag"]
    found = [
        Listed(
            ref=seen.case.ref,
            record=record_view(seen, record),
            area=str(record.said.get("area") or seen.case.area),
            owner=str(record.said.get("owner") or seen.case.owner),
            due=record.due_on,
            marked=tuple(name for name in marks if record.has(name)),
        )
        for seen, record in records(desk, landlord, *kinds, open_only=open_only)
    ]
    return tuple(sorted(found, key=lambda one: (not one.record.is_late, one.due or date.max, one.ref)))


def to_share(desk: "Desk", landlord: str) -> tuple[Listed, ...]:
    """Lessons worth sharing that nobody has shared yet."""
    waiting = {
        (seen.case.ref, one.key)
        for seen, one in records(desk, landlord, "lesson")
        if one.has("to_share") and not one.has("shared_on")
    }
    return tuple(one for one in register(desk, landlord, "lesson") if (one.ref, one.record.key) in waiting)


def improvements(desk: "Desk", landlord: str, *, public: bool = False) -> tuple[Told, ...]:
    """What is done differently since; in public only what may be published, without a customer's name."""
    told = []
    for seen, one in records(desk, landlord, "lesson"):
        if not one.has("improvement") or (public and not one.has("may_publish")):
            continue
        lesson, change = str(one.said["what"]), str(one.said["improvement"])
        if public:
            change = str(one.said.get("public_text") or change)
            lesson, change = _nameless(lesson, seen), _nameless(change, seen)
        area = str(one.said.get("area") or seen.case.area)
        told.append(Told("" if public else seen.case.ref, area, lesson, change, one.settled_on or _said(one)))
    return tuple(told)


def bulletin(desk: "Desk", landlord: str) -> tuple[Told, ...]:
    """The compliments chosen to be publicised; the customer's name stands there only with their consent."""
    told = []
    for seen, one in records(desk, landlord, "compliment"):
        if one.has("publish_in"):
            agreed = one.has("consent")
            words = seen.case.words if agreed else _nameless(seen.case.words, seen)
            name = seen.case.resident if agreed else ""
            about = str(one.said.get("about_whom") or "")
            told.append(Told("", seen.case.area, about, words, _said(one), name))
    return tuple(told)


def _nameless(text: str, seen: Look) -> str:
    """``text`` with the customer's name, and each part of it, left out."""
    parts = [part for part in re.split(r"\W+", seen.case.resident) if len(part) > 1]
    if not parts:
        return text
    name = "|".join(sorted(map(re.escape, parts), key=len, reverse=True))
    return re.sub(rf"\b(?:{name})(?:\s+(?:{name}))*\b", _BLANK, text, flags=re.IGNORECASE)


def _said(one: Record) -> date:
    return london(one.at).date()


def publications(desk: "Desk", landlord: str) -> tuple[Standing, ...]:
    """How everything the policy has published or checked again and again stands today."""
    owner, today = desk.landlord(landlord), desk.today().date()
    done: dict[str, list[tuple[date, str]]] = {}
    for one in book_records(desk.reader, landlord, desk.now(), "publication"):
        day = date.fromisoformat(one.said["done_on"]) if one.has("done_on") else _said(one)
        done.setdefault(str(one.said["publication"]), []).append((day, str(one.said.get("for_year") or "")))
    rules = owner.policy().publications
    return tuple(publishing.publication(rule, done.get(rule.name, ()), today, owner.calendar) for rule in rules)


def plans(desk: "Desk", landlord: str) -> tuple[Standing, ...]:
    """How the plan of each service area stands; the areas are those on the staff list and those with a plan."""
    rule = desk.landlord(landlord).policy().window("area_plan")
    if rule is None:
        return ()
    last: dict[str, date | None] = {area: None for one in desk.roster(landlord).members for area in one.areas}
    for one in book_records(desk.reader, landlord, desk.now(), "area_plan"):
        day = date.fromisoformat(one.said["done_on"]) if one.has("done_on") else _said(one)
        area = str(one.said.get("area") or "")
        last[area] = max(day, last.get(area) or day)
    today = desk.today().date()
    return tuple(publishing.plan(rule, area, last[area], today) for area in sorted(last) if area)


def past_retention(desk: "Desk", landlord: str) -> tuple[str, ...]:
    """Closed cases kept longer than the landlord wants to, to be looked at by somebody. Nothing is deleted."""
    years = desk.landlord(landlord).retention_years
    if not years:
        return ()
    before = desk.now() - timedelta(days=round(years * 365.25))
    return tuple(row.ref for row in desk.reader.closed_before(before, landlord))


def assurance(desk: "Desk", landlord: str) -> Assurance:
    """The assurance report of one landlord."""
    owner, today = desk.landlord(landlord), desk.today().date()
    policy, staff = owner.policy(), desk.roster(landlord)
    lessons = register(desk, landlord, "lesson")
    answers = Counter(str(one.said.get("satisfied") or "not answered") for _, one in records(desk, landlord, "survey"))
    words = dict(FIELDS["satisfied"].choices)
    return Assurance(
        landlord=owner.name,
        policy=f"{policy.title}, version {policy.version}, in force from {policy.in_force_from}",
        approval=policy.approval,
        review=publishing.review(policy, today),
        holders=tuple(
            Holder(one.name, one.job, role.title, one.since, one.until)
            for role in policy.roles
            if "assure" in role.may
            for one in staff.holders(role.key, today)
        ),
        counts=desk.counts(QueueQuery(landlord)),
        lessons=(
            len(lessons),
            sum(one.record.is_open for one in lessons),
            sum(one.record.is_late for one in lessons),
        ),
        improvements=len(improvements(desk, landlord)),
        satisfaction=tuple((words.get(word, word), n) for word, n in sorted(answers.items())),
        publications=publications(desk, landlord),
        plans=plans(desk, landlord),
        late_reviews=tuple(
            f"{one.ref}, {one.record.state}"
            for one in register(desk, landlord, "restriction", open_only=True)
            if one.record.is_late
        ),
        retention_years=owner.retention_years,
        past_retention=past_retention(desk, landlord),
    )
