"""Reads the figures from the database: each query finds its rows by an index, or reads a fixed number of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, literal_column, select

from bot.outbox.rows import UNSENT
from bot.outcomes import Outcome
from bot.statistics.cube import MONTH
from bot.statistics.scope import ALL
from bot.statistics.steps import SPEEDS
from bot.storage.chain_tables import ChainEntry
from bot.storage.database import Database
from bot.storage.personal import table
from bot.storage.queue_tables import InboxEvent, OutboxMessage
from bot.storage.statistics_tables import CELL, StatisticsDue, StatisticsStale, StatisticsState
from bot.storage.talk_tables import OfficerTalk

_INBOX, _OUTBOX, _TALK, _CHAIN = table(InboxEvent), table(OutboxMessage), table(OfficerTalk), table(ChainEntry)
_DUE, _STALE, _STATE = table(StatisticsDue), table(StatisticsStale), table(StatisticsState)
#: Messages whose states are told: the newest, so that the cost does not grow with history.
NEWEST = 10_000
#: Nothing is counted further: it is a backlog either way.
MOST = 100_000

#: Outcomes that are told as one. No turn is counted as a report: a reader sees when a number grows.
TOGETHER, NOTED = frozenset({Outcome.REPORT_RECEIVED, Outcome.FEEDBACK_RECEIVED}), "noted"
SPEED_COLUMNS = tuple(f"s{step:02}" for step in range(len(SPEEDS) + 1))
ByChannel = Mapping[tuple[str, ...], float]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, by channel, and since when the first of them."""

    counts: ByChannel = field(default_factory=dict)
    oldest: Mapping[tuple[str, ...], datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the database tells at one moment. Keys are label values: channel, or channel and state or outcome."""

    inbox: Waiting
    outbox: Waiting
    officers: Waiting
    newest: ByChannel
    dead: ByChannel
    outcomes: ByChannel
    speeds: Mapping[tuple[str, ...], tuple[int, ...]]
    due: int
    stale: int
    folded_at: datetime | None
    chain: int


def read(database: Database) -> Figures:
    """Raises DatabaseUnavailable."""
    with database.looking() as connection:
        cells = connection.execute(_CELLS).all()
        return Figures(
            inbox=_waiting(connection.execute(_INBOX_WAITING)),
            outbox=_waiting(connection.execute(_OUTBOX_WAITING)),
            officers=_waiting(connection.execute(_OFFICERS_WAITING)),
            newest=_counts(connection.execute(_newest())),
            dead=_counts(connection.execute(_DEAD)),
            outcomes=_outcomes(cells),
            speeds={(row.channel,): tuple(getattr(row, name) for name in SPEED_COLUMNS) for row in cells},
            due=connection.scalar(_DUE_ROWS) or 0,
            stale=connection.scalar(select(func.count()).select_from(_STALE)) or 0,
            folded_at=connection.scalar(select(_STATE.c.folded_at)),
            # Entries are numbered from 1 and none is left out.
            chain=connection.scalar(select(func.max(_CHAIN.c.sequence))) or 0,
        )


#: In the order of the index of what waits: else SQLite walks over everything for the sake of the grouping.
_HEARD = (
    select(_INBOX.c.channel, _INBOX.c.received_at)
    .where(_INBOX.c.state == literal_column("'waiting'"))
    .order_by(_INBOX.c.lane, _INBOX.c.number, _INBOX.c.id)
    .limit(MOST)
    .subquery()
)
_INBOX_WAITING = select(_HEARD.c.channel, func.count(), func.min(_HEARD.c.received_at)).group_by(_HEARD.c.channel)
_OUTBOX_WAITING = (
    select(_OUTBOX.c.channel, func.count(), func.min(_OUTBOX.c.created_at))
    .where(_OUTBOX.c.state.in_(UNSENT))
    .group_by(_OUTBOX.c.channel)
)
_OFFICERS_WAITING = (
    select(_TALK.c.reason, func.count(), func.min(_TALK.c.opened_at))
    .where(_TALK.c.state == "waiting")
    .group_by(_TALK.c.reason)
)
_DEAD = select(_OUTBOX.c.channel, func.count()).where(_OUTBOX.c.state == "dead").group_by(_OUTBOX.c.channel)
_DUE_ROWS = select(func.count()).select_from(select(_DUE.c.number).limit(MOST).subquery())
#: All there ever was, from the cells of months: a few hundred rows however many turns there were.
_CELLS = (
    select(
        CELL.c.channel,
        *(func.sum(CELL.c[f"o_{outcome}"]).label(str(outcome)) for outcome in Outcome),
        *(func.sum(CELL.c[name]).label(name) for name in SPEED_COLUMNS),
    )
    .where(CELL.c.grain == MONTH, CELL.c.channel != ALL)
    .where(CELL.c.audience == ALL, CELL.c.campaign == ALL, CELL.c.topic == ALL)
    .group_by(CELL.c.channel)
)


def _newest() -> Select[Any]:
    newest = select(_OUTBOX.c.channel, _OUTBOX.c.state).order_by(_OUTBOX.c.id.desc()).limit(NEWEST).subquery()
    return select(newest.c.channel, newest.c.state, func.count()).group_by(newest.c.channel, newest.c.state)


def _waiting(rows: Iterable[Row[Any]]) -> Waiting:
    listed: list[Sequence[Any]] = list(rows)
    return Waiting({(row[0],): row[1] for row in listed}, {(row[0],): row[2] for row in listed})


def _counts(rows: Iterable[Row[Any]]) -> ByChannel:
    listed: list[Sequence[Any]] = list(rows)
    return {tuple(row[:-1]): row[-1] for row in listed}


def _outcomes(cells: Iterable[Row[Any]]) -> ByChannel:
    found: Counter[tuple[str, ...]] = Counter()
    for row in cells:
        for outcome in Outcome:
            found[row.channel, NOTED if outcome in TOGETHER else str(outcome)] += getattr(row, str(outcome))
    return found
