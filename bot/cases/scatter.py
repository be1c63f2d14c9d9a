"""Takes the order of arrival out of the tables of reports, where the database keeps one."""

from sqlalchemy import text

from bot.storage.case_tables import CaseEvent, CaseFile, CaseLink, CaseMessage, DenunciationPointed
from bot.storage.database import Database
from bot.storage.tables import Report

TABLES = (Report, CaseFile, CaseEvent, CaseMessage, CaseLink, DenunciationPointed)


def scatter(database: Database) -> None:
    """Lay the rows of reports in the order of their random ids. For PostgreSQL, which dumps rows as they came; to be
    called daily, as it locks these tables for a moment. SQLite keeps them so at all times (no rowid)."""
    if database.engine.dialect.name != "postgresql":
        return
    with database.session() as session:
        for table in TABLES:
            name = table.__tablename__
            session.execute(text(f"cluster {name} using pk_{name}"))
