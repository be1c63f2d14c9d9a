"""One talk around one of its turns: a window of the transcript with all that belongs to it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from bot.advice.advice import Evidence
from bot.console.conversations.rows import Row, rows_of
from bot.records import rankings
from bot.storage.database import Database
from bot.storage.feedback_tables import Feedback, Opinion
from bot.storage.queue_tables import OutboxMessage
from bot.storage.search_tables import SearchTurn
from bot.storage.tables import EvidenceUsed, Interaction

#: Turns shown on each side of the one that was asked for; talks that are listed.
AROUND, TALKS = 12, 20
_CHUNK = 500
_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_TABLE = SearchTurn.metadata.tables[SearchTurn.__tablename__]
_USED = EvidenceUsed.metadata.tables[EvidenceUsed.__tablename__]
_JUDGED = Feedback.metadata.tables[Feedback.__tablename__]
_TOLD = Opinion.metadata.tables[Opinion.__tablename__]
_SENT = OutboxMessage.metadata.tables[OutboxMessage.__tablename__]
_IDS: Any = bindparam("ids", expanding=True)
_PLACE = select(_TURN.c.conversation_id, _TURN.c.accepted_at, _TABLE.c.number).join(
    _TABLE, _TABLE.c.interaction_id == _TURN.c.id
)
_IN_TALK = (
    select(_TABLE.c.number)
    .select_from(_TURN)
    .join(_TABLE, _TABLE.c.interaction_id == _TURN.c.id)
    .where(_TURN.c.conversation_id == bindparam("talk"))
)
_UP_TO = _IN_TALK.where(_TURN.c.accepted_at <= bindparam("at")).order_by(_TURN.c.accepted_at.desc())
_AFTER = _IN_TALK.where(_TURN.c.accepted_at > bindparam("at")).order_by(_TURN.c.accepted_at)
_SOURCES = (
    select(
        _USED.c.interaction_id,
        *(_USED.c[name] for name in ("figure", "label", "value", "unit", "legal_basis")),
        *(_USED.c[name] for name in ("effective_from", "effective_to")),
    )
    .where(_USED.c.interaction_id.in_(_IDS))
    .order_by(_USED.c.interaction_id, _USED.c.position)
)
_VERDICTS = select(_JUDGED).where(_JUDGED.c.judged.in_(_IDS)).order_by(_JUDGED.c.given_at)
_OPINIONS = select(_TOLD).where(or_(_TOLD.c.given_in.in_(_IDS), _TOLD.c.judged.in_(_IDS))).order_by(_TOLD.c.received_at)
_MESSAGES = (
    select(
        *(_SENT.c[name] for name in ("origin", "position", "state", "possible_duplicate", "reason", "attempts")),
        *(_SENT.c[name] for name in ("sent_at", "confirmed_at")),
    )
    .where(_SENT.c.origin.in_(_IDS))
    .order_by(_SENT.c.origin, _SENT.c.position)
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of the transcript with what belongs to it; `begins_talk` after a pause."""

    row: Row
    begins_talk: bool
    evidence: list[Evidence] = field(default_factory=list)
    verdicts: list[Any] = field(default_factory=list)
    opinions: list[Any] = field(default_factory=list)
    messages: list[Any] = field(default_factory=list)
    ranking: rankings.Ranking = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A talk of the same account: from its first turn on without a pause."""

    first: str
    began: datetime
    turns: int


@dataclass(frozen=True, slots=True)
class Talk:
    """The window; `earlier` and `later` are turns further on where there are any."""

    turn: Row
    turns: list[Turn]
    earlier: str | None
    later: str | None
    stretches: list[Stretch]


class Talks:
    """Reads transcripts. `pause`: so long nobody writes between two talks. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, pause: timedelta):
        self._database, self._pause = database, pause

    def around(self, turn: str) -> Talk | None:
        """The talk around a turn; None where there is no such turn that has ended."""
        with self._database.looking() as connection:
            place = connection.execute(_PLACE.where(_TURN.c.id == turn)).one_or_none()
            if place is None:
                return None
            of = {"talk": place.conversation_id, "at": place.accepted_at}
            before = list(connection.scalars(_UP_TO.limit(AROUND + 2), of))
            after = list(connection.scalars(_AFTER.limit(AROUND + 1), of))
            shown = [*reversed(before[: AROUND + 1]), *after[:AROUND]]
            rows = rows_of(connection, shown)[::-1]
            turns = self._whole(connection, rows)
            stretches = self._stretches(connection, place.conversation_id)
        return Talk(
            turn=next(row for row in rows if row.id == turn),
            turns=turns,
            earlier=rows[0].id if len(before) > AROUND + 1 else None,
            later=rows[-1].id if len(after) > AROUND else None,
            stretches=stretches,
        )

    def every(self, conversation: str) -> Iterator[Row]:
        """All turns of a conversation, the first first, some at a time."""
        since: int | None = None
        while True:
            query = _IN_TALK.order_by(_TABLE.c.number).limit(_CHUNK)
            if since is not None:
                query = query.where(_TABLE.c.number > since)
            with self._database.looking() as connection:
                numbers = list(connection.scalars(query, {"talk": conversation}))
                rows = rows_of(connection, numbers)[::-1]
            yield from rows
            if len(numbers) < _CHUNK:
                return
            since = numbers[-1]

    def _whole(self, connection: Connection, rows: Sequence[Row]) -> list[Turn]:
        of = {"ids": [row.id for row in rows]}
        sources = _by(connection.execute(_SOURCES, of), "interaction_id")
        verdicts = _by(connection.execute(_VERDICTS, of), "judged")
        opinions: dict[str, list[Any]] = defaultdict(list)
        for told in connection.execute(_OPINIONS, of):
            opinions[told.judged if told.judged in of["ids"] else told.given_in].append(told)
        messages = _by(connection.execute(_MESSAGES, of), "origin")
        ranked = rankings.of_turns(connection, of["ids"])
        last: datetime | None = None
        turns = []
        for row in rows:
            begins = last is None or row.accepted_at - last > self._pause
            last = row.accepted_at
            evidence = [Evidence(*source[1:]) for source in sources[row.id]]
            ranking = ranked.get(row.id, ())
            turns.append(Turn(row, begins, evidence, verdicts[row.id], opinions[row.id], messages[row.id], ranking))
        return turns

    def _stretches(self, connection: Connection, conversation: str) -> list[Stretch]:
        """The last talks of the account on this channel, the latest first."""
        moments = (
            select(_TURN.c.id, _TURN.c.accepted_at)
            .where(_TURN.c.conversation_id == conversation, _TURN.c.answered_at.is_not(None))
            .order_by(_TURN.c.accepted_at.desc())
        )
        found: list[Stretch] = []
        first, count = None, 0
        for row in connection.execute(moments.execution_options(yield_per=_CHUNK)):
            if first is not None and first.accepted_at - row.accepted_at > self._pause:
                found.append(Stretch(first.id, first.accepted_at, count))
                count = 0
                if len(found) == TALKS:
                    return found
            first, count = row, count + 1
        if first is not None:
            found.append(Stretch(first.id, first.accepted_at, count))
        return found


def _by(rows: Any, name: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found
