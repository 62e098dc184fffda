"""Forms: which fields an act asks for on this case, each with its choices and what is known already."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from complaintdesk.desk.looking import Look
from complaintdesk.desk.typed import extended_from
from complaintdesk.engine.days import long, medium
from complaintdesk.engine.facts import prefers
from complaintdesk.engine.fields import FIELDS, choices
from complaintdesk.engine.gates import kept
from complaintdesk.engine.kinds import Act
from complaintdesk.engine.periods import step, whole
from complaintdesk.engine.records import RECORDS, in_words, movable, open_records, title
from complaintdesk.models.forms import Field
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Exclusion


class Me(NamedTuple):
    """Who fills the form in, and the role each person has on the landlord's staff list."""

    name: str
    staff: Mapping[str, str]
    """Name -> role."""

    @property
    def role(self) -> str:
        """My own role; '' where I am not on the list."""
        return self.role_of(self.name)

    def role_of(self, name: str) -> str:
        """The role of whoever is called so; '' where nobody is."""
        return next((role for one, role in self.staff.items() if one.casefold() == name.casefold()), "")


_AT_NEED: Mapping[str, Callable[[Look, Act], bool]] = {
    "send_to": lambda seen, _: any(one.kind == "representative" for one in seen.case.records),
    "sent_by": lambda seen, act: bool(prefers(seen.ground(""))) or "channel_asked" in act.last,
    "unheard_why": lambda seen, _: "contacted" not in seen.course.stages[seen.case.stage].first,
    "undated_why": lambda seen, act: any(
        "undated_why" in one.of and one.at == act.key and one.stage in (None, seen.case.stage)
        for one in seen.policy.duties
    ),
    "ground_asked": lambda seen, act: any(one.asks for one in _grounds(seen, act)),
    "preference_reason": lambda seen, _: bool(prefers(seen.ground(""))),
}
"""Fields that are asked only where the case gives reason to."""


def fields_for(act: Act, seen: Look, me: Me, asked: Collection[str], standing: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields of an act's form on this case, filled with what is known.

    ``asked`` names what its letter's checklist may ask to fill; ``standing`` holds the standing paragraphs. What the
    letter prints from the file's records is not asked again.
    """
    known = _known(seen, me) | dict(standing)
    if "lessons" in asked and "lessons" not in act.fields:
        known["lessons"] = _lessons(seen)
    on_file = (name for kind in act.moves for name in RECORDS[kind].says)
    there = {*act.fields, *act.last, *on_file, "representative"}
    printed = [name for name in FIELDS if name in set(asked) and name not in there]
    # What is still to be said comes first; what is known already and the standing paragraphs come behind it.
    own = [name for name in act.asks(seen.case.feedback) if name not in _AT_NEED or _AT_NEED[name](seen, act)]
    last = [name for name in act.last if name not in _AT_NEED or _AT_NEED[name](seen, act)]
    wanted = [*own, *sorted(printed, key=lambda name: bool(known.get(name))), *last]
    made = (_made(name, act, seen, me, known) for name in wanted)
    others = {one.of[0] for one in kept(seen.ground(act.key))}
    # Whoever fills the form in does not begin as the one whom a role keeps them from being.
    return tuple(one._replace(value="") if one.name in others and one.value == me.name else one for one in made)


def _made(name: str, act: Act, seen: Look, me: Me, known: Mapping[str, object]) -> Field:
    """One field with the choices, the hint and the value that this case gives it."""
    field = _offered(FIELDS[name], seen)
    if name in act.optional:
        field = field._replace(required=False)
    if name in act.insists:
        field = field._replace(required=True)
    if name in _FITTED:
        field = _FITTED[name](field, act, seen, me)
    return field if name in _UNKNOWN else field._replace(value=known.get(name, field.value))


def _ground(field: Field, act: Act, seen: Look, me: Me) -> Field:
    if act.key != "extend":
        return _choice_of(field, ((one.ground, one.title) for one in _grounds(seen, act)))
    rule = seen.policy.extension(seen.case.stage)
    if rule is not None and rule.grounds:
        field = _choice_of(field, ((one, one.capitalize()) for one in rule.grounds))
    if rule is not None and rule.refuses:
        never = " or ".join(one.replace("_", " ") for one in rule.refuses)
        field = field._replace(hint=f"{never} is never a ground ({rule.source.clause})")
    return field


def _ground_asked(field: Field, act: Act, seen: Look, me: Me) -> Field:
    asked = [one for one in _grounds(seen, act) if one.asks]
    titles = " or ".join(f"'{one.title}'" for one in asked)
    return field._replace(label=" / ".join(one.asks for one in asked), hint=f"for {titles}")


def _authority(field: Field, act: Act, seen: Look, me: Me) -> Field:
    if not field.required:
        return field
    says = (("yes", "Confirmed by the resident"), ("no", "Refuted by the resident"))
    return _choice_of(field, says)._replace(label="What the resident says", value="")


def _which(field: Field, act: Act, seen: Look, me: Me) -> Field:
    field = _choice_of(field, ((one.key, title(one, seen.policy)) for one in movable(seen.case, act)))
    return field._replace(value=field.choices[0][0] if len(field.choices) == 1 else "")


def _owner(field: Field, act: Act, seen: Look, me: Me) -> Field:
    return field._replace(value=_holder(seen, act.owed_by)) if act.owed_by else field


def _reason(field: Field, act: Act, seen: Look, me: Me) -> Field:
    """What was written down when the restriction was decided; it is not thought up anew for its letter."""
    if "restriction" not in act.moves or "reason" in act.fields:
        return field
    said = [str(one.said["proportionate"]) for one in movable(seen.case, act) if one.has("proportionate")]
    return field._replace(value=said[-1] if said else "", hint="as it was decided; as the letter tells it")


def _due_on(field: Field, act: Act, seen: Look, me: Me) -> Field:
    usual = seen.period(act)
    return field._replace(hint=f"empty: {usual} after the act") if usual else field


def _to(field: Field, act: Act, seen: Look, me: Me) -> Field:
    return field._replace(hint="one of " + ", ".join(me.staff)) if me.staff else field


def _for_year(field: Field, act: Act, seen: Look, me: Me) -> Field:
    starts, today = seen.policy.year_starts, london(seen.now).date()
    year = step(whole("year", today, starts), -1, starts)
    quarter = step(whole("quarter", today, starts), -1, starts)
    return field._replace(hint=f"{year.key}, or {quarter.key} for {quarter.words}")


def _until(field: Field, act: Act, seen: Look, me: Me) -> Field:
    if act.event == "window_extended":
        return field._replace(label="May ask until")
    due = extended_from(seen)
    if due is None:
        return field
    later = long(seen.calendar.add(due, _LATER))
    return field._replace(hint=f"+{_LATER}wd is {later}: it counts from {medium(due)}, when the answer is due")


def _choice_of(field: Field, choices: Iterable[tuple[str, str]]) -> Field:
    return field._replace(kind="choice", choices=tuple(choices))


_FITTED: Mapping[str, Callable[[Field, Act, Look, Me], Field]] = {
    "authority": _authority,
    "ground": _ground,
    "ground_asked": _ground_asked,
    "earlier": lambda field, _, seen, __: _choice_of(
        field, ((one.ref, f"{one.ref}: {one.subject}") for one in seen.kin)
    ),
    "figure": lambda field, _, seen, __: _choice_of(field, ((one.key, one.title) for one in seen.policy.figures)),
    "publication": lambda field, _, seen, __: _choice_of(
        field, ((one.name, one.name) for one in seen.policy.publications)
    ),
    "roles": lambda field, _, seen, __: field._replace(
        choices=tuple((one.key, one.title) for one in seen.policy.roles)
    ),
    "due_on": _due_on,
    "for_year": _for_year,
    "owner": _owner,
    "reason": _reason,
    "until": _until,
    "which": _which,
    "to": _to,
    "linked": lambda field, act, _, __: field._replace(hint="its reference") if act.adds else field,
}
"""Field -> what the case and the policy make of it."""
_LATER = 5
"""Working days later, in the example that stands beside an extension's new date."""
_UNKNOWN = frozenset({"reason", "words", "text"})
"""Fields that begin empty, whatever is known under their name."""


def _grounds(seen: Look, act: Act) -> tuple[Exclusion, ...]:
    """The policy's grounds that the act may stand on."""
    return tuple(one for one in seen.policy.exclusions if {act.key, act.like} & {*one.acts})


def _reviewer(seen: Look) -> str:
    """Who is suggested for the review: whoever answers for the main area, may review, and handled no stage 1."""
    may = {role.key for role in seen.policy.roles if "review" in role.may}
    handled = {who.casefold() for stage, who in seen.case.handlers if stage == 1}
    heads = seen.staff.answering_for(seen.case.area, london(seen.now).date()) if seen.case.area else ()
    return next((one.name for one in heads if may & {*one.roles} and one.name.casefold() not in handled), "")


def _holder(seen: Look, power: str) -> str:
    """Whoever holds a role with that power today; '' where nobody does."""
    keys = (role.key for role in seen.policy.roles if power in role.may)
    return next((one.name for key in keys for one in seen.staff.holders(key, london(seen.now).date())), "")


def _lessons(seen: Look) -> str:
    """What was learnt at the stage the case is at, in the words meant for customers where there are any."""
    case = seen.case
    learnt = [one for one in case.records if one.kind == "lesson" and one.stage == case.stage]
    said = ((in_words(one, name, seen.policy) for name in ("public_text", "improvement", "what")) for one in learnt)
    return "\n".join(filter(None, (next(filter(None, words), "") for words in said)))


def _offered(field: Field, seen: Look) -> Field:
    """The field with the words that the policy has for it."""
    policy = seen.policy
    means = {one.key: f": {one.says}" for one in policy.offers(field.name) if one.says}
    if not policy.offers(field.name):
        return field
    return field._replace(choices=tuple((key, said + means.get(key, "")) for key, said in choices(field.name, policy)))


def _known(seen: Look, me: Me) -> dict[str, object]:
    case = seen.case
    handler = case.handler(case.stage) or me.name
    return {
        "definition": case.definition,
        "wanted": case.wanted,
        "unclear": "\n".join(str(one.said["unclear"]) for one in open_records(case, ("unclear",))),
        "send_to": "customer",
        "accompanied_by": next(
            (
                str(one.said["advocate"])
                for one in case.records
                if one.kind == "representative" and one.has("authority")
            ),
            "",
        ),
        "parts": tuple(one.text for one in (case.elements if case.stage == 1 else case.open_elements)),
        "to": _reviewer(seen) if case.stage == 2 and not case.handler(2) else "",
        "declared_by": me.name,
        "happened_on": case.happened_on,
        "known_on": case.known_on,
        "areas_affected": ", ".join(case.areas_affected),
        "account": any(one.said.get("account") for held in (case, *seen.kin) for one in held.records),
        "update_interval": next(
            (said for event in reversed(case.events) if (said := event.body.get("update_interval"))), ""
        ),
        "handler": handler,
        "handler_role": me.role_of(handler).replace("_", " ").capitalize(),
        "signatory": handler,
        "contact_method": case.contact_preference,
        "findings": tuple(
            {
                "number": element.number,
                "text": element.text,
                "finding": element.finding(case.stage)[0],
                "reason": element.finding(case.stage)[1],
                "overturned": "",
            }
            for element in case.open_elements
        ),
        "disputed": tuple(element.text for element in case.elements if not element.excluded),
        "area": case.area,
        "proposed_by": me.name,
        "decided_by": me.name,
    }
