"""The calculator against the worked answers, and its manners with bad input."""

import json
from pathlib import Path

import pytest

from complaintdesk.desk.calculator import answer

VECTORS = [json.loads(line) for line in (Path(__file__).parent / "vectors/clocks.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_the_calculator_gives_the_worked_answer(vector):
    given = answer(vector["case"])
    clauses = [clock.pop("clause") for clock in given["clocks"]]
    assert given == vector["answer"]
    assert all(clauses)
