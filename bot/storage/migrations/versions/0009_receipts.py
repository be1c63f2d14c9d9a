"""The two-way record: audience, campaign, author, receipts of answers, feedback and opinions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_OF_CONVERSATION: dict[str, sa.types.TypeEngine[Any]] = {
    "audience": sa.String(length=32),
    "campaign": sa.String(length=64),
    "notice_version": sa.String(length=32),
    "notice_at": sa.DateTime(timezone=True),
    "seen_at": sa.DateTime(timezone=True),
    "feedback_in": sa.Integer(),
    "awaiting": sa.String(length=64),
}


def upgrade() -> None:
    for name, type_ in _OF_CONVERSATION.items():
        op.add_column("conversation", sa.Column(name, type_, nullable=True))
    op.add_column("interaction", sa.Column("author", sa.String(length=16), nullable=False, server_default="machine"))
    op.add_column("interaction", sa.Column("audience", sa.String(length=32), nullable=True))
    op.add_column("interaction", sa.Column("campaign", sa.String(length=64), nullable=True))
    op.create_table(
        "answer_receipt",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("interaction_id", sa.String(length=36), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name=op.f("fk_answer_receipt_interaction_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_answer_receipt")),
        sa.UniqueConstraint("interaction_id", name=op.f("uq_answer_receipt_interaction_id")),
    )
    op.create_table(
        "feedback",
        sa.Column("given_in", sa.String(length=36), nullable=False),
        sa.Column("judged", sa.String(length=36), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("verdict IN ('good', 'bad')", name=op.f("ck_feedback_verdict")),
        sa.CheckConstraint(
            "reason IN ('unclear', 'off_question', 'incomplete', 'doubted', 'other')", name=op.f("ck_feedback_reason")
        ),
        sa.CheckConstraint("way IN ('button', 'words')", name=op.f("ck_feedback_way")),
        _of("feedback", "given_in"),
        _of("feedback", "judged"),
        sa.PrimaryKeyConstraint("given_in", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_judged"), "feedback", ["judged"])
    op.create_index(op.f("ix_feedback_given_at"), "feedback", ["given_at"])
    op.create_table(
        "opinion",
        sa.Column("given_in", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("judged", sa.String(length=36), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('opinion', 'wish', 'reason')", name=op.f("ck_opinion_kind")),
        _of("opinion", "given_in"),
        _of("opinion", "judged"),
        sa.PrimaryKeyConstraint("given_in", name=op.f("pk_opinion")),
    )
    op.create_index(op.f("ix_opinion_judged"), "opinion", ["judged"])
    op.create_index(op.f("ix_opinion_received_at"), "opinion", ["received_at"])


def _of(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], ["interaction.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    for table in ("opinion", "feedback", "answer_receipt"):
        op.drop_table(table)
    for name in ("campaign", "audience", "author"):
        op.drop_column("interaction", name)
    for name in reversed(_OF_CONVERSATION):
        op.drop_column("conversation", name)
