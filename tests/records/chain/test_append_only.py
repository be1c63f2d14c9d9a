"""Bar: the app's user of the database changes nothing in the chain, by fifty ways.

On PostgreSQL it is the role of docs/database-roles.md; on SQLite, which knows no roles, a connection as the app opens
it. What remains is the owner's: those ways are named and tried too, so that nobody takes them for closed.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import now
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.records.conversations import Conversations
from bot.settings import PROJECT
from bot.storage.chain_tables import DataKeyRow
from bot.storage.database import Database
from tests.records.chain.conftest import Recorded

TABLES = (ENTRIES, CONTENTS, DataKeyRow.__table__)
ZERO = {"sqlite": "x'00'", "postgresql": r"'\x00'::bytea"}
ENTRY = "sequence, moment, kind, about, key_id, note, content_hash, commitment, previous_hash, hash, mac"
#: A row of the chain with another number or kind.
COPY = "SELECT {}, moment, {}, about, key_id, note, content_hash, commitment, previous_hash, hash, mac FROM chain_entry"

#: Tried on both databases; {zero} is a byte that is not there.
BOTH = [
    "UPDATE chain_entry SET note = 'x'",
    "UPDATE chain_entry SET note = 'x' WHERE sequence = 3",
    "UPDATE chain_entry SET hash = {zero} WHERE sequence = 3",
    "UPDATE chain_entry SET mac = mac WHERE sequence = 3",
    "UPDATE chain_entry SET sequence = sequence + 100",
    "UPDATE chain_entry SET key_id = (SELECT id FROM data_key WHERE holder = 'house')",
    "UPDATE chain_entry AS one SET note = other.note FROM chain_entry AS other WHERE one.sequence = other.sequence + 1",
    "DELETE FROM chain_entry",
    "DELETE FROM chain_entry WHERE sequence = 5",
    "DELETE FROM chain_entry WHERE sequence IN (SELECT max(sequence) FROM chain_entry)",
    f"INSERT INTO chain_entry ({ENTRY}) {COPY.format('sequence', 'kind')} WHERE sequence = 3",
    f"INSERT INTO chain_entry ({ENTRY}) {COPY.format('sequence + 1', 'kind')} WHERE sequence = 5",
    f"INSERT INTO chain_entry ({ENTRY}) {COPY.format('sequence + 9', 'kind')} WHERE sequence = 5",
    f"INSERT INTO chain_entry ({ENTRY}) {COPY.format('0', 'kind')} WHERE sequence = 1",
    f"INSERT INTO chain_entry ({ENTRY}) {COPY.format('-1', 'kind')} WHERE sequence = 1",
    f"INSERT INTO chain_entry ({ENTRY}) {COPY.format('sequence + 1', chr(39) + 'erased' + chr(39))} WHERE sequence = 5",
    f"INSERT INTO chain_entry ({ENTRY}) {COPY.format('sequence', 'kind')} WHERE sequence = 3"
    " ON CONFLICT (sequence) DO UPDATE SET note = 'x'",
    f"WITH source AS ({COPY.format('sequence', 'kind')} WHERE sequence = 3) INSERT INTO chain_entry ({ENTRY})"  # noqa: S608
    " SELECT * FROM source WHERE true ON CONFLICT (sequence) DO UPDATE SET hash = excluded.mac",
    "WITH gone AS (SELECT max(sequence) AS top FROM chain_entry) DELETE FROM chain_entry"
    " WHERE sequence = (SELECT top FROM gone)",
    "WITH old AS (SELECT 3 AS at) UPDATE chain_entry SET note = 'x' WHERE sequence = (SELECT at FROM old)",
    "DELETE FROM chain_content",
    "DELETE FROM chain_content WHERE sequence = 5",
    "UPDATE chain_content SET sealed = {zero}",
    "UPDATE chain_content SET sequence = 99 WHERE sequence = 5",
    "INSERT INTO chain_content (sequence, sealed) VALUES (3, {zero})",
    "INSERT INTO chain_content (sequence, sealed) VALUES (99, {zero})",
    "INSERT INTO chain_content (sequence, sealed) VALUES (5, {zero})"
    " ON CONFLICT (sequence) DO UPDATE SET sealed = {zero}",
    "DELETE FROM data_key",
    "DELETE FROM data_key WHERE holder = 'house'",
    "UPDATE data_key SET holder = 'conversation:another' WHERE holder <> 'house'",
    "UPDATE data_key SET id = 'another' WHERE holder = 'house'",
    "INSERT INTO data_key (id, holder, wrapped, wrapped_by) SELECT id, 'x', wrapped, wrapped_by FROM data_key"
    " WHERE true ON CONFLICT (id) DO UPDATE SET holder = 'x'",
    "DROP TABLE chain_entry",
    "DROP TABLE data_key",
    "ALTER TABLE chain_entry RENAME TO chain_past",
    "ALTER TABLE chain_entry RENAME COLUMN note TO remark",
    "ALTER TABLE chain_entry DROP COLUMN mac",
    "DROP INDEX ix_chain_entry_tombstone",
]
SQLITE = [
    "INSERT OR REPLACE INTO chain_entry SELECT * FROM chain_entry WHERE sequence = 3",
    f"REPLACE INTO chain_entry ({ENTRY}) {COPY.format('sequence', chr(39) + 'audit' + chr(39))} WHERE sequence = 5",
    "UPDATE OR REPLACE chain_entry SET sequence = 2 WHERE sequence = 3",
    "UPDATE OR IGNORE chain_entry SET note = 'x'",
    "UPDATE chain_entry SET rowid = 99 WHERE sequence = 3",
    "INSERT OR REPLACE INTO chain_content (sequence, sealed) VALUES (5, x'00')",
    "UPDATE OR REPLACE chain_content SET rowid = 1 WHERE sequence = 2",
    "REPLACE INTO data_key SELECT id, holder, x'00', wrapped_by FROM data_key",
    "INSERT OR REPLACE INTO data_key VALUES ('new', 'house', x'00', '2026-11-22')",
    "UPDATE OR REPLACE data_key SET rowid = 1",
    "DROP TRIGGER chain_entry_update",
    "DROP TRIGGER IF EXISTS main.data_key_delete",
    "PRAGMA writable_schema=ON",
    "DELETE FROM sqlite_master WHERE type = 'trigger'",
    "CREATE TEMP TRIGGER chain_entry_update BEFORE UPDATE ON main.chain_entry BEGIN DELETE FROM chain_entry; END"
    " ;; UPDATE chain_entry SET note = 'x'",
    "CREATE TEMP TABLE chain_entry AS SELECT 'erased' AS kind, id AS key_id FROM data_key ;; DELETE FROM main.data_key",
]
POSTGRESQL = [
    "TRUNCATE chain_entry CASCADE",
    "TRUNCATE chain_content",
    "TRUNCATE data_key",
    "MERGE INTO chain_entry USING (SELECT 3 AS at) AS one ON sequence = at WHEN MATCHED THEN UPDATE SET note = 'x'",
    "MERGE INTO chain_entry USING (SELECT 3 AS at) AS one ON sequence = at WHEN MATCHED THEN DELETE",
    "WITH gone AS (DELETE FROM chain_entry RETURNING *) SELECT count(*) FROM gone",
    "WITH changed AS (UPDATE chain_content SET sealed = '' RETURNING *) SELECT count(*) FROM changed",
    "ALTER TABLE chain_entry DISABLE TRIGGER ALL",
    "ALTER TABLE data_key DISABLE TRIGGER data_key_delete",
    "DROP TRIGGER chain_entry_update ON chain_entry",
    "SET session_replication_role = replica",
    "CREATE OR REPLACE FUNCTION ansinh_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "DROP FUNCTION ansinh_append_only() CASCADE",
    "CREATE TRIGGER aaa BEFORE UPDATE ON chain_entry EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "CREATE RULE aaa AS ON DELETE TO chain_entry DO INSTEAD DELETE FROM chain_content",
    "CREATE TEMP TABLE chain_entry (kind text, key_id text, sequence bigint)"
    " ;; INSERT INTO pg_temp.chain_entry SELECT 'erased', id, 1 FROM data_key ;; DELETE FROM public.data_key",
    "ALTER TABLE chain_entry OWNER TO CURRENT_USER",
    "GRANT ALL ON chain_entry TO CURRENT_USER ;; UPDATE chain_entry SET note = 'x'",
    "COPY chain_entry TO '/tmp/never' ;; TRUNCATE chain_entry CASCADE",
    "CREATE VIEW public.past AS SELECT * FROM chain_entry ;; DELETE FROM public.past",
]
#: Nothing in the database stops its owner; `ansinh verify` tells afterwards.
OWNERS = {
    "sqlite": ["DROP TRIGGER chain_entry_update", "DROP TABLE chain_content", "PRAGMA writable_schema=ON"],
    "postgresql": [
        "ALTER TABLE chain_entry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE chain_content",
    ],
}


@pytest.fixture
def app(recorded: Recorded) -> Iterator[Database]:
    """The database as the app opens it: five entries are there."""
    for number in range(4):
        recorded.turn(f"citizen-{number % 2}")
    recorded.audit.first("lan", "report_read", "report/1")
    if recorded.database.engine.dialect.name == "sqlite":
        yield recorded.database
        return
    role = f"ansinh_app_{uuid4().hex[:8]}"
    sql = re.search(r"```sql\n(.*?)```", (PROJECT / "docs" / "database-roles.md").read_text("utf-8"), re.DOTALL)
    assert sql
    with recorded.database.engine.begin() as connection:
        for statement in sql[1].replace("ansinh_app", role).split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)
    opened = Database(f"{recorded.database.url}?options=-c%20role%3D{role}")
    yield opened
    opened.close()
    with recorded.database.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {role}")
        connection.exec_driver_sql(f"DROP ROLE {role}")


def rows(database: Database) -> list[object]:
    with database.looking() as connection:
        return [connection.execute(table.select().order_by(text("1"))).all() for table in TABLES]


def test_fifty_ways_change_nothing(recorded, app, capsys):
    name = app.engine.dialect.name
    ways = [*BOTH, *(SQLITE if name == "sqlite" else POSTGRESQL)]
    before = rows(app)
    refused: dict[str, str] = {}
    for way in ways:
        try:
            with app.engine.begin() as connection:
                for statement in way.replace("{zero}", ZERO[name]).split(" ;; "):
                    connection.exec_driver_sql(statement)
        except SQLAlchemyError as error:
            refused[way] = str(error)
        assert rows(app) == before, way
    with capsys.disabled():
        print(f"\n{name}: {len(refused)} of {len(ways)} ways refused")  # noqa: T201  the bar is to be read
    assert ([way for way in ways if way not in refused], recorded.walk()) == ([], [])
    assert len(ways) >= 50
    # Refused for what it is, not for a slip of the pen.
    slips = [f"{way}: {why}" for way, why in refused.items() if "syntax error" in why or "no such table" in why]
    assert slips == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_file_attached_once_more_is_no_way_round(recorded, tmp_path):
    """Outside of a transaction, as the bare driver of an app's connection lets one work."""
    recorded.turn("an")
    with closing(recorded.database.engine.raw_connection()) as checked_out:
        driver = checked_out.driver_connection
        driver.execute(f"ATTACH '{tmp_path / 'ansinh.db'}' AS again")
        assert driver.execute("SELECT count(*) FROM again.chain_entry").fetchone() == (1,)
        for way in (
            "DELETE FROM again.chain_entry",
            "DROP TRIGGER again.chain_entry_delete",
            "DROP TABLE again.data_key",
        ):
            with pytest.raises(sqlite3.DatabaseError):
                driver.execute(way)
        driver.execute("DETACH again")
    assert recorded.walk() == []


def test_the_app_goes_on_writing(recorded, app, tmp_path):
    """What the role may do is enough for the whole record, erasure included."""
    at_work = Recorded(app, tmp_path)
    at_work.numbers = iter(range(100, 200))
    turn = at_work.turn("citizen-9")
    at_work.audit.first("lan", "report_read", "report/2", "…")
    at_work.erasure.erase(at_work.interactions.get(turn).conversation_id, "citizen_asked", "lan", now().date())
    assert at_work.walk() == []
    assert Conversations(app).of("web", "citizen-0")


def test_what_remains_is_the_owners_and_is_found(recorded, capsys):
    """Named, so that nobody takes them for closed."""
    recorded.turn("an")
    name = recorded.database.engine.dialect.name
    owner = create_engine(recorded.database.url)
    for way in OWNERS[name]:
        with owner.begin() as connection:
            connection.exec_driver_sql(way)
    with owner.begin() as connection:
        if name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("UPDATE chain_entry SET note = 'x' WHERE sequence = 1")
        connection.exec_driver_sql(
            "CREATE TABLE chain_content (sequence BIGINT, sealed BLOB)"
            if name == "sqlite"
            else "CREATE TABLE chain_content (sequence BIGINT, sealed BYTEA)"
        )
    owner.dispose()
    with capsys.disabled():
        print(f"\n{name}: the owner's alone: {'; '.join(OWNERS[name])}")  # noqa: T201  the bar is to be read
    assert str(recorded.walk()[0]) == "row 1 was changed: its hash is not that of its contents"


def test_a_tombstone_lets_its_own_key_go_and_no_other(recorded):
    recorded.turn("an")
    recorded.turn("bình")
    recorded.erasure.erase(recorded.conversation("an"), "citizen_asked", "lan", now().date())
    with pytest.raises(SQLAlchemyError), recorded.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM data_key")
    with pytest.raises(SQLAlchemyError), recorded.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM chain_content")
    assert recorded.walk() == []
