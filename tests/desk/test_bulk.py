"""What is brought in at once is what was written act by act: the same derived rows, tallies and words to search."""

from datetime import date

from complaintdesk import policies
from complaintdesk.calendars import calendar
from complaintdesk.desk.deriving import derive
from complaintdesk.desk.setting_up import make_store
from complaintdesk.intake import demo
from complaintdesk.store.connection import bare
from complaintdesk.store.rows import NewCase
from complaintdesk.store.writing import Writer

TABLES = ("register", "case_row", "clock_row", "element_row", "record_row", "owed_row", "tally", "tally_day")
EVENTS = (
    "SELECT e.case_id, e.seq, e.kind, e.at, e.recorded_at, e.who, w.body FROM event e JOIN words w USING (case_id, seq)"
)
SEARCH = "SELECT rowid, ref, resident, address, subject, words FROM {}"


def rows(path):
    db = bare(path)
    try:
        found = {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall()) for name in TABLES}
        found |= {name: sorted(db.execute(SEARCH.format(name)).fetchall()) for name in ("ft_open", "ft_closed")}
        return found | {"event": sorted(db.execute(EVENTS).fetchall())}
    finally:
        db.close()


def test_cases_brought_in_at_once_have_the_rows_of_those_written_one_by_one(tmp_path):
    landlords = [one.key for one in demo.landlords()]
    shelf = {key: policies.load(key) for key in landlords}
    cases = list(demo.cases(date(2026, 3, 12), 1, shelf, calendar()))[:60]
    at_once, one_by_one = tmp_path / "at_once.db", tmp_path / "one_by_one.db"
    for path in (at_once, one_by_one):
        make_store(path, landlords, "Jo Smith")
    writer = Writer(at_once)
    writer.append_many([NewCase(one.landlord_key, one.events) for one in cases], derive)
    writer.close()
    writer = Writer(one_by_one)
    for n, case in enumerate(cases):
        first, *rest = case.events
        made = writer.append(None, 0, [first], derive, key=f"{n}", landlord=case.landlord_key)
        for seq, event in enumerate(rest, 1):
            writer.append(made.case_id, seq, [event], derive, key=f"{n}/{seq}")
    writer.close()
    assert rows(at_once) == rows(one_by_one)
