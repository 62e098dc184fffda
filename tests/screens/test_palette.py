"""The table of bands is what the design says, and colour never speaks alone."""

import pytest
from rich.style import Style

from complaintdesk.models.lists import Chip, Counts
from screens import palette
from screens.palette import ASCII_GLYPHS, GLYPHS, THEMES, look

CHIPS = {
    "breached": Chip("breached", "BREACHED", "3wd"),
    "today": Chip("today", "TODAY", "reply"),
    "soon": Chip("soon", "2wd", "Mon 16"),
    "watch": Chip("watch", "4wd", "Wed 18"),
    "clear": Chip("clear", "9wd", "Wed 25"),
    "done": Chip("done", "SENT", "Mon 16"),
}
TABLE = {
    "complaint-dark": ("bold #ffffff on #c62828", "bold #000000 on #ffb454", "bold #f2e26b", "", None, None),
    "complaint-light": ("bold #ffffff on #a31515", "bold #000000 on #f59e0b", "bold #6b5900", "", None, None),
    "complaint-high-contrast": ("bold #b00000 on #ffffff", "bold #000000 on #fff200", "bold #fff200", "", "", ""),
    "terminal": ("bold bright_white on red", "bold black on yellow", "bold", "", "", ""),
    "mono": ("bold reverse", "bold underline", "bold", "", "", ""),
}


@pytest.mark.parametrize("theme", TABLE)
def test_the_styles_of_the_bands(theme):
    looks = look(theme, mono=theme == "mono")
    for band, words in zip(GLYPHS, TABLE[theme], strict=True):
        if words is not None:
            assert looks.chips[band] == Style.parse(words), (theme, band)


def test_under_no_color_no_style_has_a_colour():
    mono = look(mono=True)
    for style in (*mono.chips.values(), mono.cursor, mono.cursor_blurred, mono.head, mono.muted, mono.strong):
        assert style.color is None and style.bgcolor is None


@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_band_is_glyph_word_and_amount(ascii_only):
    looks = look(ascii_only=ascii_only)
    for band, chip in CHIPS.items():
        words = looks.words(chip, looks.chip_width)
        assert len(words) == looks.chip_width
        assert words.startswith((ASCII_GLYPHS if ascii_only else GLYPHS)[band])
        assert chip.word in words and chip.amount in words
        if ascii_only:
            assert words.isascii()


def test_the_chips_line_up_as_in_the_design():
    looks = look()
    assert [looks.words(chip, 14) for chip in CHIPS.values()] == [
        "‼ BREACHED 3wd",
        "▲ TODAY  reply",
        "● 2wd   Mon 16",
        "○ 4wd   Wed 18",
        "○ 9wd   Wed 25",
        "√ SENT  Mon 16",
    ]
    assert looks.words(Chip("breached", "BREACHED", "114wd"), looks.chip_width) == "‼ BREACHED 114wd"
    assert looks.words(Chip("clear", "9wd", "Wed 25", unconfirmed=True), 16).startswith("○ 9wd  Wed 25?")


def test_a_chip_in_a_table_carries_its_style_in_a_span():
    text = look().chip(CHIPS["breached"], 16)
    assert text.plain == "‼ BREACHED 3wd  "
    assert [(span.start, span.end) for span in text.spans] == [(0, 16)], "a block as wide as the column"
    assert [(span.start, span.end) for span in look().chip(CHIPS["soon"], 16).spans] == [(0, 14)]
    assert palette.chip(CHIPS["breached"]).plain == "‼ BREACHED 3wd"


def test_an_unknown_theme_looks_like_the_default():
    assert look("no-such-theme") == look("complaint-dark")


def test_the_tally_drops_a_word_before_it_is_cut():
    counts = Counts(2, 2, 2, 30, 106, 0)
    assert look().tally(counts) == "‼ 2 breached  ▲ 2 today  ● 2 soon  ○ 136 later"
    assert look().tally(counts, 42) == "‼ 2 breached  ▲ 2 today  ● 2 soon  ○ 136"


def _brightness(color):
    parts = [value / 255 for value in color.get_truecolor()]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["complaint-dark", "complaint-light", "complaint-high-contrast"])
def test_every_style_can_be_read(theme):
    looks, base = look(theme), THEMES[theme]
    plain = Style.parse(f"{base.foreground} on {base.background}")
    styles = [plain + style for style in (*looks.chips.values(), looks.muted, looks.strong, looks.head, looks.cursor)]
    for chip in CHIPS.values():
        styles += [plain + segment.style for segment in looks.segment(chip, 16, looks.cursor)]
        styles += [plain + (segment.style or plain) for segment in looks.segment(chip, 16, looks.cursor_blurred)]
    for shown in styles:
        light, dark = sorted((_brightness(shown.color), _brightness(shown.bgcolor)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (theme, shown)
