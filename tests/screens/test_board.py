"""The breach board: live, in a stable order, honest about its age."""

import pytest

from complaintdesk.models.lists import Chip
from screens.app import DeskApp
from tests.screens.fake_desk import make_row
from tests.screens.helpers import HOSTILE, assert_clean, rendered, settled, until


@pytest.fixture
def board(fake):
    return DeskApp(fake, start="board")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_board_stands_at_the_first_paint(board, size):
    async with board.run_test(size=size) as pilot:
        await pilot.pause()
        lines = rendered(board).splitlines()
        assert lines[0].startswith(" Breach board: all landlords, 142 open")
        assert lines[0].rstrip().endswith("as at Thu 12 Mar 14:06")
        assert lines[1].startswith(" ‼ 6 breached  ▲ 3 today  ● 6 soon  ○ 127 later")
        assert lines[3].startswith(" Oldest breach first")
        assert lines[4].startswith("  ‼ BREACHED 2wd   CD-26000  S2  Okafor, A")
        assert "Thu 12 Mar    3  ███" in rendered(board)
        assert "By landlord" in rendered(board) and "By person" in rendered(board)
        assert "Enter Open  f Landlord  x Explain  F2 Queue  : Command  ? Help  q Leave" in lines[-1]


async def test_the_cursor_skips_headings_and_enter_opens(board, flows):
    async with board.run_test(size=(80, 24)) as pilot:
        rows = board.screen.rows
        assert rows.key == 1000
        await pilot.press(*"jjjjjj")
        assert rows.key == 1006, "the heading between is passed over"
        await pilot.press("k", "k")
        assert rows.key == 1004
        await pilot.press("g", "k")
        assert rows.key == 1000
        flows.answer = "CD-26002"
        await pilot.press("enter")
        await until(pilot, lambda: rows.key == 1002)
        assert flows.asked == [("open_case", "CD-26000")]
        assert rows.order("CD-26005", 1) == "CD-26006"
        assert rows.order("CD-26000", -1) is None


async def test_another_desks_save_is_on_the_board_at_once_and_the_cursor_keeps_its_case(board, fake):
    async with board.run_test(size=(120, 40)) as pilot:
        rows = board.screen.rows
        await pilot.press("j", "j", "j")
        fake.put(make_row(900, -9), 0)
        fake.change(1007, chip=Chip("breached", "BREACHED", "1wd"))
        await until(pilot, lambda: "CD-26900" in rendered(board))
        assert rows.key == 1003
        assert "Changed since Thu 12 Mar 14:06" in rendered(board)
        assert "CD-26900 breached" in rendered(board) and "CD-26007 breached" in rendered(board)


async def test_a_case_that_leaves_hands_the_cursor_on(board, fake):
    async with board.run_test(size=(120, 40)) as pilot:
        rows = board.screen.rows
        await pilot.press("j")
        fake.take(1001)
        await until(pilot, lambda: rows.key == 1002)
        assert "CD-26001 no longer late" in rendered(board)


async def test_nothing_is_painted_while_nothing_changes(board, monkeypatch):
    async with board.run_test(size=(120, 40)) as pilot:
        await settled(board, pilot)
        painted = []
        monkeypatch.setattr(board, "_display", lambda *what: painted.append(what))
        await pilot.pause(0.6)
        assert painted == []


async def test_stale_after_two_failed_looks_and_live_again_after_the_next(board, fake):
    async with board.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        fake.broken = True
        await until(pilot, lambda: "STALE since Thu 12 Mar 14:06" in rendered(board))
        assert "CD-26000" in rendered(board), "what was read last stays"
        assert "F5 tries again" in rendered(board)
        fake.broken = False
        fake.now = fake.now.replace(minute=9)
        await until(pilot, lambda: "as at Thu 12 Mar 14:09" in rendered(board))
        assert "STALE" not in rendered(board)


async def test_narrowing_to_a_landlord_and_back(board):
    async with board.run_test(size=(80, 24)) as pilot:
        await pilot.press("f")
        await until(pilot, lambda: "Calico Homes, 71 open" in rendered(board))
        assert "Changed" not in rendered(board)
        await pilot.press("f")
        await until(pilot, lambda: "Salix Homes, 71 open" in rendered(board))
        await pilot.press("f")
        await until(pilot, lambda: "all landlords, 142 open" in rendered(board))


async def test_queue_and_board_keep_their_places(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "f3")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "board")
        await pilot.press("j", "f2")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "queue")
        assert app.screen.rows.case_id == 1002
        await pilot.press("f3")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "board")
        assert app.screen.rows.key == 1001


async def test_a_queue_out_of_sight_catches_up_when_it_is_seen_again(app, fake):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "board")
        fake.change(1001, subject="Changed meanwhile")
        await until(pilot, lambda: not fake.dirty)
        await pilot.press("f2")
        await until(pilot, lambda: "Changed meanwhile" in rendered(app))


async def test_an_empty_board_says_so(fake):
    fake.rows = []
    app = DeskApp(fake, start="board")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Nothing is late." in rendered(app) and "nothing is late or due" in rendered(app)
        await pilot.press("j", "k", "enter", "x", "G", "g")


async def test_hostile_text_on_the_board_is_harmless(fake):
    fake.rows = [
        make_row(n, n - 9)._replace(resident=text, subject=text, owner=text, landlord=text)
        for n, text in enumerate(HOSTILE)
    ]
    fake.board_changed = HOSTILE
    app = DeskApp(fake, start="board")
    async with app.run_test(size=(160, 50)) as pilot:
        for _ in range(4):
            await pilot.press("f")
            await settled(app, pilot)
            assert_clean(app)
    assert app.faults == []


@pytest.mark.parametrize("size", [(1, 1), (30, 8), (79, 24)])
async def test_any_size_is_survived(board, size):
    async with board.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert board.screen.rows.key == 1001 and board.focused is board.screen.rows
