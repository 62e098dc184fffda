"""A writer that is killed at any moment: what was called saved is there, and nothing is there by halves."""

import signal
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from store_toy import derive, happened, received

from complaintdesk.store import auditing, backups, keys
from complaintdesk.store.connection import bare
from complaintdesk.store.reading import Reader
from complaintdesk.store.writing import Writer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")

WRITING = """
me = sys.stdin.readline().strip()
writer = Writer(path)
print("ready", flush=True)
for n in range(1_000_000):
    done = writer.append(None, 0, [received(), happened('noted', text=me)], derive, key=f'{me} {n}', landlord='salix')
    writer.append(done.case_id, 2, [happened('closed')], derive, key=f'{me} {n} closed')
    print(done.ref, flush=True)
"""


def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(path, process, often, say, chance):
    rounds, called_saved = often(100, 1000), 0
    for one in range(rounds):
        child = process(WRITING)
        child.stdin.write(f"{one}\n")
        child.stdin.flush()
        assert child.stdout.readline() == "ready\n"
        time.sleep(chance.random() * 0.1)
        child.send_signal(signal.SIGKILL)
        refs = child.stdout.read().split()
        child.wait()
        called_saved += len(refs)
        reader = Reader(path)
        try:
            held = {history.ref: [e.kind for e in history.events] for history in reader.histories()}
        finally:
            reader.close()
        assert all(held[ref] == ["received", "noted", "closed"] for ref in refs)
        assert set(map(tuple, held.values())) <= {("received", "noted"), ("received", "noted", "closed")}
        assert called_saved <= len(held) <= called_saved + one + 1
    writer = Writer(path)
    try:
        assert writer.rebuild(derive).differences == ()
        assert list(auditing.audit(writer._db, path, None)) == []
    finally:
        writer.close()
    say(f"{rounds} kills, {called_saved} cases called saved, all there")


def test_a_backup_under_four_writers_is_one_moment_of_theirs(path, process, often, say, tmp_path):
    children = []
    for name in "abcd":
        child = process(WRITING)
        child.stdin.write(f"{name}\n")
        child.stdin.flush()
        assert child.stdout.readline() == "ready\n"
        children.append(child)
    made, start = [], datetime(2026, 6, 1, tzinfo=UTC)
    for n in range(often(5, 40)):
        made.append(backups.make(path, tmp_path / "kept", start + timedelta(minutes=n), days=3650)[0])
        backups_now = backups.all_of(path, tmp_path / "kept")
        assert backups_now[0].path == made[-1]
    for child in children:
        child.kill()
        child.communicate()
    newest = made[-1]
    db = bare(path)
    (whole,) = db.execute("SELECT count(*) FROM event").fetchone()
    events = db.execute("SELECT * FROM event ORDER BY pos").fetchall()
    db.close()
    keys.share(path, newest)
    backups.restore(newest, path)
    db = bare(path)
    restored = db.execute("SELECT * FROM event ORDER BY pos").fetchall()
    assert list(auditing.audit(db, path, None)) == []
    db.close()
    keys.forget(newest)
    assert 0 < len(restored) <= whole
    assert restored == events[: len(restored)]
    writer = Writer(path)
    assert writer.rebuild(derive).differences == ()
    assert writer.append(None, 0, [received(), happened("noted")], derive, key="after", landlord="salix").seq == 2
    writer.close()
    held = f"{len(restored)} of {whole} events, restored and equal"
    say(f"{len(made)} backups under four writers; the newest: {held}")
