"""``policy check`` and ``policy diff`` in words: findings and differences as plain lines, laid out for a width.

Decision: on a terminal lines are wrapped to its width with the rest indented; into a pipe each record stays one line.
What matters most comes first, and the last line has the counts.
"""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from complaintdesk.engine.comparing import NOT_COMPARED, STANDINGS, Finding
from complaintdesk.engine.differing import Difference
from complaintdesk.models.policy import Policy

_HEADS = {
    "falls short": "Falls short of the Code",
    "overruled": "Overruled: the Code's rule is switched off, by a clause of the policy's own",
    "stricter": "Stricter than the Code; whether that helps the resident is for a person to judge",
    "silent": "Silent: nothing of its own; duties and letter contents are then the Code's",
    "met": "Met",
}


def width() -> int | None:
    """The columns of the terminal, None where the output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def counts(findings: Sequence[Finding]) -> str:
    """'2 fall short, 1 overruled, 2 stricter, 33 silent, 81 met'."""
    tally = Counter(one.standing for one in findings)
    said = [f"{tally[one]} {one}" for one in STANDINGS]
    return ", ".join(said) if tally["falls short"] == 1 else ", ".join(said).replace("falls", "fall")


def found(policy: Policy, findings: Sequence[Finding], columns: int | None) -> Iterator[str]:
    """Every finding by standing, the gravest first; then the counts."""
    for standing, group in groupby(findings, key=lambda one: one.standing):
        members = list(group)
        yield from laid(f"{_HEADS[standing]} ({len(members)})", columns, 0)
        for one in members:
            yield from _short(one, columns) if standing in ("silent", "met") else _full(one, columns)
        yield ""
    yield from laid(NOT_COMPARED, columns, 0)
    yield from laid(f"{policy.landlord}, version {policy.version}, against the Code: {counts(findings)}.", columns, 0)


def _base(one: Finding) -> str:
    return one.base_clause + (f", {one.certainty}" if one.certainty else "")


def _full(one: Finding, columns: int | None) -> Iterator[str]:
    own = f"{one.own} ({one.own_clause})" if one.own else "nothing"
    where, key = _named(one)
    yield from laid(f"{where} ({key}): {own}" if key else f"{where}: {own}", columns, 2)
    yield from laid(f"{_base(one)}: {one.base}", columns, 6)
    if one.note:
        yield from laid(one.note, columns, 6)


def _named(one: Finding) -> tuple[str, str]:
    """(where a rule stands, its word in policy files): ('Answer, stage 1', 'parts_defined')."""
    where, _, key = one.title.partition(": ") if one.kind in ("letter", "duty") else (one.title, "", "")
    return where, key


def _short(one: Finding, columns: int | None) -> Iterator[str]:
    cited = f"{one.own_clause}; {_base(one)}" if one.own_clause else _base(one)
    where, key = _named(one)
    if key:
        says = (one.own or one.base).partition(": ")[2].rstrip(".")
        yield from laid(f"{where}: {says} ({key}; {cited})", columns, 2)
        return
    own = f": {one.own}" if one.own else ""
    note = f": {one.note}" if one.note else ""
    yield from laid(f"{where}{own} ({cited}){note}", columns, 2)


def differing(a: Policy, b: Policy, differences: Sequence[Difference], columns: int | None) -> Iterator[str]:
    """Every difference by part: the key, and under it what each of the two says."""
    for name, whole in (("A", a), ("B", b)):
        head = f"{name}  {whole.landlord}, version {whole.version}, in force from {whole.in_force_from}"
        yield from laid(head, columns, 0, 3)
    for part, group in groupby(differences, key=lambda one: one.part):
        yield ""
        yield part
        for one in group:
            yield from laid(one.key, columns, 2)
            only = one.which.startswith("only")
            for name, words, clause in (("A", one.a, one.a_clause), ("B", one.b, one.b_clause)):
                if words:
                    lead = f"only {name}" if only else name
                    cited = f" ({clause})" if clause else ""
                    yield from laid(f"{lead}  {words}{cited}", columns, 4, 4 + len(lead) + 2)
    yield ""
    if a.key != b.key:
        said = "Between two policies the wording of duties, figures and letter contents and the clauses are left out."
        yield from laid(said, columns, 0)
    tally = Counter(one.which for one in differences)
    if not differences:
        yield "They do not differ."
    else:
        yield f"{tally['differs']} differ, {tally['only A']} only in A, {tally['only B']} only in B."


def laid(text: str, columns: int | None, indent: int, rest: int | None = None) -> list[str]:
    """The text as lines of at most ``columns``: the first indented, the others further."""
    lead = " " * indent
    if columns is None:
        return [lead + text]
    hanging = " " * (indent + 4 if rest is None else rest)
    return wrap(text, max(columns - 1, 40), initial_indent=lead, subsequent_indent=hanging, break_on_hyphens=False)
