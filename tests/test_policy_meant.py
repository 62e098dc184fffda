"""Slips in a policy file that no key shows on its own: two days or periods that cannot both be meant."""

import pytest

from complaintdesk import policies
from complaintdesk.errors import BadDataFile
from tests.test_docs import WHOLE

RETENTION = """
[[retention]]
name = "late"
title = "Complaint of a former tenant, again"
feedback = ["complaint"]
documents = ["consent"]
tenancy = "ended"
length = { years = 1 }
runs_from = "closed"
clause = "8.3"
"""
SLIPS = {
    "a review before the policy is in force": (
        "review_on = 2029-03-31",
        "review_on = 2025-03-31",
        "policy.review_on is 2025-03-31. Allowed: a day after it comes into force, 2026-04-01.",
    ),
    "authority to keep for less than the time": (
        "at_most = { years = 5 }",
        "at_most = { months = 30 }",
        "retention[1].at_most (clause 8.1) is 30 months. Allowed: at least the length of 3 years.",
    ),
    "a rule that the one before it takes all from": (
        "[[duty]]",
        RETENTION + "[[duty]]",
        "retention[3] (clause 8.3) never counts, as retention[1] fits all of it first. "
        "Allowed: the narrower rule first: the first that fits counts.",
    ),
    "a year that is not the reporting year": (
        "year_starts = 4 ",
        "year_starts = 7 ",
        "publication[1].year_ends (Yearly complaints report, clause 7.1) is '31 March'. Allowed: '30 June', "
        "the day before the reporting year begins (policy.year_starts is 7).",
    ),
    "more time than until the next one": (
        "within = { months = 1 }",
        "within = { weeks = 20 }",
        "publication[2].within (Update to the board, clause 7.2) is 20 weeks. "
        "Allowed: no longer than 'every', 3 months.",
    ),
    "an address that is none": (
        "complaints@example.org",
        "complaints.example.org",
        "contacts.email is 'complaints.example.org'. Allowed: an e-mail address, like 'complaints@example.org'.",
    ),
    "a sum as people write it": (
        "{ pence = 50_000 }       #",
        '"£500" #',
        "role[1].award_up_to (service_manager, clause 4.1) is '£500'. Allowed: a sum with its unit, "
        "like { pence = 50_000 }.",
    ),
}


def faults(text: str) -> list[BadDataFile]:
    with pytest.raises(BadDataFile) as refused:
        policies.read(text, "larch.toml")
    return list(refused.value.faults)


@pytest.mark.parametrize("name", SLIPS)
def test_what_cannot_be_meant_is_told_with_what_would_be(name: str) -> None:
    old, new, sentence = SLIPS[name]
    assert old in WHOLE
    first = faults(WHOLE.replace(old, new, 1))[0]
    assert first.sentence.partition(": ")[2] == sentence


def test_a_wider_rule_after_a_narrower_one_and_another_tenancy_count() -> None:
    for old, new in (('tenancy = "ended"\n', ""), ('"ended"', '"live"'), ('["consent"]', '["housing_application"]')):
        assert len(policies.read(WHOLE + RETENTION.replace(old, new), "larch.toml").retention) == 3


@pytest.mark.clause("code-5.2")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stage = 1\nparty", "stage = 0\nparty"),
        ("stage = 1\nparty", 'stage = "informal"\nparty'),
        ('label = "Complaint"', 'label = "Stage 0"'),
        ('label = "Complaint"', 'label = "Informal stage"'),
        ('key = "drone"', 'key = "stage_0"'),
    ],
)
def test_a_stage_before_stage_1_is_refused_with_the_codes_clause(old: str, new: str) -> None:
    assert old in WHOLE
    first = faults(WHOLE.replace(old, new, 1))[0]
    assert first.sentence.endswith("stage 1 (Code 5.2).")


def test_the_faults_of_a_file_come_in_the_order_of_its_lines() -> None:
    text = WHOLE.replace("review_on = 2029-03-31", "review_on = 2025-03-31")
    for old, new in (("at_most = { years = 5 }", "at_most = { years = 1 }"),):
        text = text.replace(old, new)
    text = text.replace("within = { months = 1 }", "within = { months = 9 }")
    text = text.replace('of = ["to", "complaints"]', 'of = ["to", "complains"]')
    lines = [int(one.parts["line"]) for one in faults(text)]
    assert len(lines) == 4
    assert lines == sorted(lines)
