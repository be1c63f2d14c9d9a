"""Migrations make exactly the tables that the code describes, up, down and up again."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select, text

from bot.clock import now
from bot.outcomes import Outcome
from bot.storage.migrate import downgrade, migrate, newest
from bot.storage.search_tables import WORDS, WORDS_INDEX
from bot.storage.tables import Conversation, Table


def test_the_migrated_database_is_the_described_one(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_described})
        assert compare_metadata(context, Table.metadata) == []


def test_down_leaves_nothing_and_up_again_works(database):
    downgrade(database, "base")
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    migrate(database)
    with database.engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == newest()


def test_migrating_a_database_in_use_keeps_its_rows(database):
    with database.session() as session:
        session.add(Conversation(id="1", channel="web", citizen="c", started_at=now()))
    migrate(database)
    with database.reading() as session:
        assert session.scalars(select(Conversation.citizen)).all() == ["c"]


def test_the_database_knows_the_closed_list_of_outcomes(database):
    """An outcome outside the list must not get in by any way, raw SQL included."""
    with database.engine.connect() as connection:
        for outcome in Outcome:
            assert f"'{outcome}'" in _constraint(connection)
    insert = text(
        "insert into interaction (id, conversation_id, channel, message_id, accepted_at, question, pressed, replies,"
        " outcome, as_of, model_version, data_version) values ('i', '1', 'web', 'm', '2026-11-21', '', false, '[]',"
        " 'solved', '2026-11-21', '', '')"
    )
    with database.session() as session:
        session.add(Conversation(id="1", channel="web", citizen="c", started_at=now()))
    with pytest.raises(Exception, match="ck_interaction_outcome"), database.engine.begin() as connection:
        connection.execute(insert)


def _is_described(name, kind, _parents) -> bool:
    """The full-text table of SQLite and those that it is kept in are the database's own, as is PostgreSQL's index."""
    return not (kind == "table" and name.startswith(WORDS)) and not (kind == "index" and name == WORDS_INDEX)


def _constraint(connection) -> str:
    checks = inspect(connection).get_check_constraints("interaction")
    return " ".join(check["sqltext"] for check in checks)
