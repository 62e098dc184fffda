"""The queue: the cursor belongs to a case, refreshes disturb nothing, keys do what the table says."""

import time

import pytest

from complaintdesk.errors import StoreBusy
from complaintdesk.models.acting import Done
from complaintdesk.models.lists import Chip
from screens.app import DeskApp
from screens.pages import PAGE
from tests.screens.fake_desk import FakeDesk, make_row
from tests.screens.helpers import HOSTILE, assert_clean, rendered, settled, until


def rows_of(app):
    return app.screen.rows


async def refreshed(app, pilot):
    app.screen.refresh_view()
    await settled(app, pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_first_page_stands_at_the_first_paint(app, size):
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        lines = rendered(app).splitlines()
        assert lines[0].startswith(" Queue 142   ‼ 6 breached  ▲ 3 today  ● 6 soon  ○ 127 later")
        assert lines[0].rstrip().endswith("Thu 12 Mar 14:06")
        assert lines[3].startswith("  ‼ BREACHED 2wd   CD-26000  S2+ Okafor, A        Damp in bedroom; repair … JS")
        assert lines[-2].rstrip().endswith("1 of 142   sort: clock")
        assert lines[-1].strip() == "Enter Open  Space Mark  / Filter  . Act  r Reply  : Command  ? Help"
        assert all(len(line) == size[0] for line in lines)


async def test_the_cursor_moves_and_the_status_line_says_where(app):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        await pilot.press("j", "j", "down", "k")
        assert (rows.at, rows.case_id) == (2, 1002)
        await until(pilot, lambda: "3 of 142" in app.screen.status.words)
        await pilot.press("G")
        assert (rows.at, rows.case_id) == (141, 1141)
        assert "CD-26141" in rendered(app)
        await pilot.press("g")
        assert rows.case_id == 1000 and rows.top == 0
        await pilot.press("pagedown")
        assert rows.at == rows.page - 1
        await pilot.press("end", "home", "k")
        assert rows.at == 0


async def test_the_cursor_follows_its_case_when_rows_come_and_go(app, fake):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        await pilot.press(*"jjjjj")
        assert rows.case_id == 1005
        fake.put(make_row(900, -9), 0)
        fake.take(1002)
        fake.take(1003)
        await refreshed(app, pilot)
        assert rows.case_id == 1005 and rows.at == 4
        assert app.screen.case_ref() == "CD-26005"


async def test_a_refresh_leaves_the_line_under_the_eye_where_it_is(app, fake):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        rows.go(60)
        await pilot.pause()
        line = rows.at - rows.top
        for n in range(4):
            fake.put(make_row(900 + n, -9), 0)
        await refreshed(app, pilot)
        assert rows.case_id == 1060 and rows.at == 64
        assert rows.at - rows.top == line


async def test_at_the_top_of_the_list_a_more_urgent_case_comes_into_view(app, fake):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        fake.put(make_row(900, -9), 0)
        await refreshed(app, pilot)
        assert rows.top == 0 and rows.at == 1 and rows.case_id == 1000


async def test_a_case_that_leaves_hands_the_cursor_to_the_next_and_says_so(app, fake):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        await pilot.press(*"jjj")
        fake.take(1003)
        await until(pilot, lambda: rows.case_id == 1004)
        assert rows.at == 3
        assert "CD-26003 left this view" in app.screen.status.words
        await pilot.press("j")
        await until(pilot, lambda: "left" not in app.screen.status.words)


async def test_the_last_case_leaving_puts_the_cursor_on_the_new_last(app, fake):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        await pilot.press("G")
        fake.take(1141)
        await until(pilot, lambda: rows.total == 141)
        assert rows.case_id == 1140 and rows.at == 140


async def test_somebody_elses_save_is_shown_within_moments(app, fake):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        fake.change(1000, subject="Roof now leaks")
        start = time.monotonic()
        await until(pilot, lambda: "Roof now leaks" in rendered(app))
        assert time.monotonic() - start < 1.5


async def test_bands_move_with_the_minute(app, fake):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        fake.now = fake.now.replace(minute=7)
        fake.rows[3] = fake.rows[3]._replace(chip=Chip("today", "TODAY", "moved"))
        await until(pilot, lambda: "TODAY  moved" in rendered(app))
        assert "14:07" in app.screen.head.words


async def test_a_refresh_keeps_marks_filter_and_focus(app, fake):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        await pilot.press("space", "space", "slash", *"damp", "enter")
        await settled(app, pilot)
        assert rows.marks == {1000, 1001} and rows.total == 24
        await refreshed(app, pilot)
        assert rows.marks == {1000, 1001} and rows.total == 24 and app.focused is rows
        assert "filter: damp   2 marked" in app.screen.status.words
        await until(pilot, lambda: "2 marked, 1 not shown" in app.screen.status.words)
        await pilot.press("escape")
        await until(pilot, lambda: "not shown" not in app.screen.status.words)


async def test_the_filter_follows_the_typing_and_escape_brings_everything_back(app):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        await pilot.press("slash", *"gate pat")
        await settled(app, pilot)
        assert app.screen.view.filter.text == "gate pat"
        assert rows.total == 0 and "No case here is found by this filter." in rendered(app)
        await pilot.press("backspace", "backspace", "backspace", "backspace")
        await settled(app, pilot)
        assert rows.total == 23
        await pilot.press("enter", "j", "escape")
        await settled(app, pilot)
        assert rows.total == 142 and rows.case_id == 1010, "the cursor stays on its case"
        assert app.focused is rows


async def test_words_typed_faster_than_the_filter_opens_reach_the_filter(app, flows):
    from textual import events

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key, character in (("slash", "/"), ("d", "d"), ("a", "a"), ("m", "m"), ("p", "p")):
            app.post_message(events.Key(key, character))
        await until(pilot, lambda: app.screen.view.filter.text == "damp")
        assert app.screen.words.value == "damp"
        assert flows.asked == []


async def test_every_act_of_the_queue_is_about_the_case_under_the_cursor(app, flows):
    wanted = {
        "r": ("act", "CD-26002", "reply"),
        "m": ("act", "CD-26002", "note"),
        "a": ("act", "CD-26002", "assign"),
        "d": ("act", "CD-26002", "extend"),
        "S": ("act", "CD-26002", "escalate"),
        "C": ("act", "CD-26002", "close"),
        "R": ("letter", "CD-26002"),
        "l": ("letters", "CD-26002"),
        "t": ("timeline", "CD-26002"),
        "x": ("explain", "CD-26002"),
        ".": ("act_menu", "CD-26002"),
        "u": ("undo", "CD-26002"),
        "c": ("intake",),
        "enter": ("open_case", "CD-26002"),
    }
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j")
        for key, asked in wanted.items():
            flows.asked.clear()
            await pilot.press("full_stop" if key == "." else key)
            await settled(app, pilot)
            assert flows.asked == [asked], key
        assert app.faults == []


async def test_keys_typed_for_a_dialog_never_reach_the_list(app, flows, monkeypatch):
    """'m', then the note's words before the form stands: none of them is an act on the case."""
    import asyncio

    from textual import events

    opened = asyncio.Event()

    async def slow(app, ref, act):
        flows.asked.append(("act", ref, act))
        await opened.wait()

    monkeypatch.setattr(flows, "act", slow, raising=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        for character in "rang CSR":
            app.post_message(events.Key("space" if character == " " else character, character))
        await pilot.pause()
        opened.set()
        await settled(app, pilot)
        assert flows.asked == [("act", "CD-26000", "note")]
        assert rows_of(app).at == 0 and rows_of(app).marks == set()
        await pilot.press("j", "slash", "x")
        await until(pilot, lambda: app.screen.view.filter.text == "x")


async def test_after_finishing_with_a_case_the_cursor_is_on_the_next_most_urgent(app, fake, flows, done):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        await pilot.press(*"jjj")
        flows.answer = done
        # sent: the case stays in the list, further down
        row = next(row for row in fake.rows if row.case_id == 1003)
        fake.rows = [*(r for r in fake.rows if r.case_id != 1003), row]
        await pilot.press("r")
        await until(pilot, lambda: rows.case_id == 1004)
        flows.answer = Done("Noted.", "CD-26004", 1004, 3)
        await pilot.press("m")
        await settled(app, pilot)
        assert rows.case_id == 1004, "a note is not the end of a case"


async def test_the_next_case_is_found_even_when_the_list_was_read_again_before_the_act_ended(
    app, fake, flows, done, monkeypatch
):
    import asyncio

    async def send(app, ref, act):
        fake.rows = [*(r for r in fake.rows if r.ref != ref), *(r for r in fake.rows if r.ref == ref)]
        app.broadcast()
        await asyncio.sleep(0.4)
        return done

    monkeypatch.setattr(flows, "act", send, raising=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"jjj", "r")
        await until(pilot, lambda: rows_of(app).case_id == 1004)


async def test_the_queue_stands_where_the_case_screen_was_left(app, flows):
    async with app.run_test(size=(80, 24)) as pilot:
        flows.answer = "CD-26077"
        await pilot.press("enter")
        await until(pilot, lambda: rows_of(app).case_id == 1077)
        assert "CD-26077" in rendered(app)


async def test_next_and_previous_case_of_the_list(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = rows_of(app)
        assert screen.order("CD-26000", 1) == "CD-26001"
        assert screen.order("CD-26000", -1) is None
        assert screen.order("CD-26141", 1) is None
        assert screen.order("CD-99999", 1) is None


async def test_an_error_is_a_notice_and_the_old_rows_stay(app, fake, flows):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        flows.answer = StoreBusy("The store is busy.", "Try again.")
        await pilot.press("m")
        await until(pilot, lambda: "Error: The store is busy. Try again." in rendered(app))
        fake.broken = True
        await pilot.press("f5")
        await settled(app, pilot)
        assert rows_of(app).total == 142 and "CD-26001" in rendered(app)
        await until(pilot, lambda: "STALE, F5 tries again" in rendered(app))
        fake.broken = False
        await until(pilot, lambda: "STALE" not in rendered(app))
        await pilot.press("j")
        assert rows_of(app).case_id == 1001


async def test_marking_all_and_walking_the_marked(app):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        await pilot.press("j", "space", *"jjj", "space", "g", "n")
        assert rows.marks == {1001, 1005} and rows.case_id == 1001
        await pilot.press("n")
        assert rows.case_id == 1005
        await pilot.press("n", "N")
        assert rows.case_id == 1005
        await pilot.press("V")
        await settled(app, pilot)
        assert len(rows.marks) == 142 and "142 marked" in app.screen.status.words
        await pilot.press("V")
        await settled(app, pilot)
        assert rows.marks == set()


async def test_going_to_a_case_by_its_digits(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("number_sign", *"26120", "enter")
        await until(pilot, lambda: app.screen.NAME == "queue" and rows_of(app).case_id == 1120)
        assert "CD-26120" in rendered(app)


async def test_going_to_a_case_that_is_not_in_the_view_opens_it(app, fake, flows):
    fake.change(1120, status="closed")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("number_sign", *"26120", "enter")
        await until(pilot, lambda: flows.asked == [("open_case", "26120", None)])


async def test_going_to_no_case_says_so_and_stays(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("number_sign", *"99999", "enter")
        await until(pilot, lambda: "There is no case 99999." in rendered(app))
        await pilot.press("escape")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "queue")


async def test_other_views_by_name_and_their_empty_words(app, fake):
    async with app.run_test(size=(80, 24)) as pilot:
        fake.rows = [row._replace(owner="Jo Smith") for row in fake.rows]
        await pilot.press("colon", *"mine", "enter")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "queue" and rows_of(app).total == 0)
        assert "No open case is yours." in rendered(app)
        await pilot.press("colon", *"everyone", "enter")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "queue" and rows_of(app).total == 142)
        await pilot.press("f")
        await until(pilot, lambda: rows_of(app).total == 71)
        assert "Queue: Calico Homes 71" in app.screen.head.words


async def test_the_pane_follows_when_the_cursor_rests(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "14 Elm Court" in rendered(app))
        lines = rendered(app).splitlines()
        assert lines[3].split("│")[1].strip() == "! Large print", "alerts come first"
        await pilot.press("j", "j", "j")
        await until(pilot, lambda: "│ CD-26003" in rendered(app))
        await pilot.press("v")
        await pilot.pause()
        assert "│" not in rendered(app) and "LANDLORD" in rendered(app)
        await pilot.press("v")
        await until(pilot, lambda: "│ CD-26003" in rendered(app))


async def test_a_list_of_many_pages_is_read_page_by_page():
    asked = []

    class Desk(FakeDesk):
        def queue_page(self, view, offset, limit):
            asked.append(("page", offset))
            return super().queue_page(view, offset, limit)

        def queue_rows(self, ids):
            asked.append(("rows", len(ids)))
            return super().queue_rows(ids)

    app = DeskApp(Desk([make_row(n, n // 300) for n in range(9_000)]))
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        assert asked == [("page", 0)]
        await until(pilot, lambda: rows.pages.ids is not None)
        await pilot.press("G")
        assert rows.case_id == 1000 + 8_999 and asked[1:] == [("rows", 9_000 % PAGE)]
        for i in range(0, 9_000, PAGE):
            rows.go(i)
        assert len(rows.pages._pages) <= 32


async def test_hostile_text_reaches_the_screen_harmless(fake):
    fake.rows = [
        make_row(n, n - 3)._replace(resident=text, subject=text, owner=text, landlord=text, ref=f"CD-{n}")
        for n, text in enumerate(HOSTILE)
    ]
    fake.banner = HOSTILE[0]
    app = DeskApp(fake)
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        for _ in HOSTILE:
            await pilot.pause(0.05)
            assert_clean(app)
            assert all(len(line) >= 100 for line in rendered(app).splitlines())
            await pilot.press("j")
        await pilot.press("v", "slash", *"[red]", "enter")
        await settled(app, pilot)
        app.notice(HOSTILE[2])
        await pilot.pause(0.1)
        assert_clean(app)
        app.notice("".join(HOSTILE[:12]), error=True)
        await pilot.pause(0.1)
        assert_clean(app)
        assert app.faults == []


async def test_every_row_is_exactly_as_wide_as_the_list(fake):
    fake.rows = [make_row(n, n)._replace(resident=text, subject=text, owner=text) for n, text in enumerate(HOSTILE)]
    app = DeskApp(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        for y in range(1, rows.total + 1):
            assert rows.render_line(y).cell_length == 80
            assert sum(segment.cell_length for segment in rows.render_line(y)) == 80
        await pilot.pause()


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (10, 3), (79, 24), (80, 23), (40, 100)])
async def test_any_size_is_survived_and_says_what_it_needs(app, size):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        await pilot.press("j", "j", "space")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        if size[0] > 30:
            assert "80 columns and 24 lines" in rendered(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "80 columns" not in rendered(app)
        assert rows.case_id == 1003 and app.focused is rows and rows.marks == {1002}
        await pilot.press("j")
        assert rows.case_id == 1004


async def test_it_can_be_left_at_one_by_one(app):
    async with app.run_test(size=(1, 1)) as pilot:
        await pilot.press("j", "question_mark", "escape", "colon", "ctrl+q")
        await pilot.pause()
    assert app.return_code == 0


async def test_a_list_made_longer_and_shorter_while_scrolled_to_the_end(app, fake):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        await pilot.press("G")
        fake.rows = fake.rows[:5]
        fake.dirty = True
        await until(pilot, lambda: rows.total == 5)
        assert rows.top == 0 and rows.case_id == 1004 and "CD-26000" in rendered(app)
        fake.rows = []
        fake.dirty = True
        await until(pilot, lambda: rows.total == 0)
        assert rows.case_id is None and "There is no open case." in rendered(app)
        await pilot.press("j", "k", "G", "enter", "space", "V", "n", "m", "x")
        fake.put(make_row(1, 1), 0)
        await until(pilot, lambda: rows.case_id == 1001)


async def test_clicks_move_and_open(app, flows):
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app)
        await pilot.click("#rows", offset=(30, 5))
        assert rows.case_id == 1004 and flows.asked == []
        await pilot.click("#rows", offset=(30, 5))
        await settled(app, pilot)
        assert flows.asked == [("open_case", "CD-26004")]
        await pilot.click("#rows", offset=(30, 0))
        assert rows.case_id == 1004
