"""What reviewers of answers sent on: the words were wrong. Open until a change that names the review is proposed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.knowledge_tables import KnowledgeChange
from bot.storage.review_tables import Review
from bot.storage.tables import Interaction

_REVIEW = Review.metadata.tables[Review.__tablename__]
_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_CHANGE = KnowledgeChange.metadata.tables[KnowledgeChange.__tablename__]
_LATER = _REVIEW.alias("later")
#: Read at once; whoever has more open has other worries.
MOST = 200


@dataclass(frozen=True, slots=True)
class Wrong:
    """One review that says that the words of an answer are wrong; `note` is masked."""

    review: int
    interaction: str
    topic: str | None
    aspect: str | None
    verdict: str
    note: str
    reviewer: str
    reviewed_at: datetime


def open_work(database: Database, topic: str = "", aspect: str = "") -> list[Wrong]:
    """The open ones, the newest first; of one answer where it is named. Raises DatabaseUnavailable."""
    query = (
        select(_REVIEW, _TURN.c.topic, _TURN.c.aspect)
        .join(_TURN, _TURN.c.id == _REVIEW.c.interaction_id)
        .where(
            _REVIEW.c.to_content,
            _REVIEW.c.verdict != "undone",
            ~select(_LATER.c.id).where(_LATER.c.supersedes == _REVIEW.c.id).exists(),
            ~select(_CHANGE.c.id).where(_CHANGE.c.review_id == _REVIEW.c.id).exists(),
        )
        .order_by(_REVIEW.c.id.desc())
        .limit(MOST)
    )
    if topic:
        query = query.where(_TURN.c.topic == topic, _TURN.c.aspect == aspect)
    with database.looking() as connection:
        return [
            Wrong(
                review=row["id"],
                interaction=row["interaction_id"],
                topic=row["topic"],
                aspect=row["aspect"],
                verdict=row["verdict"],
                note=row["note"],
                reviewer=row["reviewer"],
                reviewed_at=row["reviewed_at"],
            )
            for row in connection.execute(query).mappings()
        ]
