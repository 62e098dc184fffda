"""Encrypted stores: opened by their passphrase and by nothing else, on every way a store can go."""

import shutil
import sys

import pytest
from store_toy import NINE, SALIX, derive, happened, received

from complaintdesk.errors import BadInput, StoreBusy, StoreLocked, StoreUnreadable
from complaintdesk.store import connection, faults, keys, locking
from complaintdesk.store.connection import bare
from complaintdesk.store.reading import Reader
from complaintdesk.store.verifying import verify_chain
from complaintdesk.store.writing import Writer, create

pytestmark = pytest.mark.skipif(connection.LIBRARY != "sqlcipher3", reason="no cipher on this platform")
PASS, OTHER = "four words, one secret", "další tajná věta's"
MARKER = "Zanzibar-canary"


@pytest.fixture
def locked(tmp_path):
    """An encrypted store with a case whose words hold a marker; this process has its key no more."""
    path = tmp_path / "desk" / "complaints.db"
    create(path, PASS)
    filled(path)
    keys.forget(path)
    yield path
    keys.forget(path)


def filled(path):
    writer = Writer(path)
    writer.save_landlord(SALIX)
    writer.append(None, 0, (received(words=MARKER), happened("noted", text=MARKER)), derive, key="k", landlord="salix")
    writer.close()


def events(path):
    reader = Reader(path)
    try:
        return [event.body for event in reader.events(1)]
    finally:
        reader.close()


def folder_bytes(path):
    return b"".join(one.read_bytes() for one in path.parent.iterdir() if one.is_file())


def test_without_its_passphrase_the_store_says_that_it_is_encrypted(locked):
    for opening in (Reader, Writer):
        with pytest.raises(StoreLocked, match="encrypted, and no passphrase") as refused:
            opening(locked)
        assert refused.value.path == str(locked)
    with pytest.raises(StoreLocked, match="does not open this store"):
        locking.unlock(locked, "four words, two secrets")
    assert not keys.of(locked)


def test_with_its_passphrase_everything_is_as_it_was(locked):
    locking.unlock(locked, PASS)
    assert events(locked)[1] == {"text": MARKER}
    writer = Writer(locked)
    writer.append(1, 2, (happened("noted"),), derive, key="n", landlord="salix")
    writer.close()
    assert len(events(locked)) == 3


@pytest.mark.parametrize("opening", ["open", "closed"])
def test_no_word_of_it_stands_in_any_file(locked, opening):
    locking.unlock(locked, PASS)
    writer = Writer(locked)
    writer.append(1, 2, (happened("noted", text=MARKER),), derive, key="n", landlord="salix")
    writer.save_draft("note", "Jo", {"text": MARKER}, NINE)
    if opening == "closed":
        writer.close()
    held = folder_bytes(locked)
    assert b"Zanzibar" not in held
    assert b"CREATE TABLE" not in held
    if opening == "open":
        assert locked.with_name(f"{locked.name}-wal").stat().st_size > 0
        writer.close()


def test_a_passphrase_typed_in_another_form_of_the_same_letters_opens_it(tmp_path):
    path = tmp_path / "complaints.db"
    create(path, "tajn\u00e1 v\u011bta pro n\u00e1s")
    keys.forget(path)
    locking.unlock(path, "tajna\u0301 ve\u030cta pro na\u0301s")
    filled(path)
    keys.forget(path)


def test_a_changed_passphrase_opens_it_and_the_old_one_no_more(locked):
    locking.unlock(locked, PASS)
    locking.change(locked, OTHER)
    assert len(events(locked)) == 2
    keys.forget(locked)
    with pytest.raises(StoreLocked):
        locking.unlock(locked, PASS)
    locking.unlock(locked, OTHER)
    assert len(events(locked)) == 2


def test_a_plain_store_is_made_an_encrypted_one(path):
    filled(path)
    assert b"Zanzibar" in folder_bytes(path)
    before = events(path)
    locking.encrypt(path, PASS)
    assert events(path) == before
    assert b"Zanzibar" not in folder_bytes(path)
    assert b"SQLite format 3" not in folder_bytes(path)
    db = bare(path)
    assert verify_chain(db).breaks == ()
    assert db.execute("PRAGMA user_version").fetchone()[0] == connection.SCHEMA
    db.close()
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0
    keys.forget(path)


@pytest.mark.parametrize("change", [locking.encrypt, locking.change])
def test_nothing_is_changed_while_a_window_has_the_store_open(path, change):
    if change is locking.change:
        locking.encrypt(path, PASS)
    reader = Reader(path)
    try:
        with pytest.raises(StoreBusy, match="Another window"):
            change(path, OTHER)
        assert [one.key for one in reader.landlords()] == ["alder", "salix"]
    finally:
        reader.close()
        keys.forget(path)


def test_a_store_cut_short_or_scribbled_over_is_never_called_plain_or_empty(locked):
    whole = locked.read_bytes()
    locked.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    locking.unlock(locked, PASS)
    with pytest.raises(StoreUnreadable, match="damaged"):
        events(locked)
    keys.forget(locked)
    locked.write_bytes(bytes(16) + whole[16:])
    with pytest.raises(StoreLocked, match="or the file is damaged"):
        locking.unlock(locked, PASS)


def test_the_key_of_one_store_opens_no_other(locked, tmp_path):
    locking.unlock(locked, PASS)
    elsewhere = tmp_path / "elsewhere.db"
    shutil.copy(locked, elsewhere)
    with pytest.raises(StoreLocked):
        Reader(elsewhere)


@pytest.mark.parametrize("bad", ["short", "x" * 201, "line\nbreak in it", " blank at the front"])
def test_a_passphrase_that_will_not_do_makes_no_store_and_is_not_repeated(tmp_path, bad):
    path = tmp_path / "complaints.db"
    with pytest.raises(BadInput) as refused:
        create(path, bad)
    assert bad not in str(refused.value)
    assert not path.exists()


def test_a_plain_text_or_an_empty_file_is_not_taken_for_an_encrypted_store(tmp_path):
    for held in (b"", b"Dear Sir or Madam, " * 1000, bytes(8192), b"SQLite format 3\x00" + bytes(4080)):
        path = tmp_path / "complaints.db"
        path.write_bytes(held)
        assert not faults.seems_encrypted(path)
