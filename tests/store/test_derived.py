"""Derived rows: always what the events say, however they were written, and made anew when they are not."""

import shutil
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_toy import ALDER, NINE, SALIX, derive, happened, received

from complaintdesk.store.ddl import INDEXES
from complaintdesk.store.rows import NewCase
from complaintdesk.store.writing import Writer, create
from tests.server import server

TABLES = ("case_row", "clock_row", "element_row", "record_row", "tally", "tally_day")

words = st.text("aé'\"-:* \nß", max_size=8)
later = st.one_of(
    st.builds(lambda to: ("assigned", {"to": to}), st.sampled_from(["", "Sam", "Jo"])),
    st.just(("extended", {})),
    st.just(("closed", {})),
    st.just(("reopened", {})),
    st.builds(lambda parts: ("defined", {"parts": parts}), st.lists(words, max_size=3)),
    st.builds(lambda what: ("responded", {"remedies": what}), st.lists(words, max_size=2)),
    st.builds(lambda text: ("noted", {"text": text}), words),
)
days = st.integers(-400, 400)
case = st.tuples(st.sampled_from(["salix", "alder"]), days, words, words, st.lists(later, max_size=6))

number = count()
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with an empty store, ``new.db``, to copy."""
    found = tmp_path_factory.mktemp("derived")
    create(found / "new.db")
    writer = Writer(found / "new.db")
    for landlord in (SALIX, ALDER):
        writer.save_landlord(landlord)
    writer.close()
    return found


def fresh(folder):
    path = folder / f"{next(number)}.db"
    shutil.copy(folder / "new.db", path)
    writer = Writer(path)
    writer._db.execute("PRAGMA synchronous=OFF")
    return writer


def events_of(shape):
    _, day, resident, said, acts = shape
    at = NINE + timedelta(days=day)
    return [
        received(at, resident=resident, words=said),
        *(happened(kind, at + timedelta(days=n), **body) for n, (kind, body) in enumerate(acts, 1)),
    ]


def derived_rows(writer):
    found = {t: sorted(writer._db.execute(f"SELECT * FROM {t}").fetchall()) for t in TABLES}
    found["ft"] = writer._db.execute(
        "SELECT 1, rowid, * FROM ft_open UNION SELECT 2, rowid, * FROM ft_closed"
    ).fetchall()
    return found


@relaxed
@given(shapes=st.lists(case, max_size=6), cuts=st.lists(st.integers(1, 3), min_size=1, max_size=4))
def test_act_by_act_all_at_once_and_made_anew_are_the_same(folder, shapes, cuts):
    step, bulk = fresh(folder), fresh(folder)
    try:
        for n, shape in enumerate(shapes):
            rest, case_id, seq = events_of(shape), None, 0
            for cut in [1, *cuts * 6]:
                now, rest = rest[:cut], rest[cut:]
                if now:
                    done = step.append(case_id, seq, now, derive, key=f"{n} {seq}", landlord=shape[0])
                    case_id, seq = done.case_id, done.seq
        bulk.append_many([NewCase(shape[0], events_of(shape)) for shape in shapes], derive)
        assert derived_rows(step) == derived_rows(bulk)
        for writer in (step, bulk):
            before = derived_rows(writer)
            assert writer.rebuild(derive)[:2] == (len(shapes), ())
            assert derived_rows(writer) == before
            for name in INDEXES:
                writer._db.execute(f"INSERT INTO {name}({name}) VALUES('integrity-check')")
    finally:
        step.close()
        bulk.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shapes=st.lists(case, min_size=1, max_size=4))
def test_on_a_server_the_same_follows_as_in_a_file(folder, shapes):
    found = []
    for writer in (fresh(folder), Writer(server().empty())):
        for landlord in (SALIX, ALDER):
            writer.save_landlord(landlord)
        for n, shape in enumerate(shapes):
            first, *rest = events_of(shape)
            done = writer.append(None, 0, [first], derive, key=f"{n}", landlord=shape[0])
            for event in rest:
                done = writer.append(done.case_id, done.seq, [event], derive, key=f"{n} {done.seq}")
        rows = {t: sorted(writer._db.execute(f"SELECT * FROM {t}").fetchall()) for t in TABLES}
        texts = [f"SELECT rowid, ref, resident, address, subject, words FROM ft_{s}" for s in ("open", "closed")]
        found.append((rows, [sorted(writer._db.execute(sql).fetchall()) for sql in texts]))
        assert writer.rebuild(derive).differences == ()
        writer.close()
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("sabotage", "said"),
    [
        ("UPDATE case_row SET owner = 'Nobody' WHERE id = 2", {"CD-26002: case_row"}),
        ("DELETE FROM case_row WHERE id = 2", {"CD-26002: case_row"}),
        ("UPDATE clock_row SET due = 1 WHERE case_id = 1 AND n = 2", {"CD-26001: clock_row"}),
        ("DELETE FROM clock_row WHERE case_id = 2", {"CD-26002: clock_row"}),
        ("INSERT INTO clock_row SELECT 9, n, name, stage, party, started, day_zero, target, base_due, due, provisional,"
         " met_on, ended_on, backstop, clause FROM clock_row WHERE case_id = 1", {"clock_row: rows of no case"}),
        ("UPDATE element_row SET text = 'x'", {"CD-26001: element_row"}),
        ("DELETE FROM record_row", {"CD-26001: record_row"}),
        ("UPDATE tally SET n = n + 1", {"tally: counts"}),
        ("DELETE FROM tally_day", {"tally_day: counts"}),
    ],
)  # fmt: skip
@pytest.mark.both
def test_rebuild_names_what_was_wrong_and_puts_it_right(add, writer, sabotage, said):
    add(None, received(words="damp"), happened("defined", parts=["a"]), happened("responded", remedies=["sorry"]))
    add(None, received(), landlord="alder")
    before = derived_rows(writer)
    writer._db.execute(sabotage)
    found = writer.rebuild(derive)
    assert set(found.differences) == said
    assert derived_rows(writer) == before
    assert writer.rebuild(derive).differences == ()


@pytest.mark.parametrize(
    ("sabotage", "said"),
    [
        ("UPDATE ft_open SET words = 'gone' WHERE rowid = 1", {"CD-26001: ft_open"}),
        ("DELETE FROM ft_open WHERE rowid = 2", {"CD-26002: ft_open"}),
        ("INSERT INTO ft_closed(rowid, words) VALUES (1, 'damp')", {"CD-26001: ft_closed"}),
        ("INSERT INTO ft_closed(rowid, words) VALUES (99, 'damp')", {"ft_closed: rows of no case"}),
        ("DELETE FROM ft_open_data WHERE id > 10", {"ft_open: index"}),
    ],
)
def test_rebuild_puts_the_index_of_words_right(add, writer, sabotage, said):
    test_rebuild_names_what_was_wrong_and_puts_it_right(add, writer, sabotage, said)


@pytest.mark.both
def test_a_changed_landlord_moves_open_cases_only_when_asked_to_rebuild(add, writer, reader):
    add(None, received())
    writer.save_landlord(SALIX._replace(policy="salix-2"))
    assert reader.case(1).policy == "salix"
    assert writer.rebuild(derive).differences == ("CD-26001: case_row",)
    assert reader.case(1).policy == "salix-2"
