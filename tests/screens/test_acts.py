"""The act menu: everything there is under one letter each; what is not possible stays, and says why."""

from collections import Counter

from complaintdesk.models.views import ActChoice
from screens.acts import ActMenu
from screens.controls import Menu
from tests.screens.casework import LIFT, window
from tests.screens.helpers import HOSTILE, assert_clean


async def test_every_act_is_there_under_its_own_letter_by_group(tmp_path) -> None:
    async with window(tmp_path) as here:
        acts = here.desk.acts(LIFT)
        await here.press("full_stop")
        await here.on("ActMenu")
        lines = [str(option.prompt) for option in here.screen.query_one(Menu).options]
        for act in acts:
            line = next(line for line in lines if f" {act.letter}  {act.label}" in line)
            assert ("not now" in line) is not act.allowed
        assert max(Counter(act.letter for act in acts).values()) == 1
        for group in {act.group for act in acts}:
            assert any(line.startswith(group.capitalize()) for line in lines)


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
        assert f" {last.letter}  {last.label}" in here.text
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
