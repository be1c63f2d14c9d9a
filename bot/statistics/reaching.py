"""How many citizens were reached by the end of each of several days: what many targets need, read once for all."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise

from pyroaring import BitMap
from sqlalchemy import and_, or_, select

from bot.statistics.people import REACHED, union
from bot.statistics.period import Period
from bot.statistics.scope import ALL, Scope
from bot.storage.database import Database
from bot.storage.statistics_tables import GROUP, PEOPLE

_DAY, _MONTH = "d", "m"
_Bucket = tuple[str, date]


class Reaching:
    """Counts as `People.count(…, REACHED)` does; holds what it has read, so it is made anew for each table.

    Every method raises DatabaseUnavailable.
    """

    def __init__(self, database: Database):
        self._database = database
        self._reached: dict[object, list[BitMap]] = {}
        self._groups: dict[str, dict[str, BitMap]] = {}

    def counts(self, scope: Scope, lasts: Sequence[date]) -> list[int]:
        """Distinct citizens of a filter from its first day to the end of each of `lasts`, which ascend."""
        allowed = [self._group(name, scope.of(name)) for name in ("channel", "audience") if scope.of(name)]
        return [len(BitMap.intersection(citizens, *allowed)) for citizens in self._by(scope, lasts)]

    def _by(self, scope: Scope, lasts: Sequence[date]) -> list[BitMap]:
        campaigns, topics = scope.of("campaign") or (ALL,), scope.of("topic") or (ALL,)
        key = (scope.period.first, tuple(lasts), campaigns, topics)
        if key not in self._reached:
            self._reached[key] = self._read(scope.period.first, lasts, campaigns, topics)
        return self._reached[key]

    def _read(
        self, first: date, lasts: Sequence[date], campaigns: Sequence[str], topics: Sequence[str]
    ) -> list[BitMap]:
        steps = [_buckets(begin, end) for begin, end in pairwise([first - timedelta(days=1), *lasts])]
        wanted = [bucket for step in steps for bucket in step]
        of = PEOPLE.c
        at = (and_(of.grain == grain, of.bucket.in_(_of(wanted, grain))) for grain in (_DAY, _MONTH))
        where = and_(or_(*at), of.campaign.in_(campaigns), of.topic.in_(topics), of.kind == REACHED)
        found: defaultdict[_Bucket, list[bytes]] = defaultdict(list)
        with self._database.looking() as connection:
            for grain, bucket, citizens in connection.execute(select(of.grain, of.bucket, of.citizens).where(where)):
                found[grain, bucket].append(citizens)
        parts = (union(one for bucket in step for one in found[bucket]) for step in steps)
        return list(accumulate(parts, lambda before, part: before | part))

    def _group(self, dimension: str, values: Sequence[str]) -> BitMap:
        if dimension not in self._groups:
            query = select(GROUP.c.value, GROUP.c.citizens).where(GROUP.c.dimension == dimension)
            with self._database.looking() as connection:
                rows = connection.execute(query).all()
            self._groups[dimension] = {row.value: BitMap.deserialize(row.citizens) for row in rows}
        known = self._groups[dimension]
        return BitMap.union(*(known[value] for value in values if value in known), BitMap())


def _buckets(after: date, last: date) -> list[_Bucket]:
    """Of the days after one and up to another; none where there are none."""
    if last <= after:
        return []
    months, days = Period(after + timedelta(days=1), last).cover()
    return [*((_MONTH, month) for month in months), *((_DAY, day) for day in days)]


def _of(buckets: Sequence[_Bucket], grain: str) -> list[date]:
    return [bucket for kind, bucket in buckets if kind == grain]
