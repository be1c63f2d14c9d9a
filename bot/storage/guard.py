"""Keeps the app's own SQLite connections from taking the guards of the tables away.

SQLite knows no roles: whoever may write the file owns it. What comes in through the app (an injected statement, a
slip) is at least held to what a role without ownership could do on PostgreSQL. Migrations lift it for themselves.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy import Connection

_REFUSED = frozenset(
    {
        sqlite3.SQLITE_DROP_TABLE,
        sqlite3.SQLITE_DROP_TRIGGER,
        sqlite3.SQLITE_DROP_INDEX,
        sqlite3.SQLITE_ALTER_TABLE,
    }
)
#: Settings that open the schema, or make the file forgetful of what a power cut needs.
_PRAGMAS = frozenset({"writable_schema", "trusted_schema", "ignore_check_constraints"})
#: Of a table of the schema that is written without a statement of its own.
_SCHEMAS = frozenset({"sqlite_master", "sqlite_schema"})


def guard(connection: sqlite3.Connection) -> None:
    """Refuse what takes a table, a trigger or the schema apart."""
    # Neither the schema nor the tables behind a full-text table are written by a statement.
    connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    connection.set_authorizer(_allows)


@contextmanager
def lifted(connection: sqlite3.Connection) -> Iterator[None]:
    """For what rewrites the file."""
    connection.set_authorizer(None)
    try:
        yield
    finally:
        guard(connection)


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """For migrations; nothing is to be done on PostgreSQL, where the owner runs them."""
    driver = connection.connection.driver_connection
    with lifted(driver) if isinstance(driver, sqlite3.Connection) else nullcontext():
        yield


def _allows(action: int, what: str | None, _detail: str | None, _database: str | None, _by: str | None) -> int:
    if action in _REFUSED or (action == sqlite3.SQLITE_PRAGMA and (what or "").lower() in _PRAGMAS):
        return sqlite3.SQLITE_DENY
    # An UPDATE is what SQLite asks for when it opens a full-text table; as a statement it is refused as defensive.
    if action == sqlite3.SQLITE_DELETE and what in _SCHEMAS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
