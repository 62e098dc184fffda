"""What a policy says and what one may say, line by line: ``policy show`` and ``policy words``."""

from collections.abc import Iterable, Iterator

from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.asked import letter_fields, own_fields
from complaintdesk.engine.conditions import CONDITIONS
from complaintdesk.engine.days import MONTHS
from complaintdesk.engine.facts import FACTS
from complaintdesk.engine.fields import FIELDS
from complaintdesk.engine.of_people import PEOPLE
from complaintdesk.engine.records import RECORDS
from complaintdesk.models.figures import GROUPINGS, MEASURES
from complaintdesk.models.policy import ClockRule, Policy, Source
from complaintdesk.models.terms import CHANNELS, LETTER_ITEMS, LETTER_KINDS
from complaintdesk.policy_duties import EVENTS, SUBJECTS

FACT_WORDS = {
    "feedback": "the file's kinds; book",
    "channel": ", ".join(CHANNELS),
    "on_file": "kinds of record",
    "open_on_file": "kinds of record",
}


def vocabulary() -> Iterator[str]:
    """Every word a policy file may use in its duties, figures and letters."""
    yield "Acts, with the fields of their forms"
    for act in ACTS.values():
        besides = f"; for its letter: {', '.join(letter_fields(act))}" if letter_fields(act) else ""
        yield f"  {act.key:<22} {act.label}: {', '.join(own_fields(act)) or 'no fields of its own'}{besides}"
    yield from ("", "Fields")
    for field in FIELDS.values():
        allowed = f" ({', '.join(key for key, _ in field.choices)})" if field.choices else ""
        yield f"  {field.name:<22} {field.label}: {field.kind}{allowed}"
    yield from ("", "Kinds of record")
    for kind in RECORDS.values():
        yield f"  {kind.key:<22} {kind.title}: {', '.join(kind.says)}"
    yield from ("", "Facts, with their words")
    for fact in FACTS:
        yield f"  {fact:<22} {FACT_WORDS.get(fact, 'yes, no')}"
    yield from ("", "People, besides the fields that name somebody", f"  {', '.join(PEOPLE)}, handler")
    yield from ("", "Events", f"  {', '.join(EVENTS)}")
    yield from ("", "Subjects of training", f"  {', '.join(SUBJECTS)}")
    yield from ("", "Measures of figures, with what their 'of' holds")
    for name, measure in MEASURES.items():
        days = f"; day: {', '.join(measure.days)}" if measure.days else ""
        yield f"  {name:<22} {measure.of or 'nothing'}{days}: {measure.says}"
    yield from ("", "Breakdowns of figures", f"  {', '.join(GROUPINGS)}")
    yield from ("", "Kinds of letter", f"  {', '.join(LETTER_KINDS)}")
    yield from ("", "Contents of letters", f"  {', '.join(LETTER_ITEMS)}")
    yield from ("", "Conditions, with what their 'of' holds")
    for name, condition in CONDITIONS.items():
        length = ", and a length" if condition.has_length else ""
        yield f"  {name:<22} {', '.join(condition.of) or 'nothing'}{length}"


def described(policy: Policy) -> Iterator[str]:
    """The lines that ``show`` prints, not yet made plain."""
    yield f"{policy.landlord}: {policy.title}"
    yield f"key {policy.key}, version {policy.version}, in force from {policy.in_force_from}"
    if policy.in_force_note:
        yield policy.in_force_note
    yield f"reporting year from 1 {MONTHS[policy.year_starts - 1]}"
    yield f"review by {policy.review_on}" if policy.review_on else "review date not known"
    if policy.approval:
        yield f"approval status: {policy.approval}"
    about = (
        ("directorate", policy.directorate),
        ("first issued", policy.first_issued),
        ("looked after by", policy.owner),
    )
    yield from (f"{name}: {words}" for name, words in about if words)
    yield f"source: {policy.document}"
    if policy.falls_back_to:
        yield f"where it is silent on duties and letters: {policy.falls_back_to}"
    yield from _part("Clocks", ((_clock_words(one), one.source) for one in policy.clocks))
    if policy.out_of_hours:
        words = f"out of hours: {', '.join(policy.out_of_hours.events)}"
        yield from _part("Day zero", [(words, policy.out_of_hours.source)])
    yield from _part(
        "Extensions",
        (
            (f"stage {one.stage}: at most {one.at_most}{_grounds(one.grounds, one.refuses)}", one.source)
            for one in policy.extensions
        ),
    )
    yield from _part(
        "Windows",
        (
            (f"{one.name}: {one.length or 'no limit'} from {one.runs_from} ({one.effect})", one.source)
            for one in policy.windows
        ),
    )
    yield from _part("Readings", ((f"{one.topic}: {one.says}", one.source) for one in policy.readings))
    yield from _part(
        "Roles",
        (
            (f"{one.key}: {one.title}; {', '.join(one.may)}{_gets(one.gets)}{_sum(one.award_up_to_pence)}", one.source)
            for one in policy.roles
        ),
    )
    yield from _part(
        "Not taken on",
        (
            (f"{one.ground}: {one.title}" + (f" ({one.asks})" if one.asks else ""), one.source)
            for one in policy.exclusions
        ),
    )
    yield from _part(
        "Words of its own",
        ((f"{one.field}: {one.key}, {one.says}", one.source) for one in policy.choices),
    )
    yield from _part("Published or checked", ((f"{one.name}: {one.asks}", one.source) for one in policy.publications))
    yield from _part("How long it is kept", ((f"{one.title}: {one.asks}", one.source) for one in policy.retention))
    yield from _part(
        "Duties",
        (
            (
                f"{one.at}{f', stage {one.stage}' if one.stage else ''}: {one.needs} ({one.level}). {one.says}",
                one.source,
            )
            for one in policy.duties
        ),
    )
    yield from _part("Figures", ((f"{one.title}: {one.asks}. {one.says}", one.source) for one in policy.figures))
    for letter in policy.letters:
        yield from _part(
            f"Letter: {letter.kind}",
            ((f"{one.item} ({one.level}). {one.says}", one.source) for one in letter.contains),
        )


def _part(title: str, rules: Iterable[tuple[str, Source]]) -> Iterator[str]:
    """A heading and its rules, each with clause, reading and reason; nothing where there are no rules."""
    for number, (words, source) in enumerate(rules):
        if not number:
            yield ""
            yield title
        yield f"  {words}"
        yield f"    clause {source.clause}" + (f" [{source.certainty}]" if source.certainty else "")
        if source.quote:
            yield f'    "{source.quote}"'
        if source.reading:
            yield f"    read as: {source.reading}"
        if source.why:
            yield f"    because: {source.why}"


def _clock_words(clock: ClockRule) -> str:
    stage = f", stage {clock.stage}" if clock.stage else ""
    kinds = "" if clock.feedback == ("complaint",) else f" [{', '.join(clock.feedback)}]"
    length = "the same day" if clock.length.count == 0 else str(clock.length)
    target = ""
    if clock.target and clock.target_source:
        target = f"; target {clock.target} (clause {clock.target_source.clause})"
    return f"{clock.name}{stage} ({clock.party}): {length} from {clock.runs_from}{kinds}{target}"


def _grounds(grounds: tuple[str, ...], refuses: tuple[str, ...]) -> str:
    allowed = f"; grounds: {', '.join(grounds)}" if grounds else ""
    return allowed + (f"; never for: {', '.join(refuses)}" if refuses else "")


def _gets(kinds: tuple[str, ...]) -> str:
    return f"; gets each {' and '.join(one.replace('_', ' ') for one in kinds)}" if kinds else ""


def _sum(pence: int | None) -> str:
    return "" if pence is None else f" (awards up to £{pence // 100:,}.{pence % 100:02})"
