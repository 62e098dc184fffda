"""How tests wait after a key: for what the app still has to do, instead of for a processor that looks idle.

Textual's own guess sleeps 20 ms at least, four times for each key, and on a slow machine it may still guess too early.
"""

import asyncio
import time
from collections.abc import Callable

import pytest
import textual.app
import textual.pilot

SOON = 0.02
"""A callback due within this many seconds is waited for: the next repaint, say."""


class _Threads:
    """Counts what the desk is being asked in threads."""

    def __init__(self) -> None:
        self.at_work = 0
        self._to_thread = asyncio.to_thread

    async def to_thread(self, question: Callable[..., object], /, *args: object, **names: object) -> object:
        self.at_work += 1
        try:
            return await self._to_thread(question, *args, **names)
        finally:
            self.at_work -= 1

    async def nothing_left(self, min_sleep: float = 0, max_sleep: float = 1) -> None:
        """Wait until no message waits, no thread is at work and no callback is about to be due."""
        loop = asyncio.get_running_loop()
        end = time.monotonic() + max_sleep
        while time.monotonic() < end:
            await asyncio.sleep(0)
            if loop._ready:
                continue
            due = loop.time() + SOON
            if not self.at_work and not any(one._when < due and not one._cancelled for one in loop._scheduled):
                return
            await asyncio.sleep(0.002)

    async def no_message_left(self) -> bool:
        """Takes the place of a message to each widget of the screen, which says no more and costs far more."""
        await self.nothing_left()
        return True


@pytest.fixture(autouse=True, scope="session")
def wait_for_what_is_left():
    """Every test of screens waits so."""
    threads = _Threads()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "to_thread", threads.to_thread)
        for module in (textual.app, textual.pilot):
            patch.setattr(module, "wait_for_idle", threads.nothing_left)
        patch.setattr(textual.pilot.Pilot, "_wait_for_screen", lambda _: threads.no_message_left())
        yield
