"""What citizens say of the answers, and the codes by which an answer is found again."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Moment, Table


class AnswerReceipt(Table):
    """The code of one answer and the digest of what was said under it.

    Where the answer is erased the code stays without its interaction, so that whoever asks for it is told so.
    """

    __tablename__ = "answer_receipt"

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    interaction_id: Mapped[str | None] = mapped_column(ForeignKey("interaction.id", ondelete="SET NULL"), unique=True)
    digest: Mapped[str] = mapped_column(String(64))


class Feedback(Table):
    """What a citizen thinks of one answer, said in the turn `given_in`; rows are added, never changed."""

    __tablename__ = "feedback"
    __table_args__ = (
        CheckConstraint("verdict IN ('good', 'bad')", name="verdict"),
        CheckConstraint("reason IN ('unclear', 'off_question', 'incomplete', 'doubted', 'other')", name="reason"),
        CheckConstraint("way IN ('button', 'words')", name="way"),
    )

    given_in: Mapped[str] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), primary_key=True)
    judged: Mapped[str] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), index=True)
    verdict: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str | None] = mapped_column(String(16))
    way: Mapped[str] = mapped_column(String(8))
    given_at: Mapped[datetime] = mapped_column(Moment, index=True)


class Opinion(Table):
    """An opinion (góp ý), a wish (kiến nghị) or the words behind a "no"; masked, empty once it was taken back."""

    __tablename__ = "opinion"
    __table_args__ = (CheckConstraint("kind IN ('opinion', 'wish', 'reason')", name="kind"),)

    given_in: Mapped[str] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    judged: Mapped[str | None] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(Moment, index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
