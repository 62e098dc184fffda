"""The one list of what is owed next, and by whom: live and as at a moment by the same facts."""

from datetime import date

import pytest

from tests.desk.officer import london


@pytest.fixture
def desk(officer):
    """Two cases: one with an action of Repairs, one with an action that nobody is named for."""
    desk = officer("salix")
    first = desk.receive("salix", resident="Amara Okafor")
    desk.do(first, "promise", what="Mend the gutter", owner="Repairs", due_on="16/3/2026")
    second = desk.receive("salix", resident="Ben Lund")
    desk.do(second, "assign", to="Priya Shah")
    return desk


def said(rows):
    return [(row.due, row.words, row.what, row.ref, row.owner) for row in rows]


def test_clocks_and_actions_stand_in_one_list_soonest_first(desk):
    assert said(desk.desk.owed()) == [
        (date(2026, 3, 16), "2wd", "Action 1: Mend the gutter; Repairs; Mon 16 Mar 2026", "CD-26001", "Repairs"),
        (date(2026, 3, 19), "5wd", "Acknowledge, stage 1", "CD-26001", ""),
        (date(2026, 3, 19), "5wd", "Acknowledge, stage 1", "CD-26002", "Priya Shah"),
    ]
    assert [row.ref for row in desk.desk.owed(owner="Repairs")] == ["CD-26001"]
    assert [row.ref for row in desk.desk.owed(owner="Priya Shah")] == ["CD-26002"]


def test_what_is_late_says_by_how_many_working_days(desk):
    desk.at = london("2026-03-18 10:00")
    first = desk.desk.owed()[0]
    assert (first.words, first.is_late) == ("2wd late", True)


def test_as_at_a_moment_it_is_what_it_was_then(desk):
    desk.at = london("2026-03-13 10:00")
    before = desk.desk.owed()
    desk.at = london("2026-03-17 09:00")
    desk.do("CD-26001", "action_done", which="action-1")
    assert "Mend the gutter" not in "".join(row.what for row in desk.desk.owed())
    assert desk.desk.owed(as_at=london("2026-03-13 10:00")) == before
    assert desk.desk.owed(as_at=desk.at) == desk.desk.owed()


def test_a_promise_on_a_request_stands_there_once_and_an_update_as_at_a_moment_too(officer):
    jo = officer("salix")
    request = jo.receive("salix", feedback="service_request")
    jo.do(request, "promise", what="Mend the tap", owner="Repairs", due_on="16/3/2026")
    complaint = jo.receive("salix", resident="Ben Lund")
    jo.do(complaint, "acknowledge")
    told = said(jo.desk.owed())
    assert [what for *_, what, ref, _ in told if ref == request] == ["Action 1: Mend the tap; Repairs; Mon 16 Mar 2026"]
    assert any(what.startswith("Update the resident") for *_, what, ref, _ in told if ref == complaint)
    assert said(jo.desk.owed(as_at=jo.at)) == told
