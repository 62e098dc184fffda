"""Two windows on one store, and windows that die."""

import signal
import sys

import pytest
from store_toy import derive, happened, received, until

from complaintdesk.errors import Conflict
from complaintdesk.models.lists import QueueQuery
from complaintdesk.store.reading import Reader
from complaintdesk.store.verifying import verify_chain
from complaintdesk.store.writing import Writer

RACE = """
writer = Writer(path)
print("ready", flush=True)
for line in sys.stdin:
    seq = int(line)
    try:
        print("won", writer.append(1, seq, [happened("noted", who=me)], derive, key=f"{me} {seq}").seq, flush=True)
    except Conflict as error:
        print("lost to", error.who, flush=True)
"""


@pytest.mark.both
def test_of_two_processes_exactly_one_wins_and_the_other_is_told_by_whom(process, add, reader):
    add(None, received())
    reader.changed()
    children = [process(f"me = {name!r}\n{RACE}") for name in ("Ann", "Bob")]
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for seq in range(1, 26):
        for child in children:
            child.stdin.write(f"{seq}\n")
            child.stdin.flush()
        said = {name: child.stdout.readline().strip() for name, child in zip(("Ann", "Bob"), children, strict=True)}
        winner = next(name for name, words in said.items() if words.startswith("won"))
        loser = "Bob" if winner == "Ann" else "Ann"
        assert said == {winner: f"won {seq + 1}", loser: f"lost to {winner}"}
        assert reader.events(1)[-1].who == winner
        until(reader.changed)
        assert not reader.changed()
    assert reader.case(1).seq == 26


def test_two_processes_opening_cases_get_different_references(process, reader):
    code = "writer = Writer(path)\n" + (
        "for n in range(20):\n"
        "    print(writer.append(None, 0, [received(who=me)], derive, key=f'{me} {n}', landlord='salix').ref)\n"
    )
    children = [process(f"me = {name!r}\n{code}") for name in ("Ann", "Bob")]
    refs = [ref for child in children for ref in child.communicate()[0].split()]
    assert sorted(refs) == [f"CD-26{n:03d}" for n in range(1, 41)]
    assert reader.total(QueueQuery()) == 40


@pytest.mark.both
def test_a_conflict_from_another_process_writes_nothing(process, add, writer, reader):
    add(None, received())
    child = process("Writer(path).append(1, 1, [happened('closed', who='Bob')], derive, key='theirs')")
    assert child.wait() == 0
    with pytest.raises(Conflict, match="Bob"):
        writer.append(1, 1, [happened("noted")], derive, key="ours")
    assert [e.kind for e in reader.events(1)] == ["received", "closed"]
    assert writer.append(1, 2, [happened("noted")], derive, key="ours").seq == 3


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
@pytest.mark.parametrize("acknowledged", [1, 7, 40])
def test_after_a_kill_everything_called_saved_is_there_and_nothing_by_halves(path, process, acknowledged):
    child = process(
        "writer = Writer(path)\n"
        "for n in range(100_000):\n"
        "    done = writer.append(None, 0, [received(), happened('noted')], derive, key=str(n), landlord='salix')\n"
        "    print(done.ref, flush=True)\n"
    )
    refs = [child.stdout.readline().strip() for _ in range(acknowledged)]
    child.send_signal(signal.SIGKILL)
    refs += child.stdout.read().split()
    child.wait()
    writer, reader = Writer(path), Reader(path)
    assert len(refs) <= reader.total(QueueQuery()) <= len(refs) + 1
    assert {len(h.events) for h in reader.histories()} == {2}
    assert writer.rebuild(derive).differences == ()
    assert verify_chain(reader._db).breaks == ()
    repeated = writer.append(None, 0, [received()], derive, key=str(len(refs) - 1), landlord="salix")
    assert (repeated.ref, repeated.repeated) == (refs[-1], True)
    reader.close()
    writer.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
@pytest.mark.parametrize("bulk", [False, True])
def test_a_kill_in_the_middle_of_a_write_leaves_the_old_store(path, process, bulk):
    act = (
        "writer.append_many([NewCase('salix', [received()])] * 5000, stuck)"
        if bulk
        else "writer.append(None, 0, [received()], stuck, key='k', landlord='salix')"
    )
    child = process(
        "from complaintdesk.store.rows import NewCase\n"
        "writer = Writer(path)\n"
        "writer.append(None, 0, [received()], derive, key='first', landlord='salix')\n"
        f"def stuck(landlord, case_id, ref, events):\n"
        f"    if case_id == {4000 if bulk else 2}:\n"
        "        print('inside', flush=True)\n"
        "        sys.stdin.read()\n"
        "    return derive(landlord, case_id, ref, events)\n"
        f"{act}\n"
    )
    assert child.stdout.readline() == "inside\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    writer, reader = Writer(path), Reader(path)
    assert len(reader.events(1)) == reader.total(QueueQuery()) == 1
    assert writer.rebuild(derive).differences == ()
    assert writer.append(None, 0, [received()], derive, key="k", landlord="salix").ref == "CD-26002"
    reader.close()
    writer.close()
