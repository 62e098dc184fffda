"""Words that are disposed of are gone from everything, and what is counted stays what it was."""

from datetime import timedelta

import pytest

from complaintdesk.desk import house
from complaintdesk.desk.deriving import derive
from complaintdesk.desk.retaining import dispose, looks
from complaintdesk.desk.setting_up import set_own
from complaintdesk.engine.days import long
from complaintdesk.models.acting import Refused
from complaintdesk.models.lists import QueueQuery
from complaintdesk.models.retention import Disposed
from complaintdesk.models.terms import CHARACTERISTICS, EQUALITY
from complaintdesk.store import auditing
from tests.desk.officer import EARLY, london

MARK = "qzwxmarker"
SAID = {"decided_by": "Jo Smith"}


@pytest.fixture
def desk(officer):
    """An officer at Salix on 12 March 2018; what is closed is due six years on."""
    one = officer("salix")
    set_own(one.store, "salix", {"retention": {"years": 6}})
    one.desk._know_landlords()
    one.at = london("2018-03-12 10:00")
    return one


def at_noon(day):
    return london(f"{day} 12:00")


def whole_course(desk, mark=MARK, *, survey=True, **more):
    """A complaint from receipt to closing with the mark in every word that anybody can write."""
    said = {
        "resident": f"{mark} Okafor",
        "address": f"12 {mark} Walk",
        "contact": f"01632 960123 {mark}@example.org",
        "words": f"The ceiling leaks {mark} again.",
        "subject": f"Leak {mark}",
        "members": (f"{mark} son", f"{mark} mother"),
        "representative": f"{mark} Lee",
        "relation": f"{mark} aunt",
        "vulnerability": f"{mark} lives alone",
        "need": f"{mark} large print",
        "area": "Repairs",
        "theme": "Leaks",
        "unclear": f"{mark} which room\n{mark} which day",
        **{EQUALITY + key: "71" for key in CHARACTERISTICS},
    }
    ref = desk.receive("salix", **{**said, **more})
    desk.do(ref, "note", text=f"Rang {mark}.")
    desk.undo(ref)
    desk.do(ref, "acknowledge", definition=f"{mark} leaks.", parts=(f"{mark} roof", f"{mark} visits"))
    desk.do(ref, "contact", said=f"{mark} said so.")
    desk.do(ref, "step", step="spoke", what=f"{mark} roofer", with_whom=f"{mark} roofer")
    desk.do(ref, "evidence", item=f"{mark} photo", source=mark, considered=True)
    desk.do(
        ref,
        "learn",
        what=f"{mark} lesson",
        area="Repairs",
        owner="Jo Smith",
        due_on=f"{desk.at + timedelta(days=40):%d/%m/%Y}",
    )
    desk.at += timedelta(days=8)
    answer = {
        "findings": (
            {"number": 1, "finding": "upheld", "reason": f"{mark} open roof", "overturned": ""},
            {"number": 2, "finding": "not_upheld", "reason": f"{mark} log", "overturned": ""},
        ),
        "remedies": (
            {
                "kind": "compensation",
                "what": f"{mark} money",
                "done_on": f"{desk.at:%d/%m/%Y}",
                "pounds": "150",
                "why": mark,
            },
        ),
        "apology": f"Sorry, {mark}.",
        "actions_none": True,
        "steps": mark,
    }
    desk.do(ref, "decide_adjustment", which="adjustment-1", decision="granted", reason=mark, decided_by="Jo Smith")
    desk.do(ref, "respond", **answer)
    desk.do(ref, "close", **{**EARLY, "reason": mark})
    if survey:
        desk.do(ref, "send_survey")
    return ref


def everything(desk):
    """Every byte of the store and what lies beside it, as text in small letters."""
    folder = desk.store.parent
    return b"".join(one.read_bytes() for one in folder.iterdir() if one.is_file()).lower()


def told(desk):
    """All that is counted, live and as at a day in the past."""
    then = london("2018-03-25 12:00")
    queries = [
        QueueQuery("salix", status=status, as_at=at) for status in ("open", "closed", "all") for at in (None, then)
    ]
    rows = desk.desk.reader.execute(
        "SELECT case_id, n, kind, number, stage, value, owner, said_on, due, settled_on, pence"
        " FROM record_row ORDER BY 1, 2"
    )
    clocks = desk.desk.reader.execute("SELECT * FROM clock_row ORDER BY case_id, n")
    parts = desk.desk.reader.execute(
        "SELECT case_id, n, number, stage, finding, overturned FROM element_row ORDER BY 1, 2"
    )
    figures = [
        one._replace(behind=tuple(each._replace(words="") for each in one.behind))
        for year in ("2017/18", "2018/19", "2023/24")
        for one in desk.desk.figures("salix", year).figures
    ]
    return (
        [desk.desk.counts(one) for one in queries],
        rows,
        clocks,
        parts,
        figures,
        house.equality(desk.desk, "salix"),
    )


def test_nothing_of_a_disposed_case_is_left_in_file_log_index_or_draft_and_every_count_stays(desk):
    other = whole_course(desk, "qzwxother")
    ref = whole_course(desk)
    desk.desk.save_draft(f"{ref}/note", {"text": f"typed {MARK}"})
    desk.desk.save_draft(f"intake {ref}", {"text": f"typed {MARK}"})
    desk.at = london("2024-04-11 10:00")
    before = told(desk)
    assert MARK.encode() in everything(desk)
    done = dispose(desk.desk, [ref], SAID, key="a")
    assert isinstance(done, Disposed)
    assert (done.refs, done.swept) == ((ref,), True)
    held = everything(desk)
    assert MARK.encode() not in held
    assert b"qzwxother" in held
    assert told(desk) == before
    view = desk.desk.case(ref)
    assert (view.resident, view.address, view.contact) == ("", "", "")
    assert view.alerts[0] == "Its words were erased Thu 11 Apr 2024 by Jo Smith"
    assert MARK not in str(view)
    assert desk.desk.reader.execute(f"SELECT count(*) FROM ft_closed WHERE ft_closed MATCH '{MARK}'") == [(0,)]
    assert "qzwxother" in str(desk.desk.case(other))
    assert list(auditing.audit(desk.desk.writer._db, desk.store, None)) == []
    assert desk.desk.writer.rebuild(derive).differences == ()


def test_the_past_is_erased_too_and_days_stay(desk):
    ref = whole_course(desk)
    desk.at = london("2024-04-11 10:00")
    then = london("2018-03-25 12:00")
    before = desk.desk.case(ref, then)
    dispose(desk.desk, [ref], SAID, key="a")
    after = desk.desk.case(ref, then)
    assert MARK not in str(after)
    assert [one.due for one in after.clocks] == [one.due for one in before.clocks]
    assert [one.number for one in after.elements] == [1, 2]
    assert [one.money for one in after.remedies] == ["£150.00"]
    assert [(one.kind, one.at, one.who) for one in after.timeline] == [
        (one.kind, one.at, one.who) for one in before.timeline
    ]


def test_the_act_on_a_closed_case_does_the_same_and_is_not_undone(desk):
    ref = whole_course(desk)
    desk.at = london("2024-04-11 10:00")
    done = desk.do(ref, "dispose", **SAID)
    assert done.sentence == f"Its words are erased for good: {ref}."
    assert MARK.encode() not in everything(desk)
    refused = desk.undo(ref)
    assert isinstance(refused, Refused)
    again = desk.try_to(ref, "dispose", **SAID)
    assert isinstance(again, Refused)
    assert "never be done here again" in again.sentence


def reason(desk, ref):
    """Why disposal is not offered in the menu; '' where it is."""
    return next(one.reason for one in desk.desk.acts(ref) if one.key == "dispose")


def test_it_is_not_offered_while_the_resident_may_go_on_or_the_survey_is_not_sent(desk):
    ref = whole_course(desk)
    window = next(one for one in desk.desk.case(ref).clocks if one.name == "escalate")
    assert reason(desk, ref).startswith(f"The resident may ask for stage 2 until {long(window.due)}. Should they ask:")
    desk.at = at_noon(window.due)
    assert long(window.due) in reason(desk, ref)
    desk.at += timedelta(days=1)
    assert reason(desk, ref) == ""
    unsent = whole_course(desk, "qzwxother", survey=False)
    desk.at += timedelta(days=90)
    said = reason(desk, unsent)
    assert "the survey is still to be sent. First: " in said
    assert "Send the survey" in said
    desk.do(unsent, "send_survey")
    assert reason(desk, unsent) == ""


def test_what_the_ombudsman_asks_for_on_a_closed_case_is_the_reason_and_names_the_way(desk):
    ref = whole_course(desk)
    desk.at += timedelta(days=90)
    desk.do(ref, "request_evidence")
    said = reason(desk, ref)
    assert said == "'Send evidence' still runs, due Mon 9 Jul 2018. First: Evidence sent (v)."
    assert "Close" not in said
    assert "case that is closed" not in said


@pytest.mark.parametrize(
    ("act", "said", "why"),
    [
        ("hold", {"hold_kind": "legal", "reason": "A claim.", "decided_by": "Ada Bell"}, "a hold is in force"),
        ("refer", {"who_asked": "She", "what": "All of it."}, "the Ombudsman has it"),
        ("subject_request", {"who_asked": "She", "what": "All of it."}, "somebody asks for their own data"),
        ("reopen", {"reason": "More came."}, "This is for a case that is closed."),
    ],
)
def test_what_stands_against_a_disposal_is_said_and_nothing_goes(desk, act, said, why):
    ref = whole_course(desk)
    desk.do(ref, act, **said)
    desk.at = london("2024-06-21 10:00")
    refused = dispose(desk.desk, [ref], SAID, key="a")
    assert isinstance(refused, Refused)
    assert why in refused.sentence
    assert MARK in str(desk.desk.case(ref))


def test_an_open_case_of_the_person_or_one_it_is_linked_with_stands_against_it(desk):
    ref, other = whole_course(desk), whole_course(desk, "qzwxother")
    desk.at = london("2024-04-11 10:00")
    kin = desk.receive("salix", resident="A Okafor", person=ref)
    linked = desk.receive("salix", resident="N Bell", linked=other, link="related")
    for one, stands in (
        (ref, f"{kin} of the same person is open."),
        (other, f"{linked}, which it is linked with, is open."),
    ):
        refused = dispose(desk.desk, [one], SAID, key=one)
        assert isinstance(refused, Refused)
        assert stands in refused.sentence


def test_a_case_whose_day_has_not_come_is_refused_with_the_day_and_all_go_or_none(desk):
    first = whole_course(desk)
    desk.at = london("2020-03-21 10:00")
    later = whole_course(desk, "qzwxother")
    desk.at = london("2024-04-11 10:00")
    refused = dispose(desk.desk, [first, later], SAID, key="a")
    assert isinstance(refused, Refused)
    assert refused.sentence.startswith(f"{later}: ")
    assert MARK in str(desk.desk.case(first))
    named = dispose(desk.desk, [first], {**SAID, "reason": f"{MARK} is gone"}, key="b")
    assert isinstance(named, Refused)
    assert named.field == "reason"


def test_who_looked_at_what_is_sensitive_is_listed_for_the_leader(desk, officer):
    ref = desk.receive("salix", vulnerability="Lives alone")
    desk.do(ref, "reveal", reason="To plan the visit.")
    priya = officer(name="Priya Shah")
    priya.at = london("2018-03-13 11:30")
    priya.do(ref, "reveal", reason="Handed over.")
    found = looks(desk.desk, "salix")
    assert [(one.who, one.ref, f"{one.at:%d.%m. %H:%M}", one.reason) for one in found] == [
        ("Priya Shah", ref, "13.03. 11:30", "Handed over."),
        ("Jo Smith", ref, "12.03. 10:00", "To plan the visit."),
    ]
