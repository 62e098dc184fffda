"""A store taken over into another place: all of it, or nothing, both ways."""

import pytest
from store_toy import ALDER, NINE, SALIX, derive, happened, received

from complaintdesk.desk import safeguarding
from complaintdesk.errors import StoreError, StoreMissing, StoreReadOnly, StoreUnreadable
from complaintdesk.models.events import DISPOSED
from complaintdesk.models.lists import QueueQuery
from complaintdesk.store import auditing, keys, moving
from complaintdesk.store.connection import bare
from complaintdesk.store.derived_tables import METADATA
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import Erasure, StaffRow
from complaintdesk.store.writing import Writer, create
from tests.server import server


@pytest.fixture
def whole(tmp_path):
    """A store in a file with something in every table."""
    path = tmp_path / "here" / "desk.db"
    create(path)
    writer = Writer(path)
    for landlord in (SALIX, ALDER):
        writer.save_landlord(landlord)
    writer.save_staff(StaffRow("Jo", "J", "officer"))
    writer.keep_policy("salix", "2024-03-01", "length = 10")
    for n in range(7):
        later = happened("noted"), happened("defined", parts=["“damp” 50 %"]), happened("responded", remedies=["sorry"])
        acts = [received(resident=f"Zoë {n}", words="damp"), *later]
        writer.append(None, 0, acts, derive, key=f"{n}", landlord="salix")
    writer.append(3, 4, [happened("closed")], derive, key="closed")
    writer.save_draft("intake", "Jo", {"words": "half a sentence"}, NINE)
    writer.save_setting("Jo", "theme", "dark")
    said = happened(DISPOSED, kept={"1": {"feedback": "complaint"}, "2": {}, "3": {"parts": []}, "4": {}})
    writer.dispose([Erasure(2, 4, said, "gone")], derive)
    writer.close()
    return path


def everything(path):
    reader = Reader(path)
    try:
        assert list(auditing.audit(reader._db, path, None)) == []
        names = (*METADATA.tables, "alembic_version")
        return {name: sorted(map(repr, reader.execute(f"SELECT * FROM {name}"))) for name in names}
    finally:
        reader.close()


@pytest.mark.parametrize("passphrase", ["", "four words, one secret"])
def test_there_and_back_again_everything_is_the_same(whole, tmp_path, passphrase):
    before = everything(whole)
    there, back = server().database("moved"), tmp_path / "back" / "desk.db"
    report = moving.move(whole, there)
    assert (report.cases, report.events, report.erased, report.breaks) == (7, 30, 4, ())
    assert everything(there) == before
    assert moving.move(there, back, passphrase) == report
    assert everything(back) == before
    assert bool(keys.of(back)) is bool(passphrase)
    assert everything(whole) == before
    assert [one.name for one in back.parent.iterdir()] == ["desk.db"]
    for place in (there, back):
        writer, reader = Writer(place), Reader(place)
        assert list(reader.ids(QueueQuery(words="zoe damp", sort="oldest"))) == [1, 4, 5, 6, 7]
        assert writer.rebuild(derive).differences == ()
        assert writer.append(None, 0, [received()], derive, key="new", landlord="alder")[:4] == (8, "CD-26008", 1, 31)
        assert writer.append(3, 4, [happened("closed")], derive, key="closed").repeated
        writer.close()
        reader.close()
    keys.forget(back)


def test_a_place_that_is_taken_is_refused_and_left_alone(whole, tmp_path):
    taken = tmp_path / "taken.db"
    taken.write_text("mine")
    there = server().database("taken")
    create(there)
    for target in (taken, there, whole):
        with pytest.raises(StoreError, match=r"already|not empty"):
            moving.move(whole, target)
    assert taken.read_text() == "mine"
    reader = Reader(there)
    assert reader.landlords() == ()
    reader.close()


def test_a_store_that_does_not_hold_is_not_moved(whole, tmp_path):
    db = bare(whole)
    db.execute("DROP TRIGGER event_no_update")
    db.execute("UPDATE event SET who = 'Sam' WHERE pos = 4")
    db.close()
    with pytest.raises(StoreUnreadable, match="CD-26001 event 4"):
        moving.move(whole, tmp_path / "new.db")
    assert [one.name for one in tmp_path.iterdir()] == ["here"]


def test_a_move_that_breaks_off_leaves_nothing_and_can_be_done_again(whole, tmp_path, monkeypatch):
    there, file = server().database("broken"), tmp_path / "new.db"
    for target in (there, file):
        with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
            patch.setattr(moving, "_counted", lambda db: 1 / 0)
            moving.move(whole, target)
        assert not file.exists()
        assert moving.move(whole, target).events == 30
    assert sorted(one.name for one in tmp_path.iterdir()) == ["here", "new.db"]


def test_a_history_that_was_computed_anew_on_the_server_shows_against_a_file_moved_from_it(whole, tmp_path):
    there, file = server().database("rewritten"), tmp_path / "kept.db"
    moving.move(whole, there)
    moving.move(there, file)
    server().admin(
        "rewritten",
        "SET session_replication_role = replica; DELETE FROM words WHERE case_id = 7;"
        "DELETE FROM event WHERE case_id = 7; DELETE FROM case_row WHERE id = 7;"
        "DELETE FROM register WHERE case_id = 7;"
        "UPDATE event SET pos = pos - 4 WHERE pos > 28; UPDATE store_clock SET pos = (SELECT count(*) FROM event)",
    )
    reader = Reader(there)
    assert list(auditing.audit(reader._db, there, None)) == []
    assert [(one.ref, one.seq) for one in auditing.differing(reader._db, file)] == [("CD-26007", 1)]
    reader.close()


@pytest.mark.parametrize("kind", ["file", "server"])
def test_a_store_is_held_against_a_copy_wherever_it_is(whole, tmp_path, kind, monkeypatch):
    monkeypatch.setattr(safeguarding, "derive", derive)
    monkeypatch.setattr("complaintdesk.desk.policy_texts.changed_in", lambda _: ())
    store, copy = (server().database("held") if kind == "server" else tmp_path / "now.db"), tmp_path / "kept.db"
    moving.move(whole, store)
    moving.move(store, copy)
    assert safeguarding.verify(store, copy) == (30, None, ())
    writer = Writer(copy)
    writer.append(3, 5, [happened("noted")], derive, key="cut off")
    writer.close()
    events, _, breaks = safeguarding.verify(store, copy)
    assert (events, [(one.ref, one.seq) for one in breaks]) == (30, [("CD-26003", 6)])
    with pytest.raises(StoreMissing):
        safeguarding.verify(store, tmp_path / "gone.db")


def test_the_servers_own_backup_brings_everything_back_with_its_rights(whole, tmp_path):
    here = server()
    there = here.database("kept")
    moving.move(whole, there)
    before = everything(there)
    from complaintdesk.store.postgres import making, roles

    with making.owned(there) as db:
        login = roles.give(db, "Kit", "officer", "", "").login
    dump = tmp_path / "kept.dump"
    here.tool("pg_dump", "-Fc", "-C", "-f", dump, there.url)
    here.admin("postgres", "DROP DATABASE kept WITH (FORCE)")
    here.tool("pg_restore", "--exit-on-error", "-C", "-d", here.address("postgres", "postgres").url, dump)
    assert everything(there) == before
    writer = Writer(here.address("kept", login))
    assert writer.append(3, 5, [happened("noted", who="Kit")], derive, key="kit").seq == 6
    with pytest.raises(StoreReadOnly):
        writer.append(3, 6, [happened("noted", who="Jo")], derive, key="jo")
    assert writer.rebuild(derive).differences == ()
    writer.close()
    here.admin("postgres", "DROP ROLE IF EXISTS nobody_here", "CREATE ROLE nobody_here LOGIN")
    with pytest.raises(StoreError):
        Reader(here.address("kept", "nobody_here"))


def test_nobody_writes_to_the_old_store_meanwhile(whole, tmp_path, monkeypatch):
    counted, held = moving._counted, []

    def look(db):
        other = bare(whole, busy_ms=0)
        try:
            other.execute("BEGIN IMMEDIATE")
        except Exception as error:  # noqa: BLE001 - whatever it is, it did not get in
            held.append(type(error).__name__)
        other.close()
        return counted(db)

    monkeypatch.setattr(moving, "_counted", look)
    moving.move(whole, tmp_path / "new.db")
    assert held == ["OperationalError"] * 2


def test_a_shared_store_is_moved_by_its_owner_alone(whole, tmp_path):
    there = server().database("owned")
    moving.move(whole, there)
    from complaintdesk.store.postgres import making, roles

    with making.owned(there) as db:
        login = roles.give(db, "Lea", "leader", "", "").login
    with pytest.raises(StoreReadOnly, match="by its owner"):
        moving.move(server().address("owned", login), tmp_path / "new.db")
