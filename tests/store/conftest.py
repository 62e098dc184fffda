"""A fresh store for a test, its two sides, and other processes that use it."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
_SPEC = importlib.util.spec_from_file_location("store_toy", _HERE / "store_toy.py")
toy = importlib.util.module_from_spec(_SPEC)
sys.modules["store_toy"] = toy
_SPEC.loader.exec_module(toy)

from complaintdesk.store.reading import Reader  # noqa: E402
from complaintdesk.store.writing import Writer, create  # noqa: E402
from tests.server import server  # noqa: E402


def pytest_generate_tests(metafunc):
    """What is marked ``both`` is tried on a store in a file and on a shared one."""
    if metafunc.definition.get_closest_marker("shared") and "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", ["server"], indirect=True)
    elif metafunc.definition.get_closest_marker("both") and "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", ["file", "server"], indirect=True)


@pytest.fixture
def engine(request, monkeypatch):
    """``file`` or ``server``."""
    found = getattr(request, "param", "file")
    if found == "server":
        server()
        monkeypatch.setattr("complaintdesk.store.postgres.watch.EVERY", 0.005)
    return found


@pytest.fixture
def path(engine, tmp_path):
    """Where a store with two landlords and no cases is."""
    if engine == "server":
        found = server().empty()
    else:
        found = tmp_path / "desk" / "complaints.db"
        create(found)
    writer = Writer(found)
    writer.save_landlord(toy.SALIX)
    writer.save_landlord(toy.ALDER)
    writer.close()
    return found


@pytest.fixture
def writer(path):
    found = Writer(path)
    yield found
    found.close()


@pytest.fixture
def reader(path, writer):
    found = Reader(path)
    yield found
    found.close()


@pytest.fixture
def add(writer):
    """Append to a case, or open one: ``add(None, received())``, ``add(1, happened("noted"))``."""
    count = iter(range(1, 1_000_000))

    def act(case_id, *events, seq=None, key="", landlord="salix"):
        if case_id is None:
            seq = 0
        elif seq is None:
            (seq,) = writer._db.execute("SELECT max(seq) FROM event WHERE case_id = ?", (case_id,)).fetchone()
        return writer.append(case_id, seq, events, toy.derive, key=key or f"key {next(count)}", landlord=landlord)

    return act


@pytest.fixture
def process(path):
    """Start another Python with the toy and the store's names at hand; ``path`` is its store."""
    running = []

    def start(code, *, user=None, before=""):
        prelude = (
            f"import sys; sys.path[:0] = [{str(_ROOT)!r}, {str(_HERE)!r}]\n{before}\n"
            "from pathlib import Path\nfrom store_toy import *\n"
            "from complaintdesk.errors import ComplaintDeskError, Conflict\n"
            "from complaintdesk.store.reading import Reader\nfrom complaintdesk.store.writing import Writer, create\n"
            f"from complaintdesk.paths import place\npath = place({str(path)!r})\n"
        )
        found = subprocess.Popen(
            [sys.executable, "-c", prelude + code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            user=user,
        )
        running.append(found)
        return found

    yield start
    for one in running:
        if one.poll() is None:
            one.kill()
        one.communicate()
