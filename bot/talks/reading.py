"""Reads talks for the pages: the queue, and one talk with everything that was said in its conversation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from bot.channels.registry import Channels
from bot.clock import now
from bot.outbox.contacts import Contacts
from bot.storage.database import Database
from bot.storage.queue_tables import OutboxMessage
from bot.storage.tables import EvidenceUsed, Interaction
from bot.talks import rows
from bot.talks.speaking import OURS
from bot.talks.talk import State, Talk
from bot.talks.windows import Reach, reach

#: Talks of one page of the queue, turns of one page of a transcript.
PAGE, TURNS = 50, 40
_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_SENT = OutboxMessage.metadata.tables[OutboxMessage.__tablename__]
_USED = EvidenceUsed.metadata.tables[EvidenceUsed.__tablename__]
#: Worst first: what one part of a message ended in is what is shown of all.
_WORST = ("dead", "failed", "pending", "sent", "confirmed")


class Shown(StrEnum):
    """Which talks the queue shows."""

    OPEN = "open"
    WAITING = "waiting"
    MINE = "mine"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Queued:
    """One line of the queue: `words` is the citizen's last message, masked, `topic` what was answered before."""

    talk: Talk
    channel: str
    words: str
    topic: str | None
    reach: Reach


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message: pending, sent, confirmed, failed (tried again), dead; on the page pending or shown."""

    state: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a transcript; `author` is "citizen", "machine", "officer" or "note"."""

    author: str
    text: str
    at: datetime
    interaction: str | None = None
    officer: str | None = None
    outcome: str | None = None
    topic: str | None = None
    delivery: Delivery | None = None
    evidence: Sequence[Row[Any]] = field(default=())


@dataclass(frozen=True, slots=True)
class Transcript:
    """A talk as its page shows it; `before` leads to what was said earlier, None where that is all."""

    talk: Talk
    channel: str
    reach: Reach
    lines: Sequence[Line]
    before: datetime | None


class Reading:
    """Reads. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, channels: Channels, contacts: Contacts):
        self._database, self._channels, self._contacts = database, channels, contacts

    def counts(self, me: str) -> dict[str, int]:
        """How many talks each choice of the queue shows; of the ended ones nobody waits for a number."""
        talk = rows.TALK
        with self._database.looking() as connection:
            open_ = select(talk.c.state, talk.c.holder).where(_where(Shown.OPEN, me))
            found = connection.execute(open_).all()
        waiting = sum(row.state == State.WAITING for row in found)
        return {"open": len(found), "waiting": waiting, "mine": sum(row.holder == me for row in found)}

    def page(self, shown: Shown, me: str, after: str | None = None) -> tuple[list[Queued], str | None]:
        """One page of the queue, who waits longest first (the ended ones latest first), and where the next begins."""
        with self._database.looking() as connection:
            found = connection.execute(_queue(shown, me, after).limit(PAGE + 1)).all()
            lines = [self._queued(connection, rows.talk_of(row)) for row in found[:PAGE]]
        return lines, _cursor(lines[-1].talk) if len(found) > PAGE else None

    def every(self, shown: Shown, me: str) -> Iterator[Queued]:
        """All that a choice of the queue shows, page after page."""
        after: str | None = None
        while True:
            lines, after = self.page(shown, me, after)
            yield from lines
            if after is None:
                return

    def talk(self, talk_id: str) -> Talk:
        """One talk. Raises UnknownTalk."""
        with self._database.looking() as connection:
            return rows.found(connection, talk_id)

    def transcript(self, talk_id: str, before: datetime | None = None) -> Transcript:
        """One talk with the turns of its conversation, oldest first. Raises UnknownTalk."""
        with self._database.looking() as connection:
            talk = rows.found(connection, talk_id)
            turns = connection.execute(_turns(talk.conversation_id, before)).all()
            shown = list(reversed(turns[:TURNS]))
            lines = _lines(connection, shown)
            notes = connection.execute(select(rows.NOTE).where(rows.NOTE.c.talk_id == talk.id)).all()
            channel, way = self._way(connection, talk)
        earliest = shown[0].accepted_at if len(turns) > TURNS else None
        lines += [
            Line("note", note.text, note.written_at, officer=note.author)
            for note in notes
            if (earliest is None or note.written_at >= earliest) and (before is None or note.written_at < before)
        ]
        return Transcript(talk, channel, way, sorted(lines, key=lambda line: line.at), earliest)

    def _queued(self, connection: Connection, talk: Talk) -> Queued:
        of = _TURN.c.conversation_id == talk.conversation_id
        heard = (
            select(_TURN.c.question)
            .where(of, ~_TURN.c.message_id.startswith(OURS), _TURN.c.author != "officer")
            .order_by(_TURN.c.accepted_at.desc())
        )
        asked = (
            select(_TURN.c.topic)
            .where(of, _TURN.c.topic.is_not(None), _TURN.c.aspect.is_not(None))
            .order_by(_TURN.c.accepted_at.desc())
        )
        words, topic = connection.scalar(heard.limit(1)), connection.scalar(asked.limit(1))
        channel, way = self._way(connection, talk)
        return Queued(talk, channel, words or "", topic, way)

    def _way(self, connection: Connection, talk: Talk) -> tuple[str, Reach]:
        known = self._contacts.within(connection, talk.conversation_id)
        channel = self._channels.get(known.channel) if known else None
        return (known.channel if known else "web"), reach(channel, known, now())


def _where(shown: Shown, me: str) -> ColumnElement[bool]:
    state = rows.TALK.c.state
    return {
        Shown.OPEN: state.in_(("waiting", "held")),
        Shown.WAITING: state == "waiting",
        Shown.MINE: (state == "held") & (rows.TALK.c.holder == me),
        Shown.ENDED: state == "ended",
        Shown.ALL: state.is_not(None),
    }[shown]


def _queue(shown: Shown, me: str, after: str | None) -> Any:
    opened, number = rows.TALK.c.opened_at, rows.TALK.c.id
    query = select(rows.TALK).where(_where(shown, me))
    latest_first = shown in {Shown.ENDED, Shown.ALL}
    if cursor := _read_cursor(after):
        moment, of = cursor
        further = opened < moment if latest_first else opened > moment
        beside = (opened == moment) & (number < of if latest_first else number > of)
        query = query.where(or_(further, beside))
    if latest_first:
        return query.order_by(opened.desc(), number.desc())
    return query.order_by(opened, number)


def _cursor(talk: Talk) -> str:
    return f"{talk.opened_at.isoformat()}~{talk.id}"


def _read_cursor(after: str | None) -> tuple[datetime, str] | None:
    """None where nothing, or something unreadable, stands in the address: then the list begins anew."""
    moment, _, of = (after or "").partition("~")
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (read, of) if of and read.tzinfo else None


def _turns(conversation_id: str, before: datetime | None) -> Any:
    message = rows.MESSAGE
    columns = ("id", "message_id", "question", "replies", "author", "accepted_at", "answered_at", "outcome", "topic")
    query = (
        select(
            *(_TURN.c[name] for name in columns),
            message.c.officer,
            message.c.number,
            message.c.shown_at,
            _TURN.c.channel,
        )
        .outerjoin(message, message.c.interaction_id == _TURN.c.id)
        .where(_TURN.c.conversation_id == conversation_id)
        .order_by(_TURN.c.accepted_at.desc(), _TURN.c.id.desc())
        .limit(TURNS + 1)
    )
    return query.where(_TURN.c.accepted_at < before) if before else query


def _lines(connection: Connection, turns: Sequence[Row[Any]]) -> list[Line]:
    ids = [turn.id for turn in turns]
    deliveries = _deliveries(connection, ids)
    evidence: dict[str, list[Row[Any]]] = {}
    used = select(_USED).where(_USED.c.interaction_id.in_(ids)).order_by(_USED.c.interaction_id, _USED.c.position)
    for row in connection.execute(used):
        evidence.setdefault(row.interaction_id, []).append(row)
    lines: list[Line] = []
    for turn in turns:
        is_ours = turn.message_id.startswith(OURS)
        # What staff wrote with the channel's own tool has no citizen's words before it either.
        if not is_ours and turn.author != "officer":
            lines.append(Line("citizen", turn.question, turn.accepted_at, turn.id, outcome=turn.outcome))
        text = "\n\n".join(str(reply["text"]) for reply in turn.replies)
        if not text:
            continue
        delivery = deliveries.get(turn.id) or _on_page(turn)
        lines.append(
            Line(
                turn.author,
                text,
                turn.answered_at or turn.accepted_at,
                turn.id,
                turn.officer,
                turn.outcome,
                turn.topic,
                delivery,
                evidence.get(turn.id, ()),
            )
        )
    return lines


def _on_page(turn: Row[Any]) -> Delivery | None:
    """Of a message that the chat page fetches; an answer was given to the page itself."""
    if turn.number is None or turn.channel != "web":
        return None
    return Delivery("shown" if turn.shown_at else "pending")


def _deliveries(connection: Connection, ids: Sequence[str]) -> dict[str, Delivery]:
    query = select(_SENT.c.origin, _SENT.c.state, _SENT.c.reason).where(_SENT.c.origin.in_(ids))
    found: dict[str, Delivery] = {}
    for row in connection.execute(query):
        known = found.get(row.origin)
        if known is None or _WORST.index(row.state) < _WORST.index(known.state):
            found[row.origin] = Delivery(row.state, row.reason)
    return found
