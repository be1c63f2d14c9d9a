"""One interaction a turn: accepted once, added to by the actions, finished with exactly one outcome."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.orm import selectinload

from bot.clock import now
from bot.outcomes import Outcome
from bot.records.record import Record, Said
from bot.storage.database import Database, RowExists
from bot.storage.tables import Interaction

#: What else is done in a transaction of a turn; perhaps twice (`Database.together`).
Keep = Callable[[Connection], object]
#: Key of a reply that is one answer of several: its topic and aspect; kept in the record, not sent.
ANSWER_TO = "answer_to"

_TABLE = Interaction.metadata.tables[Interaction.__tablename__]
_ACCEPTED = insert(_TABLE)
_KNOWN = select(_TABLE.c.id).where(
    _TABLE.c.conversation_id == bindparam("conversation"), _TABLE.c.message_id == bindparam("message")
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is kept of an inbound message; `text` is masked already."""

    conversation_id: str
    channel: str
    message_id: str
    text: str
    as_of: date
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """A turn of the past in short; `question` is masked, `pressed` tells a button from words."""

    question: str
    pressed: bool
    outcome: Outcome
    topic: str | None
    aspect: str | None


class Interactions:
    """Reads and writes interactions. Every method is one transaction and may be repeated without harm."""

    def __init__(self, database: Database, model_version: str, data_version: str):
        self._database = database
        self._model_version = model_version
        self._data_version = data_version
        self._held: dict[str, list[Said]] = {}

    def accept(self, question: Question, also: Keep | None = None) -> tuple[str, bool]:
        """Store a message before anything is done with it. Gives its interaction's id, and False if it was known.
        `also` looks up in the same transaction what the turn begins with."""
        row = {
            "id": str(uuid.uuid4()),
            "conversation_id": question.conversation_id,
            "channel": question.channel,
            "message_id": question.message_id,
            "accepted_at": now(),
            "question": question.text,
            "pressed": question.pressed,
            "as_of": question.as_of,
            "model_version": self._model_version,
            "data_version": self._data_version,
            "replies": [],
        }

        def store(connection: Connection) -> None:
            connection.execute(_ACCEPTED, row)
            if also:
                also(connection)

        try:
            self._database.together(store)
        except RowExists:
            # The channel sent the message again: the other copy is the one that counts.
            return self._find(question) or str(row["id"]), False
        return str(row["id"]), True

    def hold(self, interaction_id: str) -> None:
        """Gather what actions of this process say in a turn until `finish` writes it: one transaction for all.

        Actions of another process write at once, as they do in a turn that nobody holds.
        """
        self._held[interaction_id] = []

    def holds(self, interaction_id: str) -> bool:
        """Whether a turn was held and its end could not be written."""
        return interaction_id in self._held

    def contribute(self, interaction_id: str, said: Said) -> None:
        """Add what an action said. A turn that is finished already is left as it is."""
        held = self._held.get(interaction_id)
        if held is not None:
            held.append(said)
            return

        def add(connection: Connection) -> None:
            record = Record.load(connection, interaction_id)
            if record.answered_at is None:
                record.write(connection, [said])

        self._database.together(add)

    def withhold(self, interaction_id: str, marker: str) -> None:
        """Replace the citizen's words by `marker`: what a report says is kept with the report alone."""
        with self._database.session() as session:
            session.execute(update(Interaction).where(Interaction.id == interaction_id).values(question=marker))

    def finish(self, interaction_id: str, fallback: Said, also: Keep | None = None) -> Record:
        """Close a turn; `fallback` is what it ends with where no action said anything. `also` stores in the same
        transaction what the next turn begins with. Gives what is on record now."""
        held = self._held.get(interaction_id, [])

        def end(connection: Connection) -> Record:
            record = Record.load(connection, interaction_id)
            if record.answered_at is None:
                said = [*held] if held or record.outcome else [fallback]
                record.write(connection, said, now())
                if also:
                    also(connection)
            return record

        record = self._database.together(end)
        self._held.pop(interaction_id, None)
        return record

    def close_unfinished(self, fallback: Said) -> int:
        """Give every turn that a crash cut off its one outcome; called before the first message is accepted."""
        with self._database.reading() as session:
            cut_off = session.scalars(select(Interaction.id).where(Interaction.answered_at.is_(None))).all()
        for interaction_id in cut_off:
            self.finish(interaction_id, fallback)
        return len(cut_off)

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

    def _find(self, question: Question) -> str | None:
        with self._database.looking() as connection:
            found: str | None = connection.scalar(
                _KNOWN, {"conversation": question.conversation_id, "message": question.message_id}
            )
        return found
