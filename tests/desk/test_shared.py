"""A desk on a shared store shows, counts and does what a desk on a file does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintdesk.desk.setting_up import rebuild
from complaintdesk.errors import Conflict, StoreReadOnly
from complaintdesk.models.lists import SORTS, QueueQuery
from complaintdesk.store import moving
from tests.desk.officer import Officer, new_store
from tests.desk.test_filters import desk, filters
from tests.server import server

__all__ = ["desk"]


@pytest.fixture(scope="module")
def desks(desk):
    """The desk of the filters' test, and one on the same store on a server."""
    there = server().database("shown")
    moving.move(desk.store_path, there)
    jo = Officer(there)
    yield desk, jo.desk
    jo.desk.close()


def same(desks, ask):
    mine, theirs = map(ask, desks)
    assert mine == theirs
    return mine


@settings(max_examples=60, deadline=None)
@given(
    text=filters,
    sort=st.sampled_from(SORTS),
    status=st.sampled_from(["open", "all"]),
    offset=st.integers(0, 20),
    words=st.sampled_from(["", "damp", "o'b", "lift high"]),
)
def test_every_list_is_the_same_in_any_order_under_any_filter(desks, text, sort, status, offset, words):
    def ask(desk):
        view = QueueQuery(status=status, filter=desk.filter(text), sort=sort, words=words)
        ids = list(desk.queue_ids(view))
        places = [desk.queue_place(view, one) for one in ids[:3]]
        return ids, places, desk.queue_page(view, offset, 10), desk.queue_begin(view, 7), desk.counts(view)

    same(desks, ask)


def test_every_case_board_figure_and_debt_is_the_same(desks):
    for case_id in same(desks, lambda desk: list(desk.queue_ids(QueueQuery(status="all"))))[::9]:
        ref = desks[0].reader.case(case_id).ref
        same(desks, lambda desk, ref=ref: desk.case(ref))
        same(desks, lambda desk, ref=ref: desk.related(ref))
    for key in ("", "salix", "saha"):
        same(desks, lambda desk, key=key: (desk.owed(key), desk.owed_counts(key), desk.owing(key), desk.board(key)))
    for key in ("salix", "saha"):
        assert same(desks, lambda desk, key=key: desk.figures(key))
        same(desks, lambda desk, key=key: desk.register(key))


@pytest.fixture
def team(tmp_path):
    """A shared store of one landlord with two officers, who cannot act as each other."""
    here = server()
    from complaintdesk.store.postgres import making, roles

    file, owner = new_store(tmp_path / "new.db", "salix"), here.database("acted")
    moving.move(file, owner)
    with making.owned(owner) as db:
        given = [roles.give(db, who, "officer", "", "") for who in ("Jo Smith", "Priya Kaur")]
    found = [Officer(here.address("acted", one.login), one.who.upper()) for one in given]
    yield *found, owner
    for one in found:
        one.desk.close()


def test_two_officers_work_on_a_case_under_the_names_of_their_logins(team):
    jo, priya, owner = team
    assert (jo.desk.who, priya.desk.who) == ("Jo Smith", "Priya Kaur")
    ref = jo.receive("salix", when="9/3/2026 10:00")
    priya.do(ref, "assign", to="Priya Kaur")
    form = jo.desk.form(ref, "note")
    priya.do(ref, "escalate", when="11/3/2026 10:00")
    with pytest.raises(Conflict, match="Priya Kaur added"):
        jo.desk.do(ref, "note", {"text": "late"}, seq=form.seq, key="late")
    assert [event.who for event in jo.desk.reader.events(1)] == ["Jo Smith", "Priya Kaur", "Priya Kaur"]
    jo.desk.save_draft("intake", {"words": "half"})
    assert (jo.desk.draft("intake"), priya.desk.draft("intake")) == ({"words": "half"}, None)
    jo.desk.who = "Priya Kaur"
    with pytest.raises(StoreReadOnly, match="belongs to your login"):
        jo.do(ref, "note", text="not hers")
    assert rebuild(owner).differences == ()
