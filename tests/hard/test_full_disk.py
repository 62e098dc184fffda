"""A disk that fills up at any size: one sentence, and what was called saved is there."""

import sys

import pytest
from store_toy import derive

from complaintdesk.store import auditing
from complaintdesk.store.reading import Reader
from complaintdesk.store.writing import Writer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of a file's size are POSIX")

LIMIT = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
"""
WRITING = """
me, room = sys.stdin.readline().split()
writer = Writer(path)
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), resource.RLIM_INFINITY))
for n in range(100_000):
    try:
        done = writer.append(None, 0, [received(words='w' * 400)], derive, key=f'{me} {n}', landlord='salix')
    except ComplaintDeskError as error:
        print("refused", error.sentence, flush=True)
        break
    print(done.ref, flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
again = writer.append(None, 0, [received()], derive, key=f'{me} again', landlord='salix')
print("again", again.ref, flush=True)
writer.close()
"""


def test_a_disk_that_fills_loses_nothing_and_says_so(path, process, often, say, chance):
    sizes, held = often(20, 200), 0
    refused = set()
    for one in range(sizes):
        room = path.stat().st_size + chance.randrange(4096, 400_000)
        child = process(WRITING, before=LIMIT)
        out, errors = child.communicate(f"{one} {room}\n", timeout=120)
        assert errors == ""
        *saved, sentence, again = out.strip().split("\n")
        assert sentence.startswith("refused ")
        assert again.startswith("again CD-")
        refused.add(sentence.removeprefix("refused "))
        held += len(saved) + 1
        reader = Reader(path)
        try:
            refs = {history.ref for history in reader.histories()}
            assert set(saved) <= refs
            assert len(refs) == held
            assert list(auditing.audit(reader._db, path, None)) == []
        finally:
            reader.close()
    writer = Writer(path)
    assert writer.rebuild(derive).differences == ()
    writer.close()
    assert all("Nothing was saved" in sentence for sentence in refused), refused
    say(f"{sizes} sizes, {held} cases called saved, all there; said: {', '.join(sorted(refused))}")
