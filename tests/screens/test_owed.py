"""The list of what is owed: live, in order, honest about what is late, narrowed to one person at will."""

import pytest

from screens.app import DeskApp
from tests.screens.fake_desk import make_row
from tests.screens.helpers import HOSTILE, assert_clean, rendered, settled, until


def at_owed(app):
    return getattr(app.screen, "NAME", "") == "owed"


@pytest.fixture
async def owed(app, fake):
    """The app with the list open, at 80 by 24."""
    fake.rows = [make_row(n, n - 2) for n in range(30)]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: at_owed(app) and app.focused is app.screen.rows)
        yield pilot


async def test_what_is_late_stands_first_with_glyph_and_words(app, owed):
    lines = rendered(app).splitlines()
    assert lines[0].startswith(" Owed next: everybody, 60, ‼ 4 late")
    assert lines[0].rstrip().endswith("as at Thu 12 Mar 14:06")
    assert lines[2].startswith("  Tue 10 Mar  ‼ 2wd late    CD-26000    Respond, stage 1")
    assert "▲ today" in lines[6] and "○ 1wd" in lines[8]
    assert "Enter Open  f Person  . Act  F2 Queue  : Command  ? Help  q Leave" in lines[-1]
    assert " 1 of 60" in lines[-2]


async def test_the_cursor_keeps_its_line_when_others_store_something(app, fake, owed):
    rows = app.screen.rows
    await owed.press("j", "j", "j")
    assert (rows.ref, rows.line.what[:6]) == ("CD-26001", "Action")
    fake.put(make_row(900, -9), 0)
    await until(owed, lambda: "CD-26900" in rendered(app))
    assert (rows.ref, rows.line.what[:6], rows.at) == ("CD-26001", "Action", 5)
    fake.take(1001)
    await until(owed, lambda: rows.ref == "CD-26002")
    await owed.press("G")
    assert rows.at == rows.total - 1
    await owed.press("g")
    assert rows.ref == "CD-26900"


async def test_enter_opens_the_case_and_the_cursor_goes_to_the_one_seen_last(app, flows, owed):
    flows.answer = "CD-26003"
    await owed.press("enter")
    await until(owed, lambda: app.screen.rows.ref == "CD-26003")
    assert flows.asked == [("open_case", "CD-26000")]
    assert app.screen.rows.order("CD-26003", 1) == "CD-26004"
    assert app.screen.rows.order("CD-26000", -1) is None


async def test_it_is_narrowed_to_one_person_by_a_part_of_the_name_and_escape_widens_it(app, owed):
    await owed.press("j", "j", "f")
    await until(owed, lambda: type(app.screen).__name__ == "Pick")
    assert "everybody, 60" in rendered(app)
    await owed.press(*"kaur", "enter")
    await until(owed, lambda: "Owed next: Priya Kaur, 12" in rendered(app))
    assert {line.owner for line in app.screen.rows.lines} == {"Priya Kaur"}
    assert app.screen.rows.at == 0
    await owed.press("escape")
    await until(owed, lambda: "Owed next: everybody, 60" in rendered(app))


async def test_nothing_owed_says_so_and_a_failing_store_leaves_what_was_read(app, fake, owed):
    fake.broken = True
    await until(owed, lambda: "STALE" in rendered(app))
    assert "CD-26000" in rendered(app)
    fake.broken, fake.rows, fake.dirty = False, [], True
    await until(owed, lambda: "Nothing is owed by anybody. " in rendered(app))
    assert "F2 goes to the queue." in rendered(app)
    await owed.press("j", "k", "enter", "x", "G", "g", "full_stop")
    assert at_owed(app)


async def test_hostile_names_are_plain_text_in_the_list_and_the_pick(app, fake):
    fake.rows = [make_row(n, n - 9)._replace(resident=text, subject=text, owner=text) for n, text in enumerate(HOSTILE)]
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: at_owed(app))
        assert_clean(app)
        await pilot.press("f")
        await until(pilot, lambda: type(app.screen).__name__ == "Pick")
        assert_clean(app)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: at_owed(app) and app.screen.owner)
        await settled(app, pilot)
        assert_clean(app)
    assert app.faults == []


async def test_ascii_terminals_read_it_too(fake, monkeypatch):
    from screens import palette

    monkeypatch.setattr(palette, "speaks_utf8", lambda: False)
    app = DeskApp(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: at_owed(app))
        assert "!! 2wd late" in rendered(app)
