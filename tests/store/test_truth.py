"""What happened is never changed, and a change behind our back is seen and named."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_toy import NINE, derive, happened, received

from complaintdesk.errors import BadDataFile, Conflict
from complaintdesk.models.events import DISPOSED
from complaintdesk.paths import Server
from complaintdesk.store import auditing
from complaintdesk.store.canon import body_text, canonical, instant
from complaintdesk.store.chain import digest, link
from complaintdesk.store.connection import Error, bare
from complaintdesk.store.rows import Erasure, NewCase
from complaintdesk.store.verifying import Break, verify_chain
from tests.server import OWNER


@pytest.fixture
def other(path, add):
    """Somebody else's connection, without our settings; three cases are there."""
    add(None, received(), happened("noted", text="one"), key="first")
    add(None, received())
    add(None, received(), happened("noted", text="two"), happened("closed"))
    if isinstance(path, Server):  # whoever runs the server
        from complaintdesk.store.postgres.link import Link

        link = Link(Server(path.url.replace(OWNER, "postgres")), write=True)
        yield link
        link.close()
        return
    db = bare(path)
    db.execute("PRAGMA recursive_triggers=OFF")
    db.execute("PRAGMA foreign_keys=OFF")
    yield db
    db.close()


def rows(db):
    return [db.execute(f"SELECT * FROM {t}").fetchall() for t in ("register", "event", "words", "store_clock")]


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE event SET who = 'Sam' WHERE pos = 2",
        "UPDATE OR REPLACE event SET pos = 1 WHERE pos = 2",
        "DELETE FROM event WHERE pos = 6",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT pos, 9, 9, 'x', at, at, 'x', NULL, '', '', '' FROM event WHERE pos = 1",
        "INSERT OR REPLACE INTO event SELECT 99, case_id, seq, kind, at, at, who, NULL, '', '', '' FROM event LIMIT 1",
        "INSERT OR REPLACE INTO event SELECT 99, 9, 9, 'x', at, at, 'x', key, '', '', '' FROM event WHERE pos = 2",
        "REPLACE INTO event SELECT * FROM event WHERE pos = 1",
        "UPDATE words SET body = '{}' WHERE case_id = 1",
        "UPDATE words SET body = NULL, seq = 9 WHERE case_id = 1 AND seq = 1",
        "DELETE FROM words WHERE case_id = 1",
        "REPLACE INTO words SELECT case_id, seq, 'x', 'y' FROM words",
        "UPDATE register SET ref = 'CD-99999' WHERE case_id = 1",
        "DELETE FROM register",
        "REPLACE INTO register VALUES (1, 'CD-99999', 'salix', 2099, 1)",
        "REPLACE INTO register VALUES (9, 'CD-26001', 'salix', 2099, 1)",
        "REPLACE INTO register VALUES (9, 'CD-99999', 'salix', 2026, 1)",
        "UPDATE store_clock SET pos = 1",
        "DELETE FROM store_clock",
    ],
)
def test_what_happened_cannot_be_changed(other, attack):
    before = rows(other)
    with pytest.raises(Error):
        other.execute(attack)
    assert rows(other) == before


@pytest.mark.both
def test_the_chain_holds_and_its_seal_changes_with_every_event(other, add):
    report = verify_chain(other)
    assert (report.cases, report.events, report.erased, report.breaks) == (3, 6, 0, ())
    add(2, happened("noted"))
    assert verify_chain(other).seal != report.seal


@pytest.mark.both
def test_words_may_be_erased_and_the_chain_holds_where_a_disposal_says_so(other, reader, writer):
    said = happened(DISPOSED, kept={"1": {"feedback": "complaint"}, "2": {}})
    (stored,), swept = writer.dispose([Erasure(1, 2, said, "gone")], derive)
    assert (stored.seq, swept) == (3, True)
    report = verify_chain(other)
    assert (report.erased, report.breaks) == (2, ())
    assert [e.body for e in reader.events(1)][:2] == [{"feedback": "complaint"}, {}]
    assert other.execute("SELECT count(*) FROM words WHERE salt IS NULL").fetchone() == (2,)
    assert writer.dispose([Erasure(1, 2, said, "gone")], derive)[0][0].repeated
    assert writer.rebuild(derive).differences == ()


@pytest.mark.both
def test_words_erased_without_a_disposal_are_named(other, reader):
    other.execute("UPDATE words SET salt = NULL, body = NULL WHERE case_id = 1 AND seq = 2")
    report = verify_chain(other)
    assert report.erased == 1
    assert report.breaks == (Break("CD-26001", 2, "its words were erased, and no disposal says so"),)
    assert [e.body for e in reader.events(1)][1] == {}


def test_a_disposal_decided_on_an_older_state_erases_nothing(other, writer):
    before = rows(other)
    good = Erasure(1, 2, happened(DISPOSED, kept={}), "one")
    with pytest.raises(Conflict):
        writer.dispose([good, Erasure(3, 2, happened(DISPOSED, kept={}), "two")], derive)
    assert rows(other) == before


def test_words_erased_from_the_events_leave_the_index_and_the_file(path, add, writer):
    for n in range(6):
        add(None, received(words="qzwx damp", resident=f"Resident {n}"))
    add(None, received(words="qzwxkorriganleak damp", resident="qzwxyarrowfell"))
    for kind in ("closed", "reopened", "closed"):
        add(7, happened(kind))
    writer._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held = path.read_bytes().lower()
    assert b"korriganleak" in held and b"yarrowfell" in held
    with writer.transaction() as db:
        db.execute("UPDATE words SET salt = NULL, body = NULL WHERE case_id = 7")
    assert writer.rebuild(derive).differences
    writer.close()
    left = path.read_bytes().lower()
    assert b"korriganleak" not in left and b"yarrowfell" not in left
    assert b"qzwx" in left


@pytest.mark.parametrize(
    ("tampering", "ref", "seq"),
    [
        ("UPDATE event SET at = '2020-01-01T00:00:00.000000Z' WHERE pos = 2", "CD-26001", 2),
        ("UPDATE event SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE pos = 5", "CD-26003", 2),
        ("UPDATE event SET who = 'Sam' WHERE pos = 1", "CD-26001", 1),
        ("UPDATE event SET kind = 'closed' WHERE pos = 5", "CD-26003", 2),
        ("UPDATE event SET prev = hash WHERE pos = 6", "CD-26003", 3),
        ("UPDATE words SET body = '{}' WHERE case_id = 3 AND seq = 2", "CD-26003", 2),
        ("UPDATE words SET salt = 'x' WHERE case_id = 3 AND seq = 2", "CD-26003", 2),
        ("UPDATE words SET salt = NULL WHERE case_id = 3 AND seq = 2", "CD-26003", 2),
        ("DELETE FROM words WHERE case_id = 3 AND seq = 1", "CD-26003", 1),
        ("DELETE FROM event WHERE pos = 5", "CD-26003", 3),
        ("DELETE FROM event WHERE pos = 3", "CD-26002", 0),
        ("UPDATE register SET ref = 'CD-26009' WHERE case_id = 2", "CD-26009", 1),
        ("UPDATE register SET landlord = 'alder' WHERE case_id = 2", "CD-26002", 1),
        ("UPDATE event SET case_id = 2, seq = 2 WHERE pos = 6", "CD-26002", 2),
        ("DELETE FROM event WHERE pos = 6", "", 0),
    ],
)
@pytest.mark.both
def test_tampering_is_seen_and_the_case_and_event_named(other, tampering, ref, seq):
    if type(other).__name__ == "Link":
        other.execute("SET session_replication_role = replica")
    else:
        for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {name}")
    other.execute(tampering)
    breaks = verify_chain(other).breaks
    assert (breaks[0].ref, breaks[0].seq) == (ref, seq)


@pytest.mark.parametrize(
    ("tampering", "named"),
    [
        ("UPDATE clock_row SET due = due + 9 WHERE case_id = 1", ["CD-26001: its rows in clock_row are not what"]),
        ("UPDATE case_row SET next_due = 9 WHERE id = 2", ["CD-26002: its rows in case_row", "tally", "tally_day"]),
        ("DELETE FROM ft_open", ["CD-26001: its rows in ft_open", "CD-26002: its rows in ft_open"]),
        ("DELETE FROM record_row", ["CD-26001: its rows in record_row"]),
        ("INSERT INTO owed_row(case_id, n, what, clause, owner, landlord, due, since, until, unless)"
         " VALUES (2, 1, 'x', '', '', 'salix', 1, 1, 1, '')", ["CD-26002: its rows in owed_row"]),
        ("DELETE FROM tally", ["tally does not count"]),
        ("UPDATE tally_day SET n = n + 1", ["tally_day does not count"]),
        ("UPDATE policy_text SET text = 'length = 99'", ["the text kept of the policy salix in force from 2024-03-01"]),
    ],
)  # fmt: skip
@pytest.mark.both
def test_rows_made_from_the_events_and_kept_texts_are_held_against_them(other, writer, add, tampering, named):
    add(1, happened("responded", remedies=["sorry"]))
    writer.keep_policy("salix", "2024-03-01", "length = 10")
    assert list(auditing.audit(writer._db, writer.path, None, derive)) == []
    unguarded(other, "policy_text")
    other.execute(tampering)
    found = [str(one) for one in auditing.audit(writer._db, writer.path, None, derive)]
    found = [one for one in found if "guard" not in one]
    assert len(found) == len(named)
    assert all(one.startswith(start) for one, start in zip(found, named, strict=True))
    assert writer._db.in_transaction is False


@pytest.mark.both
def test_a_case_that_is_gone_from_the_register_is_named_and_no_rebuilding_hides_it(other, writer):
    unguarded(other, "register")
    other.execute("DELETE FROM register WHERE case_id = 2")
    gone = Break("CD-26002", 0, "case number 2, with 1 events, is gone from the register")
    assert gone in verify_chain(other).breaks
    assert gone in tuple(auditing.audit(writer._db, writer.path, None, derive))
    found = writer.rebuild(derive)
    assert (found.cases, found.left) == (2, ("CD-26002: gone from the register",))


def test_an_index_that_finds_nothing_is_named(other, writer):
    other.execute("DELETE FROM ft_open_data WHERE id > 10")
    found = [str(one) for one in auditing.audit(writer._db, writer.path, None, derive)]
    assert "the index ft_open does not find what its rows say" in found


@pytest.mark.parametrize("on", ["event", "words", "register", "case_row"])
@pytest.mark.both
def test_a_trigger_that_was_added_is_named(other, writer, on):
    there = type(other).__name__ == "Link"
    does = "FOR EACH ROW EXECUTE FUNCTION never_changed()" if there else "BEGIN DELETE FROM draft; END"
    other.execute(f"CREATE TRIGGER spy AFTER INSERT ON {on} {does}")
    found = [str(one) for one in auditing.audit(writer._db, writer.path, None)]
    other.execute(f"DROP TRIGGER spy{f' ON {on}' if there else ''}")
    assert found == ["the trigger spy was added, which is none of the store's"]


def unguarded(other, table):
    """Take the guards of a table away, as somebody with the file or the server may."""
    if type(other).__name__ == "Link":
        other.execute("SET session_replication_role = replica")
    else:
        where = "type = 'trigger' AND tbl_name = ?"
        for (name,) in other.execute(f"SELECT name FROM sqlite_master WHERE {where}", (table,)).fetchall():
            other.execute(f"DROP TRIGGER {name}")


@given(kind=st.text(), who=st.text(), body=st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_what_is_hashed_is_canonical(kind, who, body):
    try:
        text = body_text(body)
        f"{kind}{who}".encode()
    except ValueError:
        return
    assert json.loads(text) == body
    at = instant(NINE)
    plain = canonical([7, 2, kind, at, at, who, "d", "p"])
    assert link(7, 2, kind, at, at, who, "d", "p") == sha256(plain.encode()).hexdigest()
    assert digest("salt", text) == sha256(canonical(["salt", body]).encode()).hexdigest()


@pytest.mark.both
def test_the_same_words_twice_do_not_hash_alike(writer):
    writer.append_many([NewCase("salix", [received()]), NewCase("salix", [received()])], derive)
    digests = [d for (d,) in writer._db.execute("SELECT digest FROM event")]
    assert len(set(digests)) == 2


def test_a_policy_keeps_its_text_under_its_date(writer, reader):
    assert writer.keep_policy("salix", "2024-03-01", "length = 10")
    assert not writer.keep_policy("salix", "2024-03-01", "length = 10")
    assert writer.keep_policy("salix", "2025-04-01", "length = 20")
    with pytest.raises(BadDataFile, match="salix in force from 2024-03-01"):
        writer.keep_policy("salix", "2024-03-01", "length = 11")
    assert [(p.in_force_from, p.text) for p in reader.policies()] == [
        ("2024-03-01", "length = 10"),
        ("2025-04-01", "length = 20"),
    ]
    for attack in (
        "UPDATE policy_text SET text = 'x'",
        "DELETE FROM policy_text",
        "REPLACE INTO policy_text VALUES ('salix', '2024-03-01', '', '')",
    ):
        with pytest.raises(Error):
            writer._db.execute(attack)


def test_an_event_may_be_recorded_long_after_it_happened(add, reader):
    add(None, received(NINE.replace(year=2019)))
    assert reader.events(1)[0].at.year == 2019


@pytest.mark.both
def test_a_further_text_of_the_same_day_stands_beside_the_first_and_counts(writer, reader):
    texts = [f"length = {n}" for n in range(12)]
    for text in texts:
        assert writer.keep_policy("salix", "2024-03-01", text, anew=True)
    assert not writer.keep_policy("salix", "2024-03-01", texts[-1])
    with pytest.raises(BadDataFile, match="is not the text this store has used"):
        writer.keep_policy("salix", "2024-03-01", texts[0])
    assert [(one.in_force_from, one.text) for one in reader.policies()] == [("2024-03-01", text) for text in texts]
