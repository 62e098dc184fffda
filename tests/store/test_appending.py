"""One act: events and what follows from them, together or not at all."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from store_toy import NINE, SALIX, derive, happened, received

from complaintdesk.errors import Conflict, NotFound
from complaintdesk.models.events import Event
from complaintdesk.store.derived_tables import METADATA
from complaintdesk.store.naming import reference
from complaintdesk.store.rows import NO_DAY, NewCase, day, ordinal

pytestmark = pytest.mark.both


def everything(writer):
    """Every row of the store, table by table."""
    tables = [name for name in METADATA.tables if name != "draft"]
    return {name: sorted(writer._db.execute(f"SELECT * FROM {name}").fetchall()) for name in tables}


def test_a_new_case_gets_the_next_reference_of_its_year(add):
    assert add(None, received()).ref == "CD-26001"
    assert add(None, received(NINE.replace(year=2025))).ref == "CD-25001"
    assert add(None, received(), landlord="alder").ref == "CD-26002"
    assert reference(2026, 1000) == "CD-261000"


def test_the_year_of_a_reference_is_the_london_year(add):
    auckland = ZoneInfo("Pacific/Auckland")
    assert add(None, received(datetime(2026, 1, 1, 9, tzinfo=auckland))).ref == "CD-25001"


def test_an_act_returns_where_its_last_event_stands(add):
    assert add(None, received(), happened("noted"))[:4] == (1, "CD-26001", 2, 2)
    assert add(None, received())[:4] == (2, "CD-26002", 1, 3)
    assert add(1, happened("closed"))[:4] == (1, "CD-26001", 3, 4)


def test_events_come_back_as_they_were_given_in_utc(add, reader):
    london = datetime(2026, 7, 1, 9, 30, 0, 7, tzinfo=ZoneInfo("Europe/London"))
    body = {"text": "Zoë said “no” ✓", "pence": 12_345, "parts": ["a", {"b": None}], "yes": True}
    add(None, Event("received", london, body, 99, "Søren", london))
    (found,) = reader.events(1)
    assert found == Event("received", london.astimezone(UTC), body, 1, "Søren", london.astimezone(UTC))


def test_derive_sees_the_whole_history_as_stored(writer):
    seen = []

    def watch(landlord, case_id, ref, events):
        seen.append((landlord, case_id, ref, [(e.kind, e.seq, e.at.tzinfo) for e in events]))
        return derive(landlord, case_id, ref, events)

    tokyo = NINE.astimezone(ZoneInfo("Asia/Tokyo"))
    writer.append(None, 0, [received(tokyo)], watch, key="a", landlord="salix")
    writer.append(1, 1, [happened("noted", tokyo)], watch, key="b")
    writer.append_many([NewCase("salix", [received(tokyo)])], watch)
    assert [s[3] for s in seen] == [
        [("received", 1, UTC)],
        [("received", 1, UTC), ("noted", 2, UTC)],
        [("received", 1, UTC)],
    ]
    assert seen[0][:3] == (SALIX, 1, "CD-26001")


def test_the_row_of_a_case_follows_its_events(add, reader):
    add(None, received(resident="Okafor, A"))
    due = NINE.date().toordinal() + 10
    row = reader.case(1)
    assert (row.resident, row.status, row.next_due, row.seq) == ("Okafor, A", "open", due, 1)
    add(1, happened("extended"), happened("assigned", NINE + timedelta(days=1), to="Sam"))
    row = reader.by_ref("CD-26001")
    assert (row.owner, row.next_due, row.seq, row.extended) == ("Sam", due + 10, 3, 1)
    assert row.last_at == "2026-03-03T09:00:00.000000Z"
    add(1, happened("closed"))
    assert (reader.case(1).status, reader.case(1).next_due) == ("closed", NO_DAY)
    assert [(c.name, c.n) for c in reader.clocks([1])] == [("acknowledge", 1), ("respond", 2)]


def test_whoever_comes_second_is_told_who_was_first_and_writes_nothing(add, writer):
    add(None, received())
    add(1, happened("responded", NINE, "Sam", remedies=["sorry"]))
    before = everything(writer)
    with pytest.raises(Conflict) as caught:
        add(1, happened("closed"), seq=1)
    assert caught.value.sentence == 'Sam added "responded" to CD-26001 at 09:01 on 2 March.'
    assert (caught.value.seq, caught.value.who, caught.value.kind) == (2, "Sam", "responded")
    assert everything(writer) == before


def test_a_seq_from_the_future_is_a_conflict_too(add):
    add(None, received())
    with pytest.raises(Conflict):
        add(1, happened("closed"), seq=2)


def test_a_key_seen_before_writes_nothing_and_returns_what_was_stored(add, writer):
    first = add(None, received(), key="once")
    second = add(1, happened("noted"), happened("noted"), key="twice")
    before = everything(writer)
    assert add(None, received(), key="once") == first._replace(repeated=True)
    assert add(1, happened("noted"), seq=1, key="twice") == second._replace(repeated=True)
    assert everything(writer) == before


def test_a_key_of_another_case_is_a_slip_of_ours(add):
    add(None, received(), key="one")
    add(None, received(), key="two")
    with pytest.raises(ValueError, match="another case"):
        add(2, happened("noted"), key="one")


@pytest.mark.parametrize(
    ("events", "raised"),
    [
        ([Event("received", NINE.replace(tzinfo=None), {}, 0, "Jo", NINE)], ValueError),
        ([Event("received", NINE, {}, 0, "Jo")], ValueError),
        ([Event("received", NINE, {"words": "secret", "pounds": 1.5}, 0, "Jo", NINE)], ValueError),
        ([Event("received", NINE, {"words": ["secret", {"deep": float("nan")}]}, 0, "Jo", NINE)], ValueError),
        ([Event("received", NINE, {"words": "secret \ud800"}, 0, "Jo", NINE)], ValueError),
        ([Event("received", NINE, {"words": "secret", "on": NINE}, 0, "Jo", NINE)], TypeError),
        ([Event("received", NINE, {"words": "secret", 7: "x"}, 0, "Jo", NINE)], ValueError),
        ([], ValueError),
    ],
)
def test_what_cannot_be_stored_is_refused_whole_and_without_its_words(add, writer, events, raised):
    before = everything(writer)
    with pytest.raises(raised) as caught:
        add(None, received(), *events) if events else add(None)
    assert "secret" not in str(caught.value)
    assert everything(writer) == before
    assert add(None, received()).pos == 1


def test_when_what_follows_cannot_be_computed_nothing_happened(writer):
    before = everything(writer)

    def fails(*_):
        raise ZeroDivisionError

    for cases in (1, 3):
        with pytest.raises(ZeroDivisionError):
            writer.append_many([NewCase("salix", [received()])] * cases, fails)
    with pytest.raises(ZeroDivisionError):
        writer.append(None, 0, [received()], fails, key="k", landlord="salix")
    assert everything(writer) == before


def test_unknown_landlords_and_cases_are_named(add, writer):
    with pytest.raises(NotFound, match="willow"):
        add(None, received(), landlord="willow")
    with pytest.raises(NotFound):
        add(7, happened("noted"), seq=1)
    with pytest.raises(NotFound, match="willow"):
        writer.append_many([NewCase("salix", [received()]), NewCase("willow", [received()])], derive)
    assert everything(writer)["event"] == []


def test_many_cases_go_in_together_and_known_keys_stay_as_they_are(writer, reader):
    cases = [NewCase("salix", [received(), happened("closed")], "a"), NewCase("alder", [received()], "b")]
    first = writer.append_many(cases, derive)
    assert [a[:4] for a in first] == [(1, "CD-26001", 2, 2), (2, "CD-26002", 1, 3)]
    again = writer.append_many(
        [*cases, NewCase("salix", [received()], "c"), NewCase("salix", [received()], "c")], derive
    )
    assert [a.repeated for a in again] == [True, True, False, True]
    assert again[3].case_id == again[2].case_id == 3
    assert sum(len(reader.events(case_id)) for case_id in (1, 2, 3)) == 4
    assert writer.rebuild(derive).differences == ()


def test_days_are_ordinals_and_no_day_sorts_last():
    assert day(ordinal(NINE.date())) == NINE.date()
    assert ordinal(None) == NO_DAY > ordinal(date.max)
    assert day(NO_DAY) is None
