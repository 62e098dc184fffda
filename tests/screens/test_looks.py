"""How queue and board look on the demo desk, on one day, at two sizes; pictures to be read before they are accepted."""

import pytest

from screens.app import DeskApp
from tests.screens.helpers import at_rest


def looked_at(*keys):
    async def before(pilot):
        await pilot.pause()
        await pilot.press(*keys)
        await at_rest(pilot.app, pilot)

    return before


SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
def test_queue(snap_compare, demo, size):
    assert snap_compare(DeskApp(demo), terminal_size=size, run_before=looked_at("j", "j", "space", "j"))


@pytest.mark.parametrize("theme", ["complaint-light", "complaint-high-contrast", "terminal"])
def test_queue_in_other_themes(snap_compare, demo, theme):
    assert snap_compare(DeskApp(demo, theme=theme), terminal_size=(80, 24), run_before=looked_at("j", "space"))


def test_queue_without_colour(snap_compare, demo, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(DeskApp(demo), terminal_size=(80, 24), run_before=looked_at("j", "space"))


def test_queue_with_a_filter(snap_compare, demo):
    assert snap_compare(DeskApp(demo), terminal_size=(80, 24), run_before=looked_at("slash", *"lift", "enter"))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
def test_board(snap_compare, demo, size):
    assert snap_compare(DeskApp(demo, start="board"), terminal_size=size, run_before=looked_at("j"))


def test_help(snap_compare, demo):
    assert snap_compare(DeskApp(demo), terminal_size=(80, 24), run_before=looked_at("question_mark"))


def test_command_line(snap_compare, demo):
    assert snap_compare(DeskApp(demo), terminal_size=(80, 24), run_before=looked_at("colon", *"close"))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
def test_owed(snap_compare, demo, size):
    assert snap_compare(DeskApp(demo), terminal_size=size, run_before=looked_at("f6", "j", "j"))
