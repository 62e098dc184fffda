"""In what order an officer is told and asked: what refuses an act first, then a reason, then what should be seen."""

import pytest

from complaintdesk.models.acting import Done, Refused
from tests.desk.officer import london


def entry(desk, name, roles, **said):
    desk.do(desk.desk.book("salix"), "staff_add", name=name, roles=roles, **said)


def looked_at(desk, ref, act, *, override="", **said):
    """What would refuse the act, without doing it."""
    form = desk.desk.form(ref, act)
    return desk.desk.refusal(ref, act, desk.filled(ref, act, **said), seq=form.seq, override=override)


def at_stage_2(desk):
    ref = desk.receive("salix")
    desk.do(ref, "assign", to="Tia Lund")
    desk.do(ref, "acknowledge", handler="Tia Lund", signatory="Tia Lund")
    desk.do(ref, "respond", handler="Tia Lund", signatory="Tia Lund")
    desk.do(ref, "escalate")
    return ref


def test_what_refuses_an_act_is_known_before_anything_is_asked_and_is_what_doing_it_says(officer):
    desk = officer("salix")
    for one in desk.desk.acts(desk.receive("salix")):
        ref = desk.receive("salix")
        if not one.allowed or one.key == "receive":
            continue
        before = len(desk.desk.timeline(ref))
        found = looked_at(desk, ref, one.key)
        assert len(desk.desk.timeline(ref)) == before, "nothing is written"
        done = desk.try_to(ref, one.key)
        assert found == (None if isinstance(done, Done) else done), one.key


@pytest.mark.parametrize(
    ("act", "said", "why"),
    [
        ("close", {"why": "answered"}, "Stage 1 has not been answered"),
        ("close", {"why": "duplicate", "reason": "As the other.", "linked": "CD-99999"}, "CD-99999"),
        (
            "exclude_part",
            {"excluded_parts": ("banana",), "ground": "legal", "reason": "At court.", "filed_on": "1/3/2026"},
            "banana",
        ),
        ("escalate", {"disputed": ("The roof", "banana"), "words": "Not settled."}, "banana"),
        ("withdraw", {"when": "1/1/2027", "how": "telephone"}, "still to come"),
    ],
)
def test_no_yes_is_asked_for_what_is_refused_all_the_same(officer, act, said, why):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "define", parts=("The roof", "The visits"))
    if act == "escalate":
        desk.do(ref, "acknowledge", parts=("The roof", "The visits"))
        desk.do(ref, "respond")
    found = looked_at(desk, ref, act, **said)
    assert isinstance(found, Refused) and why in found.sentence, found
    assert not found.may_lift


def test_a_reason_is_asked_only_of_whoever_may_give_it_and_the_others_are_told_who_may(officer):
    desk, ada = officer("salix"), officer(name="Ada Bell")
    entry(desk, "Tia Lund", "team_leader")
    entry(desk, "Ada Bell", "senior_manager")
    entry(desk, "Bo Ray", "team_leader")
    entry(desk, "Dee Marsh", "senior_manager", away_from="1/3/2026", away_until="31/3/2026", deputy="Bo Ray")
    entry(desk, "Sam Hart", "team_leader")
    ref = at_stage_2(desk)
    found = looked_at(desk, ref, "assign", to="Sam Hart")
    assert not found.may_lift
    assert found.sentence.endswith(
        "It may go on with a reason from the senior manager. Today: Ada Bell, Dee Marsh (away; Bo Ray stands in)."
    )
    ada.desk.changed()
    found = looked_at(ada, ref, "assign", to="Sam Hart")
    assert (found.may_lift, found.override, found.clause) == (True, "senior_manager", "Salix 4.7.1")
    assert looked_at(ada, ref, "assign", to="Sam Hart", override="Nobody else is left.") is None
    assert isinstance(ada.try_to(ref, "assign", to="Sam Hart", override="Nobody else is left."), Done)


def test_no_reason_is_asked_where_something_else_refuses_the_act_all_the_same(officer):
    desk = officer("salix")
    entry(desk, "Tia Lund", "team_leader")
    entry(desk, "Jo Smith", "senior_manager")
    ref = at_stage_2(desk)
    found = looked_at(desk, ref, "assign", to="Tia Lund")
    assert "Tia Lund handled stage 1" in found.sentence
    assert (found.may_lift, found.override) == (False, "")


def test_a_letter_that_lacks_something_is_said_before_a_reason_is_asked(officer):
    desk = officer("salix")
    entry(desk, "Jo Smith", "senior_manager")
    entry(desk, "Sam Hart", "team_leader")
    ref = at_stage_2(desk)
    whole = {"handler": "Sam Hart", "signatory": "Sam Hart", "parts": ("The leak was not mended.",)}
    found = looked_at(desk, ref, "acknowledge", **{**whole, "definition": ""})
    assert (found.may_lift, found.field) == (False, "definition")


def test_a_block_that_is_not_mine_to_lift_stands_in_the_checklist_of_the_letter(officer):
    desk, ada = officer("salix"), officer(name="Ada Bell")
    entry(desk, "Tia Lund", "team_leader")
    entry(desk, "Ada Bell", "senior_manager")
    entry(desk, "Sam Hart", "team_leader")
    ref = at_stage_2(desk)
    ada.desk.changed()
    for one, stands in ((desk, True), (ada, False)):
        said = one.filled(ref, "acknowledge", handler="Sam Hart", signatory="Sam Hart")
        missing = one.desk.preview(ref, "acknowledge", said).missing
        assert any("team leader" in check.where for check in missing) is stands, missing


def test_so_many_days_more_count_from_the_due_date_that_is_extended(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    due = next(clock.due for clock in desk.desk.case(ref).clocks if clock.name == "respond")
    assert due.isoformat() == "2026-03-26"
    field = next(one for one in desk.desk.form(ref, "extend").fields if one.name == "until")
    assert field.hint == "+5wd is Thu 2 Apr 2026: it counts from Thu 26 Mar, when the answer is due"
    assert desk.desk.check_field(field, "+5wd", ref, "extend").words == "Thu 2 Apr 2026"
    assert desk.desk.check_field(field, "30/3/2026", ref, "extend").words == "Mon 30 Mar 2026"
    promise = next(one for one in desk.desk.form(ref, "promise").fields if one.name == "due_on")
    assert desk.desk.check_field(promise, "+5wd", ref, "promise").words == "Thu 19 Mar 2026", "others count from today"


def test_a_late_request_for_stage_2_points_to_the_decision_on_lateness_until_there_is_one(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    desk.do(ref, "respond")
    desk.at = london("2026-06-01 10:00")
    (late,) = (one for one in desk.desk.form(ref, "escalate").warnings if "the request is late" in one)
    assert "Somebody decides on it: Decide on lateness (s)." in late
    desk.do(ref, "decide_late", decision="granted", late_for="illness", reason="In hospital.", decided_by="Jo Smith")
    (late,) = (one for one in desk.desk.form(ref, "escalate").warnings if "the request is late" in one)
    assert "Decide on lateness" not in late


def test_me_is_whoever_is_typing(officer):
    jo = officer("salix")
    ref = jo.receive("salix", owner="me")
    assert jo.desk.case(ref).owner == jo.name
    jo.do(ref, "assign", to="Me", reason="")
    assert jo.desk.case(ref).owner == jo.name
    named = jo.receive("salix", about_people=jo.name)
    refused = jo.try_to(named, "assign", to="me", reason="")
    assert isinstance(refused, Refused)
    assert refused.clause == "Salix 4.2.11"


def test_a_day_long_ago_is_asked_about_before_the_receipt_is_kept(officer):
    jo = officer("salix")
    given = {"resident": "A. Resident", "words": "The lift is out.", "when": "13/6/2024"}
    assert any("check the year" in one for one in jo.desk.look_at_receipt("salix", {"channel": "telephone", **given}))
