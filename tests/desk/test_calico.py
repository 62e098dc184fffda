"""Calico's rows at the desk, with the dates of their own examples: said in its policy file, and in no code."""

from datetime import date

import pytest

from complaintdesk.desk import house
from complaintdesk.desk.setting_up import set_own
from complaintdesk.models.views import Done, QueueQuery, Refused
from tests.desk.officer import ANSWER, london
from tests.reports.rows import Held, case, entry

ABC = ("A: the leak was not mended.", "B: two visits were missed.", "C: nobody called back.")
GROUND = {"reason": "It is not for the complaints process.", "decided_by": "Cora Bell"}
CONCERN = {"feedback": "concern", "words": "Smoke alarms in my scheme do not work."}


@pytest.fixture
def desk(officer):
    """An officer at Calico on Tuesday 2 April 2024 at ten."""
    one = officer("calico")
    one.at = london("2024-04-02 10:00")
    return one


def at(desk, when):
    desk.at = london(when if " " in when else f"{when} 10:00")


def log(desk, when="2024-04-02", **said):
    at(desk, when)
    return desk.receive("calico", **said)


def due(desk, ref, name="acknowledge", stage=1):
    return clock(desk, ref, name, stage).due


def clock(desk, ref, name, stage=1):
    return next(one for one in desk.desk.case(ref).clocks if (one.name, one.stage) == (name, stage))


def of_kind(desk, ref, kind):
    return [one for one in desk.desk.case(ref).records if one.kind == kind]


def stopped(done, clause, field=""):
    assert isinstance(done, Refused), done
    assert done.clause == f"Calico {clause}"
    assert not field or done.field == field
    return done.sentence


def staff(desk, name, **said):
    desk.do(desk.desk.book("calico"), "staff_add", name=name, **said)


def publish(desk, name, **said):
    desk.do(desk.desk.book("calico"), "publish", publication=name, **said)


def standing(desk, name):
    return next(one for one in house.publications(desk.desk, "calico") if one.what == name)


def found(*numbers, overturned=""):
    said = {"finding": "upheld", "reason": "The log shows it.", "overturned": overturned}
    return [{"number": n, **said} for n in numbers]


def acknowledged(desk, received="2024-03-28 11:00", acked="2024-04-08", **said):
    ref = log(desk, received)
    at(desk, acked)
    desk.do(ref, "acknowledge", **said)
    return ref


def answered(desk, received="2024-03-28 11:00", acked="2024-04-08", when="2024-04-22", **said):
    ref = acknowledged(desk, received, acked, parts=ABC)
    at(desk, when)
    desk.do(ref, "respond", findings=found(1, 2, 3), **said)
    return ref


def at_stage_2(desk, when="2024-05-02", **said):
    ref = answered(desk)
    at(desk, when)
    desk.do(ref, "escalate", **said)
    return ref


def grown_from(desk, ref, **said):
    opened = {one.name: one.value for one in desk.desk.intake_fields(ref)}
    done = desk.desk.receive("calico", {**opened, **said}, key=desk.key())
    assert isinstance(done, Done), done
    return done.ref


def reminded(desk, ref, words):
    return [one for one in desk.desk.case(ref).reminders if words in one]


def figure(desk, key, period):
    (told,) = desk.desk.figures("calico", period, key).figures
    return told


# What comes in


@pytest.mark.clause("calico-1.1")
def test_complaints_requests_concerns_and_compliments_are_all_logged(desk):
    kinds = ("complaint", "service_request", "concern", "compliment")
    assert set(kinds) <= set(dict(desk.desk.intake("calico", {}).kinds))
    refs = [log(desk, feedback=kind) for kind in kinds]
    assert [desk.desk.case(ref).feedback for ref in refs] == [*kinds]
    assert desk.desk.queue_total(QueueQuery("calico")) == 4


@pytest.mark.clause("calico-1.2")
def test_a_plain_comment_is_kept_without_a_clock_and_counts_in_what_is_learnt_from(desk):
    ref = log(desk, feedback="comment", words="The new bins are fine.", theme="Bins")
    assert desk.desk.case(ref).clocks == ()
    told = figure(desk, "learning_feedback", "2024-04")
    assert [one.ref for one in told.behind] == [ref]


@pytest.mark.clause("calico-4a.1", "calico-glossary-b")
def test_the_six_channels_are_offered_and_one_is_needed(desk):
    channels = ("in person", "letter", "telephone", "online account", "email", "social media")
    for channel in channels:
        ref = log(desk, channel=channel)
        assert (desk.desk.case(ref).channel, desk.desk.case(ref).feedback) == (channel, "complaint")
    refused = desk.desk.receive("calico", {"resident": "A", "words": "Rude men", "channel": ""}, key="none")
    assert (isinstance(refused, Refused), refused.field) == (True, "channel")


@pytest.mark.clause("calico-4a.2a")
def test_a_public_reply_on_social_media_warns_and_asks_for_a_private_message(desk):
    ref = log(desk, channel="social media")
    ways = {key for key, _ in next(one for one in desk.desk.form(ref, "contact").fields if one.name == "how").choices}
    assert {"public_post", "private_message"} <= ways
    (warning,) = desk.do(ref, "contact", how="public_post").warnings
    assert "Private message" in warning
    assert "(Calico 4.2" in warning
    assert desk.do(ref, "contact", how="private_message", said="Moved to private.").warnings == ()
    assert "How: Private message" in desk.desk.timeline(ref)[-1].lines


@pytest.mark.clause("calico-4a.2b")
def test_after_logging_social_media_is_left_unless_an_adjustment_was_agreed(desk):
    ref = log(desk, channel="social media")
    stopped(desk.try_to(ref, "acknowledge", sent_by="social media"), "4.2 (Accessibility and Awareness)")
    desk.do(ref, "adjust", need="messages, as letters cannot be read", decision="granted", reason="Agreed.")
    desk.do(ref, "acknowledge", sent_by="social media")
    for way in ("letter", "email"):
        desk.do(log(desk, channel="social media", resident=f"N {way}"), "acknowledge", sent_by=way)


@pytest.mark.clause("calico-4a.3")
def test_what_a_plumber_is_told_on_tuesday_is_received_on_tuesday(desk):
    at(desk, "2024-04-04 15:00")
    said = {"when": "2/4/2024 11:00", "taken_by": "The plumber", "channel": "told to staff", "owner": "Ida Fox"}
    ref = desk.receive("calico", **said)
    view = desk.desk.case(ref)
    assert (due(desk, ref), view.taken_by, view.owner) == (date(2024, 4, 9), "The plumber", "Ida Fox")
    assert clock(desk, ref, "acknowledge").day_zero == date(2024, 4, 2)


@pytest.mark.clause("calico-4a.4b")
def test_without_consent_letters_go_to_the_tenant_only_and_the_clock_runs(desk):
    ref = log(desk, representative="Ann Lee", relation="friend")
    assert due(desk, ref) == date(2024, 4, 9)
    assert reminded(desk, ref, "authority not confirmed")
    stopped(desk.try_to(ref, "acknowledge", send_to="representative"), "4.4 (Accessibility and Awareness)")
    desk.do(ref, "authority", authority=True, how="telephone", said="She asked him to.")
    desk.do(ref, "acknowledge", send_to="representative")


@pytest.mark.clause("calico-4a.5a", "calico-4a.5b")
def test_an_adjustment_waits_to_be_agreed_and_comes_along_to_the_next_case(desk):
    ref = log(desk)
    at(desk, "2024-04-03")
    desk.do(ref, "adjust", need="Urdu translator", noticed_by="asked for")
    assert reminded(desk, ref, "Urdu translator is open: to be decided. (Calico 4.5")
    desk.do(ref, "decide_adjustment", decision="granted", reason="Agreed with her.")
    assert reminded(desk, ref, "Urdu translator") == []
    other = desk.receive("calico", person=ref)
    assert desk.desk.case(other).alerts == ("Adjustment: Urdu translator",)


@pytest.mark.clause("calico-4a.6")
def test_a_copy_asked_for_stays_in_the_list_until_it_is_sent(desk):
    ref = log(desk, "2024-04-03", feedback="service_request", words="Please send me the policy in large print.")
    desk.do(ref, "promise", what="Large-print copy of the policy", owner="Ida Fox", due_on="10/4/2024")
    at(desk, "2024-05-03")
    (row,) = desk.desk.queue_page(QueueQuery("calico"), 0, 9)
    assert (row.ref, row.chip.band) == (ref, "breached")
    assert [one.is_open for one in of_kind(desk, ref, "action")] == [True]
    desk.do(ref, "action_done", which="action-1", what_was_done="Sent by post.")
    (kept,) = of_kind(desk, ref, "action")
    assert (kept.at, kept.state) == (date(2024, 4, 3), "settled Fri 3 May 2024")


@pytest.mark.clause("calico-5.3")
def test_a_concern_about_building_safety_is_given_to_nobody_but_who_answers_for_it(desk):
    staff(desk, "Hugo Ash", roles="head_of_assets", areas="Building safety")
    staff(desk, "Ida Fox", roles="investigating_manager", areas="Repairs")
    ref = log(desk, feedback="concern", words="A cladding panel is loose.", area="Building safety")
    said = stopped(desk.try_to(ref, "assign", to="Ida Fox"), "5.3", "to")
    assert said == "Ida Fox does not answer for building safety; Hugo Ash does."
    desk.do(ref, "assign", to="Hugo Ash")
    mine = desk.desk.queue_page(QueueQuery("calico", owner="Hugo Ash"), 0, 9)
    assert [row.ref for row in mine] == [ref]


@pytest.mark.clause("calico-5.4")
def test_a_leaseholders_subtenant_is_accepted_with_the_usual_deadlines(desk):
    ref = log(desk, resident="A subtenant", complainant="other", address="")
    assert dict(desk.desk.case(ref).facts)["Complainant"].startswith("Somebody else")
    assert (desk.desk.case(ref).status, due(desk, ref)) == ("open", date(2024, 4, 9))


@pytest.mark.clause("calico-6.1")
def test_nine_tenants_about_one_contractor_are_one_case(desk):
    others = tuple(f"Flat {number}" for number in range(2, 10))
    ref = log(desk, resident="Flat 1", members=others, concerns="contractor", words="They left rubbish behind.")
    assert len(of_kind(desk, ref, "member")) == 8
    assert figure(desk, "complaints_received", "2024-04").words == "1"


@pytest.mark.clause("calico-6.2a")
def test_nobody_ever_turns_up_is_a_complaint_without_the_word(desk):
    view = desk.desk.intake("calico", {"resident": "Amara Okafor", "words": "Nobody ever turns up"})
    assert view.kind == "complaint"


@pytest.mark.clause("calico-6.2b")
@pytest.mark.parametrize(
    ("answer", "taken_up", "when", "expected"),
    [("accepted", "2024-04-03", {}, (2024, 4, 9)), ("declined", "2024-04-25", {"when": "25/4/2024"}, (2024, 5, 2))],
)
def test_the_choice_to_complain_is_asked_for_and_counts_from_the_right_day(desk, answer, taken_up, when, expected):
    ref = log(desk, feedback="enquiry", words="When is the kitchen going to be replaced?")
    desk.do(ref, "dissatisfied", said="It takes far too long.", complaint_offered="")
    assert reminded(desk, ref, "was a complaint offered is not said. (Calico 6.2, 6.4)")
    at(desk, "2024-04-03")
    desk.do(ref, "offer_complaint", which="dissatisfaction-1", complaint_offered=answer, told_how=True)
    assert reminded(desk, ref, "was a complaint offered") == []
    at(desk, taken_up)
    assert due(desk, grown_from(desk, ref, **when)) == date(*expected)


@pytest.mark.clause("calico-6.2c")
def test_what_a_councillor_passes_on_is_a_complaint_through_a_third_party(desk):
    said = {"channel": "through a representative", "representative": "Cllr Ann Lee", "relation": "councillor"}
    ref = log(desk, words="Her ceiling has leaked for weeks and nobody came.", **said)
    view = desk.desk.case(ref)
    assert (view.feedback, view.channel, due(desk, ref)) == ("complaint", "through a representative", date(2024, 4, 9))
    refused = desk.desk.receive("calico", {"resident": "A", "words": "Damp", "feedback": "mp_enquiry"}, key="mp")
    assert (refused.field, refused.sentence.split(";")[0]) == ("feedback", "Calico Homes has no kind 'MP enquiry'")
    letter = "I write on behalf of my constituent, whose ceiling has leaked for weeks and nobody came."
    assert desk.desk.intake("calico", {"words": letter}).kind == "complaint"


@pytest.mark.clause("calico-6.3a")
def test_a_first_report_is_a_service_request_with_its_note_and_no_clock(desk):
    words = "My gate is broken, can someone come?"
    view = desk.desk.intake("calico", {"resident": "Amara Okafor", "address": "12 Larch Walk", "words": words})
    assert (view.kind, view.dates) == ("service_request", ("No clock runs for this kind of feedback.",))
    assert view.why
    assert desk.desk.case(log(desk, words=words)).clocks == ()


@pytest.mark.clause("calico-6.3b")
def test_requests_of_april_and_those_past_their_day_are_shown_by_department():
    requests = [case("2024-04-10", "service_request", ("Repairs", "Estates")[n % 2]) for n in range(120)]
    late = [entry("action", of=one, due="2024-04-20") for one in requests[:15]]
    kept = [entry("action", of=one, due="2024-04-20", settled="2024-04-19") for one in requests[15:]]
    held = Held(requests, entries=[*late, *kept])
    april = held.figure("service_requests", policy="calico")
    assert april.words == "120"
    assert {one.label: one.value for one in april.bars} == {"Repairs": 60, "Estates": 60}
    promised = held.figure("promises_kept", policy="calico")
    assert (promised.denominator, promised.note) == (120, "15 not done")
    assert {one.label: one.words for one in promised.bars} == {"Repairs": "52 of 60", "Estates": "53 of 60"}


@pytest.mark.clause("calico-6.4a", "calico-6.4b")
def test_a_complaint_grows_out_of_an_open_request_and_leaves_it_open(desk):
    request = log(desk, feedback="service_request", words="The gate is broken.")
    desk.do(request, "promise", what="Mend the gate", owner="Repairs", due_on="19/4/2024")
    at(desk, "2024-04-10")
    desk.do(request, "dissatisfied", said="Nobody came.", complaint_offered="")
    assert reminded(desk, request, "was a complaint offered is not said. (Calico 6.2, 6.4)")
    at(desk, "2024-04-11")
    complaint = grown_from(desk, request)
    view = desk.desk.case(complaint)
    assert (view.feedback, due(desk, complaint)) == ("complaint", date(2024, 4, 17))
    assert [one.ref for one in view.links] == [request]
    desk.do(complaint, "step", step="visited", what="Looked at the gate.")
    desk.do(request, "action_done", which="action-1", what_was_done="Mended.")
    desk.do(request, "close", why="resolved", lessons="none", reason="Mended")
    assert [desk.desk.case(ref).status for ref in (request, complaint)] == ["closed", "open"]


@pytest.mark.clause("calico-6.5a")
def test_a_low_score_in_a_survey_runs_no_clock(desk):
    ref = log(desk, channel="survey", feedback="survey", words="1 of 5. Rents are too high.")
    assert desk.desk.case(ref).clocks == ()


@pytest.mark.clause("calico-6.6a")
def test_a_concern_asks_for_its_level_of_risk(desk):
    ref = log(desk, **CONCERN)
    assert desk.desk.case(ref).feedback == "concern"
    assert reminded(desk, ref, "high risk")
    desk.do(ref, "step", step="high_risk", what="People sleep there.")
    assert reminded(desk, ref, "high risk") == []


@pytest.mark.clause("calico-6.6b")
def test_a_concern_of_easter_saturday_is_late_when_that_day_ends(desk):
    ref = log(desk, "2024-03-30 16:00", **CONCERN)
    assert due(desk, ref, "action") == date(2024, 3, 30)
    at(desk, "2024-03-30 23:30")
    assert desk.desk.case(ref).chip.band == "today"
    at(desk, "2024-03-31 00:30")
    assert desk.desk.case(ref).chip.band == "breached"


@pytest.mark.clause("calico-6.7a")
def test_praise_is_kept_with_the_person_and_the_team(desk):
    ref = log(desk, feedback="compliment", words="Sam of lettings was kind.", area="Lettings")
    desk.do(ref, "share_compliment", about_whom="Sam Poole, lettings team", owner="Ola Finn")
    (one,) = house.register(desk.desk, "calico", "compliment")
    assert (one.ref, one.owner, one.area) == (ref, "Ola Finn", "Lettings")
    assert "Sam Poole, lettings team" in one.record.line


# What is not taken on


@pytest.mark.clause("calico-7.1a")
def test_what_is_outside_our_control_is_refused_with_a_rationale_and_its_letter(desk):
    ref = log(desk, words="The water company dug up the road.")
    outside = {"ground": "outside_control", "decided_by": "Cora Bell"}
    stopped(desk.try_to(ref, "exclude", **outside, reason=""), "7.1, 7.3", "reason")
    desk.do(ref, "exclude", **outside, reason="The road is the water company's.")
    letter = desk.desk.look(ref).case.letters[-1]
    assert letter.kind == "refusal"
    assert "outside our control" in " ".join(letter.text.split())


@pytest.mark.clause("calico-7.1b")
def test_what_closed_after_stage_1_is_not_exhausted(desk):
    earlier = answered(desk, "2024-01-08", "2024-01-08", "2024-01-15")
    twice = answered(desk, "2024-01-08", "2024-01-08", "2024-01-15")
    desk.do(twice, "escalate")
    by = {"handler": "Rae Dunn", "signatory": "Rae Dunn"}
    desk.do(twice, "acknowledge", **by, parts=ABC)
    desk.do(twice, "respond", **by, findings=found(1, 2, 3, overturned="upheld"))
    for one, ok in ((earlier, False), (twice, True)):
        at(desk, "2024-04-02")
        ref = desk.receive("calico", person=one)
        done = desk.try_to(ref, "exclude", ground="exhausted", earlier=one, **GROUND)
        assert isinstance(done, Done) == ok
        if not ok:
            assert "has no stage 2 answer" in stopped(done, "7.1")


@pytest.mark.clause("calico-7.1c")
def test_the_anniversary_of_the_incident_is_in_time_and_the_day_after_waits_for_a_decision(desk):
    in_time = log(desk, "2024-03-15", happened_on="15/3/2023")
    late = log(desk, "2024-03-16", happened_on="15/3/2023")
    waiting = "No decision on lateness is on record"
    assert reminded(desk, in_time, waiting) == []
    assert reminded(desk, late, waiting)
    said = stopped(desk.try_to(in_time, "exclude", ground="out_of_time", **GROUND), "7.1")
    assert said.endswith("it is in time.")


@pytest.mark.clause("calico-7.1d")
def test_only_the_complaints_officer_accepts_what_came_late(desk):
    staff(desk, "Cora Bell", roles="complaints_officer")
    staff(desk, "Ida Fox", roles="investigating_manager")
    ref = log(desk, "2024-03-16", happened_on="15/3/2023")
    at(desk, "2024-04-03")
    accepted = {"decision": "granted", "late_for": "illness"}
    why = {"reason": "She asked us to, and was in hospital."}
    for who in ("Ida Fox", "Somebody Else"):
        stopped(desk.try_to(ref, "decide_late", **accepted, **why, decided_by=who), "7.1, 10.1", "decided_by")
    stopped(desk.try_to(ref, "decide_late", **accepted, reason="", decided_by="Cora Bell"), "7.1", "reason")
    desk.do(ref, "decide_late", **accepted, **why, decided_by="Cora Bell")
    assert reminded(desk, ref, "lateness") == []


@pytest.mark.clause("calico-7.1e")
def test_a_claim_counts_from_the_day_it_was_filed(desk):
    ref = log(desk)
    legal = {"ground": "legal", **GROUND}
    at(desk, "2024-05-13")
    stopped(desk.try_to(ref, "exclude", **legal), "7.1", "filed_on")
    at(desk, "2024-05-14")
    desk.do(ref, "exclude", **legal, filed_on="14/5/2024")


@pytest.mark.clause("calico-7.1g")
def test_what_the_ombudsman_determined_needs_the_day_of_it(desk):
    ref = log(desk)
    determined = {"ground": "ombudsman_determined", **GROUND}
    stopped(desk.try_to(ref, "exclude", **determined), "7.1", "filed_on")
    desk.do(ref, "exclude", **determined, filed_on="1/3/2024")


@pytest.mark.clause("calico-7.2a")
def test_once_a_claim_is_filed_nothing_is_late_any_more(desk):
    ref = acknowledged(desk, "2024-04-29", "2024-04-30")
    assert due(desk, ref, "respond") == date(2024, 5, 15)
    at(desk, "2024-05-16")
    assert clock(desk, ref, "respond").state == "breached"
    filed = {"when": "9/5/2024", "filed_on": "9/5/2024"}
    desk.do(ref, "exclude", ground="legal", **GROUND, **filed)
    assert clock(desk, ref, "respond").state not in ("breached", "late")
    view = desk.desk.case(ref)
    assert view.status == "closed"
    assert "legal representatives deal with it" in of_kind(desk, ref, "exclusion")[0].line
    assert [one.kind for one in view.timeline] == ["received", "acknowledged", "closed"]


# Stage 1


@pytest.mark.clause("calico-8.1a")
def test_after_stage_2_only_the_ombudsman_is_left(desk):
    ref = at_stage_2(desk)
    by = {"handler": "Rae Dunn", "signatory": "Rae Dunn"}
    desk.do(ref, "respond", **by, findings=found(1, 2, 3, overturned="upheld"))
    acts = {act.key: act for act in desk.desk.acts(ref)}
    assert (acts["escalate"].allowed, acts["escalate"].clause, acts["refer"].allowed) == (False, "Calico 8.1", True)


@pytest.mark.clause("calico-8.1b", "calico-8.6a")
def test_early_resolution_is_triaged_and_has_the_times_of_any_complaint(desk):
    ref = log(desk)
    asked = [one for one in desk.desk.form(ref, "acknowledge").warnings if "as soon as possible" in one]
    assert asked
    assert asked[0].endswith("(Calico 8.6)")
    desk.do(ref, "step", step="as_soon_as_possible", what="A call will settle it.")
    assert not [one for one in desk.desk.form(ref, "acknowledge").warnings if "as soon as possible" in one]
    (kept,) = of_kind(desk, ref, "step")
    assert (kept.who, kept.at) == ("Jo Smith", date(2024, 4, 2))
    desk.do(ref, "acknowledge")
    assert due(desk, ref, "respond") == date(2024, 4, 16)


@pytest.mark.clause("calico-glossary-i")
def test_an_early_resolution_of_the_end_of_april_is_answered_by_the_middle_of_may(desk):
    ref = acknowledged(desk, "2024-04-29", "2024-04-30")
    desk.do(ref, "step", step="as_soon_as_possible", what="A call will settle it.")
    assert due(desk, ref, "respond") == date(2024, 5, 15)


@pytest.mark.clause("calico-8.2a")
def test_who_is_complained_about_is_barred_and_a_perceived_conflict_needs_a_measure(desk):
    ref = log(desk, about_people="Hal Grey")
    stopped(desk.try_to(ref, "assign", to="Hal Grey"), "8.2", "to")
    stopped(desk.try_to(ref, "declare_conflict", conflict="perceived"), "8.2", "measure")
    desk.do(ref, "declare_conflict", conflict="perceived", measure="Ida Fox takes it.")


@pytest.mark.clause("calico-8.2b")
def test_a_decision_without_any_contact_warns_at_each_stage_and_an_attempt_is_enough(desk):
    ref = acknowledged(desk)
    unheard = "No contact with the resident is on record at stage"
    assert any(unheard in one for one in desk.desk.form(ref, "respond").warnings)
    desk.do(ref, "contact", how="telephone", attempt=True)
    assert not any(unheard in one for one in desk.desk.form(ref, "respond").warnings)


@pytest.mark.clause("calico-8.2c")
def test_of_four_items_the_one_not_weighed_is_named(desk):
    ref = acknowledged(desk)
    for item in ("Repairs log", "Photographs", "Call record", "Survey"):
        desk.do(ref, "evidence", item=item, source="files", dated="1/3/2024", considered=item != "Survey")
    listed = [one for one in desk.desk.form(ref, "respond").warnings if "considered" in one]
    assert len(listed) == 1
    assert "Survey" in listed[0]


@pytest.mark.clause("calico-8.3")
def test_a_contractor_who_handles_a_complaint_has_our_clock_and_our_breach(desk):
    ref = acknowledged(desk, handler="Bolt Roofing Ltd")
    assert (desk.desk.case(ref).owner, due(desk, ref, "respond")) == ("Bolt Roofing Ltd", date(2024, 4, 22))
    at(desk, "2024-04-23")
    assert [row.ref for row in desk.desk.board("calico").late] == [ref]


@pytest.mark.clause("calico-8.4b")
def test_no_clock_waits_for_what_is_unclear(desk):
    ref = log(desk, unclear="Which visits are meant")
    at(desk, "2024-04-04")
    desk.do(ref, "clarify", which="unclear-1", how="telephone", said="No answer.")
    assert reminded(desk, ref, "to be clarified. (Calico 8.4)")
    assert due(desk, ref) == date(2024, 4, 9)


@pytest.mark.clause("calico-8.6b", "calico-9.3a")
def test_stage_1_over_easter(desk):
    ref = log(desk, "2024-03-28 11:00")
    provisional = clock(desk, ref, "respond")
    assert (due(desk, ref), provisional.due, provisional.provisional) == (date(2024, 4, 8), date(2024, 4, 22), True)
    at(desk, "2024-04-03")
    desk.do(ref, "acknowledge")
    assert due(desk, ref, "respond") == date(2024, 4, 17)


@pytest.mark.clause("calico-8.6c")
@pytest.mark.parametrize(
    ("when", "zero", "last"),
    [("2024-03-30 10:00", (2024, 3, 30), (2024, 4, 8)), ("2024-04-02 20:00", (2024, 4, 2), (2024, 4, 9))],
)
def test_the_day_of_receipt_is_day_zero_at_any_hour(desk, when, zero, last):
    told = clock(desk, log(desk, when), "acknowledge")
    assert (told.day_zero, told.due) == (date(*zero), date(*last))


@pytest.mark.clause("calico-9.1b")
def test_an_apology_and_a_resolution_print_as_remedies(desk):
    remedies = (
        {"kind": "apology", "what": "For the missed visits"},
        {"kind": "action", "what": "Resolution: the roof is mended", "due_on": "31/5/2024", "why": "It leaks"},
        {"kind": "explanation", "what": "Why nobody came"},
    )
    ref = answered(desk, remedies=remedies)
    text = " ".join(desk.desk.look(ref).case.letters[-1].text.split())
    for words in ("Apology: For the missed visits", "Resolution: the roof is mended", "Why nobody came"):
        assert words in text


@pytest.mark.clause("calico-9.2a")
def test_an_adviser_does_not_investigate_and_an_operational_manager_does(desk):
    staff(desk, "Al Dean", roles="any_staff", job="Adviser")
    staff(desk, "Ida Fox", roles="investigating_manager")
    ref = log(desk)
    assert "investigating manager" in stopped(desk.try_to(ref, "assign", to="Al Dean"), "9.2", "to")
    desk.do(ref, "assign", to="Ida Fox")


@pytest.mark.clause("calico-9.3b")
def test_a_late_extension_leaves_the_breach(desk):
    ref = acknowledged(desk)
    at(desk, "2024-04-18")
    more = {"reason": "The survey is to come.", "progress": "Visited."}
    assert "Tue 7 May 2024" in stopped(desk.try_to(ref, "extend", until="8/5/2024", **more), "9.3", "good_reason")
    at(desk, "2024-04-23")
    stopped(desk.try_to(ref, "extend", until="7/5/2024", **more), "9.3")
    assert clock(desk, ref, "respond").state == "breached"


@pytest.mark.clause("calico-9.5")
def test_an_interval_of_five_working_days_agreed_on_friday_owes_an_update_on_friday(desk):
    ref = acknowledged(desk)
    at(desk, "2024-04-19")
    more = {"reason": "The survey is to come.", "progress": "Visited.", "until": "3/5/2024"}
    desk.do(ref, "extend", **more, update_interval="every 5 working days")
    at(desk, "2024-04-26")
    assert reminded(desk, ref, "Update the resident: due Fri 26 Apr 2024")


@pytest.mark.clause("calico-9.6b")
def test_a_visit_stands_in_the_history_with_its_place_and_result(desk):
    ref = acknowledged(desk)
    at(desk, "2024-04-11 14:00")
    desk.do(ref, "step", step="visited", with_whom="Mrs Okafor", what="12 Larch Walk: the roof is open.")
    told = desk.desk.timeline(ref)[-1]
    assert told.at.date() == date(2024, 4, 11)
    assert any("12 Larch Walk: the roof is open." in line for line in told.lines)
    at(desk, "2024-04-22")
    reason = "We saw on our visit of 11 April that the roof is open."
    desk.do(ref, "respond", findings=[{**one, "reason": reason} for one in ANSWER["findings"]])
    assert "visit of 11 April" in desk.desk.look(ref).case.letters[-1].text


@pytest.mark.clause("calico-9.7a", "calico-9.7b")
def test_a_new_issue_joins_before_the_answer_and_is_a_case_of_its_own_after_it(desk):
    ref = acknowledged(desk, parts=ABC[:2])
    at(desk, "2024-04-15")
    desk.do(ref, "define", parts=ABC)
    assert [one.text for one in desk.desk.case(ref).elements] == [*ABC]
    assert due(desk, ref, "respond") == date(2024, 4, 22)
    at(desk, "2024-04-22")
    desk.do(ref, "respond", findings=found(1, 2, 3))
    at(desk, "2024-04-24")
    stopped(desk.try_to(ref, "define", parts=(*ABC, "D: the bill.")), "9.7")
    own = grown_from(desk, ref, words="The bill is wrong; it came after the answer, so it does not join it.")
    assert (desk.desk.case(own).stage, due(desk, own)) == (1, date(2024, 5, 1))
    assert [one.ref for one in desk.desk.case(own).links] == [ref]


# Stage 2


@pytest.mark.clause("calico-10.1a")
def test_stage_2_holds_the_disputed_point_and_exhausts_the_process(desk):
    ref = at_stage_2(desk, disputed=(ABC[1],))
    assert [one.text for one in desk.desk.look(ref).case.open_elements] == [ABC[1]]
    by = {"handler": "Rae Dunn", "signatory": "Rae Dunn"}
    desk.do(ref, "respond", **by, findings=found(2, overturned="upheld"), outcome="upheld")
    escalate = next(act for act in desk.desk.acts(ref) if act.key == "escalate")
    assert (escalate.allowed, escalate.reason.endswith("there is no third stage.")) == (False, True)
    assert not any(one.state in ("running", "breached") for one in desk.desk.case(ref).clocks)


@pytest.mark.clause("calico-10.1b", "calico-10.1c")
def test_a_request_after_the_fifth_of_june_is_late_and_waits_for_a_decision(desk):
    staff(desk, "Cora Bell", roles="complaints_officer")
    ref = answered(desk)
    assert due(desk, ref, "escalate") == date(2024, 6, 5)
    at(desk, "2024-06-06")
    desk.do(ref, "escalate", words="")
    assert reminded(desk, ref, "No decision on lateness is on record at stage 2. (Calico 10.1)")
    late = {"ground": "late_request", **GROUND}
    stopped(desk.try_to(ref, "refuse_escalation", **late), "10.1")
    desk.do(ref, "decide_late", decision="granted", late_for="illness", **GROUND)
    assert reminded(desk, ref, "lateness") == []
    assert desk.desk.case(ref).stage == 2


@pytest.mark.clause("calico-10.2", "calico-10.5")
def test_stage_2_is_acknowledged_in_five_and_answered_in_twenty_working_days(desk):
    ref = at_stage_2(desk)
    assert due(desk, ref, "acknowledge", 2) == date(2024, 5, 10)
    at(desk, "2024-05-10")
    desk.do(ref, "acknowledge", handler="Rae Dunn", signatory="Rae Dunn", parts=ABC)
    assert due(desk, ref, "respond", 2) == date(2024, 6, 10)


@pytest.mark.clause("calico-10.3", "calico-glossary-f")
def test_neither_investigator_nor_signatory_reviews_and_only_a_senior_manager_does(desk):
    for name, role in (("Ida Fox", "investigating_manager"), ("Rae Dunn", "reviewing_manager")):
        staff(desk, name, roles=role)
    staff(desk, "Op Lane", roles="investigating_manager")
    ref = acknowledged(desk, handler="Ida Fox", parts=ABC)
    at(desk, "2024-04-22")
    desk.do(ref, "respond", findings=found(1, 2, 3), handler="Ida Fox", signatory="Jo Smith")
    desk.do(ref, "escalate")
    for who in ("Ida Fox", "Jo Smith"):
        stopped(desk.try_to(ref, "assign", to=who), "10.3")
    assert "reviewing manager" in stopped(desk.try_to(ref, "assign", to="Op Lane"), "Glossary, 10.3", "to")
    desk.do(ref, "assign", to="Rae Dunn")


@pytest.mark.clause("calico-10.4")
def test_an_answer_at_stage_2_without_contact_there_warns(desk):
    ref = answered(desk)
    desk.do(ref, "contact", how="telephone", said="Listened.")
    at(desk, "2024-05-02")
    desk.do(ref, "escalate")
    unheard = "No contact with the resident is on record at stage 2. (Calico 10.4)"
    assert unheard in desk.desk.form(ref, "respond").warnings
    desk.do(ref, "contact", how="telephone", said="Why she is still unhappy.")
    assert unheard not in desk.desk.form(ref, "respond").warnings


@pytest.mark.clause("calico-10.6a", "calico-10.6b", "calico-10.8")
def test_the_reviewing_manager_alone_extends_stage_2_and_the_update_is_owed_as_agreed(desk):
    for name, role in (("Ida Fox", "investigating_manager"), ("Rae Dunn", "reviewing_manager")):
        staff(desk, name, roles=role)
    ref = at_stage_2(desk)
    at(desk, "2024-05-10")
    desk.do(ref, "acknowledge", handler="Rae Dunn", signatory="Rae Dunn", parts=ABC)
    at(desk, "2024-06-10")
    more = {"reason": "Three surveys are to be compared.", "progress": "Two are here.", "signatory": "Rae Dunn"}
    far = {**more, "until": "8/7/2024"}
    stopped(desk.try_to(ref, "extend", **far), "10.6", "approved_by")
    stopped(desk.try_to(ref, "extend", **far, approved_by="Ida Fox"), "10.6", "approved_by")
    by = {"approved_by": "Rae Dunn", "update_interval": "every 10 working days"}
    beyond = desk.try_to(ref, "extend", **{**more, "until": "9/7/2024"}, **by)
    assert "the latest is Mon 8 Jul 2024" in stopped(beyond, "10.6", "good_reason")
    desk.do(ref, "extend", **far, **by)
    assert due(desk, ref, "respond", 2) == date(2024, 7, 8)
    at(desk, "2024-06-24")
    assert reminded(desk, ref, "Update the resident: due Mon 24 Jun 2024")


@pytest.mark.clause("calico-10.11")
def test_whoever_contributed_shows_on_the_case_and_the_letter_names_the_landlord(desk):
    ref = at_stage_2(desk)
    for who in ("Al Dean", "Op Lane", "Bo Ray"):
        desk.do(ref, "step", step="spoke", with_whom=who, what="What they know.")
    assert [one.line.split("; ")[1] for one in of_kind(desk, ref, "step")] == ["Al Dean", "Op Lane", "Bo Ray"]
    by = {"handler": "Rae Dunn", "signatory": "Rae Dunn"}
    desk.do(ref, "respond", **by, findings=found(1, 2, 3, overturned="upheld"))
    assert "Calico Homes" in desk.desk.look(ref).case.letters[-1].text


# People, putting right, the Ombudsman


@pytest.mark.clause("calico-11.1")
def test_an_additional_step_shows_on_the_case_and_counts(desk):
    ref = log(desk)
    desk.do(ref, "adjust", need="visit with interpreter", decision="granted", reason="She reads no English.")
    assert "Adjustment: visit with interpreter" in desk.desk.case(ref).alerts
    assert "Reason: She reads no English." in desk.desk.timeline(ref)[-1].lines
    assert figure(desk, "additional_steps", "2024-04").words == "1"


@pytest.mark.clause("calico-11.2a", "calico-11.2b")
def test_a_vulnerability_is_a_flag_in_the_queue_and_what_is_known_comes_along(desk):
    first = log(desk, "2023-04-03", contact_preference="prefers text", vulnerability="domestic abuse")
    ref = log(desk, "2024-04-02", person=first)
    rows = desk.desk.queue_page(QueueQuery(filter=desk.desk.filter("flag:vulnerable")), 0, 9)
    assert ref in [row.ref for row in rows]
    assert "domestic abuse" not in str(rows) + str(desk.desk.case(first))
    assert any("prefers text" in one for one in desk.desk.case(ref).alerts)
    assert desk.desk.look(ref).case.contact_preference == "prefers text"
    desk.do(first, "reveal", reason="To plan the visit.")
    assert "domestic abuse" in of_kind(desk, first, "vulnerability")[0].line
    assert [one.who for one in desk.desk.timeline(first) if one.kind == "sensitive_viewed"] == ["Jo Smith"]


@pytest.mark.clause("calico-15")
def test_compensation_prints_and_stands_in_the_total(desk):
    at(desk, "2024-03-27")
    staff(desk, "Ida Fox", roles="investigating_manager")
    paid = {"kind": "compensation", "what": "For the delay", "pounds": "100.00", "due_on": "31/5/2024", "why": "Delay"}
    ref = answered(desk, remedies=(paid,))
    assert "Compensation: For the delay, £100.00." in " ".join(desk.desk.look(ref).case.letters[-1].text.split())
    assert desk.desk.case(ref).awards == ("Stage 1: £100.00",)
    desk.desk.changed()
    set_own(desk.store, "calico", {"award_up_to": {"investigating_manager": 5000}})
    desk.desk.changed()
    other = acknowledged(desk, handler="Ida Fox")
    refused = desk.try_to(other, "respond", handler="Ida Fox", signatory="Ida Fox", remedies=(paid,))
    assert "£100.00 is more than Ida Fox may award" in stopped(refused, "15", "remedies")


@pytest.mark.clause("calico-2.1", "calico-2.2")
def test_a_failure_order_is_late_after_its_day_and_a_referral_to_the_regulator_is_reported(desk):
    ref = log(desk)
    at(desk, "2024-06-03")
    order = {"order_kind": "failure_order", "order_concerns": "matter", "what": "Answer the complaint."}
    stopped(desk.try_to(ref, "order", **order), "2.1", "due_on")
    desk.do(ref, "order", **order, due_on="10/6/2024")
    (one,) = of_kind(desk, ref, "order")
    assert (one.at, one.is_late) == (date(2024, 6, 3), False)
    at(desk, "2024-06-11")
    assert of_kind(desk, ref, "order")[0].is_late
    assert [row.is_late for row in desk.desk.owed("calico") if "Answer the complaint" in row.what] == [True]
    assert figure(desk, "orders", "2024-06").note == "1 not done"
    desk.do(ref, "order", order_kind="referral_to_the_regulator", order_concerns="matter", what="Wider failings.")
    told = figure(desk, "regulator", "2024-06")
    assert (told.words, [one.ref for one in told.behind]) == ("1", [ref])


# What is learnt, published and reported


@pytest.mark.clause("calico-2.4", "calico-13.4c", "calico-13.3a", "calico-glossary-h")
def test_lessons_stand_by_department_and_those_marked_are_told_in_the_annual_report(desk):
    areas = ("Repairs", "Lettings", "Estates")
    ref = answered(desk)
    at(desk, "2024-05-10")
    for number in range(6):
        said = {"area": areas[number % 3], "owner": "Ola Finn", "due_on": "28/6/2024"}
        desk.do(ref, "learn", what=f"Lesson {number}", **said)
        change = {"improvement": f"Change {number}", "done_on": "20/5/2024", "may_publish": number < 4}
        desk.do(ref, "improve", which=f"lesson-{number + 1}", **change)
    assert len(house.improvements(desk.desk, "calico")) == 6
    assert len(house.improvements(desk.desk, "calico", public=True)) == 4
    lessons = figure(desk, "lessons", "2024-05")
    assert {one.label: one.value for one in lessons.bars} == dict.fromkeys(areas, 2)
    assert lessons.note == "6 improvements made"
    report = {one.key: one for one in desk.desk.figures("calico", "2024/25").figures}
    sections = ("complaints_received", "improvements", "lessons")
    assert all(report[key].words for key in sections)
    pack = {one.key: one for one in desk.desk.figures("calico", "2024-Q1").figures}
    assert {"lessons", "feedback", "stage_1_answered"} <= set(pack)


@pytest.mark.clause("calico-13.1b")
def test_complaints_and_requests_stand_side_by_side_by_service():
    cases = [case(area="Repairs"), case(area="Lettings"), case(feedback="service_request", area="Repairs")]
    told = Held(cases).figure("service_review", policy="calico")
    assert [(one.group.split(",")[0].lower(), one.label, one.value) for one in told.bars] == [
        ("complaint", "Lettings", 1),
        ("complaint", "Repairs", 1),
        ("service request", "Repairs", 1),
    ]


@pytest.mark.clause("calico-13.5", "calico-glossary-a")
def test_the_board_reads_three_counts_and_requests_on_a_line_of_their_own():
    kinds = (("complaint", 40), ("compliment", 22), ("concern", 9), ("service_request", 5))
    held = Held([case("2024-05-10", kind) for kind, n in kinds for _ in range(n)])
    quarter = held.figure("feedback", "2024-Q1", policy="calico")
    assert {one.group: one.value for one in quarter.bars} == {
        "complaint, by month": 40,
        "compliment, by month": 22,
        "concern, by month": 9,
    }
    assert held.figure("service_requests", "2024-Q1", policy="calico").words == "5"


@pytest.mark.clause("calico-13.4a")
@pytest.mark.parametrize("period", ["2024-04-22..2024-04-22", "2024-04-22..2024-04-28", "2024-04"])
def test_a_day_a_week_and_a_month_are_reported_by_department(desk, period):
    for area in ("Repairs", "Lettings"):
        log(desk, "2024-04-22", area=area)
    told = figure(desk, "complaints_by_area", period)
    assert {one.label: one.value for one in told.bars} == {"Repairs": 1, "Lettings": 1}


@pytest.mark.clause("calico-13.4b")
def test_seven_open_complaints_stand_in_a_list_with_the_two_late_ones_first(desk):
    new = [log(desk, "2024-04-19") for _ in range(5)]
    late = [log(desk, "2024-04-08") for _ in range(2)]
    at(desk, "2024-04-22")
    rows = desk.desk.queue_page(QueueQuery("calico"), 0, 99)
    assert len(rows) == 7
    assert {row.ref for row in rows[:2]} == {*late}
    assert {row.chip.band for row in rows[:2]} == {"breached"}
    assert {row.ref for row in rows[2:]} == {*new}


@pytest.mark.clause("calico-13.6a")
def test_a_case_without_its_acknowledgement_is_listed_with_the_clause(desk):
    ref = log(desk, "2024-04-02")
    at(desk, "2024-04-10")
    told = figure(desk, "stage_1_acknowledged", "2024-04")
    assert told.clause == "Calico 8.6"
    assert [(one.ref, one.mark) for one in told.behind] == [(ref, "late, not done yet")]


QUARTERLY = (
    ("calico-4b.3", "Complaint performance and learning of the quarter", "4.3 (Customer Scrutiny)"),
    ("calico-13.6b", "Complaints update to the board", "13.6"),
    ("calico-13.2b", "Senior lead's assessment of themes and trends", "13.2"),
    (
        "calico-glossary-g",
        "Complaints Scrutiny Group: learning, trends and performance",
        "13.3, 4.2 (Customer Scrutiny)",
    ),
)


@pytest.mark.clause("calico-4b.3", "calico-13.2b", "calico-13.6b", "calico-glossary-g")
@pytest.mark.parametrize(("name", "clause"), [pytest.param(*rest, id=row) for row, *rest in QUARTERLY])
def test_what_nobody_stored_for_a_quarter_is_outstanding(desk, name, clause):
    at(desk, "2024-04-30")
    publish(desk, name, done_on="30/4/2024")
    at(desk, "2024-07-30")
    assert not standing(desk, name).is_owed
    at(desk, "2024-07-31")
    assert (standing(desk, name).is_owed, standing(desk, name).clause) == (True, clause)
    assert name in [one.what for one in house.assurance(desk.desk, "calico").publications]
    publish(desk, name, done_on="31/7/2024")
    assert not standing(desk, name).is_owed


@pytest.mark.clause("calico-12.1")
def test_the_boards_response_is_outstanding_after_the_report_is_out(desk):
    report, response = "Yearly report on performance and service improvement", "Board's response to the yearly report"
    at(desk, "2025-06-02")
    publish(desk, report, for_year="2024/25", done_on="2/6/2025")
    assert (standing(desk, report).is_owed, standing(desk, response).is_owed) == (False, True)


@pytest.mark.clause("calico-12.2a")
def test_a_self_assessment_is_overdue_after_a_year(desk):
    name = "Self-assessment against the Code"
    at(desk, "2024-04-30")
    publish(desk, name, done_on="30/4/2024")
    at(desk, "2025-04-30")
    assert not standing(desk, name).is_owed
    at(desk, "2025-05-01")
    assert standing(desk, name).is_owed
    assert figure(desk, "self_assessment", "2025-05").words.startswith("overdue")


@pytest.mark.clause("calico-0a", "calico-13.7")
def test_the_policy_is_reviewed_after_the_day_of_its_cover_and_two_years_at_the_latest(desk):
    at(desk, "2024-12-31")
    assert not house.assurance(desk.desk, "calico").review.is_owed
    at(desk, "2025-01-01")
    told = house.assurance(desk.desk, "calico")
    assert told.review.state == "policy review due by Tue 1 Apr 2025, for Senior lead person (managing director)"
    assert told.approval == "approved by the homes board"
    name = "Full review of this policy"
    publish(desk, name, done_on="1/3/2024")
    at(desk, "2026-03-01")
    assert not standing(desk, name).is_owed
    at(desk, "2026-03-02")
    assert standing(desk, name).state.endswith("overdue since Sun 1 Mar 2026")


@pytest.mark.clause("calico-13.2a")
def test_the_member_responsible_of_may_2024_is_the_holder_of_that_month(desk):
    for name, since, until in (("Ann Lee", "1/4/2024", "31/3/2025"), ("Bo Ray", "1/4/2025", "")):
        staff(desk, name, roles="member_responsible", job="Board member", since=since, until_day=until)
    for when, holder in (("2024-05-31", "Ann Lee"), ("2025-04-01", "Bo Ray")):
        at(desk, when)
        assert [one.name for one in house.assurance(desk.desk, "calico").holders] == [holder]


@pytest.mark.clause("calico-9.6a")
def test_without_an_attempt_after_the_assignment_the_answer_asks_for_a_reason_and_goes_with_it(desk):
    ref = acknowledged(desk, parts=ABC)
    at(desk, "2024-04-22")
    said = {"findings": found(1, 2, 3)}
    asked = stopped(desk.try_to(ref, "respond", **said, unheard_why=""), "9.6", "unheard_why")
    assert asked == "Why nobody was contacted first: nothing is given."
    done = desk.do(ref, "respond", **said, unheard_why="No number is known, and letters came back.")
    assert any("No contact with the resident is on record" in one for one in done.warnings), "a warning, and no block"
    kept = "Why nobody was contacted first: No number is known, and letters came back."
    assert kept in desk.desk.timeline(ref)[-1].lines
    other = acknowledged(desk, parts=ABC)
    desk.do(other, "contact", how="telephone", attempt=True)
    at(desk, "2024-04-22")
    assert "unheard_why" not in {one.name for one in desk.desk.form(other, "respond").fields}
    desk.do(other, "respond", **said)
