"""Whether a shared store is sound, and what the doctor says of it and of the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from complaintdesk.errors import StoreError
from complaintdesk.paths import Server
from complaintdesk.store import faults
from complaintdesk.store.connection import Connection, Error, connect
from complaintdesk.store.postgres import schema
from complaintdesk.store.verifying import Break, verify_chain

if TYPE_CHECKING:
    from complaintdesk.store.doctor import Finding

_LINK = """SELECT current_setting('server_version'), session_user,
 coalesce((SELECT s.ssl FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid()), false),
 inet_server_addr() IS NULL OR inet_server_addr() << '127.0.0.0/8' OR inet_server_addr() = '::1',
 (SELECT l.role FROM login l WHERE l.login = session_user), current_setting('fsync'),
 pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'event'::regclass), 'USAGE'),
 has_database_privilege('public', current_database(), 'CONNECT')"""


def guards(db: Any) -> Iterator[Break]:
    """The guards that keep events as they are: which are missing, switched off, or say something else."""
    for why in schema.faults_of_guards(db):
        yield Break("", 0, why)


def examine(server: Server) -> Iterator[Finding]:
    """Everything the doctor can say about a shared store; what is wrong with it is a finding as well."""
    from complaintdesk.store.doctor import Finding

    yield Finding("store", str(server))
    try:
        db = connect(server)
    except StoreError as error:
        yield Finding("opens", error.sentence, "bad", error.hint)
        return
    try:
        yield from _findings(db)
    except Error as error:
        said = faults.translate(error, server)
        yield Finding("reads", said.sentence, "bad", said.hint)
    finally:
        db.close()


def _findings(db: Connection) -> Iterator[Finding]:
    from complaintdesk.store.doctor import Finding, chain_finding, contents

    version, login, sealed, near, role, durable, owner, wide = db.execute(_LINK).fetchone()
    yield Finding("server", f"PostgreSQL {version}")
    if sealed or near:
        yield Finding("link", "encrypted" if sealed else "does not leave this computer")
    else:
        hint = "Add ?sslmode=verify-full to its address, and let the server refuse anything else."
        yield Finding("link", "not encrypted: whoever is on the network can read it", "bad", hint)
    if durable != "on":
        yield Finding("durability", "fsync is off: a power cut loses work", "bad", "Switch it on at the server.")
    if wide:
        hint = "As its owner: REVOKE ALL ON DATABASE ... FROM PUBLIC, then `complaintdesk login` for everybody anew."
        yield Finding("way in", "every login of the server gets into this database", "bad", hint)
    if owner:
        hint = "Work with a login of your own: `complaintdesk login`."
        yield Finding("login", f"{login}, which owns the store and can change everything in it", "warn", hint)
    else:
        person: str = getattr(db, "person", "")
        yield Finding("login", f"{login}, {role} as {person}" if person else f"{login}, which belongs to nobody")
    yield from contents(db)
    bad = list(guards(db))
    if bad:
        said = "; ".join(one.why for one in bad)
        yield Finding("guards", said, "bad", "Ask whoever runs the server; change nothing.")
    else:
        yield Finding("guards", "all in place")
    yield Finding("backup", "made on the server: docs/POSTGRESQL.md")
    yield chain_finding(verify_chain(db))
