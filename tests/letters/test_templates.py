"""Templates and what people type: a template may only print, ask and list, and a typed word is only a word."""

import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import ACK, EVERY, MORE_TIME, STAGE_1, complete, missing, written

from complaintdesk import letters, policies
from complaintdesk.errors import BadDataFile
from complaintdesk.letters import template, view, words
from complaintdesk.models.terms import LETTER_KINDS
from complaintdesk.resources import shipped

HOSTILE = (
    "{{ 7*7 }}",
    "{% for x in ''.__class__.__mro__ %}{{ x }}{% endfor %}",
    "{% raw %}",
    "{# a comment",
    "\x1b[31mred\x1b[0m \x07 \x9b2J",
    "\u202eevil\u202c",
    "[bold]markup[/bold] <b>html</b> &amp; *stars* # heading",
    "a\r\nb\rc\u2028d\x0be",
    "%s %(x)s {0} $HOME `id`",
    "\ud800 half a sign",
)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{{ definition.upper() }}", "Call"),
        ("{{ ''.__class__ }}", "__class__"),
        ("{{ definition.__class__ }}", "__class__"),
        ("{{ definition['x'] }}", "Getitem"),
        ("{{ parts[0].text }}", "Getitem"),
        ("{{ 7 * 7 }}", "Mul"),
        ("{{ 'a' ~ wanted }}", "Concat"),
        ("{{ 'x' * 100000000 }}", "Mul"),
        ("{{ range(3) }}", "Call"),
        ("{{ self }}", "no field 'self'"),
        ("{{ loop }}", "no field 'loop'"),
        ("{{ _x }}", "no field '_x'"),
        ("{{ unknown }}", "no field 'unknown'"),
        ("{{ wanted.unknown }}", "no field .unknown"),
        ("{% set x = 1 %}", "Assign"),
        ("{% include 'other' %}", "Include"),
        ("{% import 'other' as o %}", "Import"),
        ("{% extends 'other' %}", "Extends"),
        ("{% macro m() %}{% endmacro %}", "Macro"),
        ("{% block b %}{% endblock %}", "Block"),
        ("{% filter day %}x{% endfilter %}", "FilterBlock"),
        ("{{ wanted | upper }}", "the filter 'upper'"),
        ("{{ until | day('x') }}", "the filter 'day'"),
        ("{{ wanted is defined }}", "Test"),
        ("{{ wanted if wanted else reason }}", "CondExpr"),
        ("{{ [1, 2] }}", "List"),
        ("{{ {'a': 1} }}", "Dict"),
        ("{% if 'x' in wanted %}y{% endif %}", "comparison 'in'"),
        ("{% for a in [1] %}{% endfor %}", "what this loop goes through"),
        ("{% for a, b in parts %}{% endfor %}", "this loop"),
        ("{% for a in parts recursive %}{% endfor %}", "this loop"),
        (
            "{% for a in parts %}{% for b in parts %}{% for c in parts %}{% endfor %}{% endfor %}{% endfor %}",
            "this loop",
        ),
        ("{% for _a in parts %}{% endfor %}", "what this loop goes through"),
        ("{% for a in parts if a.text.upper() %}{% endfor %}", "Call"),
        ("{{ (wanted", "line 1"),
        ("{{ " + "(" * 20_000 + "wanted", ""),
        ("x" * 50_001, "50,001 characters"),
    ],
)
def test_a_template_that_does_more_than_print_ask_and_list_is_refused(source: str, found: str) -> None:
    with pytest.raises(BadDataFile) as error:
        template.compiled(source, "letters/own/acknowledgement.md")
    assert "letters/own/acknowledgement.md" in error.value.sentence
    assert found in error.value.sentence


def test_a_refusal_names_the_line() -> None:
    with pytest.raises(BadDataFile, match="line 3: Call"):
        template.compiled("one\ntwo\n{{ wanted.upper() }}\n", "x.md")


def test_a_template_that_prints_asks_and_lists_is_taken() -> None:
    source = (
        "{% if until and until >= written_on %}{{ until | day }}{% endif %}{% for p in parts %}{{ p.text }}{% endfor %}"
    )
    seen = view.viewed(complete("salix", MORE_TIME, parts=("a", "b"), elements=()))
    found = template.compiled(source, "x.md").render({name: getattr(seen, name) for name in view.NAMES})
    assert found == "30 April 2024ab"


@pytest.mark.parametrize("source", ["{{ wanted | day }}", "{% if stage < wanted %}x{% endif %}", "{{ wanted.text }}"])
def test_a_template_that_cannot_be_filled_in_says_which(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = template.compiled(source, "x.md")
    monkeypatch.setattr(template, "_template", lambda policy_key, kind: (made, "letters/own/x.md"))
    with pytest.raises(BadDataFile, match="cannot be filled in"):
        written("salix", ACK)


@pytest.mark.parametrize(
    "path", sorted(shipped("letters").glob("*/*.md")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_every_shipped_template_is_taken_and_belongs_to_a_kind_of_letter(path: Path) -> None:
    template.compiled(path.read_text(encoding="utf-8"), path.name)
    assert path.stem in LETTER_KINDS


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_is_typed_is_printed_word_for_word_and_never_run(typed: str) -> None:
    letter = written("salix", STAGE_1, definition=typed, subject=typed, steps=typed, resident=typed, signatory=typed)
    assert words.squeezed(words.clean(typed)) in words.squeezed(letter.text)
    assert all(sign == "\n" or sign.isprintable() for sign in letter.text)
    assert "49" not in letter.text.replace("CD-24130", "").split()
    assert "definition" not in missing(letter)
    letter.text.encode("utf-8")


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(EVERY), st.text(max_size=120), st.integers(20, 100))
def test_every_line_keeps_to_the_width_and_no_control_sign_gets_through(
    which: tuple[str, str], typed: str, width: int
) -> None:
    policy_key, kind = which
    letter = written(
        policy_key, kind, width, definition=typed, wanted=typed, reason=typed, address=typed, support=typed
    )
    assert max(map(len, letter.text.splitlines())) <= width
    assert not any(sign in letter.text for sign in "\x00\x07\x1b\r\x85\u2028\u202e\u200b")
    assert "\n\n\n" not in letter.text
    assert letter.text.endswith(f"{policies.load(policy_key).landlord.split()[-1]}\n")


@pytest.mark.parametrize("long", ["x" * 100_000, "word " * 20_000, "line\n" * 20_000, "é" * 100_000, "- " * 50_000])
def test_a_hundred_thousand_characters_are_printed_whole_and_soon(long: str) -> None:
    begun = time.perf_counter()
    letter = written("salix", MORE_TIME, reason=f"{long} end")
    assert time.perf_counter() - begun < 2
    assert words.squeezed(long) in words.squeezed(letter.text)
    assert max(map(len, letter.text.splitlines())) <= 72


def test_a_thousand_parts_are_soon_answered() -> None:
    from letter_samples import part

    many = tuple(part(n, f"Point {n}", "upheld", "Seen") for n in range(1, 1001))
    begun = time.perf_counter()
    assert written("salix", STAGE_1, elements=many, parts=()).missing == ()
    assert time.perf_counter() - begun < 2


def test_dates_and_money_print_as_people_write_them() -> None:
    text = written("salix", MORE_TIME, written_on=date(2024, 4, 8), until=date(2024, 5, 1)).text
    assert "8 April 2024" in text
    assert "1 May 2024" in text
    assert words.money(15000) == "£150.00"


def test_large_print_is_narrower_and_says_so() -> None:
    letter = written("his", ACK, print_format="Large print (18 point)")
    assert letter.print_format == "Large print (18 point)"
    assert letter.text.startswith("Format: Large print (18 point), set at 48")
    assert max(map(len, letter.text.splitlines())) <= words.LARGE_PRINT_WIDTH
    assert letter.missing == ()


@pytest.mark.parametrize(
    ("asked", "large"), [("larger print", True), ("16pt", True), ("12 point", False), ("Braille", False)]
)
def test_another_format_stands_in_the_first_line_and_leaves_the_width(asked: str, large: bool) -> None:
    text = written("his", ACK, print_format=asked).text
    assert text.startswith(f"Format: {asked}")
    assert (max(map(len, text.splitlines())) > words.LARGE_PRINT_WIDTH) != large


def test_a_long_web_address_breaks_after_a_slash() -> None:
    lines = written("his", ACK, written_on=date(2026, 2, 9), print_format="large print").text.splitlines()
    assert "https://www.housing-ombudsman.org.uk/residents/" in lines
    assert "make-a-complaint/" in lines


def test_no_format_asked_for_leaves_no_line() -> None:
    assert "Format:" not in written("his", ACK, print_format=" ").text


def test_missing_values_leave_no_trace() -> None:
    bare = replace(
        complete(
            "code-2024",
            STAGE_1,
            elements=(),
            parts=(),
            remedies=(),
            outcome="",
            contacts=replace(complete("salix", ACK).contacts, team=""),
        ),
        **dict.fromkeys(
            ("subject", "definition", "wanted", "apology", "steps", "lessons", "relied_on", "thanks", "support"), ""
        ),
        **dict.fromkeys(
            ("handler", "handler_role", "escalation", "ombudsman_text", "signatory", "resident", "address"), ""
        ),
        ombudsman=None,
        escalate_until=None,
    )
    lines = letters.write(policies.load("code-2024"), bare).text.splitlines()
    assert lines[2:] == [
        "18 April 2024",
        "",
        "Hello",
        "",
        "Your complaint CD-24130",
        "Complaint stage: stage 1 (investigation)",
        "",
        "We have looked into your complaint at stage 1 of our complaints process.",
        "This is our response.",
        "",
        "Yours sincerely",
        "",
        "Housing Ombudsman Service",
    ]


def test_the_template_engine_is_loaded_when_the_first_letter_is_written() -> None:
    asked = (
        "import sys, complaintdesk.letters as l; l.fields_of('his', 'acknowledgement'); print('jinja2' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert out.stdout == "False\n"
