"""A case told without names, and the file of everything held on one person."""

from typing import NamedTuple


class Study(NamedTuple):
    """A case told as a story, without anybody in it."""

    title: str
    """'Case A'."""
    facts: tuple[tuple[str, str], ...]
    """Label and words of what was chosen from a list: these need no check."""
    free: tuple[tuple[str, str], ...]
    """Label and words of what people wrote, cleaned: to be read by somebody before it goes out."""


class PersonFile(NamedTuple):
    """Everything held on one person, as lines of Markdown."""

    name: str
    refs: tuple[str, ...]
    text: str
    flagged: int
    """How many lines speak of somebody else as well."""
