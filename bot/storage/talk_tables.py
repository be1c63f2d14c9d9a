"""Tables of talks that officers hold: queue and holder, what was said from here, notes, what waits until the end."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, select, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import deleted, table
from bot.storage.queue_tables import Number
from bot.storage.tables import Moment, Table

REASONS = ("asked", "late", "chosen")
STATES = ("waiting", "held", "ended")
ENDED_BY = ("officer", "citizen", "silence")
AUTHORS = ("officer", "machine")
_OPEN = text("state IN ('waiting', 'held')")


def _one_of(column: str, allowed: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(one) for one in allowed)})"


class OfficerTalk(Table):
    """A stretch of a conversation that is for officers; at most one of a conversation is open.

    `holder` is the login name of who holds it. `heard_at`: the citizen's last message; `acted_at`: the holder's last
    act; `replied_at`: the last thing an officer said to the citizen.
    """

    __tablename__ = "officer_talk"
    __table_args__ = (
        CheckConstraint(_one_of("reason", REASONS), name="reason"),
        CheckConstraint(_one_of("state", STATES), name="state"),
        CheckConstraint(f"ended_by IS NULL OR {_one_of('ended_by', ENDED_BY)}", name="ended_by"),
        Index("uq_officer_talk_open", "conversation_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_officer_talk_state_opened", "state", "opened_at", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"), index=True)
    reason: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(8))
    opened_at: Mapped[datetime] = mapped_column(Moment, index=True)
    holder: Mapped[str | None] = mapped_column(String(64), index=True)
    held_at: Mapped[datetime | None] = mapped_column(Moment)
    heard_at: Mapped[datetime] = mapped_column(Moment)
    acted_at: Mapped[datetime | None] = mapped_column(Moment)
    first_reply_at: Mapped[datetime | None] = mapped_column(Moment)
    replied_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[str | None] = mapped_column(String(8))


class TalkMessage(Table):
    """What was said to a citizen from here: its interaction, and for the chat page the words, sealed, for a day.

    `number` counts up within a talk in the order of commits: its row is locked meanwhile. `shown_at`: the page asked
    for what follows, so it has shown this.
    """

    __tablename__ = "talk_message"
    __table_args__ = (
        CheckConstraint(_one_of("author", AUTHORS), name="author"),
        Index("ix_talk_message_conversation", "conversation_id", "number"),
    )

    number: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    talk_id: Mapped[str] = mapped_column(ForeignKey("officer_talk.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"))
    interaction_id: Mapped[str] = mapped_column(ForeignKey("interaction.id"), unique=True)
    author: Mapped[str] = mapped_column(String(8))
    officer: Mapped[str | None] = mapped_column(String(64))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    said_at: Mapped[datetime] = mapped_column(Moment, index=True)
    shown_at: Mapped[datetime | None] = mapped_column(Moment)


class TalkNote(Table):
    """An officer's note for colleagues, masked; never sent."""

    __tablename__ = "talk_note"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    talk_id: Mapped[str] = mapped_column(ForeignKey("officer_talk.id", ondelete="CASCADE"), index=True)
    author: Mapped[str] = mapped_column(String(64))
    written_at: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(Text)


class TalkWithheld(Table):
    """News for a citizen (a verdict, an answer to a report) that wait until the officer has handed back, sealed."""

    __tablename__ = "talk_withheld"

    origin: Mapped[str] = mapped_column(String(80), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    put_at: Mapped[datetime] = mapped_column(Moment)


_TALK, _MESSAGE, _NOTE, _WITHHELD = (table(one) for one in (OfficerTalk, TalkMessage, TalkNote, TalkWithheld))

deleted(_MESSAGE, lambda person: _MESSAGE.c.conversation_id == person.conversation)
deleted(
    _NOTE,
    lambda person: _NOTE.c.talk_id.in_(select(_TALK.c.id).where(_TALK.c.conversation_id == person.conversation)),
)
deleted(_WITHHELD, lambda person: _WITHHELD.c.conversation_id == person.conversation)
deleted(_TALK, lambda person: _TALK.c.conversation_id == person.conversation)
