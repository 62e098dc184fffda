"""What the commands beside the cases print: staff list, registers, what may be told, assurance; plain or JSON."""

from collections.abc import Iterator, Mapping
from uuid import uuid4

from complaintdesk.cli import twins
from complaintdesk.cli.output import as_json, say, say_all, table
from complaintdesk.desk import Desk
from complaintdesk.desk import house as rooms
from complaintdesk.desk.staffing import STAFF, book_records
from complaintdesk.engine.days import long
from complaintdesk.engine.of_people import HERE, whereabouts
from complaintdesk.errors import BadInput, NotFound
from complaintdesk.models.acting import Refused
from complaintdesk.models.house import Assurance, Told
from complaintdesk.models.staff import Member
from complaintdesk.policy_schema import nearest

REGISTERS: Mapping[str, tuple[str, ...]] = {
    "lessons": ("lesson",),
    "compliments": ("compliment",),
    "surveys": ("survey",),
    "orders": ("order",),
    "referrals": ("referral",),
    "restrictions": ("classification", "restriction"),
    "actions": ("action", "remedy"),
}
"""The registers by name, and the kinds of record each holds."""
PAGE = 500
"""How many entries of a register are listed, unless another number is asked for; programs get all of them."""
REFUSALS = "refusals"
"""What was not taken on: whole complaints, parts and reviews, each with its ground."""
SHARING = "to-share"
"""The lessons worth sharing that nobody has shared yet."""
EQUALITY = "equality"
"""What people stated of each protected characteristic, in numbers."""


def one_landlord(desk: Desk, landlord: str) -> str:
    """The landlord that was named, or the only one there is. Raises BadInput where there are several."""
    if landlord:
        return desk.landlord(landlord).key
    keys = [key for key, _ in desk.landlords()]
    if len(keys) != 1:
        raise BadInput("Several landlords are in this store.", f"Name one: {', '.join(keys)}.")
    return keys[0]


def staff(desk: Desk, landlord: str, *, json: bool) -> None:
    """Who works here: roles, team, days, deputy."""
    key = one_landlord(desk, landlord)
    titles = {role.key: role.title for role in desk.landlord(key).policy().roles}
    today = desk.today().date()
    rows = [("NAME", "ROLES", "TEAM", "DAYS", "STANDS IN", "MORE")]
    for one in desk.roster(key).members:
        if json:
            print(as_json(_member(one)))
            continue
        roles = ", ".join(titles.get(role, role) for role in one.roles) or "--"
        days = f"{f'from {long(one.since)}' if one.since else ''}{f' until {long(one.until)}' if one.until else ''}"
        more = [one.job, f"manager {one.manager}" if one.manager else "", ", ".join(one.areas)]
        more += [where] if (where := whereabouts(one, today)) != HERE else []
        said = ", ".join(filter(None, more))
        rows.append((one.name, roles, one.team or "--", days.strip() or "--", one.deputy or "--", said))
    for line in () if json else table(rows):
        say(line)


def _member(one: Member) -> dict[str, object]:
    days = {"since": one.since, "until": one.until, "away_from": one.away_from, "away_until": one.away_until}
    return {
        **{name: getattr(one, name) for name in ("name", "initials", "job", "roles", "team", "areas")},
        **{"manager": one.manager, "deputy": one.deputy},
        **{name: day.isoformat() if day else None for name, day in {**days, **one.trained}.items()},
    }


def change_staff(desk: Desk, landlord: str, name: str, said: Mapping[str, str | None], *, new: bool) -> None:
    """Put somebody on the staff list, or change what is known of them: one act on the landlord's book."""
    key = one_landlord(desk, landlord)
    known = desk.roster(key).find(name)
    if new and known is not None and _entry(desk, key, name):
        raise BadInput(f"{known.name} is on the staff list already.", "Change it with `complaintdesk staff change`.")
    book = desk.book(key)
    act, given = ("staff_add", {"name": name}) if new else ("staff_change", {"which": _entry(desk, key, name)})
    if not new and not given["which"]:
        if known is None:
            raise NotFound(f"{name} is not on the staff list.", "Add them with `complaintdesk staff add`.")
        act, given = "staff_add", {"name": known.name}
    form = desk.form(book, act)
    values: dict[str, object] = {field.name: field.value for field in form.fields}
    values |= given | {field: value for field, value in said.items() if value is not None}
    done = desk.do(book, act, values, seq=form.seq, key=uuid4().hex)
    if isinstance(done, Refused):
        hint = "`complaintdesk staff add NAME` puts somebody on it." if done.field in ("manager", "deputy") else ""
        raise BadInput(done.sentence, done.clause or hint)
    say(f"{name}: {done.sentence}")


def _entry(desk: Desk, landlord: str, name: str) -> str:
    """How the book's form names somebody's entry; '' where the book has none."""
    wanted = " ".join(name.split()).casefold()
    found = book_records(desk.reader, landlord, desk.now(), STAFF)
    return next((one.key for one in reversed(found) if str(one.said.get("name", "")).casefold() == wanted), "")


def register(desk: Desk, name: str, landlord: str, most: int | None, *, open_only: bool, json: bool) -> None:
    """One register, what is late first; ``most`` entries, or as many as people read at once."""
    if name == REFUSALS:
        twins.register(desk, landlord, json=json)
        return
    if name == EQUALITY:
        _equality(desk, one_landlord(desk, landlord), json=json)
        return
    if name not in (*REGISTERS, SHARING):
        known = (REFUSALS, *REGISTERS, SHARING, EQUALITY)
        hint = nearest(name, known) or f"Registers: {', '.join(known)}."
        raise BadInput(f"There is no register '{ascii(name)[1:-1][:40]}'.", hint)
    key = desk.landlord(landlord).key if landlord else ""
    if name == SHARING:
        found = rooms.to_share(desk, key)
    else:
        limit = most if most is not None else 0 if json else PAGE
        found = rooms.register(desk, key, *REGISTERS[name], open_only=open_only, most=limit)
    if json:
        for one in found:
            print(as_json(one))
        return
    rows = [("REF", "WHAT", "STATE", "AREA", "LINE")]
    rows += [(one.ref, one.record.title, one.record.state, one.area or "--", one.record.line) for one in found]
    for line in table(rows) if found else ("Nothing stands in this register.",):
        say(line)
    every = rooms.total(desk, key, *REGISTERS[name], open_only=open_only) if name != SHARING else 0
    if len(found) < every:
        say(f"{len(found):,} of {every:,}; --limit 0 lists all.")


def _equality(desk: Desk, landlord: str, *, json: bool) -> None:
    found = rooms.equality(desk, landlord)
    if json:
        print(as_json(found))
        return
    rows = [("CHARACTERISTIC", "STATED", "CASES")]
    for key, stated in found.items():
        rows += [(key.replace("_", " "), words, str(n)) for words, n in stated.items()]
    for line in table(rows):
        say(line)


def told(desk: Desk, what: str, landlord: str, *, public: bool, json: bool) -> None:
    """Improvements or compliments, to be handed on."""
    key = one_landlord(desk, landlord)
    found: tuple[Told, ...]
    if what == "improvements":
        found = rooms.improvements(desk, key, public=public)
    elif what == "compliments":
        found = rooms.bulletin(desk, key)
    else:
        raise BadInput(f"There is nothing to tell called '{ascii(what)[1:-1][:40]}'.", "improvements, or compliments.")
    for one in found:
        if json:
            print(as_json(one))
            continue
        say(f"{long(one.on)}  {one.ref or one.area or '--'}  {one.what}")
        say_all(f"    {one.words}" + (f" ({one.name})" if one.name else ""))
    if not found and not json:
        say("Nothing is marked for that yet.")


def assurance(desk: Desk, landlord: str, *, json: bool) -> None:
    """The assurance report."""
    found = rooms.assurance(desk, one_landlord(desk, landlord))
    if json:
        print(as_json(found))
        return
    for line in _assurance(found):
        say(line)


def _assurance(one: Assurance) -> Iterator[str]:
    yield f"{one.landlord}: {one.policy}"
    if one.approval:
        yield f"approval status: {one.approval}"
    yield f"{one.review.what}: {one.review.state}"
    for holder in one.holders:
        days = f"{f', from {long(holder.since)}' if holder.since else ''}"
        days += f" until {long(holder.until)}" if holder.until else ""
        yield f"{holder.role}: {holder.name}{f', {holder.job}' if holder.job else ''}{days}"
    vacant = (f"! {role.what}: {role.state} ({role.clause})" for role in one.vacancies if role.is_owed)
    yield from (*vacant, *(f"! order of the Ombudsman: {order}" for order in one.late_orders))
    for late_review in one.late_reviews:
        yield f"! review of a restriction: {late_review}"
    yield f"open cases: {one.counts.total}, of these late: {one.counts.breached}"
    yield twins.owed_words(one.owed)
    every, still, late = one.lessons
    yield f"learning actions: {every}, open {still}, late {late}; improvements made: {one.improvements}"
    said = ", ".join(f"{words.lower()} {n}" for words, n in one.satisfaction) or "no survey yet"
    yield f"satisfaction with handling: {said}"
    yield from _answered_for(one)
    for title, rows in (("Published or checked", one.publications), ("Plans of the service areas", one.plans)):
        if rows:
            yield f"{title}:"
        for row in rows:
            times = f"; {row.times}" if row.times else ""
            yield f"  {'! ' if row.is_owed else ''}{row.what}: {row.state}{times} ({row.clause})"
    if one.due_to_go:
        yield f"due to be disposed of (`complaintdesk disposal` says why): {', '.join(one.due_to_go)}"


def _answered_for(one: Assurance) -> Iterator[str]:
    """What a landlord answers for beside its cases: lessons told, the self-assessment, training, objectives."""
    if one.untold:
        yield f"lessons shared with nobody yet: {', '.join(one.untold)}"
    every, lacking = len(one.assessed.provisions), len(one.assessed.unanswered)
    departs = ", ".join(one.assessed.departs) or "none"
    yield f"self-assessment: {every - lacking} of {every} provisions answered; not complied with: {departs}"
    if 0 < lacking < every:
        yield f"  not answered: {', '.join(one.assessed.unanswered)}"
    for name, subject, until in one.untrained:
        yield f"! training in {subject}: {name}, {f'ran out {long(until)}' if until else 'none on record'}"
    with_it, there = one.objective
    yield f"objective on complaint handling: {with_it} of {there} who handle complaints"
