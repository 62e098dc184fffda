"""What no short test can show: the same fault tried again and again, on plain and on encrypted stores.

``make hard`` tries each as often as is promised (SECURITY.md), ``make soak`` ten times and more. Left out of
``make test``. Each test prints what it counted; every chance comes from a seed that is printed when it fails.
"""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from complaintdesk.store import keys
from complaintdesk.store.writing import Writer, create

_TESTS = Path(__file__).parents[1]
sys.path += [str(_TESTS / "store"), str(_TESTS / "hard")]

from store_toy import ALDER, SALIX  # noqa: E402

PASSPHRASE = "four words, one secret"  # noqa: S105


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Nothing of this folder runs unless it is asked for."""
    return None if config.getoption("--hard") else True


@pytest.fixture
def often(request):
    """``often(ci, soak)``: how often to try."""
    return lambda ci, soak: soak if request.config.getoption("--hard") == "soak" else ci


@pytest.fixture
def say(capsys):
    """Print what was counted, whatever pytest does with output."""

    def out(line):
        with capsys.disabled():
            print(f"\n    {line}", end="")

    return out


@pytest.fixture
def chance(request):
    """A random number generator whose seed stands in the report of a failure."""
    seed = random.randrange(1 << 32)
    request.node.user_properties.append(("seed", seed))
    return random.Random(seed)


@pytest.fixture(params=["plain", "encrypted"])
def path(request, tmp_path):
    """A store with two landlords and no cases."""
    found = tmp_path / "desk" / "complaints.db"
    create(found, PASSPHRASE if request.param == "encrypted" else "")
    writer = Writer(found)
    writer.save_landlord(SALIX)
    writer.save_landlord(ALDER)
    writer.close()
    yield found
    keys.forget(found)


@pytest.fixture
def server():
    """A server of its own that waits for its disk, and leaves at the end."""
    from tests.server import Throwaway, programs

    found = programs()
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("there is no PostgreSQL server on this computer")
    made = Throwaway(found, durable=True)
    yield made
    made.leave()


@pytest.fixture
def process(path):
    """Start another Python with the toy and the store's names at hand; ``path`` is its store, its key is held."""
    running = []

    def start(code, before=""):
        prelude = (
            f"import sys; sys.path[:0] = [{str(_TESTS.parent)!r}, {str(_TESTS / 'store')!r}]\n{before}\n"
            "import time\nfrom pathlib import Path\nfrom store_toy import *\n"
            "from complaintdesk.errors import ComplaintDeskError, Conflict\n"
            "from complaintdesk.paths import place\nfrom complaintdesk.store import keys\n"
            "from complaintdesk.store.reading import Reader\nfrom complaintdesk.store.writing import Writer\n"
            f"path = place({str(path)!r})\nkeys.hold(path, sys.stdin.readline().rstrip())\n"
        )
        found = subprocess.Popen(
            [sys.executable, "-c", prelude + code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        found.stdin.write(f"{keys.of(path)}\n")
        found.stdin.flush()
        running.append(found)
        return found

    yield start
    for one in running:
        if one.poll() is None:
            one.kill()
        one.communicate()
