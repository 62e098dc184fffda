"""``complaintdesk policy``: what it prints, and how it refuses."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from complaintdesk import policies
from complaintdesk.calendars import calendar
from complaintdesk.cli import policy_compared
from complaintdesk.cli.policy import plain, policy_app
from complaintdesk.engine.comparing import compared
from complaintdesk.engine.differing import differences
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
    assert lines[1] == ["calico", "Calico", "Homes", "March", "2024", "2024-03-01", "2025-04-01", "7"]
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
        *policy.exclusions,
        *policy.choices,
        *policy.publications,
        *policy.retention,
        *policy.duties,
        *policy.figures,
    ]
    rules += [item for letter in policy.letters for item in letter.contains]
    assert status == 0
    assert out.count("\n    clause ") == len(rules) + bool(policy.out_of_hours)
    assert all(f"    clause {rule.source.clause}" in out for rule in rules)
    assert all(line.isprintable() for line in out.splitlines())
    if key == "code-2024":
        assert all(mark in out for mark in ("[verified]", "[second-hand]", "[unconfirmed]"))


@pytest.mark.clause("salix-9.1")
def test_letters_lists_the_kinds_a_landlord_sends_with_their_templates() -> None:
    status, out, err = run("letters", "salix")
    rows = {line.split()[0]: line for line in out.splitlines()}
    assert (status, err) == (0, "")
    assert {"acknowledgement", "clarification", "extension_notice", "stage_1_response", "stage_2_response"} <= set(rows)
    assert {"stage_2_acknowledgement", "refusal", "restriction_notice", "survey"} <= set(rows)
    assert rows["refusal"].endswith("contents asked for, letters/default/refusal.md")
    assert run("letters", "salx") == (1, "", "There is no policy 'salx'. Did you mean 'salix'?\n")


@pytest.mark.parametrize("key", policies.available())
def test_the_letters_of_every_shipped_policy_say_all_that_it_asks_of_them(key: str) -> None:
    status, out, err = run("letters", key)
    assert (status, err) == (0, "")
    assert len(out.splitlines()) == len(policies.load(key).letters)


def test_letters_names_what_a_template_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("complaintdesk.letters.proving.template.rendered", lambda key, kind, seen: "Dear you")
    status, out, err = run("letters", "salix")
    assert (status, len(out.splitlines())) == (1, 15)
    assert "letters/default/survey.md leaves out complaint_route: How to complain. (clause 4.1.8)\n" in err


def test_an_unknown_key_is_one_sentence_and_status_1() -> None:
    assert run("show", "salx") == (1, "", "There is no policy 'salx'. Did you mean 'salix'?\n")


def test_check_reads_all_shipped_and_own_files(own_folder: Path) -> None:
    status, out, err = run("check")
    assert (status, len(out.splitlines()), err) == (0, len(policies.available()), "")
    shutil.copy(shipped("policies", "salix.toml"), own_folder / "elsewhere.toml")
    status, out, err = run("check")
    assert (status, len(out.splitlines())) == (1, len(policies.available()) - 1)
    assert err == "elsewhere.toml, line 4: policy.key is 'salix'. Allowed: 'elsewhere', as the file is named.\n"


def test_check_finds_an_own_file_that_would_replace_a_shipped_one(own_folder: Path) -> None:
    shutil.copy(shipped("policies", "salix.toml"), own_folder / "salix.toml")
    status, _, err = run("check")
    assert status == 1
    assert "the name 'salix' belongs to a shipped policy" in err


def test_check_says_so_when_the_code_itself_cannot_be_used(own_folder: Path) -> None:
    shutil.copy(shipped("policies", "code-2024.toml"), own_folder / "code-2024.toml")
    status, out, err = run("check")
    assert (status, out) == (1, "")
    assert "the name 'code-2024' belongs to a shipped policy" in err


def test_check_finds_two_versions_of_one_day(own_folder: Path) -> None:
    shutil.copy(shipped("policies", "salix.toml"), own_folder / "salix@2024-03-01.toml")
    status, _, err = run("check")
    assert status == 1
    assert err.startswith(
        "salix@2024-03-01.toml, line 9: policy.in_force_from is 2024-03-01, as in salix.toml. Allowed: a day"
    )


def test_check_of_one_file_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "salix.toml"
    shutil.copy(shipped("policies", "salix.toml"), path)
    assert run("check", str(path))[0] == 0
    path.write_text(path.read_text(encoding="utf-8").replace("{ working_days = 5 }", "5", 1), encoding="utf-8")
    status, out, err = run("check", str(path))
    assert (status, out) == (1, "")
    assert err.startswith(
        "salix.toml, line 39: clock[1].length (acknowledge, clause 4.7.2) is 5. Allowed: a number of 1"
    )


def test_check_of_one_file_says_where_its_name_is_not_its_key(tmp_path: Path) -> None:
    path = tmp_path / "larch.toml"
    shutil.copy(shipped("policies", "salix.toml"), path)
    found = "larch.toml, line 4: policy.key is 'salix'. Allowed: 'larch', as the file is named.\n"
    assert run("check", str(path)) == (1, "", found)
    assert run("diff", str(path), "salix")[0] == 0


def test_check_says_how_a_policy_stands_to_the_code_gravest_first() -> None:
    status, out, err = run("check", "slh")
    lines = out.splitlines()
    heads = [line for line in lines if line and not line.startswith(" ") and line.endswith(")")]
    assert (status, err) == (0, "")
    assert lines[0].endswith("slh.toml: good (7 clocks, 107 duties)")
    assert heads[1].startswith("Falls short of the Code (")
    assert (
        "  Time to complain: 6 months from the event, or the day the customer learned of it if later (4.1.2)" in lines
    )
    assert any(line.startswith("      Code 2.3, verified: 12 months from the day of the issue") for line in lines)
    assert "  Acknowledge, stage 1: 2 working days from receipt (4.1.5)" in lines
    assert lines[-1].startswith("South Liverpool Homes, version January 2021, against the Code: ")
    assert "fall short, " in lines[-1]


def test_check_without_a_name_counts_what_falls_short_and_only_strict_makes_it_an_error() -> None:
    status, out, _ = run("check")
    lines = {Path(line.partition(":")[0]).stem: line for line in out.splitlines()}
    assert status == 0
    assert lines["code-2024"].endswith("; the Code itself")
    assert re.search(r"; [1-9]\d* fall short, \d+ overruled, \d+ stricter, \d+ silent, \d+ met$", lines["slh"])
    assert run("check", "--strict")[0] == 1
    assert run("check", "slh", "--strict")[0] == 1
    assert run("check", "code-2024", "--strict")[0] == 0


def test_check_prints_every_fault_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    text = shipped("policies", "salix.toml").read_text(encoding="utf-8")
    text = text.replace("{ working_days = 5 }", "5", 1).replace('effect = "ask"', 'effect = "stop"')
    path.write_text(text, encoding="utf-8")
    status, out, err = run("check", str(path))
    assert (status, out) == (1, "")
    assert [line.partition(". Allowed: ")[0] for line in err.splitlines()] == [
        "new.toml, line 39: clock[1].length (acknowledge, clause 4.7.2) is 5",
        "new.toml, line 143: window[1].effect (complain, clause 4.5.1) is 'stop'",
    ]
    status, out, err = run("check", str(path), "--json")
    said = json.loads(out)
    assert (status, err, said["policies"]) == (1, "", [])
    assert [(one["file"], one["key"], one["found"]) for one in said["faults"]] == [
        ("new.toml", "clock[1].length", "is 5"),
        ("new.toml", "window[1].effect", "is 'stop'"),
    ]
    assert said["faults"][1]["allowed"] == "warn, ask, show"


def test_check_for_programs_has_every_finding() -> None:
    status, out, _ = run("check", "slh", "--json")
    said = json.loads(out)["policies"][0]
    short = [one for one in said["findings"] if one["standing"] == "falls short"]
    assert (status, said["policy"], said["falls_short"]) == (0, "slh", len(short))
    one = next(one for one in short if one["title"] == "Time to complain")
    assert (one["own_clause"], one["base_clause"], one["certainty"]) == ("4.1.2", "Code 2.3", "verified")


def test_an_unknown_name_is_one_sentence(tmp_path: Path) -> None:
    assert run("check", "salx") == (1, "", "There is no policy 'salx'. Did you mean 'salix'?\n")
    status, out, err = run("diff", "salix", str(tmp_path / "none.toml"))
    assert (status, out) == (1, "")
    assert err.endswith(
        "none.toml: cannot be read (No such file or directory). Name a policy file that you may read.\n"
    )


@pytest.mark.parametrize("name", ["x" * 5000, "", ".", "\x1b[2J", "x" * 5000 + ".toml"])
def test_a_name_that_no_file_could_have_is_one_sentence_too(name: str) -> None:
    for words in (("check", name), ("diff", "salix", name)):
        status, out, err = run(*words)
        assert (status, out) == (1, "")
        assert len(err.splitlines()) == 1
        assert err.strip().isprintable()


def test_diff_of_two_policies_names_both_values_and_clauses() -> None:
    status, out, err = run("diff", "salix", "slh")
    lines = out.splitlines()
    place = lines.index("  Acknowledge, stage 1")
    assert (status, err) == (0, "")
    assert lines[0] == "A  Salix Homes, version 1, in force from 2024-03-01"
    assert lines[place + 1 : place + 3] == [
        "    A  5 working days from receipt (4.7.2)",
        "    B  2 working days from receipt (4.1.5)",
    ]
    assert re.fullmatch(r"\d+ differ, \d+ only in A, \d+ only in B\.", lines[-1])
    said = json.loads(run("diff", "salix", "slh", "--json")[1])["differences"]
    assert {one["which"] for one in said} == {"differs", "only A", "only B"}


def test_diff_of_two_versions_and_of_two_files(own_folder: Path, tmp_path: Path) -> None:
    text = shipped("policies", "salix.toml").read_text(encoding="utf-8")
    later = text.replace("in_force_from = 2024-03-01", "in_force_from = 2026-04-01")
    later = later.replace("length = { working_days = 10 }", "length = { working_days = 8 }", 1)
    (own_folder / "salix@2026-04-01.toml").write_text(later, encoding="utf-8")
    status, out, _ = run("diff", "salix", "salix@2026-04-01")
    assert status == 0
    assert out.splitlines()[-1] == "2 differ, 0 only in A, 0 only in B."
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("diff", str(tmp_path / "one.toml"), str(tmp_path / "two.toml"))[1].endswith("They do not differ.\n")


@pytest.mark.parametrize("columns", [80, 120])
def test_on_a_terminal_no_line_is_wider_than_it(columns: int) -> None:
    a, b, code = (policies.load(key) for key in ("salix", "slh", "code-2024"))
    lines = [
        *policy_compared.found(a, compared(a, code, calendar()), columns),
        *policy_compared.differing(a, b, differences(a, b), columns),
    ]
    assert columns - 15 < max(map(len, lines)) < columns


def test_nothing_printed_can_steer_a_terminal() -> None:
    assert plain("a\x1b[2Jb\u202ec\r\nd\u00a0e") == r"a\x1b[2Jbc  d e"


def test_a_file_that_switches_off_what_the_code_blocks_does_not_pass_strict(tmp_path: Path) -> None:
    path = tmp_path / "code-2025.toml"
    code = shipped("policies", "code-2024.toml").read_text(encoding="utf-8")
    text = code.replace('key = "code-2024"', 'key = "code-2025"\nfalls_back_to = "code-2024"', 1)
    path.write_text(text, encoding="utf-8")
    assert run("check", str(path), "--strict")[0] == 0
    duty = re.search(r'\[\[duty\]\]\n(?:(?!\[\[).*\n)*?level = "block"\n(?:(?!\[\[).*\n)*', text)
    assert duty is not None
    path.write_text(text.replace(duty[0], duty[0].replace('level = "block"', 'level = "off"'), 1), encoding="utf-8")
    status, out, _ = run("check", str(path), "--strict")
    assert (status, " 1 overruled," in out) == (1, True)
    assert run("check", str(path))[0] == 0
