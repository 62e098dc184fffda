"""The letter preview: as it will print, beside what it must contain; refused while something is missing."""

from complaintdesk.errors import BadDataFile
from complaintdesk.models.letter import Check, Letter
from screens.checklist import Checklist
from screens.find import places
from screens.letter import LetterScreen
from tests.screens.casework import ACKNOWLEDGED, DAMP, LIFT, filled, window
from tests.screens.helpers import HOSTILE, assert_clean


async def open_letter(here, *first: str) -> None:
    await here.press(*first, "R")
    await here.on("LetterScreen")
    await here.until(lambda: here.screen.letter is not None)
    await here.settle()


async def test_the_letter_is_shown_as_the_desk_writes_it(tmp_path) -> None:
    async with window(tmp_path, size=(120, 40)) as here:
        await open_letter(here)
        written = here.desk.preview(LIFT, "acknowledge", filled(here.desk, LIFT, "acknowledge"))
        assert here.screen.letter.text == written.text
        for line in written.text.split("\n")[:20]:
            assert line in here.text


async def test_the_letter_comes_without_its_form_from_the_draft_and_the_draft_goes_when_it_is_sent(tmp_path) -> None:
    async with window(tmp_path) as here:
        here.desk.save_draft(f"{LIFT}/acknowledge", dict(ACKNOWLEDGED) | {"definition": "A lift that stands still"})
        await open_letter(here)
        assert [type(one).__name__ for one in here.app.screen_stack] == ["QueueScreen", "LetterScreen"]
        assert "A lift that stands still" in " ".join(here.screen.letter.text.split())
        await here.press("R")
        await here.on("Confirm")
        await here.press("y")
        await here.on("QueueScreen")
        assert "A lift that stands still" in " ".join(here.desk.timeline(LIFT)[-1].letter.split())
        assert here.desk.draft(f"{LIFT}/acknowledge") is None


async def test_what_is_typed_after_e_goes_into_the_form_that_opens(tmp_path) -> None:
    async with window(tmp_path) as here:
        await open_letter(here)
        wanted = here.screen.missing[0]
        await here.pilot.press("i", "e", *"damp")
        await here.on("FormScreen")
        await here.until(lambda: here.box(wanted.field).value == "damp")
        assert here.screen.said.startswith("The letter still needs:")
        await here.press("escape")
        await here.on("QueueScreen")
        assert here.desk.draft(f"{LIFT}/acknowledge")[wanted.field] == "damp"


async def test_the_format_asked_for_stands_in_the_head(tmp_path) -> None:
    async with window(tmp_path) as here:
        await open_letter(here, "G")
        assert here.screen.case_ref() == DAMP
        assert "Large print" in here.screen.query_one("#head").words


async def test_each_missing_item_names_its_clause_and_its_field(tmp_path) -> None:
    async with window(tmp_path) as here:
        await open_letter(here)
        missing = here.screen.missing
        assert len(missing) >= 2
        words = here.screen.query_one(Checklist).words
        for check in missing:
            assert f"Missing: {check.says} ({check.clause}" in words
        for number, check in enumerate(missing, 1):
            await here.press("i")
            assert here.screen.said.startswith(f"Missing {number} of {len(missing)}: {check.says} ({check.clause})")
        await here.press("i")
        assert here.screen.said.startswith("Missing 1 of")
        met = next(check for check in here.screen.letter.checks if check.met)
        assert met.where in words


async def test_e_after_i_goes_to_that_items_field(tmp_path) -> None:
    async with window(tmp_path) as here:
        await open_letter(here)
        second = here.screen.missing[1]
        await here.press("i", "i", "e")
        await here.on("FormScreen")
        assert here.app.focused in here.box(second.field).query("*")
        await here.paste("We see to the lift")
        await here.press("ctrl+s")
        await here.on("LetterScreen")
        await here.until(lambda: here.screen.letter is not None)
        assert second.item not in {check.item for check in here.screen.missing}


async def test_the_checklist_stands_below_at_80_columns_and_beside_at_120(tmp_path) -> None:
    async with window(tmp_path) as here:
        await open_letter(here)
        page, checks = here.screen.query_one("#page"), here.screen.query_one(Checklist)
        assert checks.region.y >= page.region.bottom
        height = checks.size.height
        await here.press("right_square_bracket")
        assert checks.size.height > height
        await here.press("right_square_bracket")
        assert not checks.display
        await here.press("right_square_bracket")
        assert checks.size.height == height
        await here.pilot.resize_terminal(120, 40)
        await here.settle()
        assert checks.region.x >= page.region.right
        assert page.size.width >= 78


async def test_j_k_and_page_down_move_the_letter(tmp_path) -> None:
    async with window(tmp_path) as here:
        await open_letter(here)
        page = here.screen.query_one("#page")
        await here.press("j")
        assert page.scroll_offset.y == 1
        await here.press("k")
        assert page.scroll_offset.y == 0
        await here.press("pagedown")
        assert page.scroll_offset.y > 3
        await here.press("G")
        assert page.scroll_offset.y == page.max_scroll_y
        await here.press("g")
        assert page.scroll_offset.y == 0


async def test_search_goes_from_place_to_place(tmp_path) -> None:
    async with window(tmp_path) as here:
        await open_letter(here)
        found = len(places(here.screen.letter.text, "complaint"))
        await here.press("slash", *"COMPLAINT", "enter")
        assert here.screen.said == f"1 of {found}"
        await here.press("n")
        assert here.screen.said == f"2 of {found}"
        await here.press("N", "N")
        assert here.screen.said == f"{found} of {found}"
        await here.press("slash", *"zzz")
        assert here.screen.said == "Nothing found."
        await here.press("escape")
        assert type(here.screen).__name__ == "LetterScreen"
        assert "missing" in here.screen.said


async def test_y_copies_the_text(tmp_path) -> None:
    async with window(tmp_path) as here:
        await open_letter(here)
        await here.press("y")
        assert here.app.clipboard == here.screen.letter.text


async def test_the_key_kept_for_saving_does_nothing(tmp_path) -> None:
    async with window(tmp_path) as here:
        await open_letter(here)
        before = here.text
        await here.press("o")
        assert here.text == before


async def test_a_letter_that_cannot_be_made_says_so_and_leads_back(tmp_path, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise BadDataFile("salix/acknowledgement.md: a name is unknown.", "Mend the template.")

    async with window(tmp_path) as here:
        monkeypatch.setattr(here.desk, "preview", broken)
        await here.press("R")
        await here.on("LetterScreen")
        await here.until(lambda: "cannot be made" in here.text)
        await here.press("R")
        assert "no letter" in here.screen.said
        await here.press("e")
        await here.on("FormScreen")


async def test_an_item_no_field_can_fill_says_that_another_act_comes_first(tmp_path, monkeypatch) -> None:
    check = Check("contact", "That we spoke to the resident.", "4.2.11", False, "No contact is on record.", "")
    letter = Letter("acknowledgement", "Stage 1 acknowledgement", "Dear R", (check,))
    async with window(tmp_path) as here:
        monkeypatch.setattr(here.desk, "preview", lambda *_: letter)
        await open_letter(here)
        await here.press("R")
        assert "Another act comes first" in here.screen.said
        await here.press("e")
        await here.on("FormScreen")
        assert "no field here" in here.screen.said or here.screen.said == ""


async def test_only_what_blocks_stops_a_letter(tmp_path) -> None:
    async with window(tmp_path) as here:
        for name, value in ACKNOWLEDGED.items():
            here.desk.save_draft(f"{LIFT}/acknowledge", dict(ACKNOWLEDGED) | {name: value})
        await open_letter(here)
        assert here.screen.missing == ()
        assert any(not check.met for check in here.screen.letter.checks)
        await here.press("R")
        await here.on("Confirm")


async def test_hostile_letters_and_checks_are_plain_text(tmp_path) -> None:
    async with window(tmp_path) as here:
        for text in HOSTILE:
            letter = Letter(
                "acknowledgement", text, f"{text}\n{text}", (Check(text, text, text, False, text, text),), text
            )
            here.app.push_screen(LetterScreen(past=letter, about=text, sent=text))
            await here.on("LetterScreen")
            assert_clean(here.app)
            await here.press("slash", *"x", "enter")
            assert_clean(here.app)
            here.screen.dismiss(None)
            await here.on("QueueScreen")


async def test_escape_first_forgets_what_was_sought(tmp_path) -> None:
    async with window(tmp_path) as here:
        await open_letter(here)
        await here.press("slash", *"complaint", "enter", "escape")
        assert type(here.screen).__name__ == "LetterScreen"
        assert "missing" in here.screen.said
        await here.press("escape")
        await here.on("QueueScreen")


async def test_a_hundred_kilobytes_scroll(tmp_path) -> None:
    async with window(tmp_path) as here:
        letter = Letter("acknowledgement", "Long", "word " * 20_000, ())
        here.app.push_screen(LetterScreen(past=letter, about="x", sent="Sent."))
        await here.on("LetterScreen")
        await here.press("G")
        assert here.screen.query_one("#page").scroll_offset.y > 500


def test_places_are_found_whatever_the_case_and_never_misplaced() -> None:
    assert places("Damp, damp, DAMP", "damp") == [(0, 4), (6, 10), (12, 16)]
    assert places("nothing", "") == []
    assert places("İstanbul x", "x") == [(9, 10)]
    assert places("since 26\n    February", "26 february") == [(6, 21)]
