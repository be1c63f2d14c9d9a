"""What a conversation came to so far: turns that have ended, read back."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import selectinload

from bot.outcomes import Outcome
from bot.storage.database import Database
from bot.storage.tables import Interaction

#: Key of a reply that is one answer of several: its topic and aspect; kept in the record, not sent.
ANSWER_TO = "answer_to"


_TABLE = Interaction.metadata.tables[Interaction.__tablename__]
_ANSWERED = select(_TABLE.c.answered_at).where(_TABLE.c.id == bindparam("of"))


@dataclass(frozen=True, slots=True)
class Ended:
    """A turn of the past in short; `question` is masked, `pressed` tells a button from words."""

    question: str
    pressed: bool
    outcome: Outcome
    topic: str | None
    aspect: str | None


class PastTurns:
    """Reads interactions. Raises DatabaseUnavailable."""

    def __init__(self, database: Database):
        self._database = database

    def get(self, interaction_id: str) -> Interaction:
        """The interaction with its evidence, detached from the session."""
        with self._database.reading() as session:
            return session.scalars(
                select(Interaction).where(Interaction.id == interaction_id).options(selectinload(Interaction.evidence))
            ).one()

    def speaking_of(self, conversation_id: str) -> tuple[str, str] | None:
        """Topic and aspect answered last; None before the first answer, and while a form waits for its own."""
        turns = (
            select(Interaction.outcome, Interaction.topic, Interaction.aspect, Interaction.replies)
            .where(Interaction.conversation_id == conversation_id, Interaction.outcome.is_not(None))
            .order_by(Interaction.accepted_at.desc())
        )
        with self._database.reading() as session:
            latest = session.execute(turns.limit(1)).first()
            if latest is None or latest.outcome == Outcome.COLLECTING:
                return None
            answered = session.execute(
                turns.where(Interaction.topic.is_not(None), Interaction.aspect.is_not(None)).limit(1)
            ).first()
        if answered is None:
            return None
        several = [reply[ANSWER_TO] for reply in answered.replies if ANSWER_TO in reply]
        topic, aspect = several[-1] if several else (answered.topic, answered.aspect)
        return topic, aspect

    def last_turn(self, conversation_id: str) -> tuple[Outcome, str | None] | None:
        """Outcome and aspect of the turn that ended last; None before the first."""
        latest = self.recent(conversation_id, 1)
        return (latest[0].outcome, latest[0].aspect) if latest else None

    def recent(self, conversation_id: str, most: int) -> list[Ended]:
        """At most so many turns that have an outcome, the latest first."""
        turns = (
            select(
                Interaction.question, Interaction.pressed, Interaction.outcome, Interaction.topic, Interaction.aspect
            )
            .where(Interaction.conversation_id == conversation_id, Interaction.outcome.is_not(None))
            .order_by(Interaction.accepted_at.desc())
        )
        with self._database.reading() as session:
            rows = session.execute(turns.limit(most)).all()
        return [Ended(row.question, row.pressed, Outcome(row.outcome), row.topic, row.aspect) for row in rows]

    def is_answered(self, interaction_id: str) -> bool:
        """Whether the turn has ended."""
        with self._database.looking() as connection:
            return connection.scalar(_ANSWERED, {"of": interaction_id}) is not None

    def last_buttons(self, conversation_id: str) -> tuple[Outcome, list[dict[str, str]]] | None:
        """Outcome and buttons (title, payload) of the turn that ended last, in the order they stood in."""
        latest = (
            select(Interaction.outcome, Interaction.replies)
            .where(Interaction.conversation_id == conversation_id, Interaction.outcome.is_not(None))
            .order_by(Interaction.accepted_at.desc())
            .limit(1)
        )
        with self._database.reading() as session:
            row = session.execute(latest).first()
        if row is None:
            return None
        return Outcome(row.outcome), [button for reply in row.replies for button in reply.get("buttons") or ()]
