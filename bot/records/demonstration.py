"""Whether the talk of a database is invented (`ansinh demo seed`)."""

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.demonstration_tables import Demonstration

_ANY = select(Demonstration.metadata.tables[Demonstration.__tablename__].c.id).limit(1)


def is_demonstration(database: Database) -> bool:
    """Whether it says so of itself; one row is looked at. Raises DatabaseUnavailable."""
    with database.looking() as connection:
        return connection.execute(_ANY).first() is not None
