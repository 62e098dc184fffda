"""Slips of the pen in a policy file: each word of a closed vocabulary, misspelt anywhere, is told with its line."""

import random
import re
from collections.abc import Iterator

import pytest

from complaintdesk import policies
from complaintdesk.errors import BadDataFile
from complaintdesk.resources import shipped

CLOSED = {
    *("name", "party", "runs_from", "kind", "item", "at", "needs", "level", "override", "of", "when", "feedback"),
    *("gets", "may", "acts", "field", "measure", "by", "day", "where", "effect", "events", "nation", "allows"),
    *("after", "certainty", "owner", "falls_back_to"),
}
"""The keys whose words come from lists that the desk or the file itself holds."""
FREE = {
    "window": {"runs_from"},
    "contacts": {"name"},
    "publication": {"name"},
    "retention": {"name"},
    "reading": CLOSED,
}
"""Where such a key takes anything."""
SAMPLE = 10


def words_of(text: str) -> Iterator[tuple[int, int, int]]:
    """(line, first, last character) of every word that only a list can know."""
    head = ""
    for number, line in enumerate(text.split("\n")):
        if table := re.match(r"\[+(\w+)", line):
            head = table[1]
        for key in re.finditer(r"\b(\w+) = (\"[^\"]*\"|\[[^\]]*\]|\{.*\})", line):
            if key[1] not in CLOSED - FREE.get(head, set()) or "designated_person" in line:
                continue
            for word in re.finditer(r"(?<=[\"{ :.])[a-z][a-z_]{3,}(?=[\" :.])", key[0][len(key[1]) + 3 :]):
                if "contains" not in key[0]:
                    at = key.start() + len(key[1]) + 3
                    yield number, at + word.start(), at + word.end()


def misspelt(word: str) -> str:
    """Its last two letters the other way round, or one too many.

    >>> misspelt("received"), misspelt("assess")
    ('receivde', 'assessx')
    """
    return word[:-2] + word[-1] + word[-2] if word[-1] != word[-2] else f"{word}x"


@pytest.mark.parametrize("key", policies.available())
def test_a_word_misspelt_anywhere_is_told_with_its_line(key: str) -> None:
    text = shipped("policies", f"{key}.toml").read_text(encoding="utf-8")
    lines, places = text.split("\n"), list(words_of(text))
    assert len(places) > 100
    for number, first, last in random.Random(key).sample(places, SAMPLE):
        line = lines[number]
        wrong = line[:first] + misspelt(line[first:last]) + line[last:]
        with pytest.raises(BadDataFile) as refused:
            policies.read("\n".join([*lines[:number], wrong, *lines[number + 1 :]]), f"{key}.toml")
        assert str(number + 1) in {one.parts.get("line") for one in refused.value.faults}, wrong


HEAD = """
[policy]
key = "mine"
title = "Complaints policy"
landlord = "Our Homes"
version = "1"
in_force_from = 2024-04-01
document = "Our Homes, Complaints policy"
falls_back_to = "code-2024"
"""
REST = """
[[clock]]
name = "respond"
stage = 1
party = "landlord"
runs_from = "received"
length = { working_days = 10 }
clause = "1"

[[extension]]
stage = 1
at_most = { working_days = 10 }
grounds = ["complex"]
clause = "1"

[[role]]
key = "manager"
title = "Manager"
may = ["respond"]
clause = "1"

[[exclusion]]
ground = "legal"
title = "At court"
acts = ["exclude"]
clause = "1"

[[choice]]
field = "feedback"
key = "complaint"
label = "Complaint"
clause = "1"

[[choice]]
field = "feedback"
key = "service_request"
label = "Request"
clause = "1"

"""
RULE = 'says = "So it is."\nclause = "1.8"\n'

DUTIES = {
    "an override that is no role": (
        'at = "respond"\nneeds = "remedy_dated"\nlevel = "block"\noverride = "maneger"',
        "override names 'maneger'. Allowed: a role of this file: manager, ",
    ),
    "a reason where none is asked": (
        'at = "withdraw"\nneeds = "reason_given"\nlevel = "block"',
        "needs is 'reason_given', which looks at 'reason'; 'Withdrawn by resident (w)' does not ask it. Allowed: that"
        " condition at extend, ",
    ),
    "a field that the form lacks": (
        'at = "withdraw"\nneeds = "filled"\nof = ["reason"]\nlevel = "block"',
        "of names 'reason'. Allowed: a field that 'Withdrawn by resident (w)' asks: when, how.",
    ),
    "words of a field that the form lacks": (
        'at = "reopen"\nneeds = "one_of"\nof = ["how", "email"]\nlevel = "block"',
        "of names 'how'. Allowed: a field that 'Reopen (o)' asks: when, reason, instructed.",
    ),
    "a when of a field that the form lacks": (
        'at = "reopen"\nneeds = "closed"\nwhen = { how = ["email"] }\nlevel = "block"',
        "when names 'how'. Allowed: a fact, or a field that 'Reopen (o)' asks: feedback, channel, ",
    ),
    "a fact with words it does not have": (
        'at = "respond"\nneeds = "answered"\nwhen = { upheld = ["true"] }\nlevel = "block"',
        "when names 'true'. Allowed: a word of 'upheld': yes, no.",
    ),
    "a ground that the file has not": (
        'at = "exclude"\nneeds = "came_late"\nwhen = { ground = ["late"] }\nlevel = "block"',
        "when names 'late'. Allowed: a word of 'ground': legal.",
    ),
    "a ground of another act": (
        'at = "extend"\nneeds = "within_due"\nwhen = { ground = ["legal"] }\nlevel = "block"',
        "when names 'legal'. Allowed: a word of 'ground': complex.",
    ),
    "a word that a field does not offer": (
        'at = "close"\nneeds = "one_of"\nof = ["why", "resolvd"]\nlevel = "block"',
        "of names 'resolvd'. Allowed: a word of 'why': answered, resolved, ",
    ),
    "a word that a record does not have": (
        'at = "respond"\nneeds = "recorded"\nof = ["discretion:maybe"]\nlevel = "block"',
        "of names 'discretion:maybe'. Allowed: a word of 'decision': granted, part, refused.",
    ),
    "a subject that nobody is trained in": (
        'at = "assign"\nneeds = "trained"\nof = ["to", "complaint"]\nlevel = "warn"',
        "of names 'complaint'. Allowed: a subject: complaints, customer_service, vulnerability. Did you mean 'compl",
    ),
    "an event that never happens": (
        'at = "close"\nneeds = "elapsed"\nof = ["acknowleged"]\nlevel = "warn"',
        "of names 'acknowleged'. Allowed: an event: ",
    ),
    "somebody whom nobody knows": (
        'at = "assign"\nneeds = "apart"\nof = ["to", "stage_one"]\nlevel = "warn"',
        "of names 'stage_one'. Allowed: somebody: me, complained_about, stage_1, to, areas_affected. Did you mean 'st",
    ),
    "a field of a record that it never holds": (
        'at = "respond"\nneeds = "complete"\nof = ["evidence.reason"]\nlevel = "warn"',
        "of names 'evidence.reason'. Allowed: evidence. and what it holds: item, source, dated, considered.",
    ),
    "a record on which nothing is ever open": (
        'at = "respond"\nneeds = "settled"\nof = ["step"]\nlevel = "warn"',
        "of names 'step'. Allowed: a record: action, adjustment, ",
    ),
    "a record that nobody approves": (
        'at = "respond"\nneeds = "approved"\nof = ["lesson"]\nlevel = "warn"',
        "of names 'lesson'. Allowed: a record: adjustment, ",
    ),
    "a condition that is told too little": (
        'at = "close"\nneeds = "one_of"\nof = ["why"]\nlevel = "warn"',
        "of has 1 word. Allowed: a list of field, word*.",
    ),
    "a condition that is told too much": (
        'at = "respond"\nneeds = "within_award"\nof = ["handler", "signatory"]\nlevel = "warn"',
        "of has 2 words. Allowed: 1: who.",
    ),
    "a kind of feedback that the file has not": (
        'at = "respond"\nneeds = "answered"\nfeedback = ["mp_enquiry"]\nlevel = "warn"',
        "feedback names 'mp_enquiry'. Allowed: a kind of feedback of this file ([[choice]]): complaint, service_r",
    ),
    "a kind of feedback that the act is not for": (
        'at = "refer"\nneeds = "answered"\nfeedback = ["service_request"]\nlevel = "warn"',
        "feedback names 'service_request'. Allowed: what 'Referred to Ombudsman (Q)' is for: complaint.",
    ),
    "a reminder of what only a form shows": (
        'at = "close"\nneeds = "learning_answered"\nlevel = "remind"',
        "level is 'remind', and learning_answered looks at a form: nobody would be reminded. Allowed: block, warn.",
    ),
    "a length that nothing counts": (
        'at = "close"\nneeds = "answered"\nlength = { days = 3 }\nlevel = "warn"',
        "length is given. Allowed: no length for this condition.",
    ),
}


def told(text: str) -> list[str]:
    """Every fault of the file, without its place."""
    with pytest.raises(BadDataFile) as refused:
        policies.read(text, "mine.toml")
    assert all(int(one.parts["line"]) and one.sentence.isprintable() for one in refused.value.faults)
    shown = "{key} {found}. Allowed: {allowed}."
    return [f"{shown.format(**one.parts)} {one.hint}".strip() for one in refused.value.faults]


@pytest.mark.parametrize("name", DUTIES)
def test_a_duty_that_could_never_be_weighed_is_refused(name: str) -> None:
    duty, sentence = DUTIES[name]
    (fault,) = told(f"{HEAD}{REST}[[duty]]\n{duty}\n{RULE}")
    assert fault.startswith(f"duty[1].{sentence}")


def test_a_fault_is_told_with_its_file_its_line_and_its_rule() -> None:
    text = f'{HEAD}{REST}# a remark\n[[duty]]\nat = "withdraw"\nneeds = "reason_given"\nlevel = "block"\n{RULE}'
    with pytest.raises(BadDataFile) as refused:
        policies.read(text, "mine.toml")
    line = text.split("\n").index('needs = "reason_given"') + 1
    assert refused.value.sentence.startswith(f"mine.toml, line {line}: duty[1].needs (withdraw, clause 1.8) is 'reason")


FIGURES = {
    "a stage that it does not look at": ('measure = "cases"\nstage = 2', "stage is given. Allowed: no 'stage' for"),
    "a kind of feedback that it does not look at": (
        'measure = "sum"\nof = ["remedy"]\nfeedback = ["complaint"]',
        "feedback is given. Allowed: no 'feedback' for this measure.",
    ),
    "words for what is done where nothing is": (
        'measure = "cases"\ndone_words = "closed"',
        "done_words is given. Allowed: no 'done_words' for this measure.",
    ),
    "a breakdown it does not have": (
        'measure = "done"\nof = ["publication"]\nby = ["area"]',
        "by names 'area'. Allowed: what this measure is broken down by: value.",
    ),
    "a reason for closing that is none": (
        'measure = "cases"\nwhere = ["resolvd"]',
        "where names 'resolvd'. Allowed: a word it is counted by: answered, resolved, ",
    ),
    "a word that no such entry has": (
        'measure = "records"\nof = ["order"]\nwhere = ["code_findings"]',
        "where names 'code_findings'. Allowed: a word it is counted by: finding, code_finding, ",
    ),
    "an extension by another name": (
        'measure = "on_time"\nof = ["respond"]\nstage = 1\nwhere = ["extension"]',
        "where names 'extension'. Allowed: a word it is counted by: extended.",
    ),
}


@pytest.mark.parametrize("name", FIGURES)
def test_what_a_measure_would_pass_over_is_refused(name: str) -> None:
    figure, sentence = FIGURES[name]
    (fault,) = told(f'{HEAD}{REST}[[figure]]\nkey = "tried"\ntitle = "Tried"\n{figure}\n{RULE}')
    assert fault.startswith(f"figure[1].{sentence}")


OTHERS = {
    "a role that gets what there is not": (
        'may = ["respond"]',
        'may = ["respond"]\ngets = ["concern"]',
        "role[1].gets names 'concern'. Allowed: a kind of feedback of this file ([[choice]]): complaint, service_r",
    ),
    "a clock for what there is not": (
        "length = { working_days = 10 }",
        'length = { working_days = 10 }\nfeedback = ["concern"]',
        "clock[1].feedback names 'concern'. Allowed: a kind of feedback of this file",
    ),
    "an owner that is no role": (
        'falls_back_to = "code-2024"',
        'falls_back_to = "code-2024"\nowner = "manger"',
        "policy.owner names 'manger'. Allowed: a role of this file: manager. Did you mean 'manager'?",
    ),
    "ways of contact for what is no restriction": (
        'label = "Request"',
        'label = "Request"\nallows = ["email"]',
        "choice[2].allows is given. Allowed: only where the field is 'restrictions'.",
    ),
    "a window that is nearly one the desk reckons with": (
        "[[extension]]",
        '[[window]]\nname = "complian"\nruns_from = "the issue"\neffect = "ask"\nclause = "1"\n\n[[extension]]',
        "window[1].name is 'complian'. Allowed: complain, escalate, refer, update, restriction_review, area_plan, or a"
        " name unlike these. Did you mean 'complain'?",
    ),
    "a number where a text belongs": (
        'version = "1"',
        "version = 1",
        "policy.version is 1. Allowed: one line of text in quotation marks, ",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_word_that_stands_for_nothing_is_refused(name: str) -> None:
    old, new, sentence = OTHERS[name]
    (fault,) = told((HEAD + REST).replace(old, new, 1))
    assert fault.startswith(sentence)


def test_faults_of_every_part_are_told_at_once() -> None:
    duty = f'[[duty]]\nat = "withdraw"\nneeds = "reason_given"\nlevel = "block"\n{RULE}'
    off = f'[[duty]]\nat = "withdraw"\nneeds = "answered"\nlevel = "off"\n{RULE}'
    figure = f'[[figure]]\nkey = "tried"\ntitle = "Tried"\nmeasure = "cases"\nwhere = ["resolvd"]\n{RULE}'
    owner = HEAD.replace("falls_back_to", 'owner = "nobody"\nfalls_back_to')
    keys = [one.partition(" ")[0] for one in told(f"{owner}{REST}{duty}{off}{figure}")]
    assert keys == ["policy.owner", "duty[1].needs", "duty[2].level", "figure[1].where"]


@pytest.mark.parametrize(
    ("before", "line"),
    [("", 1), ('note = """\n[[duty]]\n"""\n', 0), ("# [[duty]]\n", 1)],
    ids=["as usual", "a header within a text", "a header within a remark"],
)
def test_no_line_is_told_rather_than_a_wrong_one(before: str, line: int) -> None:
    text = f'{before}{HEAD}{REST}[[duty]]\nat = "respond"\nneeds = "luck"\nlevel = "block"\n{RULE}'
    with pytest.raises(BadDataFile) as refused:
        policies.read(text, "mine.toml")
    fault = next(one for one in refused.value.faults if one.parts["key"] == "duty[1].needs")
    stands = text.split("\n").index('needs = "luck"') + 1
    assert fault.parts["line"] == (str(stands) if line else "")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_file_as_windows_saves_it_is_read_and_its_lines_are_counted(tmp_path, ends: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + REST).replace("\n", ends).encode())
    assert policies.checked(str(path)).key == "mine"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + REST).replace('"landlord"', '"tenant"').replace("\n", ends).encode())
    with pytest.raises(BadDataFile, match=r"^mine\.toml, line 14: clock\[1\]\.party \(respond, clause 1\) is 'tenant'"):
        policies.checked(str(path))


@pytest.mark.parametrize(
    ("old", "new", "line", "hint"),
    [
        ('version = "1"', 'version = "1"\nversion = "2"', 7, "Does the key stand there twice?"),
        ('title = "Complaints policy"', 'title = "Complaints policy', 4, "Is a quotation mark missing at the end?"),
        (
            'title = "Complaints policy"',
            "title = \u201cComplaints\u201d",
            4,
            "A text stands in straight quotation marks",
        ),
        ("2024-04-01", "2024-04-31", 7, "Is there a date that no calendar has"),
        ('may = ["respond"]', 'may = ["respond" "award"]', 28, "Is a comma or a square bracket missing"),
        ("[[clock]]", "[clock]\n[clock]", 12, "Do several such tables stand under single brackets?"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line_and_what_it_mostly_is(old: str, new: str, line: int, hint: str) -> None:
    assert old in HEAD + REST
    with pytest.raises(BadDataFile) as refused:
        policies.read((HEAD + REST).replace(old, new, 1), "mine.toml")
    assert refused.value.sentence.startswith(f"mine.toml, line {line}: the file is no TOML (")
    assert refused.value.hint.startswith(hint)
