"""What the README says exists: its commands, its options, its keys, its pictures and its links."""

import re
from pathlib import Path
from urllib.parse import unquote

import typer

from complaintdesk.cli.app import app
from complaintdesk.policies import available
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
    "f5": "F5",
    "ctrl+q": "Ctrl+Q",
    "ctrl+s": "Ctrl+S",
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
