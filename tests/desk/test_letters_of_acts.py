"""Letters that an act sends only where it is asked to, or where its reason asks for one."""

import pytest

from complaintdesk.models.acting import Refused
from tests.desk.officer import EARLY, Officer, london

NO_CALL = {"how": "letter", "said": ""}


@pytest.fixture
def desk(officer) -> Officer:
    """An officer of Salix on Tuesday 2 April 2024."""
    one: Officer = officer("salix")
    one.at = london("2024-04-02 11:00")
    return one


def kinds(desk, ref):
    return [one.kind for one in desk.desk.look(ref).case.letters]


def printed(desk, ref):
    return " ".join(desk.desk.look(ref).case.letters[-1].text.split())


def of_kind(desk, ref, kind):
    return [one for one in desk.desk.case(ref).records if one.kind == kind]


def test_an_update_by_telephone_sends_nothing_and_keeps_nothing_that_nobody_typed(desk):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    call = {"how": "telephone", "said": "The roofer is booked.", "update_interval": "weekly"}
    form = desk.desk.form(ref, "update")
    opened = {one.name: one.value for one in form.fields}
    preview = desk.desk.preview(ref, "update", opened | call)
    assert (preview.missing, "No letter goes out" in preview.text) == ((), True)
    done = desk.desk.do(ref, "update", opened | call, seq=form.seq, key="call")
    assert not isinstance(done, Refused)
    assert kinds(desk, ref) == ["acknowledgement"]
    body = desk.desk.look(ref).case.events[-1].body
    assert body == call | {"by_letter": False}


@pytest.mark.clause("salix-4.7.6", "salix-4.2.7a")
def test_an_update_by_letter_tells_how_far_it_is_and_cannot_go_without(desk):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    refused = desk.try_to(ref, "update", by_letter=True, progress="")
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 4.7.6", "progress")
    silent = desk.try_to(ref, "update", by_letter=True, progress="The roof was seen.", ombudsman_text="")
    assert isinstance(silent, Refused)
    assert silent.clause == "Salix 4.2.7"
    desk.do(ref, "update", by_letter=True, progress="The roof was seen.", update_interval="every 5 working days")
    assert kinds(desk, ref)[-1] == "update"
    assert "The roof was seen." in printed(desk, ref)
    assert "every 5 working days" in printed(desk, ref)
    assert "The roof was seen." in of_kind(desk, ref, "update_given")[0].line


@pytest.mark.clause("salix-4.1.3b")
def test_an_update_on_a_service_request_is_a_letter_of_its_own(desk):
    ref = desk.receive("salix", feedback="service_request")
    desk.do(ref, "promise", what="Mend the tap", owner="Repairs", due_on="19/4/2024")
    desk.do(ref, "action_late", which="action-1", due_on="26/4/2024", reason="A part is on order.")
    desk.do(ref, "update", by_letter=True)
    assert kinds(desk, ref) == ["service_request_update"]
    assert "By 26 April 2024. Who: Repairs. Why it takes longer: A part is on order." in printed(desk, ref)
    enquiry = desk.receive("salix", feedback="enquiry")
    assert desk.desk.form(enquiry, "update").letter_kind == ""


@pytest.mark.clause("salix-4.2.8a", "salix-4.2.8c")
def test_a_question_by_letter_is_about_the_point_chosen_and_leaves_it_open(desk):
    ref = desk.receive("salix", unclear="Which room?\nWhich month?")
    desk.do(ref, "clarify", which="unclear-2", by_letter=True, **NO_CALL)
    assert kinds(desk, ref) == ["clarification"]
    assert "Which month?" in printed(desk, ref)
    assert "Which room?" not in printed(desk, ref)
    points = of_kind(desk, ref, "unclear")
    assert [(one.is_open, one.line.split(";")[0]) for one in points] == [(True, "Which room?"), (True, "Which month?")]
    desk.do(ref, "clarify", which="unclear-2", how="telephone", said="In May.", clear=True)
    assert [one.is_open for one in of_kind(desk, ref, "unclear")] == [True, False]
    assert kinds(desk, ref) == ["clarification"]


@pytest.mark.clause("salix-4.6.1b")
def test_the_customer_is_asked_by_letter_who_acts_for_them(desk):
    ref = desk.receive("salix", representative="Ann Lee", relation="daughter")
    desk.do(ref, "ask_authority", which="representative-1")
    assert kinds(desk, ref) == ["representative_authority"]
    assert "Ann Lee, daughter" in printed(desk, ref)
    (told,) = of_kind(desk, ref, "representative")
    assert (told.is_open, "2 Apr 2024" in told.line) == (True, True)
    desk.do(ref, "authority", authority="yes", how="letter")
    assert not of_kind(desk, ref, "representative")[0].is_open


@pytest.mark.clause("salix-4.1.7b")
def test_whoever_is_dissatisfied_may_be_written_to_and_that_tells_them_how_to_complain(desk):
    ref = desk.receive("salix", channel="survey", words="rents are too high", dissatisfied=True)
    empty = desk.try_to(ref, "offer_complaint", by_letter=True, complaint_route="")
    assert isinstance(empty, Refused)
    assert (empty.clause, empty.field) == ("Salix 4.1.7", "complaint_route")
    desk.do(ref, "offer_complaint", by_letter=True, complaint_offered="waiting")
    assert kinds(desk, ref) == ["complaint_route"]
    assert not of_kind(desk, ref, "dissatisfaction")[0].is_open


@pytest.mark.clause("salix-4.19.1a", "salix-4.1.8")
def test_the_survey_goes_out_with_the_way_to_complain_and_a_dissatisfied_answer_is_written_to(desk):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    desk.do(ref, "step", step="visited")
    desk.do(ref, "respond")
    desk.do(ref, "close", **EARLY)
    assert kinds(desk, ref) == ["acknowledgement", "stage_1_response"]
    bare = desk.try_to(ref, "send_survey", complaint_route="")
    assert isinstance(bare, Refused)
    assert bare.clause == "Salix 4.1.8"
    desk.do(ref, "send_survey", questions="How satisfied are you with how we dealt with it?")
    assert kinds(desk, ref)[-1] == "survey"
    (sent,) = of_kind(desk, ref, "survey")
    assert (sent.is_open, "2 Apr 2024" in sent.line) == (True, True)
    desk.do(ref, "survey", satisfied="dissatisfied", said="Nobody rang.", by_letter=True)
    assert kinds(desk, ref)[-1] == "complaint_route"
    assert not of_kind(desk, ref, "survey")[0].is_open


@pytest.mark.clause("salix-4.12.1c")
def test_an_agreed_closing_is_a_written_outcome_whose_findings_and_remedies_are_on_the_case(desk):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    desk.do(ref, "promise", what="Mend the gutter", owner="Repairs", due_on="12/4/2024")
    agreed = {
        "why": "resolved",
        "reason": "She is content.",
        "agreed": "The roof is mended by Friday.",
        "agreed_by": "Amara Okafor and Jo Smith",
        "decided_by": "Ada Bell",
        "lessons": "none",
    }
    refused = desk.try_to(ref, "close", **agreed, outcome="")
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 4.12.1, 4.7.5", "outcome")
    desk.do(ref, "close", **agreed)
    assert kinds(desk, ref)[-1] == "closure"
    text = printed(desk, ref)
    assert all(words in text for words in (agreed["agreed"], "Mend the gutter. By 12 April 2024.", "partly upheld"))
    case = desk.desk.look(ref).case
    assert case.status == "closed"
    assert [one.finding(1)[0] for one in case.elements] == ["upheld", "not_upheld"]
    assert [one.what for one in case.remedies] == ["Mend the roof"]


def test_a_duplicate_is_closed_without_a_letter_and_with_no_finding(desk):
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    form = desk.desk.form(ref, "close")
    said = {"why": "duplicate", "linked": desk.receive("salix"), "reason": "Same.", "lessons": "none"}
    values = {one.name: one.value for one in form.fields} | said
    desk.desk.do(ref, "close", values, seq=form.seq, key="close")
    case = desk.desk.look(ref).case
    assert (case.status, kinds(desk, ref)) == ("closed", ["acknowledgement"])
    assert {*case.events[-1].body} <= {*said, "decided_by"}
