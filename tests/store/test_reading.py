"""The read side: what it imports, what it leaves behind, and what it tells beside lists."""

import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from store_toy import ALDER, NINE, SALIX, derive, happened, received, until

from complaintdesk.errors import NotFound, StoreError
from complaintdesk.models.lists import QueueQuery
from complaintdesk.store.connection import Error, bare
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import NewCase, StaffRow
from complaintdesk.store.writing import Writer, create


def test_reading_imports_nothing_heavy(process):
    heavy = "{'sqlmodel', 'sqlalchemy', 'alembic', 'pydantic', 'zoneinfo', 'sqlite3'}"
    code = f"print(sorted({heavy} & {{m.partition('.')[0] for m in sys.modules}}))"
    found = subprocess.run(
        [sys.executable, "-c", f"import sys, complaintdesk.store.reading; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "[]"


def test_writing_does_not_import_alembic(process):
    child = process("Writer(path).close()\nprint('alembic' in sys.modules, 'sqlmodel' in sys.modules)")
    assert child.communicate()[0].strip() == "False True"


def test_a_commit_waits_for_the_disk(writer, reader):
    asked = [
        writer._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
    ]
    assert asked == ["wal", 2, 1]


@pytest.mark.parametrize("name", ["a b.db", "50%25 é.db", "it's #1?mode=ro.db", "-x;y.db"])
def test_a_store_may_have_any_name(tmp_path, name):
    if sys.platform == "win32" and "?" in name:
        name = name.replace("?", "")
    path = tmp_path / "fo'l?der%" / name if sys.platform != "win32" else tmp_path / name
    create(path)
    writer, reader = Writer(path), Reader(path)
    writer.save_landlord(SALIX)
    writer.append(None, 0, [received()], derive, key="k", landlord="salix")
    assert reader.total(QueueQuery()) == 1
    reader.close()
    writer.close()
    assert [p.name for p in path.parent.iterdir()] == [name]


@pytest.mark.both
def test_a_reader_cannot_write(reader):
    with pytest.raises(StoreError):
        reader.execute("DELETE FROM draft")


def test_nothing_read_holds_the_log_or_a_transaction(path, add, reader):
    add(None, received(words="damp"))
    for view in (QueueQuery(), QueueQuery(words="damp"), QueueQuery(status="all")):
        reader.page(view, 0, 1), reader.ids(view), reader.total(view), reader.place(view, 1)
    histories = reader.histories()
    next(histories)
    reader.changed()
    other = bare(path)
    assert not reader._db.in_transaction
    add(1, happened("noted"))
    assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    other.close()


@pytest.mark.both
def test_a_reader_sees_what_was_saved_at_once(add, reader):
    assert reader.total(QueueQuery()) == 0
    add(None, received())
    assert reader.total(QueueQuery()) == 1


@pytest.mark.both
def test_changed_says_so_once_and_only_for_what_a_screen_shows(path, add, writer, reader):
    assert not reader.changed()
    add(None, received())
    until(reader.changed)
    assert not reader.changed()
    writer.save_draft("intake", "Jo", {"resident": "A"}, NINE)
    writer.save_setting("Jo", "theme", "dark")
    assert not reader.changed()
    writer.save_staff(StaffRow("Sam"))
    until(reader.changed)
    assert not reader.changed()


@pytest.mark.both
def test_unknown_cases_are_named(reader):
    with pytest.raises(NotFound, match="CD-99999"):
        reader.by_ref("CD-99999")
    with pytest.raises(NotFound):
        reader.case(1)
    assert reader.events(1) == ()


@pytest.mark.both
def test_a_closed_reader_says_so(path, writer):
    reader = Reader(path)
    reader.changed()
    reader.close()
    for ask in (reader.landlords, reader.changed):
        with pytest.raises(StoreError, match="closed"):
            ask()


def test_a_slip_of_ours_is_raised_as_it_is(reader):
    with pytest.raises(Error):
        reader.execute("SELECT :a", {"a": object()})


@pytest.mark.both
def test_histories_for_a_moment(add, reader):
    day = [NINE + timedelta(days=n) for n in range(10)]
    add(None, received(day[0]), happened("closed", day[1]))
    add(None, received(day[0]), happened("closed", day[4]))
    add(None, received(day[5]), landlord="alder")
    add(None, received(day[6]), happened("corrected", day[7]))
    add(None, received(day[2]))

    def ids(*args, **kwargs):
        return [h.case_id for h in reader.histories(*args, **kwargs)]

    assert ids() == [1, 2, 3, 4, 5]
    assert ids(day[2]) == [1, 2, 4, 5]
    assert ids(day[5], landlord="alder") == [3]
    one = next(reader.histories(day[9]))
    assert (one.ref, one.landlord, [e.kind for e in one.events]) == ("CD-26001", "salix", ["received", "closed"])
    assert one.events == reader.events(1)


@pytest.mark.both
def test_kin_are_found_however_many_links_away(add, writer, reader):
    for _ in range(5):
        add(None, received())
    with writer.transaction() as db:
        for case_id, ref in ((3, "CD-26001"), (3, "CD-26004")):
            db.execute(
                "INSERT INTO record_row (case_id, n, kind, number, stage, what, value, owner, said_on, due, settled_on,"
                " pence, amount) VALUES (?, ?, 'same_person', 1, 0, '', ?, '', 0, 0, 0, 0, 0)",
                (case_id, int(ref[-1]), ref),
            )
        db.execute("UPDATE case_row SET person = 'CD-26004' WHERE id = 5")
    assert [[one.case_id for one in reader.kin(n)] for n in (1, 2, 5)] == [[3, 4, 5], [], [1, 3, 4]]
    assert reader.linked_to("CD-26004") == ("CD-26003",)


def test_histories_are_read_in_steps_without_losing_any(writer, reader):
    writer.append_many([NewCase("salix", [received(), happened("noted")])] * 1203, derive)
    found = list(reader.histories(NINE))
    assert [h.case_id for h in found] == list(range(1, 1204))
    assert {len(h.events) for h in found} == {2}


@pytest.mark.both
def test_landlords_and_staff(writer, reader):
    assert reader.landlords() == (ALDER, SALIX)
    everywhere, sam, ali = (
        StaffRow("Jo", "JO", "manager"),
        StaffRow("Sam", landlord="salix"),
        StaffRow("Ali", "AL", "", "T", "alder"),
    )
    for one in (everywhere, sam, ali):
        writer.save_staff(one)
    writer.save_staff(sam._replace(role="officer"))
    assert [s.name for s in reader.staff()] == ["Ali", "Jo", "Sam"]
    assert reader.staff("salix") == (everywhere, sam._replace(role="officer"))


@pytest.mark.both
def test_drafts_belong_to_whoever_wrote_them(writer, reader):
    writer.save_draft("intake", "Jo", {"words": "“half a sent"}, NINE)
    writer.save_draft("intake", "Jo", {"words": "“half a sentence”", "n": [1, None]}, NINE + timedelta(seconds=2))
    writer.save_draft("intake", "Sam", {"words": "other"}, NINE)
    writer.save_draft("CD-26001/respond", "Jo", {}, NINE)
    assert reader.draft("intake", "Jo").body == {"words": "“half a sentence”", "n": [1, None]}
    assert reader.draft("intake", "Jo").saved_at == NINE + timedelta(seconds=2)
    assert [d.name for d in reader.drafts("Jo")] == ["intake", "CD-26001/respond"]
    writer.drop_draft("intake", "Jo")
    writer.drop_draft("intake", "Jo")
    assert reader.draft("intake", "Jo") is None
    assert reader.draft("intake", "Sam").body == {"words": "other"}


@pytest.mark.both
def test_settings_belong_to_a_person(writer, reader):
    assert reader.setting("Jo", "theme", "light") == "light"
    writer.save_setting("Jo", "theme", "dark")
    writer.save_setting("Jo", "theme", "")
    assert reader.setting("Jo", "theme", "light") == ""
    assert reader.setting("Sam", "theme") == ""


@pytest.mark.both
def test_one_reader_and_one_writer_serve_many_threads(writer, reader, add):
    add(None, received())
    failures = []

    def write(mine):
        for n in range(10):
            try:
                writer.append(None, 0, [received(who=mine)], derive, key=f"{mine} {n}", landlord="salix")
            except Exception as error:  # noqa: BLE001 - whatever it is, a thread must not swallow it
                failures.append(error)

    def read():
        for _ in range(50):
            try:
                page = reader.page(QueueQuery(), 0, 100)
                assert len(reader.rows([r.id for r in page])) == len(page)
                reader.changed()
            except Exception as error:  # noqa: BLE001 - whatever it is, a thread must not swallow it
                failures.append(error)

    threads = [threading.Thread(target=write, args=(f"w{i}",)) for i in range(3)]
    threads += [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert reader.total(QueueQuery()) == 31
    assert writer.rebuild(derive).differences == ()


def test_the_interpreters_own_library_does_where_the_other_is_missing(process):
    code = """
from complaintdesk.models.lists import QueueQuery
from complaintdesk.store.connection import LIBRARY
from complaintdesk.store.doctor import examine
path = path.with_name("plain.db")
create(path)
writer, reader = Writer(path), Reader(path)
writer.save_landlord(SALIX)
reader.changed()
writer.append(None, 0, [received(words="damp")], derive, key="a", landlord="salix")
writer.append(1, 1, [happened("assigned", to="Sam")], derive, key="b")
print(LIBRARY, reader.changed(), reader.page(QueueQuery(words="da"), 0, 5)[0].owner, writer.rebuild(derive).differences)
print([f.name for f in examine(path) if f.level == "bad"])
"""
    child = process(code, before="sys.modules['sqlcipher3'] = None")
    out, err = child.communicate()
    assert out.splitlines() == ["sqlite3 True Sam ()", "[]"], err
