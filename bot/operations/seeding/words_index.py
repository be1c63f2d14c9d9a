"""PostgreSQL's index of words stands aside while a year is written: made at once it costs a third."""

from sqlalchemy import Connection, Index

from bot.storage.search_tables import SearchTurn

_NAME = "ix_search_turn_words"
_MEMORY = "SET LOCAL maintenance_work_mem = '192MB'"


def put_aside(connection: Connection) -> None:
    """Drop it; SQLite has none."""
    if connection.dialect.name == "postgresql":
        _index().drop(connection, checkfirst=True)


def put_back(connection: Connection) -> None:
    """Make it again, where it is not there."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_MEMORY)
        _index().create(connection, checkfirst=True)


def _index() -> Index:
    table = SearchTurn.metadata.tables[SearchTurn.__tablename__]
    return next(one for one in table.indexes if one.name == _NAME)
