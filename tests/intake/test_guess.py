"""The first guess at a kind of feedback, and the reason it gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintdesk.intake.guess import guess
from complaintdesk.models.terms import FEEDBACK_KINDS


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("Third time nobody turned up.", "complaint", '"third time" and "nobody turned up"'),
        ("The lift is broken again", "complaint", '"again"'),
        ("I’m STILL   WAITING for my door", "complaint", '"still waiting"'),
        ("Thanks to your plumber it is worse than before.", "complaint", '"worse than before"'),
        ("I want to make a complaint about my neighbour", "complaint", '"complaint"'),
        ("My kitchen tap is leaking, can you fix it please?", "service_request", '"leaking" and "can you fix"'),
        ("No complaints at all, I just wanted to thank Priya. Thanks again!", "compliment", '"wanted to thank"'),
        ("Could you tell me when the bins are emptied?", "enquiry", '"could you tell me"'),
        ("My constituent Mrs Jones is unhappy with her repair", "mp_enquiry", '"my constituent"'),
        ("It would be nice if there were a bench", "comment", '"it would be nice if"'),
        ("Please can somebody mend the kitchen tap, it drips", "service_request", '"can somebody mend" and "drips"'),
        (
            "Thanks for nothing, three weeks and no heating",
            "complaint",
            '"thanks for nothing" and "three weeks and no"',
        ),
        ("Councillor Jones asks about the parking", "mp_enquiry", '"councillor jones asks"'),
        ("I told Councillor Jones, and still nobody came", "complaint", '"nobody came"'),
        ("When is my rent due?", "enquiry", '"when is my rent"'),
        ("The carpet in the hall is blue.", "complaint", "No telling words"),
        ("", "complaint", "Nothing is written yet"),
        ("Against the wall", "complaint", "No telling words"),
    ],
)
def test_the_guess_and_the_words_it_names(text: str, kind: str, named: str) -> None:
    found = guess(text)
    assert found.kind == kind
    assert named in found.why


def test_dissatisfaction_needs_no_word_for_it_and_says_which_clause() -> None:
    assert "the word complaint need not be used (Code 1.3)" in guess("nobody came").why


def test_a_kind_that_the_policy_does_not_know_is_not_guessed() -> None:
    text = "My constituent has been ignored since last year"
    assert guess(text).kind == "mp_enquiry"
    assert guess(text, leave_out=("mp_enquiry",)).kind == "complaint"


@given(st.text())
def test_any_text_gives_a_known_kind_and_one_sentence(text: str) -> None:
    found = guess(text)
    assert found.kind in FEEDBACK_KINDS
    assert found.why.endswith(".")
    assert "\n" not in found.why
