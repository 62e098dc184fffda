"""The timeline: a cursor that follows the entry, letters word for word, what was taken back struck through."""

from tests.screens.casework import ACKNOWLEDGED, CHARGE, COLLEAGUE, LIFT, do, open_desk, window
from tests.screens.helpers import assert_clean


async def test_the_cursor_starts_on_the_last_entry_and_enter_unfolds_it(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("t")
        await here.on("TimelineScreen")
        await here.until(lambda: len(here.screen.list.entries) == 2)
        assert here.screen.list.entry.kind == "defined"
        assert "Parts: 1 The lift was not repaired" not in here.text
        await here.press("enter")
        assert "1 The lift was not repaired" in here.text
        await here.press("enter")
        assert "1 The lift was not repaired" not in here.text
        await here.press("escape")
        await here.on("QueueScreen")
        assert here.screen.case_ref() == LIFT


async def test_j_k_g_and_capital_g_move_between_entries(tmp_path) -> None:
    async with window(tmp_path) as here:
        for number in range(30):
            do(here.desk, LIFT, "note", text=f"note {number}")
        await here.press("t")
        await here.on("TimelineScreen")
        entries = here.screen.list
        await here.until(lambda: len(entries.entries) == 32)
        assert entries.at == 31
        for key, at in (("k", 30), ("up", 29), ("j", 30), ("g", 0), ("down", 1), ("G", 31)):
            await here.press(key)
            assert entries.at == at, key
        row = entries.rows[31]
        assert entries.scroll_offset.y <= row.virtual_region.y < entries.scroll_offset.y + entries.size.height


async def test_a_long_letter_is_read_on_with_j_before_the_cursor_leaves_it(tmp_path) -> None:
    async with window(tmp_path) as here:
        do(here.desk, LIFT, "acknowledge", **ACKNOWLEDGED)
        do(here.desk, LIFT, "note", text="after")
        await here.press("t")
        await here.on("TimelineScreen")
        entries = here.screen.list
        await here.until(lambda: len(entries.entries) == 4)
        await here.press("k", "enter")
        assert entries.entry.letter
        assert "Dear Begum, R" in here.text
        top = entries.scroll_offset.y
        await here.press("j")
        assert entries.entry.letter
        assert entries.scroll_offset.y > top
        for _ in range(60):
            await here.pilot.press("j")
            if entries.entry.kind == "noted":
                break
        assert entries.entry.kind == "noted"


async def test_what_was_taken_back_is_struck_through_and_says_so(tmp_path) -> None:
    async with window(tmp_path) as here:
        do(here.desk, LIFT, "note", text="wrong case")
        here.desk.undo(LIFT, seq=3, key="undo")
        await here.press("t")
        await here.on("TimelineScreen")
        await here.until(lambda: len(here.screen.list.entries) == 4)
        assert "taken back" in here.text
        row = next(row for row in here.screen.list.rows if row.entry.undone)
        assert any(getattr(span.style, "strike", False) for span in row.visual._spans)


async def test_search_finds_words_in_folded_letters_and_n_goes_on(tmp_path) -> None:
    async with window(tmp_path) as here:
        do(here.desk, LIFT, "acknowledge", **ACKNOWLEDGED)
        do(here.desk, LIFT, "note", text="the 26 February again")
        await here.press("t")
        await here.on("TimelineScreen")
        await here.until(lambda: len(here.screen.list.entries) == 4)
        await here.press("g", "slash", *"26 february", "enter")
        first = here.screen.list.seq
        assert first in here.screen.list.unfolded
        assert "service since 26" in here.text
        assert "1 of" in here.screen.query_one("#head").words
        while here.screen.list.seq == first:
            await here.press("n")
        assert here.screen.list.entry.kind in ("acknowledged", "noted")
        await here.press("N")
        assert here.screen.list.seq == first
        await here.press("slash", "escape")
        assert type(here.screen).__name__ == "TimelineScreen"
        assert "entries" in here.screen.query_one("#head").words


async def test_narrowing_shows_only_some_kinds_and_says_so(tmp_path) -> None:
    async with window(tmp_path) as here:
        do(here.desk, LIFT, "note", text="one")
        await here.press("t")
        await here.on("TimelineScreen")
        await here.until(lambda: len(here.screen.list.entries) == 3)
        await here.press("f")
        await here.on("Narrow")
        await here.press("j", "j", "j", "space", "enter")
        await here.on("TimelineScreen")
        assert [entry.kind for entry in here.screen.list.entries] == ["noted"]
        assert "1 of 3" in here.screen.query_one("#head").words
        await here.press("f", "g", "home", "enter")
        await here.on("TimelineScreen")
        assert len(here.screen.list.entries) == 3


async def test_news_moves_neither_cursor_nor_what_is_unfolded(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("t")
        await here.on("TimelineScreen")
        await here.until(lambda: len(here.screen.list.entries) == 2)
        await here.press("g", "enter")
        seq = here.screen.list.seq
        other = open_desk(tmp_path, here.clock, COLLEAGUE)
        do(other, LIFT, "note", text="Visited")
        other.close()
        await here.until(lambda: len(here.screen.list.entries) == 3)
        assert here.screen.list.seq == seq
        assert here.screen.list.unfolded == {seq}
        assert here.app.focused is here.screen.list


async def test_a_note_from_the_timeline_is_shown_there(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("t")
        await here.on("TimelineScreen")
        await here.press("m")
        await here.on("FormScreen")
        await here.fill(text="Rang")
        await here.press("ctrl+s")
        await here.on("TimelineScreen")
        await here.until(lambda: len(here.screen.list.entries) == 3)


async def test_a_letter_opens_to_read_from_the_timeline(tmp_path) -> None:
    async with window(tmp_path) as here:
        do(here.desk, LIFT, "acknowledge", **ACKNOWLEDGED)
        await here.press("t")
        await here.on("TimelineScreen")
        await here.until(lambda: len(here.screen.list.entries) == 3)
        await here.press("l")
        await here.on("LetterScreen")
        assert here.screen.letter.text == here.desk.timeline(LIFT)[-1].letter
        await here.press("escape")
        await here.on("TimelineScreen")


async def test_hostile_text_is_plain_text_unfolded_and_searched(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("j", "t")
        await here.on("TimelineScreen")
        assert here.screen.case_ref() == CHARGE
        await here.until(lambda: here.screen.list.entries)
        await here.press("enter")
        assert_clean(here.app)
        await here.press("slash", *"[/]", "enter", "n")
        assert_clean(here.app)
        assert "[@click=app.quit]" in here.text


async def test_a_click_moves_the_cursor_and_a_second_unfolds(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("t")
        await here.on("TimelineScreen")
        await here.until(lambda: len(here.screen.list.entries) == 2)
        await here.pilot.click("#entries", offset=(5, 0))
        assert here.screen.list.at == 0
        assert not here.screen.list.unfolded
        await here.pilot.click("#entries", offset=(5, 0))
        assert here.screen.list.unfolded
