"""How the screens of one case look on the demo desk, on one day, at two sizes; read the pictures before accepting."""

import asyncio
import time
from collections.abc import Callable

import pytest

from complaintdesk.models.case_view import CaseView
from complaintdesk.models.lists import QueueQuery
from screens.app import DeskApp
from tests.screens.helpers import at_rest

SIZES = [(80, 24), (120, 40)]
at_both_sizes = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])


def pick(desk, wanted: Callable[[CaseView], object]) -> str:
    """The most urgent case of the demo that is as wanted."""
    for row in desk.queue_page(QueueQuery(), 0, 200):
        case = desk.case(row.ref)
        if wanted(case):
            return case.ref
    raise AssertionError("the demo has no such case")


def played(*steps: str | Callable[[DeskApp], object]):
    """Press keys; for a function wait until it is true."""

    async def before(pilot) -> None:
        for step in steps:
            if isinstance(step, str):
                await pilot.press(step)
                await pilot.pause()
                continue
            end = time.monotonic() + 30
            while not step(pilot.app):
                await asyncio.sleep(0.02)
                await pilot.pause()
                assert time.monotonic() < end, "the screen did not come"
        await at_rest(pilot.app, pilot)

    return before


def on(name: str) -> Callable[[DeskApp], bool]:
    return lambda app: type(app.screen).__name__ == name


def loaded(app: DeskApp) -> bool:
    return getattr(app.screen, "case", None) is not None


def written(app: DeskApp) -> bool:
    return on("LetterScreen")(app) and app.screen.letter is not None


def alerted(case: CaseView) -> object:
    return case.alerts and len(case.clocks) > 2 and case.elements


@at_both_sizes
def test_summary(snap_compare, demo, size) -> None:
    app = DeskApp(demo, start=pick(demo, alerted))
    assert snap_compare(app, terminal_size=size, run_before=played(loaded))


@at_both_sizes
@pytest.mark.parametrize(
    ("tab", "keys"), [("elements", ["]"]), ("actions", ["]", "]"]), ("people", ["]", "]", "]"]), ("letters", ["l"])]
)
def test_tabs(snap_compare, demo, size, tab, keys) -> None:
    app = DeskApp(demo, start=pick(demo, lambda case: case.remedies and case.stage == 2))
    names = ["right_square_bracket" if key == "]" else key for key in keys]
    assert snap_compare(app, terminal_size=size, run_before=played(loaded, *names))


@at_both_sizes
def test_timeline_with_an_entry_unfolded(snap_compare, demo, size) -> None:
    app = DeskApp(demo, start=pick(demo, lambda case: case.remedies and case.stage == 2))
    keys = ("t", lambda app: app.screen.pane.entries, "g", "enter", "j", "j")
    assert snap_compare(app, terminal_size=size, run_before=played(loaded, *keys))


@at_both_sizes
def test_explanation(snap_compare, demo, size) -> None:
    app = DeskApp(demo, start=pick(demo, alerted))
    keys = (loaded, "x", lambda app: "due" in getattr(app.screen, "words", ""))
    assert snap_compare(app, terminal_size=size, run_before=played(*keys))


@at_both_sizes
def test_act_menu_on_an_act_that_is_not_possible(snap_compare, demo, size) -> None:
    ref = pick(demo, lambda case: case.stage == 1)
    letter = next(act.letter for act in demo.acts(ref) if not act.allowed)
    app = DeskApp(demo, start=ref)
    assert snap_compare(app, terminal_size=size, run_before=played(loaded, "full_stop", on("ActMenu"), letter))


@at_both_sizes
def test_answer_form(snap_compare, demo, size) -> None:
    ref = pick(demo, lambda case: case.stage == 2 and len(case.elements) > 1 and not_answered(demo, case.ref))
    app = DeskApp(demo, start=ref)
    keys = (loaded, "full_stop", on("ActMenu"), "r", on("FormScreen"), "2", "tab")
    assert snap_compare(app, terminal_size=size, run_before=played(*keys))


def not_answered(desk, ref: str) -> bool:
    return any(act.key == "respond" and act.allowed for act in desk.acts(ref))


@at_both_sizes
def test_letter_with_something_missing(snap_compare, demo, size) -> None:
    app = DeskApp(demo, start=pick(demo, lambda case: case.stage == 1 and not_answered(demo, case.ref)))
    assert snap_compare(app, terminal_size=size, run_before=played(loaded, "R", written, "i"))


@at_both_sizes
def test_letter_that_was_sent(snap_compare, demo, size) -> None:
    app = DeskApp(demo, start=pick(demo, lambda case: sum(bool(entry.letter) for entry in case.timeline) > 1))
    keys = (loaded, "l", lambda app: app.screen.pane.entries, "enter", written)
    assert snap_compare(app, terminal_size=size, run_before=played(*keys))


@at_both_sizes
def test_intake(snap_compare, demo, size) -> None:
    typed = "They never came and nobody rang"
    keys = ("c", on("IntakeScreen"), *["tab"] * 6, *(key if key != " " else "space" for key in typed))
    app = DeskApp(demo)
    waits = (lambda app: app.screen.beside is not None and "never" in app.screen.beside.why,)
    assert snap_compare(app, terminal_size=size, run_before=played(*keys, *waits))


@at_both_sizes
def test_confirming_dialog(snap_compare, demo, size) -> None:
    ref = pick(demo, lambda case: any(act.key == "escalate" and act.allowed for act in demo.acts(case.ref)))
    app = DeskApp(demo, start=ref)
    keys = (loaded, "S", on("FormScreen"), "ctrl+s", on("Confirm"))
    assert snap_compare(app, terminal_size=size, run_before=played(*keys))


@pytest.mark.parametrize("theme", ["complaint-light", "complaint-high-contrast", "terminal"])
def test_summary_in_other_themes(snap_compare, demo, theme) -> None:
    app = DeskApp(demo, start=pick(demo, alerted), theme=theme)
    assert snap_compare(app, terminal_size=(80, 24), run_before=played(loaded))


@pytest.mark.parametrize("theme", ["complaint-light", "complaint-high-contrast", "terminal"])
def test_form_in_other_themes(snap_compare, demo, theme) -> None:
    app = DeskApp(demo, start=pick(demo, lambda case: not_answered(demo, case.ref) and case.elements), theme=theme)
    keys = (loaded, "full_stop", on("ActMenu"), "r", on("FormScreen"), "x", "tab", "tab")
    assert snap_compare(app, terminal_size=(80, 24), run_before=played(*keys))


def test_form_without_colour(snap_compare, demo, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = DeskApp(demo, start=pick(demo, lambda case: not_answered(demo, case.ref) and case.elements))
    keys = (loaded, "full_stop", on("ActMenu"), "r", on("FormScreen"), "x", "tab", "tab")
    assert snap_compare(app, terminal_size=(80, 24), run_before=played(*keys))


@at_both_sizes
def test_book(snap_compare, demo, size) -> None:
    book = demo.book("salix")
    assert snap_compare(
        DeskApp(demo, start=book), terminal_size=size, run_before=played(loaded, "right_square_bracket")
    )
