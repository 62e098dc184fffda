"""Stores of every released schema open, or are upgraded whole or not at all."""

import gzip
import os
import re
import shutil
import signal
import sys
from pathlib import Path

import pytest
from store_toy import derive, received

from complaintdesk.errors import StoreUnreadable
from complaintdesk.models.lists import QueueQuery
from complaintdesk.store import ddl, faults, upgrading
from complaintdesk.store.connection import SCHEMA, bare
from complaintdesk.store.reading import Reader
from complaintdesk.store.schema import create, extras
from complaintdesk.store.verifying import verify_chain
from complaintdesk.store.writing import Writer

HERE = Path(__file__).parent
NEXT = SCHEMA + 1
ADDED = f"""
from alembic import op
import sqlalchemy as sa

revision, down_revision = "{NEXT:04d}", "{SCHEMA:04d}"
branch_labels = depends_on = None


def upgrade():
    op.add_column("case_row", sa.Column("added", sa.String(), nullable=False, server_default=""))
    op.execute("DROP TRIGGER event_no_update")
"""


@pytest.fixture(params=range(1, SCHEMA))
def first(request, tmp_path):
    """The store of an older schema as it was released."""
    path = tmp_path / "first" / f"schema-{request.param}.db"
    path.parent.mkdir()
    path.write_bytes(gzip.decompress((HERE / f"{path.name}.gz").read_bytes()))
    return path


@pytest.fixture
def released(tmp_path):
    """The store of the schema before this one, brought up to it."""
    path = tmp_path / "upgraded" / "released.db"
    path.parent.mkdir()
    path.write_bytes(gzip.decompress((HERE / f"schema-{SCHEMA - 1}.db.gz").read_bytes()))
    upgrading.upgrade(path, derive)
    for kept in path.parent.glob("*.backup"):
        kept.unlink()
    return path


@pytest.fixture
def revisions(tmp_path):
    """Our revisions and one more; write another body for it with ``revisions(text)``."""
    folder = tmp_path / "100% migrations"
    shutil.copytree(upgrading.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def write(text=ADDED):
        (folder / "versions" / "next.py").write_text(text)
        return folder

    return write


def made_of(db):
    """What a database is made of, with the spacing taken out."""
    found = db.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    plain = {(kind, name): re.sub(r"[\s\"]+", "", sql or "") for kind, name, sql in found}
    return {k: re.sub("IFNOTEXISTS|,?constraint", ",", v, flags=re.I) for k, v in plain.items()}


def version(path):
    db = bare(path)
    found = (
        db.execute("PRAGMA user_version").fetchone()[0],
        db.execute("SELECT version_num FROM alembic_version").fetchone()[0],
    )
    db.close()
    return found


def test_a_new_store_is_what_the_revisions_make(path):
    from alembic import command
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    from complaintdesk.store.derived_tables import METADATA

    by_hand = bare(path.with_name("revised.db"), mode="rwc")
    engine = create_engine("sqlite://", creator=lambda: by_hand, poolclass=StaticPool)
    config = Config()
    config.set_main_option("script_location", str(upgrading.MIGRATIONS))
    with engine.connect() as conn:
        config.attributes["connection"] = conn
        command.upgrade(config, "head")
        extras(by_hand)
        ours = {"include_name": lambda name, kind, _: kind != "table" or not name.startswith("ft_")}
        assert compare_metadata(MigrationContext.configure(conn, opts=ours), METADATA) == []
        revised = made_of(by_hand)
    new = bare(path)
    created = made_of(new)
    new.close()
    assert sorted(revised) == sorted(created)
    columns = {k: sorted(re.split("[(),]", v)) for k, v in revised.items()}
    assert columns == {k: sorted(re.split("[(),]", v)) for k, v in created.items()}
    engine.dispose()


def test_the_released_store_opens_and_holds(first):
    with pytest.raises(faults.SchemaOlder):
        Writer(first)
    writer, reader = Writer(first, derive), Reader(first)
    assert [r.ref for r in reader.page(QueueQuery(status="all"), 0, 9)] == ["CD-26001", "CD-26002", "CD-25001"]
    assert reader.page(QueueQuery(words="bedroom damp"), 0, 9)[0].resident == "Okafor, A"
    assert reader.draft("intake", "Jo").body == {"words": "half a sentence"}
    assert reader.setting("Jo", "theme") == "dark"
    assert len(reader.clocks([1])) == 2
    assert reader.policies()[0].in_force_from == "2024-03-01"
    assert verify_chain(reader._db).breaks == ()
    assert writer.rebuild(derive).differences == ()
    assert writer.append(None, 0, [received()], derive, key="new", landlord="salix").ref == "CD-26003"
    reader.close()
    writer.close()


def test_the_released_store_is_made_like_todays(first, path):
    upgrading.upgrade(first, derive)
    old, new = bare(first), bare(path)
    parts = [{k: sorted(re.split("[(),]", v)) for k, v in made_of(db).items()} for db in (old, new)]
    assert parts[0] == parts[1]
    old.close()
    new.close()


def test_nothing_is_done_where_nothing_is_due(released):
    assert upgrading.upgrade(released) is None
    assert not list(released.parent.glob("*.backup"))


def test_an_upgrade_keeps_everything_and_leaves_a_backup_that_holds(released, revisions):
    kept = upgrading.upgrade(released, target=NEXT, migrations=revisions())
    assert version(released) == (NEXT, f"{NEXT:04d}")
    assert version(kept) == (SCHEMA, f"{SCHEMA:04d}")
    for store in (released, kept):
        db = bare(store)
        report = verify_chain(db)
        assert (report.cases, report.events, report.breaks) == (3, 7, ())
        triggers = {n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        assert len(triggers) == len(ddl.TRIGGERS)
        db.close()
    if os.name == "posix":
        assert kept.stat().st_mode & 0o777 == 0o600
    assert not list(released.parent.glob("*.partial"))
    Reader(kept).close()
    with pytest.raises(StoreUnreadable, match="newer version"):
        Reader(released)
    assert upgrading.upgrade(released, target=NEXT, migrations=revisions()) is None


def test_the_backup_holds_what_was_still_in_the_log(released, revisions):
    writer = Writer(released)
    writer.append(None, 0, [received()], derive, key="new", landlord="salix")
    kept = upgrading.upgrade(released, target=NEXT, migrations=revisions())
    db = bare(kept)
    assert verify_chain(db).events == 8
    db.close()
    writer.close()


@pytest.mark.parametrize(
    "fault",
    [
        "    raise RuntimeError('half way')\n",
        "    op.execute('DROP TRIGGER words_no_delete')\n    op.execute('DELETE FROM words WHERE case_id = 1')\n",
        "    op.execute('DROP TRIGGER register_no_delete')\n    op.execute('DELETE FROM register')\n",
        "    op.execute('no such statement')\n",
    ],
)
def test_an_upgrade_that_fails_or_loses_something_leaves_the_old_store(released, revisions, fault):
    before = released.read_bytes()
    with pytest.raises((RuntimeError, faults.StoreError)):
        upgrading.upgrade(released, target=NEXT, migrations=revisions(ADDED + fault))
    assert version(released) == (SCHEMA, f"{SCHEMA:04d}")
    assert released.read_bytes() == before
    Writer(released).close()


def test_a_newer_or_foreign_file_is_not_upgraded(tmp_path, released, revisions):
    migrations = revisions()
    upgrading.upgrade(released, target=NEXT, migrations=migrations)
    with pytest.raises(StoreUnreadable, match="newer"):
        upgrading.upgrade(released)
    other = tmp_path / "other.db"
    other.touch()
    with pytest.raises(StoreUnreadable, match="empty"):
        upgrading.upgrade(other, target=NEXT, migrations=migrations)
    assert other.read_bytes() == b""
    with pytest.raises(faults.StoreMissing):
        upgrading.upgrade(tmp_path / "none.db", target=NEXT, migrations=migrations)
    assert not (tmp_path / "none.db").exists()


def test_of_several_starts_at_once_one_upgrades_and_the_others_wait(released, revisions, process):
    code = (
        "from complaintdesk.store.upgrading import upgrade\n"
        f"print(upgrade(Path({str(released)!r}), target={NEXT}, migrations=Path({str(revisions())!r})) is not None)\n"
    )
    children = [process(code) for _ in range(4)]
    said = [child.communicate() for child in children]
    assert sorted(out.strip() for out, _ in said) == ["False", "False", "False", "True"], said
    assert version(released) == (NEXT, f"{NEXT:04d}")


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_a_kill_in_the_middle_leaves_the_old_store_and_the_next_start_upgrades(released, revisions, process):
    stuck = ADDED + "    print('inside', flush=True)\n    input()\n"
    code = (
        "from complaintdesk.store.upgrading import upgrade\n"
        f"upgrade(Path({str(released)!r}), target={NEXT}, migrations=Path({str(revisions(stuck))!r}))\n"
    )
    child = process(code)
    assert child.stdout.readline() == "inside\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert version(released) == (SCHEMA, f"{SCHEMA:04d}")
    reader = Reader(released)
    assert verify_chain(reader._db).breaks == ()
    reader.close()
    assert upgrading.upgrade(released, target=NEXT, migrations=revisions()) is not None
    assert version(released) == (NEXT, f"{NEXT:04d}")


def test_a_reader_says_an_older_store_must_be_upgraded_and_a_writer_upgrades_it(first):
    with pytest.raises(faults.SchemaOlder, match="older version") as caught:
        Reader(first)
    assert first.name == f"schema-{caught.value.schema}.db"
    Writer(first, derive).close()
    Reader(first).close()
    assert first.with_name(f"{first.name}.schema-{caught.value.schema}.backup").exists()


def test_create_leaves_nothing_behind_when_it_fails(tmp_path, monkeypatch):
    from complaintdesk.store import schema

    def fails(db):
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "extras", fails)
    with pytest.raises(KeyboardInterrupt):
        create(tmp_path / "store.db")
    assert list(tmp_path.iterdir()) == []
