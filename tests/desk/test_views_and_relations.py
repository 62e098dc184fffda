"""Views on digits, and the cases that touch a case."""

from datetime import timedelta

import pytest

from complaintdesk.cli import twins
from complaintdesk.desk.saved_views import SHARED
from complaintdesk.errors import BadInput
from complaintdesk.models.acting import Refused
from complaintdesk.models.lists import SavedView


def test_everybody_has_the_shared_views_with_their_counts(officer):
    jo = officer("salix", "saha")
    first, second = jo.receive("salix", when="1/3/2026 10:00"), jo.receive("saha", when="today")
    jo.do(first, "assign", to="Jo Smith")
    jo.do(second, "assign", to="Priya Kaur")
    jo.receive("saha", when="today")
    assert jo.desk.views() == SHARED
    counts = jo.desk.view_counts()
    assert (counts["1"], counts["3"], counts["5"], counts["6"]) == (1, 1, 1, 0)
    assert counts["2"] is None, "nobody is in a team here"
    assert jo.desk.view_counts("saha")["1"] == 0


def test_a_view_saved_under_a_digit_is_mine_alone_and_can_be_renamed_and_dropped(officer):
    jo, priya = officer("salix"), officer(name="Priya Kaur")
    assert jo.desk.save_view("7", "  Damp  at home ", "theme:damp", "owner") == SavedView(
        "7", "Damp at home", "theme:damp", "owner"
    )
    jo.desk.save_view("3", "Late", "band:breached -owner:me")
    assert [view.name for view in jo.desk.views()] == [
        "Mine",
        "Team",
        "Late",
        "Today",
        "Unassigned",
        "Stage 2",
        "Damp at home",
    ]
    assert priya.desk.views() == SHARED
    jo.desk.save_view("7", "Mould", "theme:damp", "owner")
    assert jo.desk.drop_view("3") == SHARED[2], "the shared one is back"
    assert jo.desk.drop_view("7") is None
    assert jo.desk.views() == SHARED
    assert jo.desk.drop_view("6") is None
    assert jo.desk.views() == SHARED[:5]
    assert jo.desk.drop_view("6") == SHARED[5], "hidden, then shown again"


@pytest.mark.parametrize(
    ("digit", "name", "text", "says"),
    [
        ("0", "Damp", "", "one of the digits 1 to 9"),
        ("", "Damp", "", "one of the digits 1 to 9"),
        ("12", "Damp", "", "one of the digits 1 to 9"),
        ("7", "  ", "", "needs a name of at most 20"),
        ("7", "x" * 21, "", "needs a name of at most 20"),
        ("7", "Damp", "stage:9", 'stage: knows no "9"'),
    ],
)
def test_a_view_that_cannot_be_is_refused(officer, digit, name, text, says):
    desk = officer("salix").desk
    with pytest.raises(BadInput, match=says):
        desk.save_view(digit, name, text)
    assert desk.views() == SHARED


@pytest.mark.parametrize(
    "kept", ["[]", "{", '{"7": 3}', '{"7": ["a", "b", "c", "d", "e"]}', '{"7": ["A", "", "colour"]}']
)
def test_a_setting_that_cannot_be_read_is_as_if_nothing_was_saved(officer, kept):
    desk = officer("salix").desk
    desk.set_setting("views", kept)
    assert desk.views() == SHARED


def test_other_cases_of_the_person_and_the_property_are_named_with_why(officer):
    jo = officer("salix", "saha")
    old = jo.receive("salix", when="2/6/2025", resident="AMARA  Okafor", address="9 Elm Court", words="Noise at night.")
    said = {"when": "2/6/2025", "resident": "Cy Lee", "address": "1 Elm Court"}
    jo.do(old, "close", why="duplicate", linked=jo.receive("salix", **said), reason="Agreed.", lessons="none")
    next_door = jo.receive("salix", when="1/9/2025", resident="Ben Ali", address="12, Larch Walk", words="Bins.")
    jo.receive("salix", resident="Amara Okafor-Jones", address="112 Larch Walk", words="Water through the ceiling.")
    jo.receive("saha", words="Water comes through the ceiling of the bedroom.")
    ref = jo.receive("salix", words="Water comes through the ceiling of the bedroom again.", when="10/3/2026")
    found = {one.ref: one for one in jo.desk.related(ref)}
    assert {one.ref: one.why for one in found.values()} == {old: ("Same person",), next_door: ("Same property",)}
    assert not any(one.likely for one in found.values())
    assert found[old].status == "closed"


def test_a_likely_duplicate_comes_first_and_says_why(officer, capsys):
    jo = officer("salix")
    jo.receive("salix", words="The lift does not work.", when="11/3/2026")
    first = jo.receive("salix", words="Water drips through my bedroom ceiling.", when="9/3/2026")
    ref = jo.receive("salix", words="There is water coming through the ceiling in the bedroom.", when="11/3/2026")
    found = jo.desk.related(ref)
    assert [one.likely for one in found] == [True, False]
    assert found[0].ref == first
    assert found[0].why == (
        "Same person",
        "Same property",
        "May be the same complaint: received 2 days apart, and both say water, through, ceiling, bedroom",
    )
    twins.related(jo.desk, ref)
    assert capsys.readouterr().out.splitlines()[1].startswith("    Same person; Same property; May be the same")
    jo.at += timedelta(days=60)
    later = jo.receive("salix", words="Water drips through my bedroom ceiling.")
    assert not any(one.likely for one in jo.desk.related(later)), "that is the leak again, not the call again"


def test_nobody_in_particular_is_the_same_person_as_nobody_else(officer):
    jo = officer("salix")
    refs = [jo.receive("salix", resident="Not given", address="") for _ in range(2)]
    assert jo.desk.related(refs[0]) == ()


def test_what_closes_as_the_same_as_another_case_names_it_and_each_is_found_from_the_other(officer):
    jo = officer("salix", "saha")
    first, second = jo.receive("salix"), jo.receive("salix")
    stranger = jo.receive("saha")
    same = {"why": "duplicate", "reason": "The same leak.", "lessons": "none"}

    def stopped(ref, **said):
        done = jo.try_to(ref, "close", **{**same, **said})
        assert (isinstance(done, Refused), done.field) == (True, "linked")
        return done.sentence

    assert stopped(second) == "The other case: nothing is given."
    assert stopped(second, linked=second) == f"{second} is this case itself; name the other one."
    assert stopped(second, linked=stranger).startswith(f"{stranger} is a case of Salvation Army")
    assert stopped(second, linked="BOOK-SALIX") == "BOOK-SALIX is the book of Salix Homes."
    assert stopped(second, linked="SX-99999").startswith("There is no complaint SX-99999")
    assert [jo.desk.case(one).status for one in (first, second)] == ["open", "open"]
    jo.do(second, "close", **same, linked=first.lower())
    assert [(one.ref, one.how) for one in jo.desk.case(second).links] == [(first, "The same matter as")]
    assert [(one.ref, one.how, one.status) for one in jo.desk.case(first).links] == [
        (second, "Same matter in", "closed")
    ]
    assert stopped(first, linked=second) == f"{second} is itself closed as the same as {first}; one of the two goes on."
    assert jo.desk.case(first).status == "open"


def test_what_closes_as_another_kind_names_the_file_it_goes_on_in(officer):
    jo = officer("salix")
    complaint = jo.receive("salix")
    enquiry = jo.receive("salix", feedback="enquiry", words="When is my kitchen replaced?")
    another = {"why": "not_a_complaint", "reason": "A question.", "lessons": "none"}
    said = jo.try_to(complaint, "close", **another, linked=jo.receive("salix"))
    assert said.sentence.endswith("is of the same kind; name the file that it is dealt with on.")
    jo.do(complaint, "close", **another, linked=enquiry)
    assert [(one.ref, one.how) for one in jo.desk.case(complaint).links] == [(enquiry, "Goes on as another kind in")]
    assert [(one.ref, one.how) for one in jo.desk.case(enquiry).links] == [(complaint, "Took over")]
    assert jo.desk.case(complaint).closed_why == "Turned into another kind of feedback"
