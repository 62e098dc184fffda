"""Waiting, where it is easy to get wrong: for a screen to stand, a flow's next dialog, Textual's comings and goings."""

import asyncio
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

T = TypeVar("T")

if TYPE_CHECKING:
    from screens.app import DeskApp

    _Screen = Screen[Any]
else:
    _Screen = object  # a plain class: styles follow the first base that is a widget


class Standing(_Screen):
    """A screen whose keys do nothing until its widgets are there; ``on_mount`` begins with ``stand``."""

    standing = False
    """Whether the widgets are there."""

    def stand(self) -> None:
        """The widgets are there."""
        self.standing = True

    @property
    def opening(self) -> bool:
        """Until then."""
        return not self.standing

    def on_unmount(self) -> None:
        """They are going."""
        self.standing = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing before the screen stands; Textual calls this for each key."""
        return self.standing and super().check_action(action, parameters)


async def ask(app: "DeskApp", screen: Screen[T]) -> T | None:
    """Show a screen or dialog and wait for its answer; only in a worker.

    Not Textual's ``push_screen_wait``: that runs the app's own pending callbacks in the worker, and when
    the worker is cancelled meanwhile the removal of a widget that one of them waits for is cancelled as well.
    """
    answer: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()

    def answered(result: T | None) -> None:
        if not answer.done():
            answer.set_result(result)

    worker = get_current_worker()
    app.typed.asks(worker, screen)
    app.push_screen(screen, answered)
    try:
        return await answer
    finally:
        app.typed.asks_no_more(worker)
        if app.is_running and app.screen is screen:
            screen.dismiss(None)


async def unbroken(removal: Awaitable[object]) -> None:
    """Wait for widgets to come or go, in a worker that may be cancelled meanwhile.

    The app itself waits for the same removal: were it cancelled along with the worker, the app would stop.
    """
    await asyncio.shield(asyncio.ensure_future(removal))
