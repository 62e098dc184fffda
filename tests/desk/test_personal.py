"""One person's data in one file, with its day; cases told without anybody in them."""

from datetime import date

import pytest

from complaintdesk.desk import personal
from complaintdesk.desk.retaining import looks
from complaintdesk.errors import BadInput, NotFound
from tests.desk.officer import london

SAYS = (
    "Amara Okafor of 12 Larch Walk, M6 5QJ rang from 01632 960123 and wrote from amara.o@example.org. "
    "Mr Patel next door at 14 Larch Walk saw it; Ms Okafor's tenancy no 8812345, ref CD-24001, UPRN 10070123456. "
    "Her sister Ngozi Bello came; Jo Smith looked on 28/3/2024 and it costs £1250."
)
IDENTIFYING = (
    *("Amara", "Okafor", "Larch Walk", "M6 5QJ", "01632", "960123", "amara.o", "example.org", "Patel", "8812345"),
    *("CD-24", "10070123456", "Ngozi", "Bello", "Jo Smith", "Smith"),
)


@pytest.fixture
def desk(officer):
    """An officer at Calico on 2 April 2024."""
    one = officer("calico")
    one.at = london("2024-04-02 10:00")
    return one


def told(desk, **more):
    said = {
        "words": SAYS,
        "feedback": "complaint",
        "contact": "01632 960123, amara.o@example.org",
        "members": ("Ngozi Bello",),
        "parts": (SAYS,),
    }
    return desk.receive("calico", **{**said, **more})


def gone(text):
    return [one for one in IDENTIFYING if one.casefold() in text.casefold()]


@pytest.mark.clause("his-7e")
def test_a_case_study_holds_no_name_address_contact_or_reference_and_flags_what_people_wrote(officer):
    one = officer("his")
    ref = one.receive("his", words=SAYS, contact="01632 960123", members=("Ngozi Bello",), wanted=f"For {SAYS}")
    text = personal.as_text([personal.study(one.desk, ref)])
    assert gone(text) == []
    assert "CD-" not in text
    assert "Check by hand before it goes out" in text
    assert "28/3/2024" in text and "£1250" in text
    assert text.count("[colleague 1]") == 2


def test_the_same_person_has_the_same_blank_and_is_told_from_others(desk):
    ref = told(
        desk,
        representative="Tunde Ade",
        relation="son",
        words="Amara and Tunde Ade rang. Tunde rang again; Amara wept.",
    )
    found = dict(personal.study(desk.desk, ref).free)
    assert found["In their words"] == "the resident and [person 1] rang. [person 1] rang again; the resident wept."


def test_who_wrote_for_the_resident_and_who_came_along_are_blanked_and_flagged(desk):
    ref = told(desk, enquirer="Jane Hartley", words="Hartley asks about the leak. Bruno saw it.")
    desk.do(ref, "meeting", attended="Amara Okafor", accompanied_by="Bruno Silva", said="Talked.")
    found = dict(personal.study(desk.desk, ref).free)
    assert found["In their words"] == "[person 4] asks about the leak. [person 2] saw it."
    whole = personal.person_file(desk.desk, ref).text.splitlines()
    about = [line for line in whole if "Hartley asks" in line]
    assert about
    assert all(line.startswith(personal.FLAG) for line in about)


@pytest.mark.clause("calico-13.3b")
def test_a_sample_of_ten_of_sixty_closed_cases_has_nobody_in_it(desk):
    for number in range(60):
        ref = told(desk, subject=f"Leak {number}")
        desk.do(ref, "withdraw", how="telephone")
    told(desk, subject="still open")
    drawn = personal.sample(desk.desk, "calico", seed=7)
    assert len(drawn) == 10
    assert [one.title for one in drawn[:2]] == ["Case A", "Case B"]
    assert gone(personal.as_text(drawn)) == []
    assert "still open" not in personal.as_text(drawn)
    assert len({dict(one.free)["Subject"] for one in drawn}) == 10
    assert personal.sample(desk.desk, "calico", 10, seed=7) == drawn
    assert len(personal.sample(desk.desk, "calico", 100)) == 60
    with pytest.raises(BadInput):
        personal.sample(desk.desk, "calico", 0)


def test_a_description_in_the_place_of_a_name_blanks_no_common_word(desk):
    ref = told(desk, representative="Support worker from the project", words="The door by the project sticks.")
    assert dict(personal.study(desk.desk, ref).free)["In their words"] == "The door by the project sticks."


def test_where_nobody_is_named_no_word_of_that_is_taken_for_a_name(desk):
    ref = told(desk, resident="Not given", words="Mrs Okoro was not given a date, nobody rang.")
    assert dict(personal.study(desk.desk, ref).free)["In their words"] == "[name] was not given a date, nobody rang."


def test_one_file_holds_everything_of_one_person_and_nobody_elses_cases(desk):
    first = told(desk, vulnerability="Lives alone")
    desk.do(first, "note", text="Rang twice.")
    second = told(desk, person=first, words="The door sticks.")
    other = desk.receive("calico", resident="Nadia Bell", words="A fence fell.")
    found = personal.person_file(desk.desk, second)
    assert found.refs == (first, second)
    for words in ("Amara Okafor", "12 Larch Walk", "Rang twice.", "The door sticks.", "Lives alone", "01632 960123"):
        assert words in found.text
    assert other not in found.text and "A fence fell." not in found.text
    assert [line for line in found.text.splitlines() if line.startswith(personal.FLAG) and "Ngozi" in line]
    assert not [line for line in found.text.splitlines() if "Rang twice." in line and line.startswith(personal.FLAG)]
    assert [(one.who, one.ref) for one in looks(desk.desk)] == [("Jo Smith", first)]
    assert personal.person_file(desk.desk, "nadia bell").refs == (other,)
    with pytest.raises(NotFound):
        personal.person_file(desk.desk, "Nobody Known")


def test_a_name_that_two_people_bear_is_asked_about(desk):
    refs = [told(desk), told(desk, address="3 Oak Road")]
    with pytest.raises(BadInput) as told_:
        personal.person_file(desk.desk, "Amara Okafor")
    assert all(ref in str(told_.value) for ref in refs)


def test_a_request_for_own_data_is_owed_within_a_month_on_a_closed_case_too(desk):
    ref = told(desk)
    desk.do(ref, "withdraw", how="telephone")
    desk.at = london("2024-04-30 10:00")
    desk.do(ref, "subject_request", who_asked="She herself", what="All of it.", owner="Jo Smith")
    (owed,) = [one for one in desk.desk.owed("calico") if "own data" in one.what]
    assert (owed.ref, owed.due, owed.owner) == (ref, date(2024, 5, 30), "Jo Smith")
    desk.do(ref, "subject_answered", done_on="30/4/2024")
    assert not [one for one in desk.desk.owed("calico") if "own data" in one.what]
