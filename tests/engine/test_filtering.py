"""The filter language: what each term comes to, what is refused and in which words."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from complaintdesk.engine.bands import band
from complaintdesk.engine.filtering import FIELDS, Facts, Known, matches, read
from complaintdesk.engine.marks import SIGNS, marked
from complaintdesk.engine.working_days import Calendar
from complaintdesk.errors import BadInput
from complaintdesk.models.filters import EVERYTHING, NO_DAY
from complaintdesk.models.terms import BANDS

THURSDAY = date(2026, 3, 12)
PLAIN = Calendar("test", {})
CLOSED_FRIDAY = Calendar("test", {date(2026, 3, 13): "Own closure"})
KNOWN = Known(
    "Jo Smith",
    THURSDAY,
    ("Jo Smith", "Priya Kaur", "Sam O'Dea"),
    (("North", "", "Jo Smith"), ("North", "alder", "Priya Kaur"), ("South West", "", "Sam O'Dea")),
    (("salix", "Salix Homes", PLAIN), ("alder", "Alder Housing", CLOSED_FRIDAY)),
)
MARKS = (
    ("stage", "2"),
    ("kind", "complaint"),
    ("channel", "web form"),
    ("area", "Repairs North"),
    ("theme", "Damp"),
    ("flag", "vulnerable"),
)
CASE = Facts(
    "CD-26014",
    "salix",
    "Jo Smith",
    date(2026, 3, 17).toordinal(),
    (
        "CD-26014",
        "Zoë Brontë",
        "12 Larch Walk",
        "Damp in the bedroom",
        "mould again\n" + " ".join(marked(*one) for one in MARKS),
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "damp",
        "zoe BRON",
        '"larch walk"',
        '"in the bed"',
        "stage:2",
        "STAGE:1,2",
        "owner:me",
        "owner:smith",
        "owner:none,jo",
        "team:mine",
        "team:north",
        "landlord:salix",
        "landlord:homes",
        "kind:complaint",
        "kind:comp",
        "theme:damp",
        "area:rep",
        'area:"repairs north"',
        'channel:"web form"',
        "channel:webform,email",
        "flag:vuln",
        "band:watch",
        "band:breached,watch",
        "due:3",
        "due:<4",
        "due:>=3 due:<=3",
        "ref:26014",
        "ref:cd-26",
        "-owner:none !stage:1 -mice",
        "mould,mice",
        '-"walk larch"',
        "damp mould larch 26014",
    ],
)
def test_the_case_is_found(text):
    assert matches(read(text, KNOWN), CASE)


@pytest.mark.parametrize(
    "text",
    [
        "dampness",
        "amp",
        '"walk larch"',
        "stage:1",
        "-stage:2",
        "!damp",
        "owner:none",
        "owner:priya",
        "team:south",
        "landlord:alder",
        "kind:enquiry",
        "theme:bedroom",
        "area:damp",
        'area:"north repairs"',
        "channel:email",
        "flag:represented",
        "band:soon,clear,done",
        "due:<3",
        "due:>3",
        "ref:26015",
        "damp mice",
        "-mould,mice",
    ],
)
def test_the_case_is_not_found(text):
    assert not matches(read(text, KNOWN), CASE)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("stadge:2", 'There is no field "stadge". Fields: stage, owner, team, band,'),
        ("12:30", 'There is no field "12".'),
        ("stage:3", 'stage: knows no "3". Allowed: 1, 2.'),
        ("stage:", "stage: needs a value. Allowed: 1, 2."),
        ("owner:ruth", 'owner: knows no "ruth". Allowed: me, none, "Jo Smith", "Priya Kaur", "Sam O\'Dea".'),
        ("team:east", 'team: knows no "east". Allowed: mine, North, "South West".'),
        ("band:late", 'band: knows no "late". Allowed: breached, today, soon, watch, clear, done.'),
        ("landlord:willow", 'landlord: knows no "willow". Allowed: salix, alder.'),
        ("kind:moan", 'kind: knows no "moan". Allowed: complaint, mp-enquiry,'),
        ("channel:pigeon", 'Allowed: telephone, email, letter, "in person", "web form"'),
        ("flag:red", 'flag: knows no "red". Allowed: adjustment, vulnerable, contact,'),
        ("due:soon", 'due: counts working days left, not "soon". Allowed: due:<3,'),
        ("due:<1000", 'due: counts working days left, not "<1000".'),
        ("due:", "due: needs working days left."),
        ("theme:", "theme: needs a word."),
        ("ref:", "ref: needs a reference."),
        ("damp stage:2,x", 'stage: knows no "x".'),
    ],
)
def test_what_cannot_be_is_said_with_what_is_allowed(text, sentence):
    with pytest.raises(BadInput) as caught:
        read(text, KNOWN)
    assert sentence in str(caught.value)


def test_somebody_in_no_team_is_told():
    with pytest.raises(BadInput, match=r"team:mine finds no team of yours\. Allowed: North, \"South West\"\."):
        read("team:mine", KNOWN._replace(who="Ben"))


def test_words_without_a_letter_are_nothing():
    for text in ("-", "!", '"', "- ' ,,", '""'):
        assert read(text, KNOWN).terms == EVERYTHING.terms


def test_a_person_of_one_landlords_team_is_only_meant_there():
    found = read("team:north", KNOWN)
    at_alder = CASE._replace(landlord="alder", owner="Priya Kaur")
    assert matches(found, at_alder)
    assert not matches(found, at_alder._replace(landlord="salix"))


days = st.integers(-400, 400).map(lambda n: THURSDAY + timedelta(n))


@given(due=days, today=days, landlord=st.sampled_from(KNOWN.landlords))
@example(due=date(2026, 3, 13), today=date(2026, 3, 14), landlord=KNOWN.landlords[0])
def test_each_day_is_in_the_band_the_chip_shows_it_in(due, today, landlord):
    """The limits that bands become are those of ``engine.bands``, for each landlord by its own calendar."""
    key, _, calendar = landlord
    case = CASE._replace(landlord=key, next_due=due.toordinal())
    known = KNOWN._replace(today=today)
    shown = band(due, calendar.days_left(due, today), today)
    assert [one for one in BANDS if matches(read(f"band:{one}", known), case)] == [shown]
    left = calendar.days_left(due, today)
    for sign, so in (("<", left < 3), ("<=", left <= 3), ("", left == 3), (">", left > 3), (">=", left >= 3)):
        assert matches(read(f"due:{sign}3", known), case) == so


def test_the_same_day_is_two_days_away_here_and_one_there():
    monday = CASE._replace(next_due=date(2026, 3, 16).toordinal())
    assert matches(read("due:2", KNOWN), monday)
    assert matches(read("due:1", KNOWN), monday._replace(landlord="alder"))


def test_a_case_without_a_clock_is_done_and_never_due():
    case = CASE._replace(next_due=NO_DAY)
    assert matches(read("band:done", KNOWN), case)
    assert not any(matches(read(f"due:{one}", KNOWN), case) for one in (">3", ">=3", "<3", "3"))


@given(text=st.text(max_size=40) | st.lists(st.sampled_from([*'-!:,"<3 a\0', *FIELDS, "me"]), max_size=12).map("".join))
def test_whatever_is_typed_is_read_or_refused_in_one_sentence(text):
    try:
        found = read(text, KNOWN)
    except BadInput as error:
        assert "\n" not in error.sentence.replace(text, "")
    else:
        assert matches(found, CASE) in (True, False)


def test_nobody_can_type_a_mark():
    assert not matches(read(SIGNS["flag"] + "vulnerable", KNOWN), CASE)
