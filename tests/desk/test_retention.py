"""How long cases and documents are kept: what is due on which day and why, what is never disposed of."""

from datetime import date

import pytest

from complaintdesk.cli import privacy
from complaintdesk.desk.retaining import dispose, retained
from complaintdesk.desk.setting_up import set_own
from complaintdesk.errors import BadInput
from complaintdesk.models.acting import Refused
from tests.desk.officer import london


@pytest.fixture
def desk(officer):
    """An officer at saha on Thursday 30 September 2021 at nine."""
    one = officer("saha")
    one.at = london("2021-09-30 09:00")
    return one


def closed(desk, landlord="saha", **said):
    """A complaint received and closed at once."""
    ref = desk.receive(landlord, **{"complainant": "tenant", **said})
    desk.do(ref, "withdraw", how="telephone")
    return ref


def listed(desk, day, landlord="saha", *, every=False):
    desk.at = london(f"{day} 12:00")
    return {(one.ref, one.which): one for one in retained(desk.desk, landlord, every=every).rows}


def document(desk, ref, kind, dated="", **said):
    return desk.try_to(ref, "document", item="A paper", document_class=kind, dated=dated, **said)


@pytest.mark.clause("saha-retention-a")
def test_a_complaint_on_a_live_tenancy_is_never_listed(desk):
    ref = closed(desk)
    assert listed(desk, "2026-01-05") == {}
    one = listed(desk, "2026-01-05", every=True)[ref, ""]
    assert (one.state, one.due, one.clause) == ("kept", None, "saha Privacy Impact Assessment Form")
    refused = dispose(desk.desk, [ref], {"decided_by": "Jo Smith"}, key="a")
    assert isinstance(refused, Refused)
    assert "as long as the tenancy lasts" in refused.sentence


@pytest.mark.clause("saha-retention-b")
def test_a_former_tenants_complaint_is_due_three_years_after_the_tenancy_and_with_authority_after_five(desk):
    desk.at = london("2021-06-01 10:00")
    ref = closed(desk)
    desk.at = london("2021-07-01 10:00")
    desk.do(ref, "tenancy", tenancy_ended_on="30/6/2021")
    assert listed(desk, "2024-06-29") == {}
    due = listed(desk, "2024-06-30")[ref, ""]
    assert (due.state, due.due) == ("due", date(2024, 6, 30))
    assert due.why == "Complaint of a former tenant: 3 years from the end of the tenancy, Wed 30 Jun 2021."
    refused = desk.try_to(ref, "hold", hold_kind="longer", until_day="31/12/2030", reason="", decided_by="Ada Bell")
    assert isinstance(refused, Refused)
    desk.do(ref, "hold", hold_kind="longer", until_day="31/12/2030", reason="A claim is likely.", decided_by="Ada Bell")
    assert listed(desk, "2026-06-29") == {}
    kept = listed(desk, "2026-06-29", every=True)[ref, ""]
    assert kept.due == date(2026, 6, 30)
    assert "with the authority of Ada Bell" in kept.why
    assert listed(desk, "2026-06-30")[ref, ""].state == "due"


@pytest.mark.clause("saha-retention-c")
def test_the_agreement_and_the_details_of_leaving_are_permanent_and_cannot_be_chosen(desk):
    ref = closed(desk)
    desk.do(ref, "tenancy", tenancy_ended_on="31/3/2015")
    for kind in ("tenancy_agreement", "leaving_record"):
        document(desk, ref, kind)
    found = listed(desk, "2021-10-01")
    assert {found[ref, "document-1"].state, found[ref, "document-2"].state} == {"permanent"}
    for which in ("document-1", "document-2"):
        refused = desk.try_to(ref, "file_document", which=which, filed="destroyed")
        assert isinstance(refused, Refused)
        assert (refused.clause, refused.field) == ("saha Privacy Impact Assessment Form", "filed")


@pytest.mark.clause("saha-retention-d")
def test_a_rent_statement_is_kept_two_financial_years_and_the_current_one(desk):
    ref = closed(desk)
    document(desk, ref, "rent_statement", "31/5/2021")
    desk.at = london("2023-01-05 10:00")
    document(desk, ref, "rent_statement", "31/5/2022")
    assert (ref, "document-1") not in listed(desk, "2024-03-31")
    found = listed(desk, "2024-04-02", every=True)
    assert (found[ref, "document-1"].state, found[ref, "document-1"].due) == ("due", date(2024, 4, 1))
    assert (found[ref, "document-2"].state, found[ref, "document-2"].due) == ("kept", date(2025, 4, 1))
    desk.do(ref, "file_document", which="document-1", filed="destroyed", done_on="2/4/2024")
    assert (ref, "document-1") not in listed(desk, "2024-04-02", every=True)


@pytest.mark.clause("saha-retention-e")
def test_a_medical_form_is_destroyed_three_months_after_the_move_and_never_filed_under_the_tenancy(desk):
    ref = closed(desk)
    refused = document(desk, ref, "medical", filed="tenancy")
    assert isinstance(refused, Refused)
    assert refused.sentence == "Where it is: With the case or Destroyed."
    document(desk, ref, "medical")
    waiting = listed(desk, "2024-02-01", every=True)[ref, "document-1"]
    assert waiting.why == "Medical assessment form: the move to the new home is not noted, so no period runs."
    desk.do(ref, "tenancy", transferred_on="31/1/2024")
    assert isinstance(desk.try_to(ref, "file_document", which="document-1", filed="tenancy"), Refused)
    assert (ref, "document-1") not in listed(desk, "2024-04-29")
    assert listed(desk, "2024-04-30")[ref, "document-1"].due == date(2024, 4, 30)


@pytest.mark.clause("saha-retention-f")
def test_a_transfer_application_joins_the_tenancy_file_once_the_move_is_noted(desk):
    ref = closed(desk)
    document(desk, ref, "transfer_application")
    desk.at = london("2024-01-30 10:00")
    assert isinstance(desk.try_to(ref, "file_document", which="document-1", filed="tenancy"), Refused)
    desk.at = london("2024-02-01 10:00")
    desk.do(ref, "tenancy", transferred_on="31/1/2024")
    desk.do(ref, "file_document", which="document-1", filed="tenancy")
    assert listed(desk, "2030-01-01", every=True)[ref, "document-1"].state == "kept"


@pytest.mark.clause("saha-retention-g")
def test_consent_and_application_forms_are_kept_as_long_as_the_tenancy(desk):
    ref = closed(desk)
    for kind in ("consent", "housing_application"):
        document(desk, ref, kind, filed="tenancy")
    assert listed(desk, "2035-01-05") == {}
    desk.do(ref, "tenancy", tenancy_ended_on="4/1/2035")
    assert listed(desk, "2035-01-05") == {}
    found = listed(desk, "2038-01-04")
    assert {found[ref, "document-1"].due, found[ref, "document-2"].due} == {date(2038, 1, 4)}


@pytest.mark.clause("saha-retention-h")
def test_what_no_rule_fits_is_listed_for_the_landlords_decision_and_not_disposed_of(desk):
    visitor = closed(desk, complainant="other")
    kind = desk.receive("saha", feedback="compliment", resident="Nadia Bell")
    desk.do(kind, "withdraw", how="telephone")
    found = listed(desk, "2026-01-05")
    assert {ref: one.state for (ref, _), one in found.items()} == {visitor: "unruled", kind: "unruled"}
    assert "the landlord decides" in found[visitor, ""].why
    refused = dispose(desk.desk, [visitor], {"decided_by": "Jo Smith"}, key="a")
    assert isinstance(refused, Refused)
    assert "Say why it goes." in refused.sentence
    assert "The ceiling leaks again." in str(desk.desk.case(visitor))


def test_the_tenancy_is_one_of_the_persons_whichever_case_it_was_noted_on(desk):
    first = closed(desk)
    second = closed(desk, person=first)
    desk.do(second, "tenancy", tenancy_ended_on="30/9/2021")
    assert {ref for ref, _ in listed(desk, "2024-09-30")} == {first, second}


def test_the_list_knows_the_person_by_a_link_made_since_as_the_disposal_does(desk):
    first = closed(desk)
    desk.do(first, "tenancy", tenancy_ended_on="30/9/2021")
    second = closed(desk, resident="A. Okafor")
    assert {ref for ref, _ in listed(desk, "2024-09-30")} == {first}
    desk.do(second, "same_person", linked=first, reason="Same date of birth.")
    assert {ref for ref, _ in listed(desk, "2024-09-30")} == {first, second}
    again = desk.receive("saha", resident="A. Okafor", person=second)
    found = listed(desk, "2024-10-01")
    assert [found[ref, ""].state for ref in (first, second)] == ["held", "held"]
    assert found[first, ""].why.endswith(f"{again} of the same person is open.")


@pytest.mark.parametrize(
    ("key", "policy"),
    [
        pytest.param("his", "his", marks=pytest.mark.clause("his-process-o")),
        pytest.param("slh", "slh", marks=pytest.mark.clause("slh-6.4a")),
        pytest.param("salix", "salix", marks=pytest.mark.clause("salix-7.1")),
        ("calico", "calico"),
    ],
)
def test_where_the_policy_is_silent_the_list_says_so_and_offers_nothing(officer, key, policy):
    one = officer(key)
    one.at = london("2019-03-12 10:00")
    ref = closed(one, key)
    one.at = london("2026-03-12 10:00")
    found = retained(one.desk, key)
    assert "not set by policy" in found.note
    assert found.rows == ()
    refused = dispose(one.desk, [ref], {"decided_by": "Jo Smith"}, key="a")
    assert isinstance(refused, Refused)
    assert one.desk.landlord(key).policy().key == policy
    set_own(one.store, key, {"retention": {"years": 6}})
    one.desk._know_landlords()
    (due,) = retained(one.desk, key).rows
    assert (due.ref, due.state, due.due, due.clause) == (ref, "due", date(2025, 3, 12), "the landlord's own setting")
    assert "The ceiling leaks again." in str(one.desk.case(ref))


def test_the_command_lists_with_state_day_and_clause_and_erases_what_is_named(desk, capsys):
    due, live = closed(desk), closed(desk)
    desk.do(due, "tenancy", tenancy_ended_on="30/9/2021")
    desk.at = london("2024-09-30 12:00")
    privacy.retained(desk.desk, "saha", every=True, json=False)
    rows = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert rows[due].split()[1:3] == ["due", "2024-09-30"]
    assert "3 years from the end of the tenancy" in rows[due]
    assert rows[due].endswith("(saha Privacy Impact Assessment Form)")
    assert rows[live].split()[1:3] == ["kept", "--"]
    with pytest.raises(BadInput, match=r"Nobody is named who decided it\."):
        privacy.dispose(desk.desk, [due], " ", "", asked=True)
    with pytest.raises(BadInput, match=f"^{live}: "):
        privacy.dispose(desk.desk, [due, live], "Jo Smith", "", asked=True)
    privacy.dispose(desk.desk, [due], "Jo Smith", "", asked=True)
    assert capsys.readouterr().out.startswith(f"The words of {due} are erased for good.")
    privacy.retained(desk.desk, "saha", every=False, json=False)
    assert "Nothing is due to be disposed of." in capsys.readouterr().out
