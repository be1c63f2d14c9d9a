"""Tables: changes of figures, answers and rumours that staff proposed, what became of them, corrections sent.

A change and its steps are only ever added. What a citizen was sent lies with the outbox; here is who was to get it.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import deleted, impersonal, table
from bot.storage.queue_tables import Number
from bot.storage.tables import Moment, Table


class KnowledgeChange(Table):
    """A change of one item of `data/`: its words `before` and `after`, against a known `data_version`.

    `item` is "policy/contribution.toml#contribution_rate"; `undoes` the change that this one takes back, `review_id`
    the review that asked for it.
    """

    __tablename__ = "knowledge_change"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    item: Mapped[str] = mapped_column(String(160), index=True)
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    data_version: Mapped[str] = mapped_column(String(64))
    why: Mapped[str] = mapped_column(Text)
    review_id: Mapped[int | None] = mapped_column(BigInteger)
    undoes: Mapped[str | None] = mapped_column(String(36))
    proposed_by: Mapped[str] = mapped_column(String(64))
    proposed_at: Mapped[datetime] = mapped_column(Moment)


class KnowledgeStep(Table):
    """What became of a change: decided ("approved", "rejected", "withdrawn") once, ended ("landed", "dropped") once.

    `sequence` counts over all changes: approved ones apply in its order, and its highest tells whether one is new.
    """

    __tablename__ = "knowledge_step"
    __table_args__ = (UniqueConstraint("change_id", "stage"),)

    sequence: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    change_id: Mapped[str] = mapped_column(ForeignKey("knowledge_change.id"))
    stage: Mapped[str] = mapped_column(String(8))
    what: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)
    why: Mapped[str] = mapped_column(Text)


class KnowledgeCorrection(Table):
    """A message to everybody who was told a figure as it was on `told_on`; sent once a manager says so."""

    __tablename__ = "knowledge_correction"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    figure: Mapped[str] = mapped_column(String(64), index=True)
    told_on: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    prepared_by: Mapped[str] = mapped_column(String(64))
    prepared_at: Mapped[datetime] = mapped_column(Moment)
    sent_by: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)


class KnowledgeTold(Table):
    """One talk that a correction went to, or could not: `reason` says why ("" where it was taken on)."""

    __tablename__ = "knowledge_told"

    correction_id: Mapped[str] = mapped_column(ForeignKey("knowledge_correction.id"), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(Moment)


_TOLD = table(KnowledgeTold)
for _of_texts in (KnowledgeChange, KnowledgeStep, KnowledgeCorrection):
    impersonal(table(_of_texts))
deleted(_TOLD, lambda person: _TOLD.c.conversation_id == person.conversation)
