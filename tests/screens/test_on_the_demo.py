"""Queue and board on the real desk: two desks at one store, and the desk in memory agrees with the real one."""

import inspect
from uuid import uuid4

import pytest

from complaintdesk.desk import Desk
from complaintdesk.models.acting import Done
from complaintdesk.models.lists import QueueQuery
from screens.app import DeskApp
from tests.screens.fake_desk import FakeDesk
from tests.screens.helpers import assert_clean, rendered, until


def act(desk, ref, key, **values):
    form = desk.form(ref, key)
    done = desk.do(ref, key, values, seq=form.seq, key=uuid4().hex)
    assert isinstance(done, Done), done
    return done


def test_the_desk_in_memory_has_the_real_desks_words():
    """What stands in for the desk in other tests takes what the desk takes."""
    for name, method in inspect.getmembers(FakeDesk, inspect.isfunction):
        real = getattr(Desk, name, None)
        if not name.startswith("_") and real is not None:
            ours = list(inspect.signature(method).parameters)
            theirs = list(inspect.signature(real).parameters)
            assert ours == theirs[: len(ours)], name


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_queue_shows_what_the_desk_has(demo, size):
    app = DeskApp(demo)
    first = demo.queue_page(QueueQuery(), 0, 3)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for row in first:
            assert row.ref in rendered(app)
        assert app.screen.rows.total == demo.queue_total(QueueQuery())
        assert "DEMO" in rendered(app).splitlines()[0]
        await until(pilot, lambda: app.screen.rows.pages.ids is not None)
        await pilot.press("G")
        assert app.screen.rows.case_id == app.screen.rows.pages.ids[-1]
        assert_clean(app)


async def test_a_colleagues_act_is_shown_and_the_cursor_keeps_its_case(demo, colleague):
    app = DeskApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        rows = app.screen.rows
        await pilot.press(*"jjjjj", "space")
        stood, ref = rows.case_id, app.screen.case_ref()
        other = rows.pages.row(2)
        act(colleague, other.ref, "assign", to="Tunde Bakare")
        await until(pilot, lambda: rows.pages.row(2).owner == "Tunde Bakare")
        assert rows.case_id == stood and app.screen.case_ref() == ref and len(rows.marks) == 1
        assert app.focused is rows


async def test_the_case_under_the_cursor_closed_by_a_colleague_hands_the_cursor_on(demo, colleague):
    app = DeskApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        rows = app.screen.rows
        ref, following = app.screen.case_ref(), rows.pages.row(1).case_id
        act(colleague, ref, "withdraw", how="telephone", reason="The resident rang to say so")
        await until(pilot, lambda: rows.case_id == following)
        assert f"{ref} left this view" in app.screen.status.words


async def test_the_board_follows_a_colleague(demo, colleague):
    app = DeskApp(demo, start="board")
    async with app.run_test(size=(120, 40)) as pilot:
        rows = app.screen.rows
        ref, following = app.screen.case_ref(), rows.key_at(2)
        act(colleague, ref, "withdraw", how="telephone", reason="The resident rang to say so")
        await until(pilot, lambda: rows.key == following)
        assert f"{ref} no longer late" in rendered(app)


async def test_the_filter_is_the_desks_search(demo):
    app = DeskApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"lift")
        await until(pilot, lambda: app.screen.rows.pages.view.filter.text == "lift")
        assert app.screen.rows.total == demo.queue_total(QueueQuery(words="lift")) > 0


async def test_opening_a_case_going_on_and_coming_back(demo):
    app = DeskApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        rows = app.screen.rows
        third = rows.pages.row(2)
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "case")
        await pilot.press("J", "J")
        await until(pilot, lambda: app.screen.case_ref() == third.ref)
        await pilot.press("escape")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "queue")
        await until(pilot, lambda: rows.case_id == third.case_id)
        assert app.faults == []


async def test_a_note_typed_from_the_queue_is_stored(demo):
    app = DeskApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        ref = app.screen.case_ref()
        before = len(demo.timeline(ref))
        await pilot.press("m")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "form")
        await pilot.press(*"Rang back", "ctrl+s")
        await until(pilot, lambda: len(demo.timeline(ref)) == before + 1)
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "queue")
        assert app.screen.case_ref() == ref, "a note is not the end of a case"
        assert app.faults == []
