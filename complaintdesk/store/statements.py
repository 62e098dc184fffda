"""Statements for the write side, compiled once from the tables.

The hot path runs them on the bare connection: SQLAlchemy's own execution costs more than the
statement. Parameters are positional, in the order of the table's columns.
"""

from functools import cache

from sqlalchemy import Table, bindparam
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql import ClauseElement

from complaintdesk.store import derived_tables, tables
from complaintdesk.store.tables import table

_DIALECT = SQLiteDialect_pysqlite(paramstyle="qmark")


def _sql(statement: ClauseElement) -> str:
    return str(statement.compile(dialect=_DIALECT))


def _insert(model: type[tables.Base]) -> str:
    return _sql(table(model).insert())


def _upsert(model: type[tables.Base]) -> str:
    found: Table = table(model)
    statement = sqlite_insert(found)
    own = {c.name: statement.excluded[c.name] for c in found.columns if not c.primary_key}
    return _sql(statement.on_conflict_do_update(index_elements=list(found.primary_key.columns), set_=own))


def _add(model: type[tables.Base]) -> str:
    """Insert a tally row, or add its n to the one that is there."""
    found = table(model)
    statement = sqlite_insert(found)
    more = {"n": found.c.n + statement.excluded.n}
    return _sql(statement.on_conflict_do_update(index_elements=list(found.primary_key.columns), set_=more))


@cache
def case_update(columns: tuple[str, ...]) -> str:
    """Change these columns of a case's row. Only those: naming a column rewrites every index it stands in."""
    found = table(derived_tables.CaseTable)
    return _sql(found.update().where(found.c.id == bindparam("case")).values(dict.fromkeys(columns)))


REGISTER = _insert(tables.Register)
EVENT = _insert(tables.EventTable)
WORDS = _insert(tables.Words)
POLICY_TEXT = _insert(tables.PolicyTextTable)
LANDLORD = _upsert(tables.Landlord)
STAFF = _upsert(tables.Staff)
DRAFT = _upsert(tables.DraftTable)
SETTING = _upsert(tables.Setting)
CASE = _insert(derived_tables.CaseTable)
CLOCK = _insert(derived_tables.ClockTable)
ELEMENT = _insert(derived_tables.ElementTable)
RECORD = _insert(derived_tables.RecordTable)
OWED = _insert(derived_tables.OwedTable)
TALLY = _add(derived_tables.Tally)
TALLY_DAY = _add(derived_tables.TallyDay)
