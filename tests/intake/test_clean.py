"""Text from outside: what is dropped, what stays, and what does not fit."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintdesk.errors import BadInput
from complaintdesk.intake.clean import MARKS_AT_MOST, clean
from complaintdesk.intake.limits import LINES, LONG, TEXTS, allowed, fitted, label, mail

ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "a\r\n\t\0\x85\u200b\u200d\u202e\u2066\u2028\ufeff\ud800\u0301\u0323\u09c7\u09be\u0344\U00011302\ufb2c"
        ),
    ),
    max_size=80,
)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("cafe\u0301", "café"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb", "a    b"),
        ("nul\0 bell\7 del\x7f esc\x1b[2J", "nul bell del esc[2J"),
        ("c1\x85\x9b here", "c1 here"),
        ("half \ud83d of an emoji", "half  of an emoji"),
        ("cod\u202egnp.exe\u2069", "codgnp.exe"),
        ("\ufeffzero\u200bwidth", "zerowidth"),
        ("line\u2028separator", "line\nseparator"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("محمد Nguyễn Łukasz 李 Σοφία O’Brien", "محمد Nguyễn Łukasz 李 Σοφία O’Brien"),
        ("H" + "\u030d" * 9 + "e", "H" + "\u030d" * 4 + "e"),
    ],
)
def test_what_cannot_be_seen_goes_and_what_was_written_stays(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


@given(ODD)
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(ODD)
def test_clean_text_can_be_stored_anywhere(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert not set(cleaned) & set("\0\r\t\x1b\x7f\x85\u200b\u202e\ufeff\u2028")
    run = 0
    for sign in cleaned:
        run = run + 1 if unicodedata.category(sign)[0] == "M" else 0
        assert run <= MARKS_AT_MOST


@given(ODD, st.integers(1, 40))
def test_a_limit_cuts_and_nothing_else(text: str, limit: int) -> None:
    assert clean(text, limit) == clean(text)[:limit]


@pytest.mark.parametrize(
    "sample", ["The boiler is off again.\r\n", "Nguyễn Thị Hồng ", "我家的锅炉坏了", "a\u0301\u0323"]
)
def test_a_long_text_takes_milliseconds(sample: str) -> None:
    text = sample * (100_000 // len(sample.encode()))
    clean(text)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        clean(text)
        took.append(time.perf_counter() - began)
    # About 0.3 to 5 ms here; the bound leaves room for a slow machine and still catches anything quadratic.
    assert min(took) < 0.05


def test_a_swarm_of_marks_does_not_stall_the_normaliser() -> None:
    began = time.perf_counter()
    assert len(clean("a" + "\u0301\u0323" * 100_000)) <= 1 + MARKS_AT_MOST
    assert time.perf_counter() - began < 1


def test_a_text_that_fits_is_cleaned_and_trimmed() -> None:
    assert fitted("words", "  two\r\nlines \t") == "two\nlines"
    assert fitted("subject", "two \n lines") == "two lines"


def test_a_text_that_does_not_fit_is_refused_whole_with_both_numbers() -> None:
    assert fitted("subject", "x" * 200) == "x" * 200
    with pytest.raises(BadInput) as refused:
        fitted("subject", "x" * 1201)
    assert refused.value.sentence == "Subject: 1,201 characters were given, and at most 200 fit."


def test_length_is_counted_after_cleaning() -> None:
    assert fitted("subject", "x" * 200 + "\u200b" * 50) == "x" * 200


def test_every_field_has_a_label_and_a_limit() -> None:
    assert not set(LINES) & set(TEXTS)
    assert (label("update_interval"), allowed("update_interval")) == ("Update interval", LONG)
    assert allowed("words") > allowed("definition") > allowed("subject")


@pytest.mark.parametrize(
    "said", ["jo@example.org", "01632 960001, jo.o'neil@mail.example.org", "by post only", "<jo@example.org>", ""]
)
def test_what_holds_an_e_mail_address_is_taken_as_it_is(said: str) -> None:
    assert fitted("contact", said) == said


@pytest.mark.parametrize("said", ["jo@example", "jo@@example.org", "@example.org", "jo@", "jo@.org", "jo@example..org"])
def test_what_is_no_e_mail_address_is_said_in_one_sentence(said: str) -> None:
    for field in ("contact", "representative", "contact_preference"):
        with pytest.raises(BadInput, match=f"{re.escape(repr(said))} is no e-mail address") as refused:
            fitted(field, f"01632 960001, {said}")
        assert refused.value.hint == "Write it as name@example.org."
    with pytest.raises(BadInput, match=r"--email: 'jo smith@example\.org' is no e-mail address"):
        mail("jo smith@example.org", "--email")
