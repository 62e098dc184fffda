"""Backups: whole, checked, thinned out, and put back."""

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_toy import derive, happened, received

from complaintdesk.errors import NotFound, StoreBusy, StoreError, StoreUnreadable
from complaintdesk.store import auditing, backups, keys, locking
from complaintdesk.store.connection import bare
from complaintdesk.store.reading import Reader
from complaintdesk.store.writing import Writer

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


def truth(path):
    db = bare(path)
    try:
        tables = ("register", "event", "words", "landlord", "store_clock", "case_row")
        return [db.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3").fetchall() for name in tables]
    finally:
        db.close()


@pytest.fixture
def filled(path, add, writer):
    """A store with two cases, closed."""
    add(None, received(), happened("noted", text="one"))
    add(None, received())
    writer.close()
    return path


def test_a_backup_holds_what_the_store_holds_and_says_so(filled, tmp_path):
    made, said = backups.make(filled, tmp_path / "kept", NOON)
    assert truth(made) == truth(filled)
    assert (said.pos, said.cases, said.size) == (3, 2, made.stat().st_size)
    assert json.loads(made.with_suffix(".json").read_text())["seal"] == said.seal
    assert [one.manifest for one in backups.all_of(filled, tmp_path / "kept")] == [said]
    assert not list((tmp_path / "kept").glob("*.partial"))


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_restored_store_is_the_one_that_was_backed_up(filled, tmp_path, kind):
    if kind == "encrypted":
        locking.encrypt(filled, "four words, one secret")
    made, _ = backups.make(filled, tmp_path / "kept", NOON)
    before = truth(filled)
    writer = Writer(filled)
    writer.append(2, 1, (happened("noted"),), derive, key="later", landlord="salix")
    writer.close()
    if kind == "encrypted":
        keys.share(filled, made)
    kept = backups.restore(made, filled)
    assert truth(filled) == before
    if kind == "encrypted":
        keys.share(filled, kept)
    assert len(truth(kept)[1]) == 4
    for one in (filled, made, kept):
        keys.forget(one)


def test_a_missing_store_is_restored_and_a_damaged_one_kept_aside(filled, tmp_path):
    made, _ = backups.make(filled, tmp_path / "kept", NOON)
    before = truth(filled)
    filled.unlink()
    assert backups.restore(made, filled) is None
    assert truth(filled) == before
    filled.write_bytes(b"not a store any more")
    kept = backups.restore(made, filled)
    assert kept.read_bytes() == b"not a store any more"
    assert truth(filled) == before
    second = backups.restore(made, filled)
    assert second.name.endswith(".before-restore-2")
    assert truth(second) == before
    assert kept.read_bytes() == b"not a store any more"


def test_nothing_is_restored_under_an_open_window(filled, tmp_path):
    made, _ = backups.make(filled, tmp_path / "kept", NOON)
    reader = Reader(filled)
    with pytest.raises(StoreBusy, match="Another window"):
        backups.restore(made, filled)
    assert len(reader.landlords()) == 2
    reader.close()


def test_a_backup_that_was_tampered_with_or_ruined_is_not_restored(filled, tmp_path):
    made, _ = backups.make(filled, tmp_path / "kept", NOON)
    before, whole = truth(filled), made.read_bytes()
    db = bare(made)
    db.execute("DROP TRIGGER event_no_update")
    db.execute("UPDATE event SET who = 'Somebody else' WHERE pos = 2")
    db.close()
    with pytest.raises(StoreUnreadable, match="CD-26001 event 2"):
        backups.restore(made, filled)
    made.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError):
        backups.restore(made, filled)
    with pytest.raises(NotFound, match="no backup at"):
        backups.restore(made.with_name("another.db"), filled)
    assert truth(filled) == before


def test_no_backup_is_made_of_a_store_whose_chain_does_not_hold(filled, tmp_path):
    db = bare(filled)
    db.execute("DROP TRIGGER words_no_update")
    db.execute("UPDATE words SET body = '{}' WHERE case_id = 1 AND seq = 2")
    db.close()
    with pytest.raises(StoreUnreadable, match="CD-26001 event 2: its words were changed"):
        backups.make(filled, tmp_path / "kept", NOON)
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_backup_under_writers_holds_one_moment_of_theirs(path, tmp_path):
    stop = threading.Event()

    def write(name):
        writer = Writer(path)
        count = 0
        while not stop.is_set():
            writer.append(None, 0, (received(),), derive, key=f"{name} {count}", landlord="salix")
            count += 1
        writer.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for one in threads:
        one.start()
    try:
        made, said = backups.make(path, tmp_path / "kept", NOON)
    finally:
        stop.set()
        for one in threads:
            one.join()
    held = truth(made)
    assert len(held[1]) == said.pos == held[4][0][1]
    assert truth(path)[1][: said.pos] == held[1]


MOMENTS = st.lists(st.integers(0, 24 * 120).map(lambda hours: NOON - timedelta(hours=hours)), max_size=60)


@given(MOMENTS)
def test_thinning_keeps_the_newest_by_hour_day_and_week_and_nothing_old(made):
    keep = backups.worth_keeping(made, NOON)
    assert keep <= set(made)
    assert backups.worth_keeping(keep, NOON) == keep
    if made:
        newest = max(made)
        assert newest in keep
        assert all(NOON - one <= timedelta(days=90) for one in keep - {newest})
        today = [one for one in made if NOON - one < timedelta(hours=24)]
        assert set(today) <= keep
    assert len(keep) <= backups.HOURS + backups.DAYS + backups.WEEKS + 1


def test_old_backups_go_with_their_manifests(filled, tmp_path):
    folder = tmp_path / "kept"
    for hours in (24 * 100, 24 * 99, 0):
        backups.make(filled, folder, NOON - timedelta(hours=hours))
    assert len(list(folder.iterdir())) == 2


# What was done to the store after its backup was made, and where it is found out


def rewritten(db):
    """The history of a case computed anew from its second event, as somebody who knows how would do it."""
    from complaintdesk.store.chain import digest, link

    case_id, seq, kind, at, recorded_at, prev = db.execute(
        "SELECT case_id, seq, kind, at, recorded_at, prev FROM event WHERE pos = 2"
    ).fetchone()
    body = '{"text":"another"}'
    digested = digest("salt", body)
    own = link(case_id, seq, kind, at, recorded_at, "Jo", digested, prev)
    db.execute("UPDATE event SET who = 'Jo', digest = ?, hash = ? WHERE pos = 2", (digested, own))
    db.execute("UPDATE words SET salt = 'salt', body = ? WHERE case_id = ? AND seq = ?", (body, case_id, seq))


def cut_off(db):
    """The newest event of all taken away, clock and all."""
    db.execute("DELETE FROM words WHERE case_id = 2")
    db.execute("DELETE FROM event WHERE pos = 3")
    db.execute("DELETE FROM register WHERE case_id = 2")
    db.execute("UPDATE store_clock SET pos = 2")


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        (rewritten, ("CD-26001", 2, "the backup holds another event in this place")),
        (cut_off, ("CD-26002", 1, "the backup holds this event, the store does not")),
        (lambda db: db.execute("UPDATE event SET hash = 'x' WHERE pos = 2"), ("CD-26001", 2, "its record was changed")),
        (lambda db: db.execute("UPDATE store_clock SET pos = 99"), ("", 0, "the store's clock says 99 events")),
    ],
)
def test_what_was_changed_since_the_backup_is_found_with_its_case_and_event(filled, tmp_path, tampering, found):
    backups.make(filled, tmp_path / "kept", NOON)
    newest = backups.all_of(filled, tmp_path / "kept")[0]
    db = bare(filled)
    assert list(auditing.audit(db, filled, newest)) == []
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    db.execute("PRAGMA foreign_keys=OFF")
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    tampering(db)
    for _, sql in triggers:
        db.execute(sql)
    assert any(
        (one.ref, one.seq) == found[:2] and one.why.startswith(found[2]) for one in auditing.audit(db, filled, newest)
    )
    db.close()


def test_a_guard_taken_away_or_weakened_is_named(filled):
    db = bare(filled)
    db.execute("DROP TRIGGER words_no_delete")
    db.execute("DROP TRIGGER event_no_update")
    db.execute("CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END")
    said = {one.why for one in auditing.guards(db)}
    assert said == {"the guard words_no_delete was taken away", "the guard event_no_update was changed"}
    db.close()


def test_events_added_after_the_backup_are_no_fault(filled, tmp_path):
    backups.make(filled, tmp_path / "kept", NOON)
    writer = Writer(filled)
    writer.append(1, 2, (happened("closed"),), derive, key="later", landlord="salix")
    writer.close()
    db = bare(filled)
    assert list(auditing.audit(db, filled, backups.all_of(filled, tmp_path / "kept")[0])) == []
    db.close()
