"""What differs between two policies: both values with their clauses."""

from dataclasses import replace
from itertools import combinations

import pytest

from complaintdesk import policies
from complaintdesk.engine.differing import Difference, differences

SALIX, SLH = policies.load("salix"), policies.load("slh")


def found(a: str = "salix", b: str = "slh") -> dict[tuple[str, str], Difference]:
    return {(one.part, one.key): one for one in differences(policies.load(a), policies.load(b))}


def test_a_policy_does_not_differ_from_itself() -> None:
    assert all(differences(policies.load(key), policies.load(key)) == () for key in policies.available())


@pytest.mark.parametrize(("a", "b"), list(combinations(policies.available(), 2)))
def test_what_differs_one_way_differs_the_other_way_too(a: str, b: str) -> None:
    turned = {"differs": "differs", "only A": "only B", "only B": "only A"}
    there, back = found(a, b), found(b, a)
    assert there.keys() == back.keys()
    for key, one in there.items():
        other = back[key]
        assert (turned[one.which], one.a, one.a_clause) == (other.which, other.b, other.b_clause)


def test_a_clock_says_both_lengths_and_both_clauses() -> None:
    one = found()["Clocks", "Acknowledge, stage 1"]
    assert one[2:] == ("differs", "5 working days from receipt", "4.7.2", "2 working days from receipt", "4.1.5")
    assert found()["Clocks", "Respond, stage 1 (MP enquiry)"].which == "only B"
    assert found()["Day zero", "out of hours"].which == "only A"
    assert ("Clocks", "Ask for stage 2, stage 1") not in found()  # 10 working days in both


def test_duties_and_letter_contents_differ_in_what_they_do_and_not_in_their_words() -> None:
    one = found()["Duties", "Reopen: reason_given"]
    assert (one.a[:6], one.a_clause, one.b[:6], one.b_clause) == ("warns:", "Code 2.4", "blocks", "4.1.5")
    assert ("Duties", "Reopen: closed") not in found()
    assert found()["Letter contents", "Stage 1 response: lessons_if_any"].which == "only B"


def test_windows_readings_roles_extensions_and_contacts_are_told() -> None:
    said = found()
    assert said["Windows", "complain"].b.startswith("6 months from")
    assert said["Windows", "early closure"].which == "only A"
    assert said["Readings", "batched replies"].which == "only B"
    assert said["Roles", "complaint_manager"].b.endswith("awards up to £500.00")
    assert said["Extensions", "stage 1"].a.endswith("never for workload")
    assert (said["Contacts", "name"].a, said["Contacts", "name"].b) == ("Salix Homes", "South Liverpool Homes")


def test_between_two_versions_a_clause_or_a_word_alone_is_a_difference() -> None:
    text = SALIX.text.replace('clause = "4.7.5"', 'clause = "5.2"', 1)
    text = text.replace("Thanks for the feedback.", "Thanks for what was said.", 1)
    text = text.replace("in_force_from = 2024-03-01", "in_force_from = 2026-04-01")
    later = policies.read(text, "salix.toml")
    told = {(one.part, one.key): one for one in differences(SALIX, later)}
    assert set(told) == {
        ("Policy", "in force from"),
        ("Clocks", "Respond, stage 1"),
        ("Letter contents", "Stage 1 acknowledgement: thanks"),
    }
    assert (told["Clocks", "Respond, stage 1"].a_clause, told["Clocks", "Respond, stage 1"].b_clause) == (
        "4.7.5",
        "5.2",
    )


def test_figures_differ_in_what_they_measure_and_not_in_their_clauses() -> None:
    salix, slh = policies.load("salix"), policies.load("slh")
    told = {one.key: one for one in differences(salix, slh) if one.part == "Figures"}
    assert told["orders"].which == "only A"
    assert told["orders"].a_clause == "5.1, 4.15.1"
    assert "ch01_stage_1" not in told
    own = replace(slh.figures[0], by=("area",))
    changed = replace(slh, figures=(own, *slh.figures[1:]))
    assert [one.key for one in differences(slh, changed) if one.part == "Figures"] == ["ch01_stage_1"]
