"""What every window of the desk is, screen or dialog: the desk at hand, one way out, one watch on its size."""

from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from screens.commands import bindings
from screens.lines import TooSmall

if TYPE_CHECKING:
    from complaintdesk.desk import Desk
    from screens.app import DeskApp

T = TypeVar("T")
SMALLEST = (80, 24)


def too_small(size: Size) -> bool:
    """Whether the desk cannot be shown in a window of this size."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]


class Window(Screen[T], inherit_bindings=False):
    """Shared by screens and dialogs: the desk, the app by its type, and the watch on the size."""

    if TYPE_CHECKING:
        app: "DeskApp"

    def on_unmount(self) -> None:
        """Let go of what Textual keeps of a screen's widgets in a cache on a method: half a megabyte a screen."""
        from textual._styles_cache import StylesCache

        StylesCache.get_inner_outer.cache_clear()

    @property
    def desk(self) -> "Desk":
        """The desk this window works at."""
        return self.app.desk

    async def on_event(self, event: events.Event) -> None:
        """A screen left before it stood has no widgets: nothing of it is set up."""
        if isinstance(event, events.Compose):
            self._take_width(self.app.size.width)
        if not isinstance(event, events.Mount) or (self.is_attached and not self._pruning):
            await super().on_event(event)

    def _take_width(self, width: int) -> None:
        """Know from the start how wide the terminal is: learned from the first resize, everything is laid out twice."""
        steps = self.app.HORIZONTAL_BREAKPOINTS if self.HORIZONTAL_BREAKPOINTS is None else self.HORIZONTAL_BREAKPOINTS
        fitting = [name for least, name in steps or () if width >= least]
        self.add_class(*fitting[-1:])

    def _screen_resized(self, size: Size) -> None:
        """Nothing where the page was laid out for that size already; Textual says it once more as a page opens."""
        if self._compositor.size != size:
            super()._screen_resized(size)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave this screen, once: a second key on the way out must not close the screen below.

        While the desk itself is being left there is no screen any more for a key still under way.
        """
        if self.app.screen_stack[-1:] != [self]:
            return AwaitComplete()
        return super().dismiss(result)

    @property
    def opening(self) -> bool:
        """Whether something is still to come before a key can be meant for this window."""
        return not self.is_mounted

    asked_at = 0.0
    """When the question stood that this window asks; what was typed before does not answer it."""

    async def keep_typing(self) -> None:
        """Store what was typed and not saved yet; called before leaving, quitting and other screens."""

    def refresh_view(self) -> None:
        """Bring what is shown up to date; called often, so it must change nothing when nothing changed."""

    def restyle(self) -> None:
        """The theme changed: build again what holds colours."""

    def on_resize(self, event: events.Resize) -> None:
        """Cover the screen with one line while the terminal is too small.

        A size that is no longer the terminal's is passed over: two of them on the way at once would
        make the screen lay itself out for the one and the other for ever.
        """
        if event.size != self.app.size:
            event.prevent_default()
            return
        small = too_small(event.size)
        covers = self.query(TooSmall)
        if small and not covers:
            self.mount(TooSmall())
        for cover in covers:
            cover.display = small


class DeskModal(ModalScreen[T], Window[T], inherit_bindings=False):
    """A dialog, bound to the group 'modal' and more; Escape gives None; keys typed ahead wait for its first field."""

    BINDINGS = bindings("modal")
    DEFAULT_CSS = """
    DeskModal { align: center middle; layers: base small; }
    """

    def action_help(self) -> None:
        """The keys of this dialog."""
        self.app.action_help()
