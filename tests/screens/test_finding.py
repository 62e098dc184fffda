"""Finding on the real desk: the filter line, views on digits, orders, many cases at once, related cases."""

from threading import Event

from textual.widgets import Input

from complaintdesk.desk import Desk, lists
from complaintdesk.models.lists import QueueQuery
from screens.app import DeskApp
from tests.screens.fake_desk import make_row
from tests.screens.helpers import rendered, settled, until


def total(desk, text):
    return desk.queue_total(QueueQuery(filter=desk.filter(text)))


async def test_the_filter_line_says_what_it_does_not_know_and_the_old_list_stays(demo):
    app = DeskApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        everything = screen.rows.total
        await pilot.press("slash", *"stage:2")
        await until(pilot, lambda: screen.rows.total == total(demo, "stage:2") < everything)
        second = screen.rows.total
        await pilot.press("backspace", "7")
        await until(pilot, lambda: 'stage: knows no "7". Allowed: 1, 2.' in rendered(app))
        assert screen.rows.total == second
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.focused, Input), "what is not known is not kept"
        await pilot.press("backspace", *"2 owner:none", "enter")
        await until(pilot, lambda: app.focused is screen.rows)
        assert "filter: stage:2 owner:none" in screen.status.words and "knows no" not in rendered(app)
        assert screen.rows.total == total(demo, "stage:2 owner:none")
        await pilot.press("slash", "space", *"-", "escape")
        await until(pilot, lambda: screen.rows.total == everything and app.focused is screen.rows)
        assert app.faults == []


async def test_a_long_list_found_by_words_stands_before_it_is_counted_by_band(demo, monkeypatch):
    gate = Event()
    counted = demo.counts_aside
    monkeypatch.setattr(lists, "SHORT", 0)
    monkeypatch.setattr(demo, "counts_aside", lambda view: gate.wait(30) and counted(view))
    app = DeskApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert "breached" in screen.head.words, "the tallies know at once"
        await pilot.press("slash", "a")
        await until(pilot, lambda: "filter: a " in screen.status.words)
        found = total(demo, "a")
        assert f" Queue {found:,} " in screen.head.words and "breached" not in screen.head.words
        assert screen.rows.row.ref in rendered(app)
        gate.set()
        counts = demo.counts(QueueQuery(filter=demo.filter("a")))
        await until(pilot, lambda: f"{counts.breached:,} breached" in screen.head.words)
        await pilot.press("escape")
        await settled(app, pilot)
        assert app.faults == []


async def test_a_digit_shows_its_view_and_the_second_line_counts_them_all(demo):
    app = DeskApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert " 1 Mine  2 Team " in screen.view_line.words, "named at once, counted later"
        counts = demo.view_counts()
        await until(pilot, lambda: f"3 Breached {counts['3']}" in screen.view_line.words)
        await pilot.press("3")
        await until(pilot, lambda: f"[3 Breached {counts['3']}]" in rendered(app))
        assert screen.rows.total == counts["3"] == demo.counts(QueueQuery()).breached
        assert f"Queue: Breached {counts['3']}" in screen.head.words
        await pilot.press("slash", "space", *"-stage:2", "enter")
        await until(pilot, lambda: screen.shown_view is None and app.focused is screen.rows)
        await settled(app, pilot)
        assert screen.rows.total == total(demo, "band:breached -stage:2")
        await pilot.press("9")
        await pilot.pause()
        assert "No view stands on 9" in next(iter(app._notifications)).message
        await pilot.press("escape")
        await until(pilot, lambda: screen.rows.total == demo.queue_total(QueueQuery()))


async def test_a_filter_is_kept_under_a_digit_renamed_and_dropped(demo):
    app = DeskApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await pilot.press("slash", *"damp", "enter")
        await until(pilot, lambda: app.focused is screen.rows)
        await pilot.press("s", "colon", *"view: save", "enter")
        await until(pilot, lambda: app.screen is not screen and app.screen.query("#name"))
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"0 Damp", "enter")
        await until(pilot, lambda: "one of the digits 1 to 9" in rendered(app))
        await pilot.press("home", "delete", "8", "enter")
        await until(pilot, lambda: "[8 Damp " in screen.view_line.words and app.screen is screen)
        assert (demo.views()[-1].text, demo.views()[-1].sort) == ("damp", "oldest")
        await pilot.press("escape", "8")
        await until(pilot, lambda: screen.view.sort == "oldest" and screen.rows.total == total(demo, "damp"))
        await pilot.press("colon", *"view: del", "enter")
        await until(pilot, lambda: "8 Damp" not in screen.view_line.words and app.screen is screen)
        assert "8" not in {view.digit for view in demo.views()}


async def test_s_changes_the_order_and_the_cursor_stays_on_its_case(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "s")
        await settled(app, pilot)
        assert "sort: oldest" in app.screen.status.words and app.screen.rows.case_id == 1002
        await pilot.press("s", "s", "s", "s")
        await settled(app, pilot)
        assert "sort: clock" in app.screen.status.words


async def test_a_assigns_all_that_are_marked_and_one_u_takes_it_back(demo):
    app = DeskApp(demo)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = app.screen
        await pilot.press("space", "space", "space")
        refs = [row.ref for row in demo.queue_rows(sorted(screen.rows.marks))]
        before = {ref: demo.case(ref).owner for ref in refs}
        await pilot.press("a")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "form" and isinstance(app.focused, Input))
        assert "Assign 3 cases" in rendered(app)
        await pilot.press(*"Ruth Sellick", "ctrl+s")
        await until(
            pilot, lambda: "Ruth Sellick is not on the staff list" in rendered(app) and "Cancel" in rendered(app)
        )
        await pilot.press("y")
        await until(pilot, lambda: app.screen is screen)
        assert {demo.case(ref).owner for ref in refs} == {"Ruth Sellick"}
        assert screen.rows.marks == set() and "Done on 3 cases." in rendered(app)
        await pilot.press("u")
        await until(pilot, lambda: "Takes back: Assigned, on 3 cases" in rendered(app))
        await pilot.press("y")
        await until(pilot, lambda: "Taken back on 3 cases." in rendered(app))
        assert {ref: demo.case(ref).owner for ref in refs} == before
        assert app.faults == []


async def test_what_could_not_be_assigned_is_named_and_stays_marked(demo, monkeypatch):
    from complaintdesk.models.acting import Refused

    app = DeskApp(demo)
    ref, act = demo.queue_page(QueueQuery(), 1, 1)[0].ref, Desk.do

    def do(self, one, *said, **more):
        return Refused("It is locked here.") if one == ref else act(self, one, *said, **more)

    monkeypatch.setattr(Desk, "do", do)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await pilot.press("space", "space", "a")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "form" and isinstance(app.focused, Input))
        await pilot.press(*"Ruth Sellick", "ctrl+s")
        await until(
            pilot, lambda: "Ruth Sellick is not on the staff list" in rendered(app) and "Cancel" in rendered(app)
        )
        await pilot.press("y")
        await until(pilot, lambda: f"{ref}: It is locked here." in rendered(app))
        assert "Done on 1 of 2 cases" in rendered(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert screen.rows.marks == {demo.find(ref)}


async def test_marked_cases_that_a_filter_hides_are_named_and_a_draft_stays_with_its_selection(demo):
    app = DeskApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await pilot.press("space", "space")
        first, _ = (row.ref for row in demo.queue_rows(sorted(screen.rows.marks)))
        await pilot.press("slash", *f"-{first} stage:1", "enter")
        await until(pilot, lambda: "2 marked, " in screen.status.words and " not shown" in screen.status.words)
        await pilot.press("a")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "form" and isinstance(app.focused, Input))
        assert "of them not in the list that is shown: " in rendered(app) and first in rendered(app)
        await pilot.press(*"Ruth Sellick", "ctrl+s")
        await until(pilot, lambda: "Cancel" in rendered(app))
        assert "of them not in the list that is shown: " in app.screen.words, "asked about before it is done"
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("escape")
        await until(pilot, lambda: "not shown" not in screen.status.words)
        for keys, kept in (("a", "Ruth Sellick"), ("a", "")):
            await pilot.press(*keys)
            await until(pilot, lambda: getattr(app.screen, "NAME", "") == "form" and isinstance(app.focused, Input))
            assert app.focused.value == kept, "another selection begins with an empty form"
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is screen)
            await pilot.press("g", "G", "space")
            await settled(app, pilot)
        assert app.faults == []


async def test_the_related_cases_stand_on_a_tab_of_their_own_and_open(demo):
    said = {"resident": "Ines Faro", "address": "4 Sample Row", "words": "The bedroom window is broken."}
    first = demo.receive("salix", said, key="a").ref
    second = demo.receive("salix", {**said, "words": "My bedroom window is still broken."}, key="b").ref
    app = DeskApp(demo, start=second)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "case" and "Related" in rendered(app))
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "May be the same complaint: received the same day" in rendered(app))
        assert "Same person" in rendered(app) and first in rendered(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.case_ref() == first)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.case_ref() == second)


async def test_l_in_the_queue_shows_the_letters_that_were_sent(demo):
    app = DeskApp(demo)
    ref = next(row.ref for row in demo.queue_page(QueueQuery(), 0, 99) if any(e.letter for e in demo.timeline(row.ref)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("number_sign", *ref, "enter")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "queue" and app.screen.case_ref() == ref)
        await pilot.press("l")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "case" and app.screen.case is not None)
        assert app.screen.tab == "letters" and "sent" in rendered(app)


async def test_nothing_acts_unseen_while_the_window_is_too_small(app, flows):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        words = " ".join(rendered(app).split())
        assert words == "The desk needs 80 columns and 24 lines. Make the window larger, or leave with Ctrl+Q."
        await pilot.press("escape", "c", "enter", "x", "j", "space", "V", "3")
        await pilot.resize_terminal(80, 24)
        await settled(app, pilot)
        assert flows.asked == [] and app.screen.rows.at == 1 and app.screen.rows.marks == set()


async def test_a_long_name_or_many_views_never_push_the_first_ones_out(app, fake):
    for digit in "2456789":
        fake.save_view(digit, "A name of 20 letters", f"x{digit}")
    fake.rows = [make_row(n, 3) for n in range(2000)]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = rendered(app).splitlines()[1]
        assert line.startswith(" 1 Gates") and len(line) == 80
