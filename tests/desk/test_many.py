"""One act on many cases: each on its own, everything refused said, one undo for all."""

import pytest

from complaintdesk.desk import many
from complaintdesk.errors import BadInput
from complaintdesk.models.lists import QueueQuery


def ids_of(desk, *refs):
    return [desk.find(ref) for ref in refs]


def owners(desk, *refs):
    return [desk.case(ref).owner for ref in refs]


def test_assigning_many_is_one_event_on_each_and_one_undo_takes_all_back(officer):
    jo = officer("salix")
    refs = [jo.receive("salix") for _ in range(3)]
    jo.do(refs[0], "assign", to="Sam O'Dea")
    before = [len(jo.desk.timeline(ref)) for ref in refs]
    form = jo.desk.form_many("assign", ids_of(jo.desk, *refs))
    assert form.title == "Assign 3 cases" and form.ref == ", ".join(refs)
    assert next(field for field in form.fields if field.name == "to").value == ""
    done = jo.desk.do_many("assign", ids_of(jo.desk, *refs), {"to": "Priya Kaur"}, key="k")
    assert done.sentence == "Done on 3 cases." and done.refused == ()
    assert owners(jo.desk, *refs) == ["Priya Kaur"] * 3
    assert [len(jo.desk.timeline(ref)) for ref in refs] == [n + 1 for n in before]
    back = jo.desk.undo_many(done.done, key="u")
    assert back.sentence == "Taken back on 3 cases."
    assert owners(jo.desk, *refs) == ["Sam O'Dea", "", ""]
    assert [jo.desk.timeline(ref)[-1].title for ref in refs] == ["Correction"] * 3


def test_what_is_refused_is_named_and_the_rest_is_done(officer):
    jo = officer("salix")
    refs = [jo.receive("salix") for _ in range(3)]
    done = jo.desk.do_many("action", ids_of(jo.desk, *refs), {"what": "Rang."}, key="k")
    assert done.done == () and len(done.refused) == 3
    assert done.sentence.startswith(f"Done on 0 of 3 cases. Not {refs[0]}: ")
    done = jo.desk.do_many("assign", ids_of(jo.desk, *refs), {"to": ""}, key="k2")
    assert done.done == () and "Not " + refs[2] in done.sentence, "an empty name is nobody's"


def test_the_undo_leaves_alone_what_somebody_did_since(officer):
    jo, priya = officer("salix"), officer(name="Priya Kaur")
    refs = [jo.receive("salix") for _ in range(2)]
    done = jo.desk.do_many("assign", ids_of(jo.desk, *refs), {"to": "Priya Kaur"}, key="k")
    priya.do(refs[0], "note", text="Rang her.")
    back = jo.desk.undo_many(done.done, key="u")
    assert [one.ref for one in back.done] == [refs[1]]
    assert [ref for ref, _ in back.refused] == [refs[0]] and "Priya Kaur" in back.sentence
    assert owners(jo.desk, *refs) == ["Priya Kaur", ""]


def test_a_repeat_with_the_same_key_adds_nothing(officer):
    jo = officer("salix")
    ref = jo.receive("salix")
    ids = ids_of(jo.desk, ref)
    first = jo.desk.do_many("assign", ids, {"to": "Priya Kaur"}, key="k")
    n = len(jo.desk.timeline(ref))
    again = jo.desk.do_many("assign", ids, {"to": "Priya Kaur"}, key="k")
    assert [one.seq for one in again.done] == [one.seq for one in first.done]
    assert len(jo.desk.timeline(ref)) == n


def test_cautions_of_all_cases_are_gathered_and_said_with_the_cases_they_are_about(officer):
    jo = officer("salix")
    jo.do(jo.desk.book("salix"), "staff_add", name="Tia Lund", roles="team_leader")
    refs = [jo.receive("salix", resident=name) for name in ("Ann", "Bo", "Cy", "Di", "Ed")]
    about_tia = jo.receive("salix", resident="Flo", about_people="Tia Lund")
    ids = ids_of(jo.desk, *refs, about_tia)
    cautions = jo.desk.look_at_many("assign", ids, {"to": "Tia Lund"})
    assert cautions[0] == (
        f"Not done on 1 case ({about_tia}): Tia Lund stands on this case as: complained about. (Salix 4.2.11)"
    )
    assert all(one.startswith(f"5 cases ({refs[0]}, {refs[1]}, {refs[2]} and 2 more): ") for one in cautions[1:])
    each = {said for ref in refs for said in jo.desk.cautions(ref, "assign", {"to": "Tia Lund"})}
    assert {one.partition("): ")[2] for one in cautions[1:]} == each and each
    done = jo.desk.do_many("assign", ids, {"to": "Tia Lund"}, key="k")
    assert len(done.done) == 5 and [ref for ref, _ in done.refused] == [about_tia]


def test_what_is_refused_on_every_case_is_refused_before_anything_is_asked(officer):
    jo = officer("salix")
    refs = [jo.receive("salix") for _ in range(3)]
    found = jo.desk.look_at_many("assign", ids_of(jo.desk, *refs), {"to": ""})
    assert (found.sentence, found.field) == ("On each of 3 cases: To: nothing is given. Try one of Jo Smith.", "to")


def test_too_many_or_none_is_said(officer, monkeypatch):
    jo = officer("salix")
    ids = ids_of(jo.desk, *(jo.receive("salix") for _ in range(3)))
    monkeypatch.setattr(many, "MOST", 2)
    with pytest.raises(BadInput, match="3 cases are marked, and at most 2 can be done in one go"):
        jo.desk.form_many("assign", ids)
    with pytest.raises(BadInput, match="None of the marked cases"):
        jo.desk.form_many("assign", [999])
    assert jo.desk.queue_total(QueueQuery(filter=jo.desk.filter("owner:none"))) == 3
