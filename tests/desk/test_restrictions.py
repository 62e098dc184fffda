"""Classes of behaviour and restrictions on contact: who proposes and decides, from when they count, their review."""

import pytest

from complaintdesk.desk import house
from complaintdesk.models.acting import Refused
from tests.desk.officer import london

NOTICE = {"reason": "Forty calls a day kept the line from others.", "signatory": "Dee Marsh"}


def of_kind(desk, ref, kind):
    return [one for one in desk.desk.case(ref).records if one.kind == kind]


@pytest.fixture
def desk(officer):
    """An officer at a landlord with a director of the area and a member of the Senior Management Team."""
    one = officer("salix")
    one.at = london("2024-05-20 10:00")
    for name, role in (("Dee Marsh", "area_director"), ("Max Stone", "senior_management_team")):
        one.do(one.desk.book("salix"), "staff_add", name=name, roles=role)
    one.do(one.desk.book("salix"), "staff_add", name="Jo Smith", roles="investigating_manager")
    return one


def decided(desk, ref, **said):
    """The case with a restriction decided on Mon 3 Jun 2024."""
    classed(desk, ref)
    desk.at = london("2024-06-03 10:00")
    given = {"restrictions": "email_or_letter_only", "proportionate": "The line is open to others again."}
    given |= {"equality_note": "No disability is known.", "decided_by": "Max Stone", **said}
    desk.do(ref, "restrict", **given)


def classed(desk, ref):
    desk.do(ref, "classify", classification="nuisance_to_landlord", evidence_seen="Call log.", proposed_by="Dee Marsh")
    note = {"equality_note": "No disability is known.", "decided_by": "Max Stone"}
    desk.do(ref, "decide_class", approval="approved", **note)


def in_force(desk, ref, **said):
    decided(desk, ref, **said)
    desk.at = london("2024-06-05 10:00")
    desk.do(ref, "restriction_letter", **NOTICE)


@pytest.mark.clause("salix-4.16.3")
def test_exactly_two_classes_are_offered_each_with_its_test(desk):
    ref = desk.receive("salix")
    field = next(one for one in desk.desk.form(ref, "classify").fields if one.name == "classification")
    assert field.choices == (
        (
            "nuisance_to_landlord",
            "Nuisance to landlord: the complaint has no merit, and is made only to harass or intimidate a resident"
            " or a member of staff",
        ),
        ("malicious", "Malicious: the complaint is false, and intended to cause harm or damage"),
    )


@pytest.mark.clause("salix-4.16.5")
def test_a_flag_moves_no_date_and_stops_no_act(desk):
    desk.at = london("2024-04-08 10:00")
    ref = desk.receive("salix")
    desk.at = london("2024-04-10 10:00")
    before, open_to = desk.desk.case(ref), {one.key for one in desk.desk.acts(ref) if one.allowed}
    desk.do(ref, "flag_conduct", reason="The same leak was reported of an empty home.")
    after = desk.desk.case(ref)
    assert [(one.name, one.due) for one in after.clocks] == [(one.name, one.due) for one in before.clocks]
    assert {one.key for one in desk.desk.acts(ref) if one.allowed} >= open_to
    assert of_kind(desk, ref, "conduct")[0].title == "Possible malicious or nuisance complaint 1"


@pytest.mark.clause("salix-4.16.6")
def test_only_a_director_proposes_and_only_the_senior_management_team_decides(desk):
    ref = desk.receive("salix")
    said = {"classification": "malicious", "evidence_seen": "Two letters."}
    refused = desk.try_to(ref, "classify", **said, proposed_by="Jo Smith")
    assert isinstance(refused, Refused)
    assert refused.sentence == (
        "Jo Smith has the role investigating manager; this is for: area director. Today: Dee Marsh."
    )
    assert refused.clause == "Salix 4.16.6"
    stranger = desk.try_to(ref, "classify", **said, proposed_by="Nobody Known")
    assert stranger.sentence.startswith("Nobody Known is not on the staff list")
    desk.do(ref, "classify", **said, proposed_by="Dee Marsh")
    (proposal,) = of_kind(desk, ref, "classification")
    assert proposal.state == "awaiting Senior Management Team"
    note = {"approval": "approved", "equality_note": "None known."}
    assert desk.try_to(ref, "decide_class", **note, decided_by="Dee Marsh").clause == "Salix 4.16.6"
    assert desk.try_to(ref, "decide_class", **note, decided_by="").field == "decided_by"
    assert of_kind(desk, ref, "classification")[0].is_open
    desk.at = london("2024-06-03 10:00")
    desk.do(ref, "decide_class", **note, decided_by="Max Stone", reason="The letters show it.")
    (decision,) = of_kind(desk, ref, "classification")
    assert decision.line == "Malicious; Dee Marsh; Approved; Max Stone"
    assert decision.state == "settled Mon 3 Jun 2024"


@pytest.mark.clause("salix-4.16.7a")
def test_no_decision_without_a_word_on_the_equality_act_and_no_restriction_before_the_evidence_is_reviewed(desk):
    ref = desk.receive("salix")
    restriction = {"restrictions": "reduced_contact", "proportionate": "Yes.", "decided_by": "Max Stone"}
    early = desk.try_to(ref, "restrict", **restriction, equality_note="None known.")
    assert early.sentence.startswith("No classification has been approved. First: Propose a class (P)")
    said = {"classification": "malicious", "evidence_seen": "Two letters.", "proposed_by": "Dee Marsh"}
    desk.do(ref, "classify", **said)
    refused = desk.try_to(ref, "decide_class", approval="approved", decided_by="Max Stone", equality_note=" ")
    assert (refused.clause, refused.field) == ("Salix 4.16.7", "equality_note")
    desk.do(ref, "decide_class", approval="approved", decided_by="Max Stone", equality_note="None known.")
    refused = desk.try_to(ref, "restrict", **restriction)
    assert (refused.clause, refused.field) == ("Salix 4.16.7", "equality_note")
    refused = desk.try_to(ref, "restrict", **{**restriction, "proportionate": ""}, equality_note="None known.")
    assert refused.field == "proportionate"
    for who in ("", "Dee Marsh", "Jo Smith"):
        refused = desk.try_to(ref, "restrict", **{**restriction, "decided_by": who}, equality_note="None known.")
        assert (refused.clause, refused.field) == ("Salix 4.16.7", "decided_by")
    desk.do(ref, "restrict", **restriction, equality_note="None known.")


@pytest.mark.clause("salix-4.16.8")
def test_a_restriction_counts_from_the_day_its_letter_is_sent(desk):
    ref = desk.receive("salix", contact_preference="telephone")
    decided(desk, ref)
    (waiting,) = of_kind(desk, ref, "restriction")
    assert waiting.state == "not in force before its letter is sent"
    assert desk.do(ref, "contact", how="telephone").warnings == ()
    desk.at = london("2024-06-05 10:00")
    refused = desk.try_to(ref, "restriction_letter", reason="", signatory="Dee Marsh")
    assert refused.sentence.startswith("Restriction notice: ")
    done = desk.do(ref, "restriction_letter", **NOTICE)
    letter = desk.desk.look(ref).case.letters[-1]
    assert done and letter.kind == "restriction_notice"
    assert "Email or letter only: we keep in touch by email or letter" in " ".join(letter.text.split())
    assert "5 December 2024" in letter.text
    (active,) = of_kind(desk, ref, "restriction")
    assert active.line == "Email or letter only; Wed 5 Jun 2024"
    assert any(
        one.startswith("Restriction: Email or letter only, since Wed 5 Jun 2024") for one in desk.desk.case(ref).alerts
    )


@pytest.mark.clause("salix-4.16.1")
def test_every_case_of_the_person_shows_the_restriction(desk):
    ref = desk.receive("salix")
    in_force(desk, ref)
    other = desk.receive("salix", resident="A Okafor", words="The lift stands still.", person=ref)
    third = desk.receive("salix", resident="Nadia Bell")
    banner = next(one for one in desk.desk.case(other).alerts if one.startswith("Restriction"))
    assert banner == f"Restriction: Email or letter only, since Wed 5 Jun 2024; review by Thu 5 Dec 2024 ({ref})"
    assert not any("Restriction" in one for one in desk.desk.case(third).alerts)


@pytest.mark.clause("salix-4.16.7b")
def test_several_restrictions_may_apply_and_a_call_warns_of_them_first(desk):
    ref = desk.receive("salix", contact_preference="telephone")
    field = next(one for one in desk.desk.form(ref, "restrict").fields if one.name == "restrictions")
    assert [key for key, _ in field.choices] == [
        *("email_or_letter_only", "representative_only", "reduced_contact", "single_point_of_contact"),
        *("no_visits_to_offices", "legal_action"),
    ]
    in_force(desk, ref, restrictions=("email_or_letter_only", "single_point_of_contact"))
    (one,) = of_kind(desk, ref, "restriction")
    assert one.line.startswith("Email or letter only, Single point of contact")
    warning = "A restriction is in force since Wed 5 Jun 2024: Email or letter only. (Salix 4.16.7, 4.16.9)"
    assert warning in desk.desk.form(ref, "contact").warnings
    assert desk.do(ref, "contact", how="telephone").warnings == (warning,)
    assert desk.do(ref, "contact", how="email").warnings == ()
    assert desk.do(ref, "update", how="telephone", said="The roofer is booked.").warnings == (warning,)
    refused = desk.try_to(ref, "restrict", restrictions="no post at all")
    assert "is not one of the choices" in refused.sentence


@pytest.mark.clause("salix-4.16.9")
def test_an_exception_for_somebodys_needs_is_no_breach_of_the_restriction(desk):
    ref = desk.receive("salix")
    in_force(desk, ref, exception="monthly call, as letters cannot be read", exception_how="telephone")
    assert desk.desk.form(ref, "contact").warnings == ()
    assert desk.do(ref, "contact", how="telephone", said="The monthly call.").warnings == ()
    assert len(desk.do(ref, "contact", how="in person").warnings) == 1
    assert any("exception: monthly call" in one for one in desk.desk.case(ref).alerts)


@pytest.mark.clause("salix-4.16.10")
def test_a_restriction_is_reviewed_every_six_months_and_late_on_the_next_day(desk):
    ref = desk.receive("salix")
    in_force(desk, ref)
    (one,) = of_kind(desk, ref, "restriction")
    assert one.state == "to be reviewed by Thu 5 Dec 2024"
    desk.at = london("2024-12-05 23:00")
    assert not of_kind(desk, ref, "restriction")[0].is_late
    desk.at = london("2024-12-06 08:00")
    assert of_kind(desk, ref, "restriction")[0].is_late
    assert any("review overdue since Thu 5 Dec 2024" in one for one in desk.desk.case(ref).alerts)
    late = f"{ref}, to be reviewed by Thu 5 Dec 2024, 1 working day late"
    assert house.assurance(desk.desk, "salix").late_reviews == (late,)
    assert desk.try_to(ref, "review_restriction", review="kept").field == "reason"
    desk.do(ref, "review_restriction", review="kept", reason="Calls have gone on.")
    assert of_kind(desk, ref, "restriction")[0].state == "to be reviewed by Fri 6 Jun 2025"
    desk.do(ref, "review_restriction", review="changed", reason="Fewer calls.", due_on="1/3/2025")
    assert of_kind(desk, ref, "restriction")[0].state == "to be reviewed by Sat 1 Mar 2025"
    desk.at = london("2025-02-20 10:00")
    desk.do(ref, "review_restriction", review="lifted", reason="No calls for two months.")
    assert not of_kind(desk, ref, "restriction")[0].is_open
    assert not any("Restriction" in one for one in desk.desk.case(ref).alerts)
    history = [one for one in desk.desk.timeline(ref) if one.kind == "restriction_reviewed"]
    assert len(history) == 3


def test_the_letter_begins_with_the_reason_that_was_written_down_when_it_was_decided(desk):
    ref = desk.receive("salix")
    desk.do(ref, "classify", classification="malicious", evidence_seen="Two letters.", proposed_by="Dee Marsh")
    note = {"approval": "approved", "equality_note": "None known.", "reason": "The letters show it."}
    desk.do(ref, "decide_class", **note, decided_by="Max Stone")
    desk.do(ref, "evidence", item="Two letters", considered="Read both.")
    why = "Staff are threatened by telephone."
    said = {"restrictions": ("email_or_letter_only",), "proportionate": why, "equality_note": "None."}
    desk.do(ref, "restrict", **said, decided_by="Max Stone")
    reason = next(one for one in desk.desk.form(ref, "restriction_letter").fields if one.name == "reason")
    assert reason.value == why
    letter = desk.desk.preview(ref, "restriction_letter", desk.filled(ref, "restriction_letter"))
    assert why in letter.text and letter.missing == ()
