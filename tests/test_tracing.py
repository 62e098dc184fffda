"""Every mark names a row there is, every row of a traced policy is proven or has its reason, and the page says so."""

import pytest

from tests import tracing


def test_a_mark_names_a_row_of_a_ledger() -> None:
    known = {row.id for key in tracing.KEYS for row in tracing.ledger(key)}
    assert set(tracing.proofs()) <= known
    assert set(tracing.reasons()) <= known


@pytest.mark.parametrize("key", tracing.TRACED)
def test_every_row_is_proven_by_a_test_or_says_why_not(key: str) -> None:
    proven, why = tracing.proofs(), tracing.reasons()
    rows = {row.id for row in tracing.ledger(key)}
    assert rows - set(proven) == {row for row in why if row in rows}
    assert all(reason.endswith(".") for reason in why.values())


def test_the_page_of_clauses_is_what_the_tests_and_files_say() -> None:
    assert tracing.DOC.read_text(encoding="utf-8") == tracing.document()


def test_a_rule_that_only_cites_the_nearest_provision_is_not_told_as_what_is_done_about_it() -> None:
    said = tracing.rules("code-2024")
    assert "code-5.2" not in said
    assert "code-1.4a" not in said


def test_no_landlord_has_its_key_twice_in_a_heading() -> None:
    assert "(saha) (saha)" not in tracing.document()
