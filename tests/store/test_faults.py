"""Every way a store cannot be used: one sentence of ours, nothing created, nothing lost."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from store_toy import NINE, SALIX, derive, happened, received

from complaintdesk import errors
from complaintdesk.models.lists import QueueQuery
from complaintdesk.store import faults
from complaintdesk.store.connection import DRIVER, SCHEMA, bare
from complaintdesk.store.reading import Reader
from complaintdesk.store.writing import Writer, create

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and users")


def other_database(path):
    db = DRIVER.connect(str(path))
    db.execute("CREATE TABLE event (pos)")
    db.commit()
    db.close()


def newer(path):
    create(path)
    db = bare(path)
    db.execute(f"PRAGMA user_version={SCHEMA + 1}")
    db.close()


BAD = {
    "missing": (lambda path: None, errors.StoreMissing, "There is no store at"),
    "folder": (lambda path: path.mkdir(), errors.StoreUnreadable, "is a folder, not a store"),
    "empty": (lambda path: path.touch(), errors.StoreUnreadable, "is an empty file, not a complaint store"),
    "text": (lambda path: path.write_text("Dear Sir,\n" * 900), errors.StoreUnreadable, "is not a complaint store"),
    "short": (lambda path: path.write_bytes(b"SQLite format 3\0"), errors.StoreUnreadable, "is not a complaint store"),
    "noise": (lambda path: path.write_bytes(os.urandom(20_000)), errors.StoreUnreadable, "is not a complaint store"),
    "another program's": (other_database, errors.StoreUnreadable, "is not a complaint store"),
    "newer": (newer, errors.StoreUnreadable, "was made by a newer version"),
}


@pytest.mark.parametrize("side", [Reader, Writer])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_store_gives_one_sentence_and_creates_nothing(tmp_path, name, side):
    make, raised, sentence = BAD[name]
    path = tmp_path / "store.db"
    make(path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    with pytest.raises(raised) as caught:
        side(path)
    assert sentence in caught.value.sentence
    assert str(path) in caught.value.sentence
    assert caught.value.hint
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


def test_a_missing_folder_and_a_file_for_a_folder_are_said_too(tmp_path):
    (tmp_path / "file").touch()
    for path in (tmp_path / "none" / "store.db", tmp_path / "file" / "store.db"):
        with pytest.raises(errors.StoreMissing):
            Reader(path)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("name", ["folder", "empty", "text", "newer"])
def test_create_refuses_whatever_stands_there(tmp_path, name):
    path = tmp_path / "store.db"
    BAD[name][0](path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(errors.StoreError, match="already a file"):
        create(path)
    assert (path.read_bytes() if path.is_file() else None) == before


@posix
def test_a_new_store_is_its_owners_alone(tmp_path):
    path = tmp_path / "a" / "b" / "store.db"
    create(path)
    writer = Writer(path)
    writer.save_landlord(SALIX)
    modes = {p.name: p.stat().st_mode & 0o777 for p in path.parent.iterdir()}
    assert modes == {"store.db": 0o600, "store.db-wal": 0o600, "store.db-shm": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700
    writer.close()
    assert [p.name for p in path.parent.iterdir()] == ["store.db"]


def test_a_store_is_not_made_in_a_synchronised_folder(tmp_path):
    for folder in ("Dropbox", "OneDrive - Salix Homes", "plain"):
        (tmp_path / folder).mkdir()
    (tmp_path / "plain" / ".stfolder").mkdir()
    for folder in ("Dropbox", "OneDrive - Salix Homes", "plain"):
        with pytest.raises(errors.StoreError, match="synchronised"):
            create(tmp_path / folder / "desk" / "store.db")
        assert not (tmp_path / folder / "desk").exists()


@pytest.fixture
def public():
    """A folder another user can reach, with a store."""
    folder = Path(tempfile.mkdtemp(prefix="complaintdesk-test-"))
    folder.chmod(0o755)
    path = folder / "store.db"
    create(path)
    writer = Writer(path)
    writer.save_landlord(SALIX)
    writer.append(None, 0, [received()], derive, key="k", landlord="salix")
    writer.close()
    yield path
    shutil.rmtree(folder)


ATTEMPT = """
for side in (Reader, Writer):
    try:
        opened = side(path)
        if side is Writer:
            opened.append(1, 1, [happened("noted")], derive, key="n")
        print("ok")
    except ComplaintDeskError as error:
        print(type(error).__name__, error.sentence)
"""


NO_FILE = "StoreReadOnly This file cannot be written: {file}."
NO_FOLDER = "StoreReadOnly This folder cannot be written: {folder}."
NO_ENTRY = "StoreReadOnly You may not open {file}."


@posix
@pytest.mark.parametrize(
    ("file", "folder", "said"),
    [
        (0o444, 0o777, ["ok", NO_FILE]),
        (0o444, 0o755, [NO_FOLDER, NO_FOLDER]),  # a write-ahead log is needed even to read
        (0o000, 0o755, [NO_ENTRY, NO_ENTRY]),
        (0o666, 0o000, [NO_ENTRY, NO_ENTRY]),
    ],
)
def test_without_permission_it_is_said_what_may_not_be_written(public, file, folder, said):
    public.chmod(file)
    public.parent.chmod(folder)
    try:
        found = _as_another_user(public)
    finally:
        public.parent.chmod(0o755)
    assert found == [sentence.format(file=public, folder=public.parent) for sentence in said]


def _as_another_user(path):
    here = Path(__file__).parent
    code = (
        f"import os, sys; sys.path[:0] = [{str(here.parents[1])!r}, {str(here)!r}]\n"
        "from pathlib import Path\nfrom store_toy import *\nfrom complaintdesk.errors import ComplaintDeskError\n"
        "from complaintdesk.store.reading import Reader\nfrom complaintdesk.store.writing import Writer\n"
        "if os.geteuid() == 0:\n    os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        f"path = Path({str(path)!r})\n{ATTEMPT}"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return found.stdout.splitlines()


def test_another_window_saving_is_waited_for_and_then_said(path, writer):
    other = bare(path)
    other.execute("BEGIN IMMEDIATE")
    writer._db.execute("PRAGMA busy_timeout=0")
    with pytest.raises(errors.StoreBusy, match="Another window is saving"):
        writer.save_setting("Jo", "theme", "dark")
    other.execute("ROLLBACK")
    other.close()
    writer.save_setting("Jo", "theme", "dark")


def test_a_full_disk_loses_nothing_and_says_nothing_of_the_words(writer, reader, add):
    add(None, received())
    (pages,) = writer._db.execute("PRAGMA page_count").fetchone()
    writer._db.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(errors.DiskRefused, match="disk is full") as caught:
        add(None, received(words="secret " * 9000))
    assert "secret" not in f"{caught.value!r} {caught.value.__cause__}"
    assert caught.value.__suppress_context__
    writer._db.execute("PRAGMA max_page_count=1000000")
    assert reader.total(QueueQuery()) == 1
    assert add(None, received(words="secret " * 9000)).ref == "CD-26002"
    assert writer.rebuild(derive).differences == ()


@posix
def test_a_disk_that_refuses_is_said_and_nothing_is_saved(path, process, add, reader):
    add(None, received())
    child = process(
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nwriter = Writer(path)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))\n"
        "try:\n    writer.append(1, 1, [happened('noted', text='x' * 500_000)], derive, key='n')\n"
        "except ComplaintDeskError as error:\n    print(type(error).__name__)\n"
    )
    out, err = child.communicate()
    assert out.strip() == "DiskRefused", err
    assert reader.case(1).seq == 1


def test_a_damaged_page_is_called_damage(path, add, writer):
    for _ in range(30):
        add(None, received(words="damp " * 500))
    writer.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    said = []
    for use in (lambda r: r.page(QueueQuery(), 0, 50), lambda r: r.events(1), lambda r: r.landlords()):
        with pytest.raises(errors.StoreUnreadable) as caught:
            reader = Reader(path)
            try:
                use(reader)
            finally:
                reader.close()
        said.append(caught.value.sentence)
    assert all("damaged" in sentence for sentence in said)


@posix
@pytest.mark.parametrize("how", ["replaced", "moved", "log gone"])
def test_a_store_exchanged_under_a_window_takes_nothing_more(path, tmp_path, add, writer, reader, how):
    add(None, received())
    reader.changed()
    if how == "replaced":
        other = tmp_path / "other.db"
        create(other)
        other.replace(path)
    elif how == "moved":
        path.rename(tmp_path / "elsewhere.db")
    else:
        path.with_name(f"{path.name}-wal").unlink()
    with pytest.raises(errors.StoreMoved, match="Nothing was saved"):
        add(1, happened("noted"), seq=1)
    with pytest.raises(errors.StoreMoved):
        reader.changed()


def test_a_store_upgraded_under_a_window_takes_nothing_more(path, add, writer):
    other = bare(path)
    other.execute(f"PRAGMA user_version={SCHEMA + 1}")
    other.close()
    with pytest.raises(errors.StoreMoved, match="upgraded"):
        add(None, received())


def test_a_constraint_nobody_expected_is_said_without_its_values(writer):
    with pytest.raises(errors.StoreError) as caught, writer.transaction() as db:
        db.execute("INSERT INTO register VALUES (1, 'secret', 'no such landlord', 1, 1)")
    assert "secret" not in str(caught.value)
    assert type(caught.value) is errors.StoreError


def test_a_refused_transaction_leaves_the_writer_usable(writer, add):
    with pytest.raises(KeyboardInterrupt), writer.transaction() as db:
        db.execute("DELETE FROM landlord")
        raise KeyboardInterrupt
    assert not writer._db.in_transaction
    assert add(None, received(NINE)).ref == "CD-26001"


def test_every_fault_has_a_number_and_a_sentence(tmp_path):
    class DriverError(Exception):
        def __init__(self, code):
            super().__init__("secret")
            self.sqlite_errorcode = code

    (tmp_path / "x").touch()
    for code, raised in {
        5: errors.StoreBusy, 517: errors.StoreBusy, 6: errors.StoreBusy, 8: errors.StoreReadOnly,
        1544: errors.StoreReadOnly, 10: errors.DiskRefused, 778: errors.DiskRefused, 11: errors.StoreUnreadable,
        13: errors.DiskRefused, 14: errors.StoreReadOnly, 26: errors.StoreUnreadable, 1: errors.StoreError,
        1811: errors.StoreError, 2067: errors.StoreError, 21: errors.StoreError,
    }.items():  # fmt: skip
        found = faults.translate(DriverError(code), tmp_path / "x")
        assert type(found) is raised
        assert "secret" not in str(found)
        assert "Traceback" not in found.sentence
