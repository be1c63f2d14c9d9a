"""INSERT … ON CONFLICT, which SQLite and PostgreSQL both know and SQLAlchemy spells once a dialect."""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert into `table` that can say what happens to a row that is there already."""
    of = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return of(table)
