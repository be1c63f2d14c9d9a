"""The tables between channels and dialogue: what came in, what goes out, who works at what.

Contents are sealed and wiped as soon as they are not needed: an event once it is answered, a message once it is sent.
"""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import Person, blanked, deleted, impersonal, table
from bot.storage.tables import Moment, Table

#: Counts up; SQLite counts by itself only where the type is INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")

INBOX_STATES = ("waiting", "done", "late", "dead")
OUTBOX_STATES = ("pending", "sent", "confirmed", "failed", "dead")
_UNSENT = text("state IN ('pending', 'failed')")
_WAITING = text("state = 'waiting'")


def _one_of(states: tuple[str, ...]) -> str:
    return "state IN ({})".format(", ".join(f"'{state}'" for state in states))


class InboxEvent(Table):
    """An event of a channel, stored before the channel gets its 200.

    `event` is a keyed hash of the channel's own id (which may hold an id of a citizen), `lane` what is worked off one
    after the other, `number` what the channel counts by, `sealed` the event itself until it is answered.
    """

    __tablename__ = "inbox_event"
    __table_args__ = (
        CheckConstraint(_one_of(INBOX_STATES), name="state"),
        Index("uq_inbox_event_channel_event", "channel", "event", unique=True),
        Index("ix_inbox_event_waiting", "lane", "number", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    channel: Mapped[str] = mapped_column(String(16))
    event: Mapped[str] = mapped_column(String(64))
    lane: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    received_at: Mapped[datetime] = mapped_column(Moment, index=True)
    due_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(8))
    attempts: Mapped[int] = mapped_column(default=0)
    told: Mapped[bool] = mapped_column(default=False)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class Lease(Table):
    """Who works at a lane of the inbox, or at the messages to a conversation; one whose holder died runs out."""

    __tablename__ = "lease"

    lane: Mapped[str] = mapped_column(String(100), primary_key=True)
    holder: Mapped[str] = mapped_column(String(36), index=True)
    until: Mapped[datetime] = mapped_column(Moment)


class Contact(Table):
    """Where a conversation is reached on its channel (`sealed`: the channel's id of the citizen) and whether it may be.

    `last_acted_at`: when the citizen last did something that opens the channel's window; `silent_until`: staff write
    from the channel's own tool, the bot is silent; `send_after`: the channel's pause between two messages.
    """

    __tablename__ = "contact"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    last_acted_at: Mapped[datetime | None] = mapped_column(Moment)
    unreachable_since: Mapped[datetime | None] = mapped_column(Moment)
    unreachable_reason: Mapped[str | None] = mapped_column(Text)
    silent_until: Mapped[datetime | None] = mapped_column(Moment)
    send_after: Mapped[datetime | None] = mapped_column(Moment)


class OutboxMessage(Table):
    """One message to a citizen. `origin` is the turn (or other act) it comes from, `position` its place in it.

    `trying_since` is set while a try is under way: found later, nobody knows whether that try arrived, and the next is
    marked `possible_duplicate` ("có thể trùng").
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        CheckConstraint(_one_of(OUTBOX_STATES), name="state"),
        Index("uq_outbox_message_origin_position", "origin", "position", unique=True),
        Index("ix_outbox_message_conversation", "conversation_id", "created_at"),
        Index("ix_outbox_message_unsent", "conversation_id", "id", sqlite_where=_UNSENT, postgresql_where=_UNSENT),
    )

    id: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"))
    channel: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    state: Mapped[str] = mapped_column(String(9), index=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    trying_since: Mapped[datetime | None] = mapped_column(Moment)
    possible_duplicate: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None] = mapped_column(Text)
    channel_message_id: Mapped[str | None] = mapped_column(String(100), index=True)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)


class SendTry(Table):
    """A request to a channel, counted so that all apps together keep to its rate; forgotten after some minutes."""

    __tablename__ = "send_try"
    __table_args__ = (Index("ix_send_try_channel_at", "channel", "at"),)

    id: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    channel: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment)


_EVENT, _LEASE = table(InboxEvent), table(Lease)
_CONTACT, _MESSAGE = table(Contact), table(OutboxMessage)


def _lanes(person: Person) -> str:
    """What the lanes of a citizen end in; others stand before it (`Inbox._lane`)."""
    return f":{person.citizen}"


# The hash of the event stays, so that a channel that sends it again is not taken for a new message.
blanked(
    _EVENT,
    lambda person: (_EVENT.c.channel == person.channel) & _EVENT.c.lane.endswith(_lanes(person)),
    lane="erased",
    sealed=None,
    state="done",
)
impersonal(_EVENT, "id", "channel", "event", "kind", "number", "sent_at", "received_at", "due_at", "attempts", "told")
deleted(_LEASE, lambda person: _LEASE.c.lane.endswith(_lanes(person)))
deleted(_MESSAGE, lambda person: _MESSAGE.c.conversation_id == person.conversation)
deleted(_CONTACT, lambda person: _CONTACT.c.conversation_id == person.conversation)
impersonal(table(SendTry))
