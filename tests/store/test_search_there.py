"""The index of words on a server finds what SQLite's finds, whatever is written and sought."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_toy import NINE, SALIX, derive, received

from complaintdesk.engine.marks import marked
from complaintdesk.models.filters import EVERYTHING, Phrases
from complaintdesk.models.lists import QueueQuery
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import NewCase
from complaintdesk.store.writing import Writer, create
from tests.server import server

TEXTS = [
    "damp and mould", "Damp, and mould!", "mould and damp", "O'Brien came twice", "o brien", "OBrien", "Zoë Brontë",
    "zoe bronte-lee", "Łukasz Nowak", "naïve café", "don’t don't", "flat 2b/14", "a:b -damp", "50 % of 1,000", "½ day",
    "100% \"quoted\" 'single'", "back\\slash", "ÅNGSTRÖM ångström", "ﬁne print", "x" * 700, "x" * 699 + "y",
    "日本語 text", "line\nbreak\ttab", "\ue0001 mark", "straße STRASSE", "", "  ", "the " * 300 + "last word",
    "æther œuvre",
]  # fmt: skip
MARKS = [marked("flag", "vulnerable"), marked("area", "damp and mould"), marked("stage", "2"), marked("stage", "1")]


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Two stores with the same cases: every text once as the words, once as the resident, with marks on some."""
    file, there = tmp_path_factory.mktemp("both") / "desk.db", server().database("alike")
    cases = []
    for n, text in enumerate(TEXTS * 2):
        said = {"resident": text, "address": "1 High Street"} if n < len(TEXTS) else {"words": text}
        said["words"] = f"{said.get('words', '')} {MARKS[n % len(MARKS)]}"
        cases.append(NewCase("salix", [received(NINE, **said)]))
    readers = []
    for path in (file, there):
        create(path)
        writer = Writer(path)
        writer.save_landlord(SALIX)
        writer.append_many(cases, derive)
        writer.close()
        readers.append(Reader(path))
    yield readers
    for reader in readers:
        reader.close()


def found(reader, view):
    return list(reader.ids(view)), reader.total(view)


PARTS = ["dam", "mo", "o'b", "xx", "z", "b-l"]
pieces = st.sampled_from(
    [*TEXTS, *(word for text in TEXTS for word in text.split()), "dam", "mo", "o'b", "xx", "z", "b-l"]
)
phrases = st.builds(
    Phrases,
    any_of=st.lists(pieces | st.sampled_from(MARKS), min_size=1, max_size=3).map(tuple),
    whole=st.booleans(),
    excluded=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(words=st.lists(pieces, max_size=3), terms=st.lists(phrases, max_size=3))
def test_the_same_is_found_for_any_filter(both, words, terms):
    view = QueueQuery(words=" ".join(words), status="all", filter=EVERYTHING._replace(terms=tuple(terms)))
    assert found(both[0], view) == found(both[1], view)


@settings(max_examples=150, deadline=None)
@given(words=st.text(st.sampled_from("abdmoz '\"-*:()^ëØ½\\%?\n\t2"), max_size=12))
def test_the_same_is_found_whatever_is_typed(both, words):
    view = QueueQuery(words=words, status="all")
    assert found(both[0], view) == found(both[1], view)


def test_the_same_cases_are_alike(both):
    for value in filter(lambda text: any(map(str.isalnum, text)), TEXTS):
        for column in ("resident", "address"):
            mine, theirs = ([row.id for row, _ in reader.alike("salix", column, value, 50)] for reader in both)
            assert mine == theirs, (column, value[:30])
