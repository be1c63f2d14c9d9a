"""On which day each citizen had the first turn that counts."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, and_, func, or_, select, update

from bot.statistics.conditions import FACT
from bot.storage.moments import day_of
from bot.storage.personal import table
from bot.storage.statistics_tables import StatisticsCitizen
from bot.storage.tables import Interaction

_CITIZEN, _TURN = table(StatisticsCitizen), table(Interaction)


def put_down(connection: Connection, days: Collection[date]) -> set[date]:
    """After the turns of these days were made anew; gives the other days that new citizens came to or went from."""
    moved: set[date] = set()
    for day in sorted(days):
        moved |= _back(connection, day) | _forward(connection, day)
    return moved


def _back(connection: Connection, day: date) -> set[date]:
    """Who had a turn on the day and none before."""
    here = select(FACT.c.citizen).where(FACT.c.day == day, FACT.c.is_counted)
    later = _CITIZEN.c.first_day > day
    mine = _CITIZEN.c.number.in_(here)
    moved = set(connection.scalars(select(_CITIZEN.c.first_day).where(mine, later).distinct()))
    connection.execute(update(_CITIZEN).where(mine, or_(_CITIZEN.c.first_day.is_(None), later)).values(first_day=day))
    return moved


def _forward(connection: Connection, day: date) -> set[date]:
    """Who was taken to have had theirs on the day, and has none there: the next that counts, if there is one."""
    here = select(FACT.c.citizen).where(FACT.c.day == day, FACT.c.is_counted)
    gone = and_(_CITIZEN.c.first_day == day, _CITIZEN.c.number.not_in(here))
    numbers = list(connection.scalars(select(_CITIZEN.c.number).where(gone)))
    if not numbers:
        return set()
    # By way of the record, which has an index of conversations: counted turns are ordered by day.
    counted = and_(
        FACT.c.day == day_of(_TURN.c.accepted_at),
        FACT.c.accepted_at == _TURN.c.accepted_at,
        FACT.c.interaction_id == _TURN.c.id,
        FACT.c.is_counted,
    )
    first = (
        select(func.min(FACT.c.day))
        .select_from(_TURN)
        .join(FACT, counted)
        .where(_TURN.c.conversation_id == _CITIZEN.c.conversation_id)
    )
    mine = _CITIZEN.c.number.in_(numbers)
    connection.execute(update(_CITIZEN).where(mine).values(first_day=first.scalar_subquery()))
    found = select(_CITIZEN.c.first_day).where(mine, _CITIZEN.c.first_day.is_not(None)).distinct()
    return set(connection.scalars(found))
