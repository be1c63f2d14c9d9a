"""This room put together: what its pages and its chores work with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from bot.chores import Chore
from bot.clock import now
from bot.console.review.judged import JudgedTurns
from bot.console.review.pairs import Subjects
from bot.console.review.queue import Queue
from bot.console.review.scores import Scores
from bot.console.review.turn import TurnViews
from bot.console.review.verdicts import Verdicts
from bot.console.review.weights import Weights
from bot.house import House
from bot.settings import PROJECT

_MINUTE, _HOUR = 60.0, 3600.0


@dataclass(frozen=True, slots=True)
class ReviewRoom:
    """Judging answers."""

    weights: Weights
    subjects: Subjects
    scores: Scores
    queue: Queue
    turns: TurnViews
    verdicts: Verdicts
    judged: JudgedTurns

    @classmethod
    def of(cls, house: House) -> Self:
        """Of one house. Raises WeightsRefused."""
        weights, database = Weights.load(PROJECT / "data" / "console" / "review.toml"), house.database
        subjects = Subjects(house.adviser.answers)
        return cls(
            weights,
            subjects,
            Scores(database, weights),
            Queue(database),
            TurnViews(database),
            Verdicts(database, weights),
            JudgedTurns(database, subjects.topics),
        )

    @property
    def chores(self) -> Sequence[Chore]:
        """New turns every minute; every hour what came late, and what has become old."""
        return (
            Chore("review-scores", _MINUTE, lambda: self.scores.catch_up(now())),
            Chore("review-look-back", _HOUR, lambda: self.scores.look_back(now())),
        )
