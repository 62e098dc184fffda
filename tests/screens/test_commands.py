"""Commands are declared once: every key has one meaning, every screen's footer fits, help tells the truth."""

import importlib
import pkgutil

import pytest
from rich.cells import cell_len
from textual.dom import DOMNode

import screens
from screens.app import DeskApp
from screens.command_table import COMMANDS, HINTS, SCREENS
from screens.commands import BY_ID, bindings, key_name, live_keys, of_screen
from tests.screens.helpers import rendered, until


def test_ids_are_unique_and_every_command_says_what_it_does():
    assert len(BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        assert command.label and command.help.endswith("."), command.id
        assert command.action and command.id.count(".") == 1


@pytest.mark.parametrize("name", SCREENS)
def test_no_key_means_two_things_on_one_screen(name):
    taken = {}
    for command in of_screen(name):
        for key in filter(None, command.keys.split(",")):
            assert key not in taken, (name, key, taken.get(key), command.id)
            taken[key] = command.id


def test_one_key_one_meaning_from_screen_to_screen():
    """The same key may carry different commands only where they are the same idea."""
    labels = {}
    for command in COMMANDS:
        if command.group in ("queue", "board", "case", "timeline", "letter", "acts", "list"):
            for key in filter(None, command.keys.split(",")):
                labels.setdefault(key, set()).add(command.label)
    same = [
        {"Filter", "Search"},
        {"Landlord", "Narrow"},
        {"Copy ref", "Copy text"},
        {"Next tab", "Previous tab", "Checklist"},
    ]
    for key, words in labels.items():
        assert len(words) == 1 or any(words <= idea for idea in same), (key, words)


def test_no_key_means_what_terminals_swallow_or_what_is_for_text():
    for command in COMMANDS:
        for key in filter(None, command.keys.split(",")):
            assert key not in {"delete", "backspace"}
            assert (key in "123456789") == (command.id == "queue.view")
            assert not key.startswith(("alt+", "ctrl+shift+")) and key != "ctrl+enter"


def test_only_quitting_goes_before_everything():
    everything = {command.group for command in COMMANDS}
    assert {binding.id for binding in bindings(*everything) if binding.priority} == {"app.quit"}


@pytest.mark.parametrize("name", HINTS)
def test_the_footer_fits_eighty_columns(name):
    assert len(HINTS[name]) <= 7
    words = "  ".join(f"{key_name(BY_ID[id_].keys.split(',')[0])} {BY_ID[id_].label}" for id_ in HINTS[name])
    assert cell_len(words) <= 78, words
    assert all(BY_ID[id_] in of_screen(name) for id_ in HINTS[name])


def test_every_binding_of_ours_has_an_id_and_a_description():
    ours = set()
    for module in pkgutil.iter_modules(screens.__path__):
        for value in vars(importlib.import_module(f"screens.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, DOMNode) and value.__module__.startswith("screens."):
                ours.add(value)
    assert DeskApp in ours
    for cls in ours:
        for binding in cls.__dict__.get("BINDINGS", ()):
            assert binding.id and binding.description and binding.tooltip, (cls, binding)


def test_keys_are_named_as_on_a_keyboard():
    names = {"question_mark": "?", "ctrl+p": "Ctrl+P", "pagedown": "PgDn", "f2": "F2", "G": "G", "enter": "Enter"}
    names |= {"escape": "Esc", "full_stop": ".", "shift+tab": "Shift+Tab", "slash": "/", "f": "f"}
    for key, name in names.items():
        assert key_name(key) == name


async def test_help_lists_the_live_keys_of_the_screen(fake):
    app = DeskApp(fake, keymap={"acts.note": "w"})
    async with app.run_test(size=(80, 24)) as pilot:
        keys = live_keys(app.screen)
        assert keys["acts.note"] == ("w",) and keys["list.down"] == ("j", "down")
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Queue" in rendered(app) and "New complaint" in rendered(app)
        sheet = str(app.screen.query_one("#words").render())
        assert "w           Note" in sheet and "m           Note" not in sheet
        await pilot.press("end")
        await pilot.pause()
        assert "Ctrl+Q" in rendered(app)
        await pilot.press("question_mark")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "queue")


async def test_own_keys_work_and_show_in_the_footer(fake, flows):
    app = DeskApp(fake, keymap={"acts.reply": "w", "list.down": "z,down"})
    async with app.run_test(size=(80, 24)) as pilot:
        assert "w Reply" in rendered(app)
        await pilot.press("z", "w")
        await until(pilot, lambda: flows.asked == [("act", "CD-26001", "reply")])
        await pilot.press("j", "r")
        await pilot.pause()
        assert app.screen.rows.at == 1 and len(flows.asked) == 1


async def test_every_command_of_a_screen_can_be_had_by_name(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon")
        await pilot.pause()
        names = {entry.name for entry in app.screen.entries}
        for command in of_screen("queue"):
            if command.group != "list" and command.id not in (
                "app.command",
                "app.back",
                "app.copy_hint",
                "app.next_field",
                "app.previous_field",
                "queue.view",
            ):
                assert command.label in names


async def test_a_command_typed_in_one_go_reaches_the_command_line(app, fake):
    from textual import events

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.post_message(events.Key("colon", ":"))
        for character in "light":
            app.post_message(events.Key(character, character))
        app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: app.theme == "complaint-light")
        await until(pilot, lambda: fake.settings == {"theme": "complaint-light"})
        assert app.screen.NAME == "queue"


async def test_acts_on_the_command_line_say_why_not(app, fake, flows):
    from complaintdesk.models.acting import ActChoice

    fake.acts = lambda ref: (
        ActChoice("close", "C", "Close the case", "decision", False, "No reply has been sent yet", "4.9.1"),
        ActChoice("contact", "h", "Record a contact", "contact", True),
    )
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("colon", *"close the")
        await until(pilot, lambda: "not now: No reply has been sent yet 4.9.1" in rendered(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Close the case: No reply has been sent yet 4.9.1" in rendered(app))
        assert flows.asked == []
        for _ in range(9):
            await pilot.press("backspace")
        await pilot.press(*"record a", "enter")
        await until(pilot, lambda: flows.asked == [("act", "CD-26000", "contact")])
