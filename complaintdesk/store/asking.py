"""What the parts of the read side have in common: a way to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Asks:
    """The base of the parts that make up ``reading.Reader``."""

    def execute(self, sql: str, params: Mapping[str, Any] | Sequence[Any] = ()) -> list[Any]:
        """All rows of one statement, as plain tuples."""
        raise NotImplementedError
