"""A person's own keys are checked, and what is wrong is said with file and line."""

import pytest

from complaintdesk.errors import BadDataFile
from screens.keymap import checked, read_keymap


def write(tmp_path, text):
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_table_is_taken_in_textuals_names(tmp_path):
    path = write(tmp_path, 'name = "Jo"\n[keys]\n"acts.note" = "w"\n"list.down" = "j, down, &"\n"app.help" = "f7"\n')
    assert read_keymap(path) == {"acts.note": "w", "list.down": "j,down,ampersand", "app.help": "f7"}


def test_no_table_is_no_keys(tmp_path):
    assert read_keymap(write(tmp_path, 'name = "Jo"\n')) == {}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('"acts.dance" = "w"', "there is no command 'acts.dance'"),
        ('"acts.note" = ""', "acts.note needs a key"),
        ('"acts.note" = 3', "acts.note needs a key"),
        ('"acts.note" = "wiggle"', "'wiggle' is no key"),
        ('"acts.note" = "alt+m"', "does not reach the desk everywhere"),
        ('"acts.note" = "ctrl+shift+m"', "does not reach the desk everywhere"),
        ('"acts.note" = "ctrl+q"', "Ctrl+Q leaves the desk"),
        ('"acts.note" = "5"', "5 is kept for views"),
        ('"queue.view" = "w"', "queue.view keeps its keys"),
        ('"acts.note" = "r"', "r is the key of acts.reply (Reply) as well"),
        ('"acts.note" = "j"', "j is the key of list.down (Down) as well"),
        ('"acts.note" = "question_mark"', "? is the key of app.help (Help) as well"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path, line, sentence):
    path = write(tmp_path, f"# mine\n\n[keys]\n{line}\n")
    with pytest.raises(BadDataFile) as caught:
        read_keymap(path)
    assert f"{path}, line 4: " in caught.value.sentence
    assert sentence in caught.value.sentence
    assert caught.value.hint


def test_two_commands_may_change_places():
    assert checked({"acts.note": "r", "acts.reply": "m"}) == {"acts.note": "r", "acts.reply": "m"}


def test_two_own_keys_that_clash_are_refused():
    with pytest.raises(BadDataFile, match="as well"):
        checked({"acts.note": "w", "queue.preview": "w"})


def test_a_broken_file_is_said(tmp_path):
    with pytest.raises(BadDataFile, match="cannot be read"):
        read_keymap(write(tmp_path, "[keys\n"))
