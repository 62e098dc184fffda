"""Shared by all tests of screens. The environment is cleared before Textual is imported."""

import os

_CLEARED = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")
for _name in list(os.environ):
    if _name in _CLEARED or (_name.startswith("TEXTUAL") and not _name.startswith("TEXTUAL_SNAPSHOT")):
        del os.environ[_name]
os.environ["TEXTUAL_ANIMATIONS"] = "none"

import shutil  # noqa: E402
import sys  # noqa: E402
import types  # noqa: E402
from datetime import UTC, datetime  # noqa: E402

import pytest  # noqa: E402

from complaintdesk.desk import Desk  # noqa: E402
from complaintdesk.desk.demo import demo_desk, make_demo  # noqa: E402
from complaintdesk.models.acting import Done  # noqa: E402
from screens.app import DeskApp  # noqa: E402
from tests.screens.fake_desk import FakeDesk  # noqa: E402
from tests.screens.waiting import wait_for_what_is_left  # noqa: E402, F401


@pytest.fixture
def fake():
    """A desk in memory, to be changed behind the screen's back."""
    return FakeDesk()


@pytest.fixture
def app(fake):
    """The app on the desk in memory."""
    return DeskApp(fake)


class Flows(types.ModuleType):
    """Stands in for ``screens.flows``: remembers what was asked, answers what the test wants."""

    def __init__(self):
        super().__init__("screens.flows")
        self.asked = []
        self.answer = None

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)

        async def flow(app, *about):
            self.asked.append((name, *[one for one in about if not callable(one)]))
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

        return flow


@pytest.fixture
def flows(monkeypatch):
    """The other screens, replaced by something that remembers what it was asked for."""
    import screens

    stand_in = Flows()
    monkeypatch.setitem(sys.modules, "screens.flows", stand_in)
    monkeypatch.setattr(screens, "flows", stand_in, raising=False)
    return stand_in


@pytest.fixture
def done():
    """An act that happened."""
    return Done("Recorded.", "CD-26003", 1003, 4)


DEMO_NOW = datetime(2026, 3, 12, 14, 6, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory):
    """The demo's store of Thursday 12 March 2026, made once."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    make_demo(path, DEMO_NOW.date(), 1)
    return path


@pytest.fixture
def demo(demo_store, tmp_path):
    """A desk on a copy of the demo's store, at six minutes past two of its day."""
    path = tmp_path / "demo.db"
    shutil.copyfile(demo_store, path)
    desk = demo_desk(DEMO_NOW.date().isoformat(), keep=path, now=lambda: DEMO_NOW)
    yield desk
    desk.close()


@pytest.fixture
def colleague(demo):
    """Another desk on the same store."""
    desk = Desk.open(demo.store_path, "Ruth Sellick", now=lambda: DEMO_NOW)
    yield desk
    desk.close()
