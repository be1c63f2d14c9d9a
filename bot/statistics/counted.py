"""Interactions that count, and nothing else of the cells: what changes are looked for in. One query for all topics."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Table, and_, func, select

from bot.statistics.books import dimensions, in_scope
from bot.statistics.cube import DAY
from bot.statistics.scope import Scope
from bot.storage.database import Database
from bot.storage.statistics_tables import ASPECT, CELL

#: By topic, then by a value.
Numbers = dict[str, dict[str, int]]


class Counted:
    """Reads them. Every method raises DatabaseUnavailable."""

    def __init__(self, database: Database):
        self._database = database

    def by_topic(self, scope: Scope) -> dict[str, int]:
        """Of each topic of a filter."""
        query = select(CELL.c.topic, func.sum(CELL.c.counted)).where(in_scope(CELL, scope, "topic"))
        with self._database.looking() as connection:
            return {topic: int(number) for topic, number in connection.execute(query.group_by(CELL.c.topic))}

    def by(self, scope: Scope, topics: Collection[str], dimension: str) -> Numbers:
        """Of some topics by the values of another dimension."""
        where = in_scope(CELL, scope.at("topic", *topics), dimension)
        return self._numbers(topics, CELL, dimension, "counted", where)

    def by_aspect(self, scope: Scope, topics: Collection[str]) -> Numbers:
        """Of some topics by aspect: all turns, failed ones too."""
        return self._numbers(topics, ASPECT, "aspect", "turns", in_scope(ASPECT, scope.at("topic", *topics)))

    def by_day(self, scope: Scope, topics: Collection[str]) -> dict[str, dict[date, int]]:
        """Of some topics on each day that has any."""
        found: dict[str, dict[date, int]] = {topic: {} for topic in topics}
        days = and_(CELL.c.grain == DAY, CELL.c.bucket.between(scope.period.first, scope.period.last))
        query = (
            select(CELL.c.topic, CELL.c.bucket, func.sum(CELL.c.counted))
            .where(days, *dimensions(CELL, scope.at("topic", *topics)))
            .group_by(CELL.c.topic, CELL.c.bucket)
        )
        with self._database.looking() as connection:
            for topic, day, number in connection.execute(query) if topics else ():
                found[topic][day] = int(number)
        return found

    def _numbers(
        self, topics: Collection[str], of: Table, along: str, column: str, where: ColumnElement[bool]
    ) -> Numbers:
        found: Numbers = {topic: {} for topic in topics}
        query = select(of.c.topic, of.c[along], func.sum(of.c[column])).where(where).group_by(of.c.topic, of.c[along])
        with self._database.looking() as connection:
            for topic, value, number in connection.execute(query) if topics else ():
                found[topic][value] = int(number)
        return found
