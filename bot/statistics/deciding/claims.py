"""Rumours that rise and have no verdict yet."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import case, func, select

from bot.statistics.deciding.item import Asked, Item
from bot.statistics.room import StatisticsRoom
from bot.storage.claim_tables import Claim, ClaimSighting
from bot.storage.personal import table

_CLAIM, _SEEN = table(Claim), table(ClaimSighting)


def rumours(room: StatisticsRoom, asked: Asked) -> Iterator[Item]:
    """Claims without a verdict that were met much more often than in as many days before."""
    rule = asked.rules.rumours
    since = asked.today - timedelta(days=rule.days - 1)
    before = since - timedelta(days=rule.days)
    now = func.sum(case((_SEEN.c.day >= since, _SEEN.c.count), else_=0))
    then = func.sum(case((_SEEN.c.day < since, _SEEN.c.count), else_=0))
    query = (
        select(_CLAIM.c.id, _CLAIM.c.text, _CLAIM.c.opened_on, now.label("now"), then.label("then"))
        .join(_SEEN, _SEEN.c.claim == _CLAIM.c.id)
        .where(_CLAIM.c.version == 0, _SEEN.c.day >= before, _SEEN.c.day <= asked.today)
        .group_by(_CLAIM.c.id, _CLAIM.c.text, _CLAIM.c.opened_on)
        .having(now >= rule.least, now >= rule.times * then)
        .order_by(now.desc(), _CLAIM.c.id)
        .limit(rule.shown)
    )
    with room.database.looking() as connection:
        found = connection.execute(query).all()
    act = "POST", "/console/claims/{claim:str}/verdict"
    for row in found:
        values = {"claim": row.text, "before": int(row.then), "days": rule.days}
        yield Item("rumours", rule.rank, int(row.now), row.opened_on, f"/console/claims/{row.id}", act, values)
