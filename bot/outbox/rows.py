"""What the outbox asks of its tables: which messages may go, and what becomes of one."""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Insert,
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

from bot.leases import at, is_held
from bot.storage.queue_tables import Contact, Lease, OutboxMessage, SendTry
from bot.storage.upsert import insert_of

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


@cache
def stored(dialect: str) -> Insert:
    """A new message; one that is there already stays as it is."""
    return insert_of(dialect, TABLE).on_conflict_do_nothing()


def lane_of(conversation_id: str) -> str:
    """The lane of the messages to a conversation."""
    return f"out:{conversation_id}"


def _heads() -> Select[tuple[object, ...]]:
    """The first unsent message of each conversation that is due, reachable and nobody's."""
    moment: BindParameter[datetime] = bindparam("moment")
    far: BindParameter[datetime] = bindparam("far")
    first = ~exists(
        select(EARLIER.c.id).where(
            EARLIER.c.conversation_id == TABLE.c.conversation_id,
            EARLIER.c.state.in_(UNSENT),
            EARLIER.c.id < TABLE.c.id,
        )
    )
    is_due = or_(TABLE.c.due_at <= moment, TABLE.c.due_at > far)
    paused = CONTACT.c.send_after
    rested = or_(paused.is_(None), paused <= moment, paused > far)
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
        .where(TABLE.c.channel == bindparam("of_channel"), TABLE.c.state.in_(UNSENT), is_due, rested, first)
        .where(~is_held(literal("out:") + TABLE.c.conversation_id))
        .order_by(ready, TABLE.c.id)
        .limit(bindparam("most"))
    )


def due(channel: str, moment: datetime, most: int = 1) -> dict[str, object]:
    """What fills HEADS at a moment."""
    return {**at(moment), "of_channel": channel, "far": moment + LONGEST_WAIT, "most": most}


# Made once: statements of this size cost more to build than to execute.
HEADS = _heads()
CLAIMED = HEADS.with_for_update(skip_locked=True, of=TABLE)
