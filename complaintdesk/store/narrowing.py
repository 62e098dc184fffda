"""From a filter's value to SQL: conditions on columns, and what is sought in and kept out by the index of words.

Every value travels as a named parameter. A ``+`` before a column keeps SQLite from leaving the order of the list's own
index for a look-up that it would have to sort.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintdesk.models.filters import Due, Filter, Owners, Refs, Span


_INDEXED = 3
"""Beginnings of words up to this length have a list of their own in the index (``ddl.SEARCH``)."""


class Narrowed:
    """The SQL of one list's filter. ``tallied`` speaks of landlord, owner and due day alone, which tallies have too."""

    def __init__(self, landlord: str, owner: str, words: str, found: Filter) -> None:
        self.params: dict[str, Any] = {}
        self.tallied = ""
        """Conditions on columns that the tallies have as well, each led by AND."""
        self.others = ""
        """Conditions on other columns."""
        self.by_owner = False
        """Whether any of ``tallied`` is about owners."""
        self.by_case = True
        """Whether the index answers for a single case without reading all that a word's beginning finds."""
        self._match: list[str] = []
        self._without: list[str] = []
        if landlord:
            self.tallied += f" AND c.landlord = {self._param(landlord)}"
        if owner:
            self.by_owner = True
            self.tallied += f" AND c.owner = {self._param(owner)}"
        if plain := match_of(words.split()):
            self._match.append(plain)
            self.by_case = max(map(len, words.split())) <= _INDEXED
        for term in found.terms:
            self._take(term)

    def seek(self, mark: str, *, excluded: bool) -> None:
        """Only cases with this mark (or only those without), besides everything else."""
        (self._without if excluded else self._match).append(phrase(mark, whole=True))

    @property
    def match(self) -> str:
        """What must stand in the index of words; empty where nothing is sought there."""
        if not self._match:
            return ""
        sought = " AND ".join(f"({one})" for one in self._match)
        return f"({sought}) NOT ({self.without})" if self._without else sought

    @property
    def without(self) -> str:
        """What must not stand there."""
        return " OR ".join(f"({one})" for one in self._without)

    def _param(self, value: object) -> str:
        name = f"p{len(self.params)}"
        self.params[name] = value
        return f":{name}"

    def _list(self, values: Iterable[str]) -> str:
        return f"(SELECT value FROM json_each({self._param(json.dumps(list(values)))}))"

    def _take(self, term: Any) -> None:
        """Take up one term. By its name: a start imports no classes for a list that has no filter."""
        no = " NOT" if term.excluded else ""
        match type(term).__name__:
            case "Phrases":
                said = " OR ".join(phrase(one, whole=term.whole) for one in term.any_of)
                self.by_case &= term.whole or max(map(len, term.any_of), default=0) <= _INDEXED
                (self._without if term.excluded else self._match).append(said)
            case "Owners":
                self.by_owner = True
                self.tallied += self._owners(term)
            case "Landlords" if len(term.any_of) == 1 and not term.excluded:
                self.tallied += f" AND c.landlord = {self._param(term.any_of[0])}"
            case "Landlords":
                self.tallied += f" AND +c.landlord{no} IN {self._list(term.any_of)}"
            case "Due":
                self.tallied += self._due(term)
            case "Refs":
                self.others += self._refs(term)

    def _owners(self, term: Owners) -> str:
        names = [name for landlord, name in term.any_of if not landlord]
        pairs = [f"{landlord}\x1f{name}" for landlord, name in term.any_of if landlord]
        if len(names) == 1 and not pairs and not term.excluded:
            return f" AND c.owner = {self._param(names[0])}"
        said = f"+c.owner IN {self._list(names)}"
        if pairs:
            said += f" OR c.landlord || '\x1f' || c.owner IN {self._list(pairs)}"
        return f" AND{' NOT' if term.excluded else ''} ({said})"

    def _due(self, term: Due) -> str:
        if len(term.any_of) == 1 and not term.excluded and not term.any_of[0].landlord:
            one = term.any_of[0]
            return f" AND c.next_due >= {self._param(one.first)} AND c.next_due < {self._param(one.end)}"
        spans = " OR ".join(self._span(one) for one in term.any_of) or "1 = 0"
        return f" AND{' NOT' if term.excluded else ''} ({spans})"

    def _span(self, one: Span) -> str:
        where = f"+c.landlord = {self._param(one.landlord)} AND " if one.landlord else ""
        return f"({where}+c.next_due >= {self._param(one.first)} AND +c.next_due < {self._param(one.end)})"

    def _refs(self, term: Refs) -> str:
        said = " OR ".join(f"instr(c.ref, {self._param(one)}) > 0" for one in term.any_of)
        return f" AND{' NOT' if term.excluded else ''} ({said})"


def match_of(words: Iterable[str]) -> str:
    """A search for words that begin so, all of them; empty where there is no word in it."""
    return " ".join(phrase(word, whole=False) for word in words if any(map(str.isalnum, word)))


def phrase(words: str, *, whole: bool) -> str:
    """Words as a string of the search language: no sign in it means anything there, and none ends it."""
    return '"' + words.replace("\0", " ").replace('"', '""') + ('"' if whole else '"*')
