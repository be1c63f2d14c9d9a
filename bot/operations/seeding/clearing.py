"""Removes invented talk from a database that holds nothing else."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, delete, inspect, select

from bot.operations.seeding import mark, words_index
from bot.operations.seeding.bulk import Bulk
from bot.operations.seeding.mark import SeedRefused
from bot.operations.seeding.rows import COLUMNS
from bot.storage.database import Database
from bot.storage.guard import unguarded
from bot.storage.schema import MODULES
from bot.storage.statistics_tables import DERIVED

#: Interactions of a transaction.
AT_ONCE = 20_000
#: Of all rooms: their modules are imported there.
_TABLES = MODULES[0].Table.metadata.tables
#: What a demonstration fills beside `COLUMNS`, in the order in which it goes: what points before what it points at.
_BESIDE = ("turn_ranking", "search_turn")
_AFTER = (
    *("data_request_event", "data_request", "case_message", "case_event", "case_file", "report", "claim_sighting"),
    *("claim_verdict", "claim", "talk_message", "officer_talk"),
)
_DERIVED = tuple(one.name for one in DERIVED)
FILLED = frozenset((*COLUMNS, *_BESIDE, *_AFTER, *_DERIVED, "demonstration", "chain_entry", "data_key"))
#: Of a turn, by the column that names it.
_OF_TURN = {
    "turn_ranking": "interaction_id",
    "turn_place": "interaction_id",
    "search_turn": "interaction_id",
    "feedback": "given_in",
    "opinion": "given_in",
    "answer_receipt": "interaction_id",
    "evidence": "interaction_id",
}


def clear(database: Database, anchors: Path) -> int:
    """Remove it all, and the beginning of the chain; gives the number of interactions. May be repeated.

    Raises SeedRefused, also where the folder `anchors` holds one of this record, and DatabaseUnavailable.
    """
    if any(anchors.glob("*.json")):
        raise SeedRefused(
            f"the record of this database is anchored in {anchors}: it cannot be undone; name an empty folder in"
            " ANSINH_HOME, and an empty database"
        )
    writing, count = Bulk(database), 0
    with writing.transaction() as connection:
        if mark.read(connection) is None:
            raise SeedRefused("this database holds no demonstration")
        mark.require_unused(connection, begun=True)
        _require_nothing_else(connection)
        _forget(connection, _AFTER)
    while removed := _some(writing):
        count += removed
    with writing.transaction() as connection:
        # Anew: a citizen may have come between two transactions.
        mark.require_unused(connection, begun=True)
        _forget(connection, (*_DERIVED, "outbox_message", "conversation", "demonstration"))
        words_index.put_back(connection)
        _unbegin(connection)
    return count


def _some(writing: Bulk) -> int:
    """Remove some interactions with all that hangs on them."""
    turn = _TABLES["interaction"]
    some = select(turn.c.id).order_by(turn.c.id).limit(AT_ONCE)
    with writing.transaction() as connection:
        ids = connection.scalars(some).all()
        if ids:
            for name, column in _OF_TURN.items():
                of = _TABLES[name].c[column]
                connection.execute(delete(_TABLES[name]).where(of >= ids[0], of <= ids[-1]))
            connection.execute(delete(turn).where(turn.c.id <= ids[-1]))
    return len(ids)


def _forget(connection: Connection, names: Iterable[str]) -> None:
    for name in names:
        connection.execute(delete(_TABLES[name]))


def _unbegin(connection: Connection) -> None:
    """Take the first entry of the chain away, which counts what is gone now. Its guards stand aside for it."""
    entries = _TABLES["chain_entry"]
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ALTER TABLE chain_entry DISABLE TRIGGER USER")
        connection.execute(delete(entries))
        connection.exec_driver_sql("ALTER TABLE chain_entry ENABLE TRIGGER USER")
        return
    guards = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'chain_entry'"
    ).all()
    with unguarded(connection):
        for name, _ in guards:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.execute(delete(entries))
        for _, made in guards:
            connection.exec_driver_sql(made)


def _require_nothing_else(connection: Connection) -> None:
    """Whatever is in another table was not invented, and may point at what was."""
    there = set(inspect(connection).get_table_names())
    for name in sorted(there & set(_TABLES) - FILLED):
        if connection.execute(select(_TABLES[name]).limit(1)).first() is not None:
            raise SeedRefused(
                f"the table {name} holds what nobody invented, so this database was used; to start over, name an empty"
                " folder in ANSINH_HOME, or an empty database in ANSINH_DATABASE_URL"
            )
