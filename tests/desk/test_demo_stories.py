"""The demo's stories: no act of theirs is refused, and every register has something true to show at each landlord."""

from datetime import UTC, date, datetime, time

import pytest

from complaintdesk.cli.house import REGISTERS
from complaintdesk.desk import demo as demo_desk
from complaintdesk.desk import demo_stories, house
from complaintdesk.desk.demo import make_demo
from complaintdesk.intake import demo_data
from complaintdesk.models.lists import QueueQuery
from complaintdesk.models.moments import LONDON

DAY = date(2026, 3, 12)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    noon = datetime(2026, 3, 12, 12, tzinfo=UTC)
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    desk = demo_desk.demo_desk(DAY.isoformat(), 1, path, now=lambda: noon)
    yield desk
    desk.close()


def refused(monkeypatch, path, day, seed=1):
    """What the desk refused while the demo of ``day`` was made."""
    found = []
    real = demo_stories.play
    monkeypatch.setattr(demo_desk, "play", lambda *given: found.extend(real(*given)))
    make_demo(path, day, seed)
    return found


@pytest.mark.parametrize("day", [DAY, date(2026, 4, 6), date(2026, 12, 27)])
def test_no_act_of_any_story_is_refused_on_a_working_day_or_a_holiday(monkeypatch, tmp_path, day):
    assert refused(monkeypatch, tmp_path / "demo.db", day) == []


def test_nothing_in_a_story_happens_on_the_day_of_the_demo_or_later(demo):
    first = datetime.combine(DAY, time.min, LONDON)
    for key, _ in demo.landlords():
        for ref in (demo.book(key), *(row.ref for row in demo.queue_page(QueueQuery(key, status="all"), 0, 999))):
            events = demo.look(ref).recorded
            assert all(event.at <= event.recorded_at < first for event in events), ref
            assert [event.recorded_at for event in events] == sorted(event.recorded_at for event in events), ref


def test_no_provisional_reference_is_left_and_links_lead_to_the_case_that_is_meant(demo):
    linked = 0
    for row in demo.queue_page(QueueQuery(status="all"), 0, 999):
        seen = demo.look(row.ref)
        assert "CD-?" not in repr([event.body for event in seen.recorded])
        for letter in seen.case.letters:
            assert row.ref in letter.text, (row.ref, letter.kind)
        linked += len(demo.case(row.ref).links)
        if seen.case.person:
            assert demo.look(seen.case.person).case.resident == seen.case.resident
    assert linked >= 2 * len(demo_data.places())


@pytest.mark.parametrize("landlord", [place.landlord.key for place in demo_data.places()])
def test_every_register_shows_something_at_each_landlord(demo, landlord):
    for name, kinds in REGISTERS.items():
        assert house.register(demo, landlord, *kinds), name
    assert {one.scope for one in demo.register(landlord)} == {"whole", "part", "stage 2"}
    assert len({one.ground for one in demo.register(landlord)}) >= 3 or landlord == "saha"
    assert house.improvements(demo, landlord, public=True)
    assert house.to_share(demo, landlord)
    today = DAY
    members = demo.roster(landlord).members
    assert any(one.is_away(today) and one.deputy for one in members)
    assert any(not one.works_on(today) for one in members)
    assert all(one.entered for one in members)
    owed = demo.owed(landlord)
    assert any(one.due and one.due < today for one in owed)
    empty = [one.key for one in demo.figures(landlord).figures if one.value in (None, 0) and not one.note]
    assert not set(empty) & {"ch01_stage_1", "ch02_stage_1", "complaints_received", "refused", "parts_upheld"}


def test_what_is_sensitive_unchecked_or_restricted_is_there_to_be_seen(demo):
    kinds = {}
    for row in demo.queue_page(QueueQuery(status="all"), 0, 999):
        case = demo.look(row.ref).case
        for one in case.records:
            kinds.setdefault(case.landlord, set()).add((one.kind, one.is_open))
    for landlord, found in kinds.items():
        assert found >= {
            *(("representative", True), ("representative", False), ("adjustment", True), ("adjustment", False)),
            *(("vulnerability", False), ("conflict", False), ("ombudsman_request", True), ("order", True)),
            *(("order", False), ("lesson", True), ("lesson", False), ("remedy", True), ("unclear", True)),
        }, landlord
