"""Sentences of the deadlines page that the worked cases leave untouched, one example each, reckoned by hand.

June 2024 has no bank holiday in England; the 3rd is a Monday. Under the Code an acknowledgement takes 5 working
days and a stage 1 answer 10 from it.
"""

from complaintdesk.desk.calculator import answer

RECEIVED = ("received", "2024-06-03T10:00")


def asked(*history: tuple[str, ...], now: str = "2024-07-31", policy: str = "code-2024", **more: str) -> dict:
    events = []
    for kind, at, *until in history:
        events.append({"event": kind, "at": at, **({"until": until[0]} if until else {})})
    return answer({"policy": policy, "now": now, "history": events, **more})


def clock(given: dict, name: str, stage: int | None) -> dict:
    (found,) = [each for each in given["clocks"] if (each["clock"], each["stage"]) == (name, stage)]
    return found


def test_an_extension_may_be_made_up_to_the_date_an_earlier_one_gave():
    first = ("extended", "2024-06-14", "2024-06-24")
    begun = (RECEIVED, ("acknowledged", "2024-06-03T11:00"), first)
    in_time = clock(asked(*begun, ("extended", "2024-06-24T23:59", "2024-06-28")), "respond", 1)
    assert (in_time["base_due"], in_time["due"]) == ("2024-06-17", "2024-06-28")
    too_late = clock(asked(*begun, ("extended", "2024-06-25T00:00", "2024-06-28")), "respond", 1)
    assert too_late["due"] == "2024-06-24"


def test_two_extensions_share_one_limit():
    begun = (RECEIVED, ("acknowledged", "2024-06-03T11:00"), ("extended", "2024-06-14", "2024-08-30"))
    twice = clock(asked(*begun, ("extended", "2024-06-28", "2024-08-30")), "respond", 1)
    assert (twice["base_due"], twice["due"]) == ("2024-06-17", "2024-07-01")


def test_an_extension_before_the_acknowledgement_is_limited_from_the_date_that_holds_in_the_end():
    begun = (RECEIVED, ("extended", "2024-06-04", "2024-08-30"))
    before = clock(asked(*begun), "respond", 1)
    assert (before["provisional"], before["day_zero"], before["base_due"]) == (True, "2024-06-10", "2024-06-24")
    assert before["due"] == "2024-07-08"
    after = clock(asked(*begun, ("acknowledged", "2024-06-05")), "respond", 1)
    assert (after["provisional"], after["base_due"], after["due"]) == (False, "2024-06-19", "2024-07-03")


def test_a_refusal_while_the_case_is_closed_never_counts():
    given = asked(
        RECEIVED,
        ("escalated", "2024-06-10"),
        ("closed", "2024-06-11"),
        ("escalation_refused", "2024-06-12"),
        ("reopened", "2024-06-13"),
        ("acknowledged", "2024-06-14"),
    )
    assert (clock(given, "acknowledge", 2)["state"], clock(given, "acknowledge", 2)["met_on"]) == ("met", "2024-06-14")
    assert given["next"]["clock"] == "respond"


def test_reopening_does_not_undo_a_refusal():
    given = asked(
        RECEIVED,
        ("escalated", "2024-06-10"),
        ("escalation_refused", "2024-06-11"),
        ("closed", "2024-06-12"),
        ("reopened", "2024-06-13"),
        ("acknowledged", "2024-06-14"),
    )
    assert clock(given, "acknowledge", 2)["state"] == "void"
    assert (given["stage"], given["band"], given["next"]) == (2, "done", None)


def test_of_a_refusal_and_a_later_closing_the_refusal_ends_stage_2():
    # Stage 2 is to be acknowledged by Monday the 10th, the day of the refusal: nothing was breached by then.
    given = asked(
        RECEIVED, ("escalated", "2024-06-03T12:00"), ("escalation_refused", "2024-06-10"), ("closed", "2024-06-12")
    )
    assert (clock(given, "acknowledge", 2)["due"], clock(given, "acknowledge", 2)["state"]) == ("2024-06-10", "void")


def test_a_second_escalation_undoes_no_closing():
    begun = (RECEIVED, ("escalated", "2024-06-10"), ("closed", "2024-06-11"))
    for more in ((), (("escalated", "2024-06-12"),)):
        given = asked(*begun, *more)
        assert given["band"] == "done"
        assert clock(given, "acknowledge", 2)["state"] == "void"


def test_an_escalation_of_what_has_no_stage_2_undoes_no_closing():
    history = (RECEIVED, ("closed", "2024-06-04"), ("escalated", "2024-06-05"))
    given = asked(*history, policy="slh", feedback="mp_enquiry")
    assert (given["stage"], given["band"]) == (1, "done")
    assert {each["state"] for each in given["clocks"]} == {"void"}
    complaint = asked(*history, policy="slh")
    assert (complaint["stage"], complaint["band"]) == (2, "breached")


def test_one_reopening_undoes_all_the_closings_before_it():
    history = (RECEIVED, ("closed", "2024-06-04"), ("withdrawn", "2024-06-05"), ("closed", "2024-06-20"))
    assert clock(asked(*history), "acknowledge", 1)["state"] == "void"  # the first one counts, before the due date
    given = asked(*history, ("reopened", "2024-06-21"), now="2024-06-21")
    assert clock(given, "acknowledge", 1)["state"] == "breached"
    assert given["next"] == {"clock": "acknowledge", "stage": 1, "due": "2024-06-10"}


def test_an_escalation_ends_stage_1_on_its_own_day_whatever_was_closed_before():
    # Acknowledgement due on the 10th: void by the closing of the 4th alone, breached by the escalation of the 11th.
    begun = (RECEIVED, ("closed", "2024-06-04"), ("acknowledged", "2024-06-05"))
    assert clock(asked(*begun), "acknowledge", 1)["state"] == "void"
    given = asked(*begun, ("escalated", "2024-06-11"))
    assert (clock(given, "acknowledge", 1)["state"], clock(given, "acknowledge", 1)["met_on"]) == ("breached", None)


def test_a_bare_date_is_noon():
    for at, state in (("2024-06-04T11:59", "met"), ("2024-06-04T12:01", "void")):
        given = asked(RECEIVED, ("acknowledged", at), ("closed", "2024-06-04"))
        assert clock(given, "acknowledge", 1)["state"] == state


def test_a_bare_now_is_the_last_second_of_its_day():
    history = (RECEIVED, ("acknowledged", "2024-06-04T23:59:59"))
    assert clock(asked(*history, now="2024-06-04"), "acknowledge", 1)["state"] == "met"
    assert clock(asked(*history, now="2024-06-04T23:59:58"), "acknowledge", 1)["state"] == "running"


def test_at_the_same_instant_the_order_of_writing_decides():
    at = "2024-06-04T12:00"
    for history, state in (
        ((("acknowledged", at), ("closed", at)), "met"),
        ((("closed", at), ("acknowledged", at)), "void"),
    ):
        assert clock(asked(RECEIVED, *history), "acknowledge", 1)["state"] == state
    assert clock(asked(("acknowledged", at), ("received", at)), "acknowledge", 1)["met_on"] is None


def test_neither_closing_nor_refusal_touches_the_ombudsmans_request():
    given = asked(
        RECEIVED,
        ("escalated", "2024-06-03T12:00"),
        ("escalation_refused", "2024-06-04"),
        ("closed", "2024-06-05"),
        ("evidence_requested", "2024-06-06"),
        now="2024-06-07",
    )
    assert given["next"] == {"clock": "evidence", "stage": None, "due": "2024-06-27"}
    assert (clock(given, "evidence", None)["days_left"], given["band"]) == (14, "clear")
