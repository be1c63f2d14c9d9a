"""How many talks were told a figure, by the day on which the value that they were told begins."""

from datetime import date

from sqlalchemy import func, select

from bot.storage.database import Database
from bot.storage.tables import EvidenceUsed, Interaction

_USED = EvidenceUsed.metadata.tables[EvidenceUsed.__tablename__]
_TURN = Interaction.metadata.tables[Interaction.__tablename__]


def told_counts(database: Database, figure: str) -> dict[date | None, int]:
    """First day of a value → talks (each once) in which it was said. Raises DatabaseUnavailable."""
    query = (
        select(_USED.c.effective_from, func.count(_TURN.c.conversation_id.distinct()))
        .join(_TURN, _TURN.c.id == _USED.c.interaction_id)
        .where(_USED.c.figure == figure)
        .group_by(_USED.c.effective_from)
    )
    with database.looking() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}
