"""One program under a pseudo-terminal: started, read from, written to, ended.

Decision: the child waits for a word before it becomes the program, so that the clock starts at exec and not at fork;
output is stamped when it arrives and put on the screen later, so that the emulator's time is in no figure.
"""

import fcntl
import os
import random
import re
import select
import signal
import struct
import termios
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from bench import processes
from bench.emulator import ASKS, CELL_HEIGHT, CELL_WIDTH, Terminal

now = time.monotonic


class Fault(Exception):
    """The program did not do what was asked of it; the last screen is in the text."""


class Running:
    """A program in a terminal of 120 columns and 40 lines. Use as a context manager."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], *, seed: int = 1, patience: float = 30) -> None:
        self.command = list(command)
        self.env = {**env, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self.patience = patience
        self.columns, self.lines = 120, 40
        self.terminal = Terminal(self.columns, self.lines, self._write)
        self.exit_code: int | None = None
        self._random = random.Random(seed)
        self._chunks: deque[tuple[float, bytes]] = deque()
        self._sent = 0
        self._last_output = 0.0
        self._seen: list[float] | None = None
        self._want: Callable[[], bool] | None = None
        self._found: float | None = None

    # life

    def __enter__(self) -> Self:
        """Start it; the clock runs from the moment the child is let go."""
        self._fd, slave = os.openpty()
        size = (self.lines, self.columns, self.columns * CELL_WIDTH, self.lines * CELL_HEIGHT)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size))
        go_read, go_write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self._become(slave, go_read, (self._fd, go_write))
        os.close(slave)
        os.close(go_read)
        os.set_blocking(self._fd, False)
        self._poll = select.poll()
        self._poll.register(self._fd, select.POLLIN)
        self.started = now()
        os.write(go_write, b"g")
        os.close(go_write)
        return self

    def _become(self, slave: int, go: int, others: Sequence[int]) -> None:
        """In the child: take the terminal, wait for the word, become the program."""
        try:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for fd in (0, 1, 2):
                os.dup2(slave, fd)
            for fd in others:
                os.close(fd)
            for number in (signal.SIGINT, signal.SIGPIPE, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            os.read(go, 1)
            os.execvpe(self.command[0], self.command, self.env)  # noqa: S606 - no shell wanted
        finally:
            os._exit(127)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End it, if it still runs; only what this session started."""
        for number, patience in ((signal.SIGTERM, 1.0), (signal.SIGKILL, 2.0)):
            end = now() + patience
            if not self._is_over():
                os.kill(self.pid, number)
            while now() < end and not self._is_over():
                self._read(0.01)
        os.close(self._fd)

    def _is_over(self) -> bool:
        if self.exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code is not None

    def fault(self, words: str) -> Fault:
        """What went wrong, with what the screen shows."""
        self._show()
        return Fault(f"{Path(self.command[0]).name}: {words}\n{self.terminal.text().rstrip()}")

    # bytes

    def _write(self, data: bytes) -> None:
        with suppress(OSError):
            os.write(self._fd, data)

    def _read(self, seconds: float) -> bool:
        """Wait so long for output and stamp it; whether any came."""
        if not self._poll.poll(max(0, seconds * 1000)):
            return False
        came = False
        for _ in range(16):
            try:
                data = os.read(self._fd, 65536)
            except BlockingIOError:
                break
            except OSError:  # the other side is closed
                data = b""
            if not data:
                if not came:
                    time.sleep(min(0.002, max(seconds, 0)))
                break
            came, self._last_output = True, now()
            self._sent += len(data)
            self._chunks.append((self._last_output, data))
            if ASKS.search(data):
                self._show()
            if not self._poll.poll(0):
                break
        return came

    def _show(self, reads: int = 1_000_000) -> None:
        """Put what has come on the screen."""
        while self._chunks and reads:
            at, data = self._chunks.popleft()
            self.terminal.feed(data, lambda at=at: self._frame(at))
            reads -= 1

    def _frame(self, at: float) -> None:
        if self.terminal.changed():
            if self._seen is not None:
                self._seen.append(at)
            if self._want is not None and self._found is None and self._want():
                self._found = at

    # looking

    def shows(self, pattern: str) -> bool:
        """Whether it can be seen now."""
        self._show()
        return re.search(pattern, self.terminal.text(), re.M) is not None

    def memory(self) -> float:
        """Resident megabytes now."""
        return processes.memory(self.pid)

    def processor(self) -> float:
        """Seconds of processor time so far."""
        return processes.processor(self.pid)
