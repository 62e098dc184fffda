"""Passphrases, backups and their sentences, as typed at a prompt."""

import getpass
import io
import sys

import pytest

from complaintdesk.__main__ import main
from complaintdesk.cli import passphrases
from complaintdesk.desk import safeguarding
from complaintdesk.store import keys, locking
from complaintdesk.store.reading import Reader

PASS = "four words, one secret"  # noqa: S105
OTHER = "another horse, another battery"


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    """Runs a command in a home of its own; ``typed`` answers its questions. Exit status, output, errors."""
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COMPLAINTDESK_STORE", raising=False)
    monkeypatch.delenv(passphrases.FILE_VARIABLE, raising=False)
    store = tmp_path / "home" / "data" / "complaints.db"

    def run(*words, typed=None):
        answers = iter(typed or ())
        monkeypatch.setattr(passphrases, "can_ask", lambda: typed is not None)
        monkeypatch.setattr(getpass, "getpass", lambda _: next(answers))
        monkeypatch.setattr("builtins.input", lambda _: next(answers))
        keys.forget(store)
        try:
            status = main(words)
        except SystemExit as left:
            status = left.code
        out, errors = capsys.readouterr()
        return status, out, errors

    run.store = store
    yield run
    keys.forget(store)


@pytest.fixture
def locked(desk):
    assert desk("init", "--landlord", "salix", typed=("y", PASS, PASS))[0] == 0
    return desk


def test_a_new_store_is_encrypted_unless_that_is_turned_down(desk):
    status, out, _ = desk("init", "--landlord", "salix", typed=("", PASS, PASS))
    assert status == 0
    assert "It is encrypted" in out
    assert not desk.store.read_bytes().startswith(b"SQLite")
    desk.store.unlink()
    for typed in (("n",), None):
        said = desk("init", "--landlord", "salix", typed=typed)[1]
        assert "It is not encrypted: whoever has the file can read it. `complaintdesk key encrypt --store" in said
        assert desk.store.read_bytes().startswith(b"SQLite")
        desk.store.unlink()
    assert "It is not encrypted" not in desk("init", "--landlord", "salix", "--plain")[1]  # they said so themselves


def test_a_store_is_held_against_another_copy_of_it(locked, tmp_path):
    copy, other = tmp_path / "copy.db", tmp_path / "gone.db"
    assert locked("move", str(locked.store), str(copy), typed=(PASS, "y", OTHER, OTHER))[0] == 0
    status, out, _ = locked("verify", "--against", str(copy), typed=(PASS, OTHER))
    assert (status, f"(held against {copy})" in out) == (0, True)
    status, _, errors = locked("verify", "--against", str(other), typed=(PASS,))
    assert (status, errors.startswith(f"There is no store at {other}.")) == (1, True)


@pytest.mark.parametrize(
    ("typed", "said"), [(("y", PASS, "other words, typed"), "differ"), (("y", "short"), "12 to 200 characters")]
)
def test_a_passphrase_mistyped_or_too_short_makes_nothing(desk, typed, said):
    status, out, errors = desk("init", "--landlord", "salix", typed=typed)
    assert status == 2
    assert said in errors
    assert not desk.store.exists()
    assert not set(typed[1:]) & set((out + errors).split("\n"))


def test_the_passphrase_is_asked_for_three_times_and_then_the_command_goes_on(locked):
    status, out, errors = locked("queue", typed=("wrong", "wrong again", PASS))
    assert status == 0
    assert "No open cases" in out
    assert errors.count("does not open this store") == 2
    status, _, errors = locked("queue", typed=("wrong",) * 3)
    assert status == 1
    assert errors.count("does not open this store") == 3


def test_with_nobody_to_ask_an_encrypted_store_says_what_to_do(locked):
    status, _, errors = locked("queue")
    assert status == 1
    assert "is encrypted" in errors
    assert passphrases.FILE_VARIABLE in errors


def test_a_key_file_opens_the_store_unless_others_can_read_it_or_it_lies_beside(locked, tmp_path, monkeypatch):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    key = folder / "key"
    key.write_text(f"{PASS}\nanything else\n")
    key.chmod(0o600)
    monkeypatch.setenv(passphrases.FILE_VARIABLE, str(key))
    assert locked("queue")[0] == 0
    if sys.platform != "win32":
        key.chmod(0o640)
        status, _, errors = locked("queue")
        assert (status, "chmod 600" in errors) == (2, True)
    beside = locked.store.with_name("key")
    beside.write_text(PASS)
    beside.chmod(0o600)
    monkeypatch.setenv(passphrases.FILE_VARIABLE, str(beside))
    assert "beside the store" in locked("queue")[2]
    monkeypatch.setenv(passphrases.FILE_VARIABLE, str(folder / "gone"))
    assert "cannot be read" in locked("queue")[2]


def test_a_passphrase_is_changed_and_a_sheet_printed_only_for_whoever_knows_it(locked):
    status, out, _ = locked("key", "sheet", typed=(PASS,))
    assert status == 0
    assert PASS in out
    assert locked("key", "sheet", typed=("wrong",))[0] == 2
    new = "another four words"
    assert locked("key", "change", typed=(PASS, new, new))[0] == 0
    assert locked("queue", typed=(PASS,) * 3)[0] == 1
    assert locked("queue", typed=(new,))[0] == 0


def test_a_plain_store_becomes_encrypted_and_its_plain_backups_go(desk):
    desk("init", "--landlord", "salix", "--plain")
    desk("backup")
    assert "1 plain backup" in desk("key", "encrypt", typed=(PASS, PASS))[1]
    assert desk("backup", "--list", typed=(PASS,))[1].startswith("There is no backup")
    assert "encrypted already" in desk("key", "encrypt", typed=(PASS,))[2]


def test_a_keyring_opens_the_store_until_it_is_told_to_forget(locked, monkeypatch):
    held = {}

    class Refused(Exception):
        pass

    class Ring:
        get_password = staticmethod(lambda *name: held.get(name))
        delete_password = staticmethod(held.__delitem__)

        @staticmethod
        def set_password(service, name, password):
            held[service, name] = password

    Ring.delete_password = staticmethod(lambda *name: held.pop(name))
    monkeypatch.setattr(passphrases, "_keyring", lambda: (Ring, (Refused,)))
    assert locked("key", "remember", typed=(PASS,))[0] == 0
    assert locked("queue")[0] == 0
    locked("key", "forget")
    assert locked("queue")[0] == 1


def test_a_backup_is_made_listed_verified_and_restored(locked):
    status, out, _ = locked("backup", typed=(PASS,))
    assert status == 0
    made = out.split(" to ")[1].split(".db")[0] + ".db"
    assert "Seal " in out
    assert "1 cases" not in locked("backup", "--list", typed=(PASS,))[1]
    assert "held against the backup of" in locked("verify", typed=(PASS,))[1]
    status, out, errors = locked("restore", made, typed=(PASS, PASS))
    assert (status, errors) == (0, "")
    assert ".before-restore" in out
    assert locked("queue", typed=(PASS,))[0] == 0
    status, _, errors = locked("restore", made + ".gone", typed=(PASS,))
    assert (status, "no backup at" in errors) == (1, True)


def test_the_doctor_says_how_the_store_is_kept_and_opens_what_it_can(locked):
    said = locked("doctor", typed=(PASS,))[1]
    assert "ok    encryption: with a passphrase" in said
    assert "warn  backup: none yet" in said
    status, said, _ = locked("doctor")
    assert status == 1
    assert "bad   opens: " in said


def test_the_settings_file_says_where_backups_go(desk, tmp_path):
    desk("init", "--landlord", "salix", "--plain")
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[backups]\nfolder = "{(tmp_path / "far").as_posix()}"\ndays = 30\n')
    desk("backup")
    assert len(list((tmp_path / "far").glob("*.db"))) == 1
    settings.write_text("[backups]\ndays = 0\n")
    assert "Allowed: 1 to 3650" in desk("backup")[2]


def test_the_end_of_input_at_the_question_leaves_quietly(locked, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    def ended(_):
        raise EOFError

    monkeypatch.setattr(passphrases, "can_ask", lambda: True)
    monkeypatch.setattr(getpass, "getpass", ended)
    keys.forget(locked.store)
    assert main(["queue"]) == 130


def test_an_open_desk_backs_up_beside_itself_when_one_is_due(locked, monkeypatch):
    locking.unlock(locked.store, PASS)
    reader = Reader(locked.store)
    assert safeguarding.back_up_beside(locked.store) == ""
    (made,) = safeguarding.backups_of(locked.store)
    assert made.manifest.key
    assert safeguarding.back_up_beside(locked.store) == ""
    assert safeguarding.backups_of(locked.store) == [made]
    later = made.made_at + safeguarding.EVERY
    monkeypatch.setattr(safeguarding.today, "now", lambda: later)
    keys.hold(locked.store, "'not the key'")
    assert safeguarding.back_up_beside(locked.store).startswith("No backup could be made. The store at ")
    reader.close()
