"""A desk for each test: its store lies under ``tmp_path`` and its clock is told the time."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desk.officer import Officer, new_store


@pytest.fixture
def officer(tmp_path: Path) -> Iterator[Callable[..., Officer]]:
    """Makes an officer: the first call makes the store, later ones open it under another name."""
    path, opened = tmp_path / "desk" / "complaints.db", []

    def make(*landlords: str, name: str = "Jo Smith") -> Officer:
        if not path.exists():
            new_store(path, *(landlords or ("salix",)))
        opened.append(Officer(path, name))
        return opened[-1]

    yield make
    for one in opened:
        one.desk.close()


@pytest.fixture
def histories_file() -> Path:
    """The real dates that come with the tests."""
    return Path(__file__).parents[1] / "intake" / "ombudsman-histories.jsonl"
