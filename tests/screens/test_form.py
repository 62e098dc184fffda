"""The one form: fields by kind, the desk's notes beside them, drafts that outlive everything, a free way out."""

import asyncio
import re

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll

from complaintdesk.errors import DiskRefused
from complaintdesk.models.acting import FieldNote
from complaintdesk.models.forms import FIELD_KINDS, Field
from screens import controls
from screens.blocks import FindingBlock, RemediesBox, RemedyBlock, box_for
from screens.fields import FieldBox
from screens.help import help_words
from screens.palette import look
from tests.screens.casework import ACKNOWLEDGED, DAMP, LIFT, PARTS, do, filled, window
from tests.screens.helpers import HOSTILE, assert_clean, rendered

VALUES: dict[str, object] = {
    "line": "one line",
    "number": "31.5",
    "text": "one\ntwo",
    "date": "28/3/24",
    "moment": "28 mar 18:10",
    "choice": "b",
    "case": "CD-26001",
    "flag": True,
    "parts": ("first", "second"),
    "findings": ({"number": 1, "text": "Damp", "finding": "upheld", "reason": "It was", "overturned": "upheld"},),
    "remedies": (
        {
            **{"kind": "apology", "what": "Say sorry", "part": "1", "due_on": "2024-05-01", "done_on": ""},
            **{"pounds": "50", "why": "delay", "owner": "JS"},
        },
    ),
    "several": ("b",),
    "money": "75.00",
    "period": "2024/25",
}


class Boxes(App[None]):
    """Boxes alone, without a desk."""

    look = look()

    def __init__(self, *fields: Field, drafted: dict[str, object] | None = None) -> None:
        super().__init__()
        self.fields, self.drafted = fields, drafted

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"muted": "#888888", "due": "#ffb454"}

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            for field in self.fields:
                yield box_for(field, self.drafted, review=True)


@pytest.mark.parametrize("kind", FIELD_KINDS)
async def test_every_kind_of_field_gives_back_what_stands_in_it(kind) -> None:
    field = Field("f", "A field", kind, VALUES[kind], choices=(("a", "First"), ("b", "Second")))
    async with Boxes(field).run_test() as pilot:
        await pilot.pause()
        box = pilot.app.query_one(FieldBox)
        assert box.value == VALUES[kind]
        assert box.label == "A field"


@pytest.mark.parametrize("kind", FIELD_KINDS)
async def test_a_draft_fills_every_kind_of_field(kind) -> None:
    empty = {
        "flag": False,
        "parts": (),
        "findings": ({**VALUES["findings"][0], "finding": "", "reason": ""},),
        "remedies": (),
    }
    field = Field("f", "A field", kind, empty.get(kind, ""), choices=(("a", "First"), ("b", "Second")))
    drafted = {"f": list(VALUES[kind]) if isinstance(VALUES[kind], tuple) else VALUES[kind]}
    async with Boxes(field, drafted=drafted).run_test() as pilot:
        await pilot.pause()
        assert pilot.app.query_one(FieldBox).value == VALUES[kind]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_in_label_hint_value_choices_and_notes_is_only_text(text) -> None:
    fields = [
        Field("a", text, "line", text, hint=text),
        Field("b", text, "text", text, hint=text, required=True),
        Field("c", text, "choice", "x", choices=(("x", text), ("y", text)), hint=text),
        Field("d", text, "parts", (text, text)),
        Field("e", text, "findings", ({"number": 1, "text": text, "finding": "", "reason": text, "overturned": ""},)),
        Field(
            "f",
            text,
            "remedies",
            ({"kind": text, "what": text, "due_on": text, "pounds": text, "why": text, "owner": text},),
        ),
        Field("g", text, "flag", True),
        Field("h", text, "moment", text),
    ]
    app = Boxes(*fields)
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.pause()
        for box in app.query(FieldBox):
            box.show_note(FieldNote(box.field.name, ok=False, words=text))
        app.query_one("PickOne").focus()
        await pilot.press("enter")
        await pilot.pause()
        assert_clean(app)


async def test_pasted_control_bytes_and_a_hundred_kilobytes_do_no_harm(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("m")
        await here.on("FormScreen")
        await here.fill(text="\x1b]52;c;aGk=\x07\x9b31m[red]x[/red]\u202e\x00")
        await here.paste("word " * 20_000)
        value = here.box("text").value
        assert len(value) > 100_000
        assert not any(ch in value for ch in "\x1b\x07\x9b\u202e\x00")
        assert "[red]x[/red]" in value
        assert_clean(here.app)
        await here.press("escape")
        await here.on("QueueScreen")
        assert here.desk.draft(f"{LIFT}/note")["text"] == value


MANY = "\n".join(f"line {number}" for number in range(14))
"""More lines than an area shows at once."""


async def test_many_lines_are_taken_back_and_done_again_however_they_came(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("m")
        await here.on("FormScreen")
        area = here.box("text").query_one("LinesArea")
        await here.fill(text=MANY)
        for keys, text in ((("ctrl+z",), ""), (("ctrl+y",), MANY)):
            await here.press(*keys)
            assert area.text == text
            assert area.cursor_location == area.document.end
        await here.press("f7", "backspace")
        for key, text in (("ctrl+z", MANY), ("ctrl+y", ""), ("ctrl+z", MANY)):
            await here.press(key)
            assert area.text == text
        await here.press("f7", "backspace")
        typed = "".join(f"{number}\n" for number in range(12))
        for char in typed:
            await here.pilot.press("enter" if char == "\n" else char)
        assert area.text == typed
        for key, text in (("ctrl+z", ""), ("ctrl+y", typed)):
            for _ in range(40):
                await here.pilot.press(key)
                if area.text == text:
                    break
            assert area.text == text


async def test_lines_pasted_into_one_line_are_all_kept(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("a")
        await here.on("FormScreen")
        await here.fill(to="Sam\r\nKhan\n")
        assert here.box("to").value == "Sam Khan"


async def test_a_date_is_read_back_beside_its_field_as_it_is_typed(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("G", "r")
        await here.on("FormScreen")
        assert here.screen.case_ref() == DAMP
        await here.press(*"28/3 18:10")
        await here.until(lambda: here.box("when").note == "Thu 28 Mar 2024 18:10, after hours")


async def test_a_date_nobody_can_read_is_said_but_never_blocks_leaving(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("r")
        await here.on("FormScreen")
        await here.press(*"31/2")
        await here.settle()
        assert not here.box("when").wrong
        await here.press("tab")
        await here.until(lambda: here.box("when").wrong)
        assert here.box("when").note.startswith("!! ")
        assert here.app.focused not in here.box("when").query("*")
        await here.press("ctrl+s")
        await here.until(lambda: here.screen.said.startswith("Not yet"))
        assert here.app.focused in here.box("when").query("*")
        await here.press("escape")
        await here.on("QueueScreen")
        assert here.desk.draft(f"{LIFT}/acknowledge")["when"] == "31/2"


async def test_an_error_goes_as_it_is_mended_and_what_the_form_said_of_it_with_it(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("m")
        await here.on("FormScreen")
        assert "Add a remedy" not in here.text
        here.app.notice("Something older")
        await here.press("ctrl+s")
        await here.until(lambda: here.box("text").wrong)
        assert here.screen.said == "Not yet: Note. This is needed."
        assert not list(here.app._notifications), "a notice would lie over it"
        await here.press("R")
        await here.until(lambda: not here.box("text").wrong)
        assert (here.box("text").note, here.screen.said) == ("", "")
        await here.press("ctrl+p", *"remedy")
        assert "Add a remedy" not in here.text


async def test_an_error_of_a_remedy_goes_as_it_is_mended(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("full_stop", "r")
        await here.on("FormScreen")
        await here.press("ctrl+n")
        await here.until(lambda: len(here.screen.query(RemedyBlock)) == 1)
        await here.press("tab", *"Mend it")
        await here.press("ctrl+s")
        await here.until(lambda: here.box("remedies").wrong)
        assert "remedy 1 has no kind" in here.screen.said
        here.screen.query_one(RemedyBlock).query_one("PickOne").value = "apology"
        await here.until(lambda: not here.box("remedies").wrong)
        assert here.screen.said == ""


async def test_a_needed_field_is_named_on_sending(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("m")
        await here.on("FormScreen")
        await here.press("ctrl+s")
        await here.until(lambda: here.box("text").wrong)
        assert "needed" in here.box("text").note
        assert here.desk.case(LIFT).seq == 2


async def test_what_is_typed_is_stored_within_two_seconds_even_while_typing_goes_on(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("m")
        await here.on("FormScreen")
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while here.desk.draft(f"{LIFT}/note") is None:
            await here.pilot.press("x")
            await asyncio.sleep(0.05)
            assert loop.time() - begun < 20
        kept = here.desk.draft(f"{LIFT}/note")["text"]
        assert set(kept) == {"x"}
        assert type(here.screen).__name__ == "FormScreen"


async def test_the_timer_of_a_draft_is_shorter_than_two_seconds() -> None:
    from screens.drafts import SOON

    assert SOON < 2


@pytest.mark.parametrize("way", ["escape", "ctrl+q", "f2", "f3"])
async def test_every_way_out_keeps_the_draft_and_opening_again_brings_it_back(tmp_path, way) -> None:
    async with window(tmp_path) as here:
        await here.press("r")
        await here.on("FormScreen")
        await here.fill(definition="Half a sentence", unclear="One part\nAnother")
        await here.press(way)
        await here.until(lambda: type(here.screen).__name__ != "FormScreen" or not here.app.is_running)
        assert here.desk.draft(f"{LIFT}/acknowledge")["definition"] == "Half a sentence"
    async with window(tmp_path) as here:
        await here.press("r")
        await here.on("FormScreen")
        assert here.box("definition").value == "Half a sentence"
        assert here.box("unclear").value == "One part\nAnother"
        assert "Your draft is back" in here.text


async def test_starting_afresh_asks_and_fills_the_form_from_the_case(tmp_path) -> None:
    async with window(tmp_path) as here:
        here.desk.save_draft(f"{LIFT}/note", {"text": "old words"})
        await here.press("m")
        await here.on("FormScreen")
        assert here.box("text").value == "old words"
        await here.press("ctrl+r")
        await here.on("Confirm")
        await here.press("y")
        await here.on("FormScreen")
        await here.until(lambda: here.box("text").value == "")
        assert here.desk.draft(f"{LIFT}/note") is None
        await here.press(*"new")
        await here.press("escape")
        await here.on("QueueScreen")
        assert here.desk.draft(f"{LIFT}/note")["text"] == "new"


async def test_a_form_only_opened_leaves_no_draft(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("r")
        await here.on("FormScreen")
        await here.press("tab", "tab", "escape")
        await here.on("QueueScreen")
        assert here.desk.draft(f"{LIFT}/acknowledge") is None


async def test_a_store_that_refuses_says_so_and_the_text_stays(tmp_path, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DiskRefused("The disk is full; nothing was saved.", "Free some space.")

    async with window(tmp_path) as here:
        await here.press("m")
        await here.on("FormScreen")
        await here.fill(text="Rang twice")
        monkeypatch.setattr(here.desk, "do", refuse)
        await here.press("ctrl+s")
        await here.on("Told")
        assert "The disk is full" in here.screen.words
        await here.press("escape")
        await here.on("FormScreen")
        assert here.box("text").value == "Rang twice"
        assert here.desk.draft(f"{LIFT}/note")["text"] == "Rang twice"


async def test_findings_have_a_block_for_each_part_and_the_earlier_decision_only_on_review(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("full_stop", "r")
        await here.on("FormScreen")
        box = here.box("findings")
        assert [row["text"] for row in box.value] == list(PARTS)
        assert not any("overturned" in row for row in box.value)
        assert box.empty
        choice = box.query("PickOne").first()
        choice.value = "upheld"
        await here.settle()
        assert box.value[0]["finding"] == "upheld"
        assert not box.empty


async def test_remedies_are_added_removed_and_put_back_by_keyboard(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("full_stop", "r")
        await here.on("FormScreen")
        await here.press("ctrl+n")
        await here.until(lambda: len(here.screen.query(RemedyBlock)) == 1)
        block = here.screen.query_one(RemedyBlock)
        assert here.app.focused in block.query("*")
        await here.press("tab", *"Mend it")
        box = here.screen.query_one(RemediesBox)
        assert box.value[0]["what"] == "Mend it"
        block.query_one(".remove").focus()
        await here.press("enter")
        await here.until(lambda: not here.screen.query(RemedyBlock))
        assert box.value == ()
        box.query_one("#back").focus()
        await here.press("enter")
        await here.until(lambda: len(here.screen.query(RemedyBlock)) == 1)
        assert box.value[0]["what"] == "Mend it"
        await here.press("escape")
        await here.on("QueueScreen")
        assert here.desk.draft(f"{LIFT}/respond")["remedies"][0]["what"] == "Mend it"


async def test_a_draft_written_before_a_part_was_added_still_fits(tmp_path) -> None:
    async with window(tmp_path) as here:
        rows = [{"number": 1, "text": PARTS[0], "finding": "upheld", "reason": "It was"}]
        here.desk.save_draft(f"{LIFT}/respond", {"findings": rows})
        do(here.desk, LIFT, "define", parts=[*PARTS, "A third thing"])
        await here.press("full_stop", "r")
        await here.on("FormScreen")
        found = here.box("findings").value
        assert [row["text"] for row in found] == [*PARTS, "A third thing"]
        assert [row["finding"] for row in found] == ["upheld", "", ""]


async def test_every_field_of_every_act_can_be_drawn(tmp_path) -> None:
    async with window(tmp_path) as here:
        forms = [here.desk.form(LIFT, choice.key).fields for choice in here.desk.acts(LIFT)]
    every = {repr(field): field for fields in forms for field in fields}
    fields = [field._replace(name=f"field_{n}") for n, field in enumerate(every.values())]
    assert len(fields) > 80
    async with Boxes(*fields).run_test() as pilot:
        await pilot.pause()
        got = [box.field.name for box in pilot.app.query("VerticalScroll > FieldBox") if box.value is not Ellipsis]
        assert got == [field.name for field in fields]


async def test_letters_choose_in_a_closed_list_and_never_reach_the_screens_own_keys(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("C")
        await here.on("FormScreen")
        choice = here.box("why").query_one("PickOne")
        choice.focus()
        await here.press(*"same")
        assert choice.value == "duplicate"
        await here.press("colon", "q", "question_mark", "number_sign")
        assert type(here.screen).__name__ == "FormScreen"
        here.screen.query_one(".submit").focus()
        await here.press("q", "colon")
        assert type(here.screen).__name__ == "FormScreen"


async def test_tab_takes_what_stands_in_an_open_list_and_goes_on(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("C")
        await here.on("FormScreen")
        choice = here.box("why").query_one("PickOne")
        choice.focus()
        await here.press("enter")
        assert choice.expanded
        await here.press(*"legal")
        await here.press("tab")
        assert choice.value == "legal"
        assert not choice.expanded
        assert here.app.focused in here.box("linked").query("*")


async def test_y_and_n_set_a_mark() -> None:
    async with Boxes(Field("f", "Authority seen", "flag", False)).run_test() as pilot:
        box = pilot.app.query_one(FieldBox)
        pilot.app.query_one("YesNo").focus()
        await pilot.press("y")
        assert box.value is True
        assert "[x] yes" in rendered(pilot.app)
        await pilot.press("n")
        assert box.value is False
        assert "[ ] no" in rendered(pilot.app)
        await pilot.press("space")
        assert box.value is True


async def test_the_dates_that_would_follow_stand_over_the_fields_and_follow_what_is_typed(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("full_stop", "k")
        await here.on("FormScreen")
        opened = here.desk.follows(LIFT, "acknowledge", filled(here.desk, LIFT, "acknowledge"))
        assert here.screen.follows == "  ".join(opened)
        assert "respond by" in here.text
        await here.fill(when="9:30")
        earlier = here.desk.follows(LIFT, "acknowledge", filled(here.desk, LIFT, "acknowledge", when="9:30"))
        await here.until(lambda: here.screen.follows == "  ".join(earlier))
        await here.paste(" no time")
        await here.until(lambda: not here.screen.follows)


async def test_each_choice_of_several_is_marked_by_itself_and_says_so_without_colour() -> None:
    field = Field("f", "Restrictions", "several", (), choices=(("a", "Letter only"), ("b", "One person")))
    async with Boxes(field).run_test() as pilot:
        await pilot.pause()
        box = pilot.app.query_one(FieldBox)
        box.focus_inside()
        assert (box.empty, box.value) == (True, ())
        await pilot.press("tab", "space")
        await pilot.pause()
        assert box.value == ("b",)
        assert "[x] One person" in rendered(pilot.app)
        assert "[ ] Letter only" in rendered(pilot.app)
        await pilot.press("x", "space")
        assert box.value == ()


async def test_a_paste_longer_than_any_field_stays_out_whole_and_that_is_said(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(controls, "LONGEST", 1_000)
    async with window(tmp_path) as here:
        for act, name in (("m", "text"), ("a", "to")):
            await here.press(act)
            await here.on("FormScreen")
            await here.fill(**{name: "kept"})
            await here.paste("x" * 1_001)
            await here.settle()
            box = here.box(name)
            assert box.value == "kept"
            assert "1,001 characters" in box.note and "nothing of it was put in" in box.note
            await here.press("!")
            await here.until(lambda box=box: not box.wrong)
            assert box.value == "kept!"
            await here.press("escape")
            await here.on("QueueScreen")


async def test_what_is_wrong_with_one_finding_stands_under_its_part(tmp_path) -> None:
    async with window(tmp_path) as here:
        do(here.desk, LIFT, "acknowledge", **ACKNOWLEDGED)
        await here.press("r")
        await here.on("FormScreen")
        first, second = here.screen.query(FindingBlock)
        reason = next(box for box in second.query(FieldBox) if box.field.name == "reason")
        for block in (first, second):
            block.query_one("PickOne").value = "upheld"
        first.query_one("LinesArea").text = "It was out of service."
        reason.query_one("LinesArea").text = "x" * 20_001
        wrong = await here.screen.first_wrong(required=False)
        assert wrong is reason and "20,001" in reason.note
        assert not here.box("findings").wrong and "20,001" not in here.box("findings").note
        here.screen.blame(wrong)
        await here.settle()
        assert here.app.focused in reason.query("*")
        reason.query_one("LinesArea").text = ""
        await here.screen.look_at([reason], aloud=True)
        here.screen.go_to("findings")
        await here.settle()
        assert here.app.focused in reason.query("*")


async def test_one_more_remedy_is_brought_into_view_with_the_cursor_in_it(tmp_path) -> None:
    async with window(tmp_path) as here:
        do(here.desk, LIFT, "acknowledge", **ACKNOWLEDGED)
        await here.press("r")
        await here.on("FormScreen")
        await here.press("ctrl+n", "ctrl+n")
        block = here.screen.query(RemedyBlock).last()
        await here.until(lambda: here.app.focused in block.query("*"))
        fields = here.screen.query_one(".fields").region
        await here.until(lambda: fields.contains_region(block.region))


async def test_a_remedy_at_fault_has_the_cursor_in_its_field_and_not_on_the_button_that_removes_it(tmp_path) -> None:
    async with window(tmp_path) as here:
        do(here.desk, LIFT, "acknowledge", **ACKNOWLEDGED)
        remedy = {**VALUES["remedies"][0], "pounds": "lots"}
        rows = [{"number": number, "text": "", "finding": "upheld", "reason": "It was"} for number in (1, 2)]
        sound = {**remedy, "pounds": "50", "done_on": ""}
        here.desk.save_draft(f"{LIFT}/respond", {"findings": rows, "remedies": [sound, remedy]})
        await here.press("r")
        await here.on("FormScreen")
        second = here.screen.query(RemedyBlock).last()
        pounds = next(box for box in second.query(FieldBox) if box.field.name == "pounds")
        wrong = await here.screen.first_wrong(required=False)
        assert wrong is pounds and "'lots' is no sum of money" in pounds.note
        here.screen.blame(wrong)
        await here.settle()
        assert here.app.focused in pounds.query("*")
        pounds.query_one("LineInput").value = ""
        await here.screen.look_at([pounds], aloud=True)
        second.query_one("PickOne").clear()
        await here.settle()
        wrong = await here.screen.first_wrong(required=False)
        assert wrong is here.box("remedies") and "remedy 2 has no kind" in wrong.note
        here.screen.blame(wrong)
        await here.settle()
        assert here.app.focused is second.query_one("PickOne")


async def test_help_in_a_field_of_many_lines_names_its_own_keys(tmp_path) -> None:
    async with window(tmp_path, size=(80, 60)) as here:
        await here.press("m")
        await here.on("FormScreen")
        here.box("text").query_one("LinesArea").focus()
        await here.settle()
        await here.press("f1")
        await here.on("HelpSheet")
        told = help_words(here.screen.keys, here.app.look).plain
        for words in ("F7 +Select all", "Ctrl.Z +Undo typing", "Ctrl.Y +Redo typing"):
            assert re.search(words, told), words


async def test_the_hint_of_an_area_is_never_cut_whatever_the_width() -> None:
    hint = "It helps us if you can say why you disagree and what more you would like us to do. " * 3
    hint = hint.strip()
    async with Boxes(Field("f", "Why", "text", "", hint=hint), Field("g", "G", "text", hint)).run_test() as pilot:
        await pilot.pause()
        for size in ((80, 24), (120, 60), (60, 24), (200, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            seen = " ".join(re.sub(r"[│█]|\bWhy\b|\bG\b", " ", rendered(pilot.app)).split())
            assert f"({hint})" in seen, size
            assert seen.count(hint) == 2, size
