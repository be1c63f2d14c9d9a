"""Durability and transactions, on both databases."""

import threading

import pytest
from sqlalchemy import select, text

from bot.clock import now
from bot.storage.database import Database, DatabaseUnavailable, RowExists
from bot.storage.tables import Conversation


def conversation(citizen: str = "a") -> Conversation:
    return Conversation(id=f"id-{citizen}", channel="web", citizen=citizen, started_at=now())


def test_sqlite_syncs_every_commit(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    with database.reading() as session:
        pragmas = {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")}
    database.close()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}


@pytest.mark.postgres
def test_postgresql_syncs_every_commit(postgres_url):
    database = Database(postgres_url)
    with database.reading() as session:
        shown = [session.execute(text(f"show {name}")).scalar() for name in ("fsync", "synchronous_commit")]
    database.close()
    assert shown == ["on", "on"]


def test_an_error_rolls_the_whole_transaction_back(database):
    def work() -> None:
        with database.session() as session:
            session.add(conversation())
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    with database.reading() as session:
        assert session.scalars(select(Conversation)).all() == []


def test_the_same_unique_thing_twice_is_named_as_such(database):
    def store(identifier: str) -> None:
        with database.session() as session:
            session.add(Conversation(id=identifier, channel="web", citizen="a", started_at=now()))

    store("one")
    with pytest.raises(RowExists):
        store("another")


def test_a_database_that_is_gone_is_unavailable_and_tells_no_values(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}")
    with pytest.raises(DatabaseUnavailable) as caught:
        database.ping()
    assert str(caught.value) == "OperationalError"


def test_an_unreachable_server_is_unavailable():
    database = Database("postgresql+psycopg://nobody:secret-word@127.0.0.1:1/none")
    with pytest.raises(DatabaseUnavailable) as caught:
        database.ping()
    database.close()
    assert "secret-word" not in str(caught.value)


def test_writers_wait_for_one_another(database):
    """Twenty threads read and then write: on SQLite without BEGIN IMMEDIATE some would lose their snapshot."""
    with database.session() as session:
        session.add(conversation("counter"))
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            with database.session() as session:
                session.scalars(select(Conversation)).all()
                session.add(conversation(f"citizen-{number}"))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        stored = len(session.scalars(select(Conversation)).all())
    assert (failures, stored) == ([], 21)


def test_a_reader_does_not_wait_for_a_writer(database):
    with database.session() as writer:
        writer.add(conversation())
        writer.flush()
        with database.reading() as reader:
            assert reader.scalars(select(Conversation)).all() == []
