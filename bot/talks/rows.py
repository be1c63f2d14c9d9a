"""What talks ask of their tables. Every write is done while the row of the conversation is locked."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, literal_column, or_, select, update

from bot.storage.tables import Conversation
from bot.storage.talk_tables import OfficerTalk, TalkMessage, TalkNote, TalkWithheld
from bot.talks.talk import Reason, State, Talk, UnknownTalk

TALK = OfficerTalk.metadata.tables[OfficerTalk.__tablename__]
MESSAGE = TalkMessage.metadata.tables[TalkMessage.__tablename__]
NOTE = TalkNote.metadata.tables[TalkNote.__tablename__]
WITHHELD = TalkWithheld.metadata.tables[TalkWithheld.__tablename__]
CONVERSATION = Conversation.metadata.tables[Conversation.__tablename__]
#: Written out, not bound: SQLite uses a partial index only where it can read the condition.
_IS_OPEN = TALK.c.state.in_((literal_column("'waiting'"), literal_column("'held'")))
_OPEN = select(TALK).where(TALK.c.conversation_id == bindparam("of"), _IS_OPEN)
_FOUND = select(TALK).where(TALK.c.id == bindparam("of"))
_LOCKED = select(CONVERSATION.c.id).where(CONVERSATION.c.id == bindparam("of")).with_for_update()
#: Waits of so many talks say how long it takes now.
PACE_OF, PACE_SINCE = 10, timedelta(days=7)


def lock(connection: Connection, conversation_id: str) -> None:
    """Nobody else changes the talks of a conversation, or ends a turn in it, until this transaction ends.

    On SQLite the transaction itself is the lock.
    """
    connection.execute(_LOCKED, {"of": conversation_id})


def open_talk(connection: Connection, conversation_id: str) -> Talk | None:
    """The talk of a conversation that waits or is held."""
    row = connection.execute(_OPEN, {"of": conversation_id}).one_or_none()
    return talk_of(row) if row else None


def found(connection: Connection, talk_id: str) -> Talk:
    """One talk. Raises UnknownTalk."""
    row = connection.execute(_FOUND, {"of": talk_id}).one_or_none()
    if row is None:
        raise UnknownTalk("no such talk")
    return talk_of(row)


def locked(connection: Connection, talk_id: str) -> Talk:
    """One talk as it stands once nobody else changes it. Raises UnknownTalk."""
    lock(connection, found(connection, talk_id).conversation_id)
    return found(connection, talk_id)


def opened(connection: Connection, conversation_id: str, reason: Reason, moment: datetime) -> Talk:
    """A new talk that waits."""
    row = {
        "id": str(uuid.uuid4()),
        "conversation_id": conversation_id,
        "reason": reason.value,
        "state": State.WAITING.value,
        "opened_at": moment,
        "heard_at": moment,
    }
    connection.execute(TALK.insert(), row)
    return found(connection, str(row["id"]))


def change(connection: Connection, talk: Talk, **values: Any) -> None:
    """Set columns of a talk."""
    connection.execute(update(TALK).where(TALK.c.id == talk.id).values(values))


def ahead_of(connection: Connection, talk: Talk) -> int:
    """How many wait who came earlier."""
    earlier = or_(TALK.c.opened_at < talk.opened_at, (TALK.c.opened_at == talk.opened_at) & (TALK.c.id < talk.id))
    counted = select(func.count()).where(TALK.c.state == State.WAITING.value, earlier)
    return connection.scalar(counted) or 0


def last_waits(connection: Connection, moment: datetime) -> Sequence[tuple[datetime, datetime]]:
    """When the talks that were answered last were opened, and first answered."""
    answered = (
        select(TALK.c.opened_at, TALK.c.first_reply_at)
        .where(TALK.c.opened_at > moment - PACE_SINCE, TALK.c.first_reply_at.is_not(None))
        .order_by(TALK.c.opened_at.desc())
        .limit(PACE_OF)
    )
    return [(row.opened_at, row.first_reply_at) for row in connection.execute(answered)]


def talk_of(row: Row[Any]) -> Talk:
    """A row of the table as a talk."""
    return Talk(
        row.id,
        row.conversation_id,
        Reason(row.reason),
        State(row.state),
        row.opened_at,
        row.holder,
        row.held_at,
        row.heard_at,
        row.acted_at,
        row.first_reply_at,
        row.replied_at,
        row.ended_at,
        row.ended_by,
    )
