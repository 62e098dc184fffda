"""A person whom nobody can overlook, and a program that fails at twenty places with their case in hand."""

import importlib
import subprocess
import sys

import pytest

from complaintdesk import fault_log
from complaintdesk.__main__ import main
from complaintdesk.desk import safeguarding
from complaintdesk.desk.setting_up import make_store, set_own
from tests.desk.officer import Officer, london

NAME, STREET, TELEPHONE = "Zanzibar Quillfeather", "7 Hummingbird Passage", "01632 960777"
WORDS = "The parrot house leaks on Quillfeather again"
CANARY = ("zanzibar", "quillfeather", "hummingbird", "960777", "parrot")
REF = "CD-18001"
POINTS = {
    "complaintdesk.store.reading.Reader.execute": ["queue"],
    "complaintdesk.store.reading.Reader.events": ["show", REF],
    "complaintdesk.store.history.events": ["timeline", REF],
    "complaintdesk.desk.looking.fold": ["show", REF],
    "complaintdesk.desk.looking.clocks_along": ["explain", REF],
    "complaintdesk.desk.looking.kindred": ["show", REF],
    "complaintdesk.desk.showing.case_view": ["show", REF],
    "complaintdesk.desk.showing.record_view": ["show", REF],
    "complaintdesk.desk.showing.timeline": ["timeline", REF],
    "complaintdesk.desk.showing.alerts": ["show", REF, "--json"],
    "complaintdesk.desk.relating.related": ["related", REF],
    "complaintdesk.engine.explain.explain": ["explain", REF, "respond"],
    "complaintdesk.desk.lists.Lists.counts": ["board"],
    "complaintdesk.desk.lists.Lists.board": ["board", "--json"],
    "complaintdesk.cli.twins.case": ["show", REF],
    "complaintdesk.store.rebuilding.rebuild": ["rebuild"],
    "complaintdesk.store.derived.write": ["rebuild"],
    "complaintdesk.desk.retaining.retained": ["disposal"],
    "complaintdesk.engine.erasing.kept": ["disposal", REF, "--by", "Jo Smith", "--yes"],
    "complaintdesk.store.disposing.erase": ["disposal", REF, "--by", "Jo Smith", "--yes"],
    "complaintdesk.desk.personal.case_view": ["person", REF, "--export", "file.md"],
    "complaintdesk.desk.personal.Anonymiser": ["case-study", REF],
}
"""Where it fails, and the command that comes by."""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    store = tmp_path / "home" / "data" / "complaints.db"
    make_store(store, ["salix"], "Jo Smith")
    set_own(store, "salix", {"retention": {"years": 6}})
    jo = Officer(store, "Jo Smith", london("2018-03-12 10:00"))
    said = {"resident": NAME, "address": STREET, "contact": TELEPHONE, "words": WORDS, "vulnerability": WORDS}
    assert jo.receive("salix", **said) == REF
    jo.do(REF, "note", text=f"Rang {NAME}.")
    jo.do(REF, "withdraw", how="telephone")
    jo.desk.close()
    return tmp_path


def place(name):
    """What holds the function of that name, and its last part."""
    whole, _, last = name.rpartition(".")
    try:
        return importlib.import_module(whole), last
    except ModuleNotFoundError:
        module, _, kind = whole.rpartition(".")
        return getattr(importlib.import_module(module), kind), last


def told(folder):
    """Everything written anywhere but in the store itself."""
    files = (one for one in folder.rglob("*") if one.is_file() and ".db" not in one.name)
    return "".join(one.read_text(errors="replace") for one in files)


@pytest.mark.parametrize("point", POINTS)
def test_a_fault_tells_nothing_of_the_person_whose_case_it_was(home, monkeypatch, capsys, point):
    holder, name = place(point)
    failed = []

    def fails(*given, **named):
        resident = {"name": NAME, "address": STREET, "given": given, "named": named}
        failed.append(point)
        raise ValueError(f"could not read {resident} {WORDS} {TELEPHONE}")

    assert hasattr(holder, name), point
    monkeypatch.setattr(holder, name, fails)
    status = main([*POINTS[point], "--store", str(home / "home" / "data" / "complaints.db")])
    out, errors = capsys.readouterr()
    assert (failed, status) != ([], 0)
    assert failed, "the command never came by"
    found = (out + errors + told(home)).casefold()
    assert [word for word in CANARY if word in found] == []
    assert errors.count("\n") == 1
    assert "in fails" in fault_log.path().read_text()


def test_twenty_places_are_tried():
    assert len(POINTS) >= 20


def test_the_process_beside_the_desk_is_started_without_a_word_of_anybody(home, monkeypatch):
    started = []

    def run(words, **more):
        started.append((words, more.get("env"), more["input"]))
        return subprocess.CompletedProcess(words, 0, "", "")

    monkeypatch.setattr(safeguarding.subprocess, "run", run)
    assert safeguarding.back_up_beside(home / "home" / "data" / "complaints.db") == ""
    ((words, env, given),) = started
    assert words[0] == sys.executable
    assert env is None
    assert not [word for word in CANARY if word in f"{words}{given}".casefold()]


def test_the_doctor_names_nobody(home, capsys):
    with pytest.raises(SystemExit):
        main(["doctor", "--store", str(home / "home" / "data" / "complaints.db")])
    found = "".join(capsys.readouterr()).casefold()
    assert "store" in found
    assert [word for word in CANARY if word in found] == []
