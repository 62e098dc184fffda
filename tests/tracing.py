"""Every clause traced: which test proves which row of the ledgers, and what the desk does about it.

    python -m tests.tracing

writes docs/clauses.md anew. A row is proven by a test that carries ``@pytest.mark.clause("its id")``; a row that
software cannot keep stands in ``clauses/reasons.tsv`` with why, one still to be built with ``not yet:`` before it.
"""

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from complaintdesk import policies

TESTS = Path(__file__).parent
LEDGERS = TESTS / "clauses"
DOC = TESTS.parent / "docs" / "clauses.md"
KEYS = ("salix", "calico", "slh", "his", "saha", "code-2024")
TRACED = ("salix", "calico", "code-2024")
"""The policies of which every row is proven or has its reason."""
NEAREST = "is the nearest"


class Row(NamedTuple):
    """One row of a ledger."""

    id: str
    clause: str
    kind: str
    requirement: str


def ledger(key: str) -> tuple[Row, ...]:
    """The rows of a policy's ledger, in its order."""
    lines = (LEDGERS / f"{key}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(Row(*line.split("\t")[:4]) for line in lines)


def reasons() -> dict[str, str]:
    """Row -> why no test proves it."""
    lines = (LEDGERS / "reasons.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t") for line in lines)


def proofs() -> dict[str, tuple[str, ...]]:
    """Row -> the tests that carry its mark, as 'file: name in words'."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for row, kind in _examples(tree):
            found[row].append(f"{path.relative_to(TESTS).as_posix()}: an example of the letter {kind}")
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for mark in node.decorator_list:
                    for row in _marked(mark):
                        words = node.name.removeprefix("test_").replace("_", " ")
                        found[row].append(f"{path.relative_to(TESTS).as_posix()}: {words}")
    return {row: tuple(dict.fromkeys(tests)) for row, tests in found.items()}


def _examples(tree: ast.Module) -> list[tuple[str, str]]:
    """(row, kind of letter) of each example of a letter: a parameter that carries its rows as a mark."""
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "example" and node.args
    ]
    return [
        (row, str(getattr(call.args[1], "value", getattr(call.args[1], "id", ""))).lower())
        for call in calls
        if isinstance(call.args[0], ast.Constant)
        for row in str(call.args[0].value).split()
    ]


def _marked(mark: ast.expr) -> list[str]:
    return [
        arg.value
        for call in ast.walk(mark)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "clause"
        for arg in call.args
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    ]


def rules(key: str) -> dict[str, tuple[str, ...]]:
    """Row -> what the policy's file makes of it, in its own sentences."""
    policy = policies.load(key)
    found: dict[str, list[str]] = defaultdict(list)
    for clock in policy.clocks:
        stage = f", stage {clock.stage}" if clock.stage else ""
        for row in clock.source.ledger:
            found[row].append(f"Clock {clock.name}{stage}: {clock.length} from {clock.runs_from}.")
    for extension in policy.extensions:
        for row in extension.source.ledger:
            found[row].append(f"Extension of stage {extension.stage}: at most {extension.at_most}.")
    said = [*policy.readings, *policy.duties, *(item for letter in policy.letters for item in letter.contains)]
    for one in said:
        # A rule that cites a provision for want of a nearer one is not what the desk does about that provision.
        for row in () if NEAREST in one.source.reading else one.source.ledger:
            found[row].append(one.says)
    for role in policy.roles:
        for row in role.source.ledger:
            found[row].append(f"Role: {role.title}.")
    return {row: tuple(dict.fromkeys(says)) for row, says in found.items()}


def asked(requirement: str) -> str:
    """What a row asks for, without the remarks on its reading: for what no line of a policy says in its own words.

    >>> asked("Each case has a lead contact; more may be named. AMBIGUOUS: how many.")
    'Each case has a lead contact; more may be named.'
    """
    return re.split(r" (?:AMBIGUOUS|CONTRADICTS)\b", requirement)[0].strip()


def document() -> str:
    """The whole of docs/clauses.md."""
    proven, why = proofs(), reasons()
    lines = [
        "# Clause by clause",
        "",
        "Made by `python -m tests.tracing` from the ledgers, the policy files and the marks on the tests. For each",
        "row: what the desk does, where it is tried, or why software cannot.",
    ]
    for key in KEYS:
        rows, says = ledger(key), rules(key)
        tested = sum(row.id in proven for row in rows)
        landlord = policies.load(key).landlord.removesuffix(f" ({key})")
        lines += ["", f"## {landlord} ({key}): {tested} of {len(rows)} rows proven by tests", ""]
        lines += ["| row | clause | kind | what the desk does | tried in, or why not |", "|---|---|---|---|---|"]
        for row in rows:
            does = "<br>".join(says.get(row.id, ())) or (asked(row.requirement) if row.id in proven else "")
            where = "<br>".join(proven.get(row.id, ())) or why.get(row.id, "no test of its own yet")
            cells = (row.id, row.clause, row.kind, does, where)
            lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOC.write_text(document(), encoding="utf-8")
