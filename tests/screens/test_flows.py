"""Flows: from any list an act goes through its form, letter and dialog into the history, and nowhere else."""

import asyncio
import random

import pytest
from textual import events
from textual.geometry import Size

from complaintdesk.models.acting import Done, Refused
from screens.app import DeskApp
from screens.command_table import COMMANDS
from screens.commands import hint_line
from tests.screens.casework import ACKNOWLEDGED, CHARGE, COLLEAGUE, DAMP, LIFT, do, open_desk, window
from tests.screens.helpers import assert_clean

SAID = {name: ACKNOWLEDGED[name] for name in ("definition", "responsible_for", "not_responsible_for")}


async def test_a_reply_goes_from_form_to_letter_to_the_record(tmp_path) -> None:
    async with window(tmp_path) as here:
        assert here.screen.case_ref() == LIFT
        await here.press("r")
        await here.on("FormScreen")
        await here.fill(**SAID)
        await here.press("ctrl+s")
        await here.on("LetterScreen")
        assert here.screen.missing == ()
        assert "out of service since 26 February" in " ".join(here.screen.letter.text.split())
        await here.press("R")
        await here.on("Confirm")
        assert LIFT in here.screen.words
        assert "Begum, R" in here.screen.words
        assert here.desk.case(LIFT).seq == 2
        await here.press("y")
        await here.on("QueueScreen")
        sent = here.desk.timeline(LIFT)[-1]
        assert sent.kind == "acknowledged"
        assert "out of service since 26 February" in " ".join(sent.letter.split())
        assert here.desk.draft(f"{LIFT}/acknowledge") is None
        await here.until(lambda: here.screen.case_ref() in (DAMP, CHARGE))
        notice = next(iter(here.app._notifications))
        assert notice.message.startswith("Saved. ")


async def test_enter_alone_never_confirms_and_escape_changes_nothing(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("C")
        await here.on("FormScreen")
        here.box("why").query_one("PickOne").value = "duplicate"
        await here.fill(linked=DAMP, reason="Mended and agreed", lessons="none")
        await here.press("ctrl+s")
        await here.on("Confirm")
        assert here.app.focused.id == "no"
        await here.press("enter")
        await here.on("FormScreen")
        assert here.desk.case(LIFT).status == "open"
        await here.press("ctrl+s")
        await here.on("Confirm")
        await here.press("escape")
        await here.on("FormScreen")
        assert here.box("why").value == "duplicate"
        await here.press("ctrl+s")
        await here.on("Confirm")
        await here.press("y")
        await here.on("QueueScreen")
        assert here.desk.case(LIFT).status == "closed"


async def test_undo_names_what_it_takes_back_and_means_the_last_act_though_the_cursor_went_on(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("m")
        await here.on("FormScreen")
        await here.fill(text="Rang twice")
        await here.press("ctrl+s")
        await here.on("QueueScreen")
        assert here.desk.timeline(LIFT)[-1].title in ("Note", "Noted") or here.desk.case(LIFT).seq == 3
        await here.press("j", "u")
        await here.on("Confirm")
        assert LIFT in here.screen.words
        assert "Not" in here.screen.words
        await here.press("y")
        await here.on("QueueScreen")
        assert any(entry.undone for entry in here.desk.timeline(LIFT))


async def test_what_cannot_be_undone_says_why(tmp_path) -> None:
    async with window(tmp_path) as here:
        other = open_desk(tmp_path, here.clock, COLLEAGUE)
        do(other, LIFT, "note", text="Visited")
        other.close()
        await here.press("u")
        await here.on("Told")
        assert COLLEAGUE in here.screen.words
        await here.press("escape")
        await here.on("QueueScreen")


async def test_record_sent_shows_the_letter_first_and_is_refused_while_something_is_missing(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("R")
        await here.on("LetterScreen")
        await here.until(lambda: here.screen.letter is not None)
        await here.settle()
        first = here.screen.missing[0]
        await here.press("R")
        assert here.screen.said.startswith("Not yet")
        assert first.says in here.screen.said
        assert first.clause in here.screen.said
        assert here.desk.case(LIFT).seq == 2
        await here.press("escape")
        await here.on("QueueScreen")
        assert here.screen.case_ref() == LIFT


async def test_the_letter_leads_to_the_field_that_is_missing_and_back(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("R")
        await here.on("LetterScreen")
        await here.until(lambda: here.screen.letter is not None)
        await here.settle()
        wanted = here.screen.missing[0].field
        await here.press("e")
        await here.on("FormScreen")
        assert here.app.focused in here.box(wanted).query("*")
        await here.press("escape")
        await here.on("QueueScreen")


async def test_a_conflict_says_who_did_what_loses_no_typing_and_tries_again_on_top(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("m")
        await here.on("FormScreen")
        await here.fill(text="Rang twice, no answer")
        other = open_desk(tmp_path, here.clock, COLLEAGUE)
        do(other, LIFT, "note", text="Visited the block")
        other.close()
        await here.press("ctrl+s")
        await here.on("Confirm")
        assert COLLEAGUE in here.screen.words
        assert "Begum, R" in here.screen.words
        await here.press("escape")
        await here.on("FormScreen")
        assert here.box("text").value == "Rang twice, no answer"
        assert here.desk.draft(f"{LIFT}/note")["text"] == "Rang twice, no answer"
        await here.press("ctrl+s")
        await here.on("Confirm")
        await here.press("y")
        await here.on("QueueScreen")
        assert here.desk.timeline(LIFT)[-1].who == here.desk.who
        assert here.desk.case(LIFT).seq == 4


async def test_a_letter_after_a_conflict_is_made_again_and_read_again(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("r")
        await here.on("FormScreen")
        await here.fill(**SAID)
        await here.press("ctrl+s")
        await here.on("LetterScreen")
        await here.until(lambda: here.screen.letter is not None)
        other = open_desk(tmp_path, here.clock, COLLEAGUE)
        do(other, LIFT, "note", text="Visited the block")
        other.close()
        await here.press("R", "y")
        await here.until(lambda: "faster" in getattr(here.screen, "words", ""))
        await here.press("y")
        await here.on("LetterScreen")
        assert here.desk.case(LIFT).seq == 3
        await here.press("R", "y")
        await here.on("QueueScreen")
        assert here.desk.timeline(LIFT)[-1].kind == "acknowledged"


async def test_an_act_that_became_impossible_meanwhile_is_said_and_the_text_is_kept(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("C")
        await here.on("FormScreen")
        await here.fill(linked=DAMP, reason="Both agree")
        here.box("why").query_one("PickOne").value = "duplicate"
        other = open_desk(tmp_path, here.clock, COLLEAGUE)
        do(other, LIFT, "close", why="duplicate", linked=DAMP, reason="Mended", lessons="none")
        other.close()
        await here.press("ctrl+s", "y")
        await here.until(lambda: "faster" in getattr(here.screen, "words", ""))
        await here.press("y")
        await here.on("Told")
        await here.press("escape")
        await here.on("FormScreen")
        assert here.box("reason").value == "Both agree"


async def test_dialogs_show_hostile_names_as_plain_words(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("j")
        assert here.screen.case_ref() == CHARGE
        for keys, name in ((("full_stop",), "ActMenu"), (("x",), "ExplainScreen"), (("R",), "LetterScreen")):
            await here.press(*keys)
            await here.on(name)
            assert_clean(here.app)
            await here.press("escape")
            await here.on("QueueScreen")
        await here.press("full_stop")
        await here.on("ActMenu")
        await here.press("w")
        await here.on("FormScreen")
        await here.press("ctrl+s")
        await here.on("Confirm")
        assert "[red]Nwosu[/red]" in here.screen.words
        assert "[red]Nwosu[/red]" in here.text
        assert_clean(here.app)


@pytest.mark.parametrize("key", ["r", "m", "a", "d", "S", "C"])
async def test_every_form_can_be_left_with_nothing_recorded(tmp_path, key) -> None:
    async with window(tmp_path) as here:
        before = here.desk.case(LIFT).seq
        await here.press(key)
        await here.on("FormScreen")
        await here.press("escape")
        await here.on("QueueScreen")
        assert here.desk.case(LIFT).seq == before
        assert here.screen.case_ref() == LIFT


@pytest.mark.parametrize("key", ["l", "R"])
async def test_when_no_letter_is_due_that_is_said(tmp_path, key) -> None:
    async with window(tmp_path) as here:
        do(here.desk, LIFT, "close", why="duplicate", linked=DAMP, reason="Mended", lessons="none")
        from screens import flows

        here.app.run_worker(flows.letter(here.app, LIFT), exit_on_error=False)
        await here.on("Told")
        assert LIFT in here.screen.words


async def test_keys_typed_fast_go_where_they_were_meant(tmp_path) -> None:
    async with window(tmp_path) as here:
        for key in ("full_stop", "m"):
            here.app.post_message(events.Key(key, key if len(key) == 1 else "."))
        await here.on("FormScreen")
        assert here.screen.job.act == "note"
        await here.press("escape")
        await here.on("QueueScreen")
        for key in ("m", *"Rang"):
            here.app.post_message(events.Key(key, key))
        await here.on("FormScreen")
        await here.until(lambda: here.box("text").value == "Rang")


async def test_keys_typed_ahead_never_answer_a_question(tmp_path) -> None:
    async with window(tmp_path) as here:
        do(here.desk, LIFT, "note", text="Visited")
        for key in ("u", "y", "y"):
            here.app.post_message(events.Key(key, key))
        await here.on("Confirm")
        assert not any(entry.undone for entry in here.desk.timeline(LIFT))


async def test_a_block_that_a_role_may_lift_asks_for_the_reason(tmp_path, monkeypatch) -> None:
    given: list[str] = []

    def refusal(ref, act, values, *, seq, override=""):
        if not override:
            return Refused("The case is three months old.", "Salix 4.7.4", override="manager", may_lift=True)
        return None

    def do_it(ref, act, values, *, seq, key, override=""):
        given.append(override)
        return Done("Noted: CD-24002.", ref, 2, seq + 1)

    async with window(tmp_path) as here:
        monkeypatch.setattr(here.desk, "refusal", refusal)
        monkeypatch.setattr(here.desk, "do", do_it)
        await here.press("m")
        await here.on("FormScreen")
        await here.fill(text="Rang")
        await here.press("ctrl+s")
        await here.on("Because")
        for words in ("three months old", "Salix 4.7.4", "manager"):
            assert words in here.screen.words
        await here.press("ctrl+s")
        assert type(here.screen).__name__ == "Because"
        await here.press(*"It is right", "ctrl+s")
        await here.on("QueueScreen")
        assert given == ["It is right"]


async def test_a_refusal_takes_the_cursor_to_the_field_that_would_mend_it(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("C")
        await here.on("FormScreen")
        here.box("why").query_one("PickOne").value = "duplicate"
        await here.fill(linked=DAMP, reason="Mended")
        await here.press("ctrl+s")
        await here.until(lambda: here.screen.said.startswith("Not recorded."))  # no question comes first
        assert "lear" in here.screen.said
        assert here.app.focused in here.box("lessons").query("*")
        assert here.desk.case(LIFT).status == "open"


async def test_an_update_by_telephone_is_recorded_at_once_and_by_letter_after_the_letter_was_seen(tmp_path) -> None:
    async with window(tmp_path, start=LIFT) as here:
        do(here.desk, LIFT, "acknowledge", **ACKNOWLEDGED)
        for by_letter in (False, True):
            await here.press("full_stop")
            await here.on("ActMenu")
            await here.press("I")
            await here.on("FormScreen")
            await here.fill(progress="The engineer was there.")
            here.box("by_letter").query_one("Checkbox").value = by_letter
            await here.press("ctrl+s")
            if by_letter:
                await here.on("LetterScreen")
                await here.until(lambda: here.screen.letter is not None)
                assert "The engineer was there." in here.screen.letter.text
                await here.press("R")
                await here.on("Confirm")
                await here.press("y")
            await here.on("CaseScreen")
            event = here.desk.look(LIFT).case.events[-1]
            assert (event.kind, "letter" in event.body) == ("updated", by_letter)


async def test_the_footer_of_every_screen_is_whole_at_80_columns(tmp_path) -> None:
    async with window(tmp_path) as here:
        for keys, name in (
            (("enter",), "CaseScreen"),
            (("t",), "TimelineScreen"),
            (("r",), "FormScreen"),
            (("full_stop", "r"), "FormScreen"),
            (("R",), "LetterScreen"),
            (("c",), "IntakeScreen"),
        ):
            await here.press(*keys)
            await here.on(name)
            words = here.screen.query_one("#keys").words
            assert len(words.rstrip()) <= 80, words
            assert words.rstrip().endswith("Back"), words
            assert ("remedy" in words) is bool(here.screen.query("RemediesBox"))
            assert len(hint_line(here.screen, here.screen.NAME).split("  ")) <= 7
            await here.press("escape")
            await here.on("QueueScreen")


@pytest.mark.parametrize("seed", [1])
async def test_hundreds_of_keys_do_no_harm(tmp_path, seed, monkeypatch) -> None:
    async def stay(self) -> None:
        """The command line reaches 'Quit' in time."""

    monkeypatch.setattr(DeskApp, "action_quit", stay)
    choice = random.Random(seed)
    keys = [key for command in COMMANDS for key in command.keys.split(",") if key and key not in ("ctrl+q", "q")]
    keys += [*"abcyny 1/4", "tab", "tab", "enter", "ctrl+s", "ctrl+n", "escape", "escape"]
    async with window(tmp_path) as here:
        for number in range(300):
            here.app.simulate_key(choice.choice(keys))
            if number % 5 == 0:
                await asyncio.sleep(0.02)
            if number % 100 == 0:
                size = choice.choice([(1, 1), (60, 20), (80, 24), (120, 40), (200, 60)])
                here.app.post_message(events.Resize(Size(*size), Size(*size)))
        here.app.post_message(events.Resize(Size(80, 24), Size(80, 24)))
        while not here.app.typed.at_rest:
            await asyncio.sleep(0.05)
        for _ in range(40):
            here.app.simulate_key("escape")
            await asyncio.sleep(0.1)
            if len(here.app.screen_stack) == 1:
                break
        await asyncio.sleep(0.5)  # not pilot.pause(), which waits in vain for notices that are taken away meanwhile
        assert here.app.is_running
        assert len(here.app.screen_stack) == 1
        assert here.app.faults == []
        assert_clean(here.app)


async def test_an_act_the_engine_wants_a_yes_for_asks_however_it_was_begun(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("full_stop")
        await here.on("ActMenu")
        await here.press("w")
        await here.on("FormScreen")
        await here.press("ctrl+s")
        await here.on("Confirm")
        assert "closed as withdrawn" in here.screen.words
        await here.press("enter")
        await here.on("FormScreen")
        assert here.desk.case(LIFT).status == "open"
        await here.press("ctrl+s")
        await here.on("Confirm")
        await here.press("y")
        await here.on("QueueScreen")
        assert here.desk.case(LIFT).status == "withdrawn"


async def test_what_is_sensitive_is_shown_once_asked_for_and_no_undo_is_promised(tmp_path) -> None:
    async with window(tmp_path) as here:
        for way, screen in (("G", "QueueScreen"), ("enter", "CaseScreen")):
            await here.press(way)
            await here.on(screen)
            assert here.screen.case_ref() == DAMP
            await here.press("full_stop", "F")
            await here.on("FormScreen")
            await here.fill(reason="To plan the visit.")
            await here.press("ctrl+s")
            await here.on("CaseScreen")
            await here.until(lambda: here.screen.tab == "people" and "Child under 5" in here.text)
            said = [str(one.message) for one in here.app._notifications]
            assert any("Saved." in one for one in said) and not any("takes it back" in one for one in said)
            await here.press("escape")
            await here.on("QueueScreen")
