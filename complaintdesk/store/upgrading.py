"""Bringing an older store up to today's schema: backed up first, in one transaction, by one process.

Whoever starts at the same time waits at the lock and then finds the work done. A kill at any moment
leaves the old store or the new one. alembic is imported only when there is something to do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from complaintdesk.errors import StoreUnreadable
from complaintdesk.store import copying, faults, schema
from complaintdesk.store.connection import DRIVER, SCHEMA, Connection, Error, bare, schema_of
from complaintdesk.store.locks import alone
from complaintdesk.store.rebuilding import rebuild
from complaintdesk.store.rows import Derive

MIGRATIONS = Path(__file__).parent / "migrations"
_TRUTH = (
    "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM register), (SELECT pos FROM store_clock WHERE id = 1),"
    " (SELECT hash FROM event ORDER BY pos DESC LIMIT 1), (SELECT total(length(body)) FROM words)"
)


def upgrade(
    path: Path, derive: Derive | None = None, *, target: int = SCHEMA, migrations: Path = MIGRATIONS
) -> Path | None:
    """Bring the store at ``path`` to schema ``target``; the backup made, or None where nothing was due.

    With ``derive`` the rows that follow from the events are made anew in the same transaction.

    Raises StoreUnreadable for a newer store, or when the upgraded store would not hold what the old one held;
    then it is as it was.
    """
    path = path.absolute()
    with alone(path):
        db: Connection | None = None
        try:
            db = bare(path)
            found = schema_of(db, path)
            if found > target:
                raise faults.newer(path)
            if found == target:
                return None
            kept = path.with_name(f"{path.name}.schema-{found}.backup")
            copying.copy_to(db, path, kept, lambda _: None)
            db.close()
            _run(path, target, migrations, derive)
        except Error as error:
            raise faults.translate(error, path) from None
        finally:
            if db is not None:
                db.close()
        return kept


def _run(path: Path, target: int, migrations: Path, derive: Derive | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError
    from sqlalchemy import create_engine, event
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import NullPool

    def connect() -> Connection:
        db = bare(path)
        db.execute("PRAGMA foreign_keys=OFF")  # cannot change inside the transaction
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA secure_delete=ON")
        return db

    engine = create_engine(
        "sqlite+pysqlite://", creator=connect, module=DRIVER, poolclass=NullPool, hide_parameters=True
    )
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    try:
        with engine.begin() as conn:
            raw: Any = conn.connection.driver_connection
            before = raw.execute(_TRUTH).fetchone()
            config.attributes["connection"] = conn
            command.upgrade(config, f"{target:04d}")
            schema.extras(raw)
            if derive is not None:
                rebuild(raw, derive)
            if raw.execute(_TRUTH).fetchone() != before or raw.execute("PRAGMA foreign_key_check").fetchone():
                raise StoreUnreadable(
                    f"The store at {path} could not be upgraded: it would not hold what it holds now.",
                    "Nothing was changed. Run `complaintdesk doctor`.",
                )
            raw.execute(f"PRAGMA user_version={target}")
    except CommandError:
        raise StoreUnreadable(
            f"The store at {path} is of a revision that no version of complaintdesk made.",
            "Nothing was changed. Go back to its newest good backup.",
        ) from None
    except DBAPIError as error:
        raise faults.translate(error.orig or error, path) from None
    finally:
        engine.dispose()
