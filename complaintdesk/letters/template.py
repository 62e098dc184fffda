"""Templates: found, checked, filled in. A template may print fields, ask ``if``, go through a list, compare.

Decision: Jinja2's sandbox alone is no fence (it runs the methods of what it is given, and ends no loop), so a
template's syntax tree is first held against a short list of what may stand in it: no calls, no subscripts, no
arithmetic, no names but those of the :class:`~complaintdesk.letters.view.View`. Then it runs in the sandbox,
over frozen values. What people typed is a value and never template source.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from complaintdesk.errors import BadDataFile
from complaintdesk.letters import view, words
from complaintdesk.models.terms import LETTER_KINDS
from complaintdesk.resources import shipped

if TYPE_CHECKING:
    from jinja2 import Template, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS: Final = {"day": words.day, "money": words.money}
ALLOWED: Final = frozenset(
    (
        *("Template", "Output", "TemplateData", "Name", "Getattr", "Filter", "Const"),
        *("If", "For", "Compare", "Operand", "And", "Or", "Not"),
    )
)
"""The kinds of syntax a template may hold; all else is refused by name."""
COMPARISONS: Final = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})
_TAG = re.compile(r"\{[{%](.*?)[}%]\}", re.DOTALL)
_WORD = re.compile(r"(?<![.a-z_])[a-z_]+")  # not the attribute of a part or a remedy
LONGEST: Final = 50_000
DEEPEST: Final = 2
"""How many loops may stand in one another."""


def rendered(policy_key: str, kind: str, seen: "view.View") -> str:
    """The letter's text, not yet wrapped, by the policy's own template or else the default one."""
    from jinja2 import TemplateError

    template, name = _template(policy_key, kind)
    try:
        return template.render({field: getattr(seen, field) for field in view.NAMES})
    except (
        TemplateError,
        TypeError,
        AttributeError,
    ) as error:  # a date filter on a text, a comparison of unlike things
        raise BadDataFile(f"{name} cannot be filled in ({type(error).__name__}).", "Mend the template.") from None


@lru_cache(maxsize=64)
def _template(policy_key: str, kind: str) -> "tuple[Template, str]":
    source, name = _source(policy_key, kind)
    return compiled(source, name), name


def _source(policy_key: str, kind: str) -> tuple[str, str]:
    """(text, name) of the policy's own template, or else of the default one."""
    if kind not in LETTER_KINDS:
        raise BadDataFile(f"There is no letter of the kind {ascii(kind)[:60]}.", f"Kinds: {', '.join(LETTER_KINDS)}.")
    try:
        path = shipped("letters", policy_key, f"{kind}.md")
    except BadDataFile:
        path = shipped("letters", "default", f"{kind}.md")
    name = f"letters/{path.parent.name}/{path.name}"
    try:
        return path.read_text(encoding="utf-8"), name
    except (OSError, UnicodeDecodeError):
        raise BadDataFile(f"{name} cannot be read as UTF-8 text.", "Mend the template.") from None


def name_of(policy_key: str, kind: str) -> str:
    """Which file a landlord's letter is written from: ``letters/default/refusal.md``."""
    return _source(policy_key, kind)[1]


@lru_cache(maxsize=64)
def form_fields(policy_key: str, kind: str) -> tuple[str, ...]:
    """The form fields whose words the template prints, in its order."""
    source, _ = _source(policy_key, kind)
    used = (word for tag in _TAG.findall(source) for word in _WORD.findall(tag))
    return tuple(dict.fromkeys(field for word in used for field in view.typed(word, kind)))


def compiled(source: str, name: str) -> "Template":
    """``source`` as a template that may be run. Raises BadDataFile with the line for what may not stand in one."""
    from jinja2 import TemplateSyntaxError

    if len(source) > LONGEST:
        raise BadDataFile(f"{name} has {len(source):,} characters. Allowed: {LONGEST:,}.")
    environment = _environment()
    try:
        tree = environment.parse(source)
        _lint(tree, name, frozenset(view.NAMES), 0)
        return environment.from_string(tree)
    except TemplateSyntaxError as error:
        raise BadDataFile(f"{name}, line {error.lineno}: {error.message}", "Mend the template.") from None
    except RecursionError:
        raise BadDataFile(f"{name} is nested too deeply to be read.") from None


@lru_cache(maxsize=1)
def _environment() -> "ImmutableSandboxedEnvironment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, cache_size=0
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update(FILTERS)
    return environment


def _lint(node: "nodes.Node", name: str, names: frozenset[str], depth: int) -> None:
    """Refuses ``node`` or anything in it that is not on the list. ``names`` are those known at this place."""
    kind = type(node).__name__
    found: Any = node
    if kind not in ALLOWED:
        raise _refused(name, node, f"{kind} may not stand in a letter", ", ".join(sorted(ALLOWED)))
    if kind == "Name" and found.name not in names:
        raise _refused(name, node, f"there is no field {found.name!a}", ", ".join(sorted(names)))
    if kind == "Getattr" and found.attr not in view.ATTRIBUTES:
        raise _refused(name, node, f"there is no field .{ascii(found.attr)[1:-1]}", ", ".join(sorted(view.ATTRIBUTES)))
    if kind == "Operand" and found.op not in COMPARISONS:
        raise _refused(name, node, f"the comparison {found.op!r}", ", ".join(sorted(COMPARISONS)))
    if kind == "Filter" and (found.name not in FILTERS or found.node is None or found.args or found.kwargs):
        raise _refused(name, node, f"the filter {found.name!a} used so", f"{', '.join(FILTERS)}, on a field")
    if kind == "Filter" and (found.dyn_args or found.dyn_kwargs):
        raise _refused(name, node, "a filter with arguments", "a filter without any")
    if kind == "For":
        _lint_loop(found, name, names, depth)
        return
    for child in node.iter_child_nodes():
        _lint(child, name, names, depth)


def _lint_loop(loop: Any, name: str, names: frozenset[str], depth: int) -> None:
    if depth >= DEEPEST or loop.recursive or type(loop.target).__name__ != "Name":
        raise _refused(name, loop, "this loop", f"`for part in parts`, {DEEPEST} deep at most")
    if type(loop.iter).__name__ not in {"Name", "Getattr"} or loop.target.name.startswith("_"):
        raise _refused(name, loop, "what this loop goes through", "a field that is a list")
    _lint(loop.iter, name, names, depth)
    inside = names | {loop.target.name}
    for child in (*loop.body, *loop.else_, *((loop.test,) if loop.test else ())):
        _lint(child, name, inside, depth + 1)


def _refused(name: str, node: "nodes.Node", what: str, allowed: str) -> BadDataFile:
    return BadDataFile(f"{name}, line {node.lineno}: {what}. Allowed: {allowed}.", "Mend the template.")
