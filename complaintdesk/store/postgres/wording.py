"""The store's statements in the words of a server: placeholders, pragmas, and the search of the index of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from complaintdesk.store import disposing
from complaintdesk.store.postgres import refusals, search
from complaintdesk.store.read_cases import KIN

if TYPE_CHECKING:
    from complaintdesk.store.postgres.link import Link

Params = Mapping[str, Any] | Sequence[Any]
OTHERWISE = {
    # Whoever writes holds the clock's row, as in a file the file: it gives events their places without holes.
    "BEGIN IMMEDIATE": "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT take_turn()",
    "BEGIN": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "PRAGMA user_version": "SELECT CAST(version_num AS integer) FROM alembic_version",
    "PRAGMA data_version": "SELECT pos + edits FROM store_clock WHERE id = 1",
}
_INSTEAD = {disposing.DRAFTS: "SELECT forget_drafts(?)"}
"""What takes a right that nobody has who works there: the server does it for them."""
_HEAD, *_LINKS = KIN.split("\n UNION SELECT ")
_KIN = re.compile(re.escape(KIN).replace(r"\{case\}", r"(\S+)"))
_KIN_THERE = " UNION SELECT ".join(link.replace("FROM kin ", "FROM near AS kin ") for link in _LINKS)
_KIN_THERE = f"{_HEAD}\n UNION (WITH near AS (SELECT * FROM kin) SELECT {_KIN_THERE})"
"""A server lets a recursive question name itself once."""
_WORDS = re.compile(r"'(?:[^']|'')*'|(ft_\w+) MATCH :(\w+)|(?<!:):(\w+)|\?|%|\+(?=c\.)|CROSS (?=JOIN)")
_INDEX_ROW = re.compile(r"(INSERT INTO|UPDATE) ft_\w+(?:\(rowid, ref, | SET ref = \?, )")


class Said(NamedTuple):
    """A statement in the server's words. ``sought``: which parameters are searches, and of which table's index."""

    sql: str
    sought: tuple[tuple[str, str], ...]
    indexed: bool


def say(sql: str, params: Params) -> tuple[str, Params]:
    """A statement and its parameters as the server takes them."""
    said = translated(sql)
    if said.indexed:
        return said.sql, with_index(params)  # type: ignore[arg-type]
    if not said.sought:
        return said.sql, params
    text, values = said.sql, dict(params)
    for n, (table, name) in enumerate(said.sought):
        found = search.Sought(table, f"sought_{n}", str(values[name]))
        text = text.replace(f"\0{n}\0", found.sql)
        values |= found.params
    return text, values


@lru_cache(maxsize=1000)
def translated(sql: str) -> Said:
    """A statement as the server takes it."""
    sought: list[tuple[str, str]] = []
    sql = _KIN.sub(lambda found: _KIN_THERE.format(case=found[1]), _INSTEAD.get(sql, sql))

    def word(found: re.Match[str]) -> str:
        text, (table, match, name) = found[0], found.groups()
        if table:
            sought.append((table, match))
            return f"\0{len(sought) - 1}\0"
        if name:
            return f"%({name})s"
        if text.startswith("'"):
            return text.replace("%", "%%")
        return {"?": "%s", "%": "%%"}.get(text, "")

    said = _WORDS.sub(word, sql)
    kind = _INDEX_ROW.match(sql)
    if kind is None:
        return Said(said, tuple(sought), indexed=False)
    if kind[1] == "UPDATE":
        said = said.replace(" WHERE", ", folded = %s, lexemes = array_to_tsvector(%s::text[]) WHERE")
    else:
        said = said.replace(", words)", ", words, folded, lexemes)")
        said = said.removesuffix(")") + ", %s, array_to_tsvector(%s::text[]))"
    return Said(said, (), indexed=True)


def with_index(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row of the index of words with what it is found by: behind its texts, be the case's number first or last."""
    texts = tuple(row[1:] if isinstance(row[0], int) else row[:-1])
    found = search.kept(texts)
    return (row[0], *texts, *found) if isinstance(row[0], int) else (*texts, *found, row[-1])


def _check_index(name: str) -> Callable[[Link], None]:
    """Raise where the index of words is not what its rows make it: FTS5's integrity check."""

    def check(link: Link) -> None:
        rows = link.execute(
            f"SELECT ref, resident, address, subject, words, folded, tsvector_to_array(lexemes) FROM {name}"
        )
        for *texts, folded, lexemes in rows:
            own, words = search.kept(tuple(texts))
            if own != folded or set(words) != set(lexemes):
                raise refusals.fault("23", link.server)

    return check


def _index_anew(name: str) -> Callable[[Link], None]:
    """FTS5's rebuild: every row saved again, which makes what it is found by."""

    def rebuild(link: Link) -> None:
        rows = link.execute(f"SELECT ref, resident, address, subject, words, rowid FROM {name}").fetchall()
        link.executemany(
            f"UPDATE {name} SET ref = ?, resident = ?, address = ?, subject = ?, words = ? WHERE rowid = ?", rows
        )

    return rebuild


HOOKS: dict[str, Callable[[Link], None]] = {}
"""What FTS5 is told by way of its own table."""
for _name in ("ft_open", "ft_closed"):
    HOOKS[f"INSERT INTO {_name}({_name}) VALUES('integrity-check')"] = _check_index(_name)
    HOOKS[f"INSERT INTO {_name}({_name}) VALUES('rebuild')"] = _index_anew(_name)
    HOOKS[f"INSERT INTO {_name}({_name}) VALUES('optimize')"] = lambda _: None  # words replaced are gone at once
