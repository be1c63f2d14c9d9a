"""INSERT … ON CONFLICT, which SQLite and PostgreSQL both know and SQLAlchemy spells once a dialect."""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert into `table` that can say what happens to a row that is there already."""
    return insert_of(connection.dialect.name, table)


def insert_of(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The same for statements that are made once a dialect."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
