"""The checklist: what is emptied goes missing and vanishes from the print; what says nothing fills nothing."""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import (
    ACK,
    ACK_2,
    EVERY,
    MORE_TIME,
    POLICIES,
    STAGE_1,
    STAGE_2,
    complete,
    flat,
    missing,
    part,
    written,
)

from complaintdesk import letters, policies
from complaintdesk.errors import BadDataFile
from complaintdesk.letters import words
from complaintdesk.letters.checklist import ITEMS, checked
from complaintdesk.models.letter import Exclusion, LetterFacts
from complaintdesk.models.policy import Contacts, LetterItem, Source
from complaintdesk.models.terms import LETTER_ITEMS

LEDGERS = Path(__file__).parent.parent / "clauses"
NOT_THESE_LETTERS = {
    "his-repeat-g": "the end of a restriction",
    "calico-9.1c": "that a response is sent at all: a step of the case",
    "saha-ams-d": "referral to a managing agent",
}
"""Rows of letter contents that no item carries: contents of letters that a policy words in its own way."""
FIXED = {"goes_on", "still_taken"}
"""Sentences of the desk's own, which nobody fills in."""
ONLY_IF_THERE = {"lessons_if_any", "unclear_points", "promises_if_any", "signposting_if_any", "exception_if_any"}
TYPED = tuple(
    field.name for field in fields(LetterFacts) if field.type is str and field.name not in {"kind", "landlord"}
)
EMPTY: dict[str, Any] = {"stage": 0, "contacts": Contacts(), "ombudsman": None}
NOTHING = st.text(alphabet=" \t\n\r\x00\x07\x1b\u200b\u2060\ufeff\u00a0.,-_*#|", max_size=12)


def emptied(facts: LetterFacts, name: str) -> LetterFacts:
    value = getattr(facts, name)
    kinds = {str: "", tuple: (), bool: False, int: 0}
    return replace(facts, **{name: EMPTY.get(name, kinds.get(type(value)))})


def lessened(facts: LetterFacts) -> Iterator[tuple[str, LetterFacts]]:
    """(what was taken away, the facts without it): each field in turn, then what stands inside remedies and parts."""
    for name in changeable():
        yield name, emptied(facts, name)
    for name, bare in (("due_on", None), ("pence", 0), ("why", ""), ("what", "")):
        yield (
            f"remedies: {name}",
            replace(facts, remedies=tuple(replace(one, **{name: bare}) for one in facts.remedies)),
        )
    for name, bare in (("due_on", None), ("what", ""), ("reason", "")):
        yield (
            f"promises: {name}",
            replace(facts, promises=tuple(replace(one, **{name: bare}) for one in facts.promises)),
        )
    undecided = tuple(replace(element, findings=()) for element in facts.elements)
    yield "findings", replace(facts, elements=undecided)
    silent = tuple((stage, finding, "") for stage, finding, _ in facts.elements[0].findings)
    yield (
        "findings: reason",
        replace(facts, elements=(replace(facts.elements[0], findings=silent), *facts.elements[1:])),
    )
    yield "findings: earlier", replace(facts, elements=tuple(replace(one, overturned="") for one in facts.elements))


def changeable() -> list[str]:
    return [field.name for field in fields(LetterFacts) if field.name not in {"kind", "written_on", "jargon"}]


@pytest.mark.parametrize(("policy_key", "kind"), EVERY)
def test_what_meets_an_item_can_be_emptied_and_then_is_missing_and_gone(policy_key: str, kind: str) -> None:
    policy = policies.load(policy_key)
    facts = complete(policy_key, kind)
    whole = letters.write(policy, facts)
    mended: set[str] = set()
    before = words.squeezed(whole.text)
    for name, less in lessened(facts):
        bare = letters.write(policy, less)
        after = words.squeezed(bare.text)
        for item in set(missing(bare)) - set(missing(whole)):
            said = [words.squeezed(one) for one in ITEMS[item](words.tidied(facts)).prints]
            gone = any(after.count(one) < before.count(one) for one in said)
            assert gone or (item, name) == ("process_complete", "stage"), (item, name, said)
            mended.add(item)
    for check in whole.checks:
        spoken = check.met and not check.where.startswith("Not needed")
        if spoken and check.item not in FIXED | ONLY_IF_THERE | {"delay_reasons"}:
            assert check.item in mended, check


@pytest.mark.parametrize(("policy_key", "kind"), EVERY)
def test_a_missing_item_names_a_field_of_the_letter_or_none(policy_key: str, kind: str) -> None:
    known = {field.name for field in fields(LetterFacts)} | {"findings", "due_on"}
    facts = complete(policy_key, kind)
    for name in changeable():
        for check in letters.write(policies.load(policy_key), emptied(facts, name)).checks:
            assert check.field in known | {""}
            assert check.where
            assert not (check.met and check.field)


@pytest.mark.parametrize(("policy_key", "kind"), EVERY)
def test_with_every_field_empty_no_heading_meets_an_item(policy_key: str, kind: str) -> None:
    facts = complete(policy_key, kind)
    for name in changeable():
        if name not in {"stage", "contacts", "ombudsman", "reference"}:
            facts = emptied(facts, name)
    letter = letters.write(policies.load(policy_key), facts)
    facts_of_the_case = {
        "stage",
        "reference",
        "ombudsman_contact",
        "ombudsman_post",
        "our_contacts",
        "process_complete",
        *FIXED,
    }
    met = {check.item for check in letter.checks if check.met and not check.where.startswith("Not needed")}
    assert met <= facts_of_the_case
    assert "None" not in letter.text
    assert "\n\n\n" not in letter.text


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EVERY), st.sampled_from(TYPED), NOTHING)
def test_what_no_reader_can_see_fills_nothing(letter: tuple[str, str], name: str, nothing: str) -> None:
    policy_key, kind = letter
    facts = complete(policy_key, kind)
    blank = letters.write(policies.load(policy_key), replace(facts, **{name: nothing}))
    empty = letters.write(policies.load(policy_key), replace(facts, **{name: ""}))
    assert blank.text == empty.text
    assert blank.checks == empty.checks


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_is_printed_or_missing(reason: str) -> None:
    letter = written("code-2024", MORE_TIME, reason=reason)
    assert ("reason" in missing(letter)) == (not words.filled(words.clean(reason)))
    if words.filled(words.clean(reason)):
        assert words.squeezed(words.clean(reason)) in words.squeezed(letter.text)


@pytest.mark.clause("salix-4.4.3a")
@pytest.mark.parametrize("kind", [ACK, ACK_2, STAGE_1, STAGE_2])
def test_what_is_emptied_in_an_exclusion_goes_missing_and_vanishes(kind: str) -> None:
    left_out = Exclusion("The noise upstairs", "4.4.1, over twelve months ago", "It ended in 2021")
    whole = written("salix", kind, exclusions=(left_out,))
    assert "excluded_part" not in missing(whole)
    for field in fields(Exclusion):
        said = getattr(left_out, field.name)
        bare = written("salix", kind, exclusions=(replace(left_out, **{field.name: "- "}),))
        assert said in flat(whole.text)
        assert said not in flat(bare.text)
        assert missing(bare)["excluded_part"].where.endswith(f"the {field.name} is not said.")
        assert not missing(bare)["excluded_part"].field


def test_deleting_the_thanks_makes_them_missing() -> None:
    check = missing(written("salix", STAGE_1, thanks=""))["thanks"]
    assert (check.clause, check.field, check.where) == ("4.7.5", "thanks", "The resident is not thanked.")


def test_the_right_to_the_ombudsman_needs_words_and_a_website() -> None:
    no_site = replace(complete("his", ACK).ombudsman, website=" ")
    assert "ombudsman_right" in missing(written("his", ACK, ombudsman=no_site))
    assert "ombudsman_right" in missing(written("his", ACK, ombudsman_text=" . "))


@pytest.mark.parametrize("stage", [1, 2])
def test_an_apology_is_asked_for_where_something_went_wrong_and_nowhere_else(stage: int) -> None:
    kind = STAGE_1 if stage == 1 else STAGE_2
    fine: dict[str, Any] = {"apology": "", "steps": "Nothing more.", "outcome": "not_upheld"}
    fine["elements"] = (part(1, "The door", "not_upheld", "It shuts", "upheld", stage=stage),)
    assert "apology_where_upheld" not in missing(written("his", kind, **fine))
    wrong = fine | {"elements": (part(1, "The door", "partly_upheld", "It sticks", stage=stage),)}
    assert "apology_where_upheld" in missing(written("his", kind, **wrong))
    assert "apology_where_upheld" in missing(written("his", kind, **(fine | {"outcome": "upheld"})))


def test_none_has_to_be_said_out_loud_and_is_not_said_beside_its_contrary() -> None:
    assert {"remedies", "actions"} <= set(missing(written("code-2024", STAGE_1, remedies=())))
    both = written("code-2024", STAGE_1, remedies_none=True, actions_none=True)
    assert both.missing == ()
    assert "none offered" not in both.text
    assert "Outstanding actions: none" not in both.text


def test_what_a_template_leaves_out_is_missing_though_its_field_is_filled() -> None:
    item = LetterItem("thanks", "Thanks.", Source("4.7.5"))
    facts = complete("salix", STAGE_1)
    assert checked([item], facts, f"Dear you\n{facts.thanks}")[0].met
    left_out = checked([item], facts, "Dear you")[0]
    assert not left_out.met
    assert "template does not print it" in left_out.where


@pytest.mark.clause("code-6.9a", "calico-9.9b")
def test_a_deleted_stage_line_is_missing() -> None:
    item = LetterItem("stage", "The stage.", Source("9.9"))
    letter = written("calico", STAGE_1)
    rest = letter.text.replace("Complaint stage: stage 1 (investigation)", "")
    assert not checked([item], complete("calico", STAGE_1), rest)[0].met


def test_a_letter_of_the_wrong_stage_says_so() -> None:
    assert missing(written("salix", STAGE_2, stage=1))["stage"].where == "The complaint is not at stage 2."


def test_an_item_that_nobody_knows_is_refused() -> None:
    with pytest.raises(BadDataFile, match="asks for 'poem'"):
        checked([LetterItem("poem", "A poem.", Source("1"))], complete("salix", ACK), "")


def test_policies_and_checklist_share_one_vocabulary() -> None:
    assert tuple(ITEMS) == LETTER_ITEMS
    used = {item.item for key in POLICIES for rule in policies.load(key).letters for item in rule.contains}
    assert used == set(ITEMS)


@pytest.mark.parametrize("policy_key", POLICIES)
def test_every_row_of_letter_contents_is_carried_by_an_item(policy_key: str) -> None:
    rows = [line.split("\t") for line in (LEDGERS / f"{policy_key}.tsv").read_text(encoding="utf-8").splitlines()]
    asked = {row[0] for row in rows if row[2] == "letter-content"} - set(NOT_THESE_LETTERS)
    carried = {
        row for rule in policies.load(policy_key).letters for item in rule.contains for row in item.source.ledger
    }
    assert asked <= carried
    known = {row[0] for key in POLICIES for row in _ids(key)}
    assert carried <= known


def _ids(policy_key: str) -> list[list[str]]:
    return [line.split("\t") for line in (LEDGERS / f"{policy_key}.tsv").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("policy_key", POLICIES)
def test_a_landlords_clause_wins_over_the_codes_and_the_code_says_how_sure_it_is(policy_key: str) -> None:
    for rule in policies.load(policy_key).letters:
        for item in rule.contains:
            from_code = all(row.startswith("code-") for row in item.source.ledger)
            assert bool(item.source.certainty) == from_code, item
            if policy_key != "code-2024":
                assert item.source.clause.startswith("Code ") == from_code, item


def test_the_form_asks_for_what_the_letter_prints() -> None:
    assert letters.fields_of("salix", MORE_TIME)[:4] == ("until", "reason", "good_reason", "progress")
    for policy_key, kind in EVERY:
        asked = letters.fields_of(policy_key, kind)
        assert set(asked) - {"findings", "due_on"} <= {field.name for field in fields(LetterFacts)}
        facts = complete(policy_key, kind)
        for name in changeable():
            for check in missing(letters.write(policies.load(policy_key), emptied(facts, name))).values():
                assert check.field in {*asked, ""}, (policy_key, kind, check)


def test_a_policy_without_such_a_letter_says_so() -> None:
    silent = replace(policies.load("salix"), letters=())
    with pytest.raises(BadDataFile, match="no \\[\\[letter\\]\\]"):
        letters.write(silent, complete("salix", ACK))


def test_the_complete_letter_reads_as_a_letter() -> None:
    text = flat(written("calico", ACK).text)
    assert text.startswith("Calico Homes Contact Centre")
    assert text.endswith("Yours sincerely Sam Ode, Service Manager Calico Homes")


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("kind", [STAGE_1, STAGE_2])
@pytest.mark.parametrize("said", ["none", "None.", " NONE "])
def test_that_nothing_was_learnt_is_an_answer_and_stays_out_of_the_letter(policy, kind, said):
    letter = written(policy, kind, lessons=said)
    assert "What we have learnt" not in letter.text
    assert not any(line.strip().casefold().rstrip(".") == "none" for line in letter.text.split("\n"))
    assert not any("lesson" in one for one in missing(letter))


def test_a_lesson_beside_a_none_is_told_alone():
    letter = written("salix", STAGE_1, lessons="none\nRoofers are booked at once.")
    said = letter.text.split("What we have learnt and will change\n")[1]
    assert said.lstrip().startswith("Roofers are booked at once.")
