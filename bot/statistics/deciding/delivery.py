"""Messages that do not arrive: given up, or waiting for a channel that does not take them."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select

from bot.clock import VIETNAM
from bot.statistics.deciding.item import Asked, Item
from bot.statistics.room import StatisticsRoom
from bot.storage.personal import table
from bot.storage.queue_tables import OutboxMessage
from bot.storage.tables import ChannelGrant

_MESSAGE, _GRANT = table(OutboxMessage), table(ChannelGrant)
#: Nobody mends a channel from a page: who looks after the server does.
_ACT = "", "administrator"
_LINK = "/console/statistics/quality"


def delivery(room: StatisticsRoom, asked: Asked) -> Iterator[Item]:
    """By channel: messages given up, messages that are late; and channels that a person must allow again."""
    rule = asked.rules.delivery
    since = asked.moment - timedelta(days=rule.days)
    late = asked.moment - timedelta(minutes=rule.late_minutes)
    of = _MESSAGE.c
    queries = {
        "delivery_dead": (of.state == "dead") & (of.created_at >= since),
        "delivery_late": of.state.in_(("pending", "failed")) & (of.due_at < late),
    }
    for kind, where in queries.items():
        query = (
            select(of.channel, func.count().label("number"), func.min(of.created_at).label("first"))
            .where(where)
            .group_by(of.channel)
            .having(func.count() >= rule.least)
            .order_by(of.channel)
        )
        with room.database.looking() as connection:
            found = connection.execute(query).all()
        for row in found:
            day, values = row.first.astimezone(VIETNAM).date(), {"channel": row.channel, "days": rule.days}
            yield Item(kind, rule.rank, row.number, day, _LINK, _ACT, values)
    yield from _dead_grants(room, rule.rank)


def _dead_grants(room: StatisticsRoom, rank: int) -> Iterator[Item]:
    query = select(_GRANT.c.channel, _GRANT.c.refreshed_at).where(_GRANT.c.dead_reason.is_not(None))
    with room.database.looking() as connection:
        found = connection.execute(query.order_by(_GRANT.c.channel)).all()
    for row in found:
        day = row.refreshed_at.astimezone(VIETNAM).date()
        yield Item("delivery_grant", rank, 1, day, _LINK, _ACT, {"channel": row.channel})
