"""The app: leaving keeps drafts, faults are one sentence, themes and NO_COLOR hold, hundreds of keys do no harm."""

import asyncio
import random
import subprocess
import sys

import pytest
from textual import events, work
from textual.geometry import Size
from textual.widgets import Input

from complaintdesk.errors import StoreBusy
from complaintdesk.models.acting import Done
from screens.app import DeskApp
from screens.base import DeskModal, DeskScreen
from screens.command_table import COMMANDS
from screens.commands import bindings
from screens.palette import THEMES
from tests.screens.fake_desk import FakeDesk
from tests.screens.helpers import rendered, settled, until


class Typing(DeskScreen[str | None]):
    """A screen with something typed on it."""

    NAME = "form"
    BINDINGS = bindings("form")

    def __init__(self):
        super().__init__()
        self.kept = []

    def compose(self):
        yield Input(id="words")
        yield from super().compose()

    async def keep_typing(self):
        if self.desk.broken:
            raise StoreBusy("The store is busy.", "Try again.")
        self.kept.append(self.query_one(Input).value)


@pytest.mark.parametrize("keys", [("escape",), ("f2",), ("f3",), ("ctrl+q",)])
async def test_leaving_keeps_what_was_typed(app, keys):
    async with app.run_test(size=(80, 24)) as pilot:
        form = Typing()
        app.push_screen(form)
        await pilot.pause()
        await pilot.press(*"half a sentence", *keys)
        await until(pilot, lambda: form.kept == ["half a sentence"])


async def test_ctrl_q_leaves_from_a_dialog_and_from_under_one(app):
    async with app.run_test(size=(80, 24)) as pilot:
        form = Typing()
        app.push_screen(form)
        await pilot.pause()
        await pilot.press("x")
        app.push_screen(DeskModal())
        await pilot.pause()
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert form.kept == ["x"]
    assert app.return_code == 0


async def test_a_draft_that_cannot_be_stored_keeps_the_desk_open(app, fake):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = Typing()
        app.push_screen(form)
        await pilot.pause()
        await pilot.press("x")
        fake.broken = True
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "Error: The store is busy." in rendered(app))
        assert app.is_running and app.screen is form
        fake.broken = False


async def test_a_draft_that_cannot_be_stored_keeps_the_screen_on_escape(app, fake):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = Typing()
        app.push_screen(form)
        await pilot.pause()
        fake.broken = True
        await pilot.press("escape")
        await until(pilot, lambda: "Error: The store is busy." in rendered(app))
        assert app.screen is form and app.faults == []
        fake.broken = False


async def test_q_closes_a_screen_and_then_the_desk(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("q")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "queue")
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


async def test_a_key_still_under_way_while_the_desk_is_left_does_nothing(app):
    async with app.run_test(size=(80, 24)):
        last = app.screen
    assert not app.screen_stack
    with app._context():
        last.dismiss(None)
        await app.on_event(events.Key("j", "j"))
    assert app.faults == []


async def test_a_fault_in_a_handler_ends_with_one_sentence_and_no_locals(app, monkeypatch, capsys):
    def broken(self):
        secret = "Okafor"  # noqa: F841, S105
        raise RuntimeError("boom")

    monkeypatch.setattr(DeskApp, "action_copy_hint", broken)
    with pytest.raises(RuntimeError, match="boom"):
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("ctrl+c")
            await pilot.pause()
    assert app.return_code == 1
    said = capsys.readouterr()
    assert "Okafor" not in said.out + said.err and "Traceback" not in said.out + said.err


async def test_a_fault_in_a_worker_is_said_and_the_desk_goes_on(app, monkeypatch):
    @work(exit_on_error=False)
    async def broken(self):
        raise RuntimeError("boom")

    monkeypatch.setattr(DeskApp, "action_copy_hint", broken)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await until(pilot, lambda: "Error: that did not work. Nothing was stored." in rendered(app))
        await pilot.press("j")
        assert app.screen.rows.at == 1
        assert [str(fault) for fault in app.faults] == ["boom"]


async def test_one_notice_at_a_time_and_no_markup(app):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.notice("First")
        await pilot.pause(0.1)
        app.notice("[red]Second[/red] [/]")
        await until(pilot, lambda: "[red]Second[/red] [/]" in rendered(app))
        assert "First" not in rendered(app)


@pytest.mark.parametrize("theme", THEMES)
async def test_each_theme_can_be_had(fake, theme):
    app = DeskApp(fake, theme=theme)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "question_mark")
        await pilot.pause()
        assert app.theme == theme and app.look.theme in (theme, "mono")


async def test_a_theme_that_does_not_exist_is_said(fake):
    fake.settings["theme"] = "[red]neon"
    app = DeskApp(fake)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "There is no theme [red]neon; using complaint-dark." in rendered(app))
        assert app.theme == "complaint-dark"


async def test_no_color_sends_no_colour(fake, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "")
    app = DeskApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("j", "space")
        await pilot.pause()
        styles = set()
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                for kept in app._filters:
                    segment = kept.apply([segment], app.screen.background_colors[1])[0]  # noqa: PLW2901
                styles.add(segment.style)
        for style in filter(None, styles):
            assert style.color is None or style.color.is_default, style
            assert style.bgcolor is None or style.bgcolor.is_default, style
        assert any(style.reverse for style in filter(None, styles)), "the cursor is seen"
        await pilot.press("colon", *"theme: light", "enter")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "queue")
        assert app.theme == "complaint-dark", "an other theme would only be grey"


async def test_nothing_that_only_writing_needs_is_loaded_before_the_first_paint():
    code = """
import asyncio, sys
sys.path.insert(0, ".")
from tests.screens.fake_desk import FakeDesk
from screens.run import run
from screens.app import DeskApp
async def main():
    async with DeskApp(FakeDesk()).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        heavy = {"sqlmodel", "sqlalchemy", "alembic", "holidays", "jinja2", "pydantic", "screens.case", "screens.form"}
        print(sorted(heavy & set(sys.modules)))
asyncio.run(main())
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.strip() == "[]", out.stdout + out.stderr


def test_no_screen_loads_what_only_a_network_needs_and_whoever_asks_later_gets_it():
    code = """
import sys
from screens.run import import_asyncio
import_asyncio()
import screens.app, screens.queue, screens.preview, complaintdesk.desk
print("ssl" in sys.modules)
import asyncio, ssl
print(asyncio.run(asyncio.sleep(0, bool(ssl.OPENSSL_VERSION))))
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.split() == ["False", "True"], out.stdout + out.stderr


async def test_starting_on_a_case_opens_it(fake, flows):
    app = DeskApp(fake, start="CD-26004")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: flows.asked == [("open_case", "CD-26004", None)])


async def test_two_sizes_at_once_do_not_chase_each_other(app, monkeypatch):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for height in (25, 24, 25, 24):
            app.screen.post_message(events.Resize(Size(80, height), Size(80, height)))
        await asyncio.sleep(0.5)
        painted = []
        monkeypatch.setattr(app, "_display", lambda *what: painted.append(what))
        await asyncio.sleep(0.5)
        assert painted == []
        assert app.screen.size == (80, 24)


@pytest.mark.parametrize("start", ["queue", "board"])
@pytest.mark.parametrize("seed", [1])
async def test_hundreds_of_keys_do_no_harm(start, seed, flows, monkeypatch):
    async def stay(self):
        """The command line reaches 'Quit' in time."""

    monkeypatch.setattr(DeskApp, "action_quit", stay)
    desk = FakeDesk()
    app = DeskApp(desk, start=start)
    choice = random.Random(seed)
    keys = [key for command in COMMANDS for key in command.keys.split(",") if key and key not in ("ctrl+q", "q")]
    keys += [*"abcdef 1289&[]", "left_square_bracket", "f4", "ctrl+c", "insert", "escape", "escape"]
    flows.answer = Done("Done.", "CD-26001", 1001, 2)
    async with app.run_test(size=(80, 24), notifications=True):
        for n in range(600):
            app.simulate_key(choice.choice(keys))
            if n % 25 == 0:
                # not pilot.pause(), which waits in vain for notices that are taken away meanwhile
                await asyncio.sleep(0.05)
            if n % 100 == 0:
                width, height = choice.choice((1, 60, 80, 120, 200)), choice.choice((1, 24, 40))
                app.post_message(events.Resize(Size(width, height), Size(width, height)))
                desk.take(1000 + n % 142)
        app.post_message(events.Resize(Size(80, 24), Size(80, 24)))
        app.clear_notifications()
        while not app.typed.at_rest:
            await asyncio.sleep(0.05)
        for _ in range(5):
            await asyncio.sleep(0.2)
            app.simulate_key("escape")
        await asyncio.sleep(0.5)
        assert len(app.screen_stack) == 1 and app.faults == []
        rows = app.screen.rows
        for key in ("home", "down"):
            app.simulate_key(key)
            await asyncio.sleep(0.5)
        assert rows.total < 2 or rows.at in (1, 2), "it still answers"
