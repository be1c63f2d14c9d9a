"""Keeps the scores of the queue: new turns and new feedback every minute, how far each answer reaches every hour."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from itertools import batched

from sqlalchemy import Connection, Update, delete, exists, func, select, update

from bot.console.review.risk import reach
from bot.console.review.scoring import REACH_DAYS, SCORES, TURNS, earlier_in_talk, reviewable, score
from bot.console.review.weights import Weights
from bot.storage.database import Database
from bot.storage.feedback_tables import Feedback

_FEEDBACK = Feedback.metadata.tables[Feedback.__tablename__]
#: Turns in one transaction: short enough that no citizen waits for it.
AT_ONCE = 200
#: Pieces at one time: the first filling of a large record goes on a minute later, so that other chores have their turn.
PIECES = 50
#: No turn that is taken up at once ends as late as this; those of the inbox that wait longer are found every hour.
SHORTLY, A_DAY = timedelta(minutes=10), timedelta(hours=25)


class Scores:
    """Writes `review_score`. Every method may be repeated without harm. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, weights: Weights):
        self._database, self._weights = database, weights

    def catch_up(self, moment: datetime, back: timedelta = SHORTLY) -> int:
        """Score what ended since the last time, what was asked again, and what was judged by its citizen."""
        oldest = moment - timedelta(days=self._weights.window.days)
        with self._database.looking() as connection:
            known = connection.scalar(select(func.max(SCORES.c.accepted_at)))
        since = max(oldest, known - back) if known else oldest
        done, last = 0, (since, "")
        for _ in range(PIECES):
            batch = self._unscored(last)
            if not batch:
                break
            done += self._score([one for one, _ in batch], moment)
            last = (batch[-1][1], batch[-1][0])
        return done + self._score_judged(moment - back, moment)

    def look_back(self, moment: datetime) -> None:
        """The same for a whole day, reach anew, and what has left the window deleted."""
        self.catch_up(moment, A_DAY)
        self.refresh_reach(moment)
        gone = delete(SCORES).where(SCORES.c.accepted_at < moment - timedelta(days=self._weights.window.days))
        self._database.together(lambda connection: connection.execute(gone))

    def refresh_reach(self, moment: datetime) -> None:
        """How often each thing was asked for in the last 30 days, where that has doubled or halved since."""
        query = (
            select(SCORES.c.topic, SCORES.c.aspect, func.count().label("asked"))
            .where(SCORES.c.accepted_at >= moment - timedelta(days=REACH_DAYS), SCORES.c.topic.is_not(None))
            .group_by(SCORES.c.topic, SCORES.c.aspect)
        )
        with self._database.looking() as connection:
            counted = connection.execute(query).all()
        for some in batched(counted, 50):
            self._database.together(partial(_done, [self._reached(row.topic, row.aspect, row.asked) for row in some]))

    def _reached(self, topic: str, aspect: str | None, asked: int) -> Update:
        lowest = 1 << (asked.bit_length() - 1)
        return (
            update(SCORES)
            .where(
                SCORES.c.topic == topic,
                SCORES.c.aspect.is_not_distinct_from(aspect),
                ~SCORES.c.asked.between(lowest, 2 * lowest - 1),
            )
            .values(asked=asked, score=SCORES.c.risk * reach(self._weights, asked))
        )

    def _unscored(self, after: tuple[datetime, str]) -> list[tuple[str, datetime]]:
        at, last = after
        query = (
            select(TURNS.c.id, TURNS.c.accepted_at)
            .where(
                TURNS.c.accepted_at >= at,
                (TURNS.c.accepted_at > at) | (TURNS.c.id > last),
                reviewable(),
                ~exists().where(SCORES.c.interaction_id == TURNS.c.id),
            )
            .order_by(TURNS.c.accepted_at, TURNS.c.id)
            .limit(AT_ONCE)
        )
        with self._database.looking() as connection:
            return [(row.id, row.accepted_at) for row in connection.execute(query)]

    def _score(self, ids: list[str], moment: datetime) -> int:
        with self._database.looking() as connection:
            before = earlier_in_talk(connection, ids)
        return self._database.together(lambda connection: score(connection, self._weights, [*ids, *before], moment))

    def _score_judged(self, since: datetime, moment: datetime) -> int:
        query = select(_FEEDBACK.c.judged).where(_FEEDBACK.c.given_at >= since).distinct()
        with self._database.looking() as connection:
            ids: list[str] = list(connection.scalars(query))
        return sum(self._score(list(some), moment) for some in batched(ids, AT_ONCE))


def _done(changes: Iterable[Update], connection: Connection) -> None:
    for change in changes:
        connection.execute(change)
