"""One interaction a turn: accepted once, added to by the actions, finished with exactly one outcome."""

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from bot.advice.advice import Evidence
from bot.clock import now
from bot.outcomes import Outcome, combine
from bot.storage.database import Database, RowExists
from bot.storage.tables import EvidenceUsed, Interaction

Keep = Callable[[Session], None]
#: Key of a reply that is one answer of several: its topic and aspect; kept in the record, not sent.
ANSWER_TO = "answer_to"


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
class Said:
    """One thing an action said in a turn. `replies` are as sent: text, buttons, image."""

    outcome: Outcome
    replies: list[dict[str, Any]] = field(default_factory=list)
    topic: str | None = None
    aspect: str | None = None
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()


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

    def accept(self, question: Question) -> tuple[str, bool]:
        """Store a message before anything is done with it. Gives its interaction's id, and False if it was known."""
        known = self._find(question)
        if known:
            return known, False
        row = Interaction(
            id=str(uuid.uuid4()),
            conversation_id=question.conversation_id,
            channel=question.channel,
            message_id=question.message_id,
            accepted_at=now(),
            question=question.text,
            pressed=question.pressed,
            as_of=question.as_of,
            model_version=self._model_version,
            data_version=self._data_version,
            replies=[],
        )
        try:
            with self._database.session() as session:
                session.add(row)
            return row.id, True
        except RowExists:
            # The channel sent the message twice at once: the other copy is the one that counts.
            return self._find(question) or row.id, False

    def contribute(self, interaction_id: str, said: Said) -> None:
        """Add what an action said. A turn that is finished already is left as it is."""
        with self._database.session() as session:
            _add(_load(session, interaction_id), said)

    def withhold(self, interaction_id: str, marker: str) -> None:
        """Replace the citizen's words by `marker`: what a report says is kept with the report alone."""
        with self._database.session() as session:
            session.execute(update(Interaction).where(Interaction.id == interaction_id).values(question=marker))

    def finish(self, interaction_id: str, fallback: Said, keep: Keep | None = None) -> None:
        """Close a turn; `fallback` is what it ends with where no action said anything. `keep` stores in the same
        transaction what the next turn begins with."""
        with self._database.session() as session:
            row = _load(session, interaction_id)
            if row.answered_at is not None:
                return
            if row.outcome is None:
                _add(row, fallback)
            row.answered_at = now()
            if keep:
                keep(session)

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
            return _load(session, interaction_id)

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
        with self._database.reading() as session:
            return session.scalar(
                select(Interaction.id).where(
                    Interaction.conversation_id == question.conversation_id,
                    Interaction.message_id == question.message_id,
                )
            )


def _add(row: Interaction, said: Said) -> None:
    if row.answered_at is not None:
        return
    if row.outcome is None or combine(Outcome(row.outcome), said.outcome) is not Outcome(row.outcome):
        row.outcome = said.outcome
        row.topic, row.aspect = said.topic, said.aspect
        row.confidence = said.confidence
    row.replies = [*row.replies, *said.replies]
    known = {(one.figure, one.legal_basis) for one in row.evidence}
    for one in said.evidence:
        if (one.figure, one.legal_basis) not in known:
            known.add((one.figure, one.legal_basis))
            row.evidence.append(EvidenceUsed(position=len(row.evidence), **asdict(one)))


def _load(session: Session, interaction_id: str) -> Interaction:
    return session.scalars(
        select(Interaction).where(Interaction.id == interaction_id).options(selectinload(Interaction.evidence))
    ).one()
