"""What README and docs say exists: commands, options, keys, pictures, links, and the language of policy files."""

import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
import typer

from complaintdesk.cli.app import app
from complaintdesk.engine.asked import LETTER_FIELDS
from complaintdesk.engine.facts import FACTS, known_words
from complaintdesk.engine.of_people import PEOPLE
from complaintdesk.engine.records import RECORDS
from complaintdesk.models import terms
from complaintdesk.models.figures import GROUPINGS, MEASURES
from complaintdesk.models.terms import WINDOWS
from complaintdesk.policies import available, read
from complaintdesk.policy_duties import EVENTS, SUBJECTS
from complaintdesk.policy_schema import CONTACTS, FILE, LETTER, POLICY, POWERS, RULES, SOURCE
from screens.command_table import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "full_stop": ".",
    "slash": "/",
    "number_sign": "#",
    "colon": ":",
    "question_mark": "?",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "f2": "F2",
    "f3": "F3",
    "f4": "F4",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "f5": "F5",
    "f6": "F6",
    "ctrl+q": "Ctrl+Q",
    "ctrl+s": "Ctrl+S",
    "ctrl+n": "Ctrl+N",
    "ctrl+r": "Ctrl+R",
    "f1": "F1",
    "tab": "Tab",
}


def test_every_command_of_the_readme_exists_with_its_options():
    group = typer.main.get_command(app)
    lines = [line for line in README.splitlines() if line.startswith("complaintdesk ")]
    spoken = [line.partition("#")[0].removeprefix("complaintdesk ") for line in lines]
    named = [part for words in spoken for part in words.split(" | ")]
    assert len(named) > 10
    inside = group
    for words in named:
        start = (
            group if words.split()[:1] and words.split()[0] in group.commands else inside if words.strip() else group
        )
        command, options = start, re.findall(r"--[a-z-]+", words)
        for name in words.split():
            if name not in getattr(command, "commands", {}):
                break
            command = command.commands[name]
        assert (command is group) == (not words.strip()), words
        known = {one for param in command.params for one in (*param.opts, *param.secondary_opts)}
        assert set(options) <= known, words


def test_every_command_there_is_stands_in_the_readme():
    group = typer.main.get_command(app)
    for name in group.commands:
        assert re.search(rf"complaintdesk (?:[a-z]+ .*\| )?.*\b{name}\b", README), name


def test_every_key_of_the_readmes_table_is_bound():
    bound = {NAMES.get(key, key) for command in COMMANDS for key in command.keys.split(",") if key}
    table = README.partition("## Keys")[2].partition("Your own keys")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ") and "`" in line.split("|")[1]]
    keys = {key for row in rows for key in re.findall(r"`([^`]+)`", row)}
    assert len(keys) > 25
    assert keys <= bound, keys - bound


def test_every_picture_and_page_the_readme_links_to_is_there():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert any(link.endswith(".svg") for link in links)
    for link in links:
        assert (ROOT / unquote(link)).is_file(), link


def test_the_policies_of_the_readme_are_those_that_ship():
    table = README.partition("## Policies")[2]
    assert set(re.findall(r"^\| `([a-z0-9-]+)`", table, re.MULTILINE)) == set(available())


POLICIES = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")


def test_the_conditions_on_the_page_about_policies_are_all_there_are():
    table = POLICIES.partition("<!-- conditions:")[2].partition("## What `policy check` says")[0]
    assert tuple(re.findall(r"^\| `([a-z0-9_]+)` \| [a-z]", table, re.MULTILINE)) == terms.CONDITIONS


def test_the_measures_on_the_page_about_policies_are_all_there_are():
    table = POLICIES.partition("<!-- measures:")[2].partition("Something that fell due")[0]
    rows = re.findall(r"^\| `([a-z0-9_]+)` \|[^|]*\|([^|]*)\|([^|]*)\|[^|]*\|$", table, re.MULTILINE)
    assert tuple(name for name, _, _ in rows) == tuple(MEASURES)
    for name, of, days in rows:
        assert of.strip() == MEASURES[name].of, name
        assert tuple(re.findall(r"`([a-z]+)`", days)) == MEASURES[name].days, name
    grouped = POLICIES.partition("### `[[figure]]`")[2].partition("`by` takes")[2].partition(". A number")[0]
    assert tuple(re.findall(r"`([a-z]+)`", grouped)) == GROUPINGS


def test_the_facts_on_the_page_about_policies_are_all_there_are():
    table = POLICIES.partition("<!-- facts:")[2].partition("`needs` is one of")[0]
    assert tuple(re.findall(r"^\| `([a-z0-9_]+)` \| [a-z]", table, re.MULTILINE)) == tuple(FACTS)


WHOLE = POLICIES.partition("```toml\n")[2].partition("```")[0]
RULE = 'says = "It is an example."\nclause = "9.9"\n'


def examples(mark):
    """Word -> the example in the last column of its line, as lines of a table."""
    table = POLICIES.partition(f"<!-- {mark}:")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `([a-z0-9_]+)` \|.* \| `([^`]+)` \|$", table, re.MULTILINE)
    return {word: "\n".join(re.split(r", (?=[a-z_]+ = )", example)) for word, example in rows}


@pytest.mark.parametrize("word", terms.CONDITIONS)
def test_the_example_of_each_condition_can_stand_in_a_file(word):
    rule = f'[[duty]]\nneeds = "{word}"\nlevel = "warn"\n{RULE}{examples("conditions")[word]}\n'
    (duty,) = (one for one in read(WHOLE + rule, "larch.toml").duties if one.source.clause == "9.9")
    assert (duty.needs, duty.level) == (word, "warn")


@pytest.mark.parametrize("word", FACTS)
def test_the_example_of_each_fact_can_stand_in_a_file(word):
    head = f'[[duty]]\nat = "respond"\nneeds = "parts_defined"\nlevel = "warn"\n{RULE}'
    duty = read(f"{WHOLE}{head}{examples('facts')[word]}\n", "larch.toml").duties[-1]
    assert [name for name, _ in duty.when] == [word]


@pytest.mark.parametrize("word", MEASURES)
def test_the_example_of_each_measure_can_stand_in_a_file(word):
    rule = f'[[figure]]\nkey = "tried"\ntitle = "Tried"\nmeasure = "{word}"\n{RULE}{examples("measures")[word]}\n'
    assert read(WHOLE + rule, "larch.toml").figures[-1].measure == word


def test_the_other_vocabularies_on_the_page_about_policies_are_whole():
    def named(head: str, end: str) -> set[str]:
        return set(re.findall(r"`([a-z0-9_]+)`", POLICIES.partition(head)[2].partition(end)[0]))

    assert named("`may` takes:", "\n\n") == set(POWERS)
    clocks = POLICIES.partition("| clock | runs from | met by |")[2].partition("The landlord keeps")[0]
    assert tuple(re.findall(r"^\| `([a-z]+)`", clocks, re.MULTILINE)) == tuple(terms.CLOCK_MET_BY)


def test_the_words_of_each_fact_are_those_that_a_duty_may_ask_for():
    table = POLICIES.partition("<!-- facts:")[2].partition("`needs` is one of")[0]
    said = dict(re.findall(r"^\| `([a-z_]+)` \|[^|]*\| ([^|]*) \|[^|]*\|$", table, re.MULTILINE))
    plain = read(WHOLE, "larch.toml")
    lists = {"feedback": "the file's kinds; `book`", "channel": "the ways it comes in"}
    for name in FACTS:
        known = known_words(name, plain)
        words = "kinds of record" if known == tuple(RECORDS) else lists.get(name, ", ".join(known))
        assert said[name] == words, name


def test_what_of_takes_is_what_the_reader_takes():
    part = POLICIES.partition("### What `of` takes")[2].partition("## What `policy check` says")[0]
    rows = re.findall(r"^\| `([a-z0-9_]+)` \| (.*) \|$", part, re.MULTILINE)
    assert {kind: tuple(re.findall(r"`(\w+)`", names)) for kind, names in rows} == dict(LETTER_FIELDS)
    lines = {line.partition("**")[2].partition("**")[0]: line for line in part.replace("\n  ", " ").splitlines()}

    def words(head: str) -> tuple[str, ...]:
        return tuple(re.findall(r"`(\w+)`", lines[head].partition(": ")[2].partition(". ")[0]))

    assert set(words("people")) == {"me", *PEOPLE}
    assert words("events") == EVENTS
    assert words("subjects") == SUBJECTS


def test_the_windows_on_the_page_are_those_the_desk_reckons_with():
    part = POLICIES.partition("The desk reckons with")[2].partition("any other name")[0]
    assert tuple(re.findall(r"`(\w+)`", part)) == WINDOWS


def test_the_policy_of_the_page_is_whole_and_uses_every_key_there_is(tmp_path, monkeypatch):
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path))
    policy = read(WHOLE, "larch.toml")
    assert (policy.key, len(policy.clocks), policy.roles[0].award_up_to_pence) == ("larch", 6, 50_000)
    assert "relied_on" not in {one.item for one in policy.letter("stage_1_response").contains}
    data = tomllib.loads(WHOLE)
    assert set(data) == set(FILE)
    sources = set(SOURCE) | {f"target_{key}" for key in SOURCE}
    for kind, keys in (*RULES.items(), ("letter", LETTER)):
        assert set(keys) - sources <= {key for one in data[kind] for key in one}, kind
    assert set(CONTACTS) == set(data["contacts"])
    assert set(POLICY) == set(data["policy"])
    for key in SOURCE:
        assert f"| `{key}` |" in POLICIES
