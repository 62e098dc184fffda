"""A policy file that is changed in place moves dates that were: it is said, and never silent."""

import pytest

from complaintdesk import paths, policies
from complaintdesk.desk import examining, safeguarding
from complaintdesk.desk.setting_up import rebuild
from tests.desk.officer import london

DAYS = "length = { working_days = 10 }"


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A landlord's own policy file, ``larch.toml``, a copy of Calico's; writes it anew with other words."""
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path / "home"))
    folder = paths.policies_folder()
    folder.mkdir(parents=True)
    text = policies.load("calico").text.replace('key = "calico"', 'key = "larch"', 1)

    def write(old="", new="", name="larch.toml"):
        assert old in text
        (folder / name).write_text(text.replace(old, new) if old else text)
        policies._cached.cache_clear()

    write()
    yield write
    policies._cached.cache_clear()


@pytest.fixture
def desk(own, officer):
    one = officer("larch")
    one.at = london("2026-03-12 10:00")
    return one


def findings(desk):
    return [one for one in examining.examine(desk.store) if one.name.startswith("policy text")]


def verified(desk):
    return [str(one) for one in safeguarding.verify(desk.store)[2]]


def test_a_store_that_was_just_made_says_nothing(desk):
    desk.receive("larch")
    assert desk.desk.notice() == ""
    assert verified(desk) == []
    assert [(one.level, one.hint) for one in findings(desk)] == [("ok", "")]


def test_a_file_changed_in_place_is_said_by_desk_doctor_and_verify_until_a_rebuild_follows_it(desk, own):
    ref = desk.receive("larch")
    before = desk.desk.case(ref).clocks
    own(DAYS, "length = { working_days = 12 }")
    desk.desk._know_landlords()
    assert desk.desk.case(ref).clocks != before
    said = desk.desk.notice()
    day = policies.load("larch").in_force_from
    assert said.startswith(f"The policy larch in force from {day} was changed in its file after cases began under it:")
    assert "larch@DAY.toml" in said
    assert "complaintdesk rebuild" in said
    (one,) = findings(desk)
    assert (one.level, f"{one.value}. {one.hint}") == ("bad", said)
    named = verified(desk)
    assert said in named
    assert f"{ref}: its rows in clock_row are not what its events make" in named
    assert f"{ref}: clock_row" in rebuild(desk.store).differences
    assert (desk.desk.notice(), verified(desk), findings(desk)[0].level) == ("", [], "ok")
    texts = [text.text for text in desk.desk.reader.policies()]
    assert len(texts) == 2
    own()
    assert "was changed in its file" in desk.desk.notice()


def test_the_old_text_put_back_beside_a_file_of_its_own_for_the_change_is_silent(desk, own):
    desk.receive("larch")
    own(DAYS, "length = { working_days = 12 }")
    assert desk.desk.notice()
    own()
    since = f"in_force_from = {policies.load('larch').in_force_from}"
    own(since, "in_force_from = 2027-04-01", "larch@2027-04-01.toml")
    assert desk.desk.notice() == ""
    assert verified(desk) == []


def test_other_ends_of_lines_are_no_change_and_another_day_in_the_file_is_one(desk, own):
    own("\n", "\r\n")
    assert desk.desk.notice() == ""
    since = f"in_force_from = {policies.load('larch').in_force_from}"
    own(since, "in_force_from = 2027-04-01")
    assert "stands in no file any more" in desk.desk.notice()
    assert "Put its file back" in findings(desk)[0].hint


def test_a_shipped_policy_that_a_new_version_changed_is_said_kindly_and_the_demo_never(officer):
    one = officer("salix")
    with one.desk.writer.transaction() as db:
        db.execute("DROP TRIGGER policy_text_no_update")
        db.execute("UPDATE policy_text SET text = 'as it was', sha256 = 'x'")
    said = one.desk.notice()
    assert "reads differently in this version of complaintdesk" in said
    assert "Nothing is lost" in said
    one.desk.banner = "DEMO"
    assert one.desk.notice() == ""


def test_commands_that_show_cases_say_it_in_one_line_on_standard_error(desk, own, capsys):
    from complaintdesk.__main__ import main

    desk.receive("larch")
    own(DAYS, "length = { working_days = 12 }")
    for words in (("queue",), ("board",)):
        with pytest.raises(SystemExit) as left:
            raise SystemExit(main((*words, "--store", str(desk.store))))
        assert not left.value.code
        out, errors = capsys.readouterr()
        assert errors.count("\n") == 1
        assert errors.startswith("The policy larch in force from")
        assert "was changed" not in out
