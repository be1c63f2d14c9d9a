"""The tables. Times are UTC; a person appears only as a pseudonym; texts are masked before they get here."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from bot.outcomes import Outcome

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A UTC time that comes back with its zone from SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """SQLite stores and compares what is written: a moment of another zone would be off by hours."""
        return value.astimezone(UTC) if value is not None and value.tzinfo is not None else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002  SQLAlchemy's signature
        """SQLite drops the zone; ours is always UTC."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Table(DeclarativeBase):
    """Base of all tables; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=_NAMES)


class Conversation(Table):
    """All turns of one citizen on one channel; `citizen` is a keyed pseudonym, never the channel's id.

    `audience` is the group told last and `campaign` the link that the talk came by (None: by date). `seen_at` is the
    end of the last turn, `feedback_in` how many answers until feedback is asked for (None: not in this talk),
    `awaiting` what the next words may be taken for.
    """

    __tablename__ = "conversation"
    __table_args__ = (UniqueConstraint("channel", "citizen"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    citizen: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime] = mapped_column(Moment)
    audience: Mapped[str | None] = mapped_column(String(32))
    campaign: Mapped[str | None] = mapped_column(String(64))
    notice_version: Mapped[str | None] = mapped_column(String(32))
    notice_at: Mapped[datetime | None] = mapped_column(Moment)
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
    feedback_in: Mapped[int | None]
    awaiting: Mapped[str | None] = mapped_column(String(64))


class WorkingMemory(Table):
    """What a dialogue stands at between two turns, sealed (AES-256-GCM, bound to the conversation)."""

    __tablename__ = "working_memory"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(Moment, index=True)


class Interaction(Table):
    """One turn in both directions: what the citizen said, what was answered, on which evidence, with which outcome.

    `author` of the answer is "machine" or "officer"; `audience` is what the citizen told of himself in this message,
    `campaign` what brought it.
    """

    __tablename__ = "interaction"
    __table_args__ = (
        UniqueConstraint("conversation_id", "message_id"),
        Index("ix_interaction_conversation_id", "conversation_id", "accepted_at"),
        CheckConstraint("outcome IN ({})".format(", ".join(f"'{o}'" for o in Outcome)), name="outcome"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"))
    channel: Mapped[str] = mapped_column(String(16))
    message_id: Mapped[str] = mapped_column(String(200))
    accepted_at: Mapped[datetime] = mapped_column(Moment, index=True)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    question: Mapped[str] = mapped_column(Text)
    pressed: Mapped[bool] = mapped_column(default=False)
    topic: Mapped[str | None] = mapped_column(String(64), index=True)
    aspect: Mapped[str | None] = mapped_column(String(64))
    confidence: Mapped[float | None]
    replies: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    outcome: Mapped[str | None] = mapped_column(String(32), index=True)
    as_of: Mapped[date] = mapped_column(Date)
    model_version: Mapped[str] = mapped_column(String(64))
    data_version: Mapped[str] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(String(16), default="machine", server_default="machine")
    audience: Mapped[str | None] = mapped_column(String(32))
    campaign: Mapped[str | None] = mapped_column(String(64))
    evidence: Mapped[list["EvidenceUsed"]] = relationship(
        order_by="EvidenceUsed.position", cascade="all, delete-orphan"
    )


class EvidenceUsed(Table):
    """One dated source that an interaction's answer stood on."""

    __tablename__ = "evidence"

    interaction_id: Mapped[str] = mapped_column(ForeignKey("interaction.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    figure: Mapped[str] = mapped_column(String(64), index=True)
    label: Mapped[str] = mapped_column(Text)
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    unit: Mapped[str | None] = mapped_column(String(16))
    legal_basis: Mapped[str] = mapped_column(Text)
    effective_from: Mapped[date | None] = mapped_column(Date)
    effective_to: Mapped[date | None] = mapped_column(Date)


class PictureShown(Table):
    """What a picture of an answer shows, in its final words and numbers; its name is unguessable."""

    __tablename__ = "picture"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    interaction_id: Mapped[str] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    drawn_at: Mapped[datetime] = mapped_column(Moment)


class ButtonOffered(Table):
    """What an opaque button payload means; valid only in the conversation that it was offered in."""

    __tablename__ = "button"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    intent: Mapped[str] = mapped_column(String(64))
    aspect: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str | None] = mapped_column(Text)
    offered_at: Mapped[datetime] = mapped_column(Moment)


class Report(Table):
    """A citizen's report of fraud or misinformation (tin báo). No link to a conversation, and only the day is kept.

    Without a rowid, whose order would tell which report followed which message.
    """

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("kind IN ('fraud', 'misinformation')", name="kind"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    received_on: Mapped[date] = mapped_column(Date)
    content: Mapped[dict[str, str]] = mapped_column(JSON)
    receipt_hash: Mapped[str | None] = mapped_column(String(64), unique=True)


class ReceiptDue(Table):
    """A report whose code has not been told yet; deleted in the transaction that makes the code."""

    __tablename__ = "receipt_due"

    interaction_id: Mapped[str] = mapped_column(ForeignKey("interaction.id"), primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"), unique=True)


class ChannelGrant(Table):
    """The tokens of a channel, sealed (AES-256-GCM, bound to the channel); `version` counts their renewals.

    `claimed_until` keeps all but one from renewing, `dead_reason` says that a person must consent again,
    `trouble` why the last renewal failed.
    """

    __tablename__ = "channel_grant"

    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int]
    refreshed_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    dead_reason: Mapped[str | None] = mapped_column(Text)
    trouble: Mapped[str | None] = mapped_column(Text)
