"""The calculator against a second one, written from the page alone and sharing no line with the engine."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from reference import reference_answer
from strategies import awkward_row, awkward_rows

from complaintdesk.desk.calculator import answer

VECTORS = [
    json.loads(line) for line in (Path(__file__).parents[1] / "vectors/clocks.jsonl").read_text("utf-8").splitlines()
]
BLOCK = 100


def without_clauses(given: dict) -> dict:
    """The answer less its clauses, which a policy file knows and the page does not; none of them may be missing."""
    clauses = [clock.pop("clause") for clock in given["clocks"]]
    assert all(isinstance(clause, str) and clause for clause in clauses)
    return given


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_the_reference_gives_the_worked_answer(vector):
    assert reference_answer(vector["case"]) == vector["answer"]


@settings(max_examples=300, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(awkward_rows())
def test_the_calculator_equals_the_reference_on_drawn_histories(row):
    assert without_clauses(answer(row)) == reference_answer(row)


@pytest.mark.parametrize("block", range(10))
def test_the_calculator_equals_the_reference_on_random_histories(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        row = awkward_row(Random(seed).choice)
        ours, theirs = without_clauses(answer(row)), reference_answer(row)
        assert ours == theirs, json.dumps(row)
        assert [list(clock) for clock in ours["clocks"]] == [list(clock) for clock in theirs["clocks"]]


def test_the_calculator_leaves_the_row_it_was_given_as_it_was():
    row = awkward_row(Random(7).choice)
    before = json.dumps(row)
    answer(row)
    assert json.dumps(row) == before


def test_the_random_histories_reach_every_state_of_every_kind_of_clock():
    reached, bands, stages, extended = set(), set(), set(), set()
    for seed in range(1000):
        given = reference_answer(awkward_row(Random(seed).choice))
        bands.add(given["band"])
        stages.add(given["stage"])
        for clock in given["clocks"]:
            reached.add((clock["clock"], clock["state"]))
            if clock["due"] != clock["base_due"]:
                extended.add((clock["clock"], clock["stage"], clock["state"]))
    ended = ("running", "breached", "met", "late", "void")
    for name in ("acknowledge", "respond", "contact", "mediation", "advocate"):
        assert {(name, state) for state in ended} <= reached
    assert {("evidence", state) for state in ("running", "breached", "met", "late")} <= reached
    assert {("escalate", state) for state in ("running", "met", "late", "lapsed")} <= reached
    assert {("refer", "running"), ("refer", "open"), ("action", "met"), ("action", "breached")} <= reached
    assert {("respond", stage, "met") for stage in (1, 2)} <= extended
    assert {("respond", 1, state) for state in ended} <= extended
    assert ("evidence", "void") not in reached  # a closing does not touch it
    assert bands == {"breached", "today", "soon", "watch", "clear", "done"}
    assert stages == {1, 2}
