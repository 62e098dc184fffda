"""A filter over the store's rows finds what the same filter finds over the folded cases, in the same order."""

import re
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintdesk.desk import lists
from complaintdesk.desk.deriving import derive
from complaintdesk.desk.setting_up import rebuild
from complaintdesk.errors import BadInput
from complaintdesk.models.events import Event
from complaintdesk.models.lists import SORTS, QueueQuery
from complaintdesk.store.rows import LandlordRow, NewCase, StaffRow
from complaintdesk.store.writing import Writer
from tests.desk.officer import Officer, new_store

OWNERS = ("", "Jo Smith", "Priya Kaur", "Sam O'Dea")
PEOPLE = ("Zoë Brontë", "Amina Okafor", "O'Brien, P", "Łukasz Nowak")
CHANNELS = ("email", "web form", "telephone")
SAID = ("damp and mould in the bedroom", "the lift is out again", "no hot water; the boiler", "-damp a:b")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Seventy cases of all sorts at two landlords, one of which is closed on the next two days."""
    path = new_store(tmp_path_factory.mktemp("filters") / "f.db", "salix", "saha")
    jo = Officer(path)
    writer = Writer(path)
    saha = next(row for row in jo.desk.reader.landlords() if row.key == "saha")
    shut = (("2026-03-13", "Stocktaking"), ("2026-03-16", "Stocktaking"))
    writer.save_landlord(LandlordRow(**{**saha._asdict(), "closures": shut}))
    for name, team, landlord in (
        ("Jo Smith", "North", ""),
        ("Priya Kaur", "North", "saha"),
        ("Sam O'Dea", "South", ""),
    ):
        writer.save_staff(StaffRow(name, "", "officer", team, landlord))
    writer.append_many([_case(n, jo.at) for n in range(70)], derive)
    writer.close()
    jo.desk.close()
    jo = Officer(path)
    yield jo.desk
    jo.desk.close()


def _case(n, now):
    landlord = ("salix", "saha")[n % 2]
    at = now - timedelta(days=1 + (n * 5) % 37, hours=n % 7)
    said = {
        "resident": PEOPLE[n % 4],
        "address": f"{n % 9} High Street",
        "subject": SAID[n % 4].split(" ", 1)[0],
        "words": SAID[(n // 2) % 4],
        "channel": CHANNELS[n % 3],
        "area": ("Repairs", "", "Lettings North")[n % 3],
        "theme": ("Damp and mould", "Noise", "")[(n // 3) % 3],
        "feedback": ("complaint", "complaint", "enquiry")[n % 3 if n % 5 == 0 else 0],
        "policy": landlord,
        **({"vulnerability": "Uses a wheelchair"} if n % 6 == 0 else {}),
        **({"adjustments": "Large print"} if n % 8 == 1 else {}),
        **({"representative": "Her son"} if n % 9 == 2 else {}),
    }
    told = [("received", 0, said), ("assigned", 1, {"to": OWNERS[(n // 3) % 4]})]
    if n % 3:
        told.append(("acknowledged", 2, {}))
    if n % 10 == 4:
        told.append(("extended", 2.5, {"until": (at + timedelta(days=30)).date().isoformat(), "reason": "x"}))
    if n % 7 == 3:
        told.append(("escalated", 3, {"words": "Not content."}))
    if n % 11 == 5:
        told.append(("closed", 4, {"why": "resolved"}))
    return NewCase(landlord, [Event(k, at + timedelta(hours=h), b, 0, "Jo Smith", at) for k, h, b in told])


PIECES = (
    "stage:1 stage:2 stage:1,2 owner:me owner:none owner:priya,sam team:mine team:north team:south landlord:salix"
    " landlord:saha landlord:salix,saha kind:complaint kind:enq kind:comp,enq theme:damp theme:noi area:rep"
    ' area:"lettings north" channel:email channel:web,tele flag:vuln flag:adj,rep flag:extended'
    " band:breached band:today,soon band:watch band:clear band:done due:<3 due:<=0 due:>5 due:2,3 due:>=1 ref:2600"
    ' ref:26001,26014 damp boiler okafor,zoe "high street" "hot water" ł "a:b"'
)
terms = st.sampled_from(re.findall(r'(?:[^\s"]|"[^"]*")+', PIECES))
filters = st.lists(st.tuples(st.sampled_from(["", "", "-", "!"]), terms).map("".join), max_size=4).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(text=filters, sort=st.sampled_from(SORTS), status=st.sampled_from(["open", "all"]), offset=st.integers(0, 20))
def test_the_stores_rows_and_the_folded_cases_answer_a_filter_alike(desk, text, sort, status, offset):
    live = QueueQuery(status=status, filter=desk.filter(text), sort=sort)
    expected = _folded(desk, text, sort, status)
    ids = [row.case_id for row in expected]
    assert list(desk.queue_ids(live)) == ids
    assert desk.queue_total(live) == len(ids)
    page = desk.queue_page(live, offset, 10)
    assert [row.case_id for row in page] == ids[offset : offset + 10]
    assert [desk.queue_place(live, one) for one in ids[:5]] == list(range(len(ids[:5])))
    opened = [row for row in expected if row.status == "open"]
    total, counts, rows = desk.queue_begin(live, 10)
    assert (total, [row.case_id for row in rows]) == (len(ids), ids[:10])
    assert counts == desk.counts(live) == desk.counts_aside(live)
    if status == "open":
        assert desk.counts(live).total == len(expected)
        assert desk.counts(live).breached == sum(row.chip.band == "breached" for row in opened)


@pytest.mark.parametrize("status", ["open", "all"])
def test_a_long_list_found_by_words_is_counted_after_its_first_page(desk, monkeypatch, status):
    monkeypatch.setattr(lists, "SHORT", 20)
    for text, at_once in (("", True), ("owner:me", True), ("due:<3", True), ("high", False), ("stage:2", True)):
        live = QueueQuery(status=status, filter=desk.filter(text))
        assert desk.queue_begin(live, 10)[1] == (desk.counts(live) if at_once else None), text
        then = live._replace(as_at=desk.now())
        assert desk.queue_begin(then, 10) == (desk.queue_total(live), desk.counts(live), desk.queue_page(then, 0, 10))


@cache
def _folded(desk, text, sort, status):
    then = QueueQuery(status=status, as_at=desk.now(), filter=desk.filter(text), sort=sort)
    return desk.queue_page(then, 0, 1000)


def test_every_field_finds_some_cases_and_not_all(desk):
    """Else the comparison above would say little."""
    every = desk.queue_total(QueueQuery(status="all"))
    for text in ("stage:2", "owner:me", "team:mine", "band:breached", "landlord:saha", "kind:enquiry", "theme:damp"):
        assert 0 < desk.queue_total(QueueQuery(status="all", filter=desk.filter(text))) < every, text
    for text in ("area:rep", "channel:web", "flag:vulnerable", "flag:extended", "due:<3", "ref:26001", "boiler"):
        assert 0 < desk.queue_total(QueueQuery(status="all", filter=desk.filter(text))) < every, text


def test_a_filter_means_the_day_it_is_looked_at_and_not_the_day_it_was_typed(officer):
    jo = officer("salix")
    ref = jo.receive("salix", when="9/3/2026 10:00")
    view = QueueQuery(filter=jo.desk.filter("band:breached"))
    assert jo.desk.queue_total(view) == 0
    jo.at += timedelta(days=30)
    assert [row.ref for row in jo.desk.queue_page(view, 0, 9)] == [ref]
    then = QueueQuery(filter=view.filter, as_at=jo.at - timedelta(days=30))
    assert jo.desk.queue_page(then, 0, 9) == ()


def test_as_at_a_moment_a_filter_sees_the_case_as_it_stood(officer):
    jo = officer("salix")
    ref = jo.receive("salix", when="2/3/2026 10:00")
    jo.do(ref, "escalate", when="5/3/2026 10:00")
    before, after = jo.at - timedelta(days=8), jo.at
    for text, moment, found in (("stage:1", before, 1), ("stage:2", before, 0), ("stage:2", after, 1)):
        view = QueueQuery(filter=jo.desk.filter(text), as_at=moment)
        assert len(jo.desk.queue_page(view, 0, 9)) == found, (text, moment)


def test_somebody_new_can_be_named_as_soon_as_they_have_a_case(officer):
    jo = officer("salix")
    ref = jo.receive("salix")
    with pytest.raises(BadInput, match='owner: knows no "ruth"'):
        jo.desk.filter("owner:ruth")
    jo.desk.changed()
    jo.do(ref, "assign", to="Ruth Sellick")
    jo.desk.changed()
    assert jo.desk.queue_total(QueueQuery(filter=jo.desk.filter("owner:ruth"))) == 1


@pytest.mark.parametrize("text", ["team:north", "stage:2", "-owner:none band:breached,soon", "damp", "owner:me"])
def test_the_board_of_a_filter_is_that_of_the_folded_cases(desk, text):
    found = desk.filter(text)
    live, then = desk.board("", None, found), desk.board("", desk.now(), found)
    assert live.counts.total > 0
    assert live._replace(live=False) == then
    assert live.counts == desk.counts(QueueQuery(filter=found))


def test_the_marks_of_the_filter_are_rebuilt_from_the_events(desk):
    assert rebuild(desk.store_path).differences == ()


def test_what_somebody_wrote_is_no_mark(officer):
    jo = officer("salix")
    jo.receive("salix", words="The roof. \ue003vulnerable \ue0002")
    for text in ("flag:vulnerable", "stage:2"):
        assert jo.desk.queue_total(QueueQuery(filter=jo.desk.filter(text))) == 0


def test_all_fields_and_orders_are_tried_above():
    from complaintdesk.engine.filtering import FIELDS

    assert {piece.partition(":")[0] for piece in PIECES.split()} >= set(FIELDS)
