"""Every way a store may refuse to open, as the person at the command line meets it.

One sentence and what to do, on plain and on encrypted stores; nothing is made, nothing is changed, and no fault is one
that nobody foresaw (those are written to the log of faults, which stays empty).
"""

import gzip
import io
import os
import socket
import sys
import zipfile

import pytest

from complaintdesk import fault_log
from complaintdesk.__main__ import main
from complaintdesk.cli import passphrases
from complaintdesk.desk.setting_up import make_store
from complaintdesk.store import keys
from complaintdesk.store.connection import DRIVER, SCHEMA

PASS = "four words, one secret"  # noqa: S105
PAGE = 4096
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files and users")


def _with(path, whole, statement):
    """A store in which ``statement`` was done by somebody else's program."""
    path.write_bytes(whole)
    db = DRIVER.connect(str(path), isolation_level=None)
    db.execute("PRAGMA journal_mode=DELETE")
    db.executescript(statement)
    db.close()


def _zipped(whole):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("complaints.db", whole)
    return made.getvalue()


def _socket(path):
    os.chdir(path.parent)  # the name of a socket may be 107 bytes long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


ANY = {
    "missing": lambda path, _: None,
    "a folder": lambda path, _: path.mkdir(),
    "in a folder that is not there": lambda path, _: None,
    "in a file": lambda path, whole: path.parent.joinpath("file").write_bytes(whole),
    "empty": lambda path, _: path.touch(),
    "a letter": lambda path, _: path.write_text("Dear Sir,\n" * 900),
    "one byte": lambda path, whole: path.write_bytes(whole[:1]),
    "half a page": lambda path, whole: path.write_bytes(whole[: PAGE // 2]),
    "its first page alone": lambda path, whole: path.write_bytes(whole[:PAGE]),
    "cut in the midst": lambda path, whole: path.write_bytes(whole[: len(whole) // PAGE // 2 * PAGE]),
    "without its first page": lambda path, whole: path.write_bytes(whole[PAGE:]),
    "its first page overwritten": lambda path, whole: path.write_bytes(bytes(PAGE) + whole[PAGE:]),
    "all zeros": lambda path, whole: path.write_bytes(bytes(len(whole))),
    "noise": lambda path, whole: path.write_bytes(os.urandom(len(whole))),
    "sent as text": lambda path, whole: path.write_bytes(whole.replace(b"\n", b"\r\n").replace(b"\0", b"")),
    "packed by gzip": lambda path, whole: path.write_bytes(gzip.compress(whole)),
    "packed by zip": lambda path, whole: path.write_bytes(_zipped(whole)),
    "a link to nowhere": lambda path, _: path.symlink_to(path.with_name("gone.db")),
    "a link to itself": lambda path, _: path.symlink_to(path),
    "a pipe": lambda path, _: os.mkfifo(path),
    "a socket": lambda path, _: _socket(path),
    "a device": lambda path, _: path.symlink_to("/dev/null"),
    "a device without end": lambda path, _: path.symlink_to("/dev/zero"),
}
PLAIN = {
    "another program's": "DROP TABLE event; PRAGMA application_id=7;",
    "newer": f"PRAGMA user_version={SCHEMA + 1};",
    "of an unknown revision": "UPDATE alembic_version SET version_num = '0099'; PRAGMA user_version=1;",
    "of no revision": "DELETE FROM alembic_version; PRAGMA user_version=1;",
    "of half a schema": "DROP TABLE alembic_version; DROP TABLE record_row; PRAGMA user_version=1;",
    "without its events": "DROP TABLE event;",
    "without its lists": "DROP TABLE case_row;",
    "without its clock": "DROP TRIGGER store_clock_no_delete; DELETE FROM store_clock;",
    "without its search": "DROP TABLE ft_open;",
}
FILES = ("a link to nowhere", "a link to itself", "a pipe", "a socket", "a device", "a device without end")
ONLY_POSIX = [pytest.param(name, marks=posix) if name in FILES else name for name in ANY]


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def whole(request, tmp_path_factory):
    """The bytes of a sound store."""
    path = tmp_path_factory.mktemp("sound") / "complaints.db"
    make_store(path, ("salix",), "Jo Smith", passphrase=PASS if request.param == "encrypted" else "")
    keys.forget(path)
    return path.read_bytes()


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Run a command on the store at a path, with nobody to ask: its exit status, output and errors."""
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(passphrases.FILE_VARIABLE, raising=False)
    monkeypatch.setattr(passphrases, "can_ask", lambda: False)

    def run(path, *words):
        keys.forget(path)
        try:
            status = main((*words, "--store", str(path)))
        except SystemExit as left:
            status = left.code
        return status, *capsys.readouterr()

    return run


def state(folder):
    """Every file of a folder, with what is in it."""
    return {one.name: one.read_bytes() if one.is_file() and not one.is_symlink() else b"" for one in folder.iterdir()}


def refused(run, path, words):
    status, out, errors = run(path, *words)
    assert status == 1
    assert out == ""
    assert 1 <= errors.count("\n") <= 2, errors
    assert "Traceback" not in errors
    assert not fault_log.path().exists()
    return errors


WORDS = (("queue",), ("board",), ("rebuild",))


@pytest.mark.parametrize("name", ONLY_POSIX)
def test_what_is_no_store_any_more_is_one_sentence(name, whole, command, tmp_path, monkeypatch):
    folder = tmp_path / "place"
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = folder / {"in a folder that is not there": "gone/x.db", "in a file": "file/x.db"}.get(name, "x.db")
    ANY[name](path if name != "in a file" else folder / "x.db", whole)
    before = state(folder)
    for words in WORDS:
        assert str(path) in refused(command, path, words)
    assert state(folder) == before


@pytest.mark.parametrize("whole", ["plain"], indirect=True)  # another program cannot open an encrypted one
@pytest.mark.parametrize("name", PLAIN)
def test_a_store_another_program_has_changed_is_one_sentence_or_does_no_harm(name, whole, command, tmp_path):
    path = tmp_path / "x.db"
    _with(path, whole, PLAIN[name])
    for words in WORDS:
        status, _, errors = command(path, *words)
        assert (status, errors.count("\n") in (1, 2)) in ((1, True), (0, False)), errors
    status, out, _ = command(path, "doctor")
    assert (status, "bad" in out or "‼" in out) == (1, True), out
    assert "Traceback" not in out
    assert not fault_log.path().exists()


@pytest.mark.parametrize("whole", ["encrypted"], indirect=True)
def test_without_the_passphrase_and_with_another(whole, command, tmp_path, monkeypatch):
    path, file = tmp_path / "x.db", tmp_path / "elsewhere" / "key"
    path.write_bytes(whole)
    assert "is encrypted" in refused(command, path, ("queue",))
    file.parent.mkdir()
    file.write_text("not the passphrase of it\n")
    file.chmod(0o600)
    monkeypatch.setenv(passphrases.FILE_VARIABLE, str(file))
    assert "does not open this store" in refused(command, path, ("queue",))
    assert path.read_bytes() == whole
