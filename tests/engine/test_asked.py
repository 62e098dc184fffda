"""What a form may ask, as the reader of policy files knows it, against the forms and templates themselves."""

import pytest

from complaintdesk import letters, policies
from complaintdesk.desk.intake_fields import INTAKE
from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.asked import INTAKE_FIELDS, LETTER_FIELDS, asked_by, held_by_record, letter_fields
from complaintdesk.engine.fields import FIELDS
from complaintdesk.models.terms import EQUALITY, LETTER_KINDS


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_the_fields_of_a_letter_are_those_its_templates_print(kind):
    printed = {name for key in policies.available() for name in letters.fields_of(key, kind)}
    assert set(LETTER_FIELDS[kind]) == printed & set(FIELDS)


def test_the_fields_of_intake_are_those_of_its_page():
    page = {one.name for one in INTAKE if one.name in FIELDS and not one.name.startswith(EQUALITY)}
    assert set(INTAKE_FIELDS) == page


def test_a_form_asks_its_own_fields_and_those_of_its_letters():
    assert "reason" not in asked_by(ACTS["withdraw"])
    assert {"until", "ground", "reason", "progress", "signatory"} <= set(asked_by(ACTS["extend"]))
    assert "resolved_first" in asked_by(ACTS["close"])
    assert "why" in asked_by(ACTS["exclude"])
    assert "restrictions" not in letter_fields(ACTS["restriction_letter"])
    assert set().union(*(asked_by(act) for act in ACTS.values())) <= set(FIELDS)


def test_an_entry_holds_what_the_acts_on_it_say():
    assert {"item", "considered"} <= set(held_by_record("evidence"))
    assert {"sent_on", "satisfied", "route_sent"} <= set(held_by_record("survey"))
