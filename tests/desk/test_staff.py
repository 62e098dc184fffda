"""Who may act: roles with several dated holders, roles that look on, and who stands in for whom."""

import pytest

from complaintdesk.cli import house as printed
from complaintdesk.cli import twins
from complaintdesk.desk import house
from complaintdesk.engine.acts import ACTS
from complaintdesk.models.acting import Refused
from complaintdesk.policies import available
from tests.desk.officer import EARLY, london


def book(desk, act, **said):
    return desk.do(desk.desk.book("salix"), act, **said)


@pytest.mark.clause("salix-3.4")
def test_whoever_seeks_assurance_sees_everything_and_acts_on_nothing(officer):
    desk = officer("salix")
    book(desk, "staff_add", name="Ann Lee", roles="member_responsible", job="Chair of the Board")
    ref = desk.receive("salix")
    chair = officer(name="Ann Lee")
    assert chair.desk.case(ref).resident == "Amara Okafor"
    report = house.assurance(chair.desk, "salix")
    assert (report.counts.total, report.lessons, report.improvements) == (1, (0, 0, 0), 0)
    assert (report.counts.breached, report.satisfaction) == (0, ())
    assert not any(one.allowed for one in chair.desk.acts(ref))
    refused = chair.try_to(ref, "note", text="Please hurry.")
    assert isinstance(refused, Refused)
    assert refused.sentence.startswith("Ann Lee has the role Member Responsible for Complaints")
    assert refused.sentence.endswith("which reads and seeks assurance; others act on cases.")
    assert refused.clause == "Salix 3.4, 6.1"
    desk.do(ref, "note", text="Looked at.")


@pytest.mark.clause("salix-3.4")
def test_the_assurance_report_shows_open_cases_breaches_lessons_and_satisfaction(officer, capsys):
    desk = officer("salix")
    book(desk, "staff_add", name="Ann Lee", roles="member_responsible", job="Chair of the Board")
    answers = (("satisfied", "Amara Okafor"), ("dissatisfied", "Nadia Bell"), ("", "Ola Finn"))
    for answer, resident in answers:
        desk.at = london("2026-03-02 10:00")
        ref = desk.receive("salix", resident=resident)
        desk.do(ref, "acknowledge")
        desk.do(ref, "respond", remedies=(), remedies_none=True, actions_none=True)
        desk.do(ref, "learn", what="Ring back.", area="Repairs", owner="Ola Finn", due_on="6/3/2026")
        desk.do(ref, "close", **EARLY)
        if answer:
            desk.do(ref, "survey", satisfied=answer, route_sent=answer == "dissatisfied")
    desk.do(ref, "improve", improvement="We ring on the day.", done_on="2/3/2026")
    late = desk.receive("salix", resident="Bo Ray")
    chair = officer(name="Ann Lee")
    desk.at = chair.at = london("2026-03-10 10:00")
    desk.receive("salix", resident="Cy Old")
    report = house.assurance(chair.desk, "salix")
    assert (report.counts.total, report.counts.breached) == (2, 1)
    assert [row.ref for row in chair.desk.board("salix").late] == [late]
    assert report.lessons == (3, 2, 2)
    assert report.improvements == 1
    assert dict(report.satisfaction) == {"Dissatisfied": 1, "Satisfied": 1, "not answered": 1}
    printed.assurance(chair.desk, "salix", json=False)
    told = capsys.readouterr().out.splitlines()
    assert "open cases: 2, of these late: 1" in told
    assert "learning actions: 3, open 2, late 2; improvements made: 1" in told
    assert "satisfaction with handling: dissatisfied 1, satisfied 1, not answered 1" in told
    assert chair.desk.figures("salix").figures


@pytest.mark.clause("salix-6.1")
def test_a_role_may_have_several_holders_each_with_their_days(officer):
    desk = officer("salix")
    for name, job, since, until in (
        ("Ann Lee", "Chair of the Board", "1/4/2024", ""),
        ("Bo Ray", "Executive Director of Customers and Communities", "1/6/2024", ""),
        ("Cy Old", "Former Chair", "1/4/2020", "31/3/2024"),
    ):
        book(desk, "staff_add", name=name, roles="member_responsible", job=job, since=since, until_day=until)
    desk.at = london("2026-03-20 10:00")
    held = [(one.name, one.job, one.since.isoformat()) for one in house.assurance(desk.desk, "salix").holders]
    assert held == [
        ("Ann Lee", "Chair of the Board", "2024-04-01"),
        ("Bo Ray", "Executive Director of Customers and Communities", "2024-06-01"),
    ]


def test_roles_are_those_of_the_policy_and_a_refusal_names_them(officer):
    desk = officer("salix")
    refused = desk.try_to(desk.desk.book("salix"), "staff_add", name="Ann Lee", roles="wizard, team_leader")
    assert refused.sentence.startswith("Roles: 'wizard' is not one of the choices. Allowed: any_staff, ")
    book(desk, "staff_add", name="Ann Lee", roles="Team leader, senior_manager")
    assert desk.desk.roster("salix").find("ann lee").roles == ("team_leader", "senior_manager")


def test_while_somebody_is_away_their_deputy_has_their_roles(officer):
    desk = officer("salix")
    away = {"away_from": "16/3/2026", "away_until": "20/3/2026"}
    book(desk, "staff_add", name="Bo Ray", roles="team_leader")
    book(desk, "staff_add", name="Dee Marsh", roles="area_director", deputy="Bo Ray", **away)
    ref = desk.receive("salix")
    said = {"classification": "malicious", "evidence_seen": "Two letters.", "proposed_by": "Bo Ray"}
    assert isinstance(desk.try_to(ref, "classify", **said), Refused)
    desk.at = london("2026-03-20 16:00")
    desk.do(ref, "classify", **said)
    desk.at = london("2026-03-21 10:00")
    assert isinstance(desk.try_to(ref, "classify", **said), Refused)


# Names


def test_a_part_of_a_name_is_the_one_colleague_who_has_it_and_is_shown_before_it_is_saved(officer):
    desk = officer("his")
    for name, job in (("Ann Lee", "Service Lead"), ("Ann Marsh", ""), ("Bo Ray", "")):
        entry(desk, "his", name=name, roles="service_lead", job=job)
    ref = desk.receive("his")
    to = next(one for one in desk.desk.form(ref, "assign").fields if one.name == "to")
    for typed, shown, is_ok in (
        ("lee", "Ann Lee, Service Lead", True),
        ("ANN L", "Ann Lee, Service Lead", True),
        ("ann", "'ann' may be Ann Lee or Ann Marsh.", False),
        ("Cy Dale", "Cy Dale is not on the staff list.", True),
        ("", "nothing is given.", False),
    ):
        note = desk.desk.check_field(to, typed, ref, "assign")
        assert (note.words.startswith(shown), note.ok) == (True, is_ok), note
    refused = desk.try_to(ref, "assign", to="ann")
    assert (refused.sentence, refused.field) == ("To: 'ann' may be Ann Lee or Ann Marsh. Give the whole name.", "to")
    desk.do(ref, "assign", to="lee")
    assert desk.desk.case(ref).owner == "Ann Lee"
    desk.do(ref, "assign", to="  bo   RAY ")
    assert desk.desk.case(ref).owner == "Bo Ray"


def test_an_earlier_owner_is_meant_too_though_no_list_names_them(officer):
    desk = officer("slh")
    ref = desk.receive("slh", owner="Dot Winter")
    desk.do(ref, "assign", to="Bo Ray")
    desk.do(ref, "assign", to="winter")
    assert desk.desk.case(ref).owner == "Dot Winter"


@pytest.mark.parametrize("policy", available())
def test_a_name_on_no_list_is_asked_about_under_every_policy(officer, policy):
    desk = officer(policy)
    ref = desk.receive(policy)
    typed = {"to": "Nobody Known", "areas_affected": "", "reason": ""}
    (said,) = desk.desk.cautions(ref, "assign", typed)
    assert said.startswith(
        "Nobody Known is not on the staff list, so nobody can tell what they may do."
        f" They are entered in BOOK-{policy.upper()}: Add somebody to the staff (a). ("
    )
    assert desk.desk.cautions(ref, "assign", typed | {"to": "Jo Smith"}) == ()
    assert desk.do(ref, "assign", to="Nobody Known").warnings == (said,)


def test_whoever_left_or_is_away_is_named_with_their_deputy(officer):
    desk = officer("saha")
    entry(desk, "saha", name="Bo Ray")
    trained = {"trained_complaints": "2/3/2026"}
    entry(desk, "saha", name="Dee Marsh", deputy="Bo Ray", away_from="9/3/2026", away_until="20/3/2026", **trained)
    entry(desk, "saha", name="Ed Vane", until_day="1/3/2026", trained_complaints="2/2/2026")
    ref = desk.receive("saha")
    (away,) = desk.desk.cautions(ref, "assign", {"to": "dee"})
    assert away == "Dee Marsh is away until Fri 20 Mar 2026; Bo Ray stands in. (Code 4.1)"
    (left,) = desk.desk.cautions(ref, "assign", {"to": "Ed Vane"})
    assert left == "Ed Vane left on Sun 1 Mar 2026; nobody is named to stand in. (Code 4.1)"


def test_the_book_says_where_somebody_is_as_the_staff_command_does(officer, capsys):
    desk = officer("saha")
    entry(desk, "saha", name="Bo Ray")
    entry(desk, "saha", name="Dee Marsh", deputy="Bo Ray", away_from="9/3/2026", away_until="20/3/2026")
    entry(desk, "saha", name="Ed Vane", until_day="1/3/2026")
    entry(desk, "saha", name="Flo Hart", since="1/4/2026")
    ref, then = desk.desk.book("saha"), london("2026-03-12 10:00")

    def told(as_at=None):
        return [(one.state, one.is_open) for one in desk.desk.case(ref, as_at).records if one.kind == "staff_member"]

    seen = [
        *(("here", True), ("away until Fri 20 Mar 2026", True)),
        *(("left on Sun 1 Mar 2026", False), ("begins on Wed 1 Apr 2026", False)),
    ]
    assert told() == seen
    printed.staff(desk.desk, "saha", json=False)
    lines = {line.split("  ")[0]: line for line in capsys.readouterr().out.splitlines()}
    for (state, _), name in zip(seen[1:], ("Dee Marsh", "Ed Vane", "Flo Hart"), strict=True):
        assert lines[name].endswith(state)
    assert not lines["Bo Ray"].endswith("here")
    twins.case(desk.desk, ref)
    shown = capsys.readouterr().out
    assert all(f"; {state}" in shown for state, _ in seen)
    desk.at = london("2026-04-02 10:00")
    assert told() == [("here", True), ("here", True), ("left on Sun 1 Mar 2026", False), ("here", True)]
    assert told(then) == seen


# Entries that cannot be


def entry(desk, landlord, act="staff_add", **said):
    return desk.do(desk.desk.book(landlord), act, **{"roles": "", **said})


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        (
            {"since": "2/3/2026", "until_day": "1/3/2026"},
            "until_day",
            "Until: Sun 1 Mar 2026 is before from, Mon 2 Mar 2026.",
        ),
        (
            {"away_from": "20/3/2026", "away_until": "16/3/2026"},
            "away_until",
            "Away until: Mon 16 Mar 2026 is before away from, Fri 20 Mar 2026.",
        ),
        ({"deputy": "Cy Dale"}, "deputy", "Cy Dale is not on the staff list; first: Add somebody to the staff (a)."),
        ({"manager": "Cy Dale"}, "manager", "Cy Dale is not on the staff list; first: Add somebody to the staff (a)."),
        ({"deputy": "ann lee"}, "deputy", "Who stands in: ann lee cannot be that for themselves."),
        ({"name": "12-34"}, "name", "'12-34' has no letter in it, so it is nobody's name."),
        ({"name": "bo ray"}, "name", "Bo Ray is on the staff list already: Change somebody's entry (c)."),
        ({"name": "x" * 121}, "name", "Name: Name: 121 characters were given, and at most 120 fit."),
    ],
)
def test_an_entry_that_cannot_be_is_refused_in_a_sentence_that_names_its_field(officer, said, field, sentence):
    desk = officer("salix")
    entry(desk, "salix", name="Bo Ray")
    refused = desk.try_to(desk.desk.book("salix"), "staff_add", **{"name": "Ann Lee", "roles": "", **said})
    assert isinstance(refused, Refused)
    assert (refused.sentence.startswith(sentence), refused.field) == (True, field), refused


def test_a_change_is_weighed_with_what_the_entry_says_already(officer):
    desk = officer("salix")
    entry(desk, "salix", name="Bo Ray", since="2/3/2026")
    refused = desk.try_to(desk.desk.book("salix"), "staff_change", which="staff_member-1", until_day="1/3/2026")
    assert (refused.field, refused.sentence) == ("until_day", "Until: Sun 1 Mar 2026 is before from, Mon 2 Mar 2026.")
    entry(desk, "salix", "staff_change", which="staff_member-1", until_day="31/3/2026")


# The first user


@pytest.mark.parametrize("policy", available())
def test_the_first_user_of_a_fresh_desk_takes_a_complaint_from_intake_to_closing(officer, policy):
    desk = officer(policy)
    ref = desk.receive(policy)
    desk.do(ref, "assign", to="Jo Smith")
    desk.do(ref, "define")
    desk.do(ref, "contact", how="telephone", said="Called.")
    desk.do(ref, "acknowledge")
    desk.do(ref, "respond")
    desk.do(ref, "escalate", words="Not settled.")
    other = officer(name="Priya Shah")
    other.do(ref, "assign", to="Priya Shah")
    other.do(ref, "acknowledge")
    other.do(ref, "respond")
    other.do(ref, "close", why="answered", lessons="none")
    assert desk.desk.case(ref).status == "closed"


def test_whoever_has_an_entry_is_judged_by_its_roles(officer):
    desk = officer("calico")
    ref = desk.receive("calico")
    desk.do(ref, "assign", to="Jo Smith")
    entry(desk, "calico", name="Jo Smith", roles="any_staff")
    refused = desk.try_to(ref, "assign", to="Jo Smith")
    assert refused.sentence.startswith("Jo Smith has the role any staff; this is for: investigating manager,")


def test_whoever_only_looks_on_finds_every_act_dimmed_with_the_reason_that_recording_gives(officer):
    desk = officer("salix")
    entry(desk, "salix", name="Ola Finn", roles="member_responsible")
    ref = desk.receive("salix")
    ola = officer(name="Ola Finn")
    for file in (ref, desk.desk.book("salix")):
        for one in ola.desk.acts(file):
            assert not one.allowed, one
            if ACTS[one.key].opens:
                continue
            form = ola.desk.form(file, one.key)
            values = {field.name: field.value for field in form.fields}
            refused = ola.desk.do(file, one.key, values, seq=form.seq, key=ola.key())
            assert isinstance(refused, Refused), one
    refused = ola.desk.receive("salix", {"resident": "A", "words": "Damp"}, key="one")
    assert refused.sentence.startswith("Ola Finn has the role Member Responsible for Complaints")


def test_a_refused_name_says_which_field_it_stands_in(officer):
    desk = officer("code-2024")
    ref = desk.receive("code-2024")
    desk.do(ref, "assign", to="Jo Smith")
    desk.do(ref, "acknowledge")
    desk.do(ref, "respond")
    desk.do(ref, "escalate", words="Not settled.")
    refused = desk.try_to(ref, "assign", to="Jo Smith")
    assert (refused.sentence, refused.field) == ("Jo Smith handled stage 1, and may not review it.", "to")
    assert desk.try_to(ref, "acknowledge", handler="Jo Smith").field == "handler"


def test_whoever_handled_stage_1_is_told_that_the_final_answer_is_not_theirs_to_decide(officer):
    jo, ann = officer("code-2024"), officer(name="Ann Lee")
    ref = jo.receive("code-2024")
    for act in ("acknowledge", "respond"):
        jo.do(ref, act)
    jo.do(ref, "escalate", words="Not settled.")
    jo.do(ref, "assign", to="Ann Lee")
    assert not any(
        "stage 1" in one for one in jo.do(ref, "acknowledge", handler="Ann Lee", signatory="Ann Lee").warnings
    )
    form = ann.desk.form(ref, "respond")
    values = jo.filled(ref, "respond", handler="Ann Lee", signatory="Ann Lee")
    told = "You stand on this case as: stage 1. Ann Lee is to decide: record it only for them. (Code 6.13)"
    assert told in jo.desk.cautions(ref, "respond", values)
    assert not any("6.13" in one for one in ann.desk.cautions(ref, "respond", values))
    assert told in jo.desk.do(ref, "respond", values, seq=form.seq, key="typed for Ann").warnings


def test_my_name_is_the_staff_lists_however_it_is_typed_where_one_list_has_it(officer):
    jo = officer("saha")
    entry(jo, "saha", name="Tom Reyes")
    tom = officer(name="tom reyes")
    assert tom.desk.who == "Tom Reyes"
    ref = tom.receive("saha")
    assert tom.desk.timeline(ref)[-1].who == "Tom Reyes"
    assert officer(name="tom nobody").desk.who == "tom nobody"
    assert officer(name="JO SMITH").desk.who == "Jo Smith"
