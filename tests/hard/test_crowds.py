"""Many at once: nobody's work is lost, nobody is told of locks, of two exactly one wins."""

import time
from datetime import UTC, datetime, timedelta

from crowd import RACING, WRITING
from store_toy import derive, received

from complaintdesk.models.lists import QueueQuery
from complaintdesk.store import auditing, backups
from complaintdesk.store.reading import Reader
from complaintdesk.store.writing import Writer


def test_eight_writers_a_board_and_a_backup_at_once(path, process, often, say, tmp_path):
    each = often(250, 2500)
    children = [process(WRITING) for _ in range(8)]
    for n, child in enumerate(children):
        child.stdin.write(f"w{n} {each}\n")
        child.stdin.flush()
        assert child.stdout.readline() == "ready\n"
    reader, seen, start = Reader(path), [0], datetime(2026, 6, 1, tzinfo=UTC)
    reader.changed()
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    made = 0
    while any(child.poll() is None for child in children):
        if reader.changed():
            total = reader.total(QueueQuery())
            assert total >= seen[-1]
            seen.append(total)
            assert len(reader.page(QueueQuery(), 0, 20)) >= min(20, total)
        if made < 3 and seen[-1] > (made + 1) * each * 2:
            backups.make(path, tmp_path / "kept", start + timedelta(minutes=made))
            made += 1
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
    looked = f"{made} backups, board looked {len(seen)} times"
    say(f"{len(waits)} appends of 8 writers, {looked}: p50 {half} ms, p99 {most} ms")


def test_of_two_who_decide_at_once_exactly_one_wins(path, process, often, say):
    writer = Writer(path)
    writer.append(None, 0, [received()], derive, key="first", landlord="salix")
    writer.close()
    names, rounds = ("Ann", "Bob"), often(500, 5000)
    children = dict(zip(names, (process(RACING), process(RACING)), strict=True))
    for name, child in children.items():
        child.stdin.write(f"{name}\n")
        child.stdin.flush()
        assert child.stdout.readline() == "ready\n"
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
    say(f"{rounds} races, one winner each: {won}")
