"""The power goes while somebody saves: what was called saved is there when it comes back."""

import pickle
import sys

import pytest
from power import Disk, lay_out
from store_toy import derive

from complaintdesk.store import auditing, keys
from complaintdesk.store.connection import LIBRARY
from complaintdesk.store.reading import Reader
from complaintdesk.store.writing import Writer

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or LIBRARY != "sqlcipher3", reason="listens to the files of SQLCipher's library on Linux"
)

ACTS = 120
WORKING = """
import os, pickle
import sqlcipher3._sqlite3 as library
from power import listen
log = []
listening = listen(library.__file__, path, log)
def work(acts):
    for n in acts:
        words = received(words=f'what was said {n} ' * 60)
        done = writer.append(None, 0, [words, happened('noted', text='x' * 500)], derive, key=f'{n}', landlord='salix')
        log.append(('saved', done.ref, 2))
        writer.append(done.case_id, 2, [happened('closed')], derive, key=f'{n} closed')
        log.append(('saved', done.ref, 3))
writer = Writer(path)
if LEVEL:
    writer._db.execute(f'PRAGMA synchronous={LEVEL}')
work(range(ACTS // 2))
if not LEVEL:
    writer.close()  # the log is folded in and taken away, and a new one begun
    writer = Writer(path)
work(range(ACTS // 2, ACTS))
with open(sys.stdin.readline().strip(), 'wb') as out:
    pickle.dump(log, out)
os._exit(0)  # what listens must not be taken down before what it listens to
"""


def recorded(path, process, level=""):
    """What the disk was asked for while cases were saved, beginning with the files as they were."""
    disk = Disk(path.read_bytes(), None)
    at = path.with_name("log")
    here = __file__.rpartition("/")[0]
    child = process(WORKING, before=f"sys.path.append({here!r}); LEVEL = {level!r}; ACTS = {ACTS}")
    _, trouble = child.communicate(f"{at}\n", timeout=120)
    assert child.returncode == 0, trouble
    return disk, pickle.loads(at.read_bytes())  # noqa: S301 - our own


def until(disk, log, moments):
    """For each moment (a place in the log, ascending): how many events of each case had been called saved by then."""
    done, saved = 0, {}
    for at in moments:
        for entry in log[done:at]:
            if entry[0] == "saved":
                saved[entry[1]] = entry[2]
            else:
                disk.take(entry)
        done = at
        yield saved


def held(path):
    """How many events there are of each case; nothing may be half there."""
    reader = Reader(path)
    try:
        return {one.ref: len(one.events) for one in reader.histories()}
    finally:
        reader.close()


def test_a_power_cut_takes_nothing_that_was_called_saved(path, process, often, say, chance, tmp_path):
    disk, log = recorded(path, process)
    assert {"write", "sync", "delete", "saved"} <= {entry[0] for entry in log}
    cuts, most, again = often(100, 5000), 0, tmp_path / "again" / path.name
    keys.share(path, again)
    for saved in until(disk, log, sorted(chance.randrange(len(log) + 1) for _ in range(cuts))):
        lay_out(disk.cut(chance), again)
        found = held(again)
        assert {ref: found.get(ref, 0) >= n for ref, n in saved.items()} == dict.fromkeys(saved, True)
        assert len(found) <= len(saved) + 1
        assert set(found.values()) <= {2, 3}
        writer = Writer(again)
        try:
            assert writer.rebuild(derive).differences == ()
            assert list(auditing.audit(writer._db, again, None)) == []
        finally:
            writer.close()
        most = max(most, len(found))
    keys.forget(again)
    assert most > ACTS // 2
    say(f"{cuts} power cuts while {ACTS} cases were saved: all that was called saved was there")


def test_these_cuts_do_take_what_was_not_synced(path, process, chance, tmp_path):
    """The same with a store that syncs less: acts that were called saved are gone, so the test above can fail."""
    disk, log = recorded(path, process, level="NORMAL")
    again, lost = tmp_path / "again" / path.name, 0
    keys.share(path, again)
    for saved in until(disk, log, sorted(chance.randrange(len(log) // 2, len(log) + 1) for _ in range(5))):
        lay_out(disk.held, again)
        found = held(again)
        lost += sum(found.get(ref, 0) < n for ref, n in saved.items())
    keys.forget(again)
    assert lost > 0
