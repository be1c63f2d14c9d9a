"""Replays: asked for, looked at, cancelled; the reading itself is `replaying`, what they show `changes`."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, update

from bot.clock import now
from bot.learning.changes import Changes
from bot.learning.harm import Rules
from bot.learning.replay import STALE_SECONDS, Replay, ReplayRefused, replay_of
from bot.records.audit import Audit
from bot.storage.database import Database
from bot.storage.learning_tables import LearningChange, LearningReplay
from bot.storage.personal import table

_REPLAY, _CHANGE = table(LearningReplay), table(LearningChange)
MOST_DAYS = 400


class Replays:
    """Raises DatabaseUnavailable."""

    def __init__(self, database: Database, audit: Audit, rules: Rules):
        self._database, self._audit, self.rules = database, audit, rules
        self.changes = Changes(database, audit, rules)

    def ask(self, candidate: str, against: str, days: int, by: str) -> str:
        """Ask for one; gives its id, that of the one under way where there is one. Raises ReplayRefused."""
        if not 1 <= days <= MOST_DAYS:
            raise ReplayRefused("days")
        if candidate == against:
            raise ReplayRefused("same_model")
        row = {
            **dict.fromkeys(("total", "done", "questions", "changed", "mended", "seconds"), 0),
            "id": str(uuid.uuid4()),
            "candidate": candidate,
            "against": against,
            "days": days,
            "state": "waiting",
            "asked_by": by,
            "asked_at": now(),
            "trouble": "",
        }
        same = and_(_REPLAY.c.candidate == candidate, _REPLAY.c.against == against, _REPLAY.c.days == days)
        found: list[str] = []

        def store(connection: Connection) -> str:
            found.clear()
            busy: str | None = connection.scalar(
                select(_REPLAY.c.id).where(same, _REPLAY.c.state.in_(("waiting", "running")))
            )
            if busy is None:
                connection.execute(insert(_REPLAY), row)
                found.append(str(row["id"]))
            return busy or str(row["id"])

        def note(connection: Connection) -> None:
            for made in found:
                self._audit(connection, by, "replay_asked", f"replay/{made}", f"{candidate} / {against}")

        return self._database.together(store, note)

    def of(self, id_: str) -> Replay | None:
        """One."""
        return next(iter(self._some(_REPLAY.c.id == id_)), None)

    def latest(self, most: int = 20) -> list[Replay]:
        """The latest, newest first."""
        return self._some(_REPLAY.c.id.is_not(None), most)

    def deciding(self, candidate: str, against: str) -> Replay | None:
        """What decides between these two: of those that ended the one of the most days, of these the last.

        What many days showed is not outweighed by asking again for few.
        """
        pair = and_(_REPLAY.c.candidate == candidate, _REPLAY.c.against == against, _REPLAY.c.state == "done")
        return next(iter(self._some(pair, 1, _REPLAY.c.days.desc())), None)

    def waiting(self) -> list[str]:
        """Those that nobody has begun, or whose runner is not heard of any more."""
        with self._database.looking() as connection:
            rows = connection.execute(
                select(_REPLAY.c.id, _REPLAY.c.state, _REPLAY.c.heard_at)
                .where(_REPLAY.c.state.in_(("waiting", "running")))
                .order_by(_REPLAY.c.asked_at)
            ).all()
        return [row.id for row in rows if row.state == "waiting" or is_stale(row.heard_at)]

    def cancel(self, id_: str, by: str) -> None:
        """End one that is under way; whoever runs it stops at the next batch. Raises ReplayRefused."""
        mine = (_REPLAY.c.id == id_) & _REPLAY.c.state.in_(("waiting", "running"))

        def store(connection: Connection) -> None:
            ended = {"state": "cancelled", "ended_at": now()}
            if not connection.execute(update(_REPLAY).where(mine).values(ended)).rowcount:
                raise ReplayRefused("over")
            connection.execute(_CHANGE.delete().where(_CHANGE.c.replay_id == id_))

        self._database.together(
            store, lambda connection: self._audit(connection, by, "replay_cancelled", f"replay/{id_}")
        )

    def give_up(self, id_: str) -> None:
        """Its runner ends again and again."""
        mine = (_REPLAY.c.id == id_) & _REPLAY.c.state.in_(("waiting", "running"))
        failed = {"state": "failed", "ended_at": now(), "trouble": "runner"}
        self._database.together(lambda connection: connection.execute(update(_REPLAY).where(mine).values(failed)))

    def _some(self, where: ColumnElement[bool], most: int = 1, *first: ColumnElement[Any]) -> list[Replay]:
        with self._database.looking() as connection:
            rows = (
                connection.execute(select(_REPLAY).where(where).order_by(*first, _REPLAY.c.asked_at.desc()).limit(most))
                .mappings()
                .all()
            )
            counted = connection.execute(
                select(_CHANGE.c.replay_id, _CHANGE.c.passed_by.is_(None).label("is_open"), func.count().label("many"))
                .where(_CHANGE.c.replay_id.in_([row["id"] for row in rows]), _CHANGE.c.harm.in_(self.rules.blocking))
                .group_by(_CHANGE.c.replay_id, _CHANGE.c.passed_by.is_(None))
            ).all()
        many = {(row.replay_id, bool(row.is_open)): row.many for row in counted}
        return [replay_of(row, many.get((row["id"], True), 0), many.get((row["id"], False), 0)) for row in rows]


def is_stale(heard_at: datetime | None) -> bool:
    """Whether the runner of a replay has been silent for too long."""
    return heard_at is None or (now() - heard_at).total_seconds() > STALE_SECONDS
