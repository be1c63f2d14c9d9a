"""Writes sets of citizens: of a day from its turns, of a month from its days, and by channel and group."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

from pyroaring import BitMap
from sqlalchemy import Connection, and_, delete, insert, select

from bot.statistics.conditions import FACT
from bot.statistics.cube import DAY, MONTH
from bot.statistics.people import ANY, NEW, REACHED, union
from bot.statistics.period import month
from bot.statistics.scope import ALL
from bot.storage.personal import table
from bot.storage.statistics_tables import GROUP, PEOPLE, StatisticsCitizen
from bot.storage.upsert import insert as upsert

_CITIZEN = table(StatisticsCitizen)
#: Of a set: campaign, topic, kind.
Key = tuple[str, str, str]


def write_day(connection: Connection, day: date) -> None:
    """Make the sets of a day anew."""
    found: defaultdict[Key, BitMap] = defaultdict(BitMap)
    query = select(FACT.c.campaign, FACT.c.topic, FACT.c.citizen, FACT.c.is_substantive).where(
        FACT.c.day == day, FACT.c.is_counted
    )
    for campaign, topic, citizen, is_substantive in connection.execute(query):
        for key in product((campaign, ALL), (topic, ALL), (ANY, REACHED) if is_substantive else (ANY,)):
            found[key].add(citizen)
    new = connection.scalars(select(_CITIZEN.c.number).where(_CITIZEN.c.first_day == day))
    found[ALL, ALL, NEW].update(new)
    _replace(connection, DAY, day, found.items())


def write_month(connection: Connection, first: date) -> None:
    """Make the sets of a month anew from those of its days."""
    of = PEOPLE.c
    days = and_(of.grain == DAY, of.bucket.between(first, month(first.year, first.month).last))
    parts: defaultdict[Key, list[bytes]] = defaultdict(list)
    for campaign, topic, kind, citizens in connection.execute(
        select(of.campaign, of.topic, of.kind, of.citizens).where(days)
    ):
        parts[campaign, topic, kind].append(citizens)
    _replace(connection, MONTH, first, ((key, union(stored)) for key, stored in parts.items()))


def write_groups(connection: Connection, citizens: Iterable[tuple[int, str, str]]) -> None:
    """Put citizens (number, channel, group) into the sets of theirs, and out of all others."""
    listed = list(citizens)
    if not listed:
        return
    changed = BitMap(number for number, _, _ in listed)
    known = {(row.dimension, row.value): BitMap.deserialize(row.citizens) for row in connection.execute(select(GROUP))}
    wanted: dict[tuple[str, str], BitMap] = {key: citizens - changed for key, citizens in known.items()}
    for number, channel, audience in listed:
        for key in (("channel", channel), ("audience", audience)):
            wanted.setdefault(key, BitMap()).add(number)
    for key, one in wanted.items():
        if known.get(key) != one:
            statement = upsert(connection, GROUP).values(dimension=key[0], value=key[1], citizens=_stored(one))
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["dimension", "value"], set_={"citizens": statement.excluded.citizens}
                )
            )


def _replace(connection: Connection, grain: str, bucket: date, sets: Iterable[tuple[Key, BitMap]]) -> None:
    connection.execute(delete(PEOPLE).where(PEOPLE.c.grain == grain, PEOPLE.c.bucket == bucket))
    if rows := list(_rows(grain, bucket, sets)):
        connection.execute(insert(PEOPLE), rows)


def _rows(grain: str, bucket: date, sets: Iterable[tuple[Key, BitMap]]) -> Iterator[dict[str, object]]:
    for (campaign, topic, kind), citizens in sets:
        if citizens:
            yield {
                "grain": grain,
                "bucket": bucket,
                "campaign": campaign,
                "topic": topic,
                "kind": kind,
                "citizens": _stored(citizens),
            }


def _stored(citizens: BitMap) -> bytes:
    # The same set is the same bytes, however it came about: rows can be compared.
    packed = citizens.copy()
    packed.run_optimize()
    return packed.serialize()
