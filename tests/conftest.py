"""What holds for every test."""

import gc


def pytest_collection_finish() -> None:
    """What is imported stays: the garbage collector need not go through it again and again while tests run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
