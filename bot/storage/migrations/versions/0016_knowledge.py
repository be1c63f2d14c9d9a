"""Proposed changes of figures, answers and rumours; corrections to those who were told an old figure."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "knowledge_change",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item", sa.String(length=160), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("data_version", sa.String(length=64), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("review_id", sa.BigInteger(), nullable=True),
        sa.Column("undoes", sa.String(length=36), nullable=True),
        sa.Column("proposed_by", sa.String(length=64), nullable=False),
        sa.Column("proposed_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_change")),
    )
    op.create_index(op.f("ix_knowledge_change_item"), "knowledge_change", ["item"])
    op.create_table(
        "knowledge_step",
        sa.Column("sequence", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("change_id", sa.String(length=36), nullable=False),
        sa.Column("stage", sa.String(length=8), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["knowledge_change.id"], name=op.f("fk_knowledge_step_change_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_knowledge_step")),
        sa.UniqueConstraint("change_id", "stage", name=op.f("uq_knowledge_step_change_id")),
    )
    op.create_table(
        "knowledge_correction",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("figure", sa.String(length=64), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("prepared_by", sa.String(length=64), nullable=False),
        sa.Column("prepared_at", _MOMENT, nullable=False),
        sa.Column("sent_by", sa.String(length=64), nullable=True),
        sa.Column("sent_at", _MOMENT, nullable=True),
        sa.Column("done_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_correction")),
    )
    op.create_index(op.f("ix_knowledge_correction_figure"), "knowledge_correction", ["figure"])
    op.create_table(
        "knowledge_told",
        sa.Column("correction_id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["knowledge_correction.id"], name=op.f("fk_knowledge_told_correction_id")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_knowledge_told_conversation_id")
        ),
        sa.PrimaryKeyConstraint("correction_id", "conversation_id", name=op.f("pk_knowledge_told")),
    )
    op.create_index(op.f("ix_knowledge_told_conversation_id"), "knowledge_told", ["conversation_id"])


def downgrade() -> None:
    for table in ("knowledge_told", "knowledge_correction", "knowledge_step", "knowledge_change"):
        op.drop_table(table)
