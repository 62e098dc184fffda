"""The command line as a person and a script meet it: exit codes, one sentence for what is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from complaintdesk.__main__ import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(tmp_path):
    """Runs ``complaintdesk`` in a home of its own, with no terminal; (exit status, output, errors)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMPLAINTDESK", "PYTHON"))}

    def command(*words: str, given: bytes = b"", **extra: str) -> tuple[int, str, str]:
        environment = {**kept, "COMPLAINTDESK_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT), **extra}
        done = subprocess.run(
            [sys.executable, "-m", "complaintdesk", *words],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=environment,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return command


@pytest.fixture
def here(tmp_path, monkeypatch, capsys):
    """The same in this process, which saves the start of a Python for each of many commands."""
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COMPLAINTDESK_STORE", raising=False)

    def command(*words: str) -> tuple[int, str, str]:
        try:
            status = main(words)
        except SystemExit as left:
            status = int(left.code or 0)
        return status, *capsys.readouterr()

    return command


def one_sentence(errors: str) -> bool:
    return bool(errors.strip()) and "Traceback" not in errors and errors.count("\n") <= 2 and "\x1b" not in errors


def test_the_calculator_answers_good_rows_beside_bad_ones_and_exits_1(run):
    rows = [
        b'{"policy": "calico", "now": "2024-04-10", "history": [{"event": "received", "on": "2024-03-28"}]}',
        b"not json",
        b"",
        b'{"policy": "salix", "now": "2024-04-10", "history": [{"event": "eaten", "on": "2024-03-28"}]}',
    ]
    status, out, errors = run("clocks", given=b"\n".join(rows))
    first, second, third = map(json.loads, out.splitlines())
    assert status == 1
    assert first["next"] == {"clock": "acknowledge", "stage": 1, "due": "2024-04-08"}
    assert set(second) == set(third) == {"error"}
    assert [line.partition(":")[0] for line in errors.splitlines()] == ["line 2", "line 4"]


def test_working_days_between_two_days_with_what_was_passed_over(run):
    status, out, _ = run("days", "2024-03-28", "2024-04-02", "--json")
    assert status == 0
    assert json.loads(out) == {
        "from": "2024-03-28",
        "to": "2024-04-02",
        "nation": "england-and-wales",
        "working_days": 1,
        "skipped": [
            {"date": "2024-03-29", "why": "Good Friday"},
            {"date": "2024-03-30", "why": "Saturday"},
            {"date": "2024-03-31", "why": "Sunday"},
            {"date": "2024-04-01", "why": "Easter Monday"},
        ],
    }


def test_due_prints_the_worked_example_with_its_strip(run):
    status, out, _ = run("due", "--policy", "salix", "--received", "28/3/2024 18:10", "--now", "2024-04-04")
    assert status == 0
    assert "due Tue 9 Apr 2024" in out
    assert "Thu 28 Mar 18:10  received, after 17:00" in out
    assert "Mon 1 Apr  Easter Monday" in out
    assert "If acknowledged today (Thu 4 Apr): respond by Thu 18 Apr 2024." in out


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--policy", "salix", "--received", "31/2/2024"),
        ("due", "--policy", "nobody", "--received", "28/3/2024"),
        ("due", "--policy", "salix", "--received", "28/3/2024", "--acknowledged", "1/3/2024"),
        ("due", "--policy", "salix", "--received", "28/3/2024", "--extended", "2/4/2024 until 1/4/2024"),
        ("days", "2024-04-02", "2024-03-28"),
        ("days", "2024-03-28", "2024-04-02", "--nation", "atlantis"),
        ("clocks", "missing.jsonl"),
        ("show", "CD-26001"),
        ("queue", "--store", "missing.db"),
        ("board", "--as-at", "yesterdayish"),
        ("init", "--landlord", "nobody"),
        ("init", "--landlord", "salix", "--hours", "17:00-09:00"),
        ("import", "histories", "missing.jsonl"),
        ("--as", "", "queue"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_created(run, tmp_path, words):
    status, _, errors = run(*words)
    assert status != 0
    assert one_sentence(errors), errors
    assert not list(tmp_path.rglob("*.db*"))


@pytest.mark.parametrize("made", ["folder", "empty", "noise", "text"])
def test_what_is_no_store_is_left_as_it_is(run, tmp_path, made):
    path = tmp_path / "it.db"
    contents = {"empty": b"", "noise": bytes(range(256)) * 40, "text": b"SQLite format 3 is what I would like to be"}
    if made == "folder":
        path.mkdir()
    else:
        path.write_bytes(contents[made])
    status, _, errors = run("queue", "--store", str(path))
    assert status == 1
    assert one_sentence(errors), errors
    if made != "folder":
        assert path.read_bytes() == contents[made]


def test_a_store_is_made_once_and_told_apart_by_its_twins(run):
    assert run("init", "--landlord", "salix", "--landlord", "saha")[0] == 0
    status, _, errors = run("init", "--landlord", "salix")
    assert status == 1
    assert one_sentence(errors)
    for words in (("queue",), ("board",), ("doctor",), ("rebuild",), ("landlord", "salix")):
        status, out, errors = run(*words)
        assert (status, errors) == (0, ""), words
        assert out


def test_the_demo_prints_queue_and_board_without_a_terminal_and_is_the_same_each_time(run):
    first = run("demo", "--day", "2026-03-12", "--as", "Jo", TERM="dumb")
    assert first[0] == 0
    assert "DEMO" in first[1]
    assert "8 breached, 6 today" in first[1]
    status, listed, _ = run("demo", "--day", "2026-03-12", "--as", "Jo")
    assert status == 0
    assert [line for line in listed.splitlines() if "as at" not in line.lower()] == [
        line for line in first[1].splitlines() if "as at" not in line.lower()
    ]


def test_every_twin_speaks_json_and_narrows_to_a_landlord(run, tmp_path):
    store = str(tmp_path / "demo.db")
    assert run("demo", "--day", "2026-03-12", "--keep", store)[0] == 0
    listed = run("queue", "--json", "--landlord", "salix", "--store", store)[1]
    rows = [json.loads(line) for line in listed.splitlines()]
    assert rows and {row["landlord"] for row in rows} == {"salix"}
    ref = rows[0]["ref"]
    assert json.loads(run("show", ref, "--json", "--store", store)[1])["ref"] == ref
    entries = [json.loads(line) for line in run("timeline", ref, "--json", "--store", store)[1].splitlines()]
    assert entries[0]["kind"] == "received"
    board = json.loads(run("board", "--json", "--as-at", "2026-03-12", "--store", store)[1])
    assert board["counts"]["breached"] == 8
    status, _, errors = run("show", ref, "--landlord", "saha", "--store", store)
    assert status == 1
    assert "Salix Homes" in errors


def test_output_that_nobody_reads_any_more_ends_quietly(run, tmp_path):
    store = str(tmp_path / "demo.db")
    run("demo", "--day", "2026-03-12", "--keep", store)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writer = subprocess.Popen(
        [sys.executable, "-m", "complaintdesk", "queue", "--json", "--store", store],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    writer.stdout.readline()
    writer.stdout.close()
    errors = writer.stderr.read().decode()
    writer.stderr.close()
    writer.wait(timeout=60)
    assert "Traceback" not in errors


def test_report_prints_figures_with_definition_and_clause_or_saves_them_once(run, tmp_path):
    assert run("init", "--landlord", "salix")[0] == 0
    status, out, err = run("report", "salix", "--period", "2024/25", "--measure", "stage_1_answered")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("Salix Homes: the year 2024/25, as at ")
    assert lines[3] == "Stage 1 answered on time: nothing to measure"
    assert "(Salix 5.1, 4.7.5) [stage_1_answered]" in lines[4]
    assert run("report", "salix", "--csv", "figures.csv")[0] == 0
    assert (tmp_path / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbflandlord,")
    status, _, err = run("report", "salix", "--csv", "figures.csv")
    assert status == 2
    assert one_sentence(err)
    status, out, err = run("report", "--period", "someday")
    assert (status, out) == (2, "")
    assert one_sentence(err)
    asked = json.loads(run("report", "--json")[1])
    assert [asked["landlord"], len(asked["figures"])] == ["salix", 30]


def test_the_queue_takes_a_filter_and_an_order_and_says_what_it_does_not_know(run, tmp_path):
    store = ("--store", str(tmp_path / "f.db"))
    assert run("init", "--landlord", "salix", *store)[0] == 0
    status, out, _ = run("queue", "--filter", "-owner:me due:<3", "--sort=owner", *store)
    assert status == 0 and out.splitlines()[-1] == "No open case is found by that."
    for words, sentence in (
        (("--filter", "stage:3"), 'stage: knows no "3". Allowed: 1, 2.'),
        (("--sort", "colour"), "--sort: there is no order 'colour'."),
    ):
        status, out, errors = run("queue", *words, *store)
        assert (status, out) == (2, "") and one_sentence(errors) and sentence in errors


def test_the_staff_list_is_kept_and_the_assurance_report_names_its_holders(here):
    assert here("init", "--landlord", "salix")[0] == 0
    role = ("--role", "member_responsible", "--job", "Chair of the Board", "--from", "1/4/2024")
    assert here("staff", "add", "Ann Lee", *role)[0] == 0
    status, _, errors = here("staff", "change", "Ann Lee", "--deputy", "Bo Ray", "--team", "Board")
    assert status == 2 and "Bo Ray is not on the staff list" in errors and "`complaintdesk staff add NAME`" in errors
    assert here("staff", "add", "Bo Ray")[0] == 0
    assert here("staff", "change", "Ann Lee", "--deputy", "Bo Ray", "--team", "Board")[0] == 0
    _, out, _ = here("staff", "--json")
    ann = next(one for one in map(json.loads, out.splitlines()) if one["name"] == "Ann Lee")
    assert (ann["roles"], ann["since"], ann["deputy"]) == (["member_responsible"], "2024-04-01", "Bo Ray")
    assert "Ann Lee, Chair of the Board, from Mon 1 Apr 2024" in here("assurance")[1]
    assert "approval status: draft" in here("assurance", "salix")[1]
    for words in (
        ("staff", "add", "Ann Lee"),
        ("staff", "add", "Cy Day", "--from", "2/3/2026", "--until", "1/3/2026"),
        ("staff", "add", "12-34"),
        ("staff", "add", "x" * 121),
        ("staff", "add", "Cy Day", "--role", "wizard"),
        ("staff", "change", "Nobody Known", "--team", "Board"),
        ("staff", "--landlord", "calico"),
        ("register", "spells"),
        ("publish", "secrets"),
        ("landlord", "salix", "--award-up-to", "wizard=150"),
        ("landlord", "salix", "--award-up-to", "investigating_manager=lots"),
        ("landlord", "salix", "--keep-years", "-1"),
    ):
        status, _, errors = here(*words)
        assert status in (1, 2), words
        assert one_sentence(errors), errors
    assert "Did you mean 'lessons'?" in here("register", "lesson")[2]
    status, out, _ = here("landlord", "salix", "--award-up-to", "investigating_manager=150", "--keep-years", "6")
    assert status == 0
    assert "investigating_manager may award up to: £150.00" in out
    for register in ("lessons", "compliments", "surveys", "orders", "referrals", "restrictions", "actions", "to-share"):
        assert here("register", register, "--json")[:2] == (0, "")
