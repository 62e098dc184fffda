"""The act menu: everything there is under one letter each; what is not possible stays, and says why."""

import string
from collections import Counter

import pytest

from complaintdesk.engine.acts import ACTS
from complaintdesk.models.acting import ActChoice
from screens.acts import ActMenu
from screens.app import DeskApp
from screens.command_table import COMMANDS
from screens.help import help_words, menu_words
from screens.palette import look
from tests.screens.casework import LIFT, window
from tests.screens.fake_desk import FakeDesk
from tests.screens.helpers import HOSTILE, assert_clean, rendered, until


async def test_every_act_is_there_under_its_own_letter_by_group(tmp_path) -> None:
    async with window(tmp_path, size=(120, 40)) as here:
        acts = here.desk.acts(LIFT)
        await here.press("full_stop")
        await here.on("ActMenu")
        assert [act.key for act in here.screen.grid.choices] == [act.key for act in acts], "the desk's order stays"
        for act in acts:
            words = f"{act.letter}  {act.label[:20]}"  # a label beside 'not now' may be cut
            (line,) = [line for line in here.text.splitlines() if words in line]
            at = line.index(words)
            assert ("not now" in line[at : at + 35]) is not act.allowed, act
        assert max(Counter(act.letter for act in acts).values()) == 1
        for group in {act.group for act in acts}:
            assert group.capitalize() in here.text
        assert f"  {len(acts)} acts" in here.screen.title_words


def test_a_key_that_begins_an_act_on_a_page_begins_the_same_one_in_the_menu() -> None:
    """The other letters of a page look, move or take back; the menu's help names them, and lists the menu's keys."""
    begins = {"queue.new": "receive", "case.edit": "define", "acts.reply": "respond"}
    for one in COMMANDS:
        act = begins.get(one.id) or (one.action[5:-2] if one.action.startswith("act('") else "")
        if act:
            assert ACTS[act].letter == one.keys, one.id
    words = menu_words()
    assert "(r m a d S C e)" in words and "(x t l R u y J K)" in words
    sheet = help_words({"menu.choose": ("enter",), "menu.search": ("slash",)}, look()).plain
    assert "In this menu every letter" in sheet and "Only acts with these words" in sheet


def sixty() -> list[ActChoice]:
    """Nearly as many acts as there are letters and digits to pick them by; every third is not possible now."""
    letters = string.ascii_letters + string.digits[:5]
    groups = ("contact", "stage", "decision", "remedy", "people", "file")
    return [
        ActChoice(f"act-{n}", letter, f"Thing number {n}", groups[n // 11], n % 3 > 0, f"Not {n}.", f"{n}.1")
        for n, letter in enumerate(letters)
    ]


@pytest.mark.parametrize(("size", "pages"), [((80, 24), 2), ((120, 40), 1)])
async def test_sixty_acts_are_all_to_be_seen_and_keep_their_places(size, pages) -> None:
    app = DeskApp(FakeDesk())
    async with app.run_test(size=size) as pilot:
        menu, choices = ActMenu("CD-26000", sixty()), sixty()
        app.push_screen(menu)
        await until(pilot, lambda: menu.standing and (pages == 1 or "page 1 of 2" in menu.title_words))
        seen = rendered(app)
        for _ in range(pages - 1):
            await pilot.press("pagedown")
            seen += rendered(app)
        for one in choices:
            line = f"{one.letter}  {one.label} "
            assert line in seen, line
        assert seen.count("not now") >= sum(not one.allowed for one in choices)
        await pilot.press("home", "down", "right")
        column = menu.grid.at
        await pilot.press("left")
        assert menu.grid.at == 1 < column
        await pilot.press("end")
        assert menu.grid.choice == choices[-1]
        await pilot.press("space")
        assert all(one.allowed for one in menu.grid.choices)
        assert f"{len(menu.grid.choices)} of {len(choices)} acts" in menu.title_words, "narrowed, and says so"
        await pilot.press(choices[0].letter)
        assert "Not 0. (0.1)" in menu.why, "a letter is never lost to the narrowing"
        assert len(menu.grid.choices) == len(choices)


async def test_words_narrow_the_menu_and_enter_takes_the_first(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("full_stop")
        await here.on("ActMenu")
        await here.press("slash", *"note")
        assert all("note" in one.sought_in for one in here.screen.grid.choices)
        assert " of " in here.screen.title_words
        assert here.screen.grid.choice.key == "note", "a word that begins so goes first"
        await here.press(*"xyz")
        assert "No act has these words" in here.text
        await here.press("enter", "escape")
        await here.until(lambda: f"  {len(here.desk.acts(LIFT))} acts" in here.screen.title_words)
        await here.press("slash", *"note", "enter")
        await here.on("FormScreen")
        assert here.screen.job.act == "note"


async def test_the_cursor_and_the_letter_both_say_why_not(tmp_path) -> None:
    async with window(tmp_path) as here:
        stopped = [act for act in here.desk.acts(LIFT) if not act.allowed]
        assert stopped
        await here.press("full_stop")
        await here.on("ActMenu")
        for act in stopped:
            await here.press(act.letter)
            assert type(here.screen).__name__ == "ActMenu"
            assert act.reason in here.screen.why
            assert act.clause in here.screen.why
        await here.press("enter")
        assert type(here.screen).__name__ == "ActMenu"


async def test_a_letter_opens_its_act_at_once(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("full_stop")
        await here.on("ActMenu")
        await here.press("k")
        await here.on("FormScreen")
        assert here.screen.job.act == "acknowledge"


async def test_arrows_and_enter_open_an_act_too(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("full_stop")
        await here.on("ActMenu")
        await here.press("down", "enter")
        await here.on("FormScreen")
        assert here.screen.job.act == "contact"


async def test_it_fits_80_by_24_with_the_reason_in_sight(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("full_stop")
        await here.on("ActMenu")
        await here.press("end")
        last = here.desk.acts(LIFT)[-1]
        assert f">{last.letter}  {last.label}" in here.text
        assert here.screen.query_one("#why").region.bottom <= 24


async def test_hostile_labels_and_reasons_are_plain_text(tmp_path) -> None:
    async with window(tmp_path) as here:
        choices = [
            ActChoice(str(n), chr(97 + n), text, "file", n % 2 == 0, text, text) for n, text in enumerate(HOSTILE)
        ]
        here.app.push_screen(ActMenu(HOSTILE[1], choices))
        await here.on("ActMenu")
        for choice in choices:
            if not choice.allowed:
                await here.press(choice.letter)
                assert_clean(here.app)


def test_the_looks_of_a_dialog_and_a_screen_come_from_the_shared_bases() -> None:
    from screens.case import CaseScreen
    from screens.confirm import Confirm
    from screens.form import FormScreen
    from screens.letter import LetterScreen

    for kind, base in (
        (ActMenu, "DeskModal"),
        (Confirm, "DeskModal"),
        *((one, "DeskScreen") for one in (CaseScreen, FormScreen, LetterScreen)),
    ):
        assert base in kind._css_type_names
