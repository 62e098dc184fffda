"""One complaint from the first call to the answered survey, as Salix's clauses and examples have it.

Every date is the policy's, counted by hand from its examples: Good Friday 29 March, Easter Monday 1 April, early May
6 May and spring 27 May 2024 are no working days.
"""

from typing import Any

import pytest

from complaintdesk.models.acting import Refused
from tests.desk.officer import ANSWER, Officer, london

LEAK, VISITS, CALLS = "Water comes through the ceiling.", "Two visits were missed.", "Nobody rang back."
GOODWILL = {"kind": "goodwill", "what": "For the missed visits", "due_on": "31/5/2024", "why": "Two days at home"}
ROOF = {"kind": "works", "what": "Mend the roof", "part": "1", "due_on": "31/5/2024", "why": "Rain", "owner": "Roofing"}
ORDER = {"order_kind": "order", "order_concerns": "matter", "what": "Inspect the roof."}


def at(when: str, *people: Officer) -> None:
    for one in people:
        one.at = london(when)


def finding(number: int, found: str, overturned: str = "") -> dict[str, Any]:
    return {"number": number, "finding": found, "reason": "The log shows it.", "overturned": overturned}


def clocks(desk: Officer, ref: str) -> dict[tuple[str, int], tuple[str, str]]:
    """(clock, stage) -> (due, state) of what the landlord owes."""
    return {
        (one.name, one.stage): (one.due.isoformat(), one.state)
        for one in desk.desk.case(ref).clocks
        if one.party == "landlord"
    }


def letter(desk: Officer, ref: str) -> str:
    return " ".join(desk.desk.look(ref).case.letters[-1].text.split())


def figures(desk: Officer) -> dict[str, str]:
    return {one.key: one.words for one in desk.desk.figures("salix", "2024/25").figures}


@pytest.mark.clause("salix-4.2.1", "salix-4.7.2a", "salix-4.7.4a", "salix-4.8.6a", "salix-4.8.7a", "salix-4.8.7g")
@pytest.mark.clause("salix-4.14.1", "salix-4.15.1", "salix-4.15.3", "salix-4.19.1a")
def test_water_through_the_ceiling_from_the_first_call_to_the_survey(officer):
    jo, priya = officer("salix"), officer(name="Priya Shah")
    at("2024-04-02 10:00", jo, priya)
    book = jo.desk.book("salix")
    jo.do(book, "staff_add", name="Jo Smith", roles="investigating_manager, team_leader")
    jo.do(book, "staff_add", name="Priya Shah", roles="reviewing_manager", areas="Repairs")
    jo.do(book, "homes", amount="8,000", since="1/4/2024")
    for one in (jo, priya):
        one.desk.changed()

    # Tuesday 2 April: a service request, on which no clock runs; on Thursday she is dissatisfied
    about = {"area": "Repairs", "theme": "Roofs"}
    request = jo.receive("salix", feedback="service_request", words="Water comes through the ceiling.", **about)
    assert jo.desk.case(request).clocks == ()
    jo.do(request, "assign", to="Jo Smith")
    jo.do(request, "promise", what="Look at the roof", owner="Roofing", due_on="12/4/2024")
    jo.do(request, "update", by_letter=True)
    assert "Look at the roof. By 12 April 2024." in letter(jo, request)
    at("2024-04-04 14:00", jo, priya)
    jo.do(request, "dissatisfied", how="telephone", said="Nobody came.", complaint_offered="accepted", told_how=True)
    ref = jo.receive("salix", **about, words="Nobody came.", linked=request, link="from_service_request")
    assert [(one.ref, one.how) for one in jo.desk.case(ref).links] == [(request, "Grew out of a service request")]
    assert clocks(jo, ref)["acknowledge", 1] == ("2024-04-11", "running")

    # Monday 8 April: defined, assigned, acknowledged; the answer is due on the 22nd
    at("2024-04-08 09:30", jo, priya)
    jo.do(ref, "define", parts=(LEAK, VISITS, CALLS), definition="A leak, and how it was dealt with.")
    jo.do(ref, "assign", to="Jo Smith")
    jo.do(ref, "adjust", need="Large print", noticed_by="the resident", decision="granted", decided_by="Jo Smith")
    jo.do(ref, "acknowledge", parts=(LEAK, VISITS, CALLS), update_interval="every 5 working days")
    assert clocks(jo, ref)["acknowledge", 1] == ("2024-04-11", "met")
    assert clocks(jo, ref)["respond", 1] == ("2024-04-22", "running")
    assert letter(jo, ref).startswith("Format: Large print")
    assert "Jo Smith" in letter(jo, ref)

    # The request goes on beside it; the investigation has its steps, its evidence and its update
    jo.do(ref, "contact", how="telephone", said="Rang and listened.")
    jo.do(ref, "step", step="visited", what="Looked at the roof.")
    jo.do(ref, "evidence", item="Repairs log", source="Repairs", dated="3/4/2024", considered=False)
    at("2024-04-12 10:00", jo, priya)
    jo.do(request, "action_done", which="action-1", what_was_done="The roof was looked at.")
    jo.do(request, "close", why="resolved", resolved_first="no", reason="Looked at.")
    at("2024-04-15 10:00", jo, priya)
    jo.do(ref, "update", by_letter=True, progress="The roof was looked at.", update_interval="every 5 working days")
    assert "in writing by 22 April 2024" in letter(jo, ref)

    # Friday 19 April: ten working days more end on Tuesday 7 May; the day after asks for a good reason
    at("2024-04-19 10:00", jo, priya)
    more = {"ground": "complex investigation", "reason": "The surveyor is ill.", "progress": "The roof was seen."}
    refused = jo.try_to(ref, "extend", until="8/5/2024", **more)
    assert isinstance(refused, Refused)
    assert refused.clause == "Salix 4.7.4"
    jo.do(ref, "extend", until="7/5/2024", **more)
    assert clocks(jo, ref)["respond", 1] == ("2024-05-07", "running")

    # Monday 29 April: the answer, not before the evidence was weighed; part by part, with £75 and a lesson
    at("2024-04-29 15:00", jo, priya)
    jo.do(ref, "learn", what="Roofers are booked at once", area="Repairs", owner="Roofing", due_on="30/6/2024")
    jo.do(ref, "consider", which="evidence-1", considered=True)
    findings = (finding(1, "not_upheld"), finding(2, "upheld"), finding(3, "partly_upheld"))
    said = {**ANSWER, "findings": findings, "handler": "Jo Smith"}
    jo.do(ref, "respond", **(said | {"remedies": ({**GOODWILL, "pounds": "75"},)}))
    assert clocks(jo, ref)["respond", 1] == ("2024-05-07", "met")
    assert "£75.00" in letter(jo, ref)

    # Thursday 2 May: one part to stage 2, another reviewer, acknowledged on Friday 10 May, the last day
    at("2024-05-02 14:00", jo, priya)
    jo.do(ref, "escalate", disputed=(LEAK,), words="It still rains in.")
    form = {one.name: one.value for one in jo.desk.form(ref, "assign").fields}
    assert form["to"] == "Priya Shah"
    same = jo.try_to(ref, "assign", to="Jo Smith")
    assert isinstance(same, Refused), same
    jo.do(ref, "assign", to="Priya Shah", reason="Independent of stage 1")
    at("2024-05-10 16:00", jo, priya)
    priya.do(ref, "contact", how="telephone", said="Rang and listened.")
    priya.do(ref, "acknowledge", parts=(LEAK,))
    assert clocks(jo, ref)["acknowledge", 2] == ("2024-05-10", "met")
    assert clocks(jo, ref)["respond", 2] == ("2024-06-10", "running")

    # Monday 10 June: overturned, £50 more
    at("2024-06-10 12:00", jo, priya)
    priya.do(ref, "step", step="visited", what="Looked at the roof again.")
    more = ({**GOODWILL, "pounds": "50", "due_on": "28/6/2024"}, {**ROOF, "due_on": "28/6/2024"})
    final = {"findings": (finding(1, "upheld", "overturned"),), "outcome": "upheld", "remedies": more}
    priya.do(ref, "respond", **final)
    assert clocks(jo, ref)["respond", 2] == ("2024-06-10", "met")
    assert "This is an increase of £50.00, to £125.00 in all." in letter(jo, ref)
    assert "www.housing-ombudsman.org.uk" in letter(jo, ref)

    # Monday 1 July: with the Ombudsman; evidence, findings, an order and an award, both done in time
    at("2024-07-01 10:00", jo, priya)
    jo.do(ref, "refer", who_asked="The resident", what="The roof is still open.")
    assert (jo.desk.case(ref).chip.word, jo.desk.case(ref).stage) == ("REFERRED", 2)
    jo.do(ref, "request_evidence", what="The repairs log.")
    assert next(due for (name, _), due in clocks(jo, ref).items() if name == "evidence") == ("2024-07-22", "running")
    at("2024-07-09 10:00", jo, priya)
    jo.do(ref, "send_evidence", what="The repairs log.")
    at("2024-07-30 10:00", jo, priya)
    jo.do(ref, "ombudsman_decision", determination="maladministration", what="The roof was left open.")
    jo.do(ref, "order", order_kind="code_finding", order_concerns="matter", what="The update was late.")
    jo.do(ref, "order", **ORDER, due_on="27/8/2024")
    jo.do(ref, "order", order_kind="award", order_concerns="matter", what="Distress.", pence="250", due_on="27/8/2024")
    assert jo.desk.case(ref).chip.word != "REFERRED"
    at("2024-08-23 10:00", jo, priya)
    for which in ("remedy-1", "remedy-2", "remedy-3", "order-2", "order-3"):
        jo.do(ref, "action_done", which=which, done_on="23/8/2024", what_was_done="Done.")
    jo.do(ref, "improve", which="lesson-1", improvement="Roofers are booked on the day.", done_on="23/8/2024")
    assert jo.desk.case(ref).awards == (
        "Stage 1: £75.00",
        "Stage 2: increase of £50.00",
        "In all: £125.00",
        "By the Ombudsman: £250.00",
    )

    # It is closed, she is asked, and says that she is satisfied; nothing is open on the file
    jo.do(ref, "close", why="answered", lessons="none")
    jo.do(ref, "send_survey")
    at("2024-09-02 10:00", jo, priya)
    jo.do(ref, "survey", satisfied="satisfied", said="In the end.")
    case = jo.desk.case(ref)
    assert (case.status, [one.title for one in case.records if one.is_open]) == ("closed", [])
    sent = [one.kind for one in jo.desk.look(ref).case.letters]
    assert sent == [
        *("acknowledgement", "update", "extension_notice", "stage_1_response"),
        *("stage_2_acknowledgement", "stage_2_response", "survey"),
    ]
    jo.do(book, "publish", publication="Self-assessment against the Code", done_on="2/9/2024")

    told = figures(jo)
    assert {key: told[key] for key in PLAYED} == PLAYED
    found = next(one for one in jo.desk.figures("salix", "2024/25").figures if one.key == "parts_upheld")
    assert (found.numerator, found.denominator) == (3, 3)
    answered = next(one for one in jo.desk.figures("salix", "2024/25").figures if one.key == "stage_1_answered")
    assert answered.note.startswith("100.0%"), answered.note


PLAYED = {
    "service_requests_resolved": "1",
    "complaints_per_1000": "0.1 per 1,000",
    "complaints_received": "1",
    "resolved_after_stage_1": "0.0%",
    "refused": "0",
    "stage_1_acknowledged": "100.0%",
    "stage_1_answered": "0.0%",
    "parts_upheld": "100.0%",
    "stage_2_acknowledged": "100.0%",
    "stage_2_answered": "100.0%",
    "overturned": "100.0%",
    "code_findings": "1",
    "orders": "100.0%",
    "ombudsman_awards": "£250.00",
    "lessons": "1",
    "improvements": "1",
}
"""The figures of the year, by 5.1: one complaint of 8,000 homes; answered after 22 April, within its extension."""
