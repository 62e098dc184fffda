"""Who works at Calico in these tests."""

import pytest

from tests.desk.officer import london


@pytest.fixture
def desk(officer):
    """An officer at Calico on Tuesday 2 April 2024 at ten."""
    one = officer("calico")
    one.at = london("2024-04-02 10:00")
    return one
