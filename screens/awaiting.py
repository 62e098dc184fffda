"""Waiting, where it is easy to get wrong: for a flow's next dialog, and for Textual's own comings and goings."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from textual.screen import Screen

from screens.base import DeskScreen


def hold_below(screen: Screen[Any]) -> None:
    """Keys typed between two dialogs of one flow wait for the second, and never reach the list below.

    To be called just before ``screen`` gives its answer, where the flow goes on with another dialog at once.
    """
    stack = screen.app.screen_stack
    below = stack[-2] if len(stack) > 1 and stack[-1] is screen else None
    if isinstance(below, DeskScreen):
        below.awaiting = True


async def unbroken(removal: Awaitable[object]) -> None:
    """Wait for widgets to come or go, in a worker that may be cancelled meanwhile.

    The app itself waits for the same removal: were it cancelled along with the worker, the app would stop.
    """
    await asyncio.shield(asyncio.ensure_future(removal))
