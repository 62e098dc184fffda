"""The doctor says how a store stands, and never fails on a bad one."""

import os

import pytest
from store_toy import happened, received

from complaintdesk.store import doctor, places
from complaintdesk.store.connection import SCHEMA, bare


def found(path):
    return {f.name: f for f in doctor.examine(path)}


def test_a_sound_store_has_nothing_bad(path, add):
    add(None, received(), happened("closed"))
    add(None, received())
    facts = found(path)
    assert {f.level for f in facts.values()} == {"ok"}
    assert facts["store"].value == str(path)
    assert facts["cases"].value == "2, of them 1 open"
    assert facts["events"].value == "3"
    assert facts["schema"].value.startswith(str(SCHEMA))
    assert facts["chain"].value.startswith("3 events hold; seal ")
    assert set(facts) >= {"library", "place", "size", "free disk", "pages", "links"}


@pytest.mark.parametrize(
    ("version", "name", "level"),
    [((3, 40, 1), "sqlite3", "warn"), ((3, 51, 2), "sqlcipher3", "warn"), ((3, 51, 3), "sqlite3", "ok")],
)
def test_an_old_sqlite_is_warned_of(version, name, level):
    fact = doctor.library(version, name)
    assert (fact.level, bool(fact.hint)) == (level, True)
    assert ".".join(map(str, version)) in fact.value


def test_a_broken_chain_names_case_and_event(path, add):
    add(None, received(), happened("noted", text="secret"))
    db = bare(path)
    db.execute("DROP TRIGGER words_no_update")
    db.execute("UPDATE words SET body = '{}' WHERE seq = 2")
    db.close()
    fact = found(path)["chain"]
    assert (fact.level, fact.value) == ("bad", "CD-26001 event 2: its words were changed")


def test_loose_links_are_counted(path, add):
    add(None, received())
    db = bare(path)
    db.execute("PRAGMA foreign_keys=OFF")
    db.execute("DELETE FROM landlord")
    db.close()
    assert found(path)["links"].value == "1 rows point nowhere (register)"


@pytest.mark.parametrize(
    "make", [lambda p: None, lambda p: p.mkdir(), lambda p: p.touch(), lambda p: p.write_text("x" * 9999)]
)
def test_what_is_no_store_is_a_finding(tmp_path, make):
    make(tmp_path / "x.db")
    facts = found(tmp_path / "x.db")
    assert facts["opens"].level == "bad"
    assert facts["opens"].hint


def test_damage_is_a_finding(path, writer, add):
    for _ in range(30):
        add(None, received(words="damp " * 500))
    writer.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(size - size // 2))
    facts = found(path)
    assert "bad" in {f.level for f in facts.values()}


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_a_store_others_may_read_is_warned_of(path):
    path.chmod(0o644)
    assert found(path)["access"].level == "warn"


def test_a_synchronised_folder_is_warned_of(path, tmp_path):
    (tmp_path / ".dropbox").touch()
    assert found(path)["place"].level == "warn"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/jo/desk.db", "ext4"),
        ("/mnt/team/desk.db", "nfs4"),
        ("/mnt/team/local/desk.db", "ext4"),
        ("/mnt/teamwork/desk.db", "ext4"),
        ("/mnt/c/desk.db", "9p"),
    ],
)
def test_the_file_system_is_that_of_the_nearest_mount(path, kind):
    from pathlib import PurePosixPath

    mounts = "\n".join(
        [
            "/dev/a / ext4 rw 0 0",
            "nas:/t /mnt/team nfs4 rw 0 0",
            "/dev/b /mnt/team/local ext4 rw 0 0",
            "C: /mnt/c 9p rw",
            "",
        ]
    )
    assert places.file_system(mounts, PurePosixPath(path)) == kind
