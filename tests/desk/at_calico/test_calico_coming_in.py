"""Calico: what comes in. Its rows at the desk with the dates of their own examples."""

from datetime import date

import pytest

from complaintdesk.desk import house
from complaintdesk.models.acting import Refused
from complaintdesk.models.lists import QueueQuery
from tests.desk.at_calico.doing import (
    CONCERN,
    at,
    clock,
    due,
    figure,
    grown_from,
    log,
    of_kind,
    reminded,
    staff,
    stopped,
)
from tests.reports.rows import Held, case, entry


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
    desk.do(ref, "authority", authority="yes", how="telephone", said="She asked him to.")
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


@pytest.mark.clause("calico-6.7b")
def test_a_compliment_that_nobody_thanked_for_is_reminded_of_and_never_late(desk):
    ref = log(desk, feedback="compliment", words="Sam of lettings was kind.", area="Lettings")
    desk.do(ref, "share_compliment", about_whom="Sam Poole", owner="Ola Finn", shared_on="2/4/2024")
    words = "Compliment 1, Sam Poole: day the sender was thanked is not said, and was to be by Tue 9 Apr 2024."
    at(desk, "2024-04-08")
    assert not reminded(desk, ref, words)
    at(desk, "2024-04-09")
    assert reminded(desk, ref, words)
    at(desk, "2024-06-03")
    assert reminded(desk, ref, words)
    assert desk.desk.counts(QueueQuery("calico")).breached == 0
    assert desk.desk.board("calico").late == ()
    desk.do(ref, "use_compliment", thanked_on="3/6/2024")
    assert not reminded(desk, ref, words)
    (one,) = of_kind(desk, ref, "compliment")
    assert dict(one.more)["Day the sender was thanked"] == "Mon 3 Jun 2024"


@pytest.mark.clause("calico-13.2c")
def test_a_concern_about_building_safety_goes_by_itself_to_the_role_that_deals_with_them(desk):
    staff(desk, "Ida Fox", roles="investigating_manager", areas="Repairs")
    staff(desk, "Hugo Ash", roles="head_of_assets")
    typed = {"feedback": "concern", "words": "A cladding panel is loose."}
    assert "Goes to Hugo Ash." in desk.desk.intake("calico", typed).care
    ref = log(desk, **typed)
    assert [row.ref for row in desk.desk.queue_page(QueueQuery("calico", owner="Hugo Ash"), 0, 9)] == [ref]
    assert desk.desk.case(log(desk, **typed, area="Repairs")).owner == "Ida Fox"
    assert desk.desk.case(log(desk, **typed, owner="Cora Bell")).owner == "Cora Bell"
    assert desk.desk.case(log(desk, words="The roof leaks.")).owner == ""


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
