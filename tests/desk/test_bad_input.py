"""What cannot be is refused in one sentence that names the field, and nothing is written."""

import pytest

from complaintdesk.errors import NotFound
from complaintdesk.intake.clean import clean
from complaintdesk.models.acting import Done, Refused
from tests.desk.officer import london

HOSTILE = "\x1b]52;c;ZXZpbA==\x07[red]x[/] {{ 7*7 }} [@click=app.quit]go[/] \u202e\x00\x9b31m <script> %s ' OR 1=1 --"


def test_an_act_is_not_recorded_before_it_happens(officer):
    jo = officer("salix")
    ref = jo.receive("salix")
    refused = jo.try_to(ref, "contact", when="13/3/2026 09:00", how="telephone")
    assert isinstance(refused, Refused)
    assert refused.field == "when"
    assert "still to come" in refused.sentence
    assert jo.desk.case(ref).seq == 1


def test_an_acknowledgement_before_the_receipt_is_refused(officer):
    jo = officer("salix")
    ref = jo.receive("salix", when="11/3/2026 11:00")
    refused = jo.try_to(ref, "acknowledge", when="10/3/2026 11:00")
    assert isinstance(refused, Refused)
    assert refused.sentence == (
        "Tue 10 Mar 2026 11:00 is before the case was last moved on: received, Wed 11 Mar 2026 11:00."
    )


def test_an_answer_before_its_acknowledgement_is_refused(officer):
    jo = officer("salix")
    ref = jo.receive("salix", when="9/3/2026 11:00")
    jo.do(ref, "acknowledge", when="11/3/2026 11:00")
    refused = jo.try_to(ref, "respond", when="10/3/2026 11:00")
    assert isinstance(refused, Refused)
    assert "acknowledged, Wed 11 Mar 2026 11:00" in refused.sentence


@pytest.mark.parametrize("when", ["31/2/2026", "99/99/9999", "yesterdayish", "2026-13-01", "12/3/1899", "\x1b[2J"])
def test_a_date_that_cannot_be_is_named_and_nothing_is_stored(officer, when):
    jo = officer("salix")
    refused = jo.desk.receive("salix", {"resident": "A", "words": "B", "when": when}, key="k")
    assert isinstance(refused, Refused)
    assert refused.field == "when"
    assert "\x1b" not in refused.sentence
    with pytest.raises(NotFound):
        jo.desk.find("CD-26001")


def test_an_extension_into_the_past_is_refused(officer):
    jo = officer("calico")
    ref = jo.receive("calico", when="9/3/2026 11:00")
    jo.do(ref, "acknowledge")
    refused = jo.try_to(ref, "extend", until="11/3/2026", reason="More time.", progress="Begun.")
    assert isinstance(refused, Refused)
    assert "not in the future" in refused.sentence


def test_a_bare_today_means_now_where_noon_is_still_to_come(officer):
    jo = officer("salix")
    assert jo.at < london("2026-03-12 12:00")
    ref = jo.receive("salix", when="today")
    assert jo.desk.case(ref).timeline[0].at == jo.at


def test_hostile_text_in_every_field_is_kept_as_words_and_comes_back_without_control_bytes(officer):
    jo = officer("salix")
    fields = [one.name for one in jo.desk.intake_fields() if one.kind in ("line", "text")]
    # an MP who writes is asked whether it is a complaint; nobody handles a complaint about themselves
    given = dict.fromkeys(fields, HOSTILE) | {"owner": "Jo Smith", "feedback": "complaint"}
    done = jo.desk.receive("salix", given, key="k")
    assert isinstance(done, Done), done
    view = jo.desk.case(done.ref)
    for name in ("resident", "address", "subject", "words", "wanted"):
        said = getattr(view, name)
        assert "{{ 7*7 }}" in said and "[red]x[/]" in said
        assert said == clean(said)
        assert not set(said) & {"\x1b", "\x00", "\x9b", "\u202e", "\x07"}
    letter = jo.desk.preview(done.ref, "acknowledge", jo.filled(done.ref, "acknowledge", definition=HOSTILE))
    assert "{{ 7*7 }}" in letter.text
    assert "49" not in letter.text.replace("960 00", "")


def test_100_kb_of_pasted_text_is_kept_whole_where_it_fits_and_refused_by_name_where_not(officer):
    jo = officer("salix")
    long = "a word " * 14_000
    ref = jo.receive("salix", words=long)
    assert jo.desk.case(ref).words == long.strip()
    refused = jo.desk.receive("salix", {"resident": long, "words": "x"}, key="other")
    assert isinstance(refused, Refused)
    assert refused.field == "resident"
    assert len(refused.sentence) < 200


@pytest.mark.parametrize("pounds", ["abc", "-5", "1.999", "12345678", "1e5", "٣"])
def test_money_that_is_none_is_refused(officer, pounds):
    jo = officer("salix")
    ref = jo.receive("salix")
    jo.do(ref, "acknowledge")
    paid = ({"kind": "compensation", "what": "Delay", "pounds": pounds, "why": "Weeks of damp", "due_on": "30/3/2026"},)
    got = jo.try_to(ref, "respond", remedies=paid)
    assert isinstance(got, Refused)
    assert got.field == "remedies"


@pytest.mark.parametrize("act", ["learn", "order", "refer", "flag_conduct", "ombudsman_contact", "note"])
def test_hostile_words_in_the_forms_of_putting_right_are_kept_as_words_or_refused(officer, act):
    jo = officer("salix")
    ref = jo.receive("salix")
    jo.do(ref, "ombudsman_contact", who_asked="The Ombudsman", what="Asks how it stands.")
    form = jo.desk.form(ref, act)
    free = ("line", "text")
    given = {one.name: HOSTILE if one.kind in free else next(iter(one.choices), ("",))[0] for one in form.fields}
    given |= {"when": "", "due_on": "30/3/2026", "pence": "75.50", "to_share": True}
    done = jo.desk.do(ref, act, given, seq=form.seq, key=jo.key())
    assert isinstance(done, Done), done
    said = "".join((*(one.line for one in jo.desk.case(ref).records), *jo.desk.timeline(ref)[-1].lines))
    assert "[red]x[/]" in said
    assert not any(sign in said for sign in "\x1b\x07\u202e\x00\x9b")


@pytest.mark.parametrize("given", ["[red]", HOSTILE, ("email_or_letter_only", "pigeon"), 7])
def test_a_restriction_nobody_knows_is_refused_by_name(officer, given):
    jo = officer("salix")
    refused = jo.try_to(jo.receive("salix"), "restrict", restrictions=given, proportionate="x", equality_note="x")
    assert isinstance(refused, Refused)
    assert refused.field == "restrictions"
    assert refused.sentence.isprintable()
    assert len(refused.sentence) < 300


@pytest.mark.parametrize("pounds", ["abc", "-5", "1.999", "12345678"])
def test_an_award_of_the_ombudsman_that_is_no_money_is_refused(officer, pounds):
    jo = officer("salix")
    ref = jo.receive("salix")
    refused = jo.try_to(ref, "order", order_kind="award", what="Pay", pence=pounds, due_on="30/3/2026")
    assert isinstance(refused, Refused)
    assert refused.field == "pence"


def test_an_unknown_case_landlord_or_act_is_named(officer):
    jo = officer("salix")
    ref = jo.receive("salix")
    with pytest.raises(NotFound, match="CD-99999"):
        jo.desk.case("99999")
    with pytest.raises(NotFound, match="Known: salix"):
        jo.desk.receive("nobody", {}, key="k")
    with pytest.raises(NotFound, match="no act"):
        jo.desk.form(ref, "delete")


def test_a_dimmed_act_tells_of_this_case(officer):
    jo = officer("salix")
    ref = jo.receive("salix")
    jo.do(ref, "acknowledge")
    dimmed = {act.key: act for act in jo.desk.acts(ref) if not act.allowed}
    assert dimmed["acknowledge"].reason == (
        "Stage 1 was acknowledged on Thu 12 Mar 2026 by Jo Smith. Next: Answer (r), due Thu 26 Mar 2026."
    )
    assert dimmed["acknowledge"].clause == "Salix 4.7.2"
    assert all(act.reason for act in dimmed.values())
    plain = {act.reason for act in dimmed.values() if not act.clause}
    assert {
        "No evidence is open on this file. Record one first: Evidence (2).",
        "No reasonable adjustment is on this file. Record one first: Adjustment (4).",
        "No action or remedy is open on this file. Record one first: Action or promise (6) or Answer (r).",
        "This is a complaint already. Next: Answer (r), due Thu 26 Mar 2026.",
    } <= plain
    assert all(
        reason.startswith(("No ", "This is ", "The Ombudsman does not have this case yet. First: ")) for reason in plain
    )


def test_what_would_be_refused_stands_in_the_checklist_before_anybody_records(officer):
    """A date that cannot be, a payment without its rationale, a reviewer who answered stage 1: all named at once."""
    jo = officer("salix")
    ref = jo.receive("salix", when="11/3/2026 11:00")
    early = jo.desk.preview(ref, "acknowledge", jo.filled(ref, "acknowledge", when="10/3/2026 9:00"))
    assert early.missing[0].field == "when"
    assert "received, Wed 11 Mar 2026 11:00" in early.missing[0].where
    jo.do(ref, "acknowledge")
    paid = ({"kind": "compensation", "what": "Delay", "pounds": "75.50", "due_on": "30/3/2026"},)
    letter = jo.desk.preview(ref, "respond", jo.filled(ref, "respond", remedies=paid))
    assert [check.where for check in letter.missing] == ["The payment of £75.50 has no rationale."]
    jo.do(ref, "respond")
    jo.do(ref, "escalate")
    letter = jo.desk.preview(ref, "acknowledge", jo.filled(ref, "acknowledge"))
    assert [check.where for check in letter.missing] == ["Jo Smith handled stage 1, and may not review it."]


@pytest.mark.parametrize(
    ("act", "wanted", "field"),
    [
        ("contact", "'How' or 'What was said'", "how"),
        ("update", "'How' or 'What was said' or 'Progress so far' or 'Send the letter'", "how"),
        ("dissatisfied", "'How' or 'What was said'", "how"),
        (
            "offer_complaint",
            "'Was a complaint offered' or 'Told how to complain' or 'Send the letter'",
            "complaint_offered",
        ),
    ],
)
def test_an_untouched_form_records_nothing_that_a_rule_rests_on(officer, act, wanted, field):
    jo = officer("salix")
    kind = {"feedback": "comment", "dissatisfied": True} if act in ("dissatisfied", "offer_complaint") else {}
    ref = jo.receive("salix", **kind)
    form = jo.desk.form(ref, act)
    untouched = {one.name: one.value for one in form.fields}
    refused = jo.desk.do(ref, act, untouched, seq=form.seq, key="untouched")
    assert isinstance(refused, Refused)
    assert (refused.sentence, refused.field) == (f"Nothing is filled in: give {wanted}.", field)
    jo.do(ref, act, **({"told_how": True} if act == "offer_complaint" else {"said": "She rang."}))


@pytest.mark.parametrize(("pounds", "held"), [("5,055", 505500), ("£1,250.50", 125050), ("1,234,567", 123456700)])
def test_commas_between_groups_of_three_are_read(officer, pounds, held):
    jo = officer("salix")
    ref = jo.receive("salix")
    field = next(one for one in jo.desk.form(ref, "order").fields if one.name == "pence")
    assert jo.desk.check_field(field, pounds, ref, "order").ok
    jo.do(ref, "refer", who_asked="The resident", what="The roof is still open.")
    jo.do(ref, "order", order_kind="award", order_concerns="matter", what="Pay", pence=pounds, due_on="30/3/2026")
    assert f"£{held / 100:,.2f}".removesuffix(".00") in jo.desk.case(ref).records[-1].line


@pytest.mark.parametrize("pounds", ["50,5,5", "5,05", "1,2345", ",500", "500,", "1,,000", "1.50,000"])
def test_a_comma_anywhere_else_is_not_guessed_at(officer, pounds):
    jo = officer("salix")
    refused = jo.try_to(jo.receive("salix"), "order", order_kind="award", what="Pay", pence=pounds, due_on="30/3/2026")
    assert isinstance(refused, Refused)
    assert refused.field == "pence"
    assert f"'{pounds}' is no sum of money. Write it as 150 or 150.50." in refused.sentence
