"""The policy files against the clause ledgers and the clock table, and the shelf they stand on."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from complaintdesk import policies
from complaintdesk.errors import BadDataFile, NotFound
from complaintdesk.models import terms
from complaintdesk.models.policy import Policy, Source
from complaintdesk.resources import shipped

LEDGERS = Path(__file__).parent / "clauses"
SHIPPED = ("calico", "code-2024", "his", "saha", "salix", "slh")
TIMED = {"deadline", "window", "extension", "day-count"}
WHO = {"role", "approval"}

# policy, clock, stage, party, from, length, ledger row(s)
CLOCK_TABLE = """
code-2024 | acknowledge | 1 | landlord | received     | 5 working days  | code-6.2
code-2024 | respond     | 1 | landlord | acknowledged | 10 working days | code-6.3a
code-2024 | acknowledge | 2 | landlord | escalated    | 5 working days  | code-6.11
code-2024 | respond     | 2 | landlord | acknowledged | 20 working days | code-6.14
salix     | acknowledge | 1 | landlord | received     | 5 working days  | salix-4.7.2a
salix     | respond     | 1 | landlord | acknowledged | 10 working days | salix-4.7.5a
salix     | escalate    | 1 | customer | responded    | 10 working days | salix-4.8.2a
salix     | acknowledge | 2 | landlord | escalated    | 5 working days  | salix-4.8.6a
salix     | respond     | 2 | landlord | acknowledged | 20 working days | salix-4.8.7a
slh       | acknowledge | 1 | landlord | received     | 2 working days  | slh-4.1.5b slh-4.1.1f
slh       | respond     | 1 | landlord | received     | 10 working days | slh-4.1.5c slh-4.1.1f
slh       | escalate    | 1 | customer | responded    | 10 working days | slh-4.1.5k
slh       | acknowledge | 2 | landlord | escalated    | 2 working days  | slh-4.1.5e
slh       | respond     | 2 | landlord | escalated    | 20 working days | slh-4.1.5f
slh       | refer       | 2 | customer | responded    | 8 weeks         | slh-4.1.7g
his       | acknowledge | 1 | landlord | received     | 5 working days  | his-stage1-c
his       | respond     | 1 | landlord | acknowledged | 10 working days | his-stage1-d his-process-g
his       | acknowledge | 2 | landlord | escalated    | 5 working days  | his-stage2-f
his       | respond     | 2 | landlord | acknowledged | 20 working days | his-stage2-j
calico    | acknowledge | 1 | landlord | received     | 5 working days  | calico-8.6b
calico    | respond     | 1 | landlord | acknowledged | 10 working days | calico-9.3a
calico    | escalate    | 1 | customer | responded    | 30 working days | calico-10.1b
calico    | acknowledge | 2 | landlord | escalated    | 5 working days  | calico-10.2
calico    | respond     | 2 | landlord | acknowledged | 20 working days | calico-10.5
saha      | contact     | 1 | landlord | received     | 1 working day   | saha-stage1-2a
saha      | contact     | 2 | landlord | escalated    | 2 working days  | saha-stage2-2a
saha      | acknowledge | 1 | landlord | received     | 5 working days  | saha-stage1-2c
saha      | acknowledge | 2 | landlord | escalated    | 5 working days  | saha-stage2-2c
saha      | respond     | 1 | landlord | received     | 10 working days | saha-stage1-4a
saha      | respond     | 2 | landlord | escalated    | 20 working days | saha-stage2-4b
saha      | mediation   | 1 | landlord | received     | 1 working day   | saha-mediation-b
saha      | advocate    | 1 | landlord | received     | 1 working day   | saha-advocate-d
saha      | refer       | 2 | customer | responded    | 8 weeks         | saha-ombudsman-c
calico    | evidence    | - | landlord | evidence_requested | 15 working days |
code-2024 | evidence    | - | landlord | evidence_requested | 15 working days |
his       | evidence    | - | landlord | evidence_requested | 15 working days |
saha      | evidence    | - | landlord | evidence_requested | 15 working days | saha-ombudsman-e
salix     | evidence    | - | landlord | evidence_requested | 15 working days |
slh       | evidence    | - | landlord | evidence_requested | 15 working days |
"""

# policy, kind of feedback, clock, from, length, ledger row; all at stage 1
OTHER_FEEDBACK = """
slh    | mp_enquiry      | acknowledge | received | 2 working days  | slh-4.1.1f
slh    | mp_enquiry      | respond     | received | 10 working days | slh-4.1.1f
his    | survey          | contact     | received | 10 working days | his-survey-c
his    | staff_complaint | acknowledge | received | 5 working days  | his-stage1-c
his    | staff_complaint | respond     | received | 10 working days | his-staff-b
calico | concern         | action      | received | 0 days          | calico-6.6b
"""


def rows(written: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in written.strip().splitlines()]


def ledger(key: str) -> dict[str, tuple[str, ...]]:
    """id -> the row's cells: id, clause, kind, requirement, example."""
    lines = (LEDGERS / f"{key}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {cells[0]: cells for cells in (tuple(line.split("\t")) for line in lines)}


def sources(policy: Policy) -> list[Source]:
    """Every source in a policy, of whatever rule."""
    rules: tuple[Any, ...] = (
        *(*policy.clocks, *policy.extensions, *policy.windows, *policy.readings, *policy.roles, *policy.duties),
        *policy.figures,
        *policy.retention,
        *(item for letter in policy.letters for item in letter.contains),
        *([policy.out_of_hours] if policy.out_of_hours else []),
    )
    targets = [clock.target_source for clock in policy.clocks if clock.target_source]
    return [rule.source for rule in rules] + targets


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's policies folder, empty, under the test's own home."""
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path))
    folder = tmp_path / "config" / "policies"
    folder.mkdir(parents=True)
    return folder


def test_the_six_policies_are_shipped() -> None:
    assert policies.available() == SHIPPED


@pytest.mark.parametrize("key", SHIPPED)
def test_every_timed_row_of_the_ledger_is_carried_by_a_rule(key: str) -> None:
    carried = {row for source in sources(policies.load(key)) for row in source.ledger}
    assert {row for row, cells in ledger(key).items() if cells[2] in TIMED} <= carried


@pytest.mark.parametrize("key", SHIPPED)
def test_rules_carry_only_rows_of_their_own_ledger_of_the_right_kind(key: str) -> None:
    known, policy = ledger(key), policies.load(key)
    rules: tuple[Any, ...] = (*policy.clocks, *policy.extensions, *policy.readings)
    own = [source for source in sources(policy) if not source.inherited_from]
    assert {row for source in own for row in source.ledger} <= set(known)
    told = {*TIMED, "workflow", "privacy"}
    assert all(known[row][2] in told for rule in rules for row in rule.source.ledger if not _switches_off(rule))
    again = told | {"restriction", "learning"}
    assert all(known[row][2] in again for window in policy.windows for row in window.source.ledger)
    own_roles = (role for role in policy.roles if not role.source.inherited_from)
    assert all(known[row][2] in WHO for role in own_roles for row in role.source.ledger)


def _switches_off(rule: object) -> bool:
    return getattr(rule, "topic", "").startswith(("not asked", "not needed"))


@pytest.mark.parametrize("row", rows(CLOCK_TABLE), ids="-".join)
def test_the_clock_table_is_what_the_files_say(row: tuple[str, ...]) -> None:
    key, name, stage, party, runs_from, length, ids = row
    at = None if stage == "-" else int(stage)
    clocks = [
        clock
        for clock in policies.load(key).clocks
        if (clock.name, clock.stage) == (name, at) and "complaint" in clock.feedback
    ]
    assert len(clocks) == 1
    assert (clocks[0].party, clocks[0].runs_from, str(clocks[0].length)) == (party, runs_from, length)
    assert set(clocks[0].source.ledger) == set(ids.split())


@pytest.mark.parametrize("row", rows(OTHER_FEEDBACK), ids="-".join)
def test_other_kinds_of_feedback_run_the_clocks_of_the_policy_that_knows_them(row: tuple[str, ...]) -> None:
    key, kind, name, runs_from, length, ids = row
    (clock,) = (one for one in policies.load(key).clocks if one.name == name and kind in one.feedback)
    assert (clock.stage, clock.runs_from, str(clock.length)) == (1, runs_from, length)
    assert ids in clock.source.ledger


@pytest.mark.parametrize("key", SHIPPED)
def test_no_policy_has_a_clock_beyond_the_table(key: str) -> None:
    complaints = {(row[1], row[2].replace("-", "")) for row in rows(CLOCK_TABLE) if row[0] == key}
    others = {(row[1], row[2], "1") for row in rows(OTHER_FEEDBACK) if row[0] == key}
    clocks = [(kind, one.name, str(one.stage or "")) for one in policies.load(key).clocks for kind in one.feedback]
    assert len(clocks) == len(set(clocks))
    assert {clock[1:] for clock in clocks if clock[0] == "complaint"} == complaints
    assert {clock for clock in clocks if clock[0] != "complaint"} == others


@pytest.mark.parametrize("key", SHIPPED)
def test_extensions_are_limited_to_ten_and_twenty_working_days(key: str) -> None:
    policy = policies.load(key)
    assert [(one.stage, str(one.at_most)) for one in policy.extensions] == [
        (1, "10 working days"),
        (2, "20 working days"),
    ]
    assert [policy.extension(stage) for stage in (1, 2)] == list(policy.extensions)


def test_a_two_day_target_stands_beside_the_stage_1_acknowledgement_alone() -> None:
    targets = [(key, one) for key in SHIPPED for one in policies.load(key).clocks if one.target]
    ((key, clock),) = targets
    assert (key, clock.name, clock.stage, str(clock.target)) == ("his", "acknowledge", 1, "2 working days")
    assert clock.target_source is not None
    assert clock.target_source.ledger == ("his-process-f",)


def test_only_one_policy_moves_what_comes_in_out_of_hours() -> None:
    rules = {key: policies.load(key).out_of_hours for key in SHIPPED}
    assert [key for key, rule in rules.items() if rule] == ["salix"]
    assert rules["salix"] is not None
    assert rules["salix"].events == ("received", "escalated")


def test_workload_is_refused_as_a_ground_where_the_policy_says_so() -> None:
    refusing = {key: {one.refuses for one in policies.load(key).extensions} for key in SHIPPED}
    assert [key for key, grounds in refusing.items() if grounds != {()}] == ["salix"]
    assert refusing["salix"] == {("workload",)}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("his-stage1-e", "really sent"),
        ("his-stage2-j", "really sent"),
        ("his-process-f", "no breach"),
        ("his-process-g", "From the acknowledgement"),
        ("slh-4.1.5p", "the Code's 10 working days"),
        ("saha-stage1-4c", "the Code's 10 working days"),
        ("slh-4.1.7g", "on the day the eighth week is full"),
        ("saha-ombudsman-c", "on the day the eighth week is full"),
    ],
)
def test_where_the_deadline_rules_hold_over_a_ledger_the_reading_says_so_and_why(row: str, words: str) -> None:
    carrying = [one for one in sources(policies.load(row.partition("-")[0])) if row in one.ledger]
    texts = [(one.reading, one.why, *_says(row)) for one in carrying]
    assert any(words in " ".join(text) for text in texts)
    assert all(why for _, why, *_ in texts)


def _says(row: str) -> list[str]:
    return [one.says for one in policies.load(row.partition("-")[0]).readings if row in one.source.ledger]


@pytest.mark.parametrize("key", SHIPPED)
def test_ambiguous_rows_have_a_reading_with_its_reason(key: str) -> None:
    known = ledger(key)
    open_rows = {
        row
        for row, cells in known.items()
        if cells[2] in TIMED and ("AMBIGUOUS" in cells[3] or "CONTRADICTS" in cells[3])
    }
    explained = {
        row for source in sources(policies.load(key)) if source.reading and source.why for row in source.ledger
    }
    assert open_rows <= explained


@pytest.mark.parametrize("key", SHIPPED)
def test_quotations_are_short_and_the_code_is_never_quoted(key: str) -> None:
    quotes = [source.quote for source in sources(policies.load(key)) if source.quote and not source.inherited_from]
    assert all(len(quote.split()) <= 25 for quote in quotes)
    assert bool(quotes) == (key != "code-2024")


def test_the_certainty_of_the_code_is_its_ledgers_mark() -> None:
    known = ledger("code-2024")
    for source in sources(policies.load("code-2024")):
        marks = {known[row][3].rpartition("SOURCE: ")[2] for row in source.ledger} or {"unconfirmed"}
        weakest = next(mark for mark in ("unconfirmed", "second-hand", "verified") if mark in marks)
        assert source.certainty == weakest


@pytest.mark.parametrize(
    ("key", "in_force_from", "review_on"),
    [
        ("code-2024", date(2024, 4, 1), None),
        ("salix", date(2024, 3, 1), date(2027, 3, 1)),
        ("slh", date(2021, 1, 1), date(2022, 6, 30)),
        ("his", date(2024, 3, 26), date(2026, 3, 26)),
        ("calico", date(2024, 3, 1), date(2025, 4, 1)),
        ("saha", date(2021, 6, 1), date(2022, 6, 30)),
    ],
)
def test_month_only_dates_begin_with_the_first_and_end_with_the_last_day(
    key: str, in_force_from: date, review_on: date | None
) -> None:
    policy = policies.load(key)
    assert (policy.in_force_from, policy.review_on) == (in_force_from, review_on)
    assert policy.in_force_note
    assert policy.falls_back_to == ("" if key == "code-2024" else "code-2024")


def test_a_policy_is_read_once() -> None:
    assert policies.load("salix") is policies.load("salix")


def test_an_unknown_policy_is_not_found_and_the_nearest_is_named() -> None:
    with pytest.raises(NotFound, match=r"'calicoo'.*'calico'"):
        policies.load("calicoo")
    with pytest.raises(NotFound):
        policies.load("../salix")


# The landlord's own files


def good(key: str = "mine", **changes: str) -> str:
    """The text of a shipped policy made into an own one, with words replaced."""
    text = shipped("policies", "calico.toml").read_text(encoding="utf-8").replace('key = "calico"', f'key = "{key}"')
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def test_an_own_policy_stands_beside_the_shipped_ones(own_folder: Path) -> None:
    (own_folder / "mine.toml").write_text(good(), encoding="utf-8-sig")
    assert "mine" in policies.available()
    assert policies.load("mine").path == str(own_folder / "mine.toml")


def test_an_own_policy_never_replaces_a_shipped_one_in_silence(own_folder: Path) -> None:
    (own_folder / "calico.toml").write_text(good("calico"), encoding="utf-8")
    with pytest.raises(BadDataFile, match=r"calico\.toml: the name 'calico' belongs to a shipped policy\. Allowed"):
        policies.load("calico")
    assert policies.load("salix").key == "salix"


def test_a_file_is_named_as_its_key(own_folder: Path) -> None:
    (own_folder / "other.toml").write_text(good(), encoding="utf-8")
    with pytest.raises(BadDataFile, match=r"other\.toml, line 4: policy\.key is 'mine'\. Allowed: 'other'"):
        policies.load("other")


def test_the_version_in_force_on_receipt_governs_and_the_earliest_an_older_case(own_folder: Path) -> None:
    later = good("calico").replace("in_force_from = 2024-03-01", "in_force_from = 2025-05-01")
    later = later.replace("review_on = 2025-04-01", "review_on = 2027-04-01")
    (own_folder / "calico@2025-05-01.toml").write_text(later, encoding="utf-8")
    in_force = [
        policies.version_for("calico", day).in_force_from
        for day in (date(2020, 1, 1), date(2024, 3, 1), date(2025, 4, 30), date(2025, 5, 1), date(2030, 1, 1))
    ]
    first, second = date(2024, 3, 1), date(2025, 5, 1)
    assert in_force == [first, first, first, second, second]
    with pytest.raises(NotFound):
        policies.version_for("nobody", date(2024, 3, 1))


def test_two_versions_cannot_start_on_one_day(own_folder: Path) -> None:
    (own_folder / "calico@2024-03-01.toml").write_text(good("calico"), encoding="utf-8")
    with pytest.raises(BadDataFile, match=r"policy\.in_force_from is 2024-03-01, as in calico\.toml"):
        policies.version_for("calico", date(2024, 3, 1))


# What is inherited

BASE = """
[[duty]]
at = "respond"
stage = 1
needs = "first"
level = "block"
says = "The base asks for the first."
clause = "6.1"
[[duty]]
at = "respond"
needs = "second"
level = "warn"
says = "The base asks for the second."
clause = "6.2"
[[letter]]
kind = "stage_1_response"
contains = [
  { item = "one", says = "The base's one.", clause = "7.1" },
  { item = "two", says = "The base's two.", clause = "7.2" },
]
"""
OWN = """
[[duty]]
at = "respond"
stage = 1
needs = "first"
level = "remind"
says = "We only remind."
clause = "1"
[[duty]]
at = "respond"
needs = "second"
level = "off"
says = "We do not ask for the second."
clause = "2"
[[letter]]
kind = "stage_1_response"
contains = [
  { item = "two", says = "Our own two.", clause = "3", level = "warn" },
  { item = "one", says = "We leave out one.", clause = "4", level = "off" },
]
[[letter]]
kind = "extension_notice"
contains = [{ item = "three", says = "Our three.", clause = "5" }]
"""


@pytest.fixture
def free_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Conditions and letter contents of the test's own making."""
    monkeypatch.setattr(terms, "CONDITIONS", ("first", "second"), raising=False)
    monkeypatch.setattr(terms, "LETTER_ITEMS", ("one", "two", "three"), raising=False)


def bare(key: str, **changes: str) -> str:
    """An own policy without duties and letters, whatever the shipped file has by now."""
    text = good(key, **changes)
    ends = [place for heading in ("[[duty]]", "[[letter]]") if (place := text.find(heading)) > 0]
    return text[: min(ends, default=len(text))]


@pytest.mark.usefixtures("free_words")
def test_duties_and_letter_contents_are_inherited_overridden_and_switched_off(own_folder: Path) -> None:
    base = bare("base").replace('falls_back_to = "code-2024"\n', "") + BASE
    (own_folder / "base.toml").write_text(base, encoding="utf-8")
    fallen = bare("mine").replace('falls_back_to = "code-2024"', 'falls_back_to = "base"')

    inherited = policies.read(fallen, "mine.toml")
    assert [(one.needs, one.source.clause, one.source.inherited_from) for one in inherited.duties] == [
        ("first", "Calico 6.1", "base"),
        ("second", "Calico 6.2", "base"),
    ]
    letter = inherited.letter("stage_1_response")
    assert letter is not None
    assert [(one.item, one.source.clause) for one in letter.contains] == [("one", "Calico 7.1"), ("two", "Calico 7.2")]

    changed = policies.read(fallen + OWN, "mine.toml")
    assert [(one.needs, one.level, one.source.clause) for one in changed.duties] == [("first", "remind", "1")]
    assert [(rule.kind, [(one.item, one.level) for one in rule.contains]) for rule in changed.letters] == [
        ("stage_1_response", [("two", "warn")]),
        ("extension_notice", [("three", "block")]),
    ]
    assert [one.topic for one in changed.readings if _switches_off(one)] == [
        "not asked before respond: second",
        "not needed in stage_1_response: one",
    ]
    assert len(changed.clocks) == len(inherited.clocks)


@pytest.mark.usefixtures("free_words")
@pytest.mark.parametrize(("part", "where"), [(OWN, r"duty\[2\]"), (OWN[OWN.index("[[letter]]") :], r"contains\[2\]")])
def test_only_what_is_inherited_can_be_switched_off(part: str, where: str) -> None:
    alone = bare("mine").replace('falls_back_to = "code-2024"\n', "")
    with pytest.raises(
        BadDataFile, match=rf"{where}\.level \(.*\) is 'off', but nothing is inherited there\. Allowed: block"
    ):
        policies.read(alone + part, "mine.toml")


def test_policies_cannot_fall_back_in_a_ring(own_folder: Path) -> None:
    for key, below in (("mine", "yours"), ("yours", "mine")):
        text = bare(key).replace('falls_back_to = "code-2024"', f'falls_back_to = "{below}"')
        (own_folder / f"{key}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadDataFile, match="which leads back here"):
        policies.load("mine")


def test_what_a_policy_falls_back_to_must_exist() -> None:
    text = bare("mine").replace('falls_back_to = "code-2024"', 'falls_back_to = "code-2023"')
    with pytest.raises(
        BadDataFile, match=r"mine\.toml, line \d+: policy\.falls_back_to is 'code-2023'.*Did you mean 'code-2024'"
    ):
        policies.read(text, "mine.toml")
