"""A store with bytes changed, pages lost, its end cut off: a sentence, or the truth; never anything else as true."""

import shutil

from store_toy import derive, happened, received

from complaintdesk.errors import StoreError
from complaintdesk.models.lists import QueueQuery
from complaintdesk.store import auditing
from complaintdesk.store.connection import Error
from complaintdesk.store.reading import Reader
from complaintdesk.store.writing import Writer

PAGE = 4096


def everything(path):
    """All that a desk can be shown of a store."""
    reader = Reader(path)
    try:
        histories = [(one.ref, one.events) for one in reader.histories()]
        return histories, reader.total(QueueQuery()), reader.landlords(), [reader.case(n + 1) for n in range(30)]
    finally:
        reader.close()


def hurt(whole, chance):
    """The bytes of a store after a fault of the disk, and what it was."""
    held, where = bytearray(whole), chance.randrange(len(whole))
    kind = chance.choice(("bit", "byte run", "page of zeros", "page of noise", "swapped pages", "cut off"))
    page = where // PAGE * PAGE
    if kind == "bit":
        held[where] ^= 1 << chance.randrange(8)
    elif kind == "byte run":
        held[where : where + 64] = chance.randbytes(len(held[where : where + 64]))
    elif kind == "page of zeros":
        held[page : page + PAGE] = bytes(PAGE)
    elif kind == "page of noise":
        held[page : page + PAGE] = chance.randbytes(PAGE)
    elif kind == "swapped pages":
        other = chance.randrange(len(whole)) // PAGE * PAGE
        held[page : page + PAGE], held[other : other + PAGE] = whole[other : other + PAGE], whole[page : page + PAGE]
    else:
        del held[where:]
    return bytes(held), kind


def test_damage_is_said_or_does_no_harm(path, often, say, chance):
    writer = Writer(path)
    for n in range(30):
        words = received(words=f"words of case {n} " * 40)
        writer.append(None, 0, [words, happened("noted", text="x" * 300)], derive, key=str(n), landlord="salix")
    writer.close()
    truth, whole = everything(path), path.read_bytes()
    trials = often(60, 600)
    said = {"a sentence": 0, "found by verify": 0, "harmless": 0}
    for _ in range(trials):
        bad, kind = hurt(whole, chance)
        path.write_bytes(bad)
        try:
            shown = everything(path)
            reader = Reader(path)
            try:
                found = [one.why for one in auditing.audit(reader._db, path, None)]
            finally:
                reader.close()
        except StoreError as error:
            assert error.sentence
            said["a sentence"] += 1
        except Error:
            said["found by verify"] += 1  # verify says it in its own words
        else:
            assert found or shown == truth, kind
            said["found by verify" if found else "harmless"] += 1
        for suffix in ("-wal", "-shm"):
            path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
    say(f"{trials} damages: {said}")
    path.write_bytes(whole)
    assert everything(path) == truth
    shutil.rmtree(path.parent)
