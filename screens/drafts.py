"""What is typed is kept: one draft of one form, saved within two seconds of a key and before leaving.

Decision: the first key after a save starts a short timer and later keys do not restart it, so that
somebody who never stops typing is saved as often as somebody who pauses. Saves go one after another,
in a thread; once the form is done the draft is dropped and nothing can bring it back.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.timer import Timer

from complaintdesk.errors import ComplaintDeskError

if TYPE_CHECKING:
    from complaintdesk.desk import Desk

SOON = 1.2
"""Seconds from the first unsaved key to its save; the rule allows two."""


class Keeper:
    """Keeps the draft called ``name`` of whatever ``values`` answers. ``on_error`` hears what the store refused."""

    def __init__(
        self,
        node: DOMNode,
        desk: "Desk",
        name: str,
        values: Callable[[], Mapping[str, object]],
        on_error: Callable[[ComplaintDeskError], None],
    ) -> None:
        self._node, self._desk, self._name, self._values, self._on_error = node, desk, name, values, on_error
        self._timer: Timer | None = None
        self._lock = asyncio.Lock()
        self._over = False
        self._dirty = False

    def touch(self) -> None:
        """Something was typed."""
        self._dirty = True
        if self._timer is None and not self._over:
            self._timer = self._node.set_timer(SOON, self._save_in_background)

    def _save_in_background(self) -> None:
        self._timer = None
        self._node.run_worker(self.keep(), group="draft", exit_on_error=False)

    async def keep(self) -> None:
        """Save now what is not saved yet, and wait until it is stored."""
        self._stop_timer()
        async with self._lock:
            if not self._dirty or self._over:
                return
            self._dirty = False
            values = dict(self._values())
            try:
                await asyncio.to_thread(self._desk.save_draft, self._name, values)
            except ComplaintDeskError as error:
                self._dirty = True
                self._on_error(error)

    async def drop(self, *, for_good: bool = True) -> None:
        """The draft is not needed any more; ``for_good``: and nothing typed after this is kept."""
        self._stop_timer()
        async with self._lock:
            self._over = for_good
            self._dirty = False
            await asyncio.to_thread(self._desk.drop_draft, self._name)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
