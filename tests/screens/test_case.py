"""The case screen: who and how urgent, what must be seen first, the tabs, and the way back to the list."""

from datetime import date

import pytest
from textual.screen import Screen

from complaintdesk.models.case_view import ClockView
from complaintdesk.models.lists import Chip
from screens import case_tabs, casetext
from screens.commands import hint_line
from screens.palette import look
from tests.screens.casework import ACKNOWLEDGED, CHARGE, COLLEAGUE, DAMP, LIFT, do, open_desk, window
from tests.screens.helpers import assert_clean

TABS = [tab.name for tab in case_tabs.TABS]


async def test_the_head_names_case_stage_clock_resident_and_property(tmp_path) -> None:
    async with window(tmp_path, start=DAMP) as here:
        head = here.screen.query_one("#head").words
        for part in (DAMP, "S1", "3wd", "Tue 9", "Okafor, A", "12 Acacia Avenue"):
            assert part in head


async def test_alerts_stand_on_every_tab(tmp_path) -> None:
    async with window(tmp_path, start=DAMP) as here:
        for tab in TABS:
            assert here.screen.tab == tab
            for words in ("Adjustment: Large print", "Vulnerability: on file", "Contact: By e-mail"):
                assert words in here.text
            await here.press("right_square_bracket")
        assert here.screen.tab == "summary"
        await here.press("left_square_bracket")
        assert here.screen.tab == "related"


async def test_a_tab_is_made_when_it_is_first_opened_and_kept(tmp_path) -> None:
    async with window(tmp_path, start=LIFT) as here:
        made = lambda: [pane.id for pane in here.screen.query_one("ContentSwitcher").children]  # noqa: E731
        assert made() == ["summary"]
        await here.pilot.press("t", "g", "j")  # keys typed at once find the entries there
        assert made() == ["summary", "timeline"]
        timeline = here.screen.pane
        assert timeline.at == 1
        assert here.app.focused is timeline
        await here.press("l")
        await here.press("t")
        assert here.screen.pane is timeline
        assert timeline.at == 1
        assert made() == ["summary", "timeline", "letters"]


async def test_no_alerts_take_no_room(tmp_path) -> None:
    async with window(tmp_path, start=LIFT) as here:
        assert not here.screen.query_one("#alerts").display


async def test_the_summary_shows_each_clock_with_its_clause_and_what_is_owed(tmp_path) -> None:
    async with window(tmp_path, start=LIFT, size=(80, 40)) as here:
        text = here.text
        for clock in here.desk.case(LIFT).clocks:
            assert clock.clause in text
        assert "BREACHED 1wd" in text
        assert "due Wed 3 Apr 2024" in text
        assert "Owed next" in text
        assert "The lift mended" in text


async def test_elements_show_findings_once_there_are_any(tmp_path) -> None:
    async with window(tmp_path, start=LIFT) as here:
        await here.press("right_square_bracket")
        assert "1  The lift was not repaired" in here.text
        assert "No finding yet." in here.text


async def test_empty_tabs_say_why_and_the_next_key(tmp_path) -> None:
    async with window(tmp_path, start=DAMP) as here:
        for keys, words in (
            ("right_square_bracket", "e sets out the complaint"),
            ("right_square_bracket", "No remedies or actions"),
            ("l", "No letter was sent yet"),
        ):
            await here.press(keys)
            assert words in here.text


async def test_next_and_previous_case_keep_the_tab_and_escape_lands_on_the_last_one_seen(tmp_path) -> None:
    async with window(tmp_path) as here:
        assert here.screen.case_ref() == LIFT
        await here.press("enter")
        await here.on("CaseScreen")
        await here.press("right_square_bracket", "J")
        await here.until(lambda: here.screen.case is not None and here.screen.case.ref == CHARGE)
        assert here.screen.tab == "elements"
        await here.press("J")
        await here.until(lambda: here.screen.case is not None and here.screen.case.ref == DAMP)
        await here.press("J")
        assert here.screen.ref == DAMP
        await here.press("K", "escape")
        await here.on("QueueScreen")
        await here.until(lambda: here.screen.case_ref() == CHARGE)


async def test_the_next_case_starts_with_its_entries_folded_and_the_cursor_on_the_last(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("enter")
        await here.on("CaseScreen")
        await here.until(lambda: here.screen.case is not None)
        await here.press("t", "g", "enter", "J")
        await here.until(lambda: here.screen.case is not None and here.screen.case.ref == CHARGE)
        await here.settle()
        pane = here.screen.pane
        assert pane.unfolded == set()
        assert pane.entry == here.desk.timeline(CHARGE)[-1]


async def test_a_colleagues_act_appears_without_moving_tab_scroll_or_cursor(tmp_path) -> None:
    async with window(tmp_path, start=LIFT) as here:
        await here.press("t", "k")
        seq = here.screen.pane.seq
        other = open_desk(tmp_path, here.clock, COLLEAGUE)
        do(other, LIFT, "note", text="Visited")
        other.close()
        await here.until(lambda: len(here.screen.pane.entries) == 3)
        assert here.screen.tab == "timeline"
        assert here.screen.pane.seq == seq
        assert here.app.focused is here.screen.pane


async def test_many_refreshes_at_once_neither_stop_the_desk_nor_lose_an_entry(tmp_path) -> None:
    async with window(tmp_path, start=LIFT) as here:
        await here.press("t")
        other = open_desk(tmp_path, here.clock, COLLEAGUE)
        for number in range(8):
            do(other, LIFT, "note", text=f"note {number}")
            for _ in range(5):
                here.app.broadcast()
                await here.pilot.pause()
        other.close()
        await here.until(lambda: len(here.screen.pane.entries) == 10)
        await here.until(lambda: [row.entry.seq for row in here.screen.pane.rows] == list(range(1, 11)))
        await here.press("escape")
        await here.on("QueueScreen")


async def test_edit_opens_the_definition_and_the_result_is_shown(tmp_path) -> None:
    async with window(tmp_path, start=DAMP) as here:
        await here.press("e")
        await here.on("FormScreen")
        assert here.screen.job.act == "define"
        await here.fill(definition="Damp since January", parts="Damp\nMissed visits")
        await here.press("ctrl+s")
        await here.on("CaseScreen")
        await here.until(lambda: len(here.screen.case.elements) == 2)
        assert "Parts 2" in here.text


async def test_undo_on_a_case_means_that_case(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("m")
        await here.on("FormScreen")
        await here.fill(text="On the lift")
        await here.press("ctrl+s")
        await here.on("QueueScreen")
        await here.press("G", "enter")
        await here.on("CaseScreen")
        await here.press("u")
        await here.on("Told")
        assert DAMP in here.screen.words


async def test_letters_sent_are_listed_and_open_word_for_word(tmp_path) -> None:
    async with window(tmp_path, start=LIFT) as here:
        do(here.desk, LIFT, "acknowledge", **ACKNOWLEDGED)
        await here.until(lambda: here.screen.case.seq == 3)
        await here.press("l")
        await here.until(lambda: len(here.screen.pane.entries) == 1)
        await here.press("enter")
        await here.on("LetterScreen")
        assert "out of service since 26 February" in " ".join(here.screen.letter.text.split())
        assert "Recorded as sent" in here.screen.said
        await here.press("R")
        assert "already" in here.screen.said
        await here.press("e")
        assert "not changed" in here.screen.said
        await here.press("escape")
        await here.on("CaseScreen")
        assert here.screen.tab == "letters"


async def test_a_click_opens_a_tab(tmp_path) -> None:
    async with window(tmp_path, start=LIFT) as here:
        line = here.screen.query_one("#tabs")
        x = line.words.index("Timeline")
        await here.pilot.click("#tabs", offset=(x + 1, 0))
        assert here.screen.tab == "timeline"


async def test_hostile_text_is_plain_text_on_every_tab_and_size(tmp_path) -> None:
    for size in ((80, 24), (120, 40)):
        async with window(tmp_path, start=CHARGE, size=size) as here:
            for _ in TABS:
                assert_clean(here.app)
                await here.press("enter", "right_square_bracket")
            assert "[red]Nwosu[/red]" in here.text


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (79, 24), (200, 60)])
async def test_any_size_is_survived(tmp_path, size) -> None:
    async with window(tmp_path, start=DAMP) as here:
        await here.pilot.resize_terminal(*size)
        await here.settle()
        await here.press("right_square_bracket", "t", "l")
        await here.pilot.resize_terminal(80, 24)
        await here.settle()
        assert DAMP in here.text


async def test_the_footer_is_whole_at_80_columns(tmp_path) -> None:
    async with window(tmp_path, start=DAMP) as here:
        for screen in (here.screen,):
            words = hint_line(screen, screen.NAME)
            assert len(words) <= 78
            assert words.count("  ") <= 6


def clock(**changes: object) -> ClockView:
    values: dict[str, object] = {
        "name": "respond",
        "words": "Respond, stage 1",
        "stage": 1,
        "party": "landlord",
        "day_zero": date(2024, 4, 1),
        "due": date(2024, 4, 11),
        "target": None,
        "base_due": date(2024, 4, 11),
        "provisional": False,
        "state": "running",
        "met_on": None,
        "days_left": 5,
        "clause": "Salix 4.7.5",
        "unconfirmed": False,
        "is_next": True,
        "chip": Chip("watch", "5wd", "Thu 11"),
    }
    return ClockView(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "due_at", "mark_at"), [(date(2024, 4, 1), 27, 0), (date(2024, 4, 6), 27, 14), (date(2024, 4, 21), 14, 27)]
)
def test_a_bar_marks_today_and_the_due_day(today, due_at, mark_at) -> None:
    line = casetext.bar(clock(), look(), today).plain
    drawn = line[line.index("Apr") + 4 :][: casetext.BAR]
    assert drawn[due_at] == "│"
    assert drawn[mark_at] == "▲"


def test_a_bar_of_a_met_clock_is_marked_on_the_day_it_was_met() -> None:
    line = casetext.bar(clock(met_on=date(2024, 4, 6)), look(), date(2024, 9, 1)).plain
    assert "√" in line
    assert "▲" not in line


def test_a_bar_says_target_extension_and_doubt() -> None:
    told = casetext.bar(
        clock(target=date(2024, 4, 9), base_due=date(2024, 4, 8), unconfirmed=True), look(), date(2024, 4, 2)
    ).plain
    assert "own target Tue 9 Apr" in told
    assert "was Mon 8 Apr" in told
    assert "not confirmed" in told


def test_a_bar_speaks_ascii_where_the_terminal_does() -> None:
    assert casetext.bar(clock(), look(ascii_only=True), date(2024, 4, 6)).plain.isascii()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_page_that_opens_is_laid_out_no_more_often_than_it_must(tmp_path, monkeypatch, size) -> None:
    async with window(tmp_path, size=size) as here:
        laid_out = []
        refresh_layout = Screen._refresh_layout

        def counted(self, *how, **more) -> None:
            laid_out.append(type(self).__name__)
            refresh_layout(self, *how, **more)

        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        for key, name in (("enter", "CaseScreen"), ("m", "FormScreen"), ("R", "LetterScreen")):
            laid_out.clear()
            await here.press(key)
            await here.on(name)
            assert here.screen.size == size and here.screen.has_class("-wide" if size[0] == 120 else "-narrow")
            assert laid_out.count(name) <= 3, laid_out
            await here.press("escape")
