"""A shared store from the command line: made, looked after, moved, and opened by people with logins."""

import getpass

import pytest

from complaintdesk.__main__ import main
from complaintdesk.cli import passphrases
from complaintdesk.store import keys
from tests.server import server

PASS = "correct horse battery"  # noqa: S105


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    """Runs a command in a home of its own; ``typed`` answers its questions. Exit status, output, errors."""
    here = server()
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(passphrases.FILE_VARIABLE, raising=False)
    monkeypatch.delenv("PGPASSWORD", raising=False)

    def run(*words, typed=None, store=""):
        answers = iter(typed or ())
        monkeypatch.setenv("COMPLAINTDESK_STORE", str(store))
        monkeypatch.setattr(passphrases, "can_ask", lambda: typed is not None)
        monkeypatch.setattr(getpass, "getpass", lambda _: next(answers))
        keys._HELD.clear()
        try:
            status = main(words)
        except SystemExit as left:
            status = left.code
        out, errors = capsys.readouterr()
        assert next(answers, None) is None
        return status, out, errors

    run.empty = here.database("cli")
    yield run
    keys._HELD.clear()


def test_a_shared_store_from_its_making_to_a_file_of_it(desk, tmp_path):
    owner = desk.empty
    status, out, errors = desk("init", "--landlord", "salix", "--store", str(owner), "--as", "IT")
    assert (status, out.splitlines()[0], errors) == (0, f"Made {owner} for Salix Homes.", "")
    assert desk("init", "--landlord", "salix", store=owner)[0] == 1
    given = desk("login", "Jo Smith", "--role", "leader", typed=(PASS, PASS), store=owner)
    assert given == (0, "Jo Smith gets in as jo_smith (leader).\n", "")
    assert desk("login", "Jo Smith", typed=("",), store=owner)[1] == "Jo Smith gets in as jo_smith (leader).\n"
    assert desk("login", "Ana Ng", "--login", "ang", "--role", "reader", store=owner)[0] == 0
    assert desk("login", store=owner)[1] == "Ana Ng  ang  reader\nJo Smith  jo_smith  leader\n"
    jo = server().address("cli", "jo_smith")
    status, _, errors = desk("login", "Ana Ng", "--role", "leader", store=jo)
    assert (status, errors.startswith("Your login may not do this")) == (1, True)
    status, _, errors = desk("queue", "--as", "Ana Ng", store=jo)
    assert (status, errors) == (2, "Your login at the shared store belongs to Jo Smith. Leave --as out.\n")
    assert desk("queue", "--as", "jo smith", store=jo)[0] == 0
    status, out, _ = desk("doctor", store=jo)
    assert "ok    login: jo_smith, leader as Jo Smith.\n" in out
    assert "ok    guards: all in place.\n" in out
    assert "complaints.db" not in out
    assert desk("rebuild", store=owner) == (0, "0 cases rebuilt from the events, 0 differences.\n", "")
    status, out, _ = desk("verify", store=jo)
    assert (status, out.partition(" ")[0]) == (0, "0")
    for words in (("backup",), ("backup", "--list"), ("restore", "x.db"), ("key", "encrypt"), ("key", "sheet")):
        status, _, errors = desk(*words, store=jo)
        assert (status, errors.partition(";")[0]) == (2, "That is done with a store in a file"), words
    file = tmp_path / "copy.db"
    status, out, _ = desk("move", str(owner), str(file))
    assert status == 0
    assert out.startswith(f"{file} holds what {owner} held: 0 cases, 0 events. Seal ")
    plain = (
        f"It is not encrypted: whoever has the file can read it. `complaintdesk key encrypt --store {file}` does it."
    )
    assert out.splitlines()[1] == plain
    assert desk("verify", "--against", str(file), store=file) == (0, f"0 events hold (held against {file}).\n", "")
    assert desk("verify", "--against", str(file), store=jo) == (0, f"0 events hold (held against {file}).\n", "")
    assert desk("verify", "--against", str(tmp_path / "gone.db"), store=jo)[0] == 1
    status, _, errors = desk("move", str(file), str(owner))
    assert (status, errors.startswith(f"There is a complaint store at {owner} already.")) == (1, True)
    assert desk("login", "Ana Ng", "--role", "none", store=owner)[1].startswith("ang does not get in any more.")
    assert desk("login", "x", store=file)[2].startswith("Logins belong to a shared store.")


def test_a_password_is_asked_for_at_a_terminal_and_said_nowhere(desk):
    owner = desk.empty
    desk("init", "--landlord", "salix", store=owner)
    desk("login", "Pat Lee", typed=(PASS, PASS), store=owner)
    pat = server().address("cli", "pat_lee")
    with server().wanting_passwords("pat_lee"):
        status, out, errors = desk("queue", store=pat)
        assert (status, out) == (1, "")
        assert errors.startswith(f"{pat} wants a password.")
        status, _, errors = desk("queue", typed=("wrong horse", PASS), store=pat)
        assert (status, errors) == (0, "127.0.0.1 did not let pat_lee in.\n")
        status, _, errors = desk("queue", typed=("wrong", "wrong", "wrong"), store=pat)
        assert status == 1
        assert "wrong" not in errors


@pytest.mark.parametrize(
    "words", [("queue",), ("doctor",), ("verify",), ("init", "--landlord", "salix"), ("move", "here.db")]
)
def test_an_address_with_a_password_is_refused_everywhere_and_not_repeated(desk, words):
    url = "postgresql://jo:hunter2@127.0.0.1/desk"
    given = (*words, url) if words[0] == "move" else (*words, "--store", url)
    status, out, errors = desk(*given)
    assert (status, out) == (2, "")
    assert errors.startswith("The address of a shared store holds no password")
    assert "hunter2" not in errors
    if words[0] != "move":
        assert desk(*words, store=url)[:2] == (2, "")


def test_logins_have_passwords_that_are_typed_twice_alike_and_not_short(desk):
    owner = desk.empty
    desk("init", "--landlord", "salix", store=owner)
    for typed, said in ((("short",), "at least 12"), ((PASS, "another horse"), "The two passwords differ")):
        status, _, errors = desk("login", "Jo Smith", typed=typed, store=owner)
        assert (status, said in errors) == (2, True)
    assert desk("login", store=owner)[1] == "Nobody has a login yet.\n"
