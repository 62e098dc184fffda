"""Several people on one store: one winner, nothing lost, nothing undone behind another's back."""

import pytest

from complaintdesk.errors import Conflict
from complaintdesk.models.acting import Done, Refused
from complaintdesk.models.lists import QueueQuery


def test_of_two_people_answering_one_wins_and_the_other_is_told_who_and_what(officer):
    jo, priya = officer("salix"), officer(name="Priya Shah")
    ref = jo.receive("salix")
    form = priya.desk.form(ref, "acknowledge")
    typed = priya.filled(ref, "acknowledge")
    jo.do(ref, "acknowledge")
    with pytest.raises(Conflict) as told:
        priya.desk.do(ref, "acknowledge", typed, seq=form.seq, key="priya")
    assert "Jo Smith" in told.value.sentence
    assert "acknowledged" in told.value.sentence
    assert [entry.kind for entry in priya.desk.timeline(ref)] == ["received", "acknowledged"]


def test_the_same_act_sent_twice_is_stored_once(officer):
    jo = officer("salix")
    ref = jo.receive("salix")
    form, typed = jo.desk.form(ref, "note"), {"text": "Rang back."}
    first = jo.desk.do(ref, "note", typed, seq=form.seq, key="once")
    again = jo.desk.do(ref, "note", typed, seq=form.seq, key="once")
    assert isinstance(first, Done) and isinstance(again, Done)
    assert first.seq == again.seq == jo.desk.case(ref).seq == 2


def test_another_desk_sees_a_change_once(officer):
    jo, priya = officer("salix"), officer(name="Priya Shah")
    assert not priya.desk.changed()
    ref = jo.receive("salix")
    assert priya.desk.changed()
    assert not priya.desk.changed()
    assert [row.ref for row in priya.desk.queue_page(QueueQuery(), 0, 10)] == [ref]


def test_undo_is_a_correcting_event_and_the_timeline_keeps_both(officer):
    jo = officer("salix")
    ref = jo.receive("salix")
    jo.do(ref, "escalate")
    assert jo.desk.case(ref).stage == 2
    assert isinstance(jo.undo(ref), Done)
    case = jo.desk.case(ref)
    assert case.stage == 1
    assert [entry.kind for entry in case.timeline] == ["received", "escalated", "corrected"]
    assert case.timeline[1].undone
    assert [entry.seq for entry in case.timeline] == [1, 2, 3]
    assert case.timeline[2].lines == ("Takes back entry 2, Taken to stage 2: undone",)


def test_undo_twice_takes_back_the_act_before(officer):
    jo = officer("salix")
    ref = jo.receive("salix")
    jo.do(ref, "note", text="First.")
    jo.do(ref, "note", text="Second.")
    jo.undo(ref)
    jo.undo(ref)
    undone = [entry.lines for entry in jo.desk.timeline(ref) if entry.undone]
    assert undone == [("Note: First.",), ("Note: Second.",)]
    refused = jo.undo(ref)
    assert isinstance(refused, Refused)
    assert "receipt" in refused.sentence


def test_undo_is_refused_once_somebody_else_has_acted_and_names_them(officer):
    jo, priya = officer("salix"), officer(name="Priya Shah")
    ref = jo.receive("salix")
    jo.do(ref, "escalate")
    priya.do(ref, "note", text="I have seen this.")
    refused = jo.undo(ref)
    assert isinstance(refused, Refused)
    assert "Priya Shah" in refused.sentence
    assert jo.desk.case(ref).stage == 2


def test_undo_is_refused_once_a_letter_is_recorded_as_sent(officer):
    jo = officer("salix")
    ref = jo.receive("salix")
    jo.do(ref, "acknowledge")
    refused = jo.undo(ref)
    assert isinstance(refused, Refused)
    assert "letter" in refused.sentence


def test_a_draft_is_kept_for_its_writer_alone(officer):
    jo, priya = officer("salix"), officer(name="Priya Shah")
    jo.desk.save_draft("intake", {"words": "Half a sent"})
    assert jo.desk.draft("intake") == {"words": "Half a sent"}
    assert priya.desk.draft("intake") is None
    jo.desk.drop_draft("intake")
    assert jo.desk.draft("intake") is None
