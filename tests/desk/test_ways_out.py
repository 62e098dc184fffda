"""Why an act is not possible now, and what to do first: every reason that the engine gives, on every kind of file."""

import re
from datetime import UTC, datetime

import pytest

from complaintdesk.cli import twins
from complaintdesk.cli.house import register, staff
from complaintdesk.desk.demo import demo_desk
from complaintdesk.desk.intake_fields import KINDS
from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.fields import kinds
from complaintdesk.engine.kinds import named
from complaintdesk.engine.records import RECORDS
from complaintdesk.engine.synonyms import WORDS
from complaintdesk.engine.ways import openers
from complaintdesk.errors import NotFound
from complaintdesk.models.acting import Refused
from complaintdesk.models.lists import QueueQuery
from complaintdesk.models.terms import EQUALITY, FEEDBACK_KINDS
from complaintdesk.policies import available
from tests.desk.officer import london

MENU = 4 * 68
"""Letters that a reason has room for below the menu at 80 columns."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    noon = datetime(2026, 3, 12, 12, tzinfo=UTC)
    desk = demo_desk("2026-03-12", 1, tmp_path_factory.mktemp("demo") / "demo.db", now=lambda: noon)
    yield desk
    desk.close()


def files(desk):
    ids = desk.queue_ids(QueueQuery(status="all"))
    return [*(row.ref for row in desk.queue_rows(ids)), *(desk.book(key) for key, _ in desk.landlords())]


def check(desk, ref):
    """Each reason names an act of this very file, by title and key, and fits below the menu."""
    choices = desk.acts(ref)
    here = {named(ACTS[one.key]) for one in choices}
    for one in choices:
        if one.allowed:
            assert (one.reason, one.clause) == ("", "")
            continue
        assert (
            any(name in one.reason for name in here - {named(ACTS[one.key])}) or "never be done here" in one.reason
        ), one
        mentioned = re.findall(r"[A-Z][^.:;(]*? \((\w)\)", one.reason)
        assert set(mentioned) <= {other.letter for other in choices}, one
        assert one.reason.endswith("."), one
        words = f"{one.label}, not now: {one.reason} ({one.clause})"
        assert len(words) <= MENU, (len(words), words)


def test_every_reason_of_every_act_on_every_demo_file_names_the_next_step(demo):
    kinds = set()
    for ref in files(demo):
        kinds.add(demo.look(ref).case.feedback)
        check(demo, ref)
    assert kinds >= {"complaint", "service_request", "enquiry", "compliment", "mp_enquiry", "book"}


@pytest.mark.parametrize("policy", available())
def test_every_kind_of_feedback_under_every_policy_says_what_to_do_first(officer, policy):
    desk = officer(policy)
    has = dict(kinds(desk.desk.landlord(policy).policy()))
    assert "complaint" in has
    for kind in FEEDBACK_KINDS:
        said = {"resident": "A", "words": "Damp", "feedback": kind, "channel": "telephone", "express_request": "no"}
        done = desk.desk.receive(policy, said, key=kind)
        if kind not in has:
            assert "has no kind" in done.sentence, done
            continue
        check(desk.desk, done.ref)
        assert all(one.reason for one in desk.desk.acts(done.ref) if not one.allowed)
    check(desk.desk, desk.desk.book(policy))


def test_every_record_that_acts_change_has_an_act_or_the_receipt_that_puts_it_on_file(demo):
    ref = demo.queue_rows(demo.queue_ids(QueueQuery(status="all")))[0].ref
    ground = demo.look(ref).ground("")
    moved = {kind for act in ACTS.values() if act.belongs("complaint") for kind in act.moves}
    alone = {kind for kind in moved if not openers(ground, kind)}
    assert alone == set()
    assert set(RECORDS) > moved


def test_what_is_done_with_says_since_when_and_what_opens_another(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    desk.do(ref, "promise", what="Paint", owner="Repairs", due_on="31/3/2026")
    desk.at = london("2026-03-16 10:00")
    desk.do(ref, "action_done", which="action-1", what_was_done="Painted.")
    late = next(one for one in desk.desk.acts(ref) if one.key == "action_late")
    assert late.reason == (
        "No action or remedy is open on this file. Action 1 was settled Mon 16 Mar 2026."
        " Record one first: Action or promise (6) or Answer (r)."
    )


def test_a_way_out_that_is_barred_itself_says_what_bars_it(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    why = {one.key: one.reason for one in desk.desk.acts(ref)}
    assert why["review_restriction"] == (
        "No restriction is open on this file. One comes with Restrict contact (Z), not possible: No classification"
        " has been approved. First: Propose a class (P), then Decide on a class (Y)."
    )
    assert why["reopen"].startswith("The case is open. There is nothing to reopen before it is closed: Close (C)")


def test_a_reply_that_nobody_owes_says_what_is_owed_instead(officer):
    """On a service request there is no letter to write: what comes next is said, with its day where it has one."""
    desk = officer("salix")
    ref = desk.receive("salix", feedback="service_request")
    reply = next(one for one in desk.desk.acts(ref) if one.key == "respond")
    assert reply.reason.endswith("No day is set here: Update the resident (I) or Close (C).")
    desk.do(ref, "promise", what="Mend the tap", owner="Repairs", due_on="20/3/2026")
    reply = next(one for one in desk.desk.acts(ref) if one.key == "respond")
    assert reply.reason.endswith("Next: Action 1, due Fri 20 Mar 2026: Action done (7).")


def test_what_leads_to_a_complaint_is_on_one_done_already_and_says_what_is_next(officer):
    desk = officer("salix")
    ref = desk.receive("salix", feedback="complaint")
    why = {one.key: one.reason for one in desk.desk.acts(ref) if not one.allowed}
    for act in ("dissatisfied", "offer_complaint", "not_logged"):
        assert why[act].startswith("This is a complaint already. Next: Acknowledge (k), due "), act


@pytest.mark.parametrize(
    ("typed", "act"),
    [
        ("escalate", "escalate"),
        ("appeal", "escalate"),
        ("exclusion", "exclude"),
        ("refuse", "exclude"),
        ("reject", "exclude"),
        ("convert", "receive"),
        ("compensation", "respond"),
        ("redress", "promise"),
        ("remedy", "respond"),
        ("ombudsman", "refer"),
        ("HOS", "refer"),
        ("close", "close"),
        ("finish", "close"),
        ("holding letter", "extend"),
        ("delay", "extend"),
        ("extension", "extend"),
        ("apology", "respond"),
    ],
)
def test_the_words_of_the_field_find_their_act(demo, typed, act):
    ref = demo.queue_rows(demo.queue_ids(QueueQuery(status="all")))[0].ref
    found = [one.key for one in demo.acts(ref) if all(word in one.sought_in for word in typed.lower().split())]
    assert act in found


def test_every_act_with_other_words_is_there(demo):
    assert set(WORDS) <= set(ACTS)


def test_a_clause_finds_what_it_bars(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    assert "Salix 4.16.7" in {one.clause for one in desk.desk.acts(ref) if "4.16.7" in one.sought_in}


def test_a_refusal_of_a_service_request_speaks_of_a_service_request(officer):
    desk = officer("salix")
    ref = desk.receive("salix", feedback="service_request")
    letter = desk.desk.preview(ref, "exclude", desk.filled(ref, "exclude"))
    text = " ".join(letter.text.split())
    assert f"Your service request {ref}" in text
    assert "not to take on your service request." in text
    assert "your complaint" not in text.partition("The Housing Ombudsman")[0].lower()


def test_an_mp_is_written_in_capitals_wherever_a_kind_is_named(officer, capsys):
    desk = officer("slh")
    ref = desk.receive("slh", feedback="mp_enquiry")
    twins.case(desk.desk, ref)
    twins.timeline(desk.desk, ref)
    out = capsys.readouterr().out
    assert "MP enquiry, stage 1" in out
    assert "Kind: councillor or MP enquiry" in out
    assert "mp" not in re.findall(r"\w+", out)
    assert "MP enquiry" in {words for _, words in KINDS}


def test_no_clock_on_a_book_or_a_service_request_is_said_with_where_to_look_instead(officer):
    desk = officer("salix")
    with pytest.raises(NotFound) as said:
        twins.explain(desk.desk, "BOOK-SALIX")
    assert str(said.value) == (
        "BOOK-SALIX is the book of Salix Homes, and no clock runs on a book."
        " `complaintdesk show BOOK-SALIX` prints what is in it."
    )
    ref = desk.receive("salix", feedback="service_request")
    with pytest.raises(NotFound, match=f"No clock runs on {ref}: it is a service request, for which Salix Homes sets"):
        twins.explain(desk.desk, ref)
    with pytest.raises(NotFound, match=r"has no clock 'evidence'\. It has: acknowledge, respond"):
        twins.explain(desk.desk, desk.receive("salix"), "evidence")


def test_a_referral_says_who_asked_and_what_for(officer):
    desk = officer("saha")
    ref = desk.receive("saha")
    for said, field in (({}, "who_asked"), ({"who_asked": "The resident"}, "what")):
        refused = desk.try_to(ref, "refer", **said)
        assert (isinstance(refused, Refused), refused.field) == (True, field)


def test_roles_are_printed_by_their_titles(officer, capsys):
    desk = officer("salix")
    book = desk.desk.book("salix")
    desk.do(book, "staff_add", name="Ann Lee", roles="team_leader, senior_manager")
    staff(desk.desk, "salix", json=False)
    twins.case(desk.desk, book)
    twins.timeline(desk.desk, book)
    out = capsys.readouterr().out
    assert out.count("Team leader") == 3
    assert "team_leader" not in out


def test_the_equality_register_counts_what_was_stated(officer, capsys):
    desk = officer("salix")
    desk.receive("salix", **{f"{EQUALITY}disability": "Deaf"})
    register(desk.desk, "equality", "", None, open_only=False, json=False)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["disability", "Deaf", "1"] in lines
    assert ["age", "not", "stated", "1"] in lines
