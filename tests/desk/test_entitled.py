"""What a policy keeps for a role: dimmed where nobody could be named, else the form's first line says who may."""

from complaintdesk.models.acting import Done


def entry(desk, name, roles, **said):
    desk.do(desk.desk.book("salix"), "staff_add", name=name, roles=roles, **said)


def choice(desk, ref, act):
    return next(one for one in desk.desk.acts(ref) if one.key == act)


def proposer(desk, ref):
    return next(field for field in desk.desk.form(ref, "classify").fields if field.name == "proposed_by")


def test_an_act_is_dimmed_where_nobody_on_the_staff_list_has_its_role(officer):
    desk = officer("salix")
    ref = desk.receive("salix")
    assert choice(desk, ref, "classify").allowed, "no staff list yet, so nobody is judged"
    entry(desk, "Jo Smith", "investigating_manager")
    barred = choice(desk, ref, "classify")
    assert not barred.allowed
    assert barred.reason == (
        "Proposed by: this is for the area director."
        " Nobody has that role today; it is given in BOOK-SALIX:"
        " Add somebody to the staff (a) or Change somebody's entry (c)."
    )
    assert barred.clause == "Salix 4.16.6"


def test_an_act_stays_open_where_the_form_can_name_another_and_its_first_line_says_who(officer):
    desk = officer("salix")
    entry(desk, "Jo Smith", "investigating_manager")
    entry(desk, "Bo Ray", "investigating_manager")
    entry(desk, "Dee Marsh", "area_director", away_from="1/3/2026", away_until="31/3/2026", deputy="Bo Ray")
    ref = desk.receive("salix")
    assert choice(desk, ref, "classify").allowed
    assert desk.desk.form(ref, "classify").kept_for == (
        "Who may: the area director. Today: Dee Marsh (away; Bo Ray stands in). Name them under 'Proposed by'."
        " (Salix 4.16.6)",
    )
    assert proposer(desk, ref).value == "", "whoever may not do it does not begin as the one who did"
    said = {"classification": "malicious", "evidence_seen": "Two letters."}
    refused = desk.try_to(ref, "classify", **said, proposed_by="Jo Smith")
    assert refused.sentence.endswith("Today: Dee Marsh (away; Bo Ray stands in).")
    assert isinstance(desk.try_to(ref, "classify", **said, proposed_by="Bo Ray"), Done)


def test_whoever_has_the_role_themselves_or_stands_in_today_is_told_nothing(officer):
    desk, bo = officer("salix"), officer(name="Bo Ray")
    entry(desk, "Jo Smith", "area_director")
    entry(desk, "Bo Ray", "investigating_manager")
    ref = desk.receive("salix")
    assert desk.desk.form(ref, "classify").kept_for == ()
    assert proposer(desk, ref).value == "Jo Smith"
    bo.desk.changed()
    assert bo.desk.form(ref, "classify").kept_for != ()
    assert choice(bo, ref, "classify").allowed
    book = desk.desk.book("salix")
    desk.do(book, "staff_change", which="staff_member-1", away_from="1/3/2026", deputy="Bo Ray")
    bo.desk.changed()
    assert bo.desk.form(ref, "classify").kept_for == ()
    assert proposer(bo, ref).value == "Bo Ray"


def test_what_depends_on_what_is_typed_or_on_who_has_the_case_keeps_nothing_beforehand(officer):
    desk = officer("salix")
    entry(desk, "Jo Smith", "investigating_manager")
    entry(desk, "Ada Bell", "senior_manager")
    ref = desk.receive("salix")
    desk.do(ref, "acknowledge")
    assert desk.desk.form(ref, "extend").kept_for == (), "only beyond the limit is it the senior manager's"
    desk.do(ref, "respond")
    desk.do(ref, "escalate")
    assert "senior manager" in desk.desk.form(ref, "acknowledge").kept_for[0]
    desk.do(ref, "assign", to="Ada Bell")
    assert desk.desk.form(ref, "acknowledge").kept_for == (), "whoever has it was looked at then"
