"""A shared store's logins: what each role may do is the server's word, and so is under whose name."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from store_toy import ALDER, NINE, SALIX, derive, happened, received

from complaintdesk.errors import (
    BadInput,
    NotFound,
    StoreAway,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreReadOnly,
    StoreUnreadable,
)
from complaintdesk.models.events import DISPOSED
from complaintdesk.models.lists import QueueQuery
from complaintdesk.paths import Server
from complaintdesk.store import auditing, keys, moving
from complaintdesk.store.connection import Error
from complaintdesk.store.ddl import INDEXES
from complaintdesk.store.derived_tables import METADATA
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import Erasure, NewCase, StaffRow
from complaintdesk.store.schema import create
from complaintdesk.store.verifying import verify_chain
from complaintdesk.store.writing import Writer
from tests.server import OWNER, server

PEOPLE = {"Jo": "officer", "Sam": "officer", "Ruth Sellick": "leader", "Ana": "reader"}


@pytest.fixture(scope="module")
def team():
    """A store with a case of Jo's, and an address for everybody."""
    here = server()
    from complaintdesk.store.postgres import roles
    from complaintdesk.store.postgres.link import dial

    owner = here.database("team")
    create(owner)
    db = dial(owner)
    addresses = {who: here.address("team", roles.give(db, who, role, "", "").login) for who, role in PEOPLE.items()}
    here.admin("postgres", "DROP ROLE IF EXISTS stranger", "CREATE ROLE stranger LOGIN")
    addresses |= {"owner": owner, "stranger": here.address("team", "stranger")}
    writer = Writer(owner)
    for landlord in (SALIX, ALDER):
        writer.save_landlord(landlord)
    writer.close()
    writer = Writer(addresses["Jo"])
    writer.append(None, 0, [received(words="damp")], derive, key="first", landlord="salix")
    writer.close()
    yield SimpleNamespace(**{who.split()[0].lower(): address for who, address in addresses.items()}, db=db, roles=roles)
    db.close()


def rows(team):
    tables = ("register", "event", "words", "store_clock", "landlord", "login", "policy_text")
    return [sorted(team.db.execute(f"SELECT * FROM {table}").fetchall()) for table in tables]


EVENT = "INSERT INTO event SELECT 2, case_id, 2, 'noted', at, at, '{}', NULL, '', hash, 'x' FROM event WHERE pos = 1"


@pytest.mark.parametrize("who", ["jo", "ruth", "ana", "stranger"])
@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE event SET kind = 'closed'",
        "DELETE FROM event",
        "TRUNCATE event CASCADE",
        EVENT.format("Sam"),
        "ALTER TABLE event DISABLE TRIGGER ALL",
        "ALTER TABLE event ADD COLUMN x int",
        "DROP TABLE words",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION own_name() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TABLE public.event2 (x int)",
        "UPDATE words SET body = '{}'",
        "DELETE FROM words",
        "UPDATE register SET ref = 'CD-99999'",
        "UPDATE store_clock SET pos = 0",
        "UPDATE store_clock SET pos = pos + 1",
        "UPDATE store_clock SET pos = pos + 1000",
        "UPDATE store_clock SET pos = 9223372036854775807",
        "UPDATE store_clock SET edits = 9223372036854775807",
        "DELETE FROM store_clock",
        "INSERT INTO login VALUES ('jo', 'Sam', 'leader')",
        "UPDATE login SET who = 'Sam'",
        "GRANT complaintdesk_leader TO jo",
        "SET ROLE complaintdesk_leader; DELETE FROM event",
        f"SET ROLE {OWNER}",
        "UPDATE policy_text SET text = ''",
        "DELETE FROM landlord",
        "UPDATE alembic_version SET version_num = '9999'",
    ],
)
def test_the_server_refuses_what_no_role_may_do(team, who, attack):
    import psycopg

    before = rows(team)
    try:
        with psycopg.connect(getattr(team, who).url, autocommit=True) as db, pytest.raises(psycopg.Error) as refused:
            db.execute(attack)
        assert refused.value.sqlstate in ("42501", "P0001", "CD001", "0A000"), refused.value
    except psycopg.OperationalError:
        assert who == "stranger"
    assert rows(team) == before


@pytest.mark.parametrize(
    ("who", "act"),
    [
        ("ana", EVENT.format("Ana")),
        ("ana", "INSERT INTO words VALUES (1, 9, '', '')"),
        ("ana", "UPDATE store_clock SET pos = pos + 1"),
        ("ana", "UPDATE case_row SET owner = 'x'"),
        ("jo", "UPDATE landlord SET name = 'x'"),
        ("jo", "INSERT INTO staff VALUES ('x', '', '', '', '')"),
        ("jo", "UPDATE words SET salt = NULL, body = NULL"),
    ],
)
def test_a_role_may_do_its_own_and_no_more(team, who, act):
    import psycopg

    before = rows(team)
    with psycopg.connect(getattr(team, who).url) as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(act)
    assert rows(team) == before


NEXT = "INSERT INTO event SELECT {}, case_id, {}, 'noted', at, at, who, NULL, '', hash, 'x' FROM event WHERE pos = 1"
TICK = "UPDATE store_clock SET pos = pos + {};"
CASE = "INSERT INTO register VALUES ({}, '{}', 'salix', {}, {})"


@pytest.mark.parametrize(
    "attack",
    [
        NEXT.format("(SELECT max(pos) + 1 FROM event)", "(SELECT max(seq) + 500 FROM event)"),
        TICK.format(1) + NEXT.format("(SELECT pos FROM store_clock)", "(SELECT max(seq) + 500 FROM event)"),
        NEXT.format("(SELECT max(pos) + 1 FROM event)", "(SELECT max(seq) + 1 FROM event WHERE case_id = 1)"),
        TICK.format(9) + NEXT.format("(SELECT pos FROM store_clock)", "(SELECT max(seq) + 1 FROM event)"),
        TICK.format(2) + NEXT.format("(SELECT max(pos) + 1 FROM event)", "(SELECT max(seq) + 1 FROM event)"),
        NEXT.format("9223372036854775807", "(SELECT max(seq) + 1 FROM event WHERE case_id = 1)"),
        NEXT.format("-1", "(SELECT max(seq) + 1 FROM event WHERE case_id = 1)"),
        CASE.format("9223372036854775807", "CD-26002", 2026, 2),
        CASE.format("(SELECT max(case_id) + 1 FROM register)", "CD-26999", 2026, 999),
        CASE.format("(SELECT max(case_id) + 1 FROM register)", "CD-27001", 2026, 2),
        CASE.format("(SELECT max(case_id) + 1 FROM register)", "CD-27001", 2127, 1),
        CASE.format("(SELECT max(case_id) + 1 FROM register)", "BOOK-ALDER", 0, 1),
    ],
)
def test_nothing_takes_a_place_that_is_not_the_next(team, attack):
    """A row far ahead, or a hole, would stop every later act of everybody."""
    import psycopg

    before = rows(team)
    with psycopg.connect(team.jo.url, autocommit=True) as db, pytest.raises(psycopg.errors.RaiseException):
        db.execute(attack)
    assert rows(team) == before
    writer = Writer(team.jo)
    (seq,) = team.db.execute("SELECT max(seq) FROM event WHERE case_id = 1").fetchone()
    assert writer.append(1, seq, [happened("noted")], derive, key=attack).seq == seq + 1
    writer.close()


@pytest.mark.parametrize("strength", ["UPDATE", "NO KEY UPDATE", "SHARE", "KEY SHARE"])
def test_whoever_only_reads_holds_nobody_up(team, strength):
    import psycopg

    with psycopg.connect(team.ana.url) as db:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute(f"SELECT pos FROM store_clock FOR {strength}")
        db.rollback()
        db.execute("SELECT take_turn()")  # what the desk asks: of a reader it takes nothing
        writer = Writer(team.jo)
        assert writer.append(None, 0, [received()], derive, key=strength, landlord="salix").seq == 1
        writer.close()


@pytest.mark.parametrize("who", ["ana", "jo", "ruth"])
def test_nobody_waits_or_is_waited_for_long_whatever_program_they_use(team, who):
    import psycopg

    with psycopg.connect(getattr(team, who).url) as db:
        for name, value in (("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "20s")):
            assert db.execute(f"SHOW {name}").fetchone() == (value,)


def test_an_import_of_many_cases_takes_its_places_in_order(team):
    writer = Writer(team.jo)
    done = writer.append_many(
        [NewCase("salix", [received(), happened("noted")], f"many {n}") for n in range(3)], derive
    )
    assert [one.seq for one in done] == [2, 2, 2]
    writer.close()
    assert team.db.execute("SELECT max(pos), count(*) FROM event").fetchone() == (done[-1].pos, done[-1].pos)
    reader = Reader(team.jo)
    assert list(auditing.audit(reader._db, team.jo, None)) == []
    reader.close()


def test_every_table_is_written_by_a_role(team):
    """A table that is added needs a line among the grants."""
    written = "has_table_privilege(%s, %s, 'INSERT') OR has_any_column_privilege(%s, %s, 'UPDATE')"
    for role, but in (("leader", set()), ("officer", {"landlord", "staff"})):
        names = {*METADATA.tables, *INDEXES}
        may = {
            name
            for name in names
            if team.db.execute(f"SELECT {written}", (f"complaintdesk_{role}", name) * 2).fetchone()[0]
        }
        assert may == names - but


def test_whoever_has_no_login_here_does_not_get_in(team):
    with pytest.raises(StoreAway):
        Reader(team.stranger)


def test_an_event_is_stored_under_the_name_of_the_login(team):
    writer = Writer(team.sam)
    (seq,) = team.db.execute("SELECT max(seq) FROM event WHERE case_id = 1").fetchone()
    with pytest.raises(StoreReadOnly, match="the name that belongs to your login"):
        writer.append(1, seq, [happened("noted", who="Jo")], derive, key="as Jo")
    assert writer.append(1, seq, [happened("noted", who="Sam")], derive, key="as Sam").seq == seq + 1
    writer.close()
    reader = Reader(team.sam)
    assert reader.person == "Sam"
    assert reader.events(1)[-1].who == "Sam"
    assert list(auditing.audit(reader._db, team.sam, None)) == []
    reader.close()


def test_a_leader_changes_landlords_and_erases_words(team):
    writer = Writer(team.ruth)
    writer.save_landlord(ALDER._replace(name="Alder Homes"))
    writer.save_staff(StaffRow("Sam", "S", "officer", "", "salix"))
    done = writer.append(None, 0, [received(who="Ruth Sellick", words="qzwx")], derive, key="e", landlord="alder")
    jo = Writer(team.jo)
    jo.save_draft(f"{done.ref}/note", "Jo", {"text": "qzwx"}, NINE)
    said = happened(DISPOSED, who="Ruth Sellick", kept={"1": {}})
    with pytest.raises(StoreReadOnly):
        jo.dispose([Erasure(done.case_id, 1, replace(said, who="Jo"), "no")], derive)
    jo.close()
    writer.dispose([Erasure(done.case_id, 1, said, "gone")], derive)
    assert writer.rebuild(derive).differences == ()
    writer.close()
    reader = Reader(team.ruth)
    assert reader.events(done.case_id)[0].body == {}
    assert reader.total(QueueQuery(words="qzwx")) == 0
    assert verify_chain(reader._db).breaks == ()
    reader.close()
    assert team.db.execute("SELECT count(*) FROM draft WHERE body LIKE '%%qzwx%%'").fetchone() == (0,)


def test_somebody_who_only_reads_reads_everything_and_keeps_settings(team):
    reader, writer = Reader(team.ana), Writer(team.ana)
    assert 1 in reader.ids(QueueQuery(words="damp"))
    writer.save_setting("Ana", "theme", "dark")
    assert reader.setting("Ana", "theme") == "dark"
    with pytest.raises(StoreReadOnly, match="may not do this"):
        writer.append(1, reader.case(1).seq, [happened("noted", who="Ana")], derive, key="ana")
    writer.close()
    reader.close()


def test_a_draft_is_its_writers_alone(team):
    jo, sam = Writer(team.jo), Writer(team.sam)
    jo.save_draft("intake", "Jo", {"words": "half a sentence"}, NINE)
    with pytest.raises(StoreError):
        sam.save_draft("intake", "Jo", {"words": "mine now"}, NINE)
    for one in (jo, sam):
        one.close()
    reader = Reader(team.sam)
    assert reader.execute("SELECT * FROM draft") == []
    reader.close()


def test_a_name_keeps_its_login_and_a_login_its_name(team):
    give, db = team.roles.give, team.db
    with pytest.raises(BadInput, match="Jo has the login jo"):
        give(db, "Jo", "officer", "jo2", "")
    with pytest.raises(BadInput, match="belongs to Jo"):
        give(db, "Joseph", "officer", "jo", "")
    with pytest.raises(BadInput, match="no role"):
        give(db, "Joseph", "admin", "", "")
    with pytest.raises(BadInput, match="cannot be a login"):
        give(db, "Joseph", "officer", 'x"; DROP', "")
    with pytest.raises(BadInput, match="runs the server"):
        give(db, "Joseph", "officer", "postgres", "")
    with pytest.raises(NotFound):
        give(db, "Joseph", "", "", "")
    assert {one.who: one.role for one in team.roles.logins(db)} == PEOPLE


def test_a_login_that_was_shut_does_not_get_in_and_what_was_done_stays(team):
    give, db = team.roles.give, team.db
    late = server().address("team", give(db, "Late", "officer", "", "").login)
    writer = Writer(late)
    done = writer.append(None, 0, [received(who="Late")], derive, key="late", landlord="salix")
    give(db, "Late", "", "", "")
    with pytest.raises(StoreReadOnly):
        writer.append(done.case_id, 1, [happened("noted", who="Late")], derive, key="later")
    writer.close()
    with pytest.raises(StoreAway):
        Reader(late)
    give(db, "Late", "reader", "", "")
    reader = Reader(late)
    assert [event.who for event in reader.events(done.case_id)] == ["Late"]
    reader.close()
    db.execute("DELETE FROM login WHERE who = 'Late'")


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ("DROP TRIGGER event_update_never_changed ON event", "the guard event_update_never_changed was taken away"),
        ("ALTER TABLE event DISABLE TRIGGER event_insert_own_name", "the guard event_insert_own_name was switched off"),
        (
            "CREATE OR REPLACE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "the rule never_changed was changed",
        ),
        (
            "DROP TRIGGER words_delete_never_changed ON words; CREATE TRIGGER words_delete_never_changed BEFORE DELETE"
            " ON words FOR EACH ROW WHEN (OLD.seq > 9) EXECUTE FUNCTION never_changed()",
            "the guard words_delete_never_changed was changed",
        ),
    ],
)
def test_guards_that_were_tampered_with_are_named(team, damage, why):
    from complaintdesk.store.postgres import schema

    team.db.execute("BEGIN")
    team.db.execute(damage)
    assert schema.faults_of_guards(team.db) == [why]
    team.db.execute("ROLLBACK")
    assert schema.faults_of_guards(team.db) == []


def test_a_password_is_asked_for_and_never_said(team):
    here = server()
    team.roles.give(team.db, "Pat", "reader", "", "correct horse battery")
    (kept,) = here.admin("team", "SELECT rolpassword FROM pg_authid WHERE rolname = 'pat'")
    assert kept[0].startswith("SCRAM-SHA-256$")
    pat = here.address("team", "pat")
    with here.wanting_passwords("pat"):
        with pytest.raises(StoreLocked, match="wants a password") as locked:
            Reader(pat)
        assert locked.value.path == str(pat)
        keys.hold(pat, "wrong horse")
        with pytest.raises(StoreLocked, match="did not let pat in") as locked:
            Reader(pat)
        assert "horse" not in str(locked.value)
        keys.hold(pat, "correct horse battery")
        reader = Reader(pat)
        assert reader.case(1).ref == "CD-26001"
        reader.close()
        keys.forget(pat)
    team.db.execute("DELETE FROM login WHERE who = 'Pat'")


def test_what_is_no_store_is_said():
    here = server()
    for address, kind in (
        (here.database("nothing"), StoreMissing),
        (here.address("nowhere"), StoreAway),
        (Server(f"postgresql://{OWNER}@127.0.0.1:1/store"), StoreAway),
        (Server(f"postgresql://{OWNER}@127.0.0.1:{here.port}/store?colour=red"), StoreError),
    ):
        with pytest.raises(kind) as refused:
            Reader(address)
        assert type(refused.value) is kind
    here.admin("nothing", "CREATE TABLE theirs (x int)")
    with pytest.raises(StoreError, match="is not empty"):
        create(here.address("nothing"))


@pytest.mark.parametrize("lost", ["event", "words", "case_row", "login", "store_mark", "alembic_version"])
def test_a_store_that_lost_a_table_is_called_so_whatever_one_does(tmp_path, lost):
    here = server()
    found, file, other = here.database("torn"), tmp_path / "kept.db", tmp_path / "new.db"
    create(found)
    create(file)
    here.admin("torn", f"DROP TABLE {lost} CASCADE")

    def used():
        reader = Reader(found)
        try:
            for table in ("event", "words", "case_row", "login", "store_mark"):
                reader.execute(f"SELECT * FROM {table}")
        finally:
            reader.close()

    for act in (used, lambda: create(found), lambda: moving.move(file, found), lambda: moving.move(found, other)):
        with pytest.raises(StoreUnreadable, match="has lost a table or a function of its own"):
            act()
    assert not other.exists()


def test_a_store_of_another_schema_is_refused():
    here = server()
    found = here.database("other")
    create(found)
    for version, said in (("9999", "newer version"), ("0001", "older version")):
        here.admin("other", f"UPDATE alembic_version SET version_num = '{version}'")
        for side in (Reader, Writer):
            with pytest.raises(StoreError, match=said):
                side(found)


def test_errors_of_the_server_are_of_the_drivers_family(team):
    reader = Reader(team.jo)
    with pytest.raises(Error):
        reader._db.execute("SELECT nonsense")
    with pytest.raises(StoreReadOnly):
        reader.execute("DELETE FROM draft")
    reader.close()
