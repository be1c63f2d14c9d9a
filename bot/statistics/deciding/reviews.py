"""What reviewers have not judged yet, and what they found of the model that serves."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import case, exists, func, select

from bot.clock import VIETNAM
from bot.statistics.deciding.item import Asked, Item
from bot.statistics.intervals import wilson
from bot.statistics.room import StatisticsRoom
from bot.storage.personal import table
from bot.storage.review_tables import Review, ReviewScore

_SCORE, _REVIEW = table(ReviewScore), table(Review)
_LATER = _REVIEW.alias("later")


def reviews(room: StatisticsRoom, asked: Asked) -> Iterator[Item]:
    """Turns of a high score that wait for their first verdict."""
    rule = asked.rules.reviews
    late = asked.moment - timedelta(days=rule.days)
    query = select(func.count().label("number"), func.min(_SCORE.c.accepted_at).label("first")).where(
        _SCORE.c.waits_for == "first", _SCORE.c.score >= rule.score, _SCORE.c.accepted_at < late
    )
    with room.database.looking() as connection:
        row = connection.execute(query).one()
    if row.number >= rule.least:
        act = "POST", "/console/review/turns/{interaction:str}/verdict"
        values = {"score": rule.score, "days": rule.days}
        since = row.first.astimezone(VIETNAM).date()
        yield Item("reviews", rule.rank, row.number, since, "/console/review?days=90", act, values)


def accuracy(room: StatisticsRoom, asked: Asked) -> Iterator[Item]:
    """The newest model judged, where its whole interval lies under that of the one before, or under the floor.

    Turns drawn by chance alone, first reviewers alone: those in the queue are there because they look wrong.
    """
    rule = asked.rules.accuracy
    since = asked.moment - timedelta(days=rule.days)
    of = _REVIEW.c
    query = (
        select(
            of.model_version,
            func.count().label("of"),
            func.sum(case((of.verdict == "right", 1), else_=0)).label("right"),
            func.min(of.reviewed_at).label("first"),
        )
        .where(of.sampled, of.round == 1, of.verdict != "undone", of.reviewed_at >= since)
        .where(~exists().where(_LATER.c.supersedes == of.id))
        .group_by(of.model_version)
        .having(func.count() >= rule.least)
        .order_by(func.max(of.reviewed_at).desc(), of.model_version)
        .limit(2)
    )
    with room.database.looking() as connection:
        found = connection.execute(query).all()
    if not found:
        return
    newest, before = found[0], found[1] if len(found) > 1 else None
    share = wilson(newest.right, newest.of)
    if share.low is None or share.high is None:
        return
    low, high = share.low, share.high
    then = before.right / before.of if before else None
    earlier = wilson(before.right, before.of).low if before else None
    is_worse = earlier is not None and high < earlier
    if high < rule.floor or is_worse:
        act = "POST", "/console/learning/rollback" if is_worse else "/console/learning/export"
        values = {"model": newest.model_version, "share": newest.right / newest.of, "low": low, "high": high}
        more = {"before": then} if is_worse and then is not None else {"floor": rule.floor}
        day = newest.first.astimezone(VIETNAM).date()
        link = f"/console/review/accuracy?days={rule.days}&sample=1"
        kind = "accuracy_fell" if is_worse else "accuracy_low"
        yield Item(kind, rule.rank, newest.of, day, link, act, {**values, **more})
