"""A terminal without a window: turns a program's bytes into cells, answers what it asks, and says where a frame ends.

Decision: pyte holds the cells; the parser is ours, since a frame ends where the program says so (mode 2026, the
synchronized update), and pyte does not know that mode. What a Textual program does not send is left out.
"""

import codecs
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import pyte
from pyte import modes
from pyte.screens import StaticDefaultDict
from wcwidth import wcwidth

CELL_WIDTH, CELL_HEIGHT = 10, 20
_KNOWN_MODES: Final = {1, 7, 25, 1000, 1002, 1003, 1004, 1006, 1016, 1049, 2004, 2026, 2048}
_TOKEN: Final = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[(?P<csi>[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e])"
    r"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b(?P<dcs>[PX^_][^\x1b]*)\x1b\\"
    r"|\x1b(?P<esc>[ #%()*+\-./][\x20-\x7e]|[\x30-\x4f\x51-\x57\x59\x5a\x5c\x60-\x7e])"
    r"|(?P<c0>[\x00-\x1a\x1c-\x1f\x7f-\x9f])"
)
ASKS: Final = re.compile(rb"\x1b\[[0-?]*(?:c|n|u|q|t|\$p)|\x1b\][0-9;]*;\?|\x1bP[+$]q|\x1b\[\?2048h")
"""Output that wants an answer at once, not when the screen is next looked at."""


class _Cells(pyte.Screen):
    """pyte's screen with a quick way for plain text."""

    def __init__(self, columns: int, lines: int) -> None:
        self._styled: dict[Any, dict[str, Any]] = {}
        super().__init__(columns, lines)

    def put(self, text: str) -> None:
        """Write ``text`` at the cursor."""
        cursor, place, end = self.cursor, 0, len(text)
        while place < end:
            fits = self.columns - cursor.x
            if fits <= 0 or modes.IRM in self.mode:
                self.draw(text[place])
                place += 1
                continue
            if len(self._styled) > 4000:
                self._styled.clear()
            styled = self._styled.setdefault(cursor.attrs, {})
            line, stop, x = self.buffer[cursor.y], min(end, place + fits), cursor.x
            while place < stop:
                char = text[place]
                cell = styled.get(char)
                if cell is None:
                    if wcwidth(char) != 1:
                        break
                    cell = styled[char] = cursor.attrs._replace(data=char)
                line[x] = cell
                x += 1
                place += 1
            cursor.x = x
            self.dirty.add(cursor.y)
            if place < stop:  # wide or combining: pyte knows how
                self.draw(text[place])
                place += 1

    def erase_in_display(self, how: int = 0, *_: Any, **__: Any) -> None:
        """Blank the rest of the screen, or all of it."""
        if how > 2:
            return
        attrs = self.cursor.attrs
        for y in (range(self.cursor.y + 1, self.lines), range(self.cursor.y), range(self.lines))[how]:
            line = self.buffer[y] = StaticDefaultDict(self.default_char)
            if attrs != self.default_char:
                line.update(dict.fromkeys(range(self.columns), attrs))
            self.dirty.add(y)
        if how < 2:
            self.erase_in_line(how)


class Terminal:
    """A terminal of ``columns`` by ``lines``. ``reply`` is given the bytes that answer a question."""

    def __init__(self, columns: int, lines: int, reply: Callable[[bytes], None]) -> None:
        self.cells = _Cells(columns, lines)
        self.reply = reply
        self.on: set[int] = set()
        """The private modes switched on."""
        self.kitty = [0]
        """The stack of kitty keyboard flags."""
        self.alternate = False
        """Whether the program draws on the alternate screen."""
        self._syncing = False
        self._rest = ""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rows: list[Any] = [None] * lines
        self._texts = [""] * lines
        s = self.cells
        self._moves: dict[str, Callable[..., Any]] = {
            "A": s.cursor_up,
            "B": s.cursor_down,
            "C": s.cursor_forward,
            "D": s.cursor_back,
            "E": s.cursor_down1,
            "F": s.cursor_up1,
            "G": s.cursor_to_column,
            "d": s.cursor_to_line,
            "J": s.erase_in_display,
            "K": s.erase_in_line,
            "L": s.insert_lines,
            "M": s.delete_lines,
            "@": s.insert_characters,
            "P": s.delete_characters,
            "X": s.erase_characters,
        }

    # feeding

    def feed(self, data: bytes, on_frame: Callable[[], None]) -> None:
        """Take in bytes; ``on_frame`` is called where a real terminal would paint."""
        text = self._rest + self._decode(data)
        self._rest, at = "", 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                self._rest = text[at:]
                break
            at = found.end()
            kind, said = found.lastgroup, found.group(found.lastgroup or 0)
            if kind == "text":
                self.cells.put(said)
            elif kind == "csi":
                if self._control(said):
                    on_frame()
            elif kind == "c0":
                self._plain_control(said)
        if not self._syncing:
            on_frame()

    def _plain_control(self, char: str) -> None:
        step = {"\n": self.cells.linefeed, "\r": self.cells.carriage_return, "\b": self.cells.backspace}.get(char)
        if step is not None:
            step()

    def _control(self, sequence: str) -> bool:
        """Carry out one control sequence; True where a synchronized update ends."""
        final, body = sequence[-1], sequence[:-1]
        prefix = body[0] if body and body[0] in "<=>?" else ""
        asks = body.endswith("$")
        numbers = [int(n) if n.isdigit() else 0 for n in re.split("[;:]", body.strip("<=>?$"))]
        first = numbers[0]
        if final == "m" and not prefix:
            self._style(body)
        elif final == "p" and asks:
            self._say_mode(first)
        elif prefix == "?" and final in "hl":
            return self._switch(numbers, on=final == "h")
        elif final == "u" and prefix == ">":
            self.kitty.append(first)
        elif final == "u" and prefix == "<":
            del self.kitty[max(1, len(self.kitty) - (first or 1)) :]
        elif final == "u" and prefix == "?":
            self.reply(f"\x1b[?{self.kitty[-1]}u".encode())
        elif prefix:
            return False
        elif final in "Hf":
            self.cells.cursor_position(first, numbers[1] if len(numbers) > 1 else 0)
        elif final in self._moves:
            self._moves[final](first)
        elif final == "r":
            self.cells.set_margins(first, numbers[1] if len(numbers) > 1 else 0)
        elif final == "c":
            self.reply(b"\x1b[?62;22;52c")
        elif final == "n" and first == 6:
            self.reply(f"\x1b[{self.cells.cursor.y + 1};{self.cells.cursor.x + 1}R".encode())
        return False

    def _style(self, body: str) -> None:
        with suppress(KeyError, IndexError, ValueError):
            self.cells.select_graphic_rendition(*(int(n or 0) for n in body.split(";")))

    def _say_mode(self, mode: int) -> None:
        state = 0 if mode not in _KNOWN_MODES else 1 if mode in self.on else 2
        self.reply(f"\x1b[?{mode};{state}$y".encode())

    def _switch(self, numbers: list[int], *, on: bool) -> bool:
        ended = False
        for mode in numbers:
            (self.on.add if on else self.on.discard)(mode)
            if mode == 2026:
                ended = ended or (self._syncing and not on)
                self._syncing = on
            elif mode == 1049:
                self.alternate = on
                self.cells.erase_in_display(2)
            elif mode == 2048 and on:
                lines, columns = self.cells.lines, self.cells.columns
                size = f"\x1b[48;{lines};{columns};{lines * CELL_HEIGHT};{columns * CELL_WIDTH}t"
                self.reply(size.encode())
            elif mode in (7, 25):
                (self.cells.set_mode if on else self.cells.reset_mode)(mode, private=True)
        return ended

    # looking

    def changed(self) -> bool:
        """Whether something visible changed since last asked."""
        cells, hit = self.cells, False
        for y in cells.dirty:
            if y < cells.lines:
                line = cells.buffer[y]
                row = [line[x] for x in range(cells.columns)]
                if row != self._rows[y]:
                    self._rows[y] = row
                    self._texts[y] = "".join([cell.data for cell in row]).rstrip()
                    hit = True
        cells.dirty.clear()
        return hit

    def text(self) -> str:
        """What the screen shows."""
        self.changed()
        return "\n".join(self._texts)
