"""What is on a file, tab by tab: whatever its kind, late first, never more than a line of tabs."""

from datetime import date
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from complaintdesk.models.case_view import RecordView
from complaintdesk.models.terms import BOOK
from screens import case_tabs, filetext
from screens.palette import look
from tests.screens.fake_desk import FakeDesk
from tests.screens.helpers import HOSTILE

LOOKS = (look(), look(ascii_only=True))


def record(n: int, group: str, *, line: str = "Paint", state: str = "", late: bool = False, ref: str = "", **said):
    made = RecordView(f"thing-{n}", f"thing {n % 3}", f"Thing {n}", group, line, state, False, late, DAY, "Jo", ref)
    return made._replace(is_open=late, **said)


DAY = date(2026, 3, 12)


def case(*records: RecordView, **said):
    return FakeDesk().case("CD-26000")._replace(records=records, **said)


def told(renderable) -> str:
    console = Console(width=80, file=StringIO(), color_system=None)
    console.print(renderable)
    return console.file.getvalue()


def test_every_record_stands_on_one_tab_by_its_group_and_a_new_group_under_file() -> None:
    shown = case(record(1, "actions"), record(2, "people"), record(3, "file"), record(4, "a_group_made_tomorrow"))
    for words, name in ((filetext.actions, "Thing 1"), (filetext.people, "Thing 2"), (filetext.file, "Thing 3")):
        assert name in told(words(shown, look()))
    assert "Thing 4" in told(filetext.file(shown, look()))
    assert "Thing 4" not in told(filetext.people(shown, look()))


def test_what_is_late_comes_first_with_glyph_and_word_then_what_is_open_then_the_rest() -> None:
    shown = case(
        record(1, "actions", state="settled Mon 2 Mar 2026"),
        record(2, "actions", state="to be done")._replace(is_open=True),
        record(3, "actions", state="to be done by Wed 11 Mar 2026, 1 working day late", late=True),
    )
    text = told(filetext.actions(shown, look()))
    assert text.index("Thing 3") < text.index("Thing 2") < text.index("Thing 1")
    assert "‼ LATE Thing 3" in text
    assert "1 working day late" in text
    assert "!! LATE Thing 3" in told(filetext.actions(shown, look(ascii_only=True)))


def test_a_record_says_what_else_was_said_and_which_other_case_it_was_made_on() -> None:
    shown = case(record(1, "people", more=(("Why", "Cold rooms"), ("Amount", "£50.00")), ref="CD-25007"))
    text = told(filetext.people(shown, look()))
    assert "Why: Cold rooms; Amount: £50.00" in text
    assert "Thu 12 Mar 2026, Jo, on CD-25007" in text


def test_a_book_has_a_tab_for_each_group_that_is_in_it() -> None:
    book = case(record(1, "staff"), record(2, "publications", late=True), record(3, "staff"), feedback=BOOK)
    assert [tab.label for tab in case_tabs.tabs_of(book)] == ["Summary", "Staff", "Publications", "Timeline"]
    said, _ = case_tabs.labels(book, look(), 80)
    assert said["group-staff"] == "Staff 2"
    assert said["group-publications"] == "Publications ‼ 1 late"
    summary = told(filetext.book(book, look()))
    assert "Publications: 1, ‼ 1 late" in " ".join(summary.split())


@pytest.mark.parametrize("one", LOOKS, ids=["utf-8", "ascii"])
def test_all_tabs_fit_one_line_of_eighty_columns_however_much_is_on_file(one) -> None:
    many = [
        record(n, group, late=late) for group in ("actions", "people", "file") for n in range(99) for late in (0, 1)
    ]
    full = case(*many, timeline=case().timeline * 99)
    for shown in (case(), case(record(1, "actions", late=True)), full):
        said, gap = case_tabs.labels(shown, one, 80)
        assert list(said) == [tab.name for tab in case_tabs.TABS]
        assert 1 + sum(cell_len(words) + 2 + gap for words in said.values()) <= 80
    assert one.glyphs["breached"] in case_tabs.labels(full, one, 80)[0]["actions"]
    assert case_tabs.labels(full, one, 140)[0]["actions"] == f"Actions {one.glyphs['breached']} 99 late"


def test_hostile_words_in_records_are_plain_text() -> None:
    shown = case(
        *(record(n, "file", line=text, state=text, ref=text, more=((text, text),)) for n, text in enumerate(HOSTILE))
    )
    text = told(filetext.file(shown, look()))
    assert "[red]x[/red]" in text
    assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text
