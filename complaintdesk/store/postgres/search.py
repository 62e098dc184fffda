"""The index of words on a server: what FTS5 does in a file, said with a tsvector made from words we fold ourselves.

Nothing depends on the server's locale or dictionaries: ``engine.marks.words_of`` makes the words, of what is stored
and of what is sought. ``lexemes`` says which words a case has (a GIN index answers that), ``folded`` in which order, so
that words beside each other are found as such; each column of the index is a line of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from complaintdesk.engine.marks import words_of

COLUMNS = ("ref", "resident", "address", "subject", "words")
_LONGEST = 500
"""So much of a word stands among the lexemes; the rest is looked for in ``folded``."""
_MOST = 900_000
"""Bytes of lexemes a case may have; the server takes a megabyte."""
_TOKEN = re.compile(r'\s*(?:"((?:[^"]|"")*)"(\*?)|(\(|\)|AND\b|OR\b|NOT\b)|(\w+)\s*:)')


def kept(texts: tuple[str, ...]) -> tuple[str, list[str]]:
    """``folded`` and ``lexemes`` of a row with these texts."""
    lines = [words_of(text) for text in texts]
    found: dict[str, None] = dict.fromkeys(word[:_LONGEST] for line in lines for word in line)
    room = _MOST
    lexemes = [word for word in found if (room := room - len(word.encode())) > 0]
    return "\n".join(f" {' '.join(line)} " for line in lines), lexemes


class Sought:
    """A search in FTS5's language (as ``narrowing`` writes it) as a condition on ``table``; ``params`` go with it."""

    def __init__(self, table: str, name: str, match: str) -> None:
        self.params: dict[str, Any] = {}
        self._table, self._name = table, name
        self._rest = list(_tokens(match))
        self.sql = self._any()

    def _any(self) -> str:
        """OR binds least, then AND, then NOT; phrases that stand side by side belong together before all else."""
        return self._joined("OR", lambda: self._joined("AND", lambda: self._joined("NOT", self._side_by_side)))

    def _joined(self, word: str, part: Any) -> str:
        said = [part()]
        while self._rest and self._rest[0] == word:
            self._rest.pop(0)
            said.append(part())
        if len(said) == 1:
            return str(said[0])
        return f"({f' {word} '.join(said)})" if word != "NOT" else f"({' AND NOT '.join(said)})"

    def _side_by_side(self) -> str:
        said = []
        while self._rest and self._rest[0] not in (")", "AND", "OR", "NOT"):
            one = self._rest.pop(0)
            if one == "(":
                said.append(self._any())
                self._rest.pop(0)
            else:
                said.append(self._phrase(*one))
        return " AND ".join(filter(None, said)) or "FALSE"

    def _phrase(self, column: str, text: str, begins: bool) -> str:
        """Nothing for a phrase without a word in it."""
        words = words_of(text)
        if not words:
            return ""
        lexemes = [_quoted(word[:_LONGEST]) for word in words]
        cut = begins or len(words[-1]) > _LONGEST
        has = f"{self._table}.lexemes @@ {self._param(' & '.join(lexemes) + (':*' if cut else ''))}::tsquery"
        if len(words) == 1 and len(words[0]) <= _LONGEST and not column:
            return has
        text = f" {' '.join(words)}{'' if begins else ' '}"
        folded = f"{self._table}.folded"
        if column:
            folded = f"split_part({folded}, chr(10), {COLUMNS.index(column) + 1})"
        return f"({has} AND strpos({folded}, {self._param(text)}) > 0)"

    def _param(self, value: str) -> str:
        name = f"{self._name}_{len(self.params)}"
        self.params[name] = value
        return f"%({name})s"


def _tokens(match: str) -> Iterator[Any]:
    """Operators as they are, phrases as (column or '', text, whether the last word only begins so)."""
    column = ""
    for phrase, star, sign, named in _TOKEN.findall(match):
        if named:
            column = named
        elif sign:
            yield sign
        else:
            yield column, phrase.replace('""', '"'), bool(star)
            column = ""


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
