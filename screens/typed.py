"""What is typed and pasted, handed on in its order, one at a time, and not before the page it is meant for is there.

Decision: Textual looks for the key of a command in another task than the one that gives a letter to a field, so that a
Tab and the letters after it overtake each other, and it knows nothing of a page that is still on its way. So every key
and paste is held here, before anything looks at it, until all that the one before it set off has come to rest: no
message waits, no flow is at work that only a person could be waited for by, and the page on top is ready. What was
typed before a question was on the screen never answers it.
"""

import asyncio
from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen
from textual.worker import Worker

from screens.window import Window

if TYPE_CHECKING:
    from screens.shell import Shell

Typed = events.Key | events.Paste
FLOWS = frozenset(
    "act acts add default filter home letter load mark narrow record save stand submit".split()  # noqa: SIM905
)
"""Groups of workers that decide where the next key belongs; others go on by themselves beside the typing."""
REST_WITHIN = 0.5
"""Seconds after which a desk that never comes to rest is given the next key all the same."""
LEAVES_WITHIN = 2.0
"""Seconds that the key which leaves the desk waits for its turn."""
LEAVE = "ctrl+q"
SPINS = 50
"""Looks without a pause, before each look waits a moment."""
MOMENT = 0.001


class InOrder:
    """The keys and pastes of one app that nothing has seen yet."""

    def __init__(self, app: "Shell") -> None:
        self._app = app
        self._held: deque[Typed] = deque()
        self._turn: Typed | None = None
        """The one that was let go, until the app has it."""
        self._at_work: asyncio.Task[None] | None = None
        self._asked: dict[Worker[Any], Screen[Any]] = {}

    @property
    def at_rest(self) -> bool:
        """Whether nothing is held or on its way."""
        return not self._held and self._turn is None and (self._at_work is None or self._at_work.done())

    def may_pass(self, event: Typed) -> bool:
        """Whether it is this one's turn; otherwise it is held, and the app gets it again when it is."""
        if event is self._turn:
            self._turn = None
            return True
        if self.at_rest and self._ready():
            return not self._answers_unseen(event)
        self._held.append(event)
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._hand_on())
        return False

    def forget(self) -> None:
        """What was typed for a page that did not come is for no other."""
        self._held.clear()

    def asks(self, worker: Worker[Any], screen: Screen[Any]) -> None:
        """A flow waits for a person for as long as ``screen`` is there."""
        self._asked[worker] = screen

    def asks_no_more(self, worker: Worker[Any]) -> None:
        """The flow goes on, or is no more."""
        self._asked.pop(worker, None)

    async def _hand_on(self) -> None:
        while self._held:
            await self._rest()
            if not self._held:
                return
            event = self._held.popleft()
            if not self._answers_unseen(event):
                self._turn = event
                self._app.post_message(event)

    async def _rest(self) -> None:
        """Wait until the next key may be handed on."""
        looks, since = 0, monotonic()
        while self._turn is not None or not self._ready():
            if self._leaving():
                return
            if self._turn is not None or self._opening():
                since = monotonic()
            elif monotonic() - since > REST_WITHIN:
                return
            looks += 1
            await asyncio.sleep(0 if looks < SPINS else MOMENT)

    def _leaving(self) -> bool:
        """Somebody has asked to leave for a while: what hangs holds nobody here."""
        late = monotonic() - LEAVES_WITHIN
        leaves = [one for one in self._held if isinstance(one, events.Key) and one.key == LEAVE and one.time < late]
        if leaves:
            self._held = deque(leaves[:1])
        return bool(leaves)

    def _ready(self) -> bool:
        return not getattr(asyncio.get_running_loop(), "_ready", ()) and not self._opening()

    def _opening(self) -> bool:
        """Whether another page is on its way, or the one on top is not ready."""
        app = self._app
        stack = app.screen_stack
        top = stack[-1] if stack else None
        if isinstance(top, Window) and top.opening:
            return True
        there = app.all_screens
        return any(
            worker.group in FLOWS and not worker.is_finished and self._asked.get(worker) not in there
            for worker in app.workers
        )

    def _answers_unseen(self, event: Typed) -> bool:
        stack = self._app.screen_stack
        return bool(stack) and isinstance(stack[-1], Window) and event.time < stack[-1].asked_at
