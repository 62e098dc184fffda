"""Lists agree with a plain sort in Python, and each is served by its index."""

from collections import Counter
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_toy import ALDER, NINE, SALIX, derive, happened, received

from complaintdesk.models.filters import EVERYTHING
from complaintdesk.models.lists import SORTS, QueueQuery
from complaintdesk.paths import Server
from complaintdesk.store import queue, read_lists
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import NewCase, TallyRow
from complaintdesk.store.writing import Writer, create
from tests.server import server

SAID = ["damp and mould", "the boiler is out", "O'Brien came twice", "no lift", "-damp a:b"]
PEOPLE = ["Zoë Brontë", "Amina Okafor", "O'Brien, P", "Łukasz Nowak"]


@pytest.fixture(scope="module", params=["file", "server"])
def many(request, tmp_path_factory):
    """Sixty cases of all sorts, with a reader."""
    there = request.param == "server"
    path = server().database("lists") if there else tmp_path_factory.mktemp("lists") / "many.db"
    create(path)
    writer = Writer(path)
    for landlord in (SALIX, ALDER):
        writer.save_landlord(landlord)
    cases = []
    for n in range(60):
        acts = [happened("assigned", to=["", "Sam", "Jo"][n % 3])]
        if n % 4 == 0:
            acts.append(happened("closed"))
        at = NINE + timedelta(days=(n * 7) % 11)
        first = received(at, resident=PEOPLE[n % 4], words=SAID[n % 5], address=f"{n} High Street")
        cases.append(NewCase(["salix", "alder"][n % 7 > 4], [first, *acts]))
    writer.append_many(cases, derive)
    writer.close()
    reader = Reader(path)
    yield reader
    reader.close()


def of_a_file(reader):
    """How SQLite reads a list is of no concern to a server."""
    if isinstance(reader.path, Server):
        pytest.skip("about SQLite's plan")


@cache
def everybody(reader):
    """Every case, one by one."""
    return tuple(map(reader.case, range(1, 61)))


def plainly(reader, view):
    """The list by hand: every case, narrowed and sorted in Python."""
    found = [r for r in everybody(reader) if view.status == "all" or r.status == "open"]
    found = [r for r in found if view.landlord in ("", r.landlord) and view.owner in ("", r.owner)]
    keys = {
        "clock": lambda r: (r.next_due, r.ref),
        "oldest": lambda r: r.id,
        "newest": lambda r: -r.id,
        "owner": lambda r: (r.owner, r.next_due, r.ref),
        "stage": lambda r: (-r.stage, r.next_due, r.ref),
    }
    live = sorted((r for r in found if r.status == "open"), key=keys[view.sort])
    return live + sorted((r for r in found if r.status == "closed"), key=lambda r: -r.id)


views = st.builds(
    QueueQuery,
    landlord=st.sampled_from(["", "salix", "alder", "willow"]),
    words=st.just(""),
    as_at=st.none(),
    status=st.sampled_from(["open", "all"]),
    owner=st.sampled_from(["", "Sam", "Jo", "Nobody"]),
    filter=st.just(EVERYTHING),
    sort=st.sampled_from(SORTS),
)


@settings(max_examples=150, deadline=None)
@given(view=views, offset=st.integers(0, 70), limit=st.integers(1, 70))
def test_pages_ids_places_and_totals_agree_with_a_plain_sort(many, view, offset, limit):
    rows = plainly(many, view)
    ids = [r.id for r in rows]
    assert list(many.page(view, offset, limit)) == rows[offset : offset + limit]
    assert list(many.ids(view)) == ids
    assert many.total(view) == len(rows)
    assert many.begin(view, limit)[:2] == (len(rows), tuple(rows[:limit]))
    for case_id in (1, 2, 30, 60):
        assert many.place(view, case_id) == (ids.index(case_id) if case_id in ids else None)
    live = [r for r in rows if r.status == "open"]
    if view.sort == "clock" and offset < len(live):
        at = live[offset]
        assert list(many.after(view, at.next_due, at.ref, limit)) == live[offset + 1 : offset + 1 + limit]
    counted = many.tally(view.landlord, view.owner)
    assert sum(t.n for t in counted) == len(live)


@settings(max_examples=60, deadline=None)
@given(
    view=views,
    words=st.sampled_from(["damp", "da", "o'b", "high okafor", "26", "nothing"]),
    offset=st.integers(0, 9),
    walked=st.booleans(),
    walk=st.integers(1, 20),
    limit=st.integers(1, 9),
)
def test_words_narrow_a_list_and_leave_its_order(many, view, words, offset, walked, walk, limit):
    """All ways of asking, sorting what was found, walking the list, and that case by case, give the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read_lists, "MANY", 1 if walked else 10**6)
        view = view._replace(words=words)
        ids = list(many.ids(view))
        whole = [row.id for row in plainly(many, view._replace(words=""))]
        everything = {row.id for row in many.page(QueueQuery(words=words, status="all"), 0, 99)}
        assert ids == [one for one in whole if one in everything]
        assert [r.id for r in many.page(view, offset, 5)] == ids[offset : offset + 5]
        patch.setattr(read_lists, "WALK", walk)
        total, first, _ = many.begin(view, limit)
        assert (total, [row.id for row in first]) == (len(ids), ids[:limit])
        assert many.total(view) == len(ids)
        assert many.total(view, cap=3) == min(3, len(ids))
        assert [many.place(view, i) for i in ids] == list(range(len(ids)))
        live = [row for row in map(many.case, ids) if row.status == "open"]
        counted = Counter({(t.landlord, t.next_due): t.n for t in many.tally_of(view)})
        assert counted == Counter((row.landlord, row.next_due) for row in live)
        if live and view.sort == "clock":
            after = many.after(view, live[0].next_due, live[0].ref, 60)
            assert list(after) == live[1:]


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("zoe bronte", "Zoë Brontë"),
        ("ZOË", "Zoë Brontë"),
        ("O'Brien,", "O'Brien, P"),
        ("o'b", "O'Brien, P"),
        ("amina oka", "Amina Okafor"),
        ("oka amina", "Amina Okafor"),
        ("CD-26002", "Amina Okafor"),
        ("26002", "Amina Okafor"),
        ("1 high street", "Amina Okafor"),
    ],
)
def test_a_person_is_found_by_the_beginnings_of_words(many, words, finds):
    assert finds in {r.resident for r in many.page(QueueQuery(words=words, status="all"), 0, 60)}


@pytest.mark.parametrize(
    "words", ["-damp", "a:b", "NOT damp", 'da"mp', "damp*", "(damp", "damp AND", "ref:CD", "^damp"]
)
def test_signs_of_the_search_language_are_only_signs(many, words):
    many.page(QueueQuery(words=words), 0, 10)
    many.total(QueueQuery(words=words))


@given(words=st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_nothing_that_can_be_typed_breaks_the_search(many, words):
    many.page(QueueQuery(words=words.encode("utf-8", "replace").decode()), 0, 5)


def test_a_search_without_a_word_in_it_is_the_whole_list(many):
    for words in ("", "  ", "-", '"', "'*"):
        assert many.ids(QueueQuery(words=words)) == many.ids(QueueQuery())


def test_rows_come_in_the_order_asked(many):
    assert [r.id for r in many.rows([9, 3, 777, 3, 12])] == [9, 3, 3, 12]
    assert many.rows([]) == ()
    assert [c.case_id for c in many.clocks([9, 3])] == [9, 9, 3, 3]


def test_late_and_coming_meet_at_the_day(many):
    rows = plainly(many, QueueQuery())
    day = rows[20].next_due
    late, coming = many.due_before(day, limit=99), many.due_from(day, limit=99)
    assert [*late, *coming] == rows
    assert all(r.next_due < day for r in late)
    assert many.due_from(day, "alder", 2) == tuple(r for r in rows if r.next_due >= day and r.landlord == "alder")[:2]


def test_counts_by_owner_add_up_to_counts_by_day(many):
    by_day: dict[tuple[str, int], int] = {}
    for row in many.tally(by_owner=True):
        key = (row.landlord, row.next_due)
        by_day[key] = by_day.get(key, 0) + row.n
    assert by_day == {(t.landlord, t.next_due): t.n for t in many.tally()}
    assert all(t.owner == "" for t in many.tally())
    assert many.tally("willow") == ()
    assert isinstance(many.tally()[0], TallyRow)


@pytest.mark.parametrize(
    ("view", "index"),
    [
        (QueueQuery(), "ix_case_row_open"),
        (QueueQuery(landlord="salix"), "ix_case_row_open_landlord"),
        (QueueQuery(owner="Sam"), "ix_case_row_open_owner"),
        (QueueQuery(landlord="salix", owner="Sam"), "ix_case_row_open_owner"),
        (QueueQuery(sort="owner"), "ix_case_row_open_owner"),
    ],
)
def test_a_list_is_read_along_its_index_and_never_sorted(many, view, index):
    of_a_file(many)
    part = queue.parts(view)[0]
    params = {**part.params, "limit": 1, "offset": 0, "id": 1, "due": 1, "ref": "", "cap": -1}
    for sql in (part.page(), part.ids(), f"SELECT count(*) FROM {part.source} AND {part.ahead}"):
        plan = " / ".join(row[3] for row in many.execute(f"EXPLAIN QUERY PLAN {sql}", params))
        assert f"INDEX {index} " in f"{plan} ", plan
        assert "TEMP B-TREE" not in plan


def test_closed_cases_of_an_owner_or_landlord_have_an_index_too(many):
    of_a_file(many)
    for view, index in (
        (QueueQuery(status="all", owner="Sam"), "ix_case_row_closed_owner"),
        (QueueQuery(status="all", landlord="salix"), "ix_case_row_closed_landlord"),
    ):
        part = queue.parts(view)[1]
        plan = many.execute(f"EXPLAIN QUERY PLAN {part.ids()}", part.params)
        assert [index in row[3] for row in plan] == [True]


def test_a_common_word_is_sought_from_the_top_and_no_further_than_so_many_cases(many, monkeypatch):
    """A long beginning of a word is never sought so; one that only cases far down have costs a few looks in vain."""
    asked = []
    monkeypatch.setattr(read_lists, "MANY", 1)
    monkeypatch.setattr(read_lists, "WALK", 30)
    ask = many.execute
    monkeypatch.setattr(many, "execute", lambda sql, params=(): asked.append(sql) or ask(sql, params))
    for words, case_by_case, all_at_once in (("hi", 1, 0), ("high", 0, 1), ("5", 1, 1)):
        view = QueueQuery(words=words, sort="oldest")
        rows = many.begin(view, 5)[1]
        pages = [sql for sql in asked if "LIMIT :limit" in sql]
        assert [sum(way in sql for sql in pages) for way in ("EXISTS", " IN (")] == [case_by_case, all_at_once], words
        assert [row.id for row in rows] == list(many.ids(view))[:5]
        asked.clear()


NAMES = ["Lee\0Ann", '"; DROP', "((", "*", "' OR 1=1 --", "AND NOT", "\0", "a" * 400]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_cases_alike_are_found_by_any_words(writer, reader, add, name):
    refs = [add(None, received(resident=name)).ref for _ in range(2)]
    found = {row.ref for row, _ in reader.alike("salix", "resident", name, 10)}
    assert found in (set(refs), set())  # no word in it: nothing to go by
    assert found or not any(map(str.isalnum, name))
