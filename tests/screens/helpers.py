"""What tests of screens share: waiting on conditions, hostile text, and reading the screen as words."""

import asyncio
import time
import unicodedata
from collections.abc import Callable

from textual.app import App
from textual.pilot import Pilot
from textual.timer import Timer
from textual.widgets import Input, TextArea

HOSTILE = (
    "[red]x[/red]",
    "[@click=app.quit]leave[/]",
    "x [/] y",
    "[link=http://example.org]here[/link]",
    "[bold",
    "]52;c;aGk=\x07",
    "\x1b]52;c;aGk=\x1b\\ and \x1b[31mred",
    "\x9b31m c1 \x85 nel \u2028 ls",
    "nul\x00 bell\x07 back\x08 cr\r lf\n tab\t",
    "\u202eevil\u202c \u2066iso\u2069 zero\u200bwidth soft\u00adhyphen",
    "\u3164\u115f filler \ufeff bom",
    "漢字かな交じり文 wide",
    "e\u0301\u0301\u0301\u0301 stacked",
    "\ud800 lone",
    "❤\ufe0f heart",
    ":smile: $text {braces} %s \\[x]",
    "a" * 3000,
)
"""Things people, programs and attackers put into names and letters."""


_WAIT_FOR_A_PERSON = ("act", "home", "record", "submit", "default")
"""Groups of workers that may stand behind a form until somebody fills it in."""


async def until(pilot: Pilot[object], condition: Callable[[], object], timeout: float = 30.0) -> None:
    """Wait until ``condition`` holds; fail after ``timeout`` seconds."""
    end = time.monotonic() + timeout
    while True:
        await pilot.pause()
        if condition():
            return
        assert time.monotonic() < end, "condition not met"
        await asyncio.sleep(0.02)


async def settled(app: App[object], pilot: Pilot[object]) -> None:
    """Wait until no worker is at work any more."""
    await until(pilot, lambda: all(worker.is_finished for worker in app.workers))


async def at_rest(app: App[object], pilot: Pilot[object]) -> None:
    """Wait until nothing is at work or about to begin, the preview shows the case under the cursor, and the picture
    stays the same. A cursor is kept still: else the picture depends on the moment it is taken.
    """
    for kind in (Input, TextArea):
        for field in app.screen.query(kind):
            field.cursor_blink = False
    last, now = "", None
    while last != now:
        await until(pilot, lambda: _nothing_at_work(app))
        last = rendered(app)
        await pilot.pause()
        now = rendered(app) if _nothing_at_work(app) else None


def _nothing_at_work(app: App[object]) -> bool:
    """No worker but those that wait for a person, no pause after the last key, no pane that shows another case."""
    nodes = (app, *app.screen.walk_children(with_self=True))
    return (
        all(one.is_finished or one.group in _WAIT_FOR_A_PERSON for one in app.workers)
        and not any(_will_act(timer) for node in nodes for timer in node._timers)
        and all(not pane.is_seen or pane.ref == app.screen.case_ref() for pane in app.screen.query("PreviewPane"))
    )


def _will_act(timer: Timer) -> bool:
    """Whether it is to act once, within a second; a draft is stored later than that, and nobody sees it."""
    task = timer._task
    return timer._repeat is not None and timer._interval < 1 and task is not None and not task.done()


def rendered(app: App[object]) -> str:
    """The screen as lines of text, as the terminal gets it."""
    return "\n".join("".join(segment.text for segment in line) for line in _lines(app))


def assert_clean(app: App[object]) -> None:
    """No control byte, no format character and no live link or action anywhere on the screen."""
    for line in _lines(app):
        for segment in line:
            if segment.control:
                continue
            for ch in segment.text:
                assert unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Co", "Cn") or ch == "\u200d", repr(
                    segment.text
                )
            style = segment.style
            assert style is None or not style.link, segment
            if style is not None and style.meta:
                assert "@click" not in style.meta or "example" not in str(style.meta), style.meta


def _lines(app: App[object]) -> list[list]:
    height = app.size.height
    strips = app.screen._compositor.render_strips()
    return [list(strip) for strip in strips][:height]
