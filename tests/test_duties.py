"""What stands before each act: the duties of every policy, and worked cases weighed by the real engine."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from complaintdesk import policies
from complaintdesk.calendars import calendar
from complaintdesk.engine import gates
from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.clocks import case_clocks
from complaintdesk.engine.fold import fold
from complaintdesk.engine.history import course, happened
from complaintdesk.models import terms
from complaintdesk.models.events import Event
from complaintdesk.models.moments import LONDON
from complaintdesk.models.policy import Duty, Length, Policy, Source
from complaintdesk.models.staff import Member, Staff

LEDGERS = Path(__file__).parent / "clauses"
SHIPPED = ("calico", "code-2024", "his", "saha", "salix", "slh")
FREE = {"note", "dispose"}
"""Acts that no duty stands before: a note can always be kept; what stops a disposal is said by ``retention``."""
FILING = {act.key for act in ACTS.values() if act.adds or act.moves or act.opens} | {"reveal"}
"""Acts that put something on the file or change it there; they stay possible when the stages are over."""


@pytest.fixture(autouse=True, scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No policies but the shipped ones, each read once for all tests here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPLAINTDESK_HOME", str(tmp_path_factory.mktemp("home")))
        yield


def ledger(key: str) -> dict[str, tuple[str, ...]]:
    """id -> the row's cells: id, clause, kind, requirement, example."""
    lines = (LEDGERS / f"{key}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {cells[0]: cells for cells in (tuple(line.split("\t")) for line in lines)}


# A case in few words


def h(kind: str, when: str, who: str = "", **body: object) -> Event:
    """One event; ``when`` is London time, noon where it is a bare date."""
    at = datetime.fromisoformat(when if " " in when else f"{when} 12:00").replace(tzinfo=LONDON)
    return Event(kind, at.astimezone(UTC), body, who=who)


def ground(
    policy: str | Policy, now: str, act: str, *history: Event, values: Mapping[str, Any] | None = None
) -> gates.Ground:
    """The case that ``history`` leaves, looked at ``now`` before ``act``."""
    rules = policies.load(policy) if isinstance(policy, str) else policy
    moment = h("now", now).at
    stands = happened(history, moment)
    case = fold("CD-24001", "ours", stands)
    way = course(stands, has_stage_2=case.feedback == "complaint")
    days = calendar(rules.nation)
    clocks = case_clocks(rules, stands, days, moment, case.feedback)
    return gates.Ground(rules, case, way, clocks, days, moment, act, values)


def stopped(seen: gates.Ground) -> tuple[str, str]:
    """(clause, sentence) of what stops the act; two empty strings where nothing does."""
    found = gates.blocked(seen)
    return (found.duty.source.clause, found.sentence) if found else ("", "")


def warned(seen: gates.Ground) -> dict[str, str]:
    """clause -> sentence of what is warned of."""
    return {one.duty.source.clause: one.sentence for one in gates.warnings(seen)}


def offered(seen: gates.Ground) -> set[str]:
    """The acts that nothing stops, before any form is filled in."""
    return {act for act in ACTS.keys() - FILING if gates.blocked(replace(seen, act=act)) is None}


def answer(*parts: int, remedies: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """A filled answer with a finding on each of ``parts``."""
    findings = [{"number": n, "finding": "upheld", "reason": "The records show it."} for n in parts]
    said = {"unheard_why": "She asked us to write."}
    return {"findings": findings, "remedies": list(remedies), "outcome": "upheld", **said}


RECEIVED = h("received", "2024-04-02 09:00")
THREE_PARTS = ["Damp in the hall", "Two missed visits", "No call back"]
DEFINED = h("defined", "2024-04-08 09:30", parts=THREE_PARTS)
ACKNOWLEDGED = h("acknowledged", "2024-04-08 10:00", "Ann Reed")
ANSWERED = h("responded", "2024-04-22 15:00", "Ann Reed", **answer(1, 2, 3))
ANSWERED_CASE = (RECEIVED, DEFINED, ACKNOWLEDGED, ANSWERED)
ASKED = h("escalated", "2024-05-02 11:00", "Ben Okoro")
AT_STAGE_2 = (*ANSWERED_CASE, ASKED)
LOOKED_INTO = (
    h("step_taken", "2024-05-03", step="risk", what="none identified"),
    h("conflict_declared", "2024-05-03", conflict="none", declared_by="Cy Lee"),
)
"""What an answer at stage 2 stands on besides the contact."""
MORE_TIME = {"reason": "The surveyor's report is still to come.", "ground": "complex investigation"}


# The duties themselves


def test_the_vocabulary_is_what_the_engine_knows_and_every_word_of_it_is_used() -> None:
    assert set(gates.CONDITIONS) == set(terms.CONDITIONS)
    assert len(terms.CONDITIONS) == len(gates.CONDITIONS)
    used = {duty.needs for key in SHIPPED for duty in policies.load(key).duties}
    assert used == set(terms.CONDITIONS)


@pytest.mark.parametrize("key", SHIPPED)
def test_every_act_has_a_duty_before_it(key: str) -> None:
    asked = {duty.at for duty in policies.load(key).duties}
    assert set(ACTS) - FREE - FILING <= asked <= set(ACTS)


@pytest.mark.parametrize("key", SHIPPED)
def test_every_duty_carries_a_row_of_the_ledger_its_clause_is_in(key: str) -> None:
    for duty in policies.load(key).duties:
        rows = ledger(duty.source.inherited_from or key)
        assert duty.source.clause
        assert duty.source.ledger
        assert set(duty.source.ledger) <= set(rows)


@pytest.mark.parametrize("key", SHIPPED)
def test_a_numbered_clause_is_the_one_of_its_row(key: str) -> None:
    for duty in _own(key):
        numbers = {number.strip() for number in duty.source.clause.split(",")}
        rows = {ledger(key)[row][1] for row in duty.source.ledger}
        printed = {row.split(" (")[0].split(" ")[0].rstrip(",") for row in rows}
        if all(number[0].isdigit() for number in numbers) and key != "his":
            assert {number.split(" (")[0] for number in numbers} == printed


def test_duties_of_the_code_are_inherited_and_cited_as_its_own() -> None:
    for key in SHIPPED:
        inherited = [duty for duty in policies.load(key).duties if duty.source.inherited_from]
        assert all(duty.source.clause.startswith("Code ") for duty in inherited)
        assert bool(inherited) == (key != "code-2024")


@pytest.mark.parametrize("key", SHIPPED)
def test_only_a_role_of_the_policy_may_override(key: str) -> None:
    policy = policies.load(key)
    assert {duty.override for duty in policy.duties} - {""} <= {role.key for role in policy.roles}


@pytest.mark.parametrize("key", SHIPPED)
def test_a_duty_says_one_sentence_and_a_reminder_can_be_weighed_without_a_form(key: str) -> None:
    for duty in policies.load(key).duties:
        assert duty.says.endswith(".")
        assert duty.says[0].isupper() or duty.says[0].isdigit()
        assert duty.level != "remind" or not gates.CONDITIONS[duty.needs].of_form


@pytest.mark.parametrize("key", SHIPPED)
def test_the_first_thing_said_of_a_closed_case_is_that_it_is_closed(key: str) -> None:
    waiting = {"escalate", "reopen", "request_evidence", "send_evidence", "refuse_escalation", *FREE}
    for act in set(ACTS) - FILING - waiting:
        first = next(duty for duty in policies.load(key).duties if duty.at == act)
        assert (first.needs, first.stage, first.level) == ("open", None, "block")


def _own(key: str) -> list[Duty]:
    return [duty for duty in policies.load(key).duties if not duty.source.inherited_from]


# What may happen when

ON_A_CASE = {"contact", "close", "withdraw", "assign", "note", "request_evidence"}
CLOSED = {"note", "dispose", "reopen", "escalate", "request_evidence"}
COURSE: dict[str, tuple[str, tuple[Event, ...], set[str]]] = {
    "received": (
        "2024-04-03",
        (RECEIVED,),
        ON_A_CASE | {"acknowledge", "define", "extend", "respond", "escalate", "exclude"},
    ),
    "acknowledged": (
        "2024-04-22",
        (RECEIVED, ACKNOWLEDGED),
        ON_A_CASE | {"define", "extend", "respond", "escalate", "exclude"},
    ),
    "late": ("2024-04-23", (RECEIVED, ACKNOWLEDGED), ON_A_CASE | {"define", "respond", "escalate", "exclude"}),
    "answered": ("2024-05-13", ANSWERED_CASE, ON_A_CASE | {"escalate"}),
    "closed": ("2024-05-13", (*ANSWERED_CASE, h("closed", "2024-05-10")), CLOSED),
    "withdrawn": ("2024-05-13", (RECEIVED, h("withdrawn", "2024-04-03")), CLOSED),
    "stage 2 asked for": (
        "2024-05-13",
        AT_STAGE_2,
        ON_A_CASE | {"acknowledge", "define", "extend", "respond", "refuse_escalation"},
    ),
    "stage 2 refused": (
        "2024-05-13",
        (*AT_STAGE_2, h("escalation_refused", "2024-05-07")),
        ON_A_CASE | {"define"},
    ),
    "evidence asked for": (
        "2024-05-13",
        (*ANSWERED_CASE, h("evidence_requested", "2024-05-08")),
        ON_A_CASE - {"request_evidence"} | {"escalate", "send_evidence"},
    ),
}


@pytest.mark.parametrize("state", COURSE)
def test_the_acts_offered_in_the_course_of_a_complaint(state: str) -> None:
    day, history, acts = COURSE[state]
    assert offered(ground("code-2024", day, "", *history)) == acts


def test_a_policy_with_clocks_of_its_own_offers_the_acts_that_meet_them() -> None:
    assert {"offer_mediation", "clarify_advocate"} <= offered(ground("saha", "2024-04-02 10:00", "", RECEIVED))
    concern = h("received", "2024-04-02 09:00", feedback="concern")
    assert "action" in offered(ground("calico", "2024-04-02 10:00", "", concern))
    done = ground("calico", "2024-04-03", "action", concern, h("actioned", "2024-04-02 10:30"))
    assert stopped(done) == ("6.6", "Done already, on Tue 2 Apr 2024.")


@pytest.mark.parametrize("key", ["salix", "slh", "his", "calico"])
def test_who_represents_the_customer_can_be_noted_where_no_time_is_set_for_it(key: str) -> None:
    assert "clarify_advocate" in offered(ground(key, "2024-04-11", "", RECEIVED))
    assert "clarify_advocate" not in offered(ground("code-2024", "2024-04-11", "", RECEIVED))


def test_saha_offers_mediation_and_the_advocate_question_once_at_stage_1_and_again_at_stage_2() -> None:
    asked = (RECEIVED, h("mediation_offered", "2024-04-02 10:00"), h("advocate_clarified", "2024-04-03 10:00"))
    assert stopped(ground("saha", "2024-04-04", "offer_mediation", *asked)) == (
        "Mediation",
        "Done already, on Tue 2 Apr 2024.",
    )
    assert stopped(ground("saha", "2024-04-04", "clarify_advocate", *asked)) == (
        "Advocates",
        "Done already, on Wed 3 Apr 2024.",
    )
    review = (*asked, ANSWERED, ASKED)
    assert {"offer_mediation", "clarify_advocate"} <= offered(ground("saha", "2024-05-03", "", *review))


# Acknowledging


@pytest.mark.parametrize(("key", "clause"), [("salix", "4.7.2"), ("calico", "8.6"), ("code-2024", "6.2")])
def test_a_second_acknowledgement_is_stopped_and_the_first_is_named(key: str, clause: str) -> None:
    seen = ground(key, "2024-04-10", "acknowledge", RECEIVED, ACKNOWLEDGED)
    assert stopped(seen) == (clause, "Stage 1 was acknowledged on Mon 8 Apr 2024 by Ann Reed.")


def test_an_answer_without_an_acknowledgement_leaves_nothing_to_acknowledge() -> None:
    seen = ground("calico", "2024-04-23", "acknowledge", RECEIVED, ANSWERED)
    assert stopped(seen)[1] == "The answer sent on Mon 22 Apr 2024 by Ann Reed acknowledged stage 1 as well."


def test_stage_2_is_acknowledged_anew_and_once() -> None:
    assert stopped(ground("salix", "2024-05-03", "acknowledge", *AT_STAGE_2)) == ("", "")
    again = (*AT_STAGE_2, h("acknowledged", "2024-05-03", "Cy Lee"))
    assert stopped(ground("salix", "2024-05-07", "acknowledge", *again)) == (
        "4.8.6",
        "Stage 2 was acknowledged on Fri 3 May 2024 by Cy Lee.",
    )


@pytest.mark.parametrize(("key", "clause"), [("code-2024", "5.6"), ("salix", "4.7.2"), ("calico", "8.4, 8.6")])
def test_an_acknowledgement_needs_the_parts_of_the_complaint(key: str, clause: str) -> None:
    form = {"handler": "Ann Reed", "parts": []}
    found, sentence = stopped(ground(key, "2024-04-08", "acknowledge", RECEIVED, values=form))
    assert (found, sentence.partition(":")[0]) == (clause, "The parts of the complaint are not set out yet")
    form = {"handler": "Ann Reed", "parts": THREE_PARTS}
    assert stopped(ground(key, "2024-04-08", "acknowledge", RECEIVED, values=form)) == ("", "")


@pytest.mark.clause("salix-4.7.2e")
def test_a_stage_1_acknowledgement_names_who_will_investigate() -> None:
    form = {"parts": THREE_PARTS}
    seen = ground("salix", "2024-04-08", "acknowledge", RECEIVED, values=form)
    assert stopped(seen) == ("4.7.2", "Nobody is named to deal with stage 1.")
    assigned = h("assigned", "2024-04-03", to="Ann Reed")
    assert stopped(ground("salix", "2024-04-08", "acknowledge", RECEIVED, assigned, values=form)) == ("", "")


def test_a_missing_handler_only_warns_where_no_contents_are_prescribed() -> None:
    seen = ground("slh", "2024-04-03", "acknowledge", RECEIVED, values={"parts": THREE_PARTS})
    assert stopped(seen) == ("", "")
    assert warned(seen) == {"4.1.5": "Nobody is named to deal with stage 1."}


# Answering


@pytest.mark.parametrize(("key", "clause"), [("calico", "9.3"), ("salix", "4.7.5"), ("code-2024", "6.3")])
def test_a_second_answer_is_stopped_and_the_first_is_named(key: str, clause: str) -> None:
    seen = ground(key, "2024-04-24", "respond", *ANSWERED_CASE)
    assert stopped(seen) == (clause, "Stage 1 was answered on Mon 22 Apr 2024 by Ann Reed.")


def test_the_final_answer_is_given_once() -> None:
    final = (*AT_STAGE_2, h("responded", "2024-05-30", "Cy Lee"))
    assert stopped(ground("slh", "2024-06-03", "respond", *final)) == (
        "4.1.5",
        "Stage 2 was answered on Thu 30 May 2024 by Cy Lee.",
    )


@pytest.mark.clause("salix-4.7.5d")
def test_a_part_without_a_finding_is_named() -> None:
    history = (RECEIVED, DEFINED, ACKNOWLEDGED)
    seen = ground("salix", "2024-04-15", "respond", *history, values=answer(1, 2))
    assert stopped(seen) == ("4.7.5", "Part 3 has no finding.")
    assert stopped(ground("salix", "2024-04-15", "respond", *history, values=answer(1, 2, 3))) == ("", "")


def test_a_finding_has_its_reason() -> None:
    form = answer(1, 2, 3)
    form["findings"][1]["reason"] = " "
    seen = ground("code-2024", "2024-04-15", "respond", RECEIVED, DEFINED, values=form)
    assert stopped(seen) == ("6.7", "Part 2 has a finding without a reason.")


@pytest.mark.clause("code-6.18", "calico-10.9")
@pytest.mark.parametrize(("key", "clause"), [("code-2024", "6.18"), ("calico", "10.9")])
def test_at_stage_2_the_part_not_answered_is_named(key: str, clause: str) -> None:
    two = h("defined", "2024-05-03", parts=THREE_PARTS[:2])
    seen = ground(key, "2024-05-20", "respond", *AT_STAGE_2, two, values=answer(1))
    assert stopped(seen) == (clause, "Part 2 has no finding.")


def test_a_complaint_is_set_out_before_it_is_answered() -> None:
    seen = ground("code-2024", "2024-04-15", "respond", RECEIVED, ACKNOWLEDGED, values=answer())
    assert stopped(seen) == ("5.6", "The parts of the complaint are not set out yet: Define the complaint (e) first.")


def test_an_enquiry_is_answered_without_parts_and_findings() -> None:
    enquiry = h("received", "2024-04-02 09:00", feedback="mp_enquiry")
    assert stopped(ground("slh", "2024-04-09", "respond", enquiry, values=answer())) == ("", "")
    clause, sentence = stopped(ground("salix", "2024-04-09", "respond", enquiry, values=answer()))
    assert clause == "4.7.5, 4.8.7"
    assert sentence == "Salix sets no time to 'respond' for an MP enquiry at stage 1."


@pytest.mark.clause("code-7.2", "slh-4.1.9h")
@pytest.mark.parametrize(
    ("key", "clause", "pence", "sum_"), [("code-2024", "7.2", 30_000, "£300.00"), ("slh", "4.1.9", 8_000, "£80.00")]
)
def test_a_payment_without_its_reason_is_named(key: str, clause: str, pence: int, sum_: str) -> None:
    paid = {"kind": "compensation", "what": "For the cold rooms", "pence": pence, "why": "", "due_on": "2024-05-31"}
    seen = ground(key, "2024-04-15", "respond", RECEIVED, DEFINED, values=answer(1, 2, 3, remedies=(paid,)))
    assert stopped(seen) == (clause, f"The payment of {sum_} has no rationale.")
    paid = paid | {"why": "Six weeks without heating."}
    explained = answer(1, 2, 3, remedies=(paid,))
    assert stopped(ground(key, "2024-04-15", "respond", RECEIVED, DEFINED, values=explained)) == ("", "")


def test_an_action_without_its_date_is_named() -> None:
    window = {"kind": "action", "what": "Replace the window", "due_on": None, "pence": 0, "why": ""}
    seen = ground("code-2024", "2024-04-18", "respond", RECEIVED, DEFINED, values=answer(1, 2, 3, remedies=(window,)))
    assert stopped(seen) == ("7.3", "Remedy 1 has no day by which it is done.")


@pytest.mark.clause("code-6.6a")
def test_work_still_to_be_done_does_not_hold_the_answer_back() -> None:
    history = (RECEIVED, DEFINED, ACKNOWLEDGED)
    repair = {"kind": "action", "what": "Renew the seal", "due_on": "2024-06-12", "owner": "Repairs"}
    form = answer(1, 2, 3, remedies=(repair,))
    assert stopped(ground("code-2024", "2024-04-18", "respond", *history, values=form)) == ("", "")
    seen = ground("code-2024", "2024-04-19", "", *history, h("responded", "2024-04-18", **form))
    clock = seen.clock("respond")
    assert clock is not None
    assert (clock.state, clock.met_on) == ("met", date(2024, 4, 18))
    assert [(one.what, one.due_on) for one in seen.case.remedies] == [("Renew the seal", date(2024, 6, 12))]


@pytest.mark.clause("calico-9.1a", "slh-4.1.5m")
@pytest.mark.parametrize(("key", "clause"), [("calico", "9.1, 9.6"), ("slh", "4.1.5")])
def test_answering_without_any_contact_on_record_warns_and_does_not_block(key: str, clause: str) -> None:
    history = (RECEIVED, DEFINED, ACKNOWLEDGED)
    seen = ground(key, "2024-04-15", "respond", *history, values=answer(1, 2, 3))
    assert stopped(seen) == ("", "")
    assert warned(seen)[clause] == "No contact with the resident is on record at stage 1."
    met = h("contacted", "2024-04-10")
    assert clause not in warned(ground(key, "2024-04-15", "respond", *history, met, values=answer(1, 2, 3)))


def test_answering_without_an_acknowledgement_warns_and_does_not_block() -> None:
    unsaid = "Not on record yet at this stage: acknowledged."
    without = ground("code-2024", "2024-04-15", "respond", RECEIVED, DEFINED, values=answer(1, 2, 3))
    assert (stopped(without), warned(without)["6.2"]) == (("", ""), unsaid)
    acknowledged = ground("code-2024", "2024-04-15", "respond", RECEIVED, DEFINED, ACKNOWLEDGED)
    assert "6.2" not in warned(acknowledged)
    later = (*ANSWERED_CASE, ASKED, *LOOKED_INTO)
    assert warned(ground("code-2024", "2024-05-20", "respond", *later))["6.11"] == unsaid
    assert "6.11" not in warned(ground("code-2024", "2024-05-20", "respond", *later, h("acknowledged", "2024-05-05")))


def test_a_contact_at_stage_1_is_none_at_stage_2() -> None:
    history = (*ANSWERED_CASE, h("contacted", "2024-04-10"), ASKED, *LOOKED_INTO, h("acknowledged", "2024-05-05"))
    seen = ground("salix", "2024-05-20", "respond", *history)
    assert warned(seen) == {"4.2.11": "No contact with the resident is on record at stage 2."}


def test_the_missing_contact_is_reminded_of_except_where_a_clock_does() -> None:
    for key in SHIPPED:
        reminded = [one.sentence for one in gates.reminders(ground(key, "2024-04-03", "", RECEIVED))]
        expected = ["No contact with the resident is on record at stage 1."]
        assert reminded == ([] if key == "saha" else expected)


# Extending


def extended(key: str, now: str, until: date, *history: Event, **form: str) -> gates.Ground:
    return ground(key, now, "extend", *history, values=MORE_TIME | {"until": until} | form)


@pytest.mark.clause("code-6.4a")
def test_an_extension_after_the_due_date_is_refused_and_the_breach_stays() -> None:
    history = (RECEIVED, h("acknowledged", "2024-04-09"))
    seen = extended("code-2024", "2024-04-24", date(2024, 4, 30), *history)
    late = "The answer was due Tue 23 Apr 2024; an extension made after that day cures nothing."
    assert stopped(seen) == ("6.4", late)
    assert stopped(replace(seen, values=None)) == ("6.4", late)
    clock = seen.clock("respond")
    assert clock is not None
    assert (clock.state, clock.due) == ("breached", date(2024, 4, 23))
    in_time = extended("code-2024", "2024-04-23", date(2024, 4, 30), *history)
    assert stopped(in_time) == ("", "")


def test_an_extension_made_in_time_and_noted_later_is_judged_by_the_day_it_was_made() -> None:
    history = (RECEIVED, h("acknowledged", "2024-04-09"))
    seen = extended("code-2024", "2024-04-24", date(2024, 4, 30), *history)
    made = {**(seen.values or {}), "when": h("made", "2024-04-22").at}
    assert stopped(replace(seen, values=made)) == ("", "")


@pytest.mark.clause("code-6.15b")
def test_a_stage_2_extension_is_explained_and_made_before_the_date_passes() -> None:
    history = (*AT_STAGE_2, h("acknowledged", "2024-05-09"))
    assert stopped(extended("code-2024", "2024-06-10", date(2024, 6, 21), *history)) == (
        "6.15",
        "The answer was due Fri 7 Jun 2024; an extension made after that day cures nothing.",
    )
    silent = extended("code-2024", "2024-06-05", date(2024, 6, 21), *history, reason="")
    assert stopped(silent) == ("6.15", "The reason is missing.")
    assert stopped(extended("code-2024", "2024-06-05", date(2024, 6, 21), *history)) == ("", "")


@pytest.mark.clause("code-6.15a")
def test_a_stage_2_extension_ends_20_working_days_after_the_due_date() -> None:
    history = (*AT_STAGE_2, h("acknowledged", "2024-05-09"))
    assert stopped(extended("code-2024", "2024-06-05", date(2024, 7, 5), *history)) == ("", "")
    clause, sentence = stopped(extended("code-2024", "2024-06-05", date(2024, 7, 8), *history))
    assert clause == "6.15"
    assert sentence == (
        "Mon 8 Jul 2024 is beyond 20 working days from Fri 7 Jun 2024: the latest is Fri 5 Jul 2024"
        " unless a good reason is given."
    )


@pytest.mark.clause("salix-4.8.7b", "calico-10.6b")
@pytest.mark.parametrize(("key", "clause"), [("salix", "Code 6.15"), ("calico", "10.6")])
def test_the_stage_2_limit_skips_the_bank_holiday(key: str, clause: str) -> None:
    history = (*AT_STAGE_2, h("acknowledged", "2024-05-10"))
    by = {"approved_by": "Rae Dunn"}
    assert stopped(extended(key, "2024-06-05", date(2024, 7, 8), *history, **by)) == ("", "")
    found, sentence = stopped(extended(key, "2024-06-05", date(2024, 7, 9), *history, **by))
    assert (found, "the latest is Mon 8 Jul 2024" in sentence) == (clause, True)
    good = extended(key, "2024-06-05", date(2024, 7, 9), *history, **by, good_reason="Court papers")
    assert stopped(good) == ("", "")


@pytest.mark.clause("calico-9.3b")
def test_a_stage_1_extension_beyond_the_limit_needs_a_good_reason() -> None:
    history = (RECEIVED, ACKNOWLEDGED)
    assert stopped(extended("calico", "2024-04-18", date(2024, 5, 7), *history)) == ("", "")
    clause, sentence = stopped(extended("calico", "2024-04-18", date(2024, 5, 8), *history))
    assert clause == "9.3"
    assert sentence == (
        "Wed 8 May 2024 is beyond 10 working days from Mon 22 Apr 2024: the latest is Tue 7 May 2024"
        " unless a good reason is given."
    )
    good = extended("calico", "2024-04-18", date(2024, 5, 8), *history, good_reason="The tenant is in hospital.")
    assert stopped(good) == ("", "")
    late = extended("calico", "2024-04-23", date(2024, 5, 7), *history, good_reason="The tenant is in hospital.")
    assert stopped(late)[0] == "9.3"
    assert (clock := late.clock("respond")) is not None
    assert clock.state == "breached"


@pytest.mark.parametrize(("key", "clause"), [("salix", "4.7.4"), ("code-2024", "6.4"), ("slh", "Code 6.4")])
def test_a_second_extension_begins_no_limit_of_its_own(key: str, clause: str) -> None:
    first = h("extended", "2024-04-12", until="2024-04-30")
    clause_found, sentence = stopped(extended(key, "2024-04-16", date(2024, 5, 9), RECEIVED, ACKNOWLEDGED, first))
    assert (clause_found, "from Mon 22 Apr 2024" in sentence) == (clause, key != "slh")
    assert "unless a good reason is given" in sentence


def test_an_extension_moves_the_date_to_a_later_day() -> None:
    history = (RECEIVED, ACKNOWLEDGED)
    assert stopped(extended("salix", "2024-04-15", date(2024, 4, 19), *history)) == (
        "4.7.4",
        "Fri 19 Apr 2024 does not move the answer: it is due Mon 22 Apr 2024 already.",
    )
    assert stopped(extended("salix", "2024-04-15", date(2024, 4, 15), *history)) == (
        "4.7.4",
        "Mon 15 Apr 2024 is not in the future.",
    )
    assert stopped(extended("salix", "2024-04-24", date(2024, 5, 1), *ANSWERED_CASE)) == (
        "4.7.4",
        "Stage 1 was answered on Mon 22 Apr 2024 by Ann Reed.",
    )


@pytest.mark.clause("salix-4.11.1b")
@pytest.mark.parametrize("said", [{"ground": "workload"}, {"reason": "Our workload is heavy."}, {"ground": "Workload"}])
def test_workload_is_no_ground_for_more_time(said: dict[str, str]) -> None:
    for history in ((RECEIVED, ACKNOWLEDGED), (*AT_STAGE_2, h("acknowledged", "2024-05-09"))):
        now, until = ("2024-04-15", date(2024, 4, 30)) if len(history) == 2 else ("2024-05-20", date(2024, 6, 20))
        seen = extended("salix", now, until, *history, **said)
        assert stopped(seen) == ("4.11.1", "'workload' is never a valid ground for a delay.")
        assert stopped(extended("salix", now, until, *history)) == ("", "")


@pytest.mark.clause("salix-4.11.1d")
def test_a_delay_told_on_the_last_day_warns_and_after_it_the_breach_stands() -> None:
    history = (RECEIVED, ACKNOWLEDGED)
    early, last, late = (
        extended("salix", day, date(2024, 4, 30), *history) for day in ("2024-04-18", "2024-04-22", "2024-04-23")
    )
    assert (stopped(early), warned(early)) == (("", ""), {})
    assert stopped(last) == ("", "")
    assert warned(last) == {
        "4.11.1": "Today, Mon 22 Apr 2024, is the last day: a delay should be told when it is found."
    }
    assert stopped(late) == (
        "4.11.1",
        "The answer was due Mon 22 Apr 2024; an extension made after that day cures nothing.",
    )
    assert (clock := late.clock("respond")) is not None
    assert clock.state == "breached"


@pytest.mark.clause("his-stage2-k")
def test_his_warns_beyond_the_stage_2_limit_and_a_late_extension_leaves_the_breach() -> None:
    asked = (RECEIVED, h("responded", "2024-04-12"), h("escalated", "2024-04-15"), h("acknowledged", "2024-04-18"))
    within = extended("his", "2024-05-14", date(2024, 6, 17), *asked)
    assert (stopped(within), warned(within)) == (("", ""), {})
    assert stopped(extended("his", "2024-05-14", date(2024, 6, 17), *asked, reason=" "))[1] == "The reason is missing."
    beyond = extended("his", "2024-05-14", date(2024, 6, 18), *asked)
    assert stopped(beyond) == ("", "")
    assert warned(beyond) == {
        "11, Formal Complaint - Stage 2": "Tue 18 Jun 2024 is beyond 20 working days from Fri 17 May 2024:"
        " the latest is Mon 17 Jun 2024 unless a good reason is given."
    }
    late = extended("his", "2024-05-18", date(2024, 6, 17), *asked)
    assert stopped(late)[0] == "11, Formal Complaint - Stage 2"
    assert (clock := late.clock("respond")) is not None
    assert (clock.state, clock.due) == ("breached", date(2024, 5, 17))


@pytest.mark.clause("his-process-h")
def test_a_holding_letter_within_the_limit_moves_the_date_and_one_beyond_it_warns() -> None:
    history = (h("received", "2024-03-25"), h("acknowledged", "2024-03-27"))
    within = extended("his", "2024-04-11", date(2024, 4, 26), *history)
    assert (stopped(within), warned(within)) == (("", ""), {})
    sent = h("extended", "2024-04-11", until="2024-04-26")
    assert (clock := ground("his", "2024-04-12", "", *history, sent).clock("respond")) is not None
    assert clock.due == date(2024, 4, 26)
    beyond = extended("his", "2024-04-11", date(2024, 4, 29), *history)
    assert stopped(beyond) == ("", "")
    assert list(warned(beyond)) == ["Appendix A, Complaints Process"]


# Stage 2


@pytest.mark.clause("saha-stage2-1c")
def test_the_officer_of_stage_1_is_not_given_stage_2() -> None:
    history = (h("received", "2024-04-02"), h("assigned", "2024-04-03", to="Ada Bell"), ANSWERED, ASKED)
    seen = ground("saha", "2024-05-03", "assign", *history, values={"to": "ada bell"})
    assert stopped(seen) == ("Stage 2, 1 Complaint escalation", "Ada Bell handled stage 1, and may not review it.")
    assert stopped(ground("saha", "2024-05-03", "assign", *history, values={"to": "Cy Lee"})) == ("", "")


@pytest.mark.parametrize(
    ("key", "clause", "blocks"),
    [
        ("code-2024", "6.13", True),
        ("salix", "4.7.1", True),
        ("calico", "10.3", True),
        ("slh", "4.1.7", False),
        ("his", "11, Formal Complaint - Stage 2", False),
    ],
)
def test_the_reviewer_handled_no_stage_1_whoever_names_them_and_wherever(key: str, clause: str, blocks: bool) -> None:
    first = (RECEIVED, h("assigned", "2024-04-03", to="Ada Bell"), DEFINED, ANSWERED)
    heard = (h("contacted", "2024-05-04"), *LOOKED_INTO)
    history = (*first, h("contacted", "2024-05-03"), ASKED, *heard)
    sentence = "Ada Bell handled stage 1, and may not review it."
    for act, form in (
        ("assign", {"to": "Ada Bell"}),
        ("acknowledge", {"handler": "Ada Bell"}),
        ("respond", answer(1, 2, 3) | {"handler": "Ada Bell"}),
    ):
        acknowledged = (h("acknowledged", "2024-05-05"),) if act == "respond" else ()
        seen = ground(key, "2024-05-06", act, *history, *acknowledged, values=form)
        assert stopped(seen) == ((clause, sentence) if blocks else ("", ""))
        assert warned(seen) == ({} if blocks else {clause: sentence})
    given = ground(key, "2024-05-06", "respond", *history, h("assigned", "2024-05-05", to="Cy Lee"))
    assert stopped(replace(given, values=answer(1, 2, 3))) == ("", "")


@pytest.mark.clause("code-5.3")
@pytest.mark.parametrize(
    ("key", "clause"),
    [
        ("code-2024", "5.3"),
        ("salix", "4.7.1"),
        ("slh", "4.1.7"),
        ("his", "Appendix A, Complaints Process"),
        ("calico", "8.1"),
        ("saha", "Stage 2, 1 Complaint escalation"),
    ],
)
def test_there_is_no_third_stage(key: str, clause: str) -> None:
    final = (*AT_STAGE_2, h("acknowledged", "2024-05-07"), h("responded", "2024-05-30", "Cy Lee"))
    seen = ground(key, "2024-06-10", "escalate", *final)
    assert stopped(seen) == (
        clause,
        "The case went to stage 2 on Thu 2 May 2024 by Ben Okoro; there is no third stage.",
    )
    again = ground(key, "2024-06-12", "escalate", *final, h("escalated", "2024-06-11"))
    assert (again.course.stage, again.case.stage, stopped(again)) == (2, 2, stopped(seen))


@pytest.mark.parametrize(
    ("key", "clause"),
    [
        ("code-2024", "1.5"),
        ("salix", "4.1.5"),
        ("slh", "4.1.5"),
        ("his", "11, What will not be treated as a complaint?"),
        ("calico", "6.4"),
        ("saha", "Code 1.5"),
    ],
)
def test_a_service_request_has_no_stage_2(key: str, clause: str) -> None:
    request = h("received", "2024-04-02", feedback="service_request")
    assert stopped(ground(key, "2024-04-10", "escalate", request)) == (
        clause,
        f"This is for complaints; the case is a {'first request for service' if key == 'slh' else 'service request'}.",
    )


@pytest.mark.clause("slh-4.1.5i", "his-stage2-a")
@pytest.mark.parametrize(
    ("key", "clause", "due"),
    [
        ("slh", "4.1.5", "Tue 16 Apr 2024"),
        ("his", "11, Formal Complaint - Stage 2", "Mon 22 Apr 2024"),
        ("saha", "Stage 2, 1 Complaint escalation", "Tue 16 Apr 2024"),
    ],
)
def test_stage_2_waits_for_the_stage_1_answer_where_the_policy_says_so(key: str, clause: str, due: str) -> None:
    seen = ground(key, "2024-04-11", "escalate", RECEIVED, ACKNOWLEDGED)
    assert stopped(seen) == (clause, f"Stage 1 has not been answered; the answer is due {due}.")
    assert stopped(ground(key, "2024-04-23", "escalate", *ANSWERED_CASE)) == ("", "")


@pytest.mark.parametrize(("key", "clause"), [("code-2024", "6.10"), ("salix", "4.8.1"), ("calico", "10.1")])
def test_elsewhere_a_missing_stage_1_answer_only_warns(key: str, clause: str) -> None:
    seen = ground(key, "2024-04-11", "escalate", RECEIVED, ACKNOWLEDGED)
    assert stopped(seen) == ("", "")
    assert warned(seen) == {clause: "Stage 1 has not been answered; the answer is due Mon 22 Apr 2024."}


@pytest.mark.clause("calico-10.1b")
def test_a_late_request_for_stage_2_warns_and_goes_on() -> None:
    in_time = ground("calico", "2024-06-05 23:00", "escalate", *ANSWERED_CASE)
    assert (stopped(in_time), warned(in_time)) == (("", ""), {})
    late = ground("calico", "2024-06-06", "escalate", *ANSWERED_CASE)
    assert stopped(late) == ("", "")
    assert warned(late) == {"10.1": "The window to ask for stage 2 ended Wed 5 Jun 2024; the request is late."}


@pytest.mark.clause("code-6.10b")
def test_a_window_that_a_landlord_sets_marks_a_request_late_and_stops_nothing() -> None:
    code = policies.load("code-2024")
    (theirs,) = (rule for rule in policies.load("calico").clocks if rule.name == "escalate")
    policy = replace(code, clocks=(*code.clocks, replace(theirs, length=Length(20, "working_days"))))
    history = (RECEIVED, h("responded", "2024-04-18"))
    late = ground(policy, "2024-05-21", "escalate", *history)
    assert stopped(late) == ("", "")
    assert warned(late) == {"6.10": "The window to ask for stage 2 ended Fri 17 May 2024; the request is late."}
    gone = ground(policy, "2024-05-22", "", *history, h("escalated", "2024-05-21"))
    assert (gone.course.stage, (clock := gone.clock("escalate", 1)) and clock.state) == (2, "late")
    assert warned(ground(code, "2024-05-21", "escalate", *history)) == {}


@pytest.mark.parametrize(("key", "clause", "day"), [("salix", "4.8.2", "2024-05-08"), ("slh", "4.1.5", "2024-05-08")])
def test_ten_working_days_after_the_answer_a_request_is_late(key: str, clause: str, day: str) -> None:
    for history in (ANSWERED_CASE, (*ANSWERED_CASE, h("closed", "2024-05-07 18:00"))):
        seen = ground(key, day, "escalate", *history)
        assert stopped(seen) == ("", "")
        assert warned(seen) == {clause: "The window to ask for stage 2 ended Tue 7 May 2024; the request is late."}


@pytest.mark.clause("saha-stage2-1b")
def test_where_no_window_is_set_stage_2_opens_at_any_time() -> None:
    history = (h("received", "2024-01-02"), h("responded", "2024-01-15"))
    for key in ("saha", "his"):
        seen = ground(key, "2024-05-07", "escalate", *history)
        assert (stopped(seen), warned(seen)) == (("", ""), {})
    opened = ground("saha", "2024-05-07 17:00", "", *history, h("escalated", "2024-05-07"))
    assert (clock := opened.clock("respond", 2)) is not None
    assert clock.day_zero == date(2024, 5, 7)


@pytest.mark.clause("his-stage2-c", "salix-4.8.4b", "code-6.12a")
@pytest.mark.parametrize("key", ["his", "salix", "code-2024"])
def test_nobody_has_to_say_why_stage_2_is_wanted(key: str) -> None:
    for words in ("", "I want to go further"):
        seen = ground(key, "2024-05-02", "escalate", *ANSWERED_CASE, values={"words": words, "disputed": ()})
        assert (stopped(seen), warned(seen)) == (("", ""), {})
    opened = ground(key, "2024-05-02 13:00", "", *ANSWERED_CASE, h("escalated", "2024-05-02", words=""))
    assert (clock := opened.clock("acknowledge", 2)) is not None
    assert (clock.due, clock.state) == (date(2024, 5, 10), "running")


def test_refusing_stage_2_needs_a_request_and_its_reasons() -> None:
    early = ground("salix", "2024-04-24", "refuse_escalation", *ANSWERED_CASE)
    assert stopped(early) == ("4.8.3", "The case is at stage 1; nobody has asked for stage 2.")
    silent = ground("salix", "2024-05-03", "refuse_escalation", *AT_STAGE_2, values={"reason": ""})
    assert stopped(silent) == ("4.8.3", "The reason is missing.")
    form = {"reason": "A claim form was filed on 29 April."}
    seen = ground("salix", "2024-05-03", "refuse_escalation", *AT_STAGE_2, values=form)
    assert stopped(seen) == ("4.8.3", "Ground: nothing is given.")
    form |= {"ground": "legal", "filed_on": date(2024, 4, 29), "court_reference": "K01MA123"}
    assert stopped(ground("salix", "2024-05-03", "refuse_escalation", *AT_STAGE_2, values=form)) == ("", "")
    final = (*AT_STAGE_2, h("responded", "2024-05-30", "Cy Lee"))
    assert stopped(ground("salix", "2024-06-03", "refuse_escalation", *final, values=form)) == (
        "4.8.3",
        "Stage 2 was answered on Thu 30 May 2024 by Cy Lee.",
    )


@pytest.mark.parametrize("act", ["acknowledge", "extend", "respond", "refuse_escalation"])
def test_after_a_refusal_nothing_more_happens_at_stage_2(act: str) -> None:
    refused = (*AT_STAGE_2, h("escalation_refused", "2024-05-07", "Dee Fox"))
    for key, clause in (("code-2024", "5.11"), ("salix", "4.8.3"), ("slh", "Code 5.11")):
        assert stopped(ground(key, "2024-05-09", act, *refused)) == (
            clause,
            "Stage 2 was refused on Tue 7 May 2024 by Dee Fox.",
        )


# Closing, reopening


@pytest.mark.clause("saha-learning-b", "saha-stage1-5a", "calico-13.1a")
@pytest.mark.parametrize(
    ("key", "clause"),
    [
        ("saha", "Stage 1 and 2, 5 Continuous Learning and Improvement"),
        ("calico", "13.1"),
        ("slh", "4.1.8"),
        ("salix", "4.10.1, 4.10.2"),
        ("his", "Code 9.1"),
        ("code-2024", "9.1"),
    ],
)
def test_closing_without_an_answer_on_learning_is_stopped(key: str, clause: str) -> None:
    form = {"why": "answered", "lessons": "  "}
    assert stopped(ground(key, "2024-05-10", "close", *ANSWERED_CASE, values=form)) == (
        clause,
        "What can be learnt is not answered; 'none' is an answer, blank is not.",
    )
    seen = ground(key, "2024-05-10", "close", *ANSWERED_CASE, values=form | {"lessons": "None"})
    assert (stopped(seen), warned(seen)) == (("", ""), {})


def test_what_was_learnt_may_stand_in_the_answer() -> None:
    answered = h("responded", "2024-04-22", **answer(1, 2, 3), lessons="Call before every visit.")
    history = (RECEIVED, DEFINED, ACKNOWLEDGED, answered)
    assert stopped(ground("saha", "2024-05-10", "close", *history, values={"lessons": ""})) == ("", "")


@pytest.mark.clause("code-2.1b")
def test_closing_as_not_taken_on_needs_the_reason_in_this_case() -> None:
    form = {"why": "excluded", "lessons": "None"}
    seen = ground("code-2024", "2024-04-15", "close", RECEIVED, ACKNOWLEDGED, values=form)
    assert stopped(seen) == ("2.1", "Why this case is not taken on is not said.")
    form["reason"] = "The leak was in 2021 and was known then."
    seen = ground("code-2024", "2024-04-15", "close", RECEIVED, ACKNOWLEDGED, values=form)
    assert stopped(seen) == ("2.1", "No exclusion is on record at stage 1.")
    form["why"] = "duplicate"
    seen = ground("code-2024", "2024-04-15", "close", RECEIVED, ACKNOWLEDGED, values=form)
    assert stopped(seen) == ("2.1", "The other case: nothing is given.")
    form["linked"] = "CD-24000"
    assert stopped(ground("code-2024", "2024-04-15", "close", RECEIVED, ACKNOWLEDGED, values=form)) == ("", "")


def test_nothing_closes_as_answered_before_it_is() -> None:
    form = {"why": "answered", "lessons": "None"}
    sentence = "Stage 1 has not been answered; the answer is due Mon 22 Apr 2024."
    assert stopped(ground("salix", "2024-04-15", "close", RECEIVED, ACKNOWLEDGED, values=form)) == (
        "Code 2.1",
        sentence,
    )


@pytest.mark.clause("calico-9.1c")
def test_a_complaint_resolved_early_is_answered_in_writing_all_the_same() -> None:
    form = {"why": "resolved", "lessons": "None"}
    sentence = "Stage 1 has not been answered; the answer is due Mon 22 Apr 2024."
    assert stopped(ground("calico", "2024-04-15", "close", RECEIVED, ACKNOWLEDGED, values=form)) == ("9.1", sentence)
    form |= {"why": "duplicate", "reason": "The same leak.", "linked": "CD-24000"}
    assert stopped(ground("calico", "2024-04-15", "close", RECEIVED, ACKNOWLEDGED, values=form)) == ("", "")


@pytest.mark.parametrize(("key", "clause"), [("code-2024", "6.3"), ("salix", "4.12.1")])
def test_closing_without_an_answer_to_the_complaint_warns(key: str, clause: str) -> None:
    form = {"why": "duplicate", "lessons": "None", "reason": "The same leak.", "linked": "CD-24000"}
    seen = ground(key, "2024-04-15", "close", RECEIVED, ACKNOWLEDGED, values=form)
    assert stopped(seen) == ("", "")
    assert warned(seen) == {clause: "Stage 1 has not been answered; the answer is due Mon 22 Apr 2024."}


def test_a_service_request_closes_without_answer_and_lessons() -> None:
    request = h("received", "2024-04-02", feedback="service_request")
    for key in SHIPPED:
        values = {"why": "resolved", "lessons": "", "resolved_first": "no", "handler": "Ann Reed"}
        seen = ground(key, "2024-04-15", "close", request, values=values)
        assert (stopped(seen), warned(seen)) == (("", ""), {})


@pytest.mark.clause("saha-stage1-5b")
def test_a_closed_case_can_still_go_to_stage_2() -> None:
    close = ground("saha", "2024-04-24", "close", *ANSWERED_CASE, values={"lessons": "Call before every visit."})
    assert stopped(close) == ("", "")
    closed = (*ANSWERED_CASE, h("closed", "2024-04-24", "Ann Reed"))
    seen = ground("saha", "2024-04-25", "escalate", *closed)
    assert (seen.case.status, stopped(seen), warned(seen)) == ("closed", ("", ""), {})
    assert ground("saha", "2024-05-03", "", *closed, ASKED).case.status == "open"


@pytest.mark.parametrize("key", SHIPPED)
def test_on_a_closed_case_the_day_of_closing_is_named(key: str) -> None:
    closed = (*ANSWERED_CASE, h("closed", "2024-05-10", "Ann Reed"))
    for act in ("acknowledge", "contact", "extend", "close", "withdraw", "define", "respond", "assign"):
        clause, sentence = stopped(ground(key, "2024-05-13", act, *closed))
        assert clause
        assert sentence == "The case was closed on Fri 10 May 2024 by Ann Reed."
    assert stopped(ground(key, "2024-05-13", "note", *closed)) == ("", "")


def test_only_a_closed_case_is_reopened_and_slh_asks_why() -> None:
    assert stopped(ground("salix", "2024-04-15", "reopen", RECEIVED)) == ("Code 2.4", "The case is open.")
    closed = (*ANSWERED_CASE, h("closed", "2024-05-10"))
    assert stopped(ground("slh", "2024-05-13", "reopen", *closed, values={"reason": ""})) == (
        "4.1.5",
        "The reason is missing.",
    )
    elsewhere = ground("salix", "2024-05-13", "reopen", *closed, values={"reason": ""})
    assert (stopped(elsewhere), warned(elsewhere)) == (("", ""), {"Code 2.4": "The reason is missing."})


def test_a_point_raised_after_the_answer_is_not_added_to_the_definition() -> None:
    for key, clause in (("code-2024", "6.8"), ("calico", "9.7"), ("salix", "4.8.4")):
        seen = ground(key, "2024-04-24", "define", *ANSWERED_CASE)
        assert stopped(seen) == (clause, "Stage 1 was answered on Mon 22 Apr 2024 by Ann Reed.")


# The Ombudsman's evidence


@pytest.mark.parametrize(
    ("key", "clause"), [("saha", "Role of the Housing Ombudsman"), ("calico", "13.2"), ("slh", "Code 4.1")]
)
def test_evidence_is_asked_for_once_and_sent_once_also_on_a_closed_case(key: str, clause: str) -> None:
    closed = (*ANSWERED_CASE, h("closed", "2024-05-10"))
    asked = (*closed, h("evidence_requested", "2024-05-20"))
    sent = (*asked, h("evidence_sent", "2024-05-30"))
    assert stopped(ground(key, "2024-05-20", "request_evidence", *closed)) == ("", "")
    assert stopped(ground(key, "2024-05-21", "request_evidence", *asked)) == (
        clause,
        "The Ombudsman's request of Mon 20 May 2024 is not answered yet.",
    )
    assert stopped(ground(key, "2024-05-30", "send_evidence", *asked)) == ("", "")
    assert stopped(ground(key, "2024-05-31", "send_evidence", *sent)) == (
        clause,
        "The Ombudsman has no request open on this case.",
    )
    assert stopped(ground(key, "2024-05-31", "request_evidence", *sent)) == ("", "")


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        (("first_contact_officer",), "£20.00 is more than Ada North may award: £10.00."),
        (("first_contact_officer", "complaint_manager"), ""),
        (("first_contact_officer", "board"), ""),
    ],
)
def test_a_role_that_awards_without_a_limit_lifts_that_of_another(roles: tuple[str, ...], sentence: str) -> None:
    rules = policies.load("slh")
    assert next(one for one in rules.roles if one.key == "board").award_up_to_pence is None
    award = {"handler": "Ada North", "remedies": ({"kind": "goodwill", "pence": 2_000},)}
    seen = ground("slh", "2024-03-26 10:00", "respond", h("received", "2024-03-25 10:00"), values=award)
    seen = replace(seen, staff=Staff((Member("Ada North", roles=roles),)))
    duty = Duty("respond", "within_award", "block", "Awards have limits.", Source("4.1.9"), of=("handler",))
    assert gates.CONDITIONS["within_award"].weigh(seen, duty)[0] == sentence
