"""Writes of several threads in one transaction: durable for all, and no one's fault is another's."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, event, insert, select

from bot.clock import now
from bot.storage.database import Database, DatabaseUnavailable, RowExists
from bot.storage.tables import Conversation
from bot.storage.together import Together

TABLE = Conversation.metadata.tables["conversation"]


def stores(citizen: str) -> Callable[[Connection], str]:
    def job(connection: Connection) -> str:
        row = {"id": f"id-{citizen}", "channel": "web", "citizen": citizen, "started_at": now()}
        connection.execute(insert(TABLE), row)
        return citizen

    return job


def stored(database: Database) -> set[str]:
    with database.looking() as connection:
        return set(connection.scalars(select(TABLE.c.citizen)))


def at_once(database: Database, *jobs: Callable[[Connection], object]) -> list[object]:
    """Do `jobs` behind one that holds the lock until all of them wait; gives results and errors in their order."""
    held, go = threading.Event(), threading.Event()

    def first(_connection: Connection) -> None:
        held.set()
        go.wait(10)

    def outcome(job: Callable[[Connection], object]) -> object:
        try:
            return database.together(job)
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(jobs) + 1) as pool:
        leader = pool.submit(database.together, first)
        held.wait(10)
        waiting = [pool.submit(outcome, job) for job in jobs]
        while len(database._together._waiting) < len(jobs):
            threading.Event().wait(0.001)
        go.set()
        leader.result()
        return [one.result() for one in waiting]


def test_a_job_alone_is_stored_when_it_is_back(database):
    assert database.together(stores("a")) == "a"
    assert stored(database) == {"a"}


def test_all_who_wait_share_one_commit(database):
    commits = []
    event.listen(database.engine, "commit", lambda _connection: commits.append(1))
    assert at_once(database, *(stores(f"c{number}") for number in range(6))) == [f"c{number}" for number in range(6)]
    assert len(commits) == 2  # the one that held the lock, and all the others
    assert len(stored(database)) == 6


@pytest.mark.parametrize("bad", [stores("known"), lambda _connection: 1 // 0])
def test_the_fault_of_one_is_not_anothers(database, bad):
    database.together(stores("known"))
    first, fault, last = at_once(database, stores("a"), bad, stores("b"))
    assert (first, last) == ("a", "b")
    assert isinstance(fault, RowExists | ZeroDivisionError)
    assert stored(database) == {"known", "a", "b"}


def test_what_failed_is_rolled_back(database):
    def half(connection: Connection) -> None:
        stores("half")(connection)
        raise KeyError("later")

    with pytest.raises(KeyError):
        database.together(half)
    assert stored(database) == set()


def test_many_threads_lose_nothing(database):
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(database.together, [stores(f"c{number}") for number in range(60)]))
    assert len(stored(database)) == 60


def test_where_nothing_can_begin_everybody_hears_of_it_at_once():
    begins = []

    @contextmanager
    def begin():
        begins.append(1)
        raise DatabaseUnavailable("OperationalError")
        yield

    together = Together(begin)
    together._waiting.append((stores("a"), None, waiting := Future()))
    with pytest.raises(DatabaseUnavailable):
        together.do(stores("b"))
    assert isinstance(waiting.exception(), DatabaseUnavailable)
    assert len(begins) == 1
