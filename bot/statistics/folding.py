"""Keeps the counts up to date: what changed in the record is made anew, in short transactions, whatever is killed when.

Triggers put each changed turn into `statistics_due`. `fold` makes their rows anew and marks their days stale; each
stale day and month is then made whole again by itself. Making anew twice changes nothing.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection, Select, delete, func, or_, select, update
from sqlalchemy.orm import aliased

from bot.clock import now
from bot.records.measures import seconds_between
from bot.statistics import facts, first_days, sets
from bot.statistics.conditions import FACT
from bot.statistics.cube import CUBES
from bot.storage.database import Database
from bot.storage.moments import day_of
from bot.storage.personal import table
from bot.storage.statistics_tables import (
    StatisticsCitizen,
    StatisticsDue,
    StatisticsStale,
    StatisticsState,
)
from bot.storage.tables import Conversation, Interaction
from bot.storage.upsert import insert as upsert

#: Changes with any other definition of a row: all are then made anew.
DEFINITION = "2"
FACTS, DAY, MONTH = "f", "d", "m"
#: Changed turns of one transaction.
AT_ONCE = 500
#: Changed turns that are not looked at one by one.
FLOOD = 20_000
#: A number that nothing else locks.
_LOCK = 7_310_018
_DUE, _STALE, _STATE = table(StatisticsDue), table(StatisticsStale), table(StatisticsState)
_CITIZEN = table(StatisticsCitizen)


class Folding:
    """Folds the record into counts. `tests`: the campaigns of trials, whose turns are left out.

    Every method raises DatabaseUnavailable.
    """

    def __init__(self, database: Database, tests: Collection[str]):
        self._database, self._tests = database, sorted(tests)
        self._definition = "/".join([DEFINITION, *self._tests])

    def fold(self) -> int:
        """Everything that waits; gives how many turns and buckets were made anew."""
        self._begin_anew_if_changed()
        if self._is_flooded():
            self._database.together(self._drain)
        done = 0
        while turns := self._database.together(self._fold_turns):
            done += turns
        for grain in (FACTS, DAY, MONTH):
            while self._database.together(partial(self._freshen, grain=grain)):
                done += 1
        self._database.together(self._say_when)
        return done

    def mark_all(self) -> int:
        """Have every day made anew; gives how many there are."""
        return self._database.together(self._mark_all)

    def waiting(self) -> int:
        """How many days wait to be made anew from the record."""
        with self._database.looking() as connection:
            return connection.scalar(select(func.count()).where(_STALE.c.grain == FACTS)) or 0

    def is_counted(self, last: date, until: datetime) -> bool:
        """Whether the counts up to a day hold all that was said and done until a later moment."""
        before = or_(Interaction.accepted_at < until, Interaction.id.is_(None))
        due = select(_DUE.c.number).outerjoin(Interaction, Interaction.id == _DUE.c.interaction_id).where(before)
        stale = select(_STALE.c.bucket).where(_STALE.c.bucket <= last)
        with self._database.looking() as connection:
            known = connection.execute(select(_STATE.c.definition, _STATE.c.folded_at)).first()
            waits = connection.execute(select(or_(due.exists(), stale.exists()))).scalar_one()
        if known is None or known.folded_at is None or known.definition != self._definition:
            return False
        return not waits and known.folded_at >= until

    def freshen_next(self) -> bool:
        """Make anew the next of what waits; False where nothing does."""
        return any(self._database.together(partial(self._freshen, grain=grain)) for grain in (FACTS, DAY, MONTH))

    def _begin_anew_if_changed(self) -> None:
        with self._database.looking() as connection:
            known = connection.scalar(select(_STATE.c.definition))
        if known != self._definition:
            self.mark_all()

    def _is_flooded(self) -> bool:
        """Whether so much came at once (an import, invented talk) that days are made quicker than turns."""
        with self._database.looking() as connection:
            first, last = connection.execute(select(func.min(_DUE.c.number), func.max(_DUE.c.number))).one()
        return first is not None and last - first >= FLOOD

    def _drain(self, connection: Connection) -> None:
        """Have every day made anew instead of what is due by now."""
        _alone(connection)
        last = connection.scalar(select(func.max(_DUE.c.number)))
        connection.execute(delete(_DUE).where(_DUE.c.number <= last))
        self._mark_all(connection)

    def _mark_all(self, connection: Connection) -> int:
        first, last = connection.execute(
            select(func.min(day_of(Interaction.accepted_at)), func.max(day_of(Interaction.accepted_at)))
        ).one()
        days = [first + timedelta(days=at) for at in range((last - first).days + 1)] if first else []
        connection.execute(update(_CITIZEN).values(first_day=None))
        _stale(connection, FACTS, days)
        statement = upsert(connection, _STATE).values(id=1, definition=self._definition)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_={"definition": statement.excluded.definition})
        )
        return len(days)

    def _fold_turns(self, connection: Connection) -> int:
        _alone(connection)
        due = connection.execute(select(_DUE).order_by(_DUE.c.number).limit(AT_ONCE)).all()
        if not due:
            return 0
        turns = {row.interaction_id for row in due}
        turns |= set(connection.scalars(_before(turns)))
        talks = Conversation.id.in_(select(Interaction.conversation_id).where(Interaction.id.in_(turns)))
        facts.number_citizens(connection, talks)
        days = facts.write(connection, turns, self._tests)
        _stale(connection, DAY, days | first_days.put_down(connection, days))
        sets.write_groups(connection, _citizens(connection, turns))
        connection.execute(delete(_DUE).where(_DUE.c.number.in_([row.number for row in due])))
        return len(due)

    def _freshen(self, connection: Connection, grain: str) -> bool:
        """Make the first stale bucket of a grain anew; False where there is none."""
        _alone(connection)
        bucket = connection.scalar(select(func.min(_STALE.c.bucket)).where(_STALE.c.grain == grain))
        if bucket is None:
            return False
        connection.execute(delete(_STALE).where(_STALE.c.grain == grain, _STALE.c.bucket == bucket))
        if grain == FACTS:
            self._write_facts(connection, bucket)
        elif grain == DAY:
            for cube in CUBES:
                cube.write_day(connection, bucket)
            sets.write_day(connection, bucket)
            _stale(connection, MONTH, [bucket.replace(day=1)])
        else:
            for cube in CUBES:
                cube.write_month(connection, bucket)
            sets.write_month(connection, bucket)
        return True

    def _write_facts(self, connection: Connection, day: date) -> None:
        talks = select(Interaction.conversation_id).where(facts.on_day(day))
        facts.number_citizens(connection, Conversation.id.in_(talks))
        facts.write_day(connection, day, self._tests)
        sets.write_groups(connection, _citizens_of_day(connection, day))
        _stale(connection, DAY, {day} | first_days.put_down(connection, [day]))

    def _say_when(self, connection: Connection) -> None:
        connection.execute(update(_STATE).values(folded_at=now()))


def _before(turns: Collection[str]) -> Select[str]:
    """Earlier turns of the same talks that these may have made two-way, taken or come back to."""
    later, earlier = aliased(Interaction), aliased(Interaction)
    return (
        select(earlier.id)
        .join(later, later.conversation_id == earlier.conversation_id)
        .where(
            later.id.in_(turns),
            earlier.accepted_at <= later.accepted_at,
            seconds_between(earlier.accepted_at, later.accepted_at) <= facts.LOOKS_BACK.total_seconds(),
            earlier.outcome.is_not(None),
        )
        .distinct()
    )


def _alone(connection: Connection) -> None:
    """Until the end of the transaction no other app folds; SQLite has one writer at a time as it is."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def _stale(connection: Connection, grain: str, buckets: Collection[date]) -> None:
    if buckets:
        rows = [{"grain": grain, "bucket": one} for one in sorted(buckets)]
        connection.execute(upsert(connection, _STALE).on_conflict_do_nothing(), rows)


def _citizens(connection: Connection, turns: Collection[str]) -> list[tuple[int, str, str]]:
    of = select(Interaction.conversation_id).where(Interaction.id.in_(turns))
    query = select(_CITIZEN.c.number, _CITIZEN.c.channel, _CITIZEN.c.audience)
    return [tuple(row) for row in connection.execute(query.where(_CITIZEN.c.conversation_id.in_(of)))]


def _citizens_of_day(connection: Connection, day: date) -> list[tuple[int, str, str]]:
    query = select(_CITIZEN.c.number, _CITIZEN.c.channel, _CITIZEN.c.audience)
    here = _CITIZEN.c.number.in_(select(FACT.c.citizen).where(FACT.c.day == day))
    return [tuple(row) for row in connection.execute(query.where(here))]
