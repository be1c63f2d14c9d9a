"""Verdicts on answers: given, replaced by whoever gave them, taken back; nothing is deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import Connection, insert, select, update

from bot.clock import VIETNAM
from bot.console.review.judgement import AlreadyJudged, ChangedSince, Judgement, NoSuchTurn, VerdictRefused, check
from bot.console.review.queue import since
from bot.console.review.scoring import SCORES, TURNS, score
from bot.console.review.standing import HOLDS, REVIEWS, Pair, Verdict, is_sampled, verdicts_of
from bot.console.review.weights import Weights
from bot.console.web.catalogue import said
from bot.privacy.masking import mask
from bot.storage.database import Database

#: A page that was left open over lunch says nothing of how long a verdict takes.
LONGEST = 3_600.0


@dataclass(frozen=True, slots=True)
class Today:
    """One's own work of the day: how many turns, and the middle of the seconds they took."""

    count: int
    seconds: float | None


class Verdicts:
    """Writes and reads `review`. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, weights: Weights):
        self._database, self._weights = database, weights

    def give(self, reviewer: str, interaction_id: str, judgement: Judgement, moment: datetime) -> int:
        """Put a verdict on record; gives its number. One's own earlier one gives way to it.

        Raises VerdictRefused, NoSuchTurn, AlreadyJudged, ChangedSince.
        """
        check(judgement)

        def give(connection: Connection) -> int:
            turn = self._locked(connection, interaction_id, moment)
            right = judgement.right
            if right and (right.topic, right.aspect) == (turn.topic, turn.aspect):
                raise VerdictRefused(said("Đó chính là chủ đề máy đã chọn; hãy chọn chủ đề khác hoặc phán quyết khác."))
            pair = verdicts_of(connection, [interaction_id]).get(interaction_id, Pair())
            number, mine = self._round(pair, reviewer, interaction_id), pair.of(reviewer)
            _check_seen(connection, interaction_id, judgement.seen, pair.seen_by(reviewer))
            row: dict[str, object] = {
                "interaction_id": interaction_id,
                "reviewer": reviewer,
                "verdict": judgement.verdict,
                "right_topic": right.topic if right else None,
                "right_aspect": right.aspect if right else None,
                "to_content": judgement.to_content,
                "note": mask(judgement.note).text,
                "model_version": turn.model_version,
                "round": number,
                "sampled": is_sampled(interaction_id, self._weights.sample.every),
                "reviewed_at": moment,
                "seconds": round(min(max(judgement.seconds, 0.0), LONGEST), 1),
                "supersedes": mine.id if mine else None,
            }
            return self._written(connection, row)

        return self._database.together(give)

    def undo(
        self, reviewer: str, interaction_id: str, since: datetime, moment: datetime, seen: str | None = None
    ) -> None:
        """Take one's own verdict back that was given since then (the login); `seen` is the number of the one meant.

        Raises VerdictRefused where there is none, NoSuchTurn, AlreadyJudged where a second reviewer went by it,
        ChangedSince where it is another one by now.
        """

        def undo(connection: Connection) -> None:
            self._locked(connection, interaction_id, moment)
            pair = verdicts_of(connection, [interaction_id]).get(interaction_id, Pair())
            mine = pair.of(reviewer)
            if mine is None or mine.reviewed_at < since:
                raise VerdictRefused(said("Không có phán quyết nào của bạn trong lần đăng nhập này để rút lại."))
            _check_seen(connection, interaction_id, seen, str(mine.id))
            row: dict[str, object] = {
                "interaction_id": interaction_id,
                "reviewer": reviewer,
                "verdict": "undone",
                "to_content": False,
                "note": "",
                "model_version": mine.model_version,
                "round": self._round(pair, reviewer, interaction_id),
                "sampled": is_sampled(interaction_id, self._weights.sample.every),
                "reviewed_at": moment,
                "seconds": 0.0,
                "supersedes": mine.id,
            }
            self._written(connection, row)

        self._database.together(undo)

    def of(self, ids: Sequence[str]) -> dict[str, Pair]:
        """The verdicts that hold on these turns."""
        with self._database.looking() as connection:
            return verdicts_of(connection, ids)

    def last_of(self, reviewer: str, since: datetime) -> Verdict | None:
        """One's own last verdict since then: what `undo` would take back."""
        query = (
            select(*(REVIEWS.c[name] for name in Verdict.__dataclass_fields__))
            .where(REVIEWS.c.reviewer == reviewer, REVIEWS.c.reviewed_at >= since, HOLDS)
            .order_by(REVIEWS.c.reviewed_at.desc(), REVIEWS.c.id.desc())
            .limit(1)
        )
        with self._database.looking() as connection:
            row = connection.execute(query).one_or_none()
        return Verdict(*row) if row else None

    def today(self, reviewer: str, moment: datetime) -> Today:
        """What somebody has judged since midnight in Vietnam."""
        midnight = since(moment.astimezone(VIETNAM).date(), 1)
        query = select(REVIEWS.c.seconds).where(
            REVIEWS.c.reviewer == reviewer, REVIEWS.c.reviewed_at >= midnight, HOLDS
        )
        with self._database.looking() as connection:
            seconds = connection.scalars(query).all()
        return Today(len(seconds), median(seconds) if seconds else None)

    def _round(self, pair: Pair, reviewer: str, interaction_id: str) -> int:
        """In which round this reviewer speaks. Raises AlreadyJudged."""
        mine = pair.of(reviewer)
        if mine and mine.round == 1 and pair.second:
            # The two verdicts are compared; a first one that changes afterwards would spoil that.
            raise AlreadyJudged(pair.second.reviewer, pair.second.reviewed_at)
        if mine:
            return mine.round
        if pair.first is None:
            return 1
        other = pair.second or pair.first
        if pair.second or not is_sampled(interaction_id, self._weights.sample.every):
            raise AlreadyJudged(other.reviewer, other.reviewed_at)
        return 2

    def _locked(self, connection: Connection, interaction_id: str, moment: datetime) -> "Turn":
        """The turn, so that two verdicts on it come one after the other, with its place in the queue."""
        query = select(TURNS.c.topic, TURNS.c.aspect, TURNS.c.model_version).where(TURNS.c.id == interaction_id)
        row = connection.execute(query.with_for_update()).one_or_none()
        if row is None:
            raise NoSuchTurn(interaction_id)
        known = connection.scalar(select(SCORES.c.sampled).where(SCORES.c.interaction_id == interaction_id))
        if known is None and not score(connection, self._weights, [interaction_id], moment):
            raise VerdictRefused(said("Lượt này không có câu trả lời của máy để soát, hoặc lời người dân đã được xóa."))
        return Turn(*row)

    def _written(self, connection: Connection, row: dict[str, object]) -> int:
        number: int = connection.execute(insert(REVIEWS).returning(REVIEWS.c.id), row).scalar_one()
        turn = str(row["interaction_id"])
        pair = verdicts_of(connection, [turn]).get(turn, Pair())
        sampled = is_sampled(turn, self._weights.sample.every)
        connection.execute(
            update(SCORES)
            .where(SCORES.c.interaction_id == turn)
            .values(waits_for=pair.waits_for(sampled=sampled), first_by=pair.first.reviewer if pair.first else None)
        )
        return number


@dataclass(frozen=True, slots=True)
class Turn:
    """What a verdict needs of its turn."""

    topic: str | None
    aspect: str | None
    model_version: str


def _check_seen(connection: Connection, interaction_id: str, seen: str | None, now: str) -> None:
    if seen is None or seen == now:
        return
    last = select(REVIEWS.c.reviewer, REVIEWS.c.reviewed_at).where(REVIEWS.c.interaction_id == interaction_id)
    row = connection.execute(last.order_by(REVIEWS.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        raise VerdictRefused(said("Trang này không khớp với lượt đang soát; hãy tải lại trang."))
    raise ChangedSince(*row)
