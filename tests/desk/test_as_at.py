"""Any moment can be looked at: what had happened by then, with every correction made since."""

from complaintdesk.desk.bringing_in import import_histories
from complaintdesk.desk.setting_up import make_store, rebuild
from complaintdesk.models.lists import QueueQuery
from tests.desk.officer import Officer, london


def test_live_and_as_at_now_agree_line_by_line_and_count_by_count(officer):
    jo = officer("salix", "slh", "saha")
    days = ("2/2/2026", "5/3/2026", "today")
    refs = [jo.receive(key, when=day) for key in ("salix", "slh", "saha") for day in days]
    for ref in refs[::2]:
        jo.do(ref, "acknowledge")
    jo.do(refs[0], "respond")
    live, then = QueueQuery(), QueueQuery(as_at=jo.at)
    assert jo.desk.queue_page(live, 0, 50) == jo.desk.queue_page(then, 0, 50)
    assert jo.desk.counts(live) == jo.desk.counts(then) == jo.desk.board().counts == jo.desk.board(as_at=jo.at).counts
    assert jo.desk.board().late == jo.desk.board(as_at=jo.at).late
    assert jo.desk.board().coming == jo.desk.board(as_at=jo.at).coming
    assert jo.desk.board().days == jo.desk.board(as_at=jo.at).days
    assert jo.desk.board().by_owner == jo.desk.board(as_at=jo.at).by_owner


def test_a_case_is_shown_as_it_stood_before_its_answer(officer):
    jo = officer("salix")
    ref = jo.receive("salix", when="2/3/2026 10:00")
    jo.do(ref, "acknowledge", when="4/3/2026 10:00")
    jo.do(ref, "respond", when="10/3/2026 10:00")
    before = jo.desk.case(ref, london("2026-03-05 12:00"))
    assert before.clocks[-1].state == "running"
    assert before.elements[0].findings == ()
    assert [entry.kind for entry in before.timeline] == ["received", "acknowledged"]


def test_a_correction_made_later_counts_for_every_earlier_moment(officer):
    jo = officer("salix")
    ref = jo.receive("salix", when="2/3/2026 10:00")
    jo.do(ref, "escalate", when="4/3/2026 10:00")
    assert jo.desk.case(ref, london("2026-03-05 12:00")).stage == 2
    jo.undo(ref)
    assert jo.desk.case(ref, london("2026-03-05 12:00")).stage == 1


def test_the_board_as_at_27_november_2023_shows_the_real_cases_that_were_late_that_day(tmp_path, histories_file):
    """Worked by hand from the published dates; 202328477 was acknowledged on 4 August 2023, so was due on the 18th."""
    store = tmp_path / "real" / "real.db"
    make_store(store, ["code-2024"], "Jo Smith")
    import_histories(histories_file, store, "Jo Smith", now=lambda: london("2026-03-12 10:00"))
    jo = Officer(store)
    board = jo.desk.board(as_at=london("2023-11-27 23:59"))
    late = {row.subject.rpartition(" ")[2]: row.chip.amount for row in board.late}
    assert late == {
        "202231407": "144wd",
        "202328477": "70wd",
        "202329402": "24wd",
        "202339937": "3wd",
        "202348465": "1wd",
    }
    again = import_histories(histories_file, store, "Jo Smith", now=lambda: london("2026-03-12 10:00"))
    assert (len(again.refs), again.known) == (0, 31)
    jo.desk.close()
    assert rebuild(store).differences == ()
