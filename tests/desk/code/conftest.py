"""The officer at Salix of the tests of the Code."""

import pytest

from tests.desk.officer import london


@pytest.fixture
def desk(officer):
    """An officer at Salix on Tuesday 2 April 2024 at ten."""
    one = officer("salix")
    one.at = london("2024-04-02 10:00")
    return one
