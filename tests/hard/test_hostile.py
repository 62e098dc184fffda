"""Words made to harm a terminal, in every field of many cases: none of them ever commands it.

The words are put into the store as they are, past the cleaning at the door, as a damaged or foreign program might; what
comes out of a pseudo-terminal is then looked at byte by byte.
"""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from datetime import timedelta
from pathlib import Path

import pytest

from complaintdesk.desk.deriving import derive
from complaintdesk.desk.setting_up import make_store
from complaintdesk.desk.today import now
from complaintdesk.models.events import Event
from complaintdesk.store.rows import NewCase
from complaintdesk.store.writing import Writer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

ROOT = Path(__file__).parents[2]
WHO = "Jo Smith"
FIELDS = 12
"""Hostile words a case carries."""
_CONTROL = re.compile(
    rb"\x1b\[[0-9;:?<>=!$]*[A-Za-z@`~]"  # CSI, without blanks inside
    rb"|\x1b[=>78c]"
    rb"|\x1b[()][0B]"
    rb"|\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1bP[^\x1b]*\x1b\\"
)
_EVIL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_PIECES = (
    *(
        "\x1b]52;c;aGk=\x07",
        "\x1b]0;OWNED\x07",
        "\x1b[2J",
        "\x1b[31m",
        "\x1b[?1049l",
        "\x1b[6n",
        "\x1bc",
        "\x1bP+q544e\x1b\\",
    ),
    *(
        "\x9b31m",
        "\x9d0;OWNED\x9c",
        "\x90q\x9c",
        "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
        "\x1b_Gf=100;AAAA\x1b\\",
    ),
    *("\x00", "\x07", "\x08" * 9, "\r", "\n", "\t", "\x0b", "\x0c", "\x0e", "\x1a", "\x7f", "\x85", "\u2028", "\u2029"),
    *("\u202e", "\u2066", "\u2069", "\u200b", "\ufeff", "\u061c", "e" + "\u0301" * 20, "漢字", "👩‍👩‍👧", "ﷺ" * 3),
    *("[red]x[/red]", "[@click=app.quit]go[/]", "[/]", "[bold", "{{ 7*7 }}", "{% for %}", "%s%n", "$(reboot)", "`id`"),
    *(
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "' OR 1=1 --",
        '"; DROP TABLE event; --',
        "\\",
        "../../etc/passwd",
        "a" * 400,
    ),
)


def hostile(chance):
    """A few of the pieces between plain letters."""
    return "".join(f"{chance.choice(_PIECES)}{chance.choice('abcdefgh')}" for _ in range(chance.randrange(1, 5)))


def cases(count, chance):
    """Cases of the last days with hostile words wherever somebody's words can stand."""
    today = now().replace(hour=9, minute=30, second=0, microsecond=0)
    for i in range(count):
        at = today - timedelta(days=chance.randrange(1, 26), minutes=i % 300)
        evil = (hostile(chance) for _ in range(FIELDS))
        told = (
            ("received", {
                "resident": next(evil), "address": next(evil), "subject": next(evil), "words": next(evil),
                "contact": next(evil), "feedback": "complaint", "policy": "salix",
            }),
            ("assigned", {"to": next(evil)}),
            ("contacted", {"how": "telephone", "said": next(evil), "attempt": False}),
            ("defined", {
                "definition": next(evil), "elements": [{"number": 1, "text": next(evil)}], "wanted": next(evil),
            }),
            ("noted", {"text": next(evil)}),
            ("noted", {"text": next(evil)}),
        )  # fmt: skip
        yield NewCase(
            "salix",
            tuple(
                Event(kind, when, body, who=WHO, recorded_at=when)
                for n, (kind, body) in enumerate(told)
                for when in (at + timedelta(minutes=5 * n),)
            ),
        )


def in_a_terminal(words, keys, size, home):
    """Run the desk in a pseudo-terminal, press ``keys`` one by one; its exit code and all it sent."""
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        told = {"TERM": "xterm-256color", "COMPLAINTDESK_HOME": str(home), "PYTHONUTF8": "1"}
        os.execve(sys.executable, [sys.executable, "-m", "complaintdesk", *words], {**os.environ, **told})  # noqa: S606
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    seen, waiting, quiet = b"", list(keys), 0
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.05)[0]:
            quiet = 0
            try:
                part = os.read(fd, 65536)
            except OSError:
                break
            seen += part
            if not part:
                break
        elif b"\x1b[?1049h" in seen:  # the desk stands
            quiet += 1
            if quiet > 1 and waiting:
                os.write(fd, waiting.pop(0))
                quiet = 0
    else:
        os.kill(pid, 9)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), seen


def kinds(seen):
    """Which sorts of command a terminal was sent: the letter a sequence ends with, an OSC with its number."""
    found = set()
    for one in _CONTROL.findall(seen):
        found.add(one.split(b";")[0] if one.startswith(b"\x1b]") else one[:2] + one[-1:])
    return found


def left_over(seen):
    """What is neither plain text nor one of those sequences."""
    text = _CONTROL.sub(b"", seen).decode("utf-8", "backslashreplace")
    return sorted(set(_EVIL.findall(text.replace("\r\n", "\n").replace("\r", "\n"))))


KEYS = (
    *(b"\x1b[6~",) * 12,
    *(b"\x1b[H", b"v", b"\r", b"]", b"]", b"]", b"]", b"]", b"]", b"]", b"J", b"J", b"t", b"\r", b"\x1b", b"\x1b"),
    *(b"/", b"a", b"b", b"\r", b"\x1b", b"\x1b", b"\x1bOR", b"\x1b[17~", b"\x1b[6~", b"\x1bOQ", b"."),
    *(b"\x1b", b"x", b"\x1b", b"r", b"\x1b", b"a", b"\x1b", b"\x11"),
)
PRINTED = (("queue",), ("board",), ("owed",), ("show", "CD-26007"), ("timeline", "CD-26007"), ("related", "CD-26007"))


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
def test_no_words_ever_command_a_terminal(tmp_path, often, say, chance, size):
    count = often(210, 4200)
    evil, tame = tmp_path / "evil.db", tmp_path / "tame.db"
    for path, made in ((evil, cases(count, chance)), (tame, ())):
        make_store(path, ("salix",), WHO)
        writer = Writer(path)
        writer.append_many(made, derive)
        writer.close()
    who = ("--as", WHO)
    code, usual = in_a_terminal(("--store", str(tame), *who), (b"c", b"\x1b", *KEYS[-12:]), size, tmp_path)
    assert code == 0
    code, seen = in_a_terminal(("--store", str(evil), *who), KEYS, size, tmp_path)
    assert (code, b"Traceback" in seen) == (0, False)
    assert left_over(seen) == []
    assert kinds(seen) <= kinds(usual)
    looked = len(seen)
    for words in PRINTED:
        code, seen = in_a_terminal((*words, "--store", str(evil)), (), size, tmp_path)
        assert (code, b"Traceback" in seen) == (0, False), (words, seen[-600:])
        assert left_over(seen) == [], words
        assert kinds(seen) <= {b"\x1b[m"}, words
        looked += len(seen)
    say(f"{count * FIELDS} hostile words, {looked:,} bytes at {size[0]}x{size[1]}: no command among them")
