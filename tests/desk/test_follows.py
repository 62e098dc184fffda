"""What dates would follow an act, said before it is recorded, and then just those."""

from datetime import date

import pytest

from complaintdesk.engine.days import medium
from tests.desk.officer import Officer, london


@pytest.fixture
def jo(officer):
    """Received on Thursday 12 March 2026 at 10:00; acknowledgement due Thursday 19 March."""
    return officer("salix", "slh")


def follows(jo: Officer, ref: str, act: str, **said: object) -> tuple[str, ...]:
    return jo.desk.follows(ref, act, jo.filled(ref, act, **said))


def test_an_acknowledgement_says_when_the_reply_is_due_today_and_on_the_next_working_day(jo):
    ref = jo.receive("salix")
    jo.at = london("2026-03-13 11:00")  # Friday; Good Friday is 3 April
    said = follows(jo, ref, "acknowledge")
    assert said == ("If today: respond by Fri 27 Mar.", "If on Mon 16 Mar: respond by Mon 30 Mar.")
    assert jo.desk.form(ref, "acknowledge").follows == said
    jo.do(ref, "acknowledge")
    assert jo.desk.look(ref).ground("").clock("respond").due == date(2026, 3, 27)


def test_a_day_that_is_typed_is_the_one_that_counts(jo):
    ref = jo.receive("salix")
    jo.at = london("2026-03-17 11:00")
    assert follows(jo, ref, "acknowledge", when="16/3/2026") == ("If on Mon 16 Mar: respond by Mon 30 Mar.",)
    for unusable in ("31/2/2026", "18/3/2026", "1/3/2026"):
        assert follows(jo, ref, "acknowledge", when=unusable) == ()


def test_what_would_be_late_is_said(jo):
    ref = jo.receive("salix")
    jo.at = london("2026-03-19 11:00")
    assert follows(jo, ref, "acknowledge") == (
        "If today: respond by Thu 2 Apr.",
        "If on Fri 20 Mar: late, acknowledge was due Thu 19 Mar, respond by Tue 7 Apr.",
    )


def test_an_extension_says_what_it_would_move_to_and_when_it_would_come_too_late(jo):
    ref = jo.receive("salix")
    jo.do(ref, "acknowledge")  # due Thursday 26 March
    assert follows(jo, ref, "extend") == ()
    assert follows(jo, ref, "extend", until="2/4/2026") == ("If today: respond by Thu 2 Apr.",)
    beyond = follows(jo, ref, "extend", until="30/4/2026")
    assert beyond == ("If today: counts up to Mon 13 Apr, the policy's limit, respond by Mon 13 Apr.",)
    assert follows(jo, ref, "extend", until="30/4/2026", good_reason="The loss adjuster comes on 28 April.") == (
        "If today: respond by Thu 30 Apr.",
    )
    jo.at = london("2026-03-26 11:00")
    assert follows(jo, ref, "extend", until="2/4/2026") == (
        "If today: respond by Thu 2 Apr.",
        "If on Fri 27 Mar: too late to move the answer, due Thu 26 Mar.",
    )


def test_escalating_starts_both_clocks_of_stage_2_and_closing_ends_what_runs(jo):
    ref = jo.receive("slh")
    assert follows(jo, ref, "escalate")[0] == (
        "If today: acknowledge ends, respond ends, acknowledge at stage 2 by Mon 16 Mar,"
        " respond at stage 2 by Mon 13 Apr."  # 20 working days over Easter
    )
    assert follows(jo, ref, "close") == ("If today: acknowledge ends, respond ends.",)
    jo.at = london("2026-03-16 11:00")
    assert follows(jo, ref, "close") == (
        "If today: acknowledge ends, respond ends.",
        "If on Tue 17 Mar: acknowledge ends, in breach, respond ends.",
    )


def test_an_act_that_moves_no_clock_says_nothing(jo):
    ref = jo.receive("salix")
    assert follows(jo, ref, "note", text="Rang back.") == ()
    assert follows(jo, ref, "assign", to="Priya Shah") == ()
    assert follows(jo, ref, "contact") == ()


def test_a_request_for_evidence_starts_its_own_clock_each_time(jo):
    ref = jo.receive("salix")
    first = follows(jo, ref, "request_evidence")[0]
    assert first == "If today: send evidence by Thu 2 Apr."
    jo.do(ref, "request_evidence", what="The repairs log.")
    jo.do(ref, "send_evidence", what="The repairs log.")
    jo.at = london("2026-03-20 11:00")
    assert follows(jo, ref, "request_evidence")[0] == "If today: send evidence by Tue 14 Apr."


def test_what_is_said_is_what_the_record_then_holds(jo):
    ref = jo.receive("salix")
    for act in ("acknowledge", "respond", "escalate"):
        words = follows(jo, ref, act)[0]
        before = {(one.name, one.stage): one.due for one in jo.desk.look(ref).clocks.clocks if not one.provisional}
        jo.do(ref, act)
        after = {(one.name, one.stage): one.due for one in jo.desk.look(ref).clocks.clocks}
        new = [due for which, due in after.items() if which not in before]
        assert new
        assert all(medium(due) in words for due in new), (act, words)
