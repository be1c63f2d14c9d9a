"""What a number opens to: the condition of its turns, also where it counts citizens by when they came first."""

from sqlalchemy import ColumnElement, and_, select

from bot.statistics.conditions import CONDITIONS, FACT
from bot.statistics.scope import Scope
from bot.storage.personal import table
from bot.storage.statistics_tables import StatisticsCitizen

_CITIZEN = table(StatisticsCitizen)
#: Turns that count, of citizens whose first one lies in the period, or before it.
OF_NEW, OF_RETURNING = "of_new", "of_returning"
ALL_CONDITIONS = (*CONDITIONS, OF_NEW, OF_RETURNING)


def meets(scope: Scope, condition: str) -> ColumnElement[bool]:
    """A condition on the rows of turns. Raises KeyError for an unknown one."""
    if condition not in {OF_NEW, OF_RETURNING}:
        return CONDITIONS[condition]
    first, days = _CITIZEN.c.first_day, scope.period
    came = first.between(days.first, days.last) if condition == OF_NEW else first < days.first
    return and_(FACT.c.is_counted, FACT.c.citizen.in_(select(_CITIZEN.c.number).where(came)))


def counted_as(condition: str) -> str:
    """The column of cells that is not nought where there is any such turn."""
    return condition if condition in CONDITIONS else "counted"
