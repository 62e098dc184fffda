"""A policy file's text into a ``Policy``: read by the tables of ``policy_schema``, then checked as a whole.

Decision: what a file inherits is settled here, once, so that everybody else sees one finished policy.
Duties and letter contents come from the policy named by ``falls_back_to`` unless the file has its own for
the same place; ``level = "off"`` drops one and leaves a reading that says so. Roles, publications, figures and
grounds are inherited too (``policy_inherited``). Clocks, extensions, windows and readings are never inherited: a
period is what the landlord's own file says.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from complaintdesk.errors import BadDataFile
from complaintdesk.models.policy import (
    Choice,
    ClockRule,
    Contacts,
    Duty,
    Exclusion,
    ExtensionRule,
    FigureRule,
    LetterItem,
    LetterRule,
    OutOfHours,
    Policy,
    Publication,
    Reading,
    Retention,
    Role,
    Source,
    Window,
)
from complaintdesk.policy_checks import (
    check_choices,
    check_clocks,
    check_extensions,
    check_figures,
    check_retention,
)
from complaintdesk.policy_duties import check_duties
from complaintdesk.policy_inherited import cited_from, publications, roles
from complaintdesk.policy_schema import (
    CONTACTS,
    FILE,
    LETTER,
    LETTER_ITEM,
    OUT_OF_HOURS,
    POLICY,
    RULES,
    SOURCE,
    Faults,
    refusal,
    shown,
    table,
)
from complaintdesk.policy_slips import APRIL, check_slips

Values = dict[str, Any]
_ONCE = {
    "extension": ("stage",),
    "window": ("name",),
    "reading": ("topic",),
    "role": ("key",),
    "exclusion": ("ground",),
    "choice": ("field", "key"),
    "publication": ("name",),
    "retention": ("name",),
    "duty": ("at", "stage", "needs", "of", "when"),
    "letter": ("kind",),
    "figure": ("key",),
}
"""What tells two rules of one kind apart; two that agree in it are a duplicate."""
_SETTLED = {"in_force_note", "review_on", "cited_as", "provisions"}
"""Keys of the head that are settled one by one."""
_NOTHING_THERE = ("is 'off', but nothing is inherited there", "block, warn, remind")


_NO_TOML = {
    "Cannot overwrite": "Does the key stand there twice?",
    "Cannot declare": "Do several such tables stand under single brackets? They are headed like [[clock]].",
    "Illegal character": "Is a quotation mark missing at the end?",
    "Invalid value": "A text stands in straight quotation marks, a list in square brackets.",
    "Invalid date": "Is there a date that no calendar has?",
    "Expected newline": "Is there a date that no calendar has, or a text without quotation marks?",
    "Unclosed array": "Is a comma or a square bracket missing in the list?",
    "Invalid inline table": "Is a comma missing between the braces?",
}
"""What most often stands behind what TOML's reader says first."""


def policy(text: str, name: str, base: Callable[[str], Policy]) -> Policy:
    """The policy in ``text``. ``name`` is the file in refusals; ``base`` finds the one it falls back to.

    Raises BadDataFile with a sentence for each thing wrong. What only makes sense between whole tables is looked
    at once they are whole, so that one slip is not said twice.
    """
    from complaintdesk.policy_places import placed

    try:
        return _whole(text, name, base)
    except BadDataFile as error:
        raise placed(name, text, error) from None


def _whole(text: str, name: str, base: Callable[[str], Policy]) -> Policy:
    data, faults = _toml(text, name), Faults()
    with faults.noted():
        table(name, "", data, FILE)
    head = _part(faults, name, data, "policy", POLICY)
    contacts = _part(faults, name, data, "contacts", CONTACTS)
    out_of_hours = _part(faults, name, data, "out_of_hours", OUT_OF_HOURS)
    rules = {kind: _tables(faults, name, data, kind, keys) for kind, keys in RULES.items()}
    letters = _letters(faults, name, _tables(faults, name, data, "letter", LETTER))
    with faults.noted():
        check_clocks(name, rules["clock"])
    if not (shapeless := bool(faults)):
        with faults.noted():
            check_extensions(name, rules["clock"], rules["extension"].values())
        with faults.noted():
            check_choices(name, head, rules)
        with faults.noted():
            check_retention(name, rules)
        with faults.noted():
            check_slips(name, head, rules)
    below = None
    with faults.noted():
        below = base(head["falls_back_to"]) if "falls_back_to" in head else None
    if shapeless or (below is None and "falls_back_to" in head):
        faults.settle()
    duties, no_duties = _with_inherited_duties(faults, name, list(rules["duty"].values()), below)
    contents, no_contents = _with_inherited_letters(faults, name, list(letters.values()), below)
    made = Policy(
        **{key: value for key, value in head.items() if key not in _SETTLED},
        in_force_note=head.get("in_force_note", ""),
        review_on=head.get("review_on"),
        cited_as=head.get("cited_as") or head["key"],
        provisions=head.get("provisions") or (below.provisions if below else ()),
        contacts=Contacts(**contacts),
        out_of_hours=_made(OutOfHours, out_of_hours) if out_of_hours else None,
        clocks=tuple(_clock(values) for values in rules["clock"].values()),
        extensions=tuple(_made(ExtensionRule, values) for values in rules["extension"].values()),
        windows=tuple(_made(Window, {"length": None} | values) for values in rules["window"].values()),
        readings=(*(_made(Reading, values) for values in rules["reading"].values()), *no_duties, *no_contents),
        roles=roles(tuple(_role(values) for values in rules["role"].values()), below),
        exclusions=_exclusions(list(rules["exclusion"].values()), below),
        choices=tuple(_made(Choice, values) for values in rules["choice"].values()),
        publications=publications(
            name,
            tuple(_made(Publication, values) for values in rules["publication"].values()),
            below,
            head.get("year_starts", APRIL),
        ),
        retention=tuple(_made(Retention, values) for values in rules["retention"].values()),
        duties=duties,
        figures=_with_inherited_figures(list(rules["figure"].values()), below),
        letters=contents,
        text=text,
    )
    with faults.noted():
        check_duties(name, rules["duty"], made)
    with faults.noted():
        check_figures(name, rules["figure"], made)
    faults.settle()
    return made


def _toml(text: str, name: str) -> Values:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        said, _, place = repr(str(error))[1:-1].rpartition(" (at line ")
        near = next((words for begins, words in _NO_TOML.items() if str(error).startswith(begins)), "")
        allowed = "TOML as the shipped policies"
        fault = refusal(name, "the file", f"is no TOML ({repr(str(error))[1:-1]})", allowed, near)
        if said:
            line, _, column = place.rstrip(")").partition(", column ")
            found = f"is no TOML ({said}, at column {column})"
            fault = refusal(f"{name}, line {line}", "the file", found, allowed, near)
            fault.parts |= {"file": name, "line": line}
        raise fault from None


def _part(faults: Faults, name: str, data: Values, key: str, keys: Any) -> Values:
    """The values of a table that stands once; empty where it is not there or cannot be read."""
    if key in data and (key != "policy" or isinstance(data[key], dict)):
        with faults.noted():
            return table(name, key, data[key], keys)
    return {}


def _tables(faults: Faults, name: str, data: Values, kind: str, keys: Any) -> dict[int, Values]:
    """The converted tables of one kind that can be read, by their number in the file; notes the same thing twice."""
    found = data.get(kind, [])
    if not isinstance(found, list):
        faults.append(refusal(name, kind, f"is {shown(found)}", f"tables headed [[{kind}]]"))
        return {}
    made: dict[int, Values] = {}
    for number, one in enumerate(found, 1):
        with faults.noted():
            made[number] = table(name, f"{kind}[{number}]", one, keys)
    seen: dict[tuple[Any, ...], int] = {}
    for number, values in made.items():
        identity = tuple(values.get(key) for key in _ONCE.get(kind, ()))
        if identity and seen.setdefault(identity, number) != number:
            what = f"has the same {' and '.join(_ONCE[kind])} as {kind}[{seen[identity]}]"
            faults.append(refusal(name, f"{kind}[{number}]", what, "each only once"))
    return made


def _letters(faults: Faults, name: str, letters: dict[int, Values]) -> dict[int, Values]:
    """The letters with their contents converted too."""
    for number, values in letters.items():
        items: dict[str, Values] = {}
        for place, found in enumerate(values["contains"], 1):
            where = f"letter[{number}].contains[{place}]"
            with faults.noted():
                one = table(name, where, found, LETTER_ITEM)
                if items.setdefault(one["item"], one) is not one:
                    raise refusal(name, f"{where}.item", f"is {one['item']!r} again", "each only once")
        values["contains"] = list(items.values())
    return letters


def _source(values: Values, prefix: str = "") -> Source:
    return Source(**{key: values[prefix + key] for key in SOURCE if prefix + key in values})


def _made(kind: Callable[..., Any], values: Values) -> Any:
    """A rule whose fields are named as its keys."""
    return kind(**{key: value for key, value in values.items() if key not in SOURCE}, source=_source(values))


def _clock(values: Values) -> ClockRule:
    target = _source(values, "target_") if "target" in values else None
    rest = {key: value for key, value in values.items() if not key.startswith("target_")}
    rule: ClockRule = _made(ClockRule, {"stage": None} | rest | {"target_source": target})
    return rule


def _role(values: Values) -> Role:
    rest = {key: value for key, value in values.items() if key != "award_up_to"}
    role: Role = _made(Role, rest | {"award_up_to_pence": values.get("award_up_to")})
    return role


def _exclusions(own: list[Values], below: Policy | None) -> tuple[Exclusion, ...]:
    """The file's own grounds; where it names none, those it falls back to."""
    if own or below is None:
        return tuple(_made(Exclusion, values) for values in own)
    return tuple(replace(one, source=cited_from(one.source, below)) for one in below.exclusions)


def _with_inherited_duties(
    faults: Faults, name: str, own: list[Values], below: Policy | None
) -> tuple[tuple[Duty, ...], tuple[Reading, ...]]:
    """(inherited and own duties, readings about those switched off); the inherited ones come first."""
    kept = {duty.place: duty for duty in (below.duties if below else ())}
    kept = {place: replace(duty, source=cited_from(duty.source, below)) for place, duty in kept.items() if below}
    off = []
    for number, values in enumerate(own, 1):
        place = (values["at"], values.get("stage"), values["needs"], values.get("of", ()), values.get("when", ()))
        if values["level"] == "off":
            if kept.pop(place, None) is None:
                faults.append(refusal(name, f"duty[{number}].level", *_NOTHING_THERE))
            off.append(Reading(f"not asked before {place[0]}: {place[2]}", values["says"], _source(values)))
        else:
            kept[place] = _made(Duty, values)
    return tuple(kept.values()), tuple(off)


def _with_inherited_figures(own: list[Values], below: Policy | None) -> tuple[FigureRule, ...]:
    """Inherited figures, then the landlord's own; one of the same key takes the inherited one's place."""
    kept = {
        one.key: replace(one, source=cited_from(one.source, below)) for one in (below.figures if below else ()) if below
    }
    kept.update({one["key"]: _made(FigureRule, one) for one in own})
    return tuple(kept.values())


def _with_inherited_letters(
    faults: Faults, name: str, own: list[Values], below: Policy | None
) -> tuple[tuple[LetterRule, ...], tuple[Reading, ...]]:
    """(letters with inherited and own contents, readings about contents switched off)."""
    kept: dict[str, dict[str, LetterItem]] = {}
    for letter in below.letters if below else ():
        kept[letter.kind] = {
            one.item: replace(one, source=cited_from(one.source, below)) for one in letter.contains if below
        }
    off = []
    for number, values in enumerate(own, 1):
        items = kept.setdefault(values["kind"], {})
        for place, one in enumerate(values["contains"], 1):
            if one.get("level") != "off":
                items[one["item"]] = _made(LetterItem, one)
                continue
            if items.pop(one["item"], None) is None:
                faults.append(refusal(name, f"letter[{number}].contains[{place}].level", *_NOTHING_THERE))
            off.append(Reading(f"not needed in {values['kind']}: {one['item']}", one["says"], _source(one)))
    return tuple(LetterRule(kind, tuple(items.values())) for kind, items in kept.items()), tuple(off)
