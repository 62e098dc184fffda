"""The tables of today on a server, from the same table classes, with the guards that keep the truth as it is.

What differs from a file is here: whole numbers are BIGINT, texts are sorted by code point as SQLite does it (so that
every list has one order, whatever the server's locale), and the guards are functions of the server.
"""

from __future__ import annotations

import re
import secrets
from typing import Any

from complaintdesk.store.connection import SCHEMA
from complaintdesk.store.ddl import INDEXES, REVISION_TABLE

_NEVER = "BEGIN RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE = 'rows of this table are never changed'; END"
_OWNS = "pg_has_role(session_user, (SELECT c.relowner FROM pg_class c WHERE c.oid = TG_RELID), 'USAGE')"
"""Whoever owns the table brings in what others did."""
_RULES: dict[str, str] = {
    "never_changed": _NEVER,
    "only_erased": """BEGIN
 IF NEW.case_id = OLD.case_id AND NEW.seq = OLD.seq AND NEW.salt IS NULL AND NEW.body IS NULL THEN RETURN NEW; END IF;
 RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE = 'words may be erased, never changed';
END""",
    "only_forward": f"""BEGIN
 IF NEW.id = OLD.id AND NEW.pos >= OLD.pos AND NEW.edits >= OLD.edits AND (NEW.edits <= OLD.edits + 1 OR {_OWNS})
 THEN RETURN NEW; END IF;
 RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE = 'the store clock goes on, a step at a time';
END""",
    # Asked when the transaction ends: a clock that ran ahead would leave a hole, and at its end stop everybody.
    "no_holes": """BEGIN
 IF (SELECT c.pos FROM store_clock c WHERE c.id = 1) = (SELECT coalesce(max(e.pos), 0) FROM event e)
 THEN RETURN NULL; END IF;
 RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE = 'the store clock says how many events there are';
END""",
    # Since the clock never commits ahead of the events, it is ahead of them only for whoever set it on just now.
    "in_order": f"""BEGIN
 IF {_OWNS} OR (NEW.pos = (SELECT coalesce(max(e.pos), 0) + 1 FROM event e)
 AND NEW.pos <= (SELECT c.pos FROM store_clock c WHERE c.id = 1)
 AND NEW.seq = (SELECT coalesce(max(e.seq), 0) + 1 FROM event e WHERE e.case_id = NEW.case_id))
 THEN RETURN NEW; END IF;
 RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE = 'an event is the next of its case and of the store';
END""",
    # ``naming.reference`` in the server's words. A hundred years have a hundred pairs of last digits.
    "next_number": f"""BEGIN
 IF {_OWNS} OR (NEW.case_id = (SELECT coalesce(max(r.case_id), 0) + 1 FROM register r)
 AND NEW.n = (SELECT coalesce(max(r.n), 0) + 1 FROM register r WHERE r.year = NEW.year)
 AND (NEW.year = 0 OR NEW.year BETWEEN 1970 AND 2069)
 AND NEW.ref = CASE NEW.year WHEN 0 THEN 'BOOK-' || upper(NEW.landlord)
 ELSE 'CD-' || lpad((NEW.year % 100)::text, 2, '0') || lpad(NEW.n::text, greatest(3, length(NEW.n::text)), '0') END)
 THEN RETURN NEW; END IF;
 RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE = 'a case takes the next number';
END""",
    # The login is the server's word for who is there.
    "own_name": f"""BEGIN
 IF NEW.who = (SELECT l.who FROM login l WHERE l.login = session_user) OR {_OWNS} THEN RETURN NEW; END IF;
 RAISE EXCEPTION USING ERRCODE = 'CD001', MESSAGE = 'an event is stored under the name of its login';
END""",
}
_GUARDS = (
    *((name, "BEFORE UPDATE OR DELETE", "ROW", "never_changed") for name in ("event", "register", "policy_text")),
    *(
        (name, "BEFORE TRUNCATE", "STATEMENT", "never_changed")
        for name in ("event", "register", "policy_text", "words", "store_clock")
    ),
    ("event", "BEFORE INSERT", "ROW", "in_order"),
    ("event", "BEFORE INSERT", "ROW", "own_name"),
    ("register", "BEFORE INSERT", "ROW", "next_number"),
    ("words", "BEFORE UPDATE", "ROW", "only_erased"),
    ("words", "BEFORE DELETE", "ROW", "never_changed"),
    ("store_clock", "BEFORE UPDATE", "ROW", "only_forward"),
    ("store_clock", "AFTER UPDATE", "ROW", "no_holes"),
    ("store_clock", "BEFORE DELETE", "ROW", "never_changed"),
)
"""(table, when, each, rule). What is asked after a change is asked when its transaction ends."""
_WORDED = """CREATE FUNCTION instr(whole text, part text) RETURNS integer LANGUAGE sql IMMUTABLE
 AS 'SELECT strpos(whole, part)';
CREATE FUNCTION json_each(list text) RETURNS TABLE(key bigint, value text) LANGUAGE sql IMMUTABLE
 AS 'SELECT one.ordinality - 1, one.value FROM json_array_elements_text(list::json) WITH ORDINALITY AS one'"""
"""What SQLite has and the store asks for."""
_OWN = """CREATE TABLE store_mark (mark text NOT NULL);
CREATE TABLE login (login text COLLATE "C" PRIMARY KEY, who text COLLATE "C" NOT NULL UNIQUE, role text NOT NULL);
CREATE FUNCTION desk_name() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
 AS 'SELECT who FROM login WHERE login = session_user';
CREATE FUNCTION forget_drafts(ref text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
 AS 'DELETE FROM draft WHERE strpos(''/'' || replace(name, '' '', ''/'') || ''/'', ''/'' || ref || ''/'') > 0';
REVOKE EXECUTE ON FUNCTION forget_drafts FROM PUBLIC;
CREATE FUNCTION take_turn() RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp
 AS 'BEGIN IF has_table_privilege(''event'', ''INSERT'')
 THEN PERFORM pos FROM store_clock WHERE id = 1 FOR UPDATE; END IF; END'"""
"""Whoever may add events waits their turn at the clock; drafts and settings of others meet nobody's."""


def statements() -> list[str]:
    """Everything an empty database needs to be a store of today's schema."""
    return [
        *_tables(),
        *_index_of_words(),
        *_rules(),
        REVISION_TABLE,
        f"INSERT INTO alembic_version VALUES ('{SCHEMA:04d}')",
    ]


def names() -> set[str]:
    """Every table of a store."""
    from complaintdesk.store.derived_tables import METADATA

    return {*METADATA.tables, *INDEXES, "store_mark", "login", "alembic_version"}


def _tables() -> list[str]:
    from sqlalchemy.dialects.postgresql.base import PGDDLCompiler, PGDialect, PGTypeCompiler
    from sqlalchemy.schema import CreateIndex, CreateTable

    from complaintdesk.store.derived_tables import METADATA

    class Types(PGTypeCompiler):
        def visit_INTEGER(self, type_: Any, **kw: Any) -> str:  # noqa: N802 - SQLAlchemy's name
            return "BIGINT"

        def visit_VARCHAR(self, type_: Any, **kw: Any) -> str:  # noqa: N802
            return 'TEXT COLLATE "C"'

    class Columns(PGDDLCompiler):
        def get_column_specification(self, column: Any, **kw: Any) -> str:
            """Without the sequences that SQLAlchemy gives to numbers: the store counts for itself."""
            kind = self.dialect.type_compiler_instance.process(column.type)
            return f"{self.preparer.format_column(column)} {kind}{'' if column.nullable else ' NOT NULL'}"

    class Dialect(PGDialect):
        type_compiler_cls = Types
        ddl_compiler = Columns

    found = []
    ours: Any = Dialect
    for table in METADATA.sorted_tables:
        found.append(str(CreateTable(table).compile(dialect=ours())))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        found += [str(CreateIndex(index).compile(dialect=ours())) for index in indexes]
    return found


def _index_of_words() -> list[str]:
    texts = ", ".join(f"{name} text NOT NULL DEFAULT ''" for name in ("ref", "resident", "address", "subject", "words"))
    found = []
    for name in INDEXES:
        found.append(
            f"CREATE TABLE {name} (rowid bigint PRIMARY KEY, {texts},"
            " folded text NOT NULL DEFAULT '', lexemes tsvector NOT NULL DEFAULT '')"
        )
        found.append(f"CREATE INDEX ix_{name}_lexemes ON {name} USING gin (lexemes)")
    return found


def _rules() -> list[str]:
    found = [_WORDED, _OWN, f"INSERT INTO store_mark VALUES ('{secrets.token_hex(16)}')"]
    found.append("INSERT INTO store_clock(id, pos, edits) VALUES (1, 0, 0)")
    for name, body in _RULES.items():
        # By index, always: a plan made while the tables were empty is kept as long as the link, through a whole import.
        found.append(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
            f" SET search_path = public, pg_temp SET enable_seqscan = off AS $${body}$$"
        )
    for table, when, each, rule in _GUARDS:
        name = f"{table}_{when.split()[1].lower()}_{rule}"
        kind, asked = ("CONSTRAINT TRIGGER", " INITIALLY DEFERRED") if when.startswith("AFTER") else ("TRIGGER", "")
        found.append(f"CREATE {kind} {name} {when} ON {table}{asked} FOR EACH {each} EXECUTE FUNCTION {rule}()")
    return found


def faults_of_guards(db: Any) -> list[str]:
    """What is wrong with the guards of the store behind ``db``, a sentence each; nothing in a sound one."""
    there = {
        name: (on, " ".join(said.split()), state)
        for name, on, said, state in db.execute(
            "SELECT t.tgname, t.tgrelid::regclass::text, pg_get_triggerdef(t.oid), t.tgenabled FROM pg_trigger t"
            " WHERE NOT t.tgisinternal"
        ).fetchall()
    }
    bodies = dict(db.execute("SELECT proname, prosrc FROM pg_proc WHERE prorettype = 'trigger'::regtype").fetchall())
    found = []
    for table, when, each, rule in _GUARDS:
        name = f"{table}_{when.split()[1].lower()}_{rule}"
        on, said, state = there.get(name, ("", "", ""))
        right = on == table and f"FOR EACH {each} EXECUTE FUNCTION {rule}()" in said and " WHEN " not in said
        if not said:
            found.append(f"the guard {name} was taken away")
        elif state not in ("O", b"O"):
            found.append(f"the guard {name} was switched off")
        elif not right or not set(re.findall("UPDATE|DELETE|INSERT|TRUNCATE", when)) <= set(said.split()):
            found.append(f"the guard {name} was changed")
    ours = {f"{table}_{when.split()[1].lower()}_{rule}" for table, when, _, rule in _GUARDS}
    strangers = sorted(there.keys() - ours)
    found += [f"the trigger {ascii(name)[1:-1]} was added, which is none of the store's" for name in strangers]
    found += [f"the rule {name} was changed" for name, body in _RULES.items() if bodies.get(name) != body]
    return found
