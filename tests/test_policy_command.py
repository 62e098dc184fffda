"""``complaintdesk policy``: what it prints, and how it refuses."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from complaintdesk import policies
from complaintdesk.cli.policy import plain, policy_app
from complaintdesk.resources import shipped


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path))
    folder = tmp_path / "config" / "policies"
    folder.mkdir(parents=True)
    return folder


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(policy_app, words)
    return result.exit_code, result.stdout, result.stderr


def test_list_shows_key_landlord_version_dates_and_number_of_clocks() -> None:
    status, out, err = run("list")
    lines = [line.split() for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert lines[1] == ["calico", "Calico", "Homes", "March", "2024", "2024-03-01", "2025-04-30", "7"]
    assert [line[0] for line in lines[1:]] == list(policies.available())


@pytest.mark.parametrize("key", policies.available())
def test_show_prints_every_rule_with_its_clause(key: str) -> None:
    policy = policies.load(key)
    status, out, _ = run("show", key)
    rules: list[Any] = [
        *policy.clocks,
        *policy.extensions,
        *policy.windows,
        *policy.readings,
        *policy.roles,
        *policy.duties,
    ]
    rules += [item for letter in policy.letters for item in letter.contains]
    assert status == 0
    assert out.count("\n    clause ") == len(rules) + bool(policy.out_of_hours)
    assert all(f"    clause {rule.source.clause}" in out for rule in rules)
    assert all(line.isprintable() for line in out.splitlines())
    if key == "code-2024":
        assert all(mark in out for mark in ("[verified]", "[second-hand]", "[unconfirmed]"))


def test_an_unknown_key_is_one_sentence_and_status_1() -> None:
    assert run("show", "salx") == (1, "", "There is no policy 'salx'. Did you mean 'salix'?\n")


def test_check_reads_all_shipped_and_own_files(own_folder: Path) -> None:
    status, out, err = run("check")
    assert (status, len(out.splitlines()), err) == (0, len(policies.available()), "")
    shutil.copy(shipped("policies", "salix.toml"), own_folder / "elsewhere.toml")
    status, out, err = run("check")
    assert (status, len(out.splitlines())) == (1, len(policies.available()) - 1)
    assert err == "elsewhere.toml: policy.key is 'salix'. Allowed: 'elsewhere', as the file is named.\n"


def test_check_finds_an_own_file_that_would_replace_a_shipped_one(own_folder: Path) -> None:
    shutil.copy(shipped("policies", "salix.toml"), own_folder / "salix.toml")
    status, _, err = run("check")
    assert status == 1
    assert "the name 'salix' belongs to a shipped policy" in err


def test_check_finds_two_versions_of_one_day(own_folder: Path) -> None:
    shutil.copy(shipped("policies", "salix.toml"), own_folder / "salix@2024-03-01.toml")
    status, _, err = run("check")
    assert status == 1
    assert err.startswith("salix@2024-03-01.toml: policy.in_force_from is 2024-03-01, as in salix.toml. Allowed: a day")


def test_check_of_one_file_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    shutil.copy(shipped("policies", "salix.toml"), path)
    assert run("check", str(path))[0] == 0
    path.write_text(path.read_text(encoding="utf-8").replace("{ working_days = 5 }", "5", 1), encoding="utf-8")
    status, out, err = run("check", str(path))
    assert (status, out) == (1, "")
    assert err.startswith("new.toml: clock[1].length is 5. Allowed: a number of 1 or more with its unit")


def test_nothing_printed_can_steer_a_terminal() -> None:
    assert plain("a\x1b[2Jb\u202ec\r\nd\u00a0e") == r"a\x1b[2Jbc  d e"
