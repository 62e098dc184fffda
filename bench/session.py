"""What a person does at a program, timed: wait, press a key, hold one, leave.

A frame ends with the synchronized-update mark, which a real terminal waits for, else with a read. A key is pressed when
the program has been quiet, plus a little jitter, so that the figures hold no queue and no beat of a timer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bench.keys import encoded
from bench.running import Running, now

QUIET: Final = 0.030
"""Seconds without output after which the program is taken to be done."""
JITTER: Final = 0.017
CALM: Final = 0.15
"""The same after a screen was opened: its parts may come one after the other."""


@dataclass(frozen=True, slots=True)
class Press:
    """One key: milliseconds from its writing to the first frame that changed the screen, and to the last."""

    first: float | None
    settled: float | None
    frames: int
    sent: int
    """Bytes that came back."""


class Session(Running):
    """A program at which somebody sits. Use as a context manager."""

    # waiting

    def wait_for(self, *patterns: str, gone: Sequence[str] = (), seconds: float = 0) -> float:
        """The moment at which all patterns first showed together, and none of those that should be gone."""
        wanted = [
            (re.compile(pattern, re.M), shows) for each, shows in ((patterns, True), (gone, False)) for pattern in each
        ]
        self._found = None
        self._want = lambda: all((p.search(self.terminal.text()) is not None) == shows for p, shows in wanted)
        end = now() + (seconds or self.patience)
        try:
            self._show()
            if self._want():
                return self._found or self._last_output
            while self._found is None:
                if self._read(0 if self._chunks else 0.02) and len(self._chunks) < 64:
                    continue
                if self._chunks:
                    self._show(1)
                elif self._is_over():
                    raise self.fault(f"ended ({self.exit_code}) before {patterns} showed")
                elif now() > end:
                    raise self.fault(f"never showed {patterns}")
            return self._found
        finally:
            self._want = None

    def settle(self, quiet: float = QUIET) -> None:
        """Wait for a gap in the output."""
        end = now() + 5
        while now() < end and not self._is_over():
            if self._read(0 if self._chunks else quiet):
                continue
            if self._chunks:
                self._show(1)
            elif now() - self._last_output >= quiet:
                return

    def rest(self) -> None:
        """Wait until the program does next to nothing: what it loads behind its first page is loaded."""
        end = now() + self.patience
        calm = 0
        while calm < 2 and now() < end:
            used, until = self.processor(), now() + 0.4
            while now() < until:
                self._read(0.05)
                self._show()
            calm = calm + 1 if self.processor() - used < 0.4 * 0.06 else 0
        self.settle()

    # keys

    def send(self, key: str) -> float:
        """Write a key; the moment."""
        at = now()
        self._write(encoded(key, self.terminal.kitty[-1]))
        return at

    def press(self, key: str, *, quiet: float = QUIET, seconds: float = 2.0) -> Press:
        """Press a key when all is quiet, and measure."""
        self.settle()
        self._read(self._random.random() * JITTER)
        self.settle()
        frames: list[float] = []
        self._seen, sent = frames, self._sent
        at = self.send(key)
        while now() < at + seconds:
            if self._read(quiet):
                continue
            self._show()
            if frames or self._is_over():
                break
        self._show()
        self._seen = None
        if not frames:
            return Press(None, None, 0, self._sent - sent)
        return Press((frames[0] - at) * 1e3, (frames[-1] - at) * 1e3, len(frames), self._sent - sent)

    def reach(self, key: str, *patterns: str, gone: Sequence[str] = ()) -> float:
        """Press a key when all is quiet; milliseconds until all patterns show and none of the others."""
        self.settle()
        self._read(self._random.random() * JITTER)
        self.settle()
        at = self.send(key)
        took = (self.wait_for(*patterns, gone=gone) - at) * 1e3
        self.settle(CALM)
        return took

    def hold(self, key: str, count: int, hertz: float = 30) -> float:
        """Hold a key down; milliseconds from the last repeat to the last frame."""
        self.settle()
        frames: list[float] = []
        self._seen, start = frames, now()
        at = start
        for n in range(count):
            while now() < start + n / hertz:
                self._read(start + n / hertz - now())
            at = self.send(key)
        while self._read(0.1):
            pass
        self._show()
        self._seen = None
        return (frames[-1] - at) * 1e3 if frames else float("nan")

    def idle(self, seconds: float) -> tuple[float, int]:
        """(per cent of one processor, bytes sent) while nobody does anything."""
        self.settle()
        used, sent, start = self.processor(), self._sent, now()
        while now() < start + seconds:
            self._read(0.05)
        self._show()
        return (self.processor() - used) / (now() - start) * 100, self._sent - sent

    def leave(self, key: str) -> float:
        """Press the key that ends the program; seconds until it is gone."""
        self.settle()
        at = self.send(key)
        while not self._is_over():
            self._read(0.002)
            if now() > at + self.patience:
                raise self.fault("did not end")
        took = now() - at
        while self._read(0):
            pass
        self._show()
        return took
