"""One turn as a reviewer sees it: both directions, what the model thought, what came before and after."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.console.review.scoring import TURNS
from bot.records.answer_receipts import BESIDE
from bot.records.rankings import Ranking, of_turns
from bot.storage.database import Database
from bot.storage.feedback_tables import Feedback, Opinion
from bot.storage.tables import EvidenceUsed

_FEEDBACK = Feedback.metadata.tables[Feedback.__tablename__]
_OPINION = Opinion.metadata.tables[Opinion.__tablename__]
_USED = EvidenceUsed.metadata.tables[EvidenceUsed.__tablename__]
#: Turns shown on either side.
AROUND = 2
_READ = ("id", "conversation_id", "channel", "accepted_at", "question", "pressed", "topic", "aspect", "confidence")
_ANSWER = ("outcome", "as_of", "model_version", "data_version", "author", "replies")


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the answer."""

    label: str
    legal_basis: str
    effective_from: date | None
    effective_to: date | None


@dataclass(frozen=True, slots=True)
class Opined:
    """What the citizen thinks of the answer."""

    verdict: str
    reason: str | None
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn of the talk: `answers` are its texts, the question for feedback and the notice left out."""

    id: str
    conversation_id: str
    channel: str
    accepted_at: datetime
    question: str
    pressed: bool
    topic: str | None
    aspect: str | None
    confidence: float | None
    outcome: str | None
    as_of: date
    model_version: str
    data_version: str
    author: str
    answers: tuple[str, ...]
    #: What stood on the buttons below them.
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn with all that helps to judge it."""

    turn: Heard
    ranking: Ranking
    sources: tuple[Source, ...]
    opined: tuple[Opined, ...]
    words: tuple[str, ...]
    before: tuple[Heard, ...]
    after: tuple[Heard, ...]


class TurnViews:
    """Reads turns. Raises DatabaseUnavailable."""

    def __init__(self, database: Database):
        self._database = database

    def of(self, interaction_id: str) -> TurnView | None:
        """The turn with what is around it; None where there is none."""
        with self._database.looking() as connection:
            row = connection.execute(_read().where(TURNS.c.id == interaction_id)).one_or_none()
            if row is None:
                return None
            turn = _heard(row)
            return TurnView(
                turn,
                of_turns(connection, [turn.id]).get(turn.id, ()),
                _sources(connection, turn.id),
                _opined(connection, turn.id),
                _words(connection, turn.id),
                _around(connection, turn, earlier=True)[::-1],
                _around(connection, turn, earlier=False),
            )


def _read() -> Any:
    return select(*(TURNS.c[name] for name in (*_READ, *_ANSWER)))


def _heard(row: Any) -> Heard:
    *kept, replies = row
    own = [one for one in replies if BESIDE not in one]
    texts = tuple(text for one in own if (text := str(one.get("text") or "")))
    choices = [str(button.get("title") or "") for one in own for button in one.get("buttons") or ()]
    return Heard(*(*kept, texts, tuple(title for title in choices if title)))


def _around(connection: Connection, turn: Heard, *, earlier: bool) -> tuple[Heard, ...]:
    at = TURNS.c.accepted_at
    query = _read().where(
        TURNS.c.conversation_id == turn.conversation_id,
        TURNS.c.id != turn.id,
        at <= turn.accepted_at if earlier else at > turn.accepted_at,
    )
    rows = connection.execute(query.order_by(at.desc() if earlier else at).limit(AROUND))
    return tuple(_heard(row) for row in rows)


def _sources(connection: Connection, turn: str) -> tuple[Source, ...]:
    query = select(_USED.c.label, _USED.c.legal_basis, _USED.c.effective_from, _USED.c.effective_to)
    rows = connection.execute(query.where(_USED.c.interaction_id == turn).order_by(_USED.c.position))
    return tuple(Source(*row) for row in rows)


def _opined(connection: Connection, turn: str) -> tuple[Opined, ...]:
    query = select(_FEEDBACK.c.verdict, _FEEDBACK.c.reason, _FEEDBACK.c.given_at).where(_FEEDBACK.c.judged == turn)
    return tuple(Opined(*row) for row in connection.execute(query.order_by(_FEEDBACK.c.given_at)))


def _words(connection: Connection, turn: str) -> tuple[str, ...]:
    query = select(_OPINION.c.words).where(_OPINION.c.judged == turn, _OPINION.c.withdrawn_at.is_(None))
    return tuple(one for one in connection.scalars(query.order_by(_OPINION.c.received_at)) if one)
