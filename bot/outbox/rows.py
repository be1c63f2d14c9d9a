"""What the outbox asks of its tables: which messages may go, and what becomes of one."""

from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    exists,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from bot.leases import is_held
from bot.storage.queue_tables import Contact, Lease, OutboxMessage, SendTry

#: No message waits longer than this for its next try; a date beyond it was made before the clock was set back.
LONGEST_WAIT = timedelta(minutes=30)
#: Beside the channel's window, for what leaves late on its way.
MARGIN = timedelta(milliseconds=300)
TRIES_KEPT = timedelta(minutes=10)

TABLE = OutboxMessage.metadata.tables[OutboxMessage.__tablename__]
EARLIER = TABLE.alias("earlier")
CONTACT = Contact.metadata.tables[Contact.__tablename__]
TRY = SendTry.metadata.tables[SendTry.__tablename__]
LEASE = Lease.metadata.tables[Lease.__tablename__]
#: Written out, not bound: SQLite uses a partial index only where it can read the condition.
UNSENT: tuple[ColumnElement[str], ...] = (literal_column("'pending'"), literal_column("'failed'"))
OF = TABLE.c.id == bindparam("of")
SENT = (
    update(TABLE)
    .where(OF)
    .values(
        state="sent",
        sealed=None,
        trying_since=None,
        reason=None,
        sent_at=bindparam("at"),
        channel_message_id=bindparam("given"),
    )
)
FAILED = (
    update(TABLE).where(OF).values(state="failed", trying_since=None, reason=bindparam("why"), due_at=bindparam("due"))
)
DOUBTFUL = update(TABLE).where(OF).values(possible_duplicate=True)
DEAD = update(TABLE).where(OF).values(state="dead", trying_since=None, reason=bindparam("why"))
ALL_DEAD = (
    update(TABLE)
    .where(TABLE.c.conversation_id == bindparam("of"), TABLE.c.state.in_(UNSENT))
    .values(state="dead", trying_since=None, reason=bindparam("why"))
)
TRY_ENDED = (
    update(TRY)
    .where(TRY.c.channel == bindparam("of_channel"), TRY.c.at == bindparam("begun"))
    .values(at=bindparam("ended"))
)
SEND_AFTER = update(CONTACT).where(CONTACT.c.conversation_id == bindparam("of")).values(send_after=bindparam("after"))


def lane_of(conversation_id: str) -> str:
    """The lane of the messages to a conversation."""
    return f"out:{conversation_id}"


def heads(channel: str, moment: datetime) -> Select[tuple[object, ...]]:
    """The first unsent message of each conversation that is due, reachable and nobody's."""
    first = ~exists(
        select(EARLIER.c.id).where(
            EARLIER.c.conversation_id == TABLE.c.conversation_id,
            EARLIER.c.state.in_(UNSENT),
            EARLIER.c.id < TABLE.c.id,
        )
    )
    due = or_(TABLE.c.due_at <= moment, TABLE.c.due_at > moment + LONGEST_WAIT)
    paused = CONTACT.c.send_after
    rested = or_(paused.is_(None), paused <= moment, paused > moment + LONGEST_WAIT)
    # By when it could have gone: whoever has a hundred messages waiting takes turns with who has one.
    ready = case((and_(paused.is_not(None), paused > TABLE.c.due_at), paused), else_=TABLE.c.due_at)
    names = (
        "id",
        "conversation_id",
        "channel",
        "origin",
        "position",
        "sealed",
        "attempts",
        "created_at",
        "trying_since",
    )
    return (
        select(*(TABLE.c[name] for name in names))
        .join(CONTACT, CONTACT.c.conversation_id == TABLE.c.conversation_id)
        .where(TABLE.c.channel == channel, TABLE.c.state.in_(UNSENT), due, rested, first)
        .where(~is_held(literal("out:") + TABLE.c.conversation_id, moment))
        .order_by(ready, TABLE.c.id)
    )
