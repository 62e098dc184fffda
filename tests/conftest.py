"""What holds for every test."""

import gc

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--hard ci`` or ``--hard soak``: the long runs of tests/hard, which are left out otherwise."""
    parser.addoption("--hard", choices=("ci", "soak"), default="", help="how often tests/hard tries each thing")


def pytest_collection_finish() -> None:
    """What is imported stays: the garbage collector need not go through it again and again while tests run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
