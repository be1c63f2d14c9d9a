"""The working memory of a dialogue: kept by the app, so that an engine may die in the middle of a form."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "working_memory",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_working_memory_conversation_id"),
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_working_memory")),
    )
    op.create_index(op.f("ix_working_memory_kept_at"), "working_memory", ["kept_at"])


def downgrade() -> None:
    op.drop_table("working_memory")
