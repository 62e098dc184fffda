"""Where a shared store is: an address without a password."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from complaintdesk.errors import BadInput
from complaintdesk.paths import Server, place


def test_an_address_is_a_server_and_all_else_a_file():
    assert place("postgresql://jo@db.example/desk") == Server("postgresql://jo@db.example/desk")
    assert place("postgres:///desk?host=/run/pg").host == "this computer"
    assert (place("postgresql://jo%40x@db.example:5433/desk").login, place("postgresql://db.example/desk").login) == (
        "jo@x",
        "",
    )
    assert place("desk.db") == Path("desk.db")
    assert place("~/desk.db") == Path.home() / "desk.db"
    assert place("postgresql.db") == Path("postgresql.db")


def test_nothing_goes_over_a_network_in_the_clear_unless_the_address_says_so(monkeypatch):
    pytest.importorskip("psycopg")
    from complaintdesk.store.postgres.link import _sealing

    monkeypatch.delenv("PGSSLMODE", raising=False)
    assert _sealing(Server("postgresql://jo@db.example/desk")) == {"sslmode": "require"}
    for near in ("postgresql://jo@localhost/desk", "postgresql:///desk", "postgresql://db/desk?sslmode=verify-full"):
        assert _sealing(Server(near)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://jo:hunter2@db.example/desk",
        "postgresql://jo:@db.example/desk",
        "postgresql://db.example/desk?password=hunter2",
        "postgresql://db.example/desk?sslmode=require&sslpassword=hunter2",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(text):
    with pytest.raises(BadInput, match="holds no password") as refused:
        place(text)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("words", [["queue"], ["init", "--landlord", "salix"], ["doctor"], ["login"], ["verify"]])
def test_without_the_driver_it_is_said_how_to_get_it(tmp_path, words):
    code = "import sys; sys.modules['psycopg'] = None; from complaintdesk.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, *words, "--store", "postgresql://jo@127.0.0.1:1/desk"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COMPLAINTDESK_HOME": str(tmp_path)},
    )
    assert done.returncode == 1
    assert "complaintdesk[postgres]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "text", ["postgresql:desk", "postgresql://db:x/desk", "postgresql://a b/c", "postgresql://[x/y"]
)
def test_what_is_no_address_is_said(text):
    with pytest.raises(BadInput, match="cannot be read"):
        place(text)
