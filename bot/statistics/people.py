"""How many citizens: unions and cuts of sets of their numbers, exact however long the period."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import and_ as and_sets

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Connection, and_, false, or_, select

from bot.statistics.cube import DAY, MONTH
from bot.statistics.period import Period
from bot.statistics.scope import ALL, Scope
from bot.storage.database import Database
from bot.storage.statistics_tables import GROUP, PEOPLE

ANY, REACHED, NEW, RETURNING = "any", "reached", "new", "returning"
KINDS = (ANY, REACHED, NEW, RETURNING)
#: A day or a month: its grain, and its first day.
Bucket = tuple[str, date]
#: Dimensions along which citizens can be told apart at all; days and months besides.
ALONG = ("channel", "audience", "campaign", "topic")


class People:
    """Counts citizens: a conversation on a channel is one. Every method raises DatabaseUnavailable.

    `any`: had a turn that counts; `reached`: got a substantive answer; `new`: had the first turn that counts of all
    their days in the period; `returning`: had one before it.
    """

    def __init__(self, database: Database):
        self._database = database

    def count(self, scope: Scope, kind: str = ANY) -> int:
        """How many citizens of a filter."""
        with self._database.looking() as connection:
            return len(_citizens(connection, scope, kind))

    def each(self, scope: Scope, parts: Sequence[Period]) -> dict[tuple[Period, str], int]:
        """How many of each kind in each of some periods, all read at once; the filter's own period does not matter."""
        with self._database.looking() as connection:
            stored = {kind: _by_bucket(connection, scope, parts, kind) for kind in (ANY, REACHED)}
            first = _by_bucket(connection, Scope(scope.period), parts, NEW)
            groups = [
                _group(connection, name, values) for name in ("channel", "audience") if (values := scope.of(name))
            ]
        found = {}
        for part in parts:
            here = {kind: reduce(and_sets, groups, _within(sets, part)) for kind, sets in stored.items()}
            new = here[ANY] & _within(first, part)
            sets = {**here, NEW: new, RETURNING: here[ANY] - new}
            found.update({(part, kind): len(citizens) for kind, citizens in sets.items()})
        return found

    def by(self, scope: Scope, dimension: str, kind: str = ANY) -> dict[str, int]:
        """How many of each value of a dimension; the sum over topics or campaigns may be more than all citizens."""
        with self._database.looking() as connection:
            found = _split(connection, scope, dimension, kind)
        return {value: number for value, number in found.items() if number}

    def by_month(self, scope: Scope, kind: str = ANY) -> dict[date, int]:
        """How many in each month of the period, by its first day; one who comes in two months counts in both."""
        months = sorted({day.replace(day=1) for edge in scope.period.cover() for day in edge})
        found = {}
        with self._database.looking() as connection:
            for first in months:
                part = _cut(scope.period, first)
                found[first] = len(_citizens(connection, scope.within(part), kind))
        return found


def _cut(period: Period, first: date) -> Period:
    whole = Period.read(f"{first:%Y-%m}")
    return Period(max(whole.first, period.first), min(whole.last, period.last))


def _citizens(connection: Connection, scope: Scope, kind: str) -> BitMap:
    found = _stored(connection, scope, REACHED if kind == REACHED else ANY)
    return _narrowed(connection, found, scope, kind)


def _by_bucket(connection: Connection, scope: Scope, parts: Sequence[Period], kind: str) -> dict[Bucket, BitMap]:
    """The stored sets of all days and months that some periods are put together from."""
    buckets = {bucket for part in parts for bucket in _buckets(part)}
    grains = [
        and_(PEOPLE.c.grain == grain, PEOPLE.c.bucket.in_(sorted(day for at, day in buckets if at == grain)))
        for grain in sorted({at for at, _ in buckets})
    ]
    query = select(PEOPLE.c.grain, PEOPLE.c.bucket, PEOPLE.c.citizens).where(
        or_(false(), *grains), _values(scope, kind)
    )
    found: dict[Bucket, BitMap] = {}
    for grain, day, citizens in connection.execute(query):
        found.setdefault((grain, day), BitMap()).update(BitMap.deserialize(citizens))
    return found


def _within(sets: Mapping[Bucket, BitMap], part: Period) -> BitMap:
    return BitMap.union(BitMap(), *(sets[bucket] for bucket in _buckets(part) if bucket in sets))


def _buckets(part: Period) -> list[Bucket]:
    months, days = part.cover()
    return [(MONTH, first) for first in months] + [(DAY, day) for day in days]


def _narrowed(connection: Connection, found: BitMap, scope: Scope, kind: str) -> BitMap:
    """Those of the channels and groups asked for; of new or returning citizens where these are."""
    for dimension in ("channel", "audience"):
        if values := scope.of(dimension):
            found &= _group(connection, dimension, values)
    if kind in {NEW, RETURNING}:
        new = _stored(connection, Scope(scope.period), NEW)
        found = found & new if kind == NEW else found - new
    return found


def _stored(connection: Connection, scope: Scope, kind: str) -> BitMap:
    return union(connection.scalars(select(PEOPLE.c.citizens).where(_where(scope, kind))))


def _group(connection: Connection, dimension: str, values: Iterable[str]) -> BitMap:
    query = select(GROUP.c.citizens).where(GROUP.c.dimension == dimension, GROUP.c.value.in_(tuple(values)))
    return union(connection.scalars(query))


def _split(connection: Connection, scope: Scope, dimension: str, kind: str) -> dict[str, int]:
    """Each value's citizens; all sets of a dimension are read at once."""
    if dimension in {"channel", "audience"}:
        everybody, groups = _citizens(connection, scope, kind), select(GROUP).where(GROUP.c.dimension == dimension)
        asked = scope.of(dimension)
        stored = {row.value: row.citizens for row in connection.execute(groups) if not asked or row.value in asked}
        return {value: everybody.intersection_cardinality(BitMap.deserialize(one)) for value, one in stored.items()}
    column = PEOPLE.c[dimension]
    where = _where(scope.at(dimension), REACHED if kind == REACHED else ANY, besides=dimension)
    if scope.of(dimension):
        where = and_(where, column.in_(scope.of(dimension)))
    parts: dict[str, list[bytes]] = {}
    for value, citizens in connection.execute(select(column, PEOPLE.c.citizens).where(where, column != ALL)):
        parts.setdefault(value, []).append(citizens)
    return {value: len(_narrowed(connection, union(stored), scope, kind)) for value, stored in parts.items()}


def _where(scope: Scope, kind: str, besides: str = "") -> ColumnElement[bool]:
    """The stored sets of a filter; those of each value of the dimension `besides`."""
    months, days = scope.period.cover()
    of = PEOPLE.c
    grains = [and_(of.grain == grain, of.bucket.in_(at)) for grain, at in ((MONTH, months), (DAY, days)) if at]
    return and_(or_(*grains), _values(scope, kind, besides))


def _values(scope: Scope, kind: str, besides: str = "") -> ColumnElement[bool]:
    of = PEOPLE.c
    values = [of[name].in_(scope.of(name) or (ALL,)) for name in ("campaign", "topic") if name != besides]
    return and_(of.kind == kind, *values)


def union(stored: Iterable[bytes]) -> BitMap:
    """All citizens of some stored sets."""
    return BitMap.union(*(BitMap.deserialize(one) for one in stored), BitMap())
