"""Cases found to belong together after they came in: the same person, the same matter."""

import pytest

from complaintdesk.models.acting import Refused
from tests.desk.officer import london


@pytest.fixture
def desk(officer):
    one = officer("salix", "calico")
    one.at = london("2024-04-02 10:00")
    return one


def at(desk, when):
    desk.at = london(when)


def kin(desk, ref, as_at=None):
    return {one.ref for one in desk.desk.look(ref, london(as_at) if as_at else None).kin}


def told(desk, ref, as_at=None):
    """The adjustments that are shown first on a case."""
    seen = desk.desk.case(ref, london(as_at) if as_at else None)
    return [one for one in seen.alerts if one.startswith("Adjustment")]


def refusal(done):
    assert isinstance(done, Refused), done
    return done.sentence


def test_what_goes_with_the_person_follows_a_link_made_after_intake_and_goes_with_its_undo(desk):
    first = desk.receive("salix")
    desk.do(first, "adjust", need="large print", decision="granted")
    second = desk.receive("salix", resident="A. Okafor")
    assert told(desk, second) == []
    at(desk, "2024-04-03 10:00")
    desk.do(second, "same_person", linked=first, reason="Same date of birth.")
    assert told(desk, second) == ["Adjustment: large print"]
    assert [(one.ref, one.how) for one in desk.desk.case(second).links] == [(first, "Same person as")]
    assert [(one.ref, one.how) for one in desk.desk.case(first).links] == [(second, "Same person as")]
    assert (kin(desk, first), kin(desk, second)) == ({second}, {first})
    at(desk, "2024-04-04 10:00")
    for ref in (first, second):
        assert kin(desk, ref, "2024-04-02 12:00") == set()
        assert desk.desk.case(ref, london("2024-04-02 12:00")).links == ()
    assert told(desk, second, "2024-04-02 12:00") == []
    desk.undo(second)
    assert (told(desk, second), kin(desk, first), desk.desk.case(first).links) == ([], set(), ())
    assert kin(desk, second, "2024-04-03 12:00") == set(), "a correction counts for every earlier moment"


def test_links_join_all_the_cases_of_both_people_however_many_links_away(desk):
    a, b, alone = (desk.receive("salix", resident=name) for name in ("Ann", "Anna", "Bea"))
    a2, b2 = (desk.receive("salix", person=ref) for ref in (a, b))
    at(desk, "2024-04-03 10:00")
    desk.do(a2, "same_person", linked=b2, reason="She said so.")
    group = {a, a2, b, b2}
    assert [kin(desk, ref) for ref in sorted(group)] == [group - {ref} for ref in sorted(group)]
    assert kin(desk, a, "2024-04-02 12:00") == {a2}
    assert kin(desk, alone) == set()
    said = refusal(desk.try_to(a, "same_person", linked=b, reason=""))
    assert said == f"{b} is a case of the same person already."


def asked(desk, as_at=None):
    """The cases on which an adjustment is still to be thought of, where something is unclear (Salix 4.2.8)."""
    rows = desk.desk.owed("salix", as_at=london(as_at) if as_at else None)
    return {row.ref for row in rows if "adjustment" in row.what}


def test_what_was_done_on_a_linked_case_is_owed_no_more_live_and_as_at(desk):
    known = desk.receive("salix")
    desk.do(known, "adjust", need="large print", decision="granted")
    second, third = (desk.receive("salix", resident=name, unclear="Which roof") for name in ("A. Okafor", "Amy O"))
    assert asked(desk) == {second, third}
    at(desk, "2024-04-03 10:00")
    desk.do(second, "same_person", linked=known)
    desk.do(third, "same_person", linked=second)
    at(desk, "2024-04-04 10:00")
    for as_at, there in (("2024-04-02 12:00", {second, third}), ("2024-04-03 12:00", set()), (None, set())):
        assert asked(desk, as_at) == there
    desk.undo(third)
    assert (asked(desk), asked(desk, "2024-04-03 12:00")) == ({third}, {third})


def test_two_files_on_the_same_matter_name_each_other(desk):
    first, second = desk.receive("salix", resident="Ann"), desk.receive("salix", resident="Bo")
    at(desk, "2024-04-03 10:00")
    desk.do(second, "relate", linked=first[3:], link="related", reason="Same roof.")
    assert [(one.ref, one.how) for one in desk.desk.case(first).links] == [(second, "Has to do with")]
    assert [(one.ref, one.how) for one in desk.desk.case(second).links] == [(first, "Has to do with")]
    assert kin(desk, first) == set(), "the same matter is not the same person"
    assert refusal(desk.try_to(first, "relate", linked=second, link="related")) == (
        f"{second} is linked with {first} already."
    )


@pytest.mark.parametrize("act", ["same_person", "relate"])
def test_a_case_is_linked_with_another_of_the_same_landlord_that_is_there(desk, act):
    ref, other = desk.receive("salix"), desk.receive("calico")
    for linked, words in ((ref, "itself"), (other, "a case of Calico Homes"), ("CD-24999", "no complaint"), ("", "")):
        assert words in refusal(desk.try_to(ref, act, linked=linked, link="related"))
