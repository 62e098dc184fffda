"""A shared store: the server stopped as by a power cut under a writer, crowds and races at its clock."""

import time

import pytest
from crowd import RACING
from crowd import WRITING as APPENDING
from store_toy import ALDER, SALIX, derive, received

from complaintdesk.models.lists import QueueQuery
from complaintdesk.store import auditing
from complaintdesk.store.reading import Reader
from complaintdesk.store.writing import Writer, create

WRITING = """
from complaintdesk.errors import StoreAway
from complaintdesk.store.postgres import link
link.PATIENCE = 0.05
me = sys.stdin.readline().strip()
writer = Writer(path)
print("ready", flush=True)
def insist(*act, **named):
    while True:
        try:
            return writer.append(*act, derive, **named)
        except StoreAway:
            time.sleep(0.02)
for n in range(1_000_000):
    done = insist(None, 0, [received(), happened('noted', text=me)], key=f'{me} {n}', landlord='salix')
    insist(done.case_id, 2, [happened('closed')], key=f'{me} {n} closed')
    print(done.ref, flush=True)
"""


@pytest.fixture
def path(server):
    """A shared store with two landlords and no cases."""
    found = server.database("desk")
    create(found)
    writer = Writer(found)
    writer.save_landlord(SALIX)
    writer.save_landlord(ALDER)
    writer.close()
    return found


def begun(process, code, *lines):
    children = [process(code) for _ in lines]
    for child, line in zip(children, lines, strict=True):
        child.stdin.write(f"{line}\n")
        child.stdin.flush()
        assert child.stdout.readline() == "ready\n"
    return children


def test_a_server_that_stops_at_once_loses_nothing_that_was_called_saved(server, path, process, often, say, chance):
    stops = often(25, 250)
    children = begun(process, WRITING, "ann", "bob")
    for _ in range(stops):
        time.sleep(0.05 + chance.random() * 0.3)
        server.stop()
        time.sleep(chance.random() * 0.1)
        server.start()
    time.sleep(1)
    refs = []
    for child in children:
        child.kill()
        out, errors = child.communicate()
        assert errors == ""
        refs += out.split()
    reader, writer = Reader(path), Writer(path)
    try:
        held = {history.ref: [e.kind for e in history.events] for history in reader.histories()}
        assert all(held[ref] == ["received", "noted", "closed"] for ref in refs)
        assert set(map(tuple, held.values())) <= {("received", "noted"), ("received", "noted", "closed")}
        assert len(refs) <= len(held) <= len(refs) + len(children)
        assert writer.rebuild(derive).differences == ()
        assert list(auditing.audit(reader._db, path, None)) == []
    finally:
        reader.close()
        writer.close()
    say(f"{stops} immediate stops under two writers, {len(refs)} cases called saved, all there")


def test_eight_writers_and_a_board_at_once(path, process, often, say):
    each = often(250, 2500)
    children = begun(process, APPENDING, *(f"w{n} {each}" for n in range(8)))
    reader, seen = Reader(path), [0]
    reader.changed()
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    while any(child.poll() is None for child in children):
        if reader.changed():
            seen.append(reader.total(QueueQuery()))
            assert seen[-1] >= seen[-2]
        time.sleep(0.01)
    waits = []
    for child in children:
        out, errors = child.communicate()
        assert errors == ""
        waits += map(float, out.split())
    assert len(waits) == reader.total(QueueQuery()) == 8 * each
    assert list(auditing.audit(reader._db, path, None)) == []
    reader.close()
    waits.sort()
    half, most = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    say(f"{len(waits)} appends of 8 writers, the board looked {len(seen)} times: p50 {half} ms, p99 {most} ms")


def test_of_two_who_decide_at_once_exactly_one_wins(path, process, often, say):
    writer = Writer(path)
    writer.append(None, 0, [received()], derive, key="first", landlord="salix")
    writer.close()
    names, rounds = ("Ann", "Bob"), often(500, 5000)
    children = dict(zip(names, begun(process, RACING, *names), strict=True))
    won = dict.fromkeys(names, 0)
    for seq in range(1, rounds + 1):
        for child in children.values():
            child.stdin.write(f"{seq}\n")
            child.stdin.flush()
        said = {name: child.stdout.readline().strip() for name, child in children.items()}
        winner = next(name for name in names if said[name].startswith("won"))
        loser = next(name for name in names if name != winner)
        assert said == {winner: f"won {seq + 1}", loser: f"lost to {winner}"}
        won[winner] += 1
    say(f"{rounds} races on a server, one winner each: {won}")
