"""What comes in: kinds of feedback, channels, people, and how one case grows out of another."""

from datetime import date

import pytest

from complaintdesk.engine.fields import FIELDS
from complaintdesk.models.acting import Done, Refused
from complaintdesk.models.lists import QueueQuery
from complaintdesk.models.terms import CHANNELS
from tests.desk.officer import london


@pytest.fixture
def desk(officer):
    """An officer at Salix on Tuesday 2 April 2024 at ten."""
    one = officer("salix")
    one.at = london("2024-04-02 10:00")
    return one


def ask(desk, **said):
    """What stands beside the intake page."""
    return desk.desk.intake("salix", {"resident": "Amara Okafor", **said})


def due(desk, ref, name="acknowledge"):
    return next((clock.due for clock in desk.desk.case(ref).clocks if clock.name == name), None)


def of_kind(desk, ref, kind):
    return [one for one in desk.desk.case(ref).records if one.kind == kind]


def request(desk, **said):
    """A service request that is logged."""
    return desk.receive("salix", feedback="service_request", **{"words": "The kitchen tap drips.", **said})


def grown_from(desk, ref, **said):
    """A case taken in from another one, on the page as it opens for that."""
    opened = {one.name: one.value for one in desk.desk.intake_fields(ref)}
    done = desk.desk.receive("salix", {**opened, **said}, key=desk.key())
    assert isinstance(done, Done), done
    return done.ref


# Kinds of feedback


@pytest.mark.clause("salix-3.1", "salix-4.1.2a")
@pytest.mark.parametrize("words", ["My tap is dripping, can someone come?", "There is no hot water this morning."])
def test_a_first_report_is_offered_as_a_service_request_with_its_reason_and_no_clock(desk, words):
    view = ask(desk, address="12 Larch Walk", words=words)
    assert (view.kind, view.dates) == ("service_request", ("No clock runs for this kind of feedback.",))
    assert view.why.endswith("nothing like it is on file for this property.")
    ref = desk.receive("salix", words=words)
    assert desk.desk.case(ref).feedback == "service_request"
    assert desk.desk.case(ref).clocks == ()


@pytest.mark.clause("salix-4.1.2a")
def test_the_same_issue_at_the_same_property_is_no_first_report(desk):
    ref = request(desk, words="There is no hot water this morning.")
    view = ask(desk, address="12 Larch Walk", words="We need hot water, can someone come?")
    assert view.kind == "complaint"
    assert view.why == f'Looks like a complaint: {ref} asked for this before ("hot", "water"), so it was not settled.'
    assert ask(desk, address="1 Elm Court", words="We need hot water, can someone come?").kind == "service_request"


@pytest.mark.clause("salix-3.2a")
def test_a_complaint_about_a_contractor_runs_the_clocks_of_one_about_own_staff(desk):
    refs = [
        desk.receive("salix", words="The man left rubbish behind, not good enough.", concerns=about)
        for about in ("contractor", "staff", "landlord")
    ]
    assert [dict(desk.desk.case(ref).facts)["Whom it is about"] for ref in refs] == [
        "A contractor",
        "A member of staff",
        "The landlord",
    ]
    assert {due(desk, ref) for ref in refs} == {date(2024, 4, 9)}


@pytest.mark.clause("salix-3.2b")
def test_six_flats_that_complain_together_are_one_case_with_a_lead_contact(desk):
    others = tuple(f"Flat {number}" for number in range(2, 7))
    ref = desk.receive("salix", resident="Flat 1", members=others, words="The lift has failed again.")
    members = of_kind(desk, ref, "member")
    assert desk.desk.case(ref).resident == "Flat 1"
    assert [one.line for one in members] == list(others)
    assert desk.desk.queue_total(QueueQuery()) == 1


@pytest.mark.clause("salix-4.2.9b")
def test_the_word_complaint_is_not_needed(desk):
    view = ask(desk, words="I am fed up, no one called back for weeks")
    assert view.kind == "complaint"
    ref = desk.receive("salix", words="The gate squeaks.", feedback="complaint")
    assert due(desk, ref) == date(2024, 4, 9)


@pytest.mark.clause("salix-4.1.7a")
def test_a_remark_in_a_survey_is_a_request_or_a_comment_and_starts_no_clock(desk):
    request_, comment = (
        ask(desk, channel="survey", words=words) for words in ("the hallway light never works", "rents are too high")
    )
    assert (request_.kind, comment.kind) == ("service_request", "comment")
    for words in ("the hallway light never works", "rents are too high", "This is not good enough, I am furious"):
        ref = desk.receive("salix", channel="survey", words=words)
        assert desk.desk.case(ref).clocks == ()


@pytest.mark.clause("salix-4.1.7b")
def test_a_dissatisfied_survey_answer_stays_to_be_followed_up_until_the_route_is_sent(desk):
    ref = desk.receive("salix", channel="survey", words="rents are too high", dissatisfied=True)
    (flagged,) = of_kind(desk, ref, "dissatisfaction")
    assert (flagged.is_open, flagged.state) == (True, "how to complain to be told")
    desk.do(ref, "offer_complaint", which="dissatisfaction-1", complaint_offered="waiting")
    assert of_kind(desk, ref, "dissatisfaction")[0].is_open
    assert any("Dissatisfaction 1" in one for one in desk.desk.case(ref).reminders)
    desk.do(ref, "offer_complaint", which="dissatisfaction-1", told_how=True)
    assert not of_kind(desk, ref, "dissatisfaction")[0].is_open
    assert not any("Dissatisfaction" in one for one in desk.desk.case(ref).reminders)


@pytest.mark.clause("salix-4.3.1a")
def test_a_suggestion_goes_to_whoever_answers_for_the_area_and_runs_no_clock(desk):
    book = desk.desk.book("salix")
    desk.do(book, "staff_add", name="Ed Marsh", roles="", areas="estates, grounds", since="1/1/2024")
    said = {"words": "I suggest more bike racks by the gate.", "area": "Estates"}
    assert "Goes to Ed Marsh." in ask(desk, **said).care
    ref = desk.receive("salix", **said)
    view = desk.desk.case(ref)
    assert (view.feedback, view.owner, view.clocks) == ("comment", "Ed Marsh", ())


@pytest.mark.clause("salix-4.3.1b")
def test_an_enquiry_runs_no_clock_and_can_still_become_a_complaint(desk):
    ref = desk.receive("salix", words="When is the kitchen going to be replaced?")
    assert (desk.desk.case(ref).feedback, desk.desk.case(ref).clocks) == ("enquiry", ())
    assert next(act for act in desk.desk.acts(ref) if act.key == "receive").allowed
    complaint = grown_from(desk, ref, words="Nobody answers me.")
    assert desk.desk.case(complaint).feedback == "complaint"


@pytest.mark.clause("salix-4.3.1c")
def test_an_mp_is_asked_whether_a_complaint_is_wanted_and_a_later_wish_is_received_that_day(desk):
    said = {"words": "My constituent asks for help.", "resident": "Amara Okafor", "enquirer": "Ann Lee MP"}
    refused = desk.desk.receive("salix", said, key="mp")
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 4.3.1", "express_request")
    first = desk.receive("salix", **said, express_request="no")
    assert (desk.desk.case(first).feedback, desk.desk.case(first).clocks) == ("mp_enquiry", ())
    desk.at = london("2024-04-09 12:00")
    second = grown_from(desk, first, words="Please treat it as a formal complaint.")
    assert due(desk, second) == date(2024, 4, 16)
    straight = desk.receive("salix", **said, express_request="yes")
    assert desk.desk.case(straight).feedback == "complaint"


@pytest.mark.clause("salix-4.3.1c")
def test_the_mp_of_an_enquiry_is_on_its_file_in_lists_and_found_by_name(desk):
    said = {"words": "When is the kitchen done?", "subject": "Kitchen", "resident": "Amara Okafor"}
    ref = desk.receive("salix", **said, enquirer="Ann Lee MP", express_request="no")
    seen = desk.desk.case(ref)
    assert (seen.feedback, seen.subject) == ("mp_enquiry", "Kitchen")
    assert ("MP or councillor", "Ann Lee MP") in seen.facts
    assert not any("Represented" in one or "authority" in one for one in seen.alerts), "an MP needs no authority"
    for as_at in (None, desk.at):
        rows = desk.desk.queue_page(QueueQuery("salix", words="Ann Lee", as_at=as_at), 0, 9)
        assert [(row.ref, row.resident, row.subject) for row in rows] == [(ref, "Amara Okafor", "Ann Lee MP: Kitchen")]
    opened = {one.name: one.value for one in desk.desk.intake_fields(ref)}
    assert opened["enquirer"] == "Ann Lee MP", "a complaint that grows out of it keeps who asked"


@pytest.mark.clause("slh-4.1.1f")
def test_an_enquiry_is_acknowledged_to_the_mp_and_a_complaint_to_the_resident(officer):
    desk = officer("slh")
    desk.at = london("2024-04-02 10:00")
    said = {"words": "Please look into the damp.", "resident": "Amara Okafor", "enquirer": "Cllr Ben Obi"}
    for kind, dear in (("mp_enquiry", "Cllr Ben Obi"), ("complaint", "Amara Okafor")):
        ref = desk.receive("slh", **said, feedback=kind, express_request="no")
        letter = desk.desk.preview(ref, "acknowledge", desk.filled(ref, "acknowledge"))
        assert f"Dear {dear}" in letter.text
        assert ("Cllr Ben Obi, for Amara Okafor" in letter.text) == (kind == "mp_enquiry")


# Channels, dates, who


@pytest.mark.clause("salix-4.2.4a")
def test_every_channel_may_be_chosen_a_contractor_too_and_one_must_be(desk):
    needed = {"telephone", "email", "web form", "online account", "told to staff", "told to a contractor", "letter"}
    assert needed | {"through a representative", "social media", "other"} <= set(CHANNELS)
    ref = desk.receive("salix", channel="told to a contractor")
    assert desk.desk.case(ref).channel == "told to a contractor"
    refused = desk.desk.receive("salix", {"resident": "A", "words": "Rude men", "channel": ""}, key="none")
    assert isinstance(refused, Refused)
    assert refused.field == "channel"


@pytest.mark.clause("salix-4.2.4b")
def test_told_on_tuesday_and_logged_on_friday_is_received_on_tuesday(desk):
    desk.at = london("2024-04-05 15:00")
    ref = desk.receive("salix", when="2/4/2024 11:00", taken_by="The caretaker", channel="told to staff")
    view = desk.desk.case(ref)
    assert due(desk, ref) == date(2024, 4, 9)
    assert view.taken_by == "The caretaker"
    assert dict(view.facts)["Told"] == "Tue 2 Apr 2024 11:00"
    assert dict(view.facts)["Logged"] == "Fri 5 Apr 2024 15:00 by Jo Smith"


@pytest.mark.clause("salix-4.2.5a")
def test_a_letter_a_message_and_a_call_have_one_clock(desk):
    refs = [desk.receive("salix", channel=channel) for channel in ("letter", "social media", "telephone")]
    assert {due(desk, ref) for ref in refs} == {date(2024, 4, 9)}


@pytest.mark.clause("salix-4.2.2")
def test_a_process_the_landlord_begins_says_so_and_runs_from_that_day(desk):
    desk.at = london("2024-06-03 10:00")
    ref = desk.receive("salix", trigger="landlord", words="The damp goes on and on, still not settled.")
    assert dict(desk.desk.case(ref).facts)["What set it off"].startswith("Begun by the landlord")
    assert due(desk, ref) == date(2024, 6, 10)
    assert [key for key, _ in FIELDS["trigger"].choices] == ["unhappy", "asked", "landlord"]
    asked = desk.receive("salix", resident="Nadia Bell", trigger="asked")
    for one, told in (
        (ref, "We began this complaint ourselves on 3 June 2024"),
        (asked, "We received your complaint on"),
    ):
        letter = desk.desk.preview(one, "acknowledge", desk.filled(one, "acknowledge"))
        assert told in " ".join(letter.text.split())
        assert not letter.missing


@pytest.mark.clause("salix-4.2.6")
def test_a_neighbour_without_a_tenancy_has_the_same_deadlines(desk):
    ref = desk.receive("salix", resident="A neighbour", complainant="neighbour", address="")
    assert dict(desk.desk.case(ref).facts)["Complainant"] == "Neighbour"
    assert due(desk, ref) == date(2024, 4, 9)


@pytest.mark.clause("salix-4.2.10b")
def test_a_noted_fact_keeps_author_time_and_words_and_an_undone_one_still_shows(desk):
    desk.at = london("2024-04-03 10:15")
    ref = desk.receive("salix")
    desk.do(ref, "contact", how="telephone", said="She says the roof was open.")
    told = desk.desk.timeline(ref)[-1]
    assert (told.who, f"{told.at:%d %b %H:%M}") == ("Jo Smith", "03 Apr 10:15")
    assert "Said: She says the roof was open." in told.lines
    desk.undo(ref)
    kept = next(one for one in desk.desk.timeline(ref) if one.kind == "contacted")
    assert kept.lines == told.lines
    assert "taken back" in kept.undone


@pytest.mark.clause("salix-4.5.1")
@pytest.mark.parametrize(
    ("known", "told", "says"),
    [
        ("15/3/2023", "2024-03-15 10:00", "In time: the 12 months end Fri 15 Mar 2024 (Salix 4.5.1)."),
        ("15/3/2023", "2024-03-16 10:00", "Late: the 12 months ended Fri 15 Mar 2024."),
        ("29/2/2024", "2025-02-28 10:00", "In time: the 12 months end Fri 28 Feb 2025 (Salix 4.5.1)."),
        ("29/2/2024", "2025-03-01 10:00", "Late: the 12 months ended Fri 28 Feb 2025."),
    ],
)
def test_the_time_to_complain_is_told_beside_the_page_and_bars_nothing(desk, known, told, says):
    desk.at = london(told)
    (sentence,) = ask(desk, known_on=known, words="It leaks again.").care
    assert sentence.startswith(says)
    assert ("discretion" in sentence) == says.startswith("Late")
    ref = desk.receive("salix", known_on=known)
    assert dict(desk.desk.case(ref).facts)["Known to them"].endswith(known[-4:])


def test_court_papers_and_a_spent_complaint_are_told_beside_the_page(desk):
    assert "Court papers are filed" in " ".join(ask(desk, legal=True, words="It leaks again.").care)
    ref = desk.receive("salix")
    for act in ("acknowledge", "respond", "escalate"):
        desk.do(ref, act)
    desk.do(ref, "close", why="duplicate", linked=desk.receive("salix"), reason="Same.", lessons="none")
    told = " ".join(ask(desk, address="12 Larch Walk", words="The roof leaks again.").care)
    assert f"{ref} went through stage 2" in told


# Service requests beside complaints


@pytest.mark.clause("salix-4.1.3a")
def test_a_request_settled_in_the_same_call_says_so_and_who_owns_it(desk):
    ref = request(desk)
    refused = desk.try_to(ref, "close", why="resolved", resolved_first="yes")
    assert isinstance(refused, Refused)
    assert refused.clause == "Salix 4.1.3"
    desk.do(ref, "assign", to="Priya Shah")
    refused = desk.try_to(ref, "close", why="resolved")
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 4.1.3", "resolved_first")
    desk.do(ref, "close", why="resolved", resolved_first="yes")
    view = desk.desk.case(ref)
    assert (view.status, view.owner) == ("closed", "Priya Shah")
    assert "Settled at the first contact: Yes" in view.timeline[-1].lines


@pytest.mark.clause("salix-4.1.3b")
def test_a_promise_that_is_undone_is_late_in_the_queue_and_its_delay_asked_for(desk):
    ref = request(desk)
    desk.do(ref, "promise", what="Mend the tap", owner="Repairs", due_on="19/4/2024")
    desk.at = london("2024-04-19 16:00")
    (row,) = desk.desk.queue_page(QueueQuery(), 0, 9)
    assert (row.chip.word, row.due) == ("TODAY", date(2024, 4, 19))
    desk.at = london("2024-04-22 10:00")
    (row,) = desk.desk.queue_page(QueueQuery(), 0, 9)
    assert (row.chip.band, row.chip.word, row.chip.amount) == ("breached", "LATE", "1wd")
    assert desk.desk.queue_page(QueueQuery(as_at=desk.at), 0, 9) == (row,)
    asked = "Action 1, Mend the tap was due Fri 19 Apr 2024: tell why it is late, and the new day. (Salix 4.1.3)"
    assert asked in desk.desk.case(ref).reminders
    refused = desk.try_to(ref, "action_late", which="action-1", due_on="26/4/2024", reason="")
    assert isinstance(refused, Refused)
    assert (refused.clause, refused.field) == ("Salix 4.1.3", "reason")
    desk.do(ref, "action_late", which="action-1", due_on="26/4/2024", reason="The part is on order.")
    assert asked not in desk.desk.case(ref).reminders
    assert desk.desk.queue_page(QueueQuery(), 0, 9)[0].chip.word == "4wd"


@pytest.mark.clause("salix-4.1.4a")
def test_dissatisfaction_stands_on_the_request_even_where_it_goes_no_further(desk):
    ref = request(desk)
    desk.at = london("2024-04-05 14:20")
    desk.do(ref, "dissatisfied", how="telephone", said="Two visits and it still drips.", told_how=True)
    told = desk.desk.timeline(ref)[-1]
    assert (told.title, f"{told.at:%d %b %H:%M}") == ("Dissatisfaction", "05 Apr 14:20")
    assert "Said: Two visits and it still drips." in told.lines
    assert of_kind(desk, ref, "dissatisfaction")[0].line.startswith("Two visits and it still drips.")


def test_whoever_complains_after_all_need_not_be_told_how_to(desk):
    ref = desk.receive("salix", channel="survey", words="rents are too high", dissatisfied=True)
    other = desk.receive(
        "salix", resident="Nadia Bell", channel="survey", words="rents are too high", dissatisfied=True
    )

    def owed(as_at=None):
        return [one.ref for one in desk.desk.owed("salix", "", as_at) if "Dissatisfaction" in one.what]

    assert owed() == owed(desk.at) == [ref, other]
    comment = desk.receive("salix", feedback="comment", words="More bins please.", linked=ref, link="related")
    assert desk.desk.case(comment).links
    assert owed() == [ref, other]
    grown_from(desk, ref, feedback="complaint", words="The rent is wrong.")
    assert owed() == owed(desk.at) == [other]
    assert not any("Dissatisfaction" in one for one in desk.desk.case(ref).reminders)
    (told,) = of_kind(desk, ref, "dissatisfaction")
    assert (told.is_open, told.state) == (False, "taken up as a complaint")
    assert any("Dissatisfaction" in one for one in desk.desk.case(other).reminders)


@pytest.mark.clause("salix-4.1.2b", "salix-4.1.5b")
def test_a_complaint_beside_an_open_request_is_linked_and_locks_nothing(desk):
    ref = request(desk)
    desk.do(ref, "promise", what="Mend the tap", owner="Repairs", due_on="19/4/2024")
    desk.at = london("2024-04-10 11:00")
    complaint = grown_from(desk, ref, words="The repair visit was useless.")
    view = desk.desk.case(complaint)
    assert (view.feedback, due(desk, complaint)) == ("complaint", date(2024, 4, 17))
    assert [(one.ref, one.how, one.status) for one in view.links] == [(ref, "Grew out of a service request", "open")]
    assert [(one.ref, one.how) for one in desk.desk.case(ref).links] == [(complaint, "Led to")]
    desk.do(complaint, "step", step="visited", what="Looked at the tap.")
    desk.do(ref, "note", text="The plumber is booked.")
    desk.do(ref, "action_done", which="action-1", what_was_done="Mended.")
    assert not of_kind(desk, ref, "action")[0].is_open
    assert desk.desk.case(ref).status == "open"


@pytest.mark.clause("salix-4.1.5a")
def test_a_complaint_offered_on_a_closed_request_and_accepted_is_received_that_day(desk):
    ref = request(desk)
    desk.do(ref, "assign", to="Priya Shah")
    desk.at = london("2024-05-07 10:00")
    desk.do(ref, "close", why="resolved", resolved_first="no")
    desk.at = london("2024-05-09 10:00")
    desk.do(ref, "dissatisfied", said="It failed.", complaint_offered="accepted", told_how=True)
    (offer,) = of_kind(desk, ref, "dissatisfaction")
    assert (offer.at, offer.line) == (date(2024, 5, 9), "It failed.; Offered and accepted; told how to complain")
    desk.at = london("2024-05-10 10:00")
    complaint = grown_from(desk, ref)
    assert desk.desk.case(complaint).timeline[-1].at.date() == date(2024, 5, 9)
    assert due(desk, complaint) == date(2024, 5, 16)
    assert desk.desk.case(complaint).words == "It failed."


@pytest.mark.clause("salix-4.1.5c")
def test_an_unfinished_request_does_not_hold_up_the_answer(desk):
    ref = request(desk)
    desk.do(ref, "promise", what="New pipes", owner="Repairs", due_on="31/5/2024")
    complaint = grown_from(desk, ref, words="It still drips.", when="2/4/2024 10:00")
    desk.at = london("2024-04-08 10:00")
    desk.do(complaint, "acknowledge")
    desk.do(complaint, "promise", what="Tell her of the new pipes", owner="Jo Smith", due_on="31/5/2024")
    desk.at = london("2024-04-15 10:00")
    desk.do(complaint, "respond")
    view = desk.desk.case(complaint)
    assert next(one.state for one in view.clocks if one.name == "respond") == "met"
    assert "Action 1, Tell her of the new pipes: to be done, due Fri 31 May 2024" in view.reminders
    assert desk.desk.case(ref).status == "open"


@pytest.mark.clause("salix-4.1.6")
def test_what_turns_out_to_be_a_complaint_is_received_when_it_was_first_said(desk):
    ref = desk.receive(
        "salix",
        channel="email",
        feedback="enquiry",
        words="I wonder whether anybody reads this.",
        unclear="Whether it is meant as a complaint",
    )
    assert of_kind(desk, ref, "unclear")[0].state == "to be clarified"
    desk.at = london("2024-04-04 10:00")
    desk.do(ref, "clarify", which="unclear-1", how="telephone", said="Yes, it is a complaint.", clear=True)
    complaint = grown_from(desk, ref)
    assert (due(desk, complaint), desk.desk.case(complaint).words) == (
        date(2024, 4, 9),
        "I wonder whether anybody reads this.",
    )


@pytest.mark.clause("salix-4.2.1")
def test_the_history_of_the_request_shows_on_the_complaint(desk):
    ref = request(desk)
    desk.do(ref, "note", text="The plumber found nobody in.")
    desk.at = london("2024-04-10 10:00")
    complaint = grown_from(desk, ref, words="Useless visit.")
    told = desk.desk.timeline(complaint)
    assert [one.title for one in told] == [f"{ref}: Received", f"{ref}: Note", "Received"]
    assert told[1].lines == ("Note: The plumber found nobody in.",)
    assert desk.desk.case(complaint).timeline == told
    assert [one.title for one in desk.desk.timeline(ref)] == ["Received", "Note"]


@pytest.mark.clause("salix-4.2.9a")
def test_closing_what_cannot_be_settled_asks_for_the_offer_and_the_explanation(desk):
    ref = request(desk)
    desk.do(ref, "assign", to="Priya Shah")
    said = {"why": "cannot_resolve", "resolved_first": "no"}
    for given, missing in (({}, "complaint_offered"), ({"complaint_offered": "declined"}, "process_explained")):
        refused = desk.try_to(ref, "close", **said, **given)
        assert isinstance(refused, Refused)
        assert (refused.clause, refused.field) == ("Salix 4.2.9", missing)
    desk.do(ref, "close", **said, complaint_offered="declined", process_explained="yes")
    told = desk.desk.timeline(ref)[-1].lines
    assert "Was a complaint offered: Offered and declined" in told
    assert "Was the process explained: Yes" in told


def test_a_link_to_nothing_is_refused_and_another_landlords_case_too(officer):
    desk = officer("salix", "calico")
    other = desk.receive("calico")
    for said, name in (({"linked": "CD-99999"}, "linked"), ({"person": other}, "person")):
        refused = desk.desk.receive("salix", {"resident": "A", "words": "It leaks again", **said}, key="k")
        assert isinstance(refused, Refused)
        assert refused.field == name


def test_the_page_does_not_open_for_an_act_of_its_own(desk):
    ref = desk.receive("salix")
    refused = desk.try_to(ref, "receive")
    assert isinstance(refused, Refused)
    assert "intake page" in refused.sentence


@pytest.mark.parametrize(
    ("landlord", "named", "not_there"),
    [
        ("slh", {"complaint": "Formal complaint", "informal_complaint": "Informal complaint"}, "concern"),
        ("his", {"enquiry": "Request for information", "survey": "Survey feedback"}, "mp_enquiry"),
        ("saha", {"complaint": "Complaint"}, "informal_complaint"),
        ("calico", {"concern": "Concern"}, "mp_enquiry"),
        ("salix", {"comment": "Comment or suggestion", "mp_enquiry": "MP enquiry"}, "survey"),
    ],
)
def test_each_landlord_offers_the_kinds_of_feedback_it_has_in_its_own_words(officer, landlord, named, not_there):
    desk = officer(landlord)
    offered = dict(desk.desk.intake(landlord, {}).kinds)
    assert named.items() <= offered.items()
    assert not_there not in offered
    told = "I am writing on behalf of my constituent, whose damp nobody has looked at."
    assert desk.desk.intake(landlord, {"words": told}).kind in offered
    values = {"resident": "Amara Okafor", "words": "Damp.", "feedback": not_there}
    done = desk.desk.receive(landlord, values, key="not there")
    assert (isinstance(done, Refused), done.field) == (True, "feedback")
    assert done.sentence.endswith(f"it has: {', '.join(offered.values())}.")
    ref = desk.receive(landlord, feedback=next(iter(named)))
    words = next(iter(named.values()))
    assert desk.desk.case(ref).kind_words in (words, words[:1].lower() + words[1:])


def test_a_landlords_own_word_is_read_everywhere_and_its_key_nowhere(officer):
    desk = officer("calico")
    ref = desk.receive("calico", feedback="concern", words="Smoke alarms do not work.")
    step = next(one for one in desk.desk.form(ref, "step").fields if one.name == "step")
    assert ("high_risk", "High risk: a concern to be dealt with before others") in step.choices
    assert ("visited", "Visited the home, a communal area or the estate") in step.choices, "the usual words stay"
    desk.do(ref, "step", step="high_risk", what="People sleep there.")
    desk.do(ref, "contact", how="private_message", said="Moved to private.")
    (one,) = (one for one in desk.desk.case(ref).records if one.kind == "step")
    assert one.line.startswith("High risk")
    said = str(desk.desk.timeline(ref))
    assert "Step: High risk" in said
    assert "How: Private message" in said
    assert "high_risk" not in said + str(desk.desk.case(ref).records)


def test_a_known_name_at_a_known_property_is_named_with_what_would_not_come_along(desk):
    known = desk.receive("salix", adjustments="large print")
    again = {"address": "12 larch walk", "words": "The roof leaks.", "feedback": "complaint"}
    care = (
        f"{known} has the same name and property: choose it under 'Same person as', so that large print goes with them."
    )
    assert care in ask(desk, **again).care
    assert not any("same name" in one for one in ask(desk, **again, person=known).care)
    assert not any("same name" in one for one in ask(desk, **again | {"address": "14 Larch Walk"}).care)
    assert not any("same name" in one for one in ask(desk, **again, resident="Ben Lund").care)
    done = desk.desk.receive("salix", {"resident": "Amara Okafor", "channel": "telephone", **again}, key=desk.key())
    assert care in done.warnings
    done = desk.desk.receive(
        "salix", {"resident": "Amara Okafor", "channel": "telephone", "person": known, **again}, key=desk.key()
    )
    assert not any("same name" in one for one in done.warnings)
    assert desk.desk.look(done.ref).case.adjustments == "large print"


def test_an_open_case_of_the_same_kind_for_the_same_person_or_property_is_asked_about_before_logging(desk):
    known = desk.receive("salix", feedback="complaint", words="The ceiling leaks. Nobody came.")
    said = {"address": "12 larch walk", "words": "The roof leaks.", "feedback": "complaint", "channel": "telephone"}

    def cautions(**more):
        found = desk.desk.look_at_receipt("salix", {"resident": "Amara Okafor", **said, **more})
        return [one for one in found if " is open for the same " in one]

    again = "The ceiling leaks. Log another one only if it is another matter."
    assert cautions() == [f"{known} is open for the same person: {again}"]
    assert cautions(resident="Ben Lund") == [f"{known} is open for the same property: {again}"]
    assert cautions(address="14 Larch Walk") == cautions(feedback="compliment") == []
    assert desk.desk.look_at_receipt("salix", {**said, "resident": ""}).field == "resident", "refused before any asking"
    desk.do(known, "withdraw", how="telephone")
    assert cautions() == []


def test_the_page_begins_with_the_landlord_one_works_for(officer):
    jo = officer("calico", "salix")
    assert jo.desk.home() == ""
    jo.do(jo.desk.book("salix"), "staff_add", name="Jo Smith", roles="investigating_manager")
    assert jo.desk.home() == "salix", "their entry"
    for landlord, owned in (("calico", 2), ("salix", 1)):
        for _ in range(owned):
            jo.do(jo.receive(landlord), "assign", to="Jo Smith")
    assert jo.desk.home() == "calico", "where most of their open cases are"


def test_of_vulnerability_the_caution_says_only_that_it_is_on_file(desk):
    known = desk.receive("salix", vulnerability="She lives with dementia.", adjustments="large print")
    (said,) = (one for one in ask(desk, address="12 Larch Walk", words="It leaks.").care if "same name" in one)
    assert said.startswith(f"{known} has the same name and property")
    assert said.endswith("so that large print; what is on file of vulnerability go with them.")
    assert "dementia" not in said


def test_a_complaint_grown_from_a_request_is_called_by_what_was_said_then_and_not_by_the_request(desk):
    def beginning(ref):
        return {one.name: one.value for one in desk.desk.intake_fields(ref)}

    tap = desk.receive("salix", feedback="service_request", words="My tap drips. Please send somebody.")
    assert beginning(tap)["subject"] == "My tap drips"
    desk.do(tap, "dissatisfied", how="telephone", said="Nobody came on Tuesday. She is fed up.")
    values = beginning(tap)
    assert (values["subject"], values["words"]) == ("", "Nobody came on Tuesday. She is fed up.")
    done = desk.desk.receive("salix", values, key=desk.key())
    assert desk.desk.case(done.ref).subject == "Nobody came on Tuesday"
