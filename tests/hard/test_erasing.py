"""Words that are erased are in no page of the file, no log, no index, whatever stood around them."""

from store_toy import derive, happened, received

from complaintdesk.models.events import DISPOSED
from complaintdesk.store import auditing, keys
from complaintdesk.store.connection import DRIVER, bare
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import Erasure
from complaintdesk.store.writing import Writer


def plain_bytes(path, tmp_path, number):
    """Every byte of the store and its log in small letters; an encrypted one page by page, as its pages read."""
    held = b"".join(one.read_bytes() for one in path.parent.iterdir() if one.is_file())
    if not keys.of(path):
        return held.lower()
    # Pages that no table holds any more are written out as well: the copy is of pages, not of rows.
    db = bare(path)
    copy = tmp_path / f"copy-{number}.db"
    db.execute("ATTACH DATABASE ? AS copy KEY ''", (str(copy),))
    db.execute("SELECT sqlcipher_export('copy')")
    db.execute("DETACH DATABASE copy")
    (free,) = db.execute("PRAGMA freelist_count").fetchone()
    db.close()
    assert free == 0
    return held.lower() + copy.read_bytes().lower()


def test_no_byte_of_an_erased_word_is_left(path, often, say, chance, tmp_path):
    writer, rounds, erased = Writer(path), often(20, 300), 0
    try:
        for number in range(rounds):
            marks = [f"qzwx{number}a{n}marker" for n in range(chance.randint(1, 6))]
            cases = []
            for n, mark in enumerate(marks):
                said = " ".join([mark] * chance.choice((1, 3, 40, 900)))
                first = received(words=said, resident=mark, address=f"1 {mark}", subject=mark)
                more = [happened("noted", text=f"{said} {each}") for each in range(chance.randint(0, 9))]
                key = f"{number}/{n}"
                done = writer.append(None, 0, [first, *more], derive, key=key, landlord="salix")
                cases.append(writer.append(done.case_id, done.seq, [happened("closed")], derive, key=f"{key} closed"))
                writer.save_draft(f"{done.ref}/note", "Jo", {"text": mark}, first.at)
            for n in range(chance.randint(0, 30)):  # others stand between
                other = [received(words=f"damp {n} " * chance.choice((1, 50)))]
                writer.append(None, 0, other, derive, key=f"{number} other {n}", landlord="salix")
            reader = Reader(path) if chance.random() < 0.3 else None
            gone = [
                Erasure(
                    one.case_id,
                    one.seq,
                    happened(DISPOSED, kept={str(n + 1): {} for n in range(one.seq)}),
                    f"{one.ref} d",
                )
                for one in cases
            ]
            stored, swept = writer.dispose(gone, derive)
            if reader is not None:
                reader.close()
            assert swept
            erased += len(stored)
            held = plain_bytes(path, tmp_path, number)
            assert [mark for mark in marks if mark.encode() in held] == []
            if keys.of(path):
                (tmp_path / f"copy-{number}.db").unlink()
        assert list(auditing.audit(writer._db, path, None)) == []
        assert writer.rebuild(derive).differences == ()
    finally:
        writer.close()
    say(f"{rounds} disposals of {erased} cases with {DRIVER.__name__}: no byte of them left, chains hold")
