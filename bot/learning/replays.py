"""Replays: asked for, looked at, cancelled, single changes let pass; the reading itself is `replaying`."""

import uuid
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, update

from bot.clock import now
from bot.learning.harm import Rules
from bot.learning.replay import STALE_SECONDS, Change, Replay, replay_of
from bot.records.audit import Audit
from bot.storage.database import Database
from bot.storage.learning_tables import LearningChange, LearningReplay
from bot.storage.personal import table
from bot.storage.tables import Interaction

_REPLAY, _CHANGE, _TURN = table(LearningReplay), table(LearningChange), table(Interaction)
MOST_DAYS = 400


class ReplayRefused(Exception):
    """What may not be done with a replay; `reason` is one word."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class Replays:
    """Raises DatabaseUnavailable."""

    def __init__(self, database: Database, audit: Audit, rules: Rules):
        self._database, self._audit, self.rules = database, audit, rules

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
        """The last one that ended between these two: what it shows decides."""
        pair = and_(_REPLAY.c.candidate == candidate, _REPLAY.c.against == against, _REPLAY.c.state == "done")
        return next(iter(self._some(pair, 1)), None)

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

    def changes(self, id_: str, rule: str = "", after: str = "", most: int = 50) -> list[Change]:
        """What would change, harm first (by weight), those after a place; `rule`: of this one, or "none"."""
        with self._database.looking() as connection:
            return list(self._changes(connection, id_, rule, after, most))

    def counts(self, id_: str) -> dict[str, int]:
        """How many would change, by rule; "none" breaks none."""
        query = (
            select(_CHANGE.c.harm, func.count().label("many"))
            .where(_CHANGE.c.replay_id == id_)
            .group_by(_CHANGE.c.harm)
        )
        with self._database.looking() as connection:
            return {row.harm or "none": row.many for row in connection.execute(query)}

    def every(self, id_: str, rule: str = "") -> Iterator[Change]:
        """All of them, some at a time."""
        after = ""
        while found := self.changes(id_, rule, after, 500):
            yield from found
            after = place_of(found[-1])

    def let_pass(self, id_: str, number: int, by: str, why: str) -> None:
        """Let one harmful change pass, for a reason. Raises ReplayRefused."""
        if not why.strip():
            raise ReplayRefused("why")
        self._set_passed(id_, number, by, why.strip(), is_open=True)

    def hold_again(self, id_: str, number: int, by: str) -> None:
        """Take that back. Raises ReplayRefused."""
        self._set_passed(id_, number, by, "", is_open=False)

    def _set_passed(self, id_: str, number: int, by: str, why: str, *, is_open: bool) -> None:
        is_state = _CHANGE.c.passed_by.is_(None) if is_open else _CHANGE.c.passed_by.is_not(None)
        mine = and_(_CHANGE.c.replay_id == id_, _CHANGE.c.number == number, _CHANGE.c.harm != "", is_state)
        values = (
            {"passed_by": by, "passed_why": why, "passed_at": now()}
            if is_open
            else {"passed_by": None, "passed_why": None, "passed_at": None}
        )

        def store(connection: Connection) -> None:
            if not connection.execute(update(_CHANGE).where(mine).values(values)).rowcount:
                raise ReplayRefused("changed")

        what = "change_let_pass" if is_open else "change_held_again"
        self._database.together(
            store, lambda connection: self._audit(connection, by, what, f"replay/{id_}/{number}", why)
        )

    def _some(self, where: ColumnElement[bool], most: int = 1) -> list[Replay]:
        blocking = [rule for rule in self.rules.weights if self.rules.blocks(rule)]
        with self._database.looking() as connection:
            rows = (
                connection.execute(select(_REPLAY).where(where).order_by(_REPLAY.c.asked_at.desc()).limit(most))
                .mappings()
                .all()
            )
            counted = connection.execute(
                select(_CHANGE.c.replay_id, _CHANGE.c.passed_by.is_(None).label("is_open"), func.count().label("many"))
                .where(_CHANGE.c.replay_id.in_([row["id"] for row in rows]), _CHANGE.c.harm.in_(blocking))
                .group_by(_CHANGE.c.replay_id, _CHANGE.c.passed_by.is_(None))
            ).all()
        many = {(row.replay_id, bool(row.is_open)): row.many for row in counted}
        return [replay_of(row, many.get((row["id"], True), 0), many.get((row["id"], False), 0)) for row in rows]

    def _changes(self, connection: Connection, id_: str, rule: str, after: str, most: int) -> Iterator[Change]:
        query = (
            select(_CHANGE, _TURN.c.question)
            .join(_TURN, _TURN.c.id == _CHANGE.c.interaction_id, isouter=True)
            .where(_CHANGE.c.replay_id == id_, _CHANGE.c.after.is_not(None))
            .order_by(_CHANGE.c.weight.desc(), _CHANGE.c.number)
            .limit(most)
        )
        if rule:
            query = query.where(_CHANGE.c.harm == ("" if rule == "none" else rule))
        if after:
            weight, number = _place(after)
            query = query.where(
                (_CHANGE.c.weight < weight) | ((_CHANGE.c.weight == weight) & (_CHANGE.c.number > number))
            )
        for row in connection.execute(query).mappings():
            fields = {name: row[name] for name in Change.__slots__ if name != "words"}
            yield Change(**fields, words=row["words"] or row["question"] or "")


def is_stale(heard_at: datetime | None) -> bool:
    """Whether the runner of a replay has been silent for too long."""
    return heard_at is None or (now() - heard_at).total_seconds() > STALE_SECONDS


def place_of(change: Change) -> str:
    """Where a list goes on."""
    return f"{change.weight!r}_{change.number}"


def _place(after: str) -> tuple[float, int]:
    weight, _, number = after.rpartition("_")
    try:
        return float(weight), int(number)
    except ValueError:
        raise ReplayRefused("after") from None
