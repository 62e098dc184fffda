"""A landlord's book on the screen: no clocks, a tab for each group, its own acts, reached by name and by reference."""

import pytest

from complaintdesk.models.terms import BOOK
from tests.screens.casework import window


async def test_somebody_is_put_on_the_staff_list_from_the_command_line_to_the_tab(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("colon", *"book")
        await here.until(lambda: "The book of Salix Homes" in here.text)
        await here.press("enter")
        await here.on("CaseScreen")
        assert here.screen.case.feedback == BOOK
        assert "BOOK-SALIX  The book of Salix Homes" in here.text
        assert "Nothing is in it yet." in here.text
        assert "Clocks" not in here.text and "nobody yet" not in here.text
        await here.press("full_stop")
        await here.on("ActMenu")
        assert {one.key for one in here.screen.grid.choices} == {one.key for one in here.desk.acts("BOOK-SALIX")}
        letter = next(one.letter for one in here.desk.acts("BOOK-SALIX") if one.key == "staff_add")
        await here.press(letter)
        await here.on("FormScreen")
        await here.fill(name="Tia [red]Lund[/red]", team="Repairs")
        await here.press("ctrl+s")
        await here.on("CaseScreen")
        await here.until(lambda: "Staff 1" in here.text)
        await here.press("right_square_bracket")
        assert "Tia [red]Lund[/red]; Repairs" in here.text
        await here.press("l", "e", "r", "x")
        assert not here.app.faults


@pytest.mark.parametrize("typed", ["book-salix"])
async def test_its_reference_opens_it_from_anywhere(tmp_path, typed) -> None:
    async with window(tmp_path) as here:
        await here.press("number_sign", *typed, "enter")
        await here.on("CaseScreen")
        assert here.screen.is_book
        await here.press("left_square_bracket")
        assert here.screen.tab == "timeline"


async def test_the_keys_of_a_case_say_on_a_book_what_can_be_done_there(tmp_path) -> None:
    async with window(tmp_path, size=(80, 24)) as here:
        await here.press("number_sign", *"book-salix", "enter")
        await here.on("CaseScreen")
        await here.press("r")
        await here.on("Told")
        await here.until(lambda: "There is no such act here. What can be done: Number" in here.text)
        assert "Add somebody to the" in here.text
