"""Runs a replay: every question through one model, then through the other, then what changed is judged.

What was read is stored batch by batch: whoever dies is followed by somebody who goes on where it ended.
"""

import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, select, update

from bot.clock import now
from bot.language.reading import readable
from bot.learning.golden import Golden
from bot.learning.harm import Rules
from bot.learning.questions import recorded
from bot.learning.reading import Reading
from bot.learning.replay import STALE_SECONDS
from bot.learning.replay_rows import compared_of, row_of
from bot.storage.database import Database
from bot.storage.learning_tables import LearningChange, LearningReplay
from bot.storage.personal import table
from bot.storage.tables import Interaction

_REPLAY, _CHANGE, _TURN = table(LearningReplay), table(LearningChange), table(Interaction)
BATCH = 200

Read = Callable[[Sequence[str]], list[Reading]]
#: Opens a model and gives what reads texts with it.
Open = Callable[[str], AbstractContextManager[Read]]


class Replaying:
    """Raises DatabaseUnavailable, and what opening a model raises."""

    def __init__(self, database: Database, rules: Rules, goldens: Callable[[], list[Golden]], open_model: Open):
        self._database, self._rules, self._goldens, self._open = database, rules, goldens, open_model
        self._holder = str(uuid.uuid4())

    def run(self, id_: str, said: Callable[[int, int], object] = lambda _done, _total: None) -> bool:
        """Run one to its end; False where somebody else does, or it was cancelled. `said` hears of done and total."""
        row = self._claim(id_)
        if row is None:
            return False
        began = now()
        try:
            self._collect(id_, row["days"])
            for column, model in (("before", row["against"]), ("after", row["candidate"])):
                if self._unread(id_, column, 1) and not self._read(id_, column, model, said):
                    return False
            return self._judge(id_, began)
        except KeyboardInterrupt:
            # Whoever comes next goes on at once.
            self._end(id_, {"state": "waiting", "holder": None})
            raise
        except Exception as error:
            # The class alone: a message may quote what was read.
            self._end(id_, {"state": "failed", "ended_at": now(), "trouble": type(error).__name__})
            raise

    def _claim(self, id_: str) -> dict[str, Any] | None:
        stale = now() - timedelta(seconds=STALE_SECONDS)
        free = (_REPLAY.c.state == "waiting") | (
            (_REPLAY.c.state == "running") & (_REPLAY.c.heard_at.is_(None) | (_REPLAY.c.heard_at < stale))
        )
        mine = {"state": "running", "holder": self._holder, "heard_at": now()}

        def claim(connection: Connection) -> dict[str, Any] | None:
            if not connection.execute(update(_REPLAY).where(_REPLAY.c.id == id_, free).values(mine)).rowcount:
                return None
            return dict(connection.execute(select(_REPLAY).where(_REPLAY.c.id == id_)).mappings().one())

        return self._database.together(claim)

    def _collect(self, id_: str, days: int) -> None:
        with self._database.looking() as connection:
            if connection.scalar(select(_CHANGE.c.id).where(_CHANGE.c.replay_id == id_).limit(1)):
                return
            asked = recorded(connection, now() - timedelta(days=days))
        rows = [
            row_of(id_, number, "asked", one.expected, interaction_id=one.turn, askers=one.askers)
            for number, one in enumerate(asked)
        ]
        rows += [
            row_of(id_, len(asked) + number, one.kind, one.expected, words=one.words)
            for number, one in enumerate(self._goldens())
        ]

        def store(connection: Connection) -> None:
            if rows:
                connection.execute(insert(_CHANGE), rows)
            counted = {"questions": len(asked), "total": 2 * len(rows), "heard_at": now()}
            connection.execute(update(_REPLAY).where(self._mine(id_)).values(counted))

        self._database.together(store)

    def _read(self, id_: str, column: str, model: str, said: Callable[[int, int], object]) -> bool:
        with self._open(model) as read:
            while batch := self._unread(id_, column, BATCH):
                readings = read([readable(words) for _, words in batch])
                rows = [
                    {"of": row, "label": reading.label, "margin": reading.margin}
                    for (row, _), reading in zip(batch, readings, strict=True)
                ]
                if (passed := self._store(id_, column, rows)) is None:
                    return False
                said(*passed)
        return True

    def _unread(self, id_: str, column: str, most: int) -> list[tuple[str, str]]:
        query = (
            select(_CHANGE.c.id, _CHANGE.c.words, _TURN.c.question)
            .join(_TURN, _TURN.c.id == _CHANGE.c.interaction_id, isouter=True)
            .where(_CHANGE.c.replay_id == id_, _CHANGE.c[column].is_(None))
            .order_by(_CHANGE.c.number)
            .limit(most)
        )
        with self._database.looking() as connection:
            return [(row.id, row.words or row.question or "") for row in connection.execute(query)]

    def _store(self, id_: str, column: str, rows: list[dict[str, object]]) -> tuple[int, int] | None:
        """Done and total; None where the replay is not ours any more."""
        labelled = (
            update(_CHANGE)
            .where(_CHANGE.c.id == bindparam("of"))
            .values({column: bindparam("label"), f"{column}_margin": bindparam("margin")})
        )

        def store(connection: Connection) -> tuple[int, int] | None:
            passed = {"done": _REPLAY.c.done + len(rows), "heard_at": now()}
            if not connection.execute(update(_REPLAY).where(self._mine(id_)).values(passed)).rowcount:
                return None
            connection.execute(labelled, rows)
            row = connection.execute(select(_REPLAY.c.done, _REPLAY.c.total).where(_REPLAY.c.id == id_)).one()
            return row.done, row.total

        return self._database.together(store)

    def _judge(self, id_: str, began: datetime) -> bool:
        with self._database.looking() as connection:
            rows = connection.execute(select(_CHANGE).where(_CHANGE.c.replay_id == id_)).all()
        compared = [compared_of(row) for row in rows]
        judged_ = self._rules.judged(compared)
        kept = [{"of": one.number, "rule": harm.rule, "heavy": harm.weight} for one, harm in judged_]
        ended = {
            "state": "done",
            "ended_at": now(),
            "heard_at": now(),
            "changed": sum(one.kind == "asked" for one, _ in judged_),
            "mended": sum(one.mends for one, _ in judged_),
            "seconds": _REPLAY.c.seconds + round((now() - began).total_seconds()),
        }

        def store(connection: Connection) -> bool:
            if not connection.execute(update(_REPLAY).where(self._mine(id_)).values(ended)).rowcount:
                return False
            connection.execute(update(_CHANGE).where(_CHANGE.c.replay_id == id_).values(weight=-1))
            if kept:
                connection.execute(_JUDGED.where(_CHANGE.c.replay_id == id_), kept)
            connection.execute(delete(_CHANGE).where(_CHANGE.c.replay_id == id_, _CHANGE.c.weight < 0))
            return True

        return self._database.together(store)

    def _end(self, id_: str, values: dict[str, Any]) -> None:
        def store(connection: Connection) -> None:
            mine = connection.execute(update(_REPLAY).where(self._mine(id_)).values(values)).rowcount
            if mine and values["state"] == "failed":
                connection.execute(delete(_CHANGE).where(_CHANGE.c.replay_id == id_))

        self._database.together(store)

    def _mine(self, id_: str) -> ColumnElement[bool]:
        return and_(_REPLAY.c.id == id_, _REPLAY.c.state == "running", _REPLAY.c.holder == self._holder)


_JUDGED = (
    update(_CHANGE).where(_CHANGE.c.number == bindparam("of")).values(harm=bindparam("rule"), weight=bindparam("heavy"))
)
