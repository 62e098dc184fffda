"""Registers over all cases and the landlord's book: lessons, compliments, what is published, the assurance report."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from complaintdesk.desk import assessing, retaining
from complaintdesk.desk.looking import Look, look
from complaintdesk.desk.showing import record_view
from complaintdesk.desk.staffing import book_records
from complaintdesk.engine import publishing
from complaintdesk.engine.anonymising import Anonymiser
from complaintdesk.engine.fields import FIELDS
from complaintdesk.models.house import Assurance, Holder, Listed, Standing, Told
from complaintdesk.models.lists import QueueQuery
from complaintdesk.models.moments import london
from complaintdesk.models.record import Record
from complaintdesk.models.terms import CHARACTERISTICS
from complaintdesk.store.naming import reference
from complaintdesk.store.rows import Entry

if TYPE_CHECKING:
    from complaintdesk.desk.browsing import Browsing

_BLANK = "[name]"
_MARKS = tuple(name for name, field in FIELDS.items() if field.kind == "flag")


def records(desk: "Browsing", landlord: str, kind: str, saying: str) -> Iterator[tuple[Look, Record]]:
    """The records of a kind that have the field ``saying`` on the landlord's cases (all landlords: ''), each with its
    case as it stands now."""
    found = _looked_at(desk, desk.reader.holding(kind, landlord, saying))
    return ((seen, record) for seen, record in found if record.has(saying))


def register(
    desk: "Browsing", landlord: str, *kinds: str, open_only: bool = False, most: int = 0
) -> tuple[Listed, ...]:
    """A register: what is late first, then by the day it is due. ``most`` 0: all of it; else only so many are read."""
    today = desk.today().date().toordinal()
    found = desk.reader.entries(kinds, landlord, today, open_only=open_only, limit=most)
    return tuple(_listed(seen, record) for seen, record in _looked_at(desk, found))


def _looked_at(desk: "Browsing", entries: Iterable[Entry]) -> Iterator[tuple[Look, Record]]:
    """Each entry with its case as it stands now; a case is folded once."""
    known: dict[int, Look | None] = {}
    for one in entries:
        if one.case_id not in known:
            events = desk.reader.events(one.case_id)
            known[one.case_id] = look(one.case_id, one.ref, desk.landlord(one.landlord), events, desk.now())
        seen = known[one.case_id]
        for record in seen.case.records if seen is not None else ():
            if seen is not None and (record.kind, record.number) == (one.kind, one.number):
                yield seen, record


def total(desk: "Browsing", landlord: str, *kinds: str, open_only: bool = False) -> int:
    """How many entries a register has."""
    found = desk.reader.entry_tally(kinds, landlord, desk.today().date().toordinal())
    return sum(one.open if open_only else one.n for one in found)


def _listed(seen: Look, record: Record) -> Listed:
    return Listed(
        ref=seen.case.ref,
        record=record_view(seen, record),
        area=str(record.said.get("area") or seen.case.area),
        owner=str(record.said.get("owner") or seen.case.owner),
        due=record.due_on,
        marked=tuple(name for name in _MARKS if record.has(name)),
    )


def untold(desk: "Browsing", landlord: str) -> tuple[Listed, ...]:
    """Lessons that were shared with nobody yet."""
    waiting = ((seen, one) for seen, one in records(desk, landlord, "lesson", "what") if not one.has("shared_with"))
    return tuple(sorted((_listed(*one) for one in waiting), key=_late_first))


def to_share(desk: "Browsing", landlord: str) -> tuple[Listed, ...]:
    """Lessons worth sharing that nobody has shared yet."""
    waiting = ((seen, one) for seen, one in records(desk, landlord, "lesson", "to_share") if not one.has("shared_on"))
    return tuple(sorted((_listed(*one) for one in waiting), key=_late_first))


def _late_first(one: Listed) -> tuple[bool, date, str]:
    return not one.record.is_late, one.due or date.max, one.ref


def improvements(desk: "Browsing", landlord: str, *, public: bool = False) -> tuple[Told, ...]:
    """What is done differently since; in public only what may be published, without a customer's name."""
    told = []
    for seen, one in records(desk, landlord, "lesson", "improvement"):
        if public and not one.has("may_publish"):
            continue
        lesson, change = str(one.said["what"]), str(one.said["improvement"])
        if public:
            change = str(one.said.get("public_text") or change)
            without = Anonymiser(seen.case, None, _BLANK)
            lesson, change = without.clean(lesson), without.clean(change)
        area = str(one.said.get("area") or seen.case.area)
        told.append(Told("" if public else seen.case.ref, area, lesson, change, one.settled_on or _said(one)))
    return tuple(told)


def bulletin(desk: "Browsing", landlord: str) -> tuple[Told, ...]:
    """The compliments chosen to be publicised; the customer's name stands there only with their consent."""
    told = []
    for seen, one in records(desk, landlord, "compliment", "publish_in"):
        agreed = one.has("consent")
        words = seen.case.words if agreed else Anonymiser(seen.case, None, _BLANK).clean(seen.case.words)
        name = seen.case.resident if agreed else ""
        told.append(Told("", seen.case.area, str(one.said.get("about_whom") or ""), words, _said(one), name))
    return tuple(told)


def _said(one: Record) -> date:
    return london(one.at).date()


def publications(desk: "Browsing", landlord: str, as_at: datetime | None = None) -> tuple[Standing, ...]:
    """How everything the policy has published or checked again and again stands, now or at a moment."""
    now = as_at or desk.now()
    owner, today = desk.landlord(landlord), london(now).date()
    policy, begun = owner.policy(), _begun(desk, landlord, now)
    done: dict[str, list[tuple[date, str]]] = {}
    for one in book_records(desk.reader, landlord, now, "publication"):
        day = one.day("done_on") or _said(one)
        done.setdefault(str(one.said["publication"]), []).append((day, str(one.said.get("for_year") or "")))
    occasions = [
        (one.day("since") or _said(one), str(one.said["occasion"]))
        for one in book_records(desk.reader, landlord, now, "occasion")
    ]
    homes = _homes(desk, landlord, now) if any(rule.large_by for rule in policy.publications) else 0
    staff = desk.roster(landlord, as_at)
    found = []
    for rule in policy.publications:
        entries = publishing.Entries(done.get(rule.name, ()), occasions, homes, begun)
        stands = publishing.publication(policy, rule, entries, today, owner.calendar)
        holders = staff.holders(rule.role, today) if rule.role and stands.is_owed else ()
        found.append(stands._replace(who=holders[0].name if holders else ""))
    return tuple(found)


def _homes(desk: "Browsing", landlord: str, now: datetime) -> float:
    """How many homes the landlord has by its book; 0 where that is not known."""
    today = london(now).date()
    known = [(one.day("since") or _said(one), one) for one in book_records(desk.reader, landlord, now, "stock")]
    last = max((one for one in known if one[0] <= today), key=lambda one: (one[0], one[1].number), default=None)
    return float(str(last[1].said.get("amount") or 0)) if last else 0


def vacancies(desk: "Browsing", landlord: str, as_at: datetime | None = None) -> tuple[Standing, ...]:
    """The roles that somebody must hold at any time, and who does."""
    staff, today = desk.roster(landlord, as_at), london(as_at or desk.now()).date()
    return tuple(
        publishing.vacancy(
            role, staff.holders(role.key, today), [one for one in staff.members if role.key in one.roles]
        )
        for role in desk.landlord(landlord).policy().roles
        if role.always
    )


def _begun(desk: "Browsing", landlord: str, now: datetime) -> date:
    """The day the landlord's desk began, that of its first file; today where it has none."""
    began = desk.reader.begun(reference(0, 0, landlord), landlord)
    return london(min(began or now, now)).date()


def plans(desk: "Browsing", landlord: str, as_at: datetime | None = None) -> tuple[Standing, ...]:
    """How the plan of each service area stands; the areas are those on the staff list and those with a plan."""
    now = as_at or desk.now()
    rule = desk.landlord(landlord).policy().window("area_plan")
    if rule is None:
        return ()
    last: dict[str, date | None] = {area: None for one in desk.roster(landlord, now).members for area in one.areas}
    for one in book_records(desk.reader, landlord, now, "area_plan"):
        day = one.day("done_on") or _said(one)
        area = str(one.said.get("area") or "")
        last[area] = max(day, last.get(area) or day)
    today, begun = london(now).date(), _begun(desk, landlord, now)
    return tuple(publishing.plan(rule, area, last[area], today, begun) for area in sorted(last) if area)


def outstanding(desk: "Browsing", landlord: str, as_at: datetime) -> tuple[Standing, ...]:
    """What the landlord is to review, publish and plan again and again, and has not."""
    review = publishing.review(desk.landlord(landlord).policy(), london(as_at).date())
    every = (
        *(review, *vacancies(desk, landlord, as_at), *publications(desk, landlord, as_at)),
        *plans(desk, landlord, as_at),
    )
    return tuple(one for one in every if one.is_owed)


def equality(desk: "Browsing", landlord: str) -> dict[str, dict[str, int]]:
    """What people stated of each protected characteristic, counted over all cases; who stated nothing counts so."""
    total = desk.reader.total(QueueQuery(desk.landlord(landlord).key, status="all"))
    told: dict[str, dict[str, int]] = {key: {} for key in CHARACTERISTICS}
    for counted, n in desk.reader.counted("monitoring", landlord).items():
        key, _, stated = counted.partition("=")
        told[key][stated] = n
    return {key: {**stated, "not stated": total - sum(stated.values())} for key, stated in told.items()}


def due_to_go(desk: "Browsing", landlord: str) -> tuple[str, ...]:
    """Closed cases whose words are due to be disposed of; somebody decides, nothing goes by itself."""
    rows = retaining.retained(desk, landlord).rows
    return tuple(dict.fromkeys(one.ref for one in rows if one.state == "due" and not one.which))


def assurance(desk: "Browsing", landlord: str) -> Assurance:
    """The assurance report of one landlord."""
    owner, today = desk.landlord(landlord), desk.today().date()
    policy, staff = owner.policy(), desk.roster(landlord)
    lessons = desk.reader.entry_tally(["lesson"], landlord, today.toordinal())
    answers = desk.reader.entry_tally(["survey"], landlord, today.toordinal())
    late_reviews = sum(one.late for one in desk.reader.entry_tally(["restriction"], landlord, today.toordinal()))
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
        lessons=(sum(one.n for one in lessons), sum(one.open for one in lessons), sum(one.late for one in lessons)),
        # An improvement is what settles a lesson.
        improvements=sum(one.n - one.open for one in lessons),
        satisfaction=tuple(sorted((words.get(one.value, one.value or "not answered"), one.n) for one in answers)),
        publications=publications(desk, landlord),
        plans=plans(desk, landlord),
        owed=desk.owed_counts(landlord),
        late_reviews=tuple(
            f"{one.ref}, {one.record.state}"
            for one in (
                register(desk, landlord, "restriction", open_only=True, most=late_reviews) if late_reviews else ()
            )
        ),
        due_to_go=due_to_go(desk, landlord),
        vacancies=vacancies(desk, landlord),
        assessed=assessing.assessed(desk, landlord),
        untrained=assessing.untrained(desk, landlord),
        objective=assessing.objective(desk, landlord),
        untold=tuple(dict.fromkeys(one.ref for one in untold(desk, landlord))),
        late_orders=tuple(
            f"{one.ref}: {one.record.line}, {one.record.state}"
            for one in register(desk, landlord, "order", open_only=True)
            if one.record.is_late
        ),
    )
