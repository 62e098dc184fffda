"""Who may do what in a shared store: three roles of the server, and one login a person.

Nobody who works with the desk owns a table. Readers look; officers add what happens; leaders also change landlords and
staff and erase words. A login belongs to one name, under which its events are stored and no other.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from complaintdesk.errors import BadInput, NotFound
from complaintdesk.models.moments import quoted
from complaintdesk.store.ddl import INDEXES
from complaintdesk.store.derived import PARTS

ROLES = ("reader", "officer", "leader")
_DERIVED = ", ".join(("case_row", *PARTS, "tally", "tally_day", *INDEXES))
_GRANTS = (
    "GRANT USAGE ON SCHEMA public TO complaintdesk_reader",
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO complaintdesk_reader",
    "GRANT INSERT, UPDATE, DELETE ON draft, setting TO complaintdesk_reader",
    "GRANT INSERT ON event, words, register, policy_text TO complaintdesk_officer",
    "GRANT UPDATE (pos, edits) ON store_clock TO complaintdesk_officer",
    f"GRANT INSERT, UPDATE, DELETE ON {_DERIVED} TO complaintdesk_officer",
    "GRANT INSERT, UPDATE ON landlord, staff TO complaintdesk_leader",
    "GRANT UPDATE (salt, body) ON words TO complaintdesk_leader",
    "GRANT EXECUTE ON FUNCTION forget_drafts TO complaintdesk_leader",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    # Drafts and settings are their writer's alone.
    *(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY" for name in ("draft", "setting")),
    *(f"CREATE POLICY own ON {name} USING (who = desk_name())" for name in ("draft", "setting")),
)
_MADE = """DO $$BEGIN
 IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'complaintdesk_{0}')
 THEN CREATE ROLE complaintdesk_{0} NOLOGIN; END IF;
END$$"""
_LOGIN = re.compile(r"[a-z_][a-z0-9_.-]{0,62}")


class Login(NamedTuple):
    """Somebody's way in. ``role`` '' : shut."""

    login: str
    who: str
    role: str


def statements(database: str) -> list[str]:
    """Everything the owner of a new store says about roles; the roles belong to the whole server and may be there."""
    named = _name(database)
    return [
        *(_MADE.format(role) for role in ROLES),
        "GRANT complaintdesk_reader TO complaintdesk_officer",
        "GRANT complaintdesk_officer TO complaintdesk_leader",
        f"REVOKE ALL ON DATABASE {named} FROM PUBLIC",
        # Whatever program somebody comes with: nobody waits long, and nobody is waited for long.
        f"ALTER DATABASE {named} SET lock_timeout = '5s'",
        f"ALTER DATABASE {named} SET idle_in_transaction_session_timeout = '20s'",
        *_GRANTS,
    ]


def logins(db: Any) -> list[Login]:
    """Everybody who has one, by name."""
    return [Login(*row) for row in db.execute("SELECT login, who, role FROM login ORDER BY who").fetchall()]


def give(db: Any, who: str, role: str | None, login: str, password: str) -> Login:
    """Let ``who`` in as ``role``, or no more where it is ''; None: as before, an officer where somebody is new.

    For whoever owns the store, on a plain link in autocommit.
    A login of that name that the server has already is used as it is, so that it may come from a directory; the
    password, where there is one, goes to the server as its SCRAM verifier. BadInput, NotFound.
    """
    found = next((one for one in logins(db) if one.who == who), None)
    login = login or (found.login if found else "") or _made_of(who)
    role = role if role is not None else found.role if found else "officer"
    if role and role not in ROLES:
        raise BadInput(f"{quoted(role)} is no role of a shared store.", f"Allowed: {', '.join(ROLES)}.")
    if not _LOGIN.fullmatch(login):
        raise BadInput(f"{quoted(login)} cannot be a login.", "Small letters, digits, _ . and -; give it with --login.")
    if found is not None and found.login != login:
        raise BadInput(f"{who} has the login {found.login}.", "A name keeps its login.")
    if found is None and not role:
        raise NotFound(f"{who} has no login here.", "`complaintdesk login` lists those there are.")
    other = next((one for one in logins(db) if one.login == login and one.who != who), None)
    if other is not None:
        raise BadInput(f"The login {login} belongs to {other.who}.", "Give another one with --login.")
    (owner,) = db.execute(
        "SELECT rolsuper OR %s = session_user FROM pg_roles WHERE rolname = %s", (login, login)
    ).fetchone() or (False,)
    if owner:
        raise BadInput(f"{login} runs the server or this store.", "Work with a login that owns nothing.")
    name = _name(login)
    with db.transaction():
        if db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,)).fetchone() is None:
            db.execute(f"CREATE ROLE {name} LOGIN")
        if password:
            verifier = db.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
            db.execute(f"ALTER ROLE {name} PASSWORD '{verifier}'")
        for one in ROLES:
            db.execute(
                f"{'GRANT' if one == role else 'REVOKE'} complaintdesk_{one} {'TO' if one == role else 'FROM'} {name}"
            )
        way = ("GRANT", "TO") if role else ("REVOKE", "FROM")
        (database,) = db.execute("SELECT current_database()").fetchone()
        db.execute(f"{way[0]} CONNECT ON DATABASE {_name(database)} {way[1]} {name}")
        db.execute(
            "INSERT INTO login (login, who, role) VALUES (%s, %s, %s)"
            " ON CONFLICT (login) DO UPDATE SET role = excluded.role",
            (login, who, role),
        )
    return Login(login, who, role)


def _made_of(who: str) -> str:
    """'Zoë O'Neil' -> 'zoe_o_neil'.

    >>> _made_of("Zoë O'Neil")
    'zoe_o_neil'
    """
    from complaintdesk.engine.marks import words_of

    return "_".join(words_of(who))


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
