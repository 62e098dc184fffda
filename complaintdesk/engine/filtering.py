"""The filter language: what people type to narrow a list, read into a frozen value, and applied to one case.

``stage:2 -owner:me "damp wall" due:<3``: space is and, a comma is or, ``-`` or ``!`` turns a term round, quotes hold
words together. Days are those of each landlord's own calendar, so a filter is read anew each day.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from complaintdesk.engine.bands import USUAL, Bands
from complaintdesk.engine.marks import FLAGS, SIGNS, marked, unmarked, words_of
from complaintdesk.engine.working_days import Calendar
from complaintdesk.errors import BadInput
from complaintdesk.models.filters import NO_DAY, Due, Filter, Landlords, Owners, Phrases, Refs, Span, Term
from complaintdesk.models.terms import BANDS, CHANNELS, FEEDBACK_KINDS

MOST = 999
"""Working days that ``due:`` may ask for; a calendar reaches further than that."""
_PIECE = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
_VALUE = re.compile(r'(?:[^,"]|"[^"]*"?)+')
_DAYS = re.compile(r"(<=|>=|<|>|=|)(-?\d{1,6})")


class Known(NamedTuple):
    """What values may be named: who asks on which day, and who and which landlords there are."""

    who: str
    today: date
    owners: tuple[str, ...] = ()
    teams: tuple[tuple[str, str, str], ...] = ()
    """(team, landlord or '' for every one, name)."""
    landlords: tuple[tuple[str, str, Calendar], ...] = ()
    """(key, name, calendar)."""
    bands: Bands = USUAL


class Facts(NamedTuple):
    """What a filter looks at in a case."""

    ref: str
    landlord: str
    owner: str
    next_due: int
    columns: tuple[str, ...]
    """The texts that are searched, each on its own: reference, resident, address, subject, and words with marks."""


def read(text: str, known: Known) -> Filter:
    """The filter behind ``text``. BadInput names the first word that cannot be, and what is allowed in its place."""
    terms: list[Term] = []
    for piece in _PIECE.findall(text.replace("\0", " ")):
        excluded = piece[0] in "-!" and len(piece) > 1
        said = piece[1:] if excluded else piece
        field, colon, values = said.partition(":")
        if not colon or '"' in field or not field:
            term = _words(_values(said))
            if term is not None:
                terms.append(term._replace(excluded=excluded))
        elif field.lower() in _FIELDS:
            name = field.lower()
            terms.append(_FIELDS[name](name, _values(values), known)._replace(excluded=excluded))
        else:
            raise BadInput(
                f"There is no field {_quoted(field)}.",
                f"Fields: {', '.join(_FIELDS)}; quotes make it a word: {_quoted(said)}.",
            )
    return Filter(text, tuple(terms))


def plain(words: str) -> Filter:
    """Words alone, all of which must stand somewhere: no sign in them means anything."""
    found = (_words([word]) for word in words.replace("\0", " ").split())
    return Filter(words, tuple(term for term in found if term is not None))


def matches(found: Filter, case: Facts) -> bool:
    """Whether the case is one of those the filter shows."""
    if not found.terms:
        return True
    columns = [words_of(column) for column in case.columns] if _reads_words(found.terms) else []
    return all(_holds(term, case, columns) != term.excluded for term in found.terms)


def _reads_words(terms: Iterable[Term]) -> bool:
    return any(isinstance(term, Phrases) for term in terms)


def _holds(term: Term, case: Facts, columns: Sequence[list[str]]) -> bool:
    match term:
        case Phrases(any_of, _, whole):
            return any(_stands(words_of(one), column, whole=whole) for one in any_of for column in columns)
        case Owners(any_of):
            return ("", case.owner) in any_of or (case.landlord, case.owner) in any_of
        case Landlords(any_of):
            return case.landlord in any_of
        case Due(any_of):
            return any(one.landlord in ("", case.landlord) and one.first <= case.next_due < one.end for one in any_of)
        case Refs(any_of):
            return any(one in case.ref for one in any_of)


def _stands(sought: list[str], column: list[str], *, whole: bool) -> bool:
    """Whether the words follow each other in the column, the last one by its beginning unless ``whole``."""
    *first, last = sought
    return any(
        column[at : at + len(first)] == first
        and (column[at + len(first)] == last if whole else column[at + len(first)].startswith(last))
        for at in range(len(column) - len(first))
    )


# the terms, one reader a field


def _values(text: str) -> list[str]:
    """The values a comma parts, without their quotes."""
    return [one for one in (value.replace('"', "").strip() for value in _VALUE.findall(text)) if one]


def _words(values: list[str]) -> Phrases | None:
    """Words of the text; None where there is no letter or digit in them."""
    kept = tuple(one for one in map(unmarked, values) if words_of(one))
    return Phrases(kept) if kept else None


def _fixed(options: Sequence[str]) -> Callable[[str, list[str], Known], Phrases]:
    """A field whose values are a list: each is named by its beginning."""

    def reads(field: str, values: list[str], known: Known) -> Phrases:
        return Phrases(tuple(marked(field, one) for one in _chosen(field, values, options)), whole=True)

    return reads


def _chosen(field: str, values: list[str], options: Sequence[str]) -> list[str]:
    """The options that the values name: whole, or else all that begin so."""
    plain = {"".join(words_of(option)): option for option in options}
    chosen = []
    for value in _some(field, values, options):
        typed = "".join(words_of(value))
        found = [plain[typed]] if typed in plain else [plain[one] for one in plain if typed and one.startswith(typed)]
        if not found:
            raise _unknown(field, value, options)
        chosen += found
    return chosen


def _some(field: str, values: list[str], options: Sequence[str]) -> list[str]:
    if not values:
        raise BadInput(f"{field}: needs a value.", _allowed(options))
    return values


def _unknown(field: str, value: str, options: Sequence[str]) -> BadInput:
    return BadInput(f"{field}: knows no {_quoted(value)}.", _allowed(options))


def _allowed(options: Sequence[str]) -> str:
    """A line of what may be named; of many people only the first."""
    most = 12 if len(options) <= 12 else 6
    more = f" and {len(options) - most} more" if len(options) > most else ""
    named = (f'"{one}"' if " " in one else one for one in (_shown(option) for option in options[:most]))
    return f"Allowed: {', '.join(named)}{more}." if options else "There is none."


def _shown(option: str) -> str:
    return option.replace("_", "-")


def _quoted(text: str) -> str:
    return f'"{text[:40]}"'


def _text(field: str, values: list[str], known: Known) -> Phrases:
    """A field of free text, by the beginnings of its words."""
    kept = [one for one in (marked(field, value) for value in values) if one]
    if not kept:
        raise BadInput(f"{field}: needs a word.", f"For example {field}:rep, which finds repairs.")
    return Phrases(tuple(kept))


def _owner(field: str, values: list[str], known: Known) -> Owners:
    options = ("me", "none", *known.owners)
    names: list[str] = []
    for value in _some(field, values, options):
        typed = words_of(value)
        own = {"me": known.who, "none": ""}.get(value.lower())
        found = [own] if own is not None else [one for one in known.owners if typed and _named(typed, one)]
        if not found:
            raise _unknown(field, value, options)
        names += found
    return Owners(tuple(("", name) for name in dict.fromkeys(names)))


def _named(typed: list[str], name: str) -> bool:
    """Whether each typed word begins a word of the name."""
    return all(any(word.startswith(one) for word in words_of(name)) for one in typed)


def _team(field: str, values: list[str], known: Known) -> Owners:
    teams = tuple(dict.fromkeys(team for team, _, _ in known.teams if team))
    options = ("mine", *teams)
    people: list[tuple[str, str]] = []
    for value in _some(field, values, options):
        typed = words_of(value)
        if value.lower() == "mine":
            found = {team for team, _, name in known.teams if name == known.who and team}
            if not found:
                raise BadInput("team:mine finds no team of yours.", _allowed(teams))
        else:
            exact = {team for team in teams if words_of(team) == typed}
            found = exact or {team for team in teams if typed and _named(typed, team)}
        if not found:
            raise _unknown(field, value, options)
        people += [(landlord, name) for team, landlord, name in known.teams if team in found]
    return Owners(tuple(dict.fromkeys(people)))


def _landlord(field: str, values: list[str], known: Known) -> Landlords:
    keys = [key for key, _, _ in known.landlords]
    chosen: list[str] = []
    for value in _some(field, values, keys):
        typed = words_of(value)
        found = [key for key in keys if key == value.lower()]
        found = found or [key for key, name, _ in known.landlords if typed and _named(typed, f"{key} {name}")]
        if not found:
            raise _unknown(field, value, keys)
        chosen += found
    return Landlords(tuple(dict.fromkeys(chosen)))


def _band(field: str, values: list[str], known: Known) -> Due:
    spans: list[Span] = []
    for band in _chosen(field, values, BANDS):
        spans += _spans(known, partial(_of_band, band, known))
    return Due(tuple(spans))


def _of_band(band: str, known: Known, calendar: Calendar) -> tuple[int, int]:
    """The due days of a band, as ``engine.bands`` draws its lines."""
    today, soon, watch = known.today, known.bands.soon, known.bands.watch

    def after(left: int) -> int:
        return calendar.first_left(today, left + 1).toordinal()

    return {
        "breached": (0, today.toordinal()),
        "today": (today.toordinal(), after(0)),
        "soon": (after(0), after(soon)),
        "watch": (after(soon), after(watch)),
        "clear": (after(watch), NO_DAY),
        "done": (NO_DAY, NO_DAY + 1),
    }[band]


def _due(field: str, values: list[str], known: Known) -> Due:
    spans: list[Span] = []
    for value in values or [""]:
        found = _DAYS.fullmatch(value.replace(" ", ""))
        if found is None or abs(int(found[2])) > MOST:
            raise BadInput(
                f"due: counts working days left, not {_quoted(value)}." if value else "due: needs working days left.",
                f"Allowed: due:<3, due:<=3, due:3, due:>=3, due:>3, up to {MOST}.",
            )
        spans += _spans(known, partial(_of_days, found[1], int(found[2]), known.today))
    return Due(tuple(spans))


def _of_days(sign: str, n: int, today: date, calendar: Calendar) -> tuple[int, int]:
    """The due days with so many working days left, fewer or more."""
    first, end = (calendar.first_left(today, one).toordinal() for one in (n, n + 1))
    return {"<": (0, first), "<=": (0, end), ">": (end, NO_DAY), ">=": (first, NO_DAY)}.get(sign, (first, end))


def _spans(known: Known, of: Callable[[Calendar], tuple[int, int]]) -> Iterator[Span]:
    """The days at each landlord; one span for all where their calendars agree."""
    found = {key: of(calendar) for key, _, calendar in known.landlords}
    if len(set(found.values())) == 1:
        yield Span("", *next(iter(found.values())))
    else:
        yield from (Span(key, *days) for key, days in found.items())


def _refs(field: str, values: list[str], known: Known) -> Refs:
    if not values:
        raise BadInput("ref: needs a reference.", "For example ref:26001, or any part of one.")
    return Refs(tuple(value.upper() for value in values))


_FIELDS: dict[str, Callable[[str, list[str], Known], Term]] = {
    "stage": _fixed(("1", "2")),
    "owner": _owner,
    "team": _team,
    "band": _band,
    "landlord": _landlord,
    "kind": _fixed(FEEDBACK_KINDS),
    "theme": _text,
    "area": _text,
    "channel": _fixed(CHANNELS),
    "flag": _fixed(FLAGS),
    "due": _due,
    "ref": _refs,
}
FIELDS = tuple(_FIELDS)
assert set(SIGNS) <= set(FIELDS)  # noqa: S101  a mark nobody can ask for would only fill the index
