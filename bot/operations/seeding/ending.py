"""What is written once all turns are there: the last state of each conversation, what was reported."""

from collections.abc import Iterator

from sqlalchemy import Connection

from bot.operations.seeding import bulk
from bot.operations.seeding.cases import COLUMNS as FILES
from bot.operations.seeding.cases import Files
from bot.operations.seeding.citizens import Citizens
from bot.operations.seeding.moments import text
from bot.operations.seeding.room import Room
from bot.operations.seeding.rows import Row
from bot.operations.seeding.sightings import COLUMNS as SIGHTINGS

AT_ONCE = 20_000
_STATE = ("id", "audience", "campaign", "notice_version", "notice_at", "seen_at")
#: In the order in which they are written.
WRITTEN = {**FILES, **SIGHTINGS}


def finish(writing: bulk.Bulk, citizens: Citizens, room: Room, files: Files) -> None:
    """Each part may be written again after an interruption."""
    for first in range(0, len(citizens), AT_ONCE):
        with writing.transaction() as connection:
            _states(connection, list(_rows(citizens, room.notice.version, first)))
            bulk.count_later(connection)
    with writing.transaction() as connection:
        rows = {**files.rows, **room.sightings.rows(room.others.table["why"])}
        for table in reversed(WRITTEN):
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608  a name of ours
        for table, columns in WRITTEN.items():
            bulk.write(connection, table, rows[table], columns)
        bulk.count_later(connection)


def _rows(citizens: Citizens, version: str, first: int) -> Iterator[Row]:
    for place in range(first, min(first + AT_ONCE, len(citizens))):
        noticed = citizens.noticed[place]
        yield (
            citizens.conversations[place],
            citizens.audiences[place],
            citizens.campaigns[place],
            version if noticed else None,
            text(noticed) if noticed else None,
            text(citizens.seen[place]),
        )


def _states(connection: Connection, rows: list[Row]) -> None:
    """Set the columns of `_STATE`; PostgreSQL takes them through a table of its own that ends with the transaction."""
    names = _STATE[1:]
    if connection.dialect.name == "sqlite":
        sets = ", ".join(f"{name} = ?" for name in names)
        update = f"UPDATE conversation SET {sets} WHERE id = ?"  # noqa: S608  names of ours
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101  a connection that is open has one
        driver.executemany(update, [(*row[1:], row[0]) for row in rows])
        return
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE demonstration_state (id text, audience text, campaign text, notice_version text,"
        " notice_at timestamptz, seen_at timestamptz) ON COMMIT DROP"
    )
    bulk.write(connection, "demonstration_state", rows, _STATE)
    sets = ", ".join(f"{name} = s.{name}" for name in names)
    connection.exec_driver_sql(
        f"UPDATE conversation AS c SET {sets} FROM demonstration_state AS s WHERE c.id = s.id"  # noqa: S608
    )
