"""What a person typed never reaches the terminal as anything but letters."""

import unicodedata
from datetime import datetime

import pytest
from rich.cells import cell_len

from screens import text
from screens.text import cell, day_words, fit, moment_words, shown
from tests.screens.helpers import HOSTILE


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("lines", [False, True])
def test_shown_lets_no_control_or_format_character_through(words, lines):
    for ch in shown(words, lines=lines):
        assert (
            unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Co", "Cn") or ch == "\u200d" or (lines and ch == "\n")
        )


def test_shown_keeps_what_people_write():
    assert shown("Zoë O'Neill – flat 3, £20 [sic]") == "Zoë O'Neill – flat 3, £20 [sic]"
    assert shown("one\r\ntwo\tthree") == "one two three"
    assert shown("one\r\ntwo\tthree", lines=True) == "one\ntwo    three"
    assert shown("x" * 20_000) == "x" * 10_000
    assert shown(None) == "None"


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("width", [0, 1, 2, 7, 30])
def test_fit_is_exactly_as_wide_as_asked(words, width):
    assert cell_len(fit(words, width)) == width
    assert cell_len(fit(words, width, right=True)) == width


def test_fit_cuts_with_an_ellipsis_and_pads():
    assert fit("Damp in bedroom", 8) == "Damp in…"
    assert fit("Lift", 6) == "Lift  "
    assert fit("3", 4, right=True) == "   3"


@pytest.mark.parametrize("words", HOSTILE)
def test_cell_is_a_text_that_parses_nothing(words):
    made = cell(words, 20)
    assert made.spans == [] and made.cell_len <= 20


def test_a_terminal_without_utf8_gets_what_it_can_say():
    try:
        text.limit_to("ascii")
        assert shown("Zoë – ok") == "Zo? ? ok"
        assert fit("Damp in bedroom", 8) == "Damp in~"
    finally:
        text.limit_to("")
    assert fit("Damp in bedroom", 8) == "Damp in…"


def test_days_and_moments_in_words():
    moment = datetime(2026, 3, 2, 9, 5)  # noqa: DTZ001
    assert day_words(moment) == "Mon 2 Mar"
    assert moment_words(moment) == "Mon 2 Mar 09:05"
