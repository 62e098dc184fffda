"""The one list of what is owed next, and by whom: live and as at a moment, on the case and in the counts."""

from datetime import date

import pytest

from complaintdesk.desk import house, owing
from complaintdesk.errors import BadInput, NotFound
from complaintdesk.models.lists import OwedCounts
from tests.desk.officer import EARLY, Officer, london


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


def on_cases(desk: Officer, **asked):
    return said(row for row in desk.desk.owed(**asked) if row.ref.startswith("CD-"))


def whats(desk: Officer, ref: str):
    return [row.what for row in desk.desk.owed() if row.ref == ref]


def whole(desk: Officer):
    """The list, live; the same as at this moment, in the counts, and on each case."""
    rows = desk.desk.owed()
    assert desk.desk.owed(as_at=desk.at) == rows
    counts = desk.desk.owed_counts()
    assert desk.desk.owed_counts(as_at=desk.at) == counts
    today = desk.desk.today().date()
    days = [row.due for row in rows]
    assert counts == OwedCounts(
        late=sum(day is not None and day < today for day in days),
        today=days.count(today),
        coming=sum(day is not None and day > today for day in days),
        undated=days.count(None),
    )
    for ref in {row.ref for row in rows}:
        told = sorted((row.what.rstrip("."), row.clause) for row in rows if row.ref == ref)
        for line, (what, clause) in zip(sorted(desk.desk.case(ref).reminders), told, strict=True):
            assert line.startswith(what)
            assert line.endswith(f" ({clause})" if clause else "")
    return rows


def test_clocks_actions_and_what_has_no_day_stand_in_one_list_soonest_first(desk):
    unheard = "No contact with the resident is on record at stage 1."
    assert on_cases(desk) == [
        (date(2026, 3, 16), "2wd", "Action 1, Mend the gutter: to be done", "CD-26001", "Repairs"),
        (date(2026, 3, 19), "5wd", "Acknowledge, stage 1", "CD-26001", ""),
        (date(2026, 3, 19), "5wd", "Acknowledge, stage 1", "CD-26002", "Priya Shah"),
        (date(2026, 4, 2), "15wd", "Respond, stage 1 (provisional)", "CD-26001", ""),
        (date(2026, 4, 2), "15wd", "Respond, stage 1 (provisional)", "CD-26002", "Priya Shah"),
        (None, "no day", unheard, "CD-26001", ""),
        (None, "no day", unheard, "CD-26002", "Priya Shah"),
    ]
    assert {row.clause for row in desk.desk.owed() if row.what == unheard} == {"Salix 4.2.11"}
    assert [row.ref for row in desk.desk.owed(owner="Repairs")] == ["CD-26001"]
    assert {row.ref for row in desk.desk.owed(owner="Priya Shah")} == {"CD-26002"}
    whole(desk)


def test_what_is_late_says_by_how_many_working_days(desk):
    desk.at = london("2026-03-18 10:00")
    first = next(row for row in desk.desk.owed() if row.ref == "CD-26001")
    assert (first.words, first.is_late) == ("2wd late", True)
    (line,) = (one for one in desk.desk.case("CD-26001").reminders if one.startswith("Action"))
    assert line == "Action 1, Mend the gutter: to be done, due Mon 16 Mar 2026, 2 working days late"
    whole(desk)


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
    assert whats(jo, request) == ["Action 1, Mend the tap: to be done"]
    assert any(one.startswith("Update the resident") for one in whats(jo, complaint))
    whole(jo)


def test_a_reminder_that_only_time_brings_stands_from_its_day_on(officer):
    jo = officer("salix")
    request = jo.receive("salix", feedback="service_request")
    jo.do(request, "promise", what="Mend the tap", owner="Repairs", due_on="16/3/2026")
    late = "Action 1, Mend the tap was due Mon 16 Mar 2026: tell why it is late, and the new day."
    for day, stands in (("2026-03-16", False), ("2026-03-17", True), ("2026-04-30", True)):
        jo.at = london(f"{day} 10:00")
        assert (late in whats(jo, request)) is stands, day
        whole(jo)
    assert late not in [row.what for row in jo.desk.owed(as_at=london("2026-03-16 23:59"))]


def test_what_has_no_day_stands_until_it_is_done(officer):
    jo = officer("salix")
    kind = jo.receive("salix", feedback="compliment", words="Your plumber was kind.")
    unclear = jo.receive("salix", resident="Ben Lund", unclear="Which ceiling?")
    (waiting,) = (one for one in whats(jo, kind) if "passed on" in one)
    assert waiting == "Compliment 1 is open: to be passed on."
    jo.do(
        kind,
        "share_compliment",
        which="compliment-1",
        about_whom="The plumber",
        owner="Priya Shah",
        shared_on="12/3/2026",
    )
    assert whats(jo, kind) == []
    assert sum("to be clarified" in one for one in whats(jo, unclear)) == 1
    whole(jo)


def test_what_was_done_for_the_person_on_another_case_is_not_owed_again(officer):
    jo = officer("salix")
    first = jo.receive("salix")
    second = jo.receive("salix", person=first, unclear="Which ceiling?")
    prompt = "No reasonable adjustment is on record at stage 1."
    assert prompt in whats(jo, second)
    jo.do(first, "adjust", need="Large print", reason="Asked for it.")
    assert prompt not in whats(jo, second)
    assert sum("Reasonable adjustment 1" in row.what for row in jo.desk.owed()) == 1
    whole(jo)


def test_the_landlords_book_owes_what_is_to_be_published_and_roles_that_nobody_holds(officer):
    jo = officer("salix")
    jo.at = london("2025-03-31 10:00")
    jo.desk.book("salix")
    jo.at = london("2026-03-12 10:00")
    books = [row for row in jo.desk.owed() if row.ref == "BOOK-SALIX"]
    every = (*house.vacancies(jo.desk, "salix"), *house.publications(jo.desk, "salix"))
    outstanding = [one for one in every if one.is_owed]
    assert [row.what for row in books if row.clause] == [
        f"{one.what}: {one.state}" for one in sorted(outstanding, key=lambda one: one.due or date.max)
    ]
    assert any(row.due == date(2025, 3, 31) and row.is_late for row in books)
    assert house.assurance(jo.desk, "salix").owed == jo.desk.owed_counts("salix")
    assert jo.desk.board("salix").owed == jo.desk.owed_counts("salix")
    whole(jo)


def test_a_closed_case_owes_what_was_promised_and_nothing_that_the_policy_reminds_of(officer):
    jo = officer("salix")
    ref = jo.receive("salix")
    jo.do(ref, "promise", what="Mend the gutter", owner="Repairs", due_on="16/3/2026")
    for act in ("contact", "acknowledge", "respond"):
        jo.do(ref, act)
    jo.do(ref, "close", **EARLY)
    assert whats(jo, ref)[:2] == ["Action 1, Mend the gutter: to be done", "Update the resident, every 10 working days"]
    assert whats(jo, ref)[2:] == ["Remedy 1, Mend the roof: to be done", "Satisfaction survey 1: to be sent"]
    whole(jo)


@pytest.mark.parametrize("typed", ["priya shah", "PRIYA", "shah", "shah priya", " Priya  Shah "])
def test_somebody_is_found_by_parts_of_their_name(desk, typed):
    assert desk.desk.whose(typed) == "Priya Shah"
    assert desk.desk.whose(typed, as_at=desk.at) == "Priya Shah"


def test_a_name_that_nobody_has_or_several_have_is_said(desk):
    assert desk.desk.whose("me") == "Jo Smith"
    with pytest.raises(NotFound, match=r"Nobody called 'Priya Sha_h' owes anything\. The nearest: Priya Shah\."):
        desk.desk.whose("Priya Sha_h")
    with pytest.raises(
        NotFound, match=r"Nobody called 'xyz' owes anything\. Names here: Jo Smith, Priya Shah and Repairs\."
    ):
        desk.desk.whose("xyz")
    desk.do("CD-26001", "assign", to="Priya Moss")
    with pytest.raises(BadInput, match=r"'priya' may be Priya Moss or Priya Shah\. Type more of the name\."):
        desk.desk.whose("priya")


@pytest.mark.parametrize(("people", "said"), [(7, "and 1 other."), (8, "and 2 others.")])
def test_one_name_more_than_are_listed_is_one_other(officer, people, said):
    jo = officer("saha")
    for number in range(people - 1):
        ref = jo.receive("saha", feedback="service_request")
        jo.do(ref, "promise", what="Mend the tap", owner=f"Owner {'ABCDEFGH'[number]}", due_on="16/3/2026")
    with pytest.raises(NotFound, match=said):
        owing.whose(jo.desk, "zzzz", "saha", None)
