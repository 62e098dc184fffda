"""A byte that is no UTF-8 is a replacement sign, and an escape inside a paste is no key."""

import inspect
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key

from screens.lenient import END, START, Lenient, read_any_byte


@pytest.mark.skipif(sys.platform == "win32", reason="the Windows driver reads characters")
def test_the_driver_reads_through_it():
    from textual.drivers import linux_driver

    read_any_byte()
    assert linux_driver.getincrementaldecoder("utf-8")().decode(b"caf\xe9 ok") == "caf\ufffd ok"
    source = inspect.getsource(linux_driver.LinuxDriver)
    assert 'getincrementaldecoder("utf-8")()' in source, "the driver finds its decoder another way now"


def test_keys_and_their_escapes_pass_as_they_are():
    typed = "jk\x1b[A\x1b[<0;3;4M\x1b\x11é漢"
    assert Lenient().decode(typed.encode()) == typed


def test_esc_and_the_next_key_in_one_piece_are_two_keys():
    def keys(typed: str) -> list[str]:
        return [one.key for one in XTermParser().feed(Lenient().decode(typed.encode())) if isinstance(one, Key)]

    read = keys("a\x1bj.\x1b.\x1b\r\x1b:")
    assert read == ["a", "escape", "j", "full_stop", "escape", "full_stop", "escape", "enter", "escape", "colon"]
    for sequence in ("\x1b[A", "\x1bOP", "\x1bb", "\x1b\x7f", "\x1b[27u"):
        assert Lenient().decode(sequence.encode()) == sequence


def test_an_escape_and_a_quit_inside_a_paste_are_no_keys():
    pasted = f"{START}AAA\x1b[31mBBB\x11CCC\n\x9bddd{END}q"
    assert Lenient().decode(pasted.encode()) == f"{START}AAA[31mBBBCCC\nddd{END}q"


@given(
    before=st.text(st.characters(codec="utf-8", exclude_characters="\x1b")),
    pasted=st.text(st.characters(codec="utf-8", exclude_characters="\x1b")),
    after=st.text(st.characters(codec="utf-8", exclude_characters="\x1b")),
    cuts=st.lists(st.integers(0, 200), max_size=8),
)
def test_however_it_comes_in_pieces_it_reads_the_same(before, pasted, after, cuts):
    whole = f"{before}{START}\x1b[31m{pasted}\x11{END}{after}".encode()
    edges = sorted({0, len(whole), *(cut % (len(whole) + 1) for cut in cuts)})
    reader = Lenient()
    read = "".join(reader.decode(whole[a:b]) for a, b in pairwise(edges))
    assert read == Lenient().decode(whole)
    assert read.startswith(f"{before}{START}[31m") and read.endswith(f"{END}{after}")
