"""Starting: only in a terminal, by the way of a thread, and leaving puts everything back."""

import io
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from complaintdesk.errors import StoreMissing
from screens import run as running
from screens.run import can_run_tui, own_keys, run

ROOT = Path(__file__).parents[2]
DESK = """
import sys
sys.path.insert(0, ".")
from tests.screens.fake_desk import FakeDesk
from screens.run import can_run_tui, run
if not can_run_tui():
    print("plain")
    sys.exit(0)
sys.exit(run(FakeDesk))
"""


def in_a_terminal(keys: bytes, **environment: str) -> tuple[int, bytes]:
    """Run the desk in a pseudo-terminal, send keys when it stands; its exit code and everything it sent."""
    told = {"TERM": "xterm-256color", **environment}
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execve(sys.executable, [sys.executable, "-c", DESK], {**os.environ, **told})  # noqa: S606
    sent, seen = False, b""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if not select.select([fd], [], [], 0.2)[0]:
            continue
        try:
            part = os.read(fd, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
        if b"Command" in seen and not sent:
            sent = True
            os.write(fd, keys)
    else:
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), seen


def test_q_leaves_and_the_terminal_is_as_before():
    code, seen = in_a_terminal(b"jq")
    assert code == 0
    assert b"\x1b[?1049h" in seen and seen.rindex(b"\x1b[?1049l") > seen.rindex(b"\x1b[?1049h")
    assert b"Traceback" not in seen


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_that_cannot_be_drawn_on_gets_the_plain_view(term):
    code, seen = in_a_terminal(b"", TERM=term)
    assert (code, seen.strip()) == (0, b"plain")


def test_a_pipe_gets_the_plain_view():
    out = subprocess.run([sys.executable, "-c", DESK], capture_output=True, cwd=ROOT, check=True, timeout=30)
    assert out.stdout.strip() == b"plain"


def test_no_color_and_ascii_are_kept_on_the_wire():
    code, seen = in_a_terminal(b"q", NO_COLOR="1", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert code == 0
    assert b"!! BREACHED" in seen
    assert "‼".encode() not in seen
    assert b"38;" not in seen and b"48;" not in seen


def test_closed_streams_are_no_terminal(monkeypatch):
    monkeypatch.setattr(sys, "__stdout__", io.StringIO())
    assert not can_run_tui()


def test_what_opening_says_is_raised_in_the_thread_that_asked(monkeypatch):
    def missing():
        raise StoreMissing("There is no store here.", "Make one.")

    with pytest.raises(StoreMissing, match="no store"):
        run(missing)


@pytest.mark.parametrize(("wanted", "frames"), [({}, "120"), ({"TEXTUAL_FPS": "30"}, "30")])
def test_a_screen_may_be_painted_120_times_a_second_unless_somebody_says_otherwise(wanted, frames):
    code = "import screens.run as r, contextlib\nwith contextlib.suppress(OSError): r.run(lambda: open('/none'))\n"
    code += "from textual.constants import MAX_FPS\nprint(MAX_FPS)"
    around = {**{name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"}, **wanted}
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=around, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == frames


def test_own_keys_come_from_the_settings_file_and_a_mistake_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path))
    assert own_keys() == ({}, "")
    (tmp_path / "config").mkdir()
    settings = tmp_path / "config" / "settings.toml"
    settings.write_text('[keys]\n"acts.note" = "w"\n', encoding="utf-8")
    assert own_keys() == ({"acts.note": "w"}, "")
    settings.write_text('[keys]\n"acts.note" = "r"\n', encoding="utf-8")
    keys, said = own_keys()
    assert keys == {} and "line 2" in said and "acts.reply" in said


def test_what_is_loaded_late_exists():
    import importlib

    for name in running.LATE:
        importlib.import_module(name)
