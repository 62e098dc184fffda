"""A PostgreSQL server for the tests: started when first asked for, thrown away at the end.

Its programs are those of the wheel ``pgserver``, else the system's. Where there are none the tests are skipped and say
so, except in CI, where they fail. It listens on this computer alone and never waits for the disk.
"""

import atexit
import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from complaintdesk.paths import Server

OWNER = "desk_owner"


def programs() -> Path | None:
    """The folder of the server's programs; None where there is none."""
    places = []
    wheel = importlib.util.find_spec("pgserver")
    if wheel is not None and wheel.origin:
        places.append(Path(wheel.origin).parent / "pginstall" / "bin")
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("initdb"):
        places.append(Path(found).parent)
    return next((one for one in places if (one / "initdb").exists() or (one / "initdb.exe").exists()), None)


def _somebody() -> str:
    """An account that is not root."""
    import pwd

    names = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


class Throwaway:
    """A server with one store in it, empty for every test that asks."""

    def __init__(self, bin_: Path, *, durable: bool = False) -> None:
        self._bin, self._durable = bin_, durable
        self._folder = Path(tempfile.mkdtemp(prefix="desk-pg-"))
        self._user = None
        if hasattr(os, "geteuid") and os.geteuid() == 0:  # initdb refuses root
            self._user = _somebody()
            shutil.chown(self._folder, self._user)
            if subprocess.run(["test", "-x", bin_ / "initdb"], check=False, user=self._user).returncode:
                shutil.copytree(bin_.parent, self._folder / "programs")  # a home of root's own cannot be entered
                self._bin = self._folder / "programs" / "bin"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()
        self.admin(
            "postgres", f"CREATE ROLE {OWNER} LOGIN CREATEROLE; ALTER ROLE {OWNER} SET client_min_messages = error"
        )

    def _run(self, program: str, *words: str) -> None:
        log = self._folder / "said"
        with log.open("a") as out:
            done = subprocess.run(
                [self._bin / program, "-D", self._folder / "data", *words],
                check=False, user=self._user, cwd=self._folder, stdout=out, stderr=out, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        assert done.returncode == 0, log.read_text()

    def tool(self, program: str, *words: object) -> None:
        """Run one of the programs that come with a server."""
        done = subprocess.run([self._bin / program, *map(str, words)], check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -c unix_socket_directories='' -c max_connections=60"
        options += " -c log_error_verbosity=terse"  # as docs/POSTGRESQL.md says
        lazy = "" if self._durable else " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", f"{options}{lazy}", "start")

    def log(self) -> str:
        """What the server has written down."""
        return (self._folder / "log").read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """As when the power goes: nobody is told, nothing is tidied up."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def leave(self) -> None:
        """Stop it for good."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def admin(self, database: str, *statements: str) -> list:
        """Run statements as whoever runs the server; the rows of the last."""
        import psycopg

        with psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/{database}", autocommit=True) as db:
            for one in statements:
                found = db.execute(one)
            return found.fetchall() if found.description else []

    def database(self, name: str) -> Server:
        """A new database with nothing in it, as its owner's address."""
        self.admin("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} OWNER {OWNER}")
        return self.address(name)

    def address(self, database: str, login: str = OWNER) -> Server:
        """How somebody gets to a database."""
        return Server(f"postgresql://{login}@127.0.0.1:{self.port}/{database}")

    @contextmanager
    def wanting_passwords(self, login: str) -> Iterator[None]:
        """Let ``login`` in by password alone."""
        rules = self._folder / "data" / "pg_hba.conf"
        before = rules.read_text()
        self._rule(f"host all {login} all scram-sha-256\n{before}")
        yield
        self._rule(before)

    def _rule(self, text: str) -> None:
        (self._folder / "data" / "pg_hba.conf").write_text(text)
        (before,) = self.admin("postgres", "SELECT pg_conf_load_time()")
        while self.admin("postgres", "SELECT pg_reload_conf()", "SELECT pg_conf_load_time()") == [before]:
            pass

    @cache  # noqa: B019 - one server a run
    def _store(self) -> Server:
        from complaintdesk.store.schema import create

        found = self.database("store")
        create(found)
        return found

    def empty(self) -> Server:
        """The store, with nothing in it."""
        found = self._store()
        tables = self.admin(
            "store", "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
        kept = ("alembic_version", "store_mark")
        gone = "".join(f"DELETE FROM {name};" for (name,) in tables if name not in kept)
        first = "INSERT INTO store_clock VALUES (1, 0, 0)"
        self.admin("store", f"SET session_replication_role = replica; {gone} {first}")
        return found


@cache
def _started() -> Throwaway | str:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed"
    found = programs()
    if found is None:
        return "there is no PostgreSQL server on this computer (the wheel pgserver brings one)"
    server = Throwaway(found)
    atexit.register(server.leave)
    return server


def server() -> Throwaway:
    """The server of this run."""
    found = _started()
    if isinstance(found, str):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no shared store is tried: {found}")
    return found
