"""What is written down of a fault: where in the program it came, and never a word of what it was about."""

import asyncio
import threading

import pytest

from complaintdesk import fault_log
from complaintdesk.__main__ import main
from complaintdesk.desk import Desk
from complaintdesk.desk.setting_up import make_store

CANARY = "Zanzibar Canary, 7 Secret Street"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path / "home"))
    make_store(tmp_path / "home" / "data" / "complaints.db", ["salix"], "Jo")
    return tmp_path / "home"


def fails(*_, **__):
    resident = {"name": CANARY}
    try:
        raise KeyError(resident["name"])
    except KeyError as first:
        raise ValueError(f"could not read {CANARY}") from first


def everything(home):
    return "".join(one.read_text(errors="replace") for one in home.rglob("*") if one.is_file() and one.suffix != ".db")


def test_a_fault_of_ours_is_one_sentence_and_a_place(home, monkeypatch, capsys):
    monkeypatch.setattr(Desk, "counts", fails)
    assert main(["queue", CANARY]) == 1
    out, errors = capsys.readouterr()
    assert errors.startswith("complaintdesk stopped at a fault of its own (ValueError).")
    assert errors.count("\n") == 1
    assert CANARY not in out + errors + everything(home)
    told = fault_log.path().read_text()
    assert "builtins.ValueError" in told
    assert "builtins.KeyError" in told
    assert "in fails" in told
    assert str(home) not in told


def test_a_thread_that_fails_prints_nothing(home, capsys):
    before = threading.excepthook
    fault_log.of_threads()
    try:
        thread = threading.Thread(target=fails)
        thread.start()
        thread.join()
    finally:
        threading.excepthook = before
    assert capsys.readouterr() == ("", "")
    assert "in fails" in fault_log.path().read_text()
    assert CANARY not in everything(home)


def test_the_log_is_the_owners_alone_and_does_not_grow_for_ever(home, monkeypatch):
    monkeypatch.setattr(fault_log, "LARGEST", 2000)
    for _ in range(60):
        try:
            fails()
        except ValueError as error:
            fault_log.note(error)
    folder = fault_log.path().parent
    assert {one.name for one in folder.iterdir()} == {"faults.log", "faults.log.1"}
    assert sum(one.stat().st_size for one in folder.iterdir()) < 6000
    assert fault_log.path().stat().st_mode & 0o077 == 0


def test_a_log_that_cannot_be_written_hides_nothing(home, monkeypatch, capsys):
    monkeypatch.setattr(Desk, "counts", fails)
    (home / "log").write_text("a file where the folder should be")
    assert main(["queue"]) == 1
    assert "fault of its own" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["worker", "handler"])
async def test_a_fault_on_the_screens_says_no_resident_s_word(tmp_path, monkeypatch, capsys, place):
    from tests.screens.casework import window

    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path / "home"))
    with pytest.raises(AssertionError if place == "worker" else ValueError):
        async with window(tmp_path) as here:
            if place == "worker":
                here.app.run_worker(asyncio.to_thread(fails), exit_on_error=False)
            else:
                here.app.call_next(fails)
            await here.until(lambda: here.app.faults or here.app._exception)
            await here.pilot.pause()
            assert CANARY not in here.text
    out, errors = capsys.readouterr()
    assert CANARY not in out + errors
    assert CANARY not in fault_log.path().read_text()
    assert "in fails" in fault_log.path().read_text()
