"""Where a fault stands in a policy file: its line, and which rule it is by act or name and clause.

``tomllib`` tells no lines. Decision: headers are counted; where that count is not the number of tables TOML found
(somebody wrote a header inside a text, or tables without headers), no line is told rather than a wrong one.
"""

import re
import tomllib
from functools import cached_property
from typing import Any

from complaintdesk.errors import BadDataFile
from complaintdesk.policy_schema import Faults, refusal, shown

_HEADER = re.compile(r"\s*\[{1,2}\s*([A-Za-z0-9_-]+)\s*\]{1,2}\s*(#.*)?$")
_WHERE = re.compile(
    r"(?P<kind>\w+)(\[(?P<number>\d+)\])?(\.(?P<key>[^.\[]+)(\[(?P<entry>\d+)\])?(\.(?P<inner>\w+))?)?$"
)
_CALLED = {
    **{"clock": "name", "window": "name", "reading": "topic", "role": "key", "exclusion": "ground", "choice": "key"},
    **{"publication": "name", "duty": "at", "figure": "key", "letter": "kind"},
}
"""The key by which people know a rule of a kind."""


def placed(name: str, text: str, error: BadDataFile) -> BadDataFile:
    """The same refusal of the file ``name``, each of its faults with the line it stands on, and its rule."""
    places, faults = _Places(text), Faults()
    for fault in error.faults:
        faults.append(_told(fault, places) if fault.parts.get("file") == name and "line" not in fault.parts else fault)
    faults.sort(key=lambda one: int(one.parts.get("line") or 0))
    try:
        faults.settle()
    except BadDataFile as told:
        return told
    return error


def _told(fault: BadDataFile, places: "_Places") -> BadDataFile:
    parts = fault.parts
    line, rule = places.line(parts["key"]), places.rule(parts["key"])
    where = f"{parts['file']}, line {line}" if line else parts["file"]
    told = refusal(where, parts["key"] + (f" ({rule})" if rule else ""), parts["found"], parts["allowed"], fault.hint)
    told.parts = {**parts, "line": str(line or ""), "rule": rule}
    return told


class _Places:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        try:
            self.data: dict[str, Any] = tomllib.loads(text)
        except (ValueError, RecursionError):
            self.data = {}

    @cached_property
    def headers(self) -> dict[str, list[int]]:
        """Name of a table -> the lines, from 0, on which one begins."""
        found: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            if header := _HEADER.match(line):
                found.setdefault(header[1], []).append(number)
        return found

    @cached_property
    def starts(self) -> list[int]:
        """Every line that begins a table, and the end of the file."""
        return [*sorted(line for lines in self.headers.values() for line in lines), len(self.lines)]

    def line(self, where: str) -> int:
        """The line, from 1, on which ``duty[3].of`` stands, or the head of its table; 0 where that cannot be told."""
        match = _WHERE.match(where)
        if match is None:
            return 0
        kind, number = match["kind"], int(match["number"] or 1)
        begins, tables = self.headers.get(kind, []), self.data.get(kind, [])
        count = len(tables) if isinstance(tables, list) else 1
        if not begins:
            return self._key(kind, 0, self.starts[0])
        if len(begins) != count or number > count:
            return 0
        first = begins[number - 1]
        end = next(line for line in self.starts if line > first)
        found = self._key(match["key"], first + 1, end) if match["key"] else 0
        if found and match["entry"]:
            found = self._entry(match["key"], int(match["entry"]), tables[number - 1], found, end)
        return found or first + 1

    def _key(self, key: str, first: int, end: int) -> int:
        """The line, from 1, that sets ``key`` between two lines; 0 where none does."""
        sets = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*(=|\.)")
        return next((number + 1 for number in range(first, end) if sets.match(self.lines[number])), 0)

    def _entry(self, key: str, place: int, table: dict[str, Any], found: int, end: int) -> int:
        """The line of one entry of a list of tables that begins on the line ``found``."""
        entries = [number + 1 for number in range(found - 1, end) for _ in re.findall(r"\{", self.lines[number])]
        return entries[place - 1] if len(entries) == len(table.get(key, ())) else found

    def rule(self, where: str) -> str:
        """'respond, clause 4.7.5': which rule it is, as people know it; '' for what is no rule."""
        match = _WHERE.match(where)
        tables = self.data.get(match["kind"]) if match else None
        if match is None or not match["number"] or not isinstance(tables, list):
            return ""
        table = tables[int(match["number"]) - 1]
        if not isinstance(table, dict):
            return ""
        said = [table.get(_CALLED.get(match["kind"], "")), table.get("clause")]
        if match["entry"] and isinstance(table.get(match["key"]), list):
            one = table[match["key"]][int(match["entry"]) - 1]
            said = [one.get("item"), one.get("clause")] if isinstance(one, dict) else said
        words = [shown(word)[1:-1] if isinstance(word, str) else "" for word in said]
        return ", ".join(part for part in (words[0], f"clause {words[1]}" if words[1] else "") if part)
