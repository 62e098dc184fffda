"""What the reader of policy files refuses: one sentence with file, key, what was found, what is allowed."""

from pathlib import Path

import pytest

from complaintdesk import policies
from complaintdesk.engine.conditions import CONDITIONS
from complaintdesk.errors import BadDataFile
from complaintdesk.models import terms

GOOD = """
[policy]
key = "mine"
title = "Complaints policy"
landlord = "Our Homes"
version = "1"
in_force_from = 2024-04-01
document = "Our Homes, Complaints policy"

[[clock]]
name = "acknowledge"
stage = 1
party = "landlord"
runs_from = "received"
length = { working_days = 5 }
clause = "1.1"

[[clock]]
name = "respond"
stage = 1
party = "landlord"
runs_from = "acknowledged"
length = { working_days = 10 }
target = { working_days = 8 }
target_clause = "1.2"
clause = "1.3"

[[extension]]
stage = 1
at_most = { working_days = 10 }
clause = "1.4"

[[window]]
name = "complain"
length = { months = 12 }
runs_from = "the issue"
effect = "ask"
clause = "1.5"

[[reading]]
topic = "working days"
says = "Monday to Friday."
clause = "1.6"

[[role]]
key = "manager"
title = "Manager"
may = ["award"]
award_up_to = { pence = 5_000 }
clause = "1.7"

[[choice]]
field = "restrictions"
key = "letter_only"
label = "Letter only"
says = "By letter."
allows = ["letter"]
clause = "1.7"

[[publication]]
name = "Report"
every = { months = 12 }
year_ends = "31 March"
clause = "1.7"

[[duty]]
at = "respond"
needs = "every_part_has_finding"
level = "block"
says = "Every part has a finding."
clause = "1.8"

[[letter]]
kind = "stage_1_response"
contains = [{ item = "decision", says = "The decision.", clause = "1.9" }]
"""

# what is replaced, by what, and the sentence: where, what was found, a piece of what is allowed
REFUSALS = {
    "a word for a field that is typed": (
        'field = "restrictions"',
        'field = "reason"',
        "choice[1].field names 'reason'. Allowed: a field with choices: ",
    ),
    "a way of contact that nobody knows": ('["letter"]', '["pigeon"]', "choice[1].allows names 'pigeon'. Allowed: "),
    "a choice without the words that people read": (
        'label = "Letter only"\n',
        "",
        "choice[1].label is missing. Allowed: one line of text",
    ),
    "a key that people would have to read": ('"letter_only"', '"Letter only"', "choice[1].key is 'Letter only'. "),
    "a kind of feedback that the desk does not know": (
        'field = "restrictions"',
        'field = "feedback"',
        "choice[1].key is 'letter_only'. Allowed: a kind of feedback: complaint, ",
    ),
    "words of which some stand beside the usual ones": (
        "[[publication]]",
        '[[choice]]\nfield = "restrictions"\nkey = "no_calls"\nlabel = "No calls"\nadds = true\nclause = "1.7"\n'
        "[[publication]]",
        "choice[2].adds is told otherwise than for the restrictions before it. ",
    ),
    "a year that ends on no day": (
        '"31 March"',
        '"31 April"',
        "publication[1].year_ends is '31 April'. Allowed: a day such as '31 March'",
    ),
    "an occasion that nobody notes": (
        'year_ends = "31 March"',
        'after = ["flood"]',
        "publication[1].after names 'flood'. Allowed: an occasion: merger, ombudsman, procedures, restructure",
    ),
    "a publication that is never owed": (
        'every = { months = 12 }\nyear_ends = "31 March"',
        "",
        "publication[1].every is missing. Allowed: a length; without one: 'after' alone",
    ),
    "a rule without a clause": ('clause = "1.3"\n', "", "clock[2].clause is missing. Allowed: one line of text"),
    "an empty clause": (
        'clause = "1.3"',
        'clause = " "',
        "clock[2].clause is ' '. Allowed: one line of text in quotation marks",
    ),
    "a letter content without a clause": (
        ', clause = "1.9"',
        "",
        "letter[1].contains[1].clause is missing. Allowed: one",
    ),
    "a target without a clause": (
        'target_clause = "1.2"\n',
        "",
        "clock[2].target_clause is missing. Allowed: the clause",
    ),
    "a clause of no target": ("target = { working_days = 8 }\n", "", "clock[2].target is missing beside target_clause"),
    "an unknown key": ('runs_from = "rec', 'run_from = "rec', "clock[1].run_from is no key here. Allowed: name, stage"),
    "an unknown table": ("[[window]]", "[[windows]]", "windows is no key here. Allowed: policy, contacts"),
    "a number without a unit": (
        "length = { working_days = 10 }",
        "length = 10",
        "clock[2].length is 10. Allowed: a number",
    ),
    "a sum without a unit": ("{ pence = 5_000 }", "50", "role[1].award_up_to is 50. Allowed: a sum with its unit"),
    "an unknown unit": (
        "{ working_days = 5 }",
        "{ workdays = 5 }",
        "clock[1].length is {'workdays': 5}. Allowed: a number",
    ),
    "two units": (
        "{ months = 12 }",
        "{ months = 1, weeks = 1 }",
        "window[1].length is {'months': 1, 'weeks': 1}. Allowed",
    ),
    "an absurd length": (
        "{ months = 12 }",
        "{ months = 61 }",
        "window[1].length is {'months': 61}. Allowed: a number of 1",
    ),
    "a length of nothing": (
        "{ working_days = 5 }",
        "{ working_days = 0 }",
        "clock[1].length is {'working_days': 0}. All",
    ),
    "a negative length": (
        "{ working_days = 5 }",
        "{ working_days = -5 }",
        "clock[1].length is {'working_days': -5}. All",
    ),
    "a truth as a length": ("{ working_days = 5 }", "{ days = false }", "clock[1].length is {'days': False}. Allowed"),
    "half a day": (
        "{ working_days = 5 }",
        "{ working_days = 4.5 }",
        "clock[1].length is {'working_days': 4.5}. Allowed",
    ),
    "an unknown clock": ('"acknowledge"', '"acknowledged"', "clock[1].name is 'acknowledged'. Allowed: contact"),
    "an unknown event": ('"acknowledged"', '"answered"', "clock[2].runs_from is 'answered'. Allowed: received"),
    "a start that cannot be": (
        'runs_from = "received"',
        'runs_from = "escalated"',
        "clock[1].runs_from is 'escalated'. Allo",
    ),
    "an unknown stage": ("stage = 1\nparty", "stage = 3\nparty", "clock[1].stage is 3. Allowed: 1, 2"),
    "a clock without a stage": ("stage = 1\nparty", "party", "clock[1].stage is missing. Allowed: 1, 2"),
    "an unknown party": (
        'party = "landlord"',
        'party = "tenant"',
        "clock[1].party is 'tenant'. Allowed: landlord, customer",
    ),
    "the wrong party": ('party = "landlord"', 'party = "customer"', "clock[1].party is 'customer'. Allowed: landlord"),
    "an unknown kind of feedback": (
        'clause = "1.1"',
        'clause = "1.1"\nfeedback = ["complaints"]',
        "clock[1].feedback names 'complaints'. Allowed: a list of: complaint,",
    ),
    "an unknown nation": (
        'version = "1"',
        'version = "1"\nnation = "wales"',
        "policy.nation is 'wales'. Allowed: england-an",
    ),
    "an unknown act": ('at = "respond"', 'at = "reply"', "duty[1].at is 'reply'. Allowed: acknowledge, "),
    "an unknown condition": (
        '"every_part_has_finding"',
        '"luck"',
        "duty[1].needs is 'luck'. Allowed: every_part_has_finding",
    ),
    "an unknown level": (
        'level = "block"',
        'level = "stop"',
        "duty[1].level is 'stop'. Allowed: block, warn, remind, off",
    ),
    "an unknown letter": ('"stage_1_response"', '"reply"', "letter[1].kind is 'reply'. Allowed: acknowledgement"),
    "an unknown content": ('"decision"', '"poem"', "letter[1].contains[1].item is 'poem'. Allowed: decision"),
    "an unknown power": ('["award"]', '["pay"]', "role[1].may names 'pay'. Allowed: a list of: take"),
    "an unknown effect": ('"ask"', '"stop"', "window[1].effect is 'stop'. Allowed: warn, ask, show"),
    "a missing required key": ('landlord = "Our Homes"\n', "", "policy.landlord is missing. Allowed: one line of text"),
    "a policy without a head": (
        "[policy]",
        "[contacts]",
        "policy is missing. Allowed: a table [policy] with key, title",
    ),
    "a letter without contents": (
        "contains = [{",
        "contains = [] # [{",
        "letter[1].contains is []. Allowed: a list of contents",
    ),
    "a policy without clocks": (
        GOOD[GOOD.index("[[clock]]") :],
        "",
        "clock is missing. Allowed: at least one [[clock]]",
    ),
    "a date in quotation marks": (
        "2024-04-01",
        '"2024-04-01"',
        "policy.in_force_from is '2024-04-01'. Allowed: a date",
    ),
    "a date with an hour": (
        "2024-04-01",
        "2024-04-01T09:00:00",
        "policy.in_force_from is 2024-04-01T09:00:00. Allowed: a d",
    ),
    "a date out of range": (
        "2024-04-01",
        "1999-12-31",
        "policy.in_force_from is 1999-12-31. Allowed: a date from 2000",
    ),
    "a key in capitals": ('"mine"', '"Mine"', "policy.key is 'Mine'. Allowed: a key of small letters"),
    "a clock written twice": (
        'name = "respond"',
        'name = "acknowledge"',
        "clock[2].runs_from is 'acknowledged'. Allowed: rec",
    ),
    "an extension written twice": (
        "[[window]]",
        '[[extension]]\nstage = 1\nat_most = { days = 3 }\nclause = "2"\n[[window]]',
        "extension[2] has the same stage as extension[1]. Allowed: each only once",
    ),
    "a feedback written twice": (
        'clause = "1.1"',
        'clause = "1.1"\nfeedback = ["complaint", "complaint"]',
        "clock[1].feedback names 'complaint'. Allowed: each only once",
    ),
    "a stage without an extension": (
        "stage = 1\nat_most",
        "stage = 2\nat_most",
        "extension is missing. Allowed: an [[extens",
    ),
    "an extension by the pound": (
        "at_most = {",
        "at_most = 3 #{",
        "extension[1].at_most is 3. Allowed: a number of 1 or more",
    ),
    "a response from an acknowledgement nobody sends": (
        'clause = "1.1"',
        'clause = "1.1"\nfeedback = ["survey"]',
        "clock[2].runs_from is 'acknowledged', but no acknowledge clock. Allowed: with an acknowledge clock",
    ),
    "a target after the limit": (
        "{ working_days = 8 }",
        "{ working_days = 10 }",
        "clock[2].target is 10 working days. Allowed",
    ),
    "a long quotation": ('clause = "1.3"', f'clause = "1.3"\nquote = "{"word " * 26}"', "clock[2].quote is 'word word"),
    "an escape in a text": (
        '"Our Homes"',
        '"Our \\u001b[2JHomes"',
        "policy.landlord is 'Our \\x1b[2JHomes'. Allowed: one line",
    ),
    "a table that is none": ("[[reading]]", "[reading]", "reading is {'topic': 'working days'"),
    "bad TOML": (
        "title = ",
        "title : ",
        "the file is no TOML (Expected '=' after a key in a key/value pair, at column 7). Allowed: TOML",
    ),
    "a key given twice": (
        'version = "1"',
        'version = "1"\nversion = "2"',
        "the file is no TOML (Cannot overwrite a value",
    ),
}


@pytest.fixture(autouse=True)
def vocabulary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No own files, and words the test can count on."""
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path))
    monkeypatch.setattr(terms, "CONDITIONS", ("every_part_has_finding",), raising=False)
    monkeypatch.setattr(terms, "LETTER_ITEMS", ("decision",), raising=False)


def test_the_file_that_the_refusals_start_from_is_good() -> None:
    policy = policies.read(GOOD, "mine.toml")
    assert (policy.cited_as, policy.duties[0].level, policy.roles[0].award_up_to_pence) == ("mine", "block", 5000)


def told(fault: BadDataFile) -> str:
    """The sentence without its file, line and rule."""
    return "{key} {found}. Allowed: {allowed}.".format(**fault.parts)


@pytest.mark.parametrize("name", REFUSALS)
def test_refuses(name: str) -> None:
    old, new, sentence = REFUSALS[name]
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    with pytest.raises(BadDataFile) as refused:
        policies.read(text, "mine.toml")
    fault = refused.value.faults[0]
    assert told(fault).startswith(sentence)
    assert fault.sentence.isprintable()
    if line := fault.parts.get("line"):
        assert fault.sentence.startswith(f"mine.toml, line {line}: ")
        stands = text.splitlines()[int(line) - 1]
        key = fault.parts["key"].rpartition(".")[2]
        assert stands.startswith(("[", key)) or fault.parts["key"].startswith("letter") or key == "the file"
    else:
        assert sentence.startswith(("policy is missing", "clock is missing", "extension is missing"))


def test_a_clock_written_twice_is_refused_with_the_place_of_the_first() -> None:
    again = GOOD[GOOD.index("[[clock]]") : GOOD.index('[[clock]]\nname = "respond"')]
    with pytest.raises(BadDataFile) as refused:
        policies.read(GOOD.replace("[[extension]]", f"{again}\n[[extension]]"), "mine.toml")
    said = "mine.toml, line 28: clock[3] (acknowledge, clause 1.1) is the same clock as clock[1]. Allowed: one"
    assert refused.value.sentence.startswith(said)


def test_only_day_zero_itself_has_no_length() -> None:
    text = GOOD.replace("length = { working_days = 5 }", "length = { days = 0 }")
    assert str(policies.read(text, "mine.toml").clocks[0].length) == "0 days"


@pytest.mark.parametrize(("old", "hint"), [("runs_from", "runs_fro"), ("clause", "clase"), ("says", "say")])
def test_the_nearest_key_is_suggested(old: str, hint: str) -> None:
    with pytest.raises(BadDataFile) as refused:
        policies.read(GOOD.replace(f"{old} =", f"{hint} =", 1), "mine.toml")
    assert refused.value.hint == f"Did you mean {old!r}?"


def test_the_nearest_word_is_suggested() -> None:
    with pytest.raises(BadDataFile, match=r"Did you mean 'acknowledge'\?"):
        policies.read(GOOD.replace('"acknowledge"', '"acknowlege"'), "mine.toml")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (GOOD.encode("utf-16"), "mine.toml: the file is not UTF-8 at byte 1. Allowed: text saved as UTF-8."),
        (b"# caf\xe9", "mine.toml: the file is not UTF-8 at byte 6. Allowed: text saved as UTF-8."),
        (b"#" * 1_000_001, "mine.toml: the file is too long for a policy. Allowed: up to 1,000,000 bytes."),
        (b"a = " + b"[" * 100_000, "mine.toml: the file is no TOML ("),
        (b"", "mine.toml: policy is missing. Allowed: "),
    ],
    ids=["utf-16", "latin-1", "too long", "too deep", "empty"],
)
def test_refuses_what_is_no_text_of_a_policy(tmp_path: Path, raw: bytes, sentence: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(raw)
    with pytest.raises(BadDataFile) as refused:
        policies.read_file(path)
    assert refused.value.sentence.startswith(sentence)


def test_a_file_that_is_not_there_is_said_to_be_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(BadDataFile, match="cannot be read"):
            policies.read_file(path)


def test_every_fault_of_a_file_is_named_at_once() -> None:
    text = (
        GOOD.replace("{ working_days = 5 }", "5")
        .replace('landlord = "Our Homes"\n', "")
        .replace('runs_from = "the issue"', 'run_from = "the issue"')
        .replace('level = "block"', 'level = "stop"')
        .replace('"decision"', '"poem"')
        .replace('clause = "1.7"', "")
    )
    with pytest.raises(BadDataFile) as refused:
        policies.read(text, "mine.toml")
    assert [(one.parts["key"], one.parts["found"]) for one in refused.value.faults] == [
        ("policy.landlord", "is missing"),
        ("clock[1].length", "is 5"),
        ("window[1].run_from", "is no key here"),
        ("role[1].clause", "is missing"),
        ("choice[1].clause", "is missing"),
        ("publication[1].clause", "is missing"),
        ("duty[1].level", "is 'stop'"),
        ("letter[1].contains[1].item", "is 'poem'"),
    ]
    assert all(one.parts["file"] == "mine.toml" and one.parts["allowed"] for one in refused.value.faults)
    assert refused.value.sentence == refused.value.faults[0].sentence
    assert refused.value.hint == "7 more faults: `complaintdesk policy check` names each."


def test_what_a_slip_only_brings_with_it_is_not_said_beside_it() -> None:
    with pytest.raises(BadDataFile) as refused:
        policies.read(GOOD.replace("[[clock]]", "[[clocks]]").replace("[[extension]]", "[[extensions]]"), "mine.toml")
    assert [one.parts["key"] for one in refused.value.faults] == ["clocks", "extensions"]


def test_everything_switched_off_that_was_never_on_is_named() -> None:
    off = "\n".join(
        f'[[duty]]\nat = "respond"\nstage = {stage}\nneeds = "every_part_has_finding"\nlevel = "off"\n'
        'says = "Not asked."\nclause = "2"'
        for stage in (1, 2)
    )
    with pytest.raises(BadDataFile) as refused:
        policies.read(f"{GOOD}\n{off}", "mine.toml")
    assert [one.parts["key"] for one in refused.value.faults] == ["duty[2].level", "duty[3].level"]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{number} = 1\n" for number in range(60_000)) + GOOD,
        GOOD + '[[duty]]\nat = "x"\n' * 40_000,
        GOOD.replace('version = "1"', "".join(f"k{number} = 1\n" for number in range(60_000))),
    ],
    ids=["keys", "tables", "keys of a table"],
)
def test_a_file_of_nothing_but_faults_is_given_up_early(text: str) -> None:
    with pytest.raises(BadDataFile) as refused:
        policies.read(text, "mine.toml")
    assert 100 <= len(refused.value.faults) < 120


FIGURE = """
[[figure]]
key = "answered"
title = "Answered on time"
measure = "on_time"
of = ["respond"]
stage = 1
says = "Answers due in the period, sent in time."
clause = "7"
"""


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ('"on_time"', '"on_tme"', "figure[1].measure is 'on_tme'. Allowed: cases, per_1000, on_time"),
        ('["respond"]', '["reply"]', "figure[1].of names 'reply'. Allowed: a clock: "),
        ('of = ["respond"]\n', "", "figure[1].of is missing. Allowed: a list of: clock."),
        ("stage = 1\n", "", "figure[1].stage is missing. Allowed: 1, 2."),
        ("stage = 1", 'stage = 1\nday = "said"', "figure[1].day is 'said'. Allowed: due, received, answered."),
        ("stage = 1", "stage = 1\nlength = { days = 3 }", "figure[1].length is given. Allowed: no 'length'"),
        ("stage = 1", 'stage = 1\nby = ["postcode"]', "figure[1].by names 'postcode'. Allowed: a list of: area, theme"),
        ("stage = 1", "stage = 1\npublic = false", "figure[1].public is False. Allowed: true, or left out."),
        ('"on_time"\nof = ["respond"]', '"sum"\nof = ["lesons"]', "figure[1].of names 'lesons'. Allowed: a record: "),
        ("[[figure]]", FIGURE + "[[figure]]", "figure[2] has the same key as figure[1]"),
    ],
)
def test_a_figure_that_could_not_be_worked_out_is_refused(was: str, becomes: str, sentence: str) -> None:
    assert policies.read(GOOD + FIGURE, "mine.toml").figures[-1].asks == "on_time (respond), stage 1"
    with pytest.raises(BadDataFile) as refused:
        policies.read(GOOD + FIGURE.replace(was, becomes, 1), "mine.toml")
    assert told(refused.value.faults[0]).startswith(sentence)


@pytest.mark.parametrize("month", ["0", "13", '"April"', "4.0"])
def test_a_reporting_year_begins_in_a_month(month: str) -> None:
    with pytest.raises(BadDataFile, match=r"policy\.year_starts"):
        policies.read(GOOD.replace("[[clock]]", f"year_starts = {month}\n\n[[clock]]", 1), "mine.toml")


@pytest.mark.parametrize(
    ("at", "duty", "sentence"),
    [
        (
            "close",
            'needs = "recorded"\nof = ["step:visted"]',
            "of names 'step:visted'. Allowed: a word of 'step': asked_customer, ",
        ),
        (
            "close",
            'needs = "recorded"\nof = ["stock:many"]',
            "of names 'stock:many'. Allowed: a record of that kind, without a w",
        ),
        (
            "close",
            'needs = "settled"\nof = ["step:visited"]',
            "of names 'step:visited'. Allowed: a record: action, adjustment, ",
        ),
        (
            "contact",
            'needs = "one_of"\nof = ["how", "fax"]',
            "of names 'fax'. Allowed: a word of 'how': telephone, email, ",
        ),
        (
            "assign",
            'needs = "trained"\nof = ["to", "magic"]',
            "of names 'magic'. Allowed: a subject: complaints, customer_se",
        ),
        (
            "close",
            'needs = "filled"\nof = ["when"]\nwhen = { why = ["cannot_resolv"] }',
            "when names 'cannot_resolv'. Allowed: a word of 'why': answered, resolved, ",
        ),
        (
            "contact",
            'needs = "filled"\nof = ["when"]\nwhen = { attempt = ["ja"] }',
            "when names 'ja'. Allowed: a word of 'attempt': yes, no.",
        ),
        (
            "close",
            'needs = "filled"\nof = ["when"]\nwhen = { upheld = ["partly"] }',
            "when names 'partly'. Allowed: a word of 'upheld': yes, no.",
        ),
        (
            "close",
            'needs = "filled"\nof = ["when"]\nwhen = { on_file = ["steps"] }',
            "when names 'steps'. Allowed: a word of 'on_file': step, ",
        ),
        (
            "exclude",
            'needs = "filled"\nof = ["when"]\nwhen = { ground = ["leagl"] }',
            "when names 'leagl'. Allowed: a word of 'ground': legal.",
        ),
        (
            "close",
            'needs = "filled"\nof = ["when"]\nwhen = { feedback = ["moan"] }',
            "when names 'moan'. Allowed: a word of 'feedback': complaint, ",
        ),
        (
            "restrict",
            'needs = "filled"\nof = ["when"]\nwhen = { restrictions = ["email_only"] }',
            "when names 'email_only'. Allowed: a word of 'restrictions': letter_only.",
        ),
    ],
)
def test_a_word_that_nobody_can_say_is_refused(
    monkeypatch: pytest.MonkeyPatch, at: str, duty: str, sentence: str
) -> None:
    monkeypatch.setattr(terms, "CONDITIONS", tuple(CONDITIONS))
    ground = '[[exclusion]]\nground = "legal"\ntitle = "At court"\nclause = "1"\n'
    more = f'{ground}[[duty]]\nat = "{at}"\n{duty}\nlevel = "warn"\nsays = "So."\nclause = "1"\n'
    with pytest.raises(BadDataFile) as refused:
        policies.read(f"{GOOD}{more}", "mine.toml")
    assert told(refused.value.faults[0]).startswith(f"duty[2].{sentence}")


def test_a_word_of_the_landlords_own_and_one_that_is_typed_freely_are_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "CONDITIONS", tuple(CONDITIONS))
    own = '[[choice]]\nfield = "step"\nkey = "drone"\nlabel = "From above"\nadds = true\nclause = "1"\n'
    duties = "".join(
        f'[[duty]]\nat = "close"\nneeds = "recorded"\nof = ["{of}"]\nlevel = "warn"\nsays = "So."\nclause = "1"\n'
        for of in ("step:drone", "step:visited", "lesson:Repairs")
    )
    assert len(policies.read(f"{GOOD}{own}{duties}", "mine.toml").duties) == 4
