"""The turns behind a number of this room: where a sentence was met, who asked a question of a replay."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.clock import now
from bot.language.reading import readable
from bot.learning.questions import is_marker, read_by_a_model
from bot.learning.replay import Change, Replay
from bot.storage.database import Database
from bot.storage.learning_tables import LearningSource
from bot.storage.personal import table
from bot.storage.tables import Interaction

_TURN, _SOURCE = table(Interaction), table(LearningSource)
_READ = (_TURN.c.id, _TURN.c.accepted_at, _TURN.c.channel, _TURN.c.question)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn; `by` is who corrected it, where it was."""

    id: str
    accepted_at: datetime
    channel: str
    question: str
    by: str = ""


class Turns:
    """Raises DatabaseUnavailable."""

    def __init__(self, database: Database):
        self._database = database

    def behind(self, candidate: str) -> list[Turn]:
        """Where a candidate was met, the latest first."""
        query = (
            select(*_READ, _SOURCE.c.by)
            .join(_SOURCE, _SOURCE.c.interaction_id == _TURN.c.id)
            .where(_SOURCE.c.candidate_id == candidate)
            .order_by(_TURN.c.accepted_at.desc(), _TURN.c.id)
        )
        with self._database.looking() as connection:
            return [Turn(*row) for row in connection.execute(query)]

    def asked(self, replay: Replay, change: Change) -> list[Turn]:
        """Who asked a question of a replay in its days, the latest first; nobody for a golden one."""
        if change.kind != "asked" or not change.words:
            return []
        words = readable(change.words)
        query = (
            select(*_READ)
            .where(
                *read_by_a_model(replay.asked_at - timedelta(days=replay.days)),
                _TURN.c.accepted_at <= (replay.ended_at or now()),
            )
            .order_by(_TURN.c.accepted_at.desc(), _TURN.c.id)
            .execution_options(yield_per=1_000)
        )
        with self._database.looking() as connection:
            rows = connection.execute(query)
            return [Turn(*row) for row in rows if not is_marker(row.question) and readable(row.question) == words]
