"""A shared store whose server goes away, and comes back: a sentence, and nothing lost."""

import pytest
from store_toy import derive, happened, received, until

from complaintdesk.errors import StoreAway, StoreBusy, StoreError, StoreMoved
from complaintdesk.models.lists import QueueQuery
from complaintdesk.store.reading import Reader
from complaintdesk.store.writing import Writer
from tests.server import server

pytestmark = pytest.mark.shared


@pytest.fixture
def network(path, monkeypatch):
    """``cut()`` and ``mend()`` the way to the store; nobody is patient."""
    from complaintdesk.store.postgres import link

    monkeypatch.setattr(link, "PATIENCE", 0.0)
    monkeypatch.setattr(link, "GLANCE", 10.0)
    here = server()

    class Network:
        ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'store'"

        def cut(self):
            here.admin("postgres", "ALTER DATABASE store ALLOW_CONNECTIONS false", self.ends)

        def mend(self):
            here.admin("postgres", "ALTER DATABASE store ALLOW_CONNECTIONS true")

        def blink(self):
            here.admin("postgres", self.ends)

    yield Network()
    Network().mend()


def test_a_server_that_goes_away_is_a_sentence_and_all_goes_on_when_it_is_back(network, add, writer, reader):
    add(None, received())
    assert not reader.changed()
    network.cut()
    for ask in (
        lambda: reader.total(QueueQuery()),
        lambda: add(None, received(), key="while away"),
        lambda: writer.save_setting("Jo", "theme", "dark"),
    ):
        for _ in range(2):
            with pytest.raises(StoreAway, match=r"cannot be reached\. Nothing was saved"):
                ask()

    def away():
        try:
            return reader.changed()
        except StoreAway:
            return True

    until(away)
    network.mend()
    assert add(None, received(), key="while away")[:4] == (2, "CD-26002", 1, 2)
    assert reader.total(QueueQuery()) == 2

    def sees():
        try:
            return reader.changed()
        except StoreAway:
            return False

    until(sees)


def test_a_link_that_breaks_between_two_acts_is_not_noticed(network, add, reader):
    add(None, received())
    network.blink()
    assert reader.total(QueueQuery()) == 1
    assert add(1, happened("noted"), seq=1).seq == 2


def test_a_link_that_breaks_in_an_act_leaves_nothing_of_it(network, writer, reader, add):
    add(None, received())

    def breaks(*about):
        network.blink()
        return derive(*about)

    with pytest.raises(StoreAway, match="Nothing was saved"):
        writer.append(1, 1, [happened("noted")], breaks, key="broken")
    assert [event.kind for event in reader.events(1)] == ["received"]
    assert writer.append(1, 1, [happened("noted")], derive, key="broken")[2:] == (2, 2, False)
    assert writer.rebuild(derive).differences == ()


def test_whether_it_was_saved_when_the_link_broke_just_then_shows_when_it_is_saved_again(network, add, writer):
    add(None, received())
    link = writer._db
    ask = link._ask

    def saved_and_gone(sql, run):
        found = ask(sql, run)
        if sql == "COMMIT":
            link._db.close()
            raise link._fault(link_error(), sql)
        return found

    link._ask = saved_and_gone
    with pytest.raises(StoreAway, match="lost while it was saving"):
        writer.append(1, 1, [happened("noted")], derive, key="unclear")
    link._ask = ask
    again = writer.append(1, 1, [happened("noted")], derive, key="unclear")
    assert (again.seq, again.pos, again.repeated) == (2, 2, True)


def link_error():
    import psycopg

    return psycopg.OperationalError()


def test_whoever_waits_too_long_for_another_is_told_and_may_try_again(path, writer, add):
    other = Writer(path)
    writer._db.execute("SET lock_timeout = 30")
    with other.transaction(), pytest.raises(StoreBusy, match="Another window is saving"):
        add(None, received(), key="late")
    assert add(None, received(), key="late").seq == 1
    other.close()


def test_a_character_that_a_server_does_not_take_is_a_sentence(reader, writer):
    for ask in (
        lambda: reader.setting("J\0", "theme"),
        lambda: writer.save_setting("Jo", "theme", "\0"),
    ):
        with pytest.raises(StoreError, match="does not take"):
            ask()
    assert reader.setting("Jo", "theme") == ""


def test_the_servers_log_holds_no_words_of_residents(add, writer):
    def add_wrongly(sql, values):
        with pytest.raises(StoreError), writer.transaction() as db:
            db.execute(sql, values)

    add(None, received(resident="Qzwx Canary", words="qzwx words"))
    add_wrongly("INSERT INTO words (case_id, seq, salt, body) VALUES (?, ?, ?, ?)", (1, 1, "s", "qzwx"))
    add_wrongly(
        "INSERT INTO register (case_id, ref, landlord, year, n) VALUES (?, ?, ?, ?, ?)", (9, "qzwx", "qzwx", 1, 1)
    )
    add_wrongly("INSERT INTO draft (name, who, body, saved_at) VALUES (?, ?, ?, ?)", ("qzwx", "qzwx", "qzwx", None))
    add_wrongly("UPDATE words SET body = ? WHERE case_id = 1", ("qzwx",))
    add_wrongly("SELECT value FROM json_each(?)", ("[qzwx",))
    said = server().log()
    assert "violates" in said
    assert "qzwx" not in said.casefold()


def test_another_store_at_the_same_address_is_seen(network, path, add, writer):
    add(None, received())
    server().admin("store", "UPDATE store_mark SET mark = 'another' || mark")
    network.blink()
    with pytest.raises(StoreMoved, match="another store"):
        add(None, received())
    reader = Reader(path)
    assert reader.total(QueueQuery()) == 1
    reader.close()
