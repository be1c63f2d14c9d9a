"""Figures as the database tells them, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.clock import now
from bot.metrics.figures import NEWEST, read
from bot.statistics.folding import Folding
from bot.storage.queue_tables import OutboxMessage
from tests.statistics.talks import Talks, at

#: Read whole or up to a limit: parts of a query, one row, a backlog, the newest messages.
BACKLOGS = {"anon_1", "anon_2", "statistics_due", "statistics_stale", "statistics_state", "outbox_message"}


@pytest.fixture
def put(database):
    """Put a message into the outbox, so many seconds ago."""
    of = Talks(database).conversation()

    def put(state: str, ago: float = 0, channel: str = "zalo") -> None:
        moment = now() - timedelta(seconds=ago)
        with database.session() as session:
            number = session.query(OutboxMessage).count()
            session.add(
                OutboxMessage(
                    conversation_id=of, channel=channel, origin="t", position=number, state=state, created_at=moment,
                    due_at=moment,
                )
            )  # fmt: skip

    return put


def test_an_empty_database_has_nothing_waiting(database):
    found = read(database)
    assert (found.due, found.stale, found.folded_at, found.chain) == (0, 0, None, 0)
    assert not any((found.inbox.counts, found.outbox.counts, found.officers.counts, found.newest, found.outcomes))


def test_messages_are_told_by_where_they_stand(database, put):
    for state, ago in (("pending", 90), ("failed", 300), ("sent", 4000), ("confirmed", 4000), ("dead", 9000)):
        put(state, ago)
    put("pending", 5, "telegram")
    found = read(database)
    assert found.outbox.counts == {("zalo",): 2, ("telegram",): 1}
    assert 299 < (now() - found.outbox.oldest["zalo",]).total_seconds() < 360
    assert found.dead == {("zalo",): 1}
    assert found.newest["zalo", "confirmed"] == 1
    assert sum(found.newest.values()) == 6 <= NEWEST


def test_who_waits_for_an_officer_is_told_by_reason(database):
    talk = Talks(database)
    for number in range(3):
        turn = talk.turn(when=at("2026-05-12", f"0{number + 7}:00"), outcome="handed_over")
        talk.officer(turn, None)
    found = read(database).officers
    assert sum(found.counts.values()) == 3
    assert [since.replace(microsecond=0) for since in found.oldest.values()] == [at("2026-05-12", "07:00")]


def test_what_changed_and_is_not_counted_is_told(database):
    Talks(database).turn()
    assert read(database).due == 1
    Folding(database, []).fold()
    assert read(database).due == 0


def test_no_query_reads_a_table_that_grows(database, put):
    """Each plan of SQLite names an index, but for tables that hold a backlog or one row alone."""
    if database.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL reads small tables whole, however many indexes they have")
    asked: list[tuple[str, object]] = []
    event.listen(
        database.engine, "before_cursor_execute", lambda _c, _k, text, given, _x, _m: asked.append((text, given))
    )
    read(database)
    plans = []
    with database.engine.connect() as connection:
        for statement, given in list(asked):
            if statement.lstrip().startswith("SELECT"):
                plans += [row[3] for row in connection.exec_driver_sql(f"explain query plan {statement}", given)]
    walked = {plan for plan in plans if plan.startswith("SCAN") and "_waiting" not in plan}
    assert {plan.split()[1] for plan in walked} <= BACKLOGS, walked
