"""Tables: what the model thought of a turn, how risky the turn looks, and what staff judge of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import Person, Rows, blanked, deleted, impersonal, table
from bot.storage.tables import Interaction, Moment, Table

#: Counts up; SQLite counts by itself only where the type is INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")

#: "undone" takes the verdict back that its row supersedes.
VERDICTS = ("right", "incomplete", "wrong", "wrong_topic", "undone")
#: Whose verdict a turn waits for: anybody's, that of somebody else than the first, nobody's.
WAITS_FOR = ("first", "second", "nobody")


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return "{} IN ({})".format(column, ", ".join(f"'{word}'" for word in words))


class TurnRanking(Table):
    """The likeliest pairs of a turn that was understood from words: lists of topic, aspect (or null), confidence."""

    __tablename__ = "turn_ranking"

    interaction_id: Mapped[str] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), primary_key=True)
    pairs: Mapped[list[list[Any]]] = mapped_column(JSON)


class Review(Table):
    """A verdict of a member of staff on one answer; rows are added, never changed.

    `reviewer` is a login name, `round` 2 that of a second reviewer who did not see the first verdict, `supersedes` the
    row of the same reviewer that this one takes the place of, `seconds` how long it took, `note` masked, `sampled` that
    the turn was drawn by chance and not by its risk.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint(_one_of("verdict", VERDICTS), name="verdict"),
        CheckConstraint("round IN (1, 2)", name="round"),
        CheckConstraint("verdict = 'wrong_topic' OR right_topic IS NULL", name="right_topic"),
        Index("ix_review_reviewer_reviewed_at", "reviewer", "reviewed_at"),
    )

    id: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    interaction_id: Mapped[str] = mapped_column(ForeignKey("interaction.id"), index=True)
    reviewer: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[str] = mapped_column(String(12))
    right_topic: Mapped[str | None] = mapped_column(String(64))
    right_aspect: Mapped[str | None] = mapped_column(String(64))
    to_content: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")
    model_version: Mapped[str] = mapped_column(String(64))
    round: Mapped[int]
    sampled: Mapped[bool]
    reviewed_at: Mapped[datetime] = mapped_column(Moment, index=True)
    seconds: Mapped[float]
    supersedes: Mapped[int | None] = mapped_column(ForeignKey("review.id"), unique=True)


class ReviewScore(Table):
    """How risky a turn of the last months looks: `score` is harm × doubt × reach, `risk` the first two.

    `topic` and `aspect` are what the turn was about, or was likeliest about; `asked` how many turns of the last 30 days
    were about the same; `reasons` says in codes and numbers why it stands where it stands; `sampled` is wanted twice.
    """

    __tablename__ = "review_score"
    __table_args__ = (
        CheckConstraint(_one_of("waits_for", WAITS_FOR), name="waits_for"),
        Index("ix_review_score_queue", "waits_for", "score", "interaction_id"),
        Index("ix_review_score_topic_queue", "waits_for", "topic", "score"),
        Index("ix_review_score_waiting_since", "waits_for", "accepted_at"),
        Index("ix_review_score_order", "score", "interaction_id"),
        Index("ix_review_score_alike", "topic", "aspect", "accepted_at"),
    )

    interaction_id: Mapped[str] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), primary_key=True)
    accepted_at: Mapped[datetime] = mapped_column(Moment, index=True)
    channel: Mapped[str] = mapped_column(String(16))
    topic: Mapped[str | None] = mapped_column(String(64))
    aspect: Mapped[str | None] = mapped_column(String(64))
    risk: Mapped[float]
    asked: Mapped[int]
    score: Mapped[float]
    reasons: Mapped[list[list[Any]]] = mapped_column(JSON)
    sampled: Mapped[bool]
    waits_for: Mapped[str] = mapped_column(String(6))
    first_by: Mapped[str | None] = mapped_column(String(64))


_RANKING, _REVIEW, _SCORE = table(TurnRanking), table(Review), table(ReviewScore)
_TURN = table(Interaction)


def _of_person(column: Any) -> Rows:
    def rows(person: Person) -> Any:
        return column.in_(
            _TURN.select().with_only_columns(_TURN.c.id).where(_TURN.c.conversation_id == person.conversation)
        )

    return rows


deleted(_RANKING, _of_person(_RANKING.c.interaction_id))
deleted(_SCORE, _of_person(_SCORE.c.interaction_id))
# A verdict stays for the count of right answers; what was noted of the words goes with the words.
blanked(_REVIEW, _of_person(_REVIEW.c.interaction_id), note="")
impersonal(
    *(_REVIEW, "id", "interaction_id", "reviewer", "verdict", "right_topic", "right_aspect", "to_content"),
    *("model_version", "round", "sampled", "reviewed_at", "seconds", "supersedes"),
)
